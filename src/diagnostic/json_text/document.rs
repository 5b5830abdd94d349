//! Our own JSON files: of which format and version they are, and what in them is not usable.
//!
//! Not payloads, which have no format of ours.

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::diagnostic::json_text::{JsonPath, locate, parse_json};
use crate::diagnostic::{Code, Diagnostic, Place};

/// A part of a document that can be read by itself, to find the one that cannot.
#[derive(Clone, Copy, Debug)]
pub struct Probe {
    /// The keys that lead to the part; `*` stands for every element or member.
    pub path: &'static [&'static str],
    /// Whether such a part can be read.
    pub is_readable: fn(&Value) -> bool,
}

impl Probe {
    /// A probe for parts of the type `T`.
    pub const fn of<T: DeserializeOwned>(path: &'static [&'static str]) -> Self {
        Self { path, is_readable: |value| T::deserialize(value).is_ok() }
    }
}

/// A kind of file.
#[derive(Clone, Copy, Debug)]
pub struct DocumentKind {
    /// What stands under `format`.
    pub format: &'static str,
    /// The newest version that is read.
    pub newest: u64,
    /// Its parts, the inner ones first.
    pub probes: &'static [Probe],
}

/// Reads a file of a kind. `None` with an error diagnostic when it is not JSON, of another kind,
/// made by a newer program, or has a value of the wrong type. A file without `format` is taken for
/// one of the kind when its values fit.
pub fn read_document<T: DeserializeOwned>(
    file: &str,
    text: &str,
    kind: &DocumentKind,
) -> (Option<T>, Vec<Diagnostic>) {
    let value = match parse_json(file, text, Code::FileNotJson) {
        Ok(value) => value,
        Err(diagnostic) => {
            let help = "the file may be cut off; get it again, or restore an earlier version";
            return (None, vec![diagnostic.with_help(help)]);
        }
    };
    if let Some(diagnostic) = wrong_kind(file, &value, kind) {
        return (None, vec![diagnostic]);
    }
    match T::deserialize(&value) {
        Ok(document) => (Some(document), Vec::new()),
        Err(error) => {
            let path =
                kind.probes.iter().find_map(|probe| unreadable(&value, probe, probe.path, JsonPath::root()));
            let span = locate(text, path.unwrap_or_default().steps());
            let message = format!("The file has an invalid entry: {error}");
            let diagnostic = Diagnostic::error(Code::FileInvalid, message).at(Place::in_file(file, span));
            (None, vec![diagnostic])
        }
    }
}

/// The first part of a probe's kind that cannot be read.
fn unreadable(value: &Value, probe: &Probe, rest: &[&str], path: JsonPath) -> Option<JsonPath> {
    let Some((key, rest)) = rest.split_first() else {
        return (!(probe.is_readable)(value)).then_some(path);
    };
    match value {
        Value::Array(items) if *key == "*" => {
            items.iter().enumerate().find_map(|(idx, item)| unreadable(item, probe, rest, path.index(idx)))
        }
        Value::Object(object) if *key == "*" => {
            object.iter().find_map(|(name, member)| unreadable(member, probe, rest, path.key(name)))
        }
        Value::Object(object) => unreadable(object.get(*key)?, probe, rest, path.key(key)),
        _ => None,
    }
}

fn wrong_kind(file: &str, value: &Value, kind: &DocumentKind) -> Option<Diagnostic> {
    let DocumentKind { format, newest, .. } = *kind;
    let place = || Place::in_file(file, None);
    let found = value.get("format").and_then(Value::as_str);
    if !value.is_object() || found.is_some_and(|found| found != format) {
        let what = found.map_or_else(String::new, |found| format!(", it is a `{found}`"));
        let message = format!("This is no file of the kind `{format}`{what}");
        return Some(Diagnostic::error(Code::FileForeign, message).at(place()));
    }
    let version = value.get("version").and_then(Value::as_u64);
    let version = version.filter(|version| *version > newest)?;
    let message = format!("The file has format version {version}; this program reads up to {newest}");
    Some(
        Diagnostic::error(Code::FileNewer, message)
            .with_help("open it with a newer version of Scimwright")
            .at(place()),
    )
}
