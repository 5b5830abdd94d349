//! The records that the selected request reaches, before and after.

use egui::{Label as TextLabel, RichText, ScrollArea, Ui};

use crate::gui::intent::{Intent, Outbox};
use crate::gui::panels::counted;
use crate::gui::panels::simulate::changes::{Change, change_columns_ui, change_ui};
use crate::gui::panels::simulate::timeline::first_change;
use crate::gui::theme::{LAYOUT, SIZES, Tokens, semibold_text, strong_text, weak_text};
use crate::gui::ui_state::{FocusTarget, UiState};
use crate::gui::widgets::{
    Columns, Sign, button_quiet_ui, callout_ui, empty_state_ui, panel_callout_ui, paragraph_ui,
    row_content_ui, sign_ui,
};
use crate::simulate::Label;
use crate::workbench::{
    CardState, ChangeRow, Command, RecordChoice, RecordTable, SimulateCommand, SimulateTab, StepRows,
    Workbench, template_words,
};

pub(super) fn records_ui(ui: &mut Ui, workbench: &Workbench, state: &mut UiState, outbox: &mut Outbox) {
    let Some(card) = workbench.selected_card() else {
        nothing_ui(ui, workbench, outbox);
        return;
    };
    let Some(step) = step_ui(ui, workbench, card) else { return };
    facts_ui(ui, workbench, &step, outbox);
    if step.records.is_empty() {
        return;
    }
    let columns = change_columns_ui(ui, "records", "Field", "Before", "After");
    let mut focus = state.focus == Some(FocusTarget::Result);
    ScrollArea::vertical().id_salt(("records", card)).auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (idx, table) in step.records.iter().enumerate() {
            let is_alone = step.records.iter().filter(|record| !record.is_beside).count() == 1;
            let place = TablePlace { idx, is_alone, is_refused: step.error.is_some() };
            table_ui(ui, workbench, place, table, &columns, &mut focus, outbox);
        }
    });
    if state.focus == Some(FocusTarget::Result) && !focus {
        state.focus = None;
    }
}

/// What a request does in one sentence, dimmed while it is for an older state; or why it is not sent,
/// and then there is nothing to show of it.
pub(super) fn step_ui(ui: &mut Ui, workbench: &Workbench, card: usize) -> Option<StepRows> {
    let Some(step) = workbench.step_rows(card) else {
        not_sent_ui(ui, workbench, card);
        return None;
    };
    if !workbench.is_simulation_current() {
        ui.set_opacity(LAYOUT.stale_opacity);
    }
    ui.add_space(SIZES.padding_y);
    summary_ui(ui, &step);
    Some(step)
}

/// Nothing happens yet; what the view is for, and a first thing to try.
fn nothing_ui(ui: &mut Ui, workbench: &Workbench, outbox: &mut Outbox) {
    let Some(subject) = workbench.simulate_subject() else {
        empty_state_ui(ui, "Choose a user or group to see what the client's next request does", None);
        return;
    };
    let first = first_change(subject.resource.resource_type);
    let sentence = format!(
        "What does the next request of {} do to {}?",
        workbench.simulate_client().title,
        subject.resource.label()
    );
    if empty_state_ui(ui, &sentence, Some(&format!("Try \u{201c}{}\u{201d}", template_words(first).title))) {
        outbox.command(Command::Simulate(SimulateCommand::AddChange(first)));
    }
}

/// A request of which there is no step: nothing is sent, or it is not known yet.
fn not_sent_ui(ui: &mut Ui, workbench: &Workbench, card: usize) {
    let rows = workbench.card_rows();
    let Some(row) = rows.get(card) else { return };
    match row.state {
        CardState::NothingSent => {
            ui.add_space(SIZES.padding_y);
            let note = if row.note.is_empty() { "The client sends nothing" } else { &row.note };
            let text = format!("**Nothing is sent, so nothing changes.** {note}");
            panel_callout_ui(ui, Tokens::of(ui).accent, &text);
        }
        CardState::NotJson => {
            empty_state_ui(ui, "The body is not JSON. Mend it at the marked place to send the request", None);
        }
        _ => {
            empty_state_ui(ui, "Running…", None);
        }
    }
}

