//! Texts of one account in scripts, by what samples and records show.

use scimwright::diagnostic::Suggestion;
use scimwright::project::Environment;
use serde_json::json;

use crate::bench::{Bench, said_with_fix};

fn bench(script: &str) -> Bench {
    let mut bench = Bench::new()
        .rule("information", script)
        .variable("headquarters", json!("Acme Paris"))
        .record("organizations", json!({ "name": "Acme Motors" }))
        .record("sites", json!({ "name": "Paris" }))
        .record("people", json!({ "name": "Ann", "primary_email": "ann@acme.test" }))
        .sample(
            "01",
            "1",
            json!({ "userName": "bob@acme.example",
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": { "organization": "Acme France" } }),
        );
    "acme-qa".clone_into(&mut bench.model.settings.environments[0].account);
    bench
        .model
        .settings
        .environments
        .push(Environment { name: "production".to_owned(), ..Environment::default() });
    bench
}

/// What is found, and the variable that is suggested.
#[track_caller]
fn check(script: &str, expected: &[&str]) {
    let found = bench(script).lint();
    let found = found.iter().filter(|found| found.code.id() == "R330").map(|found| {
        let what = found.message.split(" stands").next().unwrap_or_default();
        let span = found.place.span.expect("a place");
        let suggestion = found.suggestion.as_ref().map(|suggestion| {
            let Suggestion::MakeVariable { name, type_, value } = suggestion;
            format!(" → {name}: {type_} = {value}")
        });
        format!("{}:{} {what}{}", span.line, span.column, suggestion.unwrap_or_default())
    });
    assert_eq!(found.collect::<Vec<_>>(), expected, "{script}");
}

#[test]
fn names_and_domains_of_the_account_are_found() {
    check(r#""acme motors""#, &["1:1 The name of an organization → organization_name: text = acme motors"]);
    check(r#""Acme France""#, &["1:1 The name of an organization → organization_name: text = Acme France"]);
    check(r#""Paris""#, &["1:1 The name of a site → site_name: text = Paris"]);
    check(r#""acme-qa""#, &["1:1 The name of an account → account_name: text = acme-qa"]);
    check(
        r#"user.userName.ends_with("@acme.example") ?? false"#,
        &["1:25 A mail domain → mail_domain: text = @acme.example"],
    );
    check(r#"user.userName + ".acme.test""#, &[]);
    check(r#"user.userName + "acme.test""#, &["1:17 A mail domain → mail_domain: mail_domain = acme.test"]);
    check(
        r#""https://acme.4me.com/people""#,
        &["1:1 A web address → web_address: web_address = https://acme.4me.com/people"],
    );
    check(r#""123456789""#, &["1:1 An id → account_id: text = 123456789"]);
}

#[test]
fn ordinary_texts_are_left_alone() {
    for script in [
        r#""Berlin""#,
        r#""bob""#,
        r#""Employee VIP""#,
        r#"user.userName.ends_with("@other.example") ?? false"#,
        r#"lookup("countries", "NL") ?? "en-GB""#,
        r#"user["urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"].department"#,
        r#"let a = #{ "acme motors": 1 }; a.len()"#,
        "// \"acme motors\"\nuser.title",
    ] {
        check(script, &[]);
    }
}

#[test]
fn where_no_variable_can_stand_none_is_suggested() {
    check(r#"switch user.title { "Paris" => "x", _ => "y" }"#, &["1:21 The name of a site"]);
    check("`https://acme.4me.com/${user.title}`", &["1:1 A web address"]);
    let found = bench("own(user.title)");
    let found = found.functions(r#"fn own(text) { text == "Paris" }"#).lint();
    let found: Vec<_> = found.iter().filter(|found| found.code.id() == "R330").collect();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].place.rule.as_deref(), Some("helper functions"));
    assert_eq!(found[0].suggestion, None);
}

#[test]
fn scripts_that_run_in_rhai_are_looked_at_too() {
    check(r#"Fn("lower").call("Paris")"#, &["1:18 The name of a site → site_name: text = Paris"]);
}

#[test]
fn a_variable_that_has_the_text_is_offered() {
    let script = r#"user.title ?? "Acme Paris""#;
    let bench = bench(script).record("sites", json!({ "name": "Acme Paris" }));
    let found: Vec<_> = bench.lint().into_iter().filter(|found| found.code.id() == "R330").collect();
    assert_eq!(
        said_with_fix(&found, script),
        [
            "warning[R330] 1:15+12 The name of a site stands in the script; in another account it is probably another one / make it a variable of the environments and write `vars.name` → user.title ?? vars.headquarters"
        ]
    );
}
