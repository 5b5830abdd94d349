//! The matrix of empty values, the preview of matches, and templates that are carried out.

use std::fmt::Write as _;

use scimwright::scim::{Dialect, ResourceType};
use scimwright::simulate::{
    SimulationInput, StartRecord, Template, empty_matrix, match_preview, template_requests,
};
use serde_json::json;

use crate::bench::Bench;
use crate::simulate::clients::{ann, story};
use crate::simulate::story::Story;
use crate::simulate::templates;

fn matrix(field: &str, attribute: Option<&str>, clients: &[&str]) -> String {
    let dialects: Vec<&Dialect> =
        clients.iter().map(|name| Dialect::by_name(name).expect("a client")).collect();
    let stored = templates::known(ann());
    let matrix = story("generic-strict")
        .with(|simulator| empty_matrix(simulator, &stored, &StartRecord::Found, field, attribute, &dialects));
    let Some(matrix) = matrix else { return "none".to_owned() };
    let mut text = format!("{} by {}\n", matrix.field, matrix.attribute);
    for row in &matrix.rows {
        let used = if row.is_used { "*" } else { "" };
        let cells: Vec<String> = row
            .cells
            .iter()
            .map(|cell| {
                let used = if cell.is_used { "*" } else { "" };
                let label = cell.label.map_or("-", scimwright::simulate::Label::word);
                let error = cell
                    .error
                    .as_ref()
                    .and_then(|error| error.scim_type)
                    .map(|type_| format!(" {}", type_.keyword()));
                format!("{used}{label}{}", error.unwrap_or_default())
            })
            .collect();
        let _ = writeln!(text, "{}{used} {}: {}", row.dialect, row.method.word(), cells.join(", "));
    }
    text
}

#[test]
fn the_matrix_of_a_title() {
    assert_eq!(
        matrix("job_title", None, &["entra-default", "okta-wizard", "generic-strict"]),
        "job_title by title
entra-default* POST: *kept, kept, kept, kept, -
entra-default PUT: kept, kept, kept, kept, -
entra-default* PATCH: *kept, kept, kept, kept, kept
okta-wizard* POST: kept, kept, *kept, kept, -
okta-wizard* PUT: kept, kept, *kept, kept, -
okta-wizard PATCH: kept, kept, kept, kept, kept
generic-strict* POST: *kept, kept, kept, rejected invalidValue, -
generic-strict PUT: kept, kept, kept, kept, -
generic-strict* PATCH: kept, kept, kept, rejected invalidValue, *kept
"
    );
}

#[test]
fn the_matrix_of_other_attributes() {
    assert_eq!(
        matrix("contacts", None, &["okta-oin"]),
        "contacts by phoneNumbers[type eq \"work\"].value
okta-oin* POST: kept, kept, *kept, rejected invalidValue, -
okta-oin PUT: kept, cleared, cleared, rejected invalidValue, -
okta-oin* PATCH: kept, cleared, *cleared, rejected invalidValue, cleared
"
    );
    assert_eq!(matrix("location", None, &["okta-oin"]), "none");
    assert_eq!(matrix("manager", Some("not a path["), &["okta-oin"]), "none");
}

#[test]
fn a_cell_says_what_becomes_of_the_attribute() {
    let stored = templates::known(ann());
    let strict = Dialect::strict();
    let matrix = story("generic-strict")
        .with(|simulator| empty_matrix(simulator, &stored, &StartRecord::Found, "job_title", None, &[strict]))
        .expect("a matrix");
    let reasons: Vec<&str> = matrix.rows[2].cells.iter().map(|cell| cell.reason.as_str()).collect();
    assert_eq!(
        reasons[..3],
        [
            "`title` stays as it was; the rule gives the value it has already",
            "`title` is gone; the script gives nothing, so the current value stays",
            "`title` is now “”; the script gives nothing, so the current value stays",
        ]
    );
}

