//! The stories of the Simulate view: their commands, what is asked of background work, and the rows
//! made of what comes back.

use std::sync::Arc;

use scimwright::mapping::RunStatus;
use scimwright::scim::{Dialect, ResourceType, ScimError, ScimType};
use scimwright::simulate::{
    ClientRequest, FieldChange, Label, Method, RecordBasis, RecordChange, Simulation, SimulationStep,
    Template,
};
use scimwright::target::Record;
use scimwright::workbench::{
    Behind, CardState, Command, EditedRequest, Effect, EmptyView, Job, JobEvent, RecordChoice, RequestCard,
    Scenario, SelectCommand, SimulateCommand, SimulateTab, SimulationAnswer, SimulationPart,
    SimulationQuestion, SimulationView, View,
};
use serde_json::{Value, json};

use super::desk::Desk;
use crate::bench::Bench;

/// Ann and Bob, a request for Ann, one for nobody, and a group.
fn desk() -> Desk {
    let user = |name: &str| json!({ "userName": format!("{name}@acme.example"), "displayName": name });
    let patch = json!({
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        "Operations": [{ "op": "replace", "path": "title", "value": "Lead" }],
    });
    let group = json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"],
        "displayName": "Sales", "members": [{ "value": "1" }],
    });
    let mut model = Bench::new()
        .rule("primary_email", "user.userName")
        .rule("name", "user.displayName")
        .rule("job_title", "user.title")
        .sample("01-ann", "1", user("Ann"))
        .sample("02-bob", "2", user("Bob"))
        .sample("03-ann-request", "1", patch.clone())
        .sample("04-nobody-request", "9", patch)
        .sample("05-sales", "5", group)
        .model;
    "entra-default".clone_into(&mut model.settings.client);
    let mut desk = Desk::of(model);
    desk.apply(SelectCommand::View(View::Simulate));
    desk
}

fn simulate(desk: &mut Desk, command: SimulateCommand) -> Vec<Effect> {
    desk.apply(Command::Simulate(command))
}

/// The work for the Simulate view among some effects.
fn question(effects: &[Effect]) -> Option<SimulationQuestion> {
    effects.iter().find_map(|effect| match effect {
        Effect::Start(job) => match &**job {
            Job::Simulate(question) => Some(question.clone()),
            _ => None,
        },
        Effect::KeepForRecovery => None,
    })
}

fn asked(effects: &[Effect]) -> Vec<&'static str> {
    let parts = question(effects).map(|question| question.parts).unwrap_or_default();
    parts
        .iter()
        .map(|part| match part {
            SimulationPart::Requests { .. } => "requests",
            SimulationPart::Empty { .. } => "empty",
            SimulationPart::Matches { .. } => "matches",
        })
        .collect()
}

fn request(title: &str) -> ClientRequest {
    ClientRequest {
        method: Method::Patch,
        resource_type: ResourceType::User,
        path: "/Users/1".to_owned(),
        body: json!({ "Operations": [] }),
        title: title.to_owned(),
    }
}

fn field(field: &str, label: Label, before: Value, after: Value) -> FieldChange {
    FieldChange {
        field: field.to_owned(),
        label,
        resend: false,
        before,
        after,
        reason: "so it is".to_owned(),
        is_touched: false,
        is_repeated: false,
    }
}

/// A step that changes one person.
fn step(fields: Vec<FieldChange>) -> SimulationStep {
    let person: Record = serde_json::from_value(json!({ "name": "Ann" })).expect("a record");
    SimulationStep {
        request: request(""),
        status: 200,
        error: None,
        repairs: Vec::new(),
        notes: Vec::new(),
        resource_before: None,
        resource_after: None,
        attributes: Vec::new(),
        records: vec![RecordChange {
            subject: "Ann".to_owned(),
            because: String::new(),
            record_type: "person".to_owned(),
            basis: RecordBasis::Matched,
            status: RunStatus::Written,
            reason: None,
            before: Some(person.clone()),
            after: Some(person),
            fields,
        }],
    }
}

fn card(entry: usize, part: usize, step: Option<usize>) -> RequestCard {
    RequestCard {
        entry,
        part,
        request: step.map(|step| request(&format!("part {step}"))),
        step,
        note: String::new(),
        problem: None,
    }
}

