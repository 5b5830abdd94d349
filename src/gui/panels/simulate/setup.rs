//! The circumstances of a story, and what can happen next.

use std::ops::Range;

use egui::{Align, Button, ComboBox, Label, Layout, Popup, Rangef, Response, ScrollArea, Ui, vec2};

use crate::gui::UiCommand;
use crate::gui::intent::Outbox;
use crate::gui::panels::simulate::label::sign_of_change;
use crate::gui::theme::{LAYOUT, SIZES, menu_style, weak_text};
use crate::gui::widgets::{Sign, button_with_sign_ui, button_with_sign_width, name_ui, panel_header_with_ui};
use crate::scim::Dialect;
use crate::simulate::Template;
use crate::workbench::{
    Command, RecordChoice, SampleKind, SimulateCommand, Subject, Workbench, sample_kind, template_words,
    templates_for,
};

pub(super) fn setup_ui(ui: &mut Ui, workbench: &Workbench, outbox: &mut Outbox) {
    panel_header_with_ui(
        ui,
        "When",
        |_| {},
        |ui| {
            ui.add(Label::new(weak_text(ui, "what the client sends next")).truncate());
        },
    );
    let Some(sample) = workbench.sample() else { return };
    if sample_kind(sample) == SampleKind::Request {
        row_ui(ui, "Sent to", |ui| subject_ui(ui, workbench, outbox));
    }
    let subject = workbench.simulate_subject();
    row_ui(ui, "Client", |ui| client_ui(ui, workbench, outbox));
    let Some(subject) = subject else {
        ui.add_space(SIZES.gap);
        return;
    };
    row_ui(ui, "Record", |ui| record_ui(ui, workbench, outbox));
    changes_ui(ui, workbench, &subject, outbox);
    ui.add_space(SIZES.gap);
}

/// A choice with its name in front of it.
fn row_ui(ui: &mut Ui, name: &str, add_choice: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        ui.add_space(SIZES.padding);
        let size = vec2(LAYOUT.simulate_label, SIZES.control);
        ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_width(LAYOUT.simulate_label);
            ui.label(weak_text(ui, name));
        });
        add_choice(ui);
    });
}

/// A combo box that fills the row.
fn combo_ui(ui: &mut Ui, name: &str, chosen: &str, add_options: impl FnOnce(&mut Ui)) {
    let width = ui.available_width() - SIZES.padding;
    let size = vec2(width, SIZES.control);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.set_max_width(width);
        let combo = ComboBox::from_id_salt(name)
            .width(width)
            .height(LAYOUT.combo_list)
            .truncate()
            .selected_text(chosen);
        let response = combo.show_ui(ui, add_options).response;
        name_ui(&response, &format!("{name}: {chosen}"));
        response.on_hover_text(chosen);
    });
}

/// Whom a request is sent to, when the sample is a request.
fn subject_ui(ui: &mut Ui, workbench: &Workbench, outbox: &mut Outbox) {
    let subject = workbench.simulate_subject();
    let samples = &workbench.model().samples;
    let chosen = subject.as_ref().and_then(|subject| samples.get(subject.sample));
    let text = chosen.map_or("Choose a user or group", |sample| sample.name.as_str());
    combo_ui(ui, "Sent to", text, |ui| {
        let subjects = workbench.possible_subjects();
        seen_rows_ui(ui, subjects.len(), |ui, row| {
            let Some((idx, sample)) = subjects.get(row).and_then(|idx| Some((*idx, samples.get(*idx)?)))
            else {
                return;
            };
            let is_chosen = subject.as_ref().is_some_and(|subject| subject.sample == idx);
            if ui.selectable_label(is_chosen, &sample.name).clicked() {
                outbox.command(Command::Simulate(SimulateCommand::Subject(idx)));
            }
        });
    });
}

