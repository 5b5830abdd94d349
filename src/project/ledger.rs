//! The ledger: who exported, imported, promoted or brought back what, one line after the other.
//!
//! Not part of the model: it is written when something happened, and no undo takes it back.

use std::fmt;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::Path;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::diagnostic::{Code, Diagnostic, Place, Span};
use crate::mapping::digest_of;
use crate::project::ProjectError;
use crate::project::layout::LEDGER;

/// One thing that happened.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LedgerEntry {
    /// When, RFC 3339 in UTC, to the second; older ledgers hold parts of seconds too.
    pub at: String,
    /// Who: the user's name in the system; empty when it is not known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub who: String,
    /// What.
    pub what: LedgerEvent,
    /// The environment.
    pub environment: String,
    /// Its account at that time.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub account: String,
    /// The revision of the mapping file; 0 when there is none.
    #[serde(default)]
    pub revision: u64,
    /// The digest of the content that the environment has since, or that was brought back.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub digest: String,
    /// The digest of the content it was based on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub based_on: Option<String>,
    /// The name of the file that was written or read, without its folder.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub file: String,
    /// More for people, such as what was settled how.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// `sha256:…` over the line before, without its line break; empty in the first line. Set by
    /// [`append_ledger`].
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub previous: String,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// What happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LedgerEvent {
    /// A mapping file was written.
    #[default]
    Exported,
    /// A mapping file was taken over.
    Imported,
    /// A mapping file was written for an environment with a gate.
    Promoted,
    /// A mapping file came that does not go with what was edited here.
    DriftFound,
    /// What did not go together was settled.
    DriftSettled,
    /// An earlier version was put back into the project.
    BroughtBack,
    /// Something of a newer version of the program.
    #[serde(other)]
    Unknown,
}

impl LedgerEvent {
    /// The event in words, such as `drift found`.
    pub fn words(self) -> &'static str {
        match self {
            Self::Exported => "exported",
            Self::Imported => "imported",
            Self::Promoted => "promoted",
            Self::DriftFound => "drift found",
            Self::DriftSettled => "drift settled",
            Self::BroughtBack => "brought back",
            Self::Unknown => "something else",
        }
    }
}

impl fmt::Display for LedgerEvent {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.words())
    }
}

/// The entries of a project's ledger, oldest first; none when nothing happened yet. A line that was
/// changed, taken out or put in is told, and what can be read is given all the same.
///
/// # Errors
/// The ledger is there and cannot be read.
pub fn read_ledger(root: &Path) -> Result<(Vec<LedgerEntry>, Vec<Diagnostic>), ProjectError> {
    Ok(parse_ledger(&bytes_of(root)?))
}

/// Writes an entry behind the others and waits until it is on the disk. Half a line, left by a write
/// that was interrupted, is taken away first.
///
/// # Errors
/// The ledger cannot be read or written.
pub fn append_ledger(root: &Path, entry: LedgerEntry) -> Result<(), ProjectError> {
    append_lines(root, &chained_lines(root, vec![entry])?)
}

/// A time without parts of seconds; what is no time stays as it is.
pub fn whole_seconds(at: &str) -> String {
    let time = at.parse::<Timestamp>().and_then(|time| Timestamp::from_second(time.as_second()));
    time.map_or_else(|_| at.to_owned(), |time| time.to_string())
}

/// The lines of entries that are to stand behind the ledger as it is, each with the digest of the line
/// before it.
pub(super) fn chained_lines(root: &Path, entries: Vec<LedgerEntry>) -> Result<Vec<String>, ProjectError> {
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    let bytes = bytes_of(root)?;
    let whole = &bytes[..end_of_last_line(&bytes)];
    let mut previous = last_line(whole).map(digest_of).unwrap_or_default();
    let chained = entries.into_iter().map(|mut entry| {
        entry.previous.clone_from(&previous);
        entry.at = whole_seconds(&entry.at);
        let line = serde_json::to_string(&entry).expect("an entry is always valid JSON");
        previous = digest_of(line.as_bytes());
        line
    });
    Ok(chained.collect())
}

/// Writes lines behind the ledger, but those that it has already, and waits until they are on the disk.
pub(super) fn append_lines(root: &Path, lines: &[String]) -> Result<(), ProjectError> {
    if lines.is_empty() {
        return Ok(());
    }
    let bytes = bytes_of(root)?;
    let whole = &bytes[..end_of_last_line(&bytes)];
    let is_known = |line: &&String| whole.split(|byte| *byte == b'\n').any(|known| known == line.as_bytes());
    let mut text = String::new();
    for line in lines.iter().filter(|line| !is_known(line)) {
        text.push_str(line);
        text.push('\n');
    }
    let path = root.join(LEDGER);
    let failed = |source| ProjectError::Io { verb: "written", path: path.clone(), source };
    fs::create_dir_all(root).map_err(failed)?;
    let mut file = OpenOptions::new().create(true).append(true).open(&path).map_err(failed)?;
    if whole.len() < bytes.len() {
        file.set_len(whole.len() as u64).map_err(failed)?;
    }
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(failed)
}

fn bytes_of(root: &Path) -> Result<Vec<u8>, ProjectError> {
    let path = root.join(LEDGER);
    match fs::read(&path) {
        Ok(bytes) => Ok(bytes),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(source) => Err(ProjectError::Io { verb: "read", path, source }),
    }
}

