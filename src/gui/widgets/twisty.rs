//! The mark at a row of a tree that folds and unfolds it, moved in by the depth of the row.

use egui::{Align2, Role, Sense, Ui, WidgetInfo, vec2};

use crate::gui::theme::{Glyph, Tokens, small_font};
use crate::gui::widgets::line_text::{line_galley, paint_galley};

/// Moves in by `depth` levels and draws the mark; `true` when it was pressed. A row that cannot be
/// unfolded (`None`) has no mark.
pub fn twisty_ui(ui: &mut Ui, depth: usize, is_unfolded: Option<bool>, name: &str) -> bool {
    let tokens = Tokens::of(ui);
    ui.add_space(depth as f32 * tokens.size.indent);
    let Some(is_unfolded) = is_unfolded else { return false };
    let size = vec2(tokens.size.sign_width, ui.available_height());
    let (rect, response) = ui.allocate_exact_size(size, Sense::CLICK);
    let colour = if response.hovered() { tokens.text_strong } else { tokens.text_weak };
    let glyph = if is_unfolded { Glyph::UNFOLDED } else { Glyph::FOLDED };
    ui.add_space(-ui.spacing().item_spacing.x);
    let galley = line_galley(ui, glyph.0, small_font(), colour, f32::INFINITY);
    paint_galley(ui, galley, Align2::LEFT_CENTER, rect.left_center());
    let verb = if is_unfolded { "Fold" } else { "Unfold" };
    response.widget_info(|| {
        WidgetInfo::labeled(Role::DisclosureTriangle, ui.is_enabled(), format!("{verb} {name}"))
    });
    ui.accesskit_node_builder(response.id, |node| node.set_expanded(is_unfolded));
    response.clicked()
}
