//! The name that was probably meant by one that is not known.

/// A longer word is not compared; nobody misspells that much.
const MOST_BYTES: usize = 100;

/// The candidate that a person most probably meant, when one is near enough. Case counts as a
/// difference; of two that are as near, the first in the alphabet counts.
pub fn nearest<'c>(word: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    if word.len() > MOST_BYTES {
        return None;
    }
    candidates
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|(distance, candidate)| {
            *distance <= (candidate.len().max(word.len()) / 3).max(1)
                && *distance < candidate.len().min(word.len())
        })
        .min()
        .map(|(_, candidate)| candidate)
}
