//! A mapping in parts: each with a subject by which it is found in other versions, and the orders in
//! which the parts stand.
//!
//! Not the way back, which `compose` goes.

use std::collections::{BTreeMap, HashMap, HashSet};

use indexmap::IndexMap;

use crate::change::Subject;
use crate::change::difference::likeness;
use crate::change::functions::{FunctionPieces, function_pieces};
use crate::change::item::{Item, RuleSetHead};
use crate::change::numbering::Numbering;
use crate::mapping::{Case, FileContent, Rule, RuleSet};
use crate::table::{LookupTable, Row};

/// A mapping in parts.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Parts {
    pub items: BTreeMap<Subject, Item>,
    pub orders: BTreeMap<Container, Vec<Subject>>,
}

/// What holds parts in an order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Container {
    RuleSets,
    /// The rules of the rule set of this title.
    Rules(String),
    Functions,
    Tables,
    /// The rows of the table of this name.
    Rows(String),
    Variables,
    Cases,
}

/// Whether helper functions are parts by themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum FunctionForm {
    #[default]
    Apart,
    Whole,
}

impl Container {
    /// The rules, rows, functions, variables or cases that a subject belongs to; a rule set or table
    /// itself, and its condition, to what it holds.
    pub fn of(at: &Subject) -> Option<Self> {
        match at {
            Subject::Function { .. } => Some(Self::Functions),
            Subject::Variable { .. } => Some(Self::Variables),
            Subject::Case { .. } => Some(Self::Cases),
            _ => {
                let rules = at.rule_set().map(|title| Self::Rules(title.to_owned()));
                rules.or_else(|| at.table().map(|name| Self::Rows(name.to_owned())))
            }
        }
    }

    /// Whether a subject belongs to it, in the sense of [`Container::of`].
    pub fn holds(&self, at: &Subject) -> bool {
        match self {
            Self::Rules(title) => at.rule_set() == Some(title),
            Self::Rows(name) => at.table() == Some(name),
            Self::Cases => matches!(at, Subject::Case { .. }),
            other => Self::of(at).as_ref() == Some(other),
        }
    }

    /// Whether another order can give other results. The order of all else is layout.
    pub fn has_meaning(&self) -> bool {
        matches!(self, Self::RuleSets | Self::Rules(_) | Self::Rows(_))
    }

    /// What a change of the order speaks of.
    pub fn subject(&self) -> Subject {
        match self {
            Self::RuleSets => Subject::RuleSetOrder,
            Self::Rules(rule_set) => Subject::RuleOrder { rule_set: rule_set.clone() },
            Self::Rows(table) => Subject::RowOrder { table: table.clone() },
            Self::Functions => Subject::Functions,
            Self::Tables => Subject::Table { name: String::new() },
            Self::Variables => Subject::Variable { name: String::new() },
            Self::Cases => Subject::Cases,
        }
    }
}

impl Parts {
    pub fn add(&mut self, container: Container, at: Subject, item: Item) {
        self.orders.entry(container).or_default().push(at.clone());
        self.items.insert(at, item);
    }

    /// The order of a container; empty when it holds nothing.
    pub fn order(&self, container: &Container) -> &[Subject] {
        self.orders.get(container).map(Vec::as_slice).unwrap_or_default()
    }
}

/// The form in which all versions can be taken apart alike.
pub(super) fn function_form(versions: &[&FileContent]) -> FunctionForm {
    let is_whole = versions.iter().any(|content| function_pieces(&content.functions).is_none());
    if is_whole { FunctionForm::Whole } else { FunctionForm::Apart }
}

/// The parts of each version. What is the same thing in several has the same subject; where a name is
/// not enough, the first version decides how its things are numbered.
pub(super) fn parts_of(versions: &[&FileContent], form: FunctionForm) -> Vec<Parts> {
    let rule_sets: Vec<Vec<(String, &RuleSet)>> =
        versions.iter().map(|content| titled(&content.rule_sets)).collect();
    let mut rule_numbers = rule_numbers(&rule_sets);
    let mut row_numbers = row_numbers(versions);
    let mut all = Vec::new();
    for (version, content) in versions.iter().enumerate() {
        let mut parts = Parts::default();
        settings(&mut parts, content);
        for (title, rule_set) in rule_sets.get(version).into_iter().flatten() {
            let number = |field| rule_numbers.next(version, title, field);
            let numbers = rule_set.rules.iter().map(|rule| rule.field.as_str()).map(number).collect();
            add_rule_set(&mut parts, title, rule_set, numbers);
        }
        functions(&mut parts, &content.functions, form);
        for (name, table) in &content.tables {
            let number = |row| row_numbers.next(version, name, row);
            let numbers = table.rows().iter().map(|row| row.key.as_str()).map(number).collect();
            add_table(&mut parts, name, table, numbers);
        }
        for (name, value) in &content.variables {
            let at = Subject::Variable { name: name.clone() };
            parts.add(Container::Variables, at, Item::Variable(value.clone()));
        }
        cases(&mut parts, content.cases.as_ref());
        all.push(parts);
    }
    all
}

