//! Saving a project folder: only files whose content changed are written, and all of them or none.

use std::collections::BTreeMap;
use std::path::Path;

use crate::mapping::MappingFile;
use crate::project::history::version_to_keep;
use crate::project::journal::{Journal, finish_interrupted_save};
use crate::project::ledger::chained_lines;
use crate::project::load::ProjectError;
use crate::project::{LedgerEntry, ProjectFiles, ProjectModel, render_project};

/// What happened besides the edit of the project: it is on the disk together with the project, or not
/// at all.
#[derive(Clone, Debug, Default)]
pub struct Exchanges<'a> {
    /// Mapping files to keep in the history.
    pub versions: Vec<&'a MappingFile>,
    /// Entries for the ledger, oldest first.
    pub entries: Vec<LedgerEntry>,
}

/// Writes the project to `root`. `baseline` is the rendering of the model as it was last loaded
/// from or saved to this folder; files that are alike in it are left alone, however they are laid
/// out on disk, and files that are gone since are deleted. Gives the new baseline.
///
/// When the program ends in between, the project is as before or as saved, whole, when it is loaded the
/// next time.
///
/// # Errors
/// A name in the project leads out of its folder, and nothing is written; or a file cannot be
/// written.
pub fn save_project(
    model: &ProjectModel,
    root: &Path,
    baseline: Option<&ProjectFiles>,
) -> Result<ProjectFiles, ProjectError> {
    save_exchanged(model, root, baseline, Exchanges::default())
}

/// The same with what happened besides.
///
/// # Errors
/// As [`save_project`]; or the ledger cannot be read.
pub fn save_exchanged(
    model: &ProjectModel,
    root: &Path,
    baseline: Option<&ProjectFiles>,
    exchanges: Exchanges<'_>,
) -> Result<ProjectFiles, ProjectError> {
    let rendered = render_project(model);
    if let Some(path) = rendered.files.keys().find(|path| !is_inside(path)) {
        return Err(ProjectError::UnsafePath { path: path.clone() });
    }
    finish_interrupted_save(root)?;
    let is_changed = |path: &String, bytes: &Vec<u8>| {
        let unchanged = baseline.is_some_and(|baseline| baseline.get(path) == Some(bytes));
        !(unchanged && root.join(path).is_file())
    };
    let written = rendered.files.iter().filter(|(path, bytes)| is_changed(path, bytes));
    let mut writes: BTreeMap<_, _> =
        written.map(|(path, bytes)| (path.clone(), bytes.clone().into())).collect();
    for file in exchanges.versions {
        writes.extend(version_to_keep(root, file).map(|(path, text)| (path, text.into_bytes().into())));
    }
    let gone = baseline.into_iter().flat_map(|baseline| baseline.files.keys());
    let gone = gone.filter(|path| !rendered.files.contains_key(*path) && root.join(path).is_file());
    let deletes = gone.cloned().collect();
    let ledger = chained_lines(root, exchanges.entries)?;
    Journal { writes, deletes, ledger }.carry_out(root)?;
    Ok(rendered)
}

/// Writes what happened, and nothing of the project.
///
/// # Errors
/// The ledger cannot be read, or a file cannot be written.
pub fn record_exchanges(root: &Path, exchanges: Exchanges<'_>) -> Result<(), ProjectError> {
    finish_interrupted_save(root)?;
    let kept = exchanges.versions.into_iter().filter_map(|file| version_to_keep(root, file));
    let writes = kept.map(|(path, text)| (path, text.into_bytes().into())).collect();
    let ledger = chained_lines(root, exchanges.entries)?;
    Journal { writes, deletes: Vec::new(), ledger }.carry_out(root)
}

/// Whether a path stays below the project's folder and names no hidden file, which is never read.
fn is_inside(path: &str) -> bool {
    path.split('/')
        .all(|part| !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', ':', '\0']))
}
