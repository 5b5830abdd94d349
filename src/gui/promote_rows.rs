//! What the Promote view keeps between frames: rows that were made, filters, what is scrolled to.
//!
//! Not what is looked at, which the workbench knows.

use std::time::Duration;

use crate::change::impact::ImpactPerson;
use crate::change::{Conflict, Subject};
use crate::gui::panels::{language_of, side_rows};
use crate::gui::widgets::{Language, SideRow};
use crate::workbench::{
    GroupRow, Shown, TextKind, TextPair, VersionRow, Workbench, display_value, kind_of, text_of, version_rows,
};

/// The state of the Promote view that nobody else needs.
#[derive(Debug, Default)]
pub(super) struct PromoteUi {
    /// What was drawn last of the changes is scrolled to the selected one.
    pub scrolled_change: Option<usize>,
    /// The same of the groups.
    pub scrolled_group: Option<usize>,
    /// Which two versions of a conflict stand side by side.
    pub facing: Facing,
    /// The texts that stand side by side.
    pub sides: Sides,
    /// What the groups are narrowed to.
    pub group_filter: String,
    /// The groups of the impact.
    pub groups: Groups,
    /// What the persons are narrowed to.
    pub person_filter: String,
    /// The persons of the selected group.
    pub persons: Persons,
    /// The selected person, by index among those that are shown.
    pub person: Option<usize>,
    /// How long it took to find out who changes, the last time.
    pub impact_took: Option<Duration>,
    /// What was said to be wrong with the record of what happened.
    pub said_of_past: Vec<String>,
    /// What happened before.
    pub versions: Versions,
}

/// Which two versions of a conflict stand side by side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Facing {
    /// What the account has, and what the project has.
    #[default]
    Both,
    /// What both began with, and what the account has.
    Theirs,
    /// What both began with, and what the project has.
    Ours,
}

/// Texts side by side, made once for each thing that is looked at.
#[derive(Debug, Default)]
pub(super) struct Sides {
    pub rows: Vec<SideRow>,
    pub language: Language,
    made_for: Option<(u64, u64, Shown, Facing)>,
}

impl Sides {
    /// Brings the texts up to what is looked at.
    pub(super) fn renew(&mut self, workbench: &Workbench, answer: u64, facing: Facing) {
        let key = (workbench.revision(), answer, workbench.promote_shown(), facing);
        if self.made_for == Some(key) {
            return;
        }
        self.made_for = Some(key);
        let pair = match workbench.shown_conflict() {
            Some((_, conflict)) => Some(conflict_texts(conflict, facing)),
            None => workbench
                .shown_change()
                .zip(workbench.promote_view())
                .map(|(row, view)| row.texts(&view.changes)),
        };
        self.rows = pair.as_ref().map(side_rows).unwrap_or_default();
        self.language = pair.map_or(Language::Plain, |pair| language_of(pair.kind));
    }
}

/// Two versions of a conflict as texts.
fn conflict_texts(conflict: &Conflict, facing: Facing) -> TextPair {
    let text = |value: &Option<serde_json::Value>| value.as_ref().map(text_of).unwrap_or_default();
    let (before, after) = match facing {
        Facing::Both => (&conflict.theirs, &conflict.ours),
        Facing::Theirs => (&conflict.base, &conflict.theirs),
        Facing::Ours => (&conflict.base, &conflict.ours),
    };
    TextPair { before: text(before), after: text(after), kind: kind_of(&conflict.at) }
}

/// The groups of an impact, made once for each state.
#[derive(Debug, Default)]
pub(super) struct Groups {
    /// All of them, in the order of the impact.
    pub all: Vec<GroupRow>,
    /// The indices of those that fit the filter.
    pub shown: Vec<usize>,
    made_for: Option<(u64, u64, u64, String)>,
    filtered_for: Option<String>,
}

impl Groups {
    /// Brings the rows up to the impact, what was agreed to and the filter.
    pub(super) fn renew(&mut self, workbench: &Workbench, answer: u64, filter: &str) {
        let environment = workbench.environment_name().to_owned();
        let key = (workbench.revision(), answer, workbench.impact_number(), environment);
        if self.made_for.as_ref() != Some(&key) {
            self.all = workbench.group_rows();
            self.made_for = Some(key);
            self.filtered_for = None;
        }
        let lower = filter.trim().to_lowercase();
        if self.filtered_for.as_ref() != Some(&lower) {
            let all = self.all.iter().enumerate();
            self.shown = all.filter(|(_, row)| fits(row, &lower)).map(|(idx, _)| idx).collect();
            self.filtered_for = Some(lower);
        }
    }
}

fn fits(row: &GroupRow, lower: &str) -> bool {
    let words = [row.what.as_str(), row.because.as_str(), row.kind.word()];
    lower.is_empty() || words.iter().any(|text| text.to_lowercase().contains(lower))
}

