//! Looks at one resource after the other.

use std::collections::HashSet;
use std::sync::Arc;

use serde_json::Value as JsonValue;

use crate::change::impact::compare::{Difference, differences};
use crate::change::impact::finder::{CauseFinder, OneRun};
use crate::change::impact::person::{id_of, name_of};
use crate::change::impact::rows::ImpactRow;
use crate::change::impact::tally::GroupKey;
use crate::change::impact::{ImpactKind, ImpactPerson, ImpactSides, ImpactTally, PersonSource};
use crate::mapping::{MappingPair, RunPair, RunSubject};
use crate::value::Arena;

/// Finds the differences of resources and their causes; one for each thread.
#[derive(Debug)]
pub struct ImpactAnalyst<'m> {
    pair: &'m MappingPair<'m>,
    finder: CauseFinder<'m>,
    /// How many persons are kept of a group.
    most_persons: usize,
    names: HashSet<Arc<str>>,
}

/// What comes of some resources.
#[derive(Debug, Default)]
pub struct ImpactPart {
    /// The numbers, and the first persons.
    pub tally: ImpactTally,
    /// A row of CSV for each difference, when that is wanted.
    pub rows: Option<Vec<u8>>,
}

impl<'m> ImpactAnalyst<'m> {
    /// Compares what a pair gives; its sides are compiled from these.
    pub fn new(sides: &'m ImpactSides, pair: &'m MappingPair<'m>, most_persons: usize) -> Self {
        Self { pair, finder: CauseFinder::new(sides, pair), most_persons, names: HashSet::new() }
    }

    /// Looks at a resource.
    pub fn add<'a>(
        &mut self,
        arena: &'a Arena,
        subject: &RunSubject<'a>,
        source: &PersonSource,
        part: &mut ImpactPart,
    ) {
        part.tally.persons += 1;
        let runs = self.pair.run_in(arena, subject);
        let mut kinds = [false; 6];
        for run in &runs {
            for difference in differences(run) {
                if let Some(has) = ImpactKind::ALL
                    .iter()
                    .position(|kind| *kind == difference.kind)
                    .and_then(|idx| kinds.get_mut(idx))
                {
                    *has = true;
                }
                self.count(OneRun { arena, of: subject, run }, &difference, source, part);
            }
        }
        if kinds.contains(&true) {
            part.tally.count_changed(kinds);
        }
    }

    fn count(
        &mut self,
        of: OneRun<'_>,
        difference: &Difference<'_>,
        source: &PersonSource,
        part: &mut ImpactPart,
    ) {
        let cause = self.finder.cause(of, difference);
        let key = GroupKey {
            kind: difference.kind,
            record_type: self.name(record_type_of(of.run)),
            field: difference.field.map(|field| self.name(field)),
            cause,
        };
        let is_kept = part.tally.keeps(&key, self.most_persons);
        if !is_kept && part.rows.is_none() {
            return part.tally.count(key, None);
        }
        let person = person(of, difference, source);
        if let Some(rows) = &mut part.rows {
            let row = ImpactRow {
                source,
                id: &person.id,
                name: &person.name,
                record_type: &key.record_type,
                kind: key.kind,
                field: key.field.as_deref(),
                before: &person.before,
                after: &person.after,
                cause: &key.cause,
            };
            row.write(rows);
        }
        part.tally.count(key, is_kept.then_some(person));
    }

    /// Every name once.
    fn name(&mut self, name: &str) -> Arc<str> {
        if let Some(known) = self.names.get(name) {
            return Arc::clone(known);
        }
        let name: Arc<str> = Arc::from(name);
        self.names.insert(Arc::clone(&name));
        name
    }
}

fn record_type_of<'r>(run: &'r RunPair<'_>) -> &'r str {
    run.new.as_ref().or(run.old.as_ref()).map_or("", |run| run.record_type)
}

fn person(of: OneRun<'_>, difference: &Difference<'_>, source: &PersonSource) -> ImpactPerson {
    let resource = of.of.resource;
    let after = match difference.failure_reason() {
        Some(reason) => JsonValue::String(reason.into_owned()),
        None => difference.after.to_json_as_it_stands(),
    };
    ImpactPerson {
        source: source.clone(),
        id: id_of(resource, of.of.assigned_id).to_owned(),
        name: name_of(resource),
        before: difference.before.to_json_as_it_stands(),
        after,
    }
}
