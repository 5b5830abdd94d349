//! A sign-off sheet as sections of text and tables in a language, which every form draws.
//!
//! Not the cells that a customer corrects in a spreadsheet: those are in `xlsx_results`.

use jiff::tz::TimeZone;
use serde_json::Value;

use crate::mapping::RunStatus;
use crate::report::Words;
use crate::report::rule_words::{RuleLine, RuleSubject, condition_lines, rule_lines};
use crate::report::sign_off::{
    EmptyEffect, ShownPeople, SignOff, SignOffPerson, SignOffRule, SignOffRuleSet, WhenEmpty,
};
use crate::report::value_text::value_text;
use crate::script::Meaning;
use crate::target::{TargetField, TargetSchema};

/// A sign-off sheet in a language.
#[derive(Clone, Debug)]
pub(super) struct Document {
    pub language: &'static str,
    pub title: String,
    /// Label and value of what stands at the top.
    pub facts: Vec<(String, String)>,
    pub purpose: String,
    pub sections: Vec<Section>,
    pub agreed: Agreed,
}

/// Where the customer signs.
#[derive(Clone, Debug)]
pub(super) struct Agreed {
    pub title: String,
    pub text: String,
    /// The labels of the lines to fill in.
    pub lines: Vec<String>,
}

/// A part of a document with a heading.
#[derive(Clone, Debug)]
pub(super) struct Section {
    pub kind: SectionKind,
    pub title: String,
    pub intro: Vec<RuleLine>,
    pub table: Option<Table>,
}

/// What a section is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SectionKind {
    Fields,
    /// With the place of the rule set in the sheet.
    Results(usize),
    Table,
    Variables,
    Problems,
}

/// Rows below a head; the first cell of a row names it.
#[derive(Clone, Debug)]
pub(super) struct Table {
    pub head: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
    /// So many rows were left out.
    pub n_more: usize,
}

/// A cell of a table.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub lines: Vec<RuleLine>,
    /// It says that something is not as it should be, or of no effect.
    pub is_quiet: bool,
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Self {
        Self { lines: vec![RuleLine::Plain(text.into())], is_quiet: false }
    }

    pub fn quiet(text: impl Into<String>) -> Self {
        Self { is_quiet: true, ..Self::text(text) }
    }
}

/// How much of long tables a document shows.
#[derive(Clone, Copy, Debug)]
pub(super) struct DocumentLimits {
    /// The most rows of a lookup table.
    pub most_rows: usize,
}

/// The sheet as a document.
pub(super) fn document(
    sign_off: &SignOff,
    target: &TargetSchema,
    words: &'static Words,
    limits: DocumentLimits,
) -> Document {
    let writer = Writer { sign_off, target, words, limits };
    Document {
        language: words.language().code(),
        title: format!("{}: {}", words.text("title"), sign_off.project),
        facts: writer.facts(),
        purpose: writer.purpose(),
        sections: writer.sections(),
        agreed: Agreed {
            title: words.text("agreed").to_owned(),
            text: words.fill("agreed_text", &[&sign_off.environment_title]),
            lines: ["name", "date", "signature"].map(|key| words.text(key).to_owned()).into(),
        },
    }
}

/// Writes a sheet in a language.
pub(super) struct Writer<'a> {
    pub sign_off: &'a SignOff,
    pub target: &'a TargetSchema,
    pub words: &'static Words,
    pub limits: DocumentLimits,
}

