//! The text of each helper function, by which one sees that it was changed.

use std::collections::BTreeMap;

use rhai::{AST, Position};

/// The functions of a compiled text by name, each with parameters and body as typed; functions of
/// the same name together.
pub(super) fn helper_texts(ast: &AST, script: &str) -> BTreeMap<String, String> {
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for function in ast.iter_fn_def().filter(|function| !function.name.starts_with("anon$")) {
        let body = text_between(script, function.body.start_position(), function.body.end_position());
        let parameters: Vec<&str> = function.params.iter().map(AsRef::as_ref).collect();
        let of_type = function.this_type.as_deref().map(|name| format!("{name}.")).unwrap_or_default();
        let text = format!("{of_type}({}) {body}", parameters.join(", "));
        texts.entry(function.name.to_string()).or_default().push(text);
    }
    let joined = texts.into_iter().map(|(name, mut overloads)| {
        overloads.sort_unstable();
        (name, overloads.join("\n"))
    });
    joined.collect()
}

/// The part of a text from the first place to the second, with both; all of it when a place is not
/// known.
fn text_between(script: &str, start: Position, end: Position) -> &str {
    let [start, end] = [start, end].map(|place| offset(script, place));
    match (start, end) {
        (Some(start), Some(end)) => script.get(start..=end).unwrap_or(script),
        _ => script,
    }
}

/// Where a place is in the text, in bytes.
fn offset(script: &str, place: Position) -> Option<usize> {
    let line = script.split_inclusive('\n').nth(place.line()?.checked_sub(1)?)?;
    let line_start = line.as_ptr().addr() - script.as_ptr().addr();
    let (column, _) = line.char_indices().nth(place.position()?.checked_sub(1)?)?;
    Some(line_start + column)
}

#[cfg(test)]
mod tests {
    use super::helper_texts;
    use rhai::Engine;

    #[track_caller]
    fn check(script: &str, expected: &[(&str, &str)]) {
        let ast = Engine::new().compile(script).unwrap();
        let texts = helper_texts(&ast, script);
        let found: Vec<_> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn each_function_by_itself() {
        check("", &[]);
        check("fn one() { 1 }", &[("one", "() { 1 }")]);
        check(
            "fn a(x, y) {\n  \"ä{\" + x\n}\n// b\nfn b() { `}` }",
            &[("a", "(x, y) {\n  \"ä{\" + x\n}"), ("b", "() { `}` }")],
        );
        check(
            "fn a(x) { x } fn a() { [1].map(|n| n + 1) }",
            &[("a", "() { [1].map(|n| n + 1) }\n(x) { x }")],
        );
    }
}
