//! Functions for the parts of names that come from many languages: order, particles, titles,
//! suffixes, and names to sort and to log in by.
//!
//! Splitting a name and its initials are in `name`, letters in `name_case`. What a name is made of
//! is told by words that are known; a name that only people can take apart stays as it is.

use std::borrow::Cow;

use super::letters::transliterated;
use super::name::{is_particle, is_suffix, joined};
use super::registrar::Registrar;
use super::registry::{Category, Example, Function};
use super::text::{collapsed, lower};

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "display_name",
        category: Category::Names,
        signature: "display_name(given, family, language?) -> text",
        summary: "The name in the order of the language: the family name comes first in Hungarian, \
                  Chinese, Japanese, Korean and Vietnamese, elsewhere the given name. Names in \
                  Chinese characters, Kana or Hangul stand without a blank and family name first, \
                  whatever the language. When one part is missing or blank, the other alone.",
        examples: &[
            Example::new("display_name(\"Ann\", \"van Dam\", \"nl\")", "\"Ann van Dam\""),
            Example::new("display_name(\"István\", \"Nagy\", \"hu-HU\")", "\"Nagy István\""),
            Example::new("display_name(\"太郎\", \"山田\")", "\"山田太郎\""),
        ],
    },
    Function {
        name: "sort_name",
        category: Category::Names,
        signature: "sort_name(given, family) -> text",
        summary: "The name as it stands in a sorted list: the family name without the particles in small \
                  letters before it, a comma, the given name and the particles",
        examples: &[
            Example::new("sort_name(\"Ann\", \"van der Berg\")", "\"Berg, Ann van der\""),
            Example::new("sort_name(\"Jan\", \"De Smet\")", "\"De Smet, Jan\""),
        ],
    },
    Function {
        name: "name_particles",
        category: Category::Names,
        signature: "name_particles(family) -> text",
        summary: "The particles with which a family name begins, `()` when it has none",
        examples: &[
            Example::new("name_particles(\"van der Berg\")", "\"van der\""),
            Example::new("name_particles(\"Berg\")", "null"),
        ],
    },
    Function {
        name: "without_particles",
        category: Category::Names,
        signature: "without_particles(family) -> text",
        summary: "The family name without the particles with which it begins",
        examples: &[Example::new("without_particles(\"de la Cruz\")", "\"Cruz\"")],
    },
    Function {
        name: "without_titles",
        category: Category::Names,
        signature: "without_titles(text) -> text",
        summary: "The name without forms of address and academic titles such as `Mr`, `Frau`, `Dr.`, \
                  `Prof.`, `Dipl.-Ing.`, `Ir.`, and without degrees such as `MSc` and `PhD` behind it",
        examples: &[
            Example::new("without_titles(\"Prof. Dr. Ann Smit\")", "\"Ann Smit\""),
            Example::new("without_titles(\"Ing. Jan Novák, PhD.\")", "\"Jan Novák\""),
        ],
    },
    Function {
        name: "name_suffix",
        category: Category::Names,
        signature: "name_suffix(text) -> text",
        summary: "What stands behind the family name to tell generations apart: `Jr`, `Sr`, `II`, `III`, \
                  `IV`; `()` when there is none",
        examples: &[
            Example::new("name_suffix(\"John Smith Jr.\")", "\"Jr.\""),
            Example::new("name_suffix(\"John Smith\")", "null"),
        ],
    },
    Function {
        name: "first_given_name",
        category: Category::Names,
        signature: "first_given_name(text) -> text",
        summary: "The first of several given names; names joined by a hyphen are one",
        examples: &[
            Example::new("first_given_name(\"Anna Maria\")", "\"Anna\""),
            Example::new("first_given_name(\"Jean-Luc Marie\")", "\"Jean-Luc\""),
        ],
    },
    Function {
        name: "username_of",
        category: Category::Names,
        signature: "username_of(given, family, pattern) -> text",
        summary: "A name to log in by, in small letters and digits of ASCII and the characters of the \
                  pattern. In it `{given}` and `{family}` stand for the names, `{g}` and `{f}` for \
                  their first letters, `{given:3}` for the first three. `()` when a part that the \
                  pattern needs is missing. It does not know which names are taken.",
        examples: &[
            Example::new(
                "username_of(\"Zoë\", \"van der Berg\", \"{given}.{family}\")",
                "\"zoe.vanderberg\"",
            ),
            Example::new("username_of(\"Łukasz\", \"Żak\", \"{g}{family:8}\")", "\"lzak\""),
        ],
    },
];

