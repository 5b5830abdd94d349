//! The pages of tables and variables and the dialog of environments, driven as a person would.

use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::Queryable as _;

use super::window::{Window, chosen};
use crate::folder::Folder;

const ALT: Modifiers = Modifiers::ALT;
const NONE: Modifiers = Modifiers::NONE;

fn open_tables() -> Window {
    let mut window = Window::open([]);
    window.press(ALT, Key::B);
    window.assert_shows("Table countries, 1608 rows, used by 1 script");
    window
}

fn type_into(window: &mut Window, label: &str, text: &str) {
    window.harness.get_by_label(label).type_text(text);
    window.harness.run_ok();
}

/// The rows of a table in one line.
fn rows(window: &Window, table: &str) -> String {
    let table = window.app().workbench().model().tables.get(table).expect("the table");
    let rows = table.rows().iter().map(|row| format!("{}={}", row.key, row.value));
    rows.collect::<Vec<_>>().join(" ")
}

#[test]
fn rows_are_typed_by_keyboard_alone() {
    let mut window = open_tables();
    window.assert_shows("Row 1 work, mailing, 7 samples");
    assert_eq!(rows(&window, "address_labels"), "work=mailing home=home other=mailing");
    window.press(NONE, Key::Insert);
    type_into(&mut window, "Key of the row", "office");
    window.press(NONE, Key::Tab);
    type_into(&mut window, "Value of the row", "street");
    window.press(NONE, Key::Enter);
    assert_eq!(rows(&window, "address_labels"), "work=mailing office=street home=home other=mailing");
    // The next row is begun; Esc ends that.
    window.press(NONE, Key::Escape);
    assert!(window.harness.query_by_label("Key of the row").is_none());
    window.press(NONE, Key::ArrowUp);
    window.press(NONE, Key::F2);
    window.command(Key::A);
    type_into(&mut window, "Value of the row", "post");
    window.press(NONE, Key::Enter);
    assert_eq!(rows(&window, "address_labels"), "work=mailing office=post home=home other=mailing");
    window.press(ALT, Key::ArrowDown);
    assert_eq!(rows(&window, "address_labels"), "work=mailing home=home office=post other=mailing");
    window.press(NONE, Key::Delete);
    assert_eq!(rows(&window, "address_labels"), "work=mailing home=home other=mailing");
    for _ in 0..4 {
        window.command(Key::Z);
    }
    assert_eq!(rows(&window, "address_labels"), "work=mailing home=home other=mailing");
    assert!(!window.app().workbench().can_undo());
}

#[test]
fn a_row_without_a_key_is_not_kept() {
    let mut window = open_tables();
    window.press(NONE, Key::Insert);
    type_into(&mut window, "Key of the row", " ");
    window.press(NONE, Key::Enter);
    window.assert_shows("A row needs a key");
    assert!(!window.app().workbench().can_undo());
}

#[test]
fn rows_are_pasted_from_a_spreadsheet_after_a_look() {
    let mut window = open_tables();
    let pasted = "work\tvisiting\noffice\tstreet\nOffice\tpost\n";
    window.harness.input_mut().events.push(egui::Event::Paste(pasted.to_owned()));
    window.harness.run_ok();
    window.assert_shows("Paste rows into address_labels");
    window.assert_shows("3 rows: 1 new, 1 changed, 0 as they are, 1 conflicting, left out");
    window.assert_shows("changed work: mailing → visiting");
    window.click("The first row is a header");
    window.assert_shows("2 rows: 1 new, 0 changed, 0 as they are, 1 conflicting, left out");
    window.click("The first row is a header");
    window.click("Take over");
    assert_eq!(rows(&window, "address_labels"), "work=visiting home=home other=mailing office=street");
    window.assert_shows("Row 4 office, street, no sample");
}

#[test]
fn a_table_goes_to_a_file_and_comes_back() {
    let folder = Folder::new();
    let path = folder.path("labels.csv");
    let mut window = Window::open([chosen(&path), chosen(&path)]);
    window.press(ALT, Key::B);
    window.click("Export…");
    let written = std::fs::read_to_string(&path).expect("the file");
    assert_eq!(written, "key,value\nwork,mailing\nhome,home\nother,mailing\n");
    folder.write("labels.csv", "key;value\nwork;home\n");
    window.click("Import…");
    window.assert_shows("Import rows into address_labels");
    window.click("Replace the table");
    window.assert_shows("1 row: 0 new, 1 changed, 0 as they are, 2 removed");
    window.click("Take over");
    assert_eq!(rows(&window, "address_labels"), "work=home");
}

