//! What the workbench asks of the outside, and what comes back from background work.

use std::sync::Arc;

use jiff::Timestamp;

use crate::project::{ProjectModel, Samples};
use crate::workbench::language::SampleKnowledge;
use crate::workbench::{
    ExplainAnswer, ExplainPart, ExplainQuestion, Preview, SimulationAnswer, SimulationPart,
    SimulationQuestion,
};

/// A request to the outside.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Start background work; a newer job of the same kind supersedes this one.
    Start(Box<Job>),
    /// Keep the unsaved work where a crash cannot reach it.
    KeepForRecovery,
}

/// Background work.
#[derive(Clone, Debug)]
pub enum Job {
    /// Compile the mapping and run it on all samples.
    Recompute {
        /// The revision that the result will be for.
        revision: u64,
        /// The project as it was then.
        model: ProjectModel,
        /// The environment whose variables count.
        environment: String,
        /// The time of the run.
        now: Timestamp,
    },
    /// Simulate requests.
    Simulate(SimulationQuestion),
    /// Find out what the samples hold.
    Learn {
        /// The samples.
        samples: Samples,
    },
    /// Trace the scripts for one sample.
    Trace(ExplainQuestion),
    /// Find out what samples come by.
    Cover(ExplainQuestion),
}

/// What background work gave.
#[derive(Clone, Debug)]
pub enum JobEvent {
    /// A finished recomputation.
    Recomputed {
        /// The revision it is for.
        revision: u64,
        /// What to show.
        preview: Arc<Preview>,
    },
    /// A part of what the Simulate view shows.
    Simulated {
        /// Which part, of which state.
        part: SimulationPart,
        /// What came of it.
        answer: SimulationAnswer,
    },
    /// What the samples hold.
    Learned(Arc<SampleKnowledge>),
    /// An explanation.
    Explained {
        /// The revision it is for.
        revision: u64,
        /// Of what.
        part: ExplainPart,
        /// What came of it.
        answer: ExplainAnswer,
    },
}
