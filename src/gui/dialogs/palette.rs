//! Finding anything by a few letters: commands, fields, samples.

use egui::{Key, Label, Modifiers, Ui};

use crate::gui::UiCommand;
use crate::gui::dialogs::dialog::{first_field_ui, list_height, set_width};
use crate::gui::intent::{Intent, Outbox};
use crate::gui::sample_rows::contains_lower;
use crate::gui::theme::{LAYOUT, SIZES, strong_text, weak_text};
use crate::gui::ui_command::Menu;
use crate::gui::ui_state::FocusTarget;
use crate::gui::widgets::{List, empty_state_ui, list_ui, row_content_ui};
use crate::workbench::{Command, ScriptPlace, SelectCommand, Workbench};

/// How many samples are offered at most.
const MOST_SAMPLES: usize = 100;

/// What an entry that is a sample says beside its name.
const SAMPLE: &str = "sample";

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
    let entries = entries(ui, workbench, text);
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

/// What has every word of the text in it: fields, samples and commands, those first that begin with
/// it. Of many samples the first ones are offered.
fn entries(ui: &Ui, workbench: &Workbench, text: &str) -> Vec<Entry> {
    let wanted = text.trim().to_lowercase();
    let fits = |title: &str, facts: &str| {
        let mut words = wanted.split_whitespace();
        words.all(|word| contains_lower(title, word) || contains_lower(facts, word))
    };
    let rule_sets = workbench.model().mapping.rule_sets.iter().enumerate();
    let rules = rule_sets.flat_map(|(rule_set_idx, rule_set)| {
        rule_set.rules.iter().enumerate().map(move |(rule_idx, rule)| Entry {
            title: rule.field.clone(),
            facts: format!("field · {}", rule_set.title()),
            intents: vec![Intent::ShowScript {
                place: ScriptPlace::Rule { rule_set: rule_set_idx, rule: rule_idx },
                at: None,
            }],
        })
    });
    let rules = rules.filter(|entry| fits(&entry.title, &entry.facts));
    let samples = workbench.model().samples.iter().enumerate();
    let samples = samples.filter(|(_, sample)| fits(&sample.name, SAMPLE)).take(MOST_SAMPLES);
    let samples = samples.map(|(idx, sample)| Entry {
        title: sample.name.clone(),
        facts: SAMPLE.to_owned(),
        intents: vec![Intent::Do(Command::Select(SelectCommand::Sample(idx)))],
    });
    let commands = Menu::all_commands()
        .filter(|command| *command != UiCommand::Palette && command.is_enabled(workbench))
        .map(|command| Entry {
            title: command.title().to_owned(),
            facts: command.shortcut().map(|keys| ui.ctx().format_shortcut(&keys)).unwrap_or_default(),
            intents: vec![Intent::Ui(command)],
        })
        .filter(|entry| fits(&entry.title, &entry.facts));
    let data = data_entries(workbench).into_iter().filter(|entry| fits(&entry.title, &entry.facts));
    let mut found: Vec<Entry> = rules.chain(samples).chain(data).chain(commands).collect();
    found.sort_by_key(|entry| !entry.title.to_lowercase().starts_with(&wanted));
    found
}

/// The tables, the variables, and the environments that can be chosen.
fn data_entries(workbench: &Workbench) -> Vec<Entry> {
    let model = workbench.model();
    let tables = model.tables.keys().map(|name| Entry {
        title: name.clone(),
        facts: "lookup table".to_owned(),
        intents: vec![Intent::ShowTable(name.clone())],
    });
    let variables = model.variable_names().into_iter().map(|name| Entry {
        title: name.clone(),
        facts: "variable".to_owned(),
        intents: vec![Intent::ShowVariable(name), Intent::Focus(FocusTarget::Variables)],
    });
    let others = model.settings.environments.iter();
    let others = others.filter(|environment| environment.name != workbench.environment_name());
    let environments = others.map(|environment| Entry {
        title: format!("Environment {}", environment.label()),
        facts: environment.account.clone(),
        intents: vec![Intent::Do(Command::Select(SelectCommand::Environment(environment.name.clone())))],
    });
    tables.chain(variables).chain(environments).collect()
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
