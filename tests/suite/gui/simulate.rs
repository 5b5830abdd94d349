//! The Simulate view, driven as a person would.

use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::Queryable as _;
use scimwright::workbench::{SimulateTab, View};

use super::window::Window;

/// The window with the Simulate view on a sample of the first preset.
fn open_on(sample: &str) -> Window {
    let mut window = Window::open([]);
    window.press(Modifiers::ALT, Key::S);
    assert_eq!(window.app().workbench().selection().view, View::Simulate);
    window.click_containing(&format!("{sample}, "));
    window
}

#[test]
fn somebody_leaves_in_one_click() {
    let mut window = open_on("Joiner, full");
    window.assert_shows("What does the next request of Microsoft Entra ID do to Thandiwe Mokoena?");
    window.click("Leaves");
    window.assert_shows("Request 1, Leaves, PATCH, accepted 200");
    window.assert_shows("Disabled, set, no before, yes after");
    window.assert_shows("nothing is rejected");
    assert!(!window.shows("Job title, kept"));
    window.click("All fields");
    window.assert_shows("Job title, kept");
    assert!(!window.app().workbench().is_modified());
}

#[test]
fn a_client_that_sends_nothing_says_so() {
    let mut window = open_on("Joiner, full");
    window.click("Title emptied");
    window.assert_shows("Request 1, Title emptied, nothing, nothing is sent");
    window.assert_shows("Nothing is sent, so nothing changes.");
    window.click_containing("Client: Microsoft Entra ID");
    window.click("Generic client, strict SCIM");
    window.assert_shows("Request 1, Title emptied, PATCH, accepted 200");
}

#[test]
fn a_request_sample_is_simulated_from_the_design_view() {
    let mut window = Window::open([]);
    window.click_containing("Mover, request, ");
    window.click("Simulate this request");
    assert_eq!(window.app().workbench().selection().view, View::Simulate);
    window.assert_shows("Sent to: Name in Japanese");
    window.assert_shows("Request 1, Mover, request, PATCH, accepted 200");
}

#[test]
fn a_body_is_edited_and_kept_while_it_is_not_json() {
    let mut window = open_on("Joiner, full");
    window.click("Leaves");
    let type_body = |window: &mut Window, text: &str| {
        window.harness.get_by_label("Body of the request").focus();
        window.harness.run_ok();
        window.command(Key::A);
        window.harness.get_by_label("Body of the request").type_text(text);
        window.harness.run_ok();
    };
    type_body(&mut window, "{\"Operations\": [");
    window.assert_shows("not sent");
    window.assert_shows("The body is not JSON");
    type_body(
        &mut window,
        r#"{"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [{"op": "replace", "path": "title", "value": "Captain"}]}"#,
    );
    window.assert_shows("Request 1, Leaves, PATCH, accepted 200");
    window.assert_shows("Job title, set, ");
    window.assert_shows("Captain after");
}

#[test]
fn requests_are_pasted_moved_removed_and_cleared() {
    let mut window = open_on("Joiner, full");
    window.press(Modifiers::ALT, Key::V);
    window.harness.get_by_label("Request to send").type_text("nonsense");
    window.harness.run_ok();
    window.click("Send next");
    window.assert_shows("No request could be read");
    window.harness.get_by_label("Request to send").focus();
    window.harness.run_ok();
    window.command(Key::A);
    window.harness.get_by_label("Request to send").type_text(
        r#"{"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [{"op": "replace", "path": "emails[type eq \"home\"].value", "value": "a@acme.example"}]}"#,
    );
    window.harness.run_ok();
    window.click("Send next");
    window.click("Leaves");
    window.assert_shows("Request 2, Leaves, PATCH");
    window.click("Send request earlier");
    window.assert_shows("Request 1, Leaves, PATCH");
    window.click("Remove request");
    assert!(!window.shows("Leaves, PATCH"));
    window.click("Clear");
    window.assert_shows("Nothing happens yet");
}

#[test]
fn a_request_becomes_a_sample_and_the_story_stays() {
    let mut window = open_on("Joiner, full");
    window.click("Leaves");
    window.click("Save request as sample");
    window.assert_shows("Leaves, Thandiwe Mokoena");
    window.assert_shows("Request 1, Leaves, PATCH");
    let workbench = window.app().workbench();
    assert_eq!(workbench.model().samples.len(), 17);
    assert_eq!(workbench.selection().sample, 0);
}

#[test]
fn a_group_reaches_its_members() {
    let mut window = open_on("Group create");
    window.click("Member added");
    window.assert_shows("Organization of Widget Nederland B.V.");
    window.assert_shows("Person of ");
    window.assert_shows("added to the group");
}

#[test]
fn the_other_tabs_answer_their_questions() {
    let mut window = open_on("Joiner, full");
    window.click("Ways to be empty");
    window.assert_shows("is sent empty");
    let rows = window.harness.query_all_by_label_contains("Microsoft Entra ID POST").count();
    assert_eq!(rows, 1);
    window.click("Who links to whom");
    assert_eq!(window.app().workbench().simulate_tab(), SimulateTab::Matches);
    window.assert_shows("Thandiwe Mokoena, person, created");
    window.click("SCIM attributes");
    window.assert_shows("What a request does to the stored user or group is shown here");
    window.click("Comes back");
    window.assert_shows("active, ");
}

#[test]
fn keys_lead_through_the_view() {
    let mut window = open_on("Joiner, full");
    window.click("Leaves");
    window.press(Modifiers::COMMAND, Key::Num8);
    assert!(window.harness.get_by_role(Role::MultilineTextInput).is_focused());
    window.press(Modifiers::COMMAND, Key::Num9);
    let row = "Disabled, set, no before, yes after";
    assert!(window.harness.get_by_label(row).is_focused());
    window.press(Modifiers::NONE, Key::Enter);
    assert_eq!(window.app().workbench().selection().view, View::Design);
    assert_eq!(window.app().workbench().rule().map(|rule| rule.field.as_str()), Some("disabled"));
    window.press(Modifiers::COMMAND, Key::Num7);
    window.press(Modifiers::NONE, Key::Delete);
    window.assert_shows("Nothing happens yet");
}
