//! What the built-in functions take and give, from the signatures of the function reference.

use crate::script::World;
use crate::script::functions;
use crate::script::review::KnownFunctions;
use crate::script::review::walker::is_certain;
use crate::script::types::{Kinds, TextFacts, Type};

/// A call of a built-in function.
pub(super) struct CallTypes<'c> {
    pub name: &'c str,
    /// Of all arguments; of a method the subject is the first.
    pub types: &'c [Type],
    pub world: &'c World,
    pub known: &'c KnownFunctions,
    /// What is known of the records of a type.
    pub record: &'c dyn Fn(&str) -> Type,
}

/// The parameters of a function in order, by their names; a `?` at the end marks one that may be
/// left out.
pub(super) fn parameters(signature: &str) -> impl Iterator<Item = &str> {
    let inner =
        signature.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map_or("", |(inner, _)| inner);
    inner.split(',').map(str::trim).filter(|name| !name.is_empty())
}

/// The word behind `->`.
fn result_word(signature: &str) -> &str {
    signature.rsplit_once("->").map_or("", |(_, word)| word.trim())
}

/// What a parameter of this name takes beside a missing value; everything where that is not certain.
pub(super) fn wanted(parameter: &str) -> Kinds {
    const TEXTS: [&str; 25] = [
        "text",
        "separator",
        "separators",
        "fill",
        "pattern",
        "prefix",
        "suffix",
        "language",
        "format",
        "domain",
        "given",
        "family",
        "table",
        "record_type",
        "why",
        "part",
        "type",
        "old",
        "new",
        "zone",
        "country",
        "characters",
        "encoding",
        "form",
        "after",
    ];
    let name = parameter.trim_end_matches('?');
    if TEXTS.contains(&name) {
        return Kinds::TEXT | Kinds::CHARACTER | Kinds::NUMBER | Kinds::BOOLEAN;
    }
    match name {
        "count" | "length" | "max" | "days" | "months" | "years" | "hours" | "minutes" | "number"
        | "decimals" => Kinds::INTEGER,
        _ => Kinds::ANY,
    }
}

/// Functions that give something whenever their first argument is there.
const TOTAL: [&str; 48] = [
    "trimmed",
    "collapsed",
    "without_blanks",
    "upper",
    "lower",
    "capitalized",
    "title_case",
    "padded",
    "padded_end",
    "left",
    "right",
    "truncated",
    "replaced",
    "without_prefix",
    "without_suffix",
    "without_diacritics",
    "transliterated",
    "to_text",
    "name_case",
    "stable_id",
    "sha256_hex",
    "starts_with",
    "ends_with",
    "is_email",
    "is_phone",
    "unique",
    "same_text",
    "contains",
    "matches",
    "is_one_of",
    "removed",
    "replaced_first",
    "replaced_matching",
    "kept",
    "letters_only",
    "slug",
    "reversed",
    "repeated",
    "normalized",
    "length",
    "count_of",
    "words",
    "lines",
    "to_base64",
    "utf8_hex",
    "stable_uuid",
    "is_date",
    "is_valid_phone",
];

/// What a built-in function gives.
pub(super) fn result_of(call: &CallTypes<'_>) -> Type {
    of_values(call)
        .or_else(|| of_lookup(call))
        .or_else(|| of_rhai(call))
        .unwrap_or_else(|| of_signature(call))
}

fn of_signature(call: &CallTypes<'_>) -> Type {
    let Some(function) = functions::find(call.name) else { return Type::any() };
    let type_ = match result_word(function.signature) {
        "text" | "date" => Type::text(),
        "boolean" => Type::of(Kinds::BOOLEAN),
        "number" => Type::of(Kinds::NUMBER),
        "list" => Type::of(Kinds::LIST),
        "outcome" => return Type::of(Kinds::OUTCOME),
        "record" => Type::of(Kinds::OBJECT),
        _ => return Type::any(),
    };
    match call.types.first() {
        _ if !TOTAL.contains(&call.name) => type_.or_nothing(),
        Some(subject) if subject.may_be_nothing() && !subject.is_any() => type_.or_nothing(),
        Some(subject) if subject.can_be_nothing() => type_.or_rarely_nothing(),
        _ => type_,
    }
}