/// All in one or two sentences.
fn summary_ui(ui: &mut Ui, step: &StepRows) {
    let tokens = Tokens::of(ui);
    let sign = step_sign(step);
    let colour = if sign == Sign::Ok { tokens.accent } else { sign.colour(tokens) };
    ui.horizontal(|ui| {
        ui.add_space(SIZES.padding);
        ui.vertical(|ui| {
            ui.set_width(ui.available_width() - SIZES.padding);
            callout_ui(ui, colour, |ui| {
                ui.horizontal_top(|ui| {
                    sign_ui(ui, sign);
                    ui.vertical(|ui| paragraph_ui(ui, &with_strong_beginning(&step.summary)));
                });
            });
        });
    });
    for note in &step.notes {
        ui.add_space(SIZES.gap_small);
        ui.horizontal_top(|ui| {
            ui.add_space(SIZES.padding);
            sign_ui(ui, Sign::Note);
            ui.vertical(|ui| {
                ui.set_width(ui.available_width() - SIZES.padding);
                paragraph_ui(ui, note);
            });
        });
    }
    ui.add_space(SIZES.gap_small);
}

/// The text with its first sentence emphasised.
fn with_strong_beginning(text: &str) -> String {
    match text.split_once(". ") {
        Some((first, rest)) => format!("**{first}.** {rest}"),
        None => format!("**{text}**"),
    }
}

/// How good the news is.
fn step_sign(step: &StepRows) -> Sign {
    let rows = || step.records.iter().filter(|record| !record.is_beside).flat_map(|record| &record.rows);
    let needs_attention = rows().any(|row| row.resend || row.label == Label::Rejected)
        || step.attributes.iter().any(|attribute| attribute.resend);
    if step.error.is_some()
        || step.records.iter().any(|record| record.not_written.is_some() && !record.is_beside)
    {
        Sign::Error
    } else if needs_attention {
        Sign::Warning
    } else {
        Sign::Ok
    }
}

/// How the record was found, what was repaired, and which fields are shown.
fn facts_ui(ui: &mut Ui, workbench: &Workbench, step: &StepRows, outbox: &mut Outbox) {
    ui.horizontal(|ui| {
        ui.set_height(SIZES.row);
        ui.add_space(SIZES.padding);
        row_content_ui(
            ui,
            |ui| {
                let meant: Vec<&RecordTable> =
                    step.records.iter().filter(|record| !record.is_beside).collect();
                if let [only] = meant.as_slice() {
                    ui.add(TextLabel::new(weak_text(ui, before_words(only))).truncate());
                } else {
                    let words = counted(meant.len(), "record");
                    ui.label(weak_text(ui, words));
                }
            },
            |ui| {
                ui.add_space(SIZES.padding);
                let is_all = workbench.shows_all_fields();
                let label = if is_all { "Only what changes" } else { "All fields" };
                if button_quiet_ui(ui, label).clicked() {
                    outbox.command(Command::Simulate(SimulateCommand::ShowAllFields(!is_all)));
                }
                if !step.repairs.is_empty() {
                    let label = format!("{} repaired", counted(step.repairs.len(), "deviation"));
                    if button_quiet_ui(ui, &label).on_hover_text(step.repairs.join("\n")).clicked() {
                        outbox.command(Command::Simulate(SimulateCommand::Tab(SimulateTab::Attributes)));
                    }
                }
            },
        );
    });
}

/// Which table is drawn.
#[derive(Clone, Copy)]
struct TablePlace {
    idx: usize,
    is_alone: bool,
    is_refused: bool,
}

/// Which record stands in the column of values before.
fn before_words(table: &RecordTable) -> String {
    if table.name.is_empty() {
        format!("Before: {}", table.basis)
    } else {
        format!("Before: {}, {}", table.name, table.basis)
    }
}

