//! Bytes to text: UTF-8 with or without a byte order mark.
//!
//! Other encodings are recognised and refused, never guessed.

use std::borrow::Cow;
use std::str;

/// The text of a file.
pub(super) struct Decoded<'bytes> {
    /// Without byte order mark. A character that is cut at the very end is left out.
    pub text: Cow<'bytes, str>,
    /// Whether bytes that are not UTF-8 were replaced by U+FFFD.
    pub has_replacements: bool,
}

/// The text of the bytes; `None` when they are UTF-16.
pub(super) fn decode(bytes: &[u8]) -> Option<Decoded<'_>> {
    if is_utf_16(bytes) {
        return None;
    }
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let (text, has_replacements) = match str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), false),
        Err(error) if error.error_len().is_none() => {
            (String::from_utf8_lossy(&bytes[..error.valid_up_to()]), false)
        }
        Err(_) => (String::from_utf8_lossy(bytes), true),
    };
    Some(Decoded { text, has_replacements })
}

/// A byte order mark of UTF-16 or UTF-32, or a zero byte where JSON has ASCII.
fn is_utf_16(bytes: &[u8]) -> bool {
    matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, _, ..] | [_, 0, ..])
}
