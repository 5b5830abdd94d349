//! The scanner: where a value ends, also when it is broken.
//!
//! Not a check of the grammar: a text that is scanned may still not be JSON.

use std::ops::Range;

/// How far a value reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Extent {
    /// The offset after its last byte.
    pub end: usize,
    /// How many brackets are open at its deepest place; 0 for text, numbers and words.
    pub depth: usize,
    /// False when the closing bracket or quote is missing.
    pub closed: bool,
}

/// Something that JSON does not allow at this place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// The offset of the first byte that is wrong, or of the end of the text.
    pub at: usize,
    /// What is wrong, as the end of a sentence.
    pub reason: String,
    /// True when the text simply ends too early.
    pub is_cut: bool,
}

impl Fault {
    pub(crate) fn new(at: usize, reason: impl Into<String>) -> Self {
        Self { at, reason: reason.into(), is_cut: false }
    }

    pub(crate) fn cut(at: usize) -> Self {
        Self { at, reason: "the text ends too early".to_owned(), is_cut: true }
    }
}

/// The offset of the first byte at or after `at` that is not white space.
pub(crate) fn skip_blank(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = at;
    while bytes.get(at).is_some_and(|&byte| is_blank(byte)) {
        at += 1;
    }
    at
}

/// The text without white space at its end. Other blank characters are none in JSON.
pub(crate) fn trim_blank_end(text: &str) -> &str {
    text.trim_end_matches([' ', '\t', '\n', '\r'])
}

/// The extent of the value that begins at `start`, which must be its first byte. Always at least
/// one byte unless the text ends there.
///
/// Brackets in strings do not count, and a string ends with its line at the latest. A `{` where a
/// member is expected means that a closing bracket is missing: if it belongs to the value itself,
/// the value ends there.
pub(crate) fn value_extent(text: &str, start: usize) -> Extent {
    let bytes = text.as_bytes();
    match bytes.get(start) {
        None => Extent { end: start, depth: 0, closed: false },
        Some(b'"') => {
            let (end, closed) = string_end(bytes, start);
            Extent { end, depth: 0, closed }
        }
        Some(b'{' | b'[') => Matcher::new(bytes).run(start),
        Some(_) => Extent { end: scalar_end(bytes, start).max(start + 1), depth: 0, closed: true },
    }
}

/// The text of the key whose quotes are included in `range`, with its escapes resolved.
pub(crate) fn decoded_key(text: &str, range: &Range<usize>) -> String {
    let quoted = text.get(range.clone()).unwrap_or_default();
    serde_json::from_str(quoted).unwrap_or_else(|_| quoted.trim_matches('"').to_owned())
}

pub(crate) fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// The offset after the string that begins at `start`, and whether its closing quote is there.
fn string_end(bytes: &[u8], start: usize) -> (usize, bool) {
    let mut at = start + 1;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => return (at + 1, true),
            b'\n' => return (at, false),
            b'\\' if bytes.get(at + 1).is_some_and(|&next| next != b'\n') => at += 2,
            _ => at += 1,
        }
    }
    (bytes.len(), false)
}

/// The offset after a number or word; what ends it is ASCII, so it is a character boundary.
fn scalar_end(bytes: &[u8], start: usize) -> usize {
    bytes[start..]
        .iter()
        .position(|&byte| is_blank(byte) || b"{}[],:\"".contains(&byte))
        .map_or(bytes.len(), |length| start + length)
}

/// What the grammar wants next inside the innermost open bracket.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Awaiting {
    Key,
    Colon,
    Value,
    Comma,
}

/// What one bracket did.
enum Step {
    GoOn,
    /// The value ended with this bracket.
    Closed,
    /// This bracket does not belong to the value any more.
    Foreign,
}

struct Matcher<'text> {
    bytes: &'text [u8],
    open: Vec<u8>,
    /// How many of `open` are `{`.
    n_braces: usize,
    deepest: usize,
    awaiting: Awaiting,
}

impl<'text> Matcher<'text> {
    fn new(bytes: &'text [u8]) -> Self {
        Self { bytes, open: Vec::new(), n_braces: 0, deepest: 0, awaiting: Awaiting::Value }
    }

    fn run(mut self, start: usize) -> Extent {
        let mut at = start;
        while let Some(&byte) = self.bytes.get(at) {
            let step = match byte {
                b'"' => {
                    at = string_end(self.bytes, at).0 - 1;
                    self.after_scalar()
                }
                b'{' | b'[' => self.open_bracket(byte),
                b'}' => self.close_brace(at),
                b']' => self.close_square(at),
                b',' => self.after_comma(),
                b':' => self.await_next(Awaiting::Value),
                _ if is_blank(byte) => Step::GoOn,
                _ => {
                    at = scalar_end(self.bytes, at) - 1;
                    self.after_scalar()
                }
            };
            match step {
                Step::GoOn => at += 1,
                Step::Closed => return self.extent(at + 1, true),
                Step::Foreign => return self.extent(at, false),
            }
        }
        self.extent(self.bytes.len(), false)
    }

