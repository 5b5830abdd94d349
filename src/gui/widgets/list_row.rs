//! A row that can be chosen: full width, with hover, selection and keyboard focus.
//!
//! Not a list: [`list_ui`](crate::gui::widgets::list_ui) scrolls and handles arrow keys.

use egui::{
    Align, Id, InnerResponse, Layout, Rect, Response, Role, Sense, Stroke, StrokeKind, TextWrapMode, Ui,
    UiBuilder, WidgetInfo, vec2,
};

use crate::gui::theme::Tokens;

/// How a row looks and what it is called.
#[derive(Clone, Copy, Debug)]
pub struct ListRow<'a> {
    /// What a screen reader calls the row; unique within its list.
    pub accessible_name: &'a str,
    /// The row is the chosen one.
    pub selected: bool,
    /// The height; see the row heights of [`Sizes`](crate::gui::theme::Sizes).
    pub height: f32,
}

/// Rows without space between them.
pub fn rows_ui<R>(ui: &mut Ui, add_rows: impl FnOnce(&mut Ui) -> R) -> R {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        add_rows(ui)
    })
    .inner
}

/// A row over the full width. Its content is laid out from left to right, centred in its height, and
/// labels in it are cut with an ellipsis. The response tells of clicks anywhere in the row, and of
/// Space and Enter.
pub fn list_row_ui<R>(
    ui: &mut Ui,
    row: ListRow<'_>,
    add_content: impl FnOnce(&mut Ui) -> R,
) -> InnerResponse<R> {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), row.height), Sense::click());
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    row_background_ui(ui, rect, &response, row.selected);
    name_row(ui, &response, row);
    let padding = Tokens::of(ui).size.padding;
    let inner = row_content(ui, rect.shrink2(vec2(padding, 0.0)), add_content);
    InnerResponse::new(inner, response)
}

/// A row at a place that is known already. Only a row that `takes_focus` is reached by Tab.
pub(super) fn placed_row_ui<R>(
    ui: &mut Ui,
    rect: Rect,
    id: Id,
    takes_focus: bool,
    row: ListRow<'_>,
    add_content: impl FnOnce(&mut Ui, &Response) -> R,
) -> InnerResponse<R> {
    let sense = if takes_focus { Sense::click() } else { Sense::CLICK };
    let response = ui.interact(rect, id, sense);
    row_background_ui(ui, rect, &response, row.selected);
    name_row(ui, &response, row);
    let padding = Tokens::of(ui).size.padding;
    let inner = row_content(ui, rect.shrink2(vec2(padding, 0.0)), |ui| add_content(ui, &response));
    InnerResponse::new(inner, response)
}

fn name_row(ui: &Ui, response: &Response, row: ListRow<'_>) {
    let name = row.accessible_name;
    response.widget_info(|| WidgetInfo::labeled(Role::ListBoxOption, ui.is_enabled(), name));
    ui.accesskit_node_builder(response.id, |node| node.set_selected(row.selected));
}

/// The fill of a row by what is the case with it, and the ring of the keyboard focus.
pub(super) fn row_background_ui(ui: &Ui, rect: Rect, response: &Response, selected: bool) {
    let tokens = Tokens::of(ui);
    if selected {
        ui.painter().rect_filled(rect, 0.0, tokens.accent_surface);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, tokens.hover);
    }
    if response.has_focus() {
        let ring = Stroke::new(tokens.size.focus_ring, tokens.accent);
        ui.painter().rect_stroke(rect, 0.0, ring, StrokeKind::Inside);
    }
}

pub(super) fn row_content<R>(ui: &mut Ui, rect: Rect, add_content: impl FnOnce(&mut Ui) -> R) -> R {
    let builder = UiBuilder::new().max_rect(rect).layout(Layout::left_to_right(Align::Center));
    let mut content = ui.new_child(builder);
    content.shrink_clip_rect(rect);
    let style = content.style_mut();
    style.wrap_mode = Some(TextWrapMode::Truncate);
    style.interaction.selectable_labels = false;
    add_content(&mut content)
}
