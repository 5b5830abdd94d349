//! From a chunk of the input to a batch of the output.

use memchr::memchr_iter;
use serde::Deserialize;

use crate::bulk::import_rows::write_rows;
use crate::bulk::output::add_object;
use crate::bulk::record_line::{Origin, write_bad, write_run, write_without_rules};
use crate::bulk::{Batch, BulkFormat, BulkPlan, Chunk, ChunkContent, CurrentChoice, ElementFault};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::mapping::{
    CompiledMapping, CurrentRecord, FieldOutcome, GroupMembership, RecordRun, RunStatus, RunSubject,
};
use crate::scim::{
    PayloadContent, PayloadEntry, PayloadLimits, PayloadSource, Resource, ResourceReader, ResourceType,
    ResourceView, normalize_owned, read_payload_line, visit_payload,
};
use crate::value::Arena;

/// What one thread needs to map chunks.
#[derive(Debug)]
pub struct Worker<'p> {
    plan: &'p BulkPlan,
    compiled: CompiledMapping,
    reader: ResourceReader,
    /// Whether any script may read the groups of a user; nobody else does.
    reads_groups: bool,
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

impl<'p> Worker<'p> {
    /// Compiles the mapping. `resource_bytes` is the most that is read of one resource.
    pub fn new(plan: &'p BulkPlan, resource_bytes: usize) -> Self {
        let (compiled, _) = plan.compile();
        let reader = compiled.resource_reader();
        let reads_groups = compiled.reads_groups();
        let limits = PayloadLimits { bytes: resource_bytes, ..PayloadLimits::default() };
        Self { plan, compiled, reader, reads_groups, arena: Arena::new(), limits }
    }