fn end_of_last_line(bytes: &[u8]) -> usize {
    bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |last| last + 1)
}

/// The last whole line without its line break.
fn last_line(whole: &[u8]) -> Option<&[u8]> {
    let lines = whole.strip_suffix(b"\n")?;
    lines.rsplit(|byte| *byte == b'\n').next()
}

fn parse_ledger(bytes: &[u8]) -> (Vec<LedgerEntry>, Vec<Diagnostic>) {
    let whole = &bytes[..end_of_last_line(bytes)];
    let mut entries = Vec::new();
    let mut diagnostics = Vec::new();
    let mut previous = String::new();
    let lines = whole.strip_suffix(b"\n").into_iter().flat_map(|lines| lines.split(|byte| *byte == b'\n'));
    for (idx, line) in lines.enumerate() {
        match serde_json::from_slice::<LedgerEntry>(line) {
            Ok(entry) => {
                if entry.previous != previous {
                    diagnostics
                        .push(broken(idx, "The line before was changed, or lines were taken out or put in"));
                }
                entries.push(entry);
            }
            Err(error) => diagnostics.push(broken(idx, &format!("The line cannot be read: {error}"))),
        }
        previous = digest_of(line);
    }
    if whole.len() < bytes.len() {
        diagnostics.push(half_line());
    }
    (entries, diagnostics)
}

fn broken(line_idx: usize, message: &str) -> Diagnostic {
    let span = Span { line: line_idx + 1, column: 1, length: 1 };
    Diagnostic::warning(Code::LedgerBroken, message)
        .with_help(
            "the ledger is only ever added to; compare it with a copy, such as the one in version control",
        )
        .at(Place::in_file(LEDGER, Some(span)))
}

fn half_line() -> Diagnostic {
    let message = "The last line is incomplete: writing it was interrupted";
    Diagnostic::note(Code::AfterInterruption, message)
        .with_help("the next entry takes its place; what it told did not happen as a whole")
        .in_file(LEDGER)
}

#[cfg(test)]
mod tests {
    use super::{LedgerEntry, LedgerEvent, append_ledger, parse_ledger, read_ledger};
    use std::fs;

    fn entry(environment: &str) -> LedgerEntry {
        LedgerEntry { environment: environment.to_owned(), what: LedgerEvent::Promoted, ..Default::default() }
    }

    #[test]
    fn lines_are_chained_and_half_a_line_is_taken_away() {
        let folder = tempfile::TempDir::new().expect("a folder");
        let path = folder.path().join("ledger.ndjson");
        for name in ["qa", "production", "qa"] {
            append_ledger(folder.path(), entry(name)).expect("written");
        }
        let (entries, diagnostics) = read_ledger(folder.path()).expect("read");
        assert_eq!((entries.len(), diagnostics.len()), (3, 0));
        assert!(entries[0].previous.is_empty() && entries[2].previous.starts_with("sha256:"));
        let whole = fs::read(&path).expect("read");
        for cut in 1..30 {
            fs::write(&path, &whole[..whole.len() - cut]).expect("written");
            let (entries, diagnostics) = read_ledger(folder.path()).expect("read");
            assert_eq!((entries.len(), diagnostics[0].code.id()), (2, "M418"));
            append_ledger(folder.path(), entry("again")).expect("written");
            let (entries, diagnostics) = read_ledger(folder.path()).expect("read");
            assert_eq!((entries.len(), diagnostics), (3, Vec::new()));
            assert_eq!(entries[2].environment, "again");
        }
    }

    #[test]
    fn times_are_written_to_the_second() {
        for (at, expected) in [
            ("2026-03-01T12:00:00.123456789Z", "2026-03-01T12:00:00Z"),
            ("2026-03-01T12:00:00.5Z", "2026-03-01T12:00:00Z"),
            ("2026-03-01T12:00:00Z", "2026-03-01T12:00:00Z"),
            ("yesterday", "yesterday"),
            ("", ""),
        ] {
            let folder = tempfile::TempDir::new().expect("a folder");
            append_ledger(folder.path(), LedgerEntry { at: at.to_owned(), ..entry("qa") }).expect("written");
            let (entries, _) = read_ledger(folder.path()).expect("read");
            assert_eq!(entries[0].at, expected);
        }
    }

    #[test]
    fn a_changed_line_is_told() {
        let folder = tempfile::TempDir::new().expect("a folder");
        for name in ["qa", "production", "qa"] {
            append_ledger(folder.path(), entry(name)).expect("written");
        }
        let text = fs::read_to_string(folder.path().join("ledger.ndjson")).expect("read");
        let check = |changed: &str, lines: &[usize]| {
            let (_, diagnostics) = parse_ledger(changed.as_bytes());
            let told: Vec<_> =
                diagnostics.iter().filter_map(|said| said.place.span).map(|span| span.line).collect();
            assert_eq!(told, lines, "{changed}");
        };
        check(&text, &[]);
        check(&text.replace("production", "productiom"), &[3]);
        let without: Vec<_> =
            text.lines().enumerate().filter(|(idx, _)| *idx != 1).map(|(_, line)| line).collect();
        check(&format!("{}\n", without.join("\n")), &[2]);
        check(&text.replace("\"environment\":\"production\"", "\"environment\""), &[2, 3]);
    }
}
