//! Unsaved work: kept with everything, and given back.

use std::sync::Arc;

use scimwright::project::{
    clear_recovery, load_project, read_recovery, render_project, save_project, write_recovery,
};

use crate::folder::{Folder, preset_folder};

#[test]
fn unsaved_work_comes_back() {
    let folder = Folder::new();
    let path = folder.path("settings/recovery.json");
    assert!(read_recovery(&path).expect("readable").is_none());
    let (mut model, _) = load_project(&preset_folder("entra-4me")).expect("a project");
    "loop {".clone_into(&mut model.mapping.rule_sets[0].rules[0].script);
    write_recovery(&path, Some(folder.root()), &model).expect("written");
    let recovery = read_recovery(&path).expect("readable").expect("it is there");
    assert_eq!((recovery.model, recovery.root.as_deref()), (model, Some(folder.root())));
    clear_recovery(&path).expect("removed");
    clear_recovery(&path).expect("nothing to remove");
    assert!(read_recovery(&path).expect("readable").is_none());
}

#[test]
fn files_that_are_not_text_survive_a_recovery() {
    let folder = Folder::copy_of(&preset_folder("okta-4me"));
    folder.write("samples/99-photo.json", b"\xff\xfe\x00binary");
    folder.write("samples/98-cut.json", b"{\"name\": ");
    let before = folder.files();
    let (model, _) = load_project(folder.root()).expect("a project");
    let settings = Folder::new();
    write_recovery(&settings.path("r.json"), Some(folder.root()), &model).expect("written");
    let recovery = read_recovery(&settings.path("r.json")).expect("readable").expect("it is there");
    assert_eq!(recovery.model, model);
    // As the window does it: the folder is the baseline, the recovered work is saved into it.
    let baseline = render_project(&load_project(folder.root()).expect("a project").0);
    let mut recovered = recovery.model;
    recovered.settings.name.push('!');
    Arc::make_mut(&mut recovered.samples[0]).name.push('!');
    save_project(&recovered, folder.root(), Some(&baseline)).expect("saved");
    let after = folder.files();
    assert_eq!(after.keys().collect::<Vec<_>>(), before.keys().collect::<Vec<_>>());
    assert_eq!(after["samples/99-photo.json"], before["samples/99-photo.json"]);
}

#[test]
fn a_broken_recovery_file_is_an_error() {
    let folder = Folder::new();
    folder.write("r.json", "{\"root\": null, \"files\"");
    let error = read_recovery(&folder.path("r.json")).unwrap_err().to_string();
    assert!(error.contains("r.json cannot be read"), "{error}");
}