#[test]
fn a_missing_key_gets_its_row_and_its_sample() {
    let mut window = open_tables();
    window.click_containing("Table countries");
    let before = rows(&window, "countries");
    window.select_rule("location");
    window.type_script(r#"lookup("countries", user.userName)"#);
    window.press(ALT, Key::B);
    window.click_containing("Missing");
    window.assert_shows("Missing key");
    window.click_containing("Show sample of p.vanderzwaan");
    assert_eq!(window.app().workbench().sample().expect("a sample").name, "Joiner, minimal");
    window.click_containing("Add row for p.vanderzwaan");
    type_into(&mut window, "Value of the row", "NL");
    window.press(NONE, Key::Enter);
    let after = rows(&window, "countries");
    assert!(after.starts_with(&before) && after.ends_with("=NL"), "{after}");
    assert!(!window.shows("Missing key p.vanderzwaan"));
}

#[test]
fn a_table_is_added_and_renamed_in_scripts_too() {
    let mut window = open_tables();
    window.click("Add table…");
    window.command(Key::A);
    type_into(&mut window, "Name of the table", "countries");
    window.assert_shows("There is a table countries already");
    window.command(Key::A);
    type_into(&mut window, "Name of the table", "lands");
    window.press(NONE, Key::Enter);
    window.assert_shows("Table lands, 0 rows, used by no script");
    window.click_containing("Table time_zones");
    window.click("Data");
    window.click("Rename table…");
    window.command(Key::A);
    type_into(&mut window, "New name", "zones");
    window.press(NONE, Key::Enter);
    window.assert_shows("Table zones, 891 rows, used by 1 script");
}

#[test]
fn variables_are_set_by_keyboard_alone() {
    let mut window = Window::open([]);
    window.press(ALT | Modifiers::SHIFT, Key::V);
    window.assert_shows(
        "Variable account_organization, text, qa: Widget International, production: Widget International, 1 script",
    );
    window.press(NONE, Key::Insert);
    type_into(&mut window, "Name of the variable", "limit");
    window.click("number");
    window.click("Add");
    window.assert_shows("Variable limit, number, qa: no value, production: no value, no script");
    window.press(NONE, Key::Enter);
    type_into(&mut window, "Value of limit in qa", "ten");
    window.press(NONE, Key::Enter);
    // It is no number, so that it is still being typed.
    assert!(window.harness.query_by_label("Value of limit in qa").is_some());
    window.command(Key::A);
    type_into(&mut window, "Value of limit in qa", "10");
    window.press(NONE, Key::Enter);
    window.assert_shows("Variable limit, number, qa: 10, production: no value, no script");
    window.press(NONE, Key::ArrowRight);
    window.press(NONE, Key::Enter);
    type_into(&mut window, "Value of limit in production", "20");
    window.press(NONE, Key::Enter);
    window.assert_shows("Variable limit, number, qa: 10, production: 20, no script");
    window.press(NONE, Key::Delete);
    window.assert_shows("Variable limit, number, qa: 10, production: no value, no script");
}

#[test]
fn a_text_in_a_script_becomes_a_variable() {
    let mut window = Window::open([]);
    window.select_rule("job_title");
    window.type_script("\"Widget International\"");
    window.assert_shows("The name of an organization stands in the script");
    window.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::M);
    // The variable that has this value already is the one that is offered.
    window.assert_shows("There is a variable account_organization already");
    window.command(Key::A);
    type_into(&mut window, "Name of the variable", "owner");
    window.press(NONE, Key::Tab);
    window.press(NONE, Key::Tab);
    type_into(&mut window, "Value in Production", "Widget Global");
    window.click("Make variable");
    assert_eq!(window.script(), "vars.owner");
    let model = window.app().workbench().model();
    let value = |environment: &str| model.variable_value(environment, "owner").cloned();
    assert_eq!(value("qa"), Some("Widget International".into()));
    assert_eq!(value("production"), Some("Widget Global".into()));
    window.command(Key::Z);
    assert_eq!(window.script(), "\"Widget International\"");
}

#[test]
fn the_environment_is_chosen_and_changed_by_keyboard() {
    let mut window = Window::open([]);
    window.assert_shows("QA widget-qa");
    window.press(ALT, Key::E);
    window.assert_shows("▲ Production widget · protected");
    window.press(ALT, Key::E);
    assert_eq!(window.app().workbench().environment_name(), "qa");
    window.click("Data");
    window.click("Environments…");
    window.click("Add environment");
    window.harness.get_by_role_and_label(Role::TextInput, "Name").focus();
    window.harness.run_ok();
    window.command(Key::A);
    window.harness.get_by_role_and_label(Role::TextInput, "Name").type_text("staging");
    window.harness.run_ok();
    window.click("Earlier");
    window.click("Green");
    window.click_containing("Protected: what is exported");
    window.click("Apply");
    let environments = &window.app().workbench().model().settings.environments;
    let shown: Vec<_> =
        environments.iter().map(|of| format!("{} {} {}", of.name, of.colour, of.protected)).collect();
    assert_eq!(shown, ["qa amber false", "staging green true", "production red true"]);
    window.command(Key::Z);
    assert_eq!(window.app().workbench().model().settings.environments.len(), 2);
}

#[test]
fn an_environment_goes_only_after_it_is_told_what_goes_with_it() {
    let mut window = Window::open([]);
    window.click("Data");
    window.click("Environments…");
    window.click_containing("Environment Production");
    window.click("Remove");
    window.assert_shows("Production goes, with the value of 1 variable; undo brings it back");
    window.click("Cancel");
    assert_eq!(window.app().workbench().model().settings.environments.len(), 2);
}

#[test]
fn the_export_says_for_which_environment_it_is() {
    let mut window = Window::open([]);
    window.press(ALT, Key::E);
    window.command(Key::E);
    let pills = window.harness.query_all_by_label("▲ Production widget · protected").count();
    assert_eq!(pills, 2, "one in the menu bar, one in the dialog");
}
