//! Which texts are wanted at a place: the name of a table, the type of an e-mail address, a value
//! that samples hold, a value that the field allows.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::script::syntax::{TokenKind, chain_before, enclosing_call};
use crate::table::LookupTable;
use crate::workbench::language::fuzzy::fuzzy_match;
use crate::workbench::language::script_view::ScriptView;
use crate::workbench::language::{CompletionKind, Part, ValueKind};

/// The most texts that are offered at one place.
const MOST_TEXTS: usize = 20_000;

/// A text that may be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WantedText<'k> {
    pub text: Cow<'k, str>,
    pub kind: CompletionKind,
    pub about: About<'k>,
}

/// What is worth knowing of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum About<'k> {
    Nothing,
    /// How often samples hold it.
    Sent(usize),
    /// How many rows the table has.
    Rows(usize),
    /// What the key is translated to.
    Becomes(&'k str),
}

impl About<'_> {
    pub fn words(self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Sent(1) => "sent once".to_owned(),
            Self::Sent(count) => format!("sent {count} times"),
            Self::Rows(1) => "1 row".to_owned(),
            Self::Rows(n_rows) => format!("{n_rows} rows"),
            Self::Becomes(value) => format!("→ {value}"),
        }
    }
}

/// The texts that are wanted in the place of one, and how much they are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct WantedTexts<'k> {
    pub texts: Vec<WantedText<'k>>,
    pub need: Need,
}

/// The most texts that are shown at one place.
const MOST_SHOWN: usize = 200;

impl WantedTexts<'_> {
    /// Those that answer what was typed best, in their order.
    pub fn best(mut self, typed: &str) -> Self {
        if typed.is_empty() {
            self.texts.truncate(MOST_SHOWN);
            return self;
        }
        let found = self.texts.into_iter().enumerate();
        let found = found.filter_map(|(number, wanted)| {
            let rank = fuzzy_match(typed, &wanted.text)?.rank;
            Some((rank, number, wanted))
        });
        let mut found: Vec<_> = found.collect();
        found.sort_by_key(|(rank, number, _)| (*rank, *number));
        found.truncate(MOST_SHOWN);
        found.sort_by_key(|(_, number, _)| *number);
        Self { texts: found.into_iter().map(|(.., wanted)| wanted).collect(), need: self.need }
    }
}

/// How much a text is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Need {
    /// It is possible; attributes and functions are as good.
    #[default]
    Possible,
    /// A value is compared here, and this is one that it has.
    Likely,
    /// Nothing else makes sense here, as for the name of a table.
    Certain,
}

/// The formats of dates that are offered.
const DATE_FORMATS: [&str; 5] = ["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%Y%m%d"];

/// What is wanted where the token `idx` stands, or would stand when the byte `offset` is not in one.
pub(super) fn wanted_texts<'k>(view: &ScriptView<'k>, idx: usize, offset: usize) -> WantedTexts<'k> {
    if let Some(part) = keyed_part(view, idx) {
        return of_part(part);
    }
    if let Some(wanted) = in_call(view, offset) {
        return wanted;
    }
    if let Some(part) = compared_part(view, idx).or_else(|| switched_part(view, idx)) {
        return of_part(part);
    }
    if is_result(view, idx) { of_field(view) } else { WantedTexts::default() }
}

fn certain<'k>(texts: impl Iterator<Item = WantedText<'k>>) -> WantedTexts<'k> {
    WantedTexts { texts: texts.take(MOST_TEXTS).collect(), need: Need::Certain }
}

/// Names of records or keys, which are seldom written down in scripts.
fn possible<'k>(texts: impl Iterator<Item = WantedText<'k>>) -> WantedTexts<'k> {
    WantedTexts { texts: texts.take(MOST_TEXTS).collect(), need: Need::Possible }
}

fn value<'k>(text: impl Into<Cow<'k, str>>) -> WantedText<'k> {
    WantedText { text: text.into(), kind: CompletionKind::Value, about: About::Nothing }
}

/// What is wanted as an argument; `None` outside of calls that want something.
fn in_call<'k>(view: &ScriptView<'k>, offset: usize) -> Option<WantedTexts<'k>> {
    let call = enclosing_call(&view.code, offset)?;
    let knowledge = view.knowledge();
    let number = call.argument + usize::from(call.is_method);
    let name = view.code.word(call.name);
    match (name, number) {
        ("lookup" | "lookup_or", 0) => Some(certain(tables(view))),
        ("lookup" | "lookup_or", 1) if !call.is_method => {
            let table = view.code.word(call.open + 1).trim_matches('"');
            Some(possible(keys(view, table)))
        }
        ("of_type" | "value_of_type" | "all_of_type", 1) => {
            Some(of_part(first_argument(view, &call)?.part("type")?))
        }
        ("find_record", 0) => {
            Some(certain(knowledge.target.record_types.iter().map(|record_type| value(&record_type.name))))
        }
        ("find_record", 1) => {
            let record_type = view.code.word(call.open + 1).trim_matches('"');
            Some(possible(knowledge.record_names(record_type).into_iter().map(value)))
        }
        ("parse_date" | "formatted_date", 1) => Some(certain(DATE_FORMATS.into_iter().map(value))),
        (
            "contains" | "starts_with" | "ends_with" | "same_text" | "is_one_of" | "replaced" | "without"
            | "without_prefix" | "without_suffix",
            1,
        ) => Some(of_part(first_argument(view, &call)?)),
        ("first_present" | "coalesce", _) | ("lookup_or", 2) => Some(of_field(view)),
        _ => {
            let record_type = name.strip_prefix("find_").filter(|of| knowledge.record(of).is_some())?;
            Some(possible(knowledge.record_names(record_type).into_iter().map(value)))
        }
    }
}

