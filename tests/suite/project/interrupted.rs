//! A program that is killed while it saves, exports or imports leaves the old or the new project, whole.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use scimwright::mapping::read_mapping_file;
use scimwright::project::{
    ProjectFiles, ProjectModel, finish_interrupted_save, load_preset, load_project, read_ledger,
    render_project, save_project,
};
use serde_json::json;

use crate::bench::said;
use crate::folder::{Folder, preset_folder, scimwright};

fn loaded(root: &Path) -> ProjectModel {
    let (model, diagnostics) = load_project(root).unwrap_or_else(|error| panic!("{error}"));
    let others = diagnostics.iter().filter(|found| !["M418", "M408"].contains(&found.code.id()));
    assert_eq!(others.count(), 0, "{:?}", said(&diagnostics));
    model
}

/// Calls the program and kills it after a while; how long it took when it came to its end by itself.
fn killed_after(arguments: &[String], wait: Duration) -> Option<Duration> {
    let started = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_scimwright"))
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    while started.elapsed() < wait {
        if child.try_wait().expect("a child").is_some() {
            return Some(started.elapsed());
        }
        sleep(Duration::from_micros(200));
    }
    child.kill().expect("it can be killed");
    child.wait().expect("it ends");
    None
}

/// Kills a call at moments that are spread over its time, the end most densely, where files are written.
fn kill_often(setup: &dyn Fn() -> Folder, call: &dyn Fn(&Folder) -> Vec<String>, check: &dyn Fn(&Folder)) {
    let folder = setup();
    let whole = killed_after(&call(&folder), Duration::from_mins(2)).expect("it comes to its end");
    check(&folder);
    for step in 0..24_u32 {
        let folder = setup();
        let share = 1.0 - f64::from(step) * f64::from(step) / 800.0;
        killed_after(&call(&folder), whole.mul_f64(share));
        check(&folder);
        // Whatever was left, the next call goes through.
        killed_after(&call(&folder), Duration::from_mins(2)).expect("it comes to its end");
        check(&folder);
        assert!(!folder.path("p/.scimwright-save.json").exists());
    }
}

fn arguments(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn project_in(folder: &Folder) {
    let source = Folder::copy_of(&preset_folder("entra-4me"));
    for (path, bytes) in source.files() {
        folder.write(&format!("p/{path}"), bytes);
    }
}

#[test]
fn a_killed_import_leaves_the_old_or_the_new_project() {
    let other = Folder::copy_of(&preset_folder("okta-4me"));
    let file = other.arg("m.json");
    scimwright(&["export", &other.arg(""), "--environment", "qa", "--with-cases", "-o", &file]).exits(0);
    let setup = || {
        let folder = Folder::new();
        project_in(&folder);
        folder
    };
    let call = |folder: &Folder| arguments(&["import", &file, &folder.arg("p"), "--accept-account"]);
    let (old, folder) = (loaded(&preset_folder("entra-4me")), setup());
    scimwright(&["import", &file, &folder.arg("p"), "--accept-account"]).exits(0);
    let new = loaded(&folder.path("p"));
    assert_ne!(old, new);
    kill_often(&setup, &call, &|folder| {
        let found = loaded(&folder.path("p"));
        assert!(found == old || found == new, "the project is neither the old nor the new one");
        let (entries, diagnostics) = read_ledger(&folder.path("p")).expect("a ledger");
        assert_eq!(said(&diagnostics), Vec::<String>::new());
        assert!(entries.len() <= 2);
    });
}

#[test]
fn a_killed_export_leaves_no_half_file() {
    let setup = || {
        let folder = Folder::new();
        project_in(&folder);
        folder
    };
    let call = |folder: &Folder| {
        arguments(&["export", &folder.arg("p"), "--environment", "qa", "-o", &folder.arg("m.json")])
    };
    kill_often(&setup, &call, &|folder| {
        let model = loaded(&folder.path("p"));
        let Ok(bytes) = fs::read(folder.path("m.json")) else {
            assert_eq!(model.environments["qa"].exchanged, None, "what is not written was not exchanged");
            return;
        };
        assert!(read_mapping_file("m.json", &bytes).0.is_some());
    });
}

#[test]
fn a_killed_import_into_a_new_folder_can_be_done_again() {
    let other = Folder::copy_of(&preset_folder("okta-4me"));
    let file = other.arg("m.json");
    scimwright(&["export", &other.arg(""), "--environment", "qa", "-o", &file]).exits(0);
    let call = |folder: &Folder| arguments(&["import", &file, &folder.arg("p")]);
    kill_often(&Folder::new, &call, &|folder| {
        if folder.path("p/project.json").exists() {
            assert!(!loaded(&folder.path("p")).mapping.rule_sets.is_empty());
        }
    });
}

/// A save that ended after the journal and some of the files were written.
#[test]
fn a_save_that_was_interrupted_anywhere_is_taken_as_finished() {
    let (old, _) = load_preset("entra-4me").expect("a preset");
    let (new, _) = load_preset("google-4me").expect("a preset");
    let (old_files, new_files) = (render_project(&old), render_project(&new));
    let text = |bytes: &Vec<u8>| String::from_utf8(bytes.clone()).expect("text");
    let writes: serde_json::Map<_, _> =
        new_files.files.iter().map(|(path, bytes)| (path.clone(), json!(text(bytes)))).collect();
    let gone: Vec<_> = old_files.files.keys().filter(|path| !new_files.files.contains_key(*path)).collect();
    let journal = json!({ "writes": writes, "deletes": gone, "ledger": [] }).to_string();
    for n_done in [0, 1, 5, new_files.files.len(), new_files.files.len() + gone.len() / 2] {
        let folder = Folder::new();
        save_project(&old, folder.root(), None).expect("saved");
        folder.write(".scimwright-save.json", &journal);
        for (path, bytes) in new_files.files.iter().take(n_done) {
            folder.write(path, bytes);
        }
        for path in gone.iter().take(n_done.saturating_sub(new_files.files.len())) {
            fs::remove_file(folder.path(path)).expect("a file");
        }
        let (model, diagnostics) = load_project(folder.root()).expect("a project");
        assert!(model == new, "after {n_done} files");
        assert_eq!(diagnostics.iter().map(|found| found.code.id()).collect::<Vec<_>>(), ["M418"]);
        // Reading writes nothing; finishing leaves exactly the new files.
        assert!(folder.path(".scimwright-save.json").exists());
        finish_interrupted_save(folder.root()).expect("finished");
        assert_eq!(ProjectFiles { files: folder.files() }, new_files, "after {n_done} files");
        finish_interrupted_save(folder.root()).expect("nothing to do");
    }
}

#[test]
fn a_save_finishes_what_was_interrupted_before() {
    let folder = Folder::copy_of(&preset_folder("entra-4me"));
    let (model, _) = load_preset("entra-4me").expect("a preset");
    let baseline = render_project(&model);
    let journal =
        json!({ "writes": { "tables/extra.csv": "key,value\na,b\n" }, "deletes": [], "ledger": ["{}"] });
    folder.write(".scimwright-save.json", journal.to_string());
    let (with_table, _) = load_project(folder.root()).expect("a project");
    assert!(with_table.tables.contains_key("extra"));
    save_project(&with_table, folder.root(), Some(&baseline)).expect("saved");
    assert_eq!(folder.read("ledger.ndjson"), "{}\n");
    assert!(loaded(folder.root()) == with_table && !folder.path(".scimwright-save.json").exists());
}
