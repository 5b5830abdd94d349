//! Several requests, and requests about groups.

use scimwright::simulate::Label;
use serde_json::{Value, json};

use crate::bench::Bench;
use crate::simulate::clients::{ann, story};
use crate::simulate::story::Story;

#[test]
fn each_request_goes_on_from_the_one_before() {
    let mut body = ann();
    body.as_object_mut().unwrap().remove("id");
    let simulation = Story::of(Bench::default_mapping())
        .client("entra-default")
        .request(json!({ "method": "POST", "path": "/Users", "body": body }))
        .request(json!({ "method": "PATCH", "path": "/Users/7103", "body": { "Operations": [{ "op": "Replace", "path": "title", "value": "Boss" }] } }))
        .request(json!({ "method": "PATCH", "path": "/Users/7103", "body": { "Operations": [{ "op": "Replace", "path": "id", "value": "5" }] } }))
        .request(json!({ "method": "DELETE", "path": "/Users/7103" }))
        .run();
    let statuses: Vec<u16> = simulation.steps.iter().map(|step| step.status).collect();
    assert_eq!(statuses, [201, 200, 400, 204]);
    let bases: Vec<String> =
        simulation.steps.iter().map(|step| format!("{:?}", step.records[0].basis)).collect();
    assert_eq!(bases, ["New", "Given", "Given", "Given"]);
    let overall = simulation.overall();
    let field = |name: &str| {
        let change = overall[0].fields.iter().find(|change| change.field == name).expect("a field");
        (change.label, change.before.clone(), change.after.clone())
    };
    assert_eq!(field("job_title"), (Label::Set, Value::Null, json!("Boss")));
    assert_eq!(field("disabled"), (Label::Set, Value::Null, json!(true)));
    assert_eq!(field("sourceID"), (Label::Set, Value::Null, json!("7103")));
}

#[test]
fn what_changes_on_the_way_and_comes_back_is_kept() {
    let op = |value: &str| json!([{ "op": "replace", "path": "title", "value": value }]);
    let overall = story("generic-strict").patch(op("Boss")).patch(op("Lead")).run().overall();
    let change = overall[0].fields.iter().find(|change| change.field == "job_title").expect("a field");
    assert_eq!(
        (change.label, change.reason.as_str()),
        (Label::Kept, "It changes on the way and has its first value again")
    );
}

#[test]
fn answers() {
    let check = |story: Story, expected: &[(u16, Option<&str>)]| {
        let simulation = story.run();
        let answers: Vec<_> = simulation
            .steps
            .iter()
            .map(|step| {
                (
                    step.status,
                    step.error
                        .as_ref()
                        .and_then(|error| error.scim_type)
                        .map(scimwright::scim::ScimType::keyword),
                )
            })
            .collect();
        assert_eq!(answers, expected);
    };
    let nothing = || Story::of(Bench::default_mapping());
    check(nothing().request(json!({ "method": "DELETE", "path": "/Users/1" })), &[(404, None)]);
    check(nothing().patch(json!([{ "op": "replace", "path": "title", "value": "x" }])), &[(404, None)]);
    check(
        story("generic-strict").request(json!({ "method": "DELETE", "path": "/Groups/1" })),
        &[(404, None)],
    );
    check(
        story("generic-strict").request(
            json!({ "method": "POST", "path": "/Users", "body": { "userName": "ANN@acme.example" } }),
        ),
        &[(409, Some("uniqueness"))],
    );
    let other_path = json!({ "method": "PATCH", "path": "/Users/1", "body": { "Operations": [{ "op": "add", "path": "title", "value": "x" }] } });
    let story = story("generic-strict").request(other_path);
    assert_eq!(story.step().notes, ["The path names 1; the stored resource with the id 7103 is meant"]);
    check(story, &[(200, None)]);
}

