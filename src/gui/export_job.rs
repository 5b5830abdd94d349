//! An export on the thread for files: the checklist of a protected environment, the file, the project
//! that remembers it.
//!
//! Not where the file goes, which was asked before.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use thiserror::Error;

use crate::change::impact::Impact;
use crate::change::promotion::{Gate, render_gate};
use crate::diagnostic::Diagnostic;
use crate::gui::user::{key_folder, passphrase};
use crate::mapping::{MappingFile, render_mapping_file};
use crate::project::{
    CaseChoice, Exchanges, ExportRequest, KeyFolderError, LedgerEvent, ProjectError, ProjectFiles,
    ProjectModel, save_exchanged, write_file,
};
use crate::workbench::impact::ImpactError;
use crate::workbench::promotion::{
    GateInput, Outgoing, gate, impact_over_samples, prepare_export, unmasked_in,
};

/// What is exported.
pub(super) struct ExportJob {
    pub path: PathBuf,
    pub root: PathBuf,
    pub revision: u64,
    pub model: ProjectModel,
    pub baseline: Option<Arc<ProjectFiles>>,
    pub loaded: Vec<Diagnostic>,
    pub environment: String,
    pub cases: CaseChoice,
    pub options: ExportOptions,
    pub now: Timestamp,
    pub who: String,
    /// Who changes, where somebody looked.
    pub impact: Option<Arc<Impact>>,
}

/// What a person chooses for one export.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct ExportOptions {
    /// Records of real people may go along.
    pub unlocks_people: bool,
    /// The file gets a seal.
    pub seals: bool,
}

/// What is on the disk now.
pub(super) struct ExportDone {
    pub path: PathBuf,
    pub root: PathBuf,
    pub revision: u64,
    pub environment: String,
    pub file: Box<MappingFile>,
    pub baseline: ProjectFiles,
}

/// Why nothing went out.
#[derive(Debug, Error)]
pub(super) enum ExportStopped {
    #[error("{}", blocked_words(environment, gate))]
    Blocked { environment: String, gate: Gate },
    #[error("{words}; mask the samples, leave the cases out, or unlock them")]
    Unmasked { words: String },
    #[error("The system names no folder for keys")]
    NoKeyFolder,
    #[error("It cannot be worked out who changes: {0}")]
    Impact(#[from] ImpactError),
    #[error(transparent)]
    Keys(#[from] KeyFolderError),
    #[error(transparent)]
    Files(#[from] ProjectError),
}

fn blocked_words(environment: &str, gate: &Gate) -> String {
    format!("{environment} is protected, and not every check has passed\n{}", render_gate(gate).trim_end())
}

impl ExportJob {
    pub(super) fn run(self) -> Result<ExportDone, ExportStopped> {
        let is_protected = self.model.environment(&self.environment).is_some_and(|found| found.protected);
        let impact = if is_protected { Some(self.pass_gate()?) } else { None };
        let request = ExportRequest { environment: &self.environment, cases: self.cases, now: self.now };
        let mut prepared = prepare_export(&Outgoing {
            model: &self.model,
            request,
            what: if is_protected { LedgerEvent::Promoted } else { LedgerEvent::Exported },
            who: &self.who,
            file_name: &file_name_of(&self.path),
            has_passed_gate: is_protected,
            impact: impact.as_deref(),
        })?;
        if let Some(words) = unmasked_in(&self.model, &prepared.file).filter(|_| !self.options.unlocks_people)
        {
            return Err(ExportStopped::Unmasked { words });
        }
        if self.options.seals && prepared.file.seal.is_none() {
            let folder = key_folder().ok_or(ExportStopped::NoKeyFolder)?;
            prepared.file = folder.seal(&prepared.file, passphrase().as_deref())?;
            let state = prepared.model.environments.entry(self.environment.clone()).or_default();
            state.exchanged = Some(prepared.file.clone());
        }
        write_file(&self.path, render_mapping_file(&prepared.file).as_bytes())?;
        let exchanges = Exchanges { versions: vec![&prepared.file], entries: vec![prepared.entry] };
        let baseline = save_exchanged(&prepared.model, &self.root, self.baseline.as_deref(), exchanges)?;
        Ok(ExportDone {
            path: self.path,
            root: self.root,
            revision: self.revision,
            environment: self.environment,
            file: Box::new(prepared.file),
            baseline,
        })
    }

    /// Who changes, when every check has passed: where somebody looked, else among the samples.
    fn pass_gate(&self) -> Result<Arc<Impact>, ExportStopped> {
        let impact = match &self.impact {
            Some(impact) => Arc::clone(impact),
            None => Arc::new(impact_over_samples(&self.model, &self.environment, self.now)?.impact),
        };
        let gate = gate(&GateInput {
            model: &self.model,
            environment: &self.environment,
            now: self.now,
            loaded: &self.loaded,
            impact: Some(&impact),
            thresholds: &[],
        });
        let environment = self.environment.clone();
        if gate.is_passed() { Ok(impact) } else { Err(ExportStopped::Blocked { environment, gate }) }
    }
}

fn file_name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
