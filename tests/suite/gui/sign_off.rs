//! The sign-off sheet in the window: written, corrected by a customer, taken over, taken back.

use std::fs;

use egui::{Key, Modifiers};
use scimwright::gui::FileAnswer;

use crate::folder::Folder;
use crate::gui::window::Window;
use crate::report::customer::Customer;

const SHEET: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

#[test]
fn a_sheet_is_written_and_what_comes_back_is_taken_over_in_one_step() {
    let folder = Folder::new();
    let (sheet, back) = (folder.path("sheet.xlsx"), folder.path("back.xlsx"));
    let mut window = Window::open([
        FileAnswer::Chosen(sheet.clone()),
        FileAnswer::Chosen(sheet.clone()),
        FileAnswer::Chosen(back.clone()),
    ]);
    let n_cases = window.app().workbench().model().cases.len();
    window.press(SHEET, Key::R);
    window.assert_shows("Sign-off sheet");
    window.click("Deutsch");
    window.click("Choose file…");
    window.assert_shows("Sign-off sheet written to");
    window.click("Dismiss");
    window.press(SHEET, Key::I);
    window.assert_shows("Nothing was corrected or confirmed in the sheet");
    window.click("Cancel");
    let customer = Customer::open(&fs::read(&sheet).expect("the sheet"))
        .corrects("job_title", "01-joiner-full", "Director")
        .corrects("vip", "02-joiner-minimal", "ja")
        .corrects(":confirmed", "11-leaver", "x");
    fs::write(&back, customer.save()).expect("the sheet is sent back");
    window.press(SHEET, Key::I);
    window.assert_shows("2 cases red, 1 green: 2 results corrected, 18 results confirmed");
    window.assert_shows("the case Joiner, full expects something else");
    window.click("Take over 3 cases");
    window.assert_shows("Sign-off taken over: 2 red, 1 green");
    assert_eq!(window.app().workbench().model().cases.len(), n_cases + 3);
    window.command(Key::Z);
    assert_eq!(window.app().workbench().model().cases.len(), n_cases);
}

#[test]
fn samples_are_chosen_by_their_names() {
    let folder = Folder::new();
    let sheet = folder.path("sheet.md");
    let mut window = Window::open([FileAnswer::Chosen(sheet.clone())]);
    window.press(SHEET, Key::R);
    window.click("Markdown");
    window.click("These samples");
    window.click("Contractor, user name is not an e-mail not chosen");
    window.assert_shows("These samples (1)");
    window.click("Choose file…");
    let text = fs::read_to_string(&sheet).expect("the sheet");
    assert!(text.contains("| Field | Contractor, user name is not an e-mail |"), "{text}");
}

#[test]
fn a_file_that_is_no_sheet_changes_nothing() {
    let folder = Folder::new();
    folder.write("other.xlsx", "not a spreadsheet");
    let mut window = Window::open([FileAnswer::Chosen(folder.path("other.xlsx"))]);
    let revision = window.app().workbench().revision();
    window.press(SHEET, Key::I);
    window.assert_shows("The sign-off sheet is not imported");
    window.click("Close");
    assert_eq!(window.app().workbench().revision(), revision);
}
