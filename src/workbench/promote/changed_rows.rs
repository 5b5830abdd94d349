//! Differences between two mappings as rows: one for each rule, variable or case, one for all rows of a
//! table, and the places where two sides collide.

use serde_json::Value;

use crate::change::{Change, ChangeKind, Conflict, Settlement, Subject};
use crate::mapping::{Apply, Rule};
use crate::workbench::{display_value, one_line};

/// What happened to a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChangeMark {
    /// It came.
    Added,
    /// It went.
    Removed,
    /// It is another.
    Edited,
    /// It stands elsewhere.
    Moved,
}

/// A row of the list of differences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedRow {
    /// What happened to it.
    pub mark: ChangeMark,
    /// What it is, such as `rule`.
    pub noun: &'static str,
    /// Its name; empty where there is only one.
    pub name: String,
    /// More in a few words, such as `3 rows` or the parts of a rule that differ; may be empty.
    pub detail: String,
    /// Where it stands, such as the rule set; may be empty.
    pub place: String,
    /// The differences it stands for, by index; none where only a conflict is left of it.
    pub changes: Vec<usize>,
    /// The conflict about it, by index.
    pub conflict: Option<usize>,
}

/// How a text is to be coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TextKind {
    /// A script.
    Script,
    /// JSON.
    Json,
    /// Anything else.
    Plain,
}

/// Something before and after, or on one side and on the other, as texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextPair {
    /// The older text; empty when there is none.
    pub before: String,
    /// The newer text; empty when there is none.
    pub after: String,
    /// How both are to be coloured.
    pub kind: TextKind,
}

impl ChangeMark {
    /// What a change says; what was nothing before is added, whatever the kind says.
    fn of(change: &Change) -> Self {
        let is_nothing = |value: &Value| value.is_null() || value.as_str() == Some("");
        let could_come = matches!(
            change.kind,
            ChangeKind::SettingChanged | ChangeKind::FunctionsEdited | ChangeKind::ConditionEdited
        );
        match change.kind {
            _ if could_come && is_nothing(&change.before) => Self::Added,
            _ if could_come && is_nothing(&change.after) => Self::Removed,
            ChangeKind::RuleSetAdded
            | ChangeKind::RuleAdded
            | ChangeKind::TableAdded
            | ChangeKind::RowAdded
            | ChangeKind::VariableAdded
            | ChangeKind::CaseAdded => Self::Added,
            ChangeKind::RuleSetRemoved
            | ChangeKind::RuleRemoved
            | ChangeKind::TableRemoved
            | ChangeKind::RowRemoved
            | ChangeKind::VariableRemoved
            | ChangeKind::CaseRemoved => Self::Removed,
            ChangeKind::RuleMoved | ChangeKind::RuleSetMoved | ChangeKind::RowsMoved => Self::Moved,
            _ => Self::Edited,
        }
    }

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Edited => "edited",
            Self::Moved => "moved",
        }
    }
}

impl ChangedRow {
    /// What a screen reader says of it.
    pub fn accessible_name(&self, conflicts: &[Conflict]) -> String {
        let mut name = format!("{} {} {}", self.mark.word(), self.noun, self.name).trim_end().to_owned();
        if !self.detail.is_empty() {
            name.push_str(", ");
            name.push_str(&self.detail);
        }
        if let Some(conflict) = self.conflict.and_then(|idx| conflicts.get(idx)) {
            name.push_str(", ");
            name.push_str(conflict_word(conflict));
        }
        name
    }

    /// Whether any of these words is in it, without regard to case.
    pub fn has(&self, lower: &str) -> bool {
        lower.is_empty()
            || [self.noun, self.name.as_str(), self.detail.as_str(), self.place.as_str(), self.mark.word()]
                .iter()
                .any(|text| text.to_lowercase().contains(lower))
    }

    /// What was and what is, as texts.
    pub fn texts(&self, changes: &[Change]) -> TextPair {
        let found: Vec<&Change> = self.changes.iter().filter_map(|idx| changes.get(*idx)).collect();
        match found.as_slice() {
            [one] if !matches!(one.at, Subject::Row { .. }) => pair_of(one),
            several => TextPair {
                before: lines(several, |change| &change.before),
                after: lines(several, |change| &change.after),
                kind: TextKind::Plain,
            },
        }
    }
}

/// `conflict`, or how it was settled.
pub fn conflict_word(conflict: &Conflict) -> &'static str {
    match &conflict.settled {
        None => "conflict",
        Some(Settlement::Ours) => "ours taken",
        Some(Settlement::Theirs) => "theirs taken",
        Some(Settlement::Base) => "neither taken",
        Some(Settlement::Edited(_)) => "edited",
    }
}

/// The rows of these differences in their order, those of one table together; conflicts that are about
/// nothing in them behind.
pub fn changed_rows(changes: &[Change], conflicts: &[Conflict]) -> Vec<ChangedRow> {
    let mut rows: Vec<ChangedRow> = Vec::new();
    let conflict_at = |at: &Subject| conflicts.iter().position(|conflict| conflict.at == *at);
    for (idx, change) in changes.iter().enumerate() {
        let conflict = conflict_at(&change.at);
        let is_same_table = |row: &&mut ChangedRow| {
            let first = row.changes.first().and_then(|first| changes.get(*first));
            row.conflict.is_none() && first.is_some_and(|first| is_row_of(&first.at, &change.at))
        };
        match rows.last_mut().filter(is_same_table).filter(|_| conflict.is_none()) {
            Some(row) => row.changes.push(idx),
            None => rows.push(row_of(change, idx, conflict)),
        }
    }
    for row in &mut rows {
        sum_up(row, changes);
    }
    let known: Vec<usize> = rows.iter().filter_map(|row| row.conflict).collect();
    let others = conflicts.iter().enumerate().filter(|(idx, _)| !known.contains(idx));
    rows.extend(others.map(|(idx, conflict)| ChangedRow {
        mark: ChangeMark::Edited,
        conflict: Some(idx),
        ..named(&conflict.at)
    }));
    rows
}

