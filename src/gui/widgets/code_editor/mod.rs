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
mod mark;

pub use cursor::{code_editor_id, insert_at_cursor, request_focus, select_all, set_cursor};
pub use edit::{Editing, close_brace, indent, insert_line, outdent, toggle_comment};
pub use editor::{CodeEditor, CodeEditorOutput, code_editor_ui};
pub use mark::CodeMark;
