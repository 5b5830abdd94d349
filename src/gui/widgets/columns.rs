//! The columns of a list: a header whose column borders can be dragged, and cells under it.
//!
//! Not the rows: [`list_ui`](crate::gui::widgets::list_ui) draws those, and its rows draw cells.

use egui::{Align, Align2, CursorIcon, Id, Layout, Rangef, Rect, Sense, TextWrapMode, Ui, UiBuilder, vec2};

use crate::gui::theme::{Tokens, header_font};
use crate::gui::widgets::line_text::{line_galley, paint_galley};

/// How wide a column is before the user drags its border.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ColumnWidth {
    /// So many points.
    Points(f32),
    /// So many shares of what the other columns leave.
    Share(f32),
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Column<'a> {
    /// What stands in the header.
    pub title: &'a str,
    /// How wide it is.
    pub width: ColumnWidth,
    /// It never gets narrower than this.
    pub min_width: f32,
    /// Header and cells stand at the right, as numbers do.
    pub right_aligned: bool,
}

impl<'a> Column<'a> {
    /// A column of a fixed width, which is also the narrowest it gets.
    pub fn points(title: &'a str, width: f32) -> Self {
        Self { title, width: ColumnWidth::Points(width), min_width: width, right_aligned: false }
    }

    /// A column that takes `share` shares of what is left.
    pub fn share(title: &'a str, share: f32, min_width: f32) -> Self {
        Self { title, width: ColumnWidth::Share(share), min_width, right_aligned: false }
    }

    /// The same column with its content at the right.
    #[must_use]
    pub fn right(mut self) -> Self {
        self.right_aligned = true;
        self
    }
}

/// Where the columns are.
#[derive(Clone, Debug, PartialEq)]
pub struct Columns {
    /// Left and right of every column, from the left of the row's content.
    ranges: Vec<Rangef>,
    right_aligned: Vec<bool>,
}

impl Columns {
    /// How wide a column is; 0 beyond the last one.
    pub fn width(&self, column_idx: usize) -> f32 {
        self.ranges.get(column_idx).map_or(0.0, |range| range.span())
    }

    /// Where a column begins, from the left of the row's content.
    pub fn left(&self, column_idx: usize) -> f32 {
        self.ranges.get(column_idx).map_or(0.0, |range| range.min)
    }

    /// Draws a cell of the row that `ui` is for.
    pub fn cell_ui<R>(&self, ui: &mut Ui, column_idx: usize, add_content: impl FnOnce(&mut Ui) -> R) -> R {
        let row = ui.max_rect();
        let range = self.ranges.get(column_idx).copied().unwrap_or(Rangef::new(0.0, 0.0));
        let rect = Rect::from_x_y_ranges(row.left() + range.min..=row.left() + range.max, row.y_range());
        let is_right = self.right_aligned.get(column_idx).copied().unwrap_or(false);
        let layout = if is_right {
            Layout::right_to_left(Align::Center)
        } else {
            Layout::left_to_right(Align::Center)
        };
        let mut cell =
            ui.new_child(UiBuilder::new().id_salt(("cell", column_idx)).max_rect(rect).layout(layout));
        cell.shrink_clip_rect(rect);
        cell.style_mut().wrap_mode = Some(TextWrapMode::Truncate);
        add_content(&mut cell)
    }
}

