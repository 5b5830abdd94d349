//! The signs that stand for others in JSON texts, and where a text has the next of them.
//!
//! Not numbers, and nothing about names.

use crate::value::ReadError;

const ONES: u64 = u64::from_ne_bytes([1; 8]);
const HIGH: u64 = u64::from_ne_bytes([0x80; 8]);

/// The offset, at or after `from`, of the first byte that cannot stand for itself in a JSON text: a
/// quote, a backslash or a control character. The length of `bytes` when there is none.
#[inline]
pub(super) fn next_special(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        let marks = marks_of(u64::from_le_bytes(*chunk));
        if marks != 0 {
            return at + (marks.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().position(|&byte| is_special(byte)).unwrap_or(rest.len())
}

/// Whether every byte can stand for itself in a JSON text.
#[inline]
pub(super) fn is_plain(bytes: &[u8]) -> bool {
    let (words, rest) = bytes.as_chunks::<8>();
    if words.iter().any(|word| marks_of(u64::from_le_bytes(*word)) != 0) {
        return false;
    }
    // The last bytes once more with some before them, or spread over a word.
    match (bytes.last_chunk::<8>(), rest.first_chunk::<4>(), rest.last_chunk::<4>()) {
        _ if rest.is_empty() => true,
        (Some(last), ..) => marks_of(u64::from_le_bytes(*last)) == 0,
        (None, Some(first), Some(last)) => {
            let word = (u64::from(u32::from_le_bytes(*first)) << 32) | u64::from(u32::from_le_bytes(*last));
            marks_of(word) == 0
        }
        _ => !rest.iter().any(|&byte| is_special(byte)),
    }
}

/// The high bit of every special byte, perhaps also of bytes above the first one; 0 when there is
/// none.
#[inline]
fn marks_of(word: u64) -> u64 {
    let quotes = word ^ (ONES * u64::from(b'"'));
    let backslashes = word ^ (ONES * u64::from(b'\\'));
    let is_quote = quotes.wrapping_sub(ONES) & !quotes;
    let is_backslash = backslashes.wrapping_sub(ONES) & !backslashes;
    let is_control = word.wrapping_sub(ONES * 0x20) & !word;
    (is_quote | is_backslash | is_control) & HIGH
}

fn is_special(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

/// The character that the escape at `at` stands for, which is where its backslash is, and the offset
/// behind it.
///
/// # Errors
/// It stands for none: `\x`, `\u00g0`, `\ud83d` without the second half.
pub(super) fn unescaped(bytes: &[u8], at: usize) -> Result<(char, usize), ReadError> {
    let simple = match bytes.get(at + 1) {
        Some(b'u') => return unescaped_unit(bytes, at),
        Some(b'"') => '"',
        Some(b'\\') => '\\',
        Some(b'/') => '/',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        _ => return Err(ReadError::NotJson),
    };
    Ok((simple, at + 2))
}

/// `\u` with four digits, or two of them for a character beyond U+FFFF.
fn unescaped_unit(bytes: &[u8], at: usize) -> Result<(char, usize), ReadError> {
    let first = unit(bytes, at)?;
    if let Some(character) = char::from_u32(first) {
        return Ok((character, at + 6));
    }
    let second = unit(bytes, at + 6)?;
    let is_pair = (0xd800..0xdc00).contains(&first) && (0xdc00..0xe000).contains(&second);
    if !is_pair {
        return Err(ReadError::NotJson);
    }
    let code = 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00);
    Ok((char::from_u32(code).ok_or(ReadError::NotJson)?, at + 12))
}

fn unit(bytes: &[u8], at: usize) -> Result<u32, ReadError> {
    let Some([b'\\', b'u', digits @ ..]) = bytes.get(at..at + 6) else {
        return Err(ReadError::NotJson);
    };
    digits.iter().try_fold(0, |unit, &digit| {
        let value = char::from(digit).to_digit(16).ok_or(ReadError::NotJson)?;
        Ok(unit * 16 + value)
    })
}

#[cfg(test)]
mod tests {
    use super::{is_plain, is_special, next_special};

    #[test]
    fn the_first_special_byte_is_found_at_every_place() {
        for special in (0..=0x1f).chain([b'"', b'\\']) {
            for before in 0..20 {
                for filling in [b' ', b'a', 0x7f, 0x80, 0xff, b'!', b'#', b'[', b']'] {
                    let mut bytes = vec![filling; before];
                    bytes.push(special);
                    bytes.extend([b'"', filling, 0, b'\\', filling, b'"', 1, 2, 3, 4]);
                    assert_eq!(next_special(&bytes, 0), before, "{special} after {before} × {filling}");
                    for behind in 0..18 {
                        let mut bytes = vec![filling; before];
                        bytes.extend(std::iter::repeat_n(filling, behind));
                        assert!(is_plain(&bytes), "{before} and {behind} × {filling}");
                        if let Some(place) = bytes.get_mut(before) {
                            *place = special;
                            assert!(!is_plain(&bytes), "{special} among {before} and {behind} × {filling}");
                        }
                    }
                }
            }
        }
        for byte in 0..=u8::MAX {
            let found = next_special(&[byte; 11], 0) == 0;
            assert_eq!(found, is_special(byte), "{byte}");
        }
        assert_eq!(next_special(b"abc", 3), 3);
        assert_eq!(next_special(b"abc", 9), 9);
    }
}
