//! Values held against fields of every type.

use std::collections::BTreeMap;

use scimwright::target::{Directory, Record, TargetSchema, check_value, read_target};
use serde_json::{Value, json};

const TARGET: &str = r#"{ "format": "scimwright-target", "version": 1, "name": "t", "title": "T",
  "enumerations": { "colour": { "values": ["red", "Dark-Blue"] }, "label": { "values": ["work", "mobile"] } },
  "record_types": [
    { "name": "person", "plural": "people", "lookup_fields": ["code", "name"], "reference_by": "email", "fields": [
      { "name": "name", "title": "Name", "type": "string", "max_length": 5 },
      { "name": "code", "title": "Code", "type": "string" },
      { "name": "story", "title": "Story", "type": "text", "max_length": 10 },
      { "name": "email", "title": "E-mail", "type": "email", "max_length": 20 },
      { "name": "page", "title": "Page", "type": "uri" },
      { "name": "flag", "title": "Flag", "type": "boolean" },
      { "name": "count", "title": "Count", "type": "integer" },
      { "name": "cost", "title": "Cost", "type": "decimal" },
      { "name": "when", "title": "When", "type": "date_time" },
      { "name": "colour", "title": "Colour", "type": "enumeration", "enumeration": "colour" },
      { "name": "boss", "title": "Boss", "type": "reference", "record_type": "person" },
      { "name": "team", "title": "Team", "type": "reference", "record_type": "team" },
      { "name": "hours", "title": "Hours", "type": "reference", "record_type": "calendar", "external": true },
      { "name": "tags", "title": "Tags", "type": "string_list", "max_length": 4 },
      { "name": "contacts", "title": "Contacts", "type": "list", "owned_by": "kept",
        "exactly_one_of": ["phone", "email"],
        "label_table": { "field": "label", "allows": { "work": ["phone", "email"], "mobile": ["phone"] } },
        "items": [
          { "name": "label", "title": "Label", "type": "enumeration", "enumeration": "label", "required": true },
          { "name": "phone", "title": "Phone", "type": "string", "max_length": 6 },
          { "name": "email", "title": "E-mail", "type": "email" },
          { "name": "kept", "title": "Kept", "type": "boolean" },
          { "name": "verified", "title": "Verified", "type": "boolean", "read_only": true } ] } ] },
    { "name": "team", "plural": "teams", "resource_type": "Group", "lookup_fields": ["name"], "fields": [
      { "name": "name", "title": "Name", "type": "string" } ] } ] }"#;

fn target() -> TargetSchema {
    let (target, diagnostics) = read_target("t.json", TARGET);
    assert_eq!(diagnostics, []);
    target
}

/// An account with one person and no team.
fn directory(target: &TargetSchema) -> Directory {
    let record: Record =
        serde_json::from_value(json!({ "name": "Mia", "code": "C7", "email": "mia@acme.example" }))
            .expect("a record");
    Directory::new(target, &BTreeMap::from([("person".to_owned(), vec![record])]))
}

/// The value as it is taken, or what is said: `severity[code]: message / help`.
#[track_caller]
pub fn check(field: &str, value: Value, expected: &str) {
    let target = target();
    let field = target.record_type("person").and_then(|person| person.field(field)).expect("a field");
    let checked = check_value(&target, &directory(&target), field, &value);
    let said: Vec<_> = checked
        .diagnostics
        .iter()
        .map(|said| {
            let help = said.help.as_ref().map(|help| format!(" / {help}")).unwrap_or_default();
            format!("{}[{}]: {}{help}", said.severity.word(), said.code.id(), said.message)
        })
        .collect();
    let found = if said.is_empty() { checked.value.to_string() } else { said.join("\n") };
    assert_eq!(found, expected, "{value}");
}

#[test]
fn texts() {
    check("name", json!("Ann"), "\"Ann\"");
    check("name", json!(""), "\"\"");
    check("name", json!("12345"), "\"12345\"");
    check("name", json!("ÄÖÜß東"), "\"ÄÖÜß東\"");
    check("name", json!("👩‍👩"), "\"👩‍👩\"");
    check(
        "name",
        json!("123456"),
        "error[V501]: Name has 6 characters, at most 5 are allowed / shorten it, for example with `truncated(…, 5)`",
    );
    check(
        "name",
        json!("👩‍👩‍👧‍👦"),
        "error[V501]: Name has 7 characters, at most 5 are allowed / shorten it, for example with `truncated(…, 5)`",
    );
    check("name", json!(42), "\"42\"");
    check("name", json!(true), "\"true\"");
    check("name", json!(1.5), "\"1.5\"");
    check("name", json!(null), "error[V502]: Name wants a text, the script gives nothing");
    check("name", json!(["a"]), "error[V502]: Name wants a text, the script gives an array");
    check("name", json!({}), "error[V502]: Name wants a text, the script gives an object");
    check("story", json!("two\nlines"), "\"two\\nlines\"");
    check("page", json!("https://acme.example/x"), "\"https://acme.example/x\"");
}

