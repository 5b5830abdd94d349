//! What a client sends again, and refused requests.

use scimwright::simulate::Label;
use serde_json::{Value, json};

use crate::bench::Bench;
use crate::simulate::clients::{ann, story};
use crate::simulate::story::Story;

/// The lines of the attributes of the only step.
#[track_caller]
fn check(story: &Story, expected: &[&str]) {
    let text = story.text();
    let lines: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("  "))
        .take_while(|line| !line.starts_with("person") && !line.starts_with("account"))
        .collect();
    assert_eq!(lines, expected, "{text}");
}

/// A target that keeps nothing but the accounts.
fn accounts(client: &'static str) -> Story {
    let mut bench = Bench::new();
    "superoffice".clone_into(&mut bench.model.settings.target);
    bench.model.mapping.rule_sets.clear();
    let bench = bench
        .rule_set(scimwright::scim::ResourceType::User, "account")
        .rule("loginName", "user.userName")
        .rule("email", "user.userName")
        .rule("role", "\"User level 1\"")
        .rule("primaryGroup", "\"Sales\"")
        .rule("lastName", "user.name.familyName");
    Story::of(bench).client(client).stored(ann())
}

#[test]
fn a_refused_request_comes_again() {
    let story = story("entra-default")
        .patch(json!([{ "op": "Replace", "path": "title", "value": "Boss" }, { "op": "Replace", "path": "active", "value": "maybe" }]));
    let step = story.step();
    assert_eq!(step.status, 400);
    assert_eq!(step.resource_after, step.resource_before);
    let detail = step.error.expect("an error").detail;
    check(
        &story,
        &[
            &format!("error 400 invalidValue: {detail}"),
            &format!("↻ title: rejected \"Lead\" → \"Lead\": {detail}"),
            &format!("↻ active: rejected true → true: {detail}"),
        ],
    );
    let again = "again in every cycle";
    let refused = format!("The request is refused: {detail}");
    assert_eq!(
        story.field("job_title"),
        format!("↻ rejected \"Lead\" → \"Lead\": {refused}; the client sends `title` {again}")
    );
    assert_eq!(
        story.field("disabled"),
        format!("↻ rejected false → false: {refused}; the client sends `active` {again}")
    );
    assert_eq!(
        story.field("contacts").split(": ").last(),
        Some("The request is refused, so nothing changes")
    );
}

#[test]
fn an_attribute_that_is_dropped_comes_again() {
    let request = json!([{ "op": "add", "path": "nickname2", "value": "Annie" }]);
    check(
        &accounts("entra-default").patch(request.clone()),
        &[
            "↻ nickname2: rejected null → null: No schema has this attribute, and SuperOffice CRM Online passes it over; the client sends it again in every cycle",
        ],
    );
    check(
        &accounts("okta-oin").patch(request.clone()),
        &[
            "↻ nickname2: rejected null → null: No schema has this attribute, and SuperOffice CRM Online passes it over; the client sends it again with the next change",
        ],
    );
    check(
        &story("entra-default").patch(request),
        &[
            "nickname2: set null → \"Annie\": It had no value before; no schema has it, and 4me (Xurrent) keeps it as it is sent",
        ],
    );
}

#[test]
fn a_shortened_value_is_told() {
    let long = json!([{ "op": "replace", "path": "title", "value": "x".repeat(90) }]);
    assert_eq!(
        story("entra-default").patch(long.clone()).field("job_title"),
        "rejected \"Lead\" → \"Lead\": Follows `title`: Job title has 90 characters, at most 80 are allowed; \
         the current value stays; `title` is longer than the 80 characters of the field: \
         4me (Xurrent) keeps the SCIM data apart, so the client reads back what it sent and does not send it again; \
         the record never gets the whole value"
    );
    // A target that gives back what the record holds, with a mapping that shortens.
    let mut bench = Bench::default_mapping();
    let rules = &mut bench.model.mapping.rule_sets[0].rules;
    let rule = rules.iter_mut().find(|rule| rule.field == "job_title").expect("a rule");
    "truncated(user.title, 80)".clone_into(&mut rule.script);
    let story = Story::of(bench).client("entra-default").stored(ann()).patch(long);
    let change = story.on_a_target_without_scim_records("job_title");
    assert_eq!(change.label, Label::Set);
    assert!(change.resend);
    assert_eq!(
        change.reason,
        "`title` is now “xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…”; `title` is longer than the 80 characters of the field: the account shows another value \
         than the directory, and the client sends it again in every cycle"
    );
}

