//! Two mappings in one pass: what they have in common is run once.
//!
//! Not what the differences mean: that is for whoever compares the two records.

use crate::mapping::compile::{CompiledRule, CompiledRuleSet};
use crate::mapping::rule_set_run::{RuleSetRun, RuleSource, RunSetting};
use crate::mapping::surroundings::{Differences, Surroundings};
use crate::mapping::{CompiledMapping, FieldOutcome, RecordRun, RunContext, RunSubject};
use crate::scim::ResourceType;
use crate::target::Record;
use crate::value::Arena;

/// A mapping with the time and the variables of its runs.
#[derive(Clone, Copy, Debug)]
pub struct MappingSide<'m> {
    /// The rules.
    pub mapping: &'m CompiledMapping,
    /// Time and variables.
    pub context: &'m RunContext,
}

/// An old and a new mapping, to be run on the same resources.
#[derive(Debug)]
pub struct MappingPair<'m> {
    pub(super) old: MappingSide<'m>,
    pub(super) new: MappingSide<'m>,
    rule_sets: Vec<RuleSetPair<'m>>,
    pub(super) differences: Differences,
}

/// What both mappings make of one resource for one record type.
#[derive(Clone, Debug)]
pub struct RunPair<'a> {
    /// What the old mapping makes of it; `None` when it has no such rule set.
    pub old: Option<RecordRun<'a>>,
    /// What the new mapping makes of it; `None` when it has no such rule set.
    pub new: Option<RecordRun<'a>>,
    /// How many scripts were evaluated for both.
    pub n_evaluated: usize,
}

#[derive(Debug)]
pub(super) struct RuleSetPair<'m> {
    pub old: Option<&'m CompiledRuleSet>,
    pub new: Option<&'m CompiledRuleSet>,
    /// For each rule of the new one the place of the same rule in the old one.
    same: Vec<Option<usize>>,
    /// Both find the same record for a resource.
    finds_same: bool,
    /// When they find the same record, the conditions give the same.
    decides_same: bool,
}

impl<'m> MappingPair<'m> {
    /// Finds out what the two have in common. Rules are only run once for both when the two have the
    /// same target, and the same directory as one object.
    pub fn new(old: MappingSide<'m>, new: MappingSide<'m>) -> Self {
        let [before, after] = [old, new].map(|side| Surroundings::of(side.mapping, side.context));
        let differences = before.differences(&after);
        let mut old_only: Vec<&CompiledRuleSet> = old.mapping.rule_sets.iter().collect();
        let mut rule_sets = Vec::new();
        for rule_set in &new.mapping.rule_sets {
            let place = old_only.iter().position(|old| old.is_for_records_of(rule_set));
            let old = place.map(|place| old_only.remove(place));
            rule_sets.push(RuleSetPair::new(old, Some(rule_set), &differences));
        }
        rule_sets.extend(old_only.into_iter().map(|old| RuleSetPair::new(Some(old), None, &differences)));
        Self { old, new, rule_sets, differences }
    }

    /// The old mapping and the new one.
    pub fn sides(&self) -> [MappingSide<'m>; 2] {
        [self.old, self.new]
    }

    pub(super) fn pair_of(&self, run: &RunPair<'_>) -> Option<&RuleSetPair<'m>> {
        let idx = |run: &Option<RecordRun<'_>>| run.as_ref().map(|run| run.rule_set_idx);
        let wanted = (idx(&run.old), idx(&run.new));
        self.rule_sets.iter().find(|pair| {
            (pair.old.map(|rule_set| rule_set.idx), pair.new.map(|rule_set| rule_set.idx)) == wanted
        })
    }

    /// How many rules and conditions of the new mapping are run for both at once, when both find the
    /// same record.
    pub fn n_shared(&self) -> usize {
        let shared = |pair: &RuleSetPair<'_>| {
            let has_condition = pair.new.is_some_and(|new| new.condition.is_some());
            pair.same.iter().flatten().count() + usize::from(pair.decides_same && has_condition)
        };
        self.rule_sets.iter().map(shared).sum()
    }

    /// Runs both mappings: first the rule sets of the new one for the resource's type in order, each
    /// with that of the old one for the same records, then those that only the old one has. Gives the
    /// same as [`CompiledMapping::run_in`] of each.
    pub fn run_in<'a>(&'a self, arena: &'a Arena, subject: &RunSubject<'a>) -> Vec<RunPair<'a>> {
        let resource_type = subject.resource.resource_type;
        let fitting = self.rule_sets.iter().filter(|pair| pair.resource_type() == Some(resource_type));
        fitting.map(|pair| self.run_pair(pair, arena, *subject)).collect()
    }

    fn run_pair<'a>(
        &'a self,
        pair: &'a RuleSetPair<'m>,
        arena: &'a Arena,
        subject: RunSubject<'a>,
    ) -> RunPair<'a> {
        let setting = |side: &'a MappingSide<'m>, rule_set: &'a CompiledRuleSet| {
            let MappingSide { mapping, context } = *side;
            RunSetting { mapping, rule_set, arena, subject, context }
        };
        let old = pair.old.map(|rule_set| {
            let mut run = RuleSetRun::new(setting(&self.old, rule_set));
            let record_run = run.all_rules();
            (run, record_run)
        });
        let new = pair.new.map(|rule_set| {
            let setting = setting(&self.new, rule_set);
            let mut run = match &old {
                Some((_, old)) if pair.finds_same => RuleSetRun::with_current(setting, old.current),
                _ => RuleSetRun::new(setting),
            };
            let record_run = match &old {
                Some((old_run, old)) if is_same_record(old.current, run.current) => {
                    run_beside(&mut run, old_run, old, pair)
                }
                _ => run.all_rules(),
            };
            (run, record_run)
        });
        let n_evaluated = |run: &Option<(RuleSetRun<'a>, RecordRun<'a>)>| {
            run.as_ref().map_or(0, |(run, _)| run.n_evaluated)
        };
        RunPair {
            n_evaluated: n_evaluated(&old) + n_evaluated(&new),
            old: old.map(|(_, record_run)| record_run),
            new: new.map(|(_, record_run)| record_run),
        }
    }
}

