//! Changes as a reader sees them: what, where, in a few words, and line by line.
//!
//! Not how they are drawn.

use std::fmt::Write as _;

use serde_json::Value;

use crate::change::{Change, ChangeKind, ChangeSet, DiffLine, RulePart, Subject, script_diff};

/// A change.
#[derive(Clone, Debug)]
pub struct ChangeRow {
    /// What it is filtered by.
    pub group: ChangeGroup,
    /// What happened, such as `rule edited`.
    pub kind: String,
    /// What it happened to.
    pub subject: String,
    /// What lines cannot say, such as `from place 3 to place 1`. Empty when there is nothing.
    pub note: String,
    /// What was and what is.
    pub lines: Vec<DiffLine>,
}

/// What changes are filtered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeGroup {
    /// Name, client, target.
    Settings,
    /// Rule sets, conditions and rules.
    Rules,
    /// Helper functions.
    Functions,
    /// Lookup tables and their rows.
    Tables,
    /// Variables.
    Variables,
    /// Cases.
    Cases,
}

impl ChangeGroup {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 6] =
        [Self::Settings, Self::Rules, Self::Functions, Self::Tables, Self::Variables, Self::Cases];

    /// The name for people.
    pub fn title(self) -> &'static str {
        match self {
            Self::Settings => "Settings",
            Self::Rules => "Rules",
            Self::Functions => "Helper functions",
            Self::Tables => "Tables",
            Self::Variables => "Variables",
            Self::Cases => "Cases",
        }
    }

    fn of(kind: ChangeKind) -> Self {
        match kind {
            ChangeKind::SettingChanged => Self::Settings,
            ChangeKind::RuleSetAdded
            | ChangeKind::RuleSetRemoved
            | ChangeKind::RuleSetEdited
            | ChangeKind::RuleSetMoved
            | ChangeKind::ConditionEdited
            | ChangeKind::RuleAdded
            | ChangeKind::RuleRemoved
            | ChangeKind::RuleEdited
            | ChangeKind::RuleMoved => Self::Rules,
            ChangeKind::FunctionsEdited => Self::Functions,
            ChangeKind::TableAdded
            | ChangeKind::TableRemoved
            | ChangeKind::RowAdded
            | ChangeKind::RowRemoved
            | ChangeKind::RowChanged
            | ChangeKind::RowsMoved => Self::Tables,
            ChangeKind::VariableAdded | ChangeKind::VariableRemoved | ChangeKind::VariableChanged => {
                Self::Variables
            }
            ChangeKind::CaseAdded | ChangeKind::CaseRemoved | ChangeKind::CaseChanged => Self::Cases,
        }
    }
}

/// The changes as rows, in their order.
pub fn change_rows(changes: &ChangeSet) -> Vec<ChangeRow> {
    changes.changes.iter().map(row).collect()
}

/// How many changes there are, in words.
pub fn count_words(changes: &ChangeSet) -> String {
    match changes.changes.len() {
        0 => "nothing differs".to_owned(),
        1 => "1 change".to_owned(),
        count => format!("{count} changes"),
    }
}

fn row(change: &Change) -> ChangeRow {
    let group = ChangeGroup::of(change.kind);
    let (note, lines) = match change.kind {
        ChangeKind::RuleMoved | ChangeKind::RuleSetMoved => {
            (format!("from place {} to place {}", change.before, change.after), Vec::new())
        }
        ChangeKind::RuleSetAdded | ChangeKind::RuleSetRemoved => (counted(change, "rule"), held(change)),
        ChangeKind::TableAdded | ChangeKind::TableRemoved => (counted(change, "row"), held(change)),
        ChangeKind::RowsMoved => (moved_rows(&change.after), Vec::new()),
        ChangeKind::CaseChanged => {
            let mut paths = Vec::new();
            differing(&change.before, &change.after, "", &mut paths);
            (format!("differs in {}", paths.join(", ")), Vec::new())
        }
        ChangeKind::CaseAdded | ChangeKind::CaseRemoved => (String::new(), Vec::new()),
        _ => (parts_words(&change.parts), script_diff(&text(&change.before), &text(&change.after))),
    };
    ChangeRow { group, kind: change.kind.words(), subject: change.subject.clone(), note, lines }
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => serde_json::to_string_pretty(other).unwrap_or_default(),
    }
}

fn counted(change: &Change, thing: &str) -> String {
    let count = if change.after.is_null() { &change.before } else { &change.after };
    format!("{count} {thing}{}", if count.as_u64() == Some(1) { "" } else { "s" })
}

/// What comes or goes with a rule set or table: scripts below the name of what they fill, and rows.
fn held(change: &Change) -> Vec<DiffLine> {
    let (mut old, mut new) = (String::new(), String::new());
    for (at, before, after) in change.held() {
        for (value, text) in [(before, &mut old), (after, &mut new)] {
            let Value::String(value) = value else { continue };
            let _ = match at {
                Subject::Rule { field, .. } => writeln!(text, "// {field}\n{value}"),
                Subject::Condition { .. } if !value.is_empty() => writeln!(text, "// condition\n{value}"),
                Subject::Row { key, .. } => writeln!(text, "{key} → {value}"),
                _ => Ok(()),
            };
        }
    }
    script_diff(&old, &new)
}

fn moved_rows(keys: &Value) -> String {
    /// More keys than this are only counted.
    const MOST: usize = 8;
    let keys: Vec<&str> = keys.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let shown: Vec<String> =
        keys.iter().take(MOST).map(|key| format!("\"{}\"", key.escape_debug())).collect();
    let more = keys.len().saturating_sub(MOST);
    let more = if more == 0 { String::new() } else { format!(" and {more} more") };
    format!("{}{more}", shown.join(", "))
}

/// What of a rule differs, where it is not the script alone.
fn parts_words(parts: &[RulePart]) -> String {
    if matches!(parts, [] | [RulePart::Script]) {
        return String::new();
    }
    let words = parts.iter().map(|part| match part {
        RulePart::Script => "the script",
        RulePart::Apply => "when it is applied",
        RulePart::Enabled => "whether it is enabled",
        RulePart::Note => "its note",
        RulePart::Other => "keys that this version does not know",
    });
    format!("differs in {}", words.collect::<Vec<_>>().join(", "))
}

/// Where two values differ, as paths. They were read from JSON and nest no deeper than its reader allows.
fn differing(before: &Value, after: &Value, path: &str, paths: &mut Vec<String>) {
    let (Value::Object(old), Value::Object(new)) = (before, after) else {
        if before != after {
            paths.push(path.to_owned());
        }
        return;
    };
    let added = new.keys().filter(|key| !old.contains_key(*key));
    for key in old.keys().chain(added) {
        let inner = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        match (old.get(key), new.get(key)) {
            (Some(before), Some(after)) => differing(before, after, &inner, paths),
            _ => paths.push(inner),
        }
    }
}
