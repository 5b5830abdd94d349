//! Something that a sample can come by.

use crate::mapping::{OutcomeKind, RunStatus, TracedScript};
use crate::scim::ResourceType;
use crate::script::{ScriptText, ScriptWay};

/// Something that a sample can come by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CoverageItem {
    /// A rule does this to its field. That it sets it is always among the items, the others only when
    /// they happen.
    Rule {
        /// The rule.
        script: TracedScript,
        /// What it does.
        outcome: OutcomeKind,
    },
    /// What becomes of the record of a rule set. That it is written is always among the items.
    Record {
        /// The index of the rule set in the mapping.
        rule_set_idx: usize,
        /// What becomes of it.
        status: RunStatus,
    },
    /// A way of a script.
    Way {
        /// The script, `None` for the helper functions.
        script: Option<TracedScript>,
        /// The way.
        way: ScriptWay,
    },
    /// A line of a script.
    Line {
        /// The script, `None` for the helper functions.
        script: Option<TracedScript>,
        /// The line, from 1.
        line: usize,
    },
    /// A row of a lookup table that was hit.
    TableRow {
        /// The table's name.
        table: String,
        /// The row, from 0.
        row: usize,
    },
    /// An attribute that was sent.
    Attribute {
        /// Of what.
        resource_type: ResourceType,
        /// Its path without the places of entries: `emails.value`.
        name: String,
    },
}

impl CoverageItem {
    /// A way or line of a script; those of helper functions are the same for all scripts.
    pub(super) fn owner(script: TracedScript, text: ScriptText) -> Option<TracedScript> {
        (text == ScriptText::Script).then_some(script)
    }
}
