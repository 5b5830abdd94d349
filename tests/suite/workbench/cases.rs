//! Cases at the workbench: expecting what is there, red and green, accepting, and what follows a case.

use std::fmt::Write as _;
use std::sync::Arc;

use scimwright::mapping::{CaseRecord, Review};
use scimwright::project::{load_preset, parse_project, render_project};
use scimwright::target::Record;
use scimwright::workbench::{
    CaseCommand, CaseFilter, CaseVerdictFilter, CellVerdict, Command, Effect, ExplainCache, ExplainWanted,
    Job, JobEvent, RuleCommand, SampleCommand, SampleVerdict, ScriptPlace, SelectCommand, ValueForm,
    case_results, explain, plan_expectations,
};
use serde_json::{Value, json};

use super::desk::Desk;
use crate::bench::Bench;

const TITLE: ScriptPlace = ScriptPlace::Rule { rule_set: 0, rule: 2 };

/// Three rules on persons and three users, of whom the last one has no e-mail address.
fn desk() -> Desk {
    let user = |name: &str, title: &str| json!({ "userName": format!("{}@acme.example", name.to_lowercase()), "displayName": name, "title": title });
    let bench = Bench::new()
        .rule("primary_email", "if user.active == false { reject(\"a leaver\") } else { user.userName }")
        .rule("name", "user.displayName")
        .rule("job_title", "user.title")
        .sample("01-ann", "1", user("Ann", "Senior Buyer"))
        .sample("02-bob", "2", user("Bob", "Lead"))
        .sample(
            "03-eve",
            "3",
            json!({ "userName": "eve@acme.example", "displayName": "Eve", "active": false }),
        );
    let mut desk = Desk::of(bench.model);
    look_at(&mut desk, 0);
    desk
}

/// Selects a sample, so that its whole run is known.
fn look_at(desk: &mut Desk, sample: usize) {
    desk.apply(SelectCommand::Sample(sample));
    desk.work();
}

fn expect_field(desk: &mut Desk, sample: usize, field: &str) {
    desk.apply(CaseCommand::ExpectField { sample, rule_set: 0, field: field.to_owned() });
    desk.work();
}

fn expect_record(desk: &mut Desk, sample: usize) {
    desk.apply(CaseCommand::ExpectRecord { sample, rule_set: 0 });
    desk.work();
}

fn type_title(desk: &mut Desk, script: &str) {
    desk.type_script(60_000, TITLE, script);
    desk.work();
}

fn accept(desk: &mut Desk, stem: &str) {
    desk.apply(CaseCommand::Accept { stems: vec![stem.to_owned()] });
    desk.work();
}

/// The cases as JSON, and how they stand.
fn text(desk: &Desk) -> String {
    let mut text = String::new();
    for (place, (stem, case)) in desk.workbench.model().cases.iter().enumerate() {
        let row = desk.workbench.case_row(place).expect("a row");
        let mut json = serde_json::to_value(case).expect("JSON");
        for key in ["name", "sample", "record_type"] {
            json.as_object_mut().expect("an object").shift_remove(key);
        }
        let _ = writeln!(text, "{stem} {} {json} {}", row.name, row.words);
    }
    text.trim_end().to_owned()
}

#[track_caller]
fn check(desk: &Desk, expected: &[&str]) {
    assert_eq!(text(desk), expected.join("\n"));
}

#[test]
fn a_field_is_expected_then_another_then_the_whole_record() {
    let mut desk = desk();
    expect_field(&mut desk, 0, "job_title");
    check(
        &desk,
        &[
            r#"01-ann 01-ann {"only":["job_title"],"expected":{"status":"written","record":{"job_title":"Senior Buyer"}}} green"#,
        ],
    );
    expect_field(&mut desk, 0, "name");
    check(
        &desk,
        &[
            r#"01-ann 01-ann {"only":["job_title","name"],"expected":{"status":"written","record":{"job_title":"Senior Buyer","name":"Ann"}}} green"#,
        ],
    );
    expect_field(&mut desk, 0, "name");
    assert_eq!(
        desk.notices(),
        [
            "job_title of 01-ann is expected from now on",
            "name of 01-ann is expected from now on",
            "name is expected like this already"
        ]
    );
    expect_record(&mut desk, 0);
    check(
        &desk,
        &[
            r#"01-ann 01-ann {"only":["job_title","name"],"expected":{"status":"written","record":{"job_title":"Senior Buyer","name":"Ann"}}} green"#,
            r#"01-ann_2 01-ann {"expected":{"status":"written","record":{"primary_email":"ann@acme.example","name":"Ann","job_title":"Senior Buyer"}}} green"#,
        ],
    );
    for _ in 0..3 {
        desk.apply(Command::Undo);
    }
    desk.work();
    check(&desk, &[]);
}

