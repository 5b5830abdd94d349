//! The Simulate view without a window: what a client's next requests do to a person.
//!
//! Not the simulating itself, which is in `simulate`.

mod cards;
mod commands;
mod compact;
mod job;
mod managers;
mod part;
mod rows;
mod scenario;
mod state;
mod subject;
mod summary;
mod view;
mod words;

pub use cards::{CardRow, CardState};
pub use commands::SimulateCommand;
pub use job::{SimulationCache, simulate};
pub use part::{SimulationAnswer, SimulationPart, SimulationQuestion};
pub use rows::{AttributeChangeRow, ChangeRow, RecordTable, StepRows};
pub use scenario::{EditedRequest, RecordChoice, Scenario, ScenarioEntry, requests_from_text};
pub use state::SimulateTab;
pub(super) use state::SimulationState;
pub use subject::{SampleKind, Subject, sample_kind};
pub use view::{Behind, EmptyView, MatchesView, RequestCard, SimulationView, StartView};
pub use words::{TemplateWords, basis_words, method_words, template_words, templates_for, way_words};
