//! Whether a text is an e-mail address.

use email_address::{EmailAddress, Options};

/// Whether the text is an e-mail address without display name (RFC 5321, RFC 6531), whose domain has
/// at least two labels and is no address literal.
pub(super) fn is_email(text: &str) -> bool {
    is_plainly_email(text) || EmailAddress::parse_with_options(text, options()).is_ok()
}

fn options() -> Options {
    Options::default().with_required_tld().without_display_text().without_domain_literal()
}

/// The addresses of everyday: ASCII letters, digits and a few signs. True only for e-mail addresses.
fn is_plainly_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    local.len() <= 64
        && domain.len() <= 254
        && local.split('.').all(|part| !part.is_empty() && part.bytes().all(is_plain))
        && domain.contains('.')
        && domain.split('.').all(is_plain_label)
}

fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'+' | b'\'')
}

fn is_plain_label(label: &str) -> bool {
    let (Some(first), Some(last)) = (label.bytes().next(), label.bytes().next_back()) else { return false };
    label.len() <= 63
        && first.is_ascii_alphanumeric()
        && last.is_ascii_alphanumeric()
        && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::{EmailAddress, is_email, is_plainly_email, options};
    use proptest::prelude::*;

    #[test]
    fn plain_addresses_are_seen_at_once() {
        for text in ["ann@acme.example", "a.b-c_d+e@x1.y-z.example", "o'neil@ACME.example", "1@2.3"] {
            assert!(is_plainly_email(text), "{text}");
        }
        for text in ["", "@", "a@b", "a@b.", "a@.b", ".a@b.c", "a..b@c.d", "a@b@c.d", "a@-b.c", "a b@c.d"] {
            assert!(!is_email(text), "{text}");
        }
        assert!(is_email("jörg@münchen.example"));
    }

    proptest! {
        #[test]
        fn both_ways_agree(
            text in prop_oneof![
                "[a-zA-Z0-9.@_+' -]{0,20}",
                "[a-z.+é]{1,70}@([a-z0-9-]{0,66}\\.){0,3}[a-z0-9é-]{0,66}",
                "[a-z]{1,5}@([a-z]{60,63}\\.){3,4}[a-z]{50,64}",
                "\\PC{0,12}@\\PC{0,12}",
            ]
        ) {
            let is_address = EmailAddress::parse_with_options(&text, options()).is_ok();
            prop_assert!(is_address || !is_plainly_email(&text), "{text}");
            prop_assert_eq!(is_email(&text), is_address);
        }
    }
}