/// Answers the work that was asked for with a view.
fn answer(desk: &mut Desk, effects: &[Effect], view: SimulationView) {
    let question = question(effects).expect("work is asked for");
    let part = question.parts.into_iter().next().expect("a part");
    let answer = SimulationAnswer::Requests(Arc::new(view));
    desk.workbench.receive(JobEvent::Simulated { part, answer });
}

/// The cards as text.
fn cards(desk: &Desk) -> Vec<String> {
    let selected = desk.workbench.selected_card();
    desk.workbench
        .card_rows()
        .iter()
        .enumerate()
        .map(|(idx, row)| {
            let mark = if selected == Some(idx) { "*" } else { "" };
            format!("{mark}{}: {} {}", row.title, row.words, row.changes).trim_end().to_owned()
        })
        .collect()
}

#[test]
fn a_story_belongs_to_its_sample_and_survives_another_choice() {
    let mut desk = desk();
    simulate(&mut desk, SimulateCommand::AddChange(Template::Rename));
    simulate(&mut desk, SimulateCommand::AddChange(Template::Leaver));
    assert_eq!(cards(&desk), ["Changes name: running…", "*Leaves: running…"]);
    desk.apply(SelectCommand::Sample(1));
    assert_eq!(desk.workbench.scenario(), Scenario::default());
    desk.apply(SelectCommand::View(View::Design));
    desk.apply(SelectCommand::Sample(0));
    desk.apply(SelectCommand::View(View::Simulate));
    assert_eq!(cards(&desk), ["Changes name: running…", "*Leaves: running…"]);
    assert!(!desk.workbench.is_modified() && !desk.workbench.can_undo());
}

#[test]
fn a_creation_comes_first_and_nothing_is_stored_before_it() {
    let mut desk = desk();
    simulate(&mut desk, SimulateCommand::AddChange(Template::Leaver));
    assert!(desk.workbench.scenario().has_stored());
    simulate(&mut desk, SimulateCommand::AddChange(Template::Joiner));
    simulate(&mut desk, SimulateCommand::AddChange(Template::Joiner));
    assert_eq!(cards(&desk), ["*Starts: running…", "Leaves: running…"]);
    assert!(!desk.workbench.scenario().has_stored());
}

#[test]
fn a_request_sample_is_sent_to_whom_it_names() {
    let mut desk = desk();
    let subject = |desk: &Desk| desk.workbench.simulate_subject().map(|subject| subject.resource.label());
    desk.apply(SelectCommand::Sample(2));
    assert_eq!(subject(&desk).as_deref(), Some("Ann"));
    simulate(&mut desk, SimulateCommand::Subject(1));
    assert_eq!(subject(&desk).as_deref(), Some("Bob"));
    desk.apply(SelectCommand::Sample(3));
    assert_eq!(subject(&desk), None);
    simulate(&mut desk, SimulateCommand::Subject(0));
    assert_eq!(subject(&desk).as_deref(), Some("Ann"));
    assert_eq!(desk.workbench.possible_subjects(), [0, 1, 4]);
}

#[test]
fn the_client_is_the_chosen_one_else_the_samples_else_the_projects() {
    let mut desk = desk();
    let client = |desk: &Desk| desk.workbench.simulate_client().name.clone();
    assert_eq!(client(&desk), "entra-default");
    simulate(&mut desk, SimulateCommand::Client("okta-oin".to_owned()));
    assert_eq!(client(&desk), "okta-oin");
    simulate(&mut desk, SimulateCommand::Client("nobody".to_owned()));
    assert_eq!(client(&desk), "entra-default");
}

#[test]
fn work_is_asked_for_where_it_is_seen_and_only_once() {
    let mut desk = desk();
    let again = desk.apply(SelectCommand::View(View::Simulate));
    assert_eq!(asked(&again), Vec::<&str>::new(), "it is under way already");
    let effects = simulate(&mut desk, SimulateCommand::AddChange(Template::Leaver));
    assert_eq!(asked(&effects), ["requests"]);
    answer(&mut desk, &effects, SimulationView::default());
    assert!(desk.workbench.is_simulation_current());
    assert_eq!(asked(&simulate(&mut desk, SimulateCommand::Tab(SimulateTab::Empty))), ["empty"]);
    assert_eq!(asked(&simulate(&mut desk, SimulateCommand::Tab(SimulateTab::Matches))), ["matches"]);
    assert_eq!(asked(&simulate(&mut desk, SimulateCommand::Tab(SimulateTab::Records))), Vec::<&str>::new());
    let effects = simulate(&mut desk, SimulateCommand::Record(RecordChoice::New));
    assert_eq!(asked(&effects), ["requests"]);
    desk.apply(SelectCommand::View(View::Grid));
    let effects = simulate(&mut desk, SimulateCommand::Clear);
    assert_eq!(asked(&effects), Vec::<&str>::new(), "nobody looks at it");
    assert_eq!(asked(&desk.apply(SelectCommand::View(View::Simulate))), ["requests"]);
}

