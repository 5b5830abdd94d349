//! Every text can be read on every surface it may stand on, and every sign can be drawn.

use egui::epaint::text::{Fonts, TextOptions};
use egui::{Color32, FontFamily, FontId, Theme};
use scimwright::gui::theme::{
    self, ALL_GLYPHS, Tokens, body_font, code_font, font_definitions, header_font, heading_font, medium_font,
    semibold_code_font, semibold_font, sign_font, small_font,
};

/// Relative luminance after WCAG 2.
fn luminance(colour: Color32) -> f64 {
    let linear = |channel: u8| {
        let value = f64::from(channel) / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(colour.r()) + 0.7152 * linear(colour.g()) + 0.0722 * linear(colour.b())
}

fn contrast(one: Color32, other: Color32) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Text colours with the surfaces they may stand on, as the documentation of the tokens says.
type Pairs = (Vec<(&'static str, Color32)>, Vec<(&'static str, Color32)>);

fn pairs(tokens: &Tokens) -> Vec<Pairs> {
    let surfaces = vec![
        ("surface_0", tokens.surface_0),
        ("surface_1", tokens.surface_1),
        ("surface_2", tokens.surface_2),
        ("surface_3", tokens.surface_3),
        ("hover", tokens.hover),
        ("current_line", tokens.current_line),
        ("accent_surface", tokens.accent_surface),
    ];
    let code = &tokens.code;
    let anywhere = vec![
        ("text_strong", tokens.text_strong),
        ("text", tokens.text),
        ("text_weak", tokens.text_weak),
        ("accent", tokens.accent),
        ("set", tokens.set),
        ("kept", tokens.kept),
        ("cleared", tokens.cleared),
        ("failed", tokens.failed),
        ("warning", tokens.warning),
        ("code.plain", code.plain),
        ("code.keyword", code.keyword),
        ("code.text", code.text),
        ("code.function", code.function),
        ("code.number", code.number),
        ("code.comment", code.comment),
        ("code.variable", code.variable),
    ];
    let environments = vec![
        ("amber", tokens.amber),
        ("red", tokens.red),
        ("blue", tokens.blue),
        ("green", tokens.green),
        ("grey", tokens.grey),
    ];
    let strong_only = vec![
        ("control_hover", tokens.control_hover),
        ("set_surface", tokens.set_surface),
        ("warning_surface", tokens.warning_surface),
        ("failed_surface", tokens.failed_surface),
    ];
    vec![
        (environments, surfaces.iter().take(3).copied().chain([("hover", tokens.hover)]).collect()),
        (anywhere, surfaces),
        (vec![("text_strong", tokens.text_strong)], strong_only),
        (vec![("code.plain", code.plain)], vec![("code.bracket_surface", code.bracket_surface)]),
        (
            vec![("on_accent", tokens.on_accent)],
            vec![("accent", tokens.accent), ("accent_hover", tokens.accent_hover)],
        ),
    ]
}

#[test]
fn every_text_can_be_read_on_every_surface() {
    let mut unreadable = Vec::new();
    for theme in [Theme::Dark, Theme::Light] {
        for (texts, surfaces) in pairs(Tokens::of_theme(theme)) {
            for (text, text_colour) in &texts {
                for (surface, surface_colour) in &surfaces {
                    let ratio = contrast(*text_colour, *surface_colour);
                    if ratio < 4.5 {
                        unreadable.push(format!("{theme:?}: {text} on {surface} has {ratio:.2}"));
                    }
                }
            }
        }
    }
    assert!(unreadable.is_empty(), "{}", unreadable.join("\n"));
}

#[test]
fn the_focus_ring_and_the_strip_can_be_seen() {
    for theme in [Theme::Dark, Theme::Light] {
        let tokens = Tokens::of_theme(theme);
        for surface in [tokens.surface_0, tokens.surface_1, tokens.surface_2, tokens.surface_3] {
            for line in [tokens.accent, tokens.amber, tokens.red] {
                assert!(contrast(line, surface) >= 3.0, "{theme:?}: {line:?} on {surface:?}");
            }
        }
    }
}

/// The characters that the built-in fonts of a family draw, without the toolkit's fallbacks.
pub(super) fn covered(family: &FontFamily) -> impl Fn(char) -> bool + use<> {
    let mut fonts = Fonts::new(TextOptions::default(), font_definitions());
    let characters = fonts.with_pixels_per_point(1.0).characters(family).clone();
    move |character| {
        let own = |font: &String| font.starts_with("Inter") || font.starts_with("JetBrains");
        characters.get(&character).is_some_and(|fonts| fonts.iter().any(own))
    }
}

#[test]
fn every_family_draws_every_sign() {
    let fonts: [FontId; 9] = [
        body_font(),
        small_font(),
        medium_font(),
        semibold_font(),
        header_font(),
        heading_font(),
        sign_font(),
        code_font(),
        semibold_code_font(),
    ];
    for font in fonts {
        let is_covered = covered(&font.family);
        for glyph in ALL_GLYPHS {
            assert!(glyph.0.chars().all(&is_covered), "{:?} has no {}", font.family, glyph.0);
        }
    }
}

#[test]
fn environments_have_their_colours() {
    let tokens = Tokens::of_theme(Theme::Dark);
    assert_eq!(tokens.environment_colour("amber"), tokens.amber);
    assert_eq!(tokens.environment_colour("red"), tokens.red);
    assert_eq!(tokens.environment_colour("mauve"), tokens.grey);
}

#[test]
fn both_themes_are_installed() {
    let ctx = egui::Context::default();
    theme::install(&ctx);
    for theme in [Theme::Dark, Theme::Light] {
        let style = ctx.style_of(theme);
        assert_eq!(style.visuals.panel_fill, Tokens::of_theme(theme).surface_1);
        assert_eq!(style.visuals.dark_mode, theme == Theme::Dark);
    }
}
