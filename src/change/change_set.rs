//! A change set: the differences between two mappings in the order a person reads them.

use serde::Serialize;
use serde_json::Value;

/// What kind of difference it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// Name, client or target.
    SettingChanged,
    /// A whole rule set came.
    RuleSetAdded,
    /// A whole rule set went.
    RuleSetRemoved,
    /// The condition of a rule set.
    ConditionEdited,
    /// A rule came.
    RuleAdded,
    /// A rule went.
    RuleRemoved,
    /// Script, application, note or enabling of a rule.
    RuleEdited,
    /// A rule stands at another place among the others.
    RuleMoved,
    /// The helper functions.
    FunctionsEdited,
    /// A lookup table came.
    TableAdded,
    /// A lookup table went.
    TableRemoved,
    /// A row came.
    RowAdded,
    /// A row went.
    RowRemoved,
    /// A row has another value.
    RowChanged,
    /// A variable came.
    VariableAdded,
    /// A variable went.
    VariableRemoved,
    /// A variable has another value.
    VariableChanged,
    /// A case came.
    CaseAdded,
    /// A case went.
    CaseRemoved,
    /// A case expects something else.
    CaseChanged,
}

/// One difference.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// What kind it is.
    pub kind: ChangeKind,
    /// What it speaks of, such as `User → person / job_title`.
    pub subject: String,
    /// How it was, null when it was not there.
    pub before: Value,
    /// How it is, null when it is gone.
    pub after: Value,
}

/// All differences between two mappings.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ChangeSet {
    /// In the order: settings, rule sets and rules, functions, tables, variables, cases.
    pub changes: Vec<Change>,
}

impl ChangeKind {
    /// The kind in words, such as `rule added`.
    pub fn words(self) -> String {
        // The words of the output format are those that people read.
        let name = serde_json::to_value(self).unwrap_or_default();
        name.as_str().unwrap_or_default().replace('_', " ")
    }
}

impl ChangeSet {
    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }
}
