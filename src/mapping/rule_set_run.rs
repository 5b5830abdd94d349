//! The algorithm of a run: one rule set on one resource, from the record that it finds to the record
//! that it makes.
//!
//! Not what a single rule does, which is in `rule_run`, nor the verdict on the record, which is in
//! `verdict`.

use crate::mapping::compile::{CompiledMapping, CompiledRuleSet};
use crate::mapping::compiled_script::CompiledScript;
use crate::mapping::script_inputs::{InputValues, may_read};
use crate::mapping::verdict::ConditionState;
use crate::mapping::{CurrentRecord, FieldOutcome, RecordRun, RunContext, RunSubject};
use crate::script::{Came, Evaluation, Lookups, ScriptInputs, ScriptPoints, Trace};
use crate::target::Record;
use crate::value::{Arena, Entry, Object, Value};

/// What a run is of.
#[derive(Clone, Copy)]
pub(super) struct RunSetting<'a> {
    pub mapping: &'a CompiledMapping,
    pub rule_set: &'a CompiledRuleSet,
    pub arena: &'a Arena,
    pub subject: RunSubject<'a>,
    pub context: &'a RunContext,
}

/// What is done with a rule.
#[derive(Clone, Copy, Debug)]
pub(super) enum RuleSource<'r, 'a> {
    /// Its script is evaluated.
    Evaluated,
    /// This outcome is known to be its own.
    Known(&'r FieldOutcome<'a>),
    /// It has no outcome, and its field stays as it was.
    Left,
}

/// One rule set on one resource.
pub(super) struct RuleSetRun<'a> {
    pub setting: RunSetting<'a>,
    /// The record before.
    pub current: Option<&'a Record>,
    /// The values of the fields so far, by index of the target.
    pub slots: &'a mut [Value<'a>],
    /// The first refusal.
    pub refusal: Option<&'a str>,
    /// What the match field's rule gave for a new record, by its place among the rules.
    pub match_evaluation: Option<(usize, Evaluation<'a>)>,
    /// What the condition says of the record.
    pub condition: ConditionState<'a>,
    /// How many scripts were evaluated.
    pub n_evaluated: usize,
    /// Fields of the record before that the target does not have.
    unknown: &'a [Entry<'a>],
    values: &'a [Value<'a>],
    inputs: ScriptInputs<'a>,
}

impl<'a> RuleSetRun<'a> {
    /// Finds the record that the resource belongs to.
    pub fn new(setting: RunSetting<'a>) -> Self {
        let known = match setting.subject.current {
            CurrentRecord::Given(record) => Some(record),
            CurrentRecord::New => None,
            CurrentRecord::Matched => setting.linked_record(),
        };
        let mut run = Self::with_current(setting, known);
        if let (None, CurrentRecord::Matched) = (known, setting.subject.current)
            && let Some(matched) = run.matched_record()
        {
            run.begin_with(matched);
        }
        run
    }

    /// With the record that the resource belongs to, which was found before.
    pub fn with_current(setting: RunSetting<'a>, current: Option<&'a Record>) -> Self {
        let n_fields = setting.rule_set.layout.fields().len();
        let mut run = Self {
            setting,
            current: None,
            slots: setting.arena.slots(n_fields, Value::Nothing),
            refusal: None,
            match_evaluation: None,
            condition: ConditionState::NotAsked,
            n_evaluated: 0,
            unknown: &[],
            values: &[],
            inputs: ScriptInputs::new(&[], &[]),
        };
        match current {
            Some(current) => run.begin_with(current),
            None => run.set_inputs(),
        }
        run
    }

