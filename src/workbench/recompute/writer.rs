//! Takes what the rules give for the samples of a block, row by row, and makes a block of it.

use std::sync::Arc;

use crate::mapping::{FieldOutcome, RecordRun, RunStatus, StaleRules};
use crate::project::ProjectModel;
use crate::workbench::preview::{Block, CellWriter, Cells, ReasonWriter, RuleSetBlock, RunRow};
use crate::workbench::recompute::engine::StaleSets;

/// Used again for one block after the other.
#[derive(Debug, Default)]
pub(super) struct BlockWriter {
    rule_sets: Vec<RuleSetWriter>,
    n_rows: usize,
}

#[derive(Debug, Default)]
struct RuleSetWriter {
    rows: Vec<Option<RunRow>>,
    reasons: ReasonWriter,
    /// By index in the rule set.
    rules: Vec<RuleWriter>,
}

#[derive(Debug, Default)]
struct RuleWriter {
    cells: CellWriter,
    /// How many rows were written, with those that are left out.
    n_rows: usize,
}

impl BlockWriter {
    /// Makes room for the rules of a project.
    pub fn begin(&mut self, model: &ProjectModel) {
        let rule_sets = &model.mapping.rule_sets;
        self.n_rows = 0;
        self.rule_sets.resize_with(rule_sets.len(), RuleSetWriter::default);
        for (writer, rule_set) in self.rule_sets.iter_mut().zip(rule_sets) {
            writer.rules.resize_with(rule_set.rules.len(), RuleWriter::default);
        }
    }

    /// What a whole rule set gives for the present row.
    pub fn push_run(&mut self, run: &RecordRun<'_>) {
        self.push_outcomes(run.rule_set_idx, &run.outcomes);
        self.push_verdict(run.rule_set_idx, run.status, run.reason.as_deref());
    }

    /// What rules of a rule set give for the present row.
    pub fn push_outcomes(&mut self, rule_set: usize, outcomes: &[FieldOutcome<'_>]) {
        let Some(writer) = self.rule_sets.get_mut(rule_set) else { return };
        for outcome in outcomes {
            if let Some(rule) = writer.rules.get_mut(outcome.rule_idx) {
                rule.fill_up_to(self.n_rows);
                rule.n_rows += 1;
                rule.cells.push(outcome);
            }
        }
    }

    /// Whether the record of a rule set is written for the present row.
    pub fn push_verdict(&mut self, rule_set: usize, status: RunStatus, reason: Option<&str>) {
        let Some(writer) = self.rule_sets.get_mut(rule_set) else { return };
        let reason = reason.map(|reason| writer.reasons.place_of(reason));
        writer.rows.resize(self.n_rows, None);
        writer.rows.push(Some(RunRow { status, reason }));
    }

    /// The present row is done.
    pub fn end_row(&mut self) {
        self.n_rows += 1;
    }

    /// The block. With `stale`, what was not out of date is taken from the block as it was.
    pub fn finish(&mut self, old: Option<&Block>, stale: Option<&StaleSets>) -> Block {
        let n_rows = std::mem::take(&mut self.n_rows);
        let rule_sets = self.rule_sets.iter_mut().enumerate().map(|(idx, writer)| {
            let new = writer.finish(n_rows);
            let old = old.and_then(|block| block.rule_sets.get(idx)?.as_ref());
            match (old, stale.map(|stale| stale.get(idx))) {
                (Some(old), Some(Some(stale))) if stale.is_nothing() => Some(Arc::clone(old)),
                (Some(old), Some(Some(stale))) if !stale.is_everything() => {
                    Some(Arc::new(with_old(new, old, stale)))
                }
                _ => new.rows.iter().any(Option::is_some).then(|| Arc::new(new)),
            }
        });
        Block { rule_sets: rule_sets.collect() }
    }

    /// Forgets the rows so far.
    pub fn discard(&mut self) {
        self.finish(None, None);
    }
}

/// What was run, and of the block as it was what still holds.
fn with_old(new: RuleSetBlock, old: &RuleSetBlock, stale: &StaleRules) -> RuleSetBlock {
    let mut rules = old.rules.clone();
    let mut given = new.rules.into_vec();
    for rule in stale.rule_idxs() {
        if let (Some(place), Some(given)) = (rules.get_mut(rule), given.get_mut(rule)) {
            *place = given.take();
        }
    }
    if stale.decides_status() {
        RuleSetBlock { rules, rows: new.rows, reasons: new.reasons }
    } else {
        RuleSetBlock { rules, rows: old.rows.clone(), reasons: old.reasons.clone() }
    }
}

impl RuleSetWriter {
    fn finish(&mut self, n_rows: usize) -> RuleSetBlock {
        self.rows.resize(n_rows, None);
        RuleSetBlock {
            rows: self.rows.drain(..).collect(),
            reasons: self.reasons.finish(),
            rules: self.rules.iter_mut().map(|rule| rule.finish(n_rows)).collect(),
        }
    }
}

impl RuleWriter {
    /// The rows before this one are such on which the rule does not run.
    fn fill_up_to(&mut self, row: usize) {
        while self.n_rows < row {
            self.cells.skip();
            self.n_rows += 1;
        }
    }

    /// `None` for a rule that ran on no row.
    fn finish(&mut self, n_rows: usize) -> Option<Arc<Cells>> {
        if self.n_rows == 0 {
            return None;
        }
        self.fill_up_to(n_rows);
        self.n_rows = 0;
        Some(Arc::new(self.cells.finish()))
    }
}
