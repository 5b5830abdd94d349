//! Payloads in the form of fifteen senders and more, and the attributes that a person reads from
//! them. The people are invented.

use scimwright::scim::{Dialect, PayloadContent, Resource, ResourceType, normalize, payload_content, quirk};
use serde_json::{Value, json};

const CORE: &str = "urn:ietf:params:scim:schemas:core:2.0:User";
const CORE_GROUP: &str = "urn:ietf:params:scim:schemas:core:2.0:Group";
const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

/// Compares the client that is guessed, all attributes after normalizing, and the quirks that were
/// repaired, each once, in their order by number.
#[allow(clippy::needless_pass_by_value, reason = "a table reads better without references")]
#[track_caller]
fn check(payload: Value, client: Option<&str>, expected: Value, quirks: &str) {
    assert_eq!(Dialect::detect(&payload), client);
    let PayloadContent::Resource(resource) = payload_content(&payload, None) else {
        panic!("no resource");
    };
    let (normalized, repairs) = normalize(&resource);
    assert_eq!(Value::Object(normalized.attributes.clone()), expected);
    let mut found: Vec<_> = repairs.iter().map(|repair| repair.quirk).collect();
    found.sort_unstable();
    found.dedup();
    assert_eq!(found.join(" "), quirks);
    assert!(found.iter().all(|id| quirk(id).is_some()), "{found:?}");
    assert_eq!(normalize(&normalized), (normalized, Vec::new()));
}

#[test]
fn entra_default() {
    let work = json!([{"primary": true, "type": "work", "formatted": "HQ-2", "locality": "Utrecht",
        "country": "Netherlands"}]);
    check(
        json!({"schemas": [CORE, ENTERPRISE], "externalId": "noor", "userName": "noor@northwind.example",
            "active": "True", "displayName": "Noor Bakker", "meta": {"resourceType": "User"},
            "emails": [{"primary": "True", "type": "work", "value": "noor@northwind.example"}],
            "name": {"formatted": "Noor Bakker", "familyName": "Bakker", "givenName": "Noor"},
            "addresses": [{"primary": "True", "type": "work", "formatted": "HQ-2", "locality": "Utrecht",
                "country": "Netherlands"}],
            "roles": [{"primary": "True", "type": "WindowsAzureActiveDirectoryRole",
                "value": "{\"id\":\"r1\",\"value\":\"Agent\",\"displayName\":\"Service agent\"}"}],
            ENTERPRISE: {"employeeNumber": "118", "manager": "2801"},
            "urn:ietf:params:scim:schemas:extension:Northwind:2.0:User:badge": "B7"}),
        Some("entra-default"),
        json!({"schemas": [CORE, ENTERPRISE, "urn:ietf:params:scim:schemas:extension:Northwind:2.0:User"],
            "externalId": "noor", "userName": "noor@northwind.example", "active": true,
            "displayName": "Noor Bakker", "meta": {"resourceType": "User"},
            "emails": [{"primary": true, "type": "work", "value": "noor@northwind.example"}],
            "name": {"formatted": "Noor Bakker", "familyName": "Bakker", "givenName": "Noor"},
            "addresses": work,
            "roles": [{"id": "r1", "value": "Agent", "display": "Service agent", "primary": true,
                "type": "WindowsAzureActiveDirectoryRole"}],
            ENTERPRISE: {"employeeNumber": "118", "manager": {"value": "2801"}},
            "urn:ietf:params:scim:schemas:extension:Northwind:2.0:User": {"badge": "B7"}}),
        "Q02 Q04 Q07 Q08 Q09",
    );
}

#[test]
fn entra_group() {
    check(
        json!({"schemas": [CORE_GROUP, "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"],
            "externalId": "8aa1", "displayName": "Service desk", "meta": {"resourceType": "Group"},
            "members": [{"$ref": null, "value": "7103"}]}),
        Some("entra-default"),
        json!({"schemas": [CORE_GROUP], "externalId": "8aa1", "displayName": "Service desk",
            "meta": {"resourceType": "Group"}, "members": [{"value": "7103"}]}),
        "Q11 Q12",
    );
}

