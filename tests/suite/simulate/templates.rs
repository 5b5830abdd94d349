//! Ready-made changes in the words of each client.

use std::fmt::Write as _;

use scimwright::scim::{Dialect, PayloadContent, normalize, payload_content};
use scimwright::simulate::{KnownResource, Template, template_requests};
use serde_json::{Value, json};

pub fn known(payload: Value) -> KnownResource {
    let PayloadContent::Resource(resource) = payload_content(&payload, None) else {
        panic!("no resource: {payload}")
    };
    KnownResource { resource: normalize(&resource).0, assigned_id: None }
}

/// A user with everything that templates change.
pub fn ann() -> KnownResource {
    known(json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
        "id": "7103",
        "userName": "ann.dewit@acme.example",
        "externalId": "ann.dewit",
        "active": true,
        "displayName": "de Wit, Ann",
        "name": { "givenName": "Ann", "familyName": "de Wit", "formatted": "Ann de Wit" },
        "title": "Lead",
        "emails": [{ "type": "work", "value": "ann.dewit@acme.example", "primary": true }, { "type": "home", "value": "ann@home.example" }],
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {
            "department": "Sales", "employeeNumber": "A-19", "manager": { "value": "7110" }
        }
    }))
}

pub fn sales() -> KnownResource {
    known(json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"],
        "id": "7201", "displayName": "Sales", "members": [{ "value": "7110" }, { "value": "7103" }]
    }))
}

pub fn others() -> Vec<KnownResource> {
    let user = |id: &str, name: &str| {
        known(json!({ "id": id, "userName": format!("{name}@acme.example"), "displayName": name }))
    };
    vec![user("7110", "Bob"), user("7112", "Cleo")]
}

fn text(template: Template, client: &str) -> String {
    let dialect = Dialect::by_name(client).expect("a client");
    let stored =
        if template.resource_type() == scimwright::scim::ResourceType::User { ann() } else { sales() };
    let made = template_requests(template, dialect, &stored, &others());
    let mut text = String::new();
    for request in &made.requests {
        let body = match &request.body["Operations"] {
            Value::Null => &request.body,
            operations => operations,
        };
        let _ = writeln!(text, "{} {} {body}", request.method.word(), request.path);
    }
    if !made.note.is_empty() {
        let _ = writeln!(text, "({})", made.note);
    }
    text
}

#[track_caller]
fn check(template: Template, client: &str, expected: &str) {
    assert_eq!(text(template, client), expected, "{template:?} {client}");
}

const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

#[test]
fn a_rename_goes_through_user_name_and_mail() {
    check(
        Template::Rename,
        "entra-default",
        concat!(
            r#"PATCH /Users/7103 [{"op":"Replace","path":"userName","value":"ann.santos@acme.example"},"#,
            r#"{"op":"Replace","path":"displayName","value":"Santos, Ann"},"#,
            r#"{"op":"Replace","path":"name.formatted","value":"Ann Santos"},"#,
            r#"{"op":"Replace","path":"name.familyName","value":"Santos"},"#,
            r#"{"op":"Replace","path":"emails[type eq \"work\"].value","value":"ann.santos@acme.example"}]"#,
            "\n",
        ),
    );
    check(
        Template::Rename,
        "entra-flag",
        concat!(
            r#"PATCH /Users/7103 [{"op":"replace","value":{"userName":"ann.santos@acme.example","#,
            r#""displayName":"Santos, Ann","name.formatted":"Ann Santos","name.familyName":"Santos"}},"#,
            r#"{"op":"replace","path":"emails[type eq \"work\"].value","value":"ann.santos@acme.example"}]"#,
            "\n",
        ),
    );
    check(
        Template::Rename,
        "okta-oin",
        concat!(
            r#"PATCH /Users/7103 [{"op":"replace","value":{"userName":"ann.santos@acme.example","#,
            r#""displayName":"Santos, Ann","name":{"formatted":"Ann Santos","familyName":"Santos"},"#,
            r#""emails":[{"type":"work","value":"ann.santos@acme.example","primary":true},"#,
            r#"{"type":"home","value":"ann@home.example"}]}}]"#,
            "\n",
        ),
    );
}

#[test]
fn leavers_are_written_as_each_client_does() {
    let deactivated = r#"[{"op":"replace","path":"active","value":false}]"#;
    check(
        Template::Leaver,
        "entra-default",
        "PATCH /Users/7103 [{\"op\":\"Replace\",\"path\":\"active\",\"value\":\"False\"}]\n\
         (Microsoft Entra ID sends `active` as text)\n",
    );
    check(Template::Leaver, "entra-flag", &format!("PATCH /Users/7103 {deactivated}\n"));
    check(
        Template::Leaver,
        "okta-oin",
        "PATCH /Users/7103 [{\"op\":\"replace\",\"value\":{\"active\":false}}]\n",
    );
    check(
        Template::Delete,
        "google",
        &format!(
            "PATCH /Users/7103 {deactivated}\nDELETE /Users/7103 null\n(The DELETE follows when the account is removed for good)\n"
        ),
    );
    check(
        Template::Delete,
        "okta-oin",
        "PATCH /Users/7103 [{\"op\":\"replace\",\"value\":{\"active\":false}}]\n\
         (Okta (OIN app, SCIM 2.0 template) never deletes a user; the account is switched off and stays)\n",
    );
}

