//! What scripts can do to each other: nothing. No rule sees what another one did to the inputs.

use serde_json::json;

use crate::bench::Bench;

const UNTOUCHED: &str = r#"set "{\"emails\":[{\"type\":\"home\",\"value\":\"b\"},{\"value\":\"a\"}],\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"ann\"} [] #{} 0""#;

/// What the first rule does, when the second one finds the inputs as they were given.
#[track_caller]
fn check(script: &str, expected: &str) {
    let bench = Bench::new()
        .rule("authenticationID", script)
        .rule("information", "`${user.to_json()} ${groups} ${vars} ${vars.len()}`")
        .payload(json!({
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
            "userName": "ann", "emails": [{ "value": "b", "type": "home" }, { "value": "a" }],
        }));
    let run = bench.run();
    assert_eq!(run.field("information"), UNTOUCHED, "{script}");
    let outcome = run.field("authenticationID");
    assert!(outcome.starts_with(expected), "{script}: {outcome}");
}

#[test]
fn inputs_cannot_be_changed() {
    check("user = 5", "failed: `user` cannot be changed");
    check("now = \"x\"", "failed: `now` cannot be changed");
    check("user.userName = \"eve\"", "failed: `user` cannot be changed");
    check("user.userName += \"x\"", "failed: `user` cannot be changed");
    check("user.emails[0] = 1", "failed: `user` cannot be changed");
    check("user.emails[0].value = 1", "failed: `user` cannot be changed");
    check("user.clear()", "failed: `clear` would change what the script was given");
    check("user.remove(\"userName\")", "failed: `remove` would change");
    check("user.set(\"x\", 1)", "failed: `set` would change");
    check("user.emails.push(1)", "failed: `push` would change");
    check("user.emails.sort(|a, b| 1)", "failed: `sort` would change");
    check("user.emails.reverse()", "failed: `reverse` would change");
    check("user.emails.pad(5, 1)", "failed: `pad` would change");
    check("user.emails.for_each(|| this.value = 1)", "failed: `for_each` would change");
    check("user.userName.replace(\"a\", \"b\")", "failed: `replace` would change");
    check("user.userName.pad(5, 'x')", "failed: `pad` would change");
    check("user.userName.crop(1)", "failed: `crop` would change");
    check("groups.push(1)", "failed: `push` would change");
    check(
        "fn f() { this.userName = \"eve\" } user.f()",
        "failed: What the script was given cannot be changed",
    );
}

#[test]
fn what_is_changed_is_a_copy() {
    check("user.fresh = 5; user.fresh", "set \"5\"");
    check("vars.fresh = 5; vars.fresh", "set \"5\"");
    check("fn f() { this.fresh = 1; this.fresh } user.f()", "set \"1\"");
    check("fn f(u) { u.userName = \"eve\"; u.fresh = 1; u.userName } f(user)", "set \"eve\"");
    check("let copy = user.emails; copy.clear(); copy.len()", "set \"0\"");
    check("for e in user.emails { e.value = \"q\" } user.emails[0].value", "set \"b\"");
    check("let user = #{ userName: \"eve\" }; user.userName", "set \"eve\"");
    check("user.emails.map(|e| user.userName).len()", "set \"2\"");
    check("user.a.b.c; user.d; enterprise.e; vars.f; 1", "set \"1\"");
    check("let n = 0; user.emails.filter(|e| { n += 1; e.value == user.userName }); n", "set \"2\"");
}

#[test]
fn variables_of_a_script_are_its_own() {
    let bench = Bench::new()
        .rule("information", "let mine = 1; const ALSO = 2; mine + ALSO")
        .rule("job_title", "mine")
        .rule("location", "ALSO");
    let run = bench.run();
    assert_eq!(run.field("information"), "set \"3\"");
    assert_eq!(run.field("job_title"), "failed: There is no variable `mine`");
    assert_eq!(run.field("location"), "failed: There is no variable `ALSO`");
}