#[test]
fn matches_are_told() {
    let user = |id: &str, mail: &str, number: &str| {
        let mut user = ann();
        user["id"] = json!(id);
        user["userName"] = json!(mail);
        user["displayName"] = json!(format!("User {id}"));
        user["urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"] =
            json!({ "employeeNumber": number });
        user
    };
    let bench = Bench::default_mapping()
        .record("people", json!({ "name": "Linked", "primary_email": "old@acme.example", "sourceID": "1" }))
        .record("people", json!({ "name": "Matched", "primary_email": "Two@acme.example" }))
        .record("people", json!({ "name": "Twin", "primary_email": "three.old@acme.example", "employeeID": "E3" }))
        .record("people", json!({ "name": "Mail", "primary_email": "m@acme.example", "contacts": [{ "label": "work", "email": "four@acme.example" }] }));
    let story = Story::of(bench)
        .beside(user("1", "one@acme.example", "E1"))
        .beside(user("2", "two@acme.example", "E2"))
        .beside(user("3", "three@acme.example", "E3"))
        .beside(user("4", "four@acme.example", "E4"))
        .beside(user("5", "five@acme.example", "E5"))
        .beside(user("6", "six@acme.example", "E6"))
        .beside(user("7", "six@acme.example", "E7"))
        .beside(json!({ "id": "8", "userName": "eight" }));
    let rows = story.with(match_preview);
    let mut text = String::new();
    for row in &rows {
        let _ = writeln!(
            text,
            "{} {}: {:?} {}: {}",
            row.known_idx, row.subject, row.kind, row.record, row.reason
        );
    }
    assert_eq!(
        text,
        "0 User 1: Linked Linked (old@acme.example): The record is linked to it: `sourceID` is 1
1 User 2: Matched Matched (Two@acme.example): The record has the same value: `primary_email` is Two@acme.example
2 User 3: CreatedTwice User 3 (three@acme.example): A new person is created, although Twin (three.old@acme.example) has the same employeeID E3
3 User 4: CreatedTwice User 4 (four@acme.example): A new person is created, although Mail (m@acme.example) has the e-mail address four@acme.example
4 User 5: Created User 5 (five@acme.example): No person has its primary_email five@acme.example
5 User 6: Shared User 6 (six@acme.example): User 7 would create the same person
6 User 7: Shared User 7 (six@acme.example): User 6 would create the same person
7 eight: NotWritten : e-mail is not known
"
    );
}

#[test]
fn a_group_is_told_once() {
    let group = |id: &str, name: &str| json!({ "id": id, "displayName": name, "members": [] });
    let bench = Bench::default_mapping()
        .record("organizations", json!({ "name": "Sales", "sourceID": "1", "source": "SCIM" }))
        .record("sites", json!({ "name": "Oslo" }));
    let story = Story::of(bench)
        .beside(group("1", "Sales"))
        .beside(group("2", "Oslo"))
        .beside(group("3", "Approvers"));
    let rows = story.with(match_preview);
    let rows: Vec<String> = rows
        .iter()
        .map(|row| {
            format!("{} {}: {:?} {}: {}", row.known_idx, row.record_type, row.kind, row.record, row.reason)
        })
        .collect();
    assert_eq!(
        rows,
        [
            "0 organization: Linked Sales: The record is linked to it: `sourceID` is 1",
            "1 site: Matched Oslo: The record has the same value: `name` is Oslo",
            "2 organization: NoRecord : no organization has the name of the group, so it stays a SCIM group; \
             no site has the name of the group, so it stays a SCIM group",
        ]
    );
}

#[test]
fn templates_are_carried_out_by_their_own_client() {
    for dialect in Dialect::all() {
        for template in Template::ALL {
            let stored = match template.resource_type() {
                ResourceType::User => templates::ann(),
                ResourceType::Group => templates::sales(),
            };
            let others = templates::others();
            let made = template_requests(template, dialect, &stored, &others);
            assert!(!made.requests.is_empty() || !made.note.is_empty(), "{} {template:?}", dialect.name);
            let simulation = story("generic-strict").with(|simulator| {
                simulator.run(&SimulationInput {
                    stored: Some(&stored),
                    record: StartRecord::Found,
                    requests: &made.requests,
                    dialect,
                })
            });
            for step in &simulation.steps {
                assert_eq!(step.error, None, "{} {template:?} {:?}", dialect.name, step.request);
                let again: Vec<_> = step.attributes.iter().filter(|change| change.resend).collect();
                assert_eq!(
                    again,
                    Vec::<&scimwright::simulate::AttributeChange>::new(),
                    "{} {template:?}",
                    dialect.name
                );
            }
        }
    }
}
