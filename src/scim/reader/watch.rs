//! Values of any form, looked over for what makes the slow way remark or redact something.

use crate::scim::redact::is_password;
use crate::value::{Arena, Buffer, Entry, JsonScanner, List, Object, ReadError, Value};

/// How many brackets may be open at once inside a resource.
const MOST_LEVELS: usize = 24;

/// How many names of one object are compared with each other.
const MOST_NAMES: usize = 64;

/// Why a line is left to the slow way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doubt {
    /// It is not certain that the slow way reads the same.
    Unsure,
    /// It was taken for a user and is a group.
    Group,
}

impl From<ReadError> for Doubt {
    fn from(_: ReadError) -> Self {
        Self::Unsure
    }
}

/// Whether a member of this name may be redacted, or tell of another one that is: `password`, `path`.
#[inline]
pub(super) fn is_telling(name: &str) -> bool {
    match name.as_bytes().last() {
        Some(b'd' | b'D') => is_password(name),
        Some(b'h' | b'H') => name.eq_ignore_ascii_case("path"),
        Some(last) => !last.is_ascii_alphanumeric() && is_password(name),
        None => false,
    }
}

/// Reads values of any form.
#[derive(Debug)]
pub(super) struct Watch<'a> {
    pub scanner: JsonScanner<'a>,
    pub arena: &'a Arena,
    /// Names of the objects that are open, the inner ones behind.
    names: Buffer<'a, &'a str>,
}

/// Where the names of one object begin.
#[derive(Clone, Copy, Debug)]
pub(super) struct NamesOf(usize);

impl<'a> Watch<'a> {
    pub fn new(line: &'a str, arena: &'a Arena) -> Self {
        Self { scanner: JsonScanner::new(line, arena), arena, names: arena.buffer(24) }
    }

    /// Begins an object.
    #[inline]
    pub fn begin_names(&self) -> NamesOf {
        NamesOf(self.names.items().len())
    }

    /// Takes note of a name of the object.
    #[inline]
    pub fn note_name(&mut self, object: NamesOf, name: &'a str) -> Result<(), Doubt> {
        let seen = self.names.items().get(object.0..).unwrap_or_default();
        let is_second = seen.iter().any(|seen| seen.len() == name.len() && seen.eq_ignore_ascii_case(name));
        if is_second || seen.len() >= MOST_NAMES || is_telling(name) {
            return Err(Doubt::Unsure);
        }
        self.names.push(name);
        Ok(())
    }

    /// Ends an object.
    #[inline]
    pub fn end_names(&mut self, object: NamesOf) {
        self.names.truncate(object.0);
    }

    /// Steps over the next value.
    #[inline]
    pub fn skip(&mut self) -> Result<(), Doubt> {
        self.skip_within(MOST_LEVELS)
    }

    fn skip_within(&mut self, levels: usize) -> Result<(), Doubt> {
        let first = self.scanner.peek()?;
        match first {
            b'"' => self.scanner.skip_string()?,
            b'{' | b'[' if levels == 0 => return Err(Doubt::Unsure),
            b'{' => {
                self.scanner.open();
                let names = self.begin_names();
                let mut is_first = true;
                while let Some(name) = self.scanner.next_member(is_first)? {
                    is_first = false;
                    self.note_name(names, name)?;
                    self.skip_within(levels - 1)?;
                }
                self.end_names(names);
            }
            b'[' => {
                self.scanner.open();
                let mut is_first = true;
                while self.scanner.next_item(is_first)? {
                    is_first = false;
                    self.skip_within(levels - 1)?;
                }
            }
            _ => drop(self.scanner.single(first)?),
        }
        Ok(())
    }

    /// Reads the next value, or steps over it and gives `Nothing`.
    pub fn read_if(&mut self, is_kept: bool) -> Result<Value<'a>, Doubt> {
        if is_kept { self.read() } else { self.skip().map(|()| Value::Nothing) }
    }

    /// Reads the next value, without what is null in it.
    pub fn read(&mut self) -> Result<Value<'a>, Doubt> {
        self.read_within(MOST_LEVELS)
    }

    fn read_within(&mut self, levels: usize) -> Result<Value<'a>, Doubt> {
        let first = self.scanner.peek()?;
        match first {
            b'{' | b'[' if levels == 0 => Err(Doubt::Unsure),
            b'{' => {
                self.scanner.open();
                let names = self.begin_names();
                let mut entries = self.arena.buffer(4);
                let mut is_first = true;
                while let Some(name) = self.scanner.next_member(is_first)? {
                    is_first = false;
                    self.note_name(names, name)?;
                    let value = self.read_within(levels - 1)?;
                    entries.push(Entry { name, value });
                }
                self.end_names(names);
                Ok(Value::Object(Object::Entries(entries.finish())))
            }
            b'[' => {
                self.scanner.open();
                let mut items = self.arena.buffer(4);
                let mut is_first = true;
                while self.scanner.next_item(is_first)? {
                    is_first = false;
                    let item = self.read_within(levels - 1)?;
                    if !item.is_nothing() {
                        items.push(item);
                    }
                }
                Ok(Value::List(List::Items(items.finish())))
            }
            _ => Ok(self.scanner.single(first)?),
        }
    }
}
