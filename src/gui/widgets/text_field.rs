//! A field for one line of text.

use egui::{Align2, Response, RichText, TextEdit, Ui, vec2};

use crate::gui::theme::{Tokens, body_font};

/// What a text field shows.
pub struct TextField<'a> {
    /// The text that is shown and changed.
    pub text: &'a mut String,
    /// What the field is called.
    pub accessible_name: &'a str,
    /// What stands in the field while it is empty.
    pub hint: &'a str,
    /// What stands at the right of the field, such as a shortcut; may be empty.
    pub trailing: &'a str,
    /// The full width.
    pub width: f32,
}

/// A text field. The response tells of changes and of Enter by `lost_focus`.
pub fn text_field_ui(ui: &mut Ui, field: TextField<'_>) -> Response {
    let tokens = Tokens::of(ui);
    let TextField { text, accessible_name, hint, trailing, width } = field;
    let size = vec2(width, tokens.size.control);
    let mut edit = TextEdit::singleline(text)
        .font(body_font())
        .hint_text(hint)
        .desired_width(width)
        .min_size(size)
        .align(Align2::LEFT_CENTER);
    if !trailing.is_empty() {
        edit = edit.suffix(RichText::new(trailing).font(body_font()).color(tokens.text_weak));
    }
    ui.add(edit).accessible_name(accessible_name)
}
