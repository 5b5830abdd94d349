//! Projects with broken files: each is reported with its place and kept as it is, the others are
//! read.

use scimwright::project::{load_project, render_project, save_project};

use crate::bench::said;
use crate::folder::{Folder, preset_folder};

/// What is said of a project in which one file is this; the file is kept through a save.
#[track_caller]
fn check(file: &str, bytes: &[u8], expected: &[&str]) {
    let folder = Folder::copy_of(&preset_folder("entra-4me"));
    folder.write(file, bytes);
    let before = folder.files();
    let (mut model, diagnostics) = load_project(folder.root()).expect("a project");
    let found = said(&diagnostics);
    assert_eq!(found, expected, "{file}");
    let baseline = render_project(&model);
    assert_eq!(baseline.get(file), Some(bytes), "{file} is kept");
    model.settings.other.insert("touched".to_owned(), true.into());
    save_project(&model, folder.root(), Some(&baseline)).expect("saved");
    let mut after = folder.files();
    if file == "project.json" {
        assert_eq!(after.remove(file).as_deref(), Some(bytes));
        assert_eq!(after.len(), before.len() - 1);
    } else {
        assert_eq!(after.get(file).map(Vec::as_slice), Some(bytes), "{file} is kept");
        after.remove("project.json");
        assert!(after.iter().all(|(name, bytes)| before.get(name) == Some(bytes)));
    }
}

#[test]
fn a_broken_sample_is_reported_and_kept() {
    let sample = "samples/12-no-email.json";
    let unknown = "warning[M408] cases/12-no-email.json: The case `No e-mail` names the sample `12-no-email`, which does not exist";
    let check = |bytes: &[u8], expected: &str| check(sample, bytes, &[expected, unknown]);
    check(
        b"{\n  \"name\": \"x\",\n",
        "error[M401] samples/12-no-email.json 2:15: This is not JSON: the text ends too early",
    );
    check(b"", "error[M401] samples/12-no-email.json 1:1: This is not JSON: the text ends too early");
    check(
        b"[1]",
        "error[M402] samples/12-no-email.json 1:1: The file has an invalid entry: invalid type: sequence, expected an object with a name and a payload",
    );
    check(
        b"{\"nme\": \"x\"}",
        "error[M402] samples/12-no-email.json 1:12: The file has an invalid entry: missing field `name`",
    );
    check(b"\xff\xfe{\0}", "error[P106] samples/12-no-email.json: The file is not text in UTF-8");
}

#[test]
fn broken_parts_leave_the_others_alone() {
    check(
        "records/people.json",
        b"{}",
        &[
            "error[M402] records/people.json 1:1: The file has an invalid entry: invalid type: map, expected a sequence",
        ],
    );
    check(
        "environments/qa.json",
        b"{\"variables\": []}",
        &[
            "error[M402] environments/qa.json 1:14: The file has an invalid entry: invalid type: sequence, expected a map",
        ],
    );
    check(
        "cases/01-joiner-full.json",
        b"{\"name\": 1}",
        &[
            "error[M402] cases/01-joiner-full.json 1:10: The file has an invalid entry: invalid type: integer `1`, expected a string",
        ],
    );
    check(
        "tables/languages.csv",
        b"\xff",
        &["error[P106] tables/languages.csv: The file is not text in UTF-8"],
    );
}

#[test]
fn a_broken_mapping_is_reported_and_kept() {
    let check = |bytes: &[u8], expected: &str| check("mapping.json", bytes, &[expected]);
    check(
        b"{ \"format\": \"scimwright-rules\", ",
        "error[M401] mapping.json 1:32: This is not JSON: the text ends too early",
    );
    check(
        b"{\"format\": \"scimwright-mapping\", \"rule_sets\": []}",
        "error[M404] mapping.json: This is no file of the kind `scimwright-rules`, it is a `scimwright-mapping`",
    );
    check(
        b"{\"format\": \"scimwright-rules\", \"version\": 2, \"rule_sets\": []}",
        "error[M403] mapping.json: The file has format version 2; this program reads up to 1",
    );
    check(
        b"{\"format\": \"scimwright-rules\", \"version\": 1,\n \"rule_sets\": 7}",
        "error[M402] mapping.json 2:15: The file has an invalid entry: invalid type: integer `7`, expected a sequence",
    );
}

#[test]
fn a_broken_project_file_is_reported_and_kept() {
    let check = |bytes: &[u8], expected: &str| check("project.json", bytes, &[expected]);
    check(b"{", "error[M401] project.json 1:2: This is not JSON: the text ends too early");
    check(b"[]", "error[M404] project.json: This is no file of the kind `scimwright-project`");
    check(
        b"{\"format\": \"scimwright-project\", \"version\": 99}",
        "error[M403] project.json: The file has format version 99; this program reads up to 1",
    );
}

#[test]
fn missing_files_are_reported() {
    let folder = Folder::copy_of(&preset_folder("entra-4me"));
    std::fs::remove_file(folder.path("mapping.json")).expect("removed");
    let (model, diagnostics) = load_project(folder.root()).expect("a project");
    assert_eq!(said(&diagnostics), ["error[M409] mapping.json: mapping.json is missing"]);
    assert_eq!(model.samples.len(), 16);
    let text =
        |result: Result<_, scimwright::project::ProjectError>| result.map(|_| ()).unwrap_err().to_string();
    assert!(text(load_project(&folder.path("nowhere"))).ends_with("nowhere does not exist"));
    assert!(text(load_project(&folder.path("samples"))).contains("is not a Scimwright project"));
}

#[test]
fn names_that_nothing_has_are_reported() {
    let folder = Folder::copy_of(&preset_folder("entra-4me"));
    let settings =
        folder.read("project.json").replace("\"4me\"", "\"5me\"").replace("entra-default", "entra-defualt");
    folder.write("project.json", settings);
    let (_, diagnostics) = load_project(folder.root()).expect("a project");
    assert_eq!(
        said(&diagnostics),
        [
            "error[M406] project.json: There is no target `5me`",
            "warning[M407] project.json: There is no client `entra-defualt`"
        ]
    );
}

#[test]
fn a_case_that_names_what_does_not_exist_is_told() {
    let file = "cases/12-no-email.json";
    let case = |record_type: &str, only: &str, record: &str| {
        format!(
            "{{\n  \"name\": \"C\",\n  \"sample\": \"12-no-email\",\n  \"record_type\": \"{record_type}\",\n  \"only\": [\n    \"{only}\"\n  ],\n  \"expected\": {{\n    \"status\": \"written\",\n    \"record\": {{\n      \"{record}\": \"x\"\n    }}\n  }}\n}}\n"
        )
    };
    check(file, case("person", "name", "job_title").as_bytes(), &[]);
    check(
        file,
        case("person", "job_titel", "nme").as_bytes(),
        &[
            "warning[M430] cases/12-no-email.json: The case `C` compares the field `job_titel`, which person records do not have",
            "warning[M430] cases/12-no-email.json: The case `C` compares the field `nme`, which person records do not have",
        ],
    );
    check(
        file,
        case("persn", "name", "name").as_bytes(),
        &[
            "warning[M431] cases/12-no-email.json: The case `C` is about the record type `persn`, which does not exist",
        ],
    );
}
