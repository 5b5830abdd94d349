//! Variables: declared once, a value in each environment, missing and wrong ones found.

use scimwright::mapping::VariableType;
use scimwright::project::{ProjectFiles, VariableFinding, parse_project, render_project};
use serde_json::{Value, json};

use super::round_trip::check_identity;
use crate::bench::said;

fn files(variables: &Value, environments: &[(&str, Value)]) -> ProjectFiles {
    let mut files = ProjectFiles::default();
    let listed: Vec<_> = environments
        .iter()
        .map(|(name, _)| json!({ "name": name, "account": "", "colour": "", "protected": false }))
        .collect();
    let mut settings = json!({ "format": "scimwright-project", "version": 1, "name": "P", "client": "generic-strict",
        "target": "4me", "environments": listed });
    if !variables.is_null() {
        settings["variables"] = variables.clone();
    }
    let pretty = |value: &Value| format!("{}\n", serde_json::to_string_pretty(value).expect("JSON"));
    files.insert("project.json", pretty(&settings));
    files.insert(
        "mapping.json",
        pretty(&json!({ "format": "scimwright-rules", "version": 1, "rule_sets": [] })),
    );
    for (name, values) in environments.iter().filter(|(_, values)| !values.is_null()) {
        files.insert(format!("environments/{name}.json"), pretty(&json!({ "variables": values })));
    }
    files
}

#[track_caller]
fn check(variables: &Value, environments: &[(&str, Value)], expected: &[&str]) {
    let (model, diagnostics) = parse_project(&files(variables, environments));
    assert_eq!(said(&diagnostics), Vec::<String>::new());
    let found: Vec<_> = model.variable_findings().iter().map(VariableFinding::words).collect();
    assert_eq!(found, expected);
}

#[test]
fn declarations_are_kept_to_the_byte() {
    check_identity(&files(
        &json!({
            "domain": { "type": "mail_domain", "note": "Where mail goes", "owner": "Ann" },
            "limit": { "type": "number" },
            "future": { "type": "duration", "unit": "day" },
        }),
        &[("production", json!({ "domain": "acme.example", "old": [1, { "a": null }] })), ("qa", json!({}))],
    ));
    check_identity(&files(&Value::Null, &[("qa", json!({ "domain": "acme.example" }))]));
}

#[test]
fn missing_and_wrong_values_are_found() {
    let qa = |values: Value| [("qa", values), ("production", json!({ "domain": "acme.com" }))];
    check(&Value::Null, &qa(json!({ "domain": "acme.example" })), &[]);
    check(&Value::Null, &qa(json!({})), &["The variable `domain` has no value in qa"]);
    check(&Value::Null, &qa(Value::Null), &["The variable `domain` has no value in qa"]);
    check(&Value::Null, &qa(json!({ "domain": null })), &["The variable `domain` has no value in qa"]);
    check(&Value::Null, &qa(json!({ "domain": 1 })), &[]);
    check(
        &json!({ "domain": { "type": "mail_domain" } }),
        &qa(json!({ "domain": "@acme" })),
        &[r#"The variable `domain` is declared as mail domain; in qa it is "@acme""#],
    );
    check(&json!({ "domain": { "type": "some day" } }), &qa(json!({ "domain": [] })), &[]);
    check(
        &json!({ "limit": { "type": "number" } }),
        &[("qa", json!({}))],
        &["The variable `limit` has no value in qa"],
    );
}

#[test]
fn a_declaration_that_cannot_be_read_is_told_with_its_place() {
    let files = files(&json!({ "domain": { "type": 1 } }), &[]);
    let (model, diagnostics) = parse_project(&files);
    assert_eq!(diagnostics.len(), 1);
    assert_eq!(diagnostics[0].code.id(), "M402");
    let place = diagnostics[0].place.span.expect("a place");
    let text = String::from_utf8(files.get("project.json").expect("the file").to_vec()).expect("text");
    let line = text.lines().nth(place.line - 1).expect("the line");
    assert!(line.contains("\"domain\""), "{line}");
    // The file is kept as it is.
    assert_eq!(render_project(&model).get("project.json"), files.get("project.json"));
}

#[test]
fn values_are_typed_in_one_line() {
    let check = |type_: VariableType, typed: &str, expected: Option<Value>| {
        let value = type_.read(typed);
        assert_eq!(value, expected, "{typed} as {type_}");
        if let Some(value) = value {
            assert_eq!(type_.read(&type_.write(&value)), Some(value), "{typed} as {type_} and back");
        }
    };
    check(VariableType::Text, " a ", Some(json!(" a ")));
    check(VariableType::Text, "\"\"", Some(json!("")));
    check(VariableType::Number, " 12.5 ", Some(json!(12.5)));
    check(VariableType::Number, "ten", None);
    check(VariableType::Boolean, "Yes", Some(json!(true)));
    check(VariableType::Boolean, "false", Some(json!(false)));
    check(VariableType::Boolean, "2", None);
    check(VariableType::Texts, "a; b ;c", Some(json!(["a", "b", "c"])));
    check(VariableType::Texts, r#"["a;b", ""]"#, Some(json!(["a;b", ""])));
    check(VariableType::Texts, "", Some(json!([])));
    check(VariableType::Texts, "[1]", None);
    check(VariableType::MailDomain, "@acme.example", Some(json!("acme.example")));
    check(VariableType::MailDomain, "acme", None);
    check(VariableType::MailDomain, "münchen.example", Some(json!("münchen.example")));
    check(VariableType::WebAddress, "https://acme.example/x", Some(json!("https://acme.example/x")));
    check(VariableType::WebAddress, "acme.example", None);
    check(VariableType::Unknown("duration".to_owned()), "{\"days\": 1}", Some(json!({ "days": 1 })));
}
