//! How well a name answers what was typed.

/// How a name answers what was typed; the smaller the better.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Match {
    pub rank: Rank,
    /// How far the letters stand apart.
    pub spread: usize,
    /// Which characters of the name were typed.
    pub characters: Vec<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// It begins so, in the same case.
    Prefix,
    /// It begins so.
    PrefixWithoutCase,
    /// One of its words begins so.
    Word,
    /// The first letters of its words.
    Initials,
    /// It holds the text.
    Inside,
    /// It holds the letters in this order, not too far apart, from the beginning of a word on.
    Letters,
}

/// The answer of `name` to what was typed, `None` when it does not hold the letters in that order.
/// Case does not count, but a name in the same case comes first.
pub(super) fn fuzzy_match(typed: &str, name: &str) -> Option<Match> {
    if typed.is_empty() {
        return Some(Match { rank: Rank::Prefix, spread: 0, characters: Vec::new() });
    }
    // Most names are out of the question, which is found out without taking them apart.
    if !holds_letters(typed, name) {
        return None;
    }
    let typed: Vec<char> = typed.chars().collect();
    let letters: Vec<char> = name.chars().collect();
    if typed.len() > letters.len() {
        return None;
    }
    let at = |rank: Rank, start: usize| Match {
        rank,
        spread: start,
        characters: (start..start + typed.len()).collect(),
    };
    if letters.starts_with(&typed) {
        return Some(at(Rank::Prefix, 0));
    }
    let places = letters.windows(typed.len()).enumerate();
    let holding: Vec<usize> =
        places.filter(|(_, window)| are_same(window, &typed)).map(|(start, _)| start).collect();
    if holding.first() == Some(&0) {
        return Some(at(Rank::PrefixWithoutCase, 0));
    }
    if let Some(start) = holding.iter().find(|start| begins_word(&letters, **start)) {
        return Some(at(Rank::Word, *start));
    }
    if let Some(characters) = subsequence(&typed, &letters, |idx| begins_word(&letters, idx)) {
        return Some(Match { rank: Rank::Initials, spread: spread(&characters), characters });
    }
    if let Some(start) = holding.first() {
        return Some(at(Rank::Inside, *start));
    }
    let characters = subsequence(&typed, &letters, |_| true)?;
    let is_near = characters.first().is_some_and(|first| begins_word(&letters, *first))
        && spread(&characters) <= typed.len() * 4;
    is_near.then(|| Match { rank: Rank::Letters, spread: spread(&characters), characters })
}

/// Whether a name holds the letters in this order.
fn holds_letters(typed: &str, name: &str) -> bool {
    let mut letters = name.chars();
    typed.chars().all(|sought| letters.any(|letter| is_same(sought, letter)))
}

fn spread(characters: &[usize]) -> usize {
    match (characters.first(), characters.last()) {
        (Some(first), Some(last)) => last - first + first,
        _ => 0,
    }
}

fn are_same(left: &[char], right: &[char]) -> bool {
    left.iter().zip(right).all(|(left, right)| is_same(*left, *right))
}

fn is_same(left: char, right: char) -> bool {
    if left.is_ascii() && right.is_ascii() {
        return left.eq_ignore_ascii_case(&right);
    }
    left == right || left.to_lowercase().eq(right.to_lowercase())
}

/// Whether a word of the name begins here: after a sign, or with a capital after a small letter.
fn begins_word(letters: &[char], idx: usize) -> bool {
    let (Some(before), Some(letter)) =
        (idx.checked_sub(1).and_then(|before| letters.get(before)), letters.get(idx))
    else {
        return true;
    };
    letter.is_alphanumeric()
        && (!before.is_alphanumeric() || (letter.is_uppercase() && before.is_lowercase()))
}

fn subsequence(typed: &[char], letters: &[char], accept: impl Fn(usize) -> bool) -> Option<Vec<usize>> {
    let mut characters = Vec::with_capacity(typed.len());
    let mut wanted = typed.iter();
    let mut next = wanted.next();
    for (idx, letter) in letters.iter().enumerate() {
        if let Some(sought) = next
            && is_same(*sought, *letter)
            && accept(idx)
        {
            characters.push(idx);
            next = wanted.next();
        }
    }
    next.is_none().then_some(characters)
}

#[cfg(test)]
mod tests {
    use super::fuzzy_match;

    #[test]
    fn better_answers_come_first() {
        fn order<'n>(typed: &str, names: &[&'n str]) -> Vec<&'n str> {
            let found = names.iter().filter_map(|name| Some((fuzzy_match(typed, name)?, *name)));
            let mut found: Vec<_> = found.collect();
            found.sort();
            found.into_iter().map(|(_, name)| name).collect()
        }
        assert_eq!(
            order("na", &["userName", "name", "Name", "final", "nickname", "country", "n_a"]),
            ["name", "Name", "userName", "n_a", "final", "nickname"]
        );
        assert_eq!(order("fp", &["first_present", "flip", "of"]), ["first_present", "flip"]);
        assert_eq!(order("GN", &["givenName", "sign"]), ["givenName", "sign"]);
        assert_eq!(order("", &["b", "a"]), ["a", "b"]);
        assert_eq!(order("größe", &["GRÖSSE", "GRÖßE"]), ["GRÖßE"]);
        assert_eq!(fuzzy_match("un", "userName").map(|found| found.characters), Some(vec![0, 4]));
    }
}
