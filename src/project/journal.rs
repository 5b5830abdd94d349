//! The journal of a save: what several files are to become, written as one file before any of them is
//! touched. A save that is interrupted is either not begun or can be finished.
//!
//! Not which files are written, which `save` decides.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Code, Diagnostic};
use crate::project::ProjectFiles;
use crate::project::kept_file::KeptFile;
use crate::project::layout::UNFINISHED_SAVE;
use crate::project::ledger::append_lines;
use crate::project::leftovers::clear_leftovers;
use crate::project::load::{ProjectError, read_file, write_file};

/// What is to be written and taken away.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Journal {
    /// Files by their path below the project's folder.
    pub writes: BTreeMap<String, KeptFile>,
    /// Files that go.
    pub deletes: Vec<String>,
    /// Lines that the ledger gets, without line breaks.
    pub ledger: Vec<String>,
}

impl Journal {
    /// Does all of it. When it ends in between, the next call of [`finish_interrupted_save`] does the
    /// rest.
    ///
    /// # Errors
    /// A file cannot be written or deleted.
    pub(super) fn carry_out(self, root: &Path) -> Result<(), ProjectError> {
        let n_steps = self.writes.len() + self.deletes.len() + self.ledger.len();
        if n_steps < 2 {
            // One file is written as a whole or not at all by itself.
            return self.apply(root);
        }
        let place = root.join(UNFINISHED_SAVE);
        let text = serde_json::to_string(&self).expect("a journal is always valid JSON");
        write_file(&place, text.as_bytes())?;
        self.apply(root)?;
        remove(&place)
    }

    fn apply(&self, root: &Path) -> Result<(), ProjectError> {
        for (path, content) in &self.writes {
            write_file(&root.join(path), content.bytes())?;
        }
        for path in &self.deletes {
            remove(&root.join(path))?;
        }
        append_lines(root, &self.ledger)
    }
}

/// Finishes a save that was interrupted, if there is one. For whoever is about to write to the project;
/// who only reads it gets the finished state from `load_project` as it is.
///
/// # Errors
/// The journal cannot be read, or a file cannot be written.
pub fn finish_interrupted_save(root: &Path) -> Result<(), ProjectError> {
    clear_leftovers(root);
    match read_journal(root)? {
        Some(journal) => {
            journal.apply(root)?;
            remove(&root.join(UNFINISHED_SAVE))
        }
        None => Ok(()),
    }
}

/// The files as they will be when the save that was interrupted is finished, and a remark; `None` when
/// none was.
pub(super) fn overlay(root: &Path, files: &mut ProjectFiles) -> Result<Option<Diagnostic>, ProjectError> {
    let Some(journal) = read_journal(root)? else { return Ok(None) };
    for path in &journal.deletes {
        files.files.remove(path);
    }
    for (path, content) in journal.writes {
        files.insert(path, Vec::from(content));
    }
    let message = "A save of the project was interrupted; what was to be saved is here as a whole";
    let diagnostic = Diagnostic::note(Code::AfterInterruption, message)
        .with_help("the next save or export finishes it on the disk");
    Ok(Some(diagnostic.in_file(UNFINISHED_SAVE)))
}

fn read_journal(root: &Path) -> Result<Option<Journal>, ProjectError> {
    let place = root.join(UNFINISHED_SAVE);
    let bytes = match read_file(&place) {
        Ok(bytes) => bytes,
        Err(ProjectError::Missing { .. }) => return Ok(None),
        Err(error) => return Err(error),
    };
    let broken =
        |source: serde_json::Error| ProjectError::Io { verb: "read", path: place, source: source.into() };
    serde_json::from_slice(&bytes).map(Some).map_err(broken)
}

pub(super) fn remove(place: &Path) -> Result<(), ProjectError> {
    match fs::remove_file(place) {
        Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
            Err(ProjectError::Io { verb: "deleted", path: place.to_owned(), source })
        }
        _ => Ok(()),
    }
}
