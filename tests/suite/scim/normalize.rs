//! What is repaired between a payload and what scripts see, and what is left alone.

use scimwright::scim::{
    Dialect, Handling, PayloadContent, QUIRKS, Repair, Resource, ResourceType, normalize, normalize_for,
    payload_content,
};
use serde_json::{Map, Value, json};

const CORE: &str = "urn:ietf:params:scim:schemas:core:2.0:User";
const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

/// A user with these attributes beside the core schema.
fn user(attributes: &Value) -> Resource {
    let mut all = Map::from_iter([("schemas".to_owned(), json!([CORE]))]);
    all.extend(attributes.as_object().expect("a table of attributes").clone());
    Resource { resource_type: ResourceType::User, attributes: all }
}

/// Compares the attributes after normalizing and the quirks with their paths. The URNs of extensions
/// that get listed are not of interest here.
#[allow(clippy::needless_pass_by_value, reason = "a table reads better without references")]
#[track_caller]
fn check(before: Value, after: Value, repairs: &[&str]) {
    let (normalized, found) = normalize(&user(&before));
    let mut attributes = normalized.attributes.clone();
    attributes.shift_remove("schemas");
    assert_eq!(Value::Object(attributes), after);
    let found: Vec<String> = found
        .iter()
        .filter(|repair| repair.quirk != "Q09")
        .map(|repair| format!("{} {}", repair.quirk, repair.path.replace(ENTERPRISE, "E")))
        .collect();
    assert_eq!(found, repairs);
    assert_eq!(normalize(&normalized), (normalized, Vec::new()));
}

#[track_caller]
fn check_kept(attributes: Value) {
    check(attributes.clone(), attributes, &[]);
}

#[test]
fn every_quirk_does_what_its_example_shows() {
    for quirk in QUIRKS {
        let bad: Value = serde_json::from_str(quirk.bad).unwrap();
        let good: Value = serde_json::from_str(quirk.good).unwrap();
        let PayloadContent::Resource(resource) = payload_content(&bad, None) else {
            assert_eq!(quirk.handling, Handling::Understood, "{}", quirk.id);
            continue;
        };
        let (mut normalized, repairs) = normalize(&resource);
        if bad.get("schemas").is_none() {
            normalized.attributes.shift_remove("schemas");
        }
        assert_eq!(Value::Object(normalized.attributes), good, "{}", quirk.id);
        let is_repaired = repairs.iter().any(|repair| repair.quirk == quirk.id);
        assert_eq!(is_repaired, quirk.handling == Handling::Repaired, "{}", quirk.id);
    }
}

#[test]
fn booleans_as_text_q02() {
    check(json!({"active": "False"}), json!({"active": false}), &["Q02 active"]);
    check(
        json!({"emails": [{"value": "a", "primary": "TRUE"}], "roles": [{"primary": "true"}]}),
        json!({"emails": [{"value": "a", "primary": true}], "roles": [{"primary": true}]}),
        &["Q02 emails[0].primary", "Q02 roles[0].primary"],
    );
    check_kept(json!({"title": "True", "active": "yes", "badge": "False"}));
}

#[test]
fn full_attribute_names_q04() {
    let name = |attribute: &str| format!("{ENTERPRISE}:{attribute}");
    check(
        json!({name("department"): "IT", ENTERPRISE: {"site": "Bonn"}, name("Manager"): "7"}),
        json!({ENTERPRISE: {"department": "IT", "site": "Bonn", "manager": {"value": "7"}}}),
        &["Q04 E:department", "Q04 E:Manager", "Q26 E:manager", "Q07 E:manager"],
    );
    check(
        json!({name("manager.value"): "7"}),
        json!({ENTERPRISE: {"manager": {"value": "7"}}}),
        &["Q04 E:manager.value"],
    );
    check(
        json!({"urn:ietf:params:scim:schemas:extension:Contoso:2.0:User:badge": "B7"}),
        json!({"urn:ietf:params:scim:schemas:extension:Contoso:2.0:User": {"badge": "B7"}}),
        &["Q04 urn:ietf:params:scim:schemas:extension:Contoso:2.0:User:badge"],
    );
    check(
        json!({format!("{CORE}:title"): "Boss", format!("{CORE}:name.givenName"): "Ada"}),
        json!({"title": "Boss", "name": {"givenName": "Ada"}}),
        &[&format!("Q04 {CORE}:title"), &format!("Q04 {CORE}:name.givenName")],
    );
}

