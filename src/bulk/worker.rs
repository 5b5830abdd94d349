//! From a chunk of the input to a batch of the output.

use crate::bulk::chunk_reader::{ChunkReader, ChunkVisitor, FoundResource, Reading};
use crate::bulk::import_rows::write_rows;
use crate::bulk::output::add_object;
use crate::bulk::record_line::{write_bad, write_run, write_without_rules};
use crate::bulk::{Batch, BulkFormat, BulkPlan, Chunk, CurrentChoice, Origin};
use crate::diagnostic::{Diagnostic, Severity};
use crate::mapping::{CompiledMapping, CurrentRecord, FieldOutcome, RecordRun, RunStatus, RunSubject};
use crate::scim::{ResourceType, ResourceView};
use crate::value::Arena;

/// What one thread needs to map chunks.
#[derive(Debug)]
pub struct Worker<'p> {
    plan: &'p BulkPlan,
    compiled: CompiledMapping,
    reader: ChunkReader<'p>,
}

impl<'p> Worker<'p> {
    /// Compiles the mapping. `resource_bytes` is the most that is read of one resource.
    pub fn new(plan: &'p BulkPlan, resource_bytes: usize) -> Self {
        let (compiled, _) = plan.compile();
        let reading = Reading {
            groups: &plan.groups,
            target: &plan.target,
            directory: &plan.directory,
            input_name: &plan.input_name,
            reads_groups: compiled.reads_groups(),
            resource_bytes,
        };
        let reader = ChunkReader::new(reading, compiled.resource_reader());
        Self { plan, compiled, reader }
    }

    /// Maps all resources of the chunk, in order.
    pub fn work(&mut self, chunk: &Chunk, batch: &mut Batch) {
        batch.begin(chunk.seq);
        batch.summary.lines = chunk.n_lines as u64;
        let Self { plan, compiled, reader } = self;
        reader.read(chunk, &mut Writer { plan, compiled, batch });
    }
}

/// Maps resources into a batch.
struct Writer<'w> {
    plan: &'w BulkPlan,
    compiled: &'w CompiledMapping,
    batch: &'w mut Batch,
}

impl ChunkVisitor for Writer<'_> {
    fn resource<'a>(&mut self, arena: &'a Arena, found: &FoundResource<'a>) {
        let Self { plan, compiled, batch } = self;
        let current = match plan.current {
            CurrentChoice::Matched => CurrentRecord::Matched,
            CurrentChoice::New => CurrentRecord::New,
        };
        let FoundResource { resource, assigned_id, groups, origin } = *found;
        let subject = RunSubject { resource, assigned_id, current, groups };
        let runs = (**compiled).run_in(arena, &subject, &plan.context);
        let origin = Origin { key: plan.key_of(resource), ..origin };
        plan.write_runs(&runs, resource.resource_type, origin, batch);
    }

    fn remark(&mut self, diagnostic: &Diagnostic, line: usize) {
        self.batch.summary.count_diagnostic(diagnostic, line);
    }

    fn bad(&mut self, origin: Origin<'_>, reason: &str, errors: &[Diagnostic]) {
        self.plan.add_bad(origin, reason, errors, self.batch);
    }
}

impl BulkPlan {
    fn key_of<'a>(&self, resource: ResourceView<'a>) -> Option<&'a str> {
        resource.attributes.get(self.key?.attribute()).as_text()
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
