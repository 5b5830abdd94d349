//! What background work gives the Simulate view: plain data.

use std::collections::BTreeMap;

use crate::diagnostic::json_text::parse_json;
use crate::diagnostic::{Code, Diagnostic};
use crate::simulate::{
    ClientRequest, EmptyMatrix, FieldChange, Label, MatchRow, RecordBasis, RecordChange, Simulation,
    SimulationStep,
};
use crate::target::Record;

/// What the requests of a story do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SimulationView {
    /// One per request, and one for each change of which the client sends nothing.
    pub cards: Vec<RequestCard>,
    /// What the requests that were sent do.
    pub simulation: Simulation,
    /// The record before the first request: its kind, how it was found, and its name.
    pub start: Option<StartView>,
    /// What the mapping makes of the stored user before the first request.
    pub behind: Behind,
}

/// Records that were not what the mapping makes of the stored user, so that the first request
/// changes fields that it does not name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Behind {
    /// What the mapping makes of the stored user, by the kind of record.
    pub up_to_date: BTreeMap<String, Record>,
}

impl Behind {
    /// Whether a field would have changed with any request.
    pub fn explains(&self, record: &RecordChange, field: &FieldChange) -> bool {
        let Some(up_to_date) = self.up_to_date.get(&record.record_type) else { return false };
        let after = Some(&field.after).filter(|after| !after.is_null());
        matches!(field.label, Label::Set | Label::Cleared)
            && record.because.is_empty()
            && !field.is_repeated
            && up_to_date.get(&field.field) == after
    }
}

/// The record before the first request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StartView {
    /// The kind of record.
    pub record_type: String,
    /// How it was found.
    pub basis: RecordBasis,
    /// Its name; empty for a new one.
    pub name: String,
}

/// One request of the story.
#[derive(Clone, Debug, PartialEq)]
pub struct RequestCard {
    /// The entry of the story that it comes from.
    pub entry: usize,
    /// Which of the entry's requests it is, from 0.
    pub part: usize,
    /// The request; `None` when nothing is sent.
    pub request: Option<ClientRequest>,
    /// Its place among the steps of the simulation; `None` when it was not sent.
    pub step: Option<usize>,
    /// What is to be known of it; may be empty.
    pub note: String,
    /// The body is not JSON; the request is kept and not sent.
    pub problem: Option<Diagnostic>,
}

/// The ways to be empty of one field.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EmptyView {
    /// The clients so far; `None` when the field depends on no attribute.
    pub matrix: Option<EmptyMatrix>,
    /// All clients are in it.
    pub is_complete: bool,
}

/// Who links to whom.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MatchesView {
    /// One row per user or group and kind of record.
    pub rows: Vec<MatchRow>,
    /// The samples of the known resources, by their index in the project.
    pub samples: Vec<usize>,
}

impl SimulationView {
    /// The step of a card.
    pub fn step(&self, card: usize) -> Option<&SimulationStep> {
        self.simulation.steps.get(self.cards.get(card)?.step?)
    }

    /// Whether a card is the first request that is sent.
    pub fn is_first(&self, card: usize) -> bool {
        self.cards.get(card).is_some_and(|card| card.step == Some(0))
    }

    /// Whether a field that the request of a card changes would have changed with any request: the
    /// first one finds records that are behind.
    pub fn is_behind(&self, card: usize, record: &RecordChange, field: &FieldChange) -> bool {
        self.is_first(card) && self.behind.explains(record, field)
    }
}

/// Where a body stops being JSON.
pub(in crate::workbench) fn body_problem(title: &str, body: &str) -> Option<Diagnostic> {
    parse_json(title, body, Code::PayloadNotJson).err()
}
