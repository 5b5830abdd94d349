//! The way from the bytes of a file to its entries.
//!
//! Each form of payload is read in its own file; here it is only recognised.

use serde_json::Value;

use crate::diagnostic::json_text::{Extent, Fault, skip_blank, trim_blank_end, value_extent};
use crate::diagnostic::{Code, Diagnostic};
use crate::scim::Resource;
use crate::scim::payload::decode::{Decoded, decode};
use crate::scim::payload::list::Elements;
use crate::scim::payload::ndjson::has_a_value_per_line;
use crate::scim::payload::outline::{Outline, outline};
use crate::scim::payload::part::Reader;
use crate::scim::payload::remarks::Remarks;
use crate::scim::payload::shape::{Shape, operations_of, shape_with_hint, type_of_path, unwrapped};
use crate::scim::payload::{Payload, PayloadContent, PayloadEntry, PayloadKind, PayloadLimits};
use crate::scim::redact::redact;

/// The bytes of a file and what to know about them.
#[derive(Clone, Copy, Debug)]
pub struct PayloadSource<'a> {
    /// The name under which diagnostics speak of it.
    pub file: &'a str,
    /// The content as it stands on disk or was received.
    pub bytes: &'a [u8],
    /// The number of the first line, 1 unless the bytes are a part of a larger file.
    pub first_line: usize,
    /// How much of it is read.
    pub limits: &'a PayloadLimits,
}

/// Reads everything in a file that can be read, and says what cannot. The content tells its form;
/// the name counts only when it ends with `.ndjson` or `.jsonl`. Never gives a password.
pub fn read_payload(file: &str, bytes: &[u8], limits: &PayloadLimits) -> (Payload, Vec<Diagnostic>) {
    let mut entries = Vec::new();
    let source = PayloadSource { file, bytes, first_line: 1, limits };
    let (kind, diagnostics) = visit_payload(&source, &mut |entry| entries.push(entry));
    (Payload { kind, entries }, diagnostics)
}

/// The same for files that are too large to keep: `visit` gets each entry as soon as it is read.
pub fn visit_payload(
    source: &PayloadSource<'_>,
    visit: &mut dyn FnMut(PayloadEntry),
) -> (PayloadKind, Vec<Diagnostic>) {
    read_source(source, visit, read_text)
}

/// The entries of one line of a file with a value per line; none when the line is blank.
pub fn read_payload_line(source: &PayloadSource<'_>) -> (Vec<PayloadEntry>, Vec<Diagnostic>) {
    let mut entries = Vec::new();
    let (_, diagnostics) = read_source(source, &mut |entry| entries.push(entry), |reader| {
        reader.read_lines();
        PayloadKind::NdJson
    });
    (entries, diagnostics)
}

/// What one JSON value is, with passwords redacted. `request_path` is the path of the request that
/// it came with, such as `/Groups/12`, which tells the type of a resource that does not say it. The
/// payload of a sample file is taken out of it; a list is `Other`.
pub fn payload_content(value: &Value, request_path: Option<&str>) -> PayloadContent {
    let mut value = unwrapped(value).clone();
    redact(&mut value);
    match (shape_with_hint(&value, request_path.and_then(type_of_path)), value) {
        (Shape::Resource(resource_type), Value::Object(attributes)) => {
            PayloadContent::Resource(Resource { resource_type, attributes })
        }
        (Shape::Patch, value) => PayloadContent::Patch { operations: operations_of(&value) },
        _ => PayloadContent::Other,
    }
}

