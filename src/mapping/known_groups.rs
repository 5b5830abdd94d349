//! The groups that are known beside the users, found by their members.
//!
//! For one user among few groups `memberships` is enough; the two give the same.

use std::collections::HashMap;

use serde_json::Value as JsonValue;

use crate::mapping::membership::{classification, text};
use crate::mapping::{GroupInfo, GroupMembership};
use crate::scim::{Resource, ResourceView};
use crate::target::{Directory, TargetSchema};
use crate::value::Value;

/// Groups with an index of their members, for one target and the records of one account.
#[derive(Debug, Default)]
pub struct KnownGroups {
    groups: Vec<GroupMembership>,
    by_id: HashMap<String, usize>,
    by_member: HashMap<String, Vec<usize>>,
}

impl KnownGroups {
    /// An index of these groups.
    pub fn new(groups: Vec<GroupInfo>, target: &TargetSchema, directory: &Directory) -> Self {
        let mut known = Self::default();
        for (idx, GroupInfo { id, display_name, member_ids }) in groups.into_iter().enumerate() {
            for member in member_ids {
                known.by_member.entry(member).or_default().push(idx);
            }
            if !id.is_empty() {
                known.by_id.entry(id.clone()).or_insert(idx);
            }
            let classification = classification(target, directory, &id, &display_name);
            known.groups.push(GroupMembership { value: id, display: display_name, classification });
        }
        known
    }

    /// The groups of a user in order, as `memberships` gives them.
    pub fn memberships_of(
        &self,
        user: &Resource,
        assigned_id: Option<&str>,
        target: &TargetSchema,
        directory: &Directory,
    ) -> Vec<GroupMembership> {
        let named = user.get("groups").and_then(JsonValue::as_array).into_iter().flatten();
        let named = named.map(|group| (text(group.get("value")), text(group.get("display"))));
        self.resolve(named.collect(), user.id().or(assigned_id), target, directory)
    }

    /// The same for a user that was read quickly. `None` when a group is named by a number, whose
    /// spelling is not known any more.
    pub fn memberships_of_view(
        &self,
        user: ResourceView<'_>,
        assigned_id: Option<&str>,
        target: &TargetSchema,
        directory: &Directory,
    ) -> Option<Vec<GroupMembership>> {
        let named = match user.attributes.get("groups").as_list() {
            None => Vec::new(),
            Some(groups) => groups.iter().map(named_group).collect::<Option<_>>()?,
        };
        Some(self.resolve(named, user.id().or(assigned_id), target, directory))
    }

    fn resolve(
        &self,
        named: Vec<(String, String)>,
        user_id: Option<&str>,
        target: &TargetSchema,
        directory: &Directory,
    ) -> Vec<GroupMembership> {
        let mut found: Vec<GroupMembership> = Vec::new();
        for (id, mut display) in named {
            if display.is_empty() {
                let known = self.by_id.get(&id).and_then(|idx| self.groups.get(*idx));
                display = known.map(|group| group.display.clone()).unwrap_or_default();
            }
            if !found.iter().any(|known| is_same(known, &id, &display)) {
                let classification = classification(target, directory, &id, &display);
                found.push(GroupMembership { value: id, display, classification });
            }
        }
        let listing = user_id.and_then(|id| self.by_member.get(id)).into_iter().flatten();
        for group in listing.filter_map(|idx| self.groups.get(*idx)) {
            let display = self.display_of(group);
            if found.iter().any(|known| is_same(known, &group.value, display)) {
                continue;
            }
            let mut membership = group.clone();
            if membership.display != display {
                membership.classification = classification(target, directory, &group.value, display);
                display.clone_into(&mut membership.display);
            }
            found.push(membership);
        }
        found
    }

    /// The display name of a group; of one without a name that of the first with the same id.
    fn display_of<'a>(&'a self, group: &'a GroupMembership) -> &'a str {
        if !group.display.is_empty() {
            return &group.display;
        }
        let known = self.by_id.get(&group.value).and_then(|idx| self.groups.get(*idx));
        known.map_or("", |known| known.display.as_str())
    }
}

fn named_group(group: Value<'_>) -> Option<(String, String)> {
    let part = |name: &str| match group.as_object().map_or(Value::Nothing, |group| group.get_exact(name)) {
        Value::Text(text) => Some(text.to_owned()),
        Value::Integer(_) | Value::Float(_) => None,
        _ => Some(String::new()),
    };
    Some((part("value")?, part("display")?))
}

fn is_same(known: &GroupMembership, id: &str, display: &str) -> bool {
    (known.value == id && !id.is_empty()) || (known.display == display && !display.is_empty())
}
