//! The content of one part of a mapping, and how far two versions of it are apart.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::change::difference::{Difference, script_difference};
use crate::change::functions::{Around, FunctionText};
use crate::change::{RulePart, Subject};
use crate::mapping::{Apply, Case, Rule};
use crate::scim::ResourceType;

/// What stands behind a subject.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Item {
    Setting(String),
    RuleSet(RuleSetHead),
    Condition(String),
    Rule(Box<Rule>),
    /// What stands around the helper functions, or all of their text.
    Around(Around),
    Functions(String),
    Function(FunctionText),
    /// The table is there; its rows stand by themselves.
    Table,
    Row(String),
    Variable(Value),
    /// The mapping speaks of cases.
    Cases,
    Case(Box<Case>),
}

/// What a rule set says besides condition and rules.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct RuleSetHead {
    pub resource_type: ResourceType,
    pub record_type: String,
    pub other: Map<String, Value>,
}

/// An edit of one part: from this to that. Absent is not there.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Edit {
    pub at: Subject,
    pub before: Option<Item>,
    pub after: Option<Item>,
}

impl Item {
    /// How far another version is from this one.
    pub fn difference(&self, other: &Self) -> Difference {
        match (self, other) {
            (Self::Condition(one), Self::Condition(other))
            | (Self::Functions(one), Self::Functions(other)) => script_difference(one, other),
            (Self::Rule(one), Self::Rule(other)) => rule_difference(one, other),
            (Self::Around(one), Self::Around(other)) => {
                script_difference(&one.start, &other.start).max(script_difference(&one.end, &other.end))
            }
            (Self::Function(one), Self::Function(other)) => {
                let separator =
                    if one.separator == other.separator { Difference::None } else { Difference::Layout };
                script_difference(&one.text, &other.text).max(separator)
            }
            (Self::RuleSet(one), Self::RuleSet(other)) => by_text(one, other),
            (Self::Variable(one), Self::Variable(other)) => by_text(one, other),
            (Self::Case(one), Self::Case(other)) => by_text(one, other),
            _ if self == other => Difference::None,
            _ => Difference::Meaning,
        }
    }
}

/// How far apart two items are that may be absent.
pub(super) fn difference(one: Option<&Item>, other: Option<&Item>) -> Difference {
    match (one, other) {
        (None, None) => Difference::None,
        (Some(one), Some(other)) => one.difference(other),
        // What stands around functions, and whether cases are spoken of, says nothing by itself.
        (Some(Item::Around(_) | Item::Cases), None) | (None, Some(Item::Around(_) | Item::Cases)) => {
            Difference::Layout
        }
        _ => Difference::Meaning,
    }
}

/// What of a rule another version says in a different way, and how far the two are apart.
pub(super) fn rule_difference(one: &Rule, other: &Rule) -> Difference {
    let parts = rule_parts(one, other);
    if !parts.is_empty() {
        return Difference::Meaning;
    }
    script_difference(&one.script, &other.script).max(by_text(&one.other, &other.other))
}

/// The parts of a rule that say something else in another version.
pub(super) fn rule_parts(one: &Rule, other: &Rule) -> Vec<RulePart> {
    let differs = [
        (RulePart::Script, script_difference(&one.script, &other.script) == Difference::Meaning),
        (RulePart::Apply, one.apply != other.apply),
        (RulePart::Enabled, one.enabled != other.enabled),
        (RulePart::Note, one.note != other.note),
        (RulePart::Other, one.other != other.other),
    ];
    differs.into_iter().filter(|(_, differs)| *differs).map(|(part, _)| part).collect()
}

/// A rule as a reader compares it: the script, with what else is not as usual in front.
pub(super) fn described(rule: &Rule) -> String {
    let mut lines = Vec::new();
    if !rule.enabled {
        lines.push("// disabled".to_owned());
    }
    if rule.apply == Apply::Create {
        lines.push("// only on new records".to_owned());
    }
    if !rule.note.is_empty() {
        lines.push(format!("// note: {}", rule.note));
    }
    for (key, value) in &rule.other {
        lines.push(format!("// {key}: {value}"));
    }
    lines.push(rule.script.clone());
    lines.join("\n")
}

/// An item as it stands in the JSON of a change; null when there is none.
pub(super) fn shown(item: Option<&Item>) -> Value {
    match item {
        None | Some(Item::Table | Item::Cases) => Value::Null,
        Some(Item::Setting(text) | Item::Condition(text) | Item::Functions(text) | Item::Row(text)) => {
            Value::String(text.clone())
        }
        Some(Item::RuleSet(head)) => Value::Object(head.other.clone()),
        Some(Item::Rule(rule)) => Value::String(described(rule)),
        Some(Item::Around(around)) => Value::String(format!("{}{}", around.start, around.end)),
        Some(Item::Function(function)) => Value::String(function.text.clone()),
        Some(Item::Variable(value)) => value.clone(),
        Some(Item::Case(case)) => serde_json::to_value(case).unwrap_or_default(),
    }
}

/// Things that are equal can still stand in another order in the file.
fn by_text<T: PartialEq + Serialize>(one: &T, other: &T) -> Difference {
    if one != other {
        return Difference::Meaning;
    }
    if text(one) == text(other) { Difference::None } else { Difference::Layout }
}

fn text<T: Serialize>(thing: &T) -> String {
    serde_json::to_string(thing).expect("parts of a mapping are valid JSON")
}
