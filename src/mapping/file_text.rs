//! The text of a mapping file, written and read.
//!
//! Not what its keys mean, which is in `file`.

use indexmap::IndexMap;
use serde_json::{Map, Value};

use crate::diagnostic::json_text::{DocumentKind, JsonPath, Probe, locate, read_document};
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::mapping::file::{FORMAT, NEWEST};
use crate::mapping::file_proof::{Proof, with_unix_line_ends};
use crate::mapping::{Case, MappingFile, Provenance, Rule, RuleSet, Seal, with_checksum};
use crate::table::LookupTable;

/// The largest mapping file that is read, in bytes.
const MOST_BYTES: usize = 64 * 1024 * 1024;

const KIND: DocumentKind = DocumentKind {
    format: FORMAT,
    newest: NEWEST,
    probes: &[
        Probe::of::<Rule>(&["rule_sets", "*", "rules", "*"]),
        Probe::of::<RuleSet>(&["rule_sets", "*"]),
        Probe::of::<LookupTable>(&["tables", "*"]),
        Probe::of::<Case>(&["cases", "*"]),
        Probe::of::<Provenance>(&["provenance"]),
        Probe::of::<Seal>(&["seal"]),
        Probe::of::<Vec<Value>>(&["rule_sets"]),
        Probe::of::<Map<String, Value>>(&["tables"]),
        Probe::of::<Map<String, Value>>(&["variables"]),
        Probe::of::<Option<Map<String, Value>>>(&["cases"]),
        Probe::of::<String>(&["name"]),
        Probe::of::<String>(&["client"]),
        Probe::of::<String>(&["target"]),
    ],
};

/// The text of a mapping file. Reading it gives the same file.
pub fn render_mapping_file(file: &MappingFile) -> String {
    if file.version >= 2 {
        return with_checksum(&serde_json::to_value(file).expect("a mapping file is always valid JSON"));
    }
    let mut text = serde_json::to_string_pretty(file).expect("a mapping file is always valid JSON");
    text.push('\n');
    text
}

/// Reads a mapping file. `None` when it must not be used: it is cut off, was changed after its
/// export, be it by one byte, is no mapping file, or is made for a newer version.
pub fn read_mapping_file(file: &str, bytes: &[u8]) -> (Option<MappingFile>, Vec<Diagnostic>) {
    read(file, bytes, Alterations::Refused)
}

/// As [`read_mapping_file`], for a file that was changed on purpose: what was changed is a warning.
/// The digest is that of the content as it is, and a seal is taken off, since it speaks of another
/// file.
pub fn read_altered_mapping_file(file: &str, bytes: &[u8]) -> (Option<MappingFile>, Vec<Diagnostic>) {
    read(file, bytes, Alterations::Accepted)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Alterations {
    Refused,
    Accepted,
}

fn read(file: &str, bytes: &[u8], alterations: Alterations) -> (Option<MappingFile>, Vec<Diagnostic>) {
    let text = match text_of(file, bytes) {
        Ok(text) => text,
        Err(diagnostic) => return (None, vec![diagnostic]),
    };
    let unix = with_unix_line_ends(text);
    let text = unix.as_deref().unwrap_or(text);
    let (read, mut diagnostics) = read_document::<MappingFile>(file, text, &KIND);
    let usable = !diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    let Some(mut read) = read.filter(|_| usable) else { return (None, diagnostics) };
    read.other.shift_remove("checksum");
    if let Some(diagnostic) = unusable_name_in(file, text, &read) {
        return (None, vec![diagnostic]);
    }
    let value: Value = serde_json::from_str(text).unwrap_or_default();
    let proof = Proof::of(text, &value);
    let remark = remark_on(proof, alterations).map(|remark| remark.at(Place::in_file(file, None)));
    let is_altered = matches!(proof, Proof::AlteredAround | Proof::AlteredContent);
    diagnostics.extend(remark);
    if unix.is_some() {
        let told = "The file has the line ends of Windows; nothing else differs from how it was written";
        diagnostics.push(Diagnostic::note(Code::FileLineEnds, told).in_file(file));
    }
    match (is_altered, alterations) {
        (false, _) => (Some(read), diagnostics),
        (true, Alterations::Refused) => (None, diagnostics),
        (true, Alterations::Accepted) => {
            (Some(MappingFile::new(read.content, read.provenance, read.other)), diagnostics)
        }
    }
}

#[allow(clippy::result_large_err, reason = "a diagnostic is what the caller shows, once a file")]
fn text_of<'b>(file: &str, bytes: &'b [u8]) -> Result<&'b str, Diagnostic> {
    if bytes.len() > MOST_BYTES {
        let message = format!("The file has {} MB, more than any mapping file", bytes.len() >> 20);
        return Err(Diagnostic::error(Code::FileTooLarge, message).in_file(file));
    }
    std::str::from_utf8(bytes).map_err(|_| {
        Diagnostic::error(Code::NotUtf8, "The file is not text in UTF-8")
            .with_help("choose a file that was exported by Scimwright, such as name.scimmap.json")
            .in_file(file)
    })
}

