//! The order of things: which of them moved, and what becomes of an order that two sides changed.
//!
//! Not what the things are. In every list each thing stands once.

use std::collections::{BTreeMap, BTreeSet};

/// More things than this are not compared pair by pair.
const MOST_BY_PAIR: usize = 1500;

/// Two sides moved the same thing to different places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Contradiction;

/// Whose order counts where both sides changed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Preference {
    Ours,
    Theirs,
    Base,
}

/// The things in both lists that keep their order; the others of both lists moved. As few as possible
/// move, and of two that are swapped the earlier one.
pub(super) fn staying<'k, K: Ord>(before: &'k [K], after: &'k [K]) -> BTreeSet<&'k K> {
    let places = places(before);
    // From the last one on, so that of two equal choices the one is kept that is now in front.
    let common: Vec<(&K, usize)> =
        after.iter().rev().filter_map(|key| Some((key, *places.get(key)?))).collect();
    // For each length the thing with which a chain of that length ends best.
    let mut ends: Vec<usize> = Vec::new();
    let mut chained: Vec<Option<usize>> = Vec::with_capacity(common.len());
    let place_of = |idx: usize| common.get(idx).map(|(_, place)| *place);
    for idx in 0..common.len() {
        let length = ends.partition_point(|end| place_of(*end) > place_of(idx));
        chained.push(length.checked_sub(1).and_then(|shorter| ends.get(shorter).copied()));
        match ends.get_mut(length) {
            Some(end) => *end = idx,
            None => ends.push(idx),
        }
    }
    let mut kept = BTreeSet::new();
    let mut next = ends.last().copied();
    while let Some(idx) = next {
        kept.extend(common.get(idx).map(|(key, _)| *key));
        next = chained.get(idx).copied().flatten();
    }
    kept
}

/// The backbone with the other things of `wanted` among it, each behind what stands before it there.
pub(super) fn place<K: Ord + Clone>(backbone: &[K], wanted: &[K]) -> Vec<K> {
    let fixed: BTreeSet<&K> = backbone.iter().collect();
    let mut runs = runs(&fixed, wanted, |_| true);
    let mut placed = runs.remove(&None).unwrap_or_default();
    for key in backbone {
        placed.push(key.clone());
        placed.extend(runs.remove(&Some(key)).unwrap_or_default());
    }
    placed
}

/// What becomes of an order that two sides changed. What is not in `base` came; of the rest only what
/// `survives` is left. Each side's moves and additions are carried out. With a preference the order of
/// that side counts wherever both have one.
///
/// # Errors
/// Both sides moved the same thing, to different places, and there is no preference.
pub(super) fn merge_orders<K: Ord + Clone>(
    [base, ours, theirs]: [&[K]; 3],
    survives: impl Fn(&K) -> bool,
    preference: Option<Preference>,
) -> Result<Vec<K>, Contradiction> {
    let common: Vec<K> = base.iter().filter(|key| survives(key)).cloned().collect();
    let all: BTreeSet<&K> = common.iter().collect();
    let of_side = |side: &[K]| -> Vec<K> {
        let own: Vec<K> = side.iter().filter(|key| all.contains(key)).cloned().collect();
        place(&own, &common)
    };
    let (our_common, their_common) = (of_side(ours), of_side(theirs));
    let backbone = match preference {
        _ if our_common == their_common || their_common == common => our_common,
        _ if our_common == common => their_common,
        Some(Preference::Ours) => our_common,
        Some(Preference::Theirs) => their_common,
        Some(Preference::Base) => common,
        None => match by_pairs(&common, &our_common, &their_common) {
            Some(order) => order,
            None => by_moves(&common, &our_common, &their_common)?,
        },
    };
    Ok(with_additions(&backbone, ours, theirs, &survives))
}

/// The order in which every pair stands that a side turned round is turned round, and no other; `None`
/// when there is no such order.
fn by_pairs<K: Ord + Clone>(common: &[K], ours: &[K], theirs: &[K]) -> Option<Vec<K>> {
    let count = common.len();
    if count > MOST_BY_PAIR {
        return None;
    }
    let (our_places, their_places) = (places(ours), places(theirs));
    let place_in = |key: &K| Some((*our_places.get(key)?, *their_places.get(key)?));
    let keyed: Vec<(usize, usize)> = common.iter().map(place_in).collect::<Option<_>>()?;
    let mut n_before = vec![0_usize; count];
    for (idx, (our, their)) in keyed.iter().enumerate() {
        for (other_idx, (our_other, their_other)) in keyed.iter().enumerate().skip(idx + 1) {
            let is_turned = our > our_other || their > their_other;
            // The one that stands behind counts the other.
            *n_before.get_mut(if is_turned { idx } else { other_idx })? += 1;
        }
    }
    let mut order: Vec<Option<K>> = vec![None; count];
    for (key, place) in common.iter().zip(n_before) {
        let slot = order.get_mut(place)?;
        if slot.replace(key.clone()).is_some() {
            return None;
        }
    }
    order.into_iter().collect()
}

