//! The places of an inserted snippet that are still to be filled in.
//!
//! Not the snippet itself, which the workbench makes.

use std::ops::Range;

use crate::gui::widgets::Editing;
use crate::workbench::language::Snippet;

/// The places that are filled in one after the other. Positions count characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SnippetStops {
    /// The places, in their order.
    stops: Vec<Range<usize>>,
    /// The one that is being filled in.
    current: usize,
    /// The length of the text when the places were right.
    length: usize,
}

impl SnippetStops {
    /// The places of a snippet that was just written into a script at a byte; `None` when there is at most
    /// one.
    pub(super) fn of(snippet: &Snippet, start: usize, script: &str) -> Option<Self> {
        let characters = |byte: usize| script.get(..start + byte).unwrap_or(script).chars().count();
        let mut stops: Vec<Range<usize>> =
            snippet.stops.iter().map(|stop| characters(stop.start)..characters(stop.end)).collect();
        if stops.is_empty() {
            return None;
        }
        let end = characters(snippet.text.len());
        if stops.last().is_none_or(|last| last.end != end) {
            stops.push(end..end);
        }
        (stops.len() > 1).then(|| Self { stops, current: 0, length: script.chars().count() })
    }

    /// Puts a snippet into a script in the place of some bytes, in lines that are indented like the one it
    /// is put into. The script, what is selected in it, in bytes, and the places.
    pub(super) fn insert(
        script: &str,
        replaces: Range<usize>,
        snippet: &Snippet,
    ) -> (String, Range<usize>, Option<Self>) {
        let before = script.get(..replaces.start).unwrap_or(script);
        let after = script.get(replaces.end..).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        let indent: String = line.chars().take_while(|character| *character == ' ').collect();
        let snippet = snippet.indented(&indent);
        let (start, end) = (before.len(), before.len() + snippet.text.len());
        let whole = [before, &snippet.text, after].concat();
        let selected = snippet.stops.first().map_or(end..end, |stop| start + stop.start..start + stop.end);
        let stops = Self::of(&snippet, start, &whole);
        (whole, selected, stops)
    }

    /// Moves the places behind what was typed since.
    pub(super) fn follow(&mut self, editing: &Editing) {
        let length = editing.text.chars().count();
        let change = length.cast_signed() - self.length.cast_signed();
        self.length = length;
        if change == 0 {
            return;
        }
        for (idx, stop) in self.stops.iter_mut().enumerate().skip(self.current) {
            if idx > self.current {
                stop.start = stop.start.saturating_add_signed(change);
            }
            stop.end = stop.end.saturating_add_signed(change).max(stop.start);
        }
    }

    /// Whether the cursor is in the place that is being filled in.
    pub(super) fn is_inside(&self, editing: &Editing) -> bool {
        let selected = editing.selected();
        self.stops
            .get(self.current)
            .is_some_and(|stop| stop.start <= selected.start && selected.end <= stop.end)
    }

    /// Goes to the next place.
    pub(super) fn next(&mut self) -> Option<Range<usize>> {
        self.current += 1;
        self.stops.get(self.current).cloned()
    }

    /// Whether there is no place behind the present one.
    pub(super) fn is_last(&self) -> bool {
        self.current + 1 >= self.stops.len()
    }
}

#[cfg(test)]
mod tests {
    use super::SnippetStops;
    use crate::gui::widgets::Editing;

    #[test]
    fn places_move_with_what_is_typed() {
        let mut stops = SnippetStops { stops: vec![2..3, 5..6, 7..7], current: 0, length: 7 };
        let editing = |text: &str, head: usize| Editing { text: text.to_owned(), anchor: head, head };
        stops.follow(&editing("f(abc, b)", 5));
        assert!(stops.is_inside(&editing("f(abc, b)", 5)));
        assert!(!stops.is_inside(&editing("f(abc, b)", 7)));
        assert_eq!(stops.next(), Some(7..8));
        stops.follow(&editing("f(abc, )", 7));
        assert_eq!(stops.next(), Some(8..8));
        assert!(stops.is_last());
    }
}
