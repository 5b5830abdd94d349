//! The interoperability profile, rule by rule.

use scimwright::diagnostic::json_text::JsonPath;
use scimwright::scim::{LINT_RULES, LintFinding, LintRequest, lint, lint_document};
use serde_json::{Value, json};

fn ids(findings: &[LintFinding]) -> Vec<&'static str> {
    findings.iter().map(|finding| finding.rule.id).collect()
}

fn document(text: &str) -> Vec<LintFinding> {
    let value: Value = serde_json::from_str(text).expect("an example is JSON");
    lint_document(&value).into_iter().flatten().collect()
}

#[test]
fn every_rule_finds_its_bad_example_and_nothing_in_the_good_one() {
    for rule in LINT_RULES {
        let found = document(rule.bad);
        assert!(ids(&found).contains(&rule.id), "{}: {:?}", rule.id, ids(&found));
        assert_eq!(ids(&document(rule.good)), Vec::<&str>::new(), "{}", rule.id);
    }
}

#[test]
fn rules_are_numbered_without_gaps() {
    let expected: Vec<_> = (1..=LINT_RULES.len()).map(|number| format!("I{number:02}")).collect();
    assert!(LINT_RULES.iter().map(|rule| rule.id).eq(expected.iter().map(String::as_str)));
}

/// A user that complies, with these attributes beside.
#[track_caller]
fn check(attributes: Value, expected: &[&str]) {
    let mut user = json!({"userName": "ada", "displayName": "Ada", "externalId": "1", "active": true});
    let Value::Object(attributes) = attributes else {
        panic!("a table of attributes");
    };
    user.as_object_mut().expect("an object").extend(attributes);
    let found = lint(&user, &LintRequest::default(), &JsonPath::root());
    let messages: Vec<_> = found.iter().map(LintFinding::message).collect();
    assert_eq!(messages, expected);
}

const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

#[test]
fn values_are_held_against_their_schema() {
    check(
        json!({"title": 5, "emails": {"value": "a"}, "phoneNumbers": ["1"], "nickName": ["A"]}),
        &[
            "I05 Wrong type: “title” is a number, text is expected",
            "I05 Wrong type: “emails” is an object, a list is expected",
            "I05 Wrong type: “phoneNumbers” is text, an object is expected",
            "I05 Wrong type: “nickName” is a list, text is expected",
        ],
    );
    check(json!({"addresses": [{"type": "work", "primary": true, "display": "HQ", "country": "NL"}]}), &[]);
    check(
        json!({ENTERPRISE: {"manager": "7", "badge": 1}}),
        &[
            "I01 Unknown attribute: no schema has “badge”",
            "I05 Wrong type: “manager” is text, an object is expected",
        ],
    );
    check(json!({"EMAILS": [{"VALUE": "a@contoso.example", "Type": "work"}]}), &[]);
    check(
        json!({"emails": [{"value": null}, {}], "name": {}}),
        &[
            "I07 Empty value: “value” is null",
            "I07 Empty value: “emails” is an empty object",
            "I07 Empty value: “name” is an empty object",
        ],
    );
    check(json!({"urn:ietf:params:scim:schemas:extension:4me:1.0:custom_fields": {"badge": "B7"}}), &[]);
}

#[track_caller]
fn check_request(operations: Value, expected: &[&str]) {
    let urn = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
    let request = json!({"schemas": [urn], "Operations": operations});
    let found = lint(&request, &LintRequest::default(), &JsonPath::root());
    let messages: Vec<_> = found.iter().map(LintFinding::message).collect();
    assert_eq!(messages, expected);
}

#[test]
fn operations_are_held_against_the_profile() {
    check_request(json!([{"op": "add", "path": "members", "value": [{"value": "1"}]}]), &[]);
    check_request(json!([{"op": "remove", "path": "members[value eq \"1\"]"}]), &[]);
    check_request(
        json!([{"op": "Replace", "path": "active", "value": "False"}]),
        &[
            "I05 Wrong type: “active” is text, true or false is expected",
            "I19 Not an operation: “Replace” is none of add, remove and replace",
        ],
    );
    check_request(
        json!([{"op": "replace", "value": {"name.givenName": "A", "active": "True"}}]),
        &[
            "I05 Wrong type: “active” is text, true or false is expected",
            "I20 An operation without a path: there is no “path”",
        ],
    );
    check_request(
        json!([{"op": "add", "path": "emails[type eq \"work\"].primary", "value": "True"}]),
        &["I05 Wrong type: “primary” is text, true or false is expected"],
    );
    check_request(
        json!([{"op": "add", "path": "emails", "value": [{"value": "a", "primary": true},
            {"value": "b", "primary": true}]}]),
        &["I09 Several primary values: “emails” has 2 primary values"],
    );
    check_request(
        json!([{"op": "replace", "path": "badge", "value": "B7"}, {"op": "replace", "path": "password",
            "value": "[redacted]"}, {"op": "add", "path": "TITLE", "value": "A"},
            {"op": "add", "path": "title", "value": "B"}]),
        &[
            "I08 A password: a password must not be sent",
            "I21 Two operations for one attribute: an operation for title stands before it",
            "I24 Not a path: no schema has badge",
        ],
    );
}

#[test]
fn findings_have_their_place_in_the_text() {
    let text = "{\"request\": {\"method\": \"POST\", \"path\": \"/Users\"}, \"payload\": [\n\
        {\"userName\": \"a\", \"displayName\": \"A\", \"externalId\": \"1\",\n  \"active\": \"True\"}]}";
    let found = document(text);
    let places: Vec<_> = found
        .iter()
        .map(|finding| finding.diagnostic("a.json", Some(text)))
        .filter_map(|diagnostic| Some((diagnostic.code.id(), diagnostic.place.span?)))
        .map(|(code, span)| (code, span.line, span.column, span.length))
        .collect();
    assert_eq!(places, [("P112", 3, 13, 6)]);
}

#[test]
fn a_document_is_inspected_entry_by_entry() {
    let user = json!({"userName": "a", "displayName": "A", "externalId": "1", "active": 1});
    let bulk = json!({"schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"], "Operations": [
        {"method": "PUT", "path": "/Users/1", "data": user}, {"method": "DELETE", "path": "/Users/2"}]});
    let found = lint_document(&bulk);
    assert_eq!(found.iter().map(|found| ids(found)).collect::<Vec<_>>(), [vec!["I05", "I17"], vec![]]);
    let list = json!({"Resources": [user, {"id": "1"}, user]});
    let found = lint_document(&list);
    assert_eq!(found.iter().map(Vec::len).collect::<Vec<_>>(), [1, 0, 1]);
    assert_eq!(lint_document(&json!([1, "a", null])).len(), 3);
}
