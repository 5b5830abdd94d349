//! The projects that come with the program, one per client preset.

use include_dir::{Dir, include_dir};

use crate::diagnostic::Diagnostic;
use crate::project::{ProjectError, ProjectFiles, ProjectModel, parse_project};

static PRESETS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/sample_mappings");

/// The presets in the order in which they are offered; the first one opens on the first start.
pub const PRESET_ORDER: [&str; 4] = ["entra-4me", "okta-4me", "google-4me", "onelogin-4me"];

/// The names of all presets, in the order in which they are offered.
pub fn preset_names() -> Vec<String> {
    let rank = |name: &String| PRESET_ORDER.iter().position(|known| known == name).unwrap_or(usize::MAX);
    let mut names: Vec<String> =
        PRESETS.dirs().map(|folder| folder.path().to_string_lossy().into_owned()).collect();
    names.sort_by_key(|name| (rank(name), name.clone()));
    names
}

/// A new project from a preset.
///
/// # Errors
/// There is no preset of this name.
pub fn load_preset(name: &str) -> Result<(ProjectModel, Vec<Diagnostic>), ProjectError> {
    let folder = PRESETS.get_dir(name).ok_or_else(|| ProjectError::NoPreset { name: name.to_owned() })?;
    let mut files = ProjectFiles::default();
    collect(folder, name, &mut files);
    Ok(parse_project(&files))
}

fn collect(folder: &Dir<'_>, preset: &str, files: &mut ProjectFiles) {
    for file in folder.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        let path = path.strip_prefix(preset).unwrap_or(&path).trim_start_matches('/');
        files.insert(path, file.contents());
    }
    for folder in folder.dirs() {
        collect(folder, preset, files);
    }
}
