//! What a sign-off sheet says, as plain data in no language.
//!
//! Not how it is found out, which is in `workbench`, nor how it looks.

use jiff::Timestamp;
use serde_json::Value;

use crate::diagnostic::Diagnostic;
use crate::mapping::{RunStatus, ScriptMeaning};

/// Everything that a sign-off sheet says.
#[derive(Clone, Debug)]
pub struct SignOff {
    /// The name of the project.
    pub project: String,
    /// The title of the provisioning client.
    pub client: String,
    /// The name of the target.
    pub target: String,
    /// The environment that it is for, by name.
    pub environment: String,
    /// The environment's title.
    pub environment_title: String,
    /// The environment's account; empty when it is not known.
    pub account: String,
    /// When it was made.
    pub made_at: Timestamp,
    /// The digest of the mapping file that would be exported.
    pub digest: String,
    /// Its revision.
    pub revision: u64,
    /// The digest of the same without cases, by which a sheet that came back is known to be old.
    pub content_digest: String,
    /// Whose results it shows.
    pub people: ShownPeople,
    /// The rule sets that could be compiled, in order.
    pub rule_sets: Vec<SignOffRuleSet>,
    /// The lookup tables, in order.
    pub tables: Vec<SignOffTable>,
    /// The names of the environments, in the order of the values of variables.
    pub environments: Vec<String>,
    /// The variables, by name.
    pub variables: Vec<SignOffVariable>,
    /// What is to be remarked on the mapping.
    pub problems: Vec<Diagnostic>,
}

/// Whether the people of a sheet are real. Of several kinds the most delicate counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum ShownPeople {
    /// Nobody who lives, or nobody at all.
    #[default]
    MadeUp,
    /// Pseudonyms.
    Masked,
    /// People as they are.
    Real,
}

/// The rules that make one record from one resource.
#[derive(Clone, Debug)]
pub struct SignOffRuleSet {
    /// Its index in the mapping.
    pub rule_set_idx: usize,
    /// `User` or `Group`.
    pub resource_type: String,
    /// The name of the record type.
    pub record_type: String,
    /// Its condition; `None` when every record is written.
    pub condition: Option<SignOffScript>,
    /// The rules, in order.
    pub rules: Vec<SignOffRule>,
    /// The results that are shown.
    pub persons: Vec<SignOffPerson>,
}

/// A script with what it does.
#[derive(Clone, Debug)]
pub struct SignOffScript {
    /// As typed.
    pub script: String,
    /// What it does.
    pub meaning: ScriptMeaning,
}

/// One rule.
#[derive(Clone, Debug)]
pub struct SignOffRule {
    /// The field's name.
    pub field: String,
    /// What it does; `None` for a rule without effect, such as one that is switched off.
    pub script: Option<SignOffScript>,
    /// Only applied to new records.
    pub create_only: bool,
    /// Whether it is switched on.
    pub enabled: bool,
    /// Its note.
    pub note: String,
    /// What happens when nothing is sent; `None` when that is not known.
    pub when_empty: Option<WhenEmpty>,
}

/// What a rule does when nothing is sent of what it reads. Found by running it.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "there is one for each rule")]
pub enum WhenEmpty {
    /// It reads nothing of what is sent.
    Independent,
    /// It depends.
    Depends {
        /// What it does to an existing record when the attributes are not sent.
        not_sent: EmptyEffect,
        /// The same when they are sent as empty texts and lists.
        sent_empty: EmptyEffect,
        /// The same of a new record when they are not sent.
        on_new: EmptyEffect,
    },
}

/// What becomes of a field.
#[derive(Clone, Debug, PartialEq)]
pub enum EmptyEffect {
    /// It keeps its value.
    Kept,
    /// It is emptied.
    Cleared,
    /// What provisioning wrote is taken out of the list; what people added stays.
    ClearedOwn,
    /// It gets a value.
    Set(Value),
    /// The script or the value fails, with the message.
    Refused(String),
    /// No record is written, with the reason.
    NotWritten(String),
    /// The rule does not run.
    Skipped,
}

/// One person, organization or site with the results of the mapping.
#[derive(Clone, Debug, PartialEq)]
pub struct SignOffPerson {
    /// The stem of the sample.
    pub sample: String,
    /// The name of the sample.
    pub name: String,
    /// Whether the record is new.
    pub is_new: bool,
    /// Whether the record is written.
    pub status: RunStatus,
    /// Why it is not.
    pub reason: Option<String>,
    /// The value of each field of [`SignOffRuleSet::result_fields`], null when it is empty or the
    /// record is not written.
    pub values: Vec<Value>,
}

/// A lookup table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignOffTable {
    /// Its name.
    pub name: String,
    /// The fields whose rules look something up in it.
    pub used_for: Vec<String>,
    /// Its rows, key and value.
    pub rows: Vec<(String, String)>,
}

/// A variable.
#[derive(Clone, Debug, PartialEq)]
pub struct SignOffVariable {
    /// Its name.
    pub name: String,
    /// Its value in each environment; `None` where it has none.
    pub values: Vec<Option<Value>>,
}

impl SignOffRuleSet {
    /// The fields whose results are shown: those of the rules that are switched on, each once.
    pub fn result_fields(&self) -> Vec<&str> {
        let mut fields: Vec<&str> = Vec::new();
        for rule in self.rules.iter().filter(|rule| rule.enabled) {
            if !fields.contains(&rule.field.as_str()) {
                fields.push(&rule.field);
            }
        }
        fields
    }
}
