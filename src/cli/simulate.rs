//! `scimwright simulate`: what the next requests of a client do to a person.

use std::path::Path;

use jiff::Timestamp;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};

use crate::cli::ExitStatus;
use crate::cli::args::{Format, SimulateArgs};
use crate::cli::output::{Failure, default_format, print, print_json, say_diagnostics, status_of};
use crate::cli::simulate_text;
use crate::cli::source::{
    choose_client, choose_environment, id_of_sample, input_name, read_input, read_mapping_source,
    read_record, read_resource,
};
use crate::diagnostic::Diagnostic;
use crate::mapping::RunStatus;
use crate::project::ProjectModel;
use crate::scim::{Dialect, PayloadLimits, Repair, ResourceType, ScimError, read_payload};
use crate::simulate::{
    AttributeChange, ClientRequest, FieldChange, KnownResource, Label, RecordBasis, RecordChange, Simulation,
    SimulationInput, SimulationStep, StartRecord, read_requests,
};
use crate::target::Record;
use crate::workbench::{ProjectRunner, SampleInput};

/// What is printed: of the whole sequence, or of one step of it.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Report {
    pub resource: Option<Map<String, Value>>,
    pub record: Option<Record>,
    pub fields: Vec<FieldChange>,
    pub error: Option<ScimError>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request: Option<Value>,
    pub status: u16,
    pub record_type: Option<String>,
    pub basis: Option<RecordBasis>,
    pub record_status: Option<RunStatus>,
    pub reason: Option<String>,
    pub record_before: Option<Record>,
    pub attributes: Vec<AttributeChange>,
    pub repairs: Vec<Repair>,
    pub notes: Vec<String>,
    #[serde(serialize_with = "in_words_of_the_report")]
    pub members: Vec<RecordChange>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Report>,
}

pub(super) fn simulate(args: &SimulateArgs) -> Result<ExitStatus, Failure> {
    let source = read_mapping_source(&args.mapping)?;
    let environment = choose_environment(&source.model, args.environment.as_deref())?;
    let given_client = args.client.as_deref().map(choose_client).transpose()?;
    let stored = args.resource.as_deref().map(read_stored).transpose()?;
    let record = args.person.as_deref().map(read_record).transpose()?;
    let mut diagnostics = source.diagnostics.clone();
    let requests = read_all_requests(args, stored.is_some(), &mut diagnostics)?;
    let known = read_known(&args.known, &source.model, &mut diagnostics)?;
    let dialect = given_client.unwrap_or_else(|| client_of(&requests, &source.model));
    let now = args.now.unwrap_or_else(Timestamp::now);
    let mut runner = ProjectRunner::new(&source.model, &environment, now, []);
    diagnostics.extend_from_slice(runner.diagnostics());
    let simulation = runner.simulator(&known).run(&SimulationInput {
        stored: stored.as_ref(),
        record: record.map_or(StartRecord::Found, StartRecord::Given),
        requests: &requests,
        dialect,
    });
    say_diagnostics(&diagnostics);
    let report = report_of(&simulation, dialect);
    match args.format.unwrap_or(default_format()) {
        Format::Json => print_json(&report),
        Format::Text => print(&simulate_text::render(&report)),
    }
    Ok(status_of(&diagnostics).max(ExitStatus::from(has_failed(&simulation))))
}

fn read_stored(path: &Path) -> Result<KnownResource, Failure> {
    // Standard input can be read once, and a sample says the id beside the resource.
    let assigned_id = if path == Path::new("-") { None } else { id_of_sample(&read_input(path)?) };
    Ok(KnownResource { resource: read_resource(path)?, assigned_id })
}