    /// Runs all rules.
    pub fn all_rules(&mut self) -> RecordRun<'a> {
        let mut outcomes = Vec::with_capacity(self.setting.rule_set.rules.len());
        self.rules(&mut outcomes, |_| RuleSource::Evaluated);
        self.finish(outcomes)
    }

    /// Runs the rules in order, as `source` says for each place among them.
    pub fn rules<'r>(
        &mut self,
        outcomes: &mut Vec<FieldOutcome<'a>>,
        source: impl Fn(usize) -> RuleSource<'r, 'a>,
    ) where
        'a: 'r,
    {
        for (place, rule) in self.setting.rule_set.rules.iter().enumerate() {
            match source(place) {
                RuleSource::Evaluated => outcomes.push(self.run_rule(place, rule)),
                RuleSource::Known(outcome) => {
                    self.slots[rule.field_idx] = outcome.value;
                    self.refusal = self.refusal.or(outcome.refusal);
                    let (rule_idx, rule_title) = (rule.idx, rule.title.as_str());
                    outcomes.push(FieldOutcome { rule_idx, rule_title, ..outcome.clone() });
                }
                RuleSource::Left => {}
            }
        }
    }

    /// The run with these outcomes, which are those of all rules.
    pub fn finish(&mut self, outcomes: Vec<FieldOutcome<'a>>) -> RecordRun<'a> {
        let fields = self.fields();
        let (status, reason) = self.verdict(fields);
        let rule_set = self.setting.rule_set;
        RecordRun {
            rule_set_idx: rule_set.idx,
            resource_type: rule_set.resource_type,
            record_type: &rule_set.layout.record_type().name,
            status,
            reason,
            current: self.current,
            fields,
            outcomes,
        }
    }

    /// The fields of the record in the order of the target, unknown ones behind; empty ones left
    /// out.
    pub fn fields(&self) -> &'a [Entry<'a>] {
        let RunSetting { rule_set, arena, .. } = self.setting;
        let known = rule_set.layout.fields().iter().zip(self.slots.iter());
        let known = known.filter(|(_, value)| !value.is_nothing());
        let known = known.map(|(field, value)| Entry { name: &field.name, value: *value });
        let all = known.chain(self.unknown.iter().copied());
        let fields = arena.slots(self.slots.len() + self.unknown.len(), NO_ENTRY);
        let n_fields = fields.iter_mut().zip(all).map(|(place, entry)| *place = entry).count();
        fields.get(..n_fields).unwrap_or_default()
    }

    /// Evaluates a script of the rules.
    pub fn evaluate(&mut self, script: &'a CompiledScript) -> Evaluation<'a> {
        match &script.program {
            Ok(program) => {
                self.n_evaluated += 1;
                let RunSetting { mapping, arena, .. } = self.setting;
                mapping.host.evaluate(program, &mut self.inputs, arena)
            }
            Err(error) => Evaluation::Failed(Box::new(error.clone())),
        }
    }

    /// What a script does with the variables as they are; `None` when it does not compile.
    pub fn trace(&mut self, script: &'a CompiledScript) -> Option<Trace> {
        let RunSetting { mapping, arena, .. } = self.setting;
        let program = script.program()?;
        Some(mapping.host.trace(program, &mut self.inputs, arena).1)
    }

    /// Evaluates a script with the variables as they are, to see where it comes by.
    pub fn cover(&mut self, script: &'a CompiledScript, points: &ScriptPoints, came: &mut Came) {
        let RunSetting { mapping, arena, .. } = self.setting;
        if let Some(program) = script.program() {
            mapping.host.cover(program, points, &mut self.inputs, arena, came);
        }
    }

    /// Evaluates a script with the variables as they are, to see what it looks up.
    pub fn look_up(&mut self, script: &'a CompiledScript, lookups: &mut Lookups) {
        let RunSetting { mapping, arena, .. } = self.setting;
        if let Some(program) = script.program() {
            mapping.host.look_up(program, &mut self.inputs, arena, lookups);
        }
    }

    /// Evaluates the condition, which sees the record. No rule is evaluated after it.
    pub fn evaluate_condition(
        &mut self,
        script: &'a CompiledScript,
        record: &'a [Entry<'a>],
    ) -> Evaluation<'a> {
        self.show_record(record);
        self.evaluate(script)
    }

    /// Adds the variables that the condition alone sees.
    pub fn show_record(&mut self, record: &'a [Entry<'a>]) {
        let record = Value::Object(Object::Entries(record));
        let values = self.setting.arena.slice_of(self.values.iter().copied().chain([record]));
        self.inputs.extend(self.setting.rule_set.variables.of_condition(), values);
    }

    fn set_inputs(&mut self) {
        let RunSetting { mapping, rule_set, arena, subject, context } = self.setting;
        self.values = rule_set.variables.values(&InputValues {
            arena,
            subject,
            context,
            custom_fields_schema: mapping.target.custom_fields_schema.as_deref(),
            needs_now: rule_set.needs_now,
            current: self.current,
        });
        self.inputs = ScriptInputs::new(rule_set.variables.of_rules(), self.values);
    }

    fn begin_with(&mut self, current: &'a Record) {
        self.current = Some(current);
        self.set_inputs();
        self.fill_slots(current);
        let rules = &self.setting.rule_set.rules;
        let evaluated = self.match_evaluation.as_ref().and_then(|(place, _)| rules.get(*place));
        if evaluated.is_some_and(|rule| self.depends_on_current(&rule.script)) {
            self.match_evaluation = None;
        }
    }

    fn fill_slots(&mut self, current: &'a Record) {
        let layout = &self.setting.rule_set.layout;
        let unknown = self.setting.arena.slots(current.fields.len(), NO_ENTRY);
        let (mut n_unknown, mut next_idx) = (0, 0);
        for (name, value) in &current.fields {
            let value = Value::of_json(value);
            if let Some(idx) = layout.position(name, next_idx) {
                self.slots[idx] = value;
                next_idx = idx + 1;
            } else if let (false, Some(place)) = (value.is_nothing(), unknown.get_mut(n_unknown)) {
                *place = Entry { name, value };
                n_unknown += 1;
            }
        }
        self.unknown = unknown.get(..n_unknown).unwrap_or_default();
    }

    /// Whether the script may give something else when the record is not new.
    fn depends_on_current(&self, script: &CompiledScript) -> bool {
        let record_type = &self.setting.rule_set.layout.record_type().name;
        let program = script.program();
        program.is_some_and(|program| may_read(program, "is_new") || may_read(program, record_type))
    }

    /// The record that the resource matches. The match field's own rule says what it is compared
    /// with, run as for a new record.
    fn matched_record(&mut self) -> Option<&'a Record> {
        let RunSetting { mapping, rule_set, .. } = self.setting;
        let name = &rule_set.layout.record_type().name;
        if !mapping.directory.knows(name) {
            return None;
        }
        let field_idx = rule_set.layout.match_field_idx?;
        let (place, rule) =
            rule_set.rules.iter().enumerate().find(|(_, rule)| rule.field_idx == field_idx)?;
        rule.script.program()?;
        let evaluation = self.evaluate(&rule.script);
        let found = match &evaluation {
            Evaluation::Value(Value::Text(text)) => mapping.directory.matching(name, text),
            Evaluation::Value(Value::Character(character)) => {
                mapping.directory.matching(name, character.encode_utf8(&mut [0; 4]))
            }
            _ => None,
        };
        self.match_evaluation = Some((place, evaluation));
        found
    }
}

impl<'a> RunSetting<'a> {
    /// The record that is linked to the resource's id.
    fn linked_record(&self) -> Option<&'a Record> {
        let id = self.subject.resource.id().or(self.subject.assigned_id)?;
        self.mapping.directory.linked_to(&self.rule_set.layout.record_type().name, id)
    }
}

const NO_ENTRY: Entry<'static> = Entry { name: "", value: Value::Nothing };
