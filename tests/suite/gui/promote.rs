//! The Promote view and comparisons, driven by keys alone.

use std::path::PathBuf;

use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::Queryable as _;
use jiff::Timestamp;
use scimwright::gui::FileAnswer;
use scimwright::mapping::{FileContent, MappingFile, Provenance, render_mapping_file};
use scimwright::project::{
    CaseChoice, ExportRequest, ProjectModel, export_mapping_file, load_preset, load_project, read_ledger,
    save_project,
};
use serde_json::{Map, json};

use super::window::{Window, chosen};
use crate::folder::Folder;

/// A project whose production account has its mapping, and a directory of three users.
struct Customer {
    folder: Folder,
    root: PathBuf,
    /// What the account has.
    file: MappingFile,
}

fn exported(model: &ProjectModel) -> (MappingFile, ProjectModel) {
    let request =
        ExportRequest { environment: "production", cases: CaseChoice::Without, now: Timestamp::UNIX_EPOCH };
    export_mapping_file(model, &request).expect("the preset has the environment")
}

impl Customer {
    fn new() -> Self {
        let folder = Folder::new();
        let (mut model, _) = load_preset("entra-4me").expect("the preset is built in");
        model.cases = std::sync::Arc::default();
        let (file, model) = exported(&model);
        let root = folder.path("customer");
        save_project(&model, &root, None).expect("the project can be saved");
        let user = |name: &str, title: Option<&str>| {
            json!({
                "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
                "userName": format!("{name}@acme.example"), "displayName": name, "active": true,
                "externalId": name, "title": title,
                "emails": [{ "type": "work", "value": format!("{name}@acme.example"), "primary": true }],
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": { "department": "Yard" },
            })
        };
        let users = [user("ann", None), user("bob", Some("Pilot")), user("cid", None)];
        let lines: Vec<String> = users.iter().map(ToString::to_string).collect();
        folder.write("users.ndjson", lines.join("\n"));
        Self { folder, root, file }
    }

    /// The window on the project, with answers to file dialogs by the names of files.
    fn open(&self, answers: &[&str]) -> Window {
        let answers: Vec<FileAnswer> = answers.iter().map(|name| chosen(&self.folder.path(name))).collect();
        Window::open_with(Some(self.root.clone()), None, answers)
    }

    /// A mapping file of the account, which was edited there.
    fn edited_in_account(&self, edit: impl Fn(&mut FileContent)) {
        let mut content = self.file.content.clone();
        edit(&mut content);
        let provenance = Provenance {
            environment: "production".to_owned(),
            account: self.file.provenance.account.clone(),
            exported_at: "2026-11-14T08:00:00Z".to_owned(),
            revision: 2,
            based_on: Some(self.file.provenance.digest.clone()),
            ..Provenance::default()
        };
        let file = MappingFile::new(content, provenance, Map::new());
        self.folder.write("account.scimmap.json", render_mapping_file(&file));
    }
}

/// Writes the script of a rule, by keys alone.
fn edit_rule(window: &mut Window, field: &str, script: &str) {
    window.command(Key::K);
    window.harness.get_by_label("Find commands, fields and samples").type_text(field);
    window.harness.run_ok();
    window.press(Modifiers::NONE, Key::Enter);
    window.command(Key::A);
    window.harness.get_by_role(Role::MultilineTextInput).type_text(script);
    window.harness.run_ok();
    assert_eq!(window.script(), script);
}

/// Whether the user was told so; several messages wait for each other.
#[track_caller]
fn assert_told(window: &Window, words: &str) {
    let told: Vec<&str> =
        window.app().workbench().notices().iter().map(|notice| notice.text.as_str()).collect();
    assert!(told.iter().any(|text| text.contains(words)), "{words} is not among {told:?}");
}

/// The Promote view on production.
fn look_at_production(window: &mut Window) {
    window.press(Modifiers::ALT, Key::P);
    window.press(Modifiers::ALT, Key::Num6);
    assert_eq!(window.app().workbench().environment_name(), "production");
}

const FILLED: &str = "first_present([user.title, enterprise.department])";