/// The parts of one rule set by itself, with its rules numbered as they stand.
pub(super) fn parts_of_rule_set(title: &str, rule_set: &RuleSet) -> Parts {
    let mut parts = Parts::default();
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let counts = rule_set.rules.iter().map(|rule| count(&mut seen, &rule.field)).collect();
    add_rule_set(&mut parts, title, rule_set, counts);
    parts
}

/// The parts of one table by itself, with its rows numbered as they stand.
pub(super) fn parts_of_table(name: &str, table: &LookupTable) -> Parts {
    let mut parts = Parts::default();
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let counts = table.rows().iter().map(|row| count(&mut seen, &row.key)).collect();
    add_table(&mut parts, name, table, counts);
    parts
}

/// How often something was seen before; it now was once more.
fn count<'t>(seen: &mut HashMap<&'t str, usize>, name: &'t str) -> usize {
    let count = seen.entry(name).or_default();
    *count += 1;
    *count - 1
}

/// The numbers of rules for one field.
fn rule_numbers<'c>(versions: &'c [Vec<(String, &'c RuleSet)>]) -> Numbering<'c> {
    let things = versions.iter().enumerate().flat_map(|(version, rule_sets)| {
        let rules = rule_sets.iter().flat_map(|(title, rule_set)| {
            rule_set.rules.iter().map(|rule| (title.as_str(), rule.field.as_str(), rule))
        });
        rules.map(move |thing| (version, thing))
    });
    Numbering::new(versions.len(), things, |one: &Rule, other: &Rule| {
        if one == other { usize::MAX } else { likeness(&one.script, &other.script) }
    })
}

/// The numbers of rows with one key.
fn row_numbers<'c>(versions: &[&'c FileContent]) -> Numbering<'c> {
    let things = versions.iter().enumerate().flat_map(|(version, content)| {
        let rows = content
            .tables
            .iter()
            .flat_map(|(name, table)| table.rows().iter().map(|row| (name.as_str(), row.key.as_str(), row)));
        rows.map(move |thing| (version, thing))
    });
    Numbering::new(versions.len(), things, |one: &Row, other: &Row| if one == other { usize::MAX } else { 0 })
}

/// The rule sets with titles that each stand once.
fn titled(rule_sets: &[RuleSet]) -> Vec<(String, &RuleSet)> {
    let mut taken = HashSet::new();
    let mut titled = Vec::new();
    for rule_set in rule_sets {
        let title = rule_set.title();
        let numbered = (2_usize..).map(|number| format!("{title} ({number})"));
        let free = std::iter::once(title.clone()).chain(numbered).find(|title| !taken.contains(title));
        let title = free.unwrap_or(title);
        taken.insert(title.clone());
        titled.push((title, rule_set));
    }
    titled
}

fn settings(parts: &mut Parts, content: &FileContent) {
    let settings = [("name", &content.name), ("client", &content.client), ("target", &content.target)];
    for (name, value) in settings {
        parts.items.insert(Subject::Setting(name.to_owned()), Item::Setting(value.clone()));
    }
}

fn add_rule_set(parts: &mut Parts, title: &str, rule_set: &RuleSet, numbers: Vec<usize>) {
    let head = RuleSetHead {
        resource_type: rule_set.resource_type,
        record_type: rule_set.record_type.clone(),
        other: rule_set.other.clone(),
    };
    parts.add(Container::RuleSets, Subject::RuleSet { title: title.to_owned() }, Item::RuleSet(head));
    let condition = Subject::Condition { rule_set: title.to_owned() };
    parts.items.insert(condition, Item::Condition(rule_set.condition.clone()));
    for (rule, nth) in rule_set.rules.iter().zip(numbers) {
        let (rule_set, field) = (title.to_owned(), rule.field.clone());
        let at = Subject::Rule { rule_set, field, nth };
        parts.add(Container::Rules(title.to_owned()), at, Item::Rule(Box::new(rule.clone())));
    }
}

fn functions(parts: &mut Parts, text: &str, form: FunctionForm) {
    let pieces = if form == FunctionForm::Apart { function_pieces(text) } else { None };
    let Some(FunctionPieces { around, functions }) = pieces else {
        parts.items.insert(Subject::Functions, Item::Functions(text.to_owned()));
        return;
    };
    parts.items.insert(Subject::Functions, Item::Around(around));
    for (at, function) in functions {
        parts.add(Container::Functions, at, Item::Function(function));
    }
}

fn add_table(parts: &mut Parts, name: &str, table: &LookupTable, numbers: Vec<usize>) {
    parts.add(Container::Tables, Subject::Table { name: name.to_owned() }, Item::Table);
    for (row, nth) in table.rows().iter().zip(numbers) {
        let at = Subject::Row { table: name.to_owned(), key: row.key.clone(), nth };
        parts.add(Container::Rows(name.to_owned()), at, Item::Row(row.value.clone()));
    }
}

fn cases(parts: &mut Parts, cases: Option<&IndexMap<String, Case>>) {
    let Some(cases) = cases else { return };
    parts.items.insert(Subject::Cases, Item::Cases);
    for (name, case) in cases {
        let at = Subject::Case { name: name.clone() };
        parts.add(Container::Cases, at, Item::Case(Box::new(case.clone())));
    }
}
