//! Mappings and edits of mappings that are made up, with everything that is hard to keep apart: several
//! rules for one field, keys that stand twice, moves, unknown keys, comments, helper functions.

use std::fmt;

use indexmap::IndexMap;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use scimwright::mapping::{Apply, Case, Expected, FileContent, Rule, RuleSet, RunStatus};
use scimwright::scim::ResourceType;
use scimwright::table::{LookupTable, Row};
use serde_json::{Map, Value, json};

/// A mapping with an edit of it that speaks of few parts.
pub struct Edit {
    pub what: String,
    pub carry_out: Box<dyn Fn(&mut FileContent)>,
}

impl fmt::Debug for Edit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

/// The mapping with edits.
pub fn edited(base: &FileContent, edits: &[Edit]) -> FileContent {
    let mut content = base.clone();
    for edit in edits {
        (edit.carry_out)(&mut content);
    }
    content
}

const FIELDS: [&str; 5] = ["name", "job_title", "vip", "site", "primary_email"];
const SCRIPTS: [&str; 8] = [
    "user.title",
    "user.title // as sent",
    "user . title",
    "if user.active {\n  1\n} else {\n  2\n}",
    "if user.active { 1 } else { 2 }",
    "lookup(\"t\", user.country)",
    "\"a  b\"",
    "",
];

fn script() -> impl Strategy<Value = String> {
    prop_oneof![4 => select(&SCRIPTS[..]).prop_map(str::to_owned), 1 => "[a-c \n/\"`{}]{0,12}"]
}

