//! One JSON value after the other: a line each, or written over several lines.
//!
//! Not arrays; those have brackets and commas.

use crate::diagnostic::json_text::{Extent, Fault, skip_blank, trim_blank_end, value_extent};
use crate::scim::payload::list::Elements;
use crate::scim::payload::part::Reader;

const VALUES: Elements = Elements::Values(None);

impl Reader<'_> {
    /// Reads each line by itself; blank lines do not count.
    pub fn read_lines(&mut self) {
        let text = self.text;
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            if self.is_full {
                return;
            }
            self.read_line(start, start + trim_blank_end(line).len());
            start += line.len();
        }
    }

    /// Reads objects that follow each other without anything between. Behind something else the
    /// next object that begins a line is looked for.
    pub fn read_sequence(&mut self, start: usize) {
        let text = self.text;
        let mut at = start;
        while at < text.len() && !self.is_full {
            if text.as_bytes().get(at) == Some(&b'{') {
                let extent = value_extent(text, at);
                self.read_element(at, extent, VALUES);
                at = skip_blank(text, extent.end);
            } else {
                self.remark_fault(&Fault::new(at, "something that does not belong here"));
                at = text[at..].find("\n{").map_or(text.len(), |length| at + length + 1);
            }
        }
    }

    /// Reads the line between two offsets: a value, rarely several. After a broken one the rest of
    /// the line is left out.
    fn read_line(&mut self, start: usize, end: usize) {
        let Some(line) = self.text.get(..end) else {
            return;
        };
        let mut at = skip_blank(line, start);
        while at < end {
            let extent = value_extent(line, at);
            let Extent { closed, .. } = extent;
            let n_before = self.n_entries;
            self.read_element(at, if closed { extent } else { Extent { end, ..extent } }, VALUES);
            at = skip_blank(line, extent.end);
            if !closed || self.n_entries == n_before {
                return;
            }
            if at < end && line.as_bytes().get(at) != Some(&b'{') {
                let reason = "something follows behind the value on this line";
                return self.remark_fault(&Fault::new(at, reason));
            }
        }
    }
}

/// Whether `text`, whose first value begins at `start`, holds one value a line: the first value ends
/// on its own line and an object follows on a later line, or the first value is broken and the
/// second line is an object by itself.
pub(super) fn has_a_value_per_line(text: &str, start: usize, extent: Extent) -> bool {
    let first_line_end = text[start..].find('\n').map_or(text.len(), |length| start + length);
    let rest = &text[first_line_end..];
    if extent.closed {
        return extent.end <= first_line_end && rest.lines().any(|line| line.starts_with('{'));
    }
    let opens_a_list = trim_blank_end(&text[start..first_line_end]).ends_with(['[', '{']);
    let second_start = skip_blank(text, first_line_end);
    !opens_a_list && is_an_object_alone(text, second_start)
}

/// Whether the line that begins at `start` is one whole object.
fn is_an_object_alone(text: &str, start: usize) -> bool {
    let line = trim_blank_end(text[start..].lines().next().unwrap_or_default());
    let extent = value_extent(line, 0);
    line.starts_with('{') && extent.closed && extent.end == line.len()
}
