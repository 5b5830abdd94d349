//! Our own JSON files: of which format and version they are, and what in them is not usable.
//!
//! Not payloads, which have no format of ours.

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::diagnostic::json_text::parse_json;
use crate::diagnostic::{Code, Diagnostic, Place, Span};

/// Reads a file of the kind `format` up to version `newest`. `None` with an error diagnostic when
/// it is not JSON, of another kind, made by a newer program, or has a value of the wrong type. A
/// file without `format` is taken for one of the kind when its values fit.
pub fn read_document<T: DeserializeOwned>(
    file: &str,
    text: &str,
    format: &str,
    newest: u64,
) -> (Option<T>, Vec<Diagnostic>) {
    let value = match parse_json(file, text, Code::FileNotJson) {
        Ok(value) => value,
        Err(diagnostic) => {
            let help = "the file may be cut off; get it again, or restore an earlier version";
            return (None, vec![diagnostic.with_help(help)]);
        }
    };
    if let Some(diagnostic) = wrong_kind(file, &value, format, newest) {
        return (None, vec![diagnostic]);
    }
    // Reading the text again, not the value, gives the errors their lines and columns.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match serde_json::from_str(text) {
        Ok(document) => (Some(document), Vec::new()),
        Err(error) => (None, vec![invalid_entry(file, &error)]),
    }
}

fn wrong_kind(file: &str, value: &Value, format: &str, newest: u64) -> Option<Diagnostic> {
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

fn invalid_entry(file: &str, error: &serde_json::Error) -> Diagnostic {
    let text = error.to_string();
    let suffix = format!(" at line {} column {}", error.line(), error.column());
    let message = text.strip_suffix(&suffix).unwrap_or(&text);
    let span = (error.line() > 0).then(|| Span {
        line: error.line(),
        column: error.column().max(1),
        length: 1,
    });
    Diagnostic::error(Code::FileInvalid, format!("The file has an invalid entry: {message}"))
        .at(Place::in_file(file, span))
}
