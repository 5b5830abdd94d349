//! The dialogs about cases: what all samples become, a value that is expected, the record before.

use std::sync::Arc;

use egui::{Checkbox, Key, Label, RadioButton, TextEdit, Ui};

use crate::gui::dialogs::dialog::{
    buttons_ui, focus_and_select_at_first, focus_at_first, list_height, title_ui,
};
use crate::gui::intent::{Intent, Outbox};
use crate::gui::theme::{LAYOUT, SIZES, Tokens, message_job, normal_text, weak_text};
use crate::gui::widgets::{
    CodeEditor, Language, List, Sign, TextField, code_editor_ui, list_ui, paragraph_ui, row_content_ui,
    sign_ui, text_field_ui,
};
use crate::mapping::{Case, CaseRecord, RunStatus};
use crate::target::Record;
use crate::workbench::{CaseCommand, Command, ExpectPlan, ValueForm, Workbench};

/// What all samples become, before it is expected.
pub(super) fn expect_all_ui(ui: &mut Ui, workbench: &Workbench, updates: &mut bool, outbox: &mut Outbox) {
    title_ui(ui, "Expect all samples", LAYOUT.dialog_width);
    let Some(plan) = workbench.expect_plan().map(Arc::clone) else {
        ui.horizontal(|ui| {
            ui.spinner();
            ui.label(normal_text(ui, "Running the mapping on all samples…"));
        });
        buttons_ui(ui, "Expect", false, outbox);
        return;
    };
    paragraph_ui(ui, "What each sample becomes now is what is expected from now on.");
    ui.add_space(SIZES.gap);
    summary_ui(ui, &plan, updates);
    plan_list_ui(ui, &plan, *updates);
    let n_taken = plan.new.len() + if *updates { plan.changed.len() } else { 0 };
    let verb = match (plan.new.len(), n_taken) {
        (_, 0) => "Nothing to expect".to_owned(),
        (new, taken) if new == taken => format!("Add {}", cases(new)),
        (0, taken) => format!("Update {}", cases(taken)),
        (new, taken) => format!("Add {new} and update {}", cases(taken - new)),
    };
    if buttons_ui(ui, &verb, n_taken > 0, outbox) {
        outbox.send(Intent::CloseDialog);
        outbox.command(Command::Case(CaseCommand::ExpectPlanned { plan, updates: *updates }));
    }
}

fn cases(count: usize) -> String {
    if count == 1 { "1 case".to_owned() } else { format!("{count} cases") }
}

fn summary_ui(ui: &mut Ui, plan: &ExpectPlan, updates: &mut bool) {
    let facts = [
        (plan.new.len(), "without a case so far"),
        (plan.n_same, "expected like this already"),
        (plan.n_not_run, "neither a user nor a group, so that nothing is expected"),
    ];
    for (count, words) in facts.into_iter().filter(|(count, _)| *count > 0) {
        ui.label(normal_text(ui, format!("{count} {words}")));
    }
    if !plan.changed.is_empty() {
        let label = format!("Update {} that differ now", cases(plan.changed.len()));
        ui.add(Checkbox::new(updates, label))
            .on_hover_text("What they expect is replaced; a review of it is taken out");
    }
    ui.add_space(SIZES.gap);
}

/// What is new and what would change.
fn plan_list_ui(ui: &mut Ui, plan: &ExpectPlan, updates: bool) {
    let n_rows = plan.new.len() + plan.changed.len();
    if n_rows == 0 {
        return;
    }
    let row = |row: usize| -> Option<(bool, &Case)> {
        let changed = plan.changed.get(row).map(|(_, case)| (true, case));
        let row = row.checked_sub(plan.changed.len());
        changed.or_else(|| row.and_then(|row| plan.new.get(row)).map(|(_, case)| (false, case)))
    };
    let words = |is_changed: bool| match (is_changed, updates) {
        (true, true) => "updated",
        (true, false) => "differs, stays red",
        (false, _) => "new",
    };
    let row_name = |idx: usize| {
        row(idx).map(|(is_changed, case)| format!("{}, {}", case.name, words(is_changed))).unwrap_or_default()
    };
    let list = List {
        id_salt: "expected cases",
        accessible_name: "Cases that are added or updated",
        n_rows,
        row_height: SIZES.tree_row,
        selected: None,
        row_name: &row_name,
        scroll_to: None,
        lines: false,
    };
    ui.scope(|ui| {
        ui.set_max_height(list_height(ui, LAYOUT.dialog_list));
        list_ui(ui, list, |ui, idx, _| {
            let Some((is_changed, case)) = row(idx) else { return };
            row_content_ui(
                ui,
                |ui| {
                    sign_ui(ui, if is_changed { Sign::Changed } else { Sign::Set });
                    ui.add(Label::new(normal_text(ui, &case.name)).truncate());
                },
                |ui| {
                    let status = case.expected.status.word();
                    ui.label(weak_text(
                        ui,
                        format!("{} · {status} · {}", case.record_type, words(is_changed)),
                    ));
                },
            );
        });
    });
}

/// Saying what a field shall be.
pub(super) fn edit_expected_ui(
    ui: &mut Ui,
    workbench: &Workbench,
    (stem, record_type, field): (&str, &str, &str),
    (form, text): (ValueForm, &mut String),
    outbox: &mut Outbox,
) {
    let width = if form == ValueForm::Json { LAYOUT.dialog_wide } else { LAYOUT.dialog_width };
    title_ui(ui, &format!("What {field} shall be"), width);
    let is_entered = value_ui(ui, form, text);
    let value = workbench.value_of_text(record_type, field, text);
    ui.add_space(SIZES.gap_small);
    match &value {
        Ok(None) => {
            ui.label(weak_text(ui, "An empty field is expected"));
        }
        Ok(Some(_)) => {}
        Err(why) => {
            ui.add(Label::new(message_job(why, Tokens::of(ui).failed)).wrap());
        }
    }
    let is_possible = value.is_ok();
    if (buttons_ui(ui, "Expect", is_possible, outbox) || is_entered)
        && let Ok(value) = value
    {
        outbox.send(Intent::CloseDialog);
        let (stem, field) = (stem.to_owned(), field.to_owned());
        outbox.command(Command::Case(CaseCommand::SetExpected { stem, field, value }));
    }
}

