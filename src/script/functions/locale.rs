//! Functions for language tags (BCP 47), in the spellings that clients send.
//!
//! Not which tags a target knows: that is a lookup table.

use std::borrow::Cow;

use super::registrar::Registrar;
use super::registry::{Category, Example, Function};
use super::text::{capitalized, lower, trimmed, upper};

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "language_tag",
        category: Category::Locale,
        signature: "language_tag(text) -> text",
        summary: "The language tag with hyphens and in the usual case, from spellings such as \
                  `en_us`, `en_US.UTF-8` or `da, en;q=0.8` (of which the first counts); `()` when it \
                  is not one",
        examples: &[
            Example::new("language_tag(\"en_us\")", "\"en-US\""),
            Example::new("language_tag(\"ZH-hant-tw\")", "\"zh-Hant-TW\""),
            Example::new("language_tag(\"English\")", "null"),
        ],
    },
    Function {
        name: "language_of",
        category: Category::Locale,
        signature: "language_of(text) -> text",
        summary: "The language of a language tag, in small letters; `()` when it is not one",
        examples: &[Example::new("language_of(\"en_US\")", "\"en\"")],
    },
    Function {
        name: "region_of",
        category: Category::Locale,
        signature: "region_of(text) -> text",
        summary: "The region of a language tag, in capitals; `()` when it has none",
        examples: &[
            Example::new("region_of(\"zh-Hant-tw\")", "\"TW\""),
            Example::new("region_of(\"nl\")", "null"),
        ],
    },
];

pub(super) fn register(registrar: &mut Registrar) {
    registrar.text("language_tag", |text: &str| LanguageTag::parse(text).map(|tag| tag.to_text()));
    registrar.text("language_of", language_of);
    registrar.text("region_of", region_of);
}

fn language_of(text: &str) -> Option<Cow<'_, str>> {
    LanguageTag::parse(text).map(|tag| tag.language)
}

fn region_of(text: &str) -> Option<Cow<'_, str>> {
    LanguageTag::parse(text).and_then(|tag| tag.region)
}

/// A language tag in its usual case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LanguageTag<'t> {
    /// Two or three small letters.
    pub language: Cow<'t, str>,
    /// Four letters, the first a capital.
    pub script: Option<Cow<'t, str>>,
    /// Two capitals or three digits.
    pub region: Option<Cow<'t, str>>,
    /// Variants and extensions, in small letters.
    pub rest: Vec<Cow<'t, str>>,
}

impl<'t> LanguageTag<'t> {
    /// Reads a tag with hyphens or underscores, a POSIX locale, or the first of a list of
    /// preferences as in RFC 9110 §12.5.4. Tags that begin with `x` or `i` are none.
    pub fn parse(text: &'t str) -> Option<Self> {
        let first = trimmed(text.split([',', ';']).next().unwrap_or_default());
        let (first, modifier) = first.split_once('@').unwrap_or((first, ""));
        let locale = first.split('.').next().unwrap_or_default();
        let mut subtags = locale.split(['-', '_']).peekable();
        let language = subtags.next().filter(|subtag| is_letters(subtag, 2..=3)).map(lower)?;
        let script = subtags.next_if(|subtag| is_letters(subtag, 4..=4)).map(titled);
        let region = subtags.next_if(|subtag| is_region(subtag)).map(upper);
        let rest: Vec<_> = subtags.map(lower).collect();
        if !rest.iter().all(|subtag| is_subtag(subtag)) {
            return None;
        }
        let script = script.or_else(|| script_of_modifier(modifier).map(Cow::Borrowed));
        Some(Self { language, script, region, rest })
    }

    /// The tag with hyphens.
    pub fn to_text(&self) -> String {
        let mut text = self.language.clone().into_owned();
        for subtag in self.script.iter().chain(&self.region).chain(&self.rest) {
            text.push('-');
            text.push_str(subtag);
        }
        text
    }
}

fn is_letters(subtag: &str, length: std::ops::RangeInclusive<usize>) -> bool {
    length.contains(&subtag.len()) && subtag.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn is_region(subtag: &str) -> bool {
    let is_number = subtag.len() == 3 && subtag.bytes().all(|byte| byte.is_ascii_digit());
    is_number || is_letters(subtag, 2..=2)
}

fn is_subtag(subtag: &str) -> bool {
    (1..=8).contains(&subtag.len()) && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn titled(subtag: &str) -> Cow<'_, str> {
    Cow::Owned(capitalized(&lower(subtag)))
}

/// The script that a modifier of a POSIX locale names, as in `sr_RS@latin`.
fn script_of_modifier(modifier: &str) -> Option<&'static str> {
    match &*lower(modifier) {
        "latin" => Some("Latn"),
        "cyrillic" => Some("Cyrl"),
        "devanagari" => Some("Deva"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::LanguageTag;

    #[test]
    fn tags_in_many_spellings() {
        let check = |text: &str, tag: &str| {
            assert_eq!(LanguageTag::parse(text).map(|tag| tag.to_text()).as_deref(), Some(tag), "{text}");
        };
        check("NL", "nl");
        check(" en-gb ", "en-GB");
        check("de_DE.UTF-8", "de-DE");
        check("nl_NL@euro", "nl-NL");
        check("sr_RS@latin", "sr-Latn-RS");
        check("sr@latin", "sr-Latn");
        check("es-419", "es-419");
        check("da, en-gb;q=0.8, en;q=0.7", "da");
        check("en-US;q=0.9", "en-US");
        check("sl-ROZAJ-biske", "sl-rozaj-biske");
        check("de-DE-u-co-phonebk", "de-DE-u-co-phonebk");
        check("fil-PH", "fil-PH");
    }

    #[test]
    fn texts_that_are_no_tag() {
        for text in [
            "",
            "C",
            "POSIX",
            "*",
            "English",
            "e1",
            "en-",
            "en--US",
            "en-toolongsubtag",
            "i-klingon",
            "nederlands",
        ] {
            assert_eq!(LanguageTag::parse(text), None, "{text}");
        }
    }
}
