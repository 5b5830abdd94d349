//! Finding and replacing in all scripts: what is looked for, and the list of places.

use egui::text::{LayoutJob, TextFormat};
use egui::{Key, Label, Ui};

use crate::gui::intent::{Intent, Outbox};
use crate::gui::panels::focus::take_focus;
use crate::gui::panels::status_bar::counted;
use crate::gui::theme::{LAYOUT, SIZES, Tokens, code_font, message_job, semibold_code_font, weak_text};
use crate::gui::ui_state::{FindState, FocusTarget, UiState};
use crate::gui::widgets::{
    List, TextField, button_small_ui, empty_state_ui, list_ui, row_content_ui, text_field_ui,
};
use crate::workbench::{
    Command, FindResult, FoundPlace, RuleCommand, Workbench, find_in_scripts, replaced, script_places,
};

const LIST: &str = "places";

pub(super) fn find_ui(ui: &mut Ui, workbench: &Workbench, state: &mut UiState, outbox: &mut Outbox) {
    let step = fields_ui(ui, state);
    find_again(workbench, &mut state.find);
    if let Some(step) = step {
        find_step(&mut state.find, step, outbox);
    }
    actions_ui(ui, workbench, &mut state.find, outbox);
    places_ui(ui, workbench, state, outbox);
    ui.take_available_space();
}

/// Looks again when something changed.
pub(in crate::gui) fn find_again(workbench: &Workbench, find: &mut FindState) {
    let script = find.is_in_script.then_some(workbench.selection().script);
    let key = (workbench.revision(), find.query.clone(), script);
    if find.found_for.as_ref() == Some(&key) {
        return;
    }
    let places = script_places(&workbench.model().mapping);
    let scripts = places.into_iter().filter(|place| script.is_none_or(|script| script == *place));
    let texts = scripts.filter_map(|place| Some((place, workbench.script(place)?)));
    find.result = find_in_scripts(texts, &find.query);
    let last = find.result.places.len().checked_sub(1);
    find.selected = find.selected.and_then(|selected| Some(selected.min(last?)));
    find.found_for = Some(key);
}

/// The two texts. Enter in the first one goes to the next place, with Shift to the one before.
fn fields_ui(ui: &mut Ui, state: &mut UiState) -> Option<isize> {
    let mut step = None;
    ui.horizontal(|ui| {
        ui.add_space(SIZES.padding);
        let width = ((ui.available_width() - SIZES.padding - SIZES.gap) / 2.0).min(LAYOUT.find_field);
        let is_shifted = ui.input(|input| input.modifiers.shift);
        let field = TextField {
            text: &mut state.find.query.text,
            accessible_name: "Find in scripts",
            hint: "Find",
            trailing: "",
            width,
        };
        let response = text_field_ui(ui, field);
        if state.focus == Some(FocusTarget::Find) {
            state.focus = None;
            response.request_focus();
        }
        if response.changed() {
            state.find.selected = None;
        }
        let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if is_entered {
            step = Some(if is_shifted { -1 } else { 1 });
            response.request_focus();
        }
        let field = TextField {
            text: &mut state.find.query.replacement,
            accessible_name: "Replace with",
            hint: "Replace with",
            trailing: "",
            width,
        };
        text_field_ui(ui, field);
    });
    step
}

/// The options and what can be done.
fn actions_ui(ui: &mut Ui, workbench: &Workbench, find: &mut FindState, outbox: &mut Outbox) {
    ui.horizontal(|ui| {
        ui.add_space(SIZES.padding);
        ui.horizontal_wrapped(|ui| {
            ui.set_min_height(SIZES.control);
            ui.checkbox(&mut find.query.matches_case, "Match case");
            ui.checkbox(&mut find.query.is_whole_word, "Whole words");
            ui.checkbox(&mut find.query.is_pattern, "Regular expression");
            ui.checkbox(&mut find.is_in_script, "This script only");
            let selected = find.selected.and_then(|selected| find.result.places.get(selected));
            ui.add_enabled_ui(selected.is_some(), |ui| {
                if button_small_ui(ui, "Replace").clicked()
                    && let Some(place) = selected
                {
                    replace(workbench, std::slice::from_ref(place), outbox);
                }
            });
            ui.add_enabled_ui(!find.result.places.is_empty(), |ui| {
                if button_small_ui(ui, "Replace all").clicked() {
                    replace(workbench, &find.result.places, outbox);
                }
            });
            ui.label(weak_text(ui, found_words(&find.result)));
        });
    });
}

