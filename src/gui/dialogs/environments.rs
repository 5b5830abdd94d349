//! The environments of the project in the order of promotion: added, changed, ordered, removed.

use egui::{Checkbox, Label, RichText, TextWrapMode, Ui};

use crate::gui::dialogs::dialog::{buttons_ui, title_ui};
use crate::gui::intent::{Intent, Outbox};
use crate::gui::panels::environment_label_ui;
use crate::gui::theme::{Glyph, LAYOUT, SIZES, Tokens, message_job, normal_text, weak_text};
use crate::gui::widgets::{
    List, TextField, button_small_ui, callout_ui, list_ui, paragraph_ui, row_content_ui, text_field_ui,
};
use crate::project::Environment;
use crate::workbench::{
    Command, EnvironmentCommand, EnvironmentDraft, Workbench, environment_losses, environment_objections,
};

/// The colours that an environment can have, with their words.
const COLOURS: [(&str, &str); 5] =
    [("amber", "Amber"), ("red", "Red"), ("blue", "Blue"), ("green", "Green"), ("grey", "Grey")];

pub(super) fn environments_ui(
    ui: &mut Ui,
    workbench: &Workbench,
    (drafts, selected): (&mut Vec<EnvironmentDraft>, &mut usize),
    outbox: &mut Outbox,
) {
    title_ui(ui, "Environments", LAYOUT.dialog_wide);
    paragraph_ui(ui, "In the order of promotion: a mapping goes from the first to the last");
    ui.add_space(SIZES.gap);
    let width = ui.available_width();
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(width * LAYOUT.environments_share);
            list_of_environments_ui(ui, drafts, selected);
            order_ui(ui, drafts, selected);
        });
        ui.add_space(SIZES.padding);
        ui.vertical(|ui| {
            if let Some(draft) = drafts.get_mut(*selected) {
                fields_ui(ui, *selected, draft);
            }
        });
    });
    ui.add_space(SIZES.gap);
    let objections = environment_objections(drafts);
    let tokens = Tokens::of(ui);
    for objection in &objections {
        ui.add(Label::new(message_job(objection, tokens.failed)).wrap());
    }
    for loss in environment_losses(workbench.model(), drafts) {
        callout_ui(ui, tokens.warning, |ui| paragraph_ui(ui, &loss));
    }
    let is_change = *drafts != workbench.environment_drafts();
    if buttons_ui(ui, "Apply", objections.is_empty() && is_change, outbox) {
        outbox.send(Intent::CloseDialog);
        let environments = drafts.clone();
        outbox.command(Command::Environment(EnvironmentCommand::Set { environments }));
    }
}

fn list_of_environments_ui(ui: &mut Ui, drafts: &[EnvironmentDraft], selected: &mut usize) {
    if drafts.is_empty() {
        paragraph_ui(ui, "The project has no environments yet");
        return;
    }
    let row_name = |row: usize| drafts.get(row).map(|draft| words(&draft.environment)).unwrap_or_default();
    ui.scope(|ui| {
        ui.set_max_height(LAYOUT.environments_list);
        let list = List {
            id_salt: "environments",
            accessible_name: "Environments",
            n_rows: drafts.len(),
            row_height: SIZES.row,
            selected: Some(*selected),
            row_name: &row_name,
            scroll_to: None,
            lines: true,
        };
        let output = list_ui(ui, list, |ui, row, _| {
            let Some(draft) = drafts.get(row) else { return };
            let environment = &draft.environment;
            let colour = Tokens::of(ui).environment_colour(&environment.colour);
            row_content_ui(
                ui,
                |ui| {
                    ui.label(RichText::new(Glyph::DOT.0).color(colour));
                    ui.add(Label::new(normal_text(ui, environment.label())).truncate());
                },
                |ui| {
                    let words = if environment.protected { "protected" } else { "" };
                    ui.label(weak_text(ui, words));
                },
            );
        });
        *selected = output.chosen.unwrap_or(*selected);
    });
}

fn words(environment: &Environment) -> String {
    let protected = if environment.protected { ", protected" } else { "" };
    format!("Environment {}, {}, {}{protected}", environment.label(), environment.account, environment.colour)
}

fn order_ui(ui: &mut Ui, drafts: &mut Vec<EnvironmentDraft>, selected: &mut usize) {
    ui.add_space(SIZES.gap);
    ui.horizontal_wrapped(|ui| {
        // A button without room goes into the next line as a whole.
        ui.style_mut().wrap_mode = Some(TextWrapMode::Extend);
        if button_small_ui(ui, "Add environment").clicked() {
            let names = (drafts.len() + 1..).map(|number| format!("environment_{number}"));
            let mut free = names
                .filter(|name| !drafts.iter().any(|draft| draft.environment.name.eq_ignore_ascii_case(name)));
            let environment = Environment {
                name: free.next().unwrap_or_default(),
                colour: "blue".to_owned(),
                ..Environment::default()
            };
            drop(free);
            drafts.push(EnvironmentDraft { environment, was: None });
            *selected = drafts.len() - 1;
        }
        ui.add_enabled_ui(*selected > 0 && *selected < drafts.len(), |ui| {
            if button_small_ui(ui, "Earlier").clicked() {
                drafts.swap(*selected, *selected - 1);
                *selected -= 1;
            }
        });
        ui.add_enabled_ui(*selected + 1 < drafts.len(), |ui| {
            if button_small_ui(ui, "Later").clicked() {
                drafts.swap(*selected, *selected + 1);
                *selected += 1;
            }
        });
        ui.add_enabled_ui(*selected < drafts.len(), |ui| {
            if button_small_ui(ui, "Remove").clicked() {
                drafts.remove(*selected);
                *selected = (*selected).min(drafts.len().saturating_sub(1));
            }
        });
    });
}

fn fields_ui(ui: &mut Ui, selected: usize, draft: &mut EnvironmentDraft) {
    let environment = &mut draft.environment;
    environment_label_ui(ui, environment);
    ui.add_space(SIZES.gap);
    // Each environment has fields of its own, so that the cursor does not go from one to the other.
    ui.push_id(("environment", selected), |ui| {
        let fields = [
            (&mut environment.name, "Name", "staging", "The name in files and on the command line"),
            (&mut environment.title, "Title", "Staging", "The name for people; empty for the name itself"),
            (&mut environment.account, "Account", "widget-staging", "The name of the account"),
        ];
        for (text, name, hint, help) in fields {
            ui.label(weak_text(ui, name)).on_hover_text(help);
            let width = ui.available_width();
            text_field_ui(ui, TextField { text, accessible_name: name, hint, trailing: "", width });
            ui.add_space(SIZES.gap_small);
        }
        ui.label(weak_text(ui, "Colour"));
        ui.horizontal_wrapped(|ui| {
            for (colour, words) in COLOURS {
                ui.label(RichText::new(Glyph::DOT.0).color(Tokens::of(ui).environment_colour(colour)));
                if ui.radio(environment.colour == colour, words).clicked() {
                    colour.clone_into(&mut environment.colour);
                }
            }
        });
        ui.add_space(SIZES.gap_small);
        ui.add(Checkbox::new(
            &mut environment.protected,
            "Protected: what is exported for it passes the checks of a promotion",
        ));
    });
}
