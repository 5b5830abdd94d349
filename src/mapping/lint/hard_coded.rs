//! Texts of one account that stand in scripts, and the variables that could stand in their place.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::diagnostic::{Code, Diagnostic, Fix, Place, Span, Suggestion, TextEdit};
use crate::script::KnownTexts;
use crate::script::syntax::{TextLiteral, text_literals};

/// The remarks on the texts of a script in order. Where `vars` is known (not in helper functions),
/// a variable that has the text as its value in every environment that has one is offered as a fix, and
/// making one is suggested.
pub(super) fn hard_coded(
    script: &str,
    known: &KnownTexts,
    environments: &BTreeMap<String, Map<String, Value>>,
    has_variables: bool,
) -> Vec<Diagnostic> {
    let mut remarks = Vec::new();
    for literal in text_literals(script).iter().filter(|literal| !literal.is_key) {
        let Some(found) = known.account_text(&literal.text) else { continue };
        let length = script.get(literal.range.clone()).map_or(1, |text| text.chars().count());
        let span = Span::at_offset(script, literal.range.start, length);
        let message =
            format!("{} stands in the script; in another account it is probably another one", found.what);
        let mut diagnostic = Diagnostic::warning(Code::HardCodedId, message)
            .with_help("make it a variable of the environments and write `vars.name`")
            .at(Place { span: Some(span), ..Place::default() });
        if has_variables && literal.is_replaceable {
            diagnostic.fix = fix(script, literal, environments);
            diagnostic.suggestion = Some(Suggestion::MakeVariable {
                name: found.variable.to_owned(),
                type_: found.type_.to_owned(),
                value: literal.text.clone(),
            });
        }
        remarks.push(diagnostic);
    }
    remarks
}

/// Writes the variable that has the text as its value already.
fn fix(
    script: &str,
    literal: &TextLiteral,
    environments: &BTreeMap<String, Map<String, Value>>,
) -> Option<Fix> {
    let has_text = |(_, value): &(&String, &Value)| value.as_str() == Some(&literal.text);
    let (name, _) = environments.values().flat_map(Map::iter).find(has_text)?;
    let new = format!("vars.{name}");
    let edit = TextEdit::of_bytes(script, literal.range.start, literal.range.end, new.as_str());
    Some(Fix::new(format!("Replace it with `{new}`"), edit))
}
