//! Functions for telephone numbers that know the numbering plans of the world.
//!
//! The plans are those of libphonenumber. They are read at first use, so that a mapping without such
//! a function starts as before. What only looks at the digits is in `phone`.

use std::borrow::Cow;

use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumber, PhoneNumberFormat, PhoneNumberType, Region};

use super::country::country_code;
use super::phone::{phone_extension, phone_plain};
use super::registrar::Registrar;
use super::registry::{Category, Example, Function};
use super::text::trimmed;

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "phone_e164",
        category: Category::Phone,
        signature: "phone_e164(text, country?) -> text",
        summary: "The number in E.164 form: `+`, the code of the country, and the rest, digits only and \
                  without an extension. `country` (a code or a name) says where a number without \
                  `+` or `00` is dialled. `()` when the text is no number, has a length that no \
                  number of that country has, or its country is not known.",
        examples: &[
            Example::new("phone_e164(\"020 555 0123\", \"NL\")", "\"+31205550123\""),
            Example::new("phone_e164(\"+1 (201) 555-0123\")", "\"+12015550123\""),
            Example::new("phone_e164(\"0049 (0)30 901820\")", "\"+4930901820\""),
            Example::new("phone_e164(\"555 0123\")", "null"),
        ],
    },
    Function {
        name: "phone_international",
        category: Category::Phone,
        signature: "phone_international(text, country?) -> text",
        summary: "The number as it is written for readers abroad, with the code of the country; as \
                  for `phone_e164`, `country` helps numbers that are written nationally",
        examples: &[Example::new("phone_international(\"0205550123\", \"NL\")", "\"+31 20 555 0123\"")],
    },
    Function {
        name: "phone_national",
        category: Category::Phone,
        signature: "phone_national(text, country?) -> text",
        summary: "The number as it is written in its own country",
        examples: &[Example::new("phone_national(\"+442079460123\")", "\"020 7946 0123\"")],
    },
    Function {
        name: "phone_uri",
        category: Category::Phone,
        signature: "phone_uri(text, country?) -> text",
        summary: "The number as a `tel:` URI (RFC 3966), with its extension",
        examples: &[
            Example::new("phone_uri(\"020 555 0123\", \"NL\")", "\"tel:+31-20-555-0123\""),
            Example::new("phone_uri(\"+1 201 555 0123 ext. 42\")", "\"tel:+1-201-555-0123;ext=42\""),
        ],
    },
    Function {
        name: "phone_country",
        category: Category::Phone,
        signature: "phone_country(text, country?) -> text",
        summary: "The two-letter code of the country of the number; where several countries share a \
                  code, the one whose numbers these are",
        examples: &[
            Example::new("phone_country(\"+31 20 555 0123\")", "\"NL\""),
            Example::new("phone_country(\"+1 416 555 0123\")", "\"CA\""),
        ],
    },
    Function {
        name: "phone_type",
        category: Category::Phone,
        signature: "phone_type(text, country?) -> text",
        summary: "What kind of number it is by the plan of its country: `fixed`, `mobile`, `fixed or \
                  mobile`, `toll free`, `premium rate`, `shared cost`, `voip`, `personal`, `pager`, \
                  `company`, `voicemail`; `()` when the plan does not tell",
        examples: &[
            Example::new("phone_type(\"+31 6 12345678\")", "\"mobile\""),
            Example::new("phone_type(\"020 7946 0123\", \"GB\")", "\"fixed\""),
        ],
    },
    Function {
        name: "is_valid_phone",
        category: Category::Phone,
        signature: "is_valid_phone(text, country?) -> boolean",
        summary: "Whether the number is one of a range that its country has given out. It does not \
                  tell whether anybody answers.",
        examples: &[
            Example::new("is_valid_phone(\"+31 20 555 0123\")", "true"),
            Example::new("is_valid_phone(\"+31 20 5550\")", "false"),
            Example::new("is_valid_phone(\"06 12345678\", \"Netherlands\")", "true"),
        ],
    },
];

