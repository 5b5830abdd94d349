//! Files from disk and to disk.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::diagnostic::Diagnostic;
use crate::project::journal::overlay;
use crate::project::layout::{FOLDERS, MAPPING, SETTINGS};
use crate::project::{ProjectFiles, ProjectModel, parse_project};

/// A file operation that failed.
#[derive(Debug, Error)]
pub enum ProjectError {
    /// `scimwright nowhere`: there is nothing at this path.
    #[error("{} does not exist", path.display())]
    Missing {
        /// The path.
        path: PathBuf,
    },
    /// A folder without `project.json` and `mapping.json`.
    #[error("{} is not a Scimwright project: it has neither project.json nor mapping.json", path.display())]
    NotAProject {
        /// The path.
        path: PathBuf,
    },
    /// No permission, a full disk, a vanished drive.
    #[error("{} cannot be {verb}: {source}", path.display())]
    Io {
        /// `read` or `written`.
        verb: &'static str,
        /// The path.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// An environment with the name `../x`.
    #[error("`{path}` is no place in a project; rename what is stored there")]
    UnsafePath {
        /// The path as it would be below the project's folder.
        path: String,
    },
    /// `new` with a client that has no preset.
    #[error("there is no preset `{name}`")]
    NoPreset {
        /// The name that was given.
        name: String,
    },
    /// `export --environment staging` in a project without it.
    #[error("the project has no environment `{name}`; it has {known}")]
    NoEnvironment {
        /// The name that was given.
        name: String,
        /// The names there are.
        known: String,
    },
}

/// Reads a project folder. Nothing is written: a save that was interrupted is taken as finished, with a
/// note.
///
/// # Errors
/// There is no folder at `root`, it is not a project, or it cannot be read.
pub fn load_project(root: &Path) -> Result<(ProjectModel, Vec<Diagnostic>), ProjectError> {
    let (files, interruption) = read_project_files(root)?;
    let (model, mut diagnostics) = parse_project(&files);
    diagnostics.extend(interruption);
    Ok((model, diagnostics))
}

fn read_project_files(root: &Path) -> Result<(ProjectFiles, Option<Diagnostic>), ProjectError> {
    if !root.exists() {
        return Err(ProjectError::Missing { path: root.to_owned() });
    }
    let mut files = ProjectFiles::default();
    let interruption = overlay(root, &mut files)?;
    let overlaid = files.clone();
    for name in [SETTINGS, MAPPING] {
        if root.join(name).is_file() {
            files.insert(name, read_file(&root.join(name))?);
        }
    }
    if files.files.is_empty() {
        return Err(ProjectError::NotAProject { path: root.to_owned() });
    }
    for folder in FOLDERS {
        let path = root.join(folder.trim_end_matches('/'));
        if path.is_dir() {
            read_folder(&path, folder, &mut files)?;
        }
    }
    // A save may have begun while the files were read.
    let begun = overlay(root, &mut files)?;
    if begun.is_none() {
        files.files.extend(overlaid.files);
    }
    Ok((files, interruption.or(begun)))
}

fn read_folder(path: &Path, folder: &str, files: &mut ProjectFiles) -> Result<(), ProjectError> {
    let failed = |source| ProjectError::Io { verb: "read", path: path.to_owned(), source };
    for entry in fs::read_dir(path).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_file() && !name.starts_with('.') {
            files.insert(format!("{folder}{name}"), read_file(&entry.path())?);
        }
    }
    Ok(())
}

/// Whether a new project can be made at `root`: there is nothing, or a folder with nothing in it but what
/// a write that was interrupted left there.
pub fn is_free_for_project(root: &Path) -> bool {
    match fs::read_dir(root) {
        Ok(mut entries) => entries.all(|entry| entry.is_ok_and(|entry| is_temporary(&entry.file_name()))),
        Err(_) => !root.exists(),
    }
}

/// Whether a file of this name is not written as a whole yet, or never was.
pub(super) fn is_temporary(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with(TEMPORARY_PREFIX) && name.ends_with(TEMPORARY_SUFFIX)
}

/// How the names of files begin and end that are not written as a whole yet.
const TEMPORARY_PREFIX: &str = ".scimwright-";
const TEMPORARY_SUFFIX: &str = ".tmp";

/// The bytes of a file.
///
/// # Errors
/// The file does not exist or cannot be read.
pub fn read_file(path: &Path) -> Result<Vec<u8>, ProjectError> {
    fs::read(path).map_err(|source| match source.kind() {
        io::ErrorKind::NotFound => ProjectError::Missing { path: path.to_owned() },
        _ => ProjectError::Io { verb: "read", path: path.to_owned(), source },
    })
}

/// Writes a file as a whole or not at all: into a temporary file beside it, flushed to the disk,
/// then renamed. Missing folders are made.
///
/// # Errors
/// The folder cannot be made or written; the old file is then as it was.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), ProjectError> {
    let failed = |source| ProjectError::Io { verb: "written", path: path.to_owned(), source };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or_else(|| Path::new("."));
    fs::create_dir_all(folder).map_err(failed)?;
    let mut names = tempfile::Builder::new();
    let names = names.prefix(TEMPORARY_PREFIX).suffix(TEMPORARY_SUFFIX);
    let mut temporary = names.tempfile_in(folder).map_err(failed)?;
    temporary.write_all(bytes).map_err(failed)?;
    temporary.as_file().sync_all().map_err(failed)?;
    keep_permissions(path, temporary.path()).map_err(failed)?;
    temporary.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}

/// Makes a folder, and those above it.
///
/// # Errors
/// It cannot be made.
pub fn make_folder(path: &Path) -> Result<(), ProjectError> {
    fs::create_dir_all(path).map_err(|source| ProjectError::Io {
        verb: "made",
        path: path.to_owned(),
        source,
    })
}

/// Gives the temporary file the permissions of the file it replaces, or those of a new file.
#[cfg(unix)]
fn keep_permissions(path: &Path, temporary: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = fs::metadata(path).map_or(0o644, |metadata| metadata.permissions().mode());
    fs::set_permissions(temporary, fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
#[allow(clippy::unnecessary_wraps, reason = "the same signature on every platform")]
fn keep_permissions(_: &Path, _: &Path) -> io::Result<()> {
    Ok(())
}
