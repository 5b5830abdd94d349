//! What one rule does: set, keep, clear, reject, fail; for new and for existing records; in order.

use scimwright::mapping::{Apply, Rule};
use scimwright::scim::ResourceType;
use serde_json::{Value, json};

use crate::bench::{Bench, said};

fn person() -> Value {
    json!({ "name": "Old", "primary_email": "old@acme.example", "job_title": "Old title", "vip": true })
}

#[track_caller]
fn check(script: &str, new: &str, known: &str) {
    let bench = Bench::new().rule("job_title", script).payload(json!({ "userName": "a", "title": "T" }));
    assert_eq!(bench.clone().new_record().run().field("job_title"), new, "{script}");
    assert_eq!(bench.current(person()).run().field("job_title"), known, "{script}");
}

#[test]
fn a_value_is_set_and_nothing_keeps() {
    check("user.title", "set \"T\"", "set \"T\"");
    check("()", "kept null", "kept \"Old title\"");
    check("user.nothing", "kept null", "kept \"Old title\"");
    check("", "kept null", "kept \"Old title\"");
    check("\"\"", "set \"\"", "set \"\"");
    check("clear()", "cleared", "cleared");
    check("let x = clear(); x", "cleared", "cleared");
    check("42", "set \"42\"", "set \"42\"");
    check("true", "set \"true\"", "set \"true\"");
    check("'c'", "set \"c\"", "set \"c\"");
    check("return \"early\"; \"late\"", "set \"early\"", "set \"early\"");
    check(
        "[]",
        "failed: Job title wants a text, the script gives an array",
        "failed: Job title wants a text, the script gives an array",
    );
    check(
        "[clear()]",
        "failed: The script gives `clear()` or `reject(…)` inside of a value, which no field can hold",
        "failed: The script gives `clear()` or `reject(…)` inside of a value, which no field can hold",
    );
    check("is_new", "set \"true\"", "set \"false\"");
    check("person.name ?? \"nobody\"", "set \"nobody\"", "set \"Old\"");
    check("if person.vip == true { \"VIP\" }", "kept null", "set \"VIP\"");
}

#[test]
fn a_rule_for_new_records_is_skipped_on_others() {
    let bench = Bench::new().rule_on_create("job_title", "\"New\"").payload(json!({ "userName": "a" }));
    assert_eq!(bench.clone().new_record().run().field("job_title"), "set \"New\"");
    let known = bench.current(person()).run();
    assert_eq!(known.field("job_title"), "skipped: Only set on new records");
    assert_eq!(known.record()["job_title"], "Old title");
}

#[test]
fn clearing_a_list_leaves_what_people_added() {
    let by_hand = json!({ "label": "home", "telephone": "+1", "integration": false });
    let provisioned = json!({ "label": "work", "telephone": "+2", "integration": true });
    let mut known = person();
    known["contacts"] = json!([by_hand, provisioned]);
    let bench = Bench::new().rule("contacts", "clear()").payload(json!({ "userName": "a" }));
    let run = bench.clone().current(known.clone()).run();
    assert!(run.field("contacts").starts_with("cleared"), "{}", run.field("contacts"));
    assert_eq!(run.record()["contacts"], json!([by_hand]));
    known["contacts"] = json!([provisioned]);
    assert_eq!(bench.current(known).run().record().get("contacts"), None);
}

#[test]
fn a_required_field_cannot_be_cleared() {
    let run = Bench::new().rule("name", "clear()").current(person()).run();
    assert_eq!(run.field("name"), "failed: Name is required and cannot be cleared");
    assert_eq!(run.record()["name"], "Old");
}

#[test]
fn the_first_rejection_counts_and_all_rules_run() {
    let bench = Bench::new()
        .rule("name", "\"N\"")
        .rule("job_title", "reject(\"no title\")")
        .rule("location", "reject(\"no room\")")
        .rule("employeeID", "\"E\"");
    assert_eq!(
        bench.run().text(),
        "User → person: rejected: no title\n  name: set \"N\"\n  job_title: skipped: No record is written: no title\n  \
         location: skipped: No record is written: no room\n  employeeID: set \"E\"\n"
    );
}

#[test]
fn the_condition_decides_after_the_rules() {
    let check = |condition: &str, expected: &str| {
        let bench = Bench::new()
            .rule("name", "user.displayName")
            .rule("primary_email", "\"a@b.example\"")
            .condition(condition)
            .payload(json!({ "userName": "a", "displayName": "Ann" }));
        assert_eq!(bench.run().status(), expected, "{condition}");
    };
    check("", "written");
    check(" \n", "written");
    check("true", "written");
    check("record.name == \"Ann\"", "written");
    check("record.name == \"Bob\"", "rejected: The condition is not met");
    check("false", "rejected: The condition is not met");
    check("()", "rejected: The condition is not met");
    check("reject(\"too late\")", "rejected: too late");
    check("\"yes\"", "failed: The condition gives neither true nor false");
    check("clear()", "failed: The condition gives neither true nor false");
    check("nope()", "failed: The condition fails: There is no function `nope` for no arguments");
    check("let x =", "failed: The condition fails: The script ends too early; a value is missing");
    check("record.name = \"Eve\"; true", "failed: The condition fails: `record` cannot be changed");
}

