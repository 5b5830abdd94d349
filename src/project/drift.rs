//! Drift: a mapping file of an account that was edited there, while the project was edited here. It
//! waits until every conflict is settled.
//!
//! Not how conflicts are found, which is `change::merge`.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::change::{Merge, SettleError, Settlement, Subject, Unsettled};
use crate::mapping::MappingFile;
use crate::project::exchange::remember_exchange;
use crate::project::import::{merge_of, put_content};
use crate::project::{EnvironmentState, ProjectModel};

/// A file that waits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Drift {
    /// What the account has.
    pub file: MappingFile,
    /// What both sides go back to.
    pub base: MappingFile,
    /// What was settled until now.
    #[serde(default)]
    pub settled: Vec<SettledConflict>,
    /// Keys of the file that this version does not know.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// A conflict that was settled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SettledConflict {
    /// What it was about.
    pub at: Subject,
    /// How.
    pub how: Settlement,
}

impl Drift {
    /// A file that waits, with what is settled in the merge already.
    pub fn new(file: MappingFile, base: &MappingFile, merge: &Merge) -> Self {
        let settled = merge.conflicts.iter().filter_map(|conflict| {
            let how = conflict.settled.clone()?;
            Some(SettledConflict { at: conflict.at.clone(), how })
        });
        Self { file, base: base.clone(), settled: settled.collect(), other: Map::new() }
    }
}

/// Both sides of the drift of an environment as they are now, with what was settled. `None` when
/// nothing waits there. A settlement that fits no conflict any more, since the project was edited,
/// is passed over.
pub fn drift_merge(model: &ProjectModel, environment: &str) -> Option<Merge> {
    let drift = model.environments.get(environment)?.drift.as_ref()?;
    let mut merge = merge_of(model, &drift.base, &drift.file);
    for settled in &drift.settled {
        // Where it does not fit, the conflict stays open, and is shown.
        let _ = merge.settle(&settled.at, settled.how.clone());
    }
    Some(merge)
}

/// The project with one conflict settled, or open again with `None`. Without drift the project is as
/// it was.
///
/// # Errors
/// There is no such conflict, or the value cannot be used for it.
pub fn settle_drift(
    model: &ProjectModel,
    environment: &str,
    at: &Subject,
    how: Option<Settlement>,
) -> Result<ProjectModel, SettleError> {
    let mut model = model.clone();
    let Some(mut merge) = drift_merge(&model, environment) else { return Ok(model) };
    if let Some(how) = &how {
        merge.settle(at, how.clone())?;
    }
    let state = model.environments.get_mut(environment);
    if let Some(drift) = state.and_then(|state| state.drift.as_mut()) {
        drift.settled.retain(|settled| settled.at != *at);
        drift.settled.extend(how.map(|how| SettledConflict { at: at.clone(), how }));
    }
    Ok(model)
}

/// The project with the changes of both sides; nothing waits any more, and the environment is known to
/// have the file. Without drift the project is as it was.
///
/// # Errors
/// Conflicts are open.
pub fn finish_drift(model: &ProjectModel, environment: &str) -> Result<ProjectModel, Unsettled> {
    let Some(merge) = drift_merge(model, environment) else { return Ok(model.clone()) };
    let content = merge.content()?;
    let mut model = model.clone();
    let drift = model.environments.get_mut(environment).and_then(|state| state.drift.take());
    put_content(&mut model, environment, &content);
    if let Some(drift) = drift {
        remember_exchange(&mut model, environment, &drift.file);
    }
    Ok(model)
}

impl EnvironmentState {
    /// The drift is not settled, or its file was not taken over yet.
    pub fn has_drift(&self) -> bool {
        self.drift.is_some()
    }
}
