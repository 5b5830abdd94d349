//! The functions that find the codes and the name of a country.
//!
//! It reads the same master as the ready-made lookup table of countries; a project that wants other
//! spellings uses a table of its own.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::letters::without_diacritics;
use super::registrar::Registrar;
use super::registry::{Category, Example, Function};

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "country_code",
        category: Category::Locale,
        signature: "country_code(text) -> text",
        summary: "The two-letter code (ISO 3166-1) of a country, from its two-letter, three-letter or \
              numeric code, its English name or a common other name, without regard to case, \
              diacritics and punctuation; `()` when it is not known",
        examples: &[
            Example::new("country_code(\"The Netherlands\")", "\"NL\""),
            Example::new("country_code(\"deu\")", "\"DE\""),
            Example::new("country_code(\"056\")", "\"BE\""),
            Example::new("country_code(\"Atlantis\")", "null"),
        ],
    },
    Function {
        name: "country_code3",
        category: Category::Locale,
        signature: "country_code3(text) -> text",
        summary: "The three-letter code (ISO 3166-1) of a country, from whatever `country_code` reads",
        examples: &[Example::new("country_code3(\"nl\")", "\"NLD\"")],
    },
    Function {
        name: "country_number",
        category: Category::Locale,
        signature: "country_number(text) -> text",
        summary: "The numeric code (ISO 3166-1) of a country, three digits as a text",
        examples: &[Example::new("country_number(\"USA\")", "\"840\"")],
    },
    Function {
        name: "country_name",
        category: Category::Locale,
        signature: "country_name(text) -> text",
        summary: "The English name of a country, from whatever `country_code` reads",
        examples: &[
            Example::new("country_name(\"IN\")", "\"India\""),
            Example::new("country_name(\"Deutschland\")", "\"Germany\""),
        ],
    },
];

pub(super) fn register(registrar: &mut Registrar) {
    registrar.text("country_code", country_code);
    registrar.text("country_code3", |text: &str| Some(entry_of(text)?.code3.as_str()));
    registrar.text("country_number", |text: &str| Some(entry_of(text)?.number.as_str()));
    registrar.text("country_name", |text: &str| Some(entry_of(text)?.name.as_str()));
}

/// What is told of a country.
struct Country {
    code3: String,
    number: String,
    name: String,
}

const COUNTRIES: &str = include_str!("../../../assets/countries/countries.csv");

/// The countries by their two-letter codes. A constant, made at first use.
static ENTRIES: LazyLock<BTreeMap<String, Country>> = LazyLock::new(|| {
    let mut rows = csv::Reader::from_reader(COUNTRIES.as_bytes());
    let rows = rows.records().filter_map(Result::ok);
    let entry = |row: csv::StringRecord| {
        let part = |idx: usize| row.get(idx).map(str::to_owned);
        Some((part(0)?, Country { code3: part(1)?, number: part(2)?, name: part(3)? }))
    };
    rows.filter_map(entry).collect()
});

fn entry_of(text: &str) -> Option<&'static Country> {
    ENTRIES.get(country_code(text)?)
}

const MASTER: &str = include_str!("../../../assets/tables/countries.csv");

/// The codes by folded key. A constant, made at first use.
static CODES: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let mut rows = csv::Reader::from_reader(MASTER.as_bytes());
    let rows = rows.records().filter_map(Result::ok);
    rows.filter_map(|row| Some((folded(row.get(0)?), row.get(1)?.to_owned()))).collect()
});

/// The two-letter code of the country that the text names or numbers.
pub fn country_code(text: &str) -> Option<&'static str> {
    let mut key = folded(text);
    if (1..3).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_digit()) {
        // A numeric code that lost its zeros as a number.
        key = format!("{key:0>3}");
    }
    CODES.get(&key).map(String::as_str)
}

/// The key under which a spelling is found: small letters and digits alone.
fn folded(text: &str) -> String {
    if text.is_ascii() {
        return text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    }
    let plain = without_diacritics(text).to_lowercase();
    plain.chars().filter(|character| character.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::{CODES, ENTRIES, MASTER, country_code, folded};

    #[test]
    fn the_master_is_complete_and_unambiguous() {
        let codes: BTreeSet<_> = CODES.values().collect();
        assert_eq!(codes.len(), 249);
        let mut seen = BTreeMap::new();
        let mut rows = csv::Reader::from_reader(MASTER.as_bytes());
        for row in rows.records() {
            let row = row.expect("every row can be read");
            let earlier = seen.insert(folded(&row[0]), row[1].to_owned());
            assert!(earlier.is_none_or(|code| code == row[1]), "{row:?}");
        }
    }

    #[test]
    fn every_code_finds_itself() {
        for code in CODES.values() {
            assert_eq!(country_code(&code.to_lowercase()), Some(code.as_str()));
        }
    }

    #[test]
    fn what_is_told_of_a_country_finds_it() {
        assert_eq!(ENTRIES.len(), 249);
        for (code, country) in ENTRIES.iter() {
            for spelling in [&country.code3, &country.number, &country.name] {
                assert_eq!(country_code(spelling), Some(code.as_str()), "{spelling}");
            }
        }
    }

    #[test]
    fn spellings_are_compared_loosely() {
        let check = |text: &str, code: &str| assert_eq!(country_code(text), Some(code), "{text}");
        check(" u.s.a. ", "US");
        check("Cote d’Ivoire", "CI");
        check("TÜRKIYE", "TR");
        check("4", "AF");
        assert_eq!(country_code(""), None);
        assert_eq!(country_code("ZZ"), None);
    }
}
