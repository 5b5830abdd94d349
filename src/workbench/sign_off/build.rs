//! What a sign-off sheet of a project says.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde_json::Value;

use crate::diagnostic::Diagnostic;
use crate::mapping::{Apply, RuleSet, ScriptMeaning};
use crate::project::{CaseChoice, ExportRequest, ProjectError, ProjectModel, export_mapping_file};
use crate::report::{
    ShownPeople, SignOff, SignOffRule, SignOffRuleSet, SignOffScript, SignOffTable, SignOffVariable,
};
use crate::scim::Dialect;
use crate::target::TargetSchema;
use crate::workbench::sign_off::persons::{Chosen, choose, persons_of};
use crate::workbench::sign_off::when_empty::EmptyRunner;
use crate::workbench::{ProjectRunner, SampleInput, target_of};

/// What is to be on a sheet.
#[derive(Clone, Debug)]
pub struct SignOffRequest {
    /// The environment that it is for.
    pub environment: String,
    /// The time of the runs.
    pub now: Timestamp,
    /// The samples whose results are shown, by stem; a few that say most if empty.
    pub persons: Vec<String>,
    /// Real people may be shown.
    pub unlock_people: bool,
}

/// Why there is no sheet.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignOffRefusal {
    /// The project has no such environment.
    #[error("{0}")]
    NoEnvironment(String),
    /// A sample was named that is not there.
    #[error("there is no sample `{stem}`; there is {known}")]
    NoSample {
        /// What was named.
        stem: String,
        /// The first ones that are there.
        known: String,
    },
    /// A sample was named that the mapping does not run on.
    #[error("the sample `{stem}` has no result: {why}")]
    NoResult {
        /// What was named.
        stem: String,
        /// Why.
        why: String,
    },
    /// Real people would leave the project.
    #[error("{words}; mask them, or unlock them by hand")]
    RealPeople {
        /// Which.
        words: String,
    },
}

/// What the sheet of a project says.
///
/// # Errors
/// The request cannot be carried out, or would show real people without having unlocked them.
pub fn sign_off(model: &ProjectModel, request: &SignOffRequest) -> Result<SignOff, SignOffRefusal> {
    let no_environment = |error: ProjectError| SignOffRefusal::NoEnvironment(error.to_string());
    let export = |cases| ExportRequest { environment: &request.environment, cases, now: request.now };
    let (file, _) = export_mapping_file(model, &export(CaseChoice::AsBefore)).map_err(no_environment)?;
    let (without_cases, _) =
        export_mapping_file(model, &export(CaseChoice::Without)).map_err(no_environment)?;
    let target = target_of(&model.settings.target);
    let chosen = choose(model, &target, request)?;
    let inputs: Vec<SampleInput> =
        model.samples.iter().filter_map(|sample| SampleInput::of_sample(sample).ok()).collect();
    let mut runner = ProjectRunner::new(model, &request.environment, request.now, &inputs);
    let mut empty = EmptyRunner::new(model, &request.environment, request.now);
    let meanings = runner.describe();
    let rule_sets = model.mapping.rule_sets.iter().enumerate();
    let rule_sets = rule_sets.filter(|(_, rule_set)| target.record_type(&rule_set.record_type).is_some());
    let rule_sets = rule_sets.map(|(idx, rule_set)| {
        let builder = RuleSetBuilder { idx, rule_set, target: &target, meanings: &meanings };
        builder.build(&mut empty, persons_of(&mut runner, &chosen, idx, rule_set))
    });
    let rule_sets: Vec<SignOffRuleSet> = rule_sets.collect();
    let environment = model.environment(&request.environment);
    Ok(SignOff {
        project: model.settings.name.clone(),
        client: Dialect::by_name(&model.settings.client)
            .map_or_else(|| model.settings.client.clone(), |client| client.title.clone()),
        target: target.title.clone(),
        environment: request.environment.clone(),
        environment_title: environment.map(|found| found.label().to_owned()).unwrap_or_default(),
        account: file.provenance.account.clone(),
        made_at: request.now,
        digest: file.provenance.digest.clone(),
        revision: file.provenance.revision,
        content_digest: without_cases.provenance.digest,
        people: shown_people(&chosen),
        tables: tables(model, &target, &meanings),
        environments: model.settings.environments.iter().map(|found| found.label().to_owned()).collect(),
        variables: variables(model),
        problems: problems(model, &runner),
        rule_sets,
    })
}

