//! The variables of a project: what is declared, what values the environments have, and what is
//! missing or of the wrong type.
//!
//! Not whether scripts use them.

use std::collections::BTreeMap;

use indexmap::IndexSet;
use serde_json::{Map, Value};

use crate::diagnostic::{Code, Diagnostic};
use crate::mapping::VariableType;
use crate::project::ProjectModel;
use crate::project::layout::ENVIRONMENTS;

/// A value that a variable lacks, or that does not fit.
#[derive(Clone, Debug, PartialEq)]
pub struct VariableFinding {
    /// The environment's name.
    pub environment: String,
    /// The variable's name.
    pub variable: String,
    /// What is wrong.
    pub kind: VariableFindingKind,
}

/// What is wrong with the value of a variable.
#[derive(Clone, Debug, PartialEq)]
pub enum VariableFindingKind {
    /// It has none, or `null`.
    Missing,
    /// It is of another type than the declared one.
    WrongType {
        /// The declared type.
        declared: VariableType,
        /// The value.
        value: Value,
    },
}

impl VariableFinding {
    /// What is wrong, in one sentence.
    pub fn words(&self) -> String {
        let Self { environment, variable, kind } = self;
        match kind {
            VariableFindingKind::Missing => {
                format!("The variable `{variable}` has no value in {environment}")
            }
            VariableFindingKind::WrongType { declared, value } => {
                format!("The variable `{variable}` is declared as {declared}; in {environment} it is {value}")
            }
        }
    }
}

impl ProjectModel {
    /// The names of all variables: the declared ones in their order, then those that an environment has
    /// a value for, in the order of the environments.
    pub fn variable_names(&self) -> Vec<String> {
        let declared = self.settings.variables.keys();
        let valued = self.states().flat_map(|(_, state)| state.keys());
        let names: IndexSet<&String> = declared.chain(valued).collect();
        names.into_iter().cloned().collect()
    }

    /// The type of a variable: the declared one, or the one that all its values have. Text when they
    /// differ or there are none.
    pub fn variable_type(&self, name: &str) -> VariableType {
        if let Some(declared) = self.settings.variables.get(name) {
            return declared.type_.clone();
        }
        let values = self.states().filter_map(|(_, variables)| variables.get(name));
        let mut types = values.filter(|value| !value.is_null()).map(VariableType::of_value);
        let first = types.next().flatten().unwrap_or_default();
        if types.all(|other| other.as_ref() == Some(&first)) { first } else { VariableType::Text }
    }

    /// The value of a variable in an environment; `None` when it has none or `null`.
    pub fn variable_value(&self, environment: &str, name: &str) -> Option<&Value> {
        self.environments.get(environment)?.variables.get(name).filter(|value| !value.is_null())
    }

    /// The variables of every environment of the project, of those too that have no values yet, and
    /// of those that are left of an environment that was taken away.
    pub fn variables_by_environment(&self) -> BTreeMap<String, Map<String, Value>> {
        let listed = self.settings.environments.iter().map(|environment| &environment.name);
        let names = listed.chain(self.environments.keys());
        names.map(|name| (name.clone(), self.variables(name))).collect()
    }

    /// What the environments lack, in the order of promotion, and what does not fit. A variable that no
    /// project declares is expected of every environment as soon as one has it.
    pub fn variable_findings(&self) -> Vec<VariableFinding> {
        let names = self.variable_names();
        let mut findings = Vec::new();
        for environment in &self.settings.environments {
            for name in &names {
                let kind = self.finding_of(&environment.name, name);
                findings.extend(kind.map(|kind| VariableFinding {
                    environment: environment.name.clone(),
                    variable: name.clone(),
                    kind,
                }));
            }
        }
        findings
    }

    fn finding_of(&self, environment: &str, name: &str) -> Option<VariableFindingKind> {
        let Some(value) = self.variable_value(environment, name) else {
            return Some(VariableFindingKind::Missing);
        };
        let declared = &self.settings.variables.get(name)?.type_;
        (!declared.accepts(value))
            .then(|| VariableFindingKind::WrongType { declared: declared.clone(), value: value.clone() })
    }

    /// The values of variables that are not of the declared type, as diagnostics. Missing ones are
    /// reported where a script reads them.
    pub fn variable_diagnostics(&self) -> Vec<Diagnostic> {
        let findings = self.variable_findings();
        let wrong = findings.iter().filter_map(|finding| match &finding.kind {
            VariableFindingKind::Missing => None,
            VariableFindingKind::WrongType { declared, .. } => Some(
                Diagnostic::warning(Code::VariableOfWrongType, finding.words())
                    .with_help(format!("give it a value that is a {declared}, or declare another type"))
                    .in_file(format!("{ENVIRONMENTS}{}.json", finding.environment)),
            ),
        });
        wrong.collect()
    }

    /// The variables of the environments that there are.
    fn states(&self) -> impl Iterator<Item = (&String, &Map<String, Value>)> {
        let listed = self.settings.environments.iter().map(|environment| &environment.name);
        let listed = listed.filter_map(|name| self.environments.get_key_value(name));
        let known = |name: &String| self.environment(name).is_some();
        let others = self.environments.iter().filter(move |(name, _)| !known(name));
        listed.chain(others).map(|(name, state)| (name, &state.variables))
    }
}
