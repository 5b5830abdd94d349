//! The file dialog inside the window, where the system has none.

use egui::{Key, Label, Ui};

use crate::gui::dialogs::dialog::{buttons_ui, focus_and_select_at_first, list_height, title_ui};
use crate::gui::files::{FileBrowser, FileRequest};
use crate::gui::intent::{Intent, Outbox};
use crate::gui::theme::{LAYOUT, SIZES, normal_text, weak_text};
use crate::gui::widgets::{
    BadgeKind, List, Sign, TextField, badge_ui, button_ui, empty_state_ui, list_ui, paragraph_ui,
    row_content_ui, sign_ui, text_field_ui,
};

pub(super) fn files_ui(ui: &mut Ui, request: &FileRequest, browser: &mut FileBrowser, outbox: &mut Outbox) {
    title_ui(ui, request.title(), LAYOUT.dialog_wide);
    folder_ui(ui, request, browser);
    ui.add_space(SIZES.gap);
    let activated = entries_ui(ui, request, browser);
    ui.add_space(SIZES.gap);
    let field = TextField {
        text: &mut browser.text,
        accessible_name: "Path or name",
        hint: if request.wants_folder() {
            "Path of a folder; empty for this one"
        } else {
            "Path or name of a file"
        },
        trailing: "",
        width: ui.available_width(),
    };
    let response = text_field_ui(ui, field);
    focus_and_select_at_first(ui, &response, &browser.text);
    let objection = browser.objection(request);
    remark_ui(ui, request, browser, objection.as_deref());
    let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let is_free = objection.is_none();
    let is_verb = buttons_ui(ui, request.verb(), is_free, outbox);
    if (is_verb || is_entered || activated) && is_free {
        outbox.send(Intent::FileChosen { request: request.clone(), path: browser.path(request) });
    } else if is_entered && browser.path(request).is_dir() {
        let folder = browser.path(request);
        browser.text.clear();
        browser.go_to(folder, request);
    }
}

/// What is wrong with the path, or deserves attention.
fn remark_ui(ui: &mut Ui, request: &FileRequest, browser: &FileBrowser, objection: Option<&str>) {
    ui.add_space(SIZES.gap_small);
    if let Some(text) = browser.error.as_deref().or(objection) {
        paragraph_ui(ui, text);
    } else if let Some(text) = browser.warning(request) {
        ui.horizontal(|ui| {
            sign_ui(ui, Sign::Warning);
            ui.label(normal_text(ui, text));
        });
    }
}

fn folder_ui(ui: &mut Ui, request: &FileRequest, browser: &mut FileBrowser) {
    ui.horizontal(|ui| {
        let parent = browser.folder.parent().map(std::path::Path::to_owned);
        ui.add_enabled_ui(parent.is_some(), |ui| {
            if button_ui(ui, "Up").on_hover_text("Go to the folder above").clicked()
                && let Some(parent) = parent
            {
                browser.go_to(parent, request);
            }
        });
        ui.add(Label::new(weak_text(ui, browser.folder.display().to_string())).truncate());
    });
}

/// Draws the entries of the folder; whether one was chosen for good.
fn entries_ui(ui: &mut Ui, request: &FileRequest, browser: &mut FileBrowser) -> bool {
    if browser.entries.is_empty() {
        ui.scope(|ui| {
            ui.set_max_height(list_height(ui, LAYOUT.dialog_list));
            empty_state_ui(ui, "Nothing in this folder fits", None);
        });
        return false;
    }
    let entries = &browser.entries;
    let output = ui
        .scope(|ui| {
            ui.set_max_height(list_height(ui, LAYOUT.dialog_list));
            let row_name = |row: usize| {
                let kind = if entries[row].is_folder { "Folder" } else { "File" };
                format!("{kind} {}", entries[row].name)
            };
            let list = List {
                id_salt: "files",
                accessible_name: "Files; Enter opens",
                n_rows: entries.len(),
                row_height: SIZES.row,
                selected: entries.iter().position(|entry| entry.name == browser.text),
                row_name: &row_name,
                scroll_to: None,
                lines: false,
            };
            list_ui(ui, list, |ui, row, _| entry_ui(ui, &entries[row]))
        })
        .inner;
    if let Some(row) = output.chosen {
        browser.text.clone_from(&browser.entries[row].name);
    }
    let Some(row) = output.activated else { return false };
    let entry = browser.entries[row].clone();
    if entry.is_folder && !(entry.is_project && request.wants_folder() && !request.is_saving()) {
        browser.text.clear();
        browser.go_to(browser.folder.join(&entry.name), request);
        return false;
    }
    browser.text = entry.name;
    true
}

fn entry_ui(ui: &mut Ui, entry: &crate::gui::files::BrowserEntry) {
    row_content_ui(
        ui,
        |ui| {
            let name = if entry.is_folder { format!("{}/", entry.name) } else { entry.name.clone() };
            ui.add(Label::new(normal_text(ui, name)).truncate());
        },
        |ui| {
            if entry.is_project {
                badge_ui(ui, "project", BadgeKind::Accent);
            }
        },
    );
}