/// The part that a function works on: what stands in front of the dot, or its first argument.
fn first_argument<'k>(
    view: &ScriptView<'k>,
    call: &crate::script::syntax::EnclosingCall,
) -> Option<&'k Part> {
    if call.is_method {
        return view.part_before(call.name.checked_sub(1)?);
    }
    view.part_before(view.code.expression_end(call.open + 1))
}

fn tables<'k>(view: &ScriptView<'k>) -> impl Iterator<Item = WantedText<'k>> {
    view.knowledge().tables.iter().map(|(name, table)| WantedText {
        text: Cow::Borrowed(name),
        kind: CompletionKind::Table,
        about: About::Rows(table.rows().len()),
    })
}

fn keys<'k>(view: &ScriptView<'k>, table: &str) -> impl Iterator<Item = WantedText<'k>> + use<'k> {
    let rows = view.knowledge().tables.get(table).into_iter().flat_map(LookupTable::rows);
    rows.map(|row| WantedText {
        text: Cow::Borrowed(&row.key),
        kind: CompletionKind::Key,
        about: About::Becomes(&row.value),
    })
}

/// The values of a part: those that samples hold, the most frequent first, and those that a schema
/// suggests.
fn of_part(part: &Part) -> WantedTexts<'_> {
    if part.kind == ValueKind::Boolean {
        // `true` stands without quotes.
        return WantedTexts::default();
    }
    let seen = part.seen.as_ref().and_then(|seen| seen.part.as_deref());
    let values = seen.map(|part| &*part.values).unwrap_or_default();
    let mut texts: Vec<WantedText<'_>> = values
        .iter()
        .take(MOST_TEXTS)
        .map(|seen| WantedText { about: About::Sent(seen.count), ..value(&seen.text) })
        .collect();
    let is_needed = !part.suggested.is_empty();
    let known: BTreeSet<&str> = values.iter().filter(|_| is_needed).map(|seen| seen.text.as_str()).collect();
    let suggested = part.suggested.iter().filter(|text| !known.contains(text.as_str()));
    texts.extend(suggested.map(value));
    WantedTexts { texts, need: Need::Likely }
}

/// The values that the field of the rule allows.
fn of_field<'k>(view: &ScriptView<'k>) -> WantedTexts<'k> {
    let field = view.context.scope.field.filter(|_| !view.context.scope.is_condition);
    let values = field.map(|field| view.knowledge().field_values(field)).unwrap_or_default();
    possible(values.into_iter().map(value))
}

/// The part of the field's entries that a map gives a value here, as in `#{ label: "work" }`.
fn keyed_part<'k>(view: &ScriptView<'k>, idx: usize) -> Option<&'k Part> {
    let colon = idx.checked_sub(1).filter(|colon| view.code.is(*colon, ":"))?;
    let is_in_map = view.code.enclosing(idx).is_some_and(|open| view.code.is(open, "#{"));
    let key = colon.checked_sub(1).filter(|_| is_in_map)?;
    entry_part(view)?.part(view.code.word(key).trim_matches('"'))
}

/// What the entries of the list are that the rule fills; `None` for other fields.
pub(super) fn entry_part<'k>(view: &ScriptView<'k>) -> Option<&'k Part> {
    let scope = &view.context.scope;
    let field = scope.field.filter(|_| !scope.is_condition)?;
    let part = view.knowledge().record(scope.record_type)?.part(&field.name)?;
    Some(part).filter(|part| part.is_list && !part.parts.is_empty())
}

/// What the text is compared with, in front of it or behind it.
fn compared_part<'k>(view: &ScriptView<'k>, idx: usize) -> Option<&'k Part> {
    let code = &view.code;
    let is_comparison = |at: usize| ["==", "!=", "in", "!in"].iter().any(|sign| code.is(at, sign));
    // `x in ["a", "b"]`: what counts is in front of the list.
    let at = match code.enclosing(idx) {
        Some(open) if code.is(open, "[") && !code.follows_operand(open) => open,
        _ => idx,
    };
    if let Some(sign) = at.checked_sub(1).filter(|sign| is_comparison(*sign)) {
        return view.part_before(sign);
    }
    let is_text = code.kind(idx) == Some(TokenKind::Text);
    (is_text && is_comparison(idx + 1)).then(|| {
        let end = (idx + 2..code.len())
            .find(|end| ["&&", "||", ")", "{", "}", ";", ",", "??"].iter().any(|sign| code.is(*end, sign)));
        view.part_before(end.unwrap_or(code.len()))
    })?
}

/// What a `switch` looks at, at the beginning of one of its cases.
fn switched_part<'k>(view: &ScriptView<'k>, idx: usize) -> Option<&'k Part> {
    let code = &view.code;
    let open = code.enclosing(idx).filter(|open| code.is(*open, "{"))?;
    let chain = chain_before(code, open)?;
    let begins_case = ["{", ",", "|", "}"].iter().any(|sign| code.is_before(idx, sign));
    (begins_case && code.is_before(chain.start, "switch")).then(|| view.part_before(open))?
}

/// Whether a value here is what the script gives, or may be.
pub(super) fn is_result(view: &ScriptView<'_>, idx: usize) -> bool {
    let code = &view.code;
    idx == 0
        || ["{", "}", ";", "=>", "??", "else", "return"].iter().any(|sign| code.is_before(idx, sign))
            && !view.bindings.iter().any(|binding| binding.token == idx)
}
