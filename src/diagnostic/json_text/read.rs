//! Texts to JSON values, with positions for what is wrong.
//!
//! Not payloads: those may be broken in part, and are read by `payload`.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use crate::diagnostic::json_text::scan::{Fault, trim_blank_end};
use crate::diagnostic::{Code, Diagnostic, Place, Span};

/// The value of a whole file. What is wrong is told under `code`, with its place in `file`. A byte
/// order mark is allowed. Of a key that stands twice the last one counts.
///
/// # Errors
/// The text is not JSON, ends too early, or nests deeper than 127.
#[allow(clippy::result_large_err, reason = "a diagnostic is what the caller shows, once a file")]
pub fn parse_json(file: &str, text: &str, code: Code) -> Result<Value, Diagnostic> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    serde_json::from_str(text).map_err(|error| {
        let fault = fault_of(text, &error);
        Diagnostic::error(code, format!("This is not JSON: {}", fault.reason))
            .at(Place::in_file(file, Some(Span::at_offset(text, fault.at, 1))))
    })
}

/// The value of `text` and whether a key stands twice in one of its objects, compared without case;
/// the last one counts.
pub(crate) fn read_value(text: &str) -> Result<(Value, bool), Fault> {
    let has_duplicates = Cell::new(false);
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = ValueSeed { has_duplicates: &has_duplicates }
        .deserialize(&mut deserializer)
        .and_then(|value| deserializer.end().map(|()| value))
        .map_err(|error| fault_of(text, &error))?;
    Ok((value, has_duplicates.get()))
}

/// What is wrong with the first JSON value in `text`, without building it; what follows it does not
/// matter. `None` when it is whole.
pub(crate) fn syntax_fault(text: &str) -> Option<Fault> {
    let values = serde_json::Deserializer::from_str(text).into_iter::<serde::de::IgnoredAny>();
    values.take(1).find_map(Result::err).map(|error| fault_of(text, &error))
}

fn fault_of(text: &str, error: &serde_json::Error) -> Fault {
    if error.is_eof() {
        return Fault::cut(trim_blank_end(text).len());
    }
    let at = offset_of(text, error.line(), error.column());
    let message = error.to_string();
    let suffix = format!(" at line {} column {}", error.line(), error.column());
    let reason = message.strip_suffix(&suffix).unwrap_or(&message);
    let is_line_end = matches!(text.as_bytes().get(at), Some(b'\n' | b'\r'));
    if is_line_end && reason.starts_with("control character") {
        return Fault::new(at, "a closing quote is missing");
    }
    Fault::new(at, reason)
}

/// The offset of a line and a column that count from 1, the column in bytes; column 0 is the end of
/// the line before.
fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let line_start = match line.checked_sub(2) {
        None => 0,
        Some(newline) => text.match_indices('\n').nth(newline).map_or(text.len(), |(at, _)| at + 1),
    };
    (line_start + column).saturating_sub(1).min(text.len())
}

/// Reads any value; raises the flag when a key stands twice.
#[derive(Clone, Copy)]
struct ValueSeed<'flag> {
    has_duplicates: &'flag Cell<bool>,
}

impl<'de> DeserializeSeed<'de> for ValueSeed<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ValueSeed<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Value, E> {
        Number::from_f64(value).map(Value::Number).ok_or_else(|| E::custom("number out of range"))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Value, A::Error> {
        let mut array = Vec::new();
        while let Some(element) = elements.next_element_seed(self)? {
            array.push(element);
        }
        Ok(Value::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(key) = members.next_key::<String>()? {
            if object.insert(key, members.next_value_seed(self)?).is_some() {
                self.has_duplicates.set(true);
            }
        }
        if !self.has_duplicates.get() && differ_only_in_case(&object) {
            self.has_duplicates.set(true);
        }
        Ok(Value::Object(object))
    }
}

/// Whether two keys are equal without case; small objects are compared pair by pair.
fn differ_only_in_case(object: &Map<String, Value>) -> bool {
    if object.len() > 48 {
        let lower: BTreeSet<_> = object.keys().map(|key| key.to_ascii_lowercase()).collect();
        return lower.len() < object.len();
    }
    object
        .keys()
        .enumerate()
        .any(|(position, key)| object.keys().take(position).any(|earlier| earlier.eq_ignore_ascii_case(key)))
}

#[cfg(test)]
mod tests {
    use super::parse_json;
    use crate::diagnostic::Code;

    #[track_caller]
    fn check(text: &str, line: usize, column: usize, message: &str) {
        let diagnostic = parse_json("a.json", text, Code::FileNotJson).unwrap_err();
        let span = diagnostic.place.span.unwrap();
        assert_eq!((span.line, span.column, diagnostic.message.as_str()), (line, column, message));
        assert_eq!(diagnostic.place.file.as_deref(), Some("a.json"));
    }

    #[test]
    fn faults_have_their_place() {
        assert!(parse_json("", "\u{feff}{\"a\": 1, \"a\": 2}\n", Code::FileNotJson).is_ok());
        check("", 1, 1, "This is not JSON: the text ends too early");
        check("{\n  \"é\": x\n}", 2, 8, "This is not JSON: expected value");
        check("{\"a\": [1,\n2", 2, 2, "This is not JSON: the text ends too early");
        check("{\"a\": \"b\n\"}", 1, 9, "This is not JSON: a closing quote is missing");
        check("{} {}", 1, 4, "This is not JSON: trailing characters");
        check("[1,]", 1, 4, "This is not JSON: trailing comma");
    }
}
