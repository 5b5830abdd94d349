//! What can stand where a value or a statement begins: variables, attributes, functions, words.

use crate::script::syntax::{is_name, visible_bindings};
use crate::target::{FieldType, TargetField};
use crate::workbench::language::candidate::Candidate;
use crate::workbench::language::complete::escaped;
use crate::workbench::language::likeness::{is_housekeeping, sounds_alike};
use crate::workbench::language::script_view::{ScriptView, signature_of};
use crate::workbench::language::wanted_text::{Need, WantedTexts, entry_part, is_result, wanted_texts};
use crate::workbench::language::{
    CompletionKind, FunctionEntry, Part, Snippet, TEMPLATES, TemplateFit, ValueKind,
};

/// The words that begin something, with what is written for each.
const KEYWORDS: [(&str, &str, &str); 12] = [
    ("let", "let ‹name› = ‹value›;", "A variable"),
    ("if", "if ‹condition› {\n  ‹value›\n}", "Only under a condition; otherwise the field keeps what it has"),
    ("if … else", "if ‹condition› {\n  ‹value›\n} else {\n  ‹()›\n}", "One of two values"),
    ("switch", "switch ‹value› {\n  ‹\"a\"› => ‹1›,\n  _ => ‹()›,\n}", "A result for each of some values"),
    ("for", "for ‹entry› in ‹list› {\n  ‹›\n}", "For each entry of a list"),
    ("return", "return ‹value›;", "Ends the script with this value"),
    ("true", "true", "Yes"),
    ("false", "false", "No"),
    ("()", "()", "Nothing: the field keeps what it has"),
    ("while", "while ‹condition› {\n  ‹›\n}", "As long as a condition holds"),
    ("const", "const ‹NAME› = ‹value›;", "A variable that never changes"),
    ("else", "else {\n  ‹value›\n}", "Otherwise"),
];

/// The signs that stand between two values.
const OPERATORS: [(&str, &str); 12] = [
    ("??", "Otherwise: what follows counts when there is nothing before it"),
    ("==", "Whether both are equal"),
    ("!=", "Whether they differ"),
    ("&&", "Whether both are true"),
    ("||", "Whether one of them is true"),
    ("+", "Both texts together, or the sum"),
    ("in", "Whether a list or text holds it"),
    ("<", "Whether it is less"),
    (">", "Whether it is more"),
    ("<=", "Whether it is at most that"),
    (">=", "Whether it is at least that"),
    ("-", "The difference"),
];

/// What can stand at the token `idx`, which starts at the byte `offset` and of which something was typed.
pub(super) fn name_candidates(
    view: &ScriptView<'_>,
    idx: usize,
    (offset, typed): (usize, &str),
    has_brackets: bool,
) -> Vec<Candidate> {
    if let Some(keys) = keys_of_entry(view, idx) {
        return keys;
    }
    if view.code.follows_operand(idx) && !view.code.is_before(idx, "}") {
        return operators();
    }
    let mut candidates = Vec::new();
    let is_result = is_result(view, idx);
    candidates.extend(texts(wanted_texts(view, idx, offset).best(typed)));
    candidates.extend(locals(view, idx));
    let field = view.context.scope.field.filter(|_| is_result || view.code.enclosing(idx).is_some());
    for (number, part) in view.knowledge().variables(&view.context.scope).into_iter().enumerate() {
        candidates.push(Candidate::of_part(part, CompletionKind::Variable, 90 - number));
        if !part.is_list {
            push_parts(&mut candidates, part, &part.name, field, 0);
        }
    }
    candidates.extend(helpers(view, has_brackets));
    candidates.extend(functions(view, is_result, has_brackets));
    if !has_brackets {
        candidates.extend(words(view, idx));
        candidates.extend(templates(view, is_result));
    }
    candidates
}

/// Texts with their quotes, in their order.
fn texts(wanted: WantedTexts<'_>) -> impl Iterator<Item = Candidate> {
    let (weight, step) = match wanted.need {
        Need::Certain => (1_000_000, 1),
        Need::Likely => (200_000, 1),
        Need::Possible => (45, 0),
    };
    wanted.texts.into_iter().enumerate().map(move |(number, wanted)| Candidate {
        detail: wanted.about.words(),
        insert: Snippet::plain(format!("\"{}\"", escaped(&wanted.text))),
        ..Candidate::new(wanted.text, wanted.kind, weight - number * step)
    })
}

/// The keys of a map that becomes an entry of the field, where a key is wanted.
fn keys_of_entry(view: &ScriptView<'_>, idx: usize) -> Option<Vec<Candidate>> {
    let open = view.code.enclosing(idx).filter(|open| view.code.is(*open, "#{"))?;
    if !(view.code.is_before(idx, "#{") || view.code.is_before(idx, ",")) {
        return None;
    }
    let end = view.code.partner(open).unwrap_or(view.code.len());
    let is_written = |name: &str| {
        (open..end).any(|at| at != idx && view.code.word(at) == name && view.code.is(at + 1, ":"))
    };
    let parts = entry_part(view).map_or(&[][..], |part| &part.parts);
    let keys = parts.iter().filter(|part| !is_written(&part.name)).enumerate().map(|(number, part)| {
        let candidate = Candidate::of_part(part, CompletionKind::Attribute, 100 - number.min(90));
        Candidate { insert: Snippet::plain(format!("{}: ", part.name)), ..candidate }
    });
    Some(keys.collect())
}

/// What can follow a value.
fn operators() -> Vec<Candidate> {
    let operators = OPERATORS.iter().enumerate().map(|(number, (sign, doc))| Candidate {
        insert: Snippet::plain(format!("{sign} ")),
        doc: (*doc).to_owned(),
        ..Candidate::new(*sign, CompletionKind::Keyword, 100 - number)
    });
    operators.collect()
}

