//! What people do in the window.

use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::Queryable as _;
use scimwright::gui::FileAnswer;

use super::window::{Window, chosen};
use crate::folder::Folder;

#[test]
fn opens_on_the_first_preset_with_a_record() {
    let window = Window::open([]);
    window.assert_shows("Entra ID to 4me");
    window.assert_shows("Rule primary_email, thandiwe.mokoena@widget-international.example, set");
    window.assert_shows("Field job_title, Regional Director Southern Africa, set");
}

#[test]
fn typing_a_script_changes_the_field_for_all_samples() {
    let mut window = Window::open([]);
    window.select_rule("job_title");
    window.type_script("upper(user.title)");
    window.assert_shows("Joiner, full: REGIONAL DIRECTOR SOUTHERN AFRICA, set");
    window.assert_shows("Rejoiner: SENIOR QUALITY ENGINEER, set");
    assert!(window.app().workbench().is_modified());
}

#[test]
fn a_broken_script_tells_its_place_and_undo_mends_it() {
    let mut window = Window::open([]);
    window.select_rule("job_title");
    let before = window.script().to_owned();
    window.type_script("upper(user.title");
    window.assert_shows("Error, line 1: ");
    window.assert_shows("Rule name, Thandiwe Mokoena, set");
    window.command(Key::Z);
    assert_eq!(window.script(), before);
    window.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(window.script(), "upper(user.title");
}

#[test]
fn choosing_a_problem_goes_to_its_place() {
    let mut window = Window::open([]);
    window.select_rule("job_title");
    window.type_script("let a = 1;\nusr.title");
    window.select_rule("name");
    window.press(Modifiers::NONE, Key::F8);
    assert_eq!(window.app().workbench().rule().map(|rule| rule.field.as_str()), Some("job_title"));
    window.assert_shows("Ln 2, Col 1");
}

#[test]
fn an_unseen_payload_is_loaded_and_mapped() {
    let folder = Folder::new();
    folder.write(
        "unseen.json",
        r#"{"userName": "ada@lovelace.example", "displayName": "Ada", "password": "secret"}"#,
    );
    let path = folder.path("unseen.json");
    let mut window = Window::open([chosen(&path)]);
    window.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::O);
    window.assert_shows("1 sample loaded from unseen.json");
    window.assert_shows("Field primary_email, ada@lovelace.example, set");
    assert!(!window.shows("secret"));
}

#[test]
fn a_payload_is_pasted_and_a_broken_one_is_explained() {
    let mut window = Window::open([]);
    let count = window.app().workbench().model().samples.len();
    window.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::V);
    window.harness.get_by_label("Payload to load").type_text("{\"userName\": \"grace@hopper.example\", ");
    window.harness.run_ok();
    window.click("Load");
    window.assert_shows("Nothing could be read from the clipboard");
    let kept = window.harness.get_by_label("Payload to load").value();
    assert!(kept.is_some_and(|text| text.contains("grace@hopper.example")), "the text stays to be mended");
    window.click("Cancel");
    assert_eq!(window.app().workbench().model().samples.len(), count);
    window.harness.input_mut().events.push(egui::Event::Paste("{\"userName\": \"g@h.example\"}".to_owned()));
    window.harness.run_ok();
    assert_eq!(window.app().workbench().model().samples.len(), count + 1);
}

#[test]
fn an_import_of_what_went_out_keeps_what_was_edited_since() {
    let folder = Folder::new();
    let path = folder.path("people.scimmap.json");
    let project = folder.path("project");
    // The project is saved first, since it keeps what went out.
    let mut window = Window::open([chosen(&project), chosen(&path), chosen(&path)]);
    window.select_rule("job_title");
    window.command(Key::E);
    window.click("Choose file…");
    window.assert_shows("Exported to");
    assert!(!window.app().workbench().is_modified());
    assert!(folder.read("project/ledger.ndjson").contains("\"what\":\"exported\""));
    window.type_script("\"Changed\"");
    window.command(Key::I);
    window.assert_shows("Nothing differs from the project");
    window.click("Bring together");
    assert_eq!(window.script(), "\"Changed\"");
    // The import happened all the same.
    assert_eq!(folder.read("project/ledger.ndjson").lines().count(), 2);
}

