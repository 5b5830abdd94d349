//! The inputs of commands: projects, mapping files, payloads, standard input.

use std::io::{self, Read as _};
use std::path::Path;

use crate::cli::output::Failure;
use crate::diagnostic::Diagnostic;
use crate::mapping::read_mapping_file;
use crate::project::{ProjectModel, apply_import, load_project, plan_import, read_file};

/// The bytes of a file, or of standard input for `-`.
pub(super) fn read_input(path: &Path) -> Result<Vec<u8>, Failure> {
    if path != Path::new("-") {
        return Ok(read_file(path)?);
    }
    let mut bytes = Vec::new();
    io::stdin()
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::input(format!("standard input cannot be read: {error}")))?;
    Ok(bytes)
}

/// The name of an input in messages.
pub(super) fn input_name(path: &Path) -> String {
    if path == Path::new("-") { "standard input".to_owned() } else { path.display().to_string() }
}

/// A project folder, or a mapping file as a project without samples and records.
pub(super) struct MappingSource {
    pub model: ProjectModel,
    pub diagnostics: Vec<Diagnostic>,
    /// It holds records, so that current records can be found.
    pub has_records: bool,
}

pub(super) fn read_mapping_source(path: &Path) -> Result<MappingSource, Failure> {
    if path.is_dir() {
        let (model, diagnostics) = load_project(path)?;
        return Ok(MappingSource { model, diagnostics, has_records: true });
    }
    let name = input_name(path);
    let (file, diagnostics) = read_mapping_file(&name, &read_input(path)?);
    let Some(file) = file else {
        crate::cli::output::say_diagnostics(&diagnostics);
        return Err(Failure::input(format!("{name} is not used")));
    };
    let empty = ProjectModel::default();
    let model = apply_import(&empty, &plan_import(&empty, file));
    Ok(MappingSource { model, diagnostics, has_records: false })
}

/// The environment that counts: the named one, else the first one.
pub(super) fn choose_environment(model: &ProjectModel, name: Option<&str>) -> Result<String, Failure> {
    let names: Vec<_> =
        model.settings.environments.iter().map(|environment| environment.name.clone()).collect();
    match name {
        None => Ok(names.into_iter().next().unwrap_or_default()),
        Some(name) if names.iter().any(|known| known == name) => Ok(name.to_owned()),
        Some(name) => {
            let known = names.join(", ");
            Err(Failure::usage(format!("there is no environment `{name}`; there is {known}")))
        }
    }
}
