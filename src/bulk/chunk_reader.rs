//! From a chunk of the input to the resources in it.
//!
//! Not what is done with them: whoever reads is told of each.

use memchr::memchr_iter;
use serde::Deserialize;

use crate::bulk::{Chunk, ChunkContent, ElementFault, Origin};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::mapping::{GroupMembership, KnownGroups};
use crate::scim::{
    PayloadContent, PayloadEntry, PayloadLimits, PayloadSource, Resource, ResourceReader, ResourceType,
    ResourceView, normalize_owned, read_payload_line, visit_payload,
};
use crate::target::{Directory, TargetSchema};
use crate::value::Arena;

/// What is known beside the input.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'p> {
    /// The groups that are known beside the users.
    pub groups: &'p KnownGroups,
    /// What the service provider accepts.
    pub target: &'p TargetSchema,
    /// What the account holds today.
    pub directory: &'p Directory,
    /// The name of the input in diagnostics.
    pub input_name: &'p str,
    /// Whether any script may read the groups of a user; nobody else does.
    pub reads_groups: bool,
    /// The most bytes that are read of one resource.
    pub resource_bytes: usize,
}

/// A user or group of the input, normalised.
#[derive(Clone, Copy, Debug)]
pub struct FoundResource<'a> {
    /// The resource.
    pub resource: ResourceView<'a>,
    /// The id that the service provider gave it, where the resource has none.
    pub assigned_id: Option<&'a str>,
    /// The groups of the user; empty for a group, and when no script reads them.
    pub groups: &'a [GroupMembership],
    /// Where it stands.
    pub origin: Origin<'a>,
}

/// Is told what stands in a chunk, in order.
pub trait ChunkVisitor {
    /// A user or a group. The arena is emptied behind it.
    fn resource<'a>(&mut self, arena: &'a Arena, found: &FoundResource<'a>);

    /// Something was found about the value that begins on this line.
    fn remark(&mut self, diagnostic: &Diagnostic, line: usize);

    /// Something cannot be used, for this reason; of the remarks on it those that are errors.
    fn bad(&mut self, origin: Origin<'_>, reason: &str, errors: &[Diagnostic]);
}

/// Reads chunks; one for each thread.
#[derive(Debug)]
pub struct ChunkReader<'p> {
    reading: Reading<'p>,
    reader: ResourceReader,
    arena: Arena,
    limits: PayloadLimits,
}

/// Text of the input that holds one value, and where it stood.
#[derive(Clone, Copy)]
struct Part<'t> {
    bytes: &'t [u8],
    /// The same, when it is UTF-8.
    text: Option<&'t str>,
    origin: Origin<'t>,
    is_line: bool,
}

impl<'p> ChunkReader<'p> {
    /// Reads quickly with `reader`, which keeps what is wanted of a resource, and otherwise all of it.
    pub fn new(reading: Reading<'p>, reader: ResourceReader) -> Self {
        let limits = PayloadLimits { bytes: reading.resource_bytes, ..PayloadLimits::default() };
        Self { reading, reader, arena: Arena::new(), limits }
    }

    /// Tells of everything in the chunk, in order.
    pub fn read(&mut self, chunk: &Chunk, visitor: &mut impl ChunkVisitor) {
        // Checked once for all of them; a chunk that is no UTF-8 is read line by line.
        let text = simdutf8::basic::from_utf8(&chunk.bytes).ok();
        let part = |range: std::ops::Range<usize>, origin, is_line| Part {
            bytes: chunk.bytes.get(range.clone()).unwrap_or_default(),
            text: text.and_then(|text| text.get(range)),
            origin,
            is_line,
        };
        match &chunk.content {
            ChunkContent::Lines => {
                let ends = memchr_iter(b'\n', &chunk.bytes).chain([chunk.bytes.len()]);
                let mut start = 0;
                for (line, end) in (chunk.first_line..).zip(ends) {
                    self.read_part(part(start..end, Origin { line, ..Origin::default() }, true), visitor);
                    start = end + 1;
                }
            }
            ChunkContent::Elements(elements) => {
                for element in elements {
                    let origin = Origin { line: element.line, index: element.index, entry: None, key: None };
                    match element.fault {
                        Some(fault) => tell_fault(origin, fault, visitor),
                        None => self.read_part(part(element.range.clone(), origin, false), visitor),
                    }
                }
            }
        }
    }

    fn read_part(&mut self, part: Part<'_>, visitor: &mut impl ChunkVisitor) {
        if part.bytes.is_empty() {
            return;
        }
        if !part.text.is_some_and(|text| self.read_quickly(text, part.origin, visitor)) {
            self.read_slowly(part, visitor);
        }
    }

