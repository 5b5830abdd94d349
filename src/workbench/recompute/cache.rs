//! What a recomputation leaves for the next one. It is whole after every sample, so that work can be
//! cancelled at any time and goes on where it was.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use crate::mapping::{CurrentRecord, MappingVersion, RunSubject};
use crate::project::{ProjectModel, SamplePayload};
use crate::scim::ResourceView;
use crate::value::Arena;
use crate::workbench::NotRun;
use crate::workbench::preview::{BLOCK, Block, BlockSlot, Cells, Preview, RowKind, RuleSetHead, SampleRun};
use crate::workbench::recompute::case_runs::CaseRuns;
use crate::workbench::recompute::engine::{Engine, StaleSets, Update};
use crate::workbench::recompute::problems::Problem;
use crate::workbench::recompute::rows::Rows;
use crate::workbench::recompute::writer::BlockWriter;

/// How many whole runs are kept.
const MOST_DETAILS: usize = 64;

/// What a recomputation leaves for the next one: the compiled project, the samples ready to be
/// mapped, and the values of the last state.
#[derive(Debug, Default)]
pub struct RecomputeCache {
    pub(super) rows: Rows,
    pub(super) engine: Engine,
    slots: Vec<Slot>,
    /// What is out of date since the versions that slots have.
    stale: Vec<(MappingVersion, Arc<StaleSets>)>,
    kinds: Arc<Vec<RowKind>>,
    rule_sets: Arc<Vec<RuleSetHead>>,
    details: BTreeMap<usize, Arc<SampleRun>>,
    pub(super) problems: Vec<Problem>,
    pub(super) cases: CaseRuns,
    writer: BlockWriter,
    arena: Arena,
}

/// A block, and of which version of the mapping it is.
#[derive(Debug, Default)]
struct Slot {
    block: Option<Arc<Block>>,
    /// `None` when nothing of the block holds.
    version: Option<MappingVersion>,
}

impl RecomputeCache {
    /// An empty one that keeps so many samples ready to be run; the others are read again when they
    /// are run. By default it keeps a few thousand.
    pub fn keeping(n_samples: usize) -> Self {
        Self { rows: Rows::keeping(n_samples), ..Self::default() }
    }

    /// Takes the samples of a project in. What is known of those that stay is kept.
    pub(super) fn take_samples(&mut self, model: &ProjectModel) {
        let n_before = self.rows.len();
        let same = self.rows.take(&model.samples);
        let (n_rows, has_moved) = (self.rows.len(), self.rows.len() != n_before);
        if same.first == n_rows && !has_moved {
            return;
        }
        self.details.clear();
        self.slots.resize_with(n_rows.div_ceil(BLOCK), Slot::default);
        for (idx, slot) in self.slots.iter_mut().enumerate() {
            let is_kept = (idx + 1) * BLOCK <= same.first || idx * BLOCK >= n_rows - same.last;
            match (is_kept, has_moved) {
                (true, _) => {}
                (false, true) => *slot = Slot::default(),
                (false, false) => slot.version = None,
            }
        }
    }

    /// Reads the samples of which is not known yet what they are. `None` when that was cancelled.
    pub(super) fn read_samples(&mut self, is_cancelled: &dyn Fn() -> bool) -> Option<()> {
        let mut from = 0;
        while let Some(unread) = self.rows.first_unread(from) {
            if is_cancelled() {
                return None;
            }
            self.arena.reset();
            self.rows.read(unread, &self.arena);
            from = unread + 1;
        }
        let kinds = self.rows.kinds();
        if *self.kinds != kinds {
            self.kinds = Arc::new(kinds);
        }
        Some(())
    }

    /// Compiles what changed in a project, and finds out what has to be run again.
    pub(super) fn take_project(&mut self, model: &ProjectModel, environment: &str, now: Timestamp) {
        let update = self.engine.bring_up_to(model, environment, now, self.rows.groups());
        if update == Update::Same {
            return;
        }
        self.details.clear();
        self.stale.clear();
        if update == Update::Groups {
            self.rows.forget_memberships();
            self.cases.forget();
            self.slots.iter_mut().for_each(|slot| slot.version = None);
        }
        let heads = self.engine.heads(model);
        if *self.rule_sets != heads {
            self.rule_sets = Arc::new(heads);
        }
        self.take_over_blocks();
    }

    /// Blocks of which everything still holds are of the new version.
    fn take_over_blocks(&mut self) {
        let Some(version) = self.engine.version() else { return };
        for slot in &mut self.slots {
            let Some(since) = slot.version else { continue };
            let known = self.stale.iter().find(|(of, _)| *of == since).map(|(_, stale)| Arc::clone(stale));
            let stale = known.unwrap_or_else(|| {
                let stale = Arc::new(self.engine.stale_since(since));
                self.stale.push((since, Arc::clone(&stale)));
                stale
            });
            if stale.is_nothing() {
                slot.version = Some(version);
            }
        }
    }

    pub(super) fn n_blocks(&self) -> usize {
        self.slots.len()
    }

