//! What is said about the thing under the pointer.

use std::ops::Range;

use serde_json::Value;

use crate::scim::SchemaUrn;
use crate::script::functions::Example;
use crate::script::syntax::{
    BindingKind, Chain, Code, Head, Step, TokenKind, binding_of, chain_before, enclosing_call,
};
use crate::workbench::language::script_view::{ScriptView, signature_of};
use crate::workbench::language::{CompletionKind, Part, ScriptContext};
use crate::workbench::{SampleInput, display_value};

/// What is said about a piece of a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoverCard {
    /// The piece, in bytes.
    pub range: Range<usize>,
    /// What it is.
    pub kind: CompletionKind,
    /// Its name, path or signature.
    pub title: String,
    /// Its type in a few words; may be empty.
    pub type_words: String,
    /// What it is for, in sentences; may be empty.
    pub doc: String,
    /// Where that is written, such as `RFC 7643 §4.1.1`; may be empty.
    pub source: String,
    /// What is known of it: a word and what it says, such as `Selected sample` and `“Buyer”`.
    pub facts: Vec<(String, String)>,
    /// Scripts and what they give.
    pub examples: Vec<Example>,
}

/// The words of the language that are explained.
const KEYWORDS: [(&str, &str); 12] = [
    ("let", "Names a value; it is seen up to the end of the block."),
    ("const", "Names a value that never changes."),
    ("if", "The value of the first block if the condition holds, otherwise that behind `else`, or nothing."),
    ("else", "What counts if the condition does not hold."),
    ("switch", "The result for the first case that is equal to the value; `_` stands for all others."),
    ("for", "Does the block for each entry of a list."),
    ("in", "Whether a list holds a value; in `for`, what is walked through."),
    ("return", "Ends the script, or the function, with this value."),
    ("fn", "Defines a function. It sees nothing but its parameters."),
    ("while", "Does the block as long as the condition holds."),
    ("true", "Yes."),
    ("false", "No."),
];

/// What is said about the thing at the byte `offset`; `None` where nothing is known. `sample` is the
/// sample whose values are shown.
pub fn hover(context: ScriptContext<'_>, offset: usize, sample: Option<&SampleInput>) -> Option<HoverCard> {
    let view = ScriptView::new(context)?;
    let idx = view.code.at(offset)?;
    match view.code.kind(idx)? {
        TokenKind::Keyword => keyword_card(&view, idx),
        TokenKind::Function => function_card(&view, idx),
        TokenKind::Name if view.code.is(idx + 1, ":") => None,
        TokenKind::Name | TokenKind::Property => name_card(&view, idx, sample),
        TokenKind::Text => text_card(&view, idx, sample),
        _ => None,
    }
}

fn card(view: &ScriptView<'_>, range: &Range<usize>, kind: CompletionKind, title: String) -> HoverCard {
    HoverCard {
        range: view.code.bytes(range),
        kind,
        title,
        type_words: String::new(),
        doc: String::new(),
        source: String::new(),
        facts: Vec::new(),
        examples: Vec::new(),
    }
}

fn keyword_card(view: &ScriptView<'_>, idx: usize) -> Option<HoverCard> {
    let word = view.code.word(idx);
    let (_, doc) = KEYWORDS.iter().find(|(known, _)| *known == word)?;
    let card = card(view, &(idx..idx + 1), CompletionKind::Keyword, word.to_owned());
    Some(HoverCard { doc: (*doc).to_owned(), ..card })
}

fn function_card(view: &ScriptView<'_>, idx: usize) -> Option<HoverCard> {
    let name = view.code.word(idx);
    if let Some(helper) = view.function(name) {
        let card = card(view, &(idx..idx + 1), CompletionKind::Helper, signature_of(helper));
        return Some(HoverCard { doc: helper.comment.clone(), ..card });
    }
    let function = view.knowledge().function(name)?;
    let card = card(view, &(idx..idx + 1), CompletionKind::Function, function.signature.clone());
    Some(HoverCard {
        type_words: function.result.clone(),
        doc: function.summary.clone(),
        source: function.category.to_owned(),
        examples: function.examples.clone(),
        ..card
    })
}