#[test]
fn entra_legacy() {
    let slip = "urn:ietf:params:scim:schemas:extension:enterprise:2.0User";
    check(
        json!({"schemas": [CORE, slip], "userName": "piet@northwind.example", "active": "False",
            "addresses": null, "title": null, "phoneNumbers": null,
            slip: {"department": null, "manager": null}, format!("{slip}.employeeNumber"): "41"}),
        Some("entra-legacy"),
        json!({"schemas": [CORE, ENTERPRISE], "userName": "piet@northwind.example", "active": false,
            ENTERPRISE: {"employeeNumber": "41"}}),
        "Q02 Q04 Q10 Q23",
    );
}

#[test]
fn entra_validator() {
    let texts = json!({"schemas": [CORE], "userName": "v", "nickName": "n", "profileUrl": "https://v.example",
        "userType": "t", "timezone": "Europe/Paris", "locale": "fr-FR", "preferredLanguage": "fr",
        "emails": [{"value": "v@x.example", "type": "work", "primary": "true"}],
        "phoneNumbers": [{"value": "1", "type": "work", "primary": "true"},
            {"value": "2", "type": "mobile", "primary": "true"}]});
    let mut meant = texts.clone();
    meant["emails"][0]["primary"] = json!(true);
    meant["phoneNumbers"][0]["primary"] = json!(true);
    meant["phoneNumbers"][1]["primary"] = json!(false);
    check(texts, Some("entra-validator"), meant, "Q02 Q25");
}

#[test]
fn okta() {
    check(
        json!({"schemas": [CORE], "userName": "tova@fabrikam.example",
            "name": {"givenName": "Tova", "familyName": "Lind"},
            "emails": [{"primary": true, "value": "tova@fabrikam.example", "type": "work"}],
            "displayName": "Tova Lind", "locale": "en_US", "externalId": "00u9f8e7d6c5b4a3Z2y1",
            "nickName": "", "groups": [], "password": "k3v9x0qa", "active": true}),
        Some("okta-wizard"),
        json!({"schemas": [CORE], "userName": "tova@fabrikam.example",
            "name": {"givenName": "Tova", "familyName": "Lind"},
            "emails": [{"primary": true, "value": "tova@fabrikam.example", "type": "work"}],
            "displayName": "Tova Lind", "locale": "en_US", "externalId": "00u9f8e7d6c5b4a3Z2y1",
            "nickName": "", "active": true}),
        "Q14 Q16",
    );
    let pushed = json!({"schemas": [CORE_GROUP], "displayName": "Finance", "members": []});
    check(pushed.clone(), Some("okta-wizard"), pushed, "");
}

#[test]
fn google() {
    check(
        json!({"schemas": ["urn:scim:schemas:core:1.0", CORE], "userName": "ines@contoso.example",
            "emails": [{"primary": true, "value": "ines@contoso.example", "type": "work"}],
            "name": {"givenName": "Ines", "familyName": "Farah"}, "active": true}),
        Some("google"),
        json!({"schemas": [CORE], "userName": "ines@contoso.example",
            "emails": [{"primary": true, "value": "ines@contoso.example", "type": "work"}],
            "name": {"givenName": "Ines", "familyName": "Farah"}, "active": true}),
        "Q22",
    );
}

#[test]
fn onelogin() {
    check(
        json!({"schemas": ["urn:scim:schemas:core:1.0", "urn:scim:schemas:extension:enterprise:1.0"],
            "userName": "lena@tailspin.example", "name": "Lena Moss", "active": "1",
            "emails": {"value": "lena@tailspin.example", "type": "Work"}, "department": "Sales",
            "urn:scim:schemas:extension:enterprise:1.0":
                {"employeeNumber": 771, "manager": {"managerId": "55", "displayName": "Omar Reid"}}}),
        Some("onelogin"),
        json!({"schemas": [CORE, ENTERPRISE], "userName": "lena@tailspin.example",
            "name": {"formatted": "Lena Moss"}, "active": true,
            "emails": [{"value": "lena@tailspin.example", "type": "work"}],
            ENTERPRISE: {"employeeNumber": "771", "manager": {"value": "55", "displayName": "Omar Reid"},
                "department": "Sales"}}),
        "Q22 Q34 Q35 Q36 Q37 Q38 Q39",
    );
}

