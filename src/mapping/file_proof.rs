//! How the text of a mapping file proves that it is whole: the checksum at its end, and the part that
//! a seal speaks of.
//!
//! A checksum finds damage and careless edits. Who wants to deceive makes a new one; against that
//! there are seals.

use serde_json::Value;

use crate::mapping::{MappingFile, Seal, content_digest, digest_of};

/// What the text of a mapping file says about itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Proof {
    /// Every byte is as it was written.
    Whole,
    /// A file of version 1, which has no checksum; its content has its digest.
    ContentOnly,
    /// Something was changed, but not the content that the digest covers.
    AlteredAround,
    /// The content was changed.
    AlteredContent,
}

impl Proof {
    /// What is proven of a text that was read as this value.
    pub(super) fn of(text: &str, value: &Value) -> Self {
        let is_first_version = value.get("version").and_then(Value::as_u64) == Some(1);
        let has_checksum = value.get("checksum").is_some();
        let digest = value.pointer("/provenance/digest").and_then(Value::as_str);
        let has_digest = digest == Some(content_digest(value).as_str());
        match body_and_checksum(text) {
            Some((body, checksum)) if digest_of(body.as_bytes()) == checksum && has_digest => Self::Whole,
            None if is_first_version && !has_checksum && has_digest => Self::ContentOnly,
            _ if has_digest => Self::AlteredAround,
            _ => Self::AlteredContent,
        }
    }
}

/// The text of a mapping file, given as JSON without a checksum: laid out, with the checksum as its
/// last key. The checksum is `sha256:…` over everything in front of the comma before it.
pub fn with_checksum(file: &Value) -> String {
    let mut file = file.clone();
    if let Some(object) = file.as_object_mut() {
        object.shift_remove("checksum");
    }
    let text = serde_json::to_string_pretty(&file).expect("a JSON value is always valid JSON");
    let body = text.strip_suffix(CLOSING).unwrap_or(&text);
    format!("{body}{CHECKSUM}{}\"{CLOSING}\n", digest_of(body.as_bytes()))
}

/// The text that a seal of the file is made for: as the file would be without seal and checksum.
pub fn text_to_seal(file: &MappingFile) -> String {
    let mut bare = file.clone();
    bare.seal = None;
    let mut text = serde_json::to_string_pretty(&bare).expect("a mapping file is always valid JSON");
    text.push('\n');
    text
}

/// The text that the seal in the text of a mapping file speaks of; `None` when the seal does not
/// stand where it is written, directly before the checksum. What it gives has nothing of the file
/// left out but these two.
pub fn sealed_text(text: &str, seal: &Seal) -> Option<String> {
    let text = with_unix_line_ends(text).unwrap_or_else(|| text.to_owned());
    let (body, _) = body_and_checksum(&text)?;
    let seal = serde_json::json!({ "seal": seal });
    let seal = serde_json::to_string_pretty(&seal).ok()?;
    let seal = seal.strip_prefix('{')?.strip_suffix(CLOSING)?;
    let bare = body.strip_suffix(seal)?.strip_suffix(',')?;
    Some(format!("{bare}{CLOSING}\n"))
}

/// The same text with the line ends of Unix, when every line ends as on Windows; a version control
/// system changes line ends, and nothing else.
pub(super) fn with_unix_line_ends(text: &str) -> Option<String> {
    let n_pairs = text.matches("\r\n").count();
    let is_consistent =
        n_pairs > 1 && text.matches('\n').count() == n_pairs && text.matches('\r').count() == n_pairs;
    is_consistent.then(|| text.replace("\r\n", "\n"))
}

const CHECKSUM: &str = ",\n  \"checksum\": \"";
const CLOSING: &str = "\n}";

fn body_and_checksum(text: &str) -> Option<(&str, &str)> {
    let text = text.strip_suffix('\n')?.strip_suffix(CLOSING)?.strip_suffix('"')?;
    text.rsplit_once(CHECKSUM)
}

#[cfg(test)]
mod tests {
    use super::{Proof, with_checksum, with_unix_line_ends};
    use crate::mapping::content_digest;
    use serde_json::{Value, json};

    fn file() -> Value {
        let mut file = json!({"version": 2, "a": 1, "provenance": {"digest": "", "by": "Ann"}});
        file["provenance"]["digest"] = json!(content_digest(&file));
        file
    }

    #[track_caller]
    fn check(text: &str, expected: Proof) {
        let value = serde_json::from_str(text).expect("JSON");
        assert_eq!(Proof::of(text, &value), expected, "{text}");
    }

    #[test]
    fn what_is_written_is_whole_and_nothing_else() {
        let text = with_checksum(&file());
        check(&text, Proof::Whole);
        check(&text.replace("Ann", "Bob"), Proof::AlteredAround);
        check(&text.replace("\"a\": 1", "\"a\":  1"), Proof::AlteredAround);
        check(&text.replace("\"a\": 1", "\"a\": 2"), Proof::AlteredContent);
        check(text.trim_end(), Proof::AlteredAround);
        check(&text.replace("\"version\": 2", "\"version\": 1"), Proof::AlteredAround);
        check(&text.replace("checksum", "checksun"), Proof::AlteredContent);
    }

    #[test]
    fn a_file_without_checksum_counts_in_version_1_alone() {
        let mut file = file();
        check(&file.to_string(), Proof::AlteredAround);
        file["version"] = json!(1);
        check(&file.to_string(), Proof::ContentOnly);
        file["a"] = json!(2);
        check(&file.to_string(), Proof::AlteredContent);
    }

    #[test]
    fn line_ends_are_taken_when_all_are_alike() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(with_unix_line_ends(text).as_deref(), expected, "{text:?}");
        };
        check("a\r\nb\r\n", Some("a\nb\n"));
        check("a\r\nb\n", None);
        check("a\nb\n", None);
        check("a\r\nb\rc\r\n", None);
        check("a\r\n", None);
    }
}
