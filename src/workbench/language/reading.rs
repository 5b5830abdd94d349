//! What a script reads and calls, each thing with its places, seen without compiling it.
//!
//! Places of what is written in the script itself; what helper functions read is in theirs.

use std::ops::Range;

use crate::scim::SchemaUrn;
use crate::script::syntax::{
    BindingKind, Chain, Code, Head, Step, TokenKind, binding_of, chain_before, chain_from, enclosing_call,
};
use crate::workbench::language::function_entry::walks_entries;
use crate::workbench::language::script_view::ScriptView;

/// Something that scripts read or call.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Used {
    /// A part of the resource, a record or another variable, such as `user.name.givenName`.
    Attribute(String),
    /// A lookup table.
    Table(String),
    /// A variable of the environments.
    Variable(String),
    /// A helper function.
    Helper(String),
    /// A built-in function.
    Function(String),
}

impl Used {
    /// Its name.
    pub fn name(&self) -> &str {
        match self {
            Self::Attribute(name)
            | Self::Table(name)
            | Self::Variable(name)
            | Self::Helper(name)
            | Self::Function(name) => name,
        }
    }

    /// Whether it is the same or a part of it. Names of attributes are compared without case.
    pub fn covers(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Attribute(whole), Self::Attribute(part)) => {
                let (whole, part) = (whole.to_lowercase(), part.to_lowercase());
                part.strip_prefix(&whole).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            }
            _ => self == other,
        }
    }
}

/// A place where something is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    pub used: Used,
    /// The name in the script, in bytes; of a text without its quotes.
    pub range: Range<usize>,
}

/// How deep variables are followed to where they come from, and the most steps of a path.
const DEEPEST: usize = 12;

/// Everything a script reads and calls, in the order of the places.
pub(super) fn readings(view: &ScriptView<'_>) -> Vec<Reading> {
    let mut found = Vec::new();
    for idx in 0..view.code.len() {
        match view.code.kind(idx) {
            Some(TokenKind::Function) => found.extend(called(view, idx)),
            Some(TokenKind::Name | TokenKind::Property) => found.extend(read_name(view, idx)),
            Some(TokenKind::Text) => found.extend(read_text(view, idx)),
            _ => {}
        }
    }
    found
}

/// What is used at the byte `offset`: of a path the part up to there.
pub(super) fn used_at(view: &ScriptView<'_>, offset: usize) -> Option<Used> {
    let code = &view.code;
    let idx = code.at(offset)?;
    let reading = match code.kind(idx)? {
        TokenKind::Function if code.is_before(idx, "fn") => {
            return view.helper(code.word(idx)).map(|helper| Used::Helper(helper.name.clone()));
        }
        TokenKind::Function => called(view, idx),
        TokenKind::Text => read_text(view, idx),
        TokenKind::Name | TokenKind::Property if !code.is(idx + 1, ":") => {
            let range = code.start(idx)..code.end(idx);
            reading_of(view, &chain_before(code, idx + 1)?, idx, range)
        }
        _ => None,
    };
    reading.map(|reading| reading.used)
}

fn called(view: &ScriptView<'_>, idx: usize) -> Option<Reading> {
    let name = view.code.word(idx);
    if view.code.is_before(idx, "fn") {
        return None;
    }
    let is_method = view.code.is_before(idx, ".") || view.code.is_before(idx, "?.");
    let used = match view.function(name).filter(|_| !is_method) {
        Some(_) => Used::Helper(view.helper(name)?.name.clone()),
        None => Used::Function(view.knowledge().function(name)?.name.clone()),
    };
    Some(Reading { used, range: view.code.start(idx)..view.code.end(idx) })
}

/// A path counts at its last name, so that each place is one reading.
fn read_name(view: &ScriptView<'_>, idx: usize) -> Option<Reading> {
    let code = &view.code;
    let goes_on = code.is(idx + 1, ".") || code.is(idx + 1, "?.");
    let is_property_next = goes_on && code.kind(idx + 2) == Some(TokenKind::Property);
    let is_text_next = (code.is(idx + 1, "[") || code.is(idx + 1, "?["))
        && code.kind(idx + 2) == Some(TokenKind::Text)
        && code.is(idx + 3, "]");
    let is_key = code.is(idx + 1, ":") && code.kind(idx) == Some(TokenKind::Name);
    let is_given = view.bindings.iter().any(|binding| binding.token == idx);
    if is_property_next || is_text_next || is_key || is_given {
        return None;
    }
    reading_of(view, &chain_before(code, idx + 1)?, idx, code.start(idx)..code.end(idx))
}

/// The name of a table, of a part in brackets, or of a function that is passed on.
fn read_text(view: &ScriptView<'_>, idx: usize) -> Option<Reading> {
    let code = &view.code;
    let inside = unquoted(code, idx)?;
    let name = code.text().get(inside.clone())?.to_owned();
    if code.is(idx + 1, "]") && (code.is_before(idx, "[") || code.is_before(idx, "?[")) {
        if (code.is(idx + 2, ".") || code.is(idx + 2, "?."))
            && code.kind(idx + 3) == Some(TokenKind::Property)
        {
            return None;
        }
        return reading_of(view, &chain_before(code, idx + 2)?, idx, inside);
    }
    let call = enclosing_call(code, code.start(idx) + 1)?;
    let is_first = call.argument == 0 && !call.is_method && idx == call.open + 1;
    match code.word(call.name) {
        "lookup" | "lookup_or" if is_first => Some(Reading { used: Used::Table(name), range: inside }),
        "Fn" if is_first && view.helper(&name).is_some() => {
            Some(Reading { used: Used::Helper(name), range: inside })
        }
        _ => None,
    }
}