#[test]
fn what_is_emptied_is_written_as_each_client_does() {
    let check = |client, expected: &str| check(Template::ClearTitle, client, expected);
    check(
        "entra-default",
        "(Microsoft Entra ID sends nothing when a value is emptied; the record keeps what it has)\n",
    );
    check("entra-legacy", "PATCH /Users/7103 [{\"op\":\"Replace\",\"path\":\"title\",\"value\":null}]\n");
    check("okta-oin", "PATCH /Users/7103 [{\"op\":\"replace\",\"value\":{\"title\":\"\"}}]\n");
    check("generic-strict", "PATCH /Users/7103 [{\"op\":\"remove\",\"path\":\"title\"}]\n");
    let put = |client| {
        let made = template_requests(Template::ClearTitle, Dialect::by_name(client).unwrap(), &ann(), &[]);
        (made.requests[0].body.get("title").cloned(), made.requests[0].body.get("id").cloned())
    };
    assert_eq!(put("okta-wizard"), (Some(json!("")), Some(json!("7103"))));
    assert_eq!(put("ping"), (None, None));
}

#[test]
fn managers_are_known_users() {
    let name = format!("{ENTERPRISE}:manager");
    check(
        Template::ChangeManager,
        "entra-default",
        &format!(
            "PATCH /Users/7103 [{{\"op\":\"Replace\",\"path\":\"{name}\",\"value\":\"7112\"}}]\n(Cleo becomes the manager, the user with the id 7112)\n"
        ),
    );
    check(
        Template::ChangeManager,
        "generic-strict",
        &format!(
            "PATCH /Users/7103 [{{\"op\":\"replace\",\"path\":\"{name}\",\"value\":{{\"value\":\"7112\"}}}}]\n(Cleo becomes the manager, the user with the id 7112)\n"
        ),
    );
    check(Template::ChangeManager, "google", "(Google Workspace sends no manager)\n");
    check(
        Template::RemoveManager,
        "entra-default",
        &format!(
            "PATCH /Users/7103 [{{\"op\":\"Remove\",\"path\":\"{name}\"}}]\n(Microsoft Entra ID may send nothing when a manager is taken away; this is the form when it does)\n"
        ),
    );
}

#[test]
fn members_are_known_users() {
    check(
        Template::AddMember,
        "entra-default",
        "PATCH /Groups/7201 [{\"op\":\"Add\",\"path\":\"members\",\"value\":[{\"$ref\":null,\"value\":\"7112\"}]}]\n\
         (Cleo becomes a member, the user with the id 7112)\n",
    );
    check(
        Template::RemoveMember,
        "entra-default",
        "PATCH /Groups/7201 [{\"op\":\"Remove\",\"path\":\"members\",\"value\":[{\"value\":\"7110\"}]}]\n\
         (Bob is removed, the member with the id 7110)\n",
    );
    check(
        Template::RemoveMember,
        "okta-oin",
        "PATCH /Groups/7201 [{\"op\":\"remove\",\"path\":\"members[value eq \\\"7110\\\"]\"}]\n\
         (Bob is removed, the member with the id 7110)\n",
    );
    check(Template::AddMember, "google", "(Google Workspace does not update a group)\n");
}

#[test]
fn what_does_not_fit_gives_a_note() {
    let strict = Dialect::strict();
    let bare = known(json!({ "userName": "x" }));
    let note = |template, stored: &KnownResource| {
        let made = template_requests(template, strict, stored, &[]);
        assert_eq!(made.requests, []);
        made.note
    };
    assert_eq!(note(Template::RenameGroup, &bare), "This change does not fit a user");
    assert_eq!(note(Template::Leaver, &sales()), "This change does not fit a group");
    assert_eq!(note(Template::Rename, &bare), "The user has no name that could be changed");
    assert_eq!(note(Template::ChangeManager, &bare), "No other user is known who could be the manager");
    assert_eq!(note(Template::ClearTitle, &bare), "The user has no title");
}

#[test]
fn a_joiner_is_somebody_else() {
    let made = template_requests(Template::Joiner, Dialect::by_name("okta-wizard").unwrap(), &ann(), &[]);
    let body = &made.requests[0].body;
    assert_eq!(made.requests[0].path, "/Users");
    let value = |path: &str| body.pointer(path).cloned().unwrap_or_default();
    assert_eq!(value("/userName"), json!("freya.santos@acme.example"));
    assert_eq!(value("/displayName"), json!("Santos, Freya"));
    assert_eq!(value("/externalId"), json!("freya.santos"));
    assert_eq!(value("/emails/0/value"), json!("freya.santos@acme.example"));
    assert_eq!(value("/password"), json!("[redacted]"));
    assert_eq!(body.get("id"), None);
    assert_eq!(body[ENTERPRISE]["employeeNumber"], json!("A-42"));
}
