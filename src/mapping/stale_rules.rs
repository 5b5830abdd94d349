//! Which rules of a rule set are out of date.

use crate::mapping::MappingVersion;
use crate::mapping::compile::CompiledRuleSet;
use crate::mapping::live_mapping::Edit;

/// When the parts of a rule set were last changed.
#[derive(Clone, Debug)]
pub(super) struct RuleSetVersions {
    /// All results together: the rules are others, or find other records.
    whole: MappingVersion,
    /// What decides whether the record is written.
    verdict: MappingVersion,
    /// The outcome of each rule, in order.
    rules: Vec<MappingVersion>,
}

/// What of the results of one rule set is to be run again. Holds for one version of the mapping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaleRules {
    rule_set_idx: usize,
    version: MappingVersion,
    is_everything: bool,
    decides_status: bool,
    rules: Vec<RuleState>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct RuleState {
    rule_idx: usize,
    is_stale: bool,
    /// Its outcome is wanted, or needed for the verdict.
    is_evaluated: bool,
}

impl RuleSetVersions {
    /// Everything is of this version.
    pub fn new(rule_set: &CompiledRuleSet, version: MappingVersion) -> Self {
        Self { whole: version, verdict: version, rules: vec![version; rule_set.rules.len()] }
    }

    /// Notes what an edit changes.
    pub fn note(&mut self, edit: &Edit<'_>, version: MappingVersion) {
        let Edit { old, new, .. } = edit;
        if !edit.has_same_rules() {
            *self = Self::new(new, version);
            return;
        }
        if edit.changes_condition() {
            self.verdict = version;
        }
        let pairs = old.rules.iter().zip(&new.rules);
        for (old_rule, new_rule) in pairs.filter(|(old, new)| edit.changes_rule(old, new)) {
            if edit.finds_current && new.layout.match_field_idx == Some(new_rule.field_idx) {
                *self = Self::new(new, version);
                return;
            }
            if old.verdict_depends_on(old_rule) || new.verdict_depends_on(new_rule) {
                self.verdict = version;
            }
            // A rule sees what an earlier one for the same field did.
            for (other, noted) in new.rules.iter().zip(&mut self.rules) {
                if other.field_idx == new_rule.field_idx {
                    *noted = version;
                }
            }
        }
    }

    /// What is newer than `since`.
    pub fn stale_since(
        &self,
        rule_set: &CompiledRuleSet,
        since: MappingVersion,
        version: MappingVersion,
    ) -> StaleRules {
        let is_everything = self.whole > since;
        let decides_status = is_everything || self.verdict > since;
        let wanted: Vec<bool> = self.rules.iter().map(|changed| is_everything || *changed > since).collect();
        let needed = |field_idx: usize| {
            rule_set.rules.iter().zip(&wanted).any(|(rule, is_wanted)| {
                rule.field_idx == field_idx
                    && (*is_wanted || (decides_status && rule_set.verdict_depends_on(rule)))
            })
        };
        let rules = rule_set.rules.iter().zip(&wanted).map(|(rule, is_stale)| RuleState {
            rule_idx: rule.idx,
            is_stale: *is_stale,
            is_evaluated: needed(rule.field_idx),
        });
        StaleRules {
            rule_set_idx: rule_set.idx,
            version,
            is_everything,
            decides_status,
            rules: rules.collect(),
        }
    }
}

impl StaleRules {
    /// The index of the rule set in the mapping.
    pub fn rule_set_idx(&self) -> usize {
        self.rule_set_idx
    }

    /// The version of the mapping that it holds for.
    pub fn version(&self) -> MappingVersion {
        self.version
    }

    /// Whether nothing is out of date.
    pub fn is_nothing(&self) -> bool {
        !self.is_everything && !self.decides_status && self.rule_idxs().next().is_none()
    }

    /// Whether nothing of earlier results holds: the rules may be others, and fill other records.
    pub fn is_everything(&self) -> bool {
        self.is_everything
    }

    /// Whether it is decided again whether the record is written.
    pub fn decides_status(&self) -> bool {
        self.decides_status
    }

    /// The indices in the rule set of the rules whose outcomes are out of date, in order.
    pub fn rule_idxs(&self) -> impl Iterator<Item = usize> {
        self.rules.iter().filter(|rule| rule.is_stale).map(|rule| rule.rule_idx)
    }

    pub(super) fn is_stale(&self, rule_idx: usize) -> bool {
        self.rules.iter().any(|rule| rule.rule_idx == rule_idx && rule.is_stale)
    }

    /// Whether the rule at this place among the compiled ones is evaluated.
    pub(super) fn is_evaluated(&self, place: usize) -> bool {
        self.rules.get(place).is_some_and(|rule| rule.is_evaluated)
    }
}
