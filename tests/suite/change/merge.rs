//! What becomes of two versions of one mapping: what is brought together, what collides, and how a
//! conflict is settled.

use scimwright::change::{Conflict, Merge, Settlement, Subject, merge};
use scimwright::mapping::{FileContent, Rule, RuleSet};
use scimwright::scim::ResourceType;
use scimwright::table::{LookupTable, Row};
use serde_json::{Map, Value, json};

fn rules(rules: &[(&str, &str)]) -> FileContent {
    let rules = rules.iter().map(|(field, script)| Rule::new(*field, *script)).collect();
    let rule_set = RuleSet {
        resource_type: ResourceType::User,
        record_type: "person".to_owned(),
        condition: String::new(),
        rules,
        other: Map::new(),
    };
    FileContent { rule_sets: vec![rule_set], ..FileContent::default() }
}

fn with_table(rows: &[(&str, &str)]) -> FileContent {
    let row = |(key, value): &(&str, &str)| Row { key: (*key).to_owned(), value: (*value).to_owned() };
    let table = LookupTable::new(rows.iter().map(row).collect());
    FileContent { tables: [("t".to_owned(), table)].into(), ..rules(&[]) }
}

fn with_functions(functions: &str) -> FileContent {
    FileContent { functions: functions.to_owned(), ..rules(&[]) }
}

/// The rules of a mapping as `field: script`.
fn told(content: &FileContent) -> Vec<String> {
    let rules = content.rule_sets.iter().flat_map(|rule_set| &rule_set.rules);
    rules.map(|rule| format!("{}: {}", rule.field, rule.script)).collect()
}

/// Both sides come together without a conflict, whichever is ours.
#[track_caller]
fn check(base: &FileContent, ours: &FileContent, theirs: &FileContent, expected: &FileContent) {
    for [ours, theirs] in [[ours, theirs], [theirs, ours]] {
        let merge = merge(base, ours, theirs);
        assert_eq!(merge.conflicts, []);
        assert!(merge.is_settled());
        assert_eq!(merge.content().as_ref(), Ok(expected));
    }
}

/// Both sides collide, in conflicts `subject: base | ours | theirs`.
#[track_caller]
fn check_conflicts(base: &FileContent, ours: &FileContent, theirs: &FileContent, expected: &[&str]) -> Merge {
    let merge = merge(base, ours, theirs);
    let value = |value: &Option<Value>| value.as_ref().map_or("absent".to_owned(), short);
    let line = |conflict: &Conflict| {
        let values = [&conflict.base, &conflict.ours, &conflict.theirs].map(value);
        format!("{}: {}", conflict.at, values.join(" | "))
    };
    assert_eq!(merge.conflicts.iter().map(line).collect::<Vec<_>>(), expected);
    assert!(!merge.is_settled() && merge.content().is_err());
    merge
}

/// A rule is told by its script.
fn short(value: &Value) -> String {
    value.get("script").unwrap_or(value).to_string()
}

#[track_caller]
fn settled(merge: &Merge, at: &Subject, how: Settlement) -> FileContent {
    let mut merge = merge.clone();
    merge.settle(at, how).expect("it can be settled so");
    merge.content().expect("all is settled")
}

fn rule(field: &str) -> Subject {
    Subject::Rule { rule_set: "User → person".to_owned(), field: field.to_owned(), nth: 0 }
}

#[test]
fn edits_of_different_rules_come_together() {
    let base = rules(&[("a", "1"), ("b", "1"), ("c", "1")]);
    check(
        &base,
        &rules(&[("a", "2"), ("b", "1"), ("c", "1")]),
        &rules(&[("a", "1"), ("b", "1"), ("c", "2")]),
        &rules(&[("a", "2"), ("b", "1"), ("c", "2")]),
    );
    check(
        &base,
        &rules(&[("b", "1"), ("c", "1")]),
        &rules(&[("a", "1"), ("x", "1"), ("b", "1"), ("c", "1")]),
        &rules(&[("x", "1"), ("b", "1"), ("c", "1")]),
    );
    // Moved here and edited there: both.
    check(
        &base,
        &rules(&[("b", "1"), ("c", "1"), ("a", "1")]),
        &rules(&[("a", "2"), ("b", "1"), ("c", "1")]),
        &rules(&[("b", "1"), ("c", "1"), ("a", "2")]),
    );
    // The same on both sides.
    let same = rules(&[("c", "1"), ("a", "7"), ("n", "1")]);
    check(&base, &same, &same, &same);
    // Layout on one side and an edit on the other.
    check(
        &rules(&[("a", "x+1")]),
        &rules(&[("a", "x + 1")]),
        &rules(&[("a", "x+2")]),
        &rules(&[("a", "x+2")]),
    );
    check(&rules(&[("a", "x+1")]), &rules(&[("a", "x + 1")]), &rules(&[]), &rules(&[]));
}

