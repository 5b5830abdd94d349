//! Finding anything by a few letters: commands, fields, samples.

use egui::{Key, Label, Modifiers, Ui};

use crate::gui::UiCommand;
use crate::gui::dialogs::dialog::{first_field_ui, list_height, set_width};
use crate::gui::intent::{Intent, Outbox};
use crate::gui::theme::{LAYOUT, SIZES, strong_text, weak_text};
use crate::gui::ui_command::Menu;
use crate::gui::widgets::{List, empty_state_ui, list_ui, row_content_ui};
use crate::workbench::{Command, ScriptPlace, SelectCommand, Workbench};

/// One thing to go to.
struct Entry {
    title: String,
    facts: String,
    intents: Vec<Intent>,
}

pub(super) fn palette_ui(
    ui: &mut Ui,
    workbench: &Workbench,
    text: &mut String,
    chosen: &mut usize,
    outbox: &mut Outbox,
) {
    set_width(ui, LAYOUT.dialog_wide);
    // The keys are taken before the text field sees them.
    let step = take_steps(ui);
    let response =
        first_field_ui(ui, text, "Find commands, fields and samples", "Find commands, fields and samples");
    if response.changed() {
        *chosen = 0;
    }
    let entries = matching(entries(ui, workbench), text);
    *chosen = chosen.saturating_add_signed(step).min(entries.len().saturating_sub(1));
    ui.add_space(SIZES.gap);
    let is_entered = ui.input(|input| input.key_pressed(Key::Enter));
    let clicked = entries_ui(ui, &entries, *chosen);
    if let Some(entry) = clicked.or(is_entered.then_some(*chosen)).and_then(|row| entries.get(row)) {
        outbox.send(Intent::CloseDialog);
        for intent in &entry.intents {
            outbox.send(intent.clone());
        }
    }
}

fn take_steps(ui: &Ui) -> isize {
    ui.input_mut(|input| {
        let down = input.count_and_consume_key(Modifiers::NONE, Key::ArrowDown);
        let up = input.count_and_consume_key(Modifiers::NONE, Key::ArrowUp);
        down.cast_signed() - up.cast_signed()
    })
}

fn entries(ui: &Ui, workbench: &Workbench) -> Vec<Entry> {
    let rules =
        workbench.model().mapping.rule_sets.iter().enumerate().flat_map(|(rule_set_idx, rule_set)| {
            rule_set.rules.iter().enumerate().map(move |(rule_idx, rule)| Entry {
                title: rule.field.clone(),
                facts: format!("field · {}", rule_set.title()),
                intents: vec![Intent::ShowScript {
                    place: ScriptPlace::Rule { rule_set: rule_set_idx, rule: rule_idx },
                    at: None,
                }],
            })
        });
    let samples = workbench.model().samples.iter().enumerate().map(|(idx, sample)| Entry {
        title: sample.name.clone(),
        facts: "sample".to_owned(),
        intents: vec![Intent::Do(Command::Select(SelectCommand::Sample(idx)))],
    });
    let commands = Menu::all_commands()
        .filter(|command| *command != UiCommand::Palette && command.is_enabled(workbench))
        .map(|command| Entry {
            title: command.title().to_owned(),
            facts: command.shortcut().map(|keys| ui.ctx().format_shortcut(&keys)).unwrap_or_default(),
            intents: vec![Intent::Ui(command)],
        });
    rules.chain(samples).chain(commands).collect()
}

/// The entries that have every word of the text in them, those that begin with it first.
fn matching(entries: Vec<Entry>, text: &str) -> Vec<Entry> {
    let wanted = text.trim().to_lowercase();
    let mut found: Vec<Entry> = entries
        .into_iter()
        .filter(|entry| {
            let whole = format!("{} {}", entry.title, entry.facts).to_lowercase();
            wanted.split_whitespace().all(|word| whole.contains(word))
        })
        .collect();
    found.sort_by_key(|entry| !entry.title.to_lowercase().starts_with(&wanted));
    found
}

fn entries_ui(ui: &mut Ui, entries: &[Entry], chosen: usize) -> Option<usize> {
    if entries.is_empty() {
        ui.set_max_height(list_height(ui, LAYOUT.dialog_list));
        empty_state_ui(ui, "Nothing has this in its name", None);
        return None;
    }
    ui.scope(|ui| {
        ui.set_max_height(list_height(ui, LAYOUT.dialog_list));
        let row_name = |row: usize| format!("{} {}", entries[row].title, entries[row].facts);
        let list = List {
            id_salt: "palette",
            accessible_name: "Found",
            n_rows: entries.len(),
            row_height: SIZES.row,
            selected: Some(chosen),
            row_name: &row_name,
            scroll_to: Some(chosen),
            lines: false,
        };
        list_ui(ui, list, |ui, row, _| {
            row_content_ui(
                ui,
                |ui| {
                    ui.add(Label::new(strong_text(ui, &entries[row].title)).truncate());
                },
                |ui| {
                    ui.label(weak_text(ui, &entries[row].facts));
                },
            );
        })
        .clicked
    })
    .inner
}
