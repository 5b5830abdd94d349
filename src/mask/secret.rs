//! The secret from which all pseudonyms of a project follow.
//!
//! Not where it is kept, which `project` knows, nor where its bytes come from.

use std::fmt;

/// 32 bytes. Whoever has them can mask the same people in the same way, and try out who is behind a
/// pseudonym.
#[derive(Clone, PartialEq, Eq)]
pub struct MaskSecret {
    bytes: [u8; 32],
}

impl MaskSecret {
    /// A secret of these bytes, which are to be random.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self { bytes }
    }

    /// Reads a secret from text: 64 hexadecimal digits, blanks around them do not count. `None` for
    /// anything else.
    pub fn from_text(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() != 64 || !text.is_ascii() {
            return None;
        }
        let mut bytes = [0; 32];
        for (byte, digits) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
            let digits = std::str::from_utf8(digits).ok()?;
            *byte = u8::from_str_radix(digits, 16).ok().filter(|_| !digits.contains('+'))?;
        }
        Some(Self { bytes })
    }

    /// The secret as text, for the file that keeps it.
    pub fn to_text(&self) -> String {
        let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or('0');
        self.bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 0xf)]).collect()
    }

    pub(super) fn bytes(&self) -> &[u8; 32] {
        &self.bytes
    }
}

impl fmt::Debug for MaskSecret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("MaskSecret(…)")
    }
}
