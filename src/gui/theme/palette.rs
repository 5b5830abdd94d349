//! The colour values of the dark and the light theme.
//!
//! Not their meaning, which is said at the fields of [`Tokens`].

use egui::{Color32, Theme};

use crate::gui::theme::{CodeColours, SIZES, Tokens};

/// `0x1b1f26` as an opaque colour.
const fn rgb(hex: u32) -> Color32 {
    let [_, red, green, blue] = hex.to_be_bytes();
    Color32::from_rgb(red, green, blue)
}

/// The dark theme.
pub(super) const DARK: Tokens = Tokens {
    theme: Theme::Dark,
    surface_0: rgb(0x0015_181d),
    surface_1: rgb(0x001b_1f26),
    surface_2: rgb(0x0022_2730),
    surface_3: rgb(0x002c_323d),
    hover: rgb(0x0024_2a33),
    control_hover: rgb(0x0037_3e4b),
    current_line: rgb(0x0027_2d37),
    line: rgb(0x0032_3945),
    line_weak: rgb(0x0027_2d37),
    line_strong: rgb(0x0042_4b5a),
    text_strong: rgb(0x00e8_ebf0),
    text: rgb(0x00b6_becb),
    text_weak: rgb(0x0093_9caa),
    accent: rgb(0x005a_a9e6),
    accent_hover: rgb(0x0072_b7ec),
    accent_surface: rgb(0x001c_3449),
    on_accent: rgb(0x000d_1b28),
    set: rgb(0x006f_cf97),
    kept: rgb(0x0093_9fb3),
    cleared: rgb(0x00c7_92ea),
    failed: rgb(0x00f2_777a),
    warning: rgb(0x00f2_c94c),
    set_surface: rgb(0x0021_4233),
    warning_surface: rgb(0x0047_3d20),
    failed_surface: rgb(0x0050_2a2f),
    amber: rgb(0x00d9_a441),
    red: rgb(0x00e7_6c6c),
    blue: rgb(0x006c_b2ea),
    green: rgb(0x0063_c78c),
    grey: rgb(0x00a0_a9b7),
    code: CodeColours {
        plain: rgb(0x00dd_e1e8),
        keyword: rgb(0x00c7_92ea),
        text: rgb(0x00a5_d6a7),
        function: rgb(0x0082_aaff),
        number: rgb(0x00f7_8c6c),
        comment: rgb(0x0092_9aa9),
        variable: rgb(0x009c_d7dd),
        bracket_surface: rgb(0x003a_4352),
    },
    shadow: Color32::from_black_alpha(110),
    backdrop: Color32::from_black_alpha(120),
    size: SIZES,
};

/// The light theme.
pub(super) const LIGHT: Tokens = Tokens {
    theme: Theme::Light,
    surface_0: rgb(0x00f4_f5f7),
    surface_1: rgb(0x00fb_fbfc),
    surface_2: rgb(0x00ff_ffff),
    surface_3: rgb(0x00e9_ecf1),
    hover: rgb(0x00f0_f2f6),
    control_hover: rgb(0x00de_e3ea),
    current_line: rgb(0x00f4_f6f9),
    line: rgb(0x00d5_dae2),
    line_weak: rgb(0x00e6_e9ee),
    line_strong: rgb(0x00bd_c5d0),
    text_strong: rgb(0x001d_2430),
    text: rgb(0x0043_4e5e),
    text_weak: rgb(0x005f_6979),
    accent: rgb(0x0017_69aa),
    accent_hover: rgb(0x0012_5c97),
    accent_surface: rgb(0x00dc_ecf8),
    on_accent: rgb(0x00ff_ffff),
    set: rgb(0x001c_7742),
    kept: rgb(0x005b_6678),
    cleared: rgb(0x007b_3fa0),
    failed: rgb(0x00b3_261e),
    warning: rgb(0x008a_6100),
    set_surface: rgb(0x00d3_ecdd),
    warning_surface: rgb(0x00f5_e6c4),
    failed_surface: rgb(0x00f8_d9d6),
    amber: rgb(0x0090_6300),
    red: rgb(0x00b3_261e),
    blue: rgb(0x001a_63a8),
    green: rgb(0x001c_7742),
    grey: rgb(0x005b_6678),
    code: CodeColours {
        plain: rgb(0x001d_2430),
        keyword: rgb(0x007b_1fa2),
        text: rgb(0x002a_772f),
        function: rgb(0x001f_4fa3),
        number: rgb(0x00b3_4700),
        comment: rgb(0x005f_6979),
        variable: rgb(0x000b_6472),
        bracket_surface: rgb(0x00d5_dce6),
    },
    shadow: Color32::from_black_alpha(40),
    backdrop: Color32::from_black_alpha(70),
    size: SIZES,
};
