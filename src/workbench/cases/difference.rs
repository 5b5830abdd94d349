//! An expected and an actual value side by side: each in one line, with the words that differ.

use serde_json::Value;

use crate::workbench::display_value;

/// So many words of each value are compared one by one; of longer ones the middle counts as different.
const MOST_WORDS: usize = 120;

/// Two values as they are shown side by side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShownDifference {
    /// What is expected; empty when nothing is.
    pub expected: Vec<ShownPart>,
    /// What is there; empty when nothing is.
    pub actual: Vec<ShownPart>,
}

/// A part of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownPart {
    /// The text.
    pub text: String,
    /// The other value does not have it.
    pub differs: bool,
}

impl ShownDifference {
    /// The expected value as text.
    pub fn expected_text(&self) -> String {
        self.expected.iter().map(|part| part.text.as_str()).collect()
    }

    /// The actual value as text.
    pub fn actual_text(&self) -> String {
        self.actual.iter().map(|part| part.text.as_str()).collect()
    }
}

/// Two values as they are shown side by side. Values that differ never look the same: where the words
/// for people would, they are shown as JSON.
pub fn shown_difference(expected: &Value, actual: &Value) -> ShownDifference {
    let (left, right) = shown_texts(expected, actual);
    if expected == actual {
        let same = |text: String| if text.is_empty() { Vec::new() } else { vec![part(text, false)] };
        return ShownDifference { expected: same(left), actual: same(right) };
    }
    let (left, right) = (words(&left), words(&right));
    let (kept_left, kept_right) = common(&left, &right);
    ShownDifference { expected: parts(&left, &kept_left), actual: parts(&right, &kept_right) }
}

/// The same as texts.
pub fn shown_texts(expected: &Value, actual: &Value) -> (String, String) {
    let (left, right) = (display_value(expected), display_value(actual));
    if left == right && expected != actual {
        return (expected.to_string(), actual.to_string());
    }
    (left, right)
}

fn part(text: impl Into<String>, differs: bool) -> ShownPart {
    ShownPart { text: text.into(), differs }
}

/// Words and what stands between them, one after the other.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut was_word = None;
    for (idx, character) in text.char_indices() {
        let is_word = character.is_alphanumeric();
        if was_word.is_some_and(|was| was != is_word || !is_word) {
            words.extend(text.get(start..idx));
            start = idx;
        }
        was_word = Some(is_word);
    }
    words.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    words
}

/// Which words of each side the other has too, in the same order.
fn common(left: &[&str], right: &[&str]) -> (Vec<bool>, Vec<bool>) {
    let (mut in_left, mut in_right) = (vec![false; left.len()], vec![false; right.len()]);
    let first = left.iter().zip(right).take_while(|(one, other)| one == other).count();
    let shorter = left.len().min(right.len());
    let ends = left.iter().rev().zip(right.iter().rev()).take(shorter - first);
    let last = ends.take_while(|(one, other)| one == other).count();
    let (middle_left, middle_right) = (left.len() - first - last, right.len() - first - last);
    let keep = |kept: &mut [bool], middle: usize| {
        let behind = first + middle;
        kept.iter_mut()
            .enumerate()
            .filter(|(idx, _)| *idx < first || *idx >= behind)
            .for_each(|(_, is)| *is = true);
    };
    keep(&mut in_left, middle_left);
    keep(&mut in_right, middle_right);
    if middle_left.max(middle_right) <= MOST_WORDS {
        let left = left.get(first..first + middle_left).unwrap_or_default();
        let right = right.get(first..first + middle_right).unwrap_or_default();
        for (one, other) in longest_common(left, right) {
            in_left
                .get_mut(first + one)
                .into_iter()
                .chain(in_right.get_mut(first + other))
                .for_each(|is| *is = true);
        }
    }
    (in_left, in_right)
}

