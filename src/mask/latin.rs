//! Letters with marks: how they are taken apart, and how a mark is written on another letter.
//!
//! Not which letters take each other's place, which `alphabet` says.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// Letters of one class with a mark that Unicode does not take apart, or that no letter but the first
/// ones can carry: each letter of the class, and how it is written. Another letter with the same mark
/// in their language gets a mark that is rarely seen, which is taken off as easily.
const FAMILIES: &[&[(char, &str)]] = &[
    // The stroke of Polish ł, of Croatian đ and Maltese ħ, and of Danish ø.
    &[('c', "ḉ"), ('l', "ł"), ('n', "ṉ"), ('r', "ṟ"), ('s', "ṣ"), ('z', "ẕ")],
    &[('d', "đ"), ('g', "ḡ"), ('h', "ħ"), ('j', "j\u{331}"), ('k', "ḵ"), ('t', "ŧ")],
    &[('a', "ḁ"), ('o', "ø"), ('u', "ṳ")],
    // Spanish ñ.
    &[('c', "ĉ"), ('l', "ḽ"), ('n', "ñ"), ('r', "ȓ"), ('s', "ŝ"), ('z', "ẑ")],
    // Turkish ğ and ı.
    &[('d', "ḍ"), ('g', "ğ"), ('h', "ḥ"), ('j', "j\u{306}"), ('k', "ḳ"), ('t', "ṭ")],
    &[('e', "ḛ"), ('i', "ı"), ('y', "ẏ")],
    // Swedish å, Hungarian ő and ű, Danish æ and French œ.
    &[('a', "å"), ('o', "ȯ"), ('u', "ů")],
    &[('a', "ȁ"), ('o', "ő"), ('u', "ű")],
    &[('a', "æ"), ('o', "œ"), ('u', "ǖ")],
];

/// The marks of one letter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks {
    /// One of the families.
    family: Option<usize>,
    /// Marks that are one character with the letter.
    composed: String,
    /// Marks that follow the letter.
    pub separate: String,
}

impl Marks {
    pub(super) fn is_empty(&self) -> bool {
        self.family.is_none() && self.composed.is_empty() && self.separate.is_empty()
    }
}

/// A small letter without its marks, and the marks; `None` for a letter without.
pub(super) fn taken_apart(small: char) -> Option<(char, Marks)> {
    if let Some((family, base)) = family_of(small) {
        return Some((base, Marks { family: Some(family), ..Marks::default() }));
    }
    let mut parts = String::new();
    decompose_canonical(small, |part| parts.push(part));
    let base = parts.chars().next().filter(|base| *base != small)?;
    let composed: String = parts.chars().skip(1).collect();
    let is_marked = !composed.is_empty() && composed.chars().all(is_combining_mark);
    is_marked.then(|| (base, Marks { composed, ..Marks::default() }))
}

/// A small letter with marks, in capitals when that is wanted.
pub(super) fn put_together(base: char, marks: &Marks, is_capital: bool) -> String {
    let in_case = |text: &str| if is_capital { text.to_uppercase() } else { text.to_owned() };
    let family = marks.family.and_then(|family| FAMILIES.get(family));
    let of_family = family.and_then(|family| family.iter().find(|(letter, _)| *letter == base));
    let mut written = match of_family {
        Some((_, written)) => in_case(written),
        None => composed(&in_case(base.encode_utf8(&mut [0; 4])), &marks.composed),
    };
    written.push_str(&marks.separate);
    written
}

/// The letter with marks as one character, where that does not stand for a family.
fn composed(letter: &str, marks: &str) -> String {
    if marks.is_empty() {
        return letter.to_owned();
    }
    let apart = format!("{letter}{marks}");
    let together: String = apart.nfc().collect();
    let small = together.to_lowercase();
    let is_taken = small.chars().next().is_some_and(|small| family_of(small).is_some());
    if is_taken { apart } else { together }
}

fn family_of(small: char) -> Option<(usize, char)> {
    if small.is_ascii() {
        return None;
    }
    let written = small.encode_utf8(&mut [0; 4]).to_owned();
    FAMILIES.iter().enumerate().find_map(|(idx, family)| {
        let (base, _) = family.iter().find(|(_, text)| *text == written)?;
        Some((idx, *base))
    })
}
