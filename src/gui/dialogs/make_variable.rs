//! Making a variable of a text in scripts: its name, its value in each environment, what changes.

use egui::{Key, Label, Ui};

use crate::gui::dialogs::dialog::{buttons_ui, focus_and_select_at_first, title_ui};
use crate::gui::intent::{Intent, Outbox};
use crate::gui::panels::{counted, environment_label_ui};
use crate::gui::theme::{LAYOUT, SIZES, Tokens, message_job, weak_text};
use crate::gui::ui_state::FocusTarget;
use crate::gui::widgets::{TextField, paragraph_ui, text_field_ui};
use crate::workbench::{Command, MakeVariable, VariableCommand, VariableProposal, Workbench};

/// How many scripts are named.
const MOST_SCRIPTS: usize = 6;

pub(super) fn make_variable_ui(
    ui: &mut Ui,
    workbench: &Workbench,
    wish: &mut MakeVariable,
    outbox: &mut Outbox,
) {
    title_ui(ui, "Make it a variable", LAYOUT.dialog_width);
    paragraph_ui(ui, &format!("In the place of \"{}\" scripts read the variable", wish.text));
    ui.add_space(SIZES.gap);
    let width = ui.available_width();
    let field = TextField {
        text: &mut wish.name,
        accessible_name: "Name of the variable",
        hint: "",
        trailing: "",
        width,
    };
    let response = text_field_ui(ui, field);
    focus_and_select_at_first(ui, &response, &wish.name);
    let mut is_entered = response.lost_focus();
    for (name, value) in &mut wish.values {
        ui.add_space(SIZES.gap);
        let environment = workbench.model().environment(name);
        if let Some(environment) = environment {
            environment_label_ui(ui, environment);
        }
        let label = environment.map_or(name.as_str(), |environment| environment.label());
        let accessible_name = format!("Value in {label}");
        let hint = format!("The value in {label}; without one the variable gives nothing there");
        let field =
            TextField { text: value, accessible_name: &accessible_name, hint: &hint, trailing: "", width };
        is_entered |= text_field_ui(ui, field).lost_focus();
    }
    ui.add_space(SIZES.gap);
    let proposal = workbench.variable_proposal(wish);
    proposal_ui(ui, workbench, wish, &proposal);
    let is_possible = proposal.conflicts.is_empty();
    let is_entered = is_entered && ui.input(|input| input.key_pressed(Key::Enter));
    if buttons_ui(ui, "Make variable", is_possible, outbox) || (is_entered && is_possible) {
        outbox.send(Intent::CloseDialog);
        outbox.command(Command::Variable(VariableCommand::Make(wish.clone())));
        outbox.send(Intent::Focus(FocusTarget::Script));
    }
}

/// What changes, what stays, what is in the way.
fn proposal_ui(ui: &mut Ui, workbench: &Workbench, wish: &MakeVariable, proposal: &VariableProposal) {
    let tokens = Tokens::of(ui);
    for conflict in &proposal.conflicts {
        ui.add(Label::new(message_job(conflict, tokens.failed)).wrap());
    }
    if proposal.n_changes() > 0 {
        let titles: Vec<&str> =
            proposal.scripts.iter().take(MOST_SCRIPTS).map(|script| script.title.as_str()).collect();
        let more = if proposal.scripts.len() > MOST_SCRIPTS { ", …" } else { "" };
        let words = format!("{} change: {}{more}", counted(proposal.n_changes(), "place"), titles.join(", "));
        ui.add(Label::new(weak_text(ui, words)).wrap());
    }
    let is_known = workbench.model().variable_names().iter().any(|name| name == wish.name.trim());
    if is_known {
        let words = format!("There is a variable {} already; it is the one that is read", wish.name.trim());
        ui.add(Label::new(weak_text(ui, words)).wrap());
    }
    for warning in &proposal.warnings {
        ui.add(Label::new(message_job(warning, tokens.warning)).wrap());
    }
}
