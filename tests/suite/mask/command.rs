//! `scimwright mask`.

use serde_json::{Value, json};

use crate::folder::{Folder, preset_folder, scimwright, scimwright_with};

fn real_project() -> Folder {
    let folder = Folder::copy_of(&preset_folder("entra-4me"));
    for (path, bytes) in folder.files() {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if path.starts_with("samples/") {
            folder.write(&path, text.replace("  \"people\": \"made_up\",\n", ""));
        } else if path == "project.json" {
            folder.write(&path, text.replace("\"records\": \"made_up\"", "\"records\": \"real\""));
        }
    }
    folder
}

#[test]
fn a_project_is_masked_in_place() {
    let project = real_project();
    let before = project.files();
    let checked =
        scimwright(&["mask", "--project", &project.arg(""), "--samples", "--check", "--format", "json"])
            .exits(0);
    let json: Value = serde_json::from_str(&checked.stdout).expect("JSON");
    assert_eq!(
        (&json["written"], &json["samples"], &json["equivalence"]["same"]),
        (&json!(false), &json!(16), &json!(true))
    );
    let unchanged = project.files();
    assert!(before.iter().all(|(path, bytes)| unchanged.get(path) == Some(bytes)));
    let told = scimwright(&["mask", "--project", &project.arg(""), "--samples", "--in-place"]).exits(0);
    assert_eq!(
        told.stdout,
        "masked 16 samples, 13 cases and 17 records\nthe mapping does the same with all 16 samples and 13 cases\n"
    );
    let all = project.files();
    let text = String::from_utf8_lossy(&all["samples/01-joiner-full.json"]).into_owned();
    assert!(text.contains("\"people\": \"masked\"") && !text.contains("Mokoena"));
    scimwright(&["test", &project.arg("")]).exits(0);
    let again = scimwright(&["mask", "--project", &project.arg(""), "--samples", "--in-place"]).exits(0);
    assert!(again.stdout.starts_with("masked 0 samples, 0 cases and 0 records\n"));
    assert_eq!(project.files(), all);
}

#[test]
fn mapping_files_with_cases_are_told() {
    let project = real_project();
    let out = Folder::new();
    let file = out.arg("m.scimmap.json");
    let root = project.arg("");
    let export = ["export", &root, "--environment", "qa", "--with-cases", "--unlock-people", "-o", &file];
    scimwright(&export).exits(0);
    let told = scimwright(&["mask", "--project", &root, "--samples", "--in-place"]).exits(0);
    assert!(told.stdout.contains("not masked: mapping files with cases"), "{}", told.stdout);
}

#[test]
fn the_key_stays_in_the_project_and_out_of_everything_else() {
    let project = real_project();
    let told = scimwright(&["mask", "--project", &project.arg(""), "--samples", "--check"]).exits(0);
    assert!(told.stderr.contains("private/mask.key"), "{}", told.stderr);
    let key = project.read("private/mask.key");
    assert_eq!((key.trim().len(), project.read("private/.gitignore").as_str()), (64, "*\n"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(project.path("private/mask.key")).expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let (model, _) = scimwright::project::load_project(project.root()).expect("a project");
    let rendered = scimwright::project::render_project(&model);
    assert!(rendered.files.keys().all(|path| !path.starts_with("private")));
    let again = scimwright(&["mask", "--project", &project.arg(""), "--samples", "--check"]).exits(0);
    assert_eq!((again.stderr.as_str(), project.read("private/mask.key")), ("", key));
}

#[test]
fn payloads_are_masked_in_a_stream() {
    let folder = Folder::new();
    let line = |name: &str| {
        format!("{{\"userName\":\"{name}@acme.example\",\"name\":{{\"familyName\":\"{name}\"}}}}\n")
    };
    let lines = format!("{}{}not json\n\n{}", line("ann"), line("bob"), line("ann"));
    folder.write("users.ndjson", &lines);
    let arguments = ["mask", &folder.arg("users.ndjson"), "--key", &folder.arg("key")];
    let masked = scimwright(&arguments).exits(1);
    let read: Vec<Value> =
        masked.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(read.len(), 3);
    assert!(read[0] == read[2] && read[0] != read[1] && !masked.stdout.contains("bob"));
    assert!(masked.stderr.contains("line 3: it is no JSON value and is left out"), "{}", masked.stderr);
    assert_eq!(scimwright(&arguments).exits(1).stdout, masked.stdout);
    let piped = scimwright_with(&["mask", "-", "--key", &folder.arg("key")], lines.as_bytes()).exits(1);
    assert_eq!(piped.stdout, masked.stdout);
    scimwright(&[
        "mask",
        &folder.arg("users.ndjson"),
        "--key",
        &folder.arg("key"),
        "-o",
        &folder.arg("out.ndjson"),
    ])
    .exits(1);
    assert_eq!(folder.read("out.ndjson"), masked.stdout);
}

#[test]
fn what_is_used_wrongly_is_told() {
    let folder = Folder::new();
    folder
        .write("a.json", "{}")
        .write("b.json", "{}")
        .write("bad.json", "{\n\"a\": \n}")
        .write("key", "secret");
    let check = |arguments: &[&str], status: i32, told: &str| {
        let called = scimwright(arguments).exits(status);
        assert!(called.stderr.contains(told), "{}", called.stderr);
        assert_eq!(called.stdout, "");
    };
    check(&["mask"], 2, "required");
    check(&["mask", "--samples"], 2, "--project");
    check(&["mask", &folder.arg("a.json"), &folder.arg("b.json")], 2, "several payloads need --output");
    check(&["mask", &folder.arg("a.json"), "--check"], 2, "--samples");
    for (option, value) in [("--check", None), ("--in-place", None), ("--environment", Some("qa"))] {
        let project = folder.arg("");
        let mut arguments = vec!["mask", "-", "--project", project.as_str(), option];
        arguments.extend(value);
        check(&arguments, 2, &format!("{option} is for the samples of a project"));
    }
    check(&["mask", &folder.arg("a.json"), "--key", &folder.arg("key")], 1, "64 hexadecimal digits");
    check(&["mask", &folder.arg("bad.json")], 1, "bad.json is not masked");
    check(&["mask", &folder.arg("none.json")], 2, "does not exist");
    let out = folder.arg("out");
    scimwright(&["mask", &folder.arg("a.json"), &folder.arg("b.json"), "-o", &out]).exits(0);
    assert_eq!(
        (folder.read("out/a.json"), folder.read("out/b.json")),
        ("{}\n".to_owned(), "{}\n".to_owned())
    );
}
