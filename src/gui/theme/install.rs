//! Puts fonts and styles into the toolkit's context.
//!
//! Not the choice between dark and light, which the user makes.

use egui::{Context, Theme};

use crate::gui::theme::{font_definitions, style_of};

/// Installs fonts and both themes. Call it once, before anything is drawn.
pub fn install(ctx: &Context) {
    ctx.set_fonts(font_definitions());
    for theme in [Theme::Dark, Theme::Light] {
        ctx.set_style_of(theme, style_of(theme));
    }
}