/// Whether both are rows of one table.
fn is_row_of(one: &Subject, other: &Subject) -> bool {
    match (one, other) {
        (Subject::Row { table, .. }, Subject::Row { table: same, .. }) => table == same,
        _ => false,
    }
}

fn row_of(change: &Change, idx: usize, conflict: Option<usize>) -> ChangedRow {
    let parts: Vec<&str> = change.parts.iter().map(|part| part_word(*part)).collect();
    let detail = if parts.as_slice() == ["script"] { String::new() } else { parts.join(", ") };
    ChangedRow { mark: ChangeMark::of(change), detail, changes: vec![idx], conflict, ..named(&change.at) }
}

fn part_word(part: crate::change::RulePart) -> &'static str {
    use crate::change::RulePart as P;
    match part {
        P::Script => "script",
        P::Apply => "when it is applied",
        P::Enabled => "on or off",
        P::Note => "note",
        P::Other => "other keys",
    }
}

/// Says of several rows of a table how many they are.
fn sum_up(row: &mut ChangedRow, changes: &[Change]) {
    let Some(Subject::Row { table, .. }) =
        row.changes.first().and_then(|idx| changes.get(*idx)).map(|c| &c.at)
    else {
        return;
    };
    if row.changes.len() > 1 {
        row.mark = ChangeMark::Edited;
        row.noun = "table";
        row.name.clone_from(table);
        row.place = String::new();
        row.detail = format!("{} rows", row.changes.len());
    }
}

/// A row that names its subject and says nothing else.
fn named(at: &Subject) -> ChangedRow {
    let (noun, name, place) = match at {
        Subject::Setting(name) => ("setting", name.as_str(), ""),
        Subject::RuleSet { title } => ("rule set", title.as_str(), ""),
        Subject::RuleSetOrder => ("order of the rule sets", "", ""),
        Subject::Condition { rule_set } => ("condition", "", rule_set.as_str()),
        Subject::Rule { rule_set, field, .. } => ("rule", field.as_str(), rule_set.as_str()),
        Subject::RuleOrder { rule_set } => ("order of the rules", "", rule_set.as_str()),
        Subject::Functions => ("helper functions", "", ""),
        Subject::Function { name, .. } => ("function", name.as_str(), ""),
        Subject::Table { name } => ("table", name.as_str(), ""),
        Subject::Row { table, key, .. } => ("row", key.as_str(), table.as_str()),
        Subject::RowOrder { table } => ("order of the rows", "", table.as_str()),
        Subject::Variable { name } => ("variable", name.as_str(), ""),
        Subject::Cases => ("cases", "", ""),
        Subject::Case { name } => ("case", name.as_str(), ""),
    };
    ChangedRow {
        mark: ChangeMark::Edited,
        noun,
        name: name.to_owned(),
        detail: String::new(),
        place: place.to_owned(),
        changes: Vec::new(),
        conflict: None,
    }
}

fn pair_of(change: &Change) -> TextPair {
    let counted = |value: &Value| match (value.as_u64(), change.kind) {
        (Some(place), ChangeKind::RuleMoved) => format!("place {place}"),
        (Some(count), ChangeKind::RuleSetAdded | ChangeKind::RuleSetRemoved) => format!("{count} rules"),
        (Some(count), ChangeKind::TableAdded | ChangeKind::TableRemoved) => format!("{count} rows"),
        _ => text_of(value),
    };
    TextPair { before: counted(&change.before), after: counted(&change.after), kind: kind_of(&change.at) }
}

/// How the text of a subject is to be coloured.
pub fn kind_of(at: &Subject) -> TextKind {
    match at {
        Subject::Condition { .. } | Subject::Rule { .. } | Subject::Functions | Subject::Function { .. } => {
            TextKind::Script
        }
        Subject::Case { .. } | Subject::Variable { .. } => TextKind::Json,
        _ => TextKind::Plain,
    }
}

/// A value as a text that people compare: a rule as its script with what else is not as usual in front.
pub fn text_of(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Object(object) if object.contains_key("script") => {
            match serde_json::from_value::<Rule>(value.clone()).ok() {
                Some(rule) => rule_text(&rule),
                None => pretty(value),
            }
        }
        value => pretty(value),
    }
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_else(|_| display_value(value))
}

fn rule_text(rule: &Rule) -> String {
    let mut lines = Vec::new();
    if !rule.enabled {
        lines.push("// switched off".to_owned());
    }
    if rule.apply == Apply::Create {
        lines.push("// only on new records".to_owned());
    }
    lines.extend(rule.note.lines().map(|line| format!("// note: {line}")));
    lines.push(rule.script.clone());
    lines.join("\n")
}

/// Rows of a table, a line for each that is there.
fn lines<'c>(changes: &[&'c Change], side: impl Fn(&'c Change) -> &'c Value) -> String {
    let line = |change: &&'c Change| {
        let Subject::Row { key, .. } = &change.at else {
            return Some(format!("{}: {}", change.subject, display_value(side(change))));
        };
        let value = side(change);
        (!value.is_null()).then(|| format!("{} → {}", one_line(key), display_value(value)))
    };
    changes.iter().filter_map(line).collect::<Vec<_>>().join("\n")
}
