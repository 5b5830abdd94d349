//! What differs between two mappings, as a reader is told.

use indexmap::IndexMap;
use scimwright::change::{ChangeKind, RulePart, apply, diff};
use scimwright::mapping::{Apply, Case, Expected, FileContent, Rule, RuleSet, RunStatus};
use scimwright::scim::ResourceType;
use scimwright::table::{LookupTable, Row};
use serde_json::json;

/// A mapping from users to persons with these rules, `field: script`.
fn rules(rules: &[(&str, &str)]) -> FileContent {
    content(rules.iter().map(|(field, script)| Rule::new(*field, *script)).collect())
}

fn content(rules: Vec<Rule>) -> FileContent {
    FileContent {
        name: "M".to_owned(),
        rule_sets: vec![RuleSet {
            resource_type: ResourceType::User,
            record_type: "person".to_owned(),
            condition: String::new(),
            rules,
            other: serde_json::Map::new(),
        }],
        ..FileContent::default()
    }
}

fn table(rows: &[(&str, &str)]) -> IndexMap<String, LookupTable> {
    let row = |(key, value): &(&str, &str)| Row { key: (*key).to_owned(), value: (*value).to_owned() };
    [("t".to_owned(), LookupTable::new(rows.iter().map(row).collect()))].into()
}

/// The changes as lines `kind subject: before → after`; the other way round there is as much to do.
#[track_caller]
fn check(before: &FileContent, after: &FileContent, expected: &[&str]) {
    let told: Vec<String> = diff(before, after)
        .changes
        .iter()
        .map(|change| {
            format!("{} {}: {} → {}", change.kind.words(), change.subject, change.before, change.after)
        })
        .collect();
    assert_eq!(told, expected);
    assert_eq!(diff(after, before).changes.len(), expected.len());
    assert!(diff(before, before).is_empty() && diff(after, after).is_empty());
}

#[test]
fn rules_come_go_and_change() {
    let base = rules(&[("name", "1"), ("site", "2")]);
    check(&base, &base, &[]);
    check(
        &base,
        &rules(&[("name", "1"), ("vip", "3"), ("site", "2")]),
        &["rule added User → person / vip: null → \"3\""],
    );
    check(&base, &rules(&[("site", "2")]), &["rule removed User → person / name: \"1\" → null"]);
    check(
        &base,
        &rules(&[("name", "9"), ("site", "2")]),
        &["rule edited User → person / name: \"1\" → \"9\""],
    );
    check(&base, &rules(&[("site", "2"), ("name", "1")]), &["rule moved User → person / name: 1 → 2"]);
}

#[test]
fn what_else_a_rule_says_is_compared() {
    let edit = |change: fn(&mut Rule)| {
        let mut rule = Rule::new("name", "1");
        change(&mut rule);
        content(vec![rule])
    };
    let base = edit(|_| {});
    let edited = "rule edited User → person / name: \"1\" → ";
    check(&base, &edit(|rule| rule.enabled = false), &[&format!("{edited}\"// disabled\\n1\"")]);
    check(
        &base,
        &edit(|rule| rule.apply = Apply::Create),
        &[&format!("{edited}\"// only on new records\\n1\"")],
    );
    check(&base, &edit(|rule| "why".clone_into(&mut rule.note)), &[&format!("{edited}\"// note: why\\n1\"")]);
}

#[test]
fn as_few_moves_as_possible() {
    let base = rules(&[("a", "1"), ("b", "1"), ("c", "1"), ("d", "1"), ("e", "1")]);
    let moved = |order: &[&str]| rules(&order.iter().map(|field| (*field, "1")).collect::<Vec<_>>());
    check(&base, &moved(&["e", "a", "b", "c", "d"]), &["rule moved User → person / e: 5 → 1"]);
    check(&base, &moved(&["b", "c", "d", "e", "a"]), &["rule moved User → person / a: 1 → 5"]);
    check(
        &base,
        &moved(&["a", "b"]),
        &[
            "rule removed User → person / c: \"1\" → null",
            "rule removed User → person / d: \"1\" → null",
            "rule removed User → person / e: \"1\" → null",
        ],
    );
    // A place is counted among the rules that both have, so an insertion moves nothing.
    check(&base, &moved(&["x", "a", "b", "c", "d", "e"]), &["rule added User → person / x: null → \"1\""]);
    let swapped = moved(&["b", "a", "c", "d", "e"]);
    assert_eq!(diff(&base, &swapped).changes.len(), 1);
}

#[test]
fn two_rules_for_one_field_are_told_apart() {
    let base = rules(&[("name", "1"), ("name", "2")]);
    check(
        &base,
        &rules(&[("name", "1"), ("name", "3")]),
        &["rule edited User → person / name: \"2\" → \"3\""],
    );
    check(&base, &rules(&[("name", "1")]), &["rule removed User → person / name: \"2\" → null"]);
    check(
        &base,
        &rules(&[("name", "1"), ("name", "2"), ("name", "9")]),
        &["rule added User → person / name: null → \"9\""],
    );
}

