//! What a file is asked for.

use std::path::{Path, PathBuf};

use crate::gui::dialogs::SheetChoice;
use crate::mapping::MAPPING_FILE_SUFFIX;
use crate::project::CaseChoice;
use crate::report::SheetForm;

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
    /// Write a sign-off sheet.
    SignOffSheet {
        /// What is on it.
        choice: SheetChoice,
    },
    /// Import a sign-off sheet.
    ImportSignOff,
    /// Export a mapping file.
    ExportMapping {
        /// The environment it is for.
        environment: String,
        /// Which cases go along.
        cases: CaseChoice,
    },
    /// Take rows of a lookup table from a CSV file.
    ImportTable {
        /// The table.
        table: String,
    },
    /// Write a lookup table as CSV.
    ExportTable {
        /// The table.
        table: String,
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
            FilePurpose::ImportTable { .. } => "Import rows from CSV",
            FilePurpose::ExportTable { .. } => "Export table as CSV",
            FilePurpose::SignOffSheet { .. } => "Sign-off sheet",
            FilePurpose::ImportSignOff => "Import sign-off sheet",
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
            FilePurpose::ExportMapping { .. } | FilePurpose::ExportTable { .. } => "Export",
            FilePurpose::ImportTable { .. } => "Look at rows…",
            FilePurpose::SignOffSheet { .. } => "Write",
            FilePurpose::ImportSignOff => "Look at cases…",
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
                | FilePurpose::ExportTable { .. }
                | FilePurpose::SaveImpact
                | FilePurpose::SaveComparison
                | FilePurpose::SignOffSheet { .. }
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
            FilePurpose::ImportTable { .. } | FilePurpose::ExportTable { .. } => {
                [".csv", ".tsv", ".txt"].iter().any(|ending| name.ends_with(ending))
            }
            FilePurpose::SignOffSheet { .. } | FilePurpose::ImportSignOff => {
                self.endings().iter().any(|ending| name.ends_with(&format!(".{ending}")))
            }
            FilePurpose::ImportMapping | FilePurpose::CompareFile | FilePurpose::ExportMapping { .. } => {
                has_ending(path, "json")
            }
        }
    }

    /// How the names of such files end, without a dot.
    pub(super) fn endings(&self) -> &'static [&'static str] {
        match &self.purpose {
            FilePurpose::ImpactInput => &["json", "ndjson", "jsonl", "gz", "zst"],
            FilePurpose::ImportTable { .. } => &["csv", "tsv", "txt"],
            FilePurpose::ImportSignOff => &["xlsx"],
            FilePurpose::SignOffSheet { choice } => match choice.form {
                SheetForm::Xlsx => &["xlsx"],
                SheetForm::Html => &["html", "htm"],
                SheetForm::Markdown => &["md"],
            },
            _ => &["json", "ndjson", "jsonl", "txt"],
        }
    }

    /// The path that is meant: a mapping file, a table and a sheet get their endings.
    pub(super) fn completed(&self, path: PathBuf) -> PathBuf {
        let ending = match &self.purpose {
            FilePurpose::ExportMapping { .. } => MAPPING_FILE_SUFFIX.to_owned(),
            FilePurpose::ExportTable { .. } => ".csv".to_owned(),
            FilePurpose::SignOffSheet { choice } => format!(".{}", choice.form.ending()),
            _ => return path,
        };
        if path.extension().is_some() {
            return path;
        }
        let mut name = path.into_os_string();
        name.push(ending);
        PathBuf::from(name)
    }
}

fn has_ending(path: &Path, wanted: &str) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(wanted))
}
