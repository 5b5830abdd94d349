//! Why a record is written by one mapping and not by the other.
//!
//! Not why a field differs, which is in `finder`.

use std::sync::Arc;

use crate::change::impact::Cause;
use crate::change::impact::compare::is_blank;
use crate::change::impact::decide::{Decision, Mixture, decide};
use crate::change::impact::finder::{CauseFinder, OneRun, Wanted, parts_of, value_of};
use crate::change::impact::variants::Part;
use crate::change::impact::words::{CauseWords, joined};
use crate::mapping::{MappingSide, RecordRun, RunPair, RunStatus, RunSubject, ScriptsOf};
use crate::value::{Arena, Entry, Value};

/// What keeps a record from being written.
enum Obstacle<'o, 'm> {
    /// A rule for this field refuses it.
    Refusal(&'o str),
    /// This field is empty.
    Required(&'m str),
    Condition,
}

/// What can make the condition say something else.
#[derive(Clone, Debug, PartialEq, Eq)]
enum ConditionPart {
    Part(Part),
    /// A field of the record that the condition reads.
    Field(String),
}

impl<'m> CauseFinder<'m> {
    /// One mapping writes the record and the other does not.
    pub(super) fn of_status(
        &mut self,
        of: OneRun<'_>,
        old: &RecordRun<'_>,
        new: &RecordRun<'_>,
    ) -> Arc<Cause> {
        let is_written = new.status == RunStatus::Written;
        let [old_side, new_side] = self.pair.sides();
        let (side, obstructed) = if is_written { (old_side, old) } else { (new_side, new) };
        match self.obstacle(of, side, obstructed) {
            Some(Obstacle::Refusal(field)) => self.of_field(of, field, Wanted::Refusal(!is_written)),
            Some(Obstacle::Required(field)) => self.of_field(of, field, Wanted::Blank(!is_written)),
            Some(Obstacle::Condition) => self.of_condition(of, old, new),
            None => self.unexplained(),
        }
    }

    /// What keeps the record of one side from being written.
    fn obstacle<'o>(
        &self,
        of: OneRun<'_>,
        side: MappingSide<'_>,
        run: &RecordRun<'o>,
    ) -> Option<Obstacle<'o, 'm>> {
        if let Some(outcome) = run.outcomes.iter().find(|outcome| outcome.refusal.is_some()) {
            return Some(Obstacle::Refusal(outcome.field));
        }
        let subject = RunSubject { current: of.current(), ..*of.of };
        let verdict = side.mapping.decide_in(of.arena, run.rule_set_idx, run.fields, &subject, side.context);
        if verdict.is_some_and(|(status, _)| status != RunStatus::Written) {
            return Some(Obstacle::Condition);
        }
        let is_empty = |name: &&str| is_blank(value_of(run.fields, name));
        self.pair.required_fields(of.run).find(is_empty).map(Obstacle::Required)
    }

    /// The condition decides otherwise.
    fn of_condition(&mut self, of: OneRun<'_>, old: &RecordRun<'_>, new: &RecordRun<'_>) -> Arc<Cause> {
        let suspects = self.pair.suspects_of_condition(of.run);
        if suspects.target {
            return self.intern(CauseWords::target());
        }
        let parts = parts_of(&suspects).into_iter().map(ConditionPart::Part);
        let fields = self.differing_fields(of.run, old, new).into_iter().map(ConditionPart::Field);
        let parts: Vec<ConditionPart> = parts.chain(fields).collect();
        let decision = self.decide_condition(of, &parts, old, new);
        let mut causes = Vec::new();
        for part in decision.found() {
            causes.push(match part {
                ConditionPart::Part(part) => {
                    self.part_cause(of, part, &suspects.helpers, ScriptsOf::Condition)
                }
                ConditionPart::Field(field) => {
                    let after = Wanted::Value(value_of(new.fields, field));
                    Cause::clone(&*self.of_field(of, field, after))
                }
            });
        }
        match joined(causes, decision.conjunction()) {
            Some(cause) => self.intern(cause),
            None => self.unexplained(),
        }
    }

    fn decide_condition(
        &mut self,
        of: OneRun<'_>,
        parts: &[ConditionPart],
        old: &RecordRun<'_>,
        new: &RecordRun<'_>,
    ) -> Decision<ConditionPart> {
        let is_written = new.status == RunStatus::Written;
        let place = of.place();
        let subject = RunSubject { current: of.current(), ..*of.of };
        let [old_side, new_side] = self.pair.sides();
        let variants = &mut self.variants;
        decide(parts, &mut |mixture| {
            let (mapping, context, has_new_rules, fields) = match mixture {
                Mixture::Only(ConditionPart::Field(field)) => {
                    let fields = with_field(of.arena, old.fields, field, value_of(new.fields, field));
                    (old_side.mapping, old_side.context, false, fields)
                }
                Mixture::Without(ConditionPart::Field(field)) => {
                    let fields = with_field(of.arena, new.fields, field, value_of(old.fields, field));
                    (new_side.mapping, new_side.context, true, fields)
                }
                Mixture::Only(ConditionPart::Part(part)) => {
                    let variant = variants.get(&Mixture::Only(part));
                    (variant.mapping, variant.context, variant.has_new_rules, old.fields)
                }
                Mixture::Without(ConditionPart::Part(part)) => {
                    let variant = variants.get(&Mixture::Without(part));
                    (variant.mapping, variant.context, variant.has_new_rules, new.fields)
                }
            };
            let idx = if has_new_rules { place.new } else { place.old };
            idx.and_then(|idx| mapping.decide_in(of.arena, idx, fields, &subject, context))
                .is_some_and(|(status, _)| (status == RunStatus::Written) == is_written)
        })
    }

    /// The fields that differ and that a condition may read, in the order of the records.
    fn differing_fields(&self, run: &RunPair<'_>, old: &RecordRun<'_>, new: &RecordRun<'_>) -> Vec<String> {
        let only_new = new.fields.iter().filter(|entry| value_of(old.fields, entry.name).is_nothing());
        let names = old.fields.iter().chain(only_new).map(|entry| entry.name);
        names
            .filter(|name| !value_of(old.fields, name).is_same_json(value_of(new.fields, name)))
            .filter(|name| self.pair.condition_may_read(run, name))
            .map(str::to_owned)
            .collect()
    }
}

/// The fields with another value in one of them.
fn with_field<'a>(arena: &'a Arena, fields: &[Entry<'a>], name: &str, value: Value<'a>) -> &'a [Entry<'a>] {
    let others = fields.iter().copied().filter(|entry| entry.name != name);
    let entry = Entry { name: arena.text(name), value };
    arena.slice_of(others.chain((!value.is_nothing()).then_some(entry)))
}
