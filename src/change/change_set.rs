//! A change set: the differences between two mappings in the order a person reads them.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::change::Subject;
use crate::change::item::{Edit, shown};
use crate::change::parts::{Container, FunctionForm};

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
    /// What a rule set says of itself besides its rules.
    RuleSetEdited,
    /// A rule set stands at another place among the others.
    RuleSetMoved,
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
    /// A helper function came, went or does something else.
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
    /// Rows stand at other places among the others.
    RowsMoved,
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

/// A part of a rule that can change by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RulePart {
    /// What the script does.
    Script,
    /// When the rule is applied.
    Apply,
    /// Whether it is enabled.
    Enabled,
    /// Its note.
    Note,
    /// Keys that this version does not know.
    Other,
}

/// One difference.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// What kind it is.
    pub kind: ChangeKind,
    /// What it speaks of, such as `User → person / job_title`.
    pub subject: String,
    /// How it was, null when it was not there. A rule is its script, with what else is not as usual in
    /// comments in front; a rule set or table that went is the number of what it held; of a move it is
    /// the place from 1 among what is in both.
    pub before: Value,
    /// How it is, null when it is gone.
    pub after: Value,
    /// The same subject for programs.
    #[serde(skip)]
    pub at: Subject,
    /// What of an edited rule differs; left out in JSON when it is the script alone.
    #[serde(skip_serializing_if = "is_script_alone")]
    pub parts: Vec<RulePart>,
    /// What is to be done, to the letter.
    #[serde(skip)]
    pub(super) edits: Vec<Edit>,
}

/// All differences between two mappings.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ChangeSet {
    /// In the order: settings, rule sets and rules, functions, tables, variables, cases.
    pub changes: Vec<Change>,
    /// What has another layout or other comments alone: conditions, rules and helper functions.
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "as_texts")]
    pub layout: Vec<Subject>,
    /// Edits that are no changes of meaning.
    #[serde(skip)]
    pub(super) quiet: Vec<Edit>,
    /// The orders afterwards, of what holds other things or holds them in another order.
    #[serde(skip)]
    pub(super) orders: BTreeMap<Container, Vec<Subject>>,
    /// Some changes were left out, so that orders that are layout stay as they are.
    #[serde(skip)]
    pub(super) is_part: bool,
    #[serde(skip)]
    pub(super) form: FunctionForm,
}

fn as_texts<S: Serializer>(subjects: &[Subject], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(subjects.iter().map(ToString::to_string))
}

fn is_script_alone(parts: &[RulePart]) -> bool {
    matches!(parts, [] | [RulePart::Script])
}

impl ChangeKind {
    /// The kind in words, such as `rule added`.
    pub fn words(self) -> String {
        // The words of the output format are those that people read.
        let name = serde_json::to_value(self).unwrap_or_default();
        name.as_str().unwrap_or_default().replace('_', " ")
    }
}

impl Change {
    /// What comes or goes with a rule set or table that comes or goes: its condition, rules or rows in
    /// their order, each with how it was and how it is. Empty for other changes.
    pub fn held(&self) -> Vec<(&Subject, Value, Value)> {
        let is_held = |edit: &&Edit| edit.at != self.at;
        let held = self.edits.iter().filter(is_held);
        held.map(|edit| (&edit.at, shown(edit.before.as_ref()), shown(edit.after.as_ref()))).collect()
    }
}

impl ChangeSet {
    /// Whether no meaning differs.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// Whether nothing differs at all, not even in layout.
    pub fn is_identical(&self) -> bool {
        self.changes.is_empty() && self.quiet.is_empty() && self.orders.is_empty()
    }

    /// Some of the changes, which can be applied without the others; without what differs in layout.
    #[must_use]
    pub fn only(&self, is_chosen: impl FnMut(&&Change) -> bool) -> Self {
        Self {
            changes: self.changes.iter().filter(is_chosen).cloned().collect(),
            layout: Vec::new(),
            quiet: Vec::new(),
            orders: self.orders.clone(),
            is_part: true,
            form: self.form,
        }
    }
}
