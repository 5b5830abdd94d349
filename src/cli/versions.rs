//! Versions of a mapping that are held against each other: project folders and mapping files.
//!
//! Not how they are compared, which `change` knows.

use std::path::Path;

use serde_json::{Map, Value};

use crate::change::page::ComparedVersion;
use crate::cli::output::{Failure, say_diagnostics};
use crate::cli::source::{choose_environment, input_name, read_input};
use crate::diagnostic::{Diagnostic, Severity};
use crate::mapping::{FileContent, MappingFile, Provenance, read_mapping_file};
use crate::project::{ProjectModel, content_for, load_project};

/// A version of a mapping.
pub(super) struct Version {
    /// As it was named on the command line.
    pub name: String,
    /// The mapping, with the variables of one environment.
    pub content: FileContent,
    /// Where it comes from; of a project folder only environment, account and digest.
    pub provenance: Provenance,
    /// Keys of the file that this version of the program does not know.
    pub other: Map<String, Value>,
}

impl Version {
    /// The version as a side of a comparison.
    pub(super) fn compared(&self) -> ComparedVersion<'_> {
        ComparedVersion { name: &self.name, content: &self.content, provenance: &self.provenance }
    }
}

/// Whether cases of project folders count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ProjectCases {
    /// Always.
    Always,
    /// When a mapping file that they are held against has cases.
    AsInFiles,
}

/// What is behind a path.
enum Source {
    Project(Box<ProjectModel>),
    File(Box<MappingFile>),
}

/// Reads versions. The variables of projects are those of the named environment, else of the environment
/// of the first mapping file that they have too, else of their first one. What is wrong is said on
/// standard error.
pub(super) fn read_versions<const N: usize>(
    paths: [&Path; N],
    environment: Option<&str>,
    cases: ProjectCases,
) -> Result<[Version; N], Failure> {
    if paths.iter().filter(|path| **path == Path::new("-")).count() > 1 {
        return Err(Failure::usage("only one of them can be standard input"));
    }
    let mut sources = Vec::new();
    for path in paths {
        sources.push((input_name(path), read_source(path)?));
    }
    let files = || {
        sources.iter().filter_map(|(_, source)| match source {
            Source::File(file) => Some(file),
            Source::Project(_) => None,
        })
    };
    let of_file = files().next().map(|file| file.provenance.environment.clone());
    let with_cases = cases == ProjectCases::Always || files().any(|file| file.content.cases.is_some());
    let mut versions = Vec::new();
    for (name, source) in sources {
        versions.push(match source {
            Source::File(file) => of_file_version(name, *file),
            Source::Project(model) => {
                let environment = environment_of(&model, environment, of_file.as_deref())?;
                of_project(name, &model, &environment, with_cases)
            }
        });
    }
    versions.try_into().map_err(|_| Failure::input("the mappings cannot be read"))
}

fn read_source(path: &Path) -> Result<Source, Failure> {
    let name = input_name(path);
    let refused = || Failure::input(format!("{name} is not used"));
    if path.is_dir() {
        let (model, diagnostics) = load_project(path)?;
        say_diagnostics(&diagnostics);
        // A part of the mapping that cannot be read would look as if it had been removed.
        if diagnostics.iter().any(is_of_mapping) {
            return Err(refused());
        }
        return Ok(Source::Project(Box::new(model)));
    }
    let (file, diagnostics) = read_mapping_file(&name, &read_input(path)?);
    say_diagnostics(&diagnostics);
    file.map(|file| Source::File(Box::new(file))).ok_or_else(refused)
}

/// Whether something in a project cannot be read that a mapping consists of.
fn is_of_mapping(diagnostic: &Diagnostic) -> bool {
    let file = diagnostic.place.file.as_deref().unwrap_or_default();
    diagnostic.severity == Severity::Error && !file.starts_with("samples/") && !file.starts_with("records/")
}

fn environment_of(
    model: &ProjectModel,
    named: Option<&str>,
    of_file: Option<&str>,
) -> Result<String, Failure> {
    let of_file = of_file.filter(|name| model.environment(name).is_some());
    choose_environment(model, named.or(of_file))
}

fn of_file_version(name: String, file: MappingFile) -> Version {
    let MappingFile { content, provenance, other, .. } = file;
    Version { name, content, provenance, other }
}

fn of_project(name: String, model: &ProjectModel, environment: &str, with_cases: bool) -> Version {
    let content = content_for(model, environment, with_cases);
    let account = model.environment(environment).map(|found| found.account.clone()).unwrap_or_default();
    let state = model.environments.get(environment);
    let exchanged = state.and_then(|state| state.exchanged.as_ref());
    let provenance = Provenance {
        environment: environment.to_owned(),
        account,
        revision: exchanged.map_or(0, |file| file.provenance.revision),
        ..Provenance::default()
    };
    let other = exchanged.map(|file| file.other.clone()).unwrap_or_default();
    let MappingFile { content, provenance, other, .. } = MappingFile::new(content, provenance, other);
    Version { name, content, provenance, other }
}