#[test]
fn parts_of_one_rule_come_together() {
    let base = rules(&[("a", "1")]);
    let edit = |change: fn(&mut Rule)| {
        let mut content = base.clone();
        change(&mut content.rule_sets[0].rules[0]);
        content
    };
    let ours = edit(|rule| "2".clone_into(&mut rule.script));
    let theirs = edit(|rule| {
        rule.enabled = false;
        "why".clone_into(&mut rule.note);
    });
    let both = edit(|rule| {
        "2".clone_into(&mut rule.script);
        rule.enabled = false;
        "why".clone_into(&mut rule.note);
    });
    check(&base, &ours, &theirs, &both);
    let other = edit(|rule| "because".clone_into(&mut rule.note));
    let collision = check_conflicts(&base, &both, &other, &["User → person / a: \"2\" | \"2\" | \"2\""]);
    // What is agreed upon holds whichever side is taken for the rest.
    let taken = settled(&collision, &rule("a"), Settlement::Theirs);
    let expected = edit(|rule| {
        "2".clone_into(&mut rule.script);
        rule.enabled = false;
        "because".clone_into(&mut rule.note);
    });
    assert_eq!(taken, expected);
}

#[test]
fn rules_that_collide() {
    let base = rules(&[("a", "1"), ("b", "1")]);
    let edited = |script| rules(&[("a", script), ("b", "1")]);
    let conflict =
        check_conflicts(&base, &edited("2"), &edited("3"), &["User → person / a: \"1\" | \"2\" | \"3\""]);
    let at = rule("a");
    assert_eq!(told(&settled(&conflict, &at, Settlement::Ours)), ["a: 2", "b: 1"]);
    assert_eq!(told(&settled(&conflict, &at, Settlement::Theirs)), ["a: 3", "b: 1"]);
    assert_eq!(told(&settled(&conflict, &at, Settlement::Base)), ["a: 1", "b: 1"]);
    assert_eq!(told(&settled(&conflict, &at, Settlement::Edited(json!("4")))), ["a: 4", "b: 1"]);
    let whole = json!({ "field": "a", "script": ["5", "6"], "note": "both" });
    assert_eq!(told(&settled(&conflict, &at, Settlement::Edited(whole))), ["a: 5\n6", "b: 1"]);
    assert_eq!(told(&settled(&conflict, &at, Settlement::Edited(Value::Null))), ["b: 1"]);
    // Removed here and edited there.
    let conflict = check_conflicts(
        &base,
        &rules(&[("b", "1")]),
        &edited("3"),
        &["User → person / a: \"1\" | absent | \"3\""],
    );
    assert_eq!(told(&settled(&conflict, &at, Settlement::Ours)), ["b: 1"]);
    assert_eq!(told(&settled(&conflict, &at, Settlement::Theirs)), ["a: 3", "b: 1"]);
    // Added on both sides.
    let added = |script| rules(&[("a", "1"), ("b", "1"), ("n", script)]);
    check_conflicts(&base, &added("1"), &added("2"), &["User → person / n: absent | \"1\" | \"2\""]);
}

#[test]
fn different_lines_of_one_script_are_proposed_and_not_taken() {
    let conflict =
        merge(&rules(&[("a", "x\ny\nz")]), &rules(&[("a", "1\ny\nz")]), &rules(&[("a", "x\ny\n3")]));
    assert_eq!(
        conflict.conflicts[0].proposal,
        Some(json!({ "field": "a", "script": ["1", "y", "3"], "apply": "always" }))
    );
    assert!(!conflict.is_settled());
    // Comments of one side go with the edits of the other.
    check(
        &rules(&[("a", "x\ny\nz")]),
        &rules(&[("a", "// why\nx\ny\nz")]),
        &rules(&[("a", "x\ny\n3")]),
        &rules(&[("a", "// why\nx\ny\n3")]),
    );
}