impl Writer<'_> {
    pub fn word(&self, key: &str) -> String {
        self.words.text(key).to_owned()
    }

    fn facts(&self) -> Vec<(String, String)> {
        let sign_off = self.sign_off;
        let date = sign_off.made_at.to_zoned(TimeZone::UTC).date();
        let people = match sign_off.people {
            ShownPeople::MadeUp => "people.made_up",
            ShownPeople::Masked => "people.masked",
            ShownPeople::Real => "people.real",
        };
        let facts = [
            ("project", sign_off.project.clone()),
            ("client", sign_off.client.clone()),
            ("target", sign_off.target.clone()),
            ("environment", sign_off.environment_title.clone()),
            ("account", sign_off.account.clone()),
            ("date", self.words.date(date)),
            ("revision", sign_off.revision.to_string()),
            ("digest", sign_off.digest.clone()),
            ("people", self.word(people)),
        ];
        let filled = facts.into_iter().filter(|(_, value)| !value.is_empty());
        filled.map(|(key, value)| (self.word(key), value)).collect()
    }

    fn purpose(&self) -> String {
        let mapping = self.words.fill("the_mapping", &[&self.sign_off.project]);
        self.words.fill("purpose", &[&mapping, &self.sign_off.target, &self.sign_off.client])
    }

    fn sections(&self) -> Vec<Section> {
        let rule_sets = &self.sign_off.rule_sets;
        let mut sections: Vec<Section> = rule_sets.iter().map(|rule_set| self.fields(rule_set)).collect();
        let shown = rule_sets.iter().enumerate().filter(|(_, rule_set)| !rule_set.persons.is_empty());
        sections.extend(shown.map(|(idx, rule_set)| self.results(idx, rule_set)));
        sections.extend(self.sign_off.tables.iter().map(|table| self.table(table)));
        if !self.sign_off.variables.is_empty() {
            sections.push(self.variables());
        }
        sections.push(self.problems());
        sections
    }

    fn fields(&self, rule_set: &SignOffRuleSet) -> Section {
        let title = self.record_title(&rule_set.record_type);
        let rows = rule_set.rules.iter().map(|rule| self.rule_row(rule_set, rule));
        let mut intro = vec![RuleLine::Plain(self.word("condition"))];
        intro.extend(match &rule_set.condition {
            None => vec![RuleLine::Item(self.word("condition.always"))],
            Some(script) => {
                let subject = RuleSubject {
                    meaning: &script.meaning.meaning,
                    reads: script.meaning.reads.as_ref(),
                    script: &script.script,
                    record_type: &rule_set.record_type,
                    field: None,
                    others: &self.fillings(rule_set, None),
                };
                let lines = condition_lines(self.words, self.target, &subject);
                lines.into_iter().map(as_item).collect()
            }
        });
        let head = ["field", "source", "when_empty", "note"].map(|key| self.word(key));
        Section {
            kind: SectionKind::Fields,
            title: self.words.fill("fields_of", &[&rule_set.resource_type, title]),
            intro,
            table: Some(Table { head: head.into(), rows: rows.collect(), n_more: 0 }),
        }
    }

    fn rule_row(&self, rule_set: &SignOffRuleSet, rule: &SignOffRule) -> Vec<Cell> {
        let field = self.field(&rule_set.record_type, &rule.field);
        let title = field.map_or(rule.field.as_str(), |field| field.title.as_str());
        let mut lines = Vec::new();
        if rule.create_only {
            lines.push(RuleLine::Plain(self.word("create_only")));
        }
        if let Some(script) = &rule.script {
            lines.extend(rule_lines(
                self.words,
                self.target,
                &RuleSubject {
                    meaning: &script.meaning.meaning,
                    reads: script.meaning.reads.as_ref(),
                    script: &script.script,
                    record_type: &rule_set.record_type,
                    field,
                    others: &self.fillings(rule_set, Some(&rule.field)),
                },
            ));
        }
        if !rule.enabled {
            lines = vec![RuleLine::Plain(self.word("disabled"))];
        }
        let when_empty = self.when_empty(rule.when_empty.as_ref().filter(|_| rule.enabled), field);
        vec![
            Cell {
                lines: vec![RuleLine::Plain(title.to_owned()), RuleLine::Plain(rule.field.clone())],
                is_quiet: false,
            },
            Cell { lines, is_quiet: !rule.enabled },
            Cell { lines: when_empty, is_quiet: false },
            Cell::quiet(rule.note.clone()),
        ]
    }

    /// What fills the fields of a record, but for one.
    fn fillings<'r>(&self, rule_set: &'r SignOffRuleSet, but: Option<&str>) -> Vec<(String, &'r Meaning)> {
        let enabled = rule_set.rules.iter().filter(|rule| rule.enabled && Some(rule.field.as_str()) != but);
        let filling = |rule: &'r SignOffRule| {
            let field = self.field(&rule_set.record_type, &rule.field)?;
            Some((field.title.clone(), &rule.script.as_ref()?.meaning.meaning))
        };
        enabled.filter_map(filling).collect()
    }

    fn when_empty(&self, when: Option<&WhenEmpty>, field: Option<&TargetField>) -> Vec<RuleLine> {
        let line = |key: &str, text: String| RuleLine::Plain(self.words.fill(key, &[&text]));
        match when {
            None => Vec::new(),
            Some(WhenEmpty::Independent) => vec![RuleLine::Plain(self.word("empty.independent"))],
            Some(WhenEmpty::Depends { not_sent, sent_empty, on_new }) => {
                let is_only_on_new = *not_sent == EmptyEffect::Skipped;
                let mut first =
                    self.effect(if is_only_on_new { on_new } else { not_sent }, is_only_on_new, field);
                if !is_only_on_new && !is_same_on_new(not_sent, on_new) {
                    let on_new = self.effect(on_new, true, field);
                    first = format!("{first}, {}", self.words.fill("empty.new", &[&on_new]));
                }
                if not_sent == sent_empty {
                    return vec![line("empty.either", first)];
                }
                let second = self.effect(sent_empty, false, field);
                vec![line("empty.not_sent", first), line("empty.sent_empty", second)]
            }
        }
    }

    fn effect(&self, effect: &EmptyEffect, is_new: bool, field: Option<&TargetField>) -> String {
        match effect {
            EmptyEffect::Kept | EmptyEffect::Cleared | EmptyEffect::ClearedOwn if is_new => {
                self.word("empty.stays_empty")
            }
            EmptyEffect::Kept => self.word("empty.kept"),
            EmptyEffect::Cleared => self.word("empty.cleared"),
            EmptyEffect::ClearedOwn => self.word("empty.cleared_own"),
            EmptyEffect::Set(value) => {
                let text = value_text(self.words, field, value);
                self.words.fill("empty.set", &[&self.words.quoted(&text)])
            }
            EmptyEffect::Refused(why) => self.words.fill("empty.refused", &[why]),
            EmptyEffect::NotWritten(why) => self.words.fill("empty.not_written", &[why]),
            EmptyEffect::Skipped => self.word("empty.skipped"),
        }
    }

    fn results(&self, idx: usize, rule_set: &SignOffRuleSet) -> Section {
        let head = [self.word("field")].into_iter();
        let head = head.chain(rule_set.persons.iter().map(|person| person.name.clone()));
        let status = |person: &SignOffPerson| {
            let is_quiet = person.status != RunStatus::Written;
            Cell { is_quiet, ..Cell::text(status_words(self.words, person)) }
        };
        let first = [Cell::text(self.word("record"))].into_iter();
        let mut rows = vec![first.chain(rule_set.persons.iter().map(status)).collect()];
        for (place, name) in rule_set.result_fields().into_iter().enumerate() {
            let field = self.field(&rule_set.record_type, name);
            let title = field.map_or(name, |field| field.title.as_str());
            let values = rule_set.persons.iter().map(|person| {
                let value = person.values.get(place).unwrap_or(&Value::Null);
                match value_text(self.words, field, value) {
                    text if text.is_empty() => Cell::quiet(self.word("empty_cell")),
                    text => Cell {
                        lines: text.lines().map(|line| RuleLine::Plain(line.to_owned())).collect(),
                        is_quiet: false,
                    },
                }
            });
            rows.push([Cell::text(title)].into_iter().chain(values).collect());
        }
        Section {
            kind: SectionKind::Results(idx),
            title: self.words.fill("results_of", &[self.record_title(&rule_set.record_type)]),
            intro: vec![RuleLine::Plain(self.word("results_intro"))],
            table: Some(Table { head: head.collect(), rows, n_more: 0 }),
        }
    }

    fn field(&self, record_type: &str, name: &str) -> Option<&TargetField> {
        self.target.record_type(record_type)?.field(name)
    }

    fn record_title<'t>(&'t self, name: &'t str) -> &'t str {
        self.target.record_type(name).map_or(name, |record_type| record_type.title.as_str())
    }
}