#[test]
fn a_part_of_the_ways_to_be_empty_is_shown_and_the_rest_still_asked_for() {
    let mut desk = desk();
    let effects = simulate(&mut desk, SimulateCommand::Tab(SimulateTab::Empty));
    assert_eq!(asked(&effects), ["requests", "empty"]);
    let part = question(&effects).expect("work").parts.remove(1);
    let send = |desk: &mut Desk, is_complete: bool| {
        let view = EmptyView { matrix: None, is_complete };
        let event =
            JobEvent::Simulated { part: part.clone(), answer: SimulationAnswer::Empty(Arc::new(view)) };
        desk.workbench.receive(event);
    };
    send(&mut desk, false);
    assert_eq!(
        desk.workbench.empty_view().map(|(view, is_current)| (view.is_complete, is_current)),
        Some((false, true))
    );
    let effects = simulate(&mut desk, SimulateCommand::AddChange(Template::Leaver));
    assert_eq!(asked(&effects), ["requests", "empty"], "what was not finished is asked for again");
    send(&mut desk, true);
    let effects = simulate(&mut desk, SimulateCommand::Clear);
    assert_eq!(asked(&effects), ["requests"]);
}

#[test]
fn an_answer_that_was_superseded_is_dropped() {
    let mut desk = desk();
    let first = simulate(&mut desk, SimulateCommand::AddChange(Template::Leaver));
    let second = simulate(&mut desk, SimulateCommand::AddChange(Template::Rejoiner));
    answer(&mut desk, &first, SimulationView::default());
    assert!(!desk.workbench.is_simulation_current());
    let steps = vec![step(Vec::new()), step(Vec::new())];
    let view = SimulationView {
        cards: vec![card(0, 0, Some(0)), card(1, 0, Some(1))],
        simulation: Simulation { steps },
        start: None,
        behind: Behind::default(),
    };
    answer(&mut desk, &second, view);
    assert!(desk.workbench.is_simulation_current());
    assert_eq!(
        cards(&desk),
        ["Leaves: accepted 200 nothing changes", "*Comes back: accepted 200 nothing changes"]
    );
}

#[test]
fn cards_say_what_becomes_of_requests() {
    let mut desk = desk();
    simulate(&mut desk, SimulateCommand::AddChange(Template::ClearTitle));
    simulate(&mut desk, SimulateCommand::AddChange(Template::Delete));
    let effects = simulate(
        &mut desk,
        SimulateCommand::AddRequests(vec![EditedRequest {
            body: "{".to_owned(),
            ..EditedRequest::of(&request("Own"))
        }]),
    );
    let refused = SimulationStep {
        status: 400,
        error: Some(ScimError::new(ScimType::NoTarget, "nothing is there")),
        ..step(Vec::new())
    };
    let changed = step(vec![
        field("job_title", Label::Set, Value::Null, json!("Lead")),
        field("name", Label::Rejected, json!("Ann"), json!("Ann")),
    ]);
    let view = SimulationView {
        cards: vec![
            RequestCard { note: "Entra ID sends nothing".to_owned(), ..card(0, 0, None) },
            card(1, 0, Some(0)),
            card(1, 1, Some(1)),
            card(2, 0, None),
        ],
        simulation: Simulation { steps: vec![refused, changed] },
        start: None,
        behind: Behind::default(),
    };
    answer(&mut desk, &effects, view);
    assert_eq!(
        cards(&desk),
        [
            "Title emptied: nothing is sent",
            "Is deleted: part 0: refused 400 noTarget",
            "Is deleted: part 1: accepted 200 1 field changes, 1 rejected",
            "*Own: nothing is sent",
        ]
    );
    assert_eq!(desk.workbench.card_rows()[0].note, "Entra ID sends nothing");
    assert!(desk.workbench.step_rows(0).is_none() && desk.workbench.step_rows(9).is_none());
}

