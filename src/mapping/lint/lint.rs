//! The remarks on all scripts of a mapping.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::mapping::compile::{CompiledRule, CompiledRuleSet};
use crate::mapping::lint::SentAttributes;
use crate::mapping::lint::field_types::records;
use crate::mapping::lint::hard_coded::hard_coded;
use crate::mapping::lint::input_types::InputTypes;
use crate::mapping::lint::results::FieldResults;
use crate::mapping::{Apply, CompiledMapping, VariableType};
use crate::script::types::{Kinds, Type};
use crate::script::{Finding, Knowledge, KnownTexts, Program, Review};

/// What is known beside the mapping.
#[derive(Clone, Copy, Debug)]
pub struct LintInput<'a> {
    /// The variables of each environment; empty when no environment is known.
    pub environments: &'a BTreeMap<String, Map<String, Value>>,
    /// The types of the variables that are declared, by name.
    pub declared: &'a BTreeMap<String, VariableType>,
    /// What belongs to the account.
    pub known: &'a KnownTexts,
    /// What the samples have.
    pub sent: &'a SentAttributes,
}

/// How the helper functions are called in diagnostics.
const HELPERS: &str = "helper functions";

impl CompiledMapping {
    /// What can be said of the scripts without running them, by rule in order, then of the helper
    /// functions. Scripts that do not compile, and switched-off rules, are passed over.
    pub fn lint(&self, input: &LintInput<'_>) -> Vec<Diagnostic> {
        let records = records(&self.target);
        let mut work =
            Lint { mapping: self, input, records: &records, found: Vec::new(), in_helpers: Vec::new() };
        for rule_set in &self.rule_sets {
            let record_type = rule_set.layout.record_type();
            let types = InputTypes::new(rule_set.resource_type, record_type, &self.target, input);
            work.rule_set(rule_set, &types);
        }
        work.helpers();
        work.found
    }
}

struct Lint<'l> {
    mapping: &'l CompiledMapping,
    input: &'l LintInput<'l>,
    records: &'l BTreeMap<String, Type>,
    found: Vec<Diagnostic>,
    /// What calls of the helper functions tell of them.
    in_helpers: Vec<Diagnostic>,
}

impl Lint<'_> {
    fn rule_set(&mut self, rule_set: &CompiledRuleSet, types: &InputTypes) {
        let names = rule_set.variables.of_rules();
        let inputs = types.of(names);
        for rule in &rule_set.rules {
            let Some(program) = rule.script.program() else { continue };
            let review = self.review(program, names, &inputs);
            let field = rule_set.layout.field(rule.field_idx);
            let results = FieldResults {
                target: &self.mapping.target,
                field,
                source: &review.source,
                must_have_value: field.required
                    && !field.read_only
                    && rule.apply == Apply::Always
                    && !is_seen_to(rule_set, rule, program),
            };
            let remarks = results.remarks(&review.results);
            self.take(review.findings, &rule.title);
            self.hard_coded(review.source.text(), &rule.title, true);
            self.found.extend(remarks.into_iter().map(|remark| in_rule(remark, &rule.title)));
        }
        let Some(condition) = &rule_set.condition else { return };
        let Some(program) = condition.script.program() else { return };
        let names = rule_set.variables.of_condition();
        let review = self.review(program, names, &types.of(names));
        let verdicts = review.results.iter().filter_map(|result| {
            let kinds = result.type_.kinds.present().without(Kinds::OUTCOME);
            let is_wrong = !kinds.is_none() && !kinds.meets(Kinds::BOOLEAN) && !result.type_.is_any();
            is_wrong.then(|| {
                let message = format!("A condition is true or false, this gives {}", result.type_.words());
                let place = Place { span: Some(review.source.span(&result.range)), ..Place::default() };
                Diagnostic::error(Code::ConditionNotBoolean, message)
                    .with_help("compare, as in `user.userType == \"Employee\"`, or ask `present(…)`")
                    .at(place)
            })
        });
        let verdicts: Vec<_> = verdicts.collect();
        self.take(review.findings, &condition.title);
        self.hard_coded(review.source.text(), &condition.title, true);
        self.found.extend(verdicts.into_iter().map(|remark| in_rule(remark, &condition.title)));
    }

    fn review(&self, program: &Program, names: &[String], inputs: &[Type]) -> Review {
        self.mapping.host.review(program, Knowledge { names, inputs, records: self.records })
    }

    fn hard_coded(&mut self, script: &str, title: &str, has_variables: bool) {
        let LintInput { known, environments, .. } = self.input;
        let remarks = hard_coded(script, known, environments, has_variables);
        self.found.extend(remarks.into_iter().map(|remark| in_rule(remark, title)));
    }

    fn take(&mut self, findings: Vec<Finding>, title: &str) {
        for Finding { diagnostic, is_in_helpers } in findings {
            if is_in_helpers {
                let diagnostic = in_rule(diagnostic, HELPERS);
                if !self.in_helpers.contains(&diagnostic) {
                    self.in_helpers.push(diagnostic);
                }
            } else {
                self.found.push(in_rule(diagnostic, title));
            }
        }
    }

    fn helpers(&mut self) {
        let Ok(program) = self.mapping.host.compile("", &[]) else { return };
        let knowledge = Knowledge { names: &[], inputs: &[], records: self.records };
        let alone = self.mapping.host.review_helpers(&program, knowledge);
        self.take(alone, HELPERS);
        let mut found = std::mem::take(&mut self.in_helpers);
        found.sort_by_key(|diagnostic| diagnostic.place.span);
        found.dedup_by(|left, right| left.code == right.code && left.place == right.place);
        self.found.extend(found);
        self.hard_coded(self.mapping.host.helper_text(), HELPERS, false);
    }
}

/// Whether the condition looks at what the rule looks at, or at its field: then it is the one that
/// decides what becomes of a record without a value.
fn is_seen_to(rule_set: &CompiledRuleSet, rule: &CompiledRule, program: &Program) -> bool {
    let Some(condition) = rule_set.condition.as_ref() else { return false };
    let Some(decides) = condition.script.program() else { return true };
    let (condition, rule_reads) = (decides.reads(), program.reads());
    let overlaps = condition.paths.iter().any(|path| {
        rule_reads.paths.iter().any(|other| {
            path.variable == other.variable
                && path.names.iter().zip(&other.names).all(|(a, b)| a.eq_ignore_ascii_case(b))
        })
    });
    let record_type = rule_set.layout.record_type().name.as_str();
    let asks_for_record =
        condition.paths.iter().any(|path| path.variable == record_type || path.variable == "is_new");
    !condition.is_complete || asks_for_record || overlaps || rule_set.condition_may_read(rule.field_idx)
}

fn in_rule(mut diagnostic: Diagnostic, title: &str) -> Diagnostic {
    diagnostic.place.rule = Some(title.to_owned());
    diagnostic
}
