//! Scripts in JSON: a string when they have one line, an array of lines when they have more, so
//! that line-based differences are readable.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize as _, Serializer};

/// Writes a script. `\r` stays part of its line, so that reading gives the same text.
pub(super) fn serialize<S: Serializer>(script: &str, serializer: S) -> Result<S::Ok, S::Error> {
    if script.contains('\n') {
        script.split('\n').collect::<Vec<_>>().serialize(serializer)
    } else {
        serializer.serialize_str(script)
    }
}

/// Reads a script from a string or an array of lines.
pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    match serde_json::Value::deserialize(deserializer)? {
        serde_json::Value::String(script) => Ok(script),
        serde_json::Value::Array(lines) => lines
            .iter()
            .map(|line| line.as_str().ok_or_else(|| D::Error::custom("a script's lines are texts")))
            .collect::<Result<Vec<_>, _>>()
            .map(|lines| lines.join("\n")),
        _ => Err(D::Error::custom("a script is a text, or an array of lines")),
    }
}
