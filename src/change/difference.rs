//! How far apart two scripts are: in layout, in comments, or in what they mean.
//!
//! Not what the difference is, which `script_diff` shows.

use crate::script::syntax::{Token, TokenKind, tokens};

/// How far two versions of something are apart. A greater difference includes the smaller ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Difference {
    /// The same to the letter.
    None,
    /// Blanks, ends of lines, the order of keys: nothing that a reader would miss.
    Layout,
    /// Comments of a script besides; people read them, a run does not.
    Comment,
    /// They may give different results.
    Meaning,
}

impl Difference {
    /// Whether anyone would miss the change if it went.
    pub fn counts(self) -> bool {
        self >= Self::Comment
    }
}

/// How far two scripts are apart. They mean the same when they have the same tokens.
pub(super) fn script_difference(left: &str, right: &str) -> Difference {
    if left == right {
        return Difference::None;
    }
    let (left_tokens, right_tokens) = (tokens(left), tokens(right));
    let significant = |token: &&Token| token.is_significant();
    let mut lefts = left_tokens.iter().filter(significant);
    let mut rights = right_tokens.iter().filter(significant);
    loop {
        match (lefts.next(), rights.next()) {
            (None, None) => break,
            (Some(one), Some(other)) if one.kind == other.kind && one.text(left) == other.text(right) => {}
            _ => return Difference::Meaning,
        }
    }
    if comments(left, &left_tokens) == comments(right, &right_tokens) {
        Difference::Layout
    } else {
        Difference::Comment
    }
}

/// The comments of a script, each without the blanks that its lines begin and end with.
fn comments<'t>(text: &'t str, tokens: &[Token]) -> Vec<&'t str> {
    let comments = tokens.iter().filter(|token| token.kind == TokenKind::Comment);
    comments.flat_map(|token| token.text(text).lines().map(str::trim)).collect()
}

/// How many of the tokens of two scripts are the same, from 0 to 1000.
pub(super) fn likeness(left: &str, right: &str) -> usize {
    let words = |text: &str| -> Vec<String> {
        let tokens = tokens(text);
        let significant = tokens.iter().filter(|token| token.is_significant());
        let mut words: Vec<String> = significant.map(|token| token.text(text).to_owned()).collect();
        words.sort_unstable();
        words
    };
    let (lefts, rights) = (words(left), words(right));
    let all = lefts.len() + rights.len();
    let (mut left, mut right, mut common) = (lefts.iter().peekable(), rights.iter().peekable(), 0_usize);
    while let (Some(one), Some(other)) = (left.peek(), right.peek()) {
        match one.cmp(other) {
            std::cmp::Ordering::Less => drop(left.next()),
            std::cmp::Ordering::Greater => drop(right.next()),
            std::cmp::Ordering::Equal => {
                common += 2;
                left.next();
                right.next();
            }
        }
    }
    (common * 1000).checked_div(all).unwrap_or(1000)
}

#[cfg(test)]
mod tests {
    use super::{Difference, likeness, script_difference};

    #[track_caller]
    fn check(left: &str, right: &str, expected: Difference) {
        assert_eq!(script_difference(left, right), expected);
        assert_eq!(script_difference(right, left), expected);
    }

    #[test]
    fn blanks_and_comments_are_told_apart_from_meaning() {
        check("a", "a", Difference::None);
        check("a+b", "a + b", Difference::Layout);
        check("if a { b }", "if a {\r\n\tb\n}\n", Difference::Layout);
        check("", " \n", Difference::Layout);
        check("a", "a // why", Difference::Comment);
        check("a /* x\n   y */", "a /* x\n y */", Difference::Layout);
        check("a // one", "a // two", Difference::Comment);
        check("a", "b", Difference::Meaning);
        check("ab", "a b", Difference::Meaning);
        check("\"a b\"", "\"a  b\"", Difference::Meaning);
        check("`a\nb`", "`a b`", Difference::Meaning);
        check("`${a}`", "`${ a }`", Difference::Layout);
        check("// a\nb", "// a b", Difference::Meaning);
        check("\"open", "\"open ", Difference::Meaning);
        check("", "()", Difference::Meaning);
    }

    #[test]
    fn likeness_counts_tokens() {
        assert_eq!(likeness("a + b", "b+a"), 1000);
        assert_eq!(likeness("a", "b"), 0);
        assert_eq!(likeness("", ""), 1000);
        assert_eq!(likeness("a + b", "a + c"), 666);
    }
}
