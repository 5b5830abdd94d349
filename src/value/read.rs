//! JSON text to values in an arena.

use crate::value::scanner::JsonScanner;
use crate::value::{Arena, Entry, List, Object, Selection, Value};

/// How many brackets may be open at once.
const MOST_LEVELS: usize = 120;

/// How many items of a list room is made for at first.
const USUAL_ITEMS: usize = 4;

/// Why a text was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// It is not JSON: `{"a":`.
    NotJson,
    /// It is nested more deeply than is read here: 200 opening brackets.
    TooDeep,
}

/// Reads one JSON value, of which only the selected parts are kept; texts without escapes borrow
/// from `text`. Numbers are read as `serde_json` reads them, then as [`Value::of_json`] sees them.
/// Members that are null are kept as `Nothing`, and a name that stands twice stands twice; both are
/// as [`crate::value::Object`] wants them.
///
/// # Errors
/// The text is not one JSON value with white space around it, also in a part that is not selected.
pub fn read_json<'a>(text: &'a str, selection: &Selection, arena: &'a Arena) -> Result<Value<'a>, ReadError> {
    let mut scanner = JsonScanner::new(text, arena);
    let value = Reader { scanner: &mut scanner, arena }.value(selection, MOST_LEVELS)?;
    scanner.end()?;
    Ok(value)
}

struct Reader<'s, 'a> {
    scanner: &'s mut JsonScanner<'a>,
    arena: &'a Arena,
}

impl<'a> Reader<'_, 'a> {
    fn value(&mut self, selection: &Selection, levels: usize) -> Result<Value<'a>, ReadError> {
        if *selection == Selection::Nothing {
            return self.scanner.skip_value(levels).map(|()| Value::Nothing);
        }
        match self.scanner.peek()? {
            b'{' | b'[' if levels == 0 => Err(ReadError::TooDeep),
            b'{' => self.object(selection, levels - 1),
            b'[' => self.list(selection, levels - 1),
            first => self.scanner.single(first),
        }
    }

    fn object(&mut self, selection: &Selection, levels: usize) -> Result<Value<'a>, ReadError> {
        self.scanner.open();
        let mut entries = self.arena.buffer(selection.usual_members());
        let mut is_first = true;
        while let Some(name) = self.scanner.next_member(is_first)? {
            is_first = false;
            match selection.of_member(name) {
                Selection::Nothing => self.scanner.skip_value(levels)?,
                inner => entries.push(Entry { name, value: self.value(inner, levels)? }),
            }
        }
        Ok(Value::Object(Object::Entries(entries.finish())))
    }

    fn list(&mut self, selection: &Selection, levels: usize) -> Result<Value<'a>, ReadError> {
        self.scanner.open();
        let mut items = self.arena.buffer(USUAL_ITEMS);
        let mut is_first = true;
        while self.scanner.next_item(is_first)? {
            is_first = false;
            items.push(self.value(selection, levels)?);
        }
        Ok(Value::List(List::Items(items.finish())))
    }
}
