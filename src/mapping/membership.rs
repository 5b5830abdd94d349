//! The groups of a user: what a script sees as `groups`.

use indexmap::IndexSet;
use serde::Serialize;
use serde_json::Value;

use crate::scim::{Resource, ResourceType};
use crate::target::{Directory, TargetSchema};

/// The word for a group that is linked to no record.
const UNCLASSIFIED: &str = "unclassified";

/// A group that is known beside the users.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupInfo {
    /// Its id, empty when it is not known.
    pub id: String,
    /// Its display name.
    pub display_name: String,
    /// The ids of its members, in order.
    pub member_ids: IndexSet<String>,
}

/// One group that a user is a member of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GroupMembership {
    /// The group's id, empty when it is not known.
    pub value: String,
    /// The group's display name.
    pub display: String,
    /// The record type that the group stands for, or `unclassified`.
    pub classification: String,
}

impl GroupInfo {
    /// What is known of a group resource. `assigned_id` is the id that the service provider gave it
    /// where the payload has none.
    pub fn of(resource: &Resource, assigned_id: Option<&str>) -> Option<Self> {
        if resource.resource_type != ResourceType::Group {
            return None;
        }
        let members = resource.get("members").and_then(Value::as_array);
        Some(Self {
            id: resource.id().or(assigned_id).unwrap_or_default().to_owned(),
            display_name: text(resource.get("displayName")),
            member_ids: members.into_iter().flatten().map(|member| text(member.get("value"))).collect(),
        })
    }
}

/// The groups of a user in order: those that the user resource itself names, then those among
/// `groups` that have it as a member. A group is taken once.
pub fn memberships(
    user: &Resource,
    assigned_id: Option<&str>,
    groups: &[GroupInfo],
    target: &TargetSchema,
    directory: &Directory,
) -> Vec<GroupMembership> {
    let named = user.get("groups").and_then(Value::as_array).into_iter().flatten();
    let named = named.map(|group| (text(group.get("value")), text(group.get("display"))));
    let user_id = user.id().or(assigned_id);
    let listing = groups
        .iter()
        .filter(|group| user_id.is_some_and(|id| group.member_ids.contains(id)))
        .map(|group| (group.id.clone(), group.display_name.clone()));
    let mut found: Vec<GroupMembership> = Vec::new();
    for (id, mut display) in named.chain(listing) {
        if display.is_empty() {
            let known = groups.iter().find(|group| group.id == id && !id.is_empty());
            display = known.map(|group| group.display_name.clone()).unwrap_or_default();
        }
        let twice = |known: &GroupMembership| {
            (known.value == id && !id.is_empty()) || (known.display == display && !display.is_empty())
        };
        if found.iter().any(twice) {
            continue;
        }
        let classification = classification(target, directory, &id, &display);
        found.push(GroupMembership { value: id, display, classification });
    }
    found
}

pub(super) fn classification(
    target: &TargetSchema,
    directory: &Directory,
    id: &str,
    display: &str,
) -> String {
    target
        .record_types
        .iter()
        .filter(|record_type| record_type.resource_type == ResourceType::Group.name())
        .find(|record_type| {
            directory.linked_to(&record_type.name, id).is_some()
                || directory.matching(&record_type.name, display).is_some()
        })
        .map_or(UNCLASSIFIED, |record_type| record_type.name.as_str())
        .to_owned()
}

pub(super) fn text(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}
