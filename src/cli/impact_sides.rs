//! Which two mappings `impact` compares, and which project goes with them.

use crate::cli::args_impact::ImpactArgs;
use crate::cli::output::Failure;
use crate::cli::source::{MappingSource, choose_environment, input_name, read_mapping_source};
use crate::diagnostic::Diagnostic;
use crate::mapping::FileContent;
use crate::project::{ProjectModel, content_for};

/// Two mappings and what is known beside them.
pub(super) struct ComparedSides {
    pub old: FileContent,
    pub new: FileContent,
    /// The project of NEW, else that of OLD, else one without samples and records.
    pub model: ProjectModel,
    /// What was found while the files were read.
    pub diagnostics: Vec<Diagnostic>,
}

pub(super) fn compared_sides(args: &ImpactArgs) -> Result<ComparedSides, Failure> {
    let first = read_mapping_source(&args.old)?;
    let Some(path) = &args.new else { return against_last(args, first) };
    let second = read_mapping_source(path)?;
    let mut diagnostics = second.diagnostics.clone();
    diagnostics.extend(first.diagnostics.clone());
    let of_file = [&first, &second].into_iter().find(|source| !source.has_records).map(environment_of_file);
    let old = content_of(args, &first, of_file.as_deref())?;
    let new = content_of(args, &second, of_file.as_deref())?;
    let model = if second.has_records || !first.has_records { second.model } else { first.model };
    Ok(ComparedSides { old, new, model, diagnostics })
}

/// What the account of the environment has, and the project as it is.
fn against_last(args: &ImpactArgs, source: MappingSource) -> Result<ComparedSides, Failure> {
    let MappingSource { model, diagnostics, has_records } = source;
    if !has_records {
        return Err(Failure::usage("--against-last is for a project folder"));
    }
    let environment = choose_environment(&model, args.environment.as_deref())?;
    let exchanged = model.environments.get(&environment).and_then(|state| state.exchanged.as_ref());
    let Some(file) = exchanged else {
        let project = input_name(&args.old);
        return Err(Failure::input(format!(
            "nothing was exported to or imported from {environment} yet; name a mapping file as OLD, and {project} as NEW"
        )));
    };
    let old = FileContent { cases: None, ..file.content.clone() };
    let new = content_for(&model, &environment, false);
    Ok(ComparedSides { old, new, model, diagnostics })
}

/// The environment that a mapping file was exported for; its only one.
fn environment_of_file(source: &MappingSource) -> String {
    source.model.settings.environments.first().map(|first| first.name.clone()).unwrap_or_default()
}

/// Variables of a project are those of the environment that was asked for, else of the one that the
/// other side is for, else of the first one; a mapping file has those of one environment.
fn content_of(
    args: &ImpactArgs,
    source: &MappingSource,
    of_file: Option<&str>,
) -> Result<FileContent, Failure> {
    let model = &source.model;
    let environment = match (&args.environment, of_file) {
        _ if !source.has_records => choose_environment(model, None)?,
        (Some(name), _) => choose_environment(model, Some(name))?,
        (None, Some(name)) if model.environment(name).is_some() => name.to_owned(),
        (None, _) => choose_environment(model, None)?,
    };
    Ok(content_for(model, &environment, false))
}
