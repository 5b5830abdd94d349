//! What the workbench asks of the outside, and what comes back from background work.

use std::sync::Arc;

use jiff::Timestamp;

use crate::project::{ProjectModel, Samples};
use crate::workbench::impact::{ImpactAnswer, ImpactQuestion};
use crate::workbench::language::SampleKnowledge;
use crate::workbench::{
    ExpectPlan, ExpectQuestion, ExplainAnswer, ExplainPart, ExplainQuestion, MaskOutcome, MaskQuestion,
    Preview, PromoteQuestion, PromoteView, SimulationAnswer, SimulationPart, SimulationQuestion,
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
    /// Find out what an account would get and what must be in order before.
    Promote(PromoteQuestion),
    /// Find out what the samples hold.
    Learn {
        /// The samples.
        samples: Samples,
    },
    /// Find out what all samples become, as cases.
    Expect(ExpectQuestion),
    /// Trace the scripts for one sample.
    Trace(ExplainQuestion),
    /// Find out what samples come by.
    Cover(ExplainQuestion),
    /// Find out who changes and why.
    Impact(Box<ImpactQuestion>),
    /// Mask the project, and run the mapping on both.
    Mask(MaskQuestion),
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
    /// What the Promote view shows; first without the checklist.
    Promoted {
        /// The revision and the number of the impact that it is for.
        key: (u64, u64),
        /// What to show.
        view: Arc<PromoteView>,
    },
    /// What the samples hold.
    Learned(Arc<SampleKnowledge>),
    /// What all samples become.
    Expected(Arc<ExpectPlan>),
    /// An explanation.
    Explained {
        /// The revision it is for.
        revision: u64,
        /// Of what.
        part: ExplainPart,
        /// What came of it.
        answer: ExplainAnswer,
    },
    /// What is known of an impact.
    Impact {
        /// Which search it is of.
        number: u64,
        /// The revision it is for.
        revision: u64,
        /// The environment that the new mapping is for.
        environment: String,
        /// How far it has come, or what came of it.
        answer: ImpactAnswer,
    },
    /// What masking would do.
    Masked {
        /// The revision it is for.
        revision: u64,
        /// What came of it.
        outcome: Arc<MaskOutcome>,
    },
}
