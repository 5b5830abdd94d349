//! A walk over JSON text from left to right that checks all of it and builds only what is asked for.
//!
//! Strict as RFC 8259: what is skipped must be JSON too. Numbers other than short whole ones are read
//! by `serde_json`. Whoever walks bounds the nesting.

use serde_json::Number;

use crate::value::escape::{next_special, unescaped};
use crate::value::{Arena, ReadError, Value};

/// A place in a JSON text.
#[derive(Debug)]
pub(crate) struct JsonScanner<'a> {
    text: &'a str,
    at: usize,
    arena: &'a Arena,
    has_line_breaks: bool,
}

/// The most digits of which every whole number fits 64 bits.
const SAFE_DIGITS: usize = 18;

impl<'a> JsonScanner<'a> {
    /// The beginning of a text. Texts with escapes are kept in the arena, others are borrowed.
    pub fn new(text: &'a str, arena: &'a Arena) -> Self {
        Self { text, at: 0, arena, has_line_breaks: false }
    }

    /// Whether a line break was passed over.
    pub fn has_line_breaks(&self) -> bool {
        self.has_line_breaks
    }

    /// The first byte of what comes next, behind white space.
    ///
    /// # Errors
    /// The text ends.
    #[inline]
    pub fn peek(&mut self) -> Result<u8, ReadError> {
        match self.byte() {
            Some(byte) if byte > b' ' => Ok(byte),
            _ => self.peek_behind_blanks(),
        }
    }

    /// Steps over an opening bracket, which `peek` saw.
    #[inline]
    pub fn open(&mut self) {
        self.at += 1;
    }