#[test]
fn a_conflict_can_be_settled_again_and_opened() {
    let mut merge = merge(&rules(&[("a", "1")]), &rules(&[("a", "2")]), &rules(&[("a", "3")]));
    let at = rule("a");
    merge.settle(&at, Settlement::Ours).expect("it is there");
    merge.settle(&at, Settlement::Theirs).expect("it is there");
    assert_eq!(told(&merge.content().expect("settled")), ["a: 3"]);
    merge.reopen(&at);
    assert_eq!(merge.content().expect_err("open").to_string(), "1 conflict is not settled");
    let mut refused = |at: &Subject, how: Settlement| merge.settle(at, how).expect_err("refused").to_string();
    assert_eq!(refused(&rule("b"), Settlement::Ours), "there is no conflict about User → person / b");
    assert_eq!(
        refused(&at, Settlement::Edited(json!(7))),
        "the value for User → person / a cannot be used: invalid type: integer `7`, expected struct Rule"
    );
    assert_eq!(
        refused(&at, Settlement::Edited(json!({ "field": "b", "script": "" }))),
        "the value for User → person / a cannot be used: the rule fills a"
    );
    assert!(!merge.is_settled());
}

#[test]
fn orders_that_collide() {
    let order = |fields: &str| rules(&fields.split(' ').map(|field| (field, "1")).collect::<Vec<_>>());
    let base = order("a b c d e");
    let conflict = check_conflicts(
        &base,
        &order("c a b d e"),
        &order("a b d e c x"),
        &[
            "User → person / order of the rules: [\"a\",\"b\",\"c\",\"d\",\"e\"] | [\"c\",\"a\",\"b\",\"d\",\"e\"] | [\"a\",\"b\",\"d\",\"e\",\"c\",\"x\"]",
        ],
    );
    let at = Subject::RuleOrder { rule_set: "User → person".to_owned() };
    assert_eq!(settled(&conflict, &at, Settlement::Ours), order("c x a b d e"));
    assert_eq!(settled(&conflict, &at, Settlement::Theirs), order("a b d e c x"));
    assert_eq!(settled(&conflict, &at, Settlement::Base), order("a b c x d e"));
    let edited = Settlement::Edited(json!(["x", "e", "d", "c", "b", "a"]));
    assert_eq!(settled(&conflict, &at, edited), order("x e d c b a"));
    let mut merge = conflict;
    assert!(merge.settle(&at, Settlement::Edited(json!(["q"]))).is_err());
    assert!(merge.settle(&at, Settlement::Edited(json!(["a", "a"]))).is_err());
    // What the list leaves out is not lost.
    assert_eq!(settled(&merge, &at, Settlement::Edited(json!(["e", "a"]))).rule_sets[0].rules.len(), 6);
}

#[test]
fn a_rule_set_that_one_side_removed() {
    let base = rules(&[("a", "1"), ("b", "1")]);
    let none = FileContent::default();
    check(&base, &none, &base, &none);
    let edited = rules(&[("a", "1"), ("b", "2")]);
    let collision = merge(&base, &none, &edited);
    let at = Subject::RuleSet { title: "User → person".to_owned() };
    assert_eq!(collision.conflicts.iter().map(|conflict| &conflict.at).collect::<Vec<_>>(), [&at]);
    assert_eq!(collision.conflicts[0].ours, None);
    assert_eq!(
        collision.conflicts[0].theirs.as_ref().map(|whole| whole["rules"].as_array().map(Vec::len)),
        Some(Some(2))
    );
    assert_eq!(settled(&collision, &at, Settlement::Ours), none);
    assert_eq!(settled(&collision, &at, Settlement::Theirs), edited);
    assert_eq!(settled(&collision, &at, Settlement::Base), base);
    let replaced = serde_json::to_value(&rules(&[("z", "1")]).rule_sets[0]).expect("JSON");
    assert_eq!(settled(&collision, &at, Settlement::Edited(replaced)), rules(&[("z", "1")]));
}

