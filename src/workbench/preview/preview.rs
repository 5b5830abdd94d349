//! What the window shows of a run: plain data, built in the background.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::mapping::{CaseResult, MappingRun, OutcomeKind, RunStatus};
use crate::scim::ResourceType;
use crate::script::{Lowering, Reads};
use crate::workbench::preview::block::RuleSetBlock;
use crate::workbench::preview::cells::CellView;
use crate::workbench::preview::{BLOCK, Block, CaseIndex, RowKind};
use crate::workbench::{CellState, NotRun, Problem, SampleRun, ScriptPlace};

/// What the mapping makes of all samples, as far as it is known. A copy shares the values.
#[derive(Clone, Debug, Default)]
pub struct Preview {
    /// The revision that it becomes the preview of; 0 before the first one.
    pub revision: u64,
    /// What is to be looked at, the worst first. Of the last revision that is complete.
    pub problems: Vec<Problem>,
    /// One per case, in the order of the cases. Of the last revision of which all cases were run.
    pub cases: Vec<CaseResult>,
    pub(in crate::workbench) case_index: Arc<CaseIndex>,
    pub(in crate::workbench) is_complete: bool,
    /// What the samples are, as far as the samples were read.
    pub(in crate::workbench) kinds: Arc<Vec<RowKind>>,
    /// The rule sets that were run.
    pub(in crate::workbench) rule_sets: Arc<Vec<RuleSetHead>>,
    pub(in crate::workbench) blocks: Vec<BlockSlot>,
    /// The whole runs that are known, by sample.
    pub(in crate::workbench) details: BTreeMap<usize, Arc<SampleRun>>,
}

/// A block of the preview.
#[derive(Clone, Debug, Default)]
pub(in crate::workbench) struct BlockSlot {
    /// `None` until its samples were run for the first time.
    pub block: Option<Arc<Block>>,
    /// It is what the rules of the preview's revision give.
    pub is_current: bool,
}

/// A rule set as it was run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::workbench) struct RuleSetHead {
    pub resource_type: ResourceType,
    /// The fields of the rules, in their order.
    pub fields: Vec<String>,
    /// Where each rule runs; `None` for one that is off or does not compile.
    pub lowerings: Vec<Option<Lowering>>,
    /// Where the condition runs, if there is one that compiles.
    pub condition: Option<Lowering>,
    /// What each rule reads, and behind them the condition; `None` where the same is not known.
    pub reads: Vec<Option<Reads>>,
}

/// How many samples have which state for one rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StateCounts {
    outcomes: [usize; 5],
    not_written: usize,
}

const OUTCOMES: [OutcomeKind; 5] =
    [OutcomeKind::Set, OutcomeKind::Kept, OutcomeKind::Cleared, OutcomeKind::Failed, OutcomeKind::Skipped];

impl StateCounts {
    /// The states that occur with how often they do, the usual ones first.
    pub fn iter(&self) -> impl Iterator<Item = (CellState, usize)> {
        let outcomes = OUTCOMES.into_iter().map(CellState::Outcome).zip(self.outcomes);
        outcomes.chain([(CellState::NotWritten, self.not_written)]).filter(|(_, count)| *count > 0)
    }

    fn add(&mut self, state: CellState) {
        match state {
            CellState::Outcome(kind) => {
                let counts = OUTCOMES.iter().zip(&mut self.outcomes);
                counts.filter(|(known, _)| **known == kind).for_each(|(_, count)| *count += 1);
            }
            CellState::NotWritten => self.not_written += 1,
            CellState::Disabled | CellState::NotRun => {}
        }
    }
}

impl Preview {
    /// Whether everything in it is of its revision.
    pub fn is_complete(&self) -> bool {
        self.is_complete
    }

    /// Where a script runs; `None` when that is not known: it is off, does not compile, or is the helper
    /// functions, which run where the rules do that call them.
    pub fn lowering(&self, place: ScriptPlace) -> Option<&Lowering> {
        match place {
            ScriptPlace::Rule { rule_set, rule } => {
                self.rule_sets.get(rule_set)?.lowerings.get(rule)?.as_ref()
            }
            ScriptPlace::Condition { rule_set } => self.rule_sets.get(rule_set)?.condition.as_ref(),
            ScriptPlace::Functions => None,
        }
    }

    /// What a script reads, through helper functions too; `None` when that is not known.
    pub fn reads(&self, place: ScriptPlace) -> Option<&Reads> {
        match place {
            ScriptPlace::Rule { rule_set, rule } => {
                let head = self.rule_sets.get(rule_set)?;
                head.reads.get(rule).filter(|_| rule < head.fields.len())?.as_ref()
            }
            ScriptPlace::Condition { rule_set } => self.rule_sets.get(rule_set)?.reads.last()?.as_ref(),
            ScriptPlace::Functions => None,
        }
    }