#[test]
fn rule_sets_and_their_conditions() {
    let base = rules(&[("name", "1")]);
    let mut edited = base.clone();
    "true".clone_into(&mut edited.rule_sets[0].condition);
    check(&base, &edited, &["condition edited User → person / condition: \"\" → \"true\""]);
    let mut more = base.clone();
    let mut group = base.rule_sets[0].clone();
    group.resource_type = ResourceType::Group;
    more.rule_sets.push(group);
    check(&base, &more, &["rule set added Group → person: null → 1"]);
    let mut none = base.clone();
    none.rule_sets.clear();
    check(&base, &none, &["rule set removed User → person: 1 → null"]);
}

#[test]
fn settings_and_helper_functions() {
    let base = rules(&[]);
    let mut edited = base.clone();
    "N".clone_into(&mut edited.name);
    "google".clone_into(&mut edited.client);
    "superoffice".clone_into(&mut edited.target);
    "fn f() {}".clone_into(&mut edited.functions);
    check(
        &base,
        &edited,
        &[
            "setting changed name: \"M\" → \"N\"",
            "setting changed client: \"\" → \"google\"",
            "setting changed target: \"\" → \"superoffice\"",
            "functions edited helper functions / f: null → \"fn f() {}\"",
        ],
    );
}

#[test]
fn helper_functions_one_by_one() {
    let with = |functions: &str| FileContent { functions: functions.to_owned(), ..rules(&[]) };
    let base = with("// both\nfn f(a) { a }\n\nfn g() { 1 }\n");
    check(
        &base,
        &with("// both\nfn f(a) { a }\n\nfn g() { 2 }\n"),
        &["functions edited helper functions / g: \"fn g() { 1 }\" → \"fn g() { 2 }\""],
    );
    check(
        &base,
        &with("fn g() { 1 }"),
        &["functions edited helper functions / f: \"// both\\nfn f(a) { a }\" → null"],
    );
    check(
        &base,
        &with("// both\nfn f(a) { a }\n\nfn f(a, b) { b }\n\nfn g() { 1 }\n"),
        &["functions edited helper functions / f: null → \"fn f(a, b) { b }\""],
    );
    // Order, blanks and comments give no other results.
    check(&base, &with("fn g() {\n  1\n}\nfn f(a) { a } // one\n"), &[]);
    // What cannot be taken apart is compared as a whole.
    check(&with(""), &with("fn f("), &["functions edited helper functions: \"\" → \"fn f(\""]);
}

#[test]
fn layout_alone_is_no_change() {
    let before = rules(&[("name", "if user.active { 1 } else { 2 }")]);
    for after in [
        "if user.active {\n    1\n} else {\n    2\n}\n",
        "/* as agreed */ if user.active { 1 } else { 2 } // end",
    ] {
        let after = rules(&[("name", after)]);
        check(&before, &after, &[]);
        let changes = diff(&before, &after);
        assert!(!changes.is_identical());
        assert_eq!(
            changes.layout.iter().map(ToString::to_string).collect::<Vec<_>>(),
            ["User → person / name"]
        );
        assert_eq!(apply(&changes, &before), Ok(after));
    }
    // Inside of texts every blank counts.
    check(
        &rules(&[("name", "\"a b\"")]),
        &rules(&[("name", "\"a  b\"")]),
        &["rule edited User → person / name: \"\\\"a b\\\"\" → \"\\\"a  b\\\"\""],
    );
}

#[test]
fn the_parts_of_an_edited_rule() {
    let edit = |change: fn(&mut Rule)| {
        let mut rule = Rule::new("name", "1");
        change(&mut rule);
        content(vec![rule])
    };
    let check = |after: FileContent, expected: &[RulePart]| {
        let changes = diff(&edit(|_| {}), &after).changes;
        assert_eq!(changes.iter().map(|change| change.parts.as_slice()).collect::<Vec<_>>(), [expected]);
        let json = serde_json::to_value(&changes[0]).expect("JSON");
        let is_told = expected != [RulePart::Script];
        assert_eq!(json.get("parts").is_some(), is_told);
    };
    check(edit(|rule| "2".clone_into(&mut rule.script)), &[RulePart::Script]);
    check(edit(|rule| rule.apply = Apply::Create), &[RulePart::Apply]);
    check(
        edit(|rule| {
            "2 // two".clone_into(&mut rule.script);
            rule.enabled = false;
            "why".clone_into(&mut rule.note);
        }),
        &[RulePart::Script, RulePart::Enabled, RulePart::Note],
    );
    check(
        edit(|rule| {
            rule.other.insert("x".to_owned(), json!(1));
        }),
        &[RulePart::Other],
    );
}

