//! JSON text to values, held to `serde_json`.

use proptest::prelude::*;
use scimwright::value::{Arena, ReadError, Selection, Value, read_json};
use serde_json::{Value as JsonValue, json};

use crate::value::texts::{broken, json};

/// What is read of a text, as JSON as scripts see it.
fn read(text: &str, selection: &Selection) -> Result<JsonValue, ReadError> {
    let arena = Arena::new();
    let value = read_json(text, selection, &arena)?;
    Ok(value.to_json().expect("what was read is JSON"))
}

/// The same by `serde_json`.
fn expected(text: &str) -> Option<JsonValue> {
    let value: JsonValue = serde_json::from_str(text).ok()?;
    Some(Value::of_json(&value).to_json().expect("JSON is JSON"))
}

#[track_caller]
fn check(text: &str) {
    let selections = [Selection::Whole, Selection::Nothing, selection(&[&["a", "b"], &["value"]])];
    let expected = expected(text);
    assert_eq!(read(text, &selections[0]).ok(), expected, "{text}");
    for selection in &selections[1..] {
        assert_eq!(read(text, selection).is_ok(), expected.is_some(), "{selection:?} {text}");
    }
}

fn selection(paths: &[&[&str]]) -> Selection {
    let mut selection = Selection::default();
    for path in paths {
        selection.add(path);
    }
    selection
}

#[test]
fn numbers_are_read_as_serde_json_reads_them() {
    for text in [
        "0",
        "-0",
        "-0.0",
        "00",
        "01",
        "-01",
        "1",
        "-1",
        "+1",
        "1.",
        ".1",
        "1.5",
        "1e5",
        "1E5",
        "1e+5",
        "1e-5",
        "1e",
        "1e+",
        "1e999",
        "-1e999",
        "1e-999",
        "999999999999999999",
        "1000000000000000000",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "-9223372036854775809",
        "18446744073709551615",
        "18446744073709551616",
        "0.1",
        "0.30000000000000004",
        "2.2250738585072011e-308",
        "5e-324",
        "1.7976931348623157e308",
        "123456789.123456789e-5",
        "1a",
        "-",
        "--1",
        "1-1",
        "0x10",
        "1_000",
        "Infinity",
        "NaN",
    ] {
        check(text);
        check(&format!("[{text}]"));
        check(&format!("{{\"a\": {text}}}"));
        check(&format!("{{\"skipped\": {text}, \"a\": 1}}"));
    }
}

#[test]
fn texts_are_read_as_serde_json_reads_them() {
    for text in [
        "",
        "a",
        "é漢😀",
        r#"\""#,
        r"\\",
        r"\/",
        r"\b\f\n\r\t",
        r"\x",
        r"\",
        r"\u0041",
        r"\u00e9",
        r"\u00E9",
        r"\u00g9",
        r"\u12",
        r"\u",
        r"\ud83d\ude00",
        r"\ud83d",
        r"\ude00",
        r"\ud83d\u0041",
        r"\ud83dx",
        r"\ud83d\n",
        r"\ude00\ud83d",
        r"\u0000",
        "\u{0}",
        "\n",
        "\t",
        "\u{1f}",
        "\u{7f}",
        "\u{2028}",
        "a longer text than eight bytes",
        r"a longer text with an escape at the \u0065nd",
        "seven.\\\"",
    ] {
        check(&format!("\"{text}\""));
        check(&format!("{{\"{text}\": [\"{text}\"], \"a\": \"{text}\"}}"));
        check(&format!("[\"{text}"));
    }
}

#[test]
fn other_texts_are_no_json() {
    for text in [
        "",
        " ",
        "\u{feff}1",
        "1 2",
        "{}{}",
        "{} x",
        "[1,]",
        "[,1]",
        "[1 2]",
        "{\"a\":1,}",
        "{,}",
        "{a:1}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\" 1}",
        "{\"a\":1 \"b\":2}",
        "[",
        "{",
        "]",
        "}",
        "[}",
        "{]",
        "tru",
        "True",
        "nulll",
        "'a'",
        "\u{a0}1",
        "\u{b}1",
        "[1]]",
        " \t\r\n[ 1 , 2 ]\n",
        "{ \"a\" : { } }",
    ] {
        check(text);
    }
}

#[test]
fn only_what_is_selected_is_kept() {
    let check = |paths: &[&[&str]], expected: JsonValue| {
        let text =
            r#"{"a": {"b": 1, "c": [2]}, "E": [{"value": "x", "type": "y"}, 5, [{"Value": 6}]], "n": null}"#;
        assert_eq!(read(text, &selection(paths)), Ok(expected), "{paths:?}");
    };
    check(&[], json!(null));
    check(&[&["a"]], json!({"a": {"b": 1, "c": [2]}}));
    check(&[&["A", "C"]], json!({"a": {"c": [2]}}));
    check(&[&["e", "value"]], json!({"E": [{"value": "x"}, 5, [{"Value": 6}]]}));
    check(&[&["n"], &["m"]], json!({}));
}

#[test]
fn of_two_members_of_one_name_both_are_there() {
    let arena = Arena::new();
    let text = r#"{"a": 1, "a": 2, "A": 3}"#;
    let value = read_json(text, &Selection::Whole, &arena).expect("it is JSON");
    let object = value.as_object().expect("an object");
    assert_eq!(object.len(), 2);
    assert!(matches!(object.get("a"), Value::Integer(2)));
    assert!(matches!(object.get("A"), Value::Integer(3)));
}

#[test]
fn deep_nesting_is_refused() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    for selection in [Selection::Whole, Selection::Nothing] {
        let read = |depth| read_json(&nested(depth), &selection, &Arena::new()).map(drop);
        assert_eq!(read(120), Ok(()));
        assert_eq!(read(121), Err(ReadError::TooDeep));
        assert_eq!(read(1_000_000), Err(ReadError::TooDeep));
        let unclosed = read_json(&"{\"a\":".repeat(100_000), &selection, &Arena::new()).map(drop);
        assert_eq!(unclosed, Err(ReadError::TooDeep));
    }
}

proptest! {
    #[test]
    fn any_json_is_read_as_serde_json_reads_it(value in json(), is_pretty in any::<bool>()) {
        let text = if is_pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) };
        check(&text.expect("a JSON value is JSON"));
    }

    #[test]
    fn anything_else_is_refused_when_serde_json_refuses_it(text in broken()) {
        check(&text);
    }
}
