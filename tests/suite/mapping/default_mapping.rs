//! The default mapping on one user at a time: the account that its tests share, and how they ask.

use serde_json::{Map, Value, json};

use crate::bench::{Bench, Run};

const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

/// The default mapping in an account with a few records.
pub fn account() -> Bench {
    let person = |name: &str, id: &str, disabled: bool| {
        json!({
            "name": name, "primary_email": format!("{name}@acme.example").to_lowercase(),
            "source": "SCIM", "sourceID": id, "supportID": format!("S{id}"), "disabled": disabled,
        })
    };
    let named = |name: &str, disabled: bool| json!({ "name": name, "disabled": disabled });
    Bench::default_mapping()
        .variable("account_organization", json!("Acme"))
        .record("organizations", named("Acme", false))
        .record("organizations", named("Acme Labs", false))
        .record("organizations", json!({ "name": "Acme Works", "sourceID": "901" }))
        .record("organizations", named("Old Labs", true))
        .record("sites", named("Delft", false))
        .record("sites", json!({ "name": "Lyon", "sourceID": "902" }))
        .record("sites", named("Old Delft", true))
        .record("people", person("Mia", "50", false))
        .record("people", person("Max", "51", true))
}

/// The user that a test describes: these attributes beside a user name and a display name. Null
/// takes an attribute away; `enterprise` stands for the URN of the extension.
pub fn user(attributes: Value) -> Value {
    let mut user: Map<String, Value> = Map::new();
    user.insert("userName".to_owned(), json!("ann@acme.example"));
    user.insert("displayName".to_owned(), json!("Ann Dam"));
    let Value::Object(attributes) = attributes else { panic!("attributes are an object") };
    for (name, value) in attributes {
        let name = if name == "enterprise" { ENTERPRISE.to_owned() } else { name };
        if value.is_null() {
            user.remove(&name);
        } else {
            user.insert(name, value);
        }
    }
    Value::Object(user)
}

/// Runs the default mapping on a new person.
#[track_caller]
pub fn run_new(attributes: Value) -> Run {
    account().payload(user(attributes)).new_record().run()
}

/// Runs the default mapping on a person that exists.
#[track_caller]
pub fn run_on(current: Value, attributes: Value) -> Run {
    account().payload(user(attributes)).current(current).run()
}

/// What the rule for a field does for a new person.
#[track_caller]
pub fn check_new(field: &str, attributes: Value, expected: &str) {
    assert_eq!(run_new(attributes.clone()).field(field), expected, "{attributes}");
}

/// What the rule for a field does for a person that exists.
#[track_caller]
pub fn check_on(field: &str, current: Value, attributes: Value, expected: &str) {
    let run = run_on(current.clone(), attributes.clone());
    assert_eq!(run.field(field), expected, "{attributes} on {current}");
}

/// The person that is expected to stay as it is where an attribute is blank.
pub fn known_person() -> Value {
    json!({
        "primary_email": "old@acme.example", "name": "Old Name", "job_title": "Old Title",
        "organization": "Acme Labs", "site": "Lyon", "location": "Old Room", "employeeID": "E0",
        "supportID": "S0", "manager": "mia@acme.example", "locale": "nl", "time_zone": "Paris",
        "vip": true, "disabled": true, "source": "Manual", "sourceID": "77",
    })
}

/// All spellings of nothing: the attribute is absent, empty, or blanks.
pub fn blanks(name: &str) -> Vec<Value> {
    vec![json!({}), json!({ name: "" }), json!({ name: " \t" })]
}
