//! Functions for e-mail addresses.
//!
//! An address is what a directory can use: one `@`, a domain of at least two labels, no display
//! name, no quotes, no blanks. Whether anybody reads it is not known here.

use std::borrow::Cow;

use email_address::{EmailAddress, Options};

use super::registrar::Registrar;
use super::registry::{Category, Example, Function};
use super::text::{lower, trimmed};

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "is_email",
        category: Category::Email,
        signature: "is_email(text) -> boolean",
        summary: "Whether the text is an e-mail address and nothing else",
        examples: &[
            Example::new("is_email(\"ann@contoso.example\")", "true"),
            Example::new("is_email(\"Ann <ann@contoso.example>\")", "false"),
            Example::new("is_email(\"ann@localhost\")", "false"),
        ],
    },
    Function {
        name: "email_or_unit",
        category: Category::Email,
        signature: "email_or_unit(text) -> text",
        summary: "The text without blanks around it if it is an e-mail address, else `()`",
        examples: &[
            Example::new("email_or_unit(\" ann@contoso.example \")", "\"ann@contoso.example\""),
            Example::new("email_or_unit(\"CONTOSO-ann\") ?? \"none\"", "\"none\""),
        ],
    },
    Function {
        name: "email_local",
        category: Category::Email,
        signature: "email_local(text) -> text",
        summary: "What stands before the `@`, `()` when there is none",
        examples: &[
            Example::new("email_local(\"ann.dam@contoso.example\")", "\"ann.dam\""),
            Example::new("email_local(\"ann\")", "null"),
        ],
    },
    Function {
        name: "email_domain",
        category: Category::Email,
        signature: "email_domain(text) -> text",
        summary: "The domain after the `@` in small letters, `()` when there is none",
        examples: &[Example::new("email_domain(\"Ann@Contoso.Example\")", "\"contoso.example\"")],
    },
    Function {
        name: "with_domain",
        category: Category::Email,
        signature: "with_domain(text, domain) -> text",
        summary: "The same address in another domain; a text without `@` gets the domain. `()` for a \
                  blank text.",
        examples: &[
            Example::new("with_domain(\"ann@old.example\", \"contoso.example\")", "\"ann@contoso.example\""),
            Example::new("\"ann\".with_domain(\"@contoso.example\")", "\"ann@contoso.example\""),
        ],
    },
];

pub(super) fn register(registrar: &mut Registrar) {
    registrar.text("is_email", is_email);
    registrar.text("email_or_unit", email_or_unit);
    registrar.text("email_local", email_local);
    registrar.text("email_domain", email_domain);
    registrar.text_text("with_domain", with_domain);
}

/// RFC 5321 allows 256 for the path, of which the angle brackets take two.
const MAX_EMAIL_BYTES: usize = 254;
/// RFC 5321 §4.5.3.1.1.
const MAX_LOCAL_BYTES: usize = 64;
/// RFC 1035 §2.3.4.
const MAX_LABEL_BYTES: usize = 63;

const STRICT: Options =
    Options { minimum_sub_domains: 2, allow_domain_literal: false, allow_display_text: false };

/// Whether the whole text is an e-mail address.
pub fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    is_plain_email(local, domain) || is_unusual_email(text, local, domain)
}