#[test]
fn managers_q07() {
    let with = |manager: Value| json!({ENTERPRISE: {"manager": manager}});
    let good = with(json!({"value": "7"}));
    check(with(json!("7")), good.clone(), &["Q07 E:manager"]);
    check(with(json!(7)), good.clone(), &["Q07 E:manager"]);
    check(with(json!([{"value": "7"}])), good.clone(), &["Q07 E:manager"]);
    check(with(json!(["7"])), good.clone(), &["Q07 E:manager"]);
    check(with(json!("")), json!({ENTERPRISE: {}}), &["Q07 E:manager"]);
    check(with(json!([])), json!({ENTERPRISE: {}}), &["Q07 E:manager"]);
    check_kept(good);
    check_kept(with(json!([{"value": "7"}, {"value": "8"}])));
}

#[test]
fn roles_q08() {
    let role = r#"{"id":"1","value":"Admin","displayName":"Administrator"}"#;
    check(
        json!({"roles": [{"primary": true, "value": role}, role, {"value": "{broken"}, {"value": "x"}]}),
        json!({"roles": [
            {"id": "1", "value": "Admin", "display": "Administrator", "primary": true},
            {"id": "1", "value": "Admin", "display": "Administrator"},
            {"value": "{broken"}, {"value": "x"}]}),
        &["Q08 roles[0]", "Q08 roles[1]"],
    );
    check(
        json!({"roles": role}),
        json!({"roles": [{"id": "1", "value": "Admin", "display": "Administrator"}]}),
        &["Q08 roles"],
    );
}

#[allow(clippy::needless_pass_by_value, reason = "a table reads better without references")]
#[track_caller]
fn check_schemas(attributes: Value, schemas: Value, repairs: &[&str]) {
    let (normalized, found) = normalize(&user(&attributes));
    assert_eq!(normalized.get("schemas"), Some(&schemas));
    let found: Vec<String> = found.iter().map(|repair| format!("{} {}", repair.quirk, repair.path)).collect();
    assert_eq!(found, repairs);
}

#[test]
fn listed_urns_q09_q10_q11_q22() {
    let badge = "urn:ietf:params:scim:schemas:extension:Contoso:2.0:User";
    check_schemas(json!({badge: {"badge": 1}}), json!([CORE, badge]), &["Q09 schemas"]);
    check_schemas(json!({"schemas": [badge]}), json!([CORE, badge]), &["Q09 schemas"]);
    check_schemas(json!({"schemas": [ENTERPRISE, CORE]}), json!([ENTERPRISE, CORE]), &[]);
    check_schemas(json!({"schemas": [CORE.to_uppercase()]}), json!([CORE.to_uppercase()]), &[]);
    check_schemas(json!({"schemas": CORE}), json!([CORE]), &["Q22 schemas"]);
    check_schemas(
        json!({"schemas": ["urn:scim:schemas:core:1.0", "urn:scim:schemas:extension:enterprise:1.0"]}),
        json!([CORE, ENTERPRISE]),
        &["Q22 schemas[0]", "Q22 schemas[1]"],
    );
    check_schemas(
        json!({"schemas": [CORE, "urn:ietf:params:scim:schemas:extension:enterprise:2.0User"]}),
        json!([CORE, ENTERPRISE]),
        &["Q10 schemas[1]"],
    );
    check_schemas(
        json!({"schemas": [CORE, "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/User"]}),
        json!([CORE]),
        &["Q11 schemas[1]"],
    );
    let resource = Resource { resource_type: ResourceType::Group, attributes: Map::new() };
    let (normalized, _) = normalize(&resource);
    assert_eq!(normalized.get("schemas"), Some(&json!([ResourceType::Group.core_urn()])));
}

