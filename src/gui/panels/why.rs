//! Why the selected field has its value for the selected sample, and what the value came from.

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Label, Ui};

use crate::gui::explained::short_path;
use crate::gui::intent::{Intent, Outbox};
use crate::gui::panels::status_bar::counted;
use crate::gui::theme::{SIZES, Tokens, body_font, code_font, code_text, semibold_font, small_text};
use crate::gui::ui_state::UiState;
use crate::gui::widgets::{
    List, button_quiet_ui, callout_ui, list_ui, name_ui, panel_callout_ui, panel_header_with_ui,
    row_content_ui,
};
use crate::mapping::OutcomeKind;
use crate::workbench::{
    CellState, FieldCell, OriginRow, ProblemTarget, ScriptPlace, WhyStyle, WhyText, Workbench, role_words,
};

/// So many rows of what a value came from are seen at once.
const MOST_ROWS: usize = 5;

pub(super) fn why_ui(ui: &mut Ui, workbench: &Workbench, state: &mut UiState, outbox: &mut Outbox) {
    let place = workbench.selection().script;
    let ScriptPlace::Rule { rule_set, rule } = place else { return };
    let Some(selected) = workbench.rule() else { return };
    panel_header_with_ui(
        ui,
        "Why",
        |_| {},
        |ui| {
            let trace = button_quiet_ui(ui, "Step through");
            if trace.on_hover_text("Show what the evaluation did, step by step").clicked() {
                outbox.ui(crate::gui::UiCommand::FocusTrace);
            }
            let label = if state.shows_all_origins { "This sample" } else { "All samples" };
            let over_all = button_quiet_ui(ui, label);
            name_ui(&over_all, "Show what values came from over all samples");
            if over_all.on_hover_text("What the values of the field came from over all samples").clicked() {
                state.shows_all_origins = !state.shows_all_origins;
            }
            ui.label(small_text(ui, &selected.field));
        },
    );
    let cell = workbench.cell(workbench.selection().sample, rule_set, rule);
    let tokens = Tokens::of(ui);
    match (cell.state, &state.explained.why) {
        (CellState::Outcome(OutcomeKind::Failed), _) => {
            panel_callout_ui(ui, tokens.failed, &failed_words(workbench, place, &cell));
        }
        (state_of, Some(why)) => {
            let is_failed = state_of == CellState::NotWritten;
            why_callout_ui(ui, if is_failed { tokens.failed } else { tokens.accent }, why);
        }
        (CellState::NotWritten, None) => {
            panel_callout_ui(ui, tokens.failed, &not_written_words(workbench, rule_set, &cell));
        }
        _ => panel_callout_ui(ui, tokens.accent, &explanation(&cell)),
    }
    if state.shows_all_origins {
        match workbench.origins_over_samples() {
            Some(origins) => origins_ui(ui, origins, outbox),
            None => {
                ui.label(small_text(ui, "Running…"));
            }
        }
    } else {
        origins_ui(ui, &state.explained.origins, outbox);
    }
}

/// The sentences in which attributes and values stand out.
pub(super) fn why_callout_ui(ui: &mut Ui, colour: egui::Color32, why: &WhyText) {
    ui.horizontal(|ui| {
        ui.add_space(SIZES.padding);
        ui.vertical(|ui| {
            ui.set_width(ui.available_width() - SIZES.padding);
            callout_ui(ui, colour, |ui| {
                let job = why_job(ui, why);
                ui.add(Label::new(job).wrap().selectable(true));
            });
        });
    });
    ui.add_space(SIZES.padding_y);
}

fn why_job(ui: &Ui, why: &WhyText) -> LayoutJob {
    let tokens = Tokens::of(ui);
    let wrap = TextWrapping::wrap_at_width(ui.available_width());
    let mut job = LayoutJob { wrap, ..LayoutJob::default() };
    for span in &why.spans {
        let (font, colour) = match span.style {
            WhyStyle::Plain => (body_font(), tokens.text),
            WhyStyle::Code => (code_font(), tokens.text),
            WhyStyle::Value => (semibold_font(), tokens.text_strong),
        };
        let format = TextFormat {
            line_height: Some(tokens.size.line_height_body),
            ..TextFormat::simple(font, colour)
        };
        job.append(&span.text, 0.0, format);
    }
    job
}

/// The attributes that the value came from; choosing one shows it in the payload.
fn origins_ui(ui: &mut Ui, origins: &[OriginRow], outbox: &mut Outbox) {
    if origins.is_empty() {
        return;
    }
    let row_name = |row: usize| {
        origins
            .get(row)
            .map(|origin| format!("Came from {}, {}, {}", origin.what, origin.value, role_words(origin.role)))
            .unwrap_or_default()
    };
    let list = List {
        id_salt: "origins",
        accessible_name: "What the value came from",
        n_rows: origins.len(),
        row_height: SIZES.tree_row,
        selected: None,
        row_name: &row_name,
        scroll_to: None,
        lines: false,
    };
    let output = ui
        .scope(|ui| {
            ui.set_max_height(origins.len().min(MOST_ROWS) as f32 * SIZES.tree_row);
            list_ui(ui, list, |ui, row, response| {
                let Some(origin) = origins.get(row) else { return };
                origin_ui(ui, origin);
                response.clone().on_hover_text(format!("{}\n{}", origin.what, origin.value));
            })
        })
        .inner;
    if let Some(origin) = output.chosen.and_then(|row| origins.get(row))
        && !origin.attribute.is_empty()
    {
        outbox.send(Intent::ShowAttribute(origin.attribute.clone()));
    }
    ui.add_space(SIZES.gap_small);
}

fn origin_ui(ui: &mut Ui, origin: &OriginRow) {
    row_content_ui(
        ui,
        |ui| {
            ui.add(Label::new(code_text(ui, short_path(&origin.what))).truncate());
            let words = if origin.value.is_empty() {
                counted(origin.n_samples, "sample")
            } else {
                origin.value.clone()
            };
            let value = code_text(ui, words).color(Tokens::of(ui).text_weak);
            ui.add(Label::new(value).truncate());
        },
        |ui| {
            ui.label(small_text(ui, role_words(origin.role)));
        },
    );
}

fn explanation(cell: &FieldCell) -> String {
    let change = match (cell.before.as_str(), cell.value.as_str()) {
        ("", "") => String::new(),
        (before, value) if before == value => format!(". It is `{value}`"),
        ("", value) => format!(". It becomes `{value}`"),
        (before, "") => format!(". It was `{before}`"),
        (before, value) => format!(". `{before}` becomes `{value}`"),
    };
    format!("{}{change}", cell.reason)
}

fn not_written_words(workbench: &Workbench, rule_set: usize, cell: &FieldCell) -> String {
    let Some(run) = workbench.preview().run(workbench.selection().sample, rule_set) else {
        return explanation(cell);
    };
    let reason = run.reason.as_deref().unwrap_or_default();
    let would = match cell.value.as_str() {
        "" => String::new(),
        value => format!(". The field would be `{value}`"),
    };
    format!("No {} is written: {reason}{would}", run.record_type)
}

/// What went wrong, and what helps, which the list of problems knows.
fn failed_words(workbench: &Workbench, place: ScriptPlace, cell: &FieldCell) -> String {
    let mut problems = workbench.preview().problems.iter();
    let problem = problems.find(|problem| {
        problem.target == ProblemTarget::Script(place) && problem.diagnostic.message == cell.reason
    });
    match problem.and_then(|problem| problem.diagnostic.help.as_deref()) {
        Some(help) => format!("{} — {help}", cell.reason),
        None => cell.reason.clone(),
    }
}
