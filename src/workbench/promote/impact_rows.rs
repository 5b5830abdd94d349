//! The groups of an impact as rows, with what was agreed to and what blocks.

use std::collections::BTreeMap;

use crate::change::impact::{ImpactGroup, ImpactKind, Threshold, Uncovered};
use crate::workbench::Workbench;
use crate::workbench::promote::state::id_of;

/// How a group stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GroupState {
    /// Nobody agreed to it yet.
    Open,
    /// Somebody agreed, to fewer persons.
    Grown(u64),
    /// Somebody agreed.
    Acknowledged,
    /// It is beyond a limit, in words.
    Blocks(String),
}

/// A group of persons as a row.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupRow {
    /// Its id.
    pub id: String,
    /// What happens to them.
    pub kind: ImpactKind,
    /// The same in words, such as `vip is filled`.
    pub what: String,
    /// Why.
    pub because: String,
    /// How many they are.
    pub count: u64,
    /// How it stands.
    pub state: GroupState,
}

/// The impact in a few numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImpactSummary {
    /// Users and groups that were looked at.
    pub persons: u64,
    /// Of them those who change.
    pub changed: u64,
    /// What was looked at.
    pub input: String,
    /// It is about the mappings as they are; otherwise something was edited since.
    pub is_current: bool,
    /// Lines of the input that could not be used.
    pub bad: u64,
}

impl GroupState {
    /// The state in a few words.
    pub fn words(&self) -> String {
        match self {
            Self::Open => "open".to_owned(),
            Self::Grown(before) => format!("was {before}"),
            Self::Acknowledged => "acknowledged".to_owned(),
            Self::Blocks(_) => "blocks export".to_owned(),
        }
    }
}

impl Workbench {
    /// The limits that are set for this project. One that cannot be read is passed over; the checklist
    /// tells it.
    pub fn thresholds(&self) -> Vec<Threshold> {
        self.model.settings.thresholds.iter().filter_map(|text| text.parse().ok()).collect()
    }

    /// The groups of the impact, in its order.
    pub fn group_rows(&self) -> Vec<GroupRow> {
        let Some(impact) = self.impact() else { return Vec::new() };
        let state = self.model.environments.get(&self.environment);
        let known = state.and_then(|state| state.acknowledged.clone()).unwrap_or_default();
        let uncovered = known.uncovered(impact);
        let uncovered: BTreeMap<&str, &Uncovered<'_>> =
            uncovered.iter().map(|found| (id_of(found), found)).collect();
        let limits: Vec<_> = self
            .thresholds()
            .into_iter()
            .filter_map(|limit| limit.check(impact).map(|broken| (limit, broken.words)))
            .collect();
        let state_of = |group: &ImpactGroup| {
            if let Some((_, words)) = limits.iter().find(|(limit, _)| limit.is_about(group)) {
                return GroupState::Blocks(words.clone());
            }
            match uncovered.get(group.id.as_str()) {
                Some(Uncovered::New(_)) => GroupState::Open,
                Some(Uncovered::Grown { count, .. }) => GroupState::Grown(*count),
                None => GroupState::Acknowledged,
            }
        };
        impact
            .groups
            .iter()
            .map(|group| GroupRow {
                id: group.id.clone(),
                kind: group.kind,
                what: group.sentence(),
                because: group.cause.words.clone(),
                count: group.count,
                state: state_of(group),
            })
            .collect()
    }

    /// The impact in a few numbers.
    pub fn impact_summary(&self) -> Option<ImpactSummary> {
        let impact = self.impact()?;
        let is_current = self
            .promote_view()
            .is_none_or(|view| view.impact_digests == (impact.old_digest.clone(), impact.new_digest.clone()));
        Some(ImpactSummary {
            persons: impact.persons,
            changed: impact.changed,
            input: impact.input.name.clone(),
            is_current,
            bad: impact.bad,
        })
    }

    /// The index of the group that is looked at.
    pub fn shown_group(&self) -> Option<usize> {
        let id = self.promote.group.as_ref()?;
        self.impact()?.groups.iter().position(|group| group.id == *id)
    }
}