#[test]
fn slips_in_urns_q10_and_old_ones_q22() {
    check(
        json!({"urn:ietf:params:scim:schemas:extension:enterprise:2.0User": {"department": "IT"}}),
        json!({ENTERPRISE: {"department": "IT"}}),
        &["Q10 E"],
    );
    check(
        json!({format!("{ENTERPRISE}.department"): "IT"}),
        json!({ENTERPRISE: {"department": "IT"}}),
        &["Q10 E:department", "Q04 E:department"],
    );
    check(
        json!({"urn:ietf:params:scim:schemas:extension:enterprise:2.0User.department": "IT"}),
        json!({ENTERPRISE: {"department": "IT"}}),
        &["Q10 E:department", "Q04 E:department"],
    );
    check(
        json!({"urn:scim:schemas:extension:enterprise:1.0": {"department": "IT"},
            ENTERPRISE: {"site": "Bonn"}}),
        json!({ENTERPRISE: {"department": "IT", "site": "Bonn"}}),
        &["Q22 E"],
    );
}

#[test]
fn what_counts_as_absent_q12_q14_q16_q23() {
    check(
        json!({"title": null, "name": {"givenName": null, "familyName": "L"}, "password": "x",
            "emails": [{"value": "a", "type": null}, null], "groups": [], "members": [{"$ref": null}],
            ENTERPRISE: {"department": null}}),
        json!({"name": {"familyName": "L"}, "emails": [{"value": "a"}], "members": [{}],
            ENTERPRISE: {}}),
        &[
            "Q14 password",
            "Q12 members[0].$ref",
            "Q23 title",
            "Q23 name.givenName",
            "Q23 emails[0].type",
            "Q23 emails[1]",
            "Q23 E:department",
            "Q16 groups",
        ],
    );
    check_kept(json!({"title": "", "emails": [], "groups": [{"value": "1"}], "name": {}}));
}

#[test]
fn a_password_is_in_no_repair() {
    let flat = format!("{CORE}:password");
    let (normalized, repairs) = normalize(&user(&json!({"password": "hunter2", flat: "hunter2"})));
    assert!(!format!("{normalized:?} {repairs:?}").contains("hunter2"));
}

#[test]
fn lists_q22_q25_and_phones_q23() {
    check(
        json!({"emails": {"value": "a@x.example"}, "phoneNumbers": "tel:1"}),
        json!({"emails": [{"value": "a@x.example"}], "phoneNumbers": [{"value": "1"}]}),
        &["Q22 emails", "Q22 phoneNumbers", "Q23 phoneNumbers[0].value"],
    );
    check(
        json!({"emails": [{"value": "a", "primary": "true"}, {"primary": true}, {"primary": false}]}),
        json!({"emails": [{"value": "a", "primary": true}, {"primary": false}, {"primary": false}]}),
        &["Q02 emails[0].primary", "Q25 emails[1].primary"],
    );
    check(
        json!({"phoneNumbers": [{"value": "TEL:+1-555;ext=2"}, {"value": "telephone 5"}]}),
        json!({"phoneNumbers": [{"value": "+1-555;ext=2"}, {"value": "telephone 5"}]}),
        &["Q23 phoneNumbers[0].value"],
    );
    check_kept(json!({"emails": [{"value": "a@x.example"}]}));
    check_kept(json!({"emails": "", "profileUrl": "tel:5"}));
}

#[test]
fn names_in_another_case_q26() {
    check(
        json!({"UserName": "a", "EMAILS": [{"Value": "b"}], "Name": {"GIVENNAME": "A"},
            "Badge": 1, ENTERPRISE.to_lowercase(): {"Department": "IT", "costcenter": "4"}}),
        json!({"userName": "a", "emails": [{"value": "b"}], "name": {"givenName": "A"},
            "Badge": 1, ENTERPRISE: {"department": "IT", "costCenter": "4"}}),
        &[
            "Q26 userName",
            "Q26 emails",
            "Q26 name",
            "Q26 E",
            "Q26 E:department",
            "Q26 E:costCenter",
            "Q26 emails[0].value",
            "Q26 name.givenName",
        ],
    );
    check(json!({"title": "first", "Title": "last"}), json!({"title": "last"}), &["Q26 title"]);
}