pub(super) fn register(registrar: &mut Registrar) {
    registrar.text_optional_text("phone_e164", |text: &str, country: Option<&str>| {
        Some(formatted(&possible(text, country)?, PhoneNumberFormat::E164))
    });
    registrar.text_optional_text("phone_international", |text: &str, country: Option<&str>| {
        Some(formatted(&possible(text, country)?, PhoneNumberFormat::International))
    });
    registrar.text_optional_text("phone_national", |text: &str, country: Option<&str>| {
        Some(formatted(&possible(text, country)?, PhoneNumberFormat::National))
    });
    registrar.text_optional_text("phone_uri", |text: &str, country: Option<&str>| {
        Some(formatted(&possible(text, country)?, PhoneNumberFormat::RFC3966))
    });
    registrar.text_optional_text("phone_country", |text: &str, country: Option<&str>| {
        let number = possible(text, country)?;
        PHONE_NUMBER_UTIL.get_region_for_number(&number).map(|region| region.to_string())
    });
    registrar.text_optional_text("phone_type", |text: &str, country: Option<&str>| {
        type_in_words(PHONE_NUMBER_UTIL.get_number_type(&possible(text, country)?))
    });
    registrar.text_optional_text("is_valid_phone", |text: &str, country: Option<&str>| {
        parsed(text, country).is_some_and(|number| PHONE_NUMBER_UTIL.is_valid_number(&number))
    });
}

/// Longer texts are no number: libphonenumber reads no more than 250 characters either.
const MAX_PHONE_BYTES: usize = 250;

/// The number, if it has a length that a number of its country can have.
fn possible(text: &str, country: Option<&str>) -> Option<PhoneNumber> {
    parsed(text, country).filter(|number| PHONE_NUMBER_UTIL.is_possible_number(number))
}

/// The number that the text writes; one without the code of a country is one of `country`.
fn parsed(text: &str, country: Option<&str>) -> Option<PhoneNumber> {
    if text.len() > MAX_PHONE_BYTES {
        return None;
    }
    let region = country.and_then(country_code).and_then(|code| code.parse::<Region>().ok());
    let extension = phone_extension(text).map(|extension| format!(";ext={extension}")).unwrap_or_default();
    let number = abroad(trimmed(phone_plain(text)));
    PHONE_NUMBER_UTIL.parse(format!("{number}{extension}"), region).ok()
}

/// `00` in front of a number that is dialled from most countries, as `+`.
fn abroad(number: &str) -> Cow<'_, str> {
    match number.strip_prefix("00") {
        Some(rest) if !rest.starts_with('0') => Cow::Owned(format!("+{rest}")),
        _ => Cow::Borrowed(number),
    }
}

fn formatted(number: &PhoneNumber, format: PhoneNumberFormat) -> String {
    PHONE_NUMBER_UTIL.format(number, format).into_owned()
}

fn type_in_words(kind: PhoneNumberType) -> Option<&'static str> {
    Some(match kind {
        PhoneNumberType::FixedLine => "fixed",
        PhoneNumberType::Mobile => "mobile",
        PhoneNumberType::FixedLineOrMobile => "fixed or mobile",
        PhoneNumberType::TollFree => "toll free",
        PhoneNumberType::PremiumRate => "premium rate",
        PhoneNumberType::SharedCost => "shared cost",
        PhoneNumberType::VoIP => "voip",
        PhoneNumberType::PersonalNumber => "personal",
        PhoneNumberType::Pager => "pager",
        PhoneNumberType::UAN => "company",
        PhoneNumberType::VoiceMail => "voicemail",
        PhoneNumberType::Unknown => return None,
    })
}

#[cfg(test)]
mod tests {
    use rlibphonenumber::PhoneNumberFormat;

    use super::{formatted, possible};

    #[test]
    fn numbers_of_many_countries() {
        let check = |text: &str, country: &str, expected: &str| {
            let number = possible(text, Some(country).filter(|country| !country.is_empty()));
            let e164 = number.map(|number| formatted(&number, PhoneNumberFormat::E164)).unwrap_or_default();
            assert_eq!(e164, expected, "{text} in {country}");
        };
        check("06-1234 5678", "nl", "+31612345678");
        check("(030) 90 18 20", "Germany", "+4930901820");
        check("020 7946 0123", "GBR", "+442079460123");
        check("01 23 45 67 89", "FR", "+33123456789");
        check("06 6982 1234", "IT", "+390669821234");
        check("912 345 678", "ES", "+34912345678");
        check("8 (495) 123-45-67", "RU", "+74951234567");
        check("03-1234-5678", "JP", "+81312345678");
        check("(11) 91234-5678", "BR", "+5511912345678");
        check("22 123 45 67", "PL", "+48221234567");
        check("(201) 555-0123", "US", "+12015550123");
        check("011 31 20 555 0123", "US", "+31205550123");
        check("00 31 20 555 0123", "", "+31205550123");
        check("+31 (0)20 555 0123", "", "+31205550123");
        check("tel:+1-201-555-0123;ext=42", "", "+12015550123");
        check("＋３１ ２０ ５５５ ０１２３", "", "+31205550123");
        check("020 555 0123", "", "");
        check("020 555 0123", "Atlantis", "");
        check("112", "NL", "");
        check("see reception", "NL", "");
        check("", "NL", "");
        check(&"1".repeat(300), "NL", "");
    }
}
