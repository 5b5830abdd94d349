//! The editor for scripts and JSON.
//!
//! It owns no text, no undo and no completion: the caller does.

mod bracket;
mod cursor;
mod decoration;
mod edit;
mod editor;
mod gutter;
mod key;
mod layout;
mod line;
mod line_edit;
mod mark;
mod pair;
mod stretch;

pub use cursor::{
    code_editor_id, editing_of, insert_at_cursor, request_focus, select_all, set_cursor, set_selection,
};
pub use edit::{Editing, close_brace, indent, insert_line, outdent, toggle_comment};
pub use editor::{CodeEditor, CodeEditorOutput, code_editor_ui};
pub use line_edit::{delete_lines, duplicate_lines, move_lines_down, move_lines_up};
pub use mark::{CodeMark, FIX_SHORTCUT};
pub use pair::{delete_pair, type_paired};
pub use stretch::CodeStretch;
