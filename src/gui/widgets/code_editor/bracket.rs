//! The partner of the bracket at the cursor.

use crate::gui::widgets::highlight::{Token, TokenKind};

/// The byte positions of the bracket beside the cursor and of its partner. The bracket before the
/// cursor counts first, then the one behind it. `None` where there is no bracket or no partner.
pub(super) fn matching_brackets(text: &str, tokens: &[Token], cursor: usize) -> Option<(usize, usize)> {
    let brackets: Vec<(usize, char)> = tokens
        .iter()
        .filter(|token| token.kind == TokenKind::Bracket)
        .filter_map(|token| Some((token.range.start, text.get(token.range.clone())?.chars().next()?)))
        .collect();
    let before = brackets.iter().position(|(position, _)| position + 1 == cursor);
    let behind = brackets.iter().position(|(position, _)| *position == cursor);
    [before, behind].into_iter().flatten().find_map(|start| {
        let partner = partner_of(&brackets, start)?;
        Some((brackets[start].0, brackets[partner].0))
    })
}

fn partner_of(brackets: &[(usize, char)], start: usize) -> Option<usize> {
    let mut open = Vec::new();
    if closing(brackets[start].1).is_some() {
        for (index, (_, bracket)) in brackets.iter().enumerate().skip(start) {
            if let Some(close) = closing(*bracket) {
                open.push(close);
            } else if open.pop() != Some(*bracket) {
                return None;
            }
            if open.is_empty() {
                return Some(index);
            }
        }
    } else {
        for (index, (_, bracket)) in brackets.iter().enumerate().take(start + 1).rev() {
            match closing(*bracket) {
                None => open.push(*bracket),
                Some(close) if open.pop() != Some(close) => return None,
                Some(_) => {}
            }
            if open.is_empty() {
                return Some(index);
            }
        }
    }
    None
}

/// The closing bracket for an opening one.
fn closing(bracket: char) -> Option<char> {
    match bracket {
        '(' => Some(')'),
        '[' => Some(']'),
        '{' => Some('}'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::matching_brackets;
    use crate::gui::widgets::highlight::{Language, tokens_of};

    #[track_caller]
    fn check(text: &str, cursor: usize, expected: Option<(usize, usize)>) {
        assert_eq!(matching_brackets(text, &tokens_of(Language::Rhai, text), cursor), expected);
    }

    #[test]
    fn brackets_find_their_partner() {
        check("f(a[0])", 2, Some((1, 6)));
        check("f(a[0])", 1, Some((1, 6)));
        check("f(a[0])", 7, Some((6, 1)));
        check("f(a[0])", 3, Some((3, 5)));
        check("f(a[0]", 2, None);
        check("f(a]", 2, None);
        check("(\")\")", 1, Some((0, 4)));
        check("`a${f(1)}b`", 4, Some((3, 8)));
        check("plain", 2, None);
    }
}