#[test]
fn a_mapping_goes_to_production_and_into_another_project_by_keys_alone() {
    let customer = Customer::new();
    let mut window = customer.open(&["users.ndjson", "out.scimmap.json"]);
    edit_rule(&mut window, "job_title", FILLED);
    look_at_production(&mut window);
    window.assert_shows("edited rule job_title");
    window.assert_shows("Impact acknowledged: It is not worked out yet who changes, open");

    window.press(Modifiers::SHIFT, Key::F5);
    window.assert_shows("job_title is filled, rule job_title, line 1, 2 persons, open");
    window.assert_shows("ann, none before, Yard after");
    assert!(!window.shows("bob, "));

    window.press(Modifiers::ALT, Key::Num3);
    window.press(Modifiers::NONE, Key::Space);
    window.assert_shows("2 persons, acknowledged");
    assert!(window.app().workbench().export_objection().is_none());

    window.command(Key::E);
    window.press(Modifiers::NONE, Key::Enter);
    assert_told(&window, "Exported to");
    window.assert_shows("revision 2 promoted");
    let (saved, _) = load_project(&customer.root).expect("the project is saved");
    let known = saved.environments["production"].exchanged.as_ref().expect("a file went out");
    assert_eq!(known.provenance.based_on.as_ref(), Some(&customer.file.provenance.digest));
    assert!(known.provenance.impact.is_some());

    let other = customer.folder.path("other");
    let (model, _) = load_preset("entra-4me").expect("the preset is built in");
    save_project(&model, &other, None).expect("the project can be saved");
    let answers = [chosen(&customer.folder.path("out.scimmap.json"))];
    let mut window = Window::open_with(Some(other), None, answers);
    window.command(Key::I);
    window.press(Modifiers::NONE, Key::Enter);
    let rules = &window.app().workbench().model().mapping.rule_sets[0].rules;
    assert!(rules.iter().any(|rule| rule.script == FILLED));
}

#[test]
fn a_conflict_with_the_account_is_settled_by_keys_alone() {
    let customer = Customer::new();
    customer.edited_in_account(|content| {
        for rule in &mut content.rule_sets[0].rules {
            match rule.field.as_str() {
                "job_title" => rule.script = "\"Employee\"".to_owned(),
                "vip" | "guest" => rule.script = "false".to_owned(),
                _ => {}
            }
        }
    });
    let mut window = customer.open(&["account.scimmap.json"]);
    edit_rule(&mut window, "job_title", FILLED);
    window.command(Key::I);
    window.press(Modifiers::NONE, Key::Enter);
    look_at_production(&mut window);
    window.assert_shows("1 conflict is open, blocked");

    window.press(Modifiers::NONE, Key::F4);
    window.assert_shows("Before: \"Employee\", after: ");
    window.press(Modifiers::ALT, Key::Num9);
    window.assert_shows("edited rule job_title, ours taken");
    window.command(Key::Z);
    window.assert_shows("edited rule job_title, conflict");
    window.press(Modifiers::ALT, Key::Num7);
    window.press(Modifiers::ALT, Key::Num0);
    assert_told(&window, "Both sides are in the project");
    assert!(!window.shows("blocked"));
    let rules = &window.app().workbench().model().mapping.rule_sets[0].rules;
    let script = |field: &str| rules.iter().find(|rule| rule.field == field).map(|rule| rule.script.as_str());
    assert_eq!(script("job_title"), Some("\"Employee\""));
    let (entries, _) = read_ledger(&customer.root).expect("there is a ledger");
    let told: Vec<String> = entries.iter().map(|entry| entry.what.to_string()).collect();
    assert_eq!(told, ["drift found", "drift settled"]);
}