fn locals<'v>(view: &'v ScriptView<'_>, idx: usize) -> impl Iterator<Item = Candidate> + 'v {
    let shapes = view.shapes();
    let visible = visible_bindings(&view.code, &view.bindings, idx);
    visible.into_iter().enumerate().map(move |(number, binding)| {
        let shape = shapes.name(binding.token);
        let type_words = match shape.part {
            Some(part) => Part { is_list: shape.is_list, ..part.clone() }.type_words(),
            None => Part { kind: shape.kind, is_list: shape.is_list, ..Part::default() }.type_words(),
        };
        let detail = shape.part.map(Part::values_words).unwrap_or_default();
        let name = view.code.word(binding.token);
        let weight = 120 - number.min(20);
        Candidate { type_words, detail, ..Candidate::new(name, CompletionKind::Local, weight) }
    })
}

/// The attributes below a variable under their whole path, so that they are found by their own name.
fn push_parts(
    candidates: &mut Vec<Candidate>,
    part: &Part,
    path: &str,
    field: Option<&TargetField>,
    depth: usize,
) {
    for inner in part.parts.iter().filter(|inner| is_name(&inner.name)) {
        let weight = match &inner.seen {
            _ if is_housekeeping(&inner.name) || is_housekeeping(&part.name) => 33,
            Some(seen) if seen.n_all > 0 && inner.n_samples() > 0 => 60 + inner.n_samples() * 12 / seen.n_all,
            Some(_) => 35,
            None if part.name == "vars" => 62,
            None => 34,
        };
        let is_source = weight >= 35 && field.is_some_and(|field| sounds_alike(&field.name, &inner.name));
        let weight = weight + usize::from(is_source) * 60;
        let prefix = path.len() + 1;
        let label = format!("{path}.{}", inner.name);
        if depth < 1 && !inner.is_list && inner.kind == ValueKind::Object {
            push_parts(candidates, inner, &label, field, depth + 1);
        }
        let candidate = Candidate::of_part(inner, CompletionKind::Attribute, weight);
        candidates.push(Candidate { insert: Snippet::plain(&label), label, prefix, ..candidate });
    }
}

fn helpers<'v>(view: &'v ScriptView<'_>, has_brackets: bool) -> impl Iterator<Item = Candidate> + 'v {
    view.functions.iter().map(move |function| {
        let places: Vec<String> = function.parameters.iter().map(|name| format!("‹{name}›")).collect();
        let insert = if has_brackets {
            Snippet::plain(&function.name)
        } else {
            Snippet::parse(&format!("{}({})", function.name, places.join(", ")))
        };
        Candidate {
            type_words: signature_of(function),
            doc: function.comment.clone(),
            insert,
            ..Candidate::new(&function.name, CompletionKind::Helper, 73)
        }
    })
}

fn functions<'v>(
    view: &'v ScriptView<'_>,
    is_result: bool,
    has_brackets: bool,
) -> impl Iterator<Item = Candidate> + 'v {
    let field = view.context.scope.field.filter(|_| is_result).map(|field| &field.field_type);
    let record_types = &view.knowledge().target.record_types;
    let entries = view.knowledge().functions().iter().filter(move |function| {
        let of = function.name.strip_prefix("find_").filter(|_| function.result == "record");
        of.is_none_or(|of| of == "record" || record_types.iter().any(|known| known.name == of))
    });
    entries.map(move |function| {
        let is_fit = field.is_some_and(|field| gives(function, field));
        let weight = if function.category == "rhai" { 30 } else { 50 } + usize::from(is_fit) * 8;
        Candidate::of_function(function, false, has_brackets, weight)
    })
}

/// Whether a function gives what a field wants.
fn gives(function: &FunctionEntry, field: &FieldType) -> bool {
    match field {
        FieldType::Boolean => function.result == "boolean",
        FieldType::Integer | FieldType::Decimal => function.result == "number",
        FieldType::DateTime => function.result == "date",
        FieldType::Reference { record_type, .. } => function.name == format!("find_{record_type}"),
        FieldType::List(_) | FieldType::StringList => function.result == "list",
        _ => matches!(function.result.as_str(), "text" | "value"),
    }
}

fn words(view: &ScriptView<'_>, idx: usize) -> Vec<Candidate> {
    let follows_block = view.code.is_before(idx, "}");
    let words = KEYWORDS.iter().filter(|(word, ..)| *word != "else" || follows_block);
    words
        .map(|(word, pattern, doc)| Candidate {
            insert: Snippet::parse(pattern),
            doc: (*doc).to_owned(),
            ..Candidate::new(*word, CompletionKind::Keyword, 48)
        })
        .collect()
}

fn templates<'v>(view: &'v ScriptView<'_>, is_result: bool) -> impl Iterator<Item = Candidate> + 'v {
    let is_blank = view.code.is_empty() || view.context.text.trim() == "()";
    let field = view.context.scope.field.map(|field| &field.field_type);
    let offered = TEMPLATES.iter().filter(move |template| is_result && (is_blank || !template.is_whole));
    offered.map(move |template| {
        let is_fit = match template.fits {
            TemplateFit::Any => false,
            TemplateFit::Reference => matches!(field, Some(FieldType::Reference { .. })),
            TemplateFit::Boolean => matches!(field, Some(FieldType::Boolean)),
            TemplateFit::List => matches!(field, Some(FieldType::List(_) | FieldType::StringList)),
        };
        Candidate {
            insert: template.snippet(),
            doc: template.help.to_owned(),
            ..Candidate::new(template.title, CompletionKind::Template, 46 + usize::from(is_fit) * 60)
        }
    })
}