fn table_ui(
    ui: &mut Ui,
    workbench: &Workbench,
    place: TablePlace,
    table: &RecordTable,
    columns: &Columns,
    focus: &mut bool,
    outbox: &mut Outbox,
) {
    if table.is_beside {
        let why = table.not_written.as_deref().unwrap_or_default();
        line_ui(ui, weak_text(ui, format!("No {}: {why}", table.kind.to_lowercase())));
        return;
    }
    if !place.is_alone || !table.because.is_empty() {
        heading_ui(ui, table);
    }
    // Why a request is refused stands above.
    if let Some(why) = table.not_written.as_ref().filter(|_| !place.is_refused) {
        ui.add_space(SIZES.gap);
        panel_callout_ui(ui, Tokens::of(ui).failed, &format!("Nothing is written: {why}"));
    }
    let shown: Vec<&ChangeRow> =
        table.rows.iter().filter(|row| workbench.shows_all_fields() || row.is_eventful()).collect();
    if shown.is_empty() {
        let words = format!("No field changes; {} stay as they are", table.rows.len());
        line_ui(ui, weak_text(ui, words));
    }
    let again = again_words(workbench);
    let first_behind = shown.iter().position(|row| row.is_behind);
    for (row_idx, row) in shown.into_iter().enumerate() {
        if first_behind == Some(row_idx) {
            behind_ui(ui, outbox);
        }
        let change = Change {
            id: (place.idx, row_idx),
            subject: strong_text(ui, &row.title),
            name: &row.title,
            hover: &row.field,
            before: &row.before,
            sent: None,
            after: &row.after,
            label: row.label,
            again: row.resend.then_some(again),
            reason: &row.reason,
        };
        let response = change_ui(ui, columns, &change);
        if std::mem::take(focus) {
            response.request_focus();
        }
        if let Some(rule) = row.rule.filter(|_| response.double_clicked() || is_entered(ui, &response)) {
            outbox.send(Intent::ShowScript { place: rule, at: None });
        }
    }
}

/// Above the fields that would have changed with any request.
fn behind_ui(ui: &mut Ui, outbox: &mut Outbox) {
    ui.add_space(SIZES.gap);
    ui.horizontal(|ui| {
        ui.set_height(SIZES.row);
        ui.add_space(SIZES.padding);
        row_content_ui(
            ui,
            |ui| {
                let words = "Not because of this request: the record was behind the stored user";
                ui.add(TextLabel::new(semibold_text(ui, words)).truncate());
            },
            |ui| {
                ui.add_space(SIZES.padding);
                if button_quiet_ui(ui, "Bring it up to date first").clicked() {
                    let command = SimulateCommand::Record(RecordChoice::UpToDate);
                    outbox.command(Command::Simulate(command));
                }
            },
        );
    });
}

fn is_entered(ui: &Ui, response: &egui::Response) -> bool {
    response.has_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter))
}

/// When the client sends again what it finds changed.
pub(super) fn again_words(workbench: &Workbench) -> &'static str {
    if workbench.simulate_client().wire.compares_every_cycle {
        "sent again every cycle"
    } else {
        "sent again with the next change"
    }
}

/// Whose record a table is, and why it is reached.
fn heading_ui(ui: &mut Ui, table: &RecordTable) {
    ui.add_space(SIZES.gap);
    ui.horizontal(|ui| {
        ui.add_space(SIZES.padding);
        ui.label(semibold_text(ui, format!("{} of {}", table.kind, table.subject)));
        let facts = [table.because.as_str(), table.basis.as_str()];
        let facts: Vec<&str> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
        ui.scope(|ui| {
            ui.set_max_width(ui.available_width() - SIZES.padding);
            ui.add(TextLabel::new(weak_text(ui, facts.join(" · "))).truncate());
        });
    });
    ui.add_space(SIZES.gap_small);
}

fn line_ui(ui: &mut Ui, text: RichText) {
    ui.horizontal(|ui| {
        ui.set_height(SIZES.row);
        ui.add_space(SIZES.padding);
        ui.add(TextLabel::new(text).truncate());
    });
}