/// Functions that give one of the values that they are given.
fn of_values(call: &CallTypes<'_>) -> Option<Type> {
    let first = call.types.first()?;
    let items = || match (&first.items, first.kinds.present()) {
        (Some(items), Kinds::LIST) => Type::clone(items),
        (None, Kinds::LIST) => Type::any(),
        // A single value counts as a list of one.
        (_, kinds) if !kinds.meets(Kinds::LIST) => first.clone().present(),
        _ => Type::any(),
    };
    let list = |items: Type| {
        let list = Type::list(items);
        if first.can_be_nothing() { list.or_nothing() } else { list }
    };
    Some(match (call.name, call.types) {
        ("present" | "blank" | "is_blank" | "is_text" | "is_number", _) => Type::of(Kinds::BOOLEAN),
        ("first_present" | "coalesce", [_]) => {
            let found = items().present();
            if first.has_certain_item { found.or_rarely_nothing() } else { found.or_nothing() }
        }
        ("first_present" | "coalesce", several) => {
            let found = several.iter().cloned().fold(Type::never(), |all, one| all.or(one.present()));
            if several.iter().any(is_certain) { found.or_rarely_nothing() } else { found.or_nothing() }
        }
        ("first" | "last" | "primary" | "of_type", _) => items().or_nothing(),
        ("all_of_type" | "without" | "unique", _) => list(items()),
        ("list", _) => Type::list(items()),
        ("value_of", _) => value_in(first).or_nothing(),
        ("primary_value" | "value_of_type", _) => value_in(&items()).or_nothing(),
        _ => return None,
    })
}

/// What `value` is of an entry, or the entry itself.
fn value_in(entry: &Type) -> Type {
    let part = entry.shape.as_ref().and_then(|shape| shape.part("value"));
    match (part, entry.kinds.present()) {
        (Some(part), Kinds::OBJECT) => part.type_.clone(),
        (_, Kinds::TEXT) => entry.clone(),
        _ => Type::any(),
    }
}

/// Functions that look something up.
fn of_lookup(call: &CallTypes<'_>) -> Option<Type> {
    let values = || {
        let table = call.types.first().and_then(Type::only_text);
        table.and_then(|name| call.known.table_values(name)).cloned().unwrap_or_else(Type::text)
    };
    match (call.name, call.types) {
        ("lookup", _) => Some(values().or_nothing()),
        ("lookup_or", [_, _, otherwise]) => Some(values().or(otherwise.clone())),
        ("find_record", [record_type, ..]) => {
            let record_type = record_type.only_text()?;
            Some((call.record)(record_type).or_nothing())
        }
        (name, _) => {
            let record_type = name.strip_prefix("find_")?;
            let is_known = call.world.record_types.iter().any(|known| known == record_type);
            is_known.then(|| (call.record)(record_type).or_nothing())
        }
    }
}

/// Functions of rhai.
fn of_rhai(call: &CallTypes<'_>) -> Option<Type> {
    if functions::find(call.name).is_some() {
        return None;
    }
    Some(match call.name {
        "len" | "index_of" | "to_int" | "parse_int" => Type::of(Kinds::INTEGER),
        "is_empty" | "contains" => Type::of(Kinds::BOOLEAN),
        "to_float" | "parse_float" => Type::of(Kinds::FLOAT),
        "keys" | "split" => Type::list(Type::text()),
        "to_string" | "type_of" | "to_upper" | "to_lower" | "sub_string" => {
            Type { text: TextFacts::default(), ..Type::text() }
        }
        _ => Type::any(),
    })
}
