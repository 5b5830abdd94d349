//! The parts of a sign-off sheet behind the results: tables, variables and what is to be remarked.

use crate::diagnostic::Severity;
use crate::report::document::{Cell, Section, SectionKind, Table, Writer};
use crate::report::value_text::value_text;
use crate::report::{RuleLine, SignOffTable};

impl Writer<'_> {
    pub fn table(&self, table: &SignOffTable) -> Section {
        let n_rows = table.rows.len().to_string();
        let intro = if table.used_for.is_empty() {
            self.words.fill("table.unused", &[&n_rows])
        } else {
            self.words.fill("table.rows", &[&n_rows, &table.used_for.join(", ")])
        };
        let shown = table.rows.iter().take(self.limits.most_rows);
        let rows = shown.map(|(key, value)| vec![Cell::text(key.clone()), Cell::text(value.clone())]);
        let head = ["key", "value"].map(|key| self.word(key)).into();
        let n_more = table.rows.len().saturating_sub(self.limits.most_rows);
        Section {
            kind: SectionKind::Table,
            title: self.words.fill("table", &[&table.name]),
            intro: vec![RuleLine::Plain(intro)],
            table: Some(Table { head, rows: rows.collect(), n_more }),
        }
    }

    pub fn variables(&self) -> Section {
        let environments = self.sign_off.environments.iter().cloned();
        let head = [self.word("variable")].into_iter().chain(environments).collect();
        let rows = self.sign_off.variables.iter().map(|variable| {
            let values = variable.values.iter().map(|value| match value {
                Some(value) => Cell::text(value_text(self.words, None, value)),
                None => Cell::quiet(self.word("none")),
            });
            [Cell::text(variable.name.clone())].into_iter().chain(values).collect()
        });
        Section {
            kind: SectionKind::Variables,
            title: self.word("variables"),
            intro: vec![RuleLine::Plain(self.word("variables_intro"))],
            table: Some(Table { head, rows: rows.collect(), n_more: 0 }),
        }
    }

    pub fn problems(&self) -> Section {
        let head = ["severity", "place", "message"].map(|key| self.word(key)).into();
        let rows = self.sign_off.problems.iter().map(|problem| {
            let severity = match problem.severity {
                Severity::Error => "severity.error",
                Severity::Warning => "severity.warning",
                Severity::Note => "severity.note",
            };
            let place = problem.place.rule.clone().or_else(|| problem.place.file.clone());
            let message = format!("{} ({})", problem.message, problem.code.id());
            vec![Cell::text(self.word(severity)), Cell::text(place.unwrap_or_default()), Cell::text(message)]
        });
        let rows: Vec<_> = rows.collect();
        let intro = if rows.is_empty() { "problems.none" } else { "unedited_words" };
        Section {
            kind: SectionKind::Problems,
            title: self.word("problems"),
            intro: vec![RuleLine::Plain(self.word(intro))],
            table: (!rows.is_empty()).then_some(Table { head, rows, n_more: 0 }),
        }
    }
}
