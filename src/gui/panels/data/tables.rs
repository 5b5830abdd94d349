//! The page of the lookup tables: the tables at the left, the rows of one at the right.

use egui::text::LayoutJob;
use egui::{Frame, Panel, Ui};

use crate::gui::data_state::{RowKind, TablesState};
use crate::gui::intent::Outbox;
use crate::gui::panels::data::{table_list, table_rows};
use crate::gui::panels::status_bar::counted;
use crate::gui::theme::{LAYOUT, SIZES, Tokens, body_font};
use crate::gui::ui_state::UiState;
use crate::gui::widgets::{
    TextField, button_quiet_ui, empty_state_ui, hairline_weak_ui, tab_ui, text_field_ui,
};
use crate::gui::{DataCommand, UiCommand};
use crate::workbench::Workbench;

pub(in crate::gui::panels) fn tables_ui(
    ui: &mut Ui,
    workbench: &Workbench,
    state: &mut UiState,
    outbox: &mut Outbox,
) {
    state.data.renew_tables(workbench);
    if workbench.model().tables.is_empty() {
        let sentence = "A lookup table translates what a client sends, such as names of countries to codes";
        if empty_state_ui(ui, sentence, Some("Add table…")) {
            outbox.ui(UiCommand::Data(DataCommand::AddTable));
        }
        return;
    }
    Panel::left("lookup tables")
        .frame(Frame::new())
        .resizable(true)
        .default_size(LAYOUT.tables_list)
        .min_size(LAYOUT.panel_min)
        .max_size(ui.available_width() / 2.0)
        .show(ui, |ui| {
            actions_ui(ui, "tables", &[("Add table…", DataCommand::AddTable)], outbox, |_| {});
            table_list::table_list_ui(ui, workbench, &mut state.data.tables, outbox);
            ui.take_available_space();
        });
    let actions = [
        ("Add row", DataCommand::AddRow),
        ("Paste…", DataCommand::PasteRows),
        ("Import…", DataCommand::ImportRows),
        ("Export…", DataCommand::ExportRows),
        ("Sort by key", DataCommand::SortRows),
        ("Find uses", DataCommand::FindTableUses),
    ];
    actions_ui(ui, "rows", &actions, outbox, |_| {});
    choice_ui(ui, &mut state.data.tables);
    table_rows::rows_ui(ui, workbench, state, outbox);
    ui.take_available_space();
}

/// A line of buttons below a list, as many as there is room for; the menu has them all.
pub(super) fn actions_ui(
    ui: &mut Ui,
    id_salt: &str,
    actions: &[(&str, DataCommand)],
    outbox: &mut Outbox,
    add_behind: impl FnOnce(&mut Ui),
) {
    Panel::bottom(format!("actions of {id_salt}")).frame(Frame::new()).show_separator_line(false).show(
        ui,
        |ui| {
            hairline_weak_ui(ui);
            ui.horizontal(|ui| {
                ui.set_height(SIZES.header_line);
                ui.add_space(SIZES.gap_small);
                for (label, command) in actions {
                    if button_width(ui, label) > ui.available_width() {
                        break;
                    }
                    let help = UiCommand::Data(*command).help();
                    if button_quiet_ui(ui, label).on_hover_text(help).clicked() {
                        outbox.ui(UiCommand::Data(*command));
                    }
                }
                add_behind(ui);
            });
        },
    );
}

fn button_width(ui: &Ui, label: &str) -> f32 {
    let job = LayoutJob::simple_singleline(label.to_owned(), body_font(), Tokens::of(ui).accent);
    ui.fonts_mut(|fonts| fonts.layout_job(job)).size().x + 2.0 * SIZES.gap
}

/// Which rows are shown: a kind, and what they hold.
fn choice_ui(ui: &mut Ui, tables: &mut TablesState) {
    let Some(summary) = tables.summary() else { return };
    let tokens = Tokens::of(ui);
    let has_lookups = tables.facts.has_lookups;
    let n_rows = summary.rows.rows().len();
    let unknown = |count: usize| if has_lookups { count.to_string() } else { "…".to_owned() };
    let n_conflicts = summary.n_conflicts();
    let kinds = [
        (RowKind::All, "Rows", n_rows.to_string(), tokens.text_weak),
        (RowKind::Unused, "Unused", unknown(summary.n_unused()), tokens.text_weak),
        (
            RowKind::Repeated,
            "Repeated",
            summary.repeats.len().to_string(),
            if n_conflicts > 0 { tokens.failed } else { tokens.text_weak },
        ),
        (
            RowKind::Missing,
            "Missing",
            unknown(summary.missing.len()),
            if summary.missing.is_empty() { tokens.text_weak } else { tokens.warning },
        ),
    ];
    ui.horizontal(|ui| {
        ui.add_space(SIZES.padding);
        for (kind, label, count, colour) in kinds {
            if tab_ui(ui, label, &[(&count, colour)], tables.kind == kind).clicked() {
                tables.kind = kind;
                tables.edit = None;
            }
        }
        ui.add_space(SIZES.gap);
        let field = TextField {
            text: &mut tables.filter,
            accessible_name: "Filter rows",
            hint: "Filter",
            trailing: "",
            width: (ui.available_width() - SIZES.padding).min(LAYOUT.find_field),
        };
        text_field_ui(ui, field);
    });
}

/// The rows of a table in words.
pub(super) fn rows_words(n_rows: usize) -> String {
    counted(n_rows, "row")
}
