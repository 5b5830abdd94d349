//! Reading the mappings that are to be compared.
//!
//! Not what differs between them, which the workbench says.

use std::path::Path;

use crate::change::page::ComparedVersion;
use crate::diagnostic::Diagnostic;
use crate::gui::file_worker::file_name;
use crate::mapping::{FileContent, MappingFile, Provenance, read_mapping_file};
use crate::project::{CaseChoice, ProjectModel, content_to_export, open_version, read_file};
use crate::workbench::{Comparison, ComparisonSide, ComparisonTitle};

/// Reads both sides and compares them; or says in words which one cannot be read, and why.
pub(super) fn compare(
    root: Option<&Path>,
    model: &ProjectModel,
    before: &ComparisonTitle,
    after: &ComparisonTitle,
) -> Result<Comparison, String> {
    let content = |side: &ComparisonTitle| {
        content_of(root, model, &side.side).map_err(|why| format!("{}: {why}", side.title))
    };
    let (old, new) = (content(before)?, content(after)?);
    let (old, new) = with_cases_of_both(old, new);
    Ok(Comparison::new(&side(&before.title, &old), &side(&after.title, &new)))
}

fn side<'r>(name: &'r str, (content, provenance): &'r Read) -> ComparedVersion<'r> {
    ComparedVersion { name, content, provenance }
}

/// A mapping, and where it comes from.
type Read = (FileContent, Provenance);

/// A mapping without cases says nothing about them; nor is the other one asked for its then.
fn with_cases_of_both(mut old: Read, mut new: Read) -> (Read, Read) {
    if old.0.cases.is_none() || new.0.cases.is_none() {
        (old.0.cases, new.0.cases) = (None, None);
    }
    (old, new)
}

fn content_of(root: Option<&Path>, model: &ProjectModel, side: &ComparisonSide) -> Result<Read, String> {
    match side {
        ComparisonSide::Nothing => Ok(Read::default()),
        ComparisonSide::Project { environment } => {
            let account =
                model.environment(environment).map(|found| found.account.clone()).unwrap_or_default();
            let provenance =
                Provenance { environment: environment.clone(), account, ..Provenance::default() };
            Ok((content_to_export(model, environment, CaseChoice::With), provenance))
        }
        ComparisonSide::Account { environment } => {
            let state = model.environments.get(environment);
            let drift = state.and_then(|state| state.drift.as_ref()).map(|drift| &drift.file);
            let file = drift.or(state.and_then(|state| state.exchanged.as_ref()));
            file.cloned().map(parts).ok_or_else(|| "nothing was exchanged yet".to_owned())
        }
        ComparisonSide::Version { digest } => version_of(root, digest).map(parts),
        ComparisonSide::File { path } => {
            let bytes = read_file(path).map_err(|error| error.to_string())?;
            let (file, diagnostics) = read_mapping_file(&file_name(path), &bytes);
            file.map(parts).ok_or_else(|| messages(&diagnostics))
        }
    }
}

fn parts(file: MappingFile) -> Read {
    (file.content, file.provenance)
}

/// The kept version with a digest; or why there is none, in words.
pub(super) fn version_of(root: Option<&Path>, digest: &str) -> Result<MappingFile, String> {
    let root = root.ok_or_else(|| "the project has no folder yet".to_owned())?;
    match open_version(root, digest) {
        Ok(Some((Some(file), _))) => Ok(file),
        Ok(Some((None, diagnostics))) => Err(messages(&diagnostics)),
        Ok(None) => Err("the version is not kept in the project".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

fn messages(diagnostics: &[Diagnostic]) -> String {
    diagnostics.iter().map(|diagnostic| diagnostic.message.as_str()).collect::<Vec<_>>().join("\n")
}
