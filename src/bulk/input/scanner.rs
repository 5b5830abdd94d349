//! Where a JSON value ends, found without reading it.
//!
//! Not a check of its syntax: that is done by whoever reads the value.

use memchr::memchr3;

/// The member of a list response that holds the resources.
const LIST_MEMBER: &[u8] = b"Resources";

/// How many brackets may be open; text with more is broken here.
const MOST_OPEN: usize = 100_000;

/// Follows the brackets and quotes of one value, which may come in several parts.
#[derive(Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a state of its own")]
pub(super) struct ValueScanner {
    open: Vec<u8>,
    position: usize,
    is_in_text: bool,
    /// A list response is looked for.
    finds_lists: bool,
    /// The next text is the name of a member of the value itself.
    expects_name: bool,
    name_start: Option<usize>,
    /// The name was that of the member with the resources.
    is_list_next: bool,
}

/// How far a scan came. Offsets count from the start of the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scan {
    /// The value goes on behind the text.
    Open,
    /// The value ends before this offset.
    Closed(usize),
    /// The brackets do not match, or a text goes over the end of its line, at this offset.
    Broken(usize),
    /// The value is an object whose `Resources` are the array at this offset.
    List(usize),
}

impl ValueScanner {
    /// For a value that begins with a bracket.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same, which also finds list responses.
    pub fn with_lists() -> Self {
        Self { finds_lists: true, ..Self::default() }
    }

    /// For the rest of an object, behind one of its members.
    pub fn rest_of_object() -> Self {
        Self { open: vec![b'{'], ..Self::default() }
    }

    /// Goes on where the last scan came to; `value` is the text from the start of the value.
    pub fn scan(&mut self, value: &[u8]) -> Scan {
        while let Some(&byte) = value.get(self.position) {
            if self.is_in_text {
                match self.scan_text(value) {
                    None => {}
                    Some(scan) => return scan,
                }
                continue;
            }
            if let Some(scan) = self.scan_byte(byte) {
                return scan;
            }
            self.position += 1;
        }
        Scan::Open
    }

    /// Says that the text before the position is gone, and gives its length.
    pub fn forget(&mut self) -> usize {
        self.name_start = None;
        self.expects_name = false;
        std::mem::take(&mut self.position)
    }

    fn scan_byte(&mut self, byte: u8) -> Option<Scan> {
        match byte {
            b'"' => {
                self.is_in_text = true;
                self.name_start = self.expects_name.then_some(self.position + 1);
                self.is_list_next = false;
            }
            b'[' if self.is_list_next => return Some(Scan::List(self.position)),
            b'{' | b'[' => {
                if self.open.len() >= MOST_OPEN {
                    return Some(Scan::Broken(self.position));
                }
                self.open.push(byte);
                self.begin_part();
            }
            b'}' | b']' => {
                let opening = if byte == b'}' { b'{' } else { b'[' };
                if self.open.pop() != Some(opening) {
                    return Some(Scan::Broken(self.position));
                }
                if self.open.is_empty() {
                    return Some(Scan::Closed(self.position + 1));
                }
                self.expects_name = false;
            }
            b',' => self.begin_part(),
            b':' | b' ' | b'\t' | b'\r' | b'\n' => {}
            _ => self.is_list_next = false,
        }
        None
    }

    fn begin_part(&mut self) {
        self.expects_name = self.finds_lists && self.open == [b'{'];
        self.is_list_next = false;
    }

    /// Goes on inside of a text.
    fn scan_text(&mut self, value: &[u8]) -> Option<Scan> {
        let rest = value.get(self.position..).unwrap_or_default();
        let Some(length) = memchr3(b'"', b'\\', b'\n', rest) else {
            self.position = value.len();
            return Some(Scan::Open);
        };
        self.position += length;
        match value.get(self.position) {
            Some(b'"') => {
                let name = self.name_start.take().and_then(|start| value.get(start..self.position));
                self.is_list_next = name.is_some_and(|name| name.eq_ignore_ascii_case(LIST_MEMBER));
                self.expects_name = false;
                self.is_in_text = false;
                self.position += 1;
                None
            }
            Some(b'\\') if self.position + 1 < value.len() => {
                self.position += 2;
                None
            }
            Some(b'\\') => Some(Scan::Open),
            _ => Some(Scan::Broken(self.position)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Scan, ValueScanner};

    /// The same must come out however the text is cut into parts.
    #[track_caller]
    fn check(text: &str, expected: Scan) {
        for step in [1, 2, 3, text.len()] {
            let mut scanner = ValueScanner::with_lists();
            let mut end = 0;
            let mut scan = Scan::Open;
            while scan == Scan::Open && end < text.len() {
                end = (end + step).min(text.len());
                scan = scanner.scan(&text.as_bytes()[..end]);
            }
            assert_eq!(scan, expected, "{text} in steps of {step}");
        }
    }

    #[test]
    fn the_end_of_a_value_is_found() {
        check(r#"{"a": [1, {"b": "}"}]} {"#, Scan::Closed(22));
        check(r#"{"a": "\"}\\"}"#, Scan::Closed(14));
        check("[]", Scan::Closed(2));
        check(r#"{"a": "x"#, Scan::Open);
        check(r#"{"a": ["#, Scan::Open);
        check(r#"{"a": [1}"#, Scan::Broken(8));
        check("{\"a\": \"x\n\"}", Scan::Broken(8));
    }

    #[test]
    fn resources_of_the_value_itself_are_found() {
        check(r#"{"schemas": ["x"], "resources" : [{}]}"#, Scan::List(33));
        check(r#"{"Resources":[]}"#, Scan::List(13));
        check(r#"{"a": {"Resources": []}}"#, Scan::Closed(24));
        check(r#"{"a": "Resources", "b": []}"#, Scan::Closed(27));
        check(r#"{"Resources": {"x": []}}"#, Scan::Closed(24));
        check(r#"[{"Resources": []}]"#, Scan::Closed(19));
        check(r#"["Resources", []]"#, Scan::Closed(17));
    }
}
