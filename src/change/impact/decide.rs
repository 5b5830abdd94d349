//! Which of several suspects is the cause, by leaving things out.

/// What came of looking at suspects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Decision<T> {
    /// Each of them alone gives what the new mapping gives; mostly it is one.
    Any(Vec<T>),
    /// They give it together, and none of them alone.
    All(Vec<T>),
}

/// One suspect taken from one mapping, everything else from the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mixture<'p, T> {
    /// Only this one is new.
    Only(&'p T),
    /// Everything but this one is new.
    Without(&'p T),
}

/// Looks which suspects alone give what the new mapping gives; if none does, those without which it is
/// not given; if all can be done without one by one, all of them.
pub(super) fn decide<T: Clone>(suspects: &[T], gives: &mut dyn FnMut(Mixture<'_, T>) -> bool) -> Decision<T> {
    if let [only] = suspects {
        return Decision::Any(vec![only.clone()]);
    }
    let alone: Vec<T> = suspects.iter().filter(|part| gives(Mixture::Only(part))).cloned().collect();
    if !alone.is_empty() {
        return Decision::Any(alone);
    }
    let needed: Vec<T> = suspects.iter().filter(|part| !gives(Mixture::Without(part))).cloned().collect();
    Decision::All(if needed.is_empty() { suspects.to_vec() } else { needed })
}

impl<T> Decision<T> {
    /// What was found.
    pub fn found(&self) -> &[T] {
        match self {
            Self::Any(found) | Self::All(found) => found,
        }
    }

    /// The word between two of them.
    pub fn conjunction(&self) -> &'static str {
        match self {
            Self::Any(_) => " or ",
            Self::All(_) => " and ",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Decision, Mixture, decide};

    /// Suspects are numbers; the result is there when these sets of them are.
    #[track_caller]
    fn check(n_suspects: usize, enough: &[&[usize]], expected: &Decision<usize>) {
        let suspects: Vec<usize> = (0..n_suspects).collect();
        let found = decide(&suspects, &mut |mixture| {
            let is_there = |item: &usize| match mixture {
                Mixture::Only(only) => item == only,
                Mixture::Without(without) => item != without,
            };
            enough.iter().any(|set| set.iter().all(is_there))
        });
        assert_eq!(found, *expected);
    }

    #[test]
    fn one_any_or_all() {
        check(1, &[], &Decision::Any(vec![0]));
        check(3, &[&[1]], &Decision::Any(vec![1]));
        check(3, &[&[0], &[2]], &Decision::Any(vec![0, 2]));
        check(3, &[&[0, 2]], &Decision::All(vec![0, 2]));
        check(4, &[&[0, 1], &[2, 3]], &Decision::All(vec![0, 1, 2, 3]));
    }
}
