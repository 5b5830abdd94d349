//! Groups and persons of an impact as they are shown.

use serde_json::Value;

use crate::change::impact::{Impact, ImpactGroup, ImpactKind, ImpactPerson, PersonSource};
use crate::workbench::{display_value, one_line};

/// Which groups and persons are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImpactFilter {
    /// Only this kind.
    pub kind: Option<ImpactKind>,
    /// Only this field.
    pub field: Option<String>,
    /// Only causes with this text in their words; without regard to case.
    pub cause: String,
    /// Of groups only those with this text in a word of theirs or of a person that is kept; of persons
    /// only those that have it. Without regard to case.
    pub text: String,
}

/// A group as a row.
#[derive(Clone, Debug, PartialEq)]
pub struct ImpactGroupRow {
    /// Its place in the impact.
    pub idx: usize,
    /// Its id.
    pub id: String,
    /// In what way the records differ.
    pub kind: ImpactKind,
    /// What happens, such as `job_title changes`.
    pub what: String,
    /// Why, such as `rule job_title, line 6`.
    pub because: String,
    /// How many persons.
    pub count: u64,
    /// How many persons of all that are hit, from 0 to 1.
    pub share: f32,
}

/// A person as a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImpactPersonRow {
    /// The name, else the id, else the place.
    pub name: String,
    /// The id.
    pub id: String,
    /// Where the person stands.
    pub source: String,
    /// The sample, by the name of its file without ending, when it is one.
    pub sample: Option<String>,
    /// The value before, in one line; empty when there is none.
    pub before: String,
    /// The value after, in one line; empty when there is none.
    pub after: String,
}

/// The groups that pass the filter, in the order of the impact.
pub fn impact_group_rows(impact: &Impact, filter: &ImpactFilter) -> Vec<ImpactGroupRow> {
    let total: u64 = impact.groups.iter().map(|group| group.count).sum();
    let groups = impact.groups.iter().enumerate().filter(|(_, group)| filter.passes(group));
    groups
        .map(|(idx, group)| ImpactGroupRow {
            idx,
            id: group.id.clone(),
            kind: group.kind,
            what: group.sentence(),
            because: group.cause.words.clone(),
            count: group.count,
            share: group.count as f32 / total.max(1) as f32,
        })
        .collect()
}

/// The persons of a group that are kept and pass the filter's text, in the order of the input.
pub fn impact_person_rows(group: &ImpactGroup, filter: &ImpactFilter) -> Vec<ImpactPersonRow> {
    let text = filter.text.trim().to_lowercase();
    let is_about_group = has_text(group, &text);
    let rows = group.persons.iter().map(person_row);
    rows.filter(|row| is_about_group || row.has_text(&text)).collect()
}

impl ImpactFilter {
    fn passes(&self, group: &ImpactGroup) -> bool {
        let text = self.text.trim().to_lowercase();
        self.kind.is_none_or(|kind| kind == group.kind)
            && self.field.as_ref().is_none_or(|field| group.field.as_ref() == Some(field))
            && has(&group.cause.words, &self.cause.trim().to_lowercase())
            && (has_text(group, &text)
                || group.persons.iter().any(|person| person_row(person).has_text(&text)))
    }
}

fn has_text(group: &ImpactGroup, text: &str) -> bool {
    has(&group.sentence(), text) || has(&group.cause.words, text)
}

/// Whether the text, which is in lower case, stands in there.
fn has(words: &str, text: &str) -> bool {
    text.is_empty() || words.to_lowercase().contains(text)
}

impl ImpactPersonRow {
    fn has_text(&self, text: &str) -> bool {
        [&self.name, &self.id, &self.before, &self.after].into_iter().any(|part| has(part, text))
    }
}

fn person_row(person: &ImpactPerson) -> ImpactPersonRow {
    let source = person.source.to_string();
    let named = [&person.name, &person.id, &source].into_iter().find(|text| !text.is_empty());
    let sample = match &person.source {
        PersonSource::Sample { sample } => Some(sample.clone()),
        PersonSource::Line { .. } => None,
    };
    ImpactPersonRow {
        name: named.cloned().unwrap_or_default(),
        id: person.id.clone(),
        sample,
        before: shown(&person.before),
        after: shown(&person.after),
        source,
    }
}

fn shown(value: &Value) -> String {
    if value.is_null() { String::new() } else { one_line(&display_value(value)) }
}
