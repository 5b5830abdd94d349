//! Choosing two mappings that are held against each other.

use egui::{Label, Ui, vec2};

use crate::gui::comparing::CompareChoice;
use crate::gui::dialogs::dialog::{buttons_ui, list_height, title_ui};
use crate::gui::intent::{Intent, Outbox};
use crate::gui::theme::{LAYOUT, SIZES, header_text, strong_text};
use crate::gui::widgets::{List, button_quiet_ui, list_ui, row_content_ui};

pub(super) fn compare_ui(ui: &mut Ui, choice: &mut CompareChoice, outbox: &mut Outbox) {
    title_ui(ui, "Compare", LAYOUT.dialog_widest);
    let width = (ui.available_width() - SIZES.padding) / 2.0;
    let height = list_height(ui, LAYOUT.dialog_list);
    ui.horizontal_top(|ui| {
        side_ui(ui, "Before", (width, height), choice, |choice| &mut choice.before);
        ui.add_space(SIZES.padding - SIZES.gap);
        side_ui(ui, "After", (width, height), choice, |choice| &mut choice.after);
    });
    ui.add_space(SIZES.gap);
    if button_quiet_ui(ui, "Mapping file…").on_hover_text("Add a mapping file to the list").clicked() {
        outbox.send(Intent::AskCompareFile(Box::new(choice.clone())));
    }
    if buttons_ui(ui, "Compare", choice.before != choice.after, outbox) {
        outbox.send(Intent::CloseDialog);
        let side = |idx: usize| choice.sides.get(idx).cloned();
        if let (Some(before), Some(after)) = (side(choice.before), side(choice.after)) {
            outbox.send(Intent::Compare { before, after });
        }
    }
}

fn side_ui(
    ui: &mut Ui,
    title: &str,
    (width, height): (f32, f32),
    choice: &mut CompareChoice,
    chosen: impl Fn(&mut CompareChoice) -> &mut usize,
) {
    let selected = *chosen(choice);
    ui.vertical(|ui| {
        ui.set_width(width);
        ui.label(header_text(ui, title));
        ui.allocate_ui(vec2(width, height), |ui| {
            ui.set_max_height(height);
            let sides = &choice.sides;
            let list = List {
                id_salt: title,
                accessible_name: title,
                n_rows: sides.len(),
                row_height: SIZES.row,
                selected: Some(selected),
                row_name: &|row| {
                    sides.get(row).map(|side| format!("{title}: {}", side.title)).unwrap_or_default()
                },
                scroll_to: None,
                lines: false,
            };
            let output = list_ui(ui, list, |ui, row, _| {
                row_content_ui(
                    ui,
                    |ui| {
                        if let Some(side) = sides.get(row) {
                            ui.add(Label::new(strong_text(ui, &side.title)).truncate());
                        }
                    },
                    |_| {},
                );
            });
            if let Some(row) = output.chosen {
                *chosen(choice) = row;
            }
        });
    });
}
