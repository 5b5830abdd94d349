//! The requests of a story in their order, as cards.

use egui::{Align, Label, Layout, RichText, Ui, UiBuilder};

use crate::gui::UiCommand;
use crate::gui::intent::Outbox;
use crate::gui::panels::counted;
use crate::gui::panels::focus::take_focus;
use crate::gui::panels::menu_bar::context_commands_ui;
use crate::gui::panels::simulate::label::sign_of_card;
use crate::gui::theme::{Glyph, SIZES, Tokens, strong_text, weak_text};
use crate::gui::ui_state::{FocusTarget, UiState};
use crate::gui::widgets::{
    BadgeKind, List, badge_ui, button_quiet_ui, empty_state_ui, list_ui, panel_header_with_ui,
    row_content_ui, sign_ui,
};
use crate::simulate::Template;
use crate::workbench::{CardRow, CardState, Command, SampleKind, SimulateCommand, Workbench, sample_kind};

const LIST: &str = "requests";

pub(super) fn timeline_ui(ui: &mut Ui, workbench: &Workbench, state: &mut UiState, outbox: &mut Outbox) {
    let rows = workbench.card_rows();
    panel_header_with_ui(
        ui,
        "Requests",
        |_| {},
        |ui| {
            if !rows.is_empty() {
                let clear = button_quiet_ui(ui, "Clear");
                if clear.on_hover_text(UiCommand::ClearRequests.help()).clicked() {
                    outbox.ui(UiCommand::ClearRequests);
                }
                ui.label(weak_text(ui, sent_words(&rows)));
            }
        },
    );
    if rows.is_empty() {
        nothing_happens_ui(ui, workbench, outbox);
        return;
    }
    list_of_cards_ui(ui, workbench, state, &rows, outbox);
}

fn sent_words(rows: &[CardRow]) -> String {
    let sent = rows.iter().filter(|row| row.method.is_some()).count();
    let refused = rows.iter().filter(|row| row.state == CardState::Refused).count();
    match refused {
        0 => counted(sent, "request"),
        _ => format!("{}, {refused} refused", counted(sent, "request")),
    }
}

/// Nothing happens yet; the first thing is offered.
fn nothing_happens_ui(ui: &mut Ui, workbench: &Workbench, outbox: &mut Outbox) {
    let Some(sample) = workbench.sample() else {
        if empty_state_ui(ui, "Requests are sent to a sample", Some("Add samples…")) {
            outbox.ui(UiCommand::AddSamples);
        }
        return;
    };
    match (workbench.simulate_subject(), sample_kind(sample)) {
        (Some(_), _) => {
            empty_state_ui(ui, "Nothing happens yet; choose above what happens next", None);
        }
        (None, SampleKind::Request) => {
            empty_state_ui(
                ui,
                "No sample is the user or group that this request names. Choose above to whom it is sent",
                None,
            );
        }
        (None, _) => {
            if empty_state_ui(ui, "The sample is no user or group and no request", Some("Edit payload…")) {
                outbox.ui(UiCommand::EditSample);
            }
        }
    }
}

/// What is asked most often.
pub(super) fn first_change(resource_type: crate::scim::ResourceType) -> Template {
    match resource_type {
        crate::scim::ResourceType::User => Template::Leaver,
        crate::scim::ResourceType::Group => Template::RemoveMember,
    }
}

fn list_of_cards_ui(
    ui: &mut Ui,
    workbench: &Workbench,
    state: &mut UiState,
    rows: &[CardRow],
    outbox: &mut Outbox,
) {
    let selected = workbench.selected_card();
    let scroll_to = selected.filter(|_| state.scrolled_card != selected);
    state.scrolled_card = selected;
    take_focus(ui, state, FocusTarget::Requests, (LIST, selected.unwrap_or(0)));
    let row_name = |row: usize| {
        let method = rows[row].method.map_or("nothing", |method| method.word());
        format!("Request {}, {}, {method}, {}", row + 1, rows[row].title, rows[row].words)
    };
    let list = List {
        id_salt: LIST,
        accessible_name: "Requests",
        n_rows: rows.len(),
        row_height: SIZES.two_line_row,
        selected,
        row_name: &row_name,
        scroll_to,
        lines: true,
    };
    let output = list_ui(ui, list, |ui, row, response| {
        card_ui(ui, row, &rows[row], selected == Some(row));
        if response.secondary_clicked() {
            outbox.command(Command::Simulate(SimulateCommand::SelectCard(row)));
        }
        let groups: [&[UiCommand]; 2] = [
            &[UiCommand::MoveRequestUp, UiCommand::MoveRequestDown],
            &[UiCommand::SaveRequest, UiCommand::RemoveRequest],
        ];
        context_commands_ui(response, workbench, &groups, outbox);
    });
    if let Some(row) = output.chosen {
        outbox.command(Command::Simulate(SimulateCommand::SelectCard(row)));
    }
    if output.activated.is_some() {
        outbox.ui(UiCommand::FocusBody);
    }
    if output.has_focus && ui.input(|input| input.key_pressed(egui::Key::Delete)) {
        outbox.ui(UiCommand::RemoveRequest);
    }
}

/// A card of two lines: what happens with its verb, and what becomes of it.
fn card_ui(ui: &mut Ui, idx: usize, row: &CardRow, is_selected: bool) {
    let rect = ui.max_rect();
    let middle = rect.center().y;
    let half = |ui: &mut Ui, part: egui::Rect, add: &mut dyn FnMut(&mut Ui)| {
        let layout = Layout::left_to_right(Align::Center);
        let mut line = ui.new_child(UiBuilder::new().max_rect(part).layout(layout));
        add(&mut line);
    };
    let above = rect.with_max_y(middle + SIZES.hairline).with_min_y(rect.top() + SIZES.gap_small);
    let below = rect.with_min_y(middle).with_max_y(rect.bottom() - SIZES.gap_small);
    half(ui, above, &mut |ui| title_ui(ui, idx, row, is_selected));
    half(ui, below, &mut |ui| answer_ui(ui, row));
}

fn title_ui(ui: &mut Ui, idx: usize, row: &CardRow, is_selected: bool) {
    row_content_ui(
        ui,
        |ui| {
            ui.add_sized(
                [SIZES.sign_width, SIZES.line_height_body],
                Label::new(weak_text(ui, (idx + 1).to_string())),
            );
            let text = strong_text(ui, &row.title);
            let text = if is_selected { text.font(crate::gui::theme::semibold_font()) } else { text };
            ui.add(Label::new(text).truncate());
        },
        |ui| {
            if let Some(method) = row.method {
                badge_ui(ui, method.word(), BadgeKind::Quiet)
                    .on_hover_text(crate::workbench::method_words(method));
            }
        },
    );
}

fn answer_ui(ui: &mut Ui, row: &CardRow) {
    let sign = sign_of_card(row.state);
    sign_ui(ui, sign);
    let colour = sign.colour(Tokens::of(ui));
    ui.label(RichText::new(&row.words).color(colour));
    let more = if row.changes.is_empty() { &row.note } else { &row.changes };
    if !more.is_empty() {
        let text = format!("{} {more}", Glyph::MIDDLE_DOT.0);
        ui.add(Label::new(weak_text(ui, text)).truncate());
    }
}