fn read_source(
    source: &PayloadSource<'_>,
    visit: &mut dyn FnMut(PayloadEntry),
    read: fn(&mut Reader<'_>) -> PayloadKind,
) -> (PayloadKind, Vec<Diagnostic>) {
    let refused = |diagnostic: Diagnostic| (PayloadKind::Resource, vec![diagnostic.in_file(source.file)]);
    if source.bytes.len() > source.limits.bytes {
        return refused(too_large(source));
    }
    let Some(Decoded { text, has_replacements }) = decode(source.bytes) else {
        return refused(
            Diagnostic::error(Code::NotUtf8, "The file is UTF-16, not UTF-8")
                .with_help("save the file as UTF-8 and load it again"),
        );
    };
    let mut reader = Reader {
        text: &text,
        has_replacements,
        is_named_as_lines: is_name_of_lines(source.file),
        limits: source.limits,
        remarks: Remarks::new(source.file, &text, source.first_line),
        visit,
        n_entries: 0,
        is_full: false,
    };
    let kind = read(&mut reader);
    if has_replacements && !reader.remarks.has(Code::NotUtf8) {
        reader.remark_encoding(text.find(char::REPLACEMENT_CHARACTER).unwrap_or_default());
    }
    (kind, reader.remarks.finish())
}

/// Whether the name says that each line is a value.
fn is_name_of_lines(file: &str) -> bool {
    let extension = file.rsplit('.').next().unwrap_or_default();
    ["ndjson", "jsonl"].iter().any(|known| known.eq_ignore_ascii_case(extension))
}

fn too_large(source: &PayloadSource<'_>) -> Diagnostic {
    let (size, most) = (source.bytes.len(), source.limits.bytes);
    Diagnostic::error(
        Code::PayloadTooLarge,
        format!("The file has {size} bytes, more than the {most} that are read"),
    )
    .with_help("split the file, or run it from the command line with one resource a line")
}

/// Recognises the form of the whole text and reads it.
fn read_text(reader: &mut Reader<'_>) -> PayloadKind {
    let start = skip_blank(reader.text, 0);
    match reader.text.as_bytes().get(start) {
        None => {
            let diagnostic = Diagnostic::error(Code::PayloadEmpty, "The file is empty");
            reader.remarks.add_to_file(diagnostic);
            PayloadKind::Resource
        }
        Some(b'[') => {
            let end = reader.read_elements(start, Elements::Values(None));
            reader.check_end(end);
            PayloadKind::Array
        }
        Some(b'{') => reader.read_object_form(start),
        Some(_) if reader.is_named_as_lines => {
            reader.read_lines();
            PayloadKind::NdJson
        }
        Some(_) => {
            let end = trim_blank_end(reader.text).len();
            let extent = Extent { end, depth: 0, closed: true };
            reader.read_element(start, extent, Elements::Values(None));
            PayloadKind::Resource
        }
    }
}

impl Reader<'_> {
    /// A single object, or one object after the other.
    fn read_object_form(&mut self, start: usize) -> PayloadKind {
        let extent = value_extent(self.text, start);
        let is_on_one_line = !trim_blank_end(&self.text[start..extent.end]).contains('\n');
        if has_a_value_per_line(self.text, start, extent)
            || (self.is_named_as_lines && (is_on_one_line || !extent.closed))
        {
            self.read_lines();
            return PayloadKind::NdJson;
        }
        let outline = outline(self.text, start);
        let next = skip_blank(self.text, extent.end);
        if outline.content.is_none() && extent.closed && self.text.as_bytes().get(next) == Some(&b'{') {
            self.read_sequence(start);
            return PayloadKind::NdJson;
        }
        let (kind, end) = self.read_object(start, extent, &outline);
        self.check_end(end);
        kind
    }

    /// Reads one object by its outline, and gives the offset after it.
    fn read_object(&mut self, start: usize, extent: Extent, outline: &Outline) -> (PayloadKind, usize) {
        match (outline.shape, outline.content) {
            (Shape::ListResponse, Some(content)) => {
                let end = self.read_envelope(start, content, Elements::Values(None));
                self.note_empty_list(start);
                (PayloadKind::ListResponse, end)
            }
            (Shape::Bulk, Some(content)) => {
                (PayloadKind::Bulk, self.read_envelope(start, content, Elements::BulkOperations))
            }
            (Shape::Wrapper, Some(content)) => {
                let kind = self.kind_of_wrapped(content);
                (kind, self.read_envelope(start, content, Elements::Wrapped(outline.hint)))
            }
            (shape, _) => {
                self.read_element(start, extent, Elements::Values(None));
                if shape == Shape::ListResponse {
                    self.note_empty_list(start);
                }
                (kind_of(shape), if extent.closed { extent.end } else { self.text.len() })
            }
        }
    }

    fn kind_of_wrapped(&self, content: usize) -> PayloadKind {
        if self.text.as_bytes().get(content) == Some(&b'[') {
            return PayloadKind::Array;
        }
        kind_of(outline(self.text, content).shape)
    }

    fn note_empty_list(&mut self, start: usize) {
        if self.n_entries == 0 && self.remarks.is_empty() {
            let diagnostic = Diagnostic::note(Code::PayloadEmpty, "The list has no resources");
            self.remarks.add(diagnostic, start, 1);
        }
    }

    /// Remarks what follows behind the end of the payload.
    fn check_end(&mut self, end: usize) {
        let at = skip_blank(self.text, end);
        if at < self.text.len() && !self.is_full {
            self.remark_fault(&Fault::new(at, "something follows behind the end"));
        }
    }
}

fn kind_of(shape: Shape) -> PayloadKind {
    match shape {
        Shape::ListResponse => PayloadKind::ListResponse,
        Shape::Bulk => PayloadKind::Bulk,
        Shape::Patch => PayloadKind::Patch,
        Shape::Wrapper | Shape::Resource(_) | Shape::Other => PayloadKind::Resource,
    }
}