#[test]
fn jumpcloud() {
    check(
        json!({"schemas": [ENTERPRISE, CORE], "id": "12", "userName": "dario",
            "externalId": "5f3c1d2e4b6a7c8d9e0f1a2b", "emails": null, "addresses": [], "active": true,
            "phoneNumbers": [{"type": "work", "value": "tel:+1-555-010-9900"}]}),
        Some("jumpcloud"),
        json!({"schemas": [ENTERPRISE, CORE], "id": "12", "userName": "dario",
            "externalId": "5f3c1d2e4b6a7c8d9e0f1a2b", "addresses": [], "active": true,
            "phoneNumbers": [{"type": "work", "value": "+1-555-010-9900"}]}),
        "Q23",
    );
}

#[test]
fn ping_and_authentik_send_what_they_mean() {
    for payload in [
        json!({"schemas": [CORE, ENTERPRISE], "userName": "rhea", "name": {"familyName": "Stone"},
            "emails": [{"type": "work", "value": "rhea@litware.example", "primary": true}],
            "active": true, ENTERPRISE: {"organization": "Litware"}}),
        json!({"schemas": [CORE], "userName": "kofi", "displayName": "Kofi Mensah", "active": true,
            "externalId": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "name": {"formatted": "Kofi Mensah", "givenName": "Kofi", "familyName": "Mensah"},
            "emails": [{"value": "kofi@litware.example", "type": "other", "primary": true}]}),
    ] {
        check(payload.clone(), None, payload, "");
    }
}

#[test]
fn sailpoint() {
    let own = "urn:ietf:params:scim:schemas:sailpoint:1.0:User";
    check(
        json!({"schemas": [own, CORE, ENTERPRISE], own: {}, "userName": "Jan.Maes", "active": true,
            "emails": [{"type": "work", "value": "jan@adatum.example", "primary": "true"}],
            ENTERPRISE: {"department": "Finance", "manager": {"value": "7bac06"}}}),
        None,
        json!({"schemas": [own, CORE, ENTERPRISE], own: {}, "userName": "Jan.Maes", "active": true,
            "emails": [{"type": "work", "value": "jan@adatum.example", "primary": true}],
            ENTERPRISE: {"department": "Finance", "manager": {"value": "7bac06"}}}),
        "Q02",
    );
}

#[test]
fn oracle_and_sap_keep_their_extensions() {
    let oracle = "urn:ietf:params:scim:schemas:oracle:idcs:extension:user:User";
    let payload = json!({"schemas": [CORE, oracle], "userName": "yara", "timezone": "Asia/Dubai",
        oracle: {"isFederatedUser": true}});
    check(payload.clone(), None, payload, "");
    let sap = "urn:sap:cloud:scim:schemas:extension:custom:2.0:User";
    check(
        json!({"schemas": [CORE], "userName": "P000011", "userType": "employee", "externalId": 157_663,
            "name": {"familyName": "Roth", "honorificPrefix": "Ms."},
            sap: {"attributes": [{"name": "customAttribute1", "value": "4711"}]}}),
        None,
        json!({"schemas": [CORE, sap], "userName": "P000011", "userType": "employee",
            "externalId": "157663", "name": {"familyName": "Roth", "honorificPrefix": "Ms."},
            sap: {"attributes": [{"name": "customAttribute1", "value": "4711"}]}}),
        "Q09 Q38",
    );
}

