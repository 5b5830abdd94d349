//! The toolkit's own widgets in the look of the window.
//!
//! Not the window's own widgets, which ask [`Tokens`] themselves.

use std::collections::BTreeMap;

use egui::containers::menu::MenuConfig;
use egui::epaint::Shadow;
use egui::style::{
    HandleShape, ScrollFadeStyle, ScrollStyle, Selection, Spacing, TextCursorStyle, WidgetVisuals, Widgets,
};
use egui::{
    Align2, Color32, Context, CornerRadius, FontId, Frame, Id, Margin, Modal, Stroke, Style, TextStyle,
    Theme, Visuals, vec2,
};

use crate::gui::theme::{SIZES, Tokens, body_font, code_font, heading_font, medium_font, small_font};

/// The style of a theme.
pub fn style_of(theme: Theme) -> Style {
    let tokens = Tokens::of_theme(theme);
    let mut style = Style {
        text_styles: text_styles(),
        spacing: spacing(),
        visuals: visuals(tokens),
        animation_time: 0.08,
        ..Style::default()
    };
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.4;
    style
}

/// The style inside a menu: rows without a frame until they are pointed at.
pub fn menu_style(style: &mut Style) {
    style.spacing.button_padding = vec2(SIZES.gap, SIZES.gap_small);
    style.spacing.item_spacing = vec2(SIZES.gap, 0.0);
    style.spacing.interact_size.y = SIZES.header_line;
    let widgets = &mut style.visuals.widgets;
    for state in [&mut widgets.inactive, &mut widgets.hovered, &mut widgets.active, &mut widgets.open] {
        state.bg_stroke = Stroke::NONE;
        state.corner_radius = radius(SIZES.radius_badge);
    }
    widgets.inactive.weak_bg_fill = Color32::TRANSPARENT;
    widgets.inactive.fg_stroke.color = widgets.noninteractive.fg_stroke.color;
}

/// What a menu bar, a menu button or a context menu is configured with to look like the window.
pub fn menu_config() -> MenuConfig {
    MenuConfig::new().style(menu_style)
}

/// A dialog over the window, to which its content is added with `show`.
pub fn dialog(ctx: &Context, id: Id) -> Modal {
    let tokens = Tokens::of(ctx);
    let frame =
        Frame::window(&ctx.style_of(tokens.theme)).inner_margin(Margin::same(SIZES.dialog_padding as i8));
    Modal::new(id).frame(frame).backdrop_color(tokens.backdrop)
}

/// A dialog that hangs at the top of the window, so that it stays in place while its height changes.
pub fn dialog_at_top(ctx: &Context, id: Id) -> Modal {
    let below_bars = vec2(0.0, SIZES.menu_bar + SIZES.toolbar);
    dialog(ctx, id).area(Modal::default_area(id).anchor(Align2::CENTER_TOP, below_bars))
}

fn radius(points: f32) -> CornerRadius {
    CornerRadius::from(points)
}

fn text_styles() -> BTreeMap<TextStyle, FontId> {
    BTreeMap::from([
        (TextStyle::Small, small_font()),
        (TextStyle::Body, body_font()),
        (TextStyle::Button, medium_font()),
        (TextStyle::Heading, heading_font()),
        (TextStyle::Monospace, code_font()),
    ])
}

fn spacing() -> Spacing {
    Spacing {
        item_spacing: vec2(SIZES.gap, SIZES.gap_small),
        window_margin: Margin::same(SIZES.padding as i8),
        menu_margin: Margin::same(SIZES.gap_small as i8),
        button_padding: vec2(SIZES.padding - 2.0, SIZES.control_padding_y),
        interact_size: vec2(SIZES.control, SIZES.control),
        indent: SIZES.indent,
        icon_width: SIZES.sign_width + 2.0,
        icon_width_inner: SIZES.gap,
        icon_spacing: SIZES.gap,
        tooltip_width: SIZES.tooltip_width,
        scroll: scroll(),
        ..Spacing::default()
    }
}

fn scroll() -> ScrollStyle {
    ScrollStyle {
        bar_width: SIZES.gap,
        floating_width: SIZES.callout_bar,
        handle_min_length: SIZES.row,
        dormant_handle_opacity: 0.25,
        active_handle_opacity: 0.4,
        interact_handle_opacity: 0.7,
        active_background_opacity: 0.0,
        interact_background_opacity: 0.5,
        fade: ScrollFadeStyle { strength: 0.0, ..ScrollFadeStyle::default() },
        ..ScrollStyle::floating()
    }
}

fn visuals(tokens: &Tokens) -> Visuals {
    let base = if tokens.theme == Theme::Dark { Visuals::dark() } else { Visuals::light() };
    let shadow =
        Shadow { offset: [0, SIZES.shadow_offset], blur: SIZES.shadow_blur, spread: 0, color: tokens.shadow };
    Visuals {
        weak_text_color: Some(tokens.text_weak),
        widgets: widgets(tokens),
        selection: Selection {
            bg_fill: tokens.accent_surface,
            stroke: Stroke::new(SIZES.focus_ring, tokens.accent),
        },
        hyperlink_color: tokens.accent,
        faint_bg_color: tokens.hover,
        extreme_bg_color: tokens.surface_2,
        text_edit_bg_color: Some(tokens.surface_2),
        code_bg_color: Color32::TRANSPARENT,
        warn_fg_color: tokens.warning,
        error_fg_color: tokens.failed,
        window_corner_radius: radius(SIZES.radius_card),
        window_shadow: shadow,
        window_fill: tokens.surface_1,
        window_stroke: Stroke::new(SIZES.hairline, tokens.line),
        menu_corner_radius: radius(SIZES.radius_card),
        panel_fill: tokens.surface_1,
        popup_shadow: shadow,
        text_cursor: TextCursorStyle {
            stroke: Stroke::new(SIZES.text_cursor, tokens.accent),
            ..TextCursorStyle::default()
        },
        indent_has_left_vline: false,
        slider_trailing_fill: true,
        handle_shape: HandleShape::Circle,
        ..base
    }
}

/// The states of a control. The toolkit shows the keyboard focus as [`Widgets::active`], so that
/// state carries the focus ring.
fn widgets(tokens: &Tokens) -> Widgets {
    let state = |fill: Color32, weak_fill: Color32, stroke: Stroke, text: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: weak_fill,
        bg_stroke: stroke,
        corner_radius: radius(SIZES.radius),
        fg_stroke: Stroke::new(SIZES.hairline, text),
        expansion: 0.0,
    };
    let line = |colour| Stroke::new(SIZES.hairline, colour);
    let ring = Stroke::new(SIZES.focus_ring, tokens.accent);
    Widgets {
        noninteractive: state(tokens.surface_1, tokens.surface_1, line(tokens.line), tokens.text),
        inactive: state(tokens.surface_2, tokens.surface_3, line(tokens.line_strong), tokens.text_strong),
        hovered: state(tokens.hover, tokens.control_hover, line(tokens.line_strong), tokens.text_strong),
        active: state(tokens.accent_surface, tokens.accent_surface, ring, tokens.text_strong),
        open: state(tokens.surface_2, tokens.control_hover, line(tokens.line_strong), tokens.text_strong),
    }
}
