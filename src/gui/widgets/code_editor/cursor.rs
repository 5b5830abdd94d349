//! Moves the text cursor of an editor, and writes at it, from outside the editor.
//!
//! For the problem that is jumped to and the attribute that is clicked into the script.

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Context, Id};

use crate::gui::widgets::code_editor::edit::{Editing, line_and_column, replace_selection};

/// The id of the editor with this salt, wherever it is drawn. Two editors never share a salt.
pub fn code_editor_id(id_salt: &str) -> Id {
    Id::unique(("code editor", id_salt))
}

/// The text with the selection of the editor; with the cursor at the end of a text that never had it.
pub fn editing_of(ctx: &Context, id: Id, text: &str) -> Editing {
    load(ctx, id, text).unwrap_or_else(|| {
        let end = text.chars().count();
        Editing { text: text.to_owned(), anchor: end, head: end }
    })
}

/// Makes the selection the one of the editor, which scrolls to it when it is drawn next. The text is
/// the caller's to keep.
pub fn set_selection(ctx: &Context, id: Id, editing: &Editing) {
    store(ctx, id, editing);
}

/// Puts `insertion` in the place of the selection, or at the end of a text that never had the
/// cursor, and the cursor behind it.
pub fn insert_at_cursor(ctx: &Context, id: Id, text: &mut String, insertion: &str) {
    let edited = replace_selection(&editing_of(ctx, id, text), insertion);
    store(ctx, id, &edited);
    *text = edited.text;
}

/// Puts the cursor at a line and column, both from 1 and clamped to the text, and scrolls there.
pub fn set_cursor(ctx: &Context, id: Id, text: &str, line: usize, column: usize) {
    let n_before: usize =
        text.split('\n').take(line.saturating_sub(1)).map(|before| before.chars().count() + 1).sum();
    let length = text.split('\n').nth(line.saturating_sub(1)).map_or(0, |found| found.chars().count());
    let position = (n_before + column.saturating_sub(1).min(length)).min(text.chars().count());
    store(ctx, id, &Editing { text: String::new(), anchor: position, head: position });
}

/// Selects the whole text, so that typing replaces it.
pub fn select_all(ctx: &Context, id: Id, text: &str) {
    store(ctx, id, &Editing { text: String::new(), anchor: 0, head: text.chars().count() });
}

/// Gives the editor the keyboard.
pub fn request_focus(ctx: &Context, id: Id) {
    ctx.memory_mut(|memory| memory.request_focus(id));
}

/// The text with the selection of the editor; `None` when the editor never had the cursor.
pub(super) fn load(ctx: &Context, id: Id, text: &str) -> Option<Editing> {
    let range = TextEditState::load(ctx, id)?.cursor.char_range()?;
    let end = text.chars().count();
    Some(Editing {
        text: text.to_owned(),
        anchor: range.secondary.index.0.min(end),
        head: range.primary.index.0.min(end),
    })
}

/// Makes the selection the one of the editor, which scrolls to it when it is drawn next.
pub(super) fn store(ctx: &Context, id: Id, editing: &Editing) {
    let mut state = TextEditState::load(ctx, id).unwrap_or_default();
    let range = CCursorRange::two(CCursor::new(editing.anchor), CCursor::new(editing.head));
    state.cursor.set_char_range(Some(range));
    state.clear_undoer();
    state.store(ctx, id);
    ctx.data_mut(|data| data.insert_temp(scroll_id(id), true));
    ctx.request_repaint();
}

/// Whether the cursor was moved from outside since the last time this was asked.
pub(super) fn take_scroll_request(ctx: &Context, id: Id) -> bool {
    ctx.data_mut(|data| data.remove_temp::<bool>(scroll_id(id))).unwrap_or(false)
}

/// Forgets what the text field itself could undo: the document's history does that.
pub(super) fn forget_undo(ctx: &Context, id: Id) {
    if let Some(mut state) = TextEditState::load(ctx, id) {
        state.clear_undoer();
    }
}

/// The line and column of a position, both from 1.
pub(super) fn place_of(text: &str, position: usize) -> (usize, usize) {
    let lines: Vec<&str> = text.split('\n').collect();
    let (line, column) = line_and_column(&lines, position);
    (line + 1, column + 1)
}

fn scroll_id(id: Id) -> Id {
    id.with("scroll to cursor")
}
