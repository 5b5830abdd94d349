//! The building blocks of the panels: each draws plain data and says what happened.
//!
//! None of them knows the workbench, changes anything but what it is handed, or keeps state beyond
//! what the toolkit keeps, such as the focus and how far a list is scrolled.

mod badge;
mod beside;
mod button;
mod card;
mod code_editor;
mod columns;
mod completion_list;
mod empty_state;
mod environment;
mod hairline;
mod highlight;
mod line_text;
mod list;
mod list_row;
mod name;
mod panel_header;
mod panel_tabs;
mod progress;
mod row_content;
mod search_button;
mod segmented_bar;
mod side_by_side;
mod sign;
mod tabs;
mod tall_row;
mod text_field;
mod twisty;

pub use badge::{BadgeKind, badge_ui};
pub use beside::{Beside, Side, beside_ui, forget_beside};
pub use button::{
    button_primary_ui, button_quiet_ui, button_small_ui, button_ui, button_with_sign_ui,
    button_with_sign_width,
};
pub use card::{callout_ui, card_ui, panel_callout_ui, paragraph_ui};
pub use code_editor::{
    CodeEditor, CodeEditorOutput, CodeMark, CodeStretch, Editing, FIX_SHORTCUT, close_brace, code_editor_id,
    code_editor_ui, delete_lines, delete_pair, duplicate_lines, editing_of, indent, insert_at_cursor,
    insert_line, move_lines_down, move_lines_up, outdent, request_focus, select_all, set_cursor,
    set_selection, toggle_comment, type_paired,
};
pub use columns::{Column, ColumnWidth, Columns, columns_header_ui};
pub use completion_list::{CompletionList, CompletionOutput, CompletionRow, completion_list_ui};
pub use empty_state::empty_state_ui;
pub use environment::{environment_strip_ui, pill_label_ui, pill_ui, protected_strip_ui};
pub use hairline::{hairline_ui, hairline_weak_ui};
pub use highlight::{Language, Token, TokenKind, token_colour, tokens_of};
pub use list::{List, ListOutput, list_ui};
pub use list_row::{ListRow, list_row_ui, rows_ui};
pub use name::name_ui;
pub use panel_header::{panel_header_ui, panel_header_with_ui};
pub use panel_tabs::{PanelTab, panel_tabs_ui};
pub use progress::progress_ui;
pub use row_content::{row_content_ui, row_text_ui};
pub use search_button::search_button_ui;
pub use segmented_bar::{Segment, SegmentedBar, segmented_bar_ui};
pub use side_by_side::{SideBySide, SideLine, SideRow, side_by_side_ui};
pub use sign::{Sign, sign_and_word_ui, sign_ui};
pub use tabs::{tab_ui, tabs_ui};
pub use tall_row::{TallCell, TallRow, tall_row_ui};
pub use text_field::{TextField, text_field_ui};
pub use twisty::twisty_ui;
