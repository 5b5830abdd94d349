//! What a file is asked for.

use std::path::{Path, PathBuf};

use crate::mapping::MAPPING_FILE_SUFFIX;
use crate::project::CaseChoice;

/// What the chosen file is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FilePurpose {
    /// Open a project folder.
    OpenProject,
    /// Save the project to a folder.
    SaveProject,
    /// Load payloads.
    LoadPayloads,
    /// Import a mapping file.
    ImportMapping,
    /// Look whose records change, for the users in a file.
    ImpactInput,
    /// Write who changes to a file.
    SaveImpact,
    /// Compare a mapping file.
    CompareFile,
    /// Write a comparison to a file.
    SaveComparison,
    /// Export a mapping file.
    ExportMapping {
        /// The environment it is for.
        environment: String,
        /// Which cases go along.
        cases: CaseChoice,
    },
}

/// A question for a file or folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRequest {
    /// What it is for.
    pub purpose: FilePurpose,
    /// The name that is proposed; empty when an existing one is wanted.
    pub file_name: String,
    /// Where to begin.
    pub folder: Option<PathBuf>,
}

impl FileRequest {
    /// The title of the dialog.
    pub fn title(&self) -> &'static str {
        match self.purpose {
            FilePurpose::OpenProject => "Open project",
            FilePurpose::SaveProject => "Save project",
            FilePurpose::LoadPayloads => "Add samples",
            FilePurpose::ImportMapping => "Import mapping file",
            FilePurpose::ImpactInput => "Impact on a directory",
            FilePurpose::SaveImpact => "Export persons as CSV",
            FilePurpose::CompareFile => "Compare mapping file",
            FilePurpose::SaveComparison => "Save comparison",
            FilePurpose::ExportMapping { .. } => "Export mapping file",
        }
    }

    /// The verb on the button that ends the dialog.
    pub fn verb(&self) -> &'static str {
        match self.purpose {
            FilePurpose::OpenProject => "Open",
            FilePurpose::SaveProject => "Save here",
            FilePurpose::LoadPayloads => "Load",
            FilePurpose::ImportMapping => "Look at changes…",
            FilePurpose::ImpactInput => "Look who changes",
            FilePurpose::CompareFile => "Choose",
            FilePurpose::SaveImpact | FilePurpose::SaveComparison => "Save",
            FilePurpose::ExportMapping { .. } => "Export",
        }
    }

    /// Whether a folder is wanted.
    pub fn wants_folder(&self) -> bool {
        matches!(self.purpose, FilePurpose::OpenProject | FilePurpose::SaveProject)
    }

    /// Whether the file may be new.
    pub fn is_saving(&self) -> bool {
        matches!(
            self.purpose,
            FilePurpose::SaveProject
                | FilePurpose::ExportMapping { .. }
                | FilePurpose::SaveImpact
                | FilePurpose::SaveComparison
        )
    }

    /// Whether a file can be chosen for this purpose.
    pub(super) fn fits(&self, path: &Path) -> bool {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        match self.purpose {
            FilePurpose::OpenProject | FilePurpose::SaveProject => false,
            FilePurpose::LoadPayloads => {
                [".json", ".ndjson", ".jsonl", ".txt"].iter().any(|ending| name.ends_with(ending))
            }
            FilePurpose::ImpactInput => {
                let endings = [".json", ".ndjson", ".jsonl", ".gz", ".zst"];
                endings.iter().any(|ending| name.ends_with(ending))
            }
            FilePurpose::SaveImpact => has_ending(path, "csv"),
            FilePurpose::SaveComparison => has_ending(path, "html"),
            FilePurpose::ImportMapping | FilePurpose::CompareFile | FilePurpose::ExportMapping { .. } => {
                has_ending(path, "json")
            }
        }
    }

    /// The endings that the dialog of the system offers.
    pub(super) fn endings(&self) -> &'static [&'static str] {
        match self.purpose {
            FilePurpose::ImpactInput => &["json", "ndjson", "jsonl", "gz", "zst"],
            _ => &["json", "ndjson", "jsonl", "txt"],
        }
    }

    /// The path that is meant: a mapping file gets its ending.
    pub(super) fn completed(&self, path: PathBuf) -> PathBuf {
        let is_export = matches!(self.purpose, FilePurpose::ExportMapping { .. });
        if is_export && path.extension().is_none() {
            let mut name = path.into_os_string();
            name.push(MAPPING_FILE_SUFFIX);
            return PathBuf::from(name);
        }
        path
    }
}

fn has_ending(path: &Path, wanted: &str) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(wanted))
}
