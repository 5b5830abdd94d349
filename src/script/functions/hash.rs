//! Functions that make ids from texts: the same text gives the same id, always and everywhere.
//!
//! Not a protection of secrets: who knows the possible texts finds the one behind an id.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use super::registrar::Registrar;
use super::registry::{Category, Example, Function};

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "stable_id",
        category: Category::Ids,
        signature: "stable_id(text) -> text",
        summary: "An id of 16 characters that is always the same for the same text: the start of \
                  `sha256_hex`",
        examples: &[Example::new("stable_id(\"ann@contoso.example\")", "\"d578f9ae67e64ca8\"")],
    },
    Function {
        name: "sha256_hex",
        category: Category::Ids,
        signature: "sha256_hex(text) -> text",
        summary: "The SHA-256 of the text in UTF-8, as 64 hexadecimal digits in small letters",
        examples: &[Example::new(
            "sha256_hex(\"abc\")",
            "\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"",
        )],
    },
    Function {
        name: "stable_uuid",
        category: Category::Ids,
        signature: "stable_uuid(text) -> text",
        summary: "A UUID (RFC 9562, version 8) that is always the same for the same text, made of its \
                  SHA-256",
        examples: &[Example::new("stable_uuid(\"abc\")", "\"ba7816bf-8f01-8fea-8141-40de5dae2223\"")],
    },
];

pub(super) fn register(registrar: &mut Registrar) {
    registrar.text("stable_id", stable_id);
    registrar.text("sha256_hex", sha256_hex);
    registrar.text("stable_uuid", stable_uuid);
}

/// The first 16 digits of the SHA-256.
pub fn stable_id(text: &str) -> String {
    hex(&Sha256::digest(text)[..8])
}

/// The SHA-256 of the text in UTF-8.
pub fn sha256_hex(text: &str) -> String {
    hex(&Sha256::digest(text))
}

/// The first 128 bits of the SHA-256 with the marks of a UUID.
fn stable_uuid(text: &str) -> String {
    let mut bytes: [u8; 16] = [0; 16];
    bytes.copy_from_slice(&Sha256::digest(text)[..16]);
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let digits = hex(&bytes);
    format!("{}-{}-{}-{}-{}", &digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..])
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a String takes everything");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::{sha256_hex, stable_id};

    #[test]
    fn an_id_is_the_start_of_the_hash() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(sha256_hex(""), empty);
        assert_eq!(stable_id(""), empty[..16]);
    }
}
