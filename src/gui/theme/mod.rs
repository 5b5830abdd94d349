//! Every colour, size and font of the window, and nothing else.
//!
//! No other module of the window writes a colour, a size or a font; it asks [`Tokens`].

mod tokens;
mod palette;
mod sizes;
mod fonts;
mod glyph;
mod text;
mod style;
mod icon;
mod install;
mod layout;

pub use fonts::{
    body_font, code_font, font_definitions, header_font, header_trailing_font, heading_font, medium_font,
    semibold_code_font, semibold_font, sign_font, small_font,
};
pub use glyph::{ALL_GLYPHS, Glyph};
pub use icon::icon;
pub use install::install;
pub use layout::{LAYOUT, Layout};
pub use sizes::{SIZES, Sizes, ZOOM_RANGE, ZOOM_STEP};
pub use style::{dialog, dialog_at_top, menu_config, menu_style, style_of};
pub use text::{
    code_text, header_text, heading_text, message_job, normal_text, paragraph_job, semibold_text, small_text,
    strong_text, weak_text,
};
pub use tokens::{CodeColours, Tokens};
