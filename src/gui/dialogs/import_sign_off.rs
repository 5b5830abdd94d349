//! What a sign-off sheet that came back would give, before it is taken over.

use std::path::Path;

use egui::{Label, Ui};

use crate::gui::dialogs::dialog::{buttons_ui, list_height, title_ui};
use crate::gui::intent::{Intent, Outbox};
use crate::gui::panels::counted;
use crate::gui::theme::{LAYOUT, SIZES, Tokens, normal_text, strong_text, weak_text};
use crate::gui::widgets::{
    Column, List, Sign, TextField, callout_ui, columns_header_ui, empty_state_ui, list_ui, paragraph_ui,
    sign_ui, text_field_ui,
};
use crate::workbench::{Command, ProjectCommand, SignOffCase, SignOffImport, Verdict};

/// So many remarks are listed.
const MOST_REMARKS: usize = 8;

pub(super) fn import_sign_off_ui(
    ui: &mut Ui,
    file: &Path,
    import: &SignOffImport,
    reviewer: &mut String,
    outbox: &mut Outbox,
) {
    let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy();
    title_ui(ui, &format!("Import {name}"), LAYOUT.dialog_wide);
    let (red, green) = (import.count(Verdict::Red), import.count(Verdict::Green));
    let text = format!(
        "{} red, {green} green: {} corrected, {} confirmed",
        counted(red, "case"),
        counted(import.n_corrected(), "result"),
        counted(import.n_confirmed(), "result")
    );
    paragraph_ui(ui, &text);
    remarks_ui(ui, import);
    ui.add_space(SIZES.gap);
    if import.cases.is_empty() {
        ui.set_max_height(list_height(ui, LAYOUT.dialog_list));
        empty_state_ui(ui, "Nothing was corrected or confirmed in the sheet", None);
    } else {
        cases_ui(ui, &import.cases);
    }
    if import.has_unnamed() {
        ui.add_space(SIZES.gap);
        ui.label(weak_text(ui, "The sheet does not say who reviewed it"));
        let width = ui.available_width();
        text_field_ui(
            ui,
            TextField {
                text: reviewer,
                accessible_name: "Reviewer",
                hint: "Name of the reviewer",
                trailing: "",
                width,
            },
        );
    }
    let is_free = !import.cases.is_empty() && !import.is_of_other_project();
    let verb = format!("Take over {}", counted(import.cases.len(), "case"));
    if buttons_ui(ui, &verb, is_free, outbox) {
        let mut import = import.clone();
        import.name_reviewer(reviewer, "");
        outbox.send(Intent::CloseDialog);
        outbox.command(Command::Project(ProjectCommand::TakeSignOff(Box::new(import))));
    }
}

fn remarks_ui(ui: &mut Ui, import: &SignOffImport) {
    for remark in import.diagnostics.iter().take(MOST_REMARKS) {
        ui.add_space(SIZES.gap_small);
        let help = remark.help.as_deref().map(|help| format!("; {help}")).unwrap_or_default();
        let tokens = Tokens::of(ui);
        let is_error = remark.severity == crate::diagnostic::Severity::Error;
        let colour = if is_error { tokens.failed } else { tokens.warning };
        callout_ui(ui, colour, |ui| paragraph_ui(ui, &format!("{}{help}", remark.message)));
    }
    let n_more = import.diagnostics.len().saturating_sub(MOST_REMARKS);
    if n_more > 0 {
        ui.label(weak_text(ui, format!("and {}", counted(n_more, "more remark"))));
    }
}

fn cases_ui(ui: &mut Ui, cases: &[SignOffCase]) {
    let columns = columns_header_ui(
        ui,
        "sign-off cases",
        &[
            Column::points("Verdict", LAYOUT.column_field),
            Column::share("Case", 1.2, LAYOUT.column_field),
            Column::share("What the sheet says", 2.0, LAYOUT.column_field),
        ],
    );
    ui.scope(|ui| {
        ui.set_max_height(list_height(ui, LAYOUT.dialog_list));
        let row_name = |row: usize| {
            let case = &cases[row];
            format!("{} {}: {}", word(case.verdict), case.case.name, case.words)
        };
        let list = List {
            id_salt: "sign-off cases",
            accessible_name: "Cases",
            n_rows: cases.len(),
            row_height: SIZES.row,
            selected: None,
            row_name: &row_name,
            scroll_to: None,
            lines: true,
        };
        list_ui(ui, list, |ui, row, response| {
            let case = &cases[row];
            columns.cell_ui(ui, 0, |ui| {
                sign_ui(ui, if case.verdict == Verdict::Red { Sign::Failed } else { Sign::Set });
                ui.label(weak_text(ui, word(case.verdict)));
            });
            columns.cell_ui(ui, 1, |ui| ui.add(Label::new(strong_text(ui, &case.case.name)).truncate()));
            columns.cell_ui(ui, 2, |ui| ui.add(Label::new(normal_text(ui, &case.words)).truncate()));
            response.clone().on_hover_text(case.address.as_deref().unwrap_or("Confirmed in the sheet"));
        });
    });
}

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Red => "Red",
        Verdict::Green => "Green",
    }
}
