//! Masking samples in the window, by keyboard and by the labels that stand on it.

use egui::{Key, Modifiers};
use scimwright::project::People;

use super::window::{Window, chosen};
use crate::folder::{Folder, preset_folder};

const COMMAND_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

/// The first preset in a folder, with people who count as real.
fn real_project() -> Folder {
    let folder = Folder::copy_of(&preset_folder("entra-4me"));
    for (path, bytes) in folder.files() {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if path.starts_with("samples/") {
            folder.write(&path, text.replace("  \"people\": \"made_up\",\n", ""));
        } else if path == "project.json" {
            folder.write(&path, text.replace("\"records\": \"made_up\"", "\"records\": \"real\""));
        }
    }
    folder
}

fn open(folder: &Folder, answer: Option<&std::path::Path>) -> Window {
    Window::open_with(Some(folder.root().to_owned()), None, answer.map(chosen))
}

fn n_real(window: &Window) -> usize {
    window.app().workbench().model().samples.iter().filter(|sample| sample.people == People::Real).count()
}

#[test]
fn a_project_is_masked_by_keyboard_in_one_step() {
    let folder = real_project();
    let mut window = open(&folder, None);
    window.assert_shows("Joiner, full, written, real people");
    window.press(COMMAND_SHIFT, Key::P);
    window.assert_shows("16 samples, 13 cases and 17 records get pseudonyms");
    window.assert_shows("name.familyName, Mokoena becomes ");
    window.click_containing("Differences");
    window.assert_shows("The mapping does the same with all samples and cases");
    window.click("Mask");
    assert_eq!(n_real(&window), 0);
    window.assert_shows("16 samples, 13 cases and 17 records masked; the mapping does the same with them");
    window.assert_shows("Joiner, full, written, masked people");
    window.press(COMMAND_SHIFT, Key::P);
    window.assert_shows("Nobody real is left in samples and records");
    window.press(Modifiers::NONE, Key::Escape);
    window.command(Key::Z);
    assert_eq!(n_real(&window), 16);
}

#[test]
fn the_keyboard_alone_is_enough() {
    let folder = real_project();
    let mut window = open(&folder, None);
    window.press(COMMAND_SHIFT, Key::P);
    window.press(Modifiers::NONE, Key::Enter);
    assert_eq!(n_real(&window), 0);
}

#[test]
fn samples_are_masked_as_they_are_loaded() {
    let folder = Folder::copy_of(&preset_folder("entra-4me"));
    let payload = r#"{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"ann.bakker@acme.example","displayName":"Ann Bakker"}"#;
    folder.write("ann-bakker.json", payload);
    let text = folder.read("project.json");
    folder.write("project.json", text.replace("\"masking\": {", "\"masking\": {\n    \"on_load\": true,"));
    let mut window = open(&folder, Some(&folder.path("ann-bakker.json")));
    window.press(COMMAND_SHIFT, Key::O);
    let sample = window.app().workbench().model().samples.last().expect("a sample").clone();
    assert_eq!(sample.people, People::Masked);
    let shown =
        format!("{} {} {} {}", sample.name, sample.stem, sample.origin.source, sample.payload.to_text());
    assert!(!shown.to_lowercase().contains("bakker"), "{shown}");
}

#[test]
fn nothing_is_masked_or_loaded_without_a_place_for_the_key() {
    let mut window = Window::open([]);
    window.press(COMMAND_SHIFT, Key::P);
    window.assert_shows("Save the project, then try again");
}
