//! Which of several things of one name are the same in several versions of a mapping: rules for one
//! field, rows with one key.
//!
//! Not the names themselves.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};
use std::fmt::Debug;

use indexmap::IndexMap;

/// The numbers of things by what holds them and by name, handed out in the order of the things.
#[derive(Debug)]
pub(super) struct Numbering<'c> {
    /// Only for names that stand more than once somewhere.
    numbers: HashMap<(usize, &'c str, &'c str), std::vec::IntoIter<usize>>,
}

impl<'c> Numbering<'c> {
    /// The numbers of things: each with its version, what holds it, its name, and itself.
    pub fn new<T: Debug + 'c>(
        n_versions: usize,
        things: impl Iterator<Item = (usize, (&'c str, &'c str, &'c T))>,
        likeness: impl Fn(&T, &T) -> usize,
    ) -> Self {
        let mut groups: IndexMap<(&str, &str), Vec<Vec<&T>>> = IndexMap::new();
        for (version, (container, name, thing)) in things {
            let group = groups.entry((container, name)).or_insert_with(|| vec![Vec::new(); n_versions]);
            if let Some(things) = group.get_mut(version) {
                things.push(thing);
            }
        }
        let mut by_name = HashMap::new();
        for ((container, name), group) in groups {
            // Things of one name are rare.
            if group.iter().all(|things| things.len() <= 1) {
                continue;
            }
            for (version, numbers) in numbers(&group, &likeness).into_iter().enumerate() {
                by_name.insert((version, container, name), numbers.into_iter());
            }
        }
        Self { numbers: by_name }
    }

    /// The number of the next thing of this name.
    pub fn next(&mut self, version: usize, container: &'c str, name: &'c str) -> usize {
        self.numbers.get_mut(&(version, container, name)).and_then(Iterator::next).unwrap_or_default()
    }
}

/// More pairs than this are not held against each other; things are then paired in their order.
const MOST_PAIRS: usize = 4096;

/// For each version the numbers of its things; the same number means the same thing. The first version
/// counts from 0. What is new in others is counted on from there and has the same number in all of them
/// where it is alike; which of the others stands first makes no difference. `likeness` is greater for
/// things that are more alike and `usize::MAX` for equal ones.
fn numbers<T: Debug>(versions: &[Vec<&T>], likeness: impl Fn(&T, &T) -> usize) -> Vec<Vec<usize>> {
    let first: &[&T] = versions.first().map(Vec::as_slice).unwrap_or_default();
    let mut numbered: Vec<Vec<Option<usize>>> = Vec::new();
    for version in versions {
        let mut own = vec![None; version.len()];
        pair(first, version, &mut own, 0, &likeness);
        numbered.push(own);
    }
    let mut with_news: Vec<usize> = (0..versions.len()).collect();
    with_news.sort_by_cached_key(|idx| news(versions.get(*idx), numbered.get(*idx)));
    let mut known: Vec<&T> = Vec::new();
    for idx in with_news {
        let (Some(version), Some(own)) = (versions.get(idx), numbered.get_mut(idx)) else { continue };
        pair(&known, version, own, first.len(), &likeness);
        for (thing, number) in version.iter().zip(own).filter(|(_, number)| number.is_none()) {
            *number = Some(first.len() + known.len());
            known.push(thing);
        }
    }
    numbered.into_iter().map(|own| own.into_iter().flatten().collect()).collect()
}

/// What is new in a version, so that the one with the most comes first.
fn news<T: Debug>(version: Option<&Vec<&T>>, own: Option<&Vec<Option<usize>>>) -> (Reverse<usize>, String) {
    let numbered = version.into_iter().flatten().zip(own.into_iter().flatten());
    let news: Vec<&&T> = numbered.filter(|(_, number)| number.is_none()).map(|(thing, _)| thing).collect();
    (Reverse(news.len()), format!("{news:?}"))
}

/// Gives things that have no number yet those of the earlier things that they are paired with.
fn pair<T>(
    earlier: &[&T],
    version: &[&T],
    own: &mut [Option<usize>],
    start: usize,
    likeness: &impl Fn(&T, &T) -> usize,
) {
    let mut free: BTreeSet<usize> = (0..earlier.len()).collect();
    let open = |own: &[Option<usize>]| -> Vec<usize> {
        own.iter().enumerate().filter(|(_, number)| number.is_none()).map(|(idx, _)| idx).collect()
    };
    let newly = open(own);
    if earlier.len().saturating_mul(version.len()) <= MOST_PAIRS {
        let mut pairs: Vec<(usize, usize, usize, usize)> = Vec::new();
        for (one, thing) in earlier.iter().enumerate() {
            for (place, idx) in open(own).into_iter().enumerate() {
                let Some(other) = version.get(idx) else { continue };
                pairs.push((likeness(thing, other), one, place, idx));
            }
        }
        // The most alike first; among equals those at the same place among the open ones, then the earlier
        // ones.
        pairs.sort_by_key(|(alike, one, place, idx)| (Reverse(*alike), one.abs_diff(*place), *one, *idx));
        for (_, one, _, idx) in pairs {
            if own.get(idx).is_some_and(Option::is_none) && free.remove(&one) {
                own[idx] = Some(start + one);
            }
        }
    }
    for idx in open(own) {
        let Some(one) = free.pop_first() else { break };
        own[idx] = Some(start + one);
    }
    if version.len().saturating_mul(version.len()) <= MOST_PAIRS {
        uncross(version, own, &newly, likeness);
    }
}

/// Gives equal things their numbers in order, so that none of them seems to have moved past another.
fn uncross<T>(
    version: &[&T],
    own: &mut [Option<usize>],
    newly: &[usize],
    likeness: &impl Fn(&T, &T) -> usize,
) {
    let are_equal = |one: usize, other: usize| match (version.get(one), version.get(other)) {
        (Some(one), Some(other)) => likeness(one, other) == usize::MAX,
        _ => false,
    };
    let numbered: Vec<usize> =
        newly.iter().copied().filter(|idx| own.get(*idx).is_some_and(Option::is_some)).collect();
    for (place, one) in numbered.iter().enumerate() {
        for other in numbered.iter().skip(place + 1) {
            if own.get(*one) > own.get(*other) && are_equal(*one, *other) {
                own.swap(*one, *other);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[track_caller]
    fn check(versions: &[&str], expected: &[&[usize]]) {
        let versions: Vec<Vec<char>> = versions.iter().map(|text| text.chars().collect()).collect();
        let versions: Vec<Vec<&char>> = versions.iter().map(|version| version.iter().collect()).collect();
        let alike = |one: &char, other: &char| match () {
            () if one == other => usize::MAX,
            () if one.eq_ignore_ascii_case(other) => 1,
            () => 0,
        };
        assert_eq!(numbers(&versions, alike), expected);
    }

    #[test]
    fn things_are_known_again() {
        check(&["a", "x"], &[&[0], &[0]]);
        check(&["ab", "ab"], &[&[0, 1], &[0, 1]]);
        check(&["ab", "ba"], &[&[0, 1], &[1, 0]]);
        check(&["ab", "xab"], &[&[0, 1], &[2, 0, 1]]);
        check(&["ab", "aB"], &[&[0, 1], &[0, 1]]);
        check(&["ab", "xB"], &[&[0, 1], &[0, 1]]);
        check(&["ab", "b"], &[&[0, 1], &[1]]);
        check(&["", "ab"], &[&[], &[0, 1]]);
        check(&["aa", "a"], &[&[0, 1], &[0]]);
        check(&["aada", "daaa"], &[&[0, 1, 2, 3], &[2, 0, 1, 3]]);
    }

    #[test]
    fn what_two_sides_added_is_the_same_thing() {
        check(&["a", "ax", "ax"], &[&[0], &[0, 1], &[0, 1]]);
        check(&["a", "axx", "axx"], &[&[0], &[0, 1, 2], &[0, 1, 2]]);
        check(&["a", "ax", "ay"], &[&[0], &[0, 1], &[0, 1]]);
        check(&["a", "xya", "ay"], &[&[0], &[1, 2, 0], &[0, 2]]);
        check(&["a", "ay", "xya"], &[&[0], &[0, 2], &[1, 2, 0]]);
        check(&["", "ab", "cb"], &[&[], &[0, 1], &[0, 1]]);
    }
}
