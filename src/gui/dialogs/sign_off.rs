//! Choosing what goes on a sign-off sheet.

use egui::{RadioButton, Ui};

use crate::gui::dialogs::dialog::{buttons_ui, first_field_ui, list_height, title_ui};
use crate::gui::intent::{Intent, Outbox};
use crate::gui::panels::counted;
use crate::gui::theme::{LAYOUT, SIZES, Tokens, strong_text};
use crate::gui::widgets::{
    List, Sign, callout_ui, empty_state_ui, environment_strip_ui, list_ui, paragraph_ui, sign_ui,
};
use crate::project::{Sample, unmasked_samples};
use crate::report::{Language, SheetForm};
use crate::workbench::Workbench;

/// What is to be on the sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetChoice {
    /// The environment, by name.
    pub environment: String,
    /// The form.
    pub form: SheetForm,
    /// The language.
    pub language: Language,
    /// The samples whose results are shown, by stem; a few that say most when empty.
    pub persons: Vec<String>,
    /// Real people may be shown.
    pub unlock_people: bool,
}

/// The samples are chosen by hand, with the text by which they are found.
#[derive(Clone, Debug, Default)]
pub struct PersonFilter {
    /// Whether they are chosen by hand.
    pub is_by_hand: bool,
    /// What is typed.
    pub text: String,
}

pub(super) fn sign_off_ui(
    ui: &mut Ui,
    workbench: &Workbench,
    choice: &mut SheetChoice,
    filter: &mut PersonFilter,
    outbox: &mut Outbox,
) {
    title_ui(ui, "Sign-off sheet", LAYOUT.dialog_width);
    let chosen = workbench.model().environment(&choice.environment);
    let colour = chosen.map_or("grey", |environment| environment.colour.as_str());
    environment_strip_ui(ui, Tokens::of(ui).environment_colour(colour));
    ui.add_space(SIZES.gap);
    paragraph_ui(
        ui,
        "The sheet says where each field comes from and shows real results for the customer to check.",
    );
    heading_ui(ui, "Environment");
    for other in &workbench.model().settings.environments {
        let label = format!("{} · {}", other.label(), other.account);
        if ui.add(RadioButton::new(choice.environment == other.name, label)).clicked() {
            choice.environment.clone_from(&other.name);
        }
    }
    heading_ui(ui, "Form");
    for form in SheetForm::ALL {
        ui.radio_value(&mut choice.form, form, form_words(form));
    }
    heading_ui(ui, "Language");
    ui.horizontal_wrapped(|ui| {
        for language in Language::ALL {
            ui.radio_value(&mut choice.language, language, language.words().text("language"));
        }
    });
    heading_ui(ui, "People");
    persons_ui(ui, workbench, choice, filter);
    real_people_ui(ui, workbench, choice);
    let is_free = !filter.is_by_hand || !choice.persons.is_empty();
    if buttons_ui(ui, "Choose file…", is_free, outbox) {
        let mut choice = choice.clone();
        if !filter.is_by_hand {
            choice.persons.clear();
        }
        outbox.send(Intent::CloseDialog);
        outbox.send(Intent::AskSignOff(choice));
    }
}

fn heading_ui(ui: &mut Ui, text: &str) {
    ui.add_space(SIZES.gap);
    ui.label(strong_text(ui, text));
}

fn form_words(form: SheetForm) -> &'static str {
    match form {
        SheetForm::Xlsx => "Spreadsheet (XLSX), in which results can be corrected",
        SheetForm::Html => "Web page (HTML), fit for printing",
        SheetForm::Markdown => "Markdown",
    }
}

fn persons_ui(ui: &mut Ui, workbench: &Workbench, choice: &mut SheetChoice, filter: &mut PersonFilter) {
    ui.radio_value(&mut filter.is_by_hand, false, "A few samples that say most");
    let label = match choice.persons.len() {
        0 => "These samples".to_owned(),
        count => format!("These samples ({count})"),
    };
    ui.radio_value(&mut filter.is_by_hand, true, label);
    if !filter.is_by_hand {
        return;
    }
    first_field_ui(ui, &mut filter.text, "Find samples", "Type a part of a sample's name");
    let wanted = filter.text.to_lowercase();
    let samples: Vec<&Sample> = workbench
        .model()
        .samples
        .iter()
        .map(AsRef::as_ref)
        .filter(|sample| sample.name.to_lowercase().contains(&wanted) || sample.stem.contains(&wanted))
        .collect();
    if samples.is_empty() {
        empty_state_ui(ui, "No sample has this in its name", None);
        return;
    }
    ui.scope(|ui| {
        ui.set_max_height(list_height(ui, LAYOUT.dialog_list));
        let is_chosen = |row: usize| choice.persons.contains(&samples[row].stem);
        let row_name = |row: usize| {
            let state = if is_chosen(row) { "chosen" } else { "not chosen" };
            format!("{} {state}", samples[row].name)
        };
        let list = List {
            id_salt: "sign-off samples",
            accessible_name: "Samples",
            n_rows: samples.len(),
            row_height: SIZES.row,
            selected: None,
            row_name: &row_name,
            scroll_to: None,
            lines: false,
        };
        let output = list_ui(ui, list, |ui, row, _| {
            if is_chosen(row) {
                sign_ui(ui, Sign::Ok);
            } else {
                ui.add_space(Tokens::of(ui).size.sign_width + ui.spacing().item_spacing.x);
            }
            ui.label(strong_text(ui, &samples[row].name));
        });
        if let Some(sample) = output.activated.or(output.clicked).and_then(|row| samples.get(row)) {
            match choice.persons.iter().position(|stem| *stem == sample.stem) {
                Some(place) => {
                    choice.persons.remove(place);
                }
                None => choice.persons.push(sample.stem.clone()),
            }
        }
    });
}

/// Real people leave the project only when that is said by hand.
fn real_people_ui(ui: &mut Ui, workbench: &Workbench, choice: &mut SheetChoice) {
    let n_real = unmasked_samples(workbench.model()).len();
    if n_real == 0 && !workbench.model().settings.masking.records.is_real() {
        choice.unlock_people = false;
        return;
    }
    ui.checkbox(&mut choice.unlock_people, "Show real people");
    if choice.unlock_people {
        let colour = Tokens::of(ui).warning;
        let text = format!("The sheet may show real people; {} are not masked", counted(n_real, "sample"));
        callout_ui(ui, colour, |ui| paragraph_ui(ui, &text));
    }
}
