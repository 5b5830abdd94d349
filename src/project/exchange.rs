//! Mapping files out of a project and into it.

use std::sync::Arc;

use indexmap::IndexMap;
use jiff::Timestamp;

use crate::change::{ChangeSet, diff};
use crate::mapping::{FileContent, MappingFile, Provenance};
use crate::project::{Environment, ProjectError, ProjectModel};

/// Which cases go into a mapping file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CaseChoice {
    /// As in the file last exchanged with the environment; none in the first one.
    #[default]
    AsBefore,
    /// All cases.
    With,
    /// No cases.
    Without,
}

/// What is exported.
#[derive(Clone, Copy, Debug)]
pub struct ExportRequest<'a> {
    /// The environment whose variables go into the file.
    pub environment: &'a str,
    /// Which cases go into it.
    pub cases: CaseChoice,
    /// The time of the export.
    pub now: Timestamp,
}

/// The mapping file for an environment, and the project that remembers it. The same content gives
/// the file that was last exchanged with the environment, to the byte: its provenance says when
/// this content was first exported.
///
/// # Errors
/// The project has no such environment.
pub fn export_mapping_file(
    model: &ProjectModel,
    request: &ExportRequest<'_>,
) -> Result<(MappingFile, ProjectModel), ProjectError> {
    let environment = model
        .environment(request.environment)
        .ok_or_else(|| unknown_environment(model, request.environment))?;
    let exchanged = model.environments.get(&environment.name).and_then(|state| state.exchanged.as_ref());
    let with_cases = match request.cases {
        CaseChoice::AsBefore => exchanged.is_some_and(|file| file.content.cases.is_some()),
        CaseChoice::With => true,
        CaseChoice::Without => false,
    };
    let content = content_of(model, &environment.name, with_cases);
    let file = match exchanged {
        Some(file) if file.content == content && file.provenance.account == environment.account => {
            file.clone()
        }
        _ => new_file(content, environment, exchanged, request.now),
    };
    let mut model = model.clone();
    model.environments.entry(environment.name.clone()).or_default().exchanged = Some(file.clone());
    Ok((file, model))
}

/// What an import would change, and the project that it gives.
#[derive(Clone, Debug)]
pub struct ImportPlan {
    /// The file.
    pub file: MappingFile,
    /// What differs from the project as it is, for the file's environment.
    pub changes: ChangeSet,
    /// The environment the file speaks of is new to the project.
    pub new_environment: bool,
}

/// What importing the file into the project would change.
pub fn plan_import(model: &ProjectModel, file: MappingFile) -> ImportPlan {
    let environment = &file.provenance.environment;
    let mut content = content_of(model, environment, file.content.cases.is_some());
    if model.settings.name.is_empty() && model.mapping.rule_sets.is_empty() {
        content.name.clone_from(&file.content.name);
    }
    let changes = diff(&content, &file.content);
    let new_environment = model.environment(environment).is_none();
    ImportPlan { file, changes, new_environment }
}

/// The project after the import. Samples, records and the other environments stay; keys of the
/// file that this version does not know are kept for the next export.
pub fn apply_import(model: &ProjectModel, plan: &ImportPlan) -> ProjectModel {
    let file = &plan.file;
    let content = &file.content;
    let mut model = model.clone();
    model.settings.name.clone_from(&content.name);
    model.settings.client.clone_from(&content.client);
    model.settings.target.clone_from(&content.target);
    model.mapping.rule_sets.clone_from(&content.rule_sets);
    model.mapping.functions.clone_from(&content.functions);
    model.tables = Arc::new(content.tables.clone());
    if let Some(cases) = &content.cases {
        model.cases = Arc::new(cases.clone());
    }
    let name = &file.provenance.environment;
    if plan.new_environment {
        model.settings.environments.push(Environment {
            name: name.clone(),
            account: file.provenance.account.clone(),
            colour: "grey".to_owned(),
            ..Environment::default()
        });
    }
    let state = model.environments.entry(name.clone()).or_default();
    state.variables.clone_from(&content.variables);
    let provenance = file.provenance.clone();
    state.exchanged = Some(MappingFile::new(content.clone(), provenance, file.other.clone()));
    model
}

fn content_of(model: &ProjectModel, environment: &str, with_cases: bool) -> FileContent {
    FileContent {
        name: model.settings.name.clone(),
        client: model.settings.client.clone(),
        target: model.settings.target.clone(),
        rule_sets: model.mapping.rule_sets.clone(),
        functions: model.mapping.functions.clone(),
        tables: IndexMap::clone(&model.tables),
        variables: model.variables(environment),
        cases: with_cases.then(|| IndexMap::clone(&model.cases)),
    }
}

fn new_file(
    content: FileContent,
    environment: &Environment,
    exchanged: Option<&MappingFile>,
    now: Timestamp,
) -> MappingFile {
    let before = exchanged.map(|file| &file.provenance);
    let provenance = Provenance {
        environment: environment.name.clone(),
        account: environment.account.clone(),
        exported_at: now.to_string(),
        tool_version: env!("CARGO_PKG_VERSION").to_owned(),
        revision: before.map_or(0, |provenance| provenance.revision) + 1,
        digest: String::new(),
        based_on: before.map(|provenance| provenance.digest.clone()),
        other: before.map(|provenance| provenance.other.clone()).unwrap_or_default(),
    };
    let mut other = exchanged.map(|file| file.other.clone()).unwrap_or_default();
    // A seal speaks of the content it was made for.
    other.shift_remove("seal");
    MappingFile::new(content, provenance, other)
}

fn unknown_environment(model: &ProjectModel, name: &str) -> ProjectError {
    let known: Vec<_> =
        model.settings.environments.iter().map(|environment| environment.name.as_str()).collect();
    let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
    ProjectError::NoEnvironment { name: name.to_owned(), known }
}
