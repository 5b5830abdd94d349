//! What happened to a value, or how bad a remark is, as a sign with its word and colour.
//!
//! A sign never stands for its colour alone: the glyphs differ as well.

use egui::{Align2, Color32, FontId, Pos2, Response, Role, Sense, Stroke, Ui, WidgetInfo, vec2};

use crate::diagnostic::Severity;
use crate::gui::theme::{Glyph, Tokens, body_font, semibold_font, sign_font};
use crate::gui::widgets::line_text::{line_galley, paint_galley};

/// A state that is shown as a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sign {
    /// The field gets a value.
    Set,
    /// The field stays as it is.
    Kept,
    /// The field is emptied.
    Cleared,
    /// The rule failed.
    Failed,
    /// The rule was not run.
    Skipped,
    /// No record is written.
    Rejected,
    /// Something differs.
    Changed,
    /// The client sends it again in every cycle.
    Again,
    /// A remark of severity warning.
    Warning,
    /// A remark of severity error.
    Error,
    /// A remark of severity note.
    Note,
    /// In order.
    Ok,
    /// As a case expects.
    Green,
    /// Not as a case expects.
    Red,
    /// Something went.
    Removed,
    /// Something stands elsewhere.
    Moved,
    /// A record is written that was not.
    Created,
}

impl Sign {
    /// The sign of a severity.
    pub fn of_severity(severity: Severity) -> Self {
        match severity {
            Severity::Note => Self::Note,
            Severity::Warning => Self::Warning,
            Severity::Error => Self::Error,
        }
    }

    /// The character.
    pub fn glyph(self) -> &'static str {
        let glyph = match self {
            Self::Set => Glyph::PLUS,
            Self::Kept => Glyph::EQUALS,
            Self::Cleared => Glyph::EMPTY,
            Self::Failed | Self::Rejected | Self::Error => Glyph::CROSS,
            Self::Skipped | Self::Removed => Glyph::DASH,
            Self::Moved => Glyph::UP_DOWN,
            Self::Created => Glyph::ARROW,
            Self::Changed => Glyph::TILDE,
            Self::Again => Glyph::AGAIN,
            Self::Warning => Glyph::EXCLAMATION,
            Self::Note => Glyph::NOTE,
            Self::Ok | Self::Green => Glyph::CHECK,
            Self::Red => Glyph::NOT_EQUAL,
        };
        glyph.0
    }

    /// The word that stands beside the sign, or for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Set => "set",
            Self::Kept => "kept",
            Self::Cleared => "cleared",
            Self::Failed => "failed",
            Self::Skipped => "skipped",
            Self::Rejected => "rejected",
            Self::Changed => "changed",
            Self::Again => "sent again",
            Self::Warning => "warning",
            Self::Error => "error",
            Self::Note => "note",
            Self::Ok => "ok",
            Self::Green => "case green",
            Self::Red => "case red",
            Self::Removed => "removed",
            Self::Moved => "moved",
            Self::Created => "newly written",
        }
    }

    /// The colour of sign and word.
    pub fn colour(self, tokens: &Tokens) -> Color32 {
        match self {
            Self::Set | Self::Ok | Self::Green => tokens.set,
            Self::Kept | Self::Skipped | Self::Moved => tokens.kept,
            Self::Cleared => tokens.cleared,
            Self::Failed | Self::Rejected | Self::Error | Self::Red | Self::Removed => tokens.failed,
            Self::Changed | Self::Again | Self::Warning => tokens.warning,
            Self::Note | Self::Created => tokens.accent,
        }
    }

    /// Thin glyphs are drawn larger, so that all signs weigh the same.
    fn font(self) -> FontId {
        match self {
            Self::Failed | Self::Rejected | Self::Error | Self::Again | Self::Cleared | Self::Red => {
                sign_font()
            }
            Self::Warning | Self::Note | Self::Changed | Self::Removed => semibold_font(),
            _ => body_font(),
        }
    }
}

/// The sign in its column. Its word is its accessible name.
pub fn sign_ui(ui: &mut Ui, sign: Sign) -> Response {
    let tokens = Tokens::of(ui);
    let size = vec2(tokens.size.sign_width, tokens.size.line_height_body);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    paint_sign(ui, sign, rect.center());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, sign.word()));
    response
}

/// The sign and its word.
pub fn sign_and_word_ui(ui: &mut Ui, sign: Sign) -> Response {
    let tokens = Tokens::of(ui);
    let word = line_galley(ui, sign.word(), body_font(), sign.colour(tokens), f32::INFINITY);
    let width = tokens.size.sign_width + tokens.size.gap_small + word.size().x;
    let (rect, response) = ui.allocate_exact_size(vec2(width, tokens.size.line_height_body), Sense::hover());
    paint_sign(ui, sign, rect.with_max_x(rect.left() + tokens.size.sign_width).center());
    paint_galley(ui, word, Align2::RIGHT_CENTER, rect.right_center());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, sign.word()));
    response
}

/// Paints a sign at its place.
pub(super) fn paint_sign(ui: &Ui, sign: Sign, centre: Pos2) {
    let tokens = Tokens::of(ui);
    let colour = sign.colour(tokens);
    if sign == Sign::Set {
        let stroke = Stroke::new(tokens.size.sign_stroke, colour);
        let arm = tokens.size.sign_arm;
        ui.painter().hline(centre.x - arm..=centre.x + arm, centre.y, stroke);
        ui.painter().vline(centre.x, centre.y - arm..=centre.y + arm, stroke);
    } else {
        let galley = line_galley(ui, sign.glyph(), sign.font(), colour, f32::INFINITY);
        paint_galley(ui, galley, Align2::CENTER_CENTER, centre);
    }
}