fn other() -> impl Strategy<Value = Map<String, Value>> {
    let value =
        prop_oneof![Just(json!(1)), Just(json!("x")), Just(json!(null)), Just(json!({"b": 1, "a": 2}))];
    proptest::collection::vec((select(&["z", "y", "x"][..]), value), 0..3)
        .prop_map(|entries| entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

fn rule() -> impl Strategy<Value = Rule> {
    let flags = (
        any::<bool>(),
        prop_oneof![3 => Just(true), 1 => Just(false)],
        select(&["", "", "why", "because"][..]),
    );
    (select(&FIELDS[..]), script(), flags, prop_oneof![3 => Just(Map::new()), 1 => other()]).prop_map(
        |(field, script, (is_create, enabled, note), other)| Rule {
            apply: if is_create { Apply::Create } else { Apply::Always },
            note: note.to_owned(),
            enabled,
            other,
            ..Rule::new(field, script)
        },
    )
}

fn rule_set() -> impl Strategy<Value = RuleSet> {
    let what = (any::<bool>(), select(&["person", "site", "person (2)"][..]));
    (what, script(), proptest::collection::vec(rule(), 0..7), other()).prop_map(
        |((is_user, record_type), condition, rules, other)| RuleSet {
            resource_type: if is_user { ResourceType::User } else { ResourceType::Group },
            record_type: record_type.to_owned(),
            condition,
            rules,
            other,
        },
    )
}

fn functions() -> impl Strategy<Value = String> {
    let piece = select(
        &[
            "fn f() { 1 }",
            "// about g\nfn g(a) { a + 1 }",
            "private fn g(a, b) {\n  a\n} // behind",
            "fn h() { `${1}` }",
            "fn h() {\n  `${1}`\n}",
            "// alone",
            "fn broken( {",
            "let x = 1;",
        ][..],
    );
    let separator = select(&["\n\n", "\n", "\n\n\n", " "][..]);
    proptest::collection::vec((piece, separator), 0..4)
        .prop_map(|pieces| pieces.iter().flat_map(|(piece, separator)| [*piece, *separator]).collect())
}

fn table() -> impl Strategy<Value = LookupTable> {
    let row = (select(&["a", "b", "c", "A", ""][..]), select(&["1", "2", "3"][..]));
    proptest::collection::vec(row, 0..6).prop_map(|rows| {
        LookupTable::new(
            rows.iter()
                .map(|(key, value)| Row { key: (*key).to_owned(), value: (*value).to_owned() })
                .collect(),
        )
    })
}

fn case() -> impl Strategy<Value = Case> {
    (select(&["A", "B"][..]), other()).prop_map(|(name, other)| {
        let expected = Expected { status: RunStatus::Rejected, record: None };
        Case { other, ..Case::new(name.to_owned(), "01".to_owned(), "person".to_owned(), expected) }
    })
}

fn named<T: fmt::Debug>(
    names: &'static [&'static str],
    value: impl Strategy<Value = T>,
) -> impl Strategy<Value = IndexMap<String, T>> {
    proptest::collection::vec((select(names), value), 0..4)
        .prop_map(|entries| entries.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

/// Any mapping.
pub fn content() -> impl Strategy<Value = FileContent> {
    let settings = (select(&["M", "N"][..]), select(&["entra-default", ""][..]));
    let cases = prop_oneof![1 => Just(None), 2 => named(&["01", "02", "03"], case()).prop_map(Some)];
    (
        settings,
        proptest::collection::vec(rule_set(), 0..4),
        functions(),
        named(&["t", "u", "v"], table()),
        other(),
        cases,
    )
        .prop_map(|((name, client), rule_sets, functions, tables, variables, cases)| FileContent {
            name: name.to_owned(),
            client: client.to_owned(),
            target: "4me".to_owned(),
            rule_sets,
            functions,
            tables,
            variables,
            cases,
        })
}

/// One edit of what a mapping happens to have; of what it has not, none.
pub fn edit() -> impl Strategy<Value = Edit> {
    let which = (any::<Index>(), any::<Index>(), any::<Index>());
    prop_oneof![
        (which.clone(), script()).prop_map(|((one, two, _), script)| of_rule(
            "script",
            one,
            two,
            move |rule| {
                rule.script.clone_from(&script);
            }
        )),
        which
            .clone()
            .prop_map(|(one, two, _)| of_rule("enabled", one, two, |rule| rule.enabled = !rule.enabled)),
        (which.clone(), other()).prop_map(|((one, two, _), other)| of_rule("other", one, two, move |rule| {
            rule.other.clone_from(&other);
        })),
        (which.clone(), rule()).prop_map(|((one, two, _), rule)| of_rules("add", one, move |rules| {
            rules.insert(two.index(rules.len() + 1), rule.clone());
        })),
        which.clone().prop_map(|(one, two, _)| of_rules("remove", one, move |rules| {
            if !rules.is_empty() {
                rules.remove(two.index(rules.len()));
            }
        })),
        which.clone().prop_map(|(one, two, three)| of_rules("move", one, move |rules| {
            if !rules.is_empty() {
                let rule = rules.remove(two.index(rules.len()));
                rules.insert(three.index(rules.len() + 1), rule);
            }
        })),
        (any::<Index>(), rule_set()).prop_map(|(at, rule_set)| of_content("add rule set", move |content| {
            content.rule_sets.insert(at.index(content.rule_sets.len() + 1), rule_set.clone());
        })),
        any::<Index>().prop_map(|at| of_content("remove rule set", move |content| {
            if !content.rule_sets.is_empty() {
                content.rule_sets.remove(at.index(content.rule_sets.len()));
            }
        })),
        functions().prop_map(|functions| of_content("functions", move |content| content
            .functions
            .clone_from(&functions))),
        (select(&["t", "u", "v"][..]), table()).prop_map(|(name, table)| of_content(
            "table",
            move |content| {
                content.tables.insert(name.to_owned(), table.clone());
            }
        )),
        select(&["t", "u", "v"][..]).prop_map(|name| of_content("remove table", move |content| {
            content.tables.shift_remove(name);
        })),
        other().prop_map(|variables| of_content("variables", move |content| content
            .variables
            .clone_from(&variables))),
        (select(&["01", "02"][..]), case()).prop_map(|(name, case)| of_content("case", move |content| {
            content.cases.get_or_insert_default().insert(name.to_owned(), case.clone());
        })),
        Just(()).prop_map(|()| of_content("no cases", |content| content.cases = None)),
        select(&["M", "O"][..])
            .prop_map(|name| of_content("name", move |content| name.clone_into(&mut content.name))),
    ]
}

fn of_content(what: &str, carry_out: impl Fn(&mut FileContent) + 'static) -> Edit {
    Edit { what: what.to_owned(), carry_out: Box::new(carry_out) }
}

fn of_rules(what: &str, at: Index, carry_out: impl Fn(&mut Vec<Rule>) + 'static) -> Edit {
    of_content(&format!("{what} {at:?}"), move |content| {
        if !content.rule_sets.is_empty() {
            let count = content.rule_sets.len();
            carry_out(&mut content.rule_sets[at.index(count)].rules);
        }
    })
}

fn of_rule(what: &str, at: Index, rule_at: Index, carry_out: impl Fn(&mut Rule) + 'static) -> Edit {
    of_rules(what, at, move |rules| {
        if !rules.is_empty() {
            let count = rules.len();
            carry_out(&mut rules[rule_at.index(count)]);
        }
    })
}
