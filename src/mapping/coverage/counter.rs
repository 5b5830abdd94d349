//! Runs samples and counts what they come by.

use std::collections::BTreeSet;

use crate::mapping::compile::CompiledRuleSet;
use crate::mapping::compiled_script::CompiledScript;
use crate::mapping::coverage::attributes::attribute_names;
use crate::mapping::coverage::bits::Bits;
use crate::mapping::rule_set_run::{RuleSetRun, RunSetting};
use crate::mapping::verdict::ConditionState;
use crate::mapping::{
    Apply, CompiledMapping, Coverage, CoverageItem, OutcomeKind, RunContext, RunInput, RunStatus,
    TracedScript,
};
use crate::script::{Came, ScriptPoints};
use crate::value::Arena;

/// Counts for one mapping.
pub struct CoverageCounter<'m> {
    pub(super) mapping: &'m CompiledMapping,
    pub(super) scripts: Vec<CountedScript<'m>>,
    pub(super) coverage: Coverage,
    /// The keys that the sample of the moment looked up and no table has.
    missing_keys: BTreeSet<(String, String)>,
}

/// A script with the items that its ways and lines are.
pub(super) struct CountedScript<'m> {
    pub script: TracedScript,
    pub compiled: &'m CompiledScript,
    pub points: ScriptPoints,
    pub ways: Vec<usize>,
    pub lines: Vec<usize>,
}

impl<'m> CoverageCounter<'m> {
    /// With all items that are known without running.
    pub fn new(mapping: &'m CompiledMapping) -> Self {
        let mut this = Self {
            mapping,
            scripts: Vec::new(),
            coverage: Coverage::default(),
            missing_keys: BTreeSet::new(),
        };
        for rule_set in &mapping.rule_sets {
            let rule_set_idx = rule_set.idx;
            let status = RunStatus::Written;
            this.coverage.number(CoverageItem::Record { rule_set_idx, status });
            for rule in &rule_set.rules {
                let script = TracedScript { rule_set_idx, rule_idx: Some(rule.idx) };
                this.coverage.number(CoverageItem::Rule { script, outcome: OutcomeKind::Set });
                this.add_script(script, &rule.script);
            }
            if let Some(condition) = &rule_set.condition {
                this.add_script(TracedScript { rule_set_idx, rule_idx: None }, &condition.script);
            }
        }
        this
    }

    fn add_script(&mut self, script: TracedScript, compiled: &'m CompiledScript) {
        let Some(program) = compiled.program() else { return };
        let points = self.mapping.host.points(program);
        let ways = points.ways.iter().map(|way| {
            let script = CoverageItem::owner(script, way.place.text);
            self.coverage.number(CoverageItem::Way { script, way: way.clone() })
        });
        let ways = ways.collect();
        let lines = points.lines.iter().map(|(text, line)| {
            let script = CoverageItem::owner(script, *text);
            self.coverage.number(CoverageItem::Line { script, line: *line })
        });
        let lines = lines.collect();
        self.scripts.push(CountedScript { script, compiled, points, ways, lines });
    }

    /// Runs a sample, by the caller's number for it.
    pub fn add(&mut self, sample: usize, input: &RunInput<'_>, context: &RunContext) {
        self.missing_keys.clear();
        let mut items = self.run(input, context);
        for missing in std::mem::take(&mut self.missing_keys) {
            self.coverage.missing_keys.entry(missing).or_default().push(sample);
        }
        let resource_type = input.resource.resource_type;
        for name in attribute_names(&input.resource.attributes) {
            items.add(self.coverage.number(CoverageItem::Attribute { resource_type, name }));
        }
        let rule_sets = self.mapping.rule_sets.iter().filter(|set| set.resource_type == resource_type);
        let rule_sets: Vec<usize> = rule_sets.map(|set| set.idx).collect();
        self.coverage.add(sample, items, &rule_sets);
    }

    /// What was counted so far.
    pub fn coverage(&self) -> &Coverage {
        &self.coverage
    }

    /// What was counted.
    pub fn finish(self) -> Coverage {
        self.coverage
    }

    /// What a resource comes by, attributes apart.
    pub(super) fn run(&mut self, input: &RunInput<'_>, context: &RunContext) -> Bits {
        let arena = Arena::new();
        let subject = input.subject();
        let mapping = self.mapping;
        let mut bits = Bits::default();
        let rule_sets = mapping.rule_sets.iter();
        for rule_set in rule_sets.filter(|set| set.resource_type == subject.resource.resource_type) {
            let setting = RunSetting { mapping, rule_set, arena: &arena, subject, context };
            self.run_rule_set(setting, &mut bits);
        }
        bits
    }

    fn run_rule_set<'a>(&mut self, setting: RunSetting<'a>, bits: &mut Bits)
    where
        'm: 'a,
    {
        let rule_set = setting.rule_set;
        let rule_set_idx = rule_set.idx;
        let mut run = RuleSetRun::new(setting);
        let mut outcomes = Vec::with_capacity(rule_set.rules.len());
        for (place, rule) in rule_set.rules.iter().enumerate() {
            let script = TracedScript { rule_set_idx, rule_idx: Some(rule.idx) };
            if rule.apply != Apply::Create || run.current.is_none() {
                self.cover(script, &mut run, bits);
            }
            let outcome = run.run_rule(place, rule);
            let item = CoverageItem::Rule { script, outcome: outcome.outcome };
            bits.add(self.coverage.number(item));
            outcomes.push(outcome);
        }
        let status = run.finish(outcomes).status;
        if !matches!(run.condition, ConditionState::NotAsked) {
            self.cover(TracedScript { rule_set_idx, rule_idx: None }, &mut run, bits);
        }
        bits.add(self.coverage.number(CoverageItem::Record { rule_set_idx, status }));
    }

    /// Evaluates a script with the variables as they are, and adds where it came by.
    pub(super) fn cover<'a>(&mut self, script: TracedScript, run: &mut RuleSetRun<'a>, bits: &mut Bits)
    where
        'm: 'a,
    {
        let Some(counted) = self.scripts.iter().find(|counted| counted.script == script) else { return };
        let mut came = Came::new(&counted.points);
        run.cover(counted.compiled, &counted.points, &mut came);
        for (number, _) in counted.ways.iter().zip(&came.ways).filter(|(_, came)| **came) {
            bits.add(*number);
        }
        for (number, _) in counted.lines.iter().zip(&came.lines).filter(|(_, came)| **came) {
            bits.add(*number);
        }
        if came.is_in_rhai || counted.points.lines.is_empty() {
            *self.coverage.in_rhai.entry(script).or_default() += 1;
        }
        self.missing_keys.extend(came.missing_keys);
        for (table, row) in came.rows {
            bits.add(self.coverage.number(CoverageItem::TableRow { table, row }));
        }
    }

    /// The rule set of a script.
    pub(super) fn rule_set(&self, script: TracedScript) -> Option<&'m CompiledRuleSet> {
        self.mapping.rule_sets.iter().find(|set| set.idx == script.rule_set_idx)
    }

    /// The first script that has an item among its ways or lines, or whose own item it is.
    pub(super) fn script_of(&self, number: usize) -> Option<TracedScript> {
        if let Some(CoverageItem::Rule { script, .. }) = self.coverage.item(number) {
            return Some(*script);
        }
        let has =
            |counted: &&CountedScript<'_>| counted.ways.contains(&number) || counted.lines.contains(&number);
        self.scripts.iter().find(has).map(|counted| counted.script)
    }
}