/// Whether the parts are those of an address that is known to be one at first sight, as nearly all
/// are: letters, digits, hyphens, underscores and single full stops.
fn is_plain_email(local: &str, domain: &str) -> bool {
    let is_atom = |atom: &str| {
        !atom.is_empty()
            && atom.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    let is_label = |label: &str| {
        let edges = [label.as_bytes().first(), label.as_bytes().last()];
        label.len() <= MAX_LABEL_BYTES
            && edges.iter().all(|edge| edge.is_some_and(u8::is_ascii_alphanumeric))
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let top = domain.rsplit_once('.').map_or("", |(_, top)| top);
    local.len() <= MAX_LOCAL_BYTES
        && local.len() + 1 + domain.len() <= MAX_EMAIL_BYTES
        && top.bytes().any(|byte| byte.is_ascii_alphabetic())
        && local.split('.').all(is_atom)
        && domain.split('.').all(is_label)
}

fn is_unusual_email(text: &str, local: &str, domain: &str) -> bool {
    let in_labels = |character: char| character.is_alphanumeric() || matches!(character, '-' | '.');
    let top_is_a_number = || {
        let top = domain.rsplit('.').next().unwrap_or_default();
        top.bytes().all(|byte| byte.is_ascii_digit())
    };
    text.len() <= MAX_EMAIL_BYTES
        && !local.contains('"')
        && domain.chars().all(in_labels)
        && !top_is_a_number()
        && EmailAddress::parse_with_options(text, STRICT).is_ok()
}

/// The trimmed text if it is an e-mail address.
pub fn email_or_unit(text: &str) -> Option<&str> {
    Some(trimmed(text)).filter(|text| is_email(text))
}

/// What stands before the last `@`, unless that is nothing.
pub fn email_local(text: &str) -> Option<&str> {
    trimmed(text).rsplit_once('@').map(|(local, _)| local).filter(|local| !local.is_empty())
}

/// What stands after the last `@` in small letters, unless that is nothing.
pub fn email_domain(text: &str) -> Option<Cow<'_, str>> {
    let domain = trimmed(text).rsplit_once('@').map(|(_, domain)| lower(domain));
    domain.filter(|domain| !domain.is_empty())
}

/// The local part, or a text without `@`, in the domain; a leading `@` of the domain is its own.
/// `None` when there is no local part.
///
/// # Errors
/// When the domain is blank.
pub fn with_domain(text: &str, domain: &str) -> Result<Option<String>, String> {
    let domain = trimmed(domain);
    let domain = domain.strip_prefix('@').unwrap_or(domain);
    if domain.is_empty() {
        return Err("with_domain expects a domain, not a blank text".to_owned());
    }
    let text = trimmed(text);
    let local = text.rsplit_once('@').map_or(text, |(local, _)| local);
    Ok((!local.is_empty()).then(|| format!("{local}@{domain}")))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, proptest};

    use super::{email_domain, email_local, is_email, is_plain_email, is_unusual_email, with_domain};

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn plain_addresses_are_addresses(local in "[aB0._-]{0,4}|[a.]{60,66}", domain in "[a0.-]{0,8}|[a.-]{1}[a-]{58,64}\\.a") {
            if is_plain_email(&local, &domain) {
                let text = format!("{local}@{domain}");
                assert!(is_unusual_email(&text, &local, &domain), "{text}");
            }
        }
    }

    #[test]
    fn addresses_that_a_directory_can_use() {
        for good in [
            "ann@contoso.example",
            "ann.van+dam_o'neil@mail.contoso.example",
            "änn@contoso.example",
            "ann@münchen.example",
            "ann@xn--mnchen-3ya.example",
            "1@2.example",
        ] {
            assert!(is_email(good), "{good}");
        }
    }

    #[test]
    fn texts_that_are_no_address() {
        let long_local = format!("{}@contoso.example", "a".repeat(65));
        let long = format!("a@{}.example", vec!["b".repeat(60); 5].join("."));
        for bad in [
            "",
            "ann",
            "@contoso.example",
            "ann@",
            "ann@contoso",
            "ann@@contoso.example",
            "a@b@contoso.example",
            " ann@contoso.example",
            "ann@contoso.example ",
            "ann dam@contoso.example",
            "ann@con toso.example",
            ".ann@contoso.example",
            "ann.@contoso.example",
            "a..b@contoso.example",
            "ann@contoso..example",
            "ann@.example",
            "ann@contoso.example.",
            "ann@-contoso.example",
            "ann@con_toso.example",
            "\"ann dam\"@contoso.example",
            "ann@[192.0.2.1]",
            "ann@192.0.2.1",
            "Ann <ann@contoso.example>",
            "<ann@contoso.example>",
            "mailto:ann@contoso.example,b@contoso.example",
            &long_local,
            &long,
        ] {
            assert!(!is_email(bad), "{bad}");
        }
    }

    #[test]
    fn parts_of_an_address() {
        assert_eq!(email_local("@x.example"), None);
        assert_eq!(email_domain("ann@"), None);
        assert_eq!(with_domain(" ", "x.example"), Ok(None));
        assert_eq!(with_domain("@y.example", "x.example"), Ok(None));
        assert!(with_domain("ann", " @ ").is_err());
    }
}
