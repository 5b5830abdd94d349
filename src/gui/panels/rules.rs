//! The rules of a rule set, with the value that each gives for the selected sample.

use egui::{ComboBox, Label, Response, RichText, Ui};

use crate::gui::UiCommand;
use crate::gui::intent::Outbox;
use crate::gui::panels::cell::{state_ui, value_text, verdict_words, with_verdict_ui};
use crate::gui::panels::focus::take_focus;
use crate::gui::panels::menu_bar::context_commands_ui;
use crate::gui::panels::reached::mark_reached;
use crate::gui::theme::{Glyph, LAYOUT, SIZES, Tokens, code_text, strong_text, weak_text};
use crate::gui::ui_command::CaseUiCommand;
use crate::gui::ui_state::{FocusTarget, UiState};
use crate::gui::widgets::{
    BadgeKind, Column, Columns, List, badge_ui, button_quiet_ui, columns_header_ui, empty_state_ui, list_ui,
    panel_header_with_ui,
};
use crate::workbench::{Command, FieldCell, RuleRow, ScriptPlace, SelectCommand, Workbench};

const LIST: &str = "rules";

pub(super) fn rules_ui(ui: &mut Ui, workbench: &Workbench, state: &mut UiState, outbox: &mut Outbox) {
    header_ui(ui, workbench, outbox);
    let rows = workbench.rule_rows();
    if rows.is_empty() {
        if empty_state_ui(ui, "No rule fills a field yet", Some("Add rule…")) {
            outbox.ui(UiCommand::AddRule);
        }
        return;
    }
    let columns = rule_columns_ui(ui, workbench);
    list_of_rules_ui(ui, workbench, state, &rows, &columns, outbox);
    ui.take_available_space();
}

/// A column of the list of rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RuleColumn {
    Field,
    Type,
    Script,
    Value,
    State,
}

/// The columns for which there is room.
struct RuleColumns {
    kinds: Vec<RuleColumn>,
    columns: Columns,
}

/// The header. A narrow list leaves out the type, then the script, so that no state is cut.
fn rule_columns_ui(ui: &mut Ui, workbench: &Workbench) -> RuleColumns {
    let width = ui.available_width();
    let mut kinds = vec![RuleColumn::Field];
    kinds.extend((width >= LAYOUT.rules_with_type).then_some(RuleColumn::Type));
    kinds.extend((width >= LAYOUT.rules_with_script).then_some(RuleColumn::Script));
    kinds.extend([RuleColumn::Value, RuleColumn::State]);
    let sample = workbench.sample().map_or("Value", |sample| sample.name.as_str());
    let columns: Vec<Column<'_>> = kinds
        .iter()
        .map(|kind| match kind {
            RuleColumn::Field => Column::share("Field", 1.4, LAYOUT.column_rule),
            RuleColumn::Type => Column::points("Type", LAYOUT.column_type),
            RuleColumn::Script => Column::share("Script", 2.6, LAYOUT.column_field),
            RuleColumn::Value => Column::share(sample, 1.7, LAYOUT.column_field),
            RuleColumn::State => Column::points("State", LAYOUT.column_state),
        })
        .collect();
    // What the user drags is kept for each set of columns.
    let id_salt = format!("rules, {} columns", kinds.len());
    let columns = columns_header_ui(ui, &id_salt, &columns);
    RuleColumns { kinds, columns }
}

fn header_ui(ui: &mut Ui, workbench: &Workbench, outbox: &mut Outbox) {
    let mut chosen = None;
    panel_header_with_ui(
        ui,
        "Rules",
        |ui| chosen = rule_set_ui(ui, workbench),
        |ui| {
            if button_quiet_ui(ui, "Add…").on_hover_text(UiCommand::AddRule.help()).clicked() {
                outbox.ui(UiCommand::AddRule);
            }
            ui.add(Label::new(weak_text(ui, filled_fields(workbench))).truncate());
        },
    );
    if let Some(idx) = chosen {
        outbox.command(Command::Select(SelectCommand::RuleSet(idx)));
    }
}

/// How many of the fields that can be filled have a rule.
fn filled_fields(workbench: &Workbench) -> String {
    let (Some(rule_set), Some(record_type)) = (workbench.rule_set(), workbench.record_type()) else {
        return String::new();
    };
    let all = record_type.writable_fields().count();
    let has_rule = |field: &str| rule_set.rules.iter().any(|rule| rule.enabled && rule.field == field);
    let filled = record_type.writable_fields().filter(|field| has_rule(&field.name)).count();
    format!("{filled} of {all} fields")
}

/// The rule set that is listed; gives another one when it is chosen.
fn rule_set_ui(ui: &mut Ui, workbench: &Workbench) -> Option<usize> {
    let rule_sets = &workbench.model().mapping.rule_sets;
    let title = workbench.rule_set().map(crate::mapping::RuleSet::title).unwrap_or_default();
    let mut chosen = None;
    let response = ComboBox::from_id_salt("rule set").selected_text(title).show_ui(ui, |ui| {
        for (idx, rule_set) in rule_sets.iter().enumerate() {
            let is_selected = idx == workbench.selection().rule_set;
            if ui.selectable_label(is_selected, rule_set.title()).clicked() {
                chosen = Some(idx);
            }
        }
    });
    crate::gui::widgets::name_ui(&response.response, "Rule set");
    chosen
}

