//! What masking would do to people and to results, before it is done.

use egui::{Label, Ui};

use crate::gui::dialogs::dialog::{buttons_ui, close_button_ui, list_height, title_ui};
use crate::gui::intent::{Intent, Outbox};
use crate::gui::open_dialog::MaskPage;
use crate::gui::panels::counted;
use crate::gui::theme::{LAYOUT, SIZES, Tokens, code_text, normal_text, strong_text, weak_text};
use crate::gui::widgets::{
    Column, List, PanelTab, callout_ui, columns_header_ui, empty_state_ui, list_ui, panel_tabs_ui,
    paragraph_ui,
};
use crate::workbench::{
    Command, MaskDifferenceRow, MaskOutcome, MaskedValueRow, SampleCommand, SelectCommand, Workbench,
};

pub(super) fn mask_ui(ui: &mut Ui, workbench: &Workbench, page: &mut MaskPage, outbox: &mut Outbox) {
    title_ui(ui, "Mask samples", LAYOUT.dialog_wide);
    let Some(outcome) = workbench.mask_outcome() else {
        paragraph_ui(ui, "The mapping runs on the people as they are and on their pseudonyms");
        close_button_ui(ui, outbox);
        return;
    };
    let has_anybody = outcome.has_anybody();
    if has_anybody {
        paragraph_ui(
            ui,
            &format!(
                "{} get pseudonyms. Masked and made-up people stay as they are. The key stays in the folder \
                 private of the project; without it people get new pseudonyms.",
                outcome.summary()
            ),
        );
    } else {
        paragraph_ui(ui, "Nobody real is left in samples and records");
    }
    remarks_ui(ui, outcome);
    ui.add_space(SIZES.gap);
    let differences = outcome.difference_rows();
    tabs_ui(ui, page, differences.len());
    ui.add_space(SIZES.gap_small);
    match page {
        MaskPage::Values => values_ui(ui, &outcome.value_rows(workbench.selection().sample)),
        MaskPage::Differences => differences_ui(ui, &differences, outbox),
    }
    if buttons_ui(ui, "Mask", has_anybody, outbox) {
        outbox.send(Intent::CloseDialog);
        outbox.command(Command::Sample(SampleCommand::Mask));
    }
}

/// The pages, with how many differences there are.
fn tabs_ui(ui: &mut Ui, page: &mut MaskPage, n_differences: usize) {
    let tokens = Tokens::of(ui);
    let colour = if n_differences == 0 { tokens.text_weak } else { tokens.warning };
    let tabs = [
        PanelTab::new("Selected sample", *page == MaskPage::Values),
        PanelTab {
            title: "Differences",
            counts: vec![(n_differences.to_string(), colour)],
            is_selected: *page == MaskPage::Differences,
        },
    ];
    match panel_tabs_ui(ui, &tabs, |_| {}) {
        Some(0) => *page = MaskPage::Values,
        Some(_) => *page = MaskPage::Differences,
        None => {}
    }
}

/// What deserves attention.
fn remarks_ui(ui: &mut Ui, outcome: &MaskOutcome) {
    let unreadable = &outcome.masked.unreadable;
    if !unreadable.is_empty() {
        let text = format!("Not JSON, so that nothing is masked in it: {}", unreadable.join(", "));
        ui.add_space(SIZES.gap);
        callout_ui(ui, Tokens::of(ui).warning, |ui| paragraph_ui(ui, &text));
    }
    let kept = &outcome.masked.report.kept;
    if !kept.is_empty() {
        let values: Vec<&str> = kept.keys().map(String::as_str).collect();
        let text = format!("Stay as they are, since the mapping names them: {}", values.join(", "));
        ui.add_space(SIZES.gap);
        callout_ui(ui, Tokens::of(ui).warning, |ui| paragraph_ui(ui, &text));
    }
    let n_different = outcome.check.different.len();
    if n_different > 0 {
        let text = format!("The mapping does something else with {}", counted(n_different, "sample or case"));
        ui.add_space(SIZES.gap);
        callout_ui(ui, Tokens::of(ui).warning, |ui| paragraph_ui(ui, &text));
    }
}

fn values_ui(ui: &mut Ui, rows: &[MaskedValueRow]) {
    if rows.is_empty() {
        ui.set_max_height(list_height(ui, LAYOUT.dialog_list));
        empty_state_ui(ui, "Nothing changes in the selected sample", None);
        return;
    }
    let columns = columns_header_ui(
        ui,
        "mask",
        &[
            Column::share("Attribute", 1.2, LAYOUT.column_field),
            Column::share("Before", 1.5, LAYOUT.column_field),
            Column::share("After", 1.5, LAYOUT.column_field),
        ],
    );
    ui.scope(|ui| {
        ui.set_max_height(list_height(ui, LAYOUT.dialog_list));
        let row_name = |row: usize| {
            rows.get(row).map_or_else(String::new, |row| {
                format!("{}, {} becomes {}", row.attribute, row.before, row.after)
            })
        };
        let list = List {
            id_salt: "masked values",
            accessible_name: "Values of the selected sample",
            n_rows: rows.len(),
            row_height: SIZES.row,
            selected: None,
            row_name: &row_name,
            scroll_to: None,
            lines: true,
        };
        list_ui(ui, list, |ui, row, _| {
            let Some(row) = rows.get(row) else { return };
            columns.cell_ui(ui, 0, |ui| ui.add(Label::new(strong_text(ui, &row.attribute)).truncate()));
            columns.cell_ui(ui, 1, |ui| ui.add(Label::new(code_text(ui, &row.before)).truncate()));
            columns.cell_ui(ui, 2, |ui| ui.add(Label::new(code_text(ui, &row.after)).truncate()));
        });
    });
}

/// A row leads to its sample and script.
fn differences_ui(ui: &mut Ui, rows: &[MaskDifferenceRow], outbox: &mut Outbox) {
    ui.scope(|ui| {
        ui.set_max_height(list_height(ui, LAYOUT.dialog_list));
        if rows.is_empty() {
            empty_state_ui(ui, "The mapping does the same with all samples and cases", None);
            return;
        }
        let row_name = |row: usize| {
            rows.get(row)
                .map_or_else(String::new, |row| format!("{}, {}, {}", row.about, row.words, row.because))
        };
        let list = List {
            id_salt: "mask differences",
            accessible_name: "What the mapping does otherwise",
            n_rows: rows.len(),
            row_height: SIZES.row,
            selected: None,
            row_name: &row_name,
            scroll_to: None,
            lines: true,
        };
        let output = list_ui(ui, list, |ui, row, response| {
            let Some(row) = rows.get(row) else { return };
            ui.label(strong_text(ui, &row.about));
            ui.add(Label::new(normal_text(ui, &row.words)).truncate());
            if !row.because.is_empty() {
                ui.label(weak_text(ui, format!("because of {}", row.because)));
            }
            response.clone().on_hover_text(&row.words);
        });
        if let Some(row) = output.activated.and_then(|row| rows.get(row)) {
            outbox.send(Intent::CloseDialog);
            outbox.command(Command::Select(SelectCommand::Sample(row.sample)));
            if let Some(place) = row.place {
                outbox.send(Intent::ShowScript { place, at: None });
            }
        }
    });
}
