//! Which change of the mapping made a record differ.
//!
//! What can reach a field is known from what its scripts read. Where more than one change can, the
//! resource is mapped again with one of them, or all but one; where it is a table, the rows count that
//! were looked up.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use crate::change::impact::compare::{Difference, is_blank};
use crate::change::impact::decide::decide;
use crate::change::impact::variants::{Part, Variants};
use crate::change::impact::words::{CauseWords, RuleSetPlace, joined};
use crate::change::impact::{Cause, ImpactSides};
use crate::mapping::{
    CurrentRecord, FieldRun, MappingPair, RecordRun, RunPair, RunSubject, ScriptsOf, Suspects,
};
use crate::target::Record;
use crate::value::{Arena, Entry, Value};

/// Finds causes; remembers what does not depend on the person.
#[derive(Debug)]
pub(super) struct CauseFinder<'m> {
    pub(super) pair: &'m MappingPair<'m>,
    words: CauseWords<'m>,
    pub(super) variants: Variants<'m>,
    fields: HashMap<RuleSetPlace, HashMap<String, Arc<FieldSuspects>>>,
    /// Every cause once.
    known: HashSet<Arc<Cause>>,
}

/// What can make a field another one.
#[derive(Debug)]
struct FieldSuspects {
    target: bool,
    parts: Vec<Part>,
    helpers: BTreeSet<String>,
    /// The cause, when it is the same for everybody.
    sole: Option<Arc<Cause>>,
}

/// One resource and what both mappings make of it for one record type.
#[derive(Clone, Copy)]
pub(super) struct OneRun<'q> {
    pub arena: &'q Arena,
    pub of: &'q RunSubject<'q>,
    pub run: &'q RunPair<'q>,
}

/// What the new mapping gives and a cause has to explain.
#[derive(Clone, Copy)]
pub(super) enum Wanted<'q> {
    Value(Value<'q>),
    Failure,
    /// The record is refused, or is not.
    Refusal(bool),
    /// The field is empty, or is not.
    Blank(bool),
}

impl<'m> CauseFinder<'m> {
    pub fn new(sides: &'m ImpactSides, pair: &'m MappingPair<'m>) -> Self {
        Self {
            pair,
            words: CauseWords::new(sides),
            variants: Variants::new(sides, pair),
            fields: HashMap::new(),
            known: HashSet::new(),
        }
    }

    /// Why a record differs.
    pub fn cause(&mut self, of: OneRun<'_>, difference: &Difference<'_>) -> Arc<Cause> {
        let place = of.place();
        let (Some(old), Some(new)) = (&of.run.old, &of.run.new) else {
            let cause = self.words.rule_set(place);
            return self.intern(cause);
        };
        if !is_same_record(old.current, new.current) {
            return self.of_match(of);
        }
        match (difference.field, difference.failure) {
            (Some(field), Some(_)) => self.of_field(of, field, Wanted::Failure),
            (Some(field), None) => self.of_field(of, field, Wanted::Value(difference.after)),
            (None, _) => self.of_status(of, old, new),
        }
    }

    pub(super) fn intern(&mut self, cause: Cause) -> Arc<Cause> {
        if let Some(known) = self.known.get(&cause) {
            return Arc::clone(known);
        }
        let cause = Arc::new(cause);
        self.known.insert(Arc::clone(&cause));
        cause
    }

    /// Both mappings find another record of the account, by what the match field's rules give.
    fn of_match(&mut self, of: OneRun<'_>) -> Arc<Cause> {
        let Some(field) = self.pair.match_field(of.run) else { return self.unexplained() };
        let subject = RunSubject { current: CurrentRecord::New, ..*of.of };
        let [_, new] = self.pair.sides();
        let place = of.place();
        let given = place
            .new
            .and_then(|idx| new.mapping.run_field_in(of.arena, idx, field, &subject, new.context))
            .map_or(Value::Nothing, |run| run.value);
        let as_new = OneRun { of: &subject, ..of };
        let why = self.explain_field(as_new, field, CurrentRecord::New, Wanted::Value(given));
        let words = format!("{}, so that another record is found", why.words);
        self.intern(Cause { words, subjects: why.subjects.clone() })
    }

    pub(super) fn of_field(&mut self, of: OneRun<'_>, field: &str, wanted: Wanted<'_>) -> Arc<Cause> {
        self.explain_field(of, field, of.current(), wanted)
    }

    fn explain_field(
        &mut self,
        of: OneRun<'_>,
        field: &str,
        current: CurrentRecord<'_>,
        wanted: Wanted<'_>,
    ) -> Arc<Cause> {
        let suspects = self.suspects_of(of.run, field);
        if let Some(sole) = &suspects.sole {
            return Arc::clone(sole);
        }
        if suspects.target {
            return self.intern(CauseWords::target());
        }
        if suspects.parts.is_empty() {
            return self.unexplained();
        }
        let place = of.place();
        let subject = RunSubject { current, ..*of.of };
        let variants = &mut self.variants;
        let decision = decide(&suspects.parts, &mut |mixture| {
            let variant = variants.get(&mixture);
            let idx = if variant.has_new_rules { place.new } else { place.old };
            idx.and_then(|idx| variant.mapping.run_field_in(of.arena, idx, field, &subject, variant.context))
                .is_some_and(|run| wanted.is_given_by(&run))
        });
        let causes = decision.found().iter().map(|part| match part {
            Part::Scripts => self.words.rules(place, field),
            part => self.part_cause(of, part, &suspects.helpers, ScriptsOf::Field(field)),
        });
        let cause = joined(causes.collect(), decision.conjunction());
        match cause {
            Some(cause) => self.intern(cause),
            None => self.unexplained(),
        }
    }

