//! `scimwright run`: a mapping on payloads.

use std::fmt::Write as _;

use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Value as JsonValue, json};

use crate::cli::ExitStatus;
use crate::cli::args::{Format, RunArgs};
use crate::cli::output::{Failure, default_format, print, print_json, say_diagnostics, status_of};
use crate::cli::run_trace::{trace_json, trace_text};
use crate::cli::source::{
    choose_environment, id_of_sample, input_name, read_input, read_mapping_source, read_record,
};
use crate::diagnostic::{Code, Diagnostic, Severity, worst};
use crate::mapping::{
    CurrentRecord, MappingRun, OutcomeKind, RuleOutcome, RuleTrace, RunStatus, TracedScript,
};
use crate::project::ProjectModel;
use crate::scim::{PayloadContent, PayloadEntry, PayloadLimits, read_payload};
use crate::script::TraceValue;
use crate::target::Record;
use crate::workbench::{ProjectRunner, SampleInput, display_value, why};

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
    /// What the scripts did, when that was asked for.
    #[serde(skip)]
    traces: Vec<RuleTrace>,
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
    let wanted = WantedTraces::new(args, &source.model)?;
    let items: Vec<_> =
        entries.iter().flat_map(|entry| run_entry(&mut runner, entry, choice, &wanted)).collect();
    say_diagnostics(&diagnostics);
    match args.format.unwrap_or(default_format()) {
        Format::Json if args.trace => print_json(&items.iter().map(RunItem::traced_json).collect::<Vec<_>>()),
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

fn run_entry(
    runner: &mut ProjectRunner,
    entry: &Entry,
    current: CurrentRecord<'_>,
    wanted: &WantedTraces<'_>,
) -> Vec<RunItem> {
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
    let traces = if wanted.is_anything() {
        runner.trace(input, current, &|script| wanted.has(script))
    } else {
        Vec::new()
    };
    let of_run = |run: MappingRun| {
        let traces = traces.iter().filter(|trace| trace.rule_set_idx == run.rule_set_idx).cloned().collect();
        RunItem { traces, ..RunItem::new(entry, input, run) }
    };
    runs.into_iter().map(of_run).collect()
}

/// The scripts whose traces are asked for.
struct WantedTraces<'w> {
    args: &'w RunArgs,
    model: &'w ProjectModel,
}

impl<'w> WantedTraces<'w> {
    fn new(args: &'w RunArgs, model: &'w ProjectModel) -> Result<Self, Failure> {
        let rules = || model.mapping.rule_sets.iter().flat_map(|rule_set| &rule_set.rules);
        let is_unknown = |field: &&String| *field != CONDITION && !rules().any(|rule| rule.field == **field);
        match args.fields.iter().find(is_unknown) {
            Some(field) => Err(Failure::input(format!("no rule fills `{field}`"))),
            None => Ok(Self { args, model }),
        }
    }

    fn is_anything(&self) -> bool {
        self.args.trace
    }

    fn has(&self, script: TracedScript) -> bool {
        let rule_set = self.model.mapping.rule_sets.get(script.rule_set_idx);
        let name = match script.rule_idx {
            Some(rule) => rule_set.and_then(|set| set.rules.get(rule)).map(|rule| rule.field.as_str()),
            None => Some(CONDITION),
        };
        let fields = &self.args.fields;
        fields.is_empty() || name.is_some_and(|name| fields.iter().any(|field| field == name))
    }
}

/// What stands for the condition among the names of fields.
const CONDITION: &str = "condition";

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
            traces: Vec::new(),
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
            traces: Vec::new(),
        }
    }

    /// The item with what its scripts did: in each outcome `trace` and `because`, and the same of the
    /// condition.
    fn traced_json(&self) -> JsonValue {
        let mut item = serde_json::to_value(self).unwrap_or_default();
        for trace in &self.traces {
            let told = json!({ "because": why(trace).plain(), "trace": trace_json(trace) });
            let at = trace.rule_idx.map(|rule| self.outcomes.iter().position(|of| of.rule_idx == rule));
            match at {
                None => item["condition"] = told,
                Some(Some(idx)) => {
                    if let (Some(JsonValue::Object(outcome)), JsonValue::Object(told)) =
                        (item["outcomes"].get_mut(idx), told)
                    {
                        outcome.extend(told);
                    }
                }
                Some(None) => {}
            }
        }
        item
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
    for trace in &item.traces {
        text.push_str(&trace_text(trace, &title_of(trace)));
    }
    text
}

/// What a trace is of, with what came of it: `job_title = "Engineer"`.
fn title_of(trace: &RuleTrace) -> String {
    match &trace.outcome {
        Some(outcome) => {
            let value = TraceValue::of_json(&outcome.value);
            let shown = if value.is_missing { "nothing" } else { &value.shown };
            format!("{} {} {shown}", outcome.field, outcome.outcome.word())
        }
        None => trace.title.clone(),
    }
}