#[test]
fn an_altered_mapping_file_is_refused_and_can_be_looked_at_as_it_is() {
    let folder = Folder::new();
    let path = folder.path("people.scimmap.json");
    let project = folder.path("project");
    let mut window = Window::open([chosen(&project), chosen(&path), chosen(&path)]);
    window.command(Key::E);
    window.click("Choose file…");
    folder.write(
        "people.scimmap.json",
        folder.read("people.scimmap.json").replacen("user.title", "user.nickName", 1),
    );
    window.command(Key::I);
    window.assert_shows("The file was changed after it was exported");
    window.click("Look at it as it is…");
    window.assert_shows("rule edited User → person / job_title");
}

#[test]
fn a_truncated_mapping_file_is_refused_and_changes_nothing() {
    let folder = Folder::new();
    folder
        .write("cut.scimmap.json", "{\"format\": \"scimwright-mapping\", \"version\": 1, \"rule_sets\": [{");
    let path = folder.path("cut.scimmap.json");
    let mut window = Window::open([chosen(&path)]);
    let revision = window.app().workbench().revision();
    window.command(Key::I);
    window.assert_shows("The mapping file is not imported");
    window.click("Close");
    assert_eq!(window.app().workbench().revision(), revision);
}

#[test]
fn a_rule_is_added_moved_switched_off_and_deleted() {
    let mut window = Window::open([]);
    window.select_rule("job_title");
    window.add_rule("information");
    assert_eq!(window.script(), "()");
    let fields = |window: &Window| -> Vec<String> {
        let rules = &window.app().workbench().rule_set().unwrap().rules;
        rules
            .iter()
            .take(5)
            .map(|rule| format!("{}{}", rule.field, if rule.enabled { "" } else { " off" }))
            .collect()
    };
    assert_eq!(fields(&window), ["primary_email", "name", "job_title", "information", "organization"]);
    // In the script the same keys move a line.
    window.command(Key::Num3);
    window.press(Modifiers::ALT, Key::ArrowUp);
    window.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::D);
    assert_eq!(fields(&window), ["primary_email", "name", "information off", "job_title", "organization"]);
    window.click("Mapping");
    window.click("Delete rule");
    assert_eq!(fields(&window), ["primary_email", "name", "job_title", "organization", "site"]);
}

#[test]
fn an_attribute_puts_its_path_into_the_script() {
    let mut window = Window::open([]);
    window.add_rule("information");
    window.click_containing("user.preferredLanguage");
    window.press(Modifiers::NONE, Key::Enter);
    assert_eq!(window.script(), "user.preferredLanguage");
    window.assert_shows("Rule information, en-ZA, set");
}

#[test]
fn without_a_dialog_service_the_window_asks_itself() {
    let folder = Folder::new();
    folder.write("one.json", r#"{"userName": "one@two.example"}"#);
    let mut window = Window::open([FileAnswer::Unavailable]);
    window.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::O);
    let path = folder.path("one.json").display().to_string();
    window.harness.get_by_label("Path or name").type_text(&path);
    window.harness.run_ok();
    window.harness.get_by_role_and_label(Role::Button, "Load").click();
    window.harness.run_ok();
    window.assert_shows("1 sample loaded from one.json");
}

#[test]
fn unsaved_work_survives_closing() {
    let folder = Folder::new();
    let recovery = folder.path("state/unsaved.json");
    let mut window = Window::open_with(None, Some(recovery.clone()), []);
    window.select_rule("job_title");
    window.type_script("\"Kept\"");
    eframe::App::on_exit(window.harness.state_mut(), None);
    drop(window);
    let mut window = Window::open_with(None, Some(recovery.clone()), []);
    window.assert_shows("Unsaved work of last time is back");
    window.select_rule("job_title");
    assert_eq!(window.script(), "\"Kept\"");
    assert!(window.app().workbench().is_modified());
}