/// The persons of a group as rows, made once for each group and filter.
#[derive(Debug, Default)]
pub(super) struct Persons {
    pub rows: Vec<PersonRow>,
    /// How many the group has.
    pub count: u64,
    /// How many of them are known by name.
    pub known: usize,
    made_for: Option<(u64, Option<usize>, String)>,
}

/// A person as a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PersonRow {
    pub name: String,
    pub id: String,
    pub before: String,
    pub after: String,
    /// Where the person stands, such as `line 17`.
    pub place: String,
}

impl Persons {
    /// Brings the rows up to the selected group and the filter.
    pub(super) fn renew(&mut self, workbench: &Workbench, filter: &str) {
        let lower = filter.trim().to_lowercase();
        let group = workbench.shown_group();
        let key = (workbench.impact_number(), group, lower.clone());
        if self.made_for.as_ref() == Some(&key) {
            return;
        }
        self.made_for = Some(key);
        let found = workbench.impact().zip(group).and_then(|(impact, idx)| impact.groups.get(idx));
        self.count = found.map_or(0, |group| group.count);
        self.known = found.map_or(0, |group| group.persons.len());
        let persons = found.into_iter().flat_map(|group| &group.persons).map(PersonRow::of);
        self.rows = persons.filter(|row| row.has(&lower)).collect();
    }
}

impl PersonRow {
    fn of(person: &ImpactPerson) -> Self {
        use crate::change::impact::PersonSource;
        let place = match &person.source {
            PersonSource::Line { line, .. } => format!("line {line}"),
            PersonSource::Sample { sample } => format!("sample {sample}"),
        };
        Self {
            name: if person.name.is_empty() { person.id.clone() } else { person.name.clone() },
            id: person.id.clone(),
            before: display_value(&person.before),
            after: display_value(&person.after),
            place,
        }
    }

    fn has(&self, lower: &str) -> bool {
        let texts = [&self.name, &self.id, &self.before, &self.after];
        lower.is_empty() || texts.iter().any(|text| text.to_lowercase().contains(lower))
    }
}

/// The history of the chosen environment as rows.
#[derive(Debug, Default)]
pub(super) struct Versions {
    pub rows: Vec<VersionRow>,
    made_for: Option<(usize, usize, String)>,
}

impl Versions {
    /// Brings the rows up to what happened.
    pub(super) fn renew(&mut self, workbench: &Workbench, today: &str) {
        let past = workbench.past();
        let key = (past.as_ptr().addr(), past.len(), workbench.environment_name().to_owned());
        if self.made_for.as_ref() != Some(&key) {
            self.rows = version_rows(past, workbench.environment_name(), today);
            self.made_for = Some(key);
        }
    }
}

/// A conflict that is settled with a text.
#[derive(Clone, Debug)]
pub(super) struct EditedConflict {
    /// What it is about.
    pub at: Subject,
    /// What it is called.
    pub title: String,
    /// The text, as it is to be.
    pub text: String,
    /// The text at first.
    pub original: String,
    /// What the account has, and what the project has.
    pub sides: Vec<SideRow>,
    /// How the texts are coloured.
    pub kind: TextKind,
    /// The value is a text; otherwise it is JSON.
    pub is_text: bool,
    /// Why the text cannot be taken.
    pub problem: Option<String>,
}

impl EditedConflict {
    /// Begins with what holds the edits of both, where there is such a text, and with ours otherwise.
    pub(super) fn new(conflict: &Conflict, title: String) -> Self {
        let begin = [&conflict.proposal, &conflict.ours, &conflict.theirs, &conflict.base];
        let value = begin.into_iter().find_map(Option::as_ref);
        let is_rule = matches!(conflict.at, Subject::Rule { .. });
        let text = match value {
            Some(serde_json::Value::Object(rule)) if is_rule => script_of(rule),
            Some(value) => text_of(value),
            None => String::new(),
        };
        let is_text = is_rule || value.is_none_or(serde_json::Value::is_string);
        let kind = if is_text { kind_of(&conflict.at) } else { TextKind::Json };
        Self {
            at: conflict.at.clone(),
            title,
            original: text.clone(),
            text,
            sides: side_rows(&conflict_texts(conflict, Facing::Both)),
            kind,
            is_text,
            problem: None,
        }
    }

    /// The value that the text stands for.
    pub(super) fn value(&self) -> Result<serde_json::Value, String> {
        if self.is_text {
            return Ok(serde_json::Value::String(self.text.clone()));
        }
        serde_json::from_str(&self.text).map_err(|error| format!("This is not JSON: {error}"))
    }
}

/// The script of a rule; it is a text, or an array of its lines.
fn script_of(rule: &serde_json::Map<String, serde_json::Value>) -> String {
    match rule.get("script") {
        Some(serde_json::Value::Array(lines)) => {
            lines.iter().filter_map(serde_json::Value::as_str).collect::<Vec<_>>().join("\n")
        }
        Some(serde_json::Value::String(text)) => text.clone(),
        _ => String::new(),
    }
}
