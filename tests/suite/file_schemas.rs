//! The JSON Schemas of our own files, held against every shipped project and an exported file.

use std::fs;
use std::path::Path;

use jiff::Timestamp;
use jsonschema::{Validator, validator_for};
use scimwright::mapping::render_mapping_file;
use scimwright::project::{
    CaseChoice, ExportRequest, PRESET_ORDER, export_mapping_file, load_preset, render_project,
};
use serde_json::{Value, json};

fn schema(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/schemas/files").join(name);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).expect("the schema is JSON")
}

/// A validator for one of the definitions of a schema.
fn definition(schema: &Value, name: &str) -> Validator {
    let part = json!({ "$ref": format!("#/$defs/{name}"), "$defs": schema["$defs"] });
    validator_for(&part).expect("the schema is valid")
}

#[track_caller]
fn check(validator: &Validator, file: &str, bytes: &[u8]) {
    let value: Value = serde_json::from_slice(bytes).expect("the file is JSON");
    let errors: Vec<_> = validator
        .iter_errors(&value)
        .map(|error| format!("{file} {}: {error}", error.instance_path()))
        .collect();
    assert_eq!(errors, Vec::<String>::new());
}

#[test]
fn every_file_of_the_shipped_projects_fits_the_schema() {
    let project = schema("project.schema.json");
    let whole = validator_for(&project).expect("the schema is valid");
    let parts = [
        ("mapping.json", "mapping"),
        ("samples/", "sample"),
        ("records/", "records"),
        ("cases/", "case"),
        ("environments/", "environment_state"),
    ]
    .map(|(path, name)| (path, definition(&project, name)));
    for name in PRESET_ORDER {
        let (model, _) = load_preset(name).expect("the preset exists");
        for (path, bytes) in &render_project(&model).files {
            if path == "project.json" {
                check(&whole, path, bytes);
            } else if let Some((_, part)) = parts.iter().find(|(start, _)| path.starts_with(start)) {
                check(part, path, bytes);
            }
        }
    }
}

#[test]
fn an_exported_file_fits_the_schema() {
    let validator = validator_for(&schema("mapping-file.schema.json")).expect("the schema is valid");
    for name in PRESET_ORDER {
        let (model, _) = load_preset(name).expect("the preset exists");
        let request =
            ExportRequest { environment: "qa", cases: CaseChoice::With, now: Timestamp::UNIX_EPOCH };
        let (file, _) = export_mapping_file(&model, &request).expect("the environment exists");
        check(&validator, name, render_mapping_file(&file).as_bytes());
    }
}
