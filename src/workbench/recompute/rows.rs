//! The samples ready to be mapped: what each is, and as many of them as memory allows as they are
//! run.

use std::collections::HashMap;
use std::sync::Arc;

use crate::mapping::{GroupInfo, GroupMembership};
use crate::project::{Sample, SamplePayload, Samples};
use crate::scim::{ResourceReader, ResourceType};
use crate::value::{Arena, Selection};
use crate::workbench::preview::RowKind;
use crate::workbench::{NotRun, SampleInput};

/// How many samples are kept as they are run, unless it is said. One takes about five times its JSON.
const MOST_PREPARED: usize = 4_096;

/// A sample ready to be mapped, or why it is not.
pub(in crate::workbench) type Prepared = Arc<Result<SampleInput, NotRun>>;

/// What is known of the samples.
#[derive(Debug)]
pub(super) struct Rows {
    samples: Samples,
    known: Vec<Row>,
    n_prepared: usize,
    most_prepared: usize,
    /// Tells what a sample is that is not kept.
    reader: ResourceReader,
}

/// What is known of one sample.
#[derive(Clone, Debug, Default)]
struct Row {
    /// `None` until the sample was read.
    kind: Option<RowKind>,
    group: Option<Arc<GroupInfo>>,
    prepared: Option<Prepared>,
    /// Kept where the sample is.
    memberships: Option<Arc<[GroupMembership]>>,
}

/// Which samples are still the ones they were.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SameRows {
    /// So many at the start.
    pub first: usize,
    /// So many at the end, which stand where they stood.
    pub last: usize,
}

impl Default for Rows {
    fn default() -> Self {
        Self::keeping(MOST_PREPARED)
    }
}

impl Rows {
    /// No samples yet; so many of them will be kept as they are run.
    pub fn keeping(most_prepared: usize) -> Self {
        Self {
            samples: Samples::default(),
            known: Vec::new(),
            n_prepared: 0,
            most_prepared,
            reader: ResourceReader::new(Selection::Nothing, Selection::Nothing),
        }
    }

    /// Finds out what a sample is.
    pub fn read(&mut self, idx: usize, arena: &Arena) {
        if let Some(sample) = self.unkept(idx)
            && sample.request.is_none()
            && let SamplePayload::Json(json) = &sample.payload
            && let Some(view) = self.reader.read(json.as_str(), arena)
            && view.resource_type == ResourceType::User
            && let Some(row) = self.known.get_mut(idx)
        {
            row.kind = Some(RowKind::Resource(ResourceType::User));
            return;
        }
        self.prepare(idx);
    }

    /// A sample that is not kept as it is run, and will not be.
    pub fn unkept(&self, idx: usize) -> Option<Arc<Sample>> {
        let row = self.known.get(idx)?;
        let is_unkept = row.prepared.is_none() && self.n_prepared >= self.most_prepared;
        self.samples.get(idx).filter(|_| is_unkept).map(Arc::clone)
    }

    /// Takes other samples in; what is known of those that stay is kept.
    pub fn take(&mut self, samples: &Samples) -> SameRows {
        if self.samples.is_same(samples) {
            self.samples = samples.clone();
            return SameRows { first: samples.len(), last: 0 };
        }
        let is_same = |(old, new): &(&Arc<Sample>, &Arc<Sample>)| Arc::ptr_eq(old, new);
        let first = self.samples.iter().zip(samples).take_while(is_same).count();
        let shorter = self.samples.len().min(samples.len());
        let ends = self.samples.iter().rev().zip(samples.iter().rev());
        let last = ends.take(shorter - first).take_while(is_same).count();
        let tail = self.known.split_off(self.known.len() - last);
        self.known.truncate(first);
        self.known.resize(samples.len() - last, Row::default());
        self.known.extend(tail);
        let has_moved = self.samples.len() != samples.len();
        self.samples = samples.clone();
        self.n_prepared = self.known.iter().filter(|row| row.prepared.is_some()).count();
        SameRows { first, last: if has_moved { 0 } else { last } }
    }

    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// The samples of which is not known yet what they are.
    pub fn first_unread(&self, from: usize) -> Option<usize> {
        let rows = self.known.iter().enumerate().skip(from);
        rows.filter(|(_, row)| row.kind.is_none()).map(|(idx, _)| idx).next()
    }

    /// Reads a sample, or takes it as it was read before.
    pub fn prepare(&mut self, idx: usize) -> Option<Prepared> {
        let row = self.known.get_mut(idx)?;
        if let Some(prepared) = &row.prepared {
            return Some(Arc::clone(prepared));
        }
        let prepared = Prepared::new(SampleInput::of_sample(self.samples.get(idx)?));
        if row.kind.is_none() {
            let input = prepared.as_ref().as_ref();
            row.kind = Some(match input {
                Ok(input) => RowKind::Resource(input.resource.resource_type),
                Err(why) => RowKind::NotRun(*why),
            });
            let group =
                input.ok().and_then(|input| GroupInfo::of(&input.resource, input.assigned_id.as_deref()));
            row.group = group.map(Arc::new);
        }
        if self.n_prepared < self.most_prepared {
            self.n_prepared += 1;
            row.prepared = Some(Arc::clone(&prepared));
        }
        Some(prepared)
    }

    /// The groups of a user, found by `find` unless they are known.
    pub fn memberships(
        &mut self,
        idx: usize,
        find: impl FnOnce() -> Vec<GroupMembership>,
    ) -> Arc<[GroupMembership]> {
        match self.known.get_mut(idx) {
            Some(row) if row.prepared.is_some() => {
                Arc::clone(row.memberships.get_or_insert_with(|| find().into()))
            }
            _ => find().into(),
        }
    }

    /// The groups of users have to be found again.
    pub fn forget_memberships(&mut self) {
        self.known.iter_mut().for_each(|row| row.memberships = None);
    }

    /// What the samples are, as far as all before them were read.
    pub fn kinds(&self) -> Vec<RowKind> {
        self.known.iter().map_while(|row| row.kind).collect()
    }

    /// The groups among the samples that were read.
    pub fn groups(&self) -> Vec<Arc<GroupInfo>> {
        self.known.iter().filter_map(|row| row.group.clone()).collect()
    }
}

/// All samples ready to be mapped, for work that needs all of them at once.
#[derive(Debug, Default)]
pub(in crate::workbench) struct PreparedSamples {
    prepared: HashMap<usize, (Arc<Sample>, Prepared)>,
}

impl PreparedSamples {
    /// The samples ready to be mapped; those that are gone are forgotten.
    pub fn prepare(&mut self, samples: &Samples) -> Vec<Prepared> {
        let mut old = std::mem::take(&mut self.prepared);
        samples
            .iter()
            .map(|sample| {
                // The cache holds the sample itself, so that its address stays its own.
                let key = Arc::as_ptr(sample).addr();
                let (sample, input) = old
                    .remove(&key)
                    .unwrap_or_else(|| (Arc::clone(sample), Arc::new(SampleInput::of_sample(sample))));
                self.prepared.insert(key, (sample, Arc::clone(&input)));
                input
            })
            .collect()
    }
}