#[test]
fn a_required_field_that_stays_empty_fails_the_record() {
    let without_name = Bench::new().rule("primary_email", "\"a@b.example\"").rule("name", "\"  \"");
    assert_eq!(without_name.run().status(), "failed: Name is required and empty");
    let with_old_name = Bench::new().rule("primary_email", "\"a@b.example\"").current(person());
    assert_eq!(with_old_name.run().status(), "written");
    let failing = Bench::new().rule("name", "1 / 0").rule("primary_email", "\"a@b.example\"");
    assert_eq!(
        failing.run().text(),
        "User → person: failed: Name is required and empty\n  name: failed: Division by zero: 1 / 0\n  primary_email: set \"a@b.example\"\n"
    );
}

#[test]
fn of_two_rules_the_later_one_wins_and_is_reported() {
    let bench = Bench::new()
        .rule("job_title", "\"first\"")
        .rule("name", "\"N\"")
        .rule("job_title", "\"second\"")
        .rule("primary_email", "\"a@b.example\"");
    assert_eq!(bench.run().record()["job_title"], "second");
    assert_eq!(
        said(&bench.compile()),
        ["warning[R306] User → person / job_title: Two rules fill `job_title`; the later one wins"]
    );
    let disabled = bench.whole_rule(Rule { enabled: false, ..Rule::new("job_title", "loop {") });
    assert_eq!(said(&disabled.compile()).len(), 1);
    assert_eq!(disabled.run().runs[0].outcomes.len(), 4);
}

#[test]
fn what_cannot_be_compiled_is_reported_and_fails_alone() {
    let bench = Bench::new()
        .rule("name", "let = ")
        .rule("nmae", "1")
        .rule("id", "1")
        .rule("job_title", "usr.title")
        .rule("location", "\"L\"")
        .condition("recrd.name");
    assert_eq!(
        said(&bench.compile()),
        [
            "error[R301] User → person / name 1:5: Expecting name of a variable",
            "error[R304] User → person / nmae: Person has no field `nmae`",
            "error[R305] User → person / id: `id` is written by 4me (Xurrent) alone",
            "error[R309] User → person / job_title 1:1: There is no variable `usr`",
            "warning[R311] User → person: No rule fills `primary_email`, which is required",
            "error[R309] User → person / condition 1:1: There is no variable `recrd`",
        ]
    );
    assert_eq!(bench.run().field("location"), "set \"L\"");
    assert_eq!(bench.run().status(), "failed: The condition fails: There is no variable `recrd`");
}

#[test]
fn a_rule_set_for_an_unknown_record_type_is_reported_and_left_out() {
    let bench = Bench::new().rule_set(ResourceType::Group, "team").rule("name", "1");
    let expected = "error[R307] Group → team: 4me (Xurrent) has no record type `team`";
    assert!(said(&bench.compile()).contains(&expected.to_owned()), "{:?}", said(&bench.compile()));
    assert_eq!(bench.run().runs.len(), 1);
}

#[test]
fn variables_tables_and_records_are_reached() {
    let check = |script: &str, expected: &str| {
        let bench = Bench::new()
            .variable("suffix", json!("-qa"))
            .table("codes", &[("a", "Alpha"), ("A", "Big alpha")])
            .record("organizations", json!({ "name": "Acme", "disabled": false, "sourceID": "9" }))
            .rule("job_title", script)
            .payload(json!({ "userName": "a", "urn:ietf:params:scim:schemas:extension:4me:1.0:custom_fields": { "room": "7" } }));
        assert_eq!(bench.run().field("job_title"), expected, "{script}");
    };
    check("`x${vars.suffix}`", "set \"x-qa\"");
    check("vars.nothing", "kept null");
    check("lookup(\"codes\", \"a\")", "set \"Alpha\"");
    check("lookup(\"codes\", \" a \")", "set \"Alpha\"");
    check("lookup(\"codes\", \"b\")", "kept null");
    check("lookup(\"codes\", ())", "kept null");
    check("lookup_or(\"codes\", \"b\", \"Beta\")", "set \"Beta\"");
    check("find_organization(\"ACME\").name", "set \"Acme\"");
    check("find_organization(\"9\").name", "set \"Acme\"");
    check("find_organization(\"Nope\").name", "kept null");
    check("find_record(\"organization\", \"acme\").name", "set \"Acme\"");
    check("find_record(\"team\", \"acme\")", "kept null");
    check("now", "set \"2026-11-21T08:00:00Z\"");
    check("custom.room", "set \"7\"");
}

#[test]
fn rules_run_in_order_on_the_current_record() {
    let bench = Bench::new()
        .rule("job_title", "\"new\"")
        .rule("location", "person.job_title")
        .whole_rule(Rule { apply: Apply::Create, enabled: false, ..Rule::new("name", "\"x\"") })
        .current(person());
    // A rule sees the record as it was, not what the rules before it did.
    assert_eq!(
        bench.run().text(),
        "User → person: written\n  job_title: set \"new\"\n  location: set \"Old title\"\n"
    );
}