fn read_all_requests(
    args: &SimulateArgs,
    has_stored: bool,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Vec<ClientRequest>, Failure> {
    let mut requests: Vec<ClientRequest> = Vec::new();
    for path in &args.requests {
        let has_stored = has_stored || !requests.is_empty();
        let (found, said) = read_requests(&input_name(path), &read_input(path)?, has_stored);
        requests.extend(found);
        diagnostics.extend(said);
    }
    if requests.is_empty() {
        say_diagnostics(diagnostics);
        return Err(Failure::input("there is no request to simulate"));
    }
    Ok(requests)
}

/// The users and groups beside the stored one: first those that are named, then the samples of the
/// project, of which the last that shows a resource counts.
fn read_known(
    paths: &[std::path::PathBuf],
    model: &ProjectModel,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Vec<KnownResource>, Failure> {
    let mut known = Vec::new();
    for path in paths {
        let bytes = read_input(path)?;
        let (payload, said) = read_payload(&input_name(path), &bytes, &PayloadLimits::default());
        diagnostics.extend(said);
        let assigned_id = id_of_sample(&bytes);
        let resources = payload.entries.iter().filter_map(|entry| entry.as_resource());
        known.extend(resources.map(|resource| SampleInput::new(resource, assigned_id.clone()).known()));
    }
    let samples = model.samples.iter().rev().filter_map(|sample| SampleInput::of_sample(sample).ok());
    known.extend(samples.map(|sample| sample.known()));
    Ok(known)
}

/// The client whose marks a request bears, else that of the project, else the strict one.
fn client_of(requests: &[ClientRequest], model: &ProjectModel) -> &'static Dialect {
    let guessed = requests.iter().find_map(|request| Dialect::detect(&request.body));
    guessed
        .and_then(Dialect::by_name)
        .or_else(|| Dialect::by_name(&model.settings.client))
        .unwrap_or_else(Dialect::strict)
}

/// A refused request, a record that cannot be written, or a field that does not take its value.
fn has_failed(simulation: &Simulation) -> bool {
    simulation.steps.iter().any(|step| {
        let is_user = step.request.resource_type == ResourceType::User && step.resource_after.is_some();
        step.error.is_some()
            || step.records.iter().any(|record| {
                record.status == RunStatus::Failed
                    || (is_user && record.because.is_empty() && record.status == RunStatus::Rejected)
                    || (record.status == RunStatus::Written
                        && record.fields.iter().any(|change| change.label == Label::Rejected))
            })
    })
}

fn report_of(simulation: &Simulation, dialect: &Dialect) -> Report {
    let steps: Vec<Report> = simulation.steps.iter().map(step_report).collect();
    let overall = simulation.overall();
    let mut report = Report { client: Some(dialect.name.clone()), ..empty_report() };
    let reached = simulation.last_reached().and_then(|step| step.resource_after.as_ref());
    report.resource = reached.map(|resource| resource.attributes.clone());
    report.status = steps.last().map(|step| step.status).unwrap_or_default();
    report.take(main_record(&overall));
    report.error = steps.iter().rev().find_map(|step| step.error.clone());
    report.attributes = steps.iter().flat_map(|step| step.attributes.clone()).collect();
    report.repairs = steps.iter().flat_map(|step| step.repairs.clone()).collect();
    report.notes = steps.iter().flat_map(|step| step.notes.clone()).collect();
    report.members = steps.iter().flat_map(|step| step.members.clone()).collect();
    match steps.as_slice() {
        [only] => report.request.clone_from(&only.request),
        _ => report.steps = steps,
    }
    report
}

fn step_report(step: &SimulationStep) -> Report {
    let (own, members): (Vec<RecordChange>, Vec<RecordChange>) =
        step.records.iter().cloned().partition(|record| record.because.is_empty());
    let mut report = Report {
        resource: step.resource_after.as_ref().map(|resource| resource.attributes.clone()),
        error: step.error.clone(),
        request: Some(json!({
            "method": step.request.method,
            "path": step.request.path,
            "title": step.request.title,
        })),
        status: step.status,
        attributes: step.attributes.clone(),
        repairs: step.repairs.clone(),
        notes: step.notes.clone(),
        members,
        ..empty_report()
    };
    report.take(main_record(&own));
    report
}

/// The records of members, with the keys that the record of the resource has.
fn in_words_of_the_report<S: Serializer>(members: &[RecordChange], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(members.iter().map(|member| {
        json!({
            "subject": member.subject,
            "because": member.because,
            "record": member.after,
            "fields": member.fields,
            "record_type": member.record_type,
            "basis": member.basis,
            "record_status": member.status,
            "reason": member.reason,
            "record_before": member.before,
        })
    }))
}

/// A resource can stand for several kinds of record; the one that is written counts.
fn main_record(records: &[RecordChange]) -> Option<&RecordChange> {
    let written = records.iter().find(|record| record.status == RunStatus::Written);
    let existing = || records.iter().find(|record| record.before.is_some());
    written.or_else(existing).or_else(|| records.first())
}

fn empty_report() -> Report {
    Report {
        resource: None,
        record: None,
        fields: Vec::new(),
        error: None,
        client: None,
        request: None,
        status: 0,
        record_type: None,
        basis: None,
        record_status: None,
        reason: None,
        record_before: None,
        attributes: Vec::new(),
        repairs: Vec::new(),
        notes: Vec::new(),
        members: Vec::new(),
        steps: Vec::new(),
    }
}

impl Report {
    fn take(&mut self, record: Option<&RecordChange>) {
        let Some(record) = record else { return };
        self.record.clone_from(&record.after);
        self.fields.clone_from(&record.fields);
        self.record_type = Some(record.record_type.clone());
        self.basis = Some(record.basis.clone());
        self.record_status = Some(record.status);
        self.reason.clone_from(&record.reason);
        self.record_before.clone_from(&record.before);
    }
}
