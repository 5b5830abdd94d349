//! The fonts that are built in, and the families they form.
//!
//! Scripts that they do not cover come from the system's fonts. Emoji fonts are not built in: no sign
//! of the window needs one.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily, FontId};

use crate::gui::theme::SIZES;

const MEDIUM_FAMILY: &str = "medium";
const SEMIBOLD_FAMILY: &str = "semibold";
const SEMIBOLD_CODE_FAMILY: &str = "code-semibold";

const INTER: &str = "Inter";
const INTER_MEDIUM: &str = "Inter Medium";
const INTER_SEMIBOLD: &str = "Inter SemiBold";
const JETBRAINS_MONO: &str = "JetBrains Mono";
const JETBRAINS_MONO_SEMIBOLD: &str = "JetBrains Mono SemiBold";

macro_rules! font_file {
    ($name:literal) => {
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/theme/fonts/", $name)).as_slice()
    };
}

const FONT_FILES: [(&str, &[u8]); 5] = [
    (INTER, font_file!("Inter-Regular.otf")),
    (INTER_MEDIUM, font_file!("Inter-Medium.otf")),
    (INTER_SEMIBOLD, font_file!("Inter-SemiBold.otf")),
    (JETBRAINS_MONO, font_file!("JetBrainsMono-Regular.ttf")),
    (JETBRAINS_MONO_SEMIBOLD, font_file!("JetBrainsMono-SemiBold.ttf")),
];

/// The fonts of the window, with the ones that come with the toolkit as a fallback.
pub fn font_definitions() -> FontDefinitions {
    let mut definitions = FontDefinitions::default();
    for (name, bytes) in FONT_FILES {
        definitions.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let families = [
        (FontFamily::Proportional, [INTER, JETBRAINS_MONO]),
        (medium_family(), [INTER_MEDIUM, JETBRAINS_MONO]),
        (semibold_family(), [INTER_SEMIBOLD, JETBRAINS_MONO_SEMIBOLD]),
        (FontFamily::Monospace, [JETBRAINS_MONO, INTER]),
        (semibold_code_family(), [JETBRAINS_MONO_SEMIBOLD, INTER_SEMIBOLD]),
    ];
    let fallback = definitions.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    for (family, fonts) in families {
        let names = fonts.into_iter().map(str::to_owned).chain(fallback.iter().cloned()).collect();
        definitions.families.insert(family, names);
    }
    definitions
}

fn medium_family() -> FontFamily {
    FontFamily::Name(MEDIUM_FAMILY.into())
}

fn semibold_family() -> FontFamily {
    FontFamily::Name(SEMIBOLD_FAMILY.into())
}

fn semibold_code_family() -> FontFamily {
    FontFamily::Name(SEMIBOLD_CODE_FAMILY.into())
}

/// Text of the window.
pub fn body_font() -> FontId {
    FontId::new(SIZES.font_body, FontFamily::Proportional)
}

/// Badges and second lines.
pub fn small_font() -> FontId {
    FontId::new(SIZES.font_small, FontFamily::Proportional)
}

/// Buttons and tabs.
pub fn medium_font() -> FontId {
    FontId::new(SIZES.font_body, medium_family())
}

/// Emphasised words.
pub fn semibold_font() -> FontId {
    FontId::new(SIZES.font_body, semibold_family())
}

/// Panel headers, table headers, pills.
pub fn header_font() -> FontId {
    FontId::new(SIZES.font_header, semibold_family())
}

/// Scripts, attribute paths, JSON.
pub fn code_font() -> FontId {
    FontId::new(SIZES.font_code, FontFamily::Monospace)
}

/// Emphasised code, such as the attribute names of a resource.
pub fn semibold_code_font() -> FontId {
    FontId::new(SIZES.font_code, semibold_code_family())
}

/// Titles of dialogs.
pub fn heading_font() -> FontId {
    FontId::new(SIZES.font_heading, semibold_family())
}

/// Signs whose glyphs are small in their font.
pub fn sign_font() -> FontId {
    FontId::new(SIZES.font_sign, FontFamily::Proportional)
}

/// Secondary facts at the right of a panel header.
pub fn header_trailing_font() -> FontId {
    FontId::new(SIZES.font_header, medium_family())
}
