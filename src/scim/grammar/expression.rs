//! Filters and paths as a whole: a function for each rule.
//!
//! Names and values are read by `name` and `literal`.

use crate::scim::grammar::cursor::Cursor;
use crate::scim::grammar::fault::Fault;
use crate::scim::grammar::literal::read_value;
use crate::scim::grammar::name::{read_attribute_path, read_sub_attribute};
use crate::scim::{AttributePath, CompareOperator, Filter};

/// Where a filter stands, which decides what may stand in it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Setting {
    /// By itself: it may select values with brackets.
    Resource,
    /// In the brackets of a path: it speaks of the sub-attributes of one value.
    Brackets,
}

/// A whole text that is a FILTER.
pub(crate) fn read_filter(cursor: &mut Cursor<'_>) -> Result<Filter, Fault> {
    cursor.skip_blanks();
    let filter = read_alternatives(cursor, Setting::Resource)?;
    cursor.require_end("`and`, `or` or the end")?;
    Ok(filter)
}

/// A whole text that is a PATH: `PATH = attrPath / valuePath [subAttr]`.
pub(crate) fn read_path(cursor: &mut Cursor<'_>) -> Result<AttributePath, Fault> {
    cursor.skip_blanks();
    let mut path = read_attribute_path(cursor)?;
    cursor.skip_blanks();
    if cursor.rest().starts_with('[') {
        read_brackets(cursor, &mut path)?;
    }
    cursor.require_end(if path.filter.is_some() { "`.` or the end" } else { "`.`, `[` or the end" })?;
    Ok(path)
}

/// `logExp = FILTER SP "or" SP FILTER`, which binds less than `and`.
fn read_alternatives(cursor: &mut Cursor<'_>, setting: Setting) -> Result<Filter, Fault> {
    let mut terms = vec![read_conjunction(cursor, setting)?];
    while cursor.take_word("or") {
        cursor.skip_blanks();
        terms.push(read_conjunction(cursor, setting)?);
    }
    Ok(joined(terms, Filter::Or))
}

/// `logExp = FILTER SP "and" SP FILTER`.
fn read_conjunction(cursor: &mut Cursor<'_>, setting: Setting) -> Result<Filter, Fault> {
    let mut terms = vec![read_term(cursor, setting)?];
    while cursor.take_word("and") {
        cursor.skip_blanks();
        terms.push(read_term(cursor, setting)?);
    }
    Ok(joined(terms, Filter::And))
}

fn joined(mut terms: Vec<Filter>, join: fn(Vec<Filter>) -> Filter) -> Filter {
    match terms.pop() {
        Some(only) if terms.is_empty() => only,
        last => {
            terms.extend(last);
            join(terms)
        }
    }
}

/// `FILTER = attrExp / valuePath / *1"not" "(" FILTER ")"`, and blanks after it.
fn read_term(cursor: &mut Cursor<'_>, setting: Setting) -> Result<Filter, Fault> {
    let filter = if cursor.rest().starts_with('(') {
        read_group(cursor, setting)?
    } else if begins_with_not(cursor) {
        cursor.take_word("not");
        cursor.skip_blanks();
        Filter::Not(Box::new(read_group(cursor, setting)?))
    } else {
        read_attribute_term(cursor, setting)?
    };
    cursor.skip_blanks();
    Ok(filter)
}

/// Whether `not` and a parenthesis stand here; by itself it would be the name of an attribute.
fn begins_with_not(cursor: &Cursor<'_>) -> bool {
    let (word, rest) = cursor.rest().split_at_checked(3).unwrap_or_default();
    word.eq_ignore_ascii_case("not") && rest.trim_start().starts_with('(')
}

/// `"(" FILTER ")"`.
fn read_group(cursor: &mut Cursor<'_>, setting: Setting) -> Result<Filter, Fault> {
    cursor.descend()?;
    cursor.require('(')?;
    let filter = read_alternatives(cursor, setting)?;
    cursor.require(')').map_err(|_| cursor.expected("`and`, `or` or `)`"))?;
    cursor.ascend();
    Ok(filter)
}

/// `attrExp = attrPath SP "pr" / attrPath SP compareOp SP compValue`, or
/// `valuePath = attrPath "[" valFilter "]"`.
///
/// Also the form `emails[type eq "work"].value eq "x"`, which the RFC does not have and a widespread
/// client uses to find users.
fn read_attribute_term(cursor: &mut Cursor<'_>, setting: Setting) -> Result<Filter, Fault> {
    let mut path = read_attribute_path(cursor)?;
    cursor.skip_blanks();
    if cursor.rest().starts_with('[') {
        if setting == Setting::Brackets {
            cursor.note_meaningless("brackets do not stand within brackets:");
        }
        read_brackets(cursor, &mut path)?;
        if path.sub.is_none() {
            return Ok(Filter::HasValue { path });
        }
    }
    read_comparison(cursor, path)
}

/// `"pr"` or `compareOp SP compValue`.
fn read_comparison(cursor: &mut Cursor<'_>, path: AttributePath) -> Result<Filter, Fault> {
    if cursor.take_word("pr") {
        return Ok(Filter::Present { path });
    }
    let Some(operator) = CompareOperator::ALL.into_iter().find(|operator| cursor.take_word(operator.word()))
    else {
        return Err(cursor.expected("an operator (eq ne co sw ew pr gt ge lt le)"));
    };
    cursor.skip_blanks();
    let value = read_value(cursor)?;
    Ok(Filter::Compare { path, operator, value })
}

/// `"[" valFilter "]" [subAttr]`, where `valFilter` is a FILTER without a `valuePath` (errata 4690
/// and 7322), and blanks after it.
fn read_brackets(cursor: &mut Cursor<'_>, path: &mut AttributePath) -> Result<(), Fault> {
    if path.sub.is_some() {
        return Err(cursor.refused("a sub-attribute has no values to choose from:"));
    }
    cursor.descend()?;
    cursor.require('[')?;
    path.filter = Some(Box::new(read_alternatives(cursor, Setting::Brackets)?));
    cursor.require(']').map_err(|_| cursor.expected("`and`, `or` or `]`"))?;
    cursor.ascend();
    if cursor.rest().starts_with('.') {
        path.sub = Some(read_sub_attribute(cursor)?);
        cursor.skip_blanks();
    }
    Ok(())
}
