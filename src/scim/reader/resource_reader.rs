//! Reads resources of which only some attributes are wanted.

use crate::scim::reader::plan::ResourcePlan;
use crate::scim::reader::walk::read_resource;
use crate::scim::reader::watch::Doubt;
use crate::scim::{ResourceType, ResourceView};
use crate::value::{Arena, Selection};

/// How long a line may be, in bytes.
const MOST_BYTES: usize = 1 << 20;

/// Reads resources of which only some attributes are wanted.
#[derive(Clone, Debug)]
pub struct ResourceReader {
    user: ResourcePlan,
    group: ResourcePlan,
}

impl ResourceReader {
    /// A reader that keeps these attributes of users and of groups, and `id`.
    pub fn new(mut user: Selection, mut group: Selection) -> Self {
        user.add(&["id"]);
        group.add(&["id"]);
        Self {
            user: ResourcePlan::new(ResourceType::User, &user),
            group: ResourcePlan::new(ResourceType::Group, &group),
        }
    }

    /// The resource that the line holds, with the same values in the selected attributes as
    /// `normalize` gives after `read_payload_line`; others may be there or not. `None` when that is
    /// not certain: the line is no JSON, no resource, has anything to be remarked, or a deviation
    /// that takes more than a look at one value to repair.
    pub fn read<'a>(&self, line: &'a str, arena: &'a Arena) -> Option<ResourceView<'a>> {
        if line.len() > MOST_BYTES {
            return None;
        }
        match read_resource(line, &self.user, arena) {
            Err(Doubt::Group) => read_resource(line, &self.group, arena).ok(),
            read => read.ok(),
        }
    }
}
