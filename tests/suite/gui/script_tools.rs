//! What helps to write scripts in the window: its pages, keys and lists.

use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::window::Window;

const ALT: Modifiers = Modifiers::ALT;
const NONE: Modifiers = Modifiers::NONE;

fn command_shift() -> Modifiers {
    Modifiers::COMMAND | Modifiers::SHIFT
}

/// Puts the cursor of the editor at the end of its text.
fn to_end(window: &mut Window) {
    window.harness.get_by_role(Role::MultilineTextInput).focus();
    window.harness.run_ok();
    window.press(Modifiers::COMMAND, Key::End);
}

/// Types a text at the cursor, as the clipboard does.
fn type_text(window: &mut Window, text: &str) {
    window.harness.get_by_role(Role::MultilineTextInput).type_text(text);
    window.harness.run_ok();
}

/// Types characters one by one, as a keyboard does.
fn type_keys(window: &mut Window, text: &str) {
    for character in text.chars() {
        window.harness.input_mut().events.push(egui::Event::Text(character.to_string()));
        window.harness.run_ok();
    }
}

#[test]
fn the_tabs_lead_to_condition_and_helper_functions_and_back() {
    let mut window = Window::open([]);
    window.select_rule("job_title");
    window.click("Helper functions");
    to_end(&mut window);
    type_text(&mut window, "\nfn shout(text) { upper(text) + \"!\" }");
    window.press(ALT, Key::R);
    assert_eq!(window.app().workbench().rule().map(|rule| rule.field.as_str()), Some("job_title"));
    window.type_script("shout(user.title)");
    window.assert_shows("Joiner, full: REGIONAL DIRECTOR SOUTHERN AFRICA!, set");
    window.click("Condition");
    assert!(window.harness.get_by_role(Role::MultilineTextInput).accesskit_node().label().is_some());
    window.assert_shows("Script of condition");
}

#[test]
fn an_error_in_the_helper_functions_is_seen_from_the_rule() {
    let mut window = Window::open([]);
    window.press(ALT, Key::F);
    window.type_script("fn shout(text) {");
    window.assert_shows("Error, line 1: ");
    window.press(ALT, Key::R);
    window.assert_shows("Helper functions, 1 error");
}

#[test]
fn keys_of_the_editor_work_on_lines_only_there() {
    let mut window = Window::open([]);
    window.select_rule("job_title");
    window.type_script("let a = 1;\nlet b = 2;");
    window.press(ALT, Key::ArrowUp);
    assert_eq!(window.script(), "let b = 2;\nlet a = 1;");
    window.press(ALT | Modifiers::SHIFT, Key::ArrowDown);
    assert_eq!(window.script(), "let b = 2;\nlet b = 2;\nlet a = 1;");
    window.press(command_shift(), Key::K);
    window.command(Key::Slash);
    assert_eq!(window.script(), "let b = 2;\n// let a = 1;");
    window.command(Key::Num3);
    window.press(ALT, Key::ArrowUp);
    let rules = &window.app().workbench().rule_set().unwrap().rules;
    assert_eq!(rules[1].field, "job_title");
}

#[test]
fn brackets_are_closed_while_typing() {
    let mut window = Window::open([]);
    window.select_rule("job_title");
    window.type_script(" ");
    to_end(&mut window);
    type_keys(&mut window, "upper(first_present([user.title");
    assert_eq!(window.script(), " upper(first_present([user.title]))");
    type_keys(&mut window, "]))");
    assert_eq!(window.script(), " upper(first_present([user.title]))");
}

#[test]
fn a_text_is_found_and_replaced_in_all_scripts() {
    let mut window = Window::open([]);
    window.press(command_shift(), Key::F);
    window.harness.get_by_label("Find in scripts").type_text("user.title");
    window.harness.run_ok();
    window.assert_shows("User → person / job_title 1:16: ");
    window.press(NONE, Key::Enter);
    assert_eq!(window.app().workbench().rule().map(|rule| rule.field.as_str()), Some("job_title"));
    window.harness.get_by_label("Replace with").focus();
    window.harness.run_ok();
    window.harness.get_by_label("Replace with").type_text("user.nickName");
    window.harness.run_ok();
    let before = window.script().to_owned();
    window.click("Replace all");
    assert_eq!(window.script(), before.replace("user.title", "user.nickName"));
    window.assert_shows("It is in no script");
    window.command(Key::Z);
    assert_eq!(window.script(), before);
}

#[test]
fn in_one_script_keys_go_from_place_to_place() {
    let mut window = Window::open([]);
    window.select_rule("job_title");
    window.type_script("let a = user.title;\na");
    window.press(Modifiers::COMMAND, Key::A);
    window.press(Modifiers::COMMAND, Key::F);
    window.harness.get_by_label("Find in scripts").type_text("a");
    window.harness.run_ok();
    window.click("Match case");
    window.click("Whole words");
    window.assert_shows("2 places");
    window.press(NONE, Key::F3);
    window.press(NONE, Key::F3);
    window.harness.get_by_role(Role::MultilineTextInput).focus();
    window.harness.run_ok();
    window.assert_shows("Ln 2, Col 1");
}

