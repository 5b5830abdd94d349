//! Whether two contestants give the same people. Nobody is timed who does not.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use serde_json::Value;

/// Holds the lines of a contestant against those of Scimwright, one by one: the line of the input,
/// the status, and the record value by value, whatever the order of its fields.
///
/// # Errors
/// The first difference, or the file that cannot be read.
pub fn ensure_same(expected: &Path, found: &Path) -> Result<u64, String> {
    let (mut expected, mut found) = (lines(expected)?, lines(found)?);
    for number in 1.. {
        let (left, right) = match (expected.next(), found.next()) {
            (None, None) => return Ok(number - 1),
            (None, Some(_)) => return Err(format!("line {number} is one too many")),
            (Some(_), None) => return Err(format!("line {number} is missing")),
            (Some(left), Some(right)) => (read(left)?, read(right)?),
        };
        for pointer in ["/source/line", "/status", "/record_type", "/record"] {
            // Who is rejected has no record, whether that is said or not.
            let there = |line: &Value| line.pointer(pointer).filter(|value| !value.is_null()).cloned();
            let (left, right) = (there(&left), there(&right));
            let place = pointer.trim_start_matches('/').replace('/', ".");
            if let Some(difference) = difference(left.as_ref(), right.as_ref(), &place) {
                return Err(format!("line {number}: {difference}"));
            }
        }
    }
    Ok(0)
}

fn lines(path: &Path) -> Result<impl Iterator<Item = std::io::Result<String>> + use<>, String> {
    let file = File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(BufReader::new(file).lines())
}

fn read(line: std::io::Result<String>) -> Result<Value, String> {
    let line = line.map_err(|error| error.to_string())?;
    serde_json::from_str(&line).map_err(|error| format!("{error} in {line}"))
}

/// The first place at which two values differ, with both. Numbers are the same when they stand for the
/// same number.
fn difference(expected: Option<&Value>, found: Option<&Value>, place: &str) -> Option<String> {
    match (expected, found) {
        (Some(Value::Object(expected)), Some(Value::Object(found))) => {
            let names = expected.keys().chain(found.keys().filter(|name| !expected.contains_key(*name)));
            let mut differences = names.filter_map(|name| {
                difference(expected.get(name), found.get(name), &format!("{place}.{name}"))
            });
            differences.next()
        }
        (Some(Value::Array(expected)), Some(Value::Array(found))) => {
            let longer = expected.len().max(found.len());
            (0..longer)
                .find_map(|idx| difference(expected.get(idx), found.get(idx), &format!("{place}[{idx}]")))
        }
        (Some(Value::Number(expected)), Some(Value::Number(found)))
            if expected.as_f64() == found.as_f64() =>
        {
            None
        }
        (expected, found) if expected == found => None,
        (expected, found) => {
            let shown = |value: Option<&Value>| value.map_or_else(|| "nothing".to_owned(), Value::to_string);
            Some(format!("{place} is {} instead of {}", shown(found), shown(expected)))
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::difference;

    #[test]
    fn the_first_difference_is_told_by_its_place() {
        let check = |expected, found, told: Option<&str>| {
            assert_eq!(difference(Some(&expected), Some(&found), "record").as_deref(), told);
        };
        check(json!({ "a": 1, "b": [true] }), json!({ "b": [true], "a": 1.0 }), None);
        check(
            json!({ "a": ["x"] }),
            json!({ "a": ["x", "y"] }),
            Some(r#"record.a[1] is "y" instead of nothing"#),
        );
        check(json!({ "a": null }), json!({}), Some("record.a is nothing instead of null"));
        check(json!({}), json!({ "b": 2 }), Some("record.b is 2 instead of nothing"));
    }
}
