//! Choosing a ready-made piece of script.

use egui::{Key, Label, Ui};

use crate::gui::dialogs::dialog::{close_button_ui, first_field_ui, list_height, title_ui};
use crate::gui::intent::{Intent, Outbox};
use crate::gui::theme::{LAYOUT, SIZES, strong_text, weak_text};
use crate::gui::widgets::{List, empty_state_ui, list_ui};
use crate::target::FieldType;
use crate::workbench::Workbench;
use crate::workbench::language::{TEMPLATES, Template, TemplateFit};

pub(super) fn templates_ui(ui: &mut Ui, workbench: &Workbench, filter: &mut String, outbox: &mut Outbox) {
    title_ui(ui, "Insert template", LAYOUT.dialog_wide);
    let response = first_field_ui(ui, filter, "Template", "What the script shall do");
    ui.add_space(SIZES.gap);
    let wanted = filter.trim().to_lowercase();
    let holds = |template: &Template| {
        wanted.split_whitespace().all(|word| {
            template.title.to_lowercase().contains(word) || template.help.to_lowercase().contains(word)
        })
    };
    let mut found: Vec<&'static Template> = TEMPLATES.iter().filter(|template| holds(template)).collect();
    // Those that are meant for the field come first.
    found.sort_by_key(|template| !is_meant(template.fits, workbench));
    let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let chosen = list_of_templates_ui(ui, &found).or(is_entered.then_some(0));
    if let Some(template) = chosen.and_then(|row| found.get(row)) {
        outbox.send(Intent::CloseDialog);
        outbox.send(Intent::InsertTemplate(template));
    }
    close_button_ui(ui, outbox);
}

/// Whether a template is meant for fields like the one of the rule in the editor.
fn is_meant(fit: TemplateFit, workbench: &Workbench) -> bool {
    let field_type = workbench.field().map(|field| &field.field_type);
    match fit {
        TemplateFit::Any => true,
        TemplateFit::Reference => matches!(field_type, Some(FieldType::Reference { .. })),
        TemplateFit::Boolean => matches!(field_type, Some(FieldType::Boolean)),
        TemplateFit::List => matches!(field_type, Some(FieldType::List(_))),
    }
}

fn list_of_templates_ui(ui: &mut Ui, found: &[&'static Template]) -> Option<usize> {
    if found.is_empty() {
        empty_state_ui(ui, "No template does this", None);
        return None;
    }
    ui.scope(|ui| {
        ui.set_max_height(list_height(ui, LAYOUT.dialog_list));
        let row_name = |row: usize| {
            found.get(row).map(|template| format!("Template {}", template.title)).unwrap_or_default()
        };
        let list = List {
            id_salt: "templates",
            accessible_name: "Templates",
            n_rows: found.len(),
            row_height: SIZES.row,
            selected: None,
            row_name: &row_name,
            scroll_to: None,
            lines: false,
        };
        let output = list_ui(ui, list, |ui, row, response| {
            let Some(template) = found.get(row) else { return };
            ui.label(strong_text(ui, template.title));
            ui.add(Label::new(weak_text(ui, template.help)).truncate());
            response.clone().on_hover_text(template.snippet().text);
        });
        output.activated.or(output.clicked)
    })
    .inner
}