fn list_of_rules_ui(
    ui: &mut Ui,
    workbench: &Workbench,
    state: &mut UiState,
    rows: &[RuleRow],
    columns: &RuleColumns,
    outbox: &mut Outbox,
) {
    let script = workbench.selection().script;
    let selected = rows.iter().position(|row| row.place == script);
    let scroll_to = selected.filter(|_| state.scrolled_rule != Some(script));
    state.scrolled_rule = Some(script);
    take_focus(ui, state, FocusTarget::Rules, (LIST, selected.unwrap_or(0)));
    let row_name = |row: usize| {
        let row = &rows[row];
        let red = if row.n_red > 0 { format!(", {} red", are_red(row.n_red)) } else { String::new() };
        format!("Rule {}, {}, {}{red}", row.field, row.cell.value, row.cell.state.word())
    };
    let list = List {
        id_salt: LIST,
        accessible_name: "Rules",
        n_rows: rows.len(),
        row_height: SIZES.row,
        selected,
        row_name: &row_name,
        scroll_to,
        lines: true,
    };
    let output = list_ui(ui, list, |ui, row, response| {
        mark_reached(ui, state, Some(rows[row].place));
        rule_ui(ui, &rows[row], columns, selected == Some(row));
        context_menu_ui(response, workbench, rows[row].place, outbox);
    });
    if let Some(row) = output.chosen {
        outbox.command(Command::Select(SelectCommand::Script(rows[row].place)));
    }
    if output.activated.is_some() {
        outbox.ui(UiCommand::FocusScript);
    }
}

fn rule_ui(ui: &mut Ui, row: &RuleRow, columns: &RuleColumns, is_selected: bool) {
    for (idx, kind) in columns.kinds.iter().enumerate() {
        columns.columns.cell_ui(ui, idx, |ui| rule_cell_ui(ui, row, *kind, is_selected));
    }
}

fn rule_cell_ui(ui: &mut Ui, row: &RuleRow, kind: RuleColumn, is_selected: bool) {
    let tokens = Tokens::of(ui);
    match kind {
        RuleColumn::Field => field_ui(ui, row),
        RuleColumn::Type => {
            ui.label(weak_text(ui, &row.type_words));
        }
        RuleColumn::Script => {
            let colour = if is_selected { tokens.text_strong } else { tokens.text };
            ui.add(Label::new(code_text(ui, &row.script).color(colour)).truncate());
        }
        RuleColumn::Value => {
            with_verdict_ui(ui, &row.cell, |ui| {
                let label = Label::new(value_text(ui, &row.cell)).truncate();
                let is_alone = row.cell.verdict.is_none();
                ui.add(label.show_tooltip_when_elided(is_alone)).on_hover_text(reason_words(&row.cell));
            });
        }
        RuleColumn::State => state_ui(ui, row.cell.state),
    }
}

/// Why the value is as it is, and what the cases say about it.
fn reason_words(cell: &FieldCell) -> String {
    let case = cell.verdict.as_ref().map(|of| format!("\n{}", verdict_words(of, &cell.value)));
    format!("{}{}", cell.reason, case.unwrap_or_default())
}

fn field_ui(ui: &mut Ui, row: &RuleRow) {
    let text = if row.is_enabled { strong_text(ui, &row.field) } else { weak_text(ui, &row.field) };
    ui.label(text);
    if row.is_required {
        ui.label(RichText::new("*").color(Tokens::of(ui).failed)).on_hover_text("Required");
    }
    if row.n_red > 0 {
        let hover = format!("{} red in this field", are_red(row.n_red));
        badge_ui(ui, &format!("{} {}", Glyph::NOT_EQUAL.0, row.n_red), BadgeKind::Bad).on_hover_text(hover);
    }
    if row.is_create_only {
        badge_ui(ui, "new only", BadgeKind::Quiet).on_hover_text("Only set on new records");
    }
    if !row.in_rhai.is_empty() {
        let why = format!("Runs in rhai, which is slower than the tree: {}", row.in_rhai);
        badge_ui(ui, "rhai", BadgeKind::Quiet).on_hover_text(why);
    }
}

/// `1 case is`, `2 cases are`.
fn are_red(count: usize) -> String {
    if count == 1 { "1 case is".to_owned() } else { format!("{count} cases are") }
}

/// The menu is about the rule under it, which the click selects.
fn context_menu_ui(response: &Response, workbench: &Workbench, place: ScriptPlace, outbox: &mut Outbox) {
    if response.secondary_clicked() {
        outbox.command(Command::Select(SelectCommand::Script(place)));
    }
    let groups: [&[UiCommand]; 4] = [
        &[UiCommand::Case(CaseUiCommand::ExpectField)],
        &[UiCommand::DuplicateRule, UiCommand::DeleteRule],
        &[UiCommand::MoveRuleUp, UiCommand::MoveRuleDown],
        &[UiCommand::ToggleRule, UiCommand::ToggleCreateOnly, UiCommand::EditNote],
    ];
    context_commands_ui(response, workbench, &groups, outbox);
}
