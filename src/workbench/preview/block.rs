//! A block: a few samples that are run together.

use std::sync::Arc;

use crate::mapping::{OutcomeKind, RunStatus};
use crate::scim::ResourceType;
use crate::workbench::NotRun;
use crate::workbench::preview::Cells;

/// How many samples make a block.
pub(in crate::workbench) const BLOCK: usize = 64;

/// What a sample is to the mapping.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::workbench) enum RowKind {
    /// A User or Group.
    Resource(ResourceType),
    /// The mapping is not run on it.
    NotRun(NotRun),
}

/// What the rule sets give for the samples of a block.
#[derive(Clone, Debug, Default)]
pub(in crate::workbench) struct Block {
    /// By index in the mapping; `None` when a rule set runs on no sample of the block.
    pub rule_sets: Box<[Option<Arc<RuleSetBlock>>]>,
}

/// What one rule set gives for the samples of a block.
#[derive(Clone, Debug, Default)]
pub(in crate::workbench) struct RuleSetBlock {
    /// One per sample; `None` where the rule set does not run.
    pub rows: Box<[Option<RunRow>]>,
    /// The different reasons of the rows.
    pub reasons: Box<[Box<str>]>,
    /// By index in the rule set; `None` for a rule that does not run.
    pub rules: Box<[Option<Arc<Cells>>]>,
}

/// What a rule set gives for one sample, beside its fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::workbench) struct RunRow {
    pub status: RunStatus,
    /// The index of the reason, where there is one.
    pub reason: Option<u8>,
}

impl Block {
    pub fn rule_set(&self, rule_set: usize) -> Option<&RuleSetBlock> {
        self.rule_sets.get(rule_set)?.as_deref()
    }
}

impl RuleSetBlock {
    pub fn row(&self, row: usize) -> Option<RunRow> {
        *self.rows.get(row)?
    }

    /// Why a record is not written.
    pub fn reason(&self, row: RunRow) -> Option<&str> {
        self.reasons.get(usize::from(row.reason?)).map(|reason| &**reason)
    }

    pub fn cells(&self, rule: usize) -> Option<&Arc<Cells>> {
        self.rules.get(rule)?.as_ref()
    }

    /// How many rules fail for a row.
    pub fn n_failing(&self, row: usize) -> usize {
        let rules = self.rules.iter().flatten();
        rules.filter(|cells| cells.kind(row) == Some(OutcomeKind::Failed)).count()
    }
}
