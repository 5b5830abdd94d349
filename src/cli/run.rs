//! `scimwright run`: a mapping on payloads.

use std::fmt::Write as _;

use jiff::Timestamp;
use serde::Serialize;

use crate::cli::ExitStatus;
use crate::cli::args::{Format, RunArgs};
use crate::cli::output::{Failure, default_format, print, print_json, say_diagnostics, status_of};
use crate::cli::source::{
    choose_environment, id_of_sample, input_name, read_input, read_mapping_source, read_record,
};
use crate::diagnostic::{Code, Diagnostic, Severity, worst};
use crate::mapping::{CurrentRecord, MappingRun, OutcomeKind, RuleOutcome, RunStatus};
use crate::project::ProjectModel;
use crate::scim::{PayloadContent, PayloadEntry, PayloadLimits, read_payload};
use crate::target::Record;
use crate::workbench::{ProjectRunner, SampleInput, display_value};

/// One rule set run on one resource, as it is printed.
#[derive(Debug, Serialize)]
struct RunItem {
    source: String,
    resource_type: Option<&'static str>,
    record_type: Option<String>,
    status: RunStatus,
    reason: Option<String>,
    record: Option<Record>,
    outcomes: Vec<RuleOutcome>,
    diagnostics: Vec<Diagnostic>,
}

struct Entry {
    source: String,
    /// `Err`: why there is nothing to run.
    input: Result<SampleInput, String>,
}

pub(super) fn run(args: &RunArgs) -> Result<ExitStatus, Failure> {
    let source = read_mapping_source(&args.mapping)?;
    let environment = choose_environment(&source.model, args.environment.as_deref())?;
    let current = args.person.as_deref().map(read_record).transpose()?;
    let (entries, mut diagnostics) = read_entries(&args.payloads)?;
    diagnostics.splice(0..0, source.diagnostics.iter().cloned());
    let now = args.now.unwrap_or_else(Timestamp::now);
    let samples = sample_inputs(&source.model);
    let groups = samples.iter().chain(entries.iter().filter_map(|entry| entry.input.as_ref().ok()));
    let mut runner = ProjectRunner::new(&source.model, &environment, now, groups);
    diagnostics.extend_from_slice(runner.diagnostics());
    let choice = match &current {
        Some(record) => CurrentRecord::Given(record),
        None if args.new || !source.has_records => CurrentRecord::New,
        None => CurrentRecord::Matched,
    };
    let items: Vec<_> = entries.iter().flat_map(|entry| run_entry(&mut runner, entry, choice)).collect();
    say_diagnostics(&diagnostics);
    match args.format.unwrap_or(default_format()) {
        Format::Json => print_json(&items),
        Format::Text => print(&items.iter().map(render_item).collect::<String>()),
    }
    let failed = items.iter().any(RunItem::has_failed);
    Ok(status_of(&diagnostics).max(ExitStatus::from(failed)))
}

fn read_entries(paths: &[std::path::PathBuf]) -> Result<(Vec<Entry>, Vec<Diagnostic>), Failure> {
    let mut entries = Vec::new();
    let mut diagnostics = Vec::new();
    for path in paths {
        let name = input_name(path);
        let bytes = read_input(path)?;
        let (payload, found) = read_payload(&name, &bytes, &PayloadLimits::default());
        diagnostics.extend(found);
        let assigned_id = id_of_sample(&bytes);
        entries.extend(payload.entries.iter().map(|entry| to_entry(&name, entry, assigned_id.as_ref())));
    }
    Ok((entries, diagnostics))
}

fn to_entry(name: &str, entry: &PayloadEntry, assigned_id: Option<&String>) -> Entry {
    let input = match &entry.content {
        PayloadContent::Resource(resource) => Ok(SampleInput::new(resource, assigned_id.cloned())),
        PayloadContent::Patch { .. } => Err(
            "A PATCH request is not mapped by itself; `scimwright simulate` applies it to a stored resource"
                .to_owned(),
        ),
        PayloadContent::Other => Err("This is no User or Group".to_owned()),
    };
    Entry { source: format!("{name}#{}", entry.index), input }
}

/// The samples of the project, for the groups among them.
fn sample_inputs(model: &ProjectModel) -> Vec<SampleInput> {
    model.samples.iter().filter_map(|sample| SampleInput::of_sample(sample).ok()).collect()
}

fn run_entry(runner: &mut ProjectRunner, entry: &Entry, current: CurrentRecord<'_>) -> Vec<RunItem> {
    let input = match &entry.input {
        Ok(input) => input,
        Err(why) => return vec![RunItem::not_run(entry, None, why.clone())],
    };
    let runs = runner.run(input, current);
    if runs.is_empty() {
        let resource_type = input.resource.resource_type.name();
        let why = format!("The mapping has no rules for the resource type {resource_type}");
        return vec![RunItem::not_run(entry, Some(resource_type), why)];
    }
    runs.into_iter().map(|run| RunItem::new(entry, input, run)).collect()
}

impl RunItem {
    fn not_run(entry: &Entry, resource_type: Option<&'static str>, why: String) -> Self {
        Self {
            source: entry.source.clone(),
            resource_type,
            record_type: None,
            status: RunStatus::Failed,
            reason: Some(why),
            record: None,
            outcomes: Vec::new(),
            diagnostics: Vec::new(),
        }
    }

    fn new(entry: &Entry, input: &SampleInput, run: MappingRun) -> Self {
        let repairs = input
            .repairs
            .iter()
            .map(|repair| Diagnostic::note(Code::QuirkRepaired, repair.message()).in_file(&entry.source));
        Self {
            source: entry.source.clone(),
            resource_type: Some(run.resource_type.name()),
            diagnostics: repairs.chain(run.diagnostics().cloned()).collect(),
            record: (run.status == RunStatus::Written).then_some(run.record),
            record_type: Some(run.record_type),
            status: run.status,
            reason: run.reason,
            outcomes: run.outcomes,
        }
    }

    fn has_failed(&self) -> bool {
        self.status == RunStatus::Failed
            || (self.status == RunStatus::Written && worst(&self.diagnostics) == Some(Severity::Error))
    }
}

fn render_item(item: &RunItem) -> String {
    let kind = item.record_type.as_deref().unwrap_or("nothing");
    let mut text = format!("{} → {kind}: {}", item.source, item.status.word());
    if let Some(reason) = &item.reason {
        let _ = write!(text, " ({reason})");
    }
    text.push('\n');
    let width = item.outcomes.iter().map(|outcome| outcome.field.len()).max().unwrap_or(0);
    for outcome in &item.outcomes {
        let sign = match outcome.outcome {
            OutcomeKind::Set => '+',
            OutcomeKind::Kept => '=',
            OutcomeKind::Cleared => '0',
            OutcomeKind::Failed => '!',
            OutcomeKind::Skipped => '-',
        };
        let shown = match outcome.outcome {
            OutcomeKind::Failed => outcome.reason.clone(),
            _ => display_value(&outcome.value),
        };
        let word = outcome.outcome.word();
        let line = format!("  {sign} {:width$}  {word:7}  {shown}", outcome.field);
        text.push_str(line.trim_end());
        text.push('\n');
    }
    for diagnostic in &item.diagnostics {
        let _ = writeln!(
            text,
            "  {}[{}]: {}",
            diagnostic.severity.word(),
            diagnostic.code.id(),
            diagnostic.message
        );
    }
    text
}