/// What no side moved stays, and the rest goes behind what its side moved it behind.
fn by_moves<K: Ord + Clone>(common: &[K], ours: &[K], theirs: &[K]) -> Result<Vec<K>, Contradiction> {
    let our_staying = staying(common, ours);
    let their_staying = staying(common, theirs);
    let is_fixed = |key: &&K| our_staying.contains(key) && their_staying.contains(key);
    let fixed: BTreeSet<&K> = common.iter().filter(is_fixed).collect();
    let our_runs = runs(&fixed, ours, |key| !our_staying.contains(key));
    let their_runs = runs(&fixed, theirs, |key| !their_staying.contains(key));
    let anchors = |runs: &BTreeMap<Option<&K>, Vec<K>>| -> BTreeMap<K, Option<K>> {
        let each = runs.iter().flat_map(|(anchor, run)| run.iter().map(move |key| (key, anchor)));
        each.map(|(key, anchor)| (key.clone(), anchor.cloned())).collect()
    };
    let (our_anchors, their_anchors) = (anchors(&our_runs), anchors(&their_runs));
    let collides =
        |(key, anchor): (&K, &Option<K>)| their_anchors.get(key).is_some_and(|other| other != anchor);
    if our_anchors.iter().any(collides) {
        return Err(Contradiction);
    }
    let backbone: Vec<K> = common.iter().filter(|key| fixed.contains(key)).cloned().collect();
    Ok(woven(&backbone, our_runs, their_runs))
}

fn with_additions<K: Ord + Clone>(
    backbone: &[K],
    ours: &[K],
    theirs: &[K],
    survives: impl Fn(&K) -> bool,
) -> Vec<K> {
    let fixed: BTreeSet<&K> = backbone.iter().collect();
    let mut our_runs = runs(&fixed, ours, &survives);
    let mut their_runs = runs(&fixed, theirs, &survives);
    keep_at_one_place(backbone, &mut our_runs, &mut their_runs);
    woven(backbone, our_runs, their_runs)
}

/// What both sides added at different places stays at the earlier one.
fn keep_at_one_place<'k, K: Ord + Clone>(
    backbone: &'k [K],
    ours: &mut BTreeMap<Option<&'k K>, Vec<K>>,
    theirs: &mut BTreeMap<Option<&'k K>, Vec<K>>,
) {
    let mut ours_seen: BTreeSet<K> = BTreeSet::new();
    let mut theirs_seen: BTreeSet<K> = BTreeSet::new();
    for anchor in std::iter::once(None).chain(backbone.iter().map(Some)) {
        let (our_run, their_run) = (ours.get(&anchor).cloned(), theirs.get(&anchor).cloned());
        if let Some(run) = ours.get_mut(&anchor) {
            run.retain(|key| !theirs_seen.contains(key));
        }
        if let Some(run) = theirs.get_mut(&anchor) {
            run.retain(|key| !ours_seen.contains(key));
        }
        ours_seen.extend(our_run.into_iter().flatten());
        theirs_seen.extend(their_run.into_iter().flatten());
    }
}

/// What stands in `list` besides the fixed things and is wanted, by the fixed thing before it.
fn runs<'k, K: Ord + Clone>(
    fixed: &BTreeSet<&'k K>,
    list: &[K],
    is_wanted: impl Fn(&K) -> bool,
) -> BTreeMap<Option<&'k K>, Vec<K>> {
    let mut runs: BTreeMap<Option<&K>, Vec<K>> = BTreeMap::new();
    let mut anchor = None;
    for key in list {
        match fixed.get(key) {
            Some(found) => anchor = Some(*found),
            None if is_wanted(key) => runs.entry(anchor).or_default().push(key.clone()),
            None => {}
        }
    }
    runs
}