#[test]
fn a_conflict_is_settled_with_a_text() {
    let customer = Customer::new();
    customer.edited_in_account(|content| {
        let rules = &mut content.rule_sets[0].rules;
        rules
            .iter_mut()
            .filter(|rule| rule.field == "job_title")
            .for_each(|rule| rule.script = "\"A\"".to_owned());
    });
    let mut window = customer.open(&["account.scimmap.json"]);
    edit_rule(&mut window, "job_title", "\"B\"");
    window.command(Key::I);
    window.press(Modifiers::NONE, Key::Enter);
    look_at_production(&mut window);
    window.press(Modifiers::NONE, Key::F4);
    window.press(Modifiers::ALT, Key::Num8);
    window.assert_shows("Settle rule job_title");
    let editor = |window: &mut Window| {
        window.harness.get_by_role_and_label(Role::MultilineTextInput, "What it shall be").focus();
        window.harness.run_ok();
    };
    editor(&mut window);
    window.command(Key::A);
    let field = window.harness.get_by_role_and_label(Role::MultilineTextInput, "What it shall be");
    field.type_text("\"A\" + \"B\"");
    window.harness.run_ok();
    window.click("Settle");
    window.assert_shows("edited rule job_title, edited");
    window.press(Modifiers::ALT, Key::Num0);
    let rules = &window.app().workbench().model().mapping.rule_sets[0].rules;
    assert!(rules.iter().any(|rule| rule.script == "\"A\" + \"B\""));
}

#[test]
fn two_mappings_stand_side_by_side_until_escape() {
    let customer = Customer::new();
    let mut window = customer.open(&[]);
    edit_rule(&mut window, "job_title", FILLED);
    edit_rule(&mut window, "name", "user.displayName");
    look_at_production(&mut window);
    window.press(Modifiers::ALT, Key::M);
    window.assert_shows("Before: What Production has");
    window.press(Modifiers::NONE, Key::Enter);
    window.assert_shows("Comparison");
    window.assert_shows("2 differences");
    window.press(Modifiers::NONE, Key::F7);
    window.assert_shows("after: first_present([user.title, enterprise.department])");
    window.press(Modifiers::NONE, Key::Escape);
    assert!(!window.shows("Comparison"));
}

#[test]
fn an_earlier_version_is_shown_and_brought_back() {
    let customer = Customer::new();
    let mut window = customer.open(&["users.ndjson", "out.scimmap.json"]);
    edit_rule(&mut window, "job_title", FILLED);
    look_at_production(&mut window);
    window.press(Modifiers::SHIFT, Key::F5);
    window.press(Modifiers::ALT, Key::Num3);
    window.press(Modifiers::NONE, Key::Space);
    window.command(Key::E);
    window.press(Modifiers::NONE, Key::Enter);
    window.assert_shows("revision 2 promoted");
    edit_rule(&mut window, "job_title", "\"Later\"");
    look_at_production(&mut window);
    window.press(Modifiers::ALT, Key::Num5);
    window.press(Modifiers::NONE, Key::Enter);
    window.assert_shows("Comparison");
    window.press(Modifiers::NONE, Key::Escape);
    window.click("Bring back…");
    window.assert_shows("Bring revision 2 back?");
    window.press(Modifiers::NONE, Key::Enter);
    assert_told(&window, "Revision 2 is back in the project");
    let rules = &window.app().workbench().model().mapping.rule_sets[0].rules;
    assert!(rules.iter().any(|rule| rule.script == FILLED));
    window.assert_shows("brought back");
}

#[test]
fn what_is_not_there_yet_says_what_helps() {
    let check = |open: &dyn Fn() -> Window, expected: &[&str]| {
        let mut window = open();
        window.press(Modifiers::ALT, Key::P);
        for words in expected {
            window.assert_shows(words);
        }
    };
    check(
        &|| Window::open([]),
        &[
            "not protected",
            "Look at Production",
            "all is new to QA",
            "Nobody looked yet whose record changes, and why",
            "Choose directory…",
            "Save the project first",
        ],
    );
    let folder = Folder::new();
    let empty = folder.path("empty");
    let (mut model, _) = load_preset("entra-4me").expect("the preset is built in");
    model.settings.environments.clear();
    save_project(&model, &empty, None).expect("the project can be saved");
    check(&|| Window::open_with(Some(empty.clone()), None, []), &["The project has no environments yet"]);
}

#[test]
fn a_directory_that_cannot_be_read_is_told() {
    let customer = Customer::new();
    let mut window = customer.open(&["missing.ndjson"]);
    look_at_production(&mut window);
    window.press(Modifiers::SHIFT, Key::F5);
    window.assert_shows("The impact was not found out");
    window.assert_shows("Nobody knows who changes");
}
