//! Mapping files out of a project.
//!
//! Not whether a mapping may go, which the gate says, and not the disk.

use indexmap::IndexMap;
use jiff::Timestamp;

use crate::change::impact::AcknowledgedImpact;
use crate::mapping::{CaseCount, FileContent, MappingFile, Provenance};
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

/// What a file tells about how it came to be, besides what is known from the project.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attestation {
    /// Who exports it.
    pub exported_by: String,
    /// What came of the cases.
    pub cases_run: Option<CaseCount>,
    /// The impact that was acknowledged.
    pub impact: Option<AcknowledgedImpact>,
    /// Why ids of one account were accepted; empty when there are none.
    pub hard_coded: String,
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
    export_attested(model, request, &Attestation::default())
}

/// The same with what is attested in the provenance of a new file.
///
/// # Errors
/// The project has no such environment.
pub fn export_attested(
    model: &ProjectModel,
    request: &ExportRequest<'_>,
    attestation: &Attestation,
) -> Result<(MappingFile, ProjectModel), ProjectError> {
    let environment = model
        .environment(request.environment)
        .ok_or_else(|| unknown_environment(model, request.environment))?;
    let exchanged = model.environments.get(&environment.name).and_then(|state| state.exchanged.as_ref());
    let content = content_for(model, &environment.name, with_cases(exchanged, request.cases));
    let file = match exchanged {
        Some(file) if file.content == content && file.provenance.account == environment.account => {
            file.clone().in_newest_format()
        }
        _ => new_file(content, environment, exchanged, request.now, attestation),
    };
    let mut model = model.clone();
    remember_exchange(&mut model, &environment.name, &file);
    Ok((file, model))
}

/// The project that knows the file as what the environment has. What was acknowledged was
/// acknowledged for this exchange.
pub fn remember_exchange(model: &mut ProjectModel, environment: &str, file: &MappingFile) {
    let state = model.environments.entry(environment.to_owned()).or_default();
    state.exchanged = Some(file.clone());
    state.acknowledged = None;
}

/// What a mapping file of the project for an environment carries; the variables are those of that
/// environment.
pub fn content_for(model: &ProjectModel, environment: &str, with_cases: bool) -> FileContent {
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

/// What an export for an environment would carry.
pub fn content_to_export(model: &ProjectModel, environment: &str, cases: CaseChoice) -> FileContent {
    let exchanged = model.environments.get(environment).and_then(|state| state.exchanged.as_ref());
    content_for(model, environment, with_cases(exchanged, cases))
}

fn with_cases(exchanged: Option<&MappingFile>, cases: CaseChoice) -> bool {
    match cases {
        CaseChoice::AsBefore => exchanged.is_some_and(|file| file.content.cases.is_some()),
        CaseChoice::With => true,
        CaseChoice::Without => false,
    }
}

fn new_file(
    content: FileContent,
    environment: &Environment,
    exchanged: Option<&MappingFile>,
    now: Timestamp,
    attestation: &Attestation,
) -> MappingFile {
    let before = exchanged.map(|file| &file.provenance);
    let impact = attestation.impact.as_ref();
    let provenance = Provenance {
        environment: environment.name.clone(),
        account: environment.account.clone(),
        protected: environment.protected,
        exported_at: now.to_string(),
        tool_version: env!("CARGO_PKG_VERSION").to_owned(),
        revision: before.map_or(0, |provenance| provenance.revision) + 1,
        digest: String::new(),
        based_on: before.map(|provenance| provenance.digest.clone()),
        exported_by: attestation.exported_by.clone(),
        cases_run: attestation.cases_run,
        impact: impact.map(|impact| serde_json::to_value(impact).expect("an impact is always valid JSON")),
        hard_coded: attestation.hard_coded.clone(),
        other: before.map(|provenance| provenance.other.clone()).unwrap_or_default(),
    };
    let other = exchanged.map(|file| file.other.clone()).unwrap_or_default();
    MappingFile::new(content, provenance, other)
}

fn unknown_environment(model: &ProjectModel, name: &str) -> ProjectError {
    let known: Vec<_> =
        model.settings.environments.iter().map(|environment| environment.name.as_str()).collect();
    let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
    ProjectError::NoEnvironment { name: name.to_owned(), known }
}
