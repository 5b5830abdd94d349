//! Functions for telephone numbers, as far as they need no numbering plan.
//!
//! Not the international form of a national number: that needs to know the country and its plan.

use super::registrar::Registrar;
use super::registry::{Category, Example, Function};
use super::text::{decimal_digit, digits_only, trimmed};

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "phone_plain",
        category: Category::Phone,
        signature: "phone_plain(text) -> text",
        summary: "The number of a `tel:` URI without `tel:` and without parameters; any other number \
                  stays as it is written, without blanks around it",
        examples: &[
            Example::new("phone_plain(\"tel:+1-201-555-0123;ext=42\")", "\"+1-201-555-0123\""),
            Example::new("phone_plain(\" +31 20 555 0123 \")", "\"+31 20 555 0123\""),
        ],
    },
    Function {
        name: "phone_extension",
        category: Category::Phone,
        signature: "phone_extension(text) -> text",
        summary: "The extension of a `tel:` URI, `()` when it has none",
        examples: &[
            Example::new("phone_extension(\"tel:+1-201-555-0123;ext=42\")", "\"42\""),
            Example::new("phone_extension(\"+1-201-555-0123\")", "null"),
        ],
    },
    Function {
        name: "phone_digits",
        category: Category::Phone,
        signature: "phone_digits(text) -> text",
        summary: "The digits of the number, without those of the parameters of a `tel:` URI",
        examples: &[
            Example::new("phone_digits(\"tel:+31-20-555-0123;ext=42\")", "\"31205550123\""),
            Example::new("phone_digits(\"(020) 555 01 23\")", "\"0205550123\""),
        ],
    },
    Function {
        name: "is_phone",
        category: Category::Phone,
        signature: "is_phone(text) -> boolean",
        summary: "Whether the text looks like a telephone number: 3 to 15 digits, and besides them \
                  only blanks, `+`, `-`, `.`, `/` and brackets. It does not tell whether the number \
                  exists.",
        examples: &[
            Example::new("is_phone(\"+31 (0)20 555-0123\")", "true"),
            Example::new("is_phone(\"see reception\")", "false"),
        ],
    },
];

pub(super) fn register(registrar: &mut Registrar) {
    registrar.text("phone_plain", phone_plain);
    registrar.text("phone_extension", phone_extension);
    registrar.text("phone_digits", phone_digits);
    registrar.text("is_phone", is_phone);
}

/// What follows `tel:` in any case, `None` when the text is not a `tel:` URI (RFC 3966).
fn after_scheme(text: &str) -> Option<&str> {
    let text = trimmed(text);
    let (scheme, rest) = text.split_once(':')?;
    scheme.eq_ignore_ascii_case("tel").then_some(rest)
}

/// The number without scheme and parameters.
pub fn phone_plain(text: &str) -> &str {
    let number = after_scheme(text).map_or(text, |rest| rest.split(';').next().unwrap_or(rest));
    trimmed(number)
}

/// The value of the parameter `ext` of a `tel:` URI.
pub fn phone_extension(text: &str) -> Option<&str> {
    let mut parameters = after_scheme(text)?.split(';').skip(1).filter_map(|part| part.split_once('='));
    let (_, extension) = parameters.find(|(name, _)| name.trim().eq_ignore_ascii_case("ext"))?;
    Some(trimmed(extension)).filter(|extension| !extension.is_empty())
}

/// The digits of the number as 0 to 9.
pub fn phone_digits(text: &str) -> String {
    digits_only(phone_plain(text))
}

/// Whether the text has the look of a telephone number.
pub fn is_phone(text: &str) -> bool {
    let number = phone_plain(text);
    let n_digits = number.chars().filter_map(decimal_digit).count();
    let no_plus_inside = !number.chars().skip(1).any(|character| matches!(character, '+' | '＋'));
    let fits = |character: char| {
        decimal_digit(character).is_some()
            || character.is_whitespace()
            || matches!(character, '+' | '＋' | '-' | '.' | '/' | '(' | ')' | '\u{2010}'..='\u{2013}')
    };
    (3..=15).contains(&n_digits) && no_plus_inside && number.chars().all(fits)
}

#[cfg(test)]
mod tests {
    use super::{is_phone, phone_digits, phone_extension, phone_plain};

    #[test]
    fn tel_uris_lose_scheme_and_parameters() {
        let check = |text: &str, plain: &str| assert_eq!(phone_plain(text), plain);
        check("TEL:+31205550123", "+31205550123");
        check("tel:7042;phone-context=contoso.example", "7042");
        check("sip:ann@contoso.example", "sip:ann@contoso.example");
        check("020 555 0123;ext=4", "020 555 0123;ext=4");
        check("", "");
        assert_eq!(phone_extension("tel:1;a=b;EXT=7"), Some("7"));
        assert_eq!(phone_extension("tel:1;ext="), None);
    }

    #[test]
    fn digits_may_be_of_other_scripts() {
        assert_eq!(phone_digits("＋３１ ２０"), "3120");
        assert_eq!(phone_digits("٠٢٠"), "020");
        assert_eq!(phone_digits("none"), "");
    }

    #[test]
    fn a_number_looks_like_one() {
        for good in ["112", "+1 (201) 555-0123", "020/555.01.23", "tel:+31-20-555-0123;ext=42"] {
            assert!(is_phone(good), "{good}");
        }
        for bad in ["", "12", "1234567890123456", "+31+20 555", "020 555 0123 x42", "ann@x.example"] {
            assert!(!is_phone(bad), "{bad}");
        }
    }
}
