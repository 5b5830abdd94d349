//! The groups of persons who change: what, because of what, how many, and whether somebody agreed.

use egui::{Key, Label, Modifiers, RichText, Ui};

use crate::gui::intent::{Intent, Outbox};
use crate::gui::panels::counted_large;
use crate::gui::panels::focus::take_focus;
use crate::gui::panels::promote::signs::sign_of_kind;
use crate::gui::theme::{LAYOUT, SIZES, Tokens, normal_text, strong_text};
use crate::gui::ui_state::{FocusTarget, UiState};
use crate::gui::widgets::{
    Column, Columns, List, Segment, SegmentedBar, Sign, button_small_ui, columns_header_ui, list_ui, name_ui,
    segmented_bar_ui, sign_ui,
};
use crate::workbench::{Command, GroupRow, GroupState, PromoteCommand, Workbench};

const LIST: &str = "impact groups";

/// No bar has room for more segments.
const MOST_SEGMENTS: usize = 400;

pub(super) fn bar_ui(ui: &mut Ui, workbench: &Workbench, state: &UiState, outbox: &mut Outbox) {
    let groups = &state.promote.groups;
    let names: Vec<String> = groups.all.iter().take(MOST_SEGMENTS).map(row_name).collect();
    let segments: Vec<Segment<'_>> = groups
        .all
        .iter()
        .zip(&names)
        .map(|(row, name)| Segment { accessible_name: name, count: row.count, sign: sign_of_kind(row.kind) })
        .collect();
    ui.horizontal(|ui| {
        ui.add_space(SIZES.padding);
        ui.vertical(|ui| {
            ui.set_width(ui.available_width() - SIZES.padding);
            ui.add_space(SIZES.gap_small);
            let bar = SegmentedBar {
                id_salt: "impact",
                accessible_name: "Who changes, by group",
                segments: &segments,
                selected: workbench.shown_group(),
            };
            if let Some(row) = segmented_bar_ui(ui, bar) {
                outbox.command(Command::Promote(PromoteCommand::Group(row)));
            }
            ui.add_space(SIZES.gap_small);
        });
    });
}

pub(super) fn groups_ui(ui: &mut Ui, workbench: &Workbench, state: &mut UiState, outbox: &mut Outbox) {
    let columns = columns_header_ui(
        ui,
        LIST,
        &[
            Column::share("What", 1.2, LAYOUT.column_field),
            Column::share("Because", 1.6, LAYOUT.column_field),
            Column::points("Persons", LAYOUT.column_count).right(),
            Column::points("", LAYOUT.column_agreed),
        ],
    );
    let shown_group = workbench.shown_group();
    let selected = state.promote.groups.shown.iter().position(|idx| Some(*idx) == shown_group);
    let scroll_to = selected.filter(|_| state.promote.scrolled_group != selected);
    state.promote.scrolled_group = selected;
    take_focus(ui, state, FocusTarget::Impact, (LIST, selected.unwrap_or(0)));
    let groups = &state.promote.groups;
    let group = |row: usize| groups.shown.get(row).and_then(|idx| groups.all.get(*idx));
    let list = List {
        id_salt: LIST,
        accessible_name: "Groups of persons who change; Space acknowledges",
        n_rows: groups.shown.len(),
        row_height: SIZES.row,
        selected,
        row_name: &|row| group(row).map(row_name).unwrap_or_default(),
        scroll_to,
        lines: true,
    };
    let mut toggled = None;
    let output = list_ui(ui, list, |ui, row, _| {
        if let Some(group) = group(row)
            && row_ui(ui, group, &columns)
        {
            toggled = Some(row);
        }
    });
    if let Some(idx) = output.chosen.and_then(|row| groups.shown.get(row)) {
        outbox.command(Command::Promote(PromoteCommand::Group(*idx)));
    }
    let is_space = output.has_focus && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Space));
    if let Some(group) = toggled.or(selected.filter(|_| is_space)).and_then(group) {
        outbox.send(Intent::Acknowledge {
            ids: vec![group.id.clone()],
            is: group.state != GroupState::Acknowledged,
        });
    }
}

/// What a screen reader calls a group.
fn row_name(row: &GroupRow) -> String {
    format!("{}, {}, {}, {}", row.what, row.because, counted_large(row.count, "person"), row.state.words())
}

/// Draws a row; whether its button was pressed.
fn row_ui(ui: &mut Ui, row: &GroupRow, columns: &Columns) -> bool {
    columns.cell_ui(ui, 0, |ui| {
        sign_ui(ui, sign_of_kind(row.kind));
        ui.add(Label::new(strong_text(ui, &row.what)).truncate());
    });
    columns.cell_ui(ui, 1, |ui| ui.add(Label::new(normal_text(ui, &row.because)).truncate()));
    columns.cell_ui(ui, 2, |ui| ui.label(strong_text(ui, crate::gui::panels::grouped(row.count))));
    columns.cell_ui(ui, 3, |ui| state_ui(ui, row))
}

fn state_ui(ui: &mut Ui, row: &GroupRow) -> bool {
    let tokens = Tokens::of(ui);
    let words = row.state.words();
    match &row.state {
        GroupState::Acknowledged => {
            sign_ui(ui, Sign::Ok);
            ui.label(RichText::new(words).color(tokens.set));
            false
        }
        GroupState::Blocks(why) => {
            sign_ui(ui, Sign::Failed);
            ui.label(RichText::new(words).color(tokens.failed)).on_hover_text(why);
            false
        }
        GroupState::Open | GroupState::Grown(_) => {
            let button = button_small_ui(ui, "Acknowledge");
            name_ui(&button, &format!("Acknowledge: {}", row.what));
            let hover = match row.state {
                GroupState::Grown(before) => {
                    format!("Somebody agreed to {}", counted_large(before, "person"))
                }
                _ => "Say that these persons shall change so".to_owned(),
            };
            button.on_hover_text(hover).clicked()
        }
    }
}
