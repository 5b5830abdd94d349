//! A row of a table whose texts wrap, as high as its highest cell.
//!
//! Not for long lists: every row is drawn. [`list_ui`](crate::gui::widgets::list_ui) is for those.

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{Galley, Id, Pos2, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::gui::theme::{Tokens, body_font};
use crate::gui::widgets::columns::Columns;
use crate::gui::widgets::line_text::paint_galley;
use crate::gui::widgets::list_row::row_background_ui;
use crate::gui::widgets::sign::{Sign, paint_sign};

/// The most lines of a cell; the rest is cut with an ellipsis.
const MOST_LINES: usize = 6;

/// What a tall row shows.
pub struct TallRow<'a> {
    /// Tells rows apart.
    pub id: Id,
    /// What a screen reader calls the row.
    pub accessible_name: &'a str,
    /// One for each column.
    pub cells: Vec<TallCell<'a>>,
}

/// One cell.
pub enum TallCell<'a> {
    /// Text that wraps at the width of its column.
    Text(LayoutJob),
    /// Signs with their words, one below the other.
    Signs(&'a [(Sign, &'a str)]),
}

/// A cell that is laid out.
struct Placed {
    lines: Vec<(Option<Sign>, Arc<Galley>)>,
    height: f32,
}

/// A row over the full width that can have the keyboard; it scrolls into view when it gets it.
pub fn tall_row_ui(ui: &mut Ui, columns: &Columns, row: TallRow<'_>) -> Response {
    let tokens = Tokens::of(ui);
    let size = &tokens.size;
    let cells = row.cells.into_iter().enumerate();
    let placed: Vec<Placed> = cells.map(|(idx, cell)| placed(ui, cell, columns.width(idx))).collect();
    let highest = placed.iter().map(|cell| cell.height).fold(size.line_height_body, f32::max);
    let height = (highest + 2.0 * size.tall_row_padding).max(size.row).round();
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), height));
    let response = ui.interact(rect, row.id, Sense::click());
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    row_background_ui(ui, rect, &response, false);
    response.widget_info(|| WidgetInfo::labeled(Role::ListBoxOption, ui.is_enabled(), row.accessible_name));
    let top = rect.top() + (size.row - size.line_height_body) / 2.0;
    for (idx, cell) in placed.into_iter().enumerate() {
        paint_cell(ui, cell, pos2(rect.left() + size.padding + columns.left(idx), top));
    }
    let line = Rect::from_min_max(pos2(rect.left(), rect.bottom() - size.hairline), rect.max);
    ui.painter().rect_filled(line, 0.0, tokens.line_weak);
    response
}

fn placed(ui: &Ui, cell: TallCell<'_>, width: f32) -> Placed {
    let size = &Tokens::of(ui).size;
    let lines: Vec<(Option<Sign>, Arc<Galley>)> = match cell {
        TallCell::Text(job) => vec![(None, wrapped(ui, job, width))],
        TallCell::Signs(signs) => signs
            .iter()
            .map(|(sign, word)| {
                let colour = sign.colour(Tokens::of(ui));
                let job = LayoutJob::simple((*word).to_owned(), body_font(), colour, width);
                (Some(*sign), wrapped(ui, job, width - size.sign_width - size.gap_small))
            })
            .collect(),
    };
    let height = lines.iter().map(|(_, galley)| galley.size().y.max(size.line_height_body)).sum();
    Placed { lines, height }
}

fn wrapped(ui: &Ui, mut job: LayoutJob, width: f32) -> Arc<Galley> {
    job.wrap.max_width = width.max(0.0);
    job.wrap.max_rows = MOST_LINES;
    for section in &mut job.sections {
        section.format.line_height = Some(Tokens::of(ui).size.line_height_body);
    }
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

fn paint_cell(ui: &Ui, cell: Placed, mut at: Pos2) {
    let size = &Tokens::of(ui).size;
    for (sign, galley) in cell.lines {
        let height = galley.size().y.max(size.line_height_body);
        let mut left = at.x;
        if let Some(sign) = sign {
            let middle = pos2(left + size.sign_width / 2.0, at.y + size.line_height_body / 2.0);
            paint_sign(ui, sign, middle);
            left += size.sign_width + size.gap_small;
        }
        paint_galley(ui, galley, egui::Align2::LEFT_TOP, pos2(left, at.y));
        at.y += height;
    }
}