fn woven<'k, K: Ord + Clone>(
    backbone: &'k [K],
    mut ours: BTreeMap<Option<&'k K>, Vec<K>>,
    mut theirs: BTreeMap<Option<&'k K>, Vec<K>>,
) -> Vec<K> {
    let mut order = Vec::new();
    for anchor in std::iter::once(None).chain(backbone.iter().map(Some)) {
        order.extend(anchor.cloned());
        let (our_run, their_run) = (ours.remove(&anchor), theirs.remove(&anchor));
        order.extend(both(our_run.unwrap_or_default(), their_run.unwrap_or_default()));
    }
    order
}

/// Two runs at the same place as one, whichever side is ours.
fn both<K: Ord + Clone>(ours: Vec<K>, theirs: Vec<K>) -> Vec<K> {
    let (first, second) = if ours <= theirs { (ours, theirs) } else { (theirs, ours) };
    let firsts: BTreeSet<&K> = first.iter().collect();
    let shared: BTreeSet<&K> = second.iter().filter(|key| firsts.contains(key)).collect();
    if shared.is_empty() {
        return first.iter().chain(&second).cloned().collect();
    }
    place(&first, &second)
}

fn places<K: Ord>(list: &[K]) -> BTreeMap<&K, usize> {
    list.iter().enumerate().map(|(place, key)| (key, place)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Preference, merge_orders, place, staying};

    fn list(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn as_few_as_possible_move() {
        let check = |before: &str, after: &str, expected: &str| {
            let kept: String = staying(&list(before), &list(after)).into_iter().collect();
            assert_eq!(kept, expected, "{before} to {after}");
        };
        check("abcde", "eabcd", "abcd");
        check("abcde", "bcdea", "bcde");
        check("ab", "ba", "b");
        check("abc", "xcyb", "c");
        check("", "a", "");
    }

    #[test]
    fn things_are_placed_behind_what_stands_before_them() {
        let check = |backbone: &str, wanted: &str, expected: &str| {
            assert_eq!(place(&list(backbone), &list(wanted)).into_iter().collect::<String>(), expected);
        };
        check("ac", "abc", "abc");
        check("ac", "xaycz", "xaycz");
        check("ca", "abc", "cab");
        check("", "ab", "ab");
    }

    #[track_caller]
    fn check(base: &str, ours: &str, theirs: &str, gone: &str, expected: &str) {
        let merged = |ours: &str, theirs: &str| {
            let lists = [list(base), list(ours), list(theirs)];
            merge_orders([&lists[0], &lists[1], &lists[2]], |key| !gone.contains(*key), None)
                .map_or_else(|_| "contradiction".to_owned(), |order| order.into_iter().collect())
        };
        assert_eq!(merged(ours, theirs), expected);
        assert_eq!(merged(theirs, ours), expected, "the other way round");
    }

    #[test]
    fn moves_of_both_sides_are_carried_out() {
        check("abc", "bca", "abc", "", "bca");
        check("abc", "bca", "bca", "", "bca");
        check("abcde", "bcdea", "eabcd", "", "ebcda");
        check("abc", "bac", "bca", "", "bca");
        // Pair by pair there is no order, move by move there is.
        check("abcd", "bcad", "adbc", "", "dbca");
        check("abcde", "cabde", "abdec", "", "contradiction");
        check("abcd", "bacd", "abdc", "", "badc");
    }

    #[test]
    fn what_comes_stands_where_it_was_put() {
        check("ab", "axb", "aby", "", "axby");
        check("ab", "axb", "ayb", "", "axyb");
        check("ab", "axb", "axb", "", "axb");
        check("ab", "axb", "abx", "", "axb");
        check("ab", "axyb", "azyb", "", "azxyb");
        check("ab", "xyab", "ab", "", "xyab");
        check("abc", "ac", "abxc", "b", "axc");
        check("abc", "cab", "abcx", "", "cxab");
        check("", "xy", "yx", "", "xy");
    }

    #[test]
    fn a_preference_decides() {
        let lists = [list("abcde"), list("cabde"), list("abdecx")];
        let check = |preference, expected: &str| {
            let order = merge_orders([&lists[0], &lists[1], &lists[2]], |_| true, Some(preference));
            assert_eq!(order.unwrap().into_iter().collect::<String>(), expected);
        };
        check(Preference::Ours, "cxabde");
        check(Preference::Theirs, "abdecx");
        check(Preference::Base, "abcxde");
    }
}
