//! What menus and keys do to the script in the editor.

use egui::Context;

use crate::gui::EditorCommand;
use crate::gui::app::App;
use crate::gui::open_dialog::Dialog;
use crate::gui::panels::SCRIPT_EDITOR;
use crate::gui::snippet_stops::SnippetStops;
use crate::gui::ui_state::{CompletionWish, FocusTarget};
use crate::gui::widgets::{self, Editing, Language};
use crate::workbench::language::{Template, Used};
use crate::workbench::{Command, Notice, RuleCommand, ScriptPlace};

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
            EditorCommand::FindUses => self.find_uses(ctx),
            EditorCommand::Rename => self.rename_at_cursor(ctx),
            EditorCommand::Format => self.format(ctx),
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

    /// The script in the editor, and the byte at which the cursor is.
    fn script_cursor(&self, ctx: &Context) -> Option<(ScriptPlace, usize)> {
        let place = self.workbench.selection().script;
        let script = self.workbench.script(place)?;
        let editing = widgets::editing_of(ctx, widgets::code_editor_id(SCRIPT_EDITOR), script);
        Some((place, editing.byte_of(editing.head)))
    }

    fn find_uses(&mut self, ctx: &Context) {
        let Some((place, offset)) = self.script_cursor(ctx) else { return };
        let Some(used) = self.workbench.used_at(place, offset) else {
            return self
                .notify(Notice::note("There is no attribute, table, variable or function at the cursor"));
        };
        self.state.uses.used = Some(used);
        self.state.uses.selected = None;
        self.focus(FocusTarget::Uses);
    }

    /// Lists where the selected attribute of the payload is read.
    pub(in crate::gui) fn find_attribute_uses(&mut self) {
        let Some(name) = self.state.attribute_name.clone() else {
            return self.notify(Notice::note("Select an attribute of the payload first"));
        };
        self.state.uses.used = Some(Used::Attribute(name));
        self.state.uses.selected = None;
        self.focus(FocusTarget::Uses);
    }

    fn rename_at_cursor(&mut self, ctx: &Context) {
        let Some((place, offset)) = self.script_cursor(ctx) else { return };
        match self.workbench.rename_subject(place, offset) {
            Some((subject, name)) => self.show(Dialog::Rename { subject, name }),
            None => self.notify(Notice::note("What is at the cursor cannot be renamed")),
        }
    }

    /// Writes the script neatly; the cursor stays in its line.
    fn format(&mut self, ctx: &Context) {
        let place = self.workbench.selection().script;
        let at = self.state.cursor;
        if self.workbench.formatted(place).is_none() {
            return self.notify(Notice::note("The script is written neatly, or has an error"));
        }
        self.apply(Command::Rule(RuleCommand::Format { place }));
        if let (Some((line, column)), Some(script)) = (at, self.workbench.script(place)) {
            widgets::set_cursor(ctx, widgets::code_editor_id(SCRIPT_EDITOR), script, line, column);
        }
        self.state.focus = Some(FocusTarget::Script);
    }

    fn go_to_definition(&mut self, ctx: &Context) {
        let Some((place, offset)) = self.script_cursor(ctx) else { return };
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
