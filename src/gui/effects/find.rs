//! Finding in the scripts.

use egui::Context;

use crate::gui::UiCommand;
use crate::gui::app::App;
use crate::gui::panels::{self, SCRIPT_EDITOR};
use crate::gui::ui_state::FocusTarget;
use crate::gui::widgets;

impl App {
    pub(in crate::gui) fn carry_out_find_command(&mut self, command: UiCommand, ctx: &Context) {
        match command {
            UiCommand::FindNext => self.step_to_found(1),
            UiCommand::FindPrevious => self.step_to_found(-1),
            _ => {
                self.state.find.is_in_script = command == UiCommand::FindInScript;
                if let Some(text) = self.selected_text(ctx) {
                    self.state.find.query.text = text;
                    self.state.find.query.is_pattern = false;
                    self.state.find.selected = None;
                }
                self.focus(FocusTarget::Find);
            }
        }
    }

    fn step_to_found(&mut self, step: isize) {
        panels::find_again(&self.workbench, &mut self.state.find);
        panels::find_step(&mut self.state.find, step, &mut self.outbox);
    }

    /// What is selected in the editor, if it is a part of one line.
    fn selected_text(&self, ctx: &Context) -> Option<String> {
        let script = self.workbench.script(self.workbench.selection().script)?;
        let id = widgets::code_editor_id(SCRIPT_EDITOR);
        if !ctx.memory(|memory| memory.has_focus(id)) {
            return None;
        }
        let selected = widgets::editing_of(ctx, id, script).selected();
        let text: String = script.chars().skip(selected.start).take(selected.len()).collect();
        (!text.is_empty() && !text.contains('\n')).then_some(text)
    }
}