fn client_ui(ui: &mut Ui, workbench: &Workbench, outbox: &mut Outbox) {
    let chosen = workbench.simulate_client();
    let own = workbench.model().settings.client.as_str();
    let mut clients: Vec<&Dialect> = Dialect::all().iter().collect();
    clients.sort_by_key(|client| {
        (client.name != own, client.name == Dialect::STRICT, client.title.to_lowercase())
    });
    combo_ui(ui, "Client", &chosen.title, |ui| {
        for client in clients {
            let mark = if client.name == own { " · this project's client" } else { "" };
            let label = format!("{}{mark}", client.title);
            if ui.selectable_label(client.name == chosen.name, label).clicked() {
                outbox.command(Command::Simulate(SimulateCommand::Client(client.name.clone())));
            }
        }
    });
}

/// The record before the first request.
fn record_ui(ui: &mut Ui, workbench: &Workbench, outbox: &mut Outbox) {
    let chosen = workbench.scenario().record;
    let words = |choice: RecordChoice| match choice {
        RecordChoice::AsFound => "As found in the records",
        RecordChoice::UpToDate => "As found, brought up to date first",
        RecordChoice::New => "None yet: a new record",
    };
    // What was found says more than that it was looked for.
    let found = workbench.start_words();
    let is_found = chosen != RecordChoice::New && !found.is_empty();
    let text = if is_found { found.as_str() } else { words(chosen) };
    combo_ui(ui, "Record", text, |ui| {
        for choice in [RecordChoice::AsFound, RecordChoice::UpToDate, RecordChoice::New] {
            if ui.selectable_label(choice == chosen, words(choice)).clicked() {
                outbox.command(Command::Simulate(SimulateCommand::Record(choice)));
            }
        }
    });
}

/// What can be sent next.
#[derive(Clone, Copy)]
enum Next {
    Change(Template),
    FromSample,
    Paste,
}

impl Next {
    fn sign(self) -> Sign {
        match self {
            Self::Change(template) => sign_of_change(template),
            Self::FromSample | Self::Paste => Sign::Set,
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Change(template) => template_words(template).title,
            Self::FromSample => "From sample…",
            Self::Paste => "Paste request…",
        }
    }

    fn help(self) -> &'static str {
        match self {
            Self::Change(template) => template_words(template).help,
            Self::FromSample => "Send a sample as the next request",
            Self::Paste => UiCommand::PasteRequest.help(),
        }
    }
}

/// The buttons for what can happen next, in as many lines as they need.
fn changes_ui(ui: &mut Ui, workbench: &Workbench, subject: &Subject, outbox: &mut Outbox) {
    ui.add_space(SIZES.gap);
    let changes = templates_for(subject.resource.resource_type).iter().copied().map(Next::Change);
    let all: Vec<Next> = changes.chain([Next::FromSample, Next::Paste]).collect();
    let room = ui.available_width() - 2.0 * SIZES.padding;
    let widths: Vec<f32> =
        all.iter().map(|next| button_with_sign_width(ui, next.sign(), next.title())).collect();
    // Lines stand as close as the buttons in them.
    ui.spacing_mut().interact_size.y = SIZES.control_small;
    let mut rest = all.as_slice();
    for count in line_lengths(&widths, SIZES.gap_small, room) {
        let (line, others) = rest.split_at(count);
        rest = others;
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = SIZES.gap_small;
            ui.add_space(SIZES.padding);
            for next in line {
                next_ui(ui, *next, workbench, outbox);
            }
        });
    }
}

/// How many things stand in each line, when each line is filled before the next one begins.
fn line_lengths(widths: &[f32], gap: f32, room: f32) -> Vec<usize> {
    let mut lines: Vec<(usize, f32)> = Vec::new();
    for width in widths {
        match lines.last_mut() {
            Some((count, used)) if *used + gap + width <= room => {
                *count += 1;
                *used += gap + width;
            }
            _ => lines.push((1, *width)),
        }
    }
    lines.into_iter().map(|(count, _)| count).collect()
}

