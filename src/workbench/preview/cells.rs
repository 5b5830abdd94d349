//! What one rule gives for the samples of one block, in little memory.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::mapping::{FieldOutcome, OutcomeKind};
use crate::workbench::display::display_into;
use crate::workbench::preview::reasons::ReasonWriter;

/// How many different remarks of one rule are kept for one block. The others are counted.
const MOST_REMARKS: usize = 4;

/// The outcomes of one rule for the samples of a block, with their values as they are shown.
#[derive(Clone, Debug, Default)]
pub(in crate::workbench) struct Cells {
    outcomes: Box<[Cell]>,
    /// The values after and before the run, one behind the other.
    texts: Box<str>,
    /// The different reasons.
    reasons: Box<[Box<str>]>,
    /// What was found about values and scripts.
    pub remarks: Box<[Remark]>,
    /// The findings that are not among the remarks.
    pub more_remarks: Option<MoreRemarks>,
}

/// Findings that are counted alone.
#[derive(Clone, Copy, Debug)]
pub(in crate::workbench) struct MoreRemarks {
    /// Of the first one.
    pub code: Code,
    /// The worst.
    pub severity: Severity,
    pub first_row: usize,
    pub count: usize,
}

/// One outcome.
#[derive(Clone, Copy, Debug)]
struct Cell {
    /// `None` for a sample on which the rule does not run.
    kind: Option<OutcomeKind>,
    reason: u8,
    /// The value before is the value after; it is not written a second time.
    has_same_before: bool,
    value_end: u32,
    before_end: u32,
}

/// Something that was found, with how many rows show it.
#[derive(Clone, Debug)]
pub(in crate::workbench) struct Remark {
    pub diagnostic: Diagnostic,
    pub first_row: usize,
    pub count: usize,
}

/// One outcome as it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellView<'a> {
    /// What the rule did.
    pub kind: OutcomeKind,
    /// The value after the run, in one line.
    pub value: &'a str,
    /// The value before the run, in one line; empty when there was none.
    pub before: &'a str,
    /// Why.
    pub reason: &'a str,
}

impl Cells {
    /// The outcome for a row; `None` where the rule does not run.
    pub fn get(&self, row: usize) -> Option<CellView<'_>> {
        let cell = self.outcomes.get(row)?;
        let start =
            row.checked_sub(1).and_then(|row| self.outcomes.get(row)).map_or(0, |cell| cell.before_end);
        let value = self.text(start, cell.value_end);
        let before = if cell.has_same_before { value } else { self.text(cell.value_end, cell.before_end) };
        let reason = self.reasons.get(usize::from(cell.reason)).map_or("", |reason| reason);
        Some(CellView { kind: cell.kind?, value, before, reason })
    }

    /// What the rule did in a row; `None` where it does not run.
    pub fn kind(&self, row: usize) -> Option<OutcomeKind> {
        self.outcomes.get(row)?.kind
    }

    fn text(&self, start: u32, end: u32) -> &str {
        self.texts.get(start as usize..end as usize).unwrap_or_default()
    }
}

/// Takes the outcomes of one rule row by row. Used again for one block after the other.
#[derive(Debug, Default)]
pub(in crate::workbench) struct CellWriter {
    cells: Vec<Cell>,
    texts: String,
    reasons: ReasonWriter,
    remarks: Vec<Remark>,
    more_remarks: Option<MoreRemarks>,
}

impl CellWriter {
    /// The next row is one on which the rule does not run.
    pub fn skip(&mut self) {
        let end = self.texts.len() as u32;
        let cell = Cell { kind: None, reason: 0, has_same_before: false, value_end: end, before_end: end };
        self.cells.push(cell);
    }

    /// The outcome of the next row.
    pub fn push(&mut self, outcome: &FieldOutcome<'_>) {
        let row = self.cells.len();
        let start = self.texts.len();
        display_into(&mut self.texts, outcome.value);
        let value_end = self.texts.len();
        display_into(&mut self.texts, outcome.before);
        let bytes = self.texts.as_bytes();
        let has_same_before = bytes.get(start..value_end) == bytes.get(value_end..);
        if has_same_before {
            self.texts.truncate(value_end);
        }
        let cell = Cell {
            kind: Some(outcome.outcome),
            reason: self.reasons.place_of(&outcome.reason()),
            has_same_before,
            value_end: value_end as u32,
            before_end: self.texts.len() as u32,
        };
        self.cells.push(cell);
        for diagnostic in outcome.diagnostics() {
            self.remark(row, diagnostic);
        }
    }

    fn remark(&mut self, row: usize, diagnostic: Diagnostic) {
        if let Some(known) = self.remarks.iter_mut().find(|known| {
            known.diagnostic.code == diagnostic.code && known.diagnostic.message == diagnostic.message
        }) {
            known.count += 1;
        } else if self.remarks.len() < MOST_REMARKS {
            self.remarks.push(Remark { diagnostic, first_row: row, count: 1 });
        } else {
            let Diagnostic { code, severity, .. } = diagnostic;
            let more =
                self.more_remarks.get_or_insert(MoreRemarks { code, severity, first_row: row, count: 0 });
            more.count += 1;
            more.severity = more.severity.max(severity);
        }
    }

    /// The outcomes so far; the writer is empty afterwards.
    pub fn finish(&mut self) -> Cells {
        let cells = Cells {
            outcomes: self.cells.as_slice().into(),
            texts: self.texts.as_str().into(),
            reasons: self.reasons.finish(),
            remarks: self.remarks.drain(..).collect(),
            more_remarks: self.more_remarks.take(),
        };
        self.cells.clear();
        self.texts.clear();
        cells
    }
}
