//! Saving a project folder: only files whose content changed are written.

use std::fs;
use std::path::Path;

use crate::project::load::{ProjectError, write_file};
use crate::project::{ProjectFiles, ProjectModel, render_project};

/// Writes the project to `root`. `baseline` is the rendering of the model as it was last loaded
/// from or saved to this folder; files that are alike in it are left alone, however they are laid
/// out on disk, and files that are gone since are deleted. Gives the new baseline.
///
/// # Errors
/// A name in the project leads out of its folder, and nothing is written; or a file cannot be
/// written, and those before it are, each as a whole.
pub fn save_project(
    model: &ProjectModel,
    root: &Path,
    baseline: Option<&ProjectFiles>,
) -> Result<ProjectFiles, ProjectError> {
    let rendered = render_project(model);
    if let Some(path) = rendered.files.keys().find(|path| !is_inside(path)) {
        return Err(ProjectError::UnsafePath { path: path.clone() });
    }
    for (path, bytes) in &rendered.files {
        let place = root.join(path);
        let unchanged = baseline.is_some_and(|baseline| baseline.get(path) == Some(bytes));
        if !(unchanged && place.is_file()) {
            write_file(&place, bytes)?;
        }
    }
    let gone = baseline.into_iter().flat_map(|baseline| baseline.files.keys());
    for path in gone.filter(|path| !rendered.files.contains_key(*path)) {
        let place = root.join(path);
        if place.is_file() {
            fs::remove_file(&place).map_err(|source| ProjectError::Io {
                verb: "deleted",
                path: place,
                source,
            })?;
        }
    }
    Ok(rendered)
}

/// Whether a path stays below the project's folder and names no hidden file, which is never read.
fn is_inside(path: &str) -> bool {
    path.split('/')
        .all(|part| !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', ':', '\0']))
}
