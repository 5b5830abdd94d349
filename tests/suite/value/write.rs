//! Values to JSON text, held to `serde_json`.

use proptest::prelude::*;
use scimwright::value::{Arena, Entry, Selection, Value, read_json, write_json};
use serde_json::Value as JsonValue;

use crate::value::texts::{json, text};

fn written(value: Value<'_>) -> Result<String, String> {
    let mut out = Vec::new();
    write_json(&mut out, value).map(|()| String::from_utf8(out).expect("JSON is UTF-8"))
}

/// The value without members that are null, which are not there for scripts.
fn without_nulls(value: JsonValue) -> JsonValue {
    match value {
        JsonValue::Array(items) => items.into_iter().map(without_nulls).collect(),
        JsonValue::Object(members) => {
            let present = members.into_iter().filter(|(_, value)| !value.is_null());
            JsonValue::Object(present.map(|(name, value)| (name, without_nulls(value))).collect())
        }
        JsonValue::Number(number) if number.as_i64().is_none() => {
            JsonValue::from(number.as_f64().expect("a JSON number is finite"))
        }
        other => other,
    }
}

proptest! {
    #[test]
    fn json_is_written_as_serde_json_writes_it(value in json()) {
        let expected = serde_json::to_string(&without_nulls(value.clone())).expect("JSON is JSON");
        prop_assert_eq!(written(Value::of_json(&value)), Ok(expected.clone()));
        let (arena, text) = (Arena::new(), value.to_string());
        let read = read_json(&text, &Selection::Whole, &arena).expect("it is JSON");
        prop_assert_eq!(written(read), Ok(expected));
    }

    #[test]
    fn texts_and_floats_are_written_as_serde_json_writes_them(text in text(), number in any::<f64>()) {
        prop_assert_eq!(written(Value::Text(&text)), Ok(serde_json::to_string(&text).expect("a text")));
        if number.is_finite() {
            let spelled = serde_json::to_string(&number).expect("a number");
            prop_assert_eq!(written(Value::Float(number)), Ok(spelled));
        }
    }
}

#[test]
fn what_has_no_json_form_is_said_as_by_to_json() {
    let arena = Arena::new();
    let mut deep = Value::Nothing;
    let mut nests = vec![deep];
    for _ in 0..70 {
        deep = arena.list([deep]);
        nests.push(deep);
        nests.push(arena.object([Entry { name: "a", value: deep }]));
    }
    let awkward = [
        Value::Clear,
        Value::Reject("no"),
        Value::Other("Fn"),
        Value::Other("RangeInclusive"),
        Value::Other("Blob"),
        Value::Float(f64::NAN),
        Value::Float(f64::INFINITY),
        Value::Float(-0.0),
        Value::Character('é'),
    ];
    let in_lists = awkward.map(|value| arena.list([value]));
    for value in awkward.into_iter().chain(in_lists).chain(nests) {
        let expected = value.to_json().map(|value| value.to_string());
        let is_same = written(value) == expected;
        assert!(is_same, "{value:?}: {:?} is not {expected:?}", written(value));
    }
}
