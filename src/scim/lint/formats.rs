//! Rules about the form of texts: languages, time zones, countries.
//!
//! Whether such a language or zone exists is not looked up, but for countries.

use crate::diagnostic::Severity;
use crate::scim::lint::LintRule;
use crate::scim::lint::rule::Check;

/// A locale that is no language tag: `en_US`.
pub(super) const I12: LintRule = LintRule {
    id: "I12",
    title: "Not a locale",
    severity: Severity::Warning,
    source: "RFC 7643 §4.1.1, RFC 5646",
    help: "write it as a language tag, such as en-US",
    bad: r#"{"userName": "ada", "displayName": "Ada", "externalId": "1", "active": true, "locale": "en_US"}"#,
    good: r#"{"userName": "ada", "displayName": "Ada", "externalId": "1", "active": true, "locale": "en-US"}"#,
    check: Check::Site(|site| {
        let text = site
            .value
            .as_str()
            .filter(|text| site.name.eq_ignore_ascii_case("locale") && !text.is_empty())?;
        (!is_language_tag(text)).then(|| format!("“{text}” is no language tag"))
    }),
};

/// A language that no header `Accept-Language` could hold: `English`.
pub(super) const I13: LintRule = LintRule {
    id: "I13",
    title: "Not a preferred language",
    severity: Severity::Warning,
    source: "RFC 7643 §4.1.1, RFC 7231 §5.3.5",
    help: "write it as the header Accept-Language has it, such as nl-BE or “da, en-GB;q=0.8”",
    bad: r#"{"userName": "ada", "displayName": "Ada", "externalId": "1", "active": true,
        "preferredLanguage": "English (United Kingdom)"}"#,
    good: r#"{"userName": "ada", "displayName": "Ada", "externalId": "1", "active": true,
        "preferredLanguage": "en-GB"}"#,
    check: Check::Site(|site| {
        let is_asked = site.name.eq_ignore_ascii_case("preferredLanguage");
        let text = site.value.as_str().filter(|text| is_asked && !text.is_empty())?;
        (!text.split(',').all(is_language_range)).then(|| format!("“{text}” is no language"))
    }),
};

/// A time zone by another name than that of the IANA: `W. Europe Standard Time`.
pub(super) const I14: LintRule = LintRule {
    id: "I14",
    title: "Not a time zone",
    severity: Severity::Warning,
    source: "RFC 7643 §4.1.1, RFC 6557",
    help: "use the name of the IANA time zone database, such as Europe/Amsterdam",
    bad: r#"{"userName": "ada", "displayName": "Ada", "externalId": "1", "active": true,
        "timezone": "W. Europe Standard Time"}"#,
    good: r#"{"userName": "ada", "displayName": "Ada", "externalId": "1", "active": true,
        "timezone": "Europe/Amsterdam"}"#,
    check: Check::Site(|site| {
        let is_asked = site.name.eq_ignore_ascii_case("timezone");
        let text = site.value.as_str().filter(|text| is_asked && !text.is_empty())?;
        (!is_time_zone(text)).then(|| format!("“{text}” is no name of the IANA time zone database"))
    }),
};

/// A country that is no code of two letters: `Germany`.
pub(super) const I15: LintRule = LintRule {
    id: "I15",
    title: "Not a country code",
    severity: Severity::Warning,
    source: "RFC 7643 §4.1.2, ISO 3166-1",
    help: "use the code of two capital letters, such as DE",
    bad: r#"{"userName": "ada", "displayName": "Ada", "externalId": "1", "active": true,
        "addresses": [{"country": "Germany"}]}"#,
    good: r#"{"userName": "ada", "displayName": "Ada", "externalId": "1", "active": true,
        "addresses": [{"country": "DE"}]}"#,
    check: Check::Site(|site| {
        let is_asked = site.name.eq_ignore_ascii_case("country") && site.definition.is_some();
        let text = site.value.as_str().filter(|text| is_asked && !text.is_empty())?;
        let fits = text.len() == 2 && text.chars().all(|letter| letter.is_ascii_uppercase());
        (!fits).then(|| format!("“{text}” is no code of ISO 3166-1 with two letters"))
    }),
};

/// The form of RFC 5646 without grandfathered tags: a language of 2 to 8 letters, then parts of 1 to
/// 8 letters and digits.
fn is_language_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let language = parts.next().unwrap_or_default();
    (2..=8).contains(&language.len())
        && language.chars().all(|letter| letter.is_ascii_alphabetic())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.chars().all(|character| character.is_ascii_alphanumeric())
        })
}

/// One part of `Accept-Language`: a language tag or `*`, and a weight.
fn is_language_range(text: &str) -> bool {
    let (range, weight) = text.split_once(';').unwrap_or((text, "q=1"));
    let weight = weight.trim().strip_prefix("q=").and_then(|weight| weight.parse::<f64>().ok());
    let is_weight = weight.is_some_and(|weight| (0.0..=1.0).contains(&weight));
    is_weight && (range.trim() == "*" || is_language_tag(range.trim()))
}

/// `Area/Place`, or one of the names without an area.
fn is_time_zone(text: &str) -> bool {
    let is_part = |part: &str| {
        part.starts_with(|first: char| first.is_ascii_alphabetic())
            && part.chars().all(|character| character.is_ascii_alphanumeric() || "_-+".contains(character))
    };
    let parts = text.split('/').count();
    let is_alone = ["UTC", "GMT"].contains(&text);
    is_alone || ((2..=3).contains(&parts) && text.split('/').all(is_part))
}

#[cfg(test)]
mod tests {
    use super::{is_language_range, is_language_tag, is_time_zone};

    #[test]
    fn forms_of_languages_and_zones() {
        let check = |fits: fn(&str) -> bool, good: &[&str], bad: &[&str]| {
            for text in good {
                assert!(fits(text), "{text}");
            }
            for text in bad {
                assert!(!fits(text), "{text}");
            }
        };
        check(
            is_language_tag,
            &["en", "en-US", "zh-Hant-TW", "de-CH-1996"],
            &["en_US", "e", "", "en-", "12"],
        );
        check(is_language_range, &["nl-BE", " en-GB;q=0.8", "*;q=0.5"], &["English (UK)", "en;q=2", "en;x"]);
        let zones = ["Europe/Amsterdam", "America/Argentina/Buenos_Aires", "Etc/GMT+5", "UTC"];
        check(is_time_zone, &zones, &["Amsterdam", "W. Europe Standard Time", "+01:00", "Europe/"]);
    }
}
