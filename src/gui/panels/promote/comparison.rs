//! Two mappings side by side: the list of what differs, and the selected difference.

use egui::{CentralPanel, Frame, Key, Label, Modifiers, Panel, Ui};

use crate::gui::PromotionCommand as P;
use crate::gui::UiCommand;
use crate::gui::comparing::Comparing;
use crate::gui::intent::{Intent, Outbox};
use crate::gui::panels::counted;
use crate::gui::panels::focus::take_focus;
use crate::gui::panels::promote::changes::changed_row_ui;
use crate::gui::theme::{LAYOUT, SIZES, Tokens, semibold_text, weak_text};
use crate::gui::ui_state::{FocusTarget, UiState};
use crate::gui::widgets::{
    List, SideBySide, TextField, button_quiet_ui, button_small_ui, empty_state_ui, hairline_ui, list_ui,
    panel_header_ui, panel_header_with_ui, side_by_side_ui, tabs_ui, text_field_ui,
};
use crate::workbench::ChangeMark;

const LIST: &str = "compared changes";

const MARKS: [(&str, Option<ChangeMark>); 5] = [
    ("All", None),
    ("Added", Some(ChangeMark::Added)),
    ("Removed", Some(ChangeMark::Removed)),
    ("Edited", Some(ChangeMark::Edited)),
    ("Moved", Some(ChangeMark::Moved)),
];

pub(in crate::gui::panels) fn comparison_ui(ui: &mut Ui, state: &mut UiState, outbox: &mut Outbox) {
    let Some(mut comparing) = state.comparing.take() else { return };
    comparing.renew();
    let frame = Frame::new().fill(Tokens::of(ui).surface_1);
    let width = ui.available_width();
    Panel::top("compared")
        .frame(frame)
        .show_separator_line(false)
        .show(ui, |ui| title_ui(ui, &comparing, outbox));
    Panel::left("compared changes")
        .frame(frame)
        .default_size((width * LAYOUT.comparison_list_share).max(LAYOUT.promote_side_min))
        .min_size(LAYOUT.promote_side_min)
        .max_size(width * LAYOUT.promote_right_most_share)
        .show(ui, |ui| {
            list_of_changes_ui(ui, &mut comparing, state);
            ui.take_available_space();
        });
    CentralPanel::default().frame(frame).show(ui, |ui| selected_ui(ui, &comparing));
    if state.dialog.is_none() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        outbox.send(Intent::CloseComparison);
    }
    state.comparing = Some(comparing);
}

fn title_ui(ui: &mut Ui, comparing: &Comparing, outbox: &mut Outbox) {
    let comparison = &comparing.comparison;
    panel_header_with_ui(
        ui,
        "Comparison",
        |ui| {
            let words = format!("{}  →  {}", comparison.before, comparison.after);
            ui.add(Label::new(semibold_text(ui, words)).truncate());
        },
        |ui| {
            if button_quiet_ui(ui, "Close").on_hover_text("Back to the view (Esc)").clicked() {
                outbox.send(Intent::CloseComparison);
            }
            for (label, command) in [("Save as…", P::SaveComparison), ("Copy", P::CopyComparison)] {
                let command = UiCommand::Promotion(command);
                if button_small_ui(ui, label).on_hover_text(command.help()).clicked() {
                    outbox.ui(command);
                }
            }
            for (label, command) in [("Next", P::NextChange), ("Previous", P::PreviousChange)] {
                let command = UiCommand::Promotion(command);
                let keys = command.shortcut().map(|keys| ui.ctx().format_shortcut(&keys)).unwrap_or_default();
                if button_small_ui(ui, label).on_hover_text(format!("{} ({keys})", command.help())).clicked()
                {
                    outbox.ui(command);
                }
            }
        },
    );
    hairline_ui(ui);
}

fn list_of_changes_ui(ui: &mut Ui, comparing: &mut Comparing, state: &mut UiState) {
    let n_all = comparing.comparison.rows.len();
    let words = if comparing.shown.len() == n_all {
        counted(n_all, "difference")
    } else {
        format!("{} of {n_all}", comparing.shown.len())
    };
    panel_header_ui(ui, "Changes", &words);
    if n_all == 0 {
        empty_state_ui(ui, "Nothing differs; formatting alone is no difference", None);
        return;
    }
    filters_ui(ui, comparing);
    if comparing.shown.is_empty() {
        empty_state_ui(ui, "No difference fits the filter", None);
        return;
    }
    let selected = comparing.selected;
    take_focus(ui, state, FocusTarget::ComparedChanges, (LIST, selected));
    let scroll_to = Some(selected).filter(|_| comparing.scrolled != Some(selected));
    comparing.scrolled = Some(selected);
    let row_of = |row: usize| comparing.shown.get(row).and_then(|idx| comparing.comparison.rows.get(*idx));
    let list = List {
        id_salt: LIST,
        accessible_name: "Differences",
        n_rows: comparing.shown.len(),
        row_height: SIZES.row,
        selected: Some(selected),
        row_name: &|row| row_of(row).map(|row| row.accessible_name(&[])).unwrap_or_default(),
        scroll_to,
        lines: false,
    };
    let output = list_ui(ui, list, |ui, row, _| {
        if let Some(row) = row_of(row) {
            changed_row_ui(ui, row, &[]);
        }
    });
    comparing.selected = output.chosen.unwrap_or(selected);
}

fn filters_ui(ui: &mut Ui, comparing: &mut Comparing) {
    ui.horizontal(|ui| {
        ui.add_space(SIZES.padding);
        let width = ui.available_width() - SIZES.padding;
        let field = TextField {
            text: &mut comparing.filter,
            accessible_name: "Filter differences",
            hint: "Filter by name",
            trailing: "",
            width,
        };
        text_field_ui(ui, field);
    });
    let there: Vec<_> =
        MARKS.into_iter().filter(|(_, mark)| mark.is_none_or(|mark| comparing.count(mark) > 0)).collect();
    let tabs: Vec<(&str, bool)> =
        there.iter().map(|(title, mark)| (*title, *mark == comparing.mark)).collect();
    ui.horizontal(|ui| {
        ui.add_space(SIZES.gap_small);
        if let Some((_, mark)) = tabs_ui(ui, &tabs).and_then(|tab| there.get(tab)) {
            comparing.mark = *mark;
        }
    });
}

fn selected_ui(ui: &mut Ui, comparing: &Comparing) {
    let Some(row) =
        comparing.shown.get(comparing.selected).and_then(|idx| comparing.comparison.rows.get(*idx))
    else {
        empty_state_ui(ui, "The difference that you select stands here", None);
        return;
    };
    panel_header_with_ui(
        ui,
        &format!("{} {}", row.noun, row.mark.word()),
        |ui| {
            ui.add(Label::new(semibold_text(ui, &row.name)).truncate());
            let place = [row.place.as_str(), row.detail.as_str()].into_iter().filter(|text| !text.is_empty());
            ui.add(Label::new(weak_text(ui, place.collect::<Vec<_>>().join(" · "))).truncate());
        },
        |_| {},
    );
    side_by_side_ui(
        ui,
        SideBySide {
            id_salt: "compared",
            accessible_name: "The difference, before and after",
            titles: (&comparing.comparison.before, &comparing.comparison.after),
            rows: &comparing.rows,
            language: comparing.language,
        },
    );
}
