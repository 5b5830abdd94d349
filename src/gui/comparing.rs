//! Two mappings that are held against each other in the window.
//!
//! Not what differs between them, which the workbench says.

use crate::gui::panels::{language_of, side_rows};
use crate::gui::widgets::{Language, SideRow};
use crate::workbench::{ChangeMark, Comparison, ComparisonTitle};

/// What is chosen in the dialog that asks for two mappings.
#[derive(Clone, Debug)]
pub(super) struct CompareChoice {
    /// What can be chosen.
    pub sides: Vec<ComparisonTitle>,
    /// The older one.
    pub before: usize,
    /// The newer one.
    pub after: usize,
}

/// A comparison that is looked at.
#[derive(Debug)]
pub(super) struct Comparing {
    /// What differs.
    pub comparison: Comparison,
    /// Only this is shown.
    pub mark: Option<ChangeMark>,
    /// Only what has this in it is shown.
    pub filter: String,
    /// The rows that are shown, by index.
    pub shown: Vec<usize>,
    /// The selected row, by its place among those that are shown.
    pub selected: usize,
    /// The list is scrolled to it.
    pub scrolled: Option<usize>,
    /// The texts of the selected row.
    pub rows: Vec<SideRow>,
    pub language: Language,
    made_for: Option<(Option<ChangeMark>, String, usize)>,
}

impl Comparing {
    pub(super) fn new(comparison: Comparison) -> Self {
        Self {
            comparison,
            mark: None,
            filter: String::new(),
            shown: Vec::new(),
            selected: 0,
            scrolled: None,
            rows: Vec::new(),
            language: Language::Plain,
            made_for: None,
        }
    }

    /// Brings rows and texts up to what is chosen.
    pub(super) fn renew(&mut self) {
        let lower = self.filter.trim().to_lowercase();
        let key = (self.mark, lower.clone(), self.selected);
        if self.made_for.as_ref() == Some(&key) {
            return;
        }
        let all = self.comparison.rows.iter().enumerate();
        let fits = all.filter(|(_, row)| self.mark.is_none_or(|mark| row.mark == mark) && row.has(&lower));
        self.shown = fits.map(|(idx, _)| idx).collect();
        self.selected = self.selected.min(self.shown.len().saturating_sub(1));
        let row = self.shown.get(self.selected).and_then(|idx| self.comparison.rows.get(*idx));
        let pair = row.map(|row| row.texts(&self.comparison.changes));
        self.rows = pair.as_ref().map(side_rows).unwrap_or_default();
        self.language = pair.map_or(Language::Plain, |pair| language_of(pair.kind));
        self.made_for = Some((self.mark, lower, self.selected));
    }

    /// Goes to another difference.
    pub(super) fn step(&mut self, step: isize) {
        let last = self.shown.len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(step).min(last);
    }

    /// How many rows have a mark.
    pub(super) fn count(&self, mark: ChangeMark) -> usize {
        self.comparison.rows.iter().filter(|row| row.mark == mark).count()
    }
}
