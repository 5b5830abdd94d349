//! The digest of a mapping file's content.

use std::fmt::Write as _;

use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};

/// The keys of a mapping file that say where it comes from and prove it, and are not its content.
const NOT_CONTENT: [&str; 3] = ["provenance", "seal", "checksum"];

/// `sha256:` and 64 hexadecimal digits over the content of a mapping file: the whole object but
/// `provenance`, `seal` and `checksum`, with sorted keys and without white space. Keys that this
/// version does not know count. `version` counts as 1, so that a content keeps its digest in every
/// version of the format.
pub fn content_digest(file: &Value) -> String {
    let content: Map<String, Value> = file
        .as_object()
        .into_iter()
        .flatten()
        .filter(|(key, _)| !NOT_CONTENT.contains(&key.as_str()))
        .map(|(key, value)| (key.clone(), if key == "version" { Value::from(1) } else { value.clone() }))
        .collect();
    digest_of(sorted(&Value::Object(content)).to_string().as_bytes())
}

/// `sha256:` and 64 hexadecimal digits over bytes as they are.
pub fn digest_of(bytes: &[u8]) -> String {
    let mut text = "sha256:".to_owned();
    for byte in Sha256::digest(bytes) {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(object) => {
            let mut entries: Vec<_> = object.iter().collect();
            entries.sort_by(|left, right| left.0.cmp(right.0));
            Value::Object(entries.into_iter().map(|(key, value)| (key.clone(), sorted(value))).collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(sorted).collect()),
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::content_digest;
    use serde_json::json;

    #[test]
    fn order_and_provenance_do_not_count_and_content_does() {
        let one = json!({"a": {"x": 1, "y": 2}, "provenance": {"at": "now"}});
        let same = json!({"seal": "…", "a": {"y": 2, "x": 1}});
        let other = json!({"a": {"x": 1, "y": 3}});
        assert_eq!(content_digest(&one), content_digest(&same));
        assert_ne!(content_digest(&one), content_digest(&other));
    }
}