#[test]
fn rows_variables_and_settings() {
    let base = with_table(&[("a", "1"), ("b", "2")]);
    check(
        &base,
        &with_table(&[("a", "9"), ("b", "2")]),
        &with_table(&[("a", "1"), ("b", "2"), ("c", "3")]),
        &with_table(&[("a", "9"), ("b", "2"), ("c", "3")]),
    );
    check(
        &base,
        &with_table(&[("b", "2")]),
        &with_table(&[("b", "2"), ("a", "1")]),
        &with_table(&[("b", "2")]),
    );
    check_conflicts(
        &base,
        &with_table(&[("a", "8"), ("b", "2")]),
        &with_table(&[("a", "9"), ("b", "2")]),
        &["t / a: \"1\" | \"8\" | \"9\""],
    );
    check_conflicts(
        &base,
        &with_table(&[("b", "2")]),
        &with_table(&[("a", "9"), ("b", "2")]),
        &["t / a: \"1\" | absent | \"9\""],
    );
    check_conflicts(
        &base,
        &rules(&[]),
        &with_table(&[("a", "9"), ("b", "2")]),
        &["t: {\"a\":\"1\",\"b\":\"2\"} | absent | {\"a\":\"9\",\"b\":\"2\"}"],
    );
    let with = |name: &str, value: Option<Value>| {
        let variables = value.into_iter().map(|value| ("v".to_owned(), value)).collect();
        FileContent { name: name.to_owned(), variables, ..rules(&[]) }
    };
    check(&with("M", Some(json!(1))), &with("N", Some(json!(1))), &with("M", None), &with("N", None));
    let conflicts = ["name: \"M\" | \"N\" | \"O\"", "v: 1 | null | 2"];
    let collision = check_conflicts(
        &with("M", Some(json!(1))),
        &with("N", Some(json!(null))),
        &with("O", Some(json!(2))),
        &conflicts,
    );
    let mut collision = collision;
    collision.settle(&Subject::Setting("name".to_owned()), Settlement::Theirs).expect("it is there");
    let at = Subject::Variable { name: "v".to_owned() };
    assert_eq!(settled(&collision, &at, Settlement::Ours), with("O", Some(json!(null))));
    assert_eq!(settled(&collision, &at, Settlement::Edited(json!([]))), with("O", Some(json!([]))));
}

#[test]
fn helper_functions_one_by_one() {
    let base = with_functions("fn f() { 1 }\n\nfn g() { 1 }\n");
    check(
        &base,
        &with_functions("fn f() { 2 }\n\nfn g() { 1 }\n"),
        &with_functions("// new\nfn n() { 1 }\n\nfn f() { 1 }\n\nfn g() { 3 }\n"),
        &with_functions("// new\nfn n() { 1 }\n\nfn f() { 2 }\n\nfn g() { 3 }\n"),
    );
    let conflict = check_conflicts(
        &base,
        &with_functions("fn f() { 2 }\n\nfn g() { 1 }\n"),
        &with_functions("fn g() { 1 }\n"),
        &["helper functions / f: \"fn f() { 1 }\" | \"fn f() { 2 }\" | absent"],
    );
    let at = Subject::Function { name: "f".to_owned(), n_parameters: 0 };
    assert_eq!(settled(&conflict, &at, Settlement::Ours).functions, "fn f() { 2 }\n\nfn g() { 1 }\n");
    assert_eq!(settled(&conflict, &at, Settlement::Theirs).functions, "fn g() { 1 }\n");
    let edited = Settlement::Edited(json!("fn f() { 3 }"));
    assert_eq!(settled(&conflict, &at, edited).functions, "fn f() { 3 }\n\nfn g() { 1 }\n");
    let mut merge = conflict;
    for wrong in ["fn f(a) { 3 }", "fn h() {}", "3", "fn f() {} fn g() {}"] {
        assert!(merge.settle(&at, Settlement::Edited(json!(wrong))).is_err(), "{wrong}");
    }
    check_conflicts(
        &with_functions(""),
        &with_functions("fn f("),
        &with_functions("fn g("),
        &["helper functions: \"\" | \"fn f(\" | \"fn g(\""],
    );
}

#[test]
fn a_side_without_cases_says_nothing_about_them() {
    let case = |name: &str| json!({ "name": name, "sample": "01", "record_type": "person", "expected": { "status": "rejected" } });
    let with = |cases: &[(&str, &str)]| FileContent {
        cases: Some(
            cases
                .iter()
                .map(|(stem, name)| ((*stem).to_owned(), serde_json::from_value(case(name)).expect("a case")))
                .collect(),
        ),
        ..rules(&[])
    };
    let without = rules(&[]);
    let base = with(&[("01", "A"), ("02", "B")]);
    check(&base, &without, &base, &without);
    check(&without, &base, &without, &base);
    let edited = with(&[("01", "Z"), ("02", "B")]);
    check(&base, &without, &edited, &edited);
    check(
        &base,
        &with(&[("02", "B")]),
        &with(&[("01", "A"), ("02", "B"), ("03", "C")]),
        &with(&[("02", "B"), ("03", "C")]),
    );
    assert_eq!(merge(&base, &edited, &with(&[("01", "Y"), ("02", "B")])).conflicts.len(), 1);
}
