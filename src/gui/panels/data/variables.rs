//! The page of the variables: a row for each, with its value in every environment.

use egui::{Label, Ui};

use crate::gui::data_state::{DataList, ValueEdit, VariablesState};
use crate::gui::intent::Outbox;
use crate::gui::panels::data::tables::actions_ui;
use crate::gui::panels::data::value_cells::{ValueDone, value_edit_ui, value_ui};
use crate::gui::panels::focus::take_focus;
use crate::gui::panels::menu_bar::context_commands_ui;
use crate::gui::panels::status_bar::counted;
use crate::gui::theme::{LAYOUT, SIZES, Tokens, code_text, normal_text, weak_text};
use crate::gui::ui_state::{FocusTarget, UiState};
use crate::gui::widgets::{
    Column, Columns, List, ListOutput, Sign, columns_header_ui, empty_state_ui, list_ui, sign_ui,
};
use crate::gui::{DataCommand, UiCommand};
use crate::workbench::{Command, ValueState, VariableCommand, VariableRow, Workbench};

const LIST: &str = "variables";

/// The columns before those of the environments: the name and the type.
pub const FIRST_VALUE: usize = 2;

const CONTEXT: [&[UiCommand]; 2] = [
    &[
        UiCommand::Data(DataCommand::AddVariable),
        UiCommand::Data(DataCommand::EditVariable),
        UiCommand::Data(DataCommand::RenameVariable),
        UiCommand::Data(DataCommand::ClearValue),
        UiCommand::Data(DataCommand::DeleteVariable),
    ],
    &[UiCommand::Data(DataCommand::FindVariableUses)],
];

pub(in crate::gui::panels) fn variables_ui(
    ui: &mut Ui,
    workbench: &Workbench,
    state: &mut UiState,
    outbox: &mut Outbox,
) {
    state.data.renew_variables(workbench);
    if state.data.variables.rows.is_empty() {
        let sentence = "A variable is what differs between QA and production, such as a mail domain";
        if empty_state_ui(ui, sentence, Some("Add variable…")) {
            outbox.ui(UiCommand::Data(DataCommand::AddVariable));
        }
        return;
    }
    let environments = &workbench.model().settings.environments;
    let mut columns = vec![
        Column::share("Variable", 1.6, LAYOUT.column_field),
        Column::share("Type", 0.7, LAYOUT.column_verb),
    ];
    columns.extend(environments.iter().map(|of| Column::share(of.label(), 1.5, LAYOUT.column_field)));
    columns.push(Column::share("Read by", 0.8, LAYOUT.column_verb));
    footer_ui(ui, &state.data.variables, outbox);
    if state.focus == Some(FocusTarget::Variables) {
        state.data.variables.selected.get_or_insert(0);
    }
    let columns = columns_header_ui(ui, &format!("variables {}", environments.len()), &columns);
    let has_focus = rows_ui(ui, workbench, &mut state.data.variables, &columns, outbox);
    if has_focus {
        state.data.focused = Some(DataList::Variables);
    }
    let selected = state.data.variables.selected.unwrap_or(0);
    take_focus(ui, state, FocusTarget::Variables, (LIST, selected));
    ui.take_available_space();
}

/// What can be done, and how many values are still to be set.
fn footer_ui(ui: &mut Ui, state: &VariablesState, outbox: &mut Outbox) {
    let actions =
        [("Add variable…", DataCommand::AddVariable), ("Environments…", DataCommand::EditEnvironments)];
    let n_open: usize = state.rows.iter().map(VariableRow::n_open).sum();
    actions_ui(ui, "variables", &actions, outbox, |ui| {
        if n_open > 0 {
            let text = format!("{} to set", counted(n_open, "value"));
            ui.add(Label::new(normal_text(ui, text).color(Tokens::of(ui).warning)).truncate());
        }
    });
}

fn rows_ui(
    ui: &mut Ui,
    workbench: &Workbench,
    state: &mut VariablesState,
    columns: &Columns,
    outbox: &mut Outbox,
) -> bool {
    let n_columns = workbench.model().settings.environments.len() + FIRST_VALUE + 1;
    let mut edit = state.edit.take();
    let drawn = lines_ui(ui, workbench, (state, &mut edit), columns, outbox);
    if let Some((row, at)) = drawn.clicked {
        state.selected = Some(row);
        state.column = at.map_or(state.column, |at| column_at(columns, n_columns, at));
    }
    state.selected = drawn.list.chosen.or(drawn.list.activated).or(state.selected);
    if let Some((_, is_right)) = drawn.list.unfolded {
        let step = if is_right { 1 } else { -1 };
        state.column = state.column.saturating_add_signed(step).min(n_columns - 1);
    }
    if drawn.done.is_some() || (edit.is_some() && drawn.list.chosen.is_some()) {
        finish(ui, state, edit.take(), drawn.done, outbox);
    } else {
        state.edit = edit;
    }
    if drawn.list.activated.is_some() {
        let command = match state.column {
            0 => DataCommand::RenameVariable,
            1 => DataCommand::EditVariable,
            column if column + 1 == n_columns => DataCommand::FindVariableUses,
            _ => DataCommand::EditValue,
        };
        outbox.ui(UiCommand::Data(command));
    }
    drawn.list.has_focus
}

/// What happened in the lines.
struct Drawn {
    list: ListOutput,
    /// How the typing of a value ended.
    done: Option<ValueDone>,
    /// The row that was clicked, and where in it.
    clicked: Option<(usize, Option<f32>)>,
}

