//! The background work behind the Simulate view.

use std::collections::HashMap;
use std::sync::Arc;

use crate::mapping::{CurrentRecord, MappingRun, RunStatus};
use crate::project::ProjectModel;
use crate::scim::{Dialect, ResourceType};
use crate::simulate::{
    ClientRequest, EmptyMatrix, KnownResource, MatchKind, RecordBasis, RecordChange, Simulation,
    SimulationInput, Simulator, StartRecord, Template, empty_matrix, match_preview, template_requests,
};
use crate::workbench::recompute::{Prepared, PreparedSamples};
use crate::workbench::simulation::managers::possible_managers;
use crate::workbench::simulation::rows::record_name;
use crate::workbench::simulation::view::{StartView, body_problem};
use crate::workbench::simulation::{
    Behind, EmptyView, MatchesView, RecordChoice, RequestCard, Scenario, ScenarioEntry, SimulationAnswer,
    SimulationPart, SimulationQuestion, SimulationView,
};
use crate::workbench::{ProjectRunner, SampleInput};

/// What simulating leaves for the next time: samples that are ready to be used.
#[derive(Debug, Default)]
pub struct SimulationCache {
    samples: PreparedSamples,
}

/// Answers a question part by part. Stops when `is_cancelled` says so in between; it is asked before
/// each request and each client.
pub fn simulate(
    question: &SimulationQuestion,
    cache: &mut SimulationCache,
    is_cancelled: &dyn Fn() -> bool,
    answer: &mut dyn FnMut(SimulationPart, SimulationAnswer),
) {
    let inputs = cache.samples.prepare(&question.model.samples);
    let mut desk = Desk { question, inputs: &inputs, is_cancelled };
    for part in &question.parts {
        let mut send = |value: SimulationAnswer| answer(part.clone(), value);
        match part {
            SimulationPart::Requests { .. } => {
                if let Some(view) = desk.requests() {
                    send(SimulationAnswer::Requests(Arc::new(view)));
                }
            }
            SimulationPart::Empty { field, record, .. } => desk.empty(field, *record, &mut |view| {
                send(SimulationAnswer::Empty(Arc::new(view)));
            }),
            SimulationPart::Matches { .. } => {
                if !is_cancelled() {
                    send(SimulationAnswer::Matches(Arc::new(desk.matches())));
                }
            }
        }
    }
}

/// A question with the samples at hand.
struct Desk<'q> {
    question: &'q SimulationQuestion,
    inputs: &'q [Prepared],
    is_cancelled: &'q dyn Fn() -> bool,
}