fn found_words(result: &FindResult) -> String {
    match (result.places.len(), result.is_cut) {
        (0, _) => String::new(),
        (count, true) => format!("the first {count} places"),
        (count, false) => counted(count, "place"),
    }
}

fn replace(workbench: &Workbench, places: &[FoundPlace], outbox: &mut Outbox) {
    let scripts = replaced(places, |place| workbench.script(place));
    outbox.command(Command::Rule(RuleCommand::SetScripts { scripts }));
}

fn places_ui(ui: &mut Ui, workbench: &Workbench, state: &mut UiState, outbox: &mut Outbox) {
    let result = &state.find.result;
    if let Some(problem) = &result.problem {
        let job = message_job(problem, Tokens::of(ui).failed);
        ui.horizontal(|ui| {
            ui.add_space(SIZES.padding);
            ui.add(Label::new(job).truncate());
        });
        return;
    }
    if result.places.is_empty() {
        let sentence = match (state.find.query.text.is_empty(), state.find.is_in_script) {
            (true, _) => "Type what is to be found in rules, conditions and helper functions",
            (false, true) => "It is not in this script",
            (false, false) => "It is in no script",
        };
        empty_state_ui(ui, sentence, None);
        return;
    }
    let place_words = |place: &FoundPlace| {
        let title = workbench.script_title(place.script).unwrap_or_default();
        format!("{title} {}:{}", place.line, place.column)
    };
    let row_name = |row: usize| {
        result
            .places
            .get(row)
            .map(|place| format!("{}: {}", place_words(place), place.preview))
            .unwrap_or_default()
    };
    let focused = (LIST, state.find.selected.unwrap_or(0));
    let list = List {
        id_salt: LIST,
        accessible_name: "Places; Enter goes to the place",
        n_rows: result.places.len(),
        row_height: SIZES.row,
        selected: state.find.selected,
        row_name: &row_name,
        scroll_to: state.find.is_moved.then_some(focused.1),
        lines: false,
    };
    let output = list_ui(ui, list, |ui, row, _| {
        let Some(place) = result.places.get(row) else { return };
        row_content_ui(
            ui,
            |ui| {
                ui.add(Label::new(preview_job(ui, place)).truncate());
            },
            |ui| {
                ui.label(weak_text(ui, place_words(place)));
            },
        );
    });
    let activated = output.activated.and_then(|row| result.places.get(row));
    if let Some(place) = activated {
        outbox.send(Intent::ShowScript { place: place.script, at: Some((place.line, place.column)) });
    } else if let Some(place) = output.chosen.and_then(|row| result.places.get(row)) {
        outbox.send(Intent::PeekScript { place: place.script, at: (place.line, place.column) });
    }
    state.find.is_moved = false;
    state.find.selected = output.chosen.or(state.find.selected);
    take_focus(ui, state, FocusTarget::Places, focused);
}

/// The line with what was found in it standing out, and what would stand there.
fn preview_job(ui: &Ui, place: &FoundPlace) -> LayoutJob {
    let tokens = Tokens::of(ui);
    let mut job = LayoutJob::default();
    let part = |range: std::ops::Range<usize>| place.preview.get(range).unwrap_or_default();
    job.append(part(0..place.found.start), 0.0, TextFormat::simple(code_font(), tokens.text));
    let found = TextFormat {
        background: tokens.accent_surface,
        ..TextFormat::simple(semibold_code_font(), tokens.text_strong)
    };
    job.append(part(place.found.clone()), 0.0, found);
    let rest = part(place.found.end..place.preview.len());
    job.append(rest, 0.0, TextFormat::simple(code_font(), tokens.text));
    job
}

/// Selects the next place, or the one before, and shows it in the editor.
pub(in crate::gui) fn find_step(find: &mut FindState, step: isize, outbox: &mut Outbox) {
    let count = find.result.places.len();
    if count == 0 {
        return;
    }
    let next = match find.selected {
        Some(selected) => (selected + count).saturating_add_signed(step) % count,
        None => 0,
    };
    find.selected = Some(next);
    find.is_moved = true;
    if let Some(place) = find.result.places.get(next) {
        outbox.send(Intent::PeekScript { place: place.script, at: (place.line, place.column) });
    }
}