/// Whether both are the same object, or there is none.
fn is_same_record(old: Option<&Record>, new: Option<&Record>) -> bool {
    match (old, new) {
        (None, None) => true,
        (Some(old), Some(new)) => std::ptr::eq(old, new),
        _ => false,
    }
}

/// Runs the new rule set; what is the same is taken from the run of the old one.
fn run_beside<'a>(
    run: &mut RuleSetRun<'a>,
    old_run: &RuleSetRun<'a>,
    old: &RecordRun<'a>,
    pair: &RuleSetPair<'_>,
) -> RecordRun<'a> {
    let mut outcomes: Vec<FieldOutcome<'a>> = Vec::with_capacity(pair.same.len());
    run.rules(&mut outcomes, |place| {
        let same = pair.same.get(place).copied().flatten();
        same.and_then(|place| old.outcomes.get(place)).map_or(RuleSource::Evaluated, RuleSource::Known)
    });
    if pair.decides_same {
        run.condition.clone_from(&old_run.condition);
    }
    run.finish(outcomes)
}

impl<'m> RuleSetPair<'m> {
    fn new(
        old: Option<&'m CompiledRuleSet>,
        new: Option<&'m CompiledRuleSet>,
        differences: &Differences,
    ) -> Self {
        let mut pair = Self { old, new, same: Vec::new(), finds_same: false, decides_same: false };
        if let (Some(old), Some(new)) = (old, new)
            && !differences.target
            && !differences.records
        {
            pair.same = same_rules(old, new, differences);
            pair.finds_same = finds_same(old, new, &pair.same);
            pair.decides_same = decides_same(old, new, &pair.same, differences);
        }
        pair
    }

    fn resource_type(&self) -> Option<ResourceType> {
        self.new.or(self.old).map(|rule_set| rule_set.resource_type)
    }
}

/// For each rule of the new rule set the place of its like in the old one: that which stands as many
/// rules behind the first for the same field, if those before it are alike too.
fn same_rules(old: &CompiledRuleSet, new: &CompiledRuleSet, differences: &Differences) -> Vec<Option<usize>> {
    let mut same: Vec<Option<usize>> = Vec::with_capacity(new.rules.len());
    for rule in &new.rules {
        let earlier = new.rules.iter().zip(&same).filter(|(other, _)| other.field_idx == rule.field_idx);
        let n_earlier = earlier.clone().count();
        let are_alike = earlier.clone().all(|(_, same)| same.is_some());
        let like = places_of(old, rule.field_idx).nth(n_earlier).filter(|old_place| {
            are_alike && old.rules.get(*old_place).is_some_and(|old| is_same_rule(old, rule, differences))
        });
        same.push(like);
    }
    same
}

fn places_of(rule_set: &CompiledRuleSet, field_idx: usize) -> impl Iterator<Item = usize> {
    let rules = rule_set.rules.iter().enumerate();
    rules.filter(move |(_, rule)| rule.field_idx == field_idx).map(|(place, _)| place)
}

fn is_same_rule(old: &CompiledRule, new: &CompiledRule, differences: &Differences) -> bool {
    old.apply == new.apply
        && old.script.is_same(&new.script)
        && !differences.touch(&old.script)
        && !differences.touch(&new.script)
}

/// Whether the match field's rule, which is the first of the field, is the same.
fn finds_same(old: &CompiledRuleSet, new: &CompiledRuleSet, same: &[Option<usize>]) -> bool {
    let Some(field_idx) = new.layout.match_field_idx else { return true };
    match (places_of(old, field_idx).next(), places_of(new, field_idx).next()) {
        (None, None) => true,
        (old_place, Some(place)) => same.get(place).copied().flatten() == old_place && old_place.is_some(),
        (Some(_), None) => false,
    }
}

/// Whether the conditions are the same and read only what is the same.
fn decides_same(
    old: &CompiledRuleSet,
    new: &CompiledRuleSet,
    same: &[Option<usize>],
    differences: &Differences,
) -> bool {
    let is_same = match (&old.condition, &new.condition) {
        (None, None) => return true,
        (Some(old), Some(new)) => {
            old.script.is_same(&new.script)
                && !differences.touch(&old.script)
                && !differences.touch(&new.script)
        }
        _ => false,
    };
    is_same
        && (0..new.layout.fields().len()).filter(|field_idx| new.condition_may_read(*field_idx)).all(
            |field_idx| {
                let like = places_of(new, field_idx).map(|place| same.get(place).copied().flatten());
                like.eq(places_of(old, field_idx).map(Some))
            },
        )
}

impl CompiledRuleSet {
    fn is_for_records_of(&self, other: &Self) -> bool {
        self.resource_type == other.resource_type
            && self.layout.record_type().name == other.layout.record_type().name
    }
}