impl Desk<'_> {
    fn model(&self) -> &ProjectModel {
        &self.question.model
    }

    fn dialect(&self) -> &'static Dialect {
        Dialect::by_name(&self.question.client).unwrap_or_else(Dialect::strict)
    }

    fn runner(&self) -> ProjectRunner {
        let ready = self.inputs.iter().filter_map(|input| input.as_ref().as_ref().ok());
        ProjectRunner::new(self.model(), &self.question.environment, self.question.now, ready)
    }

    /// The user or group that the story is about.
    fn subject(&self) -> Option<KnownResource> {
        let stem = self.question.subject.as_deref()?;
        let idx = self.model().samples.iter().position(|sample| sample.stem == stem)?;
        known_of(self.inputs.get(idx)?)
    }

    /// The users and groups of the samples, each with its sample. Samples that show the same one at
    /// different times count once, as the last one shows it.
    fn known(&self) -> Vec<(usize, KnownResource)> {
        let mut known: Vec<(usize, KnownResource)> = Vec::new();
        let mut places: HashMap<(ResourceType, String), usize> = HashMap::new();
        for (idx, input) in self.inputs.iter().enumerate() {
            let Some(resource) = known_of(input) else { continue };
            let key = resource.id().map(|id| (resource.resource.resource_type, id.to_owned()));
            if let Some(place) = key.as_ref().and_then(|key| places.get(key)) {
                known[*place] = (idx, resource);
            } else {
                places.extend(key.map(|key| (key, known.len())));
                known.push((idx, resource));
            }
        }
        known
    }

    fn requests(&mut self) -> Option<SimulationView> {
        let Some(subject) = self.subject() else { return Some(SimulationView::default()) };
        let others = self.known().into_iter().map(|(_, known)| known);
        let others: Vec<_> = others.filter(|other| !other.is_same(&subject)).collect();
        let mut runner = self.runner();
        let scenario = &self.question.scenario;
        let up_to_date = up_to_date(&mut runner, &subject);
        let start = start_record(scenario.record, &up_to_date);
        let mut simulator = runner.simulator(&others);
        let mut story =
            Story { dialect: self.dialect(), scenario, subject: &subject, start, cards: Vec::new() };
        for entry in 0..scenario.entries.len() {
            if (self.is_cancelled)() {
                return None;
            }
            story.tell(entry, &mut simulator);
        }
        let simulation = story.run(&mut simulator);
        let is_found = scenario.record == RecordChoice::AsFound && scenario.has_stored();
        Some(SimulationView {
            cards: story.cards,
            start: start_of(scenario, &simulation, &up_to_date),
            behind: if is_found { behind(&up_to_date) } else { Behind::default() },
            simulation,
        })
    }

    fn empty(&mut self, field: &str, record: RecordChoice, send: &mut dyn FnMut(EmptyView)) {
        let Some(subject) = self.subject() else {
            return send(EmptyView { matrix: None, is_complete: true });
        };
        let others = self.known().into_iter().map(|(_, known)| known);
        let others: Vec<_> = others.filter(|other| !other.is_same(&subject)).collect();
        let mut runner = self.runner();
        let start = start_record(record, &up_to_date(&mut runner, &subject));
        let mut simulator = runner.simulator(&others);
        let mut whole: Option<EmptyMatrix> = None;
        let clients = clients_from(self.dialect());
        for (idx, client) in clients.iter().enumerate() {
            if (self.is_cancelled)() {
                return;
            }
            // Every client empties the attribute that the first one does.
            let attribute = whole.as_ref().map(|matrix| matrix.attribute.clone());
            let part =
                empty_matrix(&mut simulator, &subject, &start, field, attribute.as_deref(), &[*client]);
            match (&mut whole, part) {
                (Some(whole), Some(part)) => whole.rows.extend(part.rows),
                (None, Some(part)) => whole = Some(part),
                (_, None) => {}
            }
            let is_complete = whole.is_none() || idx + 1 == clients.len();
            send(EmptyView { matrix: whole.clone(), is_complete });
            if whole.is_none() {
                return;
            }
        }
    }

    fn matches(&mut self) -> MatchesView {
        let (samples, known): (Vec<usize>, Vec<KnownResource>) = self.known().into_iter().unzip();
        let mut runner = self.runner();
        let mut simulator = runner.simulator(&known);
        let mut rows = match_preview(&mut simulator);
        rows.sort_by_key(|row| match row.kind {
            MatchKind::CreatedTwice => 0,
            MatchKind::Shared => 1,
            MatchKind::NotWritten => 2,
            MatchKind::Created => 3,
            MatchKind::Matched => 4,
            MatchKind::Linked => 5,
            MatchKind::NoRecord => 6,
        });
        MatchesView { rows, samples }
    }
}

/// A story that is being written as requests.
struct Story<'q> {
    dialect: &'static Dialect,
    scenario: &'q Scenario,
    subject: &'q KnownResource,
    /// The record before the first request.
    start: StartRecord,
    cards: Vec<RequestCard>,
}

