//! The script as a whole: printed, and lines broken until they fit.

use crate::script::syntax::format::breaks::{Breaks, GroupOnLine, Line};
use crate::script::syntax::format::group::{Group, GroupKind, Node, group_of};
use crate::script::syntax::format::piece::{Piece, pieces};
use crate::script::syntax::format::printer::{Printed, print};
use crate::script::syntax::{TokenKind, tokens};

/// The most characters of a line, where that can be reached.
const LINE_WIDTH: usize = 100;

/// Shorter brackets are not worth a break.
const LEAST_WIDTH: usize = 8;

/// A longer text is left as it is.
const MOST_BYTES: usize = 32 * 1024;

/// How often a script is looked at until it stays as it is.
const MOST_LOOKS: usize = 4;

/// How often lines are broken at most; each time every long line is broken at one more place.
const MOST_ROUNDS: usize = 200;

/// A script written neatly: two blanks for each level, blanks around operators, one statement on a line,
/// at most one blank line, lines of 100 characters where that is possible. Comments and tokens stay as
/// they are, and so do breaks behind an opening bracket and in front of an operator. What was written
/// neatly once stays as it is.
///
/// `None` when it cannot be taken apart: brackets, texts or comments do not end, signs make no sense,
/// it is too long or nested too deeply.
pub fn formatted(script: &str) -> Option<String> {
    if script.len() > MOST_BYTES {
        return None;
    }
    let mut text = formatted_once(script)?;
    // Signs that make no sense together can take a second look to settle.
    for _ in 0..MOST_LOOKS {
        let again = formatted_once(&text)?;
        if again == text {
            return Some(text);
        }
        text = again;
    }
    None
}

fn formatted_once(script: &str) -> Option<String> {
    let pieces = pieces(script)?;
    let group = group_of(&pieces)?;
    let mut breaks = Breaks::of(&pieces, &group);
    breaks.unify_all(&pieces, &group);
    let mut groups = Vec::new();
    collect(&pieces, &group, 0, &mut groups);
    let depths = depths(&pieces);
    let mut printed = print(&pieces, &group, &breaks);
    for _ in 0..MOST_ROUNDS {
        if !shorten(&pieces, &printed, &groups, &depths, &mut breaks) {
            break;
        }
        breaks.unify_all(&pieces, &group);
        printed = print(&pieces, &group, &breaks);
    }
    let mut text = printed.text.trim_end_matches(' ').to_owned();
    if script.ends_with('\n') && !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    are_alike(script, &text).then_some(text)
}

/// Breaks every line that is too long at one place; whether there was one.
fn shorten(
    pieces: &[Piece<'_>],
    printed: &Printed,
    groups: &[GroupOnLine],
    depths: &[usize],
    breaks: &mut Breaks,
) -> bool {
    let lines = printed.text.split('\n').map(|line| line.chars().count() > LINE_WIDTH);
    let long: Vec<bool> = lines.collect();
    if !long.contains(&true) {
        return false;
    }
    let mut found: Vec<Line<'_>> = vec![Line::default(); long.len()];
    for group in groups {
        if let Some(line) = printed.line_of.get(group.open).and_then(|line| found.get_mut(*line)) {
            line.groups.push(group);
        }
    }
    for (idx, _) in pieces.iter().enumerate().filter(|(_, piece)| piece.kind == TokenKind::Operator) {
        let depth = depths.get(idx).copied().unwrap_or_default();
        if let Some(line) = printed.line_of.get(idx).and_then(|line| found.get_mut(*line)) {
            line.operators.push((idx, depth));
        }
    }
    let mut is_shorter = false;
    for (line, is_long) in found.iter().zip(&long) {
        is_shorter |= *is_long && breaks.shorten(pieces, line);
    }
    is_shorter
}

/// The brackets that can be broken.
fn collect(pieces: &[Piece<'_>], group: &Group, depth: usize, groups: &mut Vec<GroupOnLine>) {
    if let Some(open) = group.open.filter(|_| group.kind.is_breakable() && !group.parts.is_empty()) {
        let width = width_of(pieces, open);
        if width >= LEAST_WIDTH || matches!(group.kind, GroupKind::Block | GroupKind::Cases) {
            groups.push(GroupOnLine {
                open,
                innermost: innermost(group, open),
                kind: group.kind,
                depth,
                width,
            });
        }
    }
    for node in group.parts.iter().flat_map(|part| &part.nodes) {
        if let Node::Group(inner) = node {
            collect(pieces, inner, depth + 1, groups);
        }
    }
}

/// Round brackets around nothing but a list or a map are not broken; what they hold is.
fn innermost(group: &Group, open: usize) -> usize {
    if let (GroupKind::Round, [part]) = (group.kind, group.parts.as_slice())
        && let [Node::Group(inner)] = part.nodes.as_slice()
        && matches!(inner.kind, GroupKind::List | GroupKind::Map)
        && !inner.parts.is_empty()
    {
        return inner.open.unwrap_or(open);
    }
    open
}

/// How much is between brackets, about.
fn width_of(pieces: &[Piece<'_>], open: usize) -> usize {
    let close = pieces.get(open).and_then(|piece| piece.partner).unwrap_or(open);
    let inside = pieces.get(open + 1..close).unwrap_or_default();
    inside.iter().map(|piece| piece.text.chars().count() + 1).sum()
}

/// How many brackets are open at each piece.
fn depths(pieces: &[Piece<'_>]) -> Vec<usize> {
    let mut depth = 0_usize;
    let depths = pieces.iter().enumerate().map(|(idx, piece)| match piece.partner {
        Some(partner) if partner > idx => {
            depth += 1;
            depth - 1
        }
        Some(_) => {
            depth = depth.saturating_sub(1);
            depth
        }
        None => depth,
    });
    depths.collect()
}

/// Whether two scripts are the same but for blanks.
fn are_alike(one: &str, other: &str) -> bool {
    let words = |script: &str| -> Vec<String> {
        let tokens = tokens(script).into_iter().filter(|token| token.kind != TokenKind::Blank);
        let words = tokens.map(|token| {
            let text = token.text(script);
            let text = if token.kind == TokenKind::Comment { text.trim_end() } else { text };
            text.to_owned()
        });
        words.collect()
    };
    words(one) == words(other)
}