#[test]
fn a_script_is_written_with_the_list_alone() {
    let mut window = Window::open([]);
    window.add_rule("information");
    type_keys(&mut window, "us");
    window.assert_shows("user, ");
    window.press(NONE, Key::Enter);
    assert_eq!(window.script(), "user");
    type_keys(&mut window, ".");
    window.assert_shows("active, yes or no");
    type_keys(&mut window, "pref");
    window.assert_shows("preferredLanguage, ");
    window.press(NONE, Key::Tab);
    assert_eq!(window.script(), "user.preferredLanguage");
    assert!(!window.shows("preferredLanguage, text"), "the list is closed");
    window.assert_shows("Rule information, en-ZA, set");
}

#[test]
fn the_list_opens_by_key_and_closes_by_escape() {
    let mut window = Window::open([]);
    window.add_rule("information");
    type_keys(&mut window, "u");
    assert!(!window.shows("upper, "), "one letter does not open the list");
    window.command(Key::Space);
    window.assert_shows("upper, ");
    window.press(NONE, Key::ArrowDown);
    window.press(NONE, Key::Escape);
    assert!(!window.shows("upper, "));
    assert_eq!(window.script(), "u");
    type_keys(&mut window, "pp");
    window.click_containing("upper, ");
    assert!(window.script().starts_with("upper("), "{}", window.script());
}

#[test]
fn the_signature_stands_above_a_call_that_is_begun() {
    let mut window = Window::open([]);
    window.add_rule("information");
    type_keys(&mut window, "lookup(");
    window.assert_shows("The value of the key in the lookup table");
    window.press(NONE, Key::Escape);
    window.press(NONE, Key::Escape);
    assert!(!window.shows("The value of the key in the lookup table"));
}

#[test]
fn a_card_says_what_is_at_the_cursor() {
    let mut window = Window::open([]);
    window.select_rule("job_title");
    window.type_script("user.title");
    to_end(&mut window);
    window.press(NONE, Key::F1);
    window.assert_shows("Selected sample");
    window.assert_shows("“Regional Director Southern Africa”");
    window.press(NONE, Key::Escape);
    assert!(!window.shows("Selected sample"));
}

#[test]
fn f12_goes_where_a_helper_is_defined() {
    let mut window = Window::open([]);
    window.select_rule("primary_email");
    to_end(&mut window);
    window.press(NONE, Key::Home);
    window.press(NONE, Key::F12);
    window.assert_shows("Script of helper functions");
    let at = window
        .app()
        .workbench()
        .model()
        .mapping
        .functions
        .lines()
        .position(|line| line.contains("fn known_email"));
    window.assert_shows(&format!("Ln {}, Col 4", at.unwrap() + 1));
}

#[test]
fn places_of_a_template_are_filled_in_one_after_the_other() {
    let mut window = Window::open([]);
    window.add_rule("information");
    window.command(Key::J);
    window.harness.get_by_role_and_label(Role::TextInput, "Template").type_text("first present");
    window.harness.run_ok();
    window.click("Template First present of");
    type_keys(&mut window, "user.nickName");
    window.press(NONE, Key::Tab);
    type_keys(&mut window, "user.title");
    window.press(NONE, Key::Tab);
    let script = window.script().to_owned();
    assert!(script.contains("user.nickName,") && script.contains("user.title,"), "{script}");
    window.command(Key::Z);
    window.command(Key::Z);
    assert_eq!(window.script(), "()");
}

#[test]
fn a_misspelt_variable_is_mended_by_a_key() {
    let mut window = Window::open([]);
    window.select_rule("job_title");
    window.type_script("usr.title");
    window.press(Modifiers::COMMAND, Key::Period);
    assert_eq!(window.script(), "user.title");
    window.assert_shows("Fixed: ");
    window.command(Key::Z);
    assert_eq!(window.script(), "usr.title");
    window.click_containing("Fix: Replace it with");
    assert_eq!(window.script(), "user.title");
}

#[test]
fn a_problem_leads_to_its_help_page() {
    let mut window = Window::open([]);
    window.select_rule("job_title");
    window.type_script("usr.title");
    window.press(Modifiers::SHIFT, Key::F8);
    window.assert_shows("Look for in the page");
    window.assert_shows("R309");
    window.press(NONE, Key::Escape);
}

#[test]
fn the_list_stands_under_the_line_of_the_cursor() {
    let mut window = Window::open([]);
    window.add_rule("information");
    type_keys(&mut window, "user.");
    let first = window.harness.get_all_by_label_contains("active, yes or no").next().unwrap().rect();
    let editor = window.harness.get_by_role(Role::MultilineTextInput).rect();
    // One line of code below the upper edge of the text.
    assert!(first.top() >= editor.top() + 20.0, "{first:?} lies on {editor:?}");
}

#[test]
fn resting_on_a_name_shows_its_card() {
    let mut window = Window::open([]);
    window.select_rule("job_title");
    window.type_script("user.title");
    let editor = window.harness.get_by_role(Role::MultilineTextInput).rect();
    let at_name = egui::pos2(editor.left() + 60.0, editor.top() + 16.0);
    window.harness.hover_at(at_name);
    for _ in 0..4 {
        window.harness.run_ok();
        window.harness.step();
    }
    window.assert_shows("The user that was sent");
}
