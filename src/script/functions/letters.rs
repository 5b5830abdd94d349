//! Functions that put plainer letters in the place of others.
//!
//! Not a transcription by the rules of a language, except for those that are named.

use std::borrow::Cow;

use deunicode::deunicode_with_tofu;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

use super::letters_of_languages::rules_of;
use super::registrar::Registrar;
use super::registry::{Category, Example, Function};
use super::text::collapsed;

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "without_diacritics",
        category: Category::Text,
        signature: "without_diacritics(text) -> text",
        summary: "The text with plain letters for Latin letters with marks; other scripts stay as \
                  they are",
        examples: &[
            Example::new("without_diacritics(\"Zoë Łukasz Ærø Straße\")", "\"Zoe Lukasz Aero Strasse\""),
            Example::new("without_diacritics(\"Андрей\")", "\"Андрей\""),
        ],
    },
    Function {
        name: "transliterated",
        category: Category::Text,
        signature: "transliterated(text, language?) -> text",
        summary: "The text in the letters a to z, whatever its script. With a language, by its \
                  rules: `de` writes ä as ae, ö as oe, ü as ue and ß as ss; `da`, `fi`, `nb`, `nn`, \
                  `no` and `sv` write å as aa, ä and æ as ae, ö and ø as oe; `ru`, `uk`, `bg` and `el` \
                  are written as in passports. Other languages have no rules of their own.",
        examples: &[
            Example::new("transliterated(\"Jürgen Ωmega 北京\")", "\"Jurgen Omega Bei Jing\""),
            Example::new("transliterated(\"Jürgen Weiß\", \"de\")", "\"Juergen Weiss\""),
            Example::new("transliterated(\"ÅSA Øberg\", \"nb\")", "\"AASA Oeberg\""),
            Example::new("transliterated(\"Юлия Щукина\", \"ru\")", "\"Iuliia Shchukina\""),
        ],
    },
];

pub(super) fn register(registrar: &mut Registrar) {
    registrar.text("without_diacritics", without_diacritics);
    registrar.text("transliterated", transliterated);
    registrar.text_text("transliterated", transliterated_for);
}

/// Small letters and what is written for them.
type Table = &'static [(char, &'static str)];

/// Latin letters that Unicode does not take apart into a letter and a mark.
const PLAIN: Table = &[
    ('ß', "ss"),
    ('æ', "ae"),
    ('œ', "oe"),
    ('ø', "o"),
    ('đ', "d"),
    ('ð', "d"),
    ('þ', "th"),
    ('ł', "l"),
    ('ħ', "h"),
    ('ŧ', "t"),
    ('ı', "i"),
    ('ĸ', "k"),
    ('ŋ', "n"),
    ('ŉ', "n"),
    ('ŀ', "l"),
    ('ĳ', "ij"),
    ('ſ', "s"),
    ('ƶ', "z"),
    ('ɨ', "i"),
    ('ə', "e"),
];

const GERMAN: Table = &[('ä', "ae"), ('ö', "oe"), ('ü', "ue"), ('ß', "ss")];
const NORDIC: Table = &[('å', "aa"), ('ä', "ae"), ('æ', "ae"), ('ö', "oe"), ('ø', "oe")];

/// Latin letters without their marks; everything else as it is.
pub fn without_diacritics(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut result = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    let mut previous = None;
    while let Some(character) = characters.next() {
        let after_latin = previous.is_some_and(is_latin);
        if after_latin && is_combining_mark(character) {
            continue;
        }
        if is_latin(character) {
            let context = Context { previous, next: characters.peek().copied() };
            decompose_canonical(character, |part| {
                if !is_combining_mark(part) {
                    push_by_table(&mut result, part, PLAIN, context);
                }
            });
        } else {
            result.push(character);
        }
        previous = Some(character);
    }
    Cow::Owned(result)
}

fn is_latin(character: char) -> bool {
    let in_blocks = matches!(
        character,
        'A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{2af}' | '\u{1e00}'..='\u{1eff}'
    );
    in_blocks && character.is_alphabetic()
}

/// The one character of ASCII that has no transliteration.
const DELETE: u8 = 0x7f;

/// The text in ASCII. What has no transliteration is left out.
pub fn transliterated(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte < DELETE) {
        return collapsed(text);
    }
    Cow::Owned(collapsed(&deunicode_with_tofu(text, "")).into_owned())
}