pub(super) fn register(registrar: &mut Registrar) {
    registrar.optional_texts("display_name", |given: Option<&str>, family: Option<&str>| {
        display_name(given, family, None)
    });
    registrar.three_optional_texts("display_name", display_name);
    registrar.optional_texts("sort_name", |given: Option<&str>, family: Option<&str>| {
        let (particles, name) = split_particles(family.unwrap_or_default(), true);
        let behind = joined(given, " ", Some(&particles));
        joined(Some(&name), ", ", behind.as_deref()).map(Cow::into_owned)
    });
    registrar.text("name_particles", |text: &str| {
        Some(split_particles(text, false).0).filter(|particles| !particles.is_empty())
    });
    registrar.text("without_particles", |text: &str| split_particles(text, false).1);
    registrar.text("without_titles", without_titles);
    registrar.text("name_suffix", |text: &str| {
        let name = collapsed(text);
        name.rsplit_once([' ', ',']).map(|(_, last)| last).filter(|last| is_suffix(last)).map(str::to_owned)
    });
    registrar.text("first_given_name", |text: &str| {
        collapsed(text).split(' ').next().filter(|name| !name.is_empty()).map(str::to_owned)
    });
    registrar.three_optional_texts(
        "username_of",
        |given: Option<&str>, family: Option<&str>, pattern: Option<&str>| {
            username_of(
                given,
                family,
                pattern.ok_or("username_of expects a pattern such as `{given}.{family}`")?,
            )
        },
    );
}

/// Languages in which the family name comes first.
const FAMILY_FIRST: [&str; 5] = ["hu", "ja", "ko", "vi", "zh"];

/// The name in the order of the language.
fn display_name(given: Option<&str>, family: Option<&str>, language: Option<&str>) -> Option<String> {
    let is_eastern = |text: &str| text.chars().any(char::is_alphabetic) && text.chars().all(is_of_east_asia);
    let separator = match (given, family) {
        (Some(given), Some(family)) if is_eastern(given.trim()) && is_eastern(family.trim()) => "",
        _ => " ",
    };
    let language = language.and_then(|tag| tag.split(['-', '_']).next()).map(|tag| lower(tag.trim()));
    let family_first = separator.is_empty() || language.is_some_and(|tag| FAMILY_FIRST.contains(&&*tag));
    let (first, second) = if family_first { (family, given) } else { (given, family) };
    joined(first, separator, second).map(Cow::into_owned)
}

