//! What an import would change, before it is taken over.

use std::path::Path;

use egui::{Label, Ui};
use serde_json::Value;

use crate::change::{Change, Merge};
use crate::gui::dialogs::dialog::{buttons_ui, list_height, title_ui};
use crate::gui::intent::{Intent, Outbox};
use crate::gui::panels::{counted, environment_label_ui, environment_strip_of};
use crate::gui::theme::{LAYOUT, SIZES, Tokens, code_text, strong_text, weak_text};
use crate::gui::widgets::{
    Column, List, callout_ui, columns_header_ui, empty_state_ui, list_ui, paragraph_ui,
};
use crate::project::{Environment, ImportPlan, ImportWay};
use crate::workbench::{display_value, one_line_script};

pub(super) fn import_ui(
    ui: &mut Ui,
    file: &Path,
    environment: Option<&Environment>,
    (plan, warnings): (&ImportPlan, &[String]),
    outbox: &mut Outbox,
) {
    let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy();
    title_ui(ui, &format!("Import {name}"), LAYOUT.dialog_wide);
    environment_strip_of(ui, environment);
    ui.add_space(SIZES.gap);
    if let Some(environment) = environment {
        environment_label_ui(ui, environment);
        ui.add_space(SIZES.gap);
    }
    paragraph_ui(ui, &provenance_words(plan));
    if let ImportWay::Merge { merge, .. } = &plan.way {
        ui.add_space(SIZES.gap);
        callout_ui(ui, Tokens::of(ui).warning, |ui| paragraph_ui(ui, &merge_words(merge)));
    }
    for warning in warnings {
        ui.add_space(SIZES.gap);
        callout_ui(ui, Tokens::of(ui).warning, |ui| paragraph_ui(ui, warning));
    }
    ui.add_space(SIZES.gap);
    let changes = &plan.changes.changes;
    if changes.is_empty() {
        ui.set_max_height(list_height(ui, LAYOUT.dialog_list));
        empty_state_ui(ui, "Nothing differs from the project", None);
    } else {
        changes_ui(ui, changes);
    }
    let verb = match (&plan.way, changes.len()) {
        (ImportWay::Merge { .. }, _) => "Bring together".to_owned(),
        (ImportWay::TakeOver, 0) => "Import".to_owned(),
        (ImportWay::TakeOver, count) => format!("Take over {}", counted(count, "change")),
    };
    if buttons_ui(ui, &verb, true, outbox) {
        outbox.send(Intent::CloseDialog);
        outbox.send(Intent::Import { file: file.to_owned(), plan: Box::new(plan.clone()) });
    }
}

/// What comes together, and what has to be settled afterwards.
fn merge_words(merge: &Merge) -> String {
    let ours = counted(merge.ours.changes.len(), "change");
    let together =
        format!("Both sides were edited since they last were the same; {ours} of the project will stay.");
    match merge.conflicts.len() {
        0 => format!("{together} Nothing collides."),
        count => format!(
            "{together} {} to be settled; until then the project keeps its content, and the file waits.",
            counted(count, "conflict")
        ),
    }
}

fn provenance_words(plan: &ImportPlan) -> String {
    let provenance = &plan.file.provenance;
    let mut text = format!(
        "Exported for {} ({}) on {} as revision {}.",
        provenance.environment,
        provenance.account,
        provenance.exported_at.split('T').next().unwrap_or_default(),
        provenance.revision
    );
    if plan.new_environment {
        text += " The project has no such environment yet; it will get it.";
    }
    text
}

fn changes_ui(ui: &mut Ui, changes: &[Change]) {
    let columns = columns_header_ui(
        ui,
        "import",
        &[
            Column::points("What", LAYOUT.column_field + SIZES.row),
            Column::share("Where", 1.2, LAYOUT.column_field),
            Column::share("Before", 1.5, LAYOUT.column_field),
            Column::share("After", 1.5, LAYOUT.column_field),
        ],
    );
    ui.scope(|ui| {
        ui.set_max_height(list_height(ui, LAYOUT.dialog_list));
        let row_name = |row: usize| format!("{} {}", changes[row].kind.words(), changes[row].subject);
        let list = List {
            id_salt: "changes",
            accessible_name: "Changes",
            n_rows: changes.len(),
            row_height: SIZES.row,
            selected: None,
            row_name: &row_name,
            scroll_to: None,
            lines: true,
        };
        list_ui(ui, list, |ui, row, response| {
            let change = &changes[row];
            let (before, after) = in_one_line(change);
            columns.cell_ui(ui, 0, |ui| ui.label(weak_text(ui, change.kind.words())));
            columns.cell_ui(ui, 1, |ui| ui.add(Label::new(strong_text(ui, &change.subject)).truncate()));
            columns.cell_ui(ui, 2, |ui| ui.add(Label::new(code_text(ui, &before)).truncate()));
            columns.cell_ui(ui, 3, |ui| ui.add(Label::new(code_text(ui, &after)).truncate()));
            response.clone().on_hover_text(format!("{}\n→\n{}", whole(&change.before), whole(&change.after)));
        });
    });
}

/// Both values in one line. Of scripts the comments are left out, unless nothing else differs.
fn in_one_line(change: &Change) -> (String, String) {
    let script = |value: &Value| value.as_str().map(one_line_script);
    match (script(&change.before), script(&change.after)) {
        (Some(before), Some(after)) if before != after => (before, after),
        _ => (display_value(&change.before), display_value(&change.after)),
    }
}

fn whole(value: &Value) -> String {
    value.as_str().map_or_else(|| display_value(value), str::to_owned)
}