#[test]
fn a_change_whose_body_is_edited_becomes_its_requests() {
    let mut desk = desk();
    let effects = simulate(&mut desk, SimulateCommand::AddChange(Template::Delete));
    let view = SimulationView {
        cards: vec![card(0, 0, Some(0)), card(0, 1, Some(1))],
        simulation: Simulation { steps: vec![step(Vec::new()), step(Vec::new())] },
        start: None,
        behind: Behind::default(),
    };
    answer(&mut desk, &effects, view);
    let body = desk.workbench.card_request(1).expect("a request").body;
    assert!(body.contains("Operations"), "{body}");
    let effects =
        simulate(&mut desk, SimulateCommand::SetBody { card: 1, text: "{ \"Operations\": ".to_owned() });
    assert_eq!(desk.workbench.scenario().entries.len(), 2);
    assert_eq!(desk.workbench.card_request(1).expect("it is kept").body, "{ \"Operations\": ");
    assert_eq!(desk.workbench.selected_card(), Some(1));
    assert_eq!(asked(&effects), ["requests"]);
}

#[test]
fn entries_are_moved_and_removed_with_all_their_requests() {
    let mut desk = desk();
    simulate(&mut desk, SimulateCommand::AddChange(Template::Delete));
    let effects = simulate(&mut desk, SimulateCommand::AddChange(Template::Rename));
    let view = |order: [usize; 3]| SimulationView {
        cards: vec![
            card(order[0], 0, Some(0)),
            card(order[1], usize::from(order[0] == order[1]), Some(1)),
            card(order[2], 0, Some(2)),
        ],
        simulation: Simulation { steps: vec![step(Vec::new()), step(Vec::new()), step(Vec::new())] },
        start: None,
        behind: Behind::default(),
    };
    answer(&mut desk, &effects, view([0, 0, 1]));
    simulate(&mut desk, SimulateCommand::Move { card: 2, is_later: false });
    assert_eq!(desk.workbench.scenario().selected, Some(0));
    simulate(&mut desk, SimulateCommand::Move { card: 9, is_later: true });
    let titles = |desk: &Desk| -> Vec<_> { desk.workbench.scenario().entries.clone() };
    assert_eq!(titles(&desk).len(), 2);
    let effects = simulate(&mut desk, SimulateCommand::Client("okta-oin".to_owned()));
    answer(&mut desk, &effects, view([0, 1, 1]));
    simulate(&mut desk, SimulateCommand::Remove { card: 2 });
    assert_eq!(titles(&desk).len(), 1);
    simulate(&mut desk, SimulateCommand::Remove { card: 0 });
    assert_eq!((titles(&desk).len(), desk.workbench.selected_card()), (0, None));
}

/// The summary of a step, and its rows as text.
#[track_caller]
fn check_step(one: SimulationStep, summary: &str, rows: &[&str]) {
    let mut desk = desk();
    let effects = simulate(&mut desk, SimulateCommand::AddChange(Template::Mover));
    let view = SimulationView {
        cards: vec![card(0, 0, Some(0))],
        simulation: Simulation { steps: vec![one] },
        start: None,
        behind: Behind::default(),
    };
    answer(&mut desk, &effects, view);
    let found = desk.workbench.step_rows(0).expect("a step");
    assert_eq!(found.summary, summary);
    let found: Vec<String> = found
        .records
        .iter()
        .flat_map(|record| &record.rows)
        .map(|row| format!("{}: {} -> {} {}", row.title, row.before, row.after, row.label.word()))
        .collect();
    assert_eq!(found, rows);
}

