//! Impact as background work.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;

use crate::mapping::FileContent;
use crate::project::ProjectModel;
use crate::workbench::impact::{ImpactPlan, ImpactProgress, ImpactRequest, ImpactRun};

/// What is asked of background work.
#[derive(Clone, Debug)]
pub struct ImpactQuestion {
    /// Tells one search from the others.
    pub number: u64,
    /// The revision of the project.
    pub revision: u64,
    /// The environment that the new mapping is for.
    pub environment: String,
    /// The mapping before.
    pub old: Arc<FileContent>,
    /// The mapping after.
    pub new: Arc<FileContent>,
    /// The project as it was then.
    pub model: ProjectModel,
    /// The time of the runs.
    pub now: Timestamp,
    /// Who is looked at.
    pub source: ImpactSource,
    /// How many persons of each group are kept.
    pub most_persons: usize,
    /// Where every difference is written as a row of CSV, if that is wanted.
    pub rows_to: Option<PathBuf>,
}

/// Who is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImpactSource {
    /// The samples of the project.
    Samples,
    /// The payloads of a file.
    File(PathBuf),
}

/// What background work tells of an impact.
#[derive(Clone, Debug)]
pub enum ImpactAnswer {
    /// How far it has come.
    Progress {
        /// So far.
        so_far: ImpactProgress,
        /// All bytes of the input, of samples how many; `None` when it is not known.
        of_bytes: Option<u64>,
    },
    /// It is finished.
    Finished(Arc<ImpactRun>),
    /// It has no result, for this reason.
    Failed(String),
    /// It was cancelled.
    Cancelled,
}

impl ImpactQuestion {
    /// What it takes to answer it.
    pub fn plan(&self) -> ImpactPlan {
        ImpactPlan::new(ImpactRequest {
            old: Arc::clone(&self.old),
            new: Arc::clone(&self.new),
            model: &self.model,
            groups: Vec::new(),
            now: self.now,
            most_persons: self.most_persons,
        })
    }
}