    /// Maps all resources of the chunk, in order.
    pub fn work(&mut self, chunk: &Chunk, batch: &mut Batch) {
        batch.begin(chunk.seq);
        batch.summary.lines = chunk.n_lines as u64;
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
                    self.map_part(part(start..end, Origin { line, ..Origin::default() }, true), batch);
                    start = end + 1;
                }
            }
            ChunkContent::Elements(elements) => {
                for element in elements {
                    let origin = Origin { line: element.line, index: element.index, entry: None, key: None };
                    match element.fault {
                        Some(fault) => self.add_fault(origin, fault, batch),
                        None => self.map_part(part(element.range.clone(), origin, false), batch),
                    }
                }
            }
        }
    }

    fn map_part(&mut self, part: Part<'_>, batch: &mut Batch) {
        if part.bytes.is_empty() {
            return;
        }
        if !part.text.is_some_and(|text| self.map_quickly(text, part.origin, batch)) {
            self.map_slowly(part, batch);
        }
    }

    /// Maps a resource that is just as RFC 7643 has it; `false` when it may not be.
    fn map_quickly(&mut self, text: &str, origin: Origin<'_>, batch: &mut Batch) -> bool {
        self.arena.reset();
        let Self { plan, compiled, reader, reads_groups, arena, .. } = self;
        let Some(resource) = reader.read(text, arena) else { return false };
        let groups = match resource.resource_type {
            ResourceType::User if *reads_groups => {
                let known = &plan.groups;
                match known.memberships_of_view(resource, None, &plan.target, &plan.directory) {
                    Some(groups) => groups,
                    None => return false,
                }
            }
            _ => Vec::new(),
        };
        let subject = plan.subject(resource, None, &groups);
        let runs = compiled.run_in(arena, &subject, &plan.context);
        let origin = Origin { key: plan.key_of(resource), ..origin };
        plan.write_runs(&runs, resource.resource_type, origin, batch);
        true
    }

    /// Maps what the payload reader finds in the text, and says what it cannot read.
    fn map_slowly(&mut self, part: Part<'_>, batch: &mut Batch) {
        let (entries, diagnostics) = self.read_entries(part);
        let line = part.origin.line;
        for diagnostic in &diagnostics {
            batch.summary.count_diagnostic(diagnostic, line);
        }
        let errors: Vec<Diagnostic> = diagnostics.into_iter().filter(is_error).collect();
        if let Some(first) = errors.first() {
            self.plan.add_bad(part.origin, &first.message, &errors, batch);
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
                    self.map_resource(resource, assigned_id.as_deref(), origin, batch);
                }
                PayloadContent::Patch { .. } => {
                    let reason = "A PATCH request is not mapped by itself";
                    let diagnostic = Diagnostic::error(Code::NotAResource, reason)
                        .with_help("`scimwright simulate` applies it to a stored resource");
                    batch.summary.count_diagnostic(&diagnostic, line);
                    self.plan.add_bad(origin, reason, &[diagnostic], batch);
                }
                // What is neither a user nor a group was remarked when it was read.
                PayloadContent::Other => {}
            }
        }
    }

    fn read_entries(&self, part: Part<'_>) -> (Vec<PayloadEntry>, Vec<Diagnostic>) {
        let source = PayloadSource {
            file: &self.plan.input_name,
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

    fn map_resource(
        &mut self,
        resource: Resource,
        assigned_id: Option<&str>,
        origin: Origin<'_>,
        batch: &mut Batch,
    ) {
        self.arena.reset();
        let Self { plan, compiled, arena, .. } = self;
        // Repairs are notes, and quick reading does not tell them.
        let (resource, _) = normalize_owned(resource);
        let groups = match resource.resource_type {
            ResourceType::Group => Vec::new(),
            ResourceType::User => {
                plan.groups.memberships_of(&resource, assigned_id, &plan.target, &plan.directory)
            }
        };
        let view = ResourceView::of(&resource);
        let subject = plan.subject(view, assigned_id, &groups);
        let runs = compiled.run_in(arena, &subject, &plan.context);
        let origin = Origin { key: plan.key_of(view), ..origin };
        plan.write_runs(&runs, resource.resource_type, origin, batch);
    }

    fn add_fault(&self, origin: Origin<'_>, fault: ElementFault, batch: &mut Batch) {
        let code = match fault {
            ElementFault::TooLarge { .. } => Code::PayloadTooLarge,
            _ => Code::PayloadNotJson,
        };
        let diagnostic = Diagnostic::error(code, fault.message());
        batch.summary.count_diagnostic(&diagnostic, origin.line);
        self.plan.add_bad(origin, &diagnostic.message, std::slice::from_ref(&diagnostic), batch);
    }
}

impl BulkPlan {
    fn key_of<'a>(&self, resource: ResourceView<'a>) -> Option<&'a str> {
        resource.attributes.get(self.key?.attribute()).as_text()
    }

    fn subject<'a>(
        &self,
        resource: ResourceView<'a>,
        assigned_id: Option<&'a str>,
        groups: &'a [GroupMembership],
    ) -> RunSubject<'a> {
        let current = match self.current {
            CurrentChoice::Matched => CurrentRecord::Matched,
            CurrentChoice::New => CurrentRecord::New,
        };
        RunSubject { resource, assigned_id, current, groups }
    }

    fn write_runs(
        &self,
        runs: &[RecordRun<'_>],
        resource_type: ResourceType,
        origin: Origin<'_>,
        batch: &mut Batch,
    ) {
        batch.summary.resources += 1;
        let is_wanted =
            |run: &&RecordRun<'_>| self.record_type.as_deref().is_none_or(|name| name == run.record_type);
        let mut n_wanted = 0;
        for run in runs.iter().filter(is_wanted) {
            n_wanted += 1;
            batch.summary.count_run(origin.line, run);
            self.write_run(run, origin, batch);
        }
        if n_wanted == 0 && self.record_type.is_some() {
            batch.summary.passed_over += 1;
        } else if n_wanted == 0 {
            let resource_type = resource_type.name();
            let reason = format!("The mapping has no rules for the resource type {resource_type}");
            batch.summary.count_without_rules(origin.line, &reason);
            self.write_object(batch, |out| write_without_rules(out, origin, &reason));
            if self.writes_errors {
                add_object(&BulkFormat::NdJson, &mut batch.errors, |out| {
                    write_without_rules(out, origin, &reason);
                });
            }
        }
    }

    fn write_run(&self, run: &RecordRun<'_>, origin: Origin<'_>, batch: &mut Batch) {
        match &self.format {
            BulkFormat::Csv(file) if run.status == RunStatus::Written => {
                write_rows(&mut batch.output, file, run.fields);
            }
            _ => self.write_object(batch, |out| write_run(out, origin, run)),
        }
        let has_failed = |outcome: &FieldOutcome<'_>| {
            outcome.findings.iter().any(|finding| finding.severity() == Severity::Error)
        };
        if self.writes_errors && (run.status != RunStatus::Written || run.outcomes.iter().any(has_failed)) {
            add_object(&BulkFormat::NdJson, &mut batch.errors, |out| write_run(out, origin, run));
        }
    }

    /// Writes an object, in formats that have objects.
    fn write_object(&self, batch: &mut Batch, write: impl FnOnce(&mut Vec<u8>)) {
        if !matches!(self.format, BulkFormat::Csv(_)) {
            add_object(&self.format, &mut batch.output, write);
        }
    }

    fn add_bad(&self, origin: Origin<'_>, reason: &str, diagnostics: &[Diagnostic], batch: &mut Batch) {
        batch.summary.count_bad(origin.line, reason);
        if self.writes_errors {
            add_object(&BulkFormat::NdJson, &mut batch.errors, |out| {
                write_bad(out, origin, reason, diagnostics);
            });
        }
    }
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