#[test]
fn that_no_record_is_written_can_be_expected() {
    let mut desk = desk();
    look_at(&mut desk, 2);
    expect_field(&mut desk, 2, "name");
    check(&desk, &[r#"03-eve 03-eve {"expected":{"status":"rejected"}} green"#]);
    desk.type_script(60_000, ScriptPlace::Rule { rule_set: 0, rule: 0 }, "user.userName");
    desk.work();
    check(&desk, &[r#"03-eve 03-eve {"expected":{"status":"rejected"}} written instead of rejected"#]);
    accept(&mut desk, "03-eve");
    check(
        &desk,
        &[
            r#"03-eve 03-eve {"expected":{"status":"written","record":{"primary_email":"eve@acme.example","name":"Eve"}}} green"#,
        ],
    );
    desk.apply(Command::Undo);
    desk.apply(Command::Undo);
    desk.work();
    check(&desk, &[r#"03-eve 03-eve {"expected":{"status":"rejected"}} green"#]);
}

#[test]
fn red_is_told_everywhere_and_accepted() {
    let mut desk = desk();
    expect_record(&mut desk, 0);
    look_at(&mut desk, 1);
    expect_field(&mut desk, 1, "name");
    type_title(&mut desk, "upper(user.title)");
    assert_eq!(desk.workbench.case_counts().words(), "1 of 2 cases green");
    assert_eq!(desk.workbench.case_row(0).expect("a row").words, "job_title differs");
    let cell = |desk: &Desk, sample, rule| desk.workbench.cell(sample, 0, rule).verdict;
    assert_eq!(cell(&desk, 0, 2), Some(CellVerdict::Red { expected: "Senior Buyer".to_owned() }));
    assert_eq!(cell(&desk, 0, 1), Some(CellVerdict::Green));
    assert_eq!((cell(&desk, 1, 1), cell(&desk, 1, 2)), (Some(CellVerdict::Green), None));
    let rows = desk.workbench.rule_rows();
    assert_eq!(rows.iter().map(|row| row.n_red).collect::<Vec<_>>(), [0, 0, 1]);
    let verdict =
        |sample| desk.workbench.sample_row(sample).expect("a row").verdict.map(SampleVerdict::words);
    assert_eq!(verdict(0).as_deref(), Some("its case is red"));
    assert_eq!(verdict(1).as_deref(), Some("its case is green"));
    assert_eq!(verdict(2), None);
    let red = CaseFilter { verdict: CaseVerdictFilter::Red, ..CaseFilter::default() };
    assert_eq!(desk.workbench.filtered_cases(&red), [0]);
    assert_eq!(desk.workbench.next_red_case(true), Some(0));
    desk.apply(CaseCommand::AcceptField { stem: "01-ann".to_owned(), field: "job_title".to_owned() });
    desk.work();
    assert_eq!(desk.workbench.case_counts().words(), "2 cases green");
    assert_eq!(cell(&desk, 0, 2), Some(CellVerdict::Green));
    assert_eq!(desk.workbench.next_red_case(true), None);
}

#[test]
fn the_shown_case_has_what_differs_first_with_its_words() {
    let mut desk = desk();
    expect_record(&mut desk, 0);
    type_title(&mut desk, "\"Junior\" + user.title.sub_string(6)");
    let shown = |desk: &Desk| -> Vec<String> {
        let view = desk.workbench.selected_case().expect("a case");
        let row = |row: &scimwright::workbench::CaseFieldRow| {
            let side = |parts: &[scimwright::workbench::ShownPart]| -> String {
                let part = |part: &scimwright::workbench::ShownPart| {
                    if part.differs { format!("[{}]", part.text) } else { part.text.clone() }
                };
                parts.iter().map(part).collect()
            };
            format!(
                "{} {}: {} | {}",
                row.field,
                row.verdict.words(),
                side(&row.shown.expected),
                side(&row.shown.actual)
            )
        };
        view.fields.iter().map(row).collect()
    };
    let expected = [
        "job_title differs: [Senior] Buyer | [Junior] Buyer",
        "status as expected: written | written",
        "primary_email as expected: ann@acme.example | ann@acme.example",
        "name as expected: Ann | Ann",
    ];
    assert_eq!(shown(&desk), expected);
    explain_case(&mut desk);
    assert_eq!(shown(&desk), expected);
    let view = desk.workbench.selected_case().expect("a case");
    assert_eq!(view.fields[0].script, Some(TITLE));
    let why = scimwright::workbench::why(desk.workbench.case_trace(TITLE).expect("a trace")).plain();
    assert!(why.contains("`user.title` is") || why.contains("`title` is"), "{why}");
}

/// Does the work that the Cases view asks for.
fn explain_case(desk: &mut Desk) {
    let mut cache = ExplainCache::default();
    let wanted = ExplainWanted { case: true, ..ExplainWanted::default() };
    let effects = desk.workbench.explain_effects(wanted);
    assert_eq!(effects.len(), 1, "{effects:?}");
    for effect in effects {
        let Effect::Start(job) = effect else { panic!("it is work") };
        let Job::Trace(question) = *job else { panic!("it is a trace") };
        let mut events = Vec::new();
        explain(&question, &mut cache, &|| false, &mut |part, answer| {
            events.push(JobEvent::Explained { revision: question.revision, part, answer });
        });
        for event in events {
            desk.workbench.receive(event);
        }
    }
    assert!(desk.workbench.is_case_explained());
    assert!(desk.workbench.explain_effects(wanted).is_empty());
}

#[test]
fn a_case_begins_with_the_record_that_it_is_given() {
    let mut desk = desk();
    desk.type_script(60_000, TITLE, "if is_new { \"New\" } else { person.job_title }");
    desk.work();
    expect_field(&mut desk, 0, "job_title");
    let record: Record =
        serde_json::from_value(json!({ "name": "Old", "job_title": "Chef" })).expect("a record");
    desk.apply(CaseCommand::Duplicate { stem: "01-ann".to_owned() });
    assert_eq!(desk.workbench.selection().case, 1);
    let stem = "01-ann_2".to_owned();
    desk.apply(CaseCommand::SetCurrent { stem: stem.clone(), current: CaseRecord::Given(record) });
    desk.apply(CaseCommand::Rename { stem, name: "Ann, known".to_owned() });
    desk.work();
    assert_eq!(desk.workbench.case_row(1).expect("a row").words, "job_title differs");
    // What another record gives says nothing about the cell, which is of the record of the project.
    assert_eq!(desk.workbench.cell(0, 0, 2).verdict, Some(CellVerdict::Green));
    explain_case(&mut desk);
    let view = desk.workbench.selected_case().expect("a case");
    assert_eq!((view.current, view.name.as_str()), ("a record of its own", "Ann, known"));
    assert_eq!(view.fields[0].shown.actual_text(), "Chef");
    accept(&mut desk, "01-ann_2");
    assert_eq!(desk.workbench.case_counts().words(), "2 cases green");
}

#[test]
fn what_is_expected_is_edited_by_hand() {
    let mut desk = desk();
    expect_record(&mut desk, 0);
    let stem = || "01-ann".to_owned();
    let set = |field: &str, value: Option<Value>| CaseCommand::SetExpected {
        stem: stem(),
        field: field.to_owned(),
        value,
    };
    desk.apply(set("job_title", Some(json!("Head Buyer"))));
    desk.apply(set("name", None));
    desk.work();
    check(
        &desk,
        &[
            r#"01-ann 01-ann {"expected":{"status":"written","record":{"primary_email":"ann@acme.example","job_title":"Head Buyer"}}} 2 fields differ"#,
        ],
    );
    let compare = |field: &str, is_compared| CaseCommand::SetCompared {
        stem: stem(),
        field: field.to_owned(),
        is_compared,
    };
    desk.apply(compare("name", false));
    desk.work();
    check(
        &desk,
        &[
            r#"01-ann 01-ann {"only":["job_title","primary_email"],"expected":{"status":"written","record":{"primary_email":"ann@acme.example","job_title":"Head Buyer"}}} job_title differs"#,
        ],
    );
    desk.apply(compare("name", true));
    desk.work();
    assert_eq!(desk.workbench.case_row(0).expect("a row").words, "2 fields differ");
    desk.apply(CaseCommand::SetStatus { stem: stem(), status: scimwright::mapping::RunStatus::Rejected });
    desk.work();
    assert_eq!(desk.workbench.case_row(0).expect("a row").words, "written instead of rejected");
    desk.apply(CaseCommand::Delete { stem: stem() });
    desk.apply(CaseCommand::Delete { stem: stem() });
    check(&desk, &[]);
}

#[test]
fn who_agreed_to_something_else_is_taken_out() {
    let mut desk = desk();
    expect_record(&mut desk, 0);
    let mut model = desk.workbench.model().clone();
    let review = Review {
        by: "Kim".to_owned(),
        at: "2026-11-22T10:00:00Z".to_owned(),
        note: "as agreed".to_owned(),
        ..Review::default()
    };
    Arc::make_mut(&mut model.cases)["01-ann"].review = Some(review);
    let mut desk = Desk::of(model);
    look_at(&mut desk, 0);
    let view = desk.workbench.selected_case().expect("a case");
    assert_eq!(view.review, "Agreed with Kim on 2026-11-22: as agreed");
    desk.apply(CaseCommand::Rename { stem: "01-ann".to_owned(), name: "Ann".to_owned() });
    assert!(desk.workbench.model().cases["01-ann"].review.is_some());
    type_title(&mut desk, "\"x\"");
    accept(&mut desk, "01-ann");
    assert!(desk.workbench.model().cases["01-ann"].review.is_none());
    assert_eq!(desk.notices(), ["Kim agreed to what was expected before; the review was taken out"]);
}

#[test]
fn all_samples_are_expected_at_once() {
    let mut desk = desk();
    expect_record(&mut desk, 0);
    type_title(&mut desk, "upper(user.title)");
    desk.notices();
    let plan = plan_expectations(&desk.workbench.expect_question(), &|| false).expect("nobody cancelled");
    assert_eq!((plan.new.len(), plan.changed.len(), plan.n_same, plan.n_not_run), (2, 1, 0, 0));
    assert!(plan_expectations(&desk.workbench.expect_question(), &|| true).is_none());
    desk.workbench.receive(JobEvent::Expected(Arc::new(plan)));
    let plan = Arc::clone(desk.workbench.expect_plan().expect("it was received"));
    desk.apply(CaseCommand::ExpectPlanned { plan: Arc::clone(&plan), updates: false });
    desk.work();
    assert_eq!(desk.workbench.case_counts().words(), "2 of 3 cases green");
    assert!(desk.workbench.expect_plan().is_none());
    // A plan for a project that was changed in between is not taken over.
    desk.apply(CaseCommand::ExpectPlanned { plan, updates: true });
    assert_eq!(
        desk.notices(),
        ["2 cases added, 0 updated", "The project was changed in between; expect all samples again"]
    );
    let plan = plan_expectations(&desk.workbench.expect_question(), &|| false).expect("nobody cancelled");
    assert_eq!((plan.new.len(), plan.changed.len(), plan.n_same), (0, 1, 2));
    desk.apply(CaseCommand::ExpectPlanned { plan: Arc::new(plan), updates: true });
    desk.work();
    assert_eq!(desk.workbench.case_counts().words(), "3 cases green");
    // The project is read from its files as it is.
    let (read, found) = parse_project(&render_project(desk.workbench.model()));
    assert_eq!(found, []);
    assert!(read.cases.iter().eq(desk.workbench.model().cases.iter()));
}

#[test]
fn the_shipped_cases_are_what_all_samples_become() {
    for name in ["entra-4me", "okta-4me"] {
        let (model, _) = load_preset(name).expect("a preset");
        let mut desk = Desk::of(model);
        desk.work();
        let plan = plan_expectations(&desk.workbench.expect_question(), &|| false).expect("nobody cancelled");
        assert_eq!((plan.new.len(), plan.changed.len()), (0, 0), "{name}");
    }
}

#[test]
fn one_result_is_the_same_on_every_way() {
    let (mut model, _) = load_preset("entra-4me").expect("a preset");
    model.mapping.rule_sets[0].rules[1].script = "\"Changed\"".to_owned();
    Arc::make_mut(&mut model.cases)[3].sample = "lost".to_owned();
    let now = jiff::Timestamp::UNIX_EPOCH;
    let environment = model.settings.environments[0].name.clone();
    let one_by_one = case_results(&model, &environment, now, &|| false).expect("nobody cancelled");
    let mut desk = Desk::of(model);
    desk.work();
    assert_eq!(desk.workbench.preview().cases, one_by_one);
    assert!(one_by_one.iter().filter(|result| !result.passed).count() > 2);
    assert!(one_by_one.iter().any(|result| result.reason == "there is no sample `lost`"));
}

#[test]
fn results_follow_every_kind_of_edit() {
    let mut desk = desk();
    for sample in 0..3 {
        look_at(&mut desk, sample);
        expect_record(&mut desk, sample);
    }
    let counts = |desk: &Desk| desk.workbench.case_counts().words();
    assert_eq!(counts(&desk), "3 cases green");
    let edits: [(Command, &str); 4] = [
        (
            Command::Rule(RuleCommand::SetEnabled { rule_set: 0, rule: 2, enabled: false }),
            "1 of 3 cases green",
        ),
        (
            Command::Rule(RuleCommand::SetScript {
                place: ScriptPlace::Condition { rule_set: 0 },
                script: "false".to_owned(),
            }),
            "1 of 3 cases green",
        ),
        (Command::Sample(SampleCommand::SetText { sample: 1, text: "{".to_owned() }), "2 of 3 cases green"),
        (Command::Sample(SampleCommand::Delete { sample: 1 }), "2 cases green"),
    ];
    for (edit, expected) in edits {
        desk.apply(edit);
        desk.work();
        assert_eq!(counts(&desk), expected);
        desk.apply(Command::Undo);
        desk.work();
        assert_eq!(counts(&desk), "3 cases green");
    }
}

#[test]
fn what_is_not_there_cannot_be_expected() {
    let mut desk = desk();
    desk.apply(SampleCommand::SetText { sample: 0, text: "{".to_owned() });
    desk.apply(CaseCommand::ExpectRecord { sample: 0, rule_set: 0 });
    desk.work();
    desk.apply(CaseCommand::ExpectRecord { sample: 0, rule_set: 0 });
    desk.apply(CaseCommand::ExpectField { sample: 9, rule_set: 4, field: "x".to_owned() });
    desk.apply(CaseCommand::Accept { stems: vec!["gone".to_owned()] });
    check(&desk, &[]);
    assert_eq!(
        desk.notices()[..2],
        [
            "The sample is still running; expect its result when it is there",
            "Nothing can be expected: the payload is not JSON"
        ]
    );
}

#[test]
fn values_are_typed_as_text() {
    let desk = desk();
    let back = |field: &str, text: &str| match desk.workbench.value_of_text("person", field, text) {
        Ok(value) => value.unwrap_or_default().to_string(),
        Err(why) => why,
    };
    let table = [
        ("name", "Ann", "\"Ann\""),
        ("name", "  ", "null"),
        ("name", "12", "\"12\""),
        ("vip", "Yes", "true"),
        ("vip", "false", "false"),
        ("vip", "maybe", "Write `yes` or `no`, or nothing for an empty field"),
        ("contacts", "[]", "[]"),
        ("contacts", "{}", "Write a list in JSON, such as `[]`"),
        ("not a field", "12", "12"),
        ("not a field", "twelve", "\"twelve\""),
    ];
    for (field, text, expected) in table {
        assert_eq!(back(field, text), expected, "{field} {text}");
    }
    assert!(back("contacts", "[").starts_with("This is not JSON: "));
    let text = |field: &str, value: Value| desk.workbench.value_as_text("person", field, &value);
    assert_eq!(text("name", json!("Ann")), (ValueForm::Line, "Ann".to_owned()));
    assert_eq!(text("name", json!("a\nb")), (ValueForm::Lines, "a\nb".to_owned()));
    assert_eq!(text("vip", json!(true)), (ValueForm::Line, "yes".to_owned()));
    assert_eq!(text("contacts", json!([1])), (ValueForm::Json, "[\n  1\n]".to_owned()));
    assert_eq!(text("contacts", Value::Null), (ValueForm::Json, String::new()));
}

#[test]
fn the_red_case_of_what_is_looked_at_comes_first() {
    let mut desk = desk();
    for sample in 0..2 {
        look_at(&mut desk, sample);
        expect_record(&mut desk, sample);
    }
    assert_eq!(desk.workbench.first_red_case(), None);
    type_title(&mut desk, "\"x\"");
    look_at(&mut desk, 1);
    assert_eq!(desk.workbench.first_red_case(), Some(1));
    look_at(&mut desk, 0);
    assert_eq!(desk.workbench.first_red_case(), Some(0));
    // A sample without a case: the selected case.
    look_at(&mut desk, 2);
    desk.apply(SelectCommand::Case(1));
    assert_eq!(desk.workbench.first_red_case(), Some(1));
    assert_eq!(desk.workbench.next_red_case(true), Some(0));
    assert_eq!(desk.workbench.next_red_case(false), Some(0));
    assert_eq!(desk.workbench.red_fields(), [("job_title".to_owned(), 2)]);
}