#[test]
fn a_project_is_saved_opened_and_unsaved_changes_are_asked_about() {
    let folder = Folder::new();
    let root = folder.path("customer");
    let mut window = Window::open([chosen(&root), chosen(&root)]);
    window.select_rule("job_title");
    window.type_script("\"Saved\"");
    window.command(Key::S);
    window.assert_shows("Saved to");
    assert!(root.join("project.json").is_file() && root.join("samples").is_dir());
    window.type_script("\"Not saved\"");
    window.command(Key::O);
    window.assert_shows("Save the changes first?");
    window.click("Discard changes");
    window.select_rule("job_title");
    assert_eq!(window.script(), "\"Saved\"");
}

#[test]
fn the_palette_finds_a_field_by_letters() {
    let mut window = Window::open([]);
    window.command(Key::K);
    window.harness.get_by_label("Find commands, fields and samples").type_text("supp");
    window.harness.run_ok();
    window.press(Modifiers::NONE, Key::Enter);
    assert_eq!(window.app().workbench().rule().map(|rule| rule.field.as_str()), Some("supportID"));
}

#[test]
fn the_grid_shows_all_samples_and_leads_to_the_rule() {
    let mut window = Window::open([]);
    window.press(Modifiers::ALT, Key::G);
    window.click("Rejoiner, organization: Widget International");
    let workbench = window.app().workbench();
    assert_eq!(workbench.rule().map(|rule| rule.field.as_str()), Some("organization"));
    assert_eq!(workbench.sample().map(|sample| sample.name.as_str()), Some("Rejoiner"));
}

#[test]
fn every_widget_has_an_accessible_name_in_every_dialog() {
    // The harness fails on an input without a name; here every dialog is drawn once.
    let mut window = Window::open([]);
    for (modifiers, key) in [
        (Modifiers::COMMAND, Key::N),
        (Modifiers::COMMAND, Key::E),
        (Modifiers::COMMAND, Key::K),
        (Modifiers::COMMAND | Modifiers::SHIFT, Key::N),
        (Modifiers::COMMAND | Modifiers::SHIFT, Key::V),
        (Modifiers::COMMAND | Modifiers::SHIFT, Key::E),
        (Modifiers::NONE, Key::F1),
        (Modifiers::NONE, Key::F2),
    ] {
        window.press(modifiers, key);
        assert!(window.shows("Cancel") || window.shows("Close") || window.shows("Find commands"));
        window.press(Modifiers::NONE, Key::Escape);
        window.press(Modifiers::NONE, Key::Escape);
        window.press(Modifiers::NONE, Key::Escape);
    }
}

#[test]
fn a_new_rule_has_the_keyboard_and_typing_replaces_its_script() {
    let mut window = Window::open([]);
    window.add_rule("guest");
    window.harness.get_by_role(Role::MultilineTextInput).type_text("true");
    window.harness.run_ok();
    assert_eq!(window.script(), "true");
}

#[test]
fn escape_closes_a_text_dialog_at_once_unless_something_was_typed() {
    let mut window = Window::open([]);
    window.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::V);
    window.press(Modifiers::NONE, Key::Escape);
    assert!(!window.shows("Paste sample"));
    window.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::V);
    window.harness.get_by_label("Payload to load").type_text("{");
    window.harness.run_ok();
    window.press(Modifiers::NONE, Key::Escape);
    window.assert_shows("Paste sample");
}

#[test]
fn a_project_is_not_saved_over_another_one() {
    let folder = Folder::new();
    let root = folder.path("customer");
    let mut window = Window::open([chosen(&root)]);
    window.command(Key::S);
    let mut other = Window::open([chosen(&root)]);
    other.command(Key::S);
    other.assert_shows("holds another project");
}
