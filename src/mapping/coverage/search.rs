//! A sample made up for what no sample comes by: a real one with the fewest attributes changed.

use std::collections::BTreeSet;

use crate::mapping::coverage::bits::Bits;
use crate::mapping::coverage::candidates::{Candidate, candidates};
use crate::mapping::coverage::edit::{edited, places_of};
use crate::mapping::rule_set_run::{RuleSetRun, RunSetting};
use crate::mapping::{AttributeEdit, CoverageCounter, RunContext, RunInput, TracedScript};
use crate::scim::Resource;
use crate::value::Arena;

/// How many changed samples are tried with one change, and with two.
const MOST_SINGLE: usize = 3_000;
const MOST_DOUBLE: usize = 6_000;
/// How many samples are changed, and how many changed ones are changed once more.
const MOST_BASES: usize = 24;
const MOST_STARTS: usize = 40;
/// How many entries of a list are changed.
const MOST_ENTRIES: usize = 2;

/// A sample that can be changed.
#[derive(Clone, Copy, Debug)]
pub struct SearchSample<'s> {
    /// The caller's number for it.
    pub sample: usize,
    /// How it is run.
    pub input: RunInput<'s>,
}

/// A sample that was made up.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundSample {
    /// The number of the sample that was changed.
    pub sample: usize,
    /// What was changed in it.
    pub changes: Vec<AttributeEdit>,
    /// The resource with the changes.
    pub resource: Resource,
}

impl CoverageCounter<'_> {
    /// A sample that comes by an item that none of `samples` comes by, with as few attributes changed
    /// as were needed, one or two; `None` when none was found. Every sample that is given comes by the
    /// item: it was run. Tries a bounded number of changes, and stops when `is_cancelled` says so.
    pub fn find_sample(
        &mut self,
        number: usize,
        samples: &[SearchSample<'_>],
        context: &RunContext,
        is_cancelled: &dyn Fn() -> bool,
    ) -> Option<FoundSample> {
        let script = self.script_of(number)?;
        let resource_type = self.rule_set(script)?.resource_type;
        let counted = self.scripts.iter().find(|counted| counted.script == script)?;
        let candidates = candidates(self.mapping, counted, samples, resource_type);
        let alike = samples.iter().filter(|sample| sample.input.resource.resource_type == resource_type);
        let mut search = Search {
            counter: self,
            number,
            script,
            context,
            is_cancelled,
            candidates,
            seen: BTreeSet::new(),
            starts: Vec::new(),
        };
        let bases: Vec<_> = alike.take(MOST_BASES).collect();
        let mut n_left = MOST_SINGLE;
        for base in &bases {
            let bits = search.came_by(base.input.resource, base);
            search.seen.insert(bits);
        }
        for base in &bases {
            if let Some(found) = search.change(base, base.input.resource, &[], &mut n_left) {
                return search.checked(found, base);
            }
        }
        let starts = std::mem::take(&mut search.starts);
        let mut n_left = MOST_DOUBLE;
        for start in starts.into_iter().take(MOST_STARTS) {
            let base = bases.iter().find(|base| base.sample == start.sample)?;
            if let Some(found) = search.change(base, &start.resource, &start.changes, &mut n_left) {
                return search.checked(found, base);
            }
        }
        None
    }
}

struct Search<'s, 'm, 'c> {
    counter: &'s mut CoverageCounter<'m>,
    number: usize,
    script: TracedScript,
    context: &'c RunContext,
    is_cancelled: &'c dyn Fn() -> bool,
    candidates: Vec<Candidate>,
    /// What was come by so far, by any sample; a change that leads to the same is no step further.
    seen: BTreeSet<Bits>,
    /// Changed samples that came by something else than others.
    starts: Vec<FoundSample>,
}

impl Search<'_, '_, '_> {
    /// Changes one attribute after the other; gives the first changed sample that comes by the item.
    fn change(
        &mut self,
        base: &SearchSample<'_>,
        resource: &Resource,
        before: &[AttributeEdit],
        n_left: &mut usize,
    ) -> Option<FoundSample> {
        let candidates = std::mem::take(&mut self.candidates);
        let found = candidates.iter().find_map(|candidate| {
            let places = places_of(&resource.attributes, &candidate.names, MOST_ENTRIES);
            let tries =
                places.iter().flat_map(|place| candidate.values.iter().map(move |value| (place, value)));
            for (place, value) in tries {
                if *n_left == 0 || (self.is_cancelled)() {
                    return None;
                }
                let Some((resource, edit)) = edited(resource, place, value.as_ref()) else { continue };
                *n_left -= 1;
                let bits = self.came_by(&resource, base);
                let is_found = bits.contains(self.number);
                if !is_found && !self.seen.insert(bits) {
                    continue;
                }
                let changes = before.iter().cloned().chain([edit]).collect();
                let made_up = FoundSample { sample: base.sample, changes, resource };
                if is_found {
                    return Some(made_up);
                }
                self.starts.push(made_up);
            }
            None
        });
        self.candidates = candidates;
        found
    }

    /// What the script of the item comes by for a resource in place of a sample's.
    fn came_by(&mut self, resource: &Resource, base: &SearchSample<'_>) -> Bits {
        let arena = Arena::new();
        let input = RunInput { resource, ..base.input };
        let mapping = self.counter.mapping;
        let mut bits = Bits::default();
        if let (Some(rule_set), Some(_)) = (self.counter.rule_set(self.script), self.script.rule_idx) {
            let subject = input.subject();
            let setting = RunSetting { mapping, rule_set, arena: &arena, subject, context: self.context };
            let mut run = RuleSetRun::new(setting);
            self.counter.cover(self.script, &mut run, &mut bits);
            if !bits.contains(self.number) && self.is_of_outcome() {
                bits = self.counter.run(&input, self.context);
            }
            return bits;
        }
        // A condition sees what the rules have made.
        self.counter.run(&input, self.context)
    }

    /// Whether the item is what becomes of a field, which only a whole run tells.
    fn is_of_outcome(&self) -> bool {
        matches!(self.counter.coverage.item(self.number), Some(crate::mapping::CoverageItem::Rule { .. }))
    }

    /// The sample, if a whole run comes by the item.
    fn checked(&mut self, found: FoundSample, base: &SearchSample<'_>) -> Option<FoundSample> {
        let input = RunInput { resource: &found.resource, ..base.input };
        let bits = self.counter.run(&input, self.context);
        bits.contains(self.number).then_some(found)
    }
}
