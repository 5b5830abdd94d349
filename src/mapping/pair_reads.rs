//! What a pair of mappings reads, and what of their differences can reach which part of a record.

use crate::mapping::compile::{CompiledRule, CompiledRuleSet};
use crate::mapping::{CompiledMapping, MappingPair, RunPair, Suspects};
use crate::scim::ResourceReader;

impl MappingPair<'_> {
    /// A reader of lines that keeps what either mapping can read, and these attributes with all that is
    /// below.
    pub fn resource_reader(&self, also: &[&str]) -> ResourceReader {
        CompiledMapping::shared_reader(&[self.old.mapping, self.new.mapping], also)
    }

    /// Whether any script of either mapping may read `groups`.
    pub fn reads_groups(&self) -> bool {
        self.old.mapping.reads_groups() || self.new.mapping.reads_groups()
    }

    /// What of the differences can reach a field of the records that `run` is of.
    pub fn suspects_of_field(&self, run: &RunPair<'_>, field: &str) -> Suspects {
        let mut suspects = Suspects::default();
        let Some(pair) = self.pair_of(run) else { return suspects };
        let [old, new] = [pair.old, pair.new].map(|rule_set| rules_of(rule_set, field));
        suspects.scripts = old.len() != new.len()
            || old
                .iter()
                .zip(&new)
                .any(|(old, new)| old.apply != new.apply || !old.script.is_same(&new.script));
        old.iter().chain(&new).for_each(|rule| suspects.add(&self.differences, &rule.script));
        suspects
    }

    /// What of the differences can reach the condition of the rule set that `run` is of; not through
    /// the fields that it reads.
    pub fn suspects_of_condition(&self, run: &RunPair<'_>) -> Suspects {
        let mut suspects = Suspects::default();
        let Some(pair) = self.pair_of(run) else { return suspects };
        let [old, new] = [pair.old, pair.new].map(|rule_set| rule_set.and_then(|set| set.condition.as_ref()));
        suspects.scripts = match (old, new) {
            (None, None) => false,
            (Some(old), Some(new)) => !old.script.is_same(&new.script),
            _ => true,
        };
        old.iter().chain(&new).for_each(|condition| suspects.add(&self.differences, &condition.script));
        suspects
    }

    /// The field by which a record is found, of the records that `run` is of.
    pub fn match_field(&self, run: &RunPair<'_>) -> Option<&str> {
        let pair = self.pair_of(run)?;
        let layout = &pair.new.or(pair.old)?.layout;
        Some(&layout.field(layout.match_field_idx?).name)
    }

    /// Whether the condition of either mapping may read a field of the record that `run` is of.
    pub fn condition_may_read(&self, run: &RunPair<'_>, field: &str) -> bool {
        let sides = self.pair_of(run).map(|pair| [pair.old, pair.new]);
        sides.into_iter().flatten().flatten().any(|rule_set| {
            rule_set.layout.position(field, 0).is_none_or(|idx| rule_set.condition_may_read(idx))
        })
    }

    /// The fields without which no record is written, of the records that `run` is of, in the order of
    /// the target.
    pub fn required_fields(&self, run: &RunPair<'_>) -> impl Iterator<Item = &str> {
        let rule_set = self.pair_of(run).and_then(|pair| pair.new.or(pair.old));
        rule_set.into_iter().flat_map(|rule_set| {
            rule_set.layout.required_idxs.iter().map(|idx| rule_set.layout.field(*idx).name.as_str())
        })
    }
}

/// The rules for a field, in order.
fn rules_of<'m>(rule_set: Option<&'m CompiledRuleSet>, field: &str) -> Vec<&'m CompiledRule> {
    let Some(rule_set) = rule_set else { return Vec::new() };
    let is_for = |rule: &&CompiledRule| rule_set.layout.field(rule.field_idx).name == field;
    rule_set.rules.iter().filter(is_for).collect()
}
