//! What can be written at the text cursor: a list under the cursor's line, with a word on the chosen one.
//!
//! Not the keys, which the editor's panel takes, and not what is offered.

use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Context, Frame, Id, Label, Layout, Margin, Rect, Ui};

use crate::gui::theme::{LAYOUT, Tokens, code_font, semibold_code_font};
use crate::gui::widgets::beside::{Beside, Side, beside_ui};
use crate::gui::widgets::{List, hairline_ui, list_ui, paragraph_ui};

/// One thing that can be written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CompletionRow {
    /// How it is written.
    pub label: String,
    /// The characters of the label that were typed already, by number from 0.
    pub typed: Vec<usize>,
    /// A fact at its right, such as its type.
    pub detail: String,
    /// It is a function; these have a colour of their own.
    pub is_function: bool,
}

/// What can be written.
#[derive(Clone, Copy)]
pub struct CompletionList<'a> {
    /// What it is for, such as `Completion`.
    pub accessible_name: &'a str,
    /// The text cursor.
    pub caret: Rect,
    /// The number of rows; at least one.
    pub n_rows: usize,
    /// The chosen row.
    pub selected: usize,
    /// The chosen row is another one than in the frame before.
    pub is_moved: bool,
    /// A row.
    pub row: &'a dyn Fn(usize) -> CompletionRow,
    /// What is to be known about the chosen row; may be empty.
    pub doc: &'a str,
}

/// The id under which the list is drawn.
fn list_id() -> Id {
    Id::unique("completion")
}

/// What happened in the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CompletionOutput {
    /// The row that was clicked.
    pub clicked: Option<usize>,
    /// The pointer is over the list, so that a click there does not close it.
    pub is_pointed_at: bool,
}

/// Draws the list.
pub fn completion_list_ui(ctx: &Context, list: CompletionList<'_>) -> CompletionOutput {
    let tokens = Tokens::of(ctx);
    let size = &tokens.size;
    let beside =
        Beside { id: list_id(), place: list.caret, side: Side::Below, width: LAYOUT.completion_width };
    let output = beside_ui(ctx, beside, |ui| {
        ui.set_width(LAYOUT.completion_width);
        ui.spacing_mut().item_spacing.y = 0.0;
        let n_shown = list.n_rows.min(LAYOUT.completion_rows);
        let doc_height = if list.doc.is_empty() { 0.0 } else { 3.0 * size.row };
        let room = (ui.available_height() - doc_height).max(size.card_row);
        let clicked = ui
            .scope(|ui| {
                ui.set_max_height((n_shown as f32 * size.card_row).min(room));
                rows_ui(ui, &list)
            })
            .inner;
        if !list.doc.is_empty() {
            hairline_ui(ui);
            Frame::new().inner_margin(Margin::symmetric(size.padding as i8, size.padding_y as i8)).show(
                ui,
                |ui| {
                    ui.set_width(ui.available_width());
                    paragraph_ui(ui, list.doc);
                },
            );
        }
        clicked
    });
    CompletionOutput { clicked: output.inner, is_pointed_at: output.response.contains_pointer() }
}

fn rows_ui(ui: &mut Ui, list: &CompletionList<'_>) -> Option<usize> {
    let row_name = |row: usize| {
        let row = (list.row)(row);
        if row.detail.is_empty() { row.label } else { format!("{}, {}", row.label, row.detail) }
    };
    let rows = List {
        id_salt: "completion",
        accessible_name: list.accessible_name,
        n_rows: list.n_rows,
        row_height: Tokens::of(ui).size.card_row,
        selected: Some(list.selected),
        row_name: &row_name,
        scroll_to: list.is_moved.then_some(list.selected),
        lines: false,
    };
    list_ui(ui, rows, |ui, row_idx, _| {
        let row = (list.row)(row_idx);
        let room = ui.available_width() * LAYOUT.completion_label;
        ui.scope(|ui| {
            ui.set_max_width(room);
            ui.add(Label::new(label_job(ui, &row, row_idx == list.selected)).truncate());
        });
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let format = TextFormat::simple(code_font(), Tokens::of(ui).text_weak);
            ui.add(Label::new(LayoutJob::single_section(row.detail.clone(), format)).truncate());
        });
    })
    .clicked
}

/// The label with what was typed standing out.
fn label_job(ui: &Ui, row: &CompletionRow, is_selected: bool) -> LayoutJob {
    let tokens = Tokens::of(ui);
    let plain = match (row.is_function, is_selected) {
        (true, _) => tokens.code.function,
        (false, true) => tokens.text_strong,
        (false, false) => tokens.text,
    };
    let mut job = LayoutJob::default();
    for (idx, character) in row.label.chars().enumerate() {
        let format = match row.typed.binary_search(&idx) {
            Ok(_) => TextFormat::simple(semibold_code_font(), tokens.accent),
            Err(_) => TextFormat::simple(code_font(), plain),
        };
        let mut buffer = [0; 4];
        job.append(character.encode_utf8(&mut buffer), 0.0, format);
    }
    job
}
