//! Saving: whole files or none, and only those that changed.

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;
use std::time::SystemTime;

use scimwright::project::{load_project, render_project, save_project, write_file};

use crate::folder::{Folder, preset_folder};

/// The time of the last change of every file, by path.
fn times(folder: &Folder) -> BTreeMap<String, SystemTime> {
    let time = |name: &String| fs::metadata(folder.path(name)).and_then(|data| data.modified());
    folder.files().keys().map(|name| (name.clone(), time(name).expect("a time"))).collect()
}

/// Puts every file into the past, so that a write is seen however fast it is.
fn age(folder: &Folder) {
    for name in folder.files().keys() {
        let file = fs::File::options().append(true).open(folder.path(name)).expect("a file");
        file.set_modified(SystemTime::UNIX_EPOCH).expect("the time can be set");
    }
}

/// The files that were written since [`age`].
fn written(folder: &Folder) -> Vec<String> {
    let times = times(folder).into_iter();
    times.filter(|(_, time)| *time != SystemTime::UNIX_EPOCH).map(|(name, _)| name).collect()
}

#[test]
fn only_changed_files_are_written() {
    let folder = Folder::copy_of(&preset_folder("entra-4me"));
    let (mut model, _) = load_project(folder.root()).expect("a project");
    let baseline = render_project(&model);
    age(&folder);

    save_project(&model, folder.root(), Some(&baseline)).expect("saved");
    assert_eq!(written(&folder), Vec::<String>::new());

    "user.nickName".clone_into(&mut model.mapping.rule_sets[0].rules[2].script);
    let baseline = save_project(&model, folder.root(), Some(&baseline)).expect("saved");
    assert_eq!(written(&folder), ["mapping.json"]);

    age(&folder);
    "Joiner".clone_into(&mut Arc::make_mut(&mut model.samples[0]).name);
    let gone = model.samples.remove(4);
    save_project(&model, folder.root(), Some(&baseline)).expect("saved");
    assert_eq!(written(&folder), ["samples/01-joiner-full.json"]);
    assert!(!folder.path(&format!("samples/{}.json", gone.stem)).exists());
    assert_eq!(load_project(folder.root()).expect("a project").0, model);
}

#[test]
fn unchanged_files_keep_their_layout() {
    let folder = Folder::copy_of(&preset_folder("google-4me"));
    let by_hand = "key , value\r\n\"a\" , b\r\n";
    let json = folder.read("samples/01-joiner-full.json");
    let compact: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    folder.write("samples/01-joiner-full.json", compact.to_string());
    folder.write("tables/by_hand.csv", by_hand);
    folder.write("notes.txt", "not of the project");
    let (mut model, _) = load_project(folder.root()).expect("a project");
    let baseline = render_project(&model);
    model.settings.name.push('!');
    save_project(&model, folder.root(), Some(&baseline)).expect("saved");
    assert_eq!(folder.read("samples/01-joiner-full.json"), compact.to_string());
    assert_eq!(folder.read("tables/by_hand.csv"), by_hand);
    assert_eq!(folder.read("notes.txt"), "not of the project");
    assert!(
        folder.read("project.json").contains("Google Workspace to 4me!")
            || folder.read("project.json").contains('!')
    );
}

#[test]
fn a_missing_file_is_written_again() {
    let folder = Folder::copy_of(&preset_folder("okta-4me"));
    let (model, _) = load_project(folder.root()).expect("a project");
    let baseline = render_project(&model);
    fs::remove_file(folder.path("records/sites.json")).expect("removed");
    save_project(&model, folder.root(), Some(&baseline)).expect("saved");
    assert_eq!(folder.files(), Folder::copy_of(&preset_folder("okta-4me")).files());
}

#[test]
fn a_new_folder_gets_everything() {
    let source = Folder::copy_of(&preset_folder("onelogin-4me"));
    let (model, _) = load_project(source.root()).expect("a project");
    let folder = Folder::new();
    save_project(&model, &folder.path("deep/er"), None).expect("saved");
    assert_eq!(Folder::copy_of(&folder.path("deep/er")).files(), source.files());
}

#[test]
fn a_file_is_replaced_as_a_whole() {
    let folder = Folder::new();
    folder.write("file.json", "old");
    let reader = fs::File::open(folder.path("file.json")).expect("a file");
    write_file(&folder.path("file.json"), b"new").expect("written");
    // Whoever has the old file open still reads all of it: nothing was written into it.
    assert_eq!(std::io::read_to_string(reader).expect("text"), "old");
    assert_eq!(folder.read("file.json"), "new");
    assert_eq!(folder.files().len(), 1, "no temporary file stays");
}

#[test]
fn what_cannot_be_written_changes_nothing() {
    let folder = Folder::new();
    folder.write("blocked", "a file where a folder is needed");
    let error = write_file(&folder.path("blocked/file.json"), b"new").unwrap_err().to_string();
    assert!(error.contains("cannot be written"), "{error}");
    folder.write("taken/inside.txt", "x");
    let error = write_file(&folder.path("taken"), b"new").unwrap_err().to_string();
    assert!(error.contains("cannot be written"), "{error}");
    assert_eq!(folder.files().keys().collect::<Vec<_>>(), ["blocked", "taken/inside.txt"]);
}

#[cfg(unix)]
#[test]
fn permissions_stay() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::new();
    let mode = |name: &str| fs::metadata(folder.path(name)).expect("a file").permissions().mode() & 0o777;
    folder.write("private.json", "old");
    fs::set_permissions(folder.path("private.json"), fs::Permissions::from_mode(0o600)).expect("set");
    write_file(&folder.path("private.json"), b"new").expect("written");
    write_file(&folder.path("fresh.json"), b"new").expect("written");
    assert_eq!((mode("private.json"), mode("fresh.json")), (0o600, 0o644));
}