#[test]
fn custom_fields_as_a_list_q31() {
    let urn = "urn:ietf:params:scim:schemas:extension:4me:1.0:custom_fields";
    check(
        json!({urn: {"custom_fields": [{"id": "badge", "value": "B7"}, {"id": "x"}], "shift": 2}}),
        json!({urn: {"custom_fields": [{"id": "badge", "value": "B7"}, {"id": "x"}], "shift": 2,
            "badge": "B7"}}),
        &[&format!("Q31 {urn}:badge")],
    );
    check_kept(json!({urn: {"badge": "B7"}}));
}

#[test]
fn what_a_person_can_have_meant_stays() {
    check_kept(json!({"locale": "en_US", "title": " Engineer ", "preferredLanguage": "EN-US",
        "addresses": [{"country": "Germany", "formatted": "HQ-3F"}], "unknown": {"A": [1, "True"]}}));
}

#[test]
fn messages_are_for_people() {
    let (_, repairs) = normalize(&user(&json!({"active": "True", "title": null})));
    let messages: Vec<String> = repairs.iter().map(Repair::message).collect();
    assert_eq!(
        messages,
        [
            "Null for an absent attribute, or a phone number with “tel:”: title null → left out",
            "A boolean as text: active \"True\" → true",
        ]
    );
}

#[test]
fn the_strict_client_means_what_it_writes() {
    let strict = |attributes: &Value| {
        let (normalized, repairs) = normalize_for(&user(attributes), Dialect::strict());
        let repairs: Vec<_> =
            repairs.iter().map(|repair| format!("{} {}", repair.quirk, repair.path)).collect();
        (Value::Object(normalized.attributes), repairs)
    };
    let kept = json!({"schemas": [CORE], "active": "True", "title": null, "groups": [], "password": "[redacted]",
        "emails": {"value": "a"}, ENTERPRISE: {"manager": "7"}, "department": "IT"});
    assert_eq!(strict(&kept), (kept, Vec::new()));
    let (renamed, repairs) = strict(&json!({"UserName": "a", "emails": [{"Value": "b"}]}));
    assert_eq!(renamed, json!({"schemas": [CORE], "userName": "a", "emails": [{"value": "b"}]}));
    assert_eq!(repairs, ["Q26 userName", "Q26 emails[0].value"]);
    for dialect in Dialect::all().iter().filter(|dialect| !dialect.is_strict()) {
        let sent = user(&json!({"active": "True", "department": "IT"}));
        assert_eq!(normalize_for(&sent, dialect), normalize(&sent), "{}", dialect.name);
    }
}

#[test]
fn values_of_another_type_q36_to_q40() {
    check(
        json!({"userName": 5, "nickName": 1.5, "title": true, "active": 2, "name": " "}),
        json!({"userName": "5", "nickName": 1.5, "title": true, "active": 2, "name": " "}),
        &["Q38 userName"],
    );
    check_kept(json!({"title": ["a", "b"], "nickName": [], "userType": [["a"]], "active": "2"}));
    let custom = "urn:ietf:params:scim:schemas:extension:4me:1.0:custom_fields";
    check_kept(json!({custom: {"shift": 2, "late": "True", "type": "Work"}}));
    check(
        json!({"phoneNumbers": [{"type": "FAX", "value": "1"}, {"type": "Desk", "value": "2"}]}),
        json!({"phoneNumbers": [{"type": "fax", "value": "1"}, {"type": "Desk", "value": "2"}]}),
        &["Q37 phoneNumbers[0].type"],
    );
}

#[test]
fn flat_names_behind_a_listed_urn_q04_and_dots_q03() {
    let own = "urn:acme:badges:1.0";
    let listed = user(&json!({"schemas": [CORE, own], format!("{own}:badge"): "B7", format!("{own}:x:y"): 1,
        "name.givenName": "Ada", "emails.value": "a", "urn:other:badge": 1}));
    let (normalized, repairs) = normalize(&listed);
    assert_eq!(
        Value::Object(normalized.attributes),
        json!({"schemas": [CORE, own], own: {"badge": "B7"}, format!("{own}:x:y"): 1,
            "name": {"givenName": "Ada"}, "emails.value": "a", "urn:other:badge": 1})
    );
    let repairs: Vec<_> = repairs.iter().map(|repair| repair.quirk).collect();
    assert_eq!(repairs, ["Q04", "Q03"]);
}

