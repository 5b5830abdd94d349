//! Whether there is a blank between two pieces on a line.

use crate::script::syntax::TokenKind;
use crate::script::syntax::format::piece::{Piece, Role};

/// The blank between two pieces; `is_wide` says that the bracket among them belongs to a block, a map
/// or the cases of a `switch`, `is_index` that the second one begins an index.
pub(super) fn needs_blank(before: &Piece<'_>, after: &Piece<'_>, is_wide: bool, is_index: bool) -> bool {
    if after.is_one_of(&[",", ";", ":"]) {
        return false;
    }
    if before.is_comment() || after.is_comment() {
        return is_wide || !(opens(before) || closes(after));
    }
    if touches(before) || touches(after) {
        return false;
    }
    if matches!(before.role, Role::Unary | Role::ClosureStart | Role::Call) || after.role == Role::Call {
        return false;
    }
    if after.role == Role::ClosureEnd && after.text == "|" {
        return false;
    }
    if opens(before) || closes(after) {
        return is_wide && !(opens(before) && closes(after));
    }
    if after.is("(") {
        return !ends_callee(before);
    }
    !is_index
}

/// Signs without blanks around them.
fn touches(piece: &Piece<'_>) -> bool {
    piece.is_one_of(&[".", "?.", "..", "..=", "::"])
}

fn opens(piece: &Piece<'_>) -> bool {
    piece.kind == TokenKind::InterpolationStart || piece.is_one_of(&["(", "[", "?[", "{", "#{"])
}

fn closes(piece: &Piece<'_>) -> bool {
    piece.kind == TokenKind::InterpolationEnd || piece.is_one_of(&[")", "]", "}"])
}

fn ends_callee(piece: &Piece<'_>) -> bool {
    matches!(piece.kind, TokenKind::Function | TokenKind::Name | TokenKind::Property)
        || piece.is_one_of(&[")", "]"])
}

/// Whether two pieces belong to one text with interpolations, so that nothing may come between them.
pub(super) fn is_inside_text(before: &Piece<'_>, after: &Piece<'_>) -> bool {
    before.kind == TokenKind::InterpolationEnd || after.kind == TokenKind::InterpolationStart
}