#[test]
fn emails() {
    check("email", json!("a@acme.example"), "\"a@acme.example\"");
    check("email", json!("jane@"), "error[V504]: `jane@` is not an e-mail address");
    check(
        "email",
        json!("Jane <j@acme.example>"),
        "error[V501]: E-mail has 21 characters, at most 20 are allowed / shorten it, for example with `truncated(…, 20)`\nerror[V504]: `Jane <j@acme.example>` is not an e-mail address",
    );
    check("email", json!("jane@localhost"), "error[V504]: `jane@localhost` is not an e-mail address");
    check("email", json!(""), "error[V504]: `` is not an e-mail address");
    check("email", json!(5), "error[V504]: `5` is not an e-mail address");
    check("email", json!([]), "error[V502]: E-mail wants a text, the script gives an array");
}

#[test]
fn booleans_and_numbers() {
    check("flag", json!(true), "true");
    check("flag", json!("True"), "true");
    check("flag", json!("FALSE"), "false");
    check("flag", json!("yes"), "error[V502]: Flag wants true or false, the script gives a text");
    check("flag", json!(1), "error[V502]: Flag wants true or false, the script gives a number");
    check("count", json!(7), "7");
    check("count", json!(" -7 "), "-7");
    check("count", json!(7.5), "error[V502]: Count wants a whole number, the script gives a number");
    check("count", json!("7.5"), "error[V502]: Count wants a whole number, the script gives a text");
    check(
        "count",
        json!("99999999999999999999"),
        "error[V502]: Count wants a whole number, the script gives a text",
    );
    check("count", json!(true), "error[V502]: Count wants a whole number, the script gives true or false");
    check("cost", json!(12.5), "\"12.5\"");
    check("cost", json!(12), "\"12\"");
    check("cost", json!(" 12.50 "), "\"12.50\"");
    check(
        "cost",
        json!("12,50"),
        "error[V502]: Cost wants a number with a decimal point, the script gives a text",
    );
    check(
        "cost",
        json!("inf"),
        "error[V502]: Cost wants a number with a decimal point, the script gives a text",
    );
    check(
        "cost",
        json!("NaN"),
        "error[V502]: Cost wants a number with a decimal point, the script gives a text",
    );
    check(
        "cost",
        json!("1e5"),
        "error[V502]: Cost wants a number with a decimal point, the script gives a text",
    );
}

#[test]
fn dates() {
    let wrong = |given: &str| {
        format!(
            "error[V502]: When wants a date such as 2026-11-21 or 2026-11-21T08:00:00Z, the script gives {given}"
        )
    };
    check("when", json!("2026-11-21"), "\"2026-11-21\"");
    check("when", json!("2026-11-21T08:00:00Z"), "\"2026-11-21T08:00:00Z\"");
    check("when", json!("2026-11-21T08:00:00.5+01:00"), "\"2026-11-21T08:00:00.5+01:00\"");
    check("when", json!("2026-02-30"), &wrong("a text"));
    check("when", json!("21.11.2026"), &wrong("a text"));
    check("when", json!("2026-11-21T08:00:00"), &wrong("a text"));
    check("when", json!(""), &wrong("a text"));
    check("when", json!(20_261_121), &wrong("a number"));
}

#[test]
fn enumerations() {
    check("colour", json!("red"), "\"red\"");
    check("colour", json!("Dark-Blue"), "\"Dark-Blue\"");
    check(
        "colour",
        json!("dark-blue"),
        "error[V503]: Colour does not know `dark-blue` / write it `Dark-Blue`",
    );
    check(
        "colour",
        json!("green"),
        "error[V503]: Colour does not know `green` / use one of its 2 values, or a lookup table",
    );
    check(
        "colour",
        json!(""),
        "error[V503]: Colour does not know `` / use one of its 2 values, or a lookup table",
    );
    let long = "x".repeat(100);
    check(
        "colour",
        json!(long),
        &format!(
            "error[V503]: Colour does not know `{}…` / use one of its 2 values, or a lookup table",
            "x".repeat(59)
        ),
    );
}

#[test]
fn references() {
    check("boss", json!("Mia"), "\"mia@acme.example\"");
    check("boss", json!(" c7 "), "\"mia@acme.example\"");
    check("boss", json!({ "name": "Mia", "email": "mia@acme.example" }), "\"mia@acme.example\"");
    check(
        "boss",
        json!({ "name": "Mia" }),
        "error[V502]: Boss wants a record, or the text that identifies one, the script gives an object",
    );
    check(
        "boss",
        json!("Max"),
        "error[V506]: No person `Max` is known / only existing records of the type person can be referred to",
    );
    check("boss", json!(["Mia"]), "error[V502]: Boss wants a text, the script gives an array");
    // No record of the type is known, so nothing can be said about it for certain.
    check(
        "team",
        json!("Blue"),
        "note[V506]: No team `Blue` is known / no records of the type team are loaded, so it cannot be checked",
    );
    check("hours", json!("9 to 5"), "\"9 to 5\"");
    check("hours", json!({}), "error[V502]: Hours wants a text, the script gives an object");
}

#[test]
fn lists_of_texts() {
    check("tags", json!(["a", 5, true]), "[\"a\",\"5\",\"true\"]");
    check("tags", json!([]), "[]");
    check("tags", json!("a"), "error[V502]: Tags wants an array of texts, the script gives a text");
    check(
        "tags",
        json!(["abcde"]),
        "error[V501]: Tags has 5 characters, at most 4 are allowed / shorten it, for example with `truncated(…, 4)`",
    );
    check("tags", json!([null]), "error[V502]: Tags wants a text, the script gives nothing");
}
