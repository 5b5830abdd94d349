//! What the Simulate view asks of background work, and what comes back.

use std::sync::Arc;

use jiff::Timestamp;

use crate::project::ProjectModel;
use crate::workbench::simulation::{EmptyView, MatchesView, Scenario, SimulationView};

/// One part of what the view shows, for one state of the project and the story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SimulationPart {
    /// What the requests do.
    Requests {
        /// The revision of the project.
        revision: u64,
        /// The stem of the selected sample.
        sample: String,
        /// The counter of the edited stories.
        version: u64,
    },
    /// The ways to be empty, for one field.
    Empty {
        /// The revision of the project.
        revision: u64,
        /// The stem of the sample that is stored.
        subject: String,
        /// The record before.
        record: crate::workbench::RecordChoice,
        /// The field.
        field: String,
        /// The client that comes first.
        client: String,
    },
    /// Who links to whom.
    Matches {
        /// The revision of the project.
        revision: u64,
    },
}

/// The work for some parts.
#[derive(Clone, Debug)]
pub struct SimulationQuestion {
    /// What is asked, the most urgent part first.
    pub parts: Vec<SimulationPart>,
    /// The project as it was then.
    pub model: ProjectModel,
    /// The environment whose variables count.
    pub environment: String,
    /// The time of the run.
    pub now: Timestamp,
    /// The story.
    pub scenario: Scenario,
    /// The stem of the sample that is stored; `None` when no sample is.
    pub subject: Option<String>,
    /// The client that sends.
    pub client: String,
}

/// What came of one part.
#[derive(Clone, Debug)]
pub enum SimulationAnswer {
    /// What the requests do.
    Requests(Arc<SimulationView>),
    /// The ways to be empty; client after client, until it is complete.
    Empty(Arc<EmptyView>),
    /// Who links to whom.
    Matches(Arc<MatchesView>),
}