    fn extent(&self, end: usize, closed: bool) -> Extent {
        Extent { end, depth: self.deepest, closed }
    }

    fn await_next(&mut self, awaiting: Awaiting) -> Step {
        self.awaiting = awaiting;
        Step::GoOn
    }

    fn after_scalar(&mut self) -> Step {
        let awaiting = if self.awaiting == Awaiting::Key { Awaiting::Colon } else { Awaiting::Comma };
        self.await_next(awaiting)
    }

    fn after_comma(&mut self) -> Step {
        let in_object = self.open.last() == Some(&b'{');
        self.await_next(if in_object { Awaiting::Key } else { Awaiting::Value })
    }

    fn open_bracket(&mut self, bracket: u8) -> Step {
        if bracket == b'{' && matches!(self.awaiting, Awaiting::Key | Awaiting::Comma) {
            while self.open.last() == Some(&b'{') {
                self.pop();
            }
            if self.open.is_empty() {
                return Step::Foreign;
            }
        }
        self.open.push(bracket);
        self.n_braces += usize::from(bracket == b'{');
        self.deepest = self.deepest.max(self.open.len());
        self.await_next(if bracket == b'{' { Awaiting::Key } else { Awaiting::Value })
    }

    /// A `}` inside an array: one too many when `]` follows, otherwise the `]` is missing.
    fn close_brace(&mut self, at: usize) -> Step {
        let is_in_array = self.open.last() == Some(&b'[');
        if is_in_array && (self.n_braces == 0 || self.is_followed_by(at, b"]")) {
            return Step::GoOn;
        }
        self.close(b'{')
    }

    /// A `]` inside an object: one too many when the next element follows, otherwise the `}` is
    /// missing, perhaps that of the value itself.
    fn close_square(&mut self, at: usize) -> Step {
        if self.n_braces < self.open.len() {
            return self.close(b'[');
        }
        if self.is_followed_by(at, b"},{") { Step::GoOn } else { Step::Foreign }
    }

    fn is_followed_by(&self, at: usize, expected: &[u8]) -> bool {
        let rest = self.bytes.get(at + 1..).unwrap_or_default().iter();
        rest.filter(|&&byte| !is_blank(byte)).take(expected.len()).eq(expected)
    }

    fn pop(&mut self) -> Option<u8> {
        let open = self.open.pop()?;
        self.n_braces -= usize::from(open == b'{');
        Some(open)
    }

    /// Closes up to the innermost `opener`; brackets in between were never closed.
    fn close(&mut self, opener: u8) -> Step {
        while let Some(open) = self.pop() {
            if open == opener {
                break;
            }
        }
        if self.open.is_empty() { Step::Closed } else { self.await_next(Awaiting::Comma) }
    }
}

#[cfg(test)]
mod tests {
    use super::{Extent, value_extent};

    #[track_caller]
    fn check(text: &str, value: &str, closed: bool) {
        let extent = value_extent(text, 0);
        assert_eq!((&text[..extent.end], extent.closed), (value, closed));
    }

    #[test]
    fn a_value_ends_with_its_closing_bracket() {
        check(r#"{"a": "}"}, 1"#, r#"{"a": "}"}"#, true);
        check(r#""a\"b", 1"#, r#""a\"b""#, true);
        check("[[], {}] ", "[[], {}]", true);
        check("12, 3", "12", true);
        check("true}", "true", true);
        check(r#"{"a": [1, 2"#, r#"{"a": [1, 2"#, false);
    }

    #[test]
    fn a_missing_bracket_ends_the_value_at_its_neighbour() {
        check(r#"{"a": 1, {"a": 2}]"#, r#"{"a": 1, "#, false);
        check("{\"a\": \"x\n{\"a\": 2}]", "{\"a\": \"x\n", false);
        check(r#"{"n": {"g": 1, {"a": 2}]"#, r#"{"n": {"g": 1, "#, false);
        check(r#"{"a": 1]"#, r#"{"a": 1"#, false);
        check(r#"{"e": [{"v": 1, {"v": 2}], "u": 1}, 2"#, r#"{"e": [{"v": 1, {"v": 2}], "u": 1}"#, true);
        check(r#"{"e": [{"v": 1}, "u": 1}, {}]"#, r#"{"e": [{"v": 1}, "u": 1}"#, true);
        check(r#"{"e": [{"v": 1}}], "u": 1}, {}]"#, r#"{"e": [{"v": 1}}], "u": 1}"#, true);
    }

    #[test]
    fn depth_counts_the_open_brackets() {
        assert_eq!(value_extent("[[{}], 1]", 0), Extent { end: 9, depth: 3, closed: true });
        let deep = "[".repeat(100_000);
        assert_eq!(value_extent(&deep, 0), Extent { end: 100_000, depth: 100_000, closed: false });
    }
}