/// The places of a longest common subsequence.
fn longest_common(left: &[&str], right: &[&str]) -> Vec<(usize, usize)> {
    let width = right.len() + 1;
    // The length of the longest one of what follows, by place on both sides.
    let mut lengths = vec![0_u16; (left.len() + 1) * width];
    let at =
        |lengths: &[u16], one: usize, other: usize| lengths.get(one * width + other).copied().unwrap_or(0);
    for (one, word) in left.iter().enumerate().rev() {
        for (other, candidate) in right.iter().enumerate().rev() {
            let length = if word == candidate {
                at(&lengths, one + 1, other + 1) + 1
            } else {
                at(&lengths, one + 1, other).max(at(&lengths, one, other + 1))
            };
            if let Some(place) = lengths.get_mut(one * width + other) {
                *place = length;
            }
        }
    }
    let (mut one, mut other, mut found) = (0, 0, Vec::new());
    while let (Some(word), Some(candidate)) = (left.get(one), right.get(other)) {
        if word == candidate {
            found.push((one, other));
            (one, other) = (one + 1, other + 1);
        } else if at(&lengths, one + 1, other) >= at(&lengths, one, other + 1) {
            one += 1;
        } else {
            other += 1;
        }
    }
    found
}

/// The words joined where they are alike.
fn parts(words: &[&str], kept: &[bool]) -> Vec<ShownPart> {
    let mut parts: Vec<ShownPart> = Vec::new();
    for (word, is_kept) in words.iter().zip(kept) {
        match parts.last_mut().filter(|last| last.differs != *is_kept) {
            Some(last) => last.text.push_str(word),
            None => parts.push(part(*word, !is_kept)),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{ShownPart, shown_difference};

    #[track_caller]
    #[allow(clippy::needless_pass_by_value, reason = "the calls read better")]
    fn check(expected: Value, actual: Value, left: &str, right: &str) {
        let shown = shown_difference(&expected, &actual);
        let text = |parts: &[ShownPart]| -> String {
            parts
                .iter()
                .map(|part| if part.differs { format!("[{}]", part.text) } else { part.text.clone() })
                .collect()
        };
        assert_eq!((text(&shown.expected), text(&shown.actual)), (left.to_owned(), right.to_owned()));
    }

    #[test]
    fn words_that_differ_stand_out() {
        check(json!("Senior Buyer"), json!("Senior Buyer"), "Senior Buyer", "Senior Buyer");
        check(json!("Senior Buyer"), json!("Junior Buyer"), "[Senior] Buyer", "[Junior] Buyer");
        check(json!("a b c"), json!("a c"), "a [b ]c", "a c");
        check(json!("ann@acme.example"), json!("ann@acme.test"), "ann@acme.[example]", "ann@acme.[test]");
        check(json!(null), json!("x"), "", "[x]");
        check(json!(true), json!(false), "[yes]", "[no]");
        check(json!("東京 é"), json!("東京 è"), "東京 [é]", "東京 [è]");
        check(
            json!("Chief of the Staff"),
            json!("Head of Staff here"),
            "[Chief] of [the ]Staff",
            "[Head] of Staff[ here]",
        );
    }

    #[test]
    fn values_that_differ_never_look_the_same() {
        check(
            json!([{ "n": 1, "f": true }]),
            json!([{ "n": 1, "f": false }]),
            "[{\"n\":1,\"f\":[true]}]",
            "[{\"n\":1,\"f\":[false]}]",
        );
        check(json!(null), json!(""), "[null]", "[\"\"]");
        check(json!("1"), json!(1), "[\"]1[\"]", "1");
        check(json!("yes"), json!(true), "[\"yes\"]", "[true]");
    }

    #[test]
    fn long_values_are_shown_in_bounded_time() {
        let long = |word: &str| json!(vec![word; 20_000].join(" "));
        let shown = shown_difference(&long("a"), &long("b"));
        assert!(shown.expected_text().starts_with("a a a") && shown.actual_text().starts_with("b b b"));
    }
}
