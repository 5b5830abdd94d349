//! Choosing the field that a new rule fills.

use egui::{Label, Ui};

use crate::gui::dialogs::dialog::{close_button_ui, first_field_ui, list_height, title_ui};
use crate::gui::intent::{Intent, Outbox};
use crate::gui::theme::{LAYOUT, SIZES, strong_text, weak_text};
use crate::gui::ui_state::FocusTarget;
use crate::gui::widgets::{List, empty_state_ui, list_ui};
use crate::target::TargetField;
use crate::workbench::{Command, RuleCommand, Workbench};

pub(super) fn add_rule_ui(ui: &mut Ui, workbench: &Workbench, filter: &mut String, outbox: &mut Outbox) {
    let (Some(record_type), Some(rule_set)) = (workbench.record_type(), workbench.rule_set()) else { return };
    title_ui(ui, &format!("Add rule for {}", record_type.title.to_lowercase()), LAYOUT.dialog_width);
    let response = first_field_ui(ui, filter, "Field", "Type a part of the field's name");
    ui.add_space(SIZES.gap);
    let has_rule = |field: &TargetField| rule_set.rules.iter().any(|rule| rule.field == field.name);
    let mut fields: Vec<&TargetField> = record_type
        .writable_fields()
        .filter(|field| {
            let wanted = filter.to_lowercase();
            field.name.to_lowercase().contains(&wanted) || field.title.to_lowercase().contains(&wanted)
        })
        .collect();
    fields.sort_by_key(|field| has_rule(field));
    let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    let chosen = fields_ui(ui, &fields, &has_rule).or(is_entered.then_some(0));
    if let Some(field) = chosen.and_then(|row| fields.get(row)) {
        let rule_set = workbench.selection().rule_set;
        outbox.command(Command::Rule(RuleCommand::Add { rule_set, field: field.name.clone() }));
        outbox.send(Intent::CloseDialog);
        outbox.send(Intent::Focus(FocusTarget::Script));
    }
    close_button_ui(ui, outbox);
}

fn fields_ui(ui: &mut Ui, fields: &[&TargetField], has_rule: &dyn Fn(&TargetField) -> bool) -> Option<usize> {
    if fields.is_empty() {
        empty_state_ui(ui, "No field has this in its name", None);
        return None;
    }
    ui.scope(|ui| {
        ui.set_max_height(list_height(ui, LAYOUT.dialog_list));
        let row_name = |row: usize| format!("Field {}", fields[row].name);
        let list = List {
            id_salt: "fields",
            accessible_name: "Fields",
            n_rows: fields.len(),
            row_height: SIZES.row,
            selected: None,
            row_name: &row_name,
            scroll_to: None,
            lines: false,
        };
        let output = list_ui(ui, list, |ui, row, response| {
            let field = fields[row];
            ui.label(strong_text(ui, &field.name));
            let note = if has_rule(field) { " · has a rule already" } else { "" };
            let required = if field.required { " · required" } else { "" };
            let facts = format!("{}{required}{note}", field.type_words());
            ui.add(Label::new(weak_text(ui, facts)).truncate());
            if let Some(note) = &field.note {
                response.clone().on_hover_text(note);
            }
        });
        output.activated.or(output.clicked)
    })
    .inner
}
