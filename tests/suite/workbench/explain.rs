//! Why, trace and coverage at the workbench: what is asked for, and the rows that are shown.

use scimwright::script::SourceRole::{Decided, Reached};
use scimwright::workbench::{
    Effect, ExplainCache, ExplainPart, ExplainWanted, Job, JobEvent, RuleCommand, ScriptPlace, SelectCommand,
    explain,
};
use serde_json::json;

use super::desk::Desk;
use crate::bench::Bench;

const TITLE: ScriptPlace = ScriptPlace::Rule { rule_set: 0, rule: 2 };
const EVERYTHING: ExplainWanted =
    ExplainWanted { traces: true, case: false, coverage: true, origins: true, made_up: None };

fn desk() -> Desk {
    let user = |name: &str, kind: &str, title: &str| {
        json!({
            "userName": format!("{name}@acme.example"),
            "displayName": name,
            "userType": kind,
            "title": title,
            "emails": [{ "type": "work", "value": "w" }],
            "nickName": "unread",
        })
    };
    let bench = Bench::new()
        .rule("primary_email", "user.userName")
        .rule("name", "user.displayName")
        .rule(
            "job_title",
            "if user.userType == \"Contractor\" {\n  \"External\"\n} else {\n  trimmed(user.title)\n}",
        )
        .rule("location", "value_of(user.emails[0])")
        .sample("01-ann", "1", user("Ann", "Employee", " Agent "))
        .sample("02-bob", "2", user("Bob", "Employee", "Lead"));
    let mut desk = Desk::of(bench.model);
    desk.work();
    desk.apply(SelectCommand::Script(TITLE));
    desk
}

/// Does the work that is asked for; gives the parts that were asked for.
fn work(desk: &mut Desk, wanted: ExplainWanted) -> Vec<ExplainPart> {
    let mut cache = ExplainCache::default();
    let mut parts = Vec::new();
    for effect in desk.workbench.explain_effects(wanted) {
        let Effect::Start(job) = effect else { panic!("it is work") };
        let (Job::Trace(question) | Job::Cover(question)) = *job else { panic!("it is an explanation") };
        parts.extend(question.parts.iter().copied());
        let mut events = Vec::new();
        explain(&question, &mut cache, &|| false, &mut |part, answer| {
            events.push(JobEvent::Explained { revision: question.revision, part, answer });
        });
        for event in events {
            desk.workbench.receive(event);
        }
    }
    parts
}

#[test]
fn what_is_not_known_is_asked_for_once() {
    let mut desk = desk();
    let all =
        [ExplainPart::Traces { sample: 0 }, ExplainPart::Coverage, ExplainPart::Origins { script: TITLE }];
    // Nothing is asked for again while it is under way.
    assert_eq!(desk.workbench.explain_effects(EVERYTHING).len(), 2);
    assert_eq!(desk.workbench.explain_effects(EVERYTHING).len(), 0);
    desk.apply(RuleCommand::SetScript {
        place: ScriptPlace::Rule { rule_set: 0, rule: 1 },
        script: "1".into(),
    });
    desk.work();
    assert_eq!(work(&mut desk, EVERYTHING), all);
    assert_eq!(work(&mut desk, EVERYTHING), []);
    desk.apply(SelectCommand::Sample(1));
    assert_eq!(work(&mut desk, EVERYTHING), [ExplainPart::Traces { sample: 1 }]);
    // After an edit the coverage waits for the preview.
    desk.apply(RuleCommand::SetScript { place: TITLE, script: "user.title".into() });
    assert!(!desk.workbench.is_trace_current() && desk.workbench.why().is_some());
    assert_eq!(work(&mut desk, EVERYTHING), [ExplainPart::Traces { sample: 1 }]);
    desk.work();
    assert_eq!(work(&mut desk, EVERYTHING), [ExplainPart::Coverage, ExplainPart::Origins { script: TITLE }]);
}

