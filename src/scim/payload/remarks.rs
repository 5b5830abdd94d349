//! The diagnostics of one file: positions in its text, and a limit to their number.
//!
//! Not what is said; each reader writes its own messages.

use std::cmp::Reverse;

use crate::diagnostic::json_text::Cursor;
use crate::diagnostic::{Code, Diagnostic, Place, Severity};

/// How many diagnostics of one file are listed.
pub(crate) const MOST_REMARKS: usize = 100;

/// Collects the diagnostics of one file. When there are too many, those of lower severity make room
/// for errors and the rest is counted.
pub(crate) struct Remarks<'text> {
    file: &'text str,
    text: &'text str,
    /// Where the entry begins that is being read.
    cursor: Cursor,
    kept: Vec<Diagnostic>,
    /// The number of those that are not listed, and the worst of them.
    n_dropped: usize,
    worst_dropped: Option<(Severity, Code)>,
}

impl<'text> Remarks<'text> {
    pub fn new(file: &'text str, text: &'text str, first_line: usize) -> Self {
        let cursor = Cursor::at_line(first_line);
        Self { file, text, cursor, kept: Vec::new(), n_dropped: 0, worst_dropped: None }
    }

    /// Goes on to the entry at `offset`, which is not before the last one, and gives its line.
    pub fn enter(&mut self, offset: usize) -> usize {
        self.cursor = self.cursor.moved_to(self.text, offset);
        self.cursor.line
    }

    /// The line of an offset of the text.
    pub fn line_of(&self, offset: usize) -> usize {
        self.cursor.moved_to(self.text, offset).line
    }

    /// Whether nothing was remarked so far.
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// Whether there is already a diagnostic of this kind.
    pub fn has(&self, code: Code) -> bool {
        self.kept.iter().any(|kept| kept.code == code)
    }

    /// Adds a diagnostic about the `length` characters at `offset`.
    pub fn add(&mut self, diagnostic: Diagnostic, offset: usize, length: usize) {
        self.add_found(diagnostic, length, || offset);
    }

    /// The same where finding the offset takes time; it is only looked for when it is needed.
    pub fn add_found(&mut self, diagnostic: Diagnostic, length: usize, find_offset: impl FnOnce() -> usize) {
        if self.kept.len() >= MOST_REMARKS && !self.make_room(&diagnostic) {
            return;
        }
        let span = self.cursor.moved_to(self.text, find_offset()).span(length);
        self.kept.push(diagnostic.at(Place::in_file(self.file, Some(span))));
    }

    /// Adds a diagnostic about the file as a whole.
    pub fn add_to_file(&mut self, diagnostic: Diagnostic) {
        if self.kept.len() < MOST_REMARKS || self.make_room(&diagnostic) {
            self.kept.push(diagnostic.in_file(self.file));
        }
    }

    /// All diagnostics in the order they were found, with one more that counts the rest.
    pub fn finish(mut self) -> Vec<Diagnostic> {
        if let Some((severity, code)) = self.worst_dropped {
            let message = format!("{} more remarks on this file are not listed", self.n_dropped);
            self.kept.push(Diagnostic::new(code, severity, message).in_file(self.file));
        }
        self.kept
    }

    /// Drops either the last one of the lowest severity, if `newcomer` is worse, or the newcomer.
    fn make_room(&mut self, newcomer: &Diagnostic) -> bool {
        let mildest = self
            .kept
            .iter()
            .enumerate()
            .filter(|(_, kept)| kept.severity < newcomer.severity)
            .min_by_key(|(position, kept)| (kept.severity, Reverse(*position)));
        let Some((position, _)) = mildest else {
            self.count_dropped(newcomer.severity, newcomer.code);
            return false;
        };
        let dropped = self.kept.remove(position);
        self.count_dropped(dropped.severity, dropped.code);
        true
    }

    fn count_dropped(&mut self, severity: Severity, code: Code) {
        self.n_dropped += 1;
        if self.worst_dropped.is_none_or(|(worst, _)| worst < severity) {
            self.worst_dropped = Some((severity, code));
        }
    }
}
