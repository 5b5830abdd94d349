//! How scripts read attributes: names without regard to case, what is missing is `()`, and reading
//! below `()` is `()` again.

use serde_json::json;

use crate::bench::Bench;

/// What the script gives, as JSON text; the errors of failing ones.
#[track_caller]
fn check(script: &str, expected: &str) {
    let bench = Bench::new().rule("information", &format!("to_json_text({script})")).functions(
        "fn to_json_text(value) { if value == () { \"nothing\" } else { #{ v: value }.to_json() } }",
    );
    let bench = bench.payload(json!({
        "userName": "ann",
        "name": { "givenName": "Ann", "familyName": null },
        "emails": [{ "value": "a@b.example", "type": "work" }, { "Value": "c@d.example" }],
        "tags": [], "count": 3, "title": "",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": { "department": "D" },
    }));
    let outcome = bench.run().field("information");
    let value = outcome
        .strip_prefix("set ")
        .map_or(outcome.clone(), |text| serde_json::from_str::<String>(text).expect("a text"));
    let value = value.strip_prefix("{\"v\":").and_then(|text| text.strip_suffix('}')).unwrap_or(&value);
    assert_eq!(value, expected, "{script}");
}

#[test]
fn names_are_read_without_regard_to_case() {
    check("user.userName", "\"ann\"");
    check("user.USERNAME", "\"ann\"");
    check("user[\"username\"]", "\"ann\"");
    check("user.Name.GivenName", "\"Ann\"");
    check("user.emails[1].value", "\"c@d.example\"");
    check("enterprise.Department", "\"D\"");
}

#[test]
fn what_is_missing_is_nothing() {
    check("user.nothing", "nothing");
    check("user.name.familyName", "nothing");
    check("user.nothing.at.all", "nothing");
    check("user.emails[7]", "nothing");
    check("user.emails[7].value", "nothing");
    check("user.tags[0]", "nothing");
    check("user.nothing[0].value", "nothing");
    check("user?.nothing?.value", "nothing");
    check("user.nothing ?? \"else\"", "\"else\"");
    check("person", "nothing");
    check("person.name", "nothing");
    check("custom.payroll_id", "nothing");
    check("user.nothing.find(|e| true).value", "nothing");
    check("user.nothing.filter(|e| true)", "nothing");
    check("user.nothing.some(|e| true)", "nothing");
}

#[test]
fn what_was_only_read_is_not_there() {
    check("{ user.a; user.b.c; user.keys().len() }", "8");
    check("{ user.a; \"a\" in user }", "false");
    check("{ let m = #{ x: 1 }; m.y; m.len() }", "1");
    check("{ let m = #{ x: 1 }; m.y; m.z = 2; m.keys() }", "[\"x\",\"z\"]");
    check("{ let m = #{}; m.y; m.is_empty() }", "true");
    check("{ let m = #{ x: () }; \"x\" in m }", "false");
    check("{ let m = #{ Key: 1 }; \"key\" in m }", "true");
    check("{ let m = #{ x: 1, y: () }; m.values() }", "[1]");
}

#[test]
fn maps_can_be_made_and_changed() {
    check("{ let m = #{}; m.a = 1; m.a += 1; m.b = #{}; m.b.c = [m.a]; m }", "{\"a\":2,\"b\":{\"c\":[2]}}");
    check("{ let m = #{ Name: 1 }; m.name = 2; m }", "{\"Name\":2}");
    check("{ let m = #{}; m[\"with blank\"] = 1; m }", "{\"with blank\":1}");
    check("{ let copy = user; copy.userName = \"eve\"; `${copy.userName} ${user.userName}` }", "\"eve ann\"");
}

#[test]
fn functions_read_the_inputs_in_the_midst_of_a_list() {
    check("user.emails.filter(|e| user.userName == \"ann\" && e.type == \"work\").len()", "1");
    check(
        "user.emails.map(|e| `${e.value} of ${user.name.givenName}`)",
        "[\"a@b.example of Ann\",\"c@d.example of Ann\"]",
    );
    check("user.emails.find(|e| e.type == enterprise.department)", "nothing");
    check(
        "{ let own = user.emails[0].value; user.emails.filter(|e| e.value != own)[0].value }",
        "\"c@d.example\"",
    );
}
