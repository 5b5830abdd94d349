//! Why a value is as it is, and what the samples come by, as the window shows it.

use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::Queryable as _;

use super::window::Window;

const NONE: Modifiers = Modifiers::NONE;

/// Puts the cursor at the beginning of the script.
fn to_start(window: &mut Window) {
    window.harness.get_by_role(Role::MultilineTextInput).focus();
    window.harness.run_ok();
    window.press(Modifiers::COMMAND, Key::Home);
}

#[test]
fn the_reason_of_a_value_names_what_it_came_from() {
    let mut window = Window::open([]);
    window.select_rule("job_title");
    window.assert_shows("Came from title, \"Regional Director Southern Africa\", reached the value");
    window.assert_shows("is \"Regional Director Southern Africa\"");
}

#[test]
fn steps_are_gone_through_by_key() {
    let mut window = Window::open([]);
    window.select_rule("organization");
    window.press(NONE, Key::F10);
    window.assert_shows("step 1 of ");
    window.press(NONE, Key::F10);
    window.press(NONE, Key::F10);
    window.assert_shows("step 3 of ");
    window.press(Modifiers::SHIFT, Key::F10);
    window.assert_shows("step 2 of ");
    window.assert_shows("Step 1: enterprise.organization, reads ");
    window.select_rule("name");
    window.assert_shows("step 1 of ");
}

#[test]
fn values_stand_beside_the_lines_until_they_are_switched_off() {
    let mut window = Window::open([]);
    window.select_rule("job_title");
    window.type_script("let title = user.title;\ntitle");
    let beside = |window: &Window| {
        let value = "\"Regional Director Southern Africa\"";
        window.harness.query_all_by_label(value).count()
    };
    let n_before = beside(&window);
    window.press(Modifiers::ALT, Key::I);
    assert_eq!(beside(&window), n_before - 1);
}

#[test]
fn an_attribute_shows_the_fields_that_it_reached() {
    let mut window = Window::open([]);
    window.click_containing("user.title ");
    window.click("title reaches job_title");
    assert_eq!(window.app().workbench().rule().map(|rule| rule.field.as_str()), Some("job_title"));
    window.click_containing("user.externalId ");
    window.assert_shows("externalId reaches no field in this sample");
}

#[test]
fn what_a_value_came_from_leads_to_the_payload() {
    let mut window = Window::open([]);
    window.select_rule("organization");
    window.click_containing(
        "Came from urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:organization",
    );
    window.assert_shows("organization reaches");
}

#[test]
fn a_branch_that_no_sample_takes_gets_a_sample() {
    let mut window = Window::open([]);
    window.select_rule("job_title");
    window.type_script("if user.title == \"Buyer\" {\n  \"B\"\n} else {\n  user.title\n}");
    window.assert_shows("0 of ");
    window.press(Modifiers::ALT, Key::O);
    window.click("Branches");
    let before = window.app().workbench().model().samples.len();
    window.click_containing("Make a sample: line 1: user.title == \"Buyer\" is true");
    let workbench = window.app().workbench();
    assert_eq!(workbench.model().samples.len(), before + 1);
    let name = workbench.sample().unwrap().name.clone();
    assert!(name.ends_with(", title Buyer"), "{name}");
    window.assert_shows("Rule job_title, B, set");
    window.command(Key::Z);
    assert_eq!(window.app().workbench().model().samples.len(), before);
}

#[test]
fn samples_that_add_nothing_are_removed_and_come_back() {
    let mut window = Window::open([]);
    window.select_rule("job_title");
    let before = window.app().workbench().model().samples.len();
    window.command(Key::K);
    window.harness.get_by_label("Find commands, fields and samples").type_text("Duplicate sample");
    window.harness.run_ok();
    window.press(NONE, Key::Enter);
    window.press(Modifiers::ALT, Key::O);
    window.click_containing("Keep ");
    assert!(window.app().workbench().model().samples.len() <= before);
    window.assert_shows("removed; undo brings them back");
    window.command(Key::Z);
    assert_eq!(window.app().workbench().model().samples.len(), before + 1);
}

#[test]
fn a_field_without_a_rule_gets_one() {
    let mut window = Window::open([]);
    window.press(Modifiers::ALT, Key::O);
    window.click("Fields");
    window.click_containing("Add rule: ");
    assert_eq!(window.script(), "()");
}

#[test]
fn a_helper_is_renamed_everywhere() {
    let mut window = Window::open([]);
    window.select_rule("primary_email");
    to_start(&mut window);
    window.press(NONE, Key::F2);
    window.assert_shows("Rename function known_email");
    window.harness.get_by_label("New name").type_text("mail_of");
    window.harness.run_ok();
    window.press(NONE, Key::Enter);
    assert_eq!(window.script(), "mail_of(user)");
    let functions = &window.app().workbench().model().mapping.functions;
    assert!(functions.contains("fn mail_of(") && !functions.contains("known_email"));
    window.command(Key::Z);
    assert_eq!(window.script(), "known_email(user)");
}

#[test]
fn uses_of_a_helper_are_listed() {
    let mut window = Window::open([]);
    window.select_rule("primary_email");
    to_start(&mut window);
    window.press(Modifiers::SHIFT, Key::F12);
    window.assert_shows("helper function known_email");
    window.click_containing("User → person / condition 1:");
    window.assert_shows("Script of condition");
}

#[test]
fn a_script_is_written_neatly() {
    let mut window = Window::open([]);
    window.select_rule("job_title");
    window.type_script("if user.title==(){user.nickName}else{user.title}");
    window.press(Modifiers::ALT | Modifiers::SHIFT, Key::F);
    let script = window.script().to_owned();
    assert_eq!(script, "if user.title == () { user.nickName } else { user.title }");
    window.command(Key::Z);
    assert_eq!(window.script(), "if user.title==(){user.nickName}else{user.title}");
}

#[test]
fn uses_of_an_attribute_are_listed_from_the_payload() {
    let mut window = Window::open([]);
    window.click_containing("user.title ");
    window.press(Modifiers::SHIFT, Key::F12);
    window.assert_shows("attribute user.title · 1");
    window.assert_shows("User → person / job_title 1:");
}
