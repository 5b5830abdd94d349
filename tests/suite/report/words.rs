//! The fixed words of the languages.

use std::collections::BTreeSet;

use jiff::civil::date;
use scimwright::report::Language;

fn places(text: &str) -> BTreeSet<String> {
    text.split('{')
        .skip(1)
        .filter_map(|piece| piece.split_once('}'))
        .map(|(place, _)| place.to_owned())
        .collect()
}

#[test]
fn every_language_has_the_same_words_with_the_same_places() {
    let english: Vec<_> = Language::English.words().texts().collect();
    assert!(english.len() > 200, "only {} words were found", english.len());
    for language in Language::ALL {
        let words = language.words();
        let keys: Vec<&str> = words.texts().map(|(key, _)| key).collect();
        assert_eq!(keys, english.iter().map(|(key, _)| *key).collect::<Vec<_>>(), "{language:?}");
        for (key, text) in &english {
            let said = words.text(key);
            assert!(!said.trim().is_empty(), "{language:?} {key}");
            assert_eq!(places(said), places(text), "{language:?} {key}: {said}");
        }
    }
}

#[test]
fn days_are_written_as_in_the_language() {
    let check = |language: Language, expected: &str| {
        assert_eq!(language.words().date(date(2026, 3, 9)), expected);
        assert_eq!(Language::of_code(language.code()), Some(language));
    };
    check(Language::English, "9 March 2026");
    check(Language::German, "09.03.2026");
    check(Language::French, "09/03/2026");
    check(Language::Dutch, "09-03-2026");
}

#[test]
fn french_articles_are_contracted_and_names_are_not() {
    let words = Language::French.words();
    let check = |part: &str, expected: &str| assert_eq!(words.fill("function.value_of", &[part]), expected);
    check("le premier élément", "la valeur du premier élément");
    check("les groupes", "la valeur des groupes");
    check("adresses e-mail", "la valeur d’adresses e-mail");
    check("« a »", "la valeur de « a »");
    check("Address", "la valeur de Address");
    check("{0}", "la valeur de {0}");
}
