//! The line numbers.

use egui::{Align2, Margin, Rect, Ui, pos2};

use crate::gui::theme::{Tokens, code_font};
use crate::gui::widgets::code_editor::line::Lines;

/// The digits that always have room, so that the text does not move at the tenth line.
const MIN_DIGITS: usize = 2;

/// The space around the text, with room for the numbers of `n_lines` lines at its left.
pub(super) fn text_margin(ui: &Ui, n_lines: usize) -> Margin {
    let size = &Tokens::of(ui).size;
    let n_digits = n_lines.to_string().len().max(MIN_DIGITS);
    let digit = ui.fonts_mut(|fonts| fonts.glyph_width(&code_font(), '0'));
    let left = size.padding + n_digits as f32 * digit + size.padding + size.gap_small;
    Margin {
        left: left.round() as i8,
        right: size.padding as i8,
        top: size.padding_y as i8,
        bottom: size.padding_y as i8,
    }
}

/// Draws the numbers over whatever was scrolled under them; the number of `current` is stronger.
pub(super) fn gutter_ui(ui: &Ui, lines: &Lines, current: Option<usize>) {
    let tokens = Tokens::of(ui);
    let right = lines.clip.left() + lines.gutter;
    if lines.origin.x < right {
        cover(ui, lines, right, current);
    }
    let number_right = right - tokens.size.padding - tokens.size.gap_small;
    for line in lines.visible() {
        let colour = if current == Some(line) { tokens.text_strong } else { tokens.text_weak };
        ui.painter().text(
            pos2(number_right, lines.first_row(line).center().y),
            Align2::RIGHT_CENTER,
            (line + 1).to_string(),
            code_font(),
            colour,
        );
    }
}

fn cover(ui: &Ui, lines: &Lines, right: f32, current: Option<usize>) {
    let tokens = Tokens::of(ui);
    let whole = Rect::from_min_max(lines.clip.min, pos2(right - tokens.size.gap_small, lines.clip.bottom()));
    ui.painter().rect_filled(whole, 0.0, tokens.surface_2);
    if let Some(line) = current {
        ui.painter().rect_filled(lines.rect(line).intersect(whole), 0.0, tokens.current_line);
    }
}
