//! The members of an object and the elements of an array, one after the other, also when some are
//! broken.
//!
//! Not their values: those are read by whoever walks here, or skipped.

use std::ops::Range;

use crate::diagnostic::json_text::scan::{Extent, Fault, decoded_key, skip_blank, value_extent};

/// One step of the walk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Item {
    /// A member or element.
    Part(Part),
    /// Something that does not belong there; the walk goes on behind it.
    Fault(Fault),
}

/// A member or element, by its place in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// The key with its quotes; `None` in an array.
    pub key: Option<Range<usize>>,
    /// The offset of the value's first byte.
    pub start: usize,
    /// How far the value reaches.
    pub extent: Extent,
}

impl Part {
    /// The key with its escapes resolved, empty in an array.
    pub fn name(&self, text: &str) -> String {
        self.key.as_ref().map(|range| decoded_key(text, range)).unwrap_or_default()
    }

    /// Where the value stands.
    pub fn range(&self) -> Range<usize> {
        self.start..self.extent.end
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    First,
    AfterComma,
    AfterValue,
    Done,
}

/// Walks over one object or array. Ends after its closing bracket or with the text.
pub(crate) struct Items<'text> {
    text: &'text str,
    at: usize,
    closer: u8,
    state: State,
}

impl<'text> Items<'text> {
    /// A walk over the container whose opening bracket is at `start`.
    pub fn new(text: &'text str, start: usize) -> Self {
        let closer = if text.as_bytes().get(start) == Some(&b'{') { b'}' } else { b']' };
        Self { text, at: (start + 1).min(text.len()), closer, state: State::First }
    }

    /// The offset after what was walked over so far.
    pub fn offset(&self) -> usize {
        self.at
    }

    /// Goes on at `offset`, where the value of the last part ends in truth.
    pub fn resume_after(&mut self, offset: usize) {
        self.at = offset;
        self.state = State::AfterValue;
    }

