//! The mapping file: the one-file export that carries a mapping from one account to another.
//!
//! Not the files of a project; `project` decides which of them go into it.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::diagnostic::json_text::{DocumentKind, JsonPath, Probe, locate, read_document};
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::mapping::{Case, Rule, RuleSet, content_digest, script_text};
use crate::table::LookupTable;

/// How the names of mapping files end.
pub const MAPPING_FILE_SUFFIX: &str = ".scimmap.json";

/// The largest mapping file that is read, in bytes.
const MOST_BYTES: usize = 64 * 1024 * 1024;

const KIND: DocumentKind = DocumentKind {
    format: "scimwright-mapping",
    newest: 1,
    probes: &[
        Probe::of::<Rule>(&["rule_sets", "*", "rules", "*"]),
        Probe::of::<RuleSet>(&["rule_sets", "*"]),
        Probe::of::<LookupTable>(&["tables", "*"]),
        Probe::of::<Case>(&["cases", "*"]),
        Probe::of::<Provenance>(&["provenance"]),
        Probe::of::<Vec<Value>>(&["rule_sets"]),
        Probe::of::<Map<String, Value>>(&["tables"]),
        Probe::of::<Map<String, Value>>(&["variables"]),
        Probe::of::<Option<Map<String, Value>>>(&["cases"]),
        Probe::of::<String>(&["name"]),
        Probe::of::<String>(&["client"]),
        Probe::of::<String>(&["target"]),
    ],
};

/// A mapping with everything it needs to run in another account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MappingFile {
    /// `scimwright-mapping`.
    format: String,
    /// The version of the format.
    version: u64,
    /// What is mapped and how.
    #[serde(flatten)]
    pub content: FileContent,
    /// Where it comes from.
    pub provenance: Provenance,
    /// Keys of the file that this version does not know.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// What a mapping file carries.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FileContent {
    /// The name of the project.
    pub name: String,
    /// The client whose payloads it maps.
    pub client: String,
    /// The target whose records it fills.
    pub target: String,
    /// The rules.
    pub rule_sets: Vec<RuleSet>,
    /// Helper functions.
    #[serde(default, with = "script_text", skip_serializing_if = "String::is_empty")]
    pub functions: String,
    /// Lookup tables by name.
    #[serde(default)]
    pub tables: IndexMap<String, LookupTable>,
    /// The variables with the values of the environment it was exported for.
    #[serde(default)]
    pub variables: Map<String, Value>,
    /// The cases by the name of their file without ending, if they were chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cases: Option<IndexMap<String, Case>>,
}

/// Where a mapping file comes from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Provenance {
    /// The environment it was exported for.
    pub environment: String,
    /// The account of that environment.
    pub account: String,
    /// When this content was first exported for it, RFC 3339 in UTC.
    pub exported_at: String,
    /// The version of Scimwright that did it.
    pub tool_version: String,
    /// How many different contents were exported for the environment, this one included.
    pub revision: u64,
    /// `sha256:…` over the content; see [`content_digest`].
    pub digest: String,
    /// The digest of the mapping that the environment had before, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub based_on: Option<String>,
    /// Keys of the file that this version does not know.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

impl MappingFile {
    /// A mapping file of this content; the digest in the provenance is computed.
    pub fn new(content: FileContent, provenance: Provenance, other: Map<String, Value>) -> Self {
        let mut file =
            Self { format: KIND.format.to_owned(), version: KIND.newest, content, provenance, other };
        file.provenance.digest = file.computed_digest();
        file
    }

    /// The digest of the content as it is.
    pub fn computed_digest(&self) -> String {
        let value = serde_json::to_value(self).expect("a mapping file is always valid JSON");
        content_digest(&value)
    }
}

/// The first name in a mapping file that is to become the name of a file and cannot.
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
fn is_file_name(name: &str) -> bool {
    let is_special = |character: char| character.is_control() || "/\\:*?\"<>|".contains(character);
    !name.is_empty()
        && name.len() <= 200
        && !name.starts_with(['.', ' '])
        && !name.ends_with(['.', ' '])
        && !name.contains(is_special)
}

/// The text of a mapping file. Reading it gives the same file.
pub fn render_mapping_file(file: &MappingFile) -> String {
    let mut text = serde_json::to_string_pretty(file).expect("a mapping file is always valid JSON");
    text.push('\n');
    text
}

/// Reads a mapping file. `None` when it must not be used: it is truncated, no mapping file, or made
/// for a newer version. A file that was changed after its export is given with a warning.
pub fn read_mapping_file(file: &str, bytes: &[u8]) -> (Option<MappingFile>, Vec<Diagnostic>) {
    if bytes.len() > MOST_BYTES {
        let message = format!("The file has {} MB, more than any mapping file", bytes.len() >> 20);
        return (None, vec![Diagnostic::error(Code::FileTooLarge, message).in_file(file)]);
    }
    let Ok(text) = std::str::from_utf8(bytes) else {
        let diagnostic = Diagnostic::error(Code::NotUtf8, "The file is not text in UTF-8")
            .with_help("choose a file that was exported by Scimwright, such as name.scimmap.json");
        return (None, vec![diagnostic.in_file(file)]);
    };
    let (read, mut diagnostics) = read_document::<MappingFile>(file, text, &KIND);
    let usable = !diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    let Some(read) = read.filter(|_| usable) else { return (None, diagnostics) };
    if let Some((name, path)) = unusable_name(&read) {
        let message = format!("`{}` cannot be the name of a file", name.escape_debug());
        let diagnostic = Diagnostic::error(Code::FileInvalid, message)
            .with_help("a name has no separator such as `/`, and neither begins nor ends with a dot")
            .at(Place::in_file(file, locate(text, path.steps())));
        return (None, vec![diagnostic]);
    }
    if serde_json::from_str::<Value>(text).is_ok_and(|v| content_digest(&v) != read.provenance.digest) {
        diagnostics.push(
            Diagnostic::warning(Code::FileAltered, "The file was changed after it was exported")
                .with_help("compare what will change, or ask for the file as it was exported")
                .at(Place::in_file(file, None)),
        );
    }
    (Some(read), diagnostics)
}
