//! The help: pages, their sections, and the text of one section.

use egui::{Frame, Grid, Label, Layout, Margin, ScrollArea, Ui, vec2};

use crate::gui::dialogs::dialog::{close_button_ui, first_field_ui, list_height, title_ui};
use crate::gui::help_pages::{HelpBlock, HelpSection, help_pages};
use crate::gui::intent::Outbox;
use crate::gui::open_dialog::HelpPlace;
use crate::gui::theme::{LAYOUT, SIZES, Tokens, code_text, heading_text, normal_text, strong_text};
use crate::gui::widgets::{List, empty_state_ui, list_ui, paragraph_ui, tabs_ui};

pub(super) fn help_ui(ui: &mut Ui, place: &mut HelpPlace, outbox: &mut Outbox) {
    title_ui(ui, "Help", LAYOUT.help_width);
    let pages = help_pages();
    let tabs: Vec<(&str, bool)> =
        pages.iter().enumerate().map(|(idx, page)| (page.title, idx == place.page)).collect();
    if let Some(page) = tabs_ui(ui, &tabs) {
        (place.page, place.section) = (page, 0);
    }
    ui.add_space(SIZES.gap_small);
    first_field_ui(ui, &mut place.filter, "Look for in the page", "Look for a word");
    ui.add_space(SIZES.gap);
    let Some(page) = pages.get(place.page) else { return };
    let wanted = place.filter.trim().to_lowercase();
    let found: Vec<usize> = page
        .sections
        .iter()
        .enumerate()
        .filter(|(_, section)| section.lower.contains(&wanted))
        .map(|(idx, _)| idx)
        .collect();
    if !found.contains(&place.section) {
        place.section = found.first().copied().unwrap_or(place.section);
    }
    let height = list_height(ui, LAYOUT.help_height);
    ui.allocate_ui_with_layout(
        vec2(ui.available_width(), height),
        Layout::left_to_right(egui::Align::Min),
        |ui| {
            ui.set_min_height(height);
            if found.is_empty() {
                empty_state_ui(ui, "This page does not have that word", None);
                return;
            }
            sections_ui(ui, &page.sections, &found, place, height);
            if let Some(section) = page.sections.get(place.section) {
                section_ui(ui, section, (place.page, place.section), height);
            }
        },
    );
    close_button_ui(ui, outbox);
}

fn sections_ui(ui: &mut Ui, sections: &[HelpSection], found: &[usize], place: &mut HelpPlace, height: f32) {
    let selected = found.iter().position(|section| *section == place.section);
    let section_of = |row: usize| found.get(row).and_then(|section| sections.get(*section));
    let row_name = |row: usize| section_of(row).map(|section| section.title.clone()).unwrap_or_default();
    let id_salt = format!("help sections of {}", place.page);
    let list = List {
        id_salt: &id_salt,
        accessible_name: "Sections",
        n_rows: found.len(),
        row_height: SIZES.tree_row,
        selected,
        row_name: &row_name,
        scroll_to: std::mem::take(&mut place.is_moved).then_some(selected.unwrap_or_default()),
        lines: false,
    };
    ui.allocate_ui_with_layout(
        vec2(LAYOUT.help_sections, height),
        Layout::top_down(egui::Align::Min),
        |ui| {
            let output = list_ui(ui, list, |ui, row, _| {
                let Some(section) = section_of(row) else { return };
                ui.add_space(section.depth as f32 * SIZES.padding);
                ui.add(Label::new(normal_text(ui, &section.title)).truncate());
            });
            if let Some(section) = output.chosen.and_then(|row| found.get(row)) {
                place.section = *section;
            }
        },
    );
}

fn section_ui(ui: &mut Ui, section: &HelpSection, id: (usize, usize), height: f32) {
    let area = ScrollArea::vertical().id_salt(("help section", id)).max_height(height).auto_shrink(false);
    area.show(ui, |ui| {
        ui.vertical(|ui| {
            ui.set_width(ui.available_width() - SIZES.padding);
            ui.label(heading_text(ui, &section.title));
            let mut rows: Vec<&[String]> = Vec::new();
            for (block_idx, block) in section.blocks.iter().enumerate() {
                if let HelpBlock::Row(cells) = block {
                    rows.push(cells);
                    continue;
                }
                table_ui(ui, (id, block_idx), &std::mem::take(&mut rows));
                block_ui(ui, block);
            }
            table_ui(ui, (id, section.blocks.len()), &rows);
        });
    });
}

fn block_ui(ui: &mut Ui, block: &HelpBlock) {
    match block {
        HelpBlock::Paragraph(text) if text.is_empty() => ui.add_space(SIZES.gap_small),
        HelpBlock::Paragraph(text) => paragraph_ui(ui, text),
        HelpBlock::Item(text) => {
            ui.horizontal_top(|ui| {
                ui.label(normal_text(ui, crate::gui::theme::Glyph::DOT.0));
                ui.vertical(|ui| paragraph_ui(ui, text));
            });
        }
        HelpBlock::Code(code) => {
            let tokens = Tokens::of(ui);
            Frame::new()
                .fill(tokens.surface_2)
                .corner_radius(tokens.size.radius)
                .inner_margin(Margin::symmetric(tokens.size.padding as i8, tokens.size.padding_y as i8))
                .show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    ui.add(Label::new(code_text(ui, code)).wrap().selectable(true));
                });
        }
        HelpBlock::Row(_) => {}
    }
}

fn table_ui(ui: &mut Ui, id: ((usize, usize), usize), rows: &[&[String]]) {
    let Some(n_columns) = rows.iter().map(|row| row.len()).max() else { return };
    let width = ui.available_width();
    Grid::new(("help table", id)).num_columns(n_columns).striped(true).show(ui, |ui| {
        for (row_idx, row) in rows.iter().enumerate() {
            for (cell_idx, cell) in row.iter().enumerate() {
                if row_idx == 0 {
                    ui.label(strong_text(ui, cell.replace('`', "")));
                } else {
                    ui.vertical(|ui| {
                        // The last column takes what the others leave.
                        let share = if cell_idx + 1 == row.len() { 0.66 } else { 0.3 };
                        ui.set_max_width(width * share);
                        paragraph_ui(ui, cell);
                    });
                }
            }
            ui.end_row();
        }
    });
}