fn as_item(line: RuleLine) -> RuleLine {
    match line {
        RuleLine::Plain(text) => RuleLine::Item(text),
        other => other,
    }
}

/// An existing record that keeps what it has, and a new one that stays empty, are said in one.
fn is_same_on_new(existing: &EmptyEffect, on_new: &EmptyEffect) -> bool {
    let is_empty_on_new =
        matches!(on_new, EmptyEffect::Kept | EmptyEffect::Cleared | EmptyEffect::ClearedOwn);
    existing == on_new || (is_empty_on_new && !matches!(existing, EmptyEffect::Set(_)))
}

/// What becomes of a person's record, and why it is not written.
pub(super) fn status_words(words: &Words, person: &SignOffPerson) -> String {
    let status = words.text(status_key(person));
    match &person.reason {
        Some(reason) if person.status != RunStatus::Written => words.fill("because", &[status, reason]),
        _ => status.to_owned(),
    }
}

/// The key of the words for what becomes of a person's record.
pub(super) fn status_key(person: &SignOffPerson) -> &'static str {
    match person.status {
        RunStatus::Written if person.is_new => "status.created",
        RunStatus::Written => "status.updated",
        RunStatus::Rejected => "status.rejected",
        RunStatus::Failed => "status.failed",
    }
}
