//! The mapping as it is edited: rule sets and helper functions.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::diagnostic::Diagnostic;
use crate::diagnostic::json_text::{DocumentKind, Probe, read_document};
use crate::mapping::{Rule, script_text};
use crate::scim::ResourceType;

/// The rules for one target.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Mapping {
    /// One per resource type and record type, in the order they run.
    pub rule_sets: Vec<RuleSet>,
    /// Helper functions that every script can call.
    #[serde(default, with = "script_text", skip_serializing_if = "String::is_empty")]
    pub functions: String,
    /// Keys of the file that this version does not know.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// The rules that make one record from one resource.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RuleSet {
    /// What is mapped.
    pub resource_type: ResourceType,
    /// What it becomes.
    pub record_type: String,
    /// Decides whether the record is written; it sees the result of the rules as `record`. Blank:
    /// always.
    #[serde(default, with = "script_text", skip_serializing_if = "String::is_empty")]
    pub condition: String,
    /// The rules in the order they run.
    #[serde(default)]
    pub rules: Vec<Rule>,
    /// Keys of the file that this version does not know.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

impl RuleSet {
    /// The rule set's name for people, such as `User → person`.
    pub fn title(&self) -> String {
        format!("{} → {}", self.resource_type.name(), self.record_type)
    }

    /// The name of a rule in diagnostics, such as `User → person / job_title`.
    pub fn rule_title(&self, rule: &Rule) -> String {
        format!("{} / {}", self.title(), rule.field)
    }

    /// The name of the condition in diagnostics.
    pub fn condition_title(&self) -> String {
        format!("{} / condition", self.title())
    }
}

/// `mapping.json` in a project.
const KIND: DocumentKind = DocumentKind {
    format: "scimwright-rules",
    newest: 1,
    probes: &[
        Probe::of::<Rule>(&["rule_sets", "*", "rules", "*"]),
        Probe::of::<RuleSet>(&["rule_sets", "*"]),
        Probe::of::<Vec<Value>>(&["rule_sets"]),
    ],
};

#[derive(Serialize, Deserialize)]
struct Document {
    format: String,
    version: u64,
    #[serde(flatten)]
    mapping: Mapping,
}

/// Reads `mapping.json` of a project; `None` when it cannot be used at all.
pub fn read_mapping(file: &str, text: &str) -> (Option<Mapping>, Vec<Diagnostic>) {
    let (document, diagnostics) = read_document::<Document>(file, text, &KIND);
    (document.map(|document| document.mapping), diagnostics)
}

/// The text of `mapping.json`. Reading it gives the same mapping.
pub fn render_mapping(mapping: &Mapping) -> String {
    let document =
        Document { format: KIND.format.to_owned(), version: KIND.newest, mapping: mapping.clone() };
    let mut text = serde_json::to_string_pretty(&document).expect("a mapping is always valid JSON");
    text.push('\n');
    text
}
