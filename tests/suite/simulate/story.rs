//! A simulation in the making, and what came of it as text.

use std::fmt::Write as _;

use scimwright::diagnostic::Severity;
use scimwright::project::ProjectModel;
use scimwright::scim::Dialect;
use scimwright::simulate::{
    ClientRequest, FieldChange, KnownResource, RecordChange, Simulation, SimulationInput, SimulationStep,
    Simulator, StartRecord, read_requests,
};
use scimwright::workbench::ProjectRunner;
use serde_json::{Value, json};

use crate::bench::{Bench, ENVIRONMENT};
use crate::simulate::templates::known;

/// What is simulated.
#[derive(Clone, Debug)]
pub struct Story {
    model: ProjectModel,
    stored: Option<KnownResource>,
    record: StartRecord,
    known: Vec<KnownResource>,
    client: &'static str,
    requests: Vec<ClientRequest>,
}

impl Story {
    pub fn of(bench: Bench) -> Self {
        Self {
            model: bench.model,
            stored: None,
            record: StartRecord::Found,
            known: Vec::new(),
            client: Dialect::STRICT,
            requests: Vec::new(),
        }
    }

    pub fn client(mut self, client: &'static str) -> Self {
        self.client = client;
        self
    }

    pub fn stored(mut self, payload: Value) -> Self {
        self.stored = Some(known(payload));
        self
    }

    pub fn beside(mut self, payload: Value) -> Self {
        self.known.push(known(payload));
        self
    }

    /// A request in any of the forms that can be read.
    #[track_caller]
    pub fn request(mut self, request: Value) -> Self {
        let has_stored = self.stored.is_some() || !self.requests.is_empty();
        let (requests, said) = read_requests("r.json", request.to_string().as_bytes(), has_stored);
        let problem = said.iter().find(|diagnostic| diagnostic.severity > Severity::Note);
        assert_eq!(problem, None);
        self.requests.extend(requests);
        self
    }

    /// A PATCH request with these operations.
    #[track_caller]
    pub fn patch(self, operations: Value) -> Self {
        self.request(
            json!({ "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": operations }),
        )
    }

    pub fn with<T>(&self, act: impl FnOnce(&mut Simulator<'_>) -> T) -> T {
        let now = "2026-11-21T08:00:00Z".parse().expect("a time");
        let environment =
            self.model.settings.environments.first().map_or(ENVIRONMENT, |first| first.name.as_str());
        let mut runner = ProjectRunner::new(&self.model, environment, now, []);
        act(&mut runner.simulator(&self.known))
    }

    pub fn run(&self) -> Simulation {
        self.with(|simulator| {
            simulator.run(&SimulationInput {
                stored: self.stored.as_ref(),
                record: self.record.clone(),
                requests: &self.requests,
                dialect: Dialect::by_name(self.client).expect("a client"),
            })
        })
    }

    /// What happens to a field when the target gives back what the record holds.
    #[track_caller]
    pub fn on_a_target_without_scim_records(&self, field: &str) -> FieldChange {
        let simulation = self.with(|simulator| {
            let mut target = simulator.target.clone();
            target.service_provider.keeps_resource_apart = false;
            let mut simulator = Simulator {
                compiled: &mut *simulator.compiled,
                context: simulator.context,
                target: &target,
                directory: simulator.directory,
                known: simulator.known,
            };
            simulator.run(&SimulationInput {
                stored: self.stored.as_ref(),
                record: self.record.clone(),
                requests: &self.requests,
                dialect: Dialect::by_name(self.client).expect("a client"),
            })
        });
        let fields = &simulation.steps[0].records[0].fields;
        fields.iter().find(|change| change.field == field).expect("a field").clone()
    }

    /// The only step.
    #[track_caller]
    pub fn step(&self) -> SimulationStep {
        let mut simulation = self.run();
        assert_eq!(simulation.steps.len(), 1);
        simulation.steps.remove(0)
    }

    /// What happens to a field of the resource's own record in the last step, such as
    /// `set null → "A": …`, with `↻` when it is sent again.
    #[track_caller]
    pub fn field(&self, field: &str) -> String {
        let simulation = self.run();
        let step = simulation.steps.last().expect("a step");
        let record = step.records.iter().find(|record| record.because.is_empty());
        let fields = record.map(|record| record.fields.as_slice()).unwrap_or_default();
        let change = fields.iter().find(|change| change.field == field);
        change.map_or_else(
            || "none".to_owned(),
            |change| {
                let again = if change.resend { "↻ " } else { "" };
                format!(
                    "{again}{} {} → {}: {}",
                    change.label.word(),
                    change.before,
                    change.after,
                    change.reason
                )
            },
        )
    }

    /// Everything, a line each.
    pub fn text(&self) -> String {
        self.run().steps.iter().map(step_text).collect()
    }
}

/// A step: the answer, the attributes, the records with the fields that do not simply stay.
pub fn step_text(step: &SimulationStep) -> String {
    let mut text = format!("{} {} {}\n", step.request.method.word(), step.request.path, step.status);
    if let Some(error) = &step.error {
        let _ = writeln!(text, "  error {error}");
    }
    for note in &step.notes {
        let _ = writeln!(text, "  note {note}");
    }
    for change in &step.attributes {
        let again = if change.resend { "↻ " } else { "" };
        let (path, label, reason) = (&change.path, change.label.word(), &change.reason);
        let _ = writeln!(text, "  {again}{path}: {label} {} → {}: {reason}", change.before, change.after);
    }
    text += &step.records.iter().map(record_text).collect::<String>();
    text
}

fn record_text(record: &RecordChange) -> String {
    let because = if record.because.is_empty() { String::new() } else { format!(", {}", record.because) };
    let reason = record.reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
    let basis = format!("{:?}", record.basis).to_lowercase();
    let mut text = format!(
        "  {} {} ({basis}{because}) {}{reason}\n",
        record.record_type,
        record.subject,
        record.status.word()
    );
    for change in &record.fields {
        let again = if change.resend { "↻ " } else { "" };
        let (field, label, reason) = (&change.field, change.label.word(), &change.reason);
        let _ = writeln!(text, "    {again}{field}: {label} {} → {}: {reason}", change.before, change.after);
    }
    text
}