#[test]
fn requests_about_several_users_reach_the_stored_one_by_its_id() {
    let title = |id: &str, title: &str| json!({ "method": "PATCH", "path": format!("/Users/{id}"), "body": { "Operations": [{ "op": "add", "path": "title", "value": title }] } });
    let simulation =
        story("generic-strict").request(title("7103", "Boss")).request(title("7999", "Other")).run();
    let statuses: Vec<u16> = simulation.steps.iter().map(|step| step.status).collect();
    assert_eq!(statuses, [200, 404]);
    let detail = simulation.steps[1].error.as_ref().map(|error| error.detail.as_str());
    assert_eq!(detail, Some("4me (Xurrent) holds no user with the id 7999"));
    let reached = simulation.last_reached().and_then(|step| step.resource_after.as_ref()).expect("a user");
    assert_eq!(reached.get("title"), Some(&json!("Boss")));
    assert_eq!(
        simulation.overall()[0].after.as_ref().and_then(|person| person.get("job_title")),
        Some(&json!("Boss"))
    );
}

#[test]
fn a_put_says_what_it_leaves() {
    let put = json!({ "method": "PUT", "path": "/Users/7103", "body": { "userName": "ann@acme.example", "emails": [], "displayName": "Ann Lee" } });
    let notes = story("generic-strict").request(put).step().notes;
    assert_eq!(
        notes,
        ["4me (Xurrent) leaves what a PUT does not name as it is: `active`, `title` and 5 more"]
    );
}

#[test]
fn a_record_is_found_as_the_requests_before_left_it() {
    let organization = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:organization";
    let bench = || {
        Bench::default_mapping()
            .record("organizations", json!({ "name": "Sales" }))
            .record("organizations", json!({ "name": "HR" }))
    };
    let rename = |members: Value| {
        json!({ "method": "PATCH", "path": "/Groups/7201", "body": { "Operations": [
            { "op": "replace", "path": "displayName", "value": "Sales EMEA" },
            { "op": "add", "path": "members", "value": members } ] } })
    };
    let organization_of = |record: &scimwright::simulate::RecordChange| {
        record.after.as_ref().and_then(|person| person.get("organization")).cloned().unwrap_or_default()
    };
    // Within one request: the group's own record first, then those of its members.
    let story = Story::of(bench())
        .stored(sales(json!([])))
        .beside(ann())
        .request(rename(json!([{ "value": "7103" }])));
    let step = story.step();
    assert_eq!(
        step.records.iter().map(|record| record.because.is_empty()).collect::<Vec<_>>(),
        [true, true, false]
    );
    assert_eq!(organization_of(&step.records[2]), json!("Sales EMEA"));
    // Later requests: by the new name, and no longer by the old one.
    let patch = |name: &str| json!({ "method": "PATCH", "path": "/Users/7103", "body": { "Operations": [{ "op": "replace", "path": organization, "value": name }] } });
    let story = Story::of(bench())
        .stored(sales(json!([])))
        .beside(ann())
        .request(rename(json!([])))
        .request(patch("Sales"))
        .request(patch("Sales EMEA"));
    for _ in 0..2 {
        let simulation = story.run();
        let found: Vec<Value> =
            simulation.steps.iter().skip(1).map(|step| organization_of(&step.records[0])).collect();
        assert_eq!(found, [Value::Null, json!("Sales EMEA")]);
    }
}

#[test]
fn a_deleted_account_leaves_its_record() {
    let mut bench = Bench::new();
    bench.model.settings.target = "superoffice".to_owned();
    bench.model.mapping.rule_sets.clear();
    let bench = bench
        .rule_set(scimwright::scim::ResourceType::User, "account")
        .rule("loginName", "user.userName")
        .rule("email", "user.userName")
        .rule("role", "\"User level 1\"")
        .rule("primaryGroup", "\"Sales\"");
    let body = json!({ "userName": "ann@acme.example" });
    let story = Story::of(bench)
        .stored(ann())
        .request(json!({ "method": "DELETE", "path": "/Users/7103" }))
        .request(json!({ "method": "POST", "path": "/Users", "body": body }));
    let simulation = story.run();
    let deleted = &simulation.steps[0].records[0];
    let why = "The user is deleted; nothing is written, and the record stays as it is";
    assert_eq!((deleted.reason.as_deref(), &deleted.after), (Some(why), &deleted.before));
    assert!(deleted.fields.iter().all(|change| change.label == Label::Kept && change.reason == why));
    assert_eq!(simulation.steps[0].resource_after, None);
    // The one who comes back has the record that was left.
    let back = &simulation.steps[1].records[0];
    assert_eq!(back.before, deleted.after);
    assert_eq!(
        story.field("email"),
        "kept \"ann@acme.example\" → \"ann@acme.example\": `userName` is new: “ann@acme.example”, but the rule gives the value it has already"
    );
}

