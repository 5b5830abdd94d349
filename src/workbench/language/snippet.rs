//! A text to insert, with places to fill in.

use std::ops::Range;

/// A text that is inserted at once, and the places in it that are filled in one after the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The whole text.
    pub text: String,
    /// What is selected after the insertion, then at each step to the next place, in bytes of the text
    /// and in order. Empty: the cursor goes behind the text.
    pub stops: Vec<Range<usize>>,
}

impl Snippet {
    /// A text without places to fill in.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), stops: Vec::new() }
    }

    /// The snippet that is written with `‹` and `›` around each place: `before(‹separator›)`. Between
    /// them stands what is selected; nothing there is a place for the cursor.
    pub fn parse(pattern: &str) -> Self {
        let mut snippet = Self::default();
        for (idx, piece) in pattern.split('‹').enumerate() {
            let Some((place, rest)) = piece.split_once('›').filter(|_| idx > 0) else {
                snippet.text.push_str(piece);
                continue;
            };
            let start = snippet.text.len();
            snippet.text.push_str(place);
            snippet.stops.push(start..snippet.text.len());
            snippet.text.push_str(rest);
        }
        snippet
    }

    /// The same in lines that start with `indent`, but for the first one.
    #[must_use]
    pub fn indented(&self, indent: &str) -> Self {
        let shift = |offset: usize| {
            let before = self.text.get(..offset).unwrap_or_default();
            offset + before.matches('\n').count() * indent.len()
        };
        Self {
            text: self.text.replace('\n', &format!("\n{indent}")),
            stops: self.stops.iter().map(|stop| shift(stop.start)..shift(stop.end)).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Snippet;

    #[test]
    fn places_are_marked_by_angles() {
        let snippet = Snippet::parse("f(‹a›,\n  ‹›)");
        assert_eq!(snippet.text, "f(a,\n  )");
        assert_eq!(snippet.stops, [2..3, 7..7]);
        let indented = snippet.indented("    ");
        assert_eq!(indented.text, "f(a,\n      )");
        assert_eq!(indented.stops, [2..3, 11..11]);
        assert_eq!(Snippet::parse("a › b"), Snippet::plain("a › b"));
    }
}