#[test]
fn why_and_the_steps_are_those_of_the_selected_script_and_sample() {
    let mut desk = desk();
    assert_eq!(desk.workbench.why(), None);
    work(&mut desk, EVERYTHING);
    let why = desk.workbench.why().expect("it is known").plain();
    assert_eq!(
        why,
        "`user.title` is \" Agent \"; `user.userType == \"Contractor\"` is false (`user.userType` is \"Employee\"); \
         the field becomes \"Agent\"."
    );
    let rows = desk.workbench.trace_rows();
    let said: Vec<String> = rows
        .iter()
        .map(|row| format!("{} {} {} {}", row.place.line, row.text, row.says, row.value))
        .collect();
    assert_eq!(
        said,
        [
            "1 user.userType reads userType \"Employee\"",
            "1 user.userType == \"Contractor\" is false",
            "1 user.userType == \"Contractor\" is false, on to line 4 ",
            "4 user.title reads title \" Agent \"",
            "4 trimmed(user.title) trimmed gives \"Agent\"",
        ]
    );
    desk.apply(SelectCommand::TraceStep(Some(3)));
    let place = desk.workbench.traced_place().expect("a step is selected");
    assert_eq!((place.line, place.column, place.length), (4, 11, 10));
    desk.apply(SelectCommand::TraceStep(Some(99)));
    assert_eq!(desk.workbench.trace_step(), Some(4));
    desk.apply(SelectCommand::Sample(1));
    assert_eq!((desk.workbench.trace_step(), desk.workbench.trace_rows()), (None, Vec::new()));
}

#[test]
fn lines_tell_the_value_and_how_many_samples_come_by() {
    let mut desk = desk();
    work(&mut desk, EVERYTHING);
    let notes: Vec<_> = desk
        .workbench
        .line_notes()
        .into_iter()
        .map(|note| (note.line, note.value, note.count, note.is_unreached))
        .collect();
    assert_eq!(
        notes,
        [
            (1, "false".to_owned(), String::new(), false),
            (2, String::new(), "0 of 2 come here".to_owned(), true),
            (4, "\"Agent\"".to_owned(), String::new(), false),
        ]
    );
}

#[test]
fn attributes_tell_the_fields_they_reach_and_fields_the_attributes() {
    let mut desk = desk();
    work(&mut desk, EVERYTHING);
    let workbench = &desk.workbench;
    let reached = |attribute: &str| -> Vec<String> {
        let rows = workbench.fields_reached(attribute);
        rows.iter().map(|row| format!("{} {:?} {}", row.field, row.role, row.value)).collect()
    };
    assert_eq!(reached("title"), ["job_title Reached Agent"]);
    assert_eq!(reached("userType"), ["job_title Decided Agent"]);
    assert_eq!(reached("emails[0].value"), ["location Reached w"]);
    assert_eq!(reached("emails"), ["location Reached w"]);
    assert_eq!(reached("nickName"), Vec::<String>::new());
    let rows = workbench.origin_rows();
    let rows: Vec<_> = rows.iter().map(|row| (row.what.as_str(), row.value.as_str())).collect();
    assert_eq!(rows, [("title", "\" Agent \""), ("userType", "\"Employee\"")]);
    let over_all = workbench.origins_over_samples().expect("they are known");
    let over_all: Vec<_> = over_all.iter().map(|row| (row.what.as_str(), row.role, row.n_samples)).collect();
    assert_eq!(over_all, [("title", Reached, 2), ("userType", Decided, 2)]);
}

#[test]
fn a_sample_is_made_up_for_what_none_comes_by() {
    let mut desk = desk();
    work(&mut desk, EVERYTHING);
    let rows = desk.workbench.coverage_rows();
    let row = rows.iter().find(|row| row.n_samples == 0).expect("a branch that is not reached");
    assert_eq!(
        (row.title.as_str(), row.script),
        ("line 1: user.userType == \"Contractor\" is true", Some(TITLE))
    );
    let item = row.item;
    assert_eq!(desk.workbench.made_up(item), None);
    let wanted = ExplainWanted { coverage: true, made_up: Some(item), ..ExplainWanted::default() };
    assert_eq!(work(&mut desk, wanted), [ExplainPart::MadeUp { item }]);
    let found = desk.workbench.made_up(item).expect("it was looked for").expect("it was found");
    let changes: Vec<_> =
        found.changes.iter().map(|change| (&*change.attribute, change.after.clone())).collect();
    assert_eq!(changes, [("userType", Some(json!("Contractor")))]);
}