fn sales(members: Value) -> Value {
    json!({ "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "id": "7201", "displayName": "Sales", "members": members })
}

fn group_story(client: &'static str, members: Value) -> Story {
    let bench = Bench::default_mapping()
        .record("organizations", json!({ "name": "Sales", "sourceID": "7201", "source": "SCIM" }))
        .record("organizations", json!({ "name": "HR" }));
    let mut bob = ann();
    bob["id"] = json!("7110");
    bob["userName"] = json!("bob@acme.example");
    bob["displayName"] = json!("Bob");
    Story::of(bench).client(client).stored(sales(members)).beside(ann()).beside(bob)
}

/// The organizations of members, and why they are reached.
#[track_caller]
fn check_members(story: &Story, expected: &[&str]) {
    let step = story.step();
    let lines: Vec<String> = step
        .records
        .iter()
        .filter(|record| !record.because.is_empty())
        .map(|record| {
            let change = record.fields.iter().find(|change| change.field == "organization");
            let what = change.map_or_else(
                || record.reason.clone().unwrap_or_default(),
                |change| {
                    format!("{} {} → {}: {}", change.label.word(), change.before, change.after, change.reason)
                },
            );
            format!("{} {}: {what}", record.subject, record.because)
        })
        .collect();
    assert_eq!(lines, expected, "{}", story.text());
}

#[test]
fn members_that_come_and_go_are_run_again() {
    let ann_in = "Ann Lee added to the group Sales: set null → \"Sales\": Follows `groups`";
    let bob_out = "Bob removed from the group Sales: kept \"Sales\" → \"Sales\": The script gives nothing, so the current value stays";
    let bob = json!([{ "value": "7110" }]);
    let add = json!([{ "op": "Add", "path": "members", "value": [{ "$ref": null, "value": "7103" }] }]);
    check_members(&group_story("entra-default", bob.clone()).patch(add), &[ann_in]);
    let by_filter = json!([{ "op": "remove", "path": "members[value eq \"7110\"]" }]);
    check_members(&group_story("entra-flag", bob.clone()).patch(by_filter), &[bob_out]);
    let by_list = json!([{ "op": "Remove", "path": "members", "value": [{ "value": "7110" }] }]);
    check_members(&group_story("entra-default", bob.clone()).patch(by_list), &[bob_out]);
    let put = json!({ "method": "PUT", "path": "/Groups/7201", "body": sales(json!([{ "value": "7103" }])) });
    check_members(&group_story("okta-wizard", bob.clone()).request(put), &[bob_out, ann_in]);
    let delete = json!({ "method": "DELETE", "path": "/Groups/7201" });
    check_members(&group_story("okta-wizard", bob.clone()).request(delete), &[bob_out]);
    let unknown = json!([{ "op": "add", "path": "members", "value": [{ "value": "99" }] }]);
    check_members(
        &group_story("generic-strict", bob).patch(unknown),
        &[
            "99 added to the group Sales: No user with the id 99 is known, so what becomes of the record is not known",
        ],
    );
}

#[test]
fn a_linked_group_renames_its_organization() {
    let rename = json!([{ "op": "replace", "path": "displayName", "value": "Sales EMEA" }]);
    let story = group_story("generic-strict", json!([])).patch(rename);
    assert_eq!(story.field("name"), "set \"Sales\" → \"Sales EMEA\": `displayName` is now “Sales EMEA”");
    let step = story.step();
    let statuses: Vec<_> =
        step.records.iter().map(|record| (record.record_type.as_str(), record.status.word())).collect();
    assert_eq!(statuses, [("organization", "written"), ("site", "rejected")]);
}

#[test]
fn a_large_group_takes_no_long_time() {
    let members: Vec<Value> =
        (0..5000).map(|id| json!({ "value": id.to_string(), "type": "User" })).collect();
    let others: Vec<Value> =
        (2500..7500).map(|id| json!({ "value": id.to_string(), "type": "User" })).collect();
    let put = json!({ "method": "PUT", "path": "/Groups/7201", "body": sales(json!(others)) });
    let step = group_story("okta-wizard", json!(members)).request(put).step();
    assert_eq!(step.error, None);
    assert_eq!(step.records.iter().filter(|record| !record.because.is_empty()).count(), 5000);
}