/// The text of a value; whether Enter was pressed in a single line.
fn value_ui(ui: &mut Ui, form: ValueForm, text: &mut String) -> bool {
    const NAME: &str = "Expected value";
    match form {
        ValueForm::Line => {
            let width = ui.available_width();
            let field = TextField {
                text,
                accessible_name: NAME,
                hint: "Nothing for an empty field",
                trailing: "",
                width,
            };
            let response = text_field_ui(ui, field);
            focus_and_select_at_first(ui, &response, text);
            response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
        }
        ValueForm::Lines => {
            let edit = TextEdit::multiline(text).desired_width(ui.available_width()).desired_rows(5);
            let response = ui.add(edit);
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::MultilineTextInput, true, NAME));
            focus_at_first(ui, &response);
            false
        }
        ValueForm::Json => {
            json_ui(ui, "expected value", text, NAME);
            false
        }
    }
}

fn json_ui(ui: &mut Ui, id_salt: &str, text: &mut String, name: &str) {
    let height = list_height(ui, LAYOUT.dialog_list);
    ui.allocate_ui(egui::vec2(ui.available_width(), height), |ui| {
        ui.set_min_height(height);
        let output = code_editor_ui(
            ui,
            CodeEditor {
                id_salt,
                text,
                accessible_name: name,
                marks: &[],
                shows_tooltips: true,
                line_hints: &[],
                stretches: &[],
                language: Language::Json,
                read_only: false,
                wraps: false,
            },
        );
        focus_at_first(ui, &output.response);
    });
}

/// Saying whether a record is expected.
pub(super) fn status_ui(ui: &mut Ui, workbench: &Workbench, stem: &str, outbox: &mut Outbox) {
    title_ui(ui, "What is expected of the record", LAYOUT.dialog_width);
    let known = workbench.model().cases.get(stem).map(|case| case.expected.status);
    for (status, words) in [
        (RunStatus::Written, "It is written"),
        (RunStatus::Rejected, "It is rejected: the mapping decides that none is written"),
        (RunStatus::Failed, "It fails: it cannot be written"),
    ] {
        let response = ui.add(RadioButton::new(known == Some(status), words));
        if known == Some(status) {
            focus_at_first(ui, &response);
        }
        if response.clicked() {
            outbox.send(Intent::CloseDialog);
            outbox.command(Command::Case(CaseCommand::SetStatus { stem: stem.to_owned(), status }));
        }
    }
    crate::gui::dialogs::dialog::close_button_ui(ui, outbox);
}

/// Saying with which record a case begins.
pub(super) fn current_ui(
    ui: &mut Ui,
    stem: &str,
    (current, text): (&mut CaseRecord, &mut String),
    outbox: &mut Outbox,
) {
    title_ui(ui, "The record before", LAYOUT.dialog_wide);
    let is_given = matches!(current, CaseRecord::Given(_));
    let choices = [
        (
            CaseRecord::FromRecords,
            *current == CaseRecord::FromRecords,
            "The record of the project that the sample finds",
        ),
        (CaseRecord::New, *current == CaseRecord::New, "None: the record is new"),
        (CaseRecord::Given(Record::default()), is_given, "This one, in JSON"),
    ];
    for (choice, is_chosen, words) in choices {
        if ui.add(RadioButton::new(is_chosen, words)).clicked() {
            *current = choice;
        }
    }
    let mut is_possible = true;
    if matches!(current, CaseRecord::Given(_)) {
        ui.add_space(SIZES.gap);
        json_ui(ui, "current record", text, "Record before");
        let blank = text.trim().is_empty();
        match serde_json::from_str(if blank { "{}" } else { text.as_str() }) {
            Ok(record) => *current = CaseRecord::Given(record),
            Err(error) => {
                is_possible = false;
                let why = format!("An object of fields is expected: {error}");
                ui.add(Label::new(message_job(&why, Tokens::of(ui).failed)).wrap());
            }
        }
    }
    if buttons_ui(ui, "Begin with it", is_possible, outbox) {
        outbox.send(Intent::CloseDialog);
        let (stem, current) = (stem.to_owned(), current.clone());
        outbox.command(Command::Case(CaseCommand::SetCurrent { stem, current }));
    }
}

/// Renaming a case.
pub(super) fn rename_ui(ui: &mut Ui, stem: &str, name: &mut String, outbox: &mut Outbox) {
    title_ui(ui, "Rename case", LAYOUT.dialog_width);
    let width = ui.available_width();
    let field = TextField {
        text: name,
        accessible_name: "Name of the case",
        hint: "Joiner, full",
        trailing: "",
        width,
    };
    let response = text_field_ui(ui, field);
    focus_and_select_at_first(ui, &response, name);
    let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let is_named = !name.trim().is_empty();
    if buttons_ui(ui, "Rename", is_named, outbox) || (is_entered && is_named) {
        outbox.send(Intent::CloseDialog);
        let (stem, name) = (stem.to_owned(), name.trim().to_owned());
        outbox.command(Command::Case(CaseCommand::Rename { stem, name }));
    }
}