/// The text of a token in double quotes or back-ticks that stands alone, without them.
pub(super) fn unquoted(code: &Code<'_>, idx: usize) -> Option<Range<usize>> {
    let word = code.word(idx);
    let is_whole = word.len() >= 2
        && ((word.starts_with('"') && word.ends_with('"')) || (word.starts_with('`') && word.ends_with('`')));
    let is_plain = code.kind(idx) == Some(TokenKind::Text) && is_whole;
    is_plain.then(|| code.start(idx) + 1..code.end(idx) - 1)
}

fn reading_of(view: &ScriptView<'_>, chain: &Chain, idx: usize, range: Range<usize>) -> Option<Reading> {
    let path = Paths { view }.chain(chain, 0)?;
    let is_of_variable = path.first().is_some_and(|root| root == "vars");
    let used = match path.as_slice() {
        [_, variable, ..] if is_of_variable => {
            // Below a variable that is an object the variable itself is what is used.
            let is_here = view.code.word(idx).trim_matches(['"', '`']) == variable;
            let place = if is_here { Some(range.clone()) } else { place_of(view, chain, variable) };
            return Some(Reading { used: Used::Variable(variable.clone()), range: place? });
        }
        [root] if is_of_variable || view.knowledge().variable(&view.context.scope, root).is_none() => {
            return None;
        }
        path => Used::Attribute(path.join(".")),
    };
    Some(Reading { used, range })
}

/// Where a name stands in the steps of a chain.
fn place_of(view: &ScriptView<'_>, chain: &Chain, name: &str) -> Option<Range<usize>> {
    chain.steps.iter().find_map(|step| match step {
        Step::Property(token) if view.code.word(*token) == name => {
            Some(view.code.start(*token)..view.code.end(*token))
        }
        Step::Index(range) => unquoted(&view.code, range.start)
            .filter(|inside| view.code.text().get(inside.clone()) == Some(name)),
        _ => None,
    })
}

/// Follows expressions to the variable they are a part of.
struct Paths<'v, 'a> {
    view: &'v ScriptView<'a>,
}

impl Paths<'_, '_> {
    /// The variable and the names below it. Steps into the items of a list are left out.
    fn chain(&self, chain: &Chain, depth: usize) -> Option<Vec<String>> {
        if depth > DEEPEST {
            return None;
        }
        let code = &self.view.code;
        let mut path = match &chain.head {
            Head::Name(token) => self.name(*token, depth + 1)?,
            Head::Call(name, arguments) if gives_entries(code.word(*name)) => {
                let first = arguments.first()?;
                self.expression(first, depth + 1)?
            }
            _ => return None,
        };
        for step in &chain.steps {
            match step {
                Step::Property(token) => path.push(code.word(*token).to_owned()),
                Step::Index(range) => {
                    path.extend(
                        unquoted(code, range.start)
                            .and_then(|range| code.text().get(range))
                            .map(str::to_owned),
                    );
                }
                Step::Method(name, _) if gives_entries(code.word(*name)) => {}
                Step::Method(..) => return None,
            }
        }
        path.truncate(DEEPEST);
        Some(self.shortened(path))
    }

    fn expression(&self, range: &Range<usize>, depth: usize) -> Option<Vec<String>> {
        let chain = chain_from(&self.view.code, range.start, range.end)?;
        self.chain(&chain, depth)
    }

    fn name(&self, token: usize, depth: usize) -> Option<Vec<String>> {
        let code = &self.view.code;
        let name = || Some(vec![code.word(token).to_owned()]);
        let Some(binding) = binding_of(code, &self.view.bindings, token) else { return name() };
        match &binding.kind {
            BindingKind::Variable(value) | BindingKind::Loop(value) => self.expression(value, depth + 1),
            BindingKind::ClosureParameter(0, open) => {
                let bracket = code.enclosing(*open)?;
                let function = bracket.checked_sub(1).filter(|name| walks_entries(code.word(*name)))?;
                if code.is_before(function, ".") || code.is_before(function, "?.") {
                    return self.chain(&chain_before(code, function - 1)?, depth + 1);
                }
                self.expression(&(bracket + 1..code.expression_end(bracket + 1)), depth + 1)
            }
            // In a helper function a parameter that is called like a variable of rules stands for it.
            BindingKind::Parameter(_) if self.view.context.scope.resource_type.is_none() => name(),
            _ => None,
        }
    }

    /// Extensions under the shorter name that scripts have for them.
    fn shortened(&self, path: Vec<String>) -> Vec<String> {
        let custom = self.view.knowledge().target.custom_fields_schema.as_deref();
        let short = match path.get(1).map(String::as_str) {
            Some(urn) if urn.eq_ignore_ascii_case(SchemaUrn::ENTERPRISE_USER) => "enterprise",
            Some(urn) if custom.is_some_and(|custom| custom.eq_ignore_ascii_case(urn)) => "custom",
            _ => return path,
        };
        [short.to_owned()].into_iter().chain(path.into_iter().skip(2)).collect()
    }
}

/// Whether a function gives its list, some of its entries or one of them.
fn gives_entries(name: &str) -> bool {
    const OF_LISTS: [&str; 10] =
        ["filter", "find", "first", "last", "list", "of_type", "all_of_type", "primary", "unique", "without"];
    OF_LISTS.contains(&name)
}