    /// Goes on at `offset`, where a new element begins.
    pub fn resume_at(&mut self, offset: usize) {
        self.at = offset;
        self.state = State::AfterComma;
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn fault(&self, reason: &str) -> Item {
        Item::Fault(Fault::new(self.at, reason))
    }

    fn finish(&mut self) {
        self.state = State::Done;
    }

    /// Steps over `,` and reports a second one in a row.
    fn comma(&mut self) -> Option<Item> {
        let extra = self.state != State::AfterValue;
        let item = extra.then(|| self.fault("a comma without a value before it"));
        self.at += 1;
        self.state = State::AfterComma;
        item
    }

    fn close(&mut self) -> Option<Item> {
        let item = (self.state == State::AfterComma).then(|| self.fault("a comma before the end"));
        self.at += 1;
        self.finish();
        item
    }

    /// Steps over something that cannot stand here.
    fn stray(&mut self) -> Item {
        let item = self.fault("something that does not belong here");
        self.at = value_extent(self.text, self.at).end;
        self.recover();
        item
    }

    /// After a fault: goes to the next comma or the closing bracket, or to the next thing that can
    /// be an element.
    fn recover(&mut self) {
        self.state = State::AfterValue;
        loop {
            self.at = skip_blank(self.text, self.at);
            match self.byte() {
                None | Some(b',') => return,
                Some(byte) if byte == self.closer => return,
                Some(b'{' | b'[') if self.closer == b']' => {
                    self.state = State::AfterComma;
                    return;
                }
                Some(_) => self.at = value_extent(self.text, self.at).end,
            }
        }
    }

    fn part(&mut self) -> Item {
        let key = if self.closer == b'}' {
            match self.key() {
                Ok(key) => Some(key),
                Err(fault) => return fault,
            }
        } else {
            None
        };
        let start = self.at;
        let extent = value_extent(self.text, start);
        self.at = extent.end;
        self.state = State::AfterValue;
        Item::Part(Part { key, start, extent })
    }

    /// Reads `"key" :` and stops at the value.
    fn key(&mut self) -> Result<Range<usize>, Item> {
        if self.byte() != Some(b'"') {
            let fault = self.fault("a key in double quotes is missing");
            self.recover();
            return Err(fault);
        }
        let key = self.at..value_extent(self.text, self.at).end;
        self.at = skip_blank(self.text, key.end);
        if self.byte() == Some(b':') {
            self.at = skip_blank(self.text, self.at + 1);
        } else if self.byte().is_some() {
            let fault = self.fault("a colon is missing");
            self.recover();
            return Err(fault);
        }
        match self.byte() {
            None => {
                self.finish();
                Err(Item::Fault(Fault::cut(self.at)))
            }
            Some(b',' | b'}' | b']') => {
                self.state = State::AfterValue;
                Err(self.fault("a value is missing"))
            }
            Some(_) => Ok(key),
        }
    }

    /// Behind a value something else than `,` or the closing bracket follows: where that can be the
    /// next item, only the comma is missing.
    fn missing_comma(&mut self, byte: u8) -> Item {
        let begins_item = if self.closer == b'}' { byte == b'"' } else { b"{[\"".contains(&byte) };
        if begins_item {
            self.state = State::AfterComma;
            return self.fault("a comma is missing");
        }
        self.stray()
    }
}

impl Iterator for Items<'_> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        while self.state != State::Done {
            self.at = skip_blank(self.text, self.at);
            let item = match self.byte() {
                None => {
                    self.finish();
                    Some(Item::Fault(Fault::cut(self.at)))
                }
                Some(b',') => self.comma(),
                Some(byte) if byte == self.closer => self.close(),
                Some(b'}' | b']' | b':') => Some(self.stray()),
                Some(byte) if self.state == State::AfterValue => Some(self.missing_comma(byte)),
                Some(_) => Some(self.part()),
            };
            if item.is_some() {
                return item;
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::{Item, Items};

    /// The parts as `key=value`, faults as `!reason`.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let shown: Vec<String> = Items::new(text, 0)
            .map(|item| match item {
                Item::Part(part) if part.key.is_some() => {
                    format!("{}={}", part.name(text), &text[part.range()])
                }
                Item::Part(part) => text[part.range()].to_owned(),
                Item::Fault(fault) => format!("!{} {}", fault.at, fault.reason),
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn whole_containers() {
        check("[]", &[]);
        check("[1, \"a\", {\"b\": []}] 5", &["1", "\"a\"", "{\"b\": []}"]);
        check(r#"{"a": 1, "b\u0041": {"c": 2}}"#, &["a=1", r#"bA={"c": 2}"#]);
    }

    #[test]
    fn broken_containers() {
        check("[1,, 2]", &["1", "!3 a comma without a value before it", "2"]);
        check("[1, 2,]", &["1", "2", "!6 a comma before the end"]);
        check("[{} {}]", &["{}", "!4 a comma is missing", "{}"]);
        check("[{}}, {}]", &["{}", "!3 something that does not belong here", "{}"]);
        check("[{}, {", &["{}", "{", "!6 the text ends too early"]);
        check("[{} ]x, {}", &["{}"]);
        check("[{} x y {}]", &["{}", "!4 something that does not belong here", "{}"]);
        check(r#"{"a" 1, "b": 2}"#, &["!5 a colon is missing", "b=2"]);
        check(r#"{a: 1, "b": 2}"#, &["!1 a key in double quotes is missing", "b=2"]);
        check(r#"{"a": , "b": 2}"#, &["!6 a value is missing", "b=2"]);
        check(r#"{"a": 1 "b": 2}"#, &["a=1", "!8 a comma is missing", "b=2"]);
        check(r#"{"a""#, &["!4 the text ends too early"]);
        check(r#"{"a": 1"#, &["a=1", "!7 the text ends too early"]);
    }
}
