//! Names in mapping files become names of files: none of them leads out of the project's folder.

use jiff::Timestamp;
use scimwright::mapping::{content_digest, read_mapping_file, render_mapping_file};
use scimwright::project::{CaseChoice, EnvironmentState, ExportRequest, export_mapping_file, save_project};
use serde_json::{Value, json};

use crate::bench::{Bench, said};
use crate::folder::{Folder, scimwright};

const BAD_NAMES: [&str; 14] = [
    "",
    ".",
    "..",
    ".hidden",
    "../up",
    "a/b",
    "/etc/passwd",
    "a\\b",
    "C:x",
    "nul\0",
    "line\nbreak",
    "star*",
    "a ",
    "x.",
];

/// A mapping file that is changed before it is sealed with its digest.
fn with(change: impl FnOnce(&mut Value)) -> String {
    let bench = Bench::new().rule("name", "1").table("t", &[("a", "b")]);
    let request = ExportRequest { environment: "qa", cases: CaseChoice::With, now: Timestamp::UNIX_EPOCH };
    let (file, _) = export_mapping_file(&bench.model, &request).expect("exported");
    let mut value: Value = serde_json::from_str(&render_mapping_file(&file)).expect("JSON");
    change(&mut value);
    // In one line, as only the format without a checksum allows.
    value["version"] = json!(1);
    value.as_object_mut().expect("an object").shift_remove("checksum");
    value["provenance"]["digest"] = json!(content_digest(&value));
    value.to_string()
}

#[test]
fn a_mapping_file_with_a_name_that_is_no_file_name_is_refused() {
    let case =
        json!({ "name": "C", "sample": "s", "record_type": "person", "expected": { "status": "rejected" } });
    for name in BAD_NAMES {
        for text in [
            with(|file| file["tables"] = json!({ name: { "a": "b" } })),
            with(|file| file["cases"] = json!({ name: case })),
            with(|file| file["provenance"]["environment"] = json!(name)),
        ] {
            let (file, diagnostics) = read_mapping_file("m.json", text.as_bytes());
            assert!(file.is_none(), "{name:?}: {text}");
            let said = said(&diagnostics);
            assert!(
                said[0].starts_with("error[M402] m.json 1:")
                    && said[0].contains("cannot be the name of a file"),
                "{said:?}"
            );
        }
    }
    for name in ["languages", "time zones", "Länder", "東京", "a.b", "x-1_2", "(1)"] {
        let text = with(|file| file["tables"] = json!({ name: { "a": "b" } }));
        assert!(read_mapping_file("m.json", text.as_bytes()).0.is_some(), "{name}");
    }
}

#[test]
fn an_import_writes_nothing_outside_of_the_folder() {
    let folder = Folder::new();
    folder.write("m.json", with(|file| file["tables"] = json!({ "../../evil": { "a": "b" } })));
    let called = scimwright(&["import", &folder.arg("m.json"), &folder.arg("deep/project")]).exits(1);
    assert!(called.stderr.contains("cannot be the name of a file"), "{}", called.stderr);
    assert_eq!(folder.files().len(), 1);
}

#[test]
fn a_save_writes_nothing_outside_of_the_folder() {
    let folder = Folder::new();
    for name in ["../out", "/abs", "a/../../b", "."] {
        let mut bench = Bench::new();
        bench.model.environments.insert(name.to_owned(), EnvironmentState::default());
        let error = save_project(&bench.model, &folder.path("project"), None).unwrap_err().to_string();
        assert!(error.contains("is no place in a project"), "{name}: {error}");
        assert_eq!(folder.files().len(), 0, "{name}");
    }
}
