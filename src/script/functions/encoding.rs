//! Functions that write a text in other codes, and read it from them.
//!
//! Not a protection of secrets: anybody reads what they write.

use std::fmt::Write as _;

use super::guarded::ensure_fits;
use super::registrar::Registrar;
use super::registry::{Category, Example, Function};

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "to_base64",
        category: Category::Text,
        signature: "to_base64(text, encoding?) -> text",
        summary: "The text in Base64 (RFC 4648), from its bytes in `utf-8`, or in `utf-16` as Entra \
                  takes them",
        examples: &[
            Example::new("to_base64(\"Hello world!\")", "\"SGVsbG8gd29ybGQh\""),
            Example::new("to_base64(\"Hello world!\", \"utf-16\")", "\"SABlAGwAbABvACAAdwBvAHIAbABkACEA\""),
        ],
    },
    Function {
        name: "from_base64",
        category: Category::Text,
        signature: "from_base64(text, encoding?) -> text",
        summary: "The text that Base64 writes, whose bytes are in `utf-8` or `utf-16`; `()` when it is \
                  none. The alphabet for URLs is understood too.",
        examples: &[
            Example::new("from_base64(\"SGVsbG8gd29ybGQh\")", "\"Hello world!\""),
            Example::new("from_base64(\"?\")", "null"),
        ],
    },
    Function {
        name: "utf8_hex",
        category: Category::Text,
        signature: "utf8_hex(text) -> text",
        summary: "The bytes of the text in UTF-8 as hexadecimal digits in capitals",
        examples: &[Example::new("utf8_hex(\"Hello world!\")", "\"48656C6C6F20776F726C6421\"")],
    },
];

pub(super) fn register(registrar: &mut Registrar) {
    registrar.text("to_base64", |text: &str| to_base64(text, "utf-8"));
    registrar.text_text("to_base64", to_base64);
    registrar.text("from_base64", |text: &str| from_base64(text, "utf-8"));
    registrar.text_text("from_base64", from_base64);
    registrar.text("utf8_hex", |text: &str| {
        ensure_fits("utf8_hex", text.len().saturating_mul(2))?;
        Ok::<_, String>(text.bytes().fold(String::with_capacity(text.len() * 2), |mut hex, byte| {
            write!(hex, "{byte:02X}").expect("a String takes everything");
            hex
        }))
    });
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Which bytes a text has.
#[derive(Clone, Copy)]
enum Encoding {
    Utf8,
    /// Little-endian, without a mark.
    Utf16,
}

fn encoding(function: &str, name: &str) -> Result<Encoding, String> {
    match &*name.to_ascii_lowercase() {
        "utf-8" | "utf8" => Ok(Encoding::Utf8),
        "utf-16" | "utf16" | "utf-16le" => Ok(Encoding::Utf16),
        _ => Err(format!("{function} knows the encodings utf-8 and utf-16, not `{name}`")),
    }
}

fn to_base64(text: &str, name: &str) -> Result<String, String> {
    let encoding = encoding("to_base64", name)?;
    ensure_fits("to_base64", text.len().saturating_mul(3))?;
    let bytes: Vec<u8> = match encoding {
        Encoding::Utf8 => text.bytes().collect(),
        Encoding::Utf16 => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
    };
    let mut result = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |idx: usize| u32::from(chunk.get(idx).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for idx in 0..4 {
            let digit = ALPHABET[(bits >> (18 - 6 * idx) & 63) as usize];
            result.push(if idx > chunk.len() { '=' } else { char::from(digit) });
        }
    }
    Ok(result)
}

fn from_base64(text: &str, name: &str) -> Result<Option<String>, String> {
    let encoding = encoding("from_base64", name)?;
    Ok(bytes_of(text).and_then(|bytes| match encoding {
        Encoding::Utf8 => String::from_utf8(bytes).ok(),
        Encoding::Utf16 => {
            let (units, rest) = bytes.as_chunks::<2>();
            let units: Vec<u16> = units.iter().map(|unit| u16::from_le_bytes(*unit)).collect();
            String::from_utf16(&units).ok().filter(|_| rest.is_empty())
        }
    }))
}

fn bytes_of(text: &str) -> Option<Vec<u8>> {
    let digits = text.trim().trim_end_matches('=');
    let mut bytes = Vec::with_capacity(digits.len() / 4 * 3 + 3);
    let (mut bits, mut n_bits) = (0_u32, 0);
    for digit in digits.bytes() {
        let digit = match digit {
            b'-' => b'+',
            b'_' => b'/',
            digit => digit,
        };
        let value = ALPHABET.iter().position(|known| *known == digit)?;
        bits = (bits << 6 | u32::try_from(value).ok()?) & 0x00ff_ffff;
        n_bits += 6;
        if n_bits >= 8 {
            n_bits -= 8;
            bytes.push((bits >> n_bits & 0xff) as u8);
        }
    }
    // A last digit alone writes no byte.
    (n_bits < 6).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::proptest;

    use super::{from_base64, to_base64};

    proptest! {
        #[test]
        fn what_is_written_is_read(text in ".{0,20}") {
            for encoding in ["utf-8", "UTF-16"] {
                let written = to_base64(&text, encoding).unwrap();
                assert_eq!(from_base64(&written, encoding), Ok(Some(text.clone())));
            }
        }
    }

    #[test]
    fn texts_that_are_none() {
        for text in ["a", "ab!c", "/w==", "gICA"] {
            assert_eq!(from_base64(text, "utf-8"), Ok(None), "{text}");
        }
        assert_eq!(from_base64("", "utf-8"), Ok(Some(String::new())));
        assert_eq!(to_base64("a", "utf-8").as_deref(), Ok("YQ=="));
        assert_eq!(from_base64("YQ", "utf-8"), Ok(Some("a".to_owned())));
        assert!(to_base64("a", "latin1").is_err());
    }
}
