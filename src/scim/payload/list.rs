//! Arrays, list responses and bulk requests, element by element.
//!
//! One broken element is remarked and left out; the others are read.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::diagnostic::json_text::{
    Extent, Fault, Item, Items, Part, syntax_fault, trim_blank_end, value_extent,
};
use crate::diagnostic::{Code, Diagnostic};
use crate::scim::ResourceType;
use crate::scim::payload::entries::Origin;
use crate::scim::payload::outline::outline;
use crate::scim::payload::part::Reader;
use crate::scim::payload::shape::Shape;

/// How often the next element is searched for in the text behind a broken one.
const MOST_SEARCHES: usize = 32;

/// What stands in an array, or in the member of an object that holds the entries.
#[derive(Clone, Copy)]
pub(super) enum Elements {
    /// Resources or requests about the type that the request's path names.
    Values(Option<ResourceType>),
    /// Operations of a bulk request.
    BulkOperations,
    /// The payload of a wrapper: what `Values` are, a list, or a bulk request.
    Wrapped(Option<ResourceType>),
}

impl Reader<'_> {
    /// Reads the object at `start` whose entries stand at `content`, and gives the offset after it.
    pub fn read_envelope(&mut self, start: usize, content: usize, elements: Elements) -> usize {
        let text = self.text;
        let mut items = Items::new(text, start);
        let mut seen = BTreeSet::new();
        while let Some(item) = items.next() {
            if self.is_full {
                return text.len();
            }
            match item {
                Item::Fault(fault) => self.remark_fault(&fault),
                Item::Part(part) => {
                    self.remark_second_member(&part, &mut seen);
                    self.check_syntax(part.key.clone().unwrap_or_default());
                    if part.start == content {
                        items.resume_after(self.read_content(&part, elements));
                    } else {
                        self.check_syntax(part.range());
                        if !part.extent.closed && part.extent.end == text.len() {
                            return text.len();
                        }
                    }
                }
            }
        }
        items.offset()
    }

    /// Reads the elements of the array at `start` and gives the offset after it.
    pub fn read_elements(&mut self, start: usize, elements: Elements) -> usize {
        let text = self.text;
        let mut items = Items::new(text, start);
        let mut n_searches = 0;
        let mut last_is_open = false;
        while let Some(item) = items.next() {
            if self.is_full {
                return text.len();
            }
            match item {
                // What follows an element without its end was already remarked with it.
                Item::Fault(_) if last_is_open => last_is_open = false,
                Item::Fault(fault) => self.remark_fault(&fault),
                Item::Part(part) => {
                    self.read_element(part.start, part.extent, elements);
                    last_is_open = !part.extent.closed;
                    if last_is_open && part.extent.end == text.len() && n_searches < MOST_SEARCHES {
                        n_searches += 1;
                        if let Some(next) = next_element(text, &part) {
                            items.resume_at(next);
                        }
                    }
                }
            }
        }
        items.offset()
    }

    /// Reads the member that holds the entries and gives the offset after it.
    fn read_content(&mut self, part: &Part, elements: Elements) -> usize {
        if self.text.as_bytes().get(part.start) == Some(&b'[') {
            return self.read_elements(part.start, elements);
        }
        if let Elements::Wrapped(_) = elements {
            let inner = outline(self.text, part.start);
            match (inner.shape, inner.content) {
                (Shape::ListResponse, Some(content)) => {
                    return self.read_envelope(part.start, content, Elements::Values(None));
                }
                (Shape::Bulk, Some(content)) => {
                    return self.read_envelope(part.start, content, Elements::BulkOperations);
                }
                _ => {}
            }
        }
        self.read_element(part.start, part.extent, elements);
        part.extent.end
    }

    pub fn read_element(&mut self, start: usize, extent: Extent, elements: Elements) {
        let Some(value) = self.read_value_at(start, extent) else {
            return;
        };
        match elements {
            Elements::Values(hint) | Elements::Wrapped(hint) => self.add_value(value, Origin { start, hint }),
            Elements::BulkOperations => {
                self.add_bulk_operation(value, Origin { start, hint: None });
            }
        }
    }

    /// Remarks what is wrong in a key or in a value beside the entries.
    fn check_syntax(&mut self, range: Range<usize>) {
        let start = range.start;
        let slice = self.text.get(range).unwrap_or_default();
        if let Some(fault) = syntax_fault(slice) {
            self.remark_fault(&Fault { at: start + fault.at, ..fault });
        }
    }

    fn remark_second_member(&mut self, part: &Part, seen: &mut BTreeSet<String>) {
        let name = part.name(self.text);
        let key = part.key.clone().unwrap_or(part.start..part.start);
        if !seen.insert(name.to_ascii_lowercase()) {
            let message = format!("“{name}” stands twice; the last one counts");
            let length = name.chars().count() + 2;
            let diagnostic = Diagnostic::warning(Code::DuplicateAttribute, message);
            self.remarks.add(diagnostic, key.start, length);
        }
    }
}

/// Where the next element begins behind one that runs to the end of the text because a quote is
/// missing: at the next object that follows a comma and has the same first key. `None` when the
/// text is merely cut.
fn next_element(text: &str, part: &Part) -> Option<usize> {
    let fault = syntax_fault(text.get(part.start..)?)?;
    if fault.is_cut {
        return None;
    }
    let Some(Item::Part(first)) = Items::new(text, part.start).next() else {
        return None;
    };
    let key = text.get(first.key?)?;
    let read = text.get(..part.start + fault.at)?;
    let opening_quote = read.rmatch_indices('"').nth(1).map_or(0, |(at, _)| at);
    let from = opening_quote.max(first.start);
    text.get(from..)?.match_indices(key).find_map(|(at, _)| {
        let before = trim_blank_end(&text[..from + at]).strip_suffix('{')?;
        let follows_comma = trim_blank_end(before).ends_with(',');
        let is_whole_key = value_extent(text, from + at).end == from + at + key.len();
        (follows_comma && is_whole_key && before.len() > part.start).then_some(before.len())
    })
}
