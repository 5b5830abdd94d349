//! The values of a conflict as a person or a program sees them, and the way back to what they stand for.
//!
//! Not how conflicts come about.

use std::collections::BTreeSet;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::change::Subject;
use crate::change::compose::{rule_set, table};
use crate::change::functions::{Around, FunctionText, function_pieces};
use crate::change::item::{Item, RuleSetHead};
use crate::change::merge_items::Sides;
use crate::change::parts::{Container, Parts, parts_of_rule_set, parts_of_table};
use crate::mapping::RuleSet;
use crate::table::LookupTable;

/// What is in dispute.
#[derive(Clone, Debug)]
pub(super) enum Dispute {
    /// One part.
    Item(Box<Sides>),
    /// A rule set or a table with all it holds: one side removed it.
    Whole(Container),
    /// The order of what a container holds.
    Order(Container),
}

/// What a value for a conflict stands for.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Replacement {
    /// The parts; none when it is to be removed.
    pub parts: Parts,
    /// The order of the container, for what the value names.
    pub order: Option<Vec<Subject>>,
}

/// The whole value of a part.
pub(super) fn item_value(item: &Item) -> Value {
    match item {
        Item::Setting(text) | Item::Condition(text) | Item::Functions(text) | Item::Row(text) => json!(text),
        Item::Function(function) => json!(function.text),
        Item::RuleSet(head) => Value::Object(head.other.clone()),
        Item::Rule(rule) => to_json(rule),
        Item::Around(around) => json!({ "start": around.start, "end": around.end }),
        Item::Variable(value) => value.clone(),
        Item::Case(case) => to_json(case),
        Item::Table | Item::Cases => Value::Null,
    }
}

/// The whole value of a rule set or table; absent when it is not there.
pub(super) fn whole_value(parts: &Parts, container: &Container) -> Option<Value> {
    match container {
        Container::Rules(title) => rule_set(parts, title).map(|rule_set| to_json(&rule_set)),
        Container::Rows(name) => table(parts, name).map(|table| to_json(&table)),
        _ => None,
    }
}

/// An order as the names of what stands in it.
pub(super) fn order_value(order: &[Subject]) -> Value {
    order.iter().map(label).collect()
}

/// A name that stands once in an order.
fn label(at: &Subject) -> String {
    match at {
        Subject::Rule { field: name, nth, .. } | Subject::Row { key: name, nth, .. } if *nth > 0 => {
            format!("{name} ({})", nth + 1)
        }
        Subject::Rule { field: name, .. } | Subject::Row { key: name, .. } => name.clone(),
        other => other.to_string(),
    }
}

/// What an edited value stands for.
pub(super) fn replacement(
    at: &Subject,
    value: &Value,
    dispute: &Dispute,
    known: &[Subject],
) -> Result<Replacement, String> {
    match dispute {
        Dispute::Item(sides) => {
            let mut parts = Parts::default();
            if let Some(item) = edited_item(at, value, sides)? {
                parts.items.insert(at.clone(), item);
            }
            Ok(Replacement { parts, order: None })
        }
        Dispute::Whole(_) if value.is_null() => Ok(Replacement::default()),
        Dispute::Whole(container) => {
            let parts = match container {
                Container::Rules(title) => parts_of_rule_set(title, &read::<RuleSet>(value)?),
                Container::Rows(name) => parts_of_table(name, &read::<LookupTable>(value)?),
                _ => Parts::default(),
            };
            let order = parts.orders.get(container).cloned();
            Ok(Replacement { parts, order: Some(order.unwrap_or_default()) })
        }
        Dispute::Order(_) => {
            let names = read::<Vec<String>>(value)?;
            let find = |name: &String| known.iter().find(|at| label(at) == *name).cloned();
            let order: Option<Vec<Subject>> = names.iter().map(find).collect();
            let order = order.ok_or("a name in it stands for nothing")?;
            if order.iter().collect::<BTreeSet<_>>().len() < order.len() {
                return Err("a name stands in it twice".to_owned());
            }
            Ok(Replacement { parts: Parts::default(), order: Some(order) })
        }
    }
}

fn edited_item(at: &Subject, value: &Value, sides: &Sides) -> Result<Option<Item>, String> {
    let text = || value.as_str().map(str::to_owned).ok_or("a text is needed");
    let item = match at {
        Subject::Variable { .. } => Item::Variable(value.clone()),
        Subject::Setting(_) => Item::Setting(text()?),
        Subject::Condition { .. } => Item::Condition(text()?),
        Subject::Rule { .. } | Subject::Row { .. } | Subject::Case { .. } | Subject::Function { .. }
            if value.is_null() =>
        {
            return Ok(None);
        }
        Subject::Rule { field, .. } => edited_rule(field, value, sides)?,
        Subject::Row { .. } => Item::Row(text()?),
        Subject::Case { .. } => Item::Case(Box::new(read(value)?)),
        Subject::Function { .. } => edited_function(at, &text()?)?,
        Subject::Functions => edited_functions(value, sides)?,
        Subject::RuleSet { .. } => edited_head(value, sides)?,
        _ => return Err("it cannot be edited".to_owned()),
    };
    Ok(Some(item))
}

fn edited_rule(field: &str, value: &Value, sides: &Sides) -> Result<Item, String> {
    if let Value::String(script) = value {
        let known = [&sides.ours, &sides.theirs, &sides.base].into_iter().flatten().next();
        let Some(Item::Rule(rule)) = known else { return Err("there is no rule to edit".to_owned()) };
        let mut rule = rule.clone();
        rule.script.clone_from(script);
        return Ok(Item::Rule(rule));
    }
    let rule: Box<crate::mapping::Rule> = read(value)?;
    if rule.field == field { Ok(Item::Rule(rule)) } else { Err(format!("the rule fills {field}")) }
}

fn edited_function(at: &Subject, text: &str) -> Result<Item, String> {
    let text = text.trim();
    let pieces = function_pieces(text).ok_or("it is not one whole function")?;
    match pieces.functions.as_slice() {
        [(own, _)] if own == at => {
            Ok(Item::Function(FunctionText { separator: "\n\n".to_owned(), text: text.to_owned() }))
        }
        _ => Err("one function with the same name and parameters is needed".to_owned()),
    }
}

/// All of the helper functions, or the comments around them.
fn edited_functions(value: &Value, sides: &Sides) -> Result<Item, String> {
    if matches!(sides.ours, Some(Item::Functions(_))) {
        return Ok(Item::Functions(value.as_str().map(str::to_owned).ok_or("a text is needed")?));
    }
    let part = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let (Some(start), Some(end)) = (part("start"), part("end")) else {
        return Err("texts for `start` and `end` are needed".to_owned());
    };
    let is_around = |text: &str| function_pieces(text).is_some_and(|pieces| pieces.functions.is_empty());
    if is_around(&start) && is_around(&end) {
        Ok(Item::Around(Around { start, end }))
    } else {
        Err("only comments and blanks stand around functions".to_owned())
    }
}

fn edited_head(value: &Value, sides: &Sides) -> Result<Item, String> {
    match (&sides.ours, value) {
        (Some(Item::RuleSet(head)), Value::Object(other)) => {
            Ok(Item::RuleSet(RuleSetHead { other: other.clone(), ..head.clone() }))
        }
        _ => Err("an object is needed".to_owned()),
    }
}

fn read<T: DeserializeOwned>(value: &Value) -> Result<T, String> {
    serde_json::from_value(value.clone()).map_err(|error| error.to_string())
}

fn to_json<T: Serialize>(thing: &T) -> Value {
    serde_json::to_value(thing).expect("parts of a mapping are valid JSON")
}
