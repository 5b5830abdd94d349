//! The icon of the window: two rows of a mapping, drawn into pixels.

use egui::{Color32, IconData};

use crate::gui::theme::Tokens;

/// The icon with this many pixels on each side.
pub fn icon(side: u32) -> IconData {
    let tokens = Tokens::of_theme(egui::Theme::Light);
    let mut rgba = Vec::with_capacity((side * side * 4) as usize);
    for y in 0..side {
        for x in 0..side {
            let at = |value: u32| value as f32 / side as f32;
            rgba.extend(pixel(at(x), at(y), tokens.accent, tokens.on_accent).to_array());
        }
    }
    IconData { rgba, width: side, height: side }
}

/// A rounded square with two lines that cross over into each other.
fn pixel(x: f32, y: f32, ground: Color32, line: Color32) -> Color32 {
    let corner = |value: f32| (value - 0.5).abs().max(0.32) - 0.32;
    if corner(x).hypot(corner(y)) > 0.16 {
        return Color32::TRANSPARENT;
    }
    let bend = ((x - 0.3) / 0.4).clamp(0.0, 1.0);
    let smooth = bend * bend * (3.0 - 2.0 * bend);
    let down = 0.34 + 0.32 * smooth;
    let is_on = |middle: f32| (y - middle).abs() < 0.055 && (0.16..0.84).contains(&x);
    if is_on(down) || is_on(1.0 - down) { line } else { ground }
}