/// The text in ASCII, by the rules of the language where it has some. `language` may be a tag with
/// a region, such as `de-AT`.
pub fn transliterated_for<'t>(text: &'t str, language: &str) -> Cow<'t, str> {
    let language = language.split(['-', '_']).next().unwrap_or_default().to_lowercase();
    if let Some(rules) = rules_of(&language) {
        let composed: String = text.nfc().collect();
        return Cow::Owned(transliterated(&rules.apply(&composed)).into_owned());
    }
    let table = match language.as_str() {
        "de" => GERMAN,
        "da" | "fi" | "nb" | "nn" | "no" | "sv" => NORDIC,
        _ => return transliterated(text),
    };
    let mut result = String::with_capacity(text.len());
    let mut characters = text.nfc().peekable();
    let mut previous = None;
    while let Some(character) = characters.next() {
        let context = Context { previous, next: characters.peek().copied() };
        push_by_table(&mut result, character, table, context);
        previous = Some(character);
    }
    Cow::Owned(transliterated(&result).into_owned())
}

/// The neighbours of a letter, by which several capitals are told from one.
#[derive(Clone, Copy)]
struct Context {
    previous: Option<char>,
    next: Option<char>,
}

impl Context {
    /// Whether a capital letter stands among capitals: `Æ` in `ÆRØ`, not in `Ærø` or alone.
    fn is_all_capitals(self) -> bool {
        let letter = |neighbour: Option<char>| neighbour.filter(|letter| letter.is_alphabetic());
        letter(self.next).or(letter(self.previous)).is_some_and(char::is_uppercase)
    }
}

fn push_by_table(result: &mut String, character: char, table: Table, context: Context) {
    let small = character.to_lowercase().next().unwrap_or(character);
    let Some((_, plain)) = table.iter().find(|(letter, _)| *letter == small) else {
        return result.push(character);
    };
    if !character.is_uppercase() {
        result.push_str(plain);
    } else if context.is_all_capitals() {
        result.push_str(&plain.to_uppercase());
    } else {
        result.push_str(&super::text::capitalized(plain));
    }
}

/// Pushes the character as it starts a word: `ß` gives `Ss`. Georgian has capitals for whole words
/// alone.
pub(super) fn push_capital(result: &mut String, character: char) {
    if matches!(character, '\u{10d0}'..='\u{10ff}') {
        return result.push(character);
    }
    let mut capitals = character.to_uppercase();
    result.extend(capitals.next());
    result.extend(capitals.flat_map(char::to_lowercase));
}

#[cfg(test)]
mod tests {
    use deunicode::deunicode_with_tofu;

    use super::{transliterated, transliterated_for, without_diacritics};

    #[test]
    fn marks_go_whether_composed_or_not() {
        let check = |text: &str, plain: &str| assert_eq!(without_diacritics(text), plain);
        check("Zoë Zoe\u{308}", "Zoe Zoe");
        check("Nguyễn Đặng Thị", "Nguyen Dang Thi");
        check("İstanbul ığdır", "Istanbul igdir");
        check("Ǿ Ærø ÆRØ Æ ß ẞ Þór", "O Aero AERO Ae ss Ss Thor");
        check("œ̄", "oe");
    }

    #[test]
    fn other_scripts_keep_their_marks() {
        let check = |text: &str| assert_eq!(without_diacritics(text), text);
        check("Андрей");
        check("Και\u{301}");
        check("が 北京 한국 हिन्दी ×÷");
        check("豈 は\u{3099}");
    }

    #[test]
    fn languages_have_their_own_rules() {
        let check = |text: &str, language: &str, plain: &str| {
            assert_eq!(transliterated_for(text, language), plain, "{text} in {language}");
        };
        check("Ärger Ä ÄÖ O\u{308}l", "de-AT", "Aerger Ae AEOE Oel");
        check("ÖZGÜR", "DE", "OEZGUER");
        check("Åse Bjørn Sjöberg", "sv_SE", "Aase Bjoern Sjoeberg");
        check("Müller", "nb", "Muller");
        check("Müller", "fr", "Muller");
    }

    #[test]
    fn transliteration_is_ascii_without_stray_blanks() {
        assert_eq!(transliterated("Søren 😀 Đặng"), "Soren grinning Dang");
        assert!(transliterated("ひらがな кириллица عربى").is_ascii());
    }

    #[test]
    fn plain_letters_stay_as_they_are() {
        let plain: String = ('\0'..'\x7f').collect();
        assert_eq!(deunicode_with_tofu(&plain, ""), plain);
    }
}