    pub(super) fn is_stale(&self, block: usize) -> bool {
        self.slots.get(block).is_some_and(|slot| slot.version != self.engine.version())
    }

    /// The blocks that were run, with their places.
    pub(super) fn blocks(&self) -> impl Iterator<Item = (usize, &Block)> {
        let slots = self.slots.iter().enumerate();
        slots.filter_map(|(idx, slot)| Some((idx, slot.block.as_deref()?)))
    }

    /// What a rule gave, with the places of the blocks.
    pub(super) fn cells(&self, rule_set: usize, rule: usize) -> impl Iterator<Item = (usize, &Cells)> {
        self.blocks().filter_map(move |(idx, block)| Some((idx, &**block.rule_set(rule_set)?.cells(rule)?)))
    }

    /// The samples on which the mapping is not run for this reason.
    pub(super) fn samples_not_run(&self, why: NotRun) -> impl Iterator<Item = usize> {
        let kinds = self.kinds.iter().enumerate();
        kinds.filter(move |(_, kind)| **kind == RowKind::NotRun(why)).map(|(sample, _)| sample)
    }

    /// Runs what has to be run again in a block. `None` when that was cancelled; the block is then as
    /// it was.
    pub(super) fn run_block(
        &mut self,
        idx: usize,
        model: &ProjectModel,
        is_cancelled: &dyn Fn() -> bool,
    ) -> Option<()> {
        let slot = self.slots.get(idx)?;
        let since = slot.version.filter(|_| slot.block.is_some());
        let stale = self.stale.iter().find(|(of, _)| Some(*of) == since).map(|(_, stale)| Arc::clone(stale));
        self.writer.begin(model);
        for row in idx * BLOCK..((idx + 1) * BLOCK).min(self.rows.len()) {
            if is_cancelled() {
                self.writer.discard();
                return None;
            }
            self.run_row(row, stale.as_deref());
            self.writer.end_row();
        }
        let slot = self.slots.get_mut(idx)?;
        slot.block = Some(Arc::new(self.writer.finish(slot.block.as_deref(), stale.as_deref())));
        slot.version = self.engine.version();
        Some(())
    }

    /// Runs what is out of date for one sample. One that is not kept is read as far as rules read it,
    /// where that is certain to give the same.
    fn run_row(&mut self, row: usize, stale: Option<&StaleSets>) {
        let Self { rows, engine, arena, writer, .. } = self;
        arena.reset();
        if let Some(sample) = rows.unkept(row)
            && sample.request.is_none()
            && let SamplePayload::Json(json) = &sample.payload
            && let Some(resource) = engine.read(json.as_str(), arena)
        {
            let assigned_id = sample.scim_id.as_deref();
            let subject = RunSubject { resource, assigned_id, current: CurrentRecord::Matched, groups: &[] };
            return engine.run_row(arena, &subject, stale, writer);
        }
        if let Some(prepared) = rows.prepare(row)
            && let Ok(input) = prepared.as_ref()
        {
            let groups = rows.memberships(row, || engine.memberships(input));
            let subject = RunSubject {
                resource: ResourceView::of(&input.resource),
                assigned_id: input.assigned_id.as_deref(),
                current: CurrentRecord::Matched,
                groups: &groups,
            };
            engine.run_row(arena, &subject, stale, writer);
        }
    }

    /// The whole run of a sample; whether it was not known before.
    pub(super) fn add_details(&mut self, sample: usize) -> bool {
        if self.details.contains_key(&sample) {
            return false;
        }
        let Some(prepared) = self.rows.prepare(sample) else { return false };
        if self.details.len() >= MOST_DETAILS {
            self.drop_farthest_details(sample);
        }
        let run = match prepared.as_ref() {
            Ok(input) => {
                let groups = self.rows.memberships(sample, || self.engine.memberships(input));
                SampleRun {
                    runs: self.engine.run(input, &groups, CurrentRecord::Matched),
                    repairs: input.repairs.clone(),
                    not_run: None,
                }
            }
            Err(why) => SampleRun { not_run: Some(why.words().to_owned()), ..SampleRun::default() },
        };
        self.details.insert(sample, Arc::new(run));
        true
    }

    fn drop_farthest_details(&mut self, from: usize) {
        let farthest = self.details.keys().copied().max_by_key(|sample| sample.abs_diff(from));
        farthest.map(|sample| self.details.remove(&sample));
    }

    /// What is known at the moment; it shares the values.
    pub(super) fn preview(&self, revision: u64, is_complete: bool) -> Preview {
        let version = self.engine.version();
        let slots = self
            .slots
            .iter()
            .map(|slot| BlockSlot { block: slot.block.clone(), is_current: slot.version == version });
        Preview {
            revision,
            problems: self.problems.clone(),
            cases: self.cases.results.clone(),
            case_index: Arc::clone(&self.cases.index),
            is_complete,
            kinds: Arc::clone(&self.kinds),
            rule_sets: Arc::clone(&self.rule_sets),
            blocks: slots.collect(),
            details: self.details.clone(),
        }
    }
}
