//! The list of cases, and what narrows it.

use egui::{ComboBox, Label, Response, Ui};

use crate::gui::UiCommand;
use crate::gui::intent::Outbox;
use crate::gui::panels::cell::sign_of_case;
use crate::gui::panels::focus::take_focus;
use crate::gui::panels::menu_bar::context_commands_ui;
use crate::gui::theme::{SIZES, normal_text, strong_text, weak_text};
use crate::gui::ui_command::CaseUiCommand;
use crate::gui::ui_state::{FocusTarget, UiState};
use crate::gui::widgets::{
    List, TextField, button_quiet_ui, empty_state_ui, list_ui, name_ui, panel_header_with_ui, row_content_ui,
    sign_ui, tabs_ui, text_field_ui,
};
use crate::workbench::{CaseFilter, CaseRow, CaseVerdictFilter, Command, SelectCommand, Workbench};

const LIST: &str = "cases";

pub(super) fn cases_list_ui(ui: &mut Ui, workbench: &Workbench, state: &mut UiState, outbox: &mut Outbox) {
    let counts = workbench.case_counts();
    panel_header_with_ui(
        ui,
        "Cases",
        |_| {},
        |ui| {
            let command = UiCommand::Case(CaseUiCommand::ExpectAll);
            let expect = button_quiet_ui(ui, "Expect all…");
            name_ui(&expect, command.title());
            if expect.on_hover_text(command.help()).clicked() {
                outbox.ui(command);
            }
            ui.add(Label::new(weak_text(ui, counts.words())).truncate());
        },
    );
    let (listed, red_fields) = state.cases.listed(workbench);
    verdicts_ui(ui, &mut state.cases.filter, (counts.n_cases, counts.n_red, counts.n_green));
    filter_ui(ui, &mut state.cases.filter, &red_fields);
    if listed.is_empty() {
        let sentence = match state.cases.filter.verdict {
            CaseVerdictFilter::Red if counts.n_red == 0 => "No case is red",
            _ => "No case fits the filter",
        };
        if empty_state_ui(ui, sentence, Some("Show all cases")) {
            state.cases.filter = CaseFilter::default();
        }
        return;
    }
    rows_ui(ui, workbench, state, &listed, outbox);
}

fn verdicts_ui(ui: &mut Ui, filter: &mut CaseFilter, (n_all, n_red, n_green): (usize, usize, usize)) {
    let choices = [
        (CaseVerdictFilter::All, format!("All {n_all}")),
        (CaseVerdictFilter::Red, format!("Red {n_red}")),
        (CaseVerdictFilter::Green, format!("Green {n_green}")),
    ];
    let tabs: Vec<(&str, bool)> =
        choices.iter().map(|(verdict, label)| (label.as_str(), filter.verdict == *verdict)).collect();
    ui.horizontal(|ui| {
        ui.add_space(SIZES.padding);
        if let Some((verdict, _)) = tabs_ui(ui, &tabs).and_then(|tab| choices.get(tab)) {
            filter.verdict = *verdict;
        }
    });
    ui.add_space(SIZES.gap_small);
}

fn filter_ui(ui: &mut Ui, filter: &mut CaseFilter, red_fields: &[(String, usize)]) {
    ui.horizontal(|ui| {
        ui.add_space(SIZES.padding);
        let room = ui.available_width() - SIZES.padding - SIZES.gap;
        let field = TextField {
            text: &mut filter.text,
            accessible_name: "Filter cases",
            hint: "Filter by name",
            trailing: "",
            width: (room / 2.0).floor(),
        };
        text_field_ui(ui, field);
        let chosen = if filter.field.is_empty() { "Any field" } else { filter.field.as_str() }.to_owned();
        let combo = ComboBox::from_id_salt("field of cases")
            .width(ui.available_width() - SIZES.padding)
            .truncate()
            .selected_text(&chosen);
        let response = combo.show_ui(ui, |ui| field_choices_ui(ui, filter, red_fields)).response;
        name_ui(&response, &format!("Field: {chosen}"));
    });
    ui.add_space(SIZES.gap_small);
}

/// The fields that cases differ in.
fn field_choices_ui(ui: &mut Ui, filter: &mut CaseFilter, red_fields: &[(String, usize)]) {
    if ui.selectable_label(filter.field.is_empty(), "Any field").clicked() {
        filter.field.clear();
    }
    for (field, count) in red_fields {
        let label = format!("{field} · {count} red");
        if ui.selectable_label(filter.field == *field, label).clicked() {
            filter.field.clone_from(field);
            filter.verdict = CaseVerdictFilter::Red;
        }
    }
}

fn rows_ui(ui: &mut Ui, workbench: &Workbench, state: &mut UiState, listed: &[usize], outbox: &mut Outbox) {
    let case = workbench.selection().case;
    let selected = listed.binary_search(&case).ok();
    let scroll_to = selected.filter(|_| state.cases.scrolled != Some(case));
    state.cases.scrolled = Some(case);
    take_focus(ui, state, FocusTarget::Cases, (LIST, selected.unwrap_or(0)));
    let case_row = |row: usize| workbench.case_row(*listed.get(row)?);
    let row_name =
        |row: usize| case_row(row).map(|row| format!("Case {}, {}", row.name, row.words)).unwrap_or_default();
    let list = List {
        id_salt: LIST,
        accessible_name: "Cases; Enter goes to what differs",
        n_rows: listed.len(),
        row_height: SIZES.row,
        selected,
        row_name: &row_name,
        scroll_to,
        lines: false,
    };
    let output = list_ui(ui, list, |ui, row, response| {
        if let Some(shown) = case_row(row) {
            row_ui(ui, &shown, selected == Some(row));
            response.clone().on_hover_text(format!("{}: {}", shown.name, shown.words));
        }
        context_menu_ui(response, workbench, listed.get(row).copied(), outbox);
    });
    if let Some(case) = output.chosen.and_then(|row| listed.get(row)) {
        state.cases.field = None;
        outbox.command(Command::Select(SelectCommand::Case(*case)));
    }
    if output.activated.is_some() {
        outbox.ui(UiCommand::Case(CaseUiCommand::FocusFields));
    }
}

fn row_ui(ui: &mut Ui, row: &CaseRow, is_selected: bool) {
    row_content_ui(
        ui,
        |ui| {
            sign_ui(ui, sign_of_case(row.verdict));
            let text = if is_selected { strong_text(ui, &row.name) } else { normal_text(ui, &row.name) };
            ui.add(Label::new(text).truncate());
        },
        |ui| {
            let mut facts: Vec<&str> = vec![&row.words];
            facts.extend((!row.compared.is_empty()).then_some(row.compared.as_str()));
            facts.extend(row.is_reviewed.then_some("agreed"));
            ui.label(weak_text(ui, facts.join(" · ").replace('`', "")));
        },
    );
}

/// The menu is about the case under it, which the click selects.
fn context_menu_ui(response: &Response, workbench: &Workbench, case: Option<usize>, outbox: &mut Outbox) {
    if response.secondary_clicked()
        && let Some(case) = case
    {
        outbox.command(Command::Select(SelectCommand::Case(case)));
    }
    let groups: [&[UiCommand]; 2] = [
        &[UiCommand::Case(CaseUiCommand::Accept), UiCommand::Case(CaseUiCommand::EditCurrent)],
        &[
            UiCommand::Case(CaseUiCommand::Rename),
            UiCommand::Case(CaseUiCommand::Duplicate),
            UiCommand::Case(CaseUiCommand::Delete),
        ],
    ];
    context_commands_ui(response, workbench, &groups, outbox);
}
