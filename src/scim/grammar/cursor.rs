//! A reading position in the text of a filter or path.
//!
//! Not the rules of the grammar; only characters, words, limits and how a fault is told.

use crate::scim::grammar::fault::Fault;

/// The longest text that is read, in bytes.
const MOST_BYTES: usize = 64 * 1024;

/// How deep parentheses and brackets may nest.
const MOST_LEVELS: usize = 100;

/// How much of the text a fault quotes, in characters.
const QUOTED_CHARACTERS: usize = 20;

/// Whether `externalId eq 4711a` is read as if the text had quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UnquotedTexts {
    /// As the RFC has it.
    Refused,
    /// As some clients write it.
    Understood,
}

/// A text and how far it is read.
pub(crate) struct Cursor<'t> {
    text: &'t str,
    /// In bytes, always at the beginning of a character.
    offset: usize,
    level: usize,
    unquoted_texts: UnquotedTexts,
    /// What was written for each value that was read so far; `None` for a text in quotes.
    bare_values: Vec<Option<&'t str>>,
    /// The first thing that complies with the grammar and has no meaning.
    meaningless: Option<Fault>,
}

impl<'t> Cursor<'t> {
    /// The beginning of the text.
    pub fn new(text: &'t str, unquoted_texts: UnquotedTexts) -> Result<Self, Fault> {
        if text.len() > MOST_BYTES {
            let length = text.len();
            return Err(Fault::malformed(format!(
                "it has {length} bytes, and no more than {MOST_BYTES} are read"
            )));
        }
        Ok(Self { text, offset: 0, level: 0, unquoted_texts, bare_values: Vec::new(), meaningless: None })
    }

    /// What is not read yet.
    pub fn rest(&self) -> &'t str {
        self.text.get(self.offset..).unwrap_or_default()
    }

    pub fn understands_unquoted(&self) -> bool {
        self.unquoted_texts == UnquotedTexts::Understood
    }

    /// Notes how a value is written; `None` for a text in quotes.
    pub fn note_value(&mut self, written: Option<&'t str>) {
        self.bare_values.push(written);
    }

    /// How each value is written, in order.
    pub fn into_bare_values(self) -> Vec<Option<&'t str>> {
        self.bare_values
    }

    /// Passes over the next bytes, which end where a character ends.
    pub fn skip(&mut self, n_bytes: usize) {
        self.offset += n_bytes;
    }

    /// Passes over blanks; the grammar has exactly one where any number is understood.
    pub fn skip_blanks(&mut self) {
        let rest = self.rest();
        let is_blank = |character: char| matches!(character, ' ' | '\t' | '\r' | '\n' | '\u{c}');
        self.skip(rest.len() - rest.trim_start_matches(is_blank).len());
    }

    /// The characters up to the first one that does not belong.
    pub fn peek_while(&self, belongs: impl Fn(char) -> bool) -> &'t str {
        let rest = self.rest();
        let end = rest.find(|character| !belongs(character)).unwrap_or(rest.len());
        rest.get(..end).unwrap_or_default()
    }

    /// Passes over this character if it is the next one.
    pub fn take(&mut self, character: char) -> bool {
        let is_next = self.rest().starts_with(character);
        if is_next {
            self.skip(character.len_utf8());
        }
        is_next
    }

    /// Passes over this word if it is the next one, in any case.
    pub fn take_word(&mut self, word: &str) -> bool {
        let is_next = self.peek_while(is_name_character).eq_ignore_ascii_case(word);
        if is_next {
            self.skip(word.len());
        }
        is_next
    }

    /// Passes over this character and blanks after it, or says that it is missing.
    pub fn require(&mut self, character: char) -> Result<(), Fault> {
        if !self.take(character) {
            return Err(self.expected(&format!("`{character}`")));
        }
        self.skip_blanks();
        Ok(())
    }

    /// Goes into parentheses or brackets.
    pub fn descend(&mut self) -> Result<(), Fault> {
        self.level += 1;
        if self.level > MOST_LEVELS {
            let column = self.column();
            return Err(Fault::malformed(format!(
                "it nests more than {MOST_LEVELS} levels deep at column {column}"
            )));
        }
        Ok(())
    }

    /// Comes back out of them.
    pub fn ascend(&mut self) {
        self.level -= 1;
    }

    /// Something else stands here than what is expected.
    pub fn expected(&self, what: &str) -> Fault {
        Fault::malformed(format!("expected {what} at column {}, {}", self.column(), self.found()))
    }

    /// What stands here is refused for another reason than that something is expected.
    pub fn refused(&self, why: &str) -> Fault {
        Fault::malformed(format!("{why} column {}, {}", self.column(), self.found()))
    }

    /// What stands here can be read and has no meaning. It is told when the rest can be read too.
    pub fn note_meaningless(&mut self, why: &str) {
        if self.meaningless.is_none() {
            let detail = format!("{why} column {}, {}", self.column(), self.found());
            self.meaningless = Some(Fault::meaningless(detail));
        }
    }

    /// That everything is read, and that all of it has a meaning.
    pub fn require_end(&mut self, expected: &str) -> Result<(), Fault> {
        if !self.rest().is_empty() {
            return Err(self.expected(expected));
        }
        self.meaningless.take().map_or(Ok(()), Err)
    }

    /// The position, from 1, in characters.
    fn column(&self) -> usize {
        self.text.get(..self.offset).unwrap_or_default().chars().count() + 1
    }

    fn found(&self) -> String {
        let next: String = self.rest().chars().take(QUOTED_CHARACTERS).collect();
        if !next.is_empty() {
            let more = if next.len() < self.rest().len() { "…" } else { "" };
            return format!("found `{next}{more}`");
        }
        let mut last: Vec<char> = self.text.chars().rev().take(QUOTED_CHARACTERS).collect();
        last.reverse();
        match String::from_iter(last) {
            last if last.is_empty() => "found nothing".to_owned(),
            last => format!("found the end after `{last}`"),
        }
    }
}

/// `nameChar = "$" / "-" / "_" / DIGIT / ALPHA` (RFC 7643 §2.1).
pub(super) fn is_name_character(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '$' | '-' | '_')
}
