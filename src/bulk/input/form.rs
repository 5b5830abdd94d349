//! In which form the input holds its resources, by its beginning.

use std::io::{self, Read};

use memchr::memchr;

use crate::bulk::input::cutter::Cutter;
use crate::bulk::input::scanner::{Scan, ValueScanner};

/// How the values of the input are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// By the ends of lines.
    Lines,
    /// By their brackets: arrays, list responses, values over several lines.
    Values,
}

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

impl<R: Read> Cutter<R> {
    /// Reads as much as tells the form. Fails when the text is UTF-16.
    pub(super) fn recognise(&mut self) -> io::Result<Form> {
        self.source.fill(4);
        if matches!(self.source.available(), [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, _, ..] | [_, 0, ..]) {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "the text is UTF-16, not UTF-8"));
        }
        if self.source.available().starts_with(BYTE_ORDER_MARK) {
            self.source.consume(BYTE_ORDER_MARK.len());
        }
        let step = self.options.chunk_bytes.max(64 << 10);
        match self.source.peek(step) {
            Some(b'[') => return Ok(Form::Values),
            Some(b'{') => {}
            _ => return Ok(Form::Lines),
        }
        loop {
            let is_all =
                self.source.is_at_end() || self.source.available().len() > self.options.resource_bytes;
            if let Some(form) = form_of_objects(self.source.available(), is_all) {
                return Ok(form);
            }
            self.source.fill(step.max(self.source.available().len()));
        }
    }
}

/// The form of a text that begins with an object; `None` when more text has to be seen, never when
/// this is all.
fn form_of_objects(text: &[u8], is_all: bool) -> Option<Form> {
    let first_line_end = memchr(b'\n', text);
    let first_line = text.get(..first_line_end.unwrap_or(text.len())).unwrap_or_default();
    match ValueScanner::with_lists().scan(text) {
        Scan::List(_) => Some(Form::Values),
        Scan::Closed(length) => {
            let is_alone = first_line.get(length..).is_some_and(|behind| behind.trim_ascii().is_empty());
            Some(if is_alone { Form::Lines } else { Form::Values })
        }
        Scan::Open | Scan::Broken(_) => {
            let Some(end) = first_line_end else { return is_all.then_some(Form::Lines) };
            let following = text.get(end + 1..).unwrap_or_default();
            form_of_open_line(first_line.trim_ascii_end(), following, is_all)
        }
    }
}

/// The form when the first value does not end on the first line: one value a line of which the first
/// is broken, or values over several lines.
fn form_of_open_line(first_line: &[u8], following: &[u8], is_all: bool) -> Option<Form> {
    if first_line.ends_with(b"{") || first_line.ends_with(b"[") {
        return Some(Form::Values);
    }
    let following = following.trim_ascii_start();
    let end = memchr(b'\n', following);
    if end.is_none() && !is_all {
        // A beginning like this is settled once the second line is there.
        return None;
    }
    let second_line = following.get(..end.unwrap_or(following.len())).unwrap_or_default().trim_ascii_end();
    let is_object_alone = second_line.starts_with(b"{")
        && matches!(ValueScanner::new().scan(second_line), Scan::Closed(length) if length == second_line.len());
    Some(if is_object_alone { Form::Lines } else { Form::Values })
}
