//! A list of any length in which one row is chosen, by the pointer or by the keyboard.
//!
//! Only the rows that can be seen are drawn. The caller keeps what is chosen.

use std::ops::Range;

use egui::{EventFilter, Id, Key, Modifiers, Rect, Response, Role, ScrollArea, Ui, pos2, vec2};

use crate::gui::theme::Tokens;
use crate::gui::widgets::ListRow;
use crate::gui::widgets::list_row::placed_row_ui;

/// What a list shows.
#[derive(Clone, Copy)]
pub struct List<'a> {
    /// Tells lists apart; two lists never share a salt.
    pub id_salt: &'a str,
    /// What the list is called.
    pub accessible_name: &'a str,
    /// The number of rows.
    pub n_rows: usize,
    /// The height of every row.
    pub row_height: f32,
    /// The row that is chosen.
    pub selected: Option<usize>,
    /// What a screen reader calls a row; unique within the list.
    pub row_name: &'a dyn Fn(usize) -> String,
    /// A row to scroll to in this frame.
    pub scroll_to: Option<usize>,
    /// Lines between the rows.
    pub lines: bool,
}

/// What happened in a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListOutput {
    /// A row was chosen by a click or by the arrow keys. The caller is expected to select it.
    pub chosen: Option<usize>,
    /// A row was clicked, by the pointer or by assistive technology.
    pub clicked: Option<usize>,
    /// A row was double-clicked, or Enter was pressed on it.
    pub activated: Option<usize>,
    /// Left (`false`) or Right (`true`) was pressed on a row; folds and unfolds a tree.
    pub unfolded: Option<(usize, bool)>,
    /// A row of the list has the keyboard.
    pub has_focus: bool,
}

impl ListOutput {
    fn add(&mut self, row: Self) {
        self.chosen = row.chosen.or(self.chosen);
        self.clicked = row.clicked.or(self.clicked);
        self.activated = row.activated.or(self.activated);
        self.unfolded = row.unfolded.or(self.unfolded);
        self.has_focus |= row.has_focus;
    }
}

/// A list that takes the width there is and at most the height there is. `add_row` draws the content
/// of a row, inside the padding, from left to right; it is handed the row's response for context menus.
pub fn list_ui(
    ui: &mut Ui,
    list: List<'_>,
    mut add_row: impl FnMut(&mut Ui, usize, &Response),
) -> ListOutput {
    let id = Id::unique(("list", list.id_salt));
    let mut output = ListOutput::default();
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut area = ScrollArea::vertical().id_salt(id).auto_shrink([false, true]);
        if let Some(offset) = wanted_offset(ui, id, &list) {
            area = area.vertical_scroll_offset(offset);
        }
        let shown = area.show_rows(ui, list.row_height, list.n_rows, |ui, rows| {
            let container = ui.unique_id();
            ui.accesskit_node_builder(container, |node| {
                node.set_role(Role::ListBox);
                node.set_label(list.accessible_name);
            });
            rows_ui(ui, id, &list, rows, &mut output, &mut add_row);
        });
        let view = View { offset: shown.state.clamped_offset().y, height: shown.inner_rect.height() };
        ui.data_mut(|data| data.insert_temp(id.with("view"), view));
    });
    output
}

fn rows_ui(
    ui: &mut Ui,
    id: Id,
    list: &List<'_>,
    rows: Range<usize>,
    output: &mut ListOutput,
    add_row: &mut impl FnMut(&mut Ui, usize, &Response),
) {
    let n_page = rows.len().saturating_sub(2).max(1);
    let tab_stop = list.selected.filter(|selected| rows.contains(selected)).unwrap_or(rows.start);
    for row_idx in rows {
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), list.row_height));
        let name = (list.row_name)(row_idx);
        let row = ListRow {
            accessible_name: &name,
            selected: list.selected == Some(row_idx),
            height: list.row_height,
        };
        let response = placed_row_ui(ui, rect, id.with(row_idx), row_idx == tab_stop, row, |ui, response| {
            add_row(ui, row_idx, response);
        })
        .response;
        if list.lines {
            line_below_ui(ui, rect);
        }
        output.add(react(ui, row_idx, n_page, list.n_rows, &response));
    }
    // Only now: a row that is not the tab stop yet gives up the focus when it is drawn.
    if let Some(chosen) = output.chosen {
        ui.memory_mut(|memory| memory.request_focus(id.with(chosen)));
        ui.data_mut(|data| data.insert_temp(id.with("scroll to"), chosen));
        ui.request_repaint();
    }
}