    /// How many scripts run in rhai, and how many run at all.
    pub fn n_in_rhai(&self) -> (usize, usize) {
        let heads = self.rule_sets.iter();
        let all = heads.flat_map(|head| head.lowerings.iter().chain([&head.condition])).flatten();
        all.fold((0, 0), |(rhai, all), lowering| (rhai + usize::from(*lowering != Lowering::Tree), all + 1))
    }

    /// The result of a case; `None` when it was not run yet.
    pub fn case(&self, stem: &str) -> Option<&CaseResult> {
        self.cases.get(self.case_index.place(stem)?)
    }

    /// Whether the values of a sample are of the preview's revision.
    pub fn is_sample_current(&self, sample: usize) -> bool {
        self.is_complete || self.blocks.get(sample / BLOCK).is_some_and(|slot| slot.is_current)
    }

    /// Whether the rules for a sample were run, be it for an older revision.
    pub fn was_run(&self, sample: usize) -> bool {
        self.blocks.get(sample / BLOCK).is_some_and(|slot| slot.block.is_some())
    }

    /// How many samples were read so far, to find out what they are.
    pub fn n_read(&self) -> usize {
        self.kinds.len()
    }

    /// The whole run of a sample, which is known of those that are looked at.
    pub fn details(&self, sample: usize) -> Option<&SampleRun> {
        self.details.get(&sample).map(|run| &**run)
    }

    /// The whole run of a rule set on a sample that is looked at.
    pub fn run(&self, sample: usize, rule_set: usize) -> Option<&MappingRun> {
        self.details(sample)?.run(rule_set)
    }

    /// Why the mapping is not run on a sample; `None` when it is, or when that is not known yet.
    pub fn not_run(&self, sample: usize) -> Option<NotRun> {
        match self.kinds.get(sample)? {
            RowKind::NotRun(why) => Some(*why),
            RowKind::Resource(_) => None,
        }
    }

    /// Whether a sample is a User or Group.
    pub fn is_resource(&self, sample: usize) -> bool {
        matches!(self.kinds.get(sample), Some(RowKind::Resource(_)))
    }

    /// The samples on which a rule set runs, by index in rising order.
    pub fn samples_of(&self, rule_set: usize) -> Vec<usize> {
        let Some(head) = self.rule_sets.get(rule_set) else { return Vec::new() };
        let wanted = RowKind::Resource(head.resource_type);
        let kinds = self.kinds.iter().enumerate();
        kinds.filter(|(_, kind)| **kind == wanted).map(|(sample, _)| sample).collect()
    }

    /// The states of a rule over all samples on which it ran.
    pub fn counts(&self, rule_set: usize, rule: usize) -> StateCounts {
        let mut counts = StateCounts::default();
        for block in self.blocks.iter().filter_map(|slot| slot.block.as_ref()) {
            let Some(set) = block.rule_set(rule_set) else { continue };
            let Some(cells) = set.cells(rule) else { continue };
            for (row, run) in set.rows.iter().enumerate() {
                if let (Some(run), Some(kind)) = (run, cells.kind(row)) {
                    counts.add(cell_state(run.status, kind));
                }
            }
        }
        counts
    }

    /// The outcome of a rule for a sample, with the status of the record.
    pub(in crate::workbench) fn cell(
        &self,
        sample: usize,
        rule_set: usize,
        rule: usize,
    ) -> Option<(CellState, CellView<'_>)> {
        let (set, row) = self.rule_set_row(sample, rule_set)?;
        let cell = set.cells(rule)?.get(row)?;
        Some((cell_state(set.row(row)?.status, cell.kind), cell))
    }

    /// The rule sets that ran on a sample, by index.
    pub(in crate::workbench) fn rule_sets_of(
        &self,
        sample: usize,
    ) -> impl Iterator<Item = (usize, &RuleSetBlock, usize)> {
        (0..self.rule_sets.len()).filter_map(move |rule_set| {
            let (set, row) = self.rule_set_row(sample, rule_set)?;
            Some((rule_set, set, row))
        })
    }

    /// The block of a rule set and the row in it, when the rule set ran on the sample.
    fn rule_set_row(&self, sample: usize, rule_set: usize) -> Option<(&RuleSetBlock, usize)> {
        let block = self.blocks.get(sample / BLOCK)?.block.as_ref()?;
        let (set, row) = (block.rule_set(rule_set)?, sample % BLOCK);
        set.row(row).map(|_| (set, row))
    }

    /// The rule that filled a field when the preview was made: the one at the same place if it was for
    /// this field, else the last one for it.
    pub(in crate::workbench) fn rule_for(&self, rule_set: usize, rule: usize, field: &str) -> Option<usize> {
        let fields = &self.rule_sets.get(rule_set)?.fields;
        if fields.get(rule).is_some_and(|known| known == field) {
            return Some(rule);
        }
        fields.iter().rposition(|known| known == field)
    }
}

/// A rule that fails says so, whether or not the record is written.
pub(in crate::workbench) fn cell_state(status: RunStatus, kind: OutcomeKind) -> CellState {
    if status == RunStatus::Written || kind == OutcomeKind::Failed {
        CellState::Outcome(kind)
    } else {
        CellState::NotWritten
    }
}