#[track_caller]
fn check_client(payload: &Value, client: Option<&str>) {
    assert_eq!(Dialect::detect(payload), client);
}

#[test]
fn clients_are_guessed_by_their_marks() {
    let patch = |operation: Value| json!({"Operations": [operation]});
    let entra = json!({"schemas": [CORE, ENTERPRISE], "userName": "a", "meta": {"resourceType": "User"}});
    check_client(&entra, Some("entra-default"));
    check_client(&patch(json!({"op": "Add", "path": "title", "value": 1})), Some("entra-default"));
    check_client(&patch(json!({"op": "replace", "value": {"name.givenName": "A"}})), Some("entra-flag"));
    check_client(&patch(json!({"op": "replace", "value": {"active": false}})), Some("okta-oin"));
    check_client(&patch(json!({"op": "replace", "path": "title", "value": 1})), None);
    check_client(&patch(json!({"op": "replace", "value": {"password": "x"}})), Some("okta-oin"));
    check_client(
        &patch(json!({"op": "add", "path": "members", "value": [{"value": "1", "display": "A"}]})),
        Some("okta-oin"),
    );
    check_client(
        &patch(json!({"op": "remove", "path": "members", "value": [{"value": "1"}]})),
        Some("jumpcloud"),
    );
    check_client(&patch(json!({"op": "add", "path": "members", "value": [{"value": "1"}]})), None);
    check_client(&patch(json!({"op": "remove", "path": "members"})), None);
    check_client(
        &patch(json!({"op": "replace", "path": "emails[primary eq true].value", "value": "a"})),
        Some("entra-validator"),
    );
    check_client(
        &patch(json!({"op": "replace", "path": "active", "value": "False"})),
        Some("entra-validator"),
    );
    check_client(&patch(json!({"op": "replace", "path": "active", "value": false})), None);
    check_client(&json!({"userName": "a", "password": "[redacted]"}), Some("okta-wizard"));
    check_client(&json!({"userName": "a", "groups": []}), Some("okta-wizard"));
    check_client(&json!({"userName": "a", "externalId": "00u1a2b3c4D5E6F7g8h9"}), Some("okta-wizard"));
    check_client(&json!({"userName": "a", "externalId": "5f3c1d2e4b6a7c8d9e0f1a2b"}), Some("jumpcloud"));
    check_client(&json!({"userName": "a", "emails": {"value": "x"}}), Some("onelogin"));
    check_client(&json!({"schemas": ["urn:scim:schemas:core:1.0"], "userName": "a"}), Some("onelogin"));
    let google = json!({"schemas": [CORE], "userName": "a", "active": true, "name": {}, "emails": []});
    check_client(&google, Some("google"));
    check_client(&json!([{"userName": "a"}, google]), Some("google"));
    check_client(&json!({"Resources": [entra]}), Some("entra-default"));
    check_client(&json!({"origin": {}, "payload": entra}), Some("entra-default"));
    check_client(&json!({"userName": "a"}), None);
    check_client(&json!("a"), None);
}

#[test]
fn a_sample_file_names_its_client() {
    let declared = |sample: Value| Dialect::declared(&sample).map(|dialect| dialect.name.as_str());
    let payload = json!({"userName": "a"});
    assert_eq!(declared(json!({"origin": {"client": "ping"}, "payload": payload})), Some("ping"));
    let by_agent =
        |agent: &str| declared(json!({"request": {"headers": {"user-agent": agent}}, "payload": payload}));
    assert_eq!(by_agent("Google-Auto-Provisioning"), Some("google"));
    assert_eq!(by_agent("Okta SCIM Client 1.0.0"), None);
    assert_eq!(declared(json!({"origin": {"client": "unheard"}, "payload": payload})), None);
    assert_eq!(declared(payload), None);
}
