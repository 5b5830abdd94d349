//! The coverage of `scimwright test --coverage`, as JSON and as text.

use std::fmt::Write as _;

use serde_json::{Value as JsonValue, json};

use crate::mapping::{CoverageItem, FoundSample};
use crate::project::ProjectModel;
use crate::workbench::{
    CoverageKind, CoverageReport, CoverageRow, ProjectRunner, ScriptPlace, make_up, script_name,
};

/// For how many branches that no sample reaches a sample is made up.
const MOST_MADE_UP: usize = 24;

/// The coverage with the samples made up for what is not reached, by number of the item.
pub(super) struct CoverageOutput<'o> {
    model: &'o ProjectModel,
    report: CoverageReport,
    rows: Vec<CoverageRow>,
    made_up: Vec<(usize, FoundSample)>,
}

impl<'o> CoverageOutput<'o> {
    pub fn new(model: &'o ProjectModel, runner: &ProjectRunner, report: CoverageReport) -> Self {
        let unreached = report.coverage.items().filter(|count| {
            count.n_samples == 0 && matches!(count.item, CoverageItem::Way { .. } | CoverageItem::Rule { .. })
        });
        let made_up = unreached
            .take(MOST_MADE_UP)
            .filter_map(|count| Some((count.number, make_up(runner, model, count.item, &|| false)?)));
        let made_up = made_up.collect();
        let rows = report.rows(model);
        Self { model, report, rows, made_up }
    }

    pub fn json(&self) -> JsonValue {
        let unreached = self.unreached().map(|row| {
            json!({
                "kind": kind_word(row.kind),
                "script": row.script.map(|script| script_name(self.model, script)),
                "place": row.place,
                "title": row.title,
                "made_up": self.made_up_for(row).map(|found| self.made_up_json(found)),
            })
        });
        let unread = self.report.unread_attributes.iter().map(|attribute| {
            json!({
                "resource_type": attribute.resource_type,
                "attribute": attribute.name,
                "samples": attribute.n_samples,
            })
        });
        let never = self.report.never_filled.iter().map(|field| {
            let record_type = self.model.mapping.rule_sets.get(field.rule_set).map(|set| &set.record_type);
            json!({ "record_type": record_type, "field": field.field, "has_rule": field.has_rule })
        });
        json!({
            "samples": self.report.coverage.n_samples(),
            "rules": self.ratio(CoverageKind::Rule),
            "branches": self.ratio(CoverageKind::Branch),
            "table_rows": self.rows.iter().filter(|row| row.kind == CoverageKind::TableRow).count(),
            "attributes": self.attribute_counts(),
            "unreached": unreached.collect::<Vec<_>>(),
            "smallest_set": self.smallest_set(),
            "unread_attributes": unread.collect::<Vec<_>>(),
            "never_filled": never.collect::<Vec<_>>(),
            "lines": self.lines(),
        })
    }

    fn made_up_json(&self, found: &FoundSample) -> JsonValue {
        let changes = found.changes.iter().map(
            |change| json!({ "attribute": change.attribute, "from": change.before, "to": change.after }),
        );
        json!({
            "sample": self.name_of(found.sample),
            "changes": changes.collect::<Vec<_>>(),
            "resource": found.resource.attributes,
        })
    }

    /// The lines that not all samples come by.
    fn lines(&self) -> Vec<JsonValue> {
        let counts = self.report.coverage.items().filter_map(|count| match count.item {
            CoverageItem::Line { script, line } => Some((script, line, count)),
            _ => None,
        });
        let lines = counts.map(|(script, line, count)| {
            let place = match script {
                Some(script) => match script.rule_idx {
                    Some(rule) => ScriptPlace::Rule { rule_set: script.rule_set_idx, rule },
                    None => ScriptPlace::Condition { rule_set: script.rule_set_idx },
                },
                None => ScriptPlace::Functions,
            };
            let of = self.report.n_of(count.item);
            (script_name(self.model, place), *line, count.n_samples, of)
        });
        let some = lines.filter(|(_, _, n_samples, of)| n_samples < of);
        some.map(|(script, line, samples, of)| json!({ "script": script, "line": line, "samples": samples, "of": of }))
            .collect()
    }

