//! Unsaved work that survives closing the window and crashes: one file beside the settings of the
//! program.
//!
//! Not a save: the project's folder is not touched.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::project::kept_file::KeptFile;
use crate::project::load::{ProjectError, read_file, write_file};
use crate::project::{ProjectFiles, ProjectModel, parse_project, render_project};

/// Work that was not saved.
#[derive(Clone, Debug)]
pub struct Recovery {
    /// The project's folder, `None` when it was never saved.
    pub root: Option<PathBuf>,
    /// The project as it was.
    pub model: ProjectModel,
}

#[derive(Serialize, Deserialize)]
struct RecoveryFile {
    root: Option<PathBuf>,
    files: BTreeMap<String, KeptFile>,
}

/// Writes the unsaved work to `path`.
///
/// # Errors
/// The file cannot be written.
pub fn write_recovery(path: &Path, root: Option<&Path>, model: &ProjectModel) -> Result<(), ProjectError> {
    let files = render_project(model).files;
    let files = files.into_iter().map(|(path, bytes)| (path, bytes.into())).collect();
    let file = RecoveryFile { root: root.map(Path::to_owned), files };
    let text = serde_json::to_string(&file).expect("project files are always valid JSON");
    write_file(path, text.as_bytes())
}

/// Reads the unsaved work at `path`; `None` when there is none.
///
/// # Errors
/// The file is there and cannot be read.
pub fn read_recovery(path: &Path) -> Result<Option<Recovery>, ProjectError> {
    let bytes = match read_file(path) {
        Ok(bytes) => bytes,
        Err(ProjectError::Missing { .. }) => return Ok(None),
        Err(error) => return Err(error),
    };
    let file: RecoveryFile = serde_json::from_slice(&bytes).map_err(|error| ProjectError::Io {
        verb: "read",
        path: path.to_owned(),
        source: error.into(),
    })?;
    let mut files = ProjectFiles::default();
    for (path, content) in file.files {
        files.insert(path, content);
    }
    let (model, _) = parse_project(&files);
    Ok(Some(Recovery { root: file.root, model }))
}

/// Removes the unsaved work at `path`, if there is any.
///
/// # Errors
/// The file cannot be removed.
pub fn clear_recovery(path: &Path) -> Result<(), ProjectError> {
    match fs::remove_file(path) {
        Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
            Err(ProjectError::Io { verb: "deleted", path: path.to_owned(), source })
        }
        _ => Ok(()),
    }
}
