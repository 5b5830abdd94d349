//! Cases in the window: from what is there to what is expected, from red to green, by keyboard alone.

use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use scimwright::workbench::{CaseCounts, View};

use super::window::Window;
use crate::bench::Bench;
use crate::folder::Folder;
use serde_json::json;

const NONE: Modifiers = Modifiers::NONE;
const ALT_SHIFT: Modifiers = Modifiers { alt: true, shift: true, ..Modifiers::NONE };

/// A project with two users and no cases.
fn project() -> Folder {
    let user = |name: &str, title: &str| json!({ "userName": format!("{name}@acme.example"), "displayName": name, "title": title });
    Bench::new()
        .rule("primary_email", "user.userName")
        .rule("name", "user.displayName")
        .rule("job_title", "user.title")
        .sample("01-ann", "1", user("Ann", "Senior Buyer"))
        .sample("02-bob", "2", user("Bob", "Lead"))
        .save()
}

fn open(folder: &Folder) -> Window {
    Window::open_with(Some(folder.path("")), None, [])
}

fn counts(window: &Window) -> CaseCounts {
    window.app().workbench().case_counts()
}

fn choose_from_palette(window: &mut Window, title: &str) {
    window.command(Key::K);
    window.harness.get_by_label("Find commands, fields and samples").type_text(title);
    window.harness.run_ok();
    window.press(NONE, Key::Enter);
}

#[test]
fn from_no_case_to_red_and_back_to_green_by_keyboard() {
    let folder = project();
    let mut window = open(&folder);
    window.press(Modifiers::ALT, Key::K);
    window.assert_shows("A case keeps what a sample is expected to become");
    choose_from_palette(&mut window, "Expect all");
    window.assert_shows("2 without a case so far");
    window.press(NONE, Key::Enter);
    window.assert_shows("2 cases added, 0 updated");
    window.assert_shows("Case 01-ann, green");
    assert_eq!(counts(&window).words(), "2 cases green");

    choose_from_palette(&mut window, "job_title");
    window.command(Key::A);
    window.harness.get_by_role(Role::MultilineTextInput).type_text("\"Junior\" + user.title.sub_string(6)");
    window.harness.run_ok();
    window.assert_shows("Rule job_title, Junior Buyer, set, 2 cases are red");
    window.assert_shows("0 of 2 cases green");

    window.press(NONE, Key::F9);
    assert_eq!(window.app().workbench().selection().view, View::Cases);
    window.assert_shows("Case 01-ann, job_title differs");
    window.assert_shows("Case field job_title, differs, expected Senior Buyer, actual Junior Buyer");
    window.assert_shows("Case step 1: ");
    window.press(Modifiers::ALT, Key::A);
    assert_eq!(counts(&window).words(), "1 of 2 cases green");
    window.press(Modifiers::SHIFT, Key::F9);
    window.assert_shows("Case field job_title, differs, expected Lead, actual Junior");
    window.press(ALT_SHIFT, Key::A);
    assert_eq!(counts(&window).words(), "2 cases green");

    window.command(Key::S);
    let case: serde_json::Value = serde_json::from_str(&folder.read("cases/01-ann.json")).expect("JSON");
    assert_eq!(case["expected"]["record"]["job_title"], "Junior Buyer");
    window.command(Key::Z);
    window.command(Key::Z);
    assert_eq!(counts(&window).words(), "0 of 2 cases green");
}

#[test]
fn one_value_is_expected_and_opened_in_design() {
    let folder = project();
    let mut window = open(&folder);
    window.select_rule("job_title");
    window.press(Modifiers::ALT, Key::X);
    window.assert_shows("job_title of 01-ann is expected from now on");
    window.press(Modifiers::ALT, Key::K);
    window.assert_shows("Case field job_title, as expected, expected Senior Buyer, actual Senior Buyer");
    window.assert_shows("Case field name, not compared, expected nothing, actual Ann");
    window.press(Modifiers::ALT, Key::U);
    window.press(NONE, Key::ArrowDown);
    let focused = |window: &Window| {
        window.app().workbench().selected_case().map(|view| view.fields.len()).unwrap_or_default()
    };
    assert_eq!(focused(&window), 4);
    window.press(Modifiers::ALT, Key::J);
    let workbench = window.app().workbench();
    assert_eq!(workbench.selection().view, View::Design);
    assert_eq!(workbench.rule().map(|rule| rule.field.as_str()), Some("job_title"));
}

#[test]
fn an_expected_value_is_edited_by_hand() {
    let folder = project();
    let mut window = open(&folder);
    window.press(ALT_SHIFT, Key::X);
    window.press(Modifiers::ALT, Key::K);
    window.press(Modifiers::ALT, Key::U);
    for _ in 0..3 {
        window.press(NONE, Key::ArrowDown);
    }
    window.press(NONE, Key::Enter);
    window.assert_shows("What job_title shall be");
    window.harness.get_by_label("Expected value").type_text("Head Buyer");
    window.harness.run_ok();
    window.press(NONE, Key::Enter);
    window.assert_shows("Case field job_title, differs, expected Head Buyer, actual Senior Buyer");
    assert_eq!(counts(&window).words(), "1 case red");
    // What is written against the record before is a case of its own.
    choose_from_palette(&mut window, "Duplicate case");
    choose_from_palette(&mut window, "Change current record");
    window.click("None: the record is new");
    window.click("Begin with it");
    window.assert_shows("begins with a new record");
    window.click("Delete case");
    window.click("Delete case");
    window.assert_shows("A case keeps what a sample is expected to become");
}

#[test]
fn the_list_is_narrowed_to_what_is_red() {
    let mut window = Window::open([]);
    window.select_rule("job_title");
    window.type_script("\"Other\"");
    window.press(Modifiers::ALT, Key::K);
    let n_red = counts(&window).n_red;
    assert!(n_red > 2 && n_red < counts(&window).n_cases, "{n_red}");
    let listed = |window: &Window| {
        window
            .harness
            .query_all_by_label_contains("Case ")
            .filter(|node| node.accesskit_node().role() == Role::ListBoxOption)
            .count()
    };
    window.click(&format!("Red {n_red}"));
    window.assert_shows("job_title differs");
    assert!(listed(&window) > 0 && !window.shows(", green"));
    choose_from_palette(&mut window, "Accept all listed");
    assert_eq!(counts(&window).n_red, 0);
    window.assert_shows("No case is red");
    window.click("Show all cases");
    window.assert_shows(", green");
}

#[test]
fn red_is_seen_in_the_grid_and_the_lists() {
    let folder = project();
    let mut window = open(&folder);
    window.press(ALT_SHIFT, Key::X);
    window.select_rule("job_title");
    window.type_script("upper(user.title)");
    window.assert_shows("01-ann, written, its case is red");
    window.press(Modifiers::ALT, Key::G);
    window.assert_shows("01-ann, job_title: SENIOR BUYER, case red");
    window.click("1 case red");
    assert_eq!(window.app().workbench().selection().view, View::Cases);
}
