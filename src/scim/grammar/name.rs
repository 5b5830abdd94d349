//! Names of attributes, with and without a URN.

use crate::scim::grammar::cursor::{Cursor, is_name_character};
use crate::scim::grammar::fault::Fault;
use crate::scim::{AttributePath, SchemaUrn};

/// `attrPath = [URI ":"] ATTRNAME *1subAttr`, without blanks. There is at most one sub-attribute.
pub(super) fn read_attribute_path(cursor: &mut Cursor<'_>) -> Result<AttributePath, Fault> {
    let urn = read_urn(cursor)?;
    let name = read_name(cursor)?;
    let sub = if cursor.rest().starts_with('.') { Some(read_sub_attribute(cursor)?) } else { None };
    Ok(AttributePath { urn, name, filter: None, sub })
}

/// `subAttr = "." ATTRNAME`, of which there is one.
pub(super) fn read_sub_attribute(cursor: &mut Cursor<'_>) -> Result<String, Fault> {
    cursor.take('.');
    let name = read_name(cursor)?;
    if cursor.rest().starts_with('.') {
        return Err(cursor.refused("a sub-attribute has no sub-attributes of its own:"));
    }
    Ok(name)
}

/// `ATTRNAME = ALPHA *(nameChar)`; one `$` may stand before it (erratum 8924), as in `$ref`.
fn read_name(cursor: &mut Cursor<'_>) -> Result<String, Fault> {
    let run = cursor.peek_while(is_name_character);
    if !run.strip_prefix('$').unwrap_or(run).starts_with(|first: char| first.is_ascii_alphabetic()) {
        return Err(cursor.expected("the name of an attribute, which begins with a letter,"));
    }
    cursor.skip(run.len());
    Ok(run.to_owned())
}

/// `URI ":"`: everything up to the last colon, which is also passed over. Versions such as `2.0`
/// make dots a part of it.
fn read_urn(cursor: &mut Cursor<'_>) -> Result<Option<SchemaUrn>, Fault> {
    let run = cursor.peek_while(is_uri_character);
    let Some((urn, _)) = run.rsplit_once(':') else {
        return Ok(None);
    };
    if !is_uri(urn) {
        return Err(cursor.expected("a schema URN and a colon, or the name of an attribute,"));
    }
    cursor.skip(urn.len() + 1);
    Ok(Some(SchemaUrn::from(urn)))
}

/// The characters of RFC 3986 that a filter has no other use for.
fn is_uri_character(character: char) -> bool {
    character.is_ascii_alphanumeric() || "-._~%!$&'*+,;=@:/?#".contains(character)
}

/// `scheme ":" something`.
fn is_uri(text: &str) -> bool {
    let is_scheme_character =
        |character: char| character.is_ascii_alphanumeric() || matches!(character, '+' | '-' | '.');
    text.split_once(':').is_some_and(|(scheme, rest)| {
        !rest.is_empty()
            && scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.chars().all(is_scheme_character)
    })
}
