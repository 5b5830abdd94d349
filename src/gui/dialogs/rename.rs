//! Giving a table, a variable, a function or a local name another name, with what would change.

use egui::text::{LayoutJob, TextFormat};
use egui::{Key, Label, Ui};

use crate::gui::dialogs::dialog::{buttons_ui, focus_and_select_at_first, list_height, title_ui};
use crate::gui::intent::{Intent, Outbox};
use crate::gui::theme::{LAYOUT, SIZES, Tokens, code_font, message_job, semibold_code_font, weak_text};
use crate::gui::ui_state::FocusTarget;
use crate::gui::widgets::{List, TextField, list_ui, row_content_ui, text_field_ui};
use crate::workbench::language::{RenamePlan, RenameSubject, ScriptEdit, TextChange};
use crate::workbench::{Command, RuleCommand, Workbench};

pub(super) fn rename_ui(
    ui: &mut Ui,
    workbench: &Workbench,
    (subject, name): (&RenameSubject, &mut String),
    outbox: &mut Outbox,
) {
    let plan = workbench.rename_plan(subject, name);
    title_ui(ui, &format!("Rename {} {}", subject_words(subject), plan.old_name), LAYOUT.dialog_wide);
    let field = TextField {
        text: name,
        accessible_name: "New name",
        hint: &plan.old_name,
        trailing: "",
        width: ui.available_width(),
    };
    let response = text_field_ui(ui, field);
    focus_and_select_at_first(ui, &response, name);
    let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    ui.add_space(SIZES.gap);
    remarks_ui(ui, &plan);
    changes_ui(ui, &plan);
    let is_possible = plan.is_possible();
    if buttons_ui(ui, "Rename", is_possible, outbox) || (is_entered && is_possible) {
        outbox.send(Intent::CloseDialog);
        let new_name = name.trim().to_owned();
        outbox.command(Command::Rule(RuleCommand::Rename { subject: subject.clone(), new_name }));
        outbox.send(Intent::Focus(FocusTarget::Script));
    }
}

fn subject_words(subject: &RenameSubject) -> &'static str {
    match subject {
        RenameSubject::Table(_) => "table",
        RenameSubject::Variable(_) => "variable",
        RenameSubject::Helper(_) => "function",
        RenameSubject::Local { .. } => "local name",
    }
}

/// What stands in the way, what is to be looked at, and what changes beside scripts.
fn remarks_ui(ui: &mut Ui, plan: &RenamePlan) {
    let tokens = Tokens::of(ui);
    let remarks = plan.conflicts.iter().map(|remark| (remark, tokens.failed));
    let remarks = remarks.chain(plan.warnings.iter().map(|remark| (remark, tokens.warning)));
    for (remark, colour) in remarks {
        ui.add(Label::new(message_job(remark, colour)).wrap());
    }
    if !plan.others.is_empty() {
        ui.add(Label::new(weak_text(ui, format!("Also: {}", plan.others.join(", ")))).wrap());
    }
}

fn changes_ui(ui: &mut Ui, plan: &RenamePlan) {
    let changes: Vec<(&ScriptEdit, &TextChange)> = plan
        .scripts
        .iter()
        .flat_map(|script| script.changes.iter().map(move |change| (script, change)))
        .collect();
    let words = match changes.len() {
        0 => "No script names it".to_owned(),
        1 => "1 place in scripts".to_owned(),
        count => format!("{count} places in scripts"),
    };
    ui.label(weak_text(ui, words));
    if changes.is_empty() {
        return;
    }
    let place_words = |script: &ScriptEdit, change: &TextChange| {
        let span = script.span(change);
        format!("{} {}:{}", script.title, span.line, span.column)
    };
    let row_name =
        |row: usize| changes.get(row).map(|(script, change)| place_words(script, change)).unwrap_or_default();
    let list = List {
        id_salt: "changes of a renaming",
        accessible_name: "Places that change",
        n_rows: changes.len(),
        row_height: SIZES.tree_row,
        selected: None,
        row_name: &row_name,
        scroll_to: None,
        lines: false,
    };
    ui.scope(|ui| {
        ui.set_max_height(list_height(ui, LAYOUT.dialog_list));
        list_ui(ui, list, |ui, row, _| {
            let Some((script, change)) = changes.get(row) else { return };
            row_content_ui(
                ui,
                |ui| {
                    ui.add(Label::new(change_job(ui, script, change)).truncate());
                },
                |ui| {
                    ui.label(weak_text(ui, place_words(script, change)));
                },
            );
        });
    });
}

/// The line with the new name in it.
fn change_job(ui: &Ui, script: &ScriptEdit, change: &TextChange) -> LayoutJob {
    let tokens = Tokens::of(ui);
    let before = script.before.get(..change.range.start).unwrap_or_default();
    let after = script.before.get(change.range.end..).unwrap_or_default();
    let start = before.rsplit('\n').next().unwrap_or_default().trim_start();
    let end = after.split('\n').next().unwrap_or_default();
    let mut job = LayoutJob::default();
    let plain = || TextFormat::simple(code_font(), tokens.text);
    job.append(start, 0.0, plain());
    let new = TextFormat {
        background: tokens.set_surface,
        ..TextFormat::simple(semibold_code_font(), tokens.text_strong)
    };
    job.append(&change.text, 0.0, new);
    job.append(end, 0.0, plain());
    job
}
