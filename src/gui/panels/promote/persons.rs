//! The persons of the selected group, with what was before and what is after.

use egui::{Label, Ui};

use crate::gui::PromotionCommand as P;
use crate::gui::UiCommand;
use crate::gui::intent::Outbox;
use crate::gui::panels::focus::take_focus;
use crate::gui::panels::grouped;
use crate::gui::promote_rows::PersonRow;
use crate::gui::theme::{LAYOUT, SIZES, normal_text, strong_text, weak_text};
use crate::gui::ui_state::{FocusTarget, UiState};
use crate::gui::widgets::{
    Column, Columns, List, TextField, button_quiet_ui, columns_header_ui, empty_state_ui, list_ui,
    panel_header_with_ui, text_field_ui,
};
use crate::workbench::Workbench;

const LIST: &str = "persons";

/// So many letters in front of a difference are shown in any case.
const SHARED_SHOWN: usize = 6;

pub(super) fn persons_ui(ui: &mut Ui, workbench: &Workbench, state: &mut UiState, outbox: &mut Outbox) {
    state.promote.persons.renew(workbench, &state.promote.person_filter);
    let group = workbench.shown_group().and_then(|idx| state.promote.groups.all.get(idx));
    let words = group.map(|group| format!("{} · {}", group.what, grouped(group.count))).unwrap_or_default();
    panel_header_with_ui(
        ui,
        "Persons",
        |_| {},
        |ui| {
            let save = UiCommand::Promotion(P::SaveImpact);
            if group.is_some() {
                ui.add_enabled_ui(save.is_enabled(workbench), |ui| {
                    if button_quiet_ui(ui, "Export as CSV…").on_hover_text(save.help()).clicked() {
                        outbox.ui(save);
                    }
                });
            }
            ui.add(Label::new(weak_text(ui, words)).truncate());
        },
    );
    if group.is_none() {
        empty_state_ui(ui, "The persons of the group that you select stand here", None);
        return;
    }
    filter_ui(ui, state);
    let columns = columns_header_ui(
        ui,
        LIST,
        &[
            Column::share("Person", 1.2, LAYOUT.column_field),
            Column::share("Before", 1.0, LAYOUT.panel_min / 2.0),
            Column::share("After", 1.0, LAYOUT.panel_min / 2.0),
        ],
    );
    if state.promote.persons.rows.is_empty() {
        empty_state_ui(ui, "Nobody of them fits the filter", None);
        return;
    }
    take_focus(ui, state, FocusTarget::Persons, (LIST, state.promote.person.unwrap_or(0)));
    list_of_persons_ui(ui, state, &columns);
}

fn filter_ui(ui: &mut Ui, state: &mut UiState) {
    let persons = &state.promote.persons;
    ui.horizontal(|ui| {
        ui.add_space(SIZES.padding);
        let all = usize::try_from(persons.count).is_ok_and(|count| count <= persons.known);
        let words = if all { String::new() } else { format!("the first {}", grouped(persons.known as u64)) };
        let room = ui.available_width() - SIZES.padding - if all { 0.0 } else { LAYOUT.column_agreed };
        let field = TextField {
            text: &mut state.promote.person_filter,
            accessible_name: "Filter persons",
            hint: "Filter by name, id or value",
            trailing: "",
            width: room.max(LAYOUT.column_field),
        };
        text_field_ui(ui, field);
        if !all {
            ui.label(weak_text(ui, words)).on_hover_text("All of them go into the CSV file");
        }
    });
}

fn list_of_persons_ui(ui: &mut Ui, state: &mut UiState, columns: &Columns) {
    let rows = &state.promote.persons.rows;
    let list = List {
        id_salt: LIST,
        accessible_name: "Persons",
        n_rows: rows.len(),
        row_height: SIZES.row,
        selected: state.promote.person.filter(|row| *row < rows.len()),
        row_name: &|row| rows.get(row).map(row_name).unwrap_or_default(),
        scroll_to: None,
        lines: true,
    };
    let output = list_ui(ui, list, |ui, idx, response| {
        let Some(row) = rows.get(idx) else { return };
        columns.cell_ui(ui, 0, |ui| ui.add(Label::new(strong_text(ui, &row.name)).truncate()));
        let [before, after] = from_difference([shown(&row.before), shown(&row.after)]);
        columns.cell_ui(ui, 1, |ui| ui.add(Label::new(weak_text(ui, before)).truncate()));
        columns.cell_ui(ui, 2, |ui| ui.add(Label::new(normal_text(ui, after)).truncate()));
        response.clone().on_hover_text(format!(
            "{} ({}), {}\n{}\n→\n{}",
            row.name,
            row.id,
            row.place,
            shown(&row.before),
            shown(&row.after)
        ));
    });
    state.promote.person = output.chosen.or(state.promote.person);
}

fn shown(value: &str) -> &str {
    if value.is_empty() { "none" } else { value }
}

/// Both texts; a long beginning that they share is left out, so that the cells show what differs.
fn from_difference([before, after]: [&str; 2]) -> [String; 2] {
    let n_shared = before.chars().zip(after.chars()).take_while(|(one, other)| one == other).count();
    let from = |text: &str| match n_shared.checked_sub(SHARED_SHOWN) {
        Some(n_left_out) if n_left_out > SHARED_SHOWN => {
            format!("…{}", text.chars().skip(n_left_out).collect::<String>())
        }
        _ => text.to_owned(),
    };
    [from(before), from(after)]
}

fn row_name(row: &PersonRow) -> String {
    format!("{}, {} before, {} after", row.name, shown(&row.before), shown(&row.after))
}

#[cfg(test)]
mod tests {
    use super::from_difference;

    #[test]
    fn what_differs_is_in_sight() {
        let check = |before: &str, after: &str, expected: [&str; 2]| {
            assert_eq!(from_difference([before, after]), expected);
        };
        check("Buyer", "Buyers", ["Buyer", "Buyers"]);
        check("Terminal Operator", "Terminal Operator (KH)", ["…erator", "…erator (KH)"]);
        check("none", "Terminal Operator", ["none", "Terminal Operator"]);
        check("ŁŁŁŁŁŁŁŁŁŁŁŁŁa", "ŁŁŁŁŁŁŁŁŁŁŁŁŁb", ["…ŁŁŁŁŁŁa", "…ŁŁŁŁŁŁb"]);
    }
}