fn next_ui(ui: &mut Ui, next: Next, workbench: &Workbench, outbox: &mut Outbox) {
    let response = button_with_sign_ui(ui, next.sign(), next.title()).on_hover_text(next.help());
    match next {
        Next::FromSample => samples_menu_ui(&response, workbench, outbox),
        Next::Change(template) if response.clicked() => {
            outbox.command(Command::Simulate(SimulateCommand::AddChange(template)));
        }
        Next::Paste if response.clicked() => outbox.ui(UiCommand::PasteRequest),
        Next::Change(_) | Next::Paste => {}
    }
}

/// The samples that can be sent, those that are requests first.
fn samples_menu_ui(response: &Response, workbench: &Workbench, outbox: &mut Outbox) {
    Popup::menu(response).style(menu_style).show(|ui| {
        let samples = &workbench.model().samples;
        let order = workbench.samples_to_send();
        ScrollArea::vertical().max_height(LAYOUT.dialog_list).show(ui, |ui| {
            seen_rows_ui(ui, order.len(), |ui, row| {
                let Some((idx, sample)) = order.get(row).and_then(|idx| Some((*idx, samples.get(*idx)?)))
                else {
                    return;
                };
                let method = sample.request.as_ref().map_or("", |request| request.method.as_str());
                // What was read back is sent as an update.
                let method = if method == "GET" { "PUT" } else { method };
                let button = Button::new(&sample.name).shortcut_text(method);
                if ui.add(button).clicked() {
                    outbox.command(Command::Simulate(SimulateCommand::AddSample(idx)));
                    ui.close();
                }
            });
        });
    });
}

/// From so many rows on only those that are seen are drawn; a list of fewer is as wide as the widest.
const MOST_ROWS_AT_ONCE: usize = 200;

/// The rows of a scrolled list of any length.
fn seen_rows_ui(ui: &mut Ui, n_rows: usize, mut row_ui: impl FnMut(&mut Ui, usize)) {
    if n_rows <= MOST_ROWS_AT_ONCE {
        (0..n_rows).for_each(|row| row_ui(ui, row));
        return;
    }
    let height = SIZES.row;
    let rows = seen_rows(ui.cursor().top(), ui.clip_rect().y_range(), height, n_rows);
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.add_space(rows.start as f32 * height);
    for row in rows.clone() {
        let size = vec2(ui.available_width(), height);
        ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| row_ui(ui, row));
    }
    ui.add_space((n_rows - rows.end) as f32 * height);
}

/// The rows of a list that begins at `top` which lie in what is seen.
#[expect(clippy::cast_sign_loss, reason = "negative numbers become 0 before")]
fn seen_rows(top: f32, seen: Rangef, height: f32, n_rows: usize) -> Range<usize> {
    let first = ((seen.min - top) / height).floor().max(0.0) as usize;
    let end = ((seen.max - top) / height).ceil().max(0.0) as usize;
    first.min(n_rows)..end.clamp(first.min(n_rows), n_rows)
}

#[cfg(test)]
mod tests {
    use super::{Rangef, line_lengths, seen_rows};

    #[test]
    fn only_seen_rows_are_drawn() {
        assert_eq!(seen_rows(0.0, Rangef::new(0.0, 100.0), 20.0, 1_000), 0..5);
        assert_eq!(seen_rows(-70.0, Rangef::new(0.0, 100.0), 20.0, 1_000), 3..9);
        assert_eq!(seen_rows(500.0, Rangef::new(0.0, 100.0), 20.0, 1_000), 0..0);
        assert_eq!(seen_rows(-90_000.0, Rangef::new(0.0, 100.0), 20.0, 1_000), 1_000..1_000);
    }

    #[test]
    fn lines_are_filled_one_after_the_other() {
        assert_eq!(line_lengths(&[40.0, 40.0, 40.0], 5.0, 90.0), [2, 1]);
        assert_eq!(line_lengths(&[40.0, 200.0, 40.0], 5.0, 90.0), [1, 1, 1]);
        assert_eq!(line_lengths(&[], 5.0, 90.0), Vec::<usize>::new());
    }
}