    pub fn text(&self) -> String {
        let mut text = String::from("\ncoverage\n");
        for (kind, word) in [(CoverageKind::Rule, "rules"), (CoverageKind::Branch, "branches")] {
            let (covered, of) = self.counts(kind);
            let _ = writeln!(text, "  {word:12} {covered} of {of}");
        }
        let n_rows = self.rows.iter().filter(|row| row.kind == CoverageKind::TableRow).count();
        let _ = writeln!(text, "  {:12} {n_rows} hit", "table rows");
        let sent = self.rows.iter().filter(|row| row.kind == CoverageKind::Attribute).count();
        let read = sent.saturating_sub(self.report.unread_attributes.len());
        let _ = writeln!(text, "  {:12} {read} of {sent} sent are read", "attributes");
        let n_samples = self.report.coverage.n_samples();
        let smallest = self.smallest_set();
        let _ = writeln!(
            text,
            "  {} of {n_samples} samples and cases have the same coverage: {}",
            smallest.len(),
            smallest.join("; ")
        );
        self.push_unreached(&mut text);
        let unread: Vec<&str> = self.report.unread_attributes.iter().map(|of| of.name.as_str()).collect();
        push_list(&mut text, "attributes that no script reads", &unread);
        let never = self.report.never_filled.iter().filter(|field| field.has_rule);
        let never: Vec<&str> = never.map(|field| field.field.as_str()).collect();
        push_list(&mut text, "fields with a rule that no sample fills", &never);
        text
    }

    fn push_unreached(&self, text: &mut String) {
        let unreached: Vec<_> = self.unreached().collect();
        if unreached.is_empty() {
            return;
        }
        text.push_str("\n  no sample comes here\n");
        for row in unreached {
            let script = match (row.kind, row.script) {
                (CoverageKind::Branch, Some(script)) => format!("{}, ", script_name(self.model, script)),
                _ => String::new(),
            };
            let script = if row.title.starts_with("helper functions") { String::new() } else { script };
            let _ = writeln!(text, "    {script}{}", row.title);
            if let Some(found) = self.made_up_for(row) {
                let changes: Vec<String> = found.changes.iter().map(change_words).collect();
                let _ = writeln!(
                    text,
                    "      would: {} with {}",
                    self.name_of(found.sample),
                    changes.join(" and ")
                );
            }
        }
    }

    fn unreached(&self) -> impl Iterator<Item = &CoverageRow> {
        self.rows.iter().filter(|row| row.n_samples == 0)
    }

    fn made_up_for(&self, row: &CoverageRow) -> Option<&FoundSample> {
        self.made_up.iter().find(|(number, _)| *number == row.item).map(|(_, found)| found)
    }

    fn name_of(&self, entry: usize) -> &str {
        self.report.entries.get(entry).map(|entry| entry.name.as_str()).unwrap_or_default()
    }

    fn smallest_set(&self) -> Vec<&str> {
        self.report.smallest.iter().map(|entry| self.name_of(*entry)).collect()
    }

    fn counts(&self, kind: CoverageKind) -> (usize, usize) {
        let rows = self.rows.iter().filter(|row| row.kind == kind);
        let reached = rows.clone().filter(|row| row.n_samples > 0).count();
        (reached, rows.count())
    }

    fn ratio(&self, kind: CoverageKind) -> JsonValue {
        let (covered, of) = self.counts(kind);
        json!({ "covered": covered, "of": of })
    }

    fn attribute_counts(&self) -> JsonValue {
        let sent = self.rows.iter().filter(|row| row.kind == CoverageKind::Attribute).count();
        json!({ "sent": sent, "read": sent.saturating_sub(self.report.unread_attributes.len()) })
    }
}

fn kind_word(kind: CoverageKind) -> &'static str {
    match kind {
        CoverageKind::Rule => "rule",
        CoverageKind::Branch => "branch",
        CoverageKind::TableRow => "table_row",
        CoverageKind::Attribute => "attribute",
        CoverageKind::Field => "field",
    }
}

fn change_words(change: &crate::mapping::AttributeEdit) -> String {
    match &change.after {
        Some(value) => format!("{} = {value}", change.attribute),
        None => format!("no {}", change.attribute),
    }
}

fn push_list(text: &mut String, title: &str, items: &[&str]) {
    if !items.is_empty() {
        let _ = writeln!(text, "\n  {title}\n    {}", items.join(", "));
    }
}