#[test]
fn what_rule_sets_say_of_themselves_and_where_they_stand() {
    let mut base = rules(&[("name", "1")]);
    let mut group = base.rule_sets[0].clone();
    group.resource_type = ResourceType::Group;
    base.rule_sets.push(group);
    let mut edited = base.clone();
    edited.rule_sets[1].other.insert("x".to_owned(), json!(1));
    check(&base, &edited, &["rule set edited Group → person: {} → {\"x\":1}"]);
    let mut moved = base.clone();
    moved.rule_sets.reverse();
    check(&base, &moved, &["rule set moved User → person: 1 → 2"]);
    // A second rule set for the same is one by itself.
    let mut twice = base.clone();
    twice.rule_sets.push(base.rule_sets[0].clone());
    check(&base, &twice, &["rule set added User → person (2): null → 1"]);
}

#[test]
fn some_changes_without_the_others() {
    let before = rules(&[("a", "1"), ("b", "1"), ("c", "1")]);
    let after = rules(&[("c", "2"), ("d", "1"), ("a", "1")]);
    let changes = diff(&before, &after);
    let check = |kind: ChangeKind, expected: &[(&str, &str)]| {
        let some = changes.only(|change| change.kind == kind);
        assert_eq!(apply(&some, &before), Ok(rules(expected)), "{kind:?}");
    };
    check(ChangeKind::RuleEdited, &[("a", "1"), ("b", "1"), ("c", "2")]);
    check(ChangeKind::RuleAdded, &[("a", "1"), ("b", "1"), ("c", "1"), ("d", "1")]);
    check(ChangeKind::RuleRemoved, &[("a", "1"), ("c", "1")]);
    check(ChangeKind::RuleMoved, &[("b", "1"), ("c", "1"), ("a", "1")]);
    check(ChangeKind::RowAdded, &[("a", "1"), ("b", "1"), ("c", "1")]);
    // They fit only what they were found on.
    let error = apply(&changes, &after).expect_err("b is not there");
    assert_eq!(error.to_string(), "User → person / c is not as it was when the changes were found");
}

#[test]
fn tables_by_row() {
    let with = |rows: &[(&str, &str)]| FileContent { tables: table(rows), ..rules(&[]) };
    let base = with(&[("a", "1"), ("b", "2")]);
    check(&rules(&[]), &base, &["table added t: null → 2"]);
    check(&base, &with(&[("a", "1"), ("b", "3")]), &["row changed t / b: \"2\" → \"3\""]);
    check(&base, &with(&[("a", "1")]), &["row removed t / b: \"2\" → null"]);
    check(&base, &with(&[("a", "1"), ("b", "2"), ("c", "3")]), &["row added t / c: null → \"3\""]);
    check(&base, &with(&[("b", "2"), ("a", "1")]), &["rows moved t / order of the rows: [\"a\"] → [\"a\"]"]);
    // A key that stands twice: the first row counts.
    let twice = with(&[("a", "1"), ("b", "2"), ("a", "3")]);
    check(&base, &twice, &["row added t / a: null → \"3\""]);
    check(&twice, &with(&[("a", "1"), ("b", "2"), ("a", "4")]), &["row changed t / a: \"3\" → \"4\""]);
    check(
        &base,
        &with(&[("a", "1"), ("B", "2")]),
        &["row added t / B: null → \"2\"", "row removed t / b: \"2\" → null"],
    );
}

#[test]
fn variables_and_cases() {
    let mut base = rules(&[]);
    base.variables.insert("x".to_owned(), json!(1));
    let mut edited = base.clone();
    edited.variables.insert("x".to_owned(), json!({ "deep": true }));
    edited.variables.insert("y".to_owned(), json!(null));
    check(&base, &edited, &["variable changed x: 1 → {\"deep\":true}", "variable added y: null → null"]);

    let case = |name: &str| {
        let expected = Expected { status: RunStatus::Rejected, record: None };
        Case::new(name.to_owned(), "01".to_owned(), "person".to_owned(), expected)
    };
    let with = |cases: &[(&str, &str)]| FileContent {
        cases: Some(cases.iter().map(|(stem, name)| ((*stem).to_owned(), case(name))).collect()),
        ..rules(&[])
    };
    let told = |before: &FileContent, after: &FileContent| {
        let changes = diff(before, after).changes;
        changes.iter().map(|c| format!("{} {}", c.kind.words(), c.subject)).collect::<Vec<_>>()
    };
    let cases = with(&[("01", "A"), ("02", "B")]);
    assert_eq!(told(&cases, &with(&[("01", "A"), ("03", "C")])), ["case added 03", "case removed 02"]);
    assert_eq!(told(&cases, &with(&[("01", "A"), ("02", "Z")])), ["case changed 02"]);
    // A file without cases says nothing about them.
    assert!(diff(&cases, &rules(&[])).is_empty() && diff(&rules(&[]), &cases).is_empty());
}
