//! What an expression is, as far as that can be seen without running it.
//!
//! A guess for completion and hover, on code that need not compile; never a promise.

use std::ops::Range;

use crate::script::syntax::{
    Binding, BindingKind, Chain, Code, Head, Step, TokenKind, arguments, binding_of, chain_before, chain_from,
};
use crate::workbench::language::function_entry::walks_entries;
use crate::workbench::language::{Knowledge, Part, ScriptScope, ValueKind};

/// How deep variables are followed to where they come from.
const DEEPEST: usize = 12;

/// What a value is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Shape<'k> {
    /// The part it was read from.
    pub part: Option<&'k Part>,
    /// What one value is.
    pub kind: ValueKind,
    /// Whether it is a list of them.
    pub is_list: bool,
}

impl<'k> Shape<'k> {
    pub fn of(part: &'k Part) -> Self {
        Self { part: Some(part), kind: part.kind, is_list: part.is_list }
    }

    fn one(kind: ValueKind) -> Self {
        Self { part: None, kind, is_list: false }
    }

    /// One entry of the list.
    fn item(self) -> Self {
        Self { is_list: false, ..self }
    }

    /// The part of this name.
    fn member(self, name: &str) -> Self {
        let part = self.part.filter(|_| !self.is_list).and_then(|part| part.part(name));
        part.map(Self::of).unwrap_or_default()
    }
}

/// Tells what expressions of one script are.
pub(super) struct Shapes<'k, 'c> {
    pub knowledge: &'k Knowledge,
    pub scope: &'c ScriptScope<'c>,
    pub code: &'c Code<'c>,
    pub bindings: &'c [Binding],
}

