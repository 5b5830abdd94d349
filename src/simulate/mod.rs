//! What the next requests of a client do to a person: the stored resource, the record, and what the
//! client will send again.
//!
//! Not the applying of requests to resources, which is in `scim`.

mod request;
mod read;
mod simulation;
mod simulator;
mod store;
mod provider;
mod parts;
mod named;
mod read_back;
mod attributes;
mod words;
mod run_of;
mod dependencies;
mod records;
mod shortened;
mod fields;
mod members;
mod refused;
mod overall;
mod template;
mod matching;
mod matrix;

pub use matching::{MatchKind, MatchRow, match_preview};
pub use matrix::{EmptyMatrix, EmptyWay, MatrixCell, MatrixRow, empty_matrix};
pub use provider::{put_semantics, unknown_attributes};
pub use read::read_requests;
pub use request::{ClientRequest, Method};
pub use simulation::{
    AttributeChange, FieldChange, Label, RecordBasis, RecordChange, Simulation, SimulationStep,
};
pub use simulator::{KnownResource, SimulationInput, Simulator, StartRecord};
pub use template::{Template, TemplateRequests, template_requests};