impl Story<'_> {
    /// Writes an entry as requests of the client.
    fn tell(&mut self, entry: usize, simulator: &mut Simulator<'_>) {
        match self.scenario.entries.get(entry) {
            Some(ScenarioEntry::Change(template)) => self.tell_change(entry, *template, simulator),
            Some(ScenarioEntry::Request(edited)) => {
                let (request, problem) = match edited.request() {
                    Ok(request) => (Some(request), None),
                    Err(_) => (None, body_problem(&edited.title, &edited.body)),
                };
                self.cards.push(RequestCard { request, problem, ..card(entry, 0) });
            }
            None => {}
        }
    }

    /// A change is written on top of what the requests before it left.
    fn tell_change(&mut self, entry: usize, template: Template, simulator: &mut Simulator<'_>) {
        let stored = if self.requests().is_empty() {
            Some(self.subject.clone())
        } else {
            let after = self.run(simulator).steps.pop().and_then(|step| step.resource_after);
            after.map(|resource| KnownResource { resource, assigned_id: self.subject.assigned_id.clone() })
        };
        let Some(stored) = stored else {
            let note = "There is nobody left to whom this could happen: the requests before removed the user or group";
            self.cards.push(RequestCard { note: note.to_owned(), ..card(entry, 0) });
            return;
        };
        let written = match template {
            Template::ChangeManager => {
                template_requests(template, self.dialect, &stored, &possible_managers(simulator))
            }
            _ => template_requests(template, self.dialect, &stored, simulator.known),
        };
        if written.requests.is_empty() {
            self.cards.push(RequestCard { note: written.note.clone(), ..card(entry, 0) });
        }
        for (part, request) in written.requests.into_iter().enumerate() {
            let note = if part == 0 { written.note.clone() } else { String::new() };
            self.cards.push(RequestCard { request: Some(request), note, ..card(entry, part) });
        }
    }

    fn requests(&self) -> Vec<ClientRequest> {
        self.cards.iter().filter_map(|card| card.request.clone()).collect()
    }

    /// Runs the requests so far, and notes at each card which step it is.
    fn run(&mut self, simulator: &mut Simulator<'_>) -> Simulation {
        let requests = self.requests();
        let sent = self.cards.iter_mut().filter(|card| card.request.is_some());
        sent.enumerate().for_each(|(step, card)| card.step = Some(step));
        simulator.run(&SimulationInput {
            stored: self.scenario.has_stored().then_some(self.subject),
            record: self.start.clone(),
            requests: &requests,
            dialect: self.dialect,
        })
    }
}

fn card(entry: usize, part: usize) -> RequestCard {
    RequestCard { entry, part, request: None, step: None, note: String::new(), problem: None }
}

/// A prepared sample as a resource that the service provider holds.
fn known_of(input: &Prepared) -> Option<KnownResource> {
    input.as_ref().as_ref().ok().map(SampleInput::known)
}

/// All clients, this one first and the strict one last.
fn clients_from(first: &'static Dialect) -> Vec<&'static Dialect> {
    let mut clients: Vec<&'static Dialect> = Dialect::all().iter().collect();
    let is_strict = |client: &Dialect| client.name == Dialect::STRICT;
    clients.sort_by_key(|client| (client.name != first.name, is_strict(client), client.title.to_lowercase()));
    clients
}

/// What the mapping makes of the stored user or group with the records as they are found.
fn up_to_date(runner: &mut ProjectRunner, subject: &KnownResource) -> Vec<MappingRun> {
    let KnownResource { resource, assigned_id } = subject.clone();
    runner.run(&SampleInput { resource, assigned_id, repairs: Vec::new() }, CurrentRecord::Matched)
}

/// The record for the engine. Only a user has one record that could be brought up to date.
fn start_record(choice: RecordChoice, up_to_date: &[MappingRun]) -> StartRecord {
    match (choice, up_to_date) {
        (RecordChoice::UpToDate, [run]) if run.status == RunStatus::Written => {
            StartRecord::Given(run.record.clone())
        }
        (RecordChoice::New, _) => StartRecord::New,
        (RecordChoice::AsFound | RecordChoice::UpToDate, _) => StartRecord::Found,
    }
}

/// The records that were found and are not what the mapping makes of the stored user or group.
fn behind(up_to_date: &[MappingRun]) -> Behind {
    let written = up_to_date.iter().filter(|run| run.status == RunStatus::Written);
    let found = written.filter(|run| run.current.as_ref().is_some_and(|current| *current != run.record));
    Behind { up_to_date: found.map(|run| (run.record_type.clone(), run.record.clone())).collect() }
}

/// The record before the first request.
fn start_of(scenario: &Scenario, simulation: &Simulation, up_to_date: &[MappingRun]) -> Option<StartView> {
    let mut records = simulation.steps.first()?.records.iter();
    let record = records.find(|record| record.because.is_empty() && is_reached(record))?;
    // The record that was brought up to date was found before.
    let run = up_to_date.iter().find(|run| run.record_type == record.record_type);
    let was_found = run.is_some_and(|run| run.current.is_some());
    let basis = match (scenario.record, record.basis.clone()) {
        (RecordChoice::UpToDate, RecordBasis::Given) if !was_found => RecordBasis::Derived,
        (_, basis) => basis,
    };
    Some(StartView {
        record_type: record.record_type.clone(),
        basis,
        name: record.before.as_ref().map(record_name).unwrap_or_default(),
    })
}

/// Whether a rule set has to do with the resource: a group is an organization or a site, seldom both.
fn is_reached(record: &RecordChange) -> bool {
    record.before.is_some() || record.status != RunStatus::Rejected
}
