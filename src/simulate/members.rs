//! The users that a request about a group reaches: those that are added and those that are removed.

use indexmap::IndexSet;

use crate::mapping::{GroupInfo, RunStatus};
use crate::scim::{Resource, ResourceType, normalize};
use crate::simulate::provider::Answer;
use crate::simulate::records::{Affected, Scene};
use crate::simulate::store::Store;
use crate::simulate::{RecordBasis, RecordChange, Simulator};

/// Of how many members the fields are told with all that they follow; of the others only what
/// happens.
const MOST_EXPLAINED: usize = 50;

/// The members that differ, first those that are removed, then those that are added.
fn differing_members(before: Option<&Resource>, after: Option<&Resource>) -> Vec<(String, bool)> {
    let ids = |group: Option<&Resource>| {
        let info = group.and_then(|group| GroupInfo::of(group, None));
        info.map(|info| info.member_ids).unwrap_or_default()
    };
    let (before, after) = (ids(before), ids(after));
    let without = |ids: &IndexSet<String>, others: &IndexSet<String>| {
        let left = ids.iter().filter(|id| !id.is_empty() && !others.contains(*id));
        left.cloned().collect::<Vec<_>>()
    };
    let removed = without(&before, &after).into_iter().map(|id| (id, false));
    let added = without(&after, &before).into_iter().map(|id| (id, true));
    removed.chain(added).collect()
}

impl Simulator<'_> {
    /// The records of the users that a request adds to a group or removes from it.
    pub(super) fn member_changes(
        &mut self,
        store: &mut Store,
        answer: &Answer,
        scene: &Scene<'_>,
    ) -> Vec<RecordChange> {
        let group = answer.after.as_ref().or(answer.before.as_ref());
        let Some(group) = group.filter(|group| group.resource_type == ResourceType::Group) else {
            return Vec::new();
        };
        let name = group.label();
        let mut changes = Vec::new();
        let differing = differing_members(answer.before.as_ref(), answer.after.as_ref());
        for (position, (id, is_added)) in differing.into_iter().enumerate() {
            let scene = &Scene { explains: scene.explains && position < MOST_EXPLAINED, ..*scene };
            let because = if is_added {
                format!("added to the group {name}")
            } else {
                format!("removed from the group {name}")
            };
            let Some(entry_idx) = store.find(ResourceType::User, &id) else {
                changes.push(unknown_member(self, &id, because));
                continue;
            };
            let (user, _) = normalize(&store.entries[entry_idx].known.resource);
            let affected = Affected { entry_idx, because, before: Some(user.clone()), after: Some(user) };
            changes.extend(self.record_changes(store, &affected, scene));
        }
        changes
    }
}

/// A member of which nothing is known but the id.
fn unknown_member(simulator: &Simulator<'_>, id: &str, because: String) -> RecordChange {
    let mut rule_sets = simulator.compiled.rule_sets_for(ResourceType::User);
    let record_type = rule_sets.next().map(|(_, record_type)| record_type.name.clone());
    RecordChange {
        subject: id.to_owned(),
        because,
        record_type: record_type.unwrap_or_default(),
        basis: RecordBasis::New,
        status: RunStatus::Rejected,
        reason: Some(format!(
            "No user with the id {id} is known, so what becomes of the record is not known"
        )),
        before: None,
        after: None,
        fields: Vec::new(),
    }
}
