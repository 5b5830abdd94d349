//! What menus and keys do to the script in the editor.

use egui::Context;

use crate::gui::EditorCommand;
use crate::gui::app::App;
use crate::gui::panels::SCRIPT_EDITOR;
use crate::gui::ui_state::FocusTarget;
use crate::gui::widgets::{self, Editing, Language};
use crate::workbench::{Command, RuleCommand};

impl App {
    pub(in crate::gui) fn carry_out_editor_command(&mut self, command: EditorCommand, ctx: &Context) {
        match command {
            EditorCommand::ToggleComment => {
                let mark = Language::Rhai.line_comment().unwrap_or_default();
                self.edit_script(ctx, |editing| Some(widgets::toggle_comment(editing, mark)));
            }
            EditorCommand::MoveLineUp => self.edit_script(ctx, widgets::move_lines_up),
            EditorCommand::MoveLineDown => self.edit_script(ctx, widgets::move_lines_down),
            EditorCommand::DuplicateLine => {
                self.edit_script(ctx, |editing| Some(widgets::duplicate_lines(editing)));
            }
            EditorCommand::DeleteLine => {
                self.edit_script(ctx, |editing| Some(widgets::delete_lines(editing)));
            }
        }
    }

    /// Changes the script in the editor by its text and selection, and gives the editor the keyboard.
    /// `None` leaves it as it is.
    pub(in crate::gui) fn edit_script(
        &mut self,
        ctx: &Context,
        change: impl FnOnce(&Editing) -> Option<Editing>,
    ) {
        let place = self.workbench.selection().script;
        let Some(script) = self.workbench.script(place) else { return };
        let id = widgets::code_editor_id(SCRIPT_EDITOR);
        self.state.focus = Some(FocusTarget::Script);
        let Some(edited) = change(&widgets::editing_of(ctx, id, script)) else { return };
        widgets::set_selection(ctx, id, &edited);
        self.apply(Command::Rule(RuleCommand::SetScript { place, script: edited.text }));
    }
}
