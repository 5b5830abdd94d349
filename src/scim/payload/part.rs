//! One stretch of the text to one JSON value, with everything there is to say about it.
//!
//! Not what the value is; `entries` decides that.

use serde_json::Value;

use crate::diagnostic::json_text::{Extent, Fault, duplicate_keys, locate_range, read_value, skip_blank};
use crate::diagnostic::{Code, Diagnostic};
use crate::scim::payload::remarks::Remarks;
use crate::scim::payload::{PayloadEntry, PayloadLimits};
use crate::scim::redact::redact;

/// Reads the text of one file and hands over its entries.
pub(super) struct Reader<'a> {
    pub text: &'a str,
    /// Whether U+FFFD in the text stands for bytes that were not UTF-8.
    pub has_replacements: bool,
    /// Whether the name of the file says that each line is a value.
    pub is_named_as_lines: bool,
    pub limits: &'a PayloadLimits,
    pub remarks: Remarks<'a>,
    pub visit: &'a mut dyn FnMut(PayloadEntry),
    pub n_entries: usize,
    /// Set when the limit of entries is reached; nothing more is read then.
    pub is_full: bool,
}

impl Reader<'_> {
    /// The value at `start`, with passwords redacted. What is wrong is remarked.
    pub fn read_value_at(&mut self, start: usize, extent: Extent) -> Option<Value> {
        self.remarks.enter(start);
        let text = self.text;
        let slice = text.get(start..extent.end)?;
        if extent.depth > self.limits.effective_depth() {
            self.remark_depth(start, extent.depth);
            return None;
        }
        if let Some(at) = self.replacement_in(slice) {
            self.remark_encoding(start + at);
            return None;
        }
        match read_value(slice) {
            Ok((mut value, has_duplicates)) => {
                if has_duplicates {
                    self.remark_duplicates(slice, start);
                }
                self.redact_value(&mut value, slice, start);
                Some(value)
            }
            Err(fault) => {
                self.remark_syntax(fault, start, extent);
                None
            }
        }
    }

    /// Remarks what is wrong between the values.
    pub fn remark_fault(&mut self, fault: &Fault) {
        let message = if fault.is_cut {
            "The text ends too early".to_owned()
        } else {
            format!("The text is not JSON here: {}", fault.reason)
        };
        self.remarks.add(Diagnostic::error(Code::PayloadNotJson, message), fault.at, 1);
    }

    fn remark_syntax(&mut self, fault: Fault, start: usize, extent: Extent) {
        let at = start + fault.at;
        let ends_inside = skip_blank(self.text, extent.end) < self.text.len();
        if fault.is_cut && ends_inside {
            self.remark_fault(&Fault::new(at, "a closing bracket or quote is missing"));
        } else {
            self.remark_fault(&Fault { at, ..fault });
        }
    }

    fn remark_depth(&mut self, start: usize, depth: usize) {
        let most = self.limits.effective_depth();
        let diagnostic = Diagnostic::error(
            Code::PayloadTooDeep,
            format!("This is nested {depth} levels deep, more than the {most} that are read"),
        );
        self.remarks.add(diagnostic, start, 1);
    }

    fn replacement_in(&self, slice: &str) -> Option<usize> {
        if self.has_replacements { slice.find(char::REPLACEMENT_CHARACTER) } else { None }
    }

    pub fn remark_encoding(&mut self, at: usize) {
        let diagnostic = Diagnostic::error(Code::NotUtf8, "There are bytes here that are not UTF-8")
            .with_help("save the file as UTF-8 and load it again");
        self.remarks.add(diagnostic, at, 1);
    }

    fn remark_duplicates(&mut self, slice: &str, start: usize) {
        for duplicate in duplicate_keys(slice) {
            let first_line = self.remarks.line_of(start + duplicate.first);
            let diagnostic = Diagnostic::warning(
                Code::DuplicateAttribute,
                format!("“{}” stands twice, first on line {first_line}; the last one counts", duplicate.name),
            );
            self.remarks.add(diagnostic, start + duplicate.second, duplicate.length);
        }
    }

    fn redact_value(&mut self, value: &mut Value, slice: &str, start: usize) {
        for path in redact(value) {
            let diagnostic =
                Diagnostic::note(Code::PasswordRedacted, "A password was taken out of the payload");
            self.remarks.add_found(diagnostic, 1, || {
                start + locate_range(slice, &path).map_or(0, |range| range.start)
            });
        }
    }
}