fn lines_ui(
    ui: &mut Ui,
    workbench: &Workbench,
    (state, edit): (&VariablesState, &mut Option<ValueEdit>),
    columns: &Columns,
    outbox: &mut Outbox,
) -> Drawn {
    let rows = &state.rows;
    let row_name = |row: usize| rows.get(row).map(row_words).unwrap_or_default();
    let list = List {
        id_salt: LIST,
        accessible_name: "Variables; Left and Right choose a column, Enter changes it",
        n_rows: rows.len(),
        row_height: SIZES.row,
        selected: state.selected,
        row_name: &row_name,
        scroll_to: None,
        lines: true,
    };
    let mut drawn = Drawn { list: ListOutput::default(), done: None, clicked: None };
    drawn.list = list_ui(ui, list, |ui, idx, response| {
        let Some(row) = rows.get(idx) else { return };
        let cursor = (state.selected == Some(idx)).then_some(state.column);
        if response.clicked() || response.double_clicked() || response.secondary_clicked() {
            let left = response.rect.left() + SIZES.padding;
            drawn.clicked = Some((idx, response.interact_pointer_pos().map(|at| at.x - left)));
        }
        facts_ui(ui, workbench, row, columns, cursor);
        for (nth, value) in row.values.iter().enumerate() {
            let column = FIRST_VALUE + nth;
            let is_edited =
                |edit: &&mut ValueEdit| edit.name == row.name && edit.environment == value.environment;
            columns.cell_ui(ui, column, |ui| match edit.as_mut().filter(is_edited) {
                Some(edit) => drawn.done = value_edit_ui(ui, edit, &row.type_).or(drawn.done),
                None => value_ui(ui, value, row, cursor == Some(column)),
            });
        }
        context_commands_ui(response, workbench, &CONTEXT, outbox);
    });
    drawn
}

/// What follows when a value was typed: Enter and another row keep it where it is one, Esc forgets it.
fn finish(
    ui: &Ui,
    state: &mut VariablesState,
    edit: Option<ValueEdit>,
    done: Option<ValueDone>,
    outbox: &mut Outbox,
) {
    let Some(edit) = edit else { return };
    let row = state.rows.iter().position(|row| row.name == edit.name);
    if done != Some(ValueDone::Dropped) {
        let type_ = row.and_then(|row| state.rows.get(row)).map(|row| row.type_.clone()).unwrap_or_default();
        let is_empty = edit.text.trim().is_empty();
        let value = type_.read(&edit.text).filter(|_| !is_empty);
        if value.is_none() && !is_empty {
            let problem = Some(format!("not a {type_}"));
            state.edit = Some(ValueEdit { problem, is_new: true, ..edit });
            return;
        }
        let (environment, name) = (edit.environment, edit.name);
        outbox.command(Command::Variable(VariableCommand::SetValue { environment, name, value }));
    }
    if let Some(row) = row.filter(|_| done.is_some()) {
        let id = egui::Id::unique(("list", LIST)).with(row);
        ui.memory_mut(|memory| memory.request_focus(id));
    }
}

fn column_at(columns: &Columns, n_columns: usize, at: f32) -> usize {
    let is_before = |column: &usize| columns.left(*column) <= at;
    (0..n_columns).take_while(is_before).last().unwrap_or(0)
}

/// A variable in words.
fn row_words(row: &VariableRow) -> String {
    let values = row.values.iter().map(|value| match value.state {
        ValueState::Fine => format!("{}: {}", value.environment, value.text),
        ValueState::Missing => format!("{}: no value", value.environment),
        ValueState::WrongType => format!("{}: {}, not a {}", value.environment, value.text, row.type_),
    });
    let values: Vec<String> = values.collect();
    format!("Variable {}, {}, {}, {}", row.name, row.type_, values.join(", "), uses_words(row))
}

fn uses_words(row: &VariableRow) -> String {
    match row.scripts.len() {
        0 => "no script".to_owned(),
        count => counted(count, "script"),
    }
}

/// Name, type and uses.
fn facts_ui(ui: &mut Ui, workbench: &Workbench, row: &VariableRow, columns: &Columns, cursor: Option<usize>) {
    columns.cell_ui(ui, 0, |ui| {
        cursor_ui(ui, cursor == Some(0));
        let response = ui.add(Label::new(code_text(ui, &row.name)).truncate());
        if !row.note.is_empty() {
            response.on_hover_text(&row.note);
        }
    });
    columns.cell_ui(ui, 1, |ui| {
        cursor_ui(ui, cursor == Some(1));
        let words = row.type_.words();
        let response = ui.add(Label::new(weak_text(ui, words)).truncate());
        if !row.is_declared {
            response.on_hover_text("Not declared; the type is that of its values");
        }
    });
    let last = FIRST_VALUE + row.values.len();
    columns.cell_ui(ui, last, |ui| {
        cursor_ui(ui, cursor == Some(last));
        if row.scripts.is_empty() {
            sign_ui(ui, Sign::Note);
        }
        let titles: Vec<String> =
            row.scripts.iter().filter_map(|script| workbench.script_title(*script)).collect();
        ui.add(Label::new(weak_text(ui, uses_words(row))).truncate()).on_hover_text(titles.join("\n"))
    });
}

/// Shows which cell of the selected row is chosen.
pub(super) fn cursor_ui(ui: &Ui, is_chosen: bool) {
    if is_chosen {
        let tokens = Tokens::of(ui);
        let rect = ui.max_rect().shrink2(egui::vec2(0.0, SIZES.gap_small / 2.0));
        let rect = rect.expand2(egui::vec2(SIZES.gap_small, 0.0)).intersect(ui.clip_rect());
        let line = egui::Stroke::new(SIZES.hairline, tokens.accent);
        ui.painter().rect_stroke(rect, SIZES.radius_badge, line, egui::StrokeKind::Inside);
    }
}