#[test]
fn wso2() {
    check(
        json!({"schemas": [], "userName": "kim", "name": {"firstName": "Kim", "lastName": "Berry"},
            "emails": [[{"type": "home", "value": "kim@x.example", "primary": true},
                {"type": "work", "value": "kim@y.example"}]],
            "EnterpriseUser": {"employeeNumber": "1234A", "manager": {"value": "Taylor"}}}),
        None,
        json!({"schemas": [CORE, ENTERPRISE], "userName": "kim",
            "name": {"givenName": "Kim", "familyName": "Berry"},
            "emails": [{"type": "home", "value": "kim@x.example", "primary": true},
                {"type": "work", "value": "kim@y.example"}],
            ENTERPRISE: {"employeeNumber": "1234A", "manager": {"value": "Taylor"}}}),
        "Q09 Q41 Q43 Q44",
    );
}

#[test]
fn gluu() {
    check(
        json!({"userName": "WLowe", "displayName": "W Lowe", "active": true,
            "phoneNumbers": [{"value": "0509392087", "primary": true, "type": "Work"}]}),
        None,
        json!({"schemas": [CORE], "userName": "WLowe", "displayName": "W Lowe", "active": true,
            "phoneNumbers": [{"value": "0509392087", "primary": true, "type": "work"}]}),
        "Q09 Q37",
    );
}

#[test]
fn laravel_scim_server_read_back() {
    check(
        json!({"schemas": [CORE, ENTERPRISE], "id": "67", "meta": {"resourceType": "User"},
            CORE: {"userName": "cut@x.example", "title": "Clerk", "active": true}}),
        None,
        json!({"schemas": [CORE, ENTERPRISE], "id": "67", "meta": {"resourceType": "User"},
            "userName": "cut@x.example", "title": "Clerk", "active": true}),
        "Q42",
    );
}

#[test]
fn a_directory_behind_a_plugin() {
    check(
        json!({"Schemas": [CORE], "UserName": ["mona"], "NAME": {"GivenName": ["Mona"]},
            "mail": "mona@x.example", "emails": "mona@x.example", "groups": ["staff"], "active": 0,
            "addresses": "Main street 1", "costcenter": "4711", "name.familyName": "Haddad",
            ENTERPRISE.to_uppercase(): {"Department": "IT"}}),
        None,
        json!({"schemas": [CORE, ENTERPRISE], "userName": "mona", "name": {"familyName": "Haddad",
            "givenName": "Mona"}, "mail": "mona@x.example", "emails": [{"value": "mona@x.example"}],
            "groups": [{"value": "staff"}], "active": false, "addresses": [{"formatted": "Main street 1"}],
            ENTERPRISE: {"department": "IT", "costCenter": "4711"}}),
        "Q03 Q09 Q22 Q26 Q34 Q39 Q40",
    );
}

#[test]
fn groups_of_scim_1_and_of_plain_ids() {
    check(
        json!({"schemas": ["urn:scim:schemas:core:1.0"], "displayName": "Site Utrecht",
            "members": ["7103", 7104, {"value": "7105", "display": "Noor", "type": "user"}]}),
        Some("onelogin"),
        json!({"schemas": [CORE_GROUP], "displayName": "Site Utrecht",
            "members": [{"value": "7103"}, {"value": "7104"},
                {"value": "7105", "display": "Noor", "type": "User"}]}),
        "Q22 Q37 Q38",
    );
}

#[test]
fn what_is_there_already_is_not_overwritten() {
    let (normalized, _) = normalize(&Resource {
        resource_type: ResourceType::User,
        attributes: match json!({"schemas": [CORE], "department": "top", "title": "top",
            "name": {"firstName": "wrong", "givenName": "right"},
            ENTERPRISE: {"department": "inside", "manager": {"managerId": "1", "value": "2"}},
            CORE: {"title": "inside", "nickName": "in"}})
        {
            Value::Object(attributes) => attributes,
            _ => unreachable!("a table of attributes"),
        },
    });
    assert_eq!(
        Value::Object(normalized.attributes),
        json!({"schemas": [CORE, ENTERPRISE], "department": "top", "title": "top",
            "name": {"firstName": "wrong", "givenName": "right"},
            ENTERPRISE: {"department": "inside", "manager": {"managerId": "1", "value": "2"}},
            "nickName": "in"})
    );
}