#[test]
fn a_step_is_told_in_a_sentence_and_in_rows() {
    let kept = |name: &str| field(name, Label::Kept, json!("x"), json!("x"));
    check_step(
        step(vec![
            kept("name"),
            field("job_title", Label::Set, Value::Null, json!("Lead")),
            field("vip", Label::Cleared, json!(true), Value::Null),
        ]),
        "Job title changes, VIP is emptied, 1 field stays, nothing is rejected",
        &["Job title:  -> Lead set", "VIP: yes ->  cleared", "Name: x -> x kept"],
    );
    check_step(
        step(vec![kept("name"), FieldChange { is_touched: true, ..kept("site") }, kept("vip")]),
        "Nothing changes, site stays although the request is about it, 2 other fields stay, nothing is rejected",
        &["Site: x -> x kept", "Name: x -> x kept", "VIP: x -> x kept"],
    );
    check_step(
        step(vec![kept("name"), kept("site")]),
        "Nothing changes, 2 fields stay, nothing is rejected",
        &["Name: x -> x kept", "Site: x -> x kept"],
    );
    check_step(
        step(vec![FieldChange {
            resend: true,
            ..field("manager", Label::Rejected, Value::Null, Value::Null)
        }]),
        &format!(
            "Nothing changes, manager is rejected. 1 field is sent again {} by Microsoft Entra ID",
            if Dialect::by_name("entra-default").is_some_and(|client| client.wire.compares_every_cycle) {
                "every cycle"
            } else {
                "with the next change"
            }
        ),
        &["Manager:  ->  rejected"],
    );
    check_step(
        step(vec![field("contacts", Label::Set, Value::Null, json!([])), kept("name")]),
        "Contacts change, 1 field stays, nothing is rejected",
        &["Contacts:  -> none set", "Name: x -> x kept"],
    );
    let mut refused = step(vec![kept("name")]);
    refused.error = Some(ScimError::new(ScimType::NoTarget, "emails selects nothing"));
    check_step(
        refused,
        "The request is refused, and nothing changes. emails selects nothing",
        &["Name: x -> x kept"],
    );
    let mut rejected = step(Vec::new());
    rejected.records[0].status = RunStatus::Rejected;
    rejected.records[0].reason = Some("e-mail is not known".to_owned());
    check_step(rejected, "No person is written: e-mail is not known", &[]);
    let mut several = step(vec![field("name", Label::Set, json!("a"), json!("b"))]);
    several.records.push(step(vec![kept("name")]).records.remove(0));
    check_step(several, "Reaches 2 records, 1 of them changes", &["Name: a -> b set", "Name: x -> x kept"]);
    let mut none = step(Vec::new());
    none.records.clear();
    check_step(none, "The request is accepted. It reaches no record", &[]);
}

#[test]
fn many_fields_are_counted() {
    let set = |name: &str| field(name, Label::Set, Value::Null, json!("x"));
    let fields = ["name", "job_title", "site", "manager", "location"].map(set).to_vec();
    check_step(
        step(fields),
        "Name, job title and 3 more fields change, nothing is rejected",
        &[
            "Name:  -> x set",
            "Job title:  -> x set",
            "Site:  -> x set",
            "Manager:  -> x set",
            "Location:  -> x set",
        ],
    );
}

#[test]
fn the_record_before_is_told_with_the_way_it_was_found() {
    let mut desk = desk();
    let effects = simulate(&mut desk, SimulateCommand::AddChange(Template::Mover));
    let view = SimulationView {
        cards: vec![card(0, 0, Some(0))],
        simulation: Simulation { steps: vec![step(Vec::new())] },
        start: Some(scimwright::workbench::StartView {
            record_type: "person".to_owned(),
            basis: RecordBasis::Matched,
            name: "Ann".to_owned(),
        }),
        behind: Behind::default(),
    };
    answer(&mut desk, &effects, view);
    assert_eq!(desk.workbench.start_words(), "Ann, same primary email");
    let step = desk.workbench.step_rows(0).expect("a step");
    assert_eq!(
        (step.records[0].name.as_str(), step.records[0].basis.as_str()),
        ("Ann", "the person with the same primary email")
    );
}

#[test]
fn a_request_can_be_kept_as_a_sample() {
    let mut desk = desk();
    simulate(&mut desk, SimulateCommand::AddRequests(vec![EditedRequest::of(&request("Own"))]));
    let sample = desk.workbench.request_as_sample(0, "2026-11-21").expect("a sample");
    assert_eq!(sample.name, "Own, Ann");
    assert_eq!(
        sample.request.map(|request| (request.method, request.path)),
        Some(("PATCH".to_owned(), "/Users/1".to_owned()))
    );
    assert_eq!((sample.origin.client.as_str(), sample.origin.date.as_str()), ("entra-default", "2026-11-21"));
    let delete =
        EditedRequest { method: Method::Delete, body: String::new(), ..EditedRequest::of(&request("Gone")) };
    simulate(&mut desk, SimulateCommand::AddRequests(vec![delete]));
    assert!(desk.workbench.request_as_sample(1, "2026-11-21").is_none());
}

