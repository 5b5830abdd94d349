//! The function that finds the code of a country.
//!
//! It reads the same master as the ready-made lookup table of countries; a project that wants other
//! spellings uses a table of its own.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::letters::without_diacritics;
use super::registrar::Registrar;
use super::registry::{Category, Example, Function};

pub(super) const FUNCTIONS: &[Function] = &[Function {
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
}];

pub(super) fn register(registrar: &mut Registrar) {
    registrar.text("country_code", country_code);
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

    use super::{CODES, MASTER, country_code, folded};

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
