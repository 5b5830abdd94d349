//! Functions that put names of people together and take them apart.
//!
//! Names have no rules that always hold; where the parts arrive apart, use the parts. Not the case
//! of letters (`name_case`).

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation as _;

use super::guarded::ensure_fits;
use super::registrar::Registrar;
use super::registry::{Category, Example, Function};
use super::text::{collapsed, lower};

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "full_name",
        category: Category::Names,
        signature: "full_name(given, family) -> text",
        summary: "The given name and the family name. When one is missing or blank, the other alone; \
                  `()` when both are.",
        examples: &[
            Example::new("full_name(\"Ann\", \"van Dam\")", "\"Ann van Dam\""),
            Example::new("full_name((), \"van Dam\")", "\"van Dam\""),
            Example::new("full_name((), \" \")", "null"),
        ],
    },
    Function {
        name: "family_first",
        category: Category::Names,
        signature: "family_first(given, family) -> text",
        summary: "The family name, a comma and the given name. When one is missing or blank, the \
                  other alone; `()` when both are.",
        examples: &[
            Example::new("family_first(\"Ann\", \"van Dam\")", "\"van Dam, Ann\""),
            Example::new("family_first(\"Ann\", ())", "\"Ann\""),
        ],
    },
    Function {
        name: "initials",
        category: Category::Names,
        signature: "initials(text, after?) -> text",
        summary: "The first letter of every part of a name, as capitals; particles such as `van` and \
                  `de` in small letters have none. `after` stands behind each of them.",
        examples: &[
            Example::new("initials(\"Jean-Luc de la Tour\")", "\"JLT\""),
            Example::new("initials(\"Smit, Ann\")", "\"AS\""),
            Example::new("initials(\"Anna Maria\", \".\")", "\"A.M.\""),
        ],
    },
    Function {
        name: "given_name_of",
        category: Category::Names,
        signature: "given_name_of(text) -> text",
        summary: "The given names of `Family, Given` or `Given Family`. A single word is a given \
                  name.",
        examples: &[
            Example::new("given_name_of(\"van Dam, Ann\")", "\"Ann\""),
            Example::new("given_name_of(\"Anna Maria van der Berg\")", "\"Anna Maria\""),
        ],
    },
    Function {
        name: "family_name_of",
        category: Category::Names,
        signature: "family_name_of(text) -> text",
        summary: "The family name of `Family, Given` or `Given Family`: the last word, with the \
                  particles before it and a suffix such as `Jr` after it; `()` for a single word. A \
                  family name of two words is told only by a comma.",
        examples: &[
            Example::new("family_name_of(\"Anna Maria van der Berg\")", "\"van der Berg\""),
            Example::new("family_name_of(\"García López, Ana\")", "\"García López\""),
            Example::new("family_name_of(\"Ann\")", "null"),
        ],
    },
];

pub(super) fn register(registrar: &mut Registrar) {
    registrar.optional_texts("full_name", full_name);
    registrar.optional_texts("family_first", family_first);
    registrar.text("initials", initials);
    registrar.text_text("initials", |text: &str, after: &str| {
        let letters = initials(text);
        let bytes = letters.graphemes(true).count().saturating_mul(after.len()) + letters.len();
        ensure_fits("initials", bytes)?;
        Ok::<_, String>(letters.graphemes(true).flat_map(|letter| [letter, after]).collect::<String>())
    });
    registrar.text("given_name_of", |text: &str| split_name(text).given);
    registrar.text("family_name_of", |text: &str| split_name(text).family);
}

/// Words that belong to the family name that follows, in small letters.
const PARTICLES: [&str; 38] = [
    "'t", "af", "al", "av", "bin", "binti", "da", "das", "de", "del", "della", "den", "der", "des", "di",
    "do", "dos", "du", "el", "ibn", "la", "las", "le", "les", "los", "op", "te", "ten", "ter", "tot", "van",
    "vom", "von", "zu", "zum", "zur", "’t", "’s",
];

/// Words that may follow a family name, in small letters and without a full stop.
const SUFFIXES: [&str; 5] = ["jr", "sr", "ii", "iii", "iv"];

/// Whether the word is a particle, without regard to case.
pub(super) fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&&*lower(word))
}