#[test]
fn another_project_begins_without_stories() {
    let mut desk = desk();
    simulate(&mut desk, SimulateCommand::AddChange(Template::Leaver));
    let model = Box::new(desk.workbench.model().clone());
    let replace = scimwright::workbench::ProjectCommand::Replace {
        model,
        root: None,
        diagnostics: Vec::new(),
        unsaved: false,
    };
    let effects = desk.apply(replace);
    assert_eq!(desk.workbench.scenario(), Scenario::default());
    assert_eq!(asked(&effects), ["requests"]);
    assert_eq!(desk.workbench.card_rows().first().map(|row| row.state), None::<CardState>);
}

#[test]
fn what_was_behind_is_told_from_what_the_request_changes() {
    let mut desk = desk();
    let effects = simulate(&mut desk, SimulateCommand::AddChange(Template::Rename));
    let change = || {
        step(vec![
            field("job_title", Label::Set, json!("Clerk"), json!("Lead")),
            field("name", Label::Set, json!("Ann"), json!("Anna")),
            field("site", Label::Kept, json!("Here"), json!("Here")),
            FieldChange { is_repeated: true, ..field("vip", Label::Set, json!(false), json!(true)) },
        ])
    };
    let up_to_date: Record =
        serde_json::from_value(json!({ "name": "Ann", "job_title": "Lead", "vip": true })).expect("a record");
    let view = SimulationView {
        cards: vec![card(0, 0, Some(0)), card(0, 1, Some(1))],
        simulation: Simulation { steps: vec![change(), change()] },
        behind: Behind { up_to_date: [("person".to_owned(), up_to_date)].into() },
        start: None,
    };
    answer(&mut desk, &effects, view);
    let rows = |card: usize| -> Vec<(String, bool)> {
        let step = desk.workbench.step_rows(card).expect("a step");
        step.records[0].rows.iter().map(|row| (row.title.clone(), row.is_behind)).collect()
    };
    let row = |title: &str, is_behind: bool| (title.to_owned(), is_behind);
    assert_eq!(rows(0), [row("Name", false), row("VIP", false), row("Job title", true), row("Site", false)]);
    assert_eq!(rows(1), [row("Job title", false), row("Name", false), row("VIP", false), row("Site", false)]);
    assert_eq!(
        desk.workbench.step_rows(0).expect("a step").summary,
        "Name and VIP change, 1 field stays, nothing is rejected. 1 field catches up: the record was behind the stored user"
    );
    assert_eq!(cards(&desk)[0], "Changes name: part 0: accepted 200 2 fields change");
}

#[test]
fn a_record_that_is_not_meant_is_no_bad_news() {
    let mut group = step(vec![field("name", Label::Set, json!("a"), json!("b"))]);
    let mut site = step(vec![field("name", Label::Rejected, Value::Null, Value::Null)]).records.remove(0);
    "site".clone_into(&mut site.record_type);
    site.status = RunStatus::Rejected;
    site.before = None;
    group.records.push(site);
    check_step(group, "Name changes, nothing is rejected", &["Name: a -> b set", "Name:  ->  rejected"]);
}

#[test]
fn a_manager_is_somebody_with_a_record() {
    let user = |name: &str| json!({ "userName": format!("{name}@acme.example"), "displayName": name });
    let person = |name: &str, id: &str, disabled: bool| json!({ "name": name, "primary_email": format!("{id}@acme.example"), "sourceID": id, "disabled": disabled });
    let model = Bench::default_mapping()
        .record("people", person("Gone", "7", true))
        .record("people", person("Boss", "8", false))
        .sample("01-ann", "1", user("Ann"))
        .sample("02-bob", "2", user("Bob"))
        .model;
    let mut desk = Desk::of(model);
    desk.apply(SelectCommand::View(View::Simulate));
    let effects = simulate(&mut desk, SimulateCommand::AddChange(Template::ChangeManager));
    let question = question(&effects).expect("work");
    let mut notes = Vec::new();
    scimwright::workbench::simulate(
        &question,
        &mut scimwright::workbench::SimulationCache::default(),
        &|| false,
        &mut |_, answer| {
            if let SimulationAnswer::Requests(view) = answer {
                notes.extend(view.cards.iter().map(|card| card.note.clone()));
            }
        },
    );
    assert_eq!(notes, ["Boss becomes the manager, the user with the id 8"]);
}
