//! A table of what happens to fields or attributes: before, after, what happens and why, with texts
//! that wrap.

use egui::text::LayoutJob;
use egui::{Id, Response, RichText, Ui};

use crate::gui::panels::simulate::label::sign_of_label;
use crate::gui::theme::{LAYOUT, Tokens, paragraph_job};
use crate::gui::widgets::{
    Column, Columns, Sign, TallCell, TallRow, columns_header_ui, paragraph_ui, tall_row_ui,
};
use crate::simulate::Label;

/// One row.
pub(super) struct Change<'a> {
    /// Tells rows apart.
    pub id: (usize, usize),
    /// What it happens to, as it is written.
    pub subject: RichText,
    /// The same, for screen readers.
    pub name: &'a str,
    /// What the pointer tells of it.
    pub hover: &'a str,
    pub before: &'a str,
    /// What was sent; in tables that have the column.
    pub sent: Option<&'a str>,
    pub after: &'a str,
    pub label: Label,
    /// When it is sent again.
    pub again: Option<&'a str>,
    pub reason: &'a str,
}

/// The header of a table of fields.
pub(super) fn change_columns_ui(
    ui: &mut Ui,
    id_salt: &str,
    subject: &str,
    before: &str,
    after: &str,
) -> Columns {
    columns_header_ui(
        ui,
        id_salt,
        &[
            Column::share(subject, 1.1, LAYOUT.column_field),
            Column::share(before, 1.3, LAYOUT.column_field),
            Column::share(after, 1.3, LAYOUT.column_field),
            Column::points("What happens", LAYOUT.column_happens),
            Column::share("Why", 2.0, LAYOUT.column_rule),
        ],
    )
}

/// The header of a table of attributes, which also has what was sent.
pub(super) fn sent_columns_ui(ui: &mut Ui, id_salt: &str) -> Columns {
    columns_header_ui(
        ui,
        id_salt,
        &[
            Column::share("Attribute", 1.4, LAYOUT.column_field),
            Column::share("Before", 1.0, LAYOUT.column_field),
            Column::share("Sent", 1.0, LAYOUT.column_field),
            Column::share("After", 1.0, LAYOUT.column_field),
            Column::points("What happens", LAYOUT.column_happens),
            Column::share("Why", 1.8, LAYOUT.column_rule),
        ],
    )
}

/// Draws a row.
pub(super) fn change_ui(ui: &mut Ui, columns: &Columns, change: &Change<'_>) -> Response {
    let tokens = Tokens::of(ui);
    let is_changed = matches!(change.label, Label::Set | Label::Cleared);
    let value = |ui: &Ui, text: &str, is_strong: bool| {
        let (text, colour) = match text {
            "" => ("none", tokens.text_weak),
            text if is_strong => (text, tokens.text_strong),
            text => (text, tokens.text),
        };
        coloured(ui, text, colour)
    };
    let mut signs = vec![(sign_of_label(change.label), change.label.word())];
    signs.extend(change.again.map(|again| (Sign::Again, again)));
    let mut cells = vec![
        TallCell::Text(coloured_rich(ui, &change.subject)),
        TallCell::Text(value(ui, change.before, false)),
    ];
    cells.extend(change.sent.map(|sent| TallCell::Text(value(ui, sent, true))));
    cells.push(TallCell::Text(value(ui, change.after, is_changed)));
    cells.push(TallCell::Signs(&signs));
    cells.push(TallCell::Text(paragraph_job(ui, change.reason, f32::INFINITY)));
    let again = change.again.map(|again| format!(", {again}")).unwrap_or_default();
    let name = format!(
        "{}, {}{again}, {} before, {} after",
        change.name,
        change.label.word(),
        named(change.before),
        named(change.after)
    );
    let row = TallRow { id: Id::unique("change").with(change.id), accessible_name: &name, cells };
    // Narrow windows have no column for the reason.
    tall_row_ui(ui, columns, row).on_hover_ui(|ui| {
        ui.label(change.hover);
        paragraph_ui(ui, change.reason);
    })
}

fn named(value: &str) -> &str {
    if value.is_empty() { "none" } else { value }
}

fn coloured(ui: &Ui, text: &str, colour: egui::Color32) -> LayoutJob {
    coloured_rich(ui, &RichText::new(text).color(colour))
}

fn coloured_rich(ui: &Ui, text: &RichText) -> LayoutJob {
    let mut job = LayoutJob::default();
    let fallback = egui::FontSelection::from(crate::gui::theme::body_font());
    text.clone().append_to(&mut job, ui.style(), fallback, egui::Align::Center);
    job
}
