//! Counts differences by group; parts of the input are counted apart and added up in order.

use std::sync::Arc;

use indexmap::IndexMap;

use crate::change::impact::{
    Cause, Impact, ImpactGroup, ImpactInput, ImpactKind, ImpactPerson, PersonSource,
};
use crate::mapping::digest_of;

/// How many persons are kept of all groups together, beyond the first of each.
const MOST_PERSONS: usize = 20_000;

/// How many lines that cannot be used are kept to be told.
const MOST_BAD: usize = 20;

/// What tells one group from another.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct GroupKey {
    pub kind: ImpactKind,
    pub record_type: Arc<str>,
    pub field: Option<Arc<str>>,
    pub cause: Arc<Cause>,
}

/// A group so far.
#[derive(Clone, Debug, Default)]
struct Group {
    count: u64,
    persons: Vec<ImpactPerson>,
}

/// Something of the input that could not be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadInput {
    /// Where it stands.
    pub source: PersonSource,
    /// What is wrong, in one sentence.
    pub message: String,
}

/// The numbers of some resources, or of all of them.
#[derive(Clone, Debug, Default)]
pub struct ImpactTally {
    /// Users and groups that were looked at.
    pub persons: u64,
    /// Of them those that differ.
    pub changed: u64,
    /// Lines and entries that could not be used.
    pub bad: u64,
    /// The first of them.
    pub bad_inputs: Vec<BadInput>,
    kinds: [u64; 6],
    groups: IndexMap<GroupKey, Group>,
    n_kept: usize,
}

impl ImpactTally {
    /// Whether one more person of a group is kept.
    pub(super) fn keeps(&self, key: &GroupKey, most: usize) -> bool {
        let n_persons = self.groups.get(key).map_or(0, |group| group.persons.len());
        n_persons < most && (n_persons == 0 || self.n_kept < MOST_PERSONS)
    }

    /// Counts one more person of a group.
    pub(super) fn count(&mut self, key: GroupKey, person: Option<ImpactPerson>) {
        let group = self.groups.entry(key).or_default();
        group.count += 1;
        self.n_kept += usize::from(person.is_some());
        group.persons.extend(person);
    }

    /// Counts one more person with differences of these kinds.
    pub(super) fn count_changed(&mut self, has_kind: [bool; 6]) {
        self.changed += 1;
        for (count, has) in self.kinds.iter_mut().zip(has_kind) {
            *count += u64::from(has);
        }
    }

    /// Counts something that cannot be used.
    pub fn count_bad(&mut self, source: PersonSource, message: &str) {
        self.bad += 1;
        if self.bad_inputs.len() < MOST_BAD {
            self.bad_inputs.push(BadInput { source, message: message.to_owned() });
        }
    }

    /// Adds the numbers of the part of the input that follows; of each group so many persons are kept.
    pub fn add(&mut self, following: Self, most: usize) {
        self.persons += following.persons;
        self.changed += following.changed;
        self.bad += following.bad;
        self.bad_inputs.extend(following.bad_inputs);
        self.bad_inputs.truncate(MOST_BAD);
        for (sum, count) in self.kinds.iter_mut().zip(following.kinds) {
            *sum += count;
        }
        for (key, more) in following.groups {
            let n_before = self.groups.get(&key).map_or(0, |group| group.persons.len());
            let room = MOST_PERSONS.saturating_sub(self.n_kept).max(usize::from(n_before == 0));
            let group = self.groups.entry(key).or_default();
            group.count += more.count;
            group.persons.extend(more.persons.into_iter().take(room.min(most.saturating_sub(n_before))));
            self.n_kept += group.persons.len() - n_before;
        }
    }

    /// The impact; groups with many persons first.
    pub fn finish(self, old_digest: String, new_digest: String, input: ImpactInput) -> Impact {
        let kinds = ImpactKind::ALL.into_iter().zip(self.kinds).filter(|(_, count)| *count > 0);
        let mut groups: Vec<(GroupKey, Group)> = self.groups.into_iter().collect();
        groups.sort_by(|(left_key, left), (right_key, right)| {
            right.count.cmp(&left.count).then_with(|| left_key.cmp(right_key))
        });
        Impact {
            persons: self.persons,
            changed: self.changed,
            kinds: kinds.collect(),
            groups: groups.into_iter().map(|(key, group)| finished(&key, group)).collect(),
            old_digest,
            new_digest,
            input,
            bad: self.bad,
        }
    }
}

fn finished(key: &GroupKey, group: Group) -> ImpactGroup {
    ImpactGroup {
        id: id_of(key),
        kind: key.kind,
        record_type: key.record_type.to_string(),
        field: key.field.as_deref().map(str::to_owned),
        cause: Cause::clone(&key.cause),
        count: group.count,
        persons: group.persons,
    }
}

/// Such as `changed/person/job_title/5f2c9a01`: what people can read, and the beginning of a digest
/// of the cause.
fn id_of(key: &GroupKey) -> String {
    let Cause { subjects, words } = &*key.cause;
    let digest = digest_of(format!("{subjects:?}\n{words}").as_bytes());
    let digits = digest.trim_start_matches("sha256:");
    let cause = digits.get(..8).unwrap_or(digits);
    let parts = [key.kind.word(), &key.record_type, key.field.as_deref().unwrap_or("-"), cause];
    parts.join("/")
}