fn shown_people(chosen: &[Chosen]) -> ShownPeople {
    chosen.iter().map(|person| person.people).max().unwrap_or_default()
}

/// Errors before warnings before notes.
fn problems(model: &ProjectModel, runner: &ProjectRunner) -> Vec<Diagnostic> {
    let mut problems = runner.diagnostics().to_vec();
    problems.extend(runner.lint(model));
    problems.sort_by_key(|problem| std::cmp::Reverse(problem.severity));
    problems
}

/// The variables that any environment has, by name.
fn variables(model: &ProjectModel) -> Vec<SignOffVariable> {
    let names: BTreeSet<&String> =
        model.environments.values().flat_map(|environment| environment.variables.keys()).collect();
    let of = |name: &String| SignOffVariable {
        name: name.clone(),
        values: model.settings.environments.iter().map(|found| value_in(model, &found.name, name)).collect(),
    };
    names.into_iter().map(of).collect()
}

fn value_in(model: &ProjectModel, environment: &str, name: &str) -> Option<Value> {
    model.environments.get(environment)?.variables.get(name).filter(|value| !value.is_null()).cloned()
}

/// The tables, those that are used first.
fn tables(model: &ProjectModel, target: &TargetSchema, meanings: &[ScriptMeaning]) -> Vec<SignOffTable> {
    let users_of = |table: &String| {
        let mut fields: Vec<String> = Vec::new();
        for meaning in meanings {
            let reads = meaning.reads.as_ref().is_some_and(|reads| reads.tables.contains(table));
            let rule_set = model.mapping.rule_sets.get(meaning.rule_set_idx);
            let rule = rule_set.zip(meaning.rule_idx).and_then(|(rule_set, rule)| rule_set.rules.get(rule));
            let (true, Some(rule_set), Some(rule)) = (reads, rule_set, rule) else { continue };
            let record_type = target.record_type(&rule_set.record_type);
            let field = record_type.and_then(|record_type| record_type.field(&rule.field));
            let title = field.map_or(rule.field.as_str(), |field| field.title.as_str());
            if !fields.iter().any(|known| known == title) {
                fields.push(title.to_owned());
            }
        }
        fields
    };
    let tables = model.tables.iter().map(|(name, table)| SignOffTable {
        name: name.clone(),
        used_for: users_of(name),
        rows: table.rows().iter().map(|row| (row.key.clone(), row.value.clone())).collect(),
    });
    let (used, unused): (Vec<_>, Vec<_>) = tables.partition(|table| !table.used_for.is_empty());
    used.into_iter().chain(unused).collect()
}

struct RuleSetBuilder<'b> {
    idx: usize,
    rule_set: &'b RuleSet,
    target: &'b TargetSchema,
    meanings: &'b [ScriptMeaning],
}

impl RuleSetBuilder<'_> {
    fn build(
        &self,
        empty: &mut EmptyRunner<'_>,
        persons: Vec<crate::report::SignOffPerson>,
    ) -> SignOffRuleSet {
        let rules = self.rule_set.rules.iter().enumerate().map(|(rule_idx, rule)| {
            let script = self.script(Some(rule_idx), &rule.script);
            let record_type = self.target.record_type(&self.rule_set.record_type);
            let field = record_type.and_then(|record_type| record_type.field(&rule.field));
            let reads = script.as_ref().and_then(|script| script.meaning.reads.as_ref());
            let when_empty = reads.and_then(|reads| empty.when_empty(self.idx, rule_idx, field, reads));
            SignOffRule {
                field: rule.field.clone(),
                create_only: rule.apply == Apply::Create || field.is_some_and(|field| field.create_only),
                enabled: rule.enabled,
                note: rule.note.clone(),
                when_empty,
                script,
            }
        });
        SignOffRuleSet {
            rule_set_idx: self.idx,
            resource_type: self.rule_set.resource_type.name().to_owned(),
            record_type: self.rule_set.record_type.clone(),
            condition: self.script(None, &self.rule_set.condition),
            rules: rules.collect(),
            persons,
        }
    }

    fn script(&self, rule_idx: Option<usize>, script: &str) -> Option<SignOffScript> {
        let is_meant =
            |meaning: &&ScriptMeaning| meaning.rule_set_idx == self.idx && meaning.rule_idx == rule_idx;
        let meaning = self.meanings.iter().find(is_meant)?.clone();
        Some(SignOffScript { script: script.to_owned(), meaning })
    }
}
