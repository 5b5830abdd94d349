//! Values to JSON text.

use crate::value::escape::{is_plain, next_special};
use crate::value::value::MOST_LEVELS;
use crate::value::{List, Object, Value};

/// Appends the value as compact JSON, spelled as `serde_json` spells it: objects in the order of
/// their entries, without entries that are nothing.
///
/// # Errors
/// What the value is, in words, when it has no JSON form; see [`Value::to_json`]. Part of it may
/// have been appended.
pub fn write_json(out: &mut Vec<u8>, value: Value<'_>) -> Result<(), String> {
    write_within(out, value, MOST_LEVELS)
}

fn write_within(out: &mut Vec<u8>, value: Value<'_>, levels: usize) -> Result<(), String> {
    match value {
        Value::Text(text) => write_json_text(out, text),
        Value::Nothing => out.extend_from_slice(b"null"),
        Value::Boolean(true) => out.extend_from_slice(b"true"),
        Value::Boolean(false) => out.extend_from_slice(b"false"),
        Value::Integer(whole) => write_number(out, &whole)?,
        Value::Float(number) if number.is_finite() => write_number(out, &number)?,
        Value::Character(character) => write_json_text(out, character.encode_utf8(&mut [0; 4])),
        // The innermost values count as a level of their own, as in `to_json`.
        Value::List(list) if levels > 1 || (levels == 1 && list.is_empty()) => {
            write_list(out, list, levels - 1)?;
        }
        Value::Object(object) if levels > 1 || (levels == 1 && object.is_empty()) => {
            write_object(out, object, levels - 1)?;
        }
        Value::Float(_)
        | Value::List(_)
        | Value::Object(_)
        | Value::Clear
        | Value::Reject(_)
        | Value::Other(_) => return Err(value.without_json_form()),
    }
    Ok(())
}

fn write_list(out: &mut Vec<u8>, list: List<'_>, levels: usize) -> Result<(), String> {
    out.push(b'[');
    for (idx, item) in list.iter().enumerate() {
        if idx > 0 {
            out.push(b',');
        }
        write_within(out, item, levels)?;
    }
    out.push(b']');
    Ok(())
}

fn write_object(out: &mut Vec<u8>, object: Object<'_>, levels: usize) -> Result<(), String> {
    out.push(b'{');
    for (idx, entry) in object.iter().enumerate() {
        if idx > 0 {
            out.push(b',');
        }
        write_json_text(out, entry.name);
        out.push(b':');
        write_within(out, entry.value, levels)?;
    }
    out.push(b'}');
    Ok(())
}

fn write_number(out: &mut Vec<u8>, number: &impl serde::Serialize) -> Result<(), String> {
    serde_json::to_writer(out, number).map_err(|error| error.to_string())
}

/// Appends a text with its quotes.
#[inline]
pub fn write_json_text(out: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    if !is_plain(bytes) {
        return write_escaped(out, bytes);
    }
    out.reserve(bytes.len() + 2);
    out.push(b'"');
    out.extend_from_slice(bytes);
    out.push(b'"');
}

fn write_escaped(out: &mut Vec<u8>, bytes: &[u8]) {
    out.push(b'"');
    let mut from = 0;
    loop {
        let at = next_special(bytes, from);
        out.extend_from_slice(bytes.get(from..at).unwrap_or_default());
        let Some(&special) = bytes.get(at) else { break };
        write_escape(out, special);
        from = at + 1;
    }
    out.push(b'"');
}

fn write_escape(out: &mut Vec<u8>, special: u8) {
    const DIGITS: [u8; 16] = *b"0123456789abcdef";
    let short = match special {
        b'"' | b'\\' => special,
        0x08 => b'b',
        b'\t' => b't',
        b'\n' => b'n',
        0x0c => b'f',
        b'\r' => b'r',
        _ => {
            let digit = |value: u8| DIGITS.get(usize::from(value)).copied().unwrap_or(b'0');
            out.extend_from_slice(b"\\u00");
            return out.extend_from_slice(&[digit(special >> 4), digit(special & 15)]);
        }
    };
    out.extend_from_slice(&[b'\\', short]);
}
