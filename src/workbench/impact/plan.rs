//! What is compared, and what is known beside the persons.

use std::sync::Arc;

use jiff::Timestamp;

use crate::change::impact::{ImpactSide, ImpactSides};
use crate::diagnostic::Diagnostic;
use crate::mapping::{FileContent, GroupInfo, KnownGroups};
use crate::project::ProjectModel;
use crate::scim::ResourceType;
use crate::workbench::{SampleInput, directory_of, target_of};

/// What is asked.
#[derive(Clone, Debug)]
pub struct ImpactRequest<'r> {
    /// The mapping before.
    pub old: Arc<FileContent>,
    /// The mapping after.
    pub new: Arc<FileContent>,
    /// The project whose records the account holds, whose samples have the groups that are known, and
    /// which are looked at when there is no directory. May have none of them.
    pub model: &'r ProjectModel,
    /// Groups that are known besides.
    pub groups: Vec<GroupInfo>,
    /// The time of the runs.
    pub now: Timestamp,
    /// How many persons of each group are kept.
    pub most_persons: usize,
}

/// Two mappings and all that they run in; shared by all threads.
#[derive(Debug)]
pub struct ImpactPlan {
    pub(super) sides: ImpactSides,
    pub(super) groups: KnownGroups,
    pub(super) most_persons: usize,
}

impl ImpactPlan {
    /// Prepares what is asked. Each mapping runs for its own target, both with the same records.
    pub fn new(request: ImpactRequest<'_>) -> Self {
        let ImpactRequest { old, new, model, mut groups, now, most_persons } = request;
        let target = target_of(&new.target);
        let old_target = if old.target == new.target { Arc::clone(&target) } else { target_of(&old.target) };
        let directory = directory_of(&model.records, &target);
        groups.splice(0..0, groups_among_samples(model));
        Self {
            groups: KnownGroups::new(groups, &target, &directory),
            sides: ImpactSides {
                old: ImpactSide::new(old, old_target, Arc::clone(&directory), now),
                new: ImpactSide::new(new, target, directory, now),
            },
            most_persons,
        }
    }

    /// What is found while the old and the new mapping are compiled.
    pub fn diagnostics(&self) -> [Vec<Diagnostic>; 2] {
        [self.sides.old.compile().1, self.sides.new.compile().1]
    }
}

/// The groups among the samples of a project.
fn groups_among_samples(model: &ProjectModel) -> Vec<GroupInfo> {
    let inputs = model.samples.iter().filter_map(|sample| SampleInput::of_sample(sample).ok());
    let groups = inputs.filter(|input| input.resource.resource_type == ResourceType::Group);
    groups.filter_map(|input| GroupInfo::of(&input.resource, input.assigned_id.as_deref())).collect()
}
