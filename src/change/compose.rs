//! A mapping made of its parts again.

use indexmap::IndexMap;
use serde_json::Map;

use crate::change::Subject;
use crate::change::functions::{Around, FunctionText, join_functions};
use crate::change::item::Item;
use crate::change::parts::{Container, Parts};
use crate::mapping::{Case, FileContent, Rule, RuleSet};
use crate::table::{LookupTable, Row};

/// The mapping of these parts. Rules without their rule set and rows without their table are left out.
pub(super) fn compose(parts: &Parts) -> FileContent {
    let mut content = FileContent {
        name: setting(parts, "name"),
        client: setting(parts, "client"),
        target: setting(parts, "target"),
        rule_sets: rule_sets(parts),
        functions: functions(parts),
        tables: tables(parts),
        variables: Map::new(),
        cases: cases(parts),
    };
    for (at, item) in in_order(parts, &Container::Variables) {
        if let (Subject::Variable { name }, Item::Variable(value)) = (at, item) {
            content.variables.insert(name.clone(), value.clone());
        }
    }
    content
}

/// The rule set of a title, with its rules.
pub(super) fn rule_set(parts: &Parts, title: &str) -> Option<RuleSet> {
    let Item::RuleSet(head) = parts.items.get(&Subject::RuleSet { title: title.to_owned() })? else {
        return None;
    };
    let condition = match parts.items.get(&Subject::Condition { rule_set: title.to_owned() }) {
        Some(Item::Condition(condition)) => condition.clone(),
        _ => String::new(),
    };
    let rule = |(_, item): (&Subject, &Item)| -> Option<Rule> {
        if let Item::Rule(rule) = item { Some(Rule::clone(rule)) } else { None }
    };
    Some(RuleSet {
        resource_type: head.resource_type,
        record_type: head.record_type.clone(),
        condition,
        rules: in_order(parts, &Container::Rules(title.to_owned())).filter_map(rule).collect(),
        other: head.other.clone(),
    })
}

/// The table of a name, with its rows.
pub(super) fn table(parts: &Parts, name: &str) -> Option<LookupTable> {
    parts.items.get(&Subject::Table { name: name.to_owned() })?;
    let row = |(at, item): (&Subject, &Item)| match (at, item) {
        (Subject::Row { key, .. }, Item::Row(value)) => Some(Row { key: key.clone(), value: value.clone() }),
        _ => None,
    };
    Some(LookupTable::new(in_order(parts, &Container::Rows(name.to_owned())).filter_map(row).collect()))
}

/// What a container holds, in its order.
fn in_order<'p>(parts: &'p Parts, container: &Container) -> impl Iterator<Item = (&'p Subject, &'p Item)> {
    parts.order(container).iter().filter_map(|at| Some((at, parts.items.get(at)?)))
}

fn setting(parts: &Parts, name: &str) -> String {
    match parts.items.get(&Subject::Setting(name.to_owned())) {
        Some(Item::Setting(value)) => value.clone(),
        _ => String::new(),
    }
}

fn rule_sets(parts: &Parts) -> Vec<RuleSet> {
    let titles = in_order(parts, &Container::RuleSets).filter_map(|(at, _)| at.rule_set());
    titles.filter_map(|title| rule_set(parts, title)).collect()
}

fn functions(parts: &Parts) -> String {
    let around = match parts.items.get(&Subject::Functions) {
        Some(Item::Functions(text)) => return text.clone(),
        Some(Item::Around(around)) => around.clone(),
        _ => Around::default(),
    };
    let function = |(_, item): (&'_ Subject, &'_ Item)| -> Option<FunctionText> {
        if let Item::Function(function) = item { Some(function.clone()) } else { None }
    };
    let functions: Vec<FunctionText> = in_order(parts, &Container::Functions).filter_map(function).collect();
    join_functions(&around, functions.iter())
}

fn tables(parts: &Parts) -> IndexMap<String, LookupTable> {
    let names = in_order(parts, &Container::Tables).filter_map(|(at, _)| at.table());
    names.filter_map(|name| Some((name.to_owned(), table(parts, name)?))).collect()
}

fn cases(parts: &Parts) -> Option<IndexMap<String, Case>> {
    parts.items.get(&Subject::Cases)?;
    let case = |(at, item): (&Subject, &Item)| match (at, item) {
        (Subject::Case { name }, Item::Case(case)) => Some((name.clone(), Case::clone(case))),
        _ => None,
    };
    Some(in_order(parts, &Container::Cases).filter_map(case).collect())
}
