//! The rows of the coverage page, made once for each state.
//!
//! Not what samples come by, which the workbench knows.

use std::sync::Arc;

use crate::mapping::RuleSet;
use crate::workbench::{CoverageKind, CoverageReport, ScriptPlace, Workbench};

/// What the coverage page shows, and what is chosen on it.
#[derive(Debug, Default)]
pub(super) struct CoverageState {
    /// The rows that fit the choice.
    pub rows: Vec<CoverageLine>,
    /// Only rows of this kind are shown.
    pub kind: Option<CoverageKind>,
    /// Rows that samples come by are shown too.
    pub shows_reached: bool,
    /// The selected row.
    pub selected: Option<usize>,
    /// A sample is being made up for this item.
    pub making: Option<usize>,
    /// How many rows there are, and how many of them no sample comes by.
    pub counts: (usize, usize),
    /// The samples that stay when those that add nothing are removed.
    pub kept: Vec<usize>,
    made_for: Option<(Arc<CoverageReport>, Option<CoverageKind>, bool)>,
}

/// A row of the page.
#[derive(Clone, Debug)]
pub(super) struct CoverageLine {
    /// What it is about.
    pub kind: CoverageKind,
    /// What it is, in words.
    pub title: String,
    /// The script, with the line and column in it where they are known.
    pub place: Option<(ScriptPlace, Option<(usize, usize)>)>,
    /// The name of the script.
    pub script: String,
    /// How many samples come by, and of how many.
    pub count: (usize, usize),
    /// What can be done about it.
    pub offer: Offer,
}

/// What can be done about a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Offer {
    /// Nothing.
    Nothing,
    /// Make up a sample that comes by this item.
    MakeSample(usize),
    /// Select this sample, the first one that comes by.
    ShowSample(usize),
    /// Add a rule for the field.
    AddRule { rule_set: usize, field: String },
}

impl CoverageState {
    /// Brings the rows up to the coverage and the choice.
    pub(super) fn renew(&mut self, workbench: &Workbench) {
        let Some(report) = workbench.coverage() else {
            *self = Self::default();
            return;
        };
        let is_same_report = self.made_for.as_ref().is_some_and(|(of, ..)| Arc::ptr_eq(of, report));
        if !is_same_report {
            self.kept = workbench.samples_to_keep();
        }
        let is_same = self.made_for.as_ref().is_some_and(|(of, kind, reached)| {
            Arc::ptr_eq(of, report) && *kind == self.kind && *reached == self.shows_reached
        });
        if is_same {
            return;
        }
        let all = lines(workbench, report);
        let is_open = |line: &CoverageLine| line.count.0 == 0 || is_unread(line);
        self.counts = (all.len(), all.iter().filter(|line| is_open(line)).count());
        self.rows = all
            .into_iter()
            .filter(|line| self.kind.is_none_or(|kind| kind == line.kind))
            .filter(|line| self.shows_reached || is_open(line))
            .collect();
        self.selected = self.selected.filter(|selected| *selected < self.rows.len());
        self.made_for = Some((Arc::clone(report), self.kind, self.shows_reached));
    }
}

/// Whether a row is about an attribute that is sent and not read.
fn is_unread(line: &CoverageLine) -> bool {
    line.kind == CoverageKind::Attribute && line.title.ends_with("is read by no script")
}

fn lines(workbench: &Workbench, report: &CoverageReport) -> Vec<CoverageLine> {
    let unread = |name: &str| report.unread_attributes.iter().any(|of| of.name == name);
    let mut lines: Vec<CoverageLine> = report
        .rows(workbench.model())
        .into_iter()
        .map(|row| {
            let is_unread = row.kind == CoverageKind::Attribute && unread(&row.title);
            let at = row.place.filter(|at| at.line > 0).map(|at| (at.line, at.column));
            let sample = || {
                let entry = report.coverage.samples_of(row.item).next()?;
                Some(report.entries.get(entry)?.sample)
            };
            let offer = match (row.kind, row.n_samples) {
                (CoverageKind::Rule | CoverageKind::Branch, 0) => Offer::MakeSample(row.item),
                (_, 0) => Offer::Nothing,
                _ => sample().map_or(Offer::Nothing, Offer::ShowSample),
            };
            CoverageLine {
                kind: row.kind,
                title: if is_unread { format!("{} is read by no script", row.title) } else { row.title },
                place: row.script.map(|script| (script, at)),
                script: row.script.and_then(|script| workbench.script_title(script)).unwrap_or_default(),
                count: (row.n_samples, row.n_of),
                offer,
            }
        })
        .collect();
    lines.extend(report.never_filled.iter().map(|field| {
        let rule_set = workbench.model().mapping.rule_sets.get(field.rule_set);
        let rule = rule_set.and_then(|set| set.rules.iter().position(|rule| rule.field == field.field));
        let place = rule.map(|rule| (ScriptPlace::Rule { rule_set: field.rule_set, rule }, None));
        let words = if field.has_rule { "is filled for no sample" } else { "has no rule" };
        CoverageLine {
            kind: CoverageKind::Field,
            title: format!("{} {words}", field.field),
            script: rule_set.map(RuleSet::title).unwrap_or_default(),
            place,
            count: (0, report.coverage.n_runs(field.rule_set)),
            offer: if field.has_rule {
                Offer::Nothing
            } else {
                Offer::AddRule { rule_set: field.rule_set, field: field.field.clone() }
            },
        }
    }));
    lines
}
