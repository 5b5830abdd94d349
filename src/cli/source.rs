//! The inputs of commands: projects, mapping files, payloads, standard input.

use std::io::{self, Read as _};
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use crate::cli::output::{Failure, say_diagnostics, status_of};
use crate::diagnostic::json_text::parse_json;
use crate::diagnostic::{Code, Diagnostic};
use crate::mapping::read_mapping_file;
use crate::project::{
    ImportPlan, ImportWay, ProjectModel, apply_import, load_project, plan_import, read_file,
};
use crate::scim::{Dialect, PayloadContent, PayloadLimits, Resource, ResourceType, read_payload};
use crate::target::Record;

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

/// The id that the service provider gave the resource, when the file is a sample of a project.
pub(super) fn id_of_sample(bytes: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct SampleHead {
        scim_id: Option<String>,
    }
    serde_json::from_slice::<SampleHead>(bytes).ok()?.scim_id
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
        say_diagnostics(&diagnostics);
        return Err(Failure::input(format!("{name} is not used")));
    };
    let empty = ProjectModel::default();
    let model = apply_import(&empty, &plan_import(&empty, file));
    Ok(MappingSource { model, diagnostics, has_records: false })
}

/// A mapping file with the samples and records of a project, and the environment that the file was
/// exported for; its rules, tables, variables and cases count, and where it has no cases, those of the
/// project.
pub(super) fn read_mapping_on_samples(
    file: &Path,
    project: &Path,
) -> Result<(MappingSource, Option<String>), Failure> {
    if file.is_dir() {
        return Err(Failure::usage("--samples is for mapping files; a project has samples of its own"));
    }
    let (model, mut diagnostics) = load_project(project)?;
    let name = input_name(file);
    let (mapping_file, found) = read_mapping_file(&name, &read_input(file)?);
    diagnostics.extend(found);
    let Some(mapping_file) = mapping_file else {
        say_diagnostics(&diagnostics);
        return Err(Failure::input(format!("{name} is not used")));
    };
    let environment = mapping_file.provenance.environment.clone();
    // The file counts as it is, whatever was edited in the project.
    let plan = ImportPlan { way: ImportWay::TakeOver, ..plan_import(&model, mapping_file) };
    let model = apply_import(&model, &plan);
    let is_known = model.environment(&environment).is_some();
    Ok((MappingSource { model, diagnostics, has_records: true }, is_known.then_some(environment)))
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

/// One JSON value; what is wrong with the text is said on standard error.
pub(super) fn read_json(path: &Path) -> Result<Value, Failure> {
    let name = input_name(path);
    let bytes = read_input(path)?;
    let text = String::from_utf8_lossy(&bytes);
    parse_json(&name, &text, Code::FileNotJson).map_err(|diagnostic| {
        say_diagnostics(&[diagnostic]);
        Failure::input(format!("{name} is not used"))
    })
}

/// The one resource of a file: by itself, as a sample, or in a payload with nothing else. An object
/// that does not show what it is counts as a group when it has members and no user name, otherwise as
/// a user. What is wrong with the text is said on standard error.
pub(super) fn read_resource(path: &Path) -> Result<Resource, Failure> {
    let name = input_name(path);
    let (payload, mut diagnostics) = read_payload(&name, &read_input(path)?, &PayloadLimits::default());
    let only = match payload.entries.as_slice() {
        [only] => only_resource(&only.content, &only.value()),
        others => Err(format!("it holds {} resources", others.len())),
    };
    if only.is_ok() {
        let asks_for_more = [Code::NotAResource, Code::RequiredAttributeMissing, Code::PasswordRedacted];
        diagnostics.retain(|found| !asks_for_more.contains(&found.code));
    }
    say_diagnostics(&diagnostics);
    if status_of(&diagnostics) != 0 {
        return Err(Failure::input(format!("{name} is not used")));
    }
    only.map_err(|why| Failure::input(format!("{name} is not used; one resource is expected, and {why}")))
}

fn only_resource(content: &PayloadContent, value: &Value) -> Result<Resource, String> {
    match (content, value) {
        (PayloadContent::Resource(resource), _) => Ok(resource.clone()),
        (PayloadContent::Other, Value::Object(attributes)) => {
            let has = |name: &str| attributes.keys().any(|key| key.eq_ignore_ascii_case(name));
            let is_group = has("members") && !has("userName");
            let resource_type = if is_group { ResourceType::Group } else { ResourceType::User };
            Ok(Resource { resource_type, attributes: attributes.clone() })
        }
        (PayloadContent::Patch { .. }, _) => Err("it is a PATCH request".to_owned()),
        (PayloadContent::Other, _) => Err("it is no object".to_owned()),
    }
}

/// A record as an object of fields.
pub(super) fn read_record(path: &Path) -> Result<Record, Failure> {
    serde_json::from_value(read_json(path)?).map_err(|_| {
        Failure::input(format!("{} is no record; an object of fields is expected", input_name(path)))
    })
}

/// The client of this name.
pub(super) fn choose_client(name: &str) -> Result<&'static Dialect, Failure> {
    Dialect::by_name(name).ok_or_else(|| {
        let known: Vec<_> = Dialect::all().iter().map(|dialect| dialect.name.as_str()).collect();
        Failure::usage(format!("there is no client `{name}`; there is {}", known.join(", ")))
    })
}
