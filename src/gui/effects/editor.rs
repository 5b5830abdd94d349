//! What menus and keys do to the script in the editor.

use egui::Context;

use crate::gui::EditorCommand;
use crate::gui::app::App;
use crate::gui::panels::SCRIPT_EDITOR;
use crate::gui::snippet_stops::SnippetStops;
use crate::gui::ui_state::{CompletionWish, Dialog, FocusTarget};
use crate::gui::widgets::{self, Editing, Language};
use crate::workbench::language::Template;
use crate::workbench::{Command, Notice, RuleCommand};

impl App {
    pub(in crate::gui) fn carry_out_editor_command(&mut self, command: EditorCommand, ctx: &Context) {
        match command {
            EditorCommand::Complete => {
                self.state.completion_wish = Some(CompletionWish::Asked);
                self.state.focus = Some(FocusTarget::Script);
            }
            EditorCommand::Explain => {
                self.state.asks_card = true;
                self.state.focus = Some(FocusTarget::Script);
            }
            EditorCommand::GoToDefinition => self.go_to_definition(ctx),
            EditorCommand::InsertTemplate => {
                self.show(Dialog::Templates { filter: String::new() });
            }
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

    fn go_to_definition(&mut self, ctx: &Context) {
        let place = self.workbench.selection().script;
        let Some(script) = self.workbench.script(place) else { return };
        let editing = widgets::editing_of(ctx, widgets::code_editor_id(SCRIPT_EDITOR), script);
        let offset = editing.byte_of(editing.head);
        let Some((target, range)) = self.workbench.definition(place, offset) else {
            return self.notify(Notice::note("What is at the cursor is defined in no script"));
        };
        let before =
            self.workbench.script(target).and_then(|text| text.get(..range.start)).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        self.show_script(target, Some((line, column)));
    }

    /// Puts a template into the script at the cursor; its places are then filled in one by one.
    pub(in crate::gui) fn insert_template(&mut self, template: &Template, ctx: &Context) {
        let place = self.workbench.selection().script;
        let Some(script) = self.workbench.script(place) else { return };
        let id = widgets::code_editor_id(SCRIPT_EDITOR);
        let editing = widgets::editing_of(ctx, id, script);
        // A rule that gives nothing yet is replaced as a whole.
        let is_blank = matches!(script.trim(), "" | "()");
        let selected = editing.selected();
        let replaces = if is_blank {
            0..script.len()
        } else {
            editing.byte_of(selected.start)..editing.byte_of(selected.end)
        };
        let (script, selected, stops) = SnippetStops::insert(script, replaces, &template.snippet());
        widgets::set_selection(ctx, id, &Editing::of_bytes(&script, selected));
        self.apply(Command::Rule(RuleCommand::SetScripts { scripts: vec![(place, script)] }));
        self.state.snippet = stops;
        self.state.focus = Some(FocusTarget::Script);
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
