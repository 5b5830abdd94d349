//! Impact that somebody has looked at and agrees to.

use serde::{Deserialize, Serialize};

use crate::change::impact::{Impact, ImpactGroup, ImpactInput, ImpactKind};

/// Which groups of an impact were agreed to, by whom and when. Goes into mapping files and into the
/// state of an environment; holds numbers and no persons.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AcknowledgedImpact {
    /// The digest of the old mapping.
    pub old_digest: String,
    /// The digest of the new mapping.
    pub new_digest: String,
    /// What was looked at.
    pub input: ImpactInput,
    /// How many persons were looked at.
    pub persons: u64,
    /// How many of them change.
    pub changed: u64,
    /// The groups that were agreed to, in the order of the impact.
    #[serde(default)]
    pub groups: Vec<AcknowledgedGroup>,
    /// Who agreed.
    #[serde(default)]
    pub by: String,
    /// When, RFC 3339 in UTC.
    #[serde(default)]
    pub at: String,
}

/// A group that was agreed to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AcknowledgedGroup {
    /// The group's id.
    pub id: String,
    /// In what way the records differ.
    pub kind: ImpactKind,
    /// Of which type the records are.
    pub record_type: String,
    /// In which field; `None` when the whole record is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Why, in words.
    pub cause: String,
    /// How many persons there were then.
    pub count: u64,
}

/// A group of an impact that was not agreed to, and why the agreement does not hold for it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Uncovered<'i> {
    /// It was not agreed to.
    New(&'i ImpactGroup),
    /// It has more persons than it had.
    Grown {
        /// The group as it is.
        group: &'i ImpactGroup,
        /// How many persons there were.
        count: u64,
    },
}

impl AcknowledgedImpact {
    /// Agrees to the groups with these ids; ids that the impact does not have are passed over.
    pub fn of(impact: &Impact, ids: &[String], by: &str, at: &str) -> Self {
        let groups = impact.groups.iter().filter(|group| ids.contains(&group.id));
        Self {
            old_digest: impact.old_digest.clone(),
            new_digest: impact.new_digest.clone(),
            input: impact.input.clone(),
            persons: impact.persons,
            changed: impact.changed,
            groups: groups.map(AcknowledgedGroup::of).collect(),
            by: by.to_owned(),
            at: at.to_owned(),
        }
    }

    /// Whether it speaks of these two mappings; if not, it holds for nothing.
    pub fn is_for(&self, old_digest: &str, new_digest: &str) -> bool {
        self.old_digest == old_digest && self.new_digest == new_digest
    }

    /// The groups of an impact that it does not hold for, in order: all of them when it speaks of other
    /// mappings, otherwise those that are new or have more persons. An impact of another input is
    /// covered when its groups are.
    pub fn uncovered<'i>(&self, impact: &'i Impact) -> Vec<Uncovered<'i>> {
        let is_for = self.is_for(&impact.old_digest, &impact.new_digest);
        let known = |group: &ImpactGroup| self.groups.iter().find(|known| is_for && known.id == group.id);
        impact
            .groups
            .iter()
            .filter_map(|group| match known(group) {
                None => Some(Uncovered::New(group)),
                Some(known) if known.count < group.count => {
                    Some(Uncovered::Grown { group, count: known.count })
                }
                Some(_) => None,
            })
            .collect()
    }

    /// Whether it holds for every group of an impact.
    pub fn covers(&self, impact: &Impact) -> bool {
        self.uncovered(impact).is_empty()
    }
}

impl AcknowledgedGroup {
    fn of(group: &ImpactGroup) -> Self {
        Self {
            id: group.id.clone(),
            kind: group.kind,
            record_type: group.record_type.clone(),
            field: group.field.clone(),
            cause: group.cause.words.clone(),
            count: group.count,
        }
    }
}

impl Uncovered<'_> {
    /// Such as `manager is cleared for 31 persons: rule manager, line 2`.
    pub fn words(&self) -> String {
        match self {
            Self::New(group) => {
                format!("{} for {}: {}", group.sentence(), persons(group.count), group.cause.words)
            }
            Self::Grown { group, count } => format!(
                "{} for {}, not {count} as agreed: {}",
                group.sentence(),
                persons(group.count),
                group.cause.words
            ),
        }
    }
}

fn persons(count: u64) -> String {
    if count == 1 { "1 person".to_owned() } else { format!("{count} persons") }
}