    fn suspects_of(&mut self, run: &RunPair<'_>, field: &str) -> Arc<FieldSuspects> {
        let place = place_of(run);
        if let Some(known) = self.fields.get(&place).and_then(|fields| fields.get(field)) {
            return Arc::clone(known);
        }
        let suspects = self.pair.suspects_of_field(run, field);
        let parts = parts_of(&suspects);
        let sole = match parts.as_slice() {
            [Part::Scripts] if !suspects.target => Some(self.words.rules(place, field)),
            [Part::Helpers] if !suspects.target => Some(self.words.helpers(&suspects.helpers)),
            [Part::Variable(name)] if !suspects.target => Some(self.words.variable(name)),
            _ => None,
        };
        let sole = sole.map(|cause| self.intern(cause));
        let Suspects { target, helpers, .. } = suspects;
        let suspects = Arc::new(FieldSuspects { target, parts, helpers, sole });
        self.fields.entry(place).or_default().insert(field.to_owned(), Arc::clone(&suspects));
        suspects
    }

    /// The cause that a part other than the scripts is.
    pub(super) fn part_cause(
        &self,
        of: OneRun<'_>,
        part: &Part,
        helpers: &BTreeSet<String>,
        scripts: ScriptsOf<'_>,
    ) -> Cause {
        match part {
            Part::Scripts => match scripts {
                ScriptsOf::Field(field) => self.words.rules(of.place(), field),
                ScriptsOf::Condition => self.words.condition(of.place()),
            },
            Part::Helpers => self.words.helpers(helpers),
            Part::Variable(name) => self.words.variable(name),
            Part::Table(name) => self.table_cause(of, name, scripts),
        }
    }

    /// The rows that were looked up by either mapping.
    fn table_cause(&self, of: OneRun<'_>, table: &str, scripts: ScriptsOf<'_>) -> Cause {
        let subject = RunSubject { current: of.current(), ..*of.of };
        let mut keys: BTreeSet<String> = BTreeSet::new();
        for (side, run) in self.pair.sides().into_iter().zip([&of.run.old, &of.run.new]) {
            let Some(run) = run else { continue };
            let lookups = side.mapping.lookups_in(
                of.arena,
                run.rule_set_idx,
                scripts,
                run.fields,
                &subject,
                side.context,
            );
            keys.extend(lookups.asked.into_iter().filter(|(asked, _)| asked == table).map(|(_, key)| key));
        }
        self.words.table(table, keys.iter().map(String::as_str))
    }

    pub(super) fn unexplained(&mut self) -> Arc<Cause> {
        self.intern(Cause { subjects: Vec::new(), words: "several changes together".to_owned() })
    }
}

impl<'q> OneRun<'q> {
    pub(super) fn place(&self) -> RuleSetPlace {
        place_of(self.run)
    }

    /// The record that both mappings find.
    pub(super) fn current(&self) -> CurrentRecord<'q> {
        let run = self.run.old.as_ref().or(self.run.new.as_ref());
        run.and_then(|run| run.current).map_or(CurrentRecord::New, CurrentRecord::Given)
    }
}

impl Wanted<'_> {
    fn is_given_by(&self, run: &FieldRun<'_>) -> bool {
        match *self {
            Self::Value(value) => run.value.is_same_json(value),
            Self::Failure => run.has_failed,
            Self::Refusal(wanted) => run.refusal.is_some() == wanted,
            Self::Blank(wanted) => is_blank(run.value) == wanted,
        }
    }
}

fn place_of(run: &RunPair<'_>) -> RuleSetPlace {
    let idx = |run: &Option<RecordRun<'_>>| run.as_ref().map(|run| run.rule_set_idx);
    RuleSetPlace { old: idx(&run.old), new: idx(&run.new) }
}

pub(super) fn parts_of(suspects: &Suspects) -> Vec<Part> {
    let scripts = suspects.scripts.then_some(Part::Scripts);
    let helpers = (!suspects.helpers.is_empty()).then_some(Part::Helpers);
    let tables = suspects.tables.iter().cloned().map(Part::Table);
    let variables = suspects.variables.iter().cloned().map(Part::Variable);
    scripts.into_iter().chain(helpers).chain(tables).chain(variables).collect()
}

fn is_same_record(old: Option<&Record>, new: Option<&Record>) -> bool {
    match (old, new) {
        (None, None) => true,
        (Some(old), Some(new)) => std::ptr::eq(old, new),
        _ => false,
    }
}

pub(super) fn value_of<'r>(fields: &[Entry<'r>], name: &str) -> Value<'r> {
    fields.iter().find(|entry| entry.name == name).map_or(Value::Nothing, |entry| entry.value)
}