/// The header of a list over the full width. The widths that the user drags are kept under `id_salt`.
pub fn columns_header_ui(ui: &mut Ui, id_salt: &str, columns: &[Column<'_>]) -> Columns {
    let tokens = Tokens::of(ui);
    let size = &tokens.size;
    let id = Id::unique(("columns", id_salt));
    let (whole, _) = ui.allocate_exact_size(vec2(ui.available_width(), size.table_header), Sense::hover());
    let inner = whole.shrink2(vec2(size.padding, 0.0));
    let mut dragged: Vec<Option<f32>> = ui.data_mut(|data| data.get_persisted(id)).unwrap_or_default();
    dragged.resize(columns.len(), None);
    let widths = widths(columns, &dragged, inner.width(), size.padding);
    let ranges = ranges(&widths, size.padding);
    for (column_idx, (column, range)) in columns.iter().zip(&ranges).enumerate() {
        title_ui(
            ui,
            column,
            Rect::from_x_y_ranges(inner.left() + range.min..=inner.left() + range.max, inner.y_range()),
        );
        if column_idx + 1 < columns.len() {
            let x = inner.left() + range.max + size.padding / 2.0;
            let border =
                Rect::from_x_y_ranges(x - size.padding / 2.0..=x + size.padding / 2.0, inner.y_range());
            if let Some(change) = border_ui(ui, border, id.with(column_idx)) {
                dragged[column_idx] = match change {
                    BorderChange::Dragged(delta) => Some((widths[column_idx] + delta).max(column.min_width)),
                    BorderChange::Reset => None,
                };
                ui.data_mut(|data| data.insert_persisted(id, dragged.clone()));
            }
        }
    }
    ui.painter().hline(
        whole.x_range(),
        whole.bottom() - size.hairline / 2.0,
        (size.hairline, tokens.line_weak),
    );
    Columns { ranges, right_aligned: columns.iter().map(|column| column.right_aligned).collect() }
}

fn title_ui(ui: &Ui, column: &Column<'_>, rect: Rect) {
    let galley = line_galley(ui, column.title, header_font(), Tokens::of(ui).text_weak, rect.width());
    let (anchor, position) = if column.right_aligned {
        (Align2::RIGHT_CENTER, rect.right_center())
    } else {
        (Align2::LEFT_CENTER, rect.left_center())
    };
    paint_galley(ui, galley, anchor, position);
}

/// What the user did to a border between two columns.
enum BorderChange {
    /// It was dragged by so many points.
    Dragged(f32),
    /// A double-click takes back what was dragged.
    Reset,
}

fn border_ui(ui: &Ui, rect: Rect, id: Id) -> Option<BorderChange> {
    let tokens = Tokens::of(ui);
    let response = ui
        .interact(rect, id, Sense::DRAG | Sense::CLICK)
        .on_hover_and_drag_cursor(CursorIcon::ResizeHorizontal);
    if response.hovered() || response.dragged() {
        let colour = if response.dragged() { tokens.accent } else { tokens.line_strong };
        ui.painter().vline(rect.center().x, rect.y_range(), (tokens.size.hairline, colour));
    }
    if response.double_clicked() {
        Some(BorderChange::Reset)
    } else if response.dragged() && response.drag_delta().x != 0.0 {
        Some(BorderChange::Dragged(response.drag_delta().x))
    } else {
        None
    }
}

/// The widths of the columns in `total` points with `gap` points between them. Columns with shares
/// divide what the others leave, none gets narrower than it may; where none is left to divide it,
/// the last column takes it.
fn widths(columns: &[Column<'_>], dragged: &[Option<f32>], total: f32, gap: f32) -> Vec<f32> {
    let total = total - gap * columns.len().saturating_sub(1) as f32;
    let mut fixed: Vec<Option<f32>> = columns
        .iter()
        .zip(dragged)
        .map(|(column, dragged)| match (*dragged, column.width) {
            (Some(width), _) | (None, ColumnWidth::Points(width)) => Some(width.max(column.min_width)),
            (None, ColumnWidth::Share(_)) => None,
        })
        .collect();
    let (mut left, mut shares) = left_to_share(columns, &fixed, total);
    while let Some(column_idx) = (0..columns.len()).find(|column_idx| {
        let column = &columns[*column_idx];
        fixed[*column_idx].is_none() && left * share(column) / shares < column.min_width
    }) {
        fixed[column_idx] = Some(columns[column_idx].min_width);
        (left, shares) = left_to_share(columns, &fixed, total);
    }
    let mut widths: Vec<f32> = columns
        .iter()
        .zip(&fixed)
        .map(|(column, fixed)| {
            fixed.unwrap_or_else(|| (left * share(column) / shares).max(column.min_width)).round()
        })
        .collect();
    if shares <= 0.0
        && let (Some(last), Some(column)) = (widths.last_mut(), columns.last())
    {
        *last = (*last + left).max(column.min_width).round();
    }
    widths
}

/// The points that the fixed columns leave, and the shares among which they are divided.
fn left_to_share(columns: &[Column<'_>], fixed: &[Option<f32>], total: f32) -> (f32, f32) {
    let left = total - fixed.iter().flatten().sum::<f32>();
    let sharing = columns.iter().zip(fixed).filter(|(_, fixed)| fixed.is_none());
    (left, sharing.map(|(column, _)| share(column)).sum())
}

fn share(column: &Column<'_>) -> f32 {
    match column.width {
        ColumnWidth::Share(share) => share,
        ColumnWidth::Points(_) => 0.0,
    }
}

fn ranges(widths: &[f32], gap: f32) -> Vec<Rangef> {
    let mut left = 0.0;
    widths
        .iter()
        .map(|width| {
            let range = Rangef::new(left, left + width);
            left += width + gap;
            range
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Column, widths};

    #[track_caller]
    fn check(columns: &[Column<'_>], dragged: &[Option<f32>], total: f32, expected: &[f32]) {
        let found = widths(columns, dragged, total, 10.0);
        let same = found.iter().zip(expected).all(|(found, expected)| (found - expected).abs() < 0.5);
        assert!(same && found.len() == expected.len(), "{found:?} is not {expected:?}");
    }

    #[test]
    fn columns_divide_the_width() {
        let columns =
            [Column::points("a", 50.0), Column::share("b", 1.0, 40.0), Column::share("c", 3.0, 40.0)];
        check(&columns, &[None, None, None], 270.0, &[50.0, 50.0, 150.0]);
        check(&columns, &[None, Some(80.0), None], 270.0, &[50.0, 80.0, 120.0]);
        check(&columns, &[None, None, None], 100.0, &[50.0, 40.0, 40.0]);
        check(&columns, &[None, Some(80.0), Some(40.0)], 270.0, &[50.0, 80.0, 120.0]);
        check(&columns[..1], &[None], 90.0, &[90.0]);
        check(&columns, &[None, None, None], 190.0, &[50.0, 40.0, 80.0]);
    }
}