impl<'k> Shapes<'k, '_> {
    /// What the expression is that ends before the token `end`.
    pub fn before(&self, end: usize) -> Shape<'k> {
        chain_before(self.code, end).map(|chain| self.chain(&chain, 0)).unwrap_or_default()
    }

    /// What a chain is after its first `n_steps` steps.
    pub fn after_steps(&self, chain: &Chain, n_steps: usize) -> Shape<'k> {
        let steps = chain.steps.get(..n_steps).unwrap_or(&chain.steps).to_vec();
        self.chain(&Chain { steps, ..chain.clone() }, 0)
    }

    /// What the name at this token is.
    pub fn name(&self, token: usize) -> Shape<'k> {
        self.name_at(token, 0)
    }

    fn chain(&self, chain: &Chain, depth: usize) -> Shape<'k> {
        if depth > DEEPEST {
            return Shape::default();
        }
        let mut shape = match &chain.head {
            Head::Name(token) => self.name_at(*token, depth + 1),
            Head::Call(name, arguments) => self.call(*name, arguments, depth + 1),
            Head::Other(range) => self.literal(range, depth + 1),
        };
        for step in &chain.steps {
            shape = match step {
                Step::Property(token) => shape.member(self.code.word(*token)),
                Step::Index(range) => self.index(shape, range),
                Step::Method(name, _) => self.result(*name, shape),
            };
        }
        shape
    }

    fn index(&self, shape: Shape<'k>, range: &Range<usize>) -> Shape<'k> {
        match self.code.kind(range.start) {
            Some(TokenKind::Text) if range.len() == 1 => {
                shape.member(self.code.word(range.start).trim_matches(['"', '`']))
            }
            _ => shape.item(),
        }
    }

    fn name_at(&self, token: usize, depth: usize) -> Shape<'k> {
        if depth > DEEPEST {
            return Shape::default();
        }
        let name = self.code.word(token);
        let Some(binding) = binding_of(self.code, self.bindings, token) else {
            return self.knowledge.variable(self.scope, name).map(Shape::of).unwrap_or_default();
        };
        match &binding.kind {
            BindingKind::Variable(value) => self.expression_at(value, depth + 1),
            BindingKind::Loop(walked) => self.expression_at(walked, depth + 1).item(),
            BindingKind::Counter => Shape::one(ValueKind::Number),
            BindingKind::ClosureParameter(0, open) => self.walked(*open, depth + 1).item(),
            BindingKind::Parameter(_) if self.scope.resource_type.is_none() => {
                self.knowledge.variable(self.scope, name).map(Shape::of).unwrap_or_default()
            }
            _ => Shape::default(),
        }
    }

    /// The list that is walked through by the function which a closure is given to.
    fn walked(&self, closure: usize, depth: usize) -> Shape<'k> {
        let Some(open) = self.code.enclosing(closure) else { return Shape::default() };
        let Some(name) = open.checked_sub(1).filter(|name| walks_entries(self.code.word(*name))) else {
            return Shape::default();
        };
        if self.code.is_before(name, ".") || self.code.is_before(name, "?.") {
            let chain = chain_before(self.code, name - 1);
            return chain.map(|chain| self.chain(&chain, depth)).unwrap_or_default();
        }
        self.expression_at(&(open + 1..self.code.expression_end(open + 1)), depth)
    }

    fn call(&self, name: usize, arguments: &[Range<usize>], depth: usize) -> Shape<'k> {
        let of = |number: usize| {
            arguments.get(number).map(|range| self.expression_at(range, depth)).unwrap_or_default()
        };
        match self.code.word(name) {
            "find_record" => {
                let wanted = arguments.first().map(|range| self.code.word(range.start)).unwrap_or_default();
                self.knowledge.record(wanted.trim_matches('"')).map(Shape::of).unwrap_or_default()
            }
            _ => self.result(name, of(0)),
        }
    }

    /// What a function gives for a first argument.
    fn result(&self, name: usize, first: Shape<'k>) -> Shape<'k> {
        let name = self.code.word(name);
        if let Some(record) = name.strip_prefix("find_").and_then(|of| self.knowledge.record(of)) {
            return Shape::of(record);
        }
        let function = self.knowledge.function(name);
        match function.map_or("", |function| function.result.as_str()) {
            "text" => Shape::one(ValueKind::Text),
            "number" => Shape::one(ValueKind::Number),
            "boolean" => Shape::one(ValueKind::Boolean),
            "date" => Shape::one(ValueKind::Date),
            "entry" => first.item(),
            "list" if matches!(name, "map" | "values" | "keys" | "split" | "split_trimmed") => {
                let values = first.item().member("value");
                let part = values.part.filter(|_| name == "values");
                Shape { part, kind: part.map_or(ValueKind::Unknown, |part| part.kind), is_list: true }
            }
            "list" => Shape { is_list: true, ..first },
            "value" if matches!(name, "first_present" | "coalesce") => first.item(),
            "value" if first.kind == ValueKind::Object => first.item().member("value"),
            _ => Shape::default(),
        }
    }

    fn literal(&self, range: &Range<usize>, depth: usize) -> Shape<'k> {
        let (code, start) = (self.code, range.start);
        match code.kind(start) {
            Some(TokenKind::Text | TokenKind::Character) => Shape::one(ValueKind::Text),
            Some(TokenKind::Number) => Shape::one(ValueKind::Number),
            _ if code.is(start, "#{") => Shape::one(ValueKind::Object),
            _ if code.is(start, "(") => self.expression_at(&(start + 1..range.end.saturating_sub(1)), depth),
            _ if code.is(start, "[") => {
                let entries = arguments(code, start, range.end.saturating_sub(1));
                let shapes = entries.iter().map(|entry| self.expression_at(entry, depth));
                let first = shapes.take(8).find(|shape| *shape != Shape::default());
                Shape { is_list: true, ..first.unwrap_or_default() }
            }
            _ => Shape::default(),
        }
    }

    fn expression_at(&self, range: &Range<usize>, depth: usize) -> Shape<'k> {
        let code = self.code;
        if depth > DEEPEST || range.is_empty() {
            return Shape::default();
        }
        if ["true", "false", "!"].iter().any(|word| code.is(range.start, word)) {
            return Shape::one(ValueKind::Boolean);
        }
        let Some(chain) = longest_chain(code, range) else { return Shape::default() };
        let (chain, end) = chain;
        let shape = self.chain(&chain, depth + 1);
        if end >= range.end {
            return shape;
        }
        match code.word(end) {
            "??" if shape == Shape::default() => self.expression_at(&(end + 1..range.end), depth + 1),
            "??" | "+" => shape,
            "==" | "!=" | "<" | ">" | "<=" | ">=" | "&&" | "||" | "in" | "!in" => {
                Shape::one(ValueKind::Boolean)
            }
            "-" | "*" | "/" | "%" => Shape::one(ValueKind::Number),
            _ => Shape::default(),
        }
    }
}

/// The chain at the beginning of an expression and where it ends.
fn longest_chain(code: &Code<'_>, range: &Range<usize>) -> Option<(Chain, usize)> {
    let mut end = range.start;
    while end < range.end {
        let is_step = end == range.start
            || matches!(code.kind(end), Some(TokenKind::Property | TokenKind::InterpolationStart))
            || code.is(end, ".")
            || code.is(end, "?.")
            || code.is_before(end, ".")
            || code.is_before(end, "?.")
            || ((code.is(end, "(") || code.is(end, "[") || code.is(end, "?[")) && code.follows_operand(end))
            || (code.kind(end) == Some(TokenKind::Text)
                && code.kind(end - 1) == Some(TokenKind::InterpolationEnd));
        if !is_step {
            break;
        }
        end = match code.partner(end) {
            Some(partner) if partner > end => partner + 1,
            _ => end + 1,
        };
    }
    let end = end.min(range.end);
    chain_from(code, range.start, end).map(|chain| (chain, end))
}