    /// Reads a resource that is just as RFC 7643 has it; `false` when it may not be.
    fn read_quickly(&mut self, text: &str, origin: Origin<'_>, visitor: &mut impl ChunkVisitor) -> bool {
        self.arena.reset();
        let Self { reading, reader, arena, .. } = self;
        let Some(resource) = reader.read(text, arena) else { return false };
        let groups = match resource.resource_type {
            ResourceType::User if reading.reads_groups => {
                let Reading { groups, target, directory, .. } = reading;
                match groups.memberships_of_view(resource, None, target, directory) {
                    Some(groups) => groups,
                    None => return false,
                }
            }
            _ => Vec::new(),
        };
        visitor.resource(arena, &FoundResource { resource, assigned_id: None, groups: &groups, origin });
        true
    }

    /// Reads what the payload reader finds in the text, and tells what it cannot read.
    fn read_slowly(&mut self, part: Part<'_>, visitor: &mut impl ChunkVisitor) {
        let (entries, diagnostics) = self.read_entries(part);
        let line = part.origin.line;
        for diagnostic in &diagnostics {
            visitor.remark(diagnostic, line);
        }
        let errors: Vec<Diagnostic> = diagnostics.into_iter().filter(is_error).collect();
        if let Some(first) = errors.first() {
            visitor.bad(part.origin, &first.message, &errors);
        }
        let n_entries = entries.len();
        let assigned_id = (n_entries > 0).then(|| assigned_id(part.bytes)).flatten();
        for entry in entries {
            let mut origin = part.origin;
            if n_entries > 1 && part.is_line {
                origin.index = Some(entry.index);
            } else if n_entries > 1 {
                origin.entry = Some(entry.index);
            }
            match entry.content {
                PayloadContent::Resource(resource) => {
                    self.read_resource(resource, assigned_id.as_deref(), origin, visitor);
                }
                PayloadContent::Patch { .. } => {
                    let reason = "A PATCH request is not mapped by itself";
                    let diagnostic = Diagnostic::error(Code::NotAResource, reason)
                        .with_help("`scimwright simulate` applies it to a stored resource");
                    visitor.remark(&diagnostic, line);
                    visitor.bad(origin, reason, &[diagnostic]);
                }
                // What is neither a user nor a group was remarked when it was read.
                PayloadContent::Other => {}
            }
        }
    }

    fn read_entries(&self, part: Part<'_>) -> (Vec<PayloadEntry>, Vec<Diagnostic>) {
        let source = PayloadSource {
            file: self.reading.input_name,
            bytes: part.bytes,
            first_line: part.origin.line,
            limits: &self.limits,
        };
        if part.is_line {
            return read_payload_line(&source);
        }
        let mut entries = Vec::new();
        let (_, diagnostics) = visit_payload(&source, &mut |entry| entries.push(entry));
        (entries, diagnostics)
    }

    fn read_resource(
        &mut self,
        resource: Resource,
        assigned_id: Option<&str>,
        origin: Origin<'_>,
        visitor: &mut impl ChunkVisitor,
    ) {
        self.arena.reset();
        let Reading { groups, target, directory, .. } = self.reading;
        // Repairs are notes, and quick reading does not tell them.
        let (resource, _) = normalize_owned(resource);
        let groups = match resource.resource_type {
            ResourceType::Group => Vec::new(),
            ResourceType::User => groups.memberships_of(&resource, assigned_id, target, directory),
        };
        let resource = ResourceView::of(&resource);
        visitor.resource(&self.arena, &FoundResource { resource, assigned_id, groups: &groups, origin });
    }
}

fn tell_fault(origin: Origin<'_>, fault: ElementFault, visitor: &mut impl ChunkVisitor) {
    let code = match fault {
        ElementFault::TooLarge { .. } => Code::PayloadTooLarge,
        _ => Code::PayloadNotJson,
    };
    let diagnostic = Diagnostic::error(code, fault.message());
    visitor.remark(&diagnostic, origin.line);
    visitor.bad(origin, &diagnostic.message, std::slice::from_ref(&diagnostic));
}

fn is_error(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity == Severity::Error
}

/// The id that the service provider gave the resource, when the value is a sample of a project.
fn assigned_id(bytes: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct SampleHead {
        scim_id: Option<String>,
    }
    memchr::memmem::find(bytes, b"\"scim_id\"")?;
    serde_json::from_slice::<SampleHead>(bytes).ok()?.scim_id
}