    /// The name of the next member of the object that was opened, with the scanner at its value;
    /// `None` behind the closing bracket.
    ///
    /// # Errors
    /// Neither is there.
    #[inline]
    pub fn next_member(&mut self, is_first: bool) -> Result<Option<&'a str>, ReadError> {
        match self.peek()? {
            b'}' => {
                self.at += 1;
                return Ok(None);
            }
            b',' if !is_first => {
                self.at += 1;
                if self.peek()? != b'"' {
                    return Err(ReadError::NotJson);
                }
            }
            b'"' if is_first => {}
            _ => return Err(ReadError::NotJson),
        }
        let name = self.string()?;
        if self.peek()? != b':' {
            return Err(ReadError::NotJson);
        }
        self.at += 1;
        Ok(Some(name))
    }

    /// Steps over the beginning of a member that is spelled just so, `,"name":`, with the scanner at
    /// its value, and gives its name; the first member has no comma. `None`, without a step, for any
    /// other spelling.
    #[inline]
    pub fn take_member(&mut self, is_first: bool, spelled: &str) -> Option<&'a str> {
        let spelled = spelled.as_bytes().get(usize::from(is_first)..)?;
        let end = self.at + spelled.len();
        if self.text.as_bytes().get(self.at..end)? != spelled {
            return None;
        }
        let name = self.text.get(self.at + 1 + usize::from(!is_first)..end - 2)?;
        self.at = end;
        Some(name)
    }

    /// Whether the list that was opened has another item, with the scanner at it; otherwise it is
    /// behind the closing bracket.
    ///
    /// # Errors
    /// There is neither a comma nor the bracket.
    #[inline]
    pub fn next_item(&mut self, is_first: bool) -> Result<bool, ReadError> {
        match self.peek()? {
            b']' => {
                self.at += 1;
                Ok(false)
            }
            b',' if !is_first => {
                self.at += 1;
                Ok(true)
            }
            _ if is_first => Ok(true),
            _ => Err(ReadError::NotJson),
        }
    }

    /// The text whose opening quote `peek` saw.
    ///
    /// # Errors
    /// It has a control character, an escape that stands for nothing, or no end.
    #[inline]
    pub fn string(&mut self) -> Result<&'a str, ReadError> {
        let start = self.at + 1;
        let end = next_special(self.text.as_bytes(), start);
        match self.text.as_bytes().get(end) {
            Some(b'"') => {
                self.at = end + 1;
                self.text.get(start..end).ok_or(ReadError::NotJson)
            }
            Some(b'\\') => self.escaped_string(start, end),
            _ => Err(ReadError::NotJson),
        }
    }

    /// The same without giving it.
    ///
    /// # Errors
    /// As `string`.
    #[inline]
    pub fn skip_string(&mut self) -> Result<(), ReadError> {
        let bytes = self.text.as_bytes();
        let mut at = next_special(bytes, self.at + 1);
        while bytes.get(at) == Some(&b'\\') {
            at = next_special(bytes, unescaped(bytes, at)?.1);
        }
        if bytes.get(at) != Some(&b'"') {
            return Err(ReadError::NotJson);
        }
        self.at = at + 1;
        Ok(())
    }

    /// The value that begins with `first`, which `peek` saw and which opens no bracket.
    ///
    /// # Errors
    /// There is no such value.
    #[inline]
    pub fn single(&mut self, first: u8) -> Result<Value<'a>, ReadError> {
        match first {
            b'"' => self.string().map(Value::Text),
            b't' => self.word("true", Value::Boolean(true)),
            b'f' => self.word("false", Value::Boolean(false)),
            b'n' => self.word("null", Value::Nothing),
            _ => self.number(),
        }
    }

    /// Steps over the next value, of which at most `levels` brackets may be open at once.
    ///
    /// # Errors
    /// There is no value, or it is nested more deeply.
    pub fn skip_value(&mut self, levels: usize) -> Result<(), ReadError> {
        let first = self.peek()?;
        match first {
            b'"' => self.skip_string(),
            b'{' | b'[' if levels == 0 => Err(ReadError::TooDeep),
            b'{' => {
                self.open();
                let mut is_first = true;
                while self.next_member(is_first)?.is_some() {
                    is_first = false;
                    self.skip_value(levels - 1)?;
                }
                Ok(())
            }
            b'[' => {
                self.open();
                let mut is_first = true;
                while self.next_item(is_first)? {
                    is_first = false;
                    self.skip_value(levels - 1)?;
                }
                Ok(())
            }
            _ => self.single(first).map(drop),
        }
    }

    /// Makes sure that nothing but white space follows.
    ///
    /// # Errors
    /// Something does.
    pub fn end(&mut self) -> Result<(), ReadError> {
        if self.peek().is_ok() { Err(ReadError::NotJson) } else { Ok(()) }
    }

    #[inline]
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn peek_behind_blanks(&mut self) -> Result<u8, ReadError> {
        loop {
            match self.byte().ok_or(ReadError::NotJson)? {
                b' ' | b'\t' | b'\r' => {}
                b'\n' => self.has_line_breaks = true,
                byte => return Ok(byte),
            }
            self.at += 1;
        }
    }

    /// The text from `start` whose first escape is at `escape`.
    #[cold]
    fn escaped_string(&mut self, start: usize, escape: usize) -> Result<&'a str, ReadError> {
        let bytes = self.text.as_bytes();
        let mut built = self.arena.text_buffer(escape - start + 16);
        let (mut from, mut at) = (start, escape);
        loop {
            built.push_str(self.text.get(from..at).ok_or(ReadError::NotJson)?);
            match bytes.get(at) {
                Some(b'"') => {
                    self.at = at + 1;
                    return Ok(built.into_bump_str());
                }
                Some(b'\\') => {
                    let (character, behind) = unescaped(bytes, at)?;
                    built.push(character);
                    (from, at) = (behind, next_special(bytes, behind));
                }
                _ => return Err(ReadError::NotJson),
            }
        }
    }

    fn word(&mut self, word: &str, value: Value<'a>) -> Result<Value<'a>, ReadError> {
        let end = self.at + word.len();
        if self.text.as_bytes().get(self.at..end) != Some(word.as_bytes()) {
            return Err(ReadError::NotJson);
        }
        self.at = end;
        Ok(value)
    }

    /// Whole numbers at once, others by `serde_json`.
    fn number(&mut self) -> Result<Value<'a>, ReadError> {
        let bytes = self.text.as_bytes();
        let is_negative = self.byte() == Some(b'-');
        let start = self.at + usize::from(is_negative);
        let mut end = start;
        let mut whole: i64 = 0;
        while let Some(digit) = bytes.get(end).copied().filter(u8::is_ascii_digit) {
            if end - start == SAFE_DIGITS {
                return self.any_number();
            }
            whole = whole * 10 + i64::from(digit - b'0');
            end += 1;
        }
        let has_zero_first = bytes.get(start) == Some(&b'0');
        let is_plain = end > start && !(has_zero_first && (is_negative || end - start > 1));
        if !is_plain || matches!(bytes.get(end), Some(b'.' | b'e' | b'E')) {
            return self.any_number();
        }
        self.at = end;
        Ok(Value::Integer(if is_negative { -whole } else { whole }))
    }

    fn any_number(&mut self) -> Result<Value<'a>, ReadError> {
        let is_sign = |byte: &u8| byte.is_ascii_digit() || b"+-.eE".contains(byte);
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let end = self.at + rest.iter().take_while(|byte| is_sign(byte)).count();
        let spelled = self.text.get(self.at..end).ok_or(ReadError::NotJson)?;
        let number: Number = serde_json::from_str(spelled).map_err(|_| ReadError::NotJson)?;
        self.at = end;
        Ok(Value::of_number(&number))
    }
}