fn name_card(view: &ScriptView<'_>, idx: usize, sample: Option<&SampleInput>) -> Option<HoverCard> {
    let chain = chain_before(&view.code, idx + 1)?;
    let shapes = view.shapes();
    let shape = shapes.after_steps(&chain, chain.steps.len());
    let is_alone = chain.steps.is_empty();
    let binding = binding_of(&view.code, &view.bindings, idx).filter(|_| is_alone);
    if let Some(binding) = binding {
        let mut card = card(view, &(idx..idx + 1), CompletionKind::Local, view.code.word(idx).to_owned());
        let doc = match &binding.kind {
            BindingKind::Variable(_) => "A variable of this script.",
            BindingKind::Loop(_) | BindingKind::ClosureParameter(0, _) => "One entry of the list.",
            BindingKind::Counter => "The place of the entry in the list, from 0.",
            BindingKind::Parameter(_) | BindingKind::ClosureParameter(..) => "A parameter.",
            BindingKind::Caught => "What was thrown.",
        };
        doc.clone_into(&mut card.doc);
        if let BindingKind::Variable(value) = &binding.kind {
            let range = view.code.bytes(value);
            let written = view.context.text.get(range).unwrap_or_default();
            card.facts.push(("First value".to_owned(), crate::workbench::one_line(written)));
        }
        if let Some(part) = shape.part {
            describe(&mut card, &Part { is_list: shape.is_list, ..part.clone() });
        } else {
            shape.kind.word().clone_into(&mut card.type_words);
        }
        return Some(card);
    }
    let part = shape.part?;
    let range = chain.start..idx + 1;
    let title = view.context.text.get(view.code.bytes(&range)).unwrap_or(&part.name);
    let kind = if is_alone { CompletionKind::Variable } else { CompletionKind::Attribute };
    let mut card = card(view, &(idx..idx + 1), kind, crate::workbench::one_line(title));
    card.doc.clone_from(&part.doc);
    card.source.clone_from(&part.source);
    if let Some(value) = sample.and_then(|sample| value_in(view, &chain, sample)) {
        card.facts.push(("Selected sample".to_owned(), value));
    }
    describe(&mut card, part);
    Some(card)
}

/// Adds what is known of a part.
fn describe(card: &mut HoverCard, part: &Part) {
    card.type_words = part.type_words();
    let share = part.share_words();
    if !share.is_empty() {
        card.facts.push(("Samples".to_owned(), share));
    }
    let values = part.values_words();
    if !values.is_empty() {
        card.facts.push(("Values".to_owned(), values));
    }
    if !part.suggested.is_empty() {
        let some: Vec<&str> = part.suggested.iter().take(8).map(String::as_str).collect();
        let more = part.suggested.len() - some.len();
        let more = if more == 0 { String::new() } else { format!(" and {more} more") };
        card.facts.push(("Known values".to_owned(), format!("{}{more}", some.join(", "))));
    }
}

/// A table where one is looked up, or an attribute that is read by a text in brackets.
fn text_card(view: &ScriptView<'_>, idx: usize, sample: Option<&SampleInput>) -> Option<HoverCard> {
    let code = &view.code;
    if idx > 0 && code.is(idx + 1, "]") && (code.is_before(idx, "[") || code.is_before(idx, "?[")) {
        let chain = chain_before(code, idx + 2)?;
        let part = view.shapes().after_steps(&chain, chain.steps.len()).part?;
        let mut card = card(view, &(idx..idx + 1), CompletionKind::Attribute, part.name.clone());
        card.doc.clone_from(&part.doc);
        card.source.clone_from(&part.source);
        if let Some(value) = sample.and_then(|sample| value_in(view, &chain, sample)) {
            card.facts.push(("Selected sample".to_owned(), value));
        }
        describe(&mut card, part);
        return Some(card);
    }
    let call = enclosing_call(code, code.start(idx) + 1)?;
    let looks_up = ["lookup", "lookup_or"].contains(&code.word(call.name)) && idx == call.open + 1;
    let name = code.word(idx).trim_matches('"');
    let table = view.knowledge().tables.get(name).filter(|_| looks_up)?;
    let mut card = card(view, &(idx..idx + 1), CompletionKind::Table, name.to_owned());
    card.type_words = match table.rows().len() {
        1 => "lookup table, 1 row".to_owned(),
        n_rows => format!("lookup table, {n_rows} rows"),
    };
    card.facts = table.rows().iter().take(5).map(|row| (row.key.clone(), row.value.clone())).collect();
    Some(card)
}

/// What a chain reads in a sample, when it reads a part of the resource step by step.
fn value_in(view: &ScriptView<'_>, chain: &Chain, sample: &SampleInput) -> Option<String> {
    let Head::Name(head) = chain.head else { return None };
    let attributes = &sample.resource.attributes;
    let root = Value::Object(attributes.clone());
    let within = |urn: &str| member(&root, urn).cloned();
    let mut value = match view.code.word(head) {
        "user" | "group" => root,
        "enterprise" => within(SchemaUrn::ENTERPRISE_USER).unwrap_or_default(),
        "custom" => within(view.knowledge().target.custom_fields_schema.as_deref()?).unwrap_or_default(),
        _ => return None,
    };
    if chain.steps.is_empty() {
        return None;
    }
    for step in &chain.steps {
        let next = match step {
            Step::Property(token) => member(&value, view.code.word(*token)),
            Step::Index(range) => indexed(&view.code, &value, range),
            Step::Method(..) => return None,
        };
        value = next.cloned().unwrap_or_default();
    }
    Some(match &value {
        Value::Null => "()".to_owned(),
        Value::String(text) => format!("“{text}”"),
        value => display_value(value),
    })
}

fn member<'v>(value: &'v Value, name: &str) -> Option<&'v Value> {
    let object = value.as_object()?;
    object.get(name).or_else(|| {
        object.iter().rev().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    })
}

fn indexed<'v>(code: &Code<'_>, value: &'v Value, range: &Range<usize>) -> Option<&'v Value> {
    let word = code.word(range.start);
    match code.kind(range.start)? {
        TokenKind::Text => member(value, word.trim_matches('"')),
        TokenKind::Number if range.len() == 1 => value.as_array()?.get(word.parse::<usize>().ok()?),
        _ => None,
    }
}