#[test]
fn a_text_of_which_the_script_keeps_the_beginning_is_told() {
    let with = |script: &str| {
        let mut bench = Bench::default_mapping();
        let rules = &mut bench.model.mapping.rule_sets[0].rules;
        let rule = rules.iter_mut().find(|rule| rule.field == "job_title").expect("a rule");
        script.clone_into(&mut rule.script);
        Story::of(bench).client("entra-default").stored(ann())
    };
    let title = json!([{ "op": "replace", "path": "title", "value": "Principal Analyst" }]);
    let story = with("truncated(user.title, 12)").patch(title);
    assert_eq!(
        story.field("job_title"),
        "set \"Lead\" → \"Principal An\": `title` is now “Principal Analyst”; the script keeps only the beginning of `title`: \
         4me (Xurrent) keeps the SCIM data apart, so the client reads back what it sent and does not send it again; \
         the record never gets the whole value"
    );
    let change = story.on_a_target_without_scim_records("job_title");
    assert!(change.resend);
    assert_eq!(
        change.reason,
        "`title` is now “Principal Analyst”; the script keeps only the beginning of `title`: the account shows another value \
         than the directory, and the client sends it again in every cycle"
    );
    let whole = json!({ "method": "PUT", "path": "/Users/7103", "body": {
        "userName": "ann@acme.example", "name": { "givenName": "Maximiliane", "familyName": "Beck" } } });
    let change =
        with("user.name.givenName.left(5)").request(whole).on_a_target_without_scim_records("job_title");
    assert_eq!((change.after, change.resend), (json!("Maxim"), true));
    // What stands before the @, or a code, is a value of its own.
    for script in ["email_local(user.userName)", "language_of(user.locale)"] {
        let request = json!([
            { "op": "replace", "path": "userName", "value": "annabel.beck@acme.example" },
            { "op": "replace", "path": "locale", "value": "de-AT" },
        ]);
        let change = with(script).patch(request).on_a_target_without_scim_records("job_title");
        assert_eq!((change.label, change.resend), (Label::Set, false), "{script}");
    }
}

#[test]
fn the_last_operation_on_an_attribute_counts() {
    let title = |op: &str, value: Value| json!({ "op": op, "path": "title", "value": value });
    let once_more = "A later operation of the same request changes it once more";
    check(
        &story("generic-strict").patch(json!([title("replace", json!("A")), title("replace", json!("B"))])),
        &[
            &format!("title: set \"Lead\" → \"B\": {once_more}"),
            "title: set \"Lead\" → \"B\": It gets another value",
        ],
    );
    check(
        &story("generic-strict")
            .patch(json!([title("add", json!("A")), { "op": "remove", "path": "title" }])),
        &[
            &format!("title: cleared \"Lead\" → null: {once_more}"),
            "title: cleared \"Lead\" → null: Taken away",
        ],
    );
    check(
        &story("generic-strict")
            .patch(json!([{ "op": "remove", "path": "title" }, title("add", json!("A"))])),
        &[
            &format!("title: set \"Lead\" → \"A\": {once_more}"),
            "title: set \"Lead\" → \"A\": It gets another value",
        ],
    );
}

#[test]
fn a_patch_without_operations_names_attributes() {
    check(
        &story("entra-default").request(json!({
            "method": "PATCH", "path": "/Users/7103", "body": { "title": "Boss" } })),
        &["title: set \"Lead\" → \"Boss\": It gets another value"],
    );
    let group =
        json!({ "id": "7201", "displayName": "Sales", "members": [{ "value": "1" }, { "value": "2" }] });
    let members = json!([{ "value": "1", "operation": "delete" }, { "value": "3" }]);
    let step = Story::of(Bench::default_mapping())
        .client("entra-default")
        .stored(group)
        .request(json!({ "method": "PATCH", "path": "/Groups/7201", "body": { "members": members } }))
        .step();
    let sent: Vec<_> = step.attributes.iter().map(|change| (&change.sent, change.resend)).collect();
    assert_eq!(sent, [(&json!([{ "value": "3" }]), false), (&json!([{ "value": "1" }]), false)]);
}

#[test]
fn what_names_nothing_is_no_attribute() {
    let request = json!({ "method": "PATCH", "path": "/Users/7103", "body": { "Operations": [{}, { "op": "add", "path": 7 }] } });
    let step = story("generic-strict").request(request).step();
    assert_eq!((step.status, step.attributes), (400, Vec::new()));
}

#[test]
fn what_reads_back_as_it_was_sent_is_not_sent_again() {
    let no_loop = |client, request: Value| {
        let step = story(client).request(request).step();
        let again: Vec<_> =
            step.attributes.iter().filter(|change| change.resend).map(|change| &change.path).collect();
        assert_eq!(again, Vec::<&String>::new(), "{client}");
    };
    let manager = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager";
    no_loop(
        "entra-default",
        json!({ "Operations": [
        { "op": "Replace", "path": "active", "value": "False" },
        { "op": "Add", "path": manager, "value": "7112" },
        { "op": "Add", "path": "phoneNumbers[type eq \"mobile\"].value", "value": "+1" },
        { "op": "Remove", "path": "title" }
    ] }),
    );
    let mut echo = ann();
    echo["password"] = json!("secret");
    echo["groups"] = json!([]);
    echo["meta"] = json!({ "resourceType": "User", "location": "x" });
    no_loop("okta-wizard", json!({ "method": "PUT", "path": "/Users/7103", "body": echo }));
}

#[test]
fn an_empty_part_is_as_an_absent_one() {
    let mut stored = ann();
    stored["name"]["middleName"] = json!("");
    let sent = json!({ "method": "PUT", "path": "/Users/7101", "body": stored });
    let story = story("okta-wizard").stored(stored.clone()).request(sent);
    let named = story.text().lines().find(|line| line.contains("  name: ")).map(str::to_owned);
    assert!(named.as_ref().is_some_and(|line| line.contains("name: kept ")), "{named:?}\n{}", story.text());
}