pub(super) fn is_suffix(word: &str) -> bool {
    SUFFIXES.contains(&&*lower(word.trim_end_matches('.')))
}

fn full_name<'t>(given: Option<&'t str>, family: Option<&'t str>) -> Option<Cow<'t, str>> {
    joined(given, " ", family)
}

fn family_first<'t>(given: Option<&'t str>, family: Option<&'t str>) -> Option<Cow<'t, str>> {
    joined(family, ", ", given)
}

/// Both parts with the separator between them, or the one that is there.
pub fn joined<'t>(first: Option<&'t str>, separator: &str, second: Option<&'t str>) -> Option<Cow<'t, str>> {
    let part = |text: Option<&'t str>| text.map(collapsed).filter(|part| !part.is_empty());
    match (part(first), part(second)) {
        (Some(first), Some(second)) => {
            let mut text = String::with_capacity(first.len() + separator.len() + second.len());
            text.push_str(&first);
            text.push_str(separator);
            text.push_str(&second);
            Some(Cow::Owned(text))
        }
        (first, second) => first.or(second),
    }
}

/// The parts of a name that arrived as one text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SplitName {
    /// All given names, `None` when the text has none.
    pub given: Option<String>,
    /// The family name with its particles and its suffix, `None` when the text has none.
    pub family: Option<String>,
}

/// The parts of `Family, Given` or `Given Family`.
pub fn split_name(text: &str) -> SplitName {
    let text = collapsed(text);
    match text.split_once(',') {
        Some((family, given)) if !is_suffix(given.trim()) => {
            SplitName { given: some_text(given.trim()), family: some_text(family.trim()) }
        }
        _ => split_words(&text.split(' ').collect::<Vec<_>>()),
    }
}

fn split_words(words: &[&str]) -> SplitName {
    let n_suffixes = words.iter().rev().take_while(|word| is_suffix(word)).count();
    let last = words.len().saturating_sub(n_suffixes + 1);
    let n_particles = words[..last].iter().rev().take_while(|word| is_particle(word)).count();
    // At least one word is a given name.
    let family_start = if last == 0 { words.len() } else { (last - n_particles).max(1) };
    let (given, family) = words.split_at(family_start);
    SplitName { given: some_text(&given.join(" ")), family: some_text(&family.join(" ")) }
}

fn some_text(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// The first character of every part of the name as a capital. Particles in small letters are left
/// out, as long as any part is left.
pub fn initials(text: &str) -> String {
    let name = split_name(text);
    let name = joined(name.given.as_deref(), " ", name.family.as_deref()).unwrap_or_default();
    let words: Vec<&str> = name.split([' ', '-']).filter(|word| !word.is_empty()).collect();
    let is_small_particle = |word: &str| is_particle(word) && !word.contains(char::is_uppercase);
    let some_other = words.iter().any(|word| !is_small_particle(word));
    words
        .into_iter()
        .filter(|word| !(some_other && is_small_particle(word)))
        .filter_map(|word| word.graphemes(true).find(|part| part.contains(char::is_alphanumeric)))
        .map(str::to_uppercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{initials, split_name};

    #[test]
    fn names_are_split_at_the_comma_or_before_the_family_name() {
        let check = |text: &str, given: &str, family: &str| {
            let name = split_name(text);
            let parts = (name.given.unwrap_or_default(), name.family.unwrap_or_default());
            assert_eq!(parts, (given.to_owned(), family.to_owned()), "{text}");
        };
        check("Ann Smit", "Ann", "Smit");
        check(" Smit ,  Ann ", "Ann", "Smit");
        check("Smit,", "", "Smit");
        check("Ludwig van Beethoven", "Ludwig", "van Beethoven");
        check("Van Morrison", "Van", "Morrison");
        check("María de la Cruz", "María", "de la Cruz");
        check("John Smith Jr.", "John", "Smith Jr.");
        check("John Smith, Jr", "John", "Smith, Jr");
        check("Ann", "Ann", "");
        check("III", "III", "");
        check("", "", "");
    }

    #[test]
    fn initials_are_what_a_person_sees() {
        assert_eq!(initials("e\u{301}va o'neil"), "E\u{301}O");
        assert_eq!(initials("van de"), "VD");
        assert_eq!(initials("(Bob) Smit - Dam"), "BSD");
        assert_eq!(initials(""), "");
    }
}