fn line_below_ui(ui: &Ui, rect: Rect) {
    let tokens = Tokens::of(ui);
    let line = Rect::from_min_max(pos2(rect.left(), rect.bottom() - tokens.size.hairline), rect.max);
    ui.painter().rect_filled(line, 0.0, tokens.line_weak);
}

fn react(ui: &Ui, row_idx: usize, n_page: usize, n_rows: usize, response: &Response) -> ListOutput {
    let mut output = ListOutput::default();
    if response.clicked() {
        output.chosen = Some(row_idx);
        output.clicked = Some(row_idx);
    }
    if response.double_clicked() {
        output.activated = Some(row_idx);
    }
    if response.has_focus() {
        output.has_focus = true;
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        output.chosen = move_by_keys(ui, row_idx, n_page, n_rows).or(output.chosen);
        output.unfolded = unfold_by_keys(ui).map(|is_unfolded| (row_idx, is_unfolded));
        if ui.input(|input| input.key_pressed(Key::Enter)) {
            output.activated = Some(row_idx);
        }
    }
    output
}

/// The row to which the keys lead from a row; `None` when none of them was pressed.
fn move_by_keys(ui: &Ui, row_idx: usize, n_page: usize, n_rows: usize) -> Option<usize> {
    let last = n_rows.saturating_sub(1);
    let moves = [
        (Key::ArrowDown, row_idx + 1),
        (Key::ArrowUp, row_idx.saturating_sub(1)),
        (Key::PageDown, row_idx + n_page),
        (Key::PageUp, row_idx.saturating_sub(n_page)),
        (Key::Home, 0),
        (Key::End, last),
    ];
    ui.input_mut(|input| {
        moves
            .into_iter()
            .find(|(key, _)| input.consume_key(Modifiers::NONE, *key))
            .map(|(_, target)| target.min(last))
    })
}

/// Whether Right (`true`) or Left (`false`) was pressed.
fn unfold_by_keys(ui: &Ui) -> Option<bool> {
    let keys = [(Key::ArrowRight, true), (Key::ArrowLeft, false)];
    ui.input_mut(|input| {
        keys.into_iter()
            .find(|(key, _)| input.consume_key(Modifiers::NONE, *key))
            .map(|(_, is_unfolded)| is_unfolded)
    })
}

/// How far a list is scrolled and how much of it is seen.
#[derive(Clone, Copy, Debug)]
struct View {
    offset: f32,
    height: f32,
}

fn view(ui: &Ui, id: Id) -> Option<View> {
    ui.data(|data| data.get_temp(id.with("view")))
}

/// How far the list must be scrolled to show the row that is asked for; `None` when nothing is asked.
fn wanted_offset(ui: &Ui, id: Id, list: &List<'_>) -> Option<f32> {
    let by_keys = ui.data_mut(|data| data.remove_temp::<usize>(id.with("scroll to")));
    let n_rows_before: Option<usize> = ui.data(|data| data.get_temp(id.with("rows")));
    ui.data_mut(|data| data.insert_temp(id.with("rows"), list.n_rows));
    let row_idx = list.scroll_to.or(by_keys)?.min(list.n_rows.checked_sub(1)?);
    if n_rows_before != Some(list.n_rows) {
        // The scroll area still knows the old length and would spring back to its end.
        ui.data_mut(|data| data.insert_temp(id.with("scroll to"), row_idx));
        ui.request_repaint();
        return None;
    }
    let view = view(ui, id).unwrap_or(View { offset: 0.0, height: ui.available_height() });
    Some(offset_showing(view, row_idx as f32 * list.row_height, list.row_height))
}

/// The smallest change of the offset after which the row is seen as a whole.
fn offset_showing(view: View, top: f32, height: f32) -> f32 {
    view.offset.max(top + height - view.height).min(top)
}

#[cfg(test)]
mod tests {
    use super::{View, offset_showing};

    #[test]
    fn a_list_scrolls_no_further_than_it_must() {
        let view = View { offset: 100.0, height: 100.0 };
        assert!((offset_showing(view, 120.0, 20.0) - 100.0).abs() < f32::EPSILON);
        assert!((offset_showing(view, 80.0, 20.0) - 80.0).abs() < f32::EPSILON);
        assert!((offset_showing(view, 200.0, 20.0) - 120.0).abs() < f32::EPSILON);
    }
}