/// What is said of a file by how far it is proven; nothing when it is whole.
fn remark_on(proof: Proof, alterations: Alterations) -> Option<Diagnostic> {
    let message = match proof {
        Proof::Whole => return None,
        Proof::ContentOnly => {
            let told = "The file is of an older format without a checksum; only its rules, functions, tables, \
                        variables and cases are proven";
            return Some(Diagnostic::note(Code::FileUnproven, told));
        }
        Proof::AlteredAround => {
            "The file was changed after it was exported: not its rules, tables, variables or cases, but \
             where it comes from, its seal, or its layout"
        }
        Proof::AlteredContent => "The file was changed after it was exported",
    };
    Some(match alterations {
        Alterations::Refused => Diagnostic::error(Code::FileAltered, message).with_help(
            "ask for the file as it was exported; one that was edited on purpose has to be accepted as such",
        ),
        Alterations::Accepted => Diagnostic::warning(Code::FileAltered, message)
            .with_help("it was accepted as it is; its seal, if it had one, is taken off"),
    })
}

/// The first name in a mapping file that is to become the name of a file and cannot.
fn unusable_name_in(file: &str, text: &str, read: &MappingFile) -> Option<Diagnostic> {
    let (name, path) = unusable_name(read)?;
    let message = format!("`{}` cannot be the name of a file", name.escape_debug());
    let diagnostic = Diagnostic::error(Code::FileInvalid, message)
        .with_help("a name has no separator such as `/`, and neither begins nor ends with a dot")
        .at(Place::in_file(file, locate(text, path.steps())));
    Some(diagnostic)
}

fn unusable_name(file: &MappingFile) -> Option<(&str, JsonPath)> {
    let root = JsonPath::root;
    let environment = (file.provenance.environment.as_str(), root().key("provenance").key("environment"));
    let tables = file.content.tables.keys().map(|name| (name.as_str(), root().key("tables").key(name)));
    let cases = file.content.cases.iter().flat_map(IndexMap::keys);
    let cases = cases.map(|name| (name.as_str(), root().key("cases").key(name)));
    std::iter::once(environment).chain(tables).chain(cases).find(|(name, _)| !is_file_name(name))
}

/// Whether a name is safe as the name of a file, without its ending, on every system: it has no
/// separators and special characters, and neither begins with a dot nor ends with a dot or a blank.
pub fn is_file_name(name: &str) -> bool {
    let is_special = |character: char| character.is_control() || "/\\:*?\"<>|".contains(character);
    !name.is_empty()
        && name.len() <= 200
        && !name.starts_with(['.', ' '])
        && !name.ends_with(['.', ' '])
        && !name.contains(is_special)
}