/// Chinese characters, Kana and Hangul.
fn is_of_east_asia(character: char) -> bool {
    matches!(character, '\u{3005}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// The particles with which a family name begins, and the rest of it, which is never empty.
/// `only_small` takes no particle with a capital.
fn split_particles(family: &str, only_small: bool) -> (String, String) {
    let family = collapsed(family);
    let words: Vec<&str> = family.split(' ').collect();
    let most = words.len().saturating_sub(1);
    let takes = |word: &&&str| is_particle(word) && !(only_small && word.contains(char::is_uppercase));
    let n_particles = words.iter().take(most).take_while(takes).count();
    let (particles, name) = words.split_at(n_particles);
    if n_particles == 0
        && let Some((particle, name)) = elided(&family, only_small)
    {
        return (particle.to_owned(), name.to_owned());
    }
    (particles.join(" "), name.join(" "))
}

/// `d'` and the name behind it, as in `d'Angelo`.
fn elided(family: &str, only_small: bool) -> Option<(&str, &str)> {
    let end = family.char_indices().nth(2)?.0;
    let (particle, name) = family.split_at(end);
    let is_particle = matches!(particle, "d'" | "d’") || !only_small && matches!(particle, "D'" | "D’");
    (is_particle && !name.is_empty()).then_some((particle, name))
}

/// Forms of address and titles before a name, in small letters and without full stops.
const TITLES: [&str; 66] = [
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "sir",
    "dame",
    "lord",
    "lady",
    "dr",
    "drs",
    "prof",
    "doc",
    "rev",
    "hon",
    "herr",
    "frau",
    "hr",
    "fr",
    "dhr",
    "mw",
    "mevr",
    "ir",
    "ing",
    "mag",
    "mgr",
    "dipl-ing",
    "dipl-kfm",
    "dipl-inf",
    "dipl",
    "phdr",
    "rndr",
    "judr",
    "mudr",
    "bc",
    "m",
    "mme",
    "mlle",
    "me",
    "sr",
    "sra",
    "srta",
    "don",
    "doña",
    "dott",
    "dottssa",
    "sig",
    "sigra",
    "avv",
    "arch",
    "pan",
    "pani",
    "eng",
    "dra",
    "profa",
    "professor",
    "doctor",
    "ds",
    "mag-a",
    "med",
    "h-c",
    "phil",
    "jur",
    "rer",
    "nat",
    "habil",
];

/// Degrees behind a name, in small letters and without full stops.
const DEGREES: [&str; 24] = [
    "phd", "md", "msc", "bsc", "ma", "ba", "mba", "llm", "llb", "jd", "cpa", "esq", "meng", "beng", "ing",
    "csc", "drsc", "dds", "dphil", "mphil", "mbbs", "rn", "pe", "fca",
];

/// Words that are titles only behind another one: `Dr. med.`, `Dr. h.c.`, and short words that are
/// also names.
const ONLY_BEHIND: [&str; 9] = ["med", "h-c", "phil", "jur", "rer", "nat", "habil", "pan", "don"];

/// The word in small letters, without full stops; hyphens stay.
fn bare(word: &str) -> String {
    let small = lower(word.trim_matches(','));
    if matches!(&*small, "h.c." | "h.c") {
        return "h-c".to_owned();
    }
    small.chars().filter(|letter| !matches!(letter, '.' | ')' | '(' | '\'')).collect()
}

/// The name without what addresses and honours; one that has nothing else stays.
fn without_titles(text: &str) -> String {
    let name = collapsed(text);
    let mut words: Vec<&str> = name.split(' ').collect();
    let mut n_titles = 0;
    while let Some(word) = words.get(n_titles).filter(|_| n_titles + 1 < words.len()) {
        let title = bare(word);
        let is_title =
            TITLES.contains(&&*title) && !(title.len() == 1 && !word.ends_with('.') && title != "m");
        if !is_title || n_titles == 0 && ONLY_BEHIND.contains(&&*title) {
            break;
        }
        n_titles += 1;
    }
    words.drain(..n_titles);
    while words.len() > 1 && words.last().is_some_and(|word| DEGREES.contains(&&*bare(word))) {
        words.pop();
    }
    words.join(" ").trim_end_matches(',').to_owned()
}

/// The pattern with the names in it.
///
/// # Errors
/// When the pattern has a part in braces that is not known.
fn username_of(given: Option<&str>, family: Option<&str>, pattern: &str) -> Result<Option<String>, String> {
    let mut result = String::new();
    let mut rest = pattern;
    while let Some((before, behind)) = rest.split_once('{') {
        let Some((part, after)) = behind.split_once('}') else { break };
        let (name, count) = part.split_once(':').unwrap_or((part, ""));
        let (name, count) = match name {
            "given" => (given, count.parse().unwrap_or(usize::MAX)),
            "family" => (family, count.parse().unwrap_or(usize::MAX)),
            "g" => (given, 1),
            "f" => (family, 1),
            _ => return Err(format!("username_of does not know `{{{part}}}`")),
        };
        let name: String = plain(name.unwrap_or_default()).chars().take(count).collect();
        if name.is_empty() {
            return Ok(None);
        }
        result.push_str(before);
        result.push_str(&name);
        rest = after;
    }
    result.push_str(rest);
    Ok(Some(result))
}

/// Small letters and digits of ASCII alone.
fn plain(name: &str) -> String {
    let name = transliterated(name);
    name.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::{username_of, without_titles};

    #[test]
    fn titles_go_and_names_stay() {
        let check = |text: &str, expected: &str| assert_eq!(without_titles(text), expected, "{text}");
        check("Dr. med. Hans Müller", "Hans Müller");
        check("Prof. Dr. Dr. h.c. Anna Weiß", "Anna Weiß");
        check("Dipl.-Ing. Karl Maier", "Karl Maier");
        check("drs. ir. Jan de Vries", "Jan de Vries");
        check("Mr John Smith, MBA, PhD", "John Smith");
        check("Herr Professor Meier", "Meier");
        check("Sir", "Sir");
        check("Dr.", "Dr.");
        check("Don Johnson", "Don Johnson");
        check("M. Dupont", "Dupont");
        check("Med Hassan", "Med Hassan");
        check("Ann Smit", "Ann Smit");
        check("", "");
    }

    #[test]
    fn user_names_need_their_parts() {
        let check = |given, family, pattern, expected: Result<Option<&str>, &str>| {
            let expected = expected.map(|name| name.map(str::to_owned)).map_err(str::to_owned);
            assert_eq!(username_of(given, family, pattern), expected);
        };
        check(Some("Ann"), Some("O'Neil"), "{family}_{g}", Ok(Some("oneil_a")));
        check(Some("Ann"), None, "{g}{family}", Ok(None));
        check(None, Some("Dam"), "{f}", Ok(Some("d")));
        check(Some("Ann"), None, "{given:2}-{", Ok(Some("an-{")));
        check(Some("Ann"), None, "{mail}", Err("username_of does not know `{mail}`"));
    }
}
