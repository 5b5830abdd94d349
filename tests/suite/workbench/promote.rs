//! What the Promote view shows, as text, and what its commands do.

use std::sync::Arc;

use jiff::Timestamp;
use scimwright::change::impact::{Cause, Impact, ImpactGroup, ImpactInput, ImpactKind};
use scimwright::change::promotion::{GateCheck, GateState};
use scimwright::change::{Settlement, Subject, diff};
use scimwright::mapping::{FileContent, MappingFile, Provenance};
use scimwright::project::{CaseChoice, ExportRequest, ProjectModel, export_mapping_file, plan_import};
use scimwright::table::{LookupTable, Row};
use scimwright::workbench::impact::{ImpactAnswer, ImpactRun, ImpactSource};
use scimwright::workbench::{
    Command, Effect, Job, JobEvent, ProjectCommand, PromoteCommand, PromoteView, RuleCommand, ScriptPlace,
    SelectCommand, Shown, View, changed_rows, promote_views,
};
use serde_json::{Map, json};

use super::desk::Desk;
use crate::bench::Bench;

/// A project with a protected account that has its mapping.
fn promoted() -> (Desk, MappingFile) {
    let mut bench = Bench::new()
        .rule("primary_email", "user.userName")
        .rule("name", "user.displayName")
        .rule("job_title", "user.title")
        .sample(
            "01-ann",
            "1",
            json!({ "userName": "ann@acme.example", "displayName": "Ann", "title": "Pilot" }),
        );
    bench.model.settings.environments[0].protected = true;
    let rows = ["a", "b", "c"].map(|key| Row { key: key.to_owned(), value: key.to_owned() });
    bench.model.tables = Arc::new([("letters".to_owned(), LookupTable::new(rows.to_vec()))].into());
    let request = ExportRequest { environment: "qa", cases: CaseChoice::Without, now: Timestamp::UNIX_EPOCH };
    let (file, model) = export_mapping_file(&bench.model, &request).expect("there is the environment");
    (Desk::of(model), file)
}

const JOB_TITLE: ScriptPlace = ScriptPlace::Rule { rule_set: 0, rule: 2 };

fn set_script(desk: &mut Desk, place: ScriptPlace, script: &str) {
    let effects = desk.apply(RuleCommand::SetScript { place, script: script.to_owned() });
    work(desk, effects);
}

/// Gives a command of the view, and does the work that it asks for.
fn promote(desk: &mut Desk, command: PromoteCommand) {
    let effects = desk.apply(Command::Promote(command));
    work(desk, effects);
}

/// Does the work for the view among some effects.
fn work(desk: &mut Desk, effects: Vec<Effect>) {
    for effect in effects {
        if let Effect::Start(job) = effect
            && let Job::Promote(question) = *job
        {
            let key = (question.revision, question.impact_number);
            let mut views = Vec::new();
            promote_views(&question, &|| false, &mut |view| views.push(view));
            for view in views {
                desk.workbench.receive(JobEvent::Promoted { key, view: Arc::new(view) });
            }
        }
    }
}

fn look(desk: &mut Desk) {
    let effects = desk.apply(SelectCommand::View(View::Promote));
    work(desk, effects);
}

fn rows(view: &PromoteView) -> Vec<String> {
    view.rows.iter().map(|row| row.accessible_name(&view.conflicts)).collect()
}

#[track_caller]
fn check_rows(desk: &Desk, expected: &[&str]) {
    let view = desk.workbench.promote_view().expect("the view is there");
    assert_eq!(rows(view), expected);
    assert!(desk.workbench.is_promote_current());
}

#[test]
fn what_the_account_would_get_is_listed_thing_by_thing() {
    let (mut desk, _) = promoted();
    look(&mut desk);
    check_rows(&desk, &[]);
    set_script(&mut desk, JOB_TITLE, "user.nickName");
    check_rows(&desk, &["edited rule job_title"]);
    let effects = desk.apply(RuleCommand::Delete { rule_set: 0, rule: 1 });
    work(&mut desk, effects);
    set_script(&mut desk, ScriptPlace::Functions, "fn f(a) { a }");
    check_rows(&desk, &["edited rule job_title", "removed rule name", "added function f"]);
}

#[test]
fn rows_of_one_table_are_one_row() {
    let (_, file) = promoted();
    let table = |rows: &[(&str, &str)]| {
        let row = |(key, value): &(&str, &str)| Row { key: (*key).to_owned(), value: (*value).to_owned() };
        let mut content = file.content.clone();
        content.tables.insert("letters".to_owned(), LookupTable::new(rows.iter().map(row).collect()));
        content
    };
    let check = |rows: &[(&str, &str)], expected: &[&str], before: &str, after: &str| {
        let changes = diff(&file.content, &table(rows)).changes;
        let found = changed_rows(&changes, &[]);
        let names: Vec<String> = found.iter().map(|row| row.accessible_name(&[])).collect();
        assert_eq!(names, expected);
        let texts = found[0].texts(&changes);
        assert_eq!((texts.before.as_str(), texts.after.as_str()), (before, after));
    };
    check(&[("a", "1"), ("b", "b"), ("c", "c")], &["edited row a"], "a → a", "a → 1");
    check(
        &[("a", "1"), ("b", "b"), ("d", "d")],
        &["edited table letters, 3 rows"],
        "a → a\nc → c",
        "a → 1\nd → d",
    );
}

/// What the account has after somebody edited it there.
fn edited_there(file: &MappingFile, edit: impl Fn(&mut FileContent)) -> MappingFile {
    let mut content = file.content.clone();
    edit(&mut content);
    let provenance =
        Provenance { revision: 2, based_on: Some(file.provenance.digest.clone()), ..file.provenance.clone() };
    MappingFile::new(content, provenance, Map::new())
}

fn import(desk: &mut Desk, file: MappingFile) {
    let plan = plan_import(desk.workbench.model(), file);
    desk.apply(ProjectCommand::Import(Box::new(plan)));
}

#[test]
fn a_conflict_is_settled_taken_back_and_settled_otherwise() {
    let (mut desk, file) = promoted();
    set_script(&mut desk, JOB_TITLE, "\"ours\"");
    import(
        &mut desk,
        edited_there(&file, |content| {
            content.rule_sets[0].rules[2].script = "\"theirs\"".to_owned();
            content.rule_sets[0].rules[1].script = "\"also theirs\"".to_owned();
        }),
    );
    look(&mut desk);
    check_rows(&desk, &["edited rule job_title, conflict"]);
    promote(&mut desk, PromoteCommand::Show(Shown::Change(0)));
    let (_, conflict) = desk.workbench.shown_conflict().expect("it is looked at");
    let at = conflict.at.clone();
    assert!(matches!(&at, Subject::Rule { field, .. } if field == "job_title"));
    let gate = desk.workbench.promote_view().and_then(|view| view.gate.as_ref()).expect("it is there");
    assert_eq!(gate.item(GateCheck::Drift).map(|item| item.state), Some(GateState::Blocked));
    assert!(desk.workbench.export_objection().is_some());

    promote(&mut desk, PromoteCommand::Settle { at: at.clone(), how: Some(Settlement::Ours) });
    check_rows(&desk, &["edited rule job_title, ours taken"]);
    let effects = desk.apply(Command::Undo);
    work(&mut desk, effects);
    check_rows(&desk, &["edited rule job_title, conflict"]);
    promote(&mut desk, PromoteCommand::TakeMerge);
    assert!(desk.workbench.drift_file().is_some(), "nothing is put together while a conflict is open");
    promote(&mut desk, PromoteCommand::Settle { at, how: Some(Settlement::Edited(json!("\"both\""))) });
    check_rows(&desk, &["edited rule job_title, edited"]);
    promote(&mut desk, PromoteCommand::TakeMerge);
    check_rows(&desk, &["edited rule job_title"]);
    let scripts: Vec<&str> =
        desk.workbench.model().mapping.rule_sets[0].rules.iter().map(|rule| rule.script.as_str()).collect();
    assert_eq!(scripts, ["user.userName", "\"also theirs\"", "\"both\""]);
    desk.apply(Command::Undo);
    assert!(desk.workbench.drift_file().is_some(), "putting together is one step");
}

fn impact_of(desk: &Desk, groups: &[(&str, u64)]) -> Impact {
    let view = desk.workbench.promote_view().expect("the view is there");
    let (old_digest, new_digest) = view.impact_digests.clone();
    let groups = groups.iter().map(|(field, count)| ImpactGroup {
        id: (*field).to_owned(),
        kind: ImpactKind::Cleared,
        record_type: "person".to_owned(),
        field: Some((*field).to_owned()),
        cause: Cause { subjects: Vec::new(), words: format!("rule {field}, line 1") },
        count: *count,
        persons: Vec::new(),
    });
    let groups: Vec<ImpactGroup> = groups.collect();
    let changed = groups.iter().map(|group| group.count).sum();
    Impact {
        persons: 100,
        changed,
        groups,
        old_digest,
        new_digest,
        input: ImpactInput { name: "users.ndjson".to_owned(), ..ImpactInput::default() },
        ..Impact::default()
    }
}

/// Begins to look who changes; the number of the search.
fn start(desk: &mut Desk) -> u64 {
    let command = PromoteCommand::FindImpact { source: ImpactSource::Samples, rows_to: None };
    let effects = desk.apply(Command::Promote(command));
    let number = effects.into_iter().find_map(|effect| match effect {
        Effect::Start(job) => match *job {
            Job::Impact(question) => Some(question.number),
            _ => None,
        },
        Effect::KeepForRecovery => None,
    });
    number.expect("a search was started")
}

fn answer(desk: &mut Desk, number: u64, answer: ImpactAnswer) {
    let revision = desk.workbench.revision();
    desk.workbench.receive(JobEvent::Impact { number, revision, environment: "qa".to_owned(), answer });
    let effects: Vec<Effect> = desk.workbench.promote_effect().into_iter().collect();
    work(desk, effects);
}

fn finished(impact: Impact) -> ImpactAnswer {
    ImpactAnswer::Finished(Arc::new(ImpactRun { impact, bad_inputs: Vec::new() }))
}

fn states(desk: &Desk) -> Vec<String> {
    desk.workbench.group_rows().iter().map(|row| format!("{}: {}", row.what, row.state.words())).collect()
}

fn acknowledge(ids: &[&str], is: bool) -> PromoteCommand {
    let ids = ids.iter().map(|id| (*id).to_owned()).collect();
    PromoteCommand::Acknowledge { ids, is, by: "ann".to_owned(), at: "2026-11-22T12:00:00Z".to_owned() }
}

#[test]
fn groups_are_acknowledged_one_by_one_and_hold_until_they_grow() {
    let (mut desk, _) = promoted();
    set_script(&mut desk, JOB_TITLE, "()");
    look(&mut desk);
    let number = start(&mut desk);
    let impact = impact_of(&desk, &[("job_title", 3), ("vip", 2)]);
    answer(&mut desk, number, finished(impact));
    assert_eq!(states(&desk), ["job_title is cleared: open", "vip is cleared: open"]);
    promote(&mut desk, acknowledge(&["job_title"], true));
    assert_eq!(states(&desk), ["job_title is cleared: acknowledged", "vip is cleared: open"]);
    promote(&mut desk, acknowledge(&["vip"], true));
    assert!(states(&desk).iter().all(|state| state.ends_with(": acknowledged")));
    desk.apply(Command::Undo);
    assert_eq!(states(&desk), ["job_title is cleared: acknowledged", "vip is cleared: open"]);
    promote(&mut desk, acknowledge(&["job_title"], false));
    assert_eq!(states(&desk), ["job_title is cleared: open", "vip is cleared: open"]);

    promote(&mut desk, acknowledge(&["job_title", "vip"], true));
    let number = start(&mut desk);
    let impact = impact_of(&desk, &[("job_title", 9), ("vip", 2)]);
    answer(&mut desk, number, finished(impact));
    assert_eq!(states(&desk), ["job_title is cleared: was 3", "vip is cleared: acknowledged"]);
    let summary = desk.workbench.impact_summary().expect("there is an impact");
    assert_eq!((summary.persons, summary.changed, summary.is_current), (100, 11, true));
    set_script(&mut desk, JOB_TITLE, "user.nickName");
    assert!(!desk.workbench.impact_summary().expect("it is still shown").is_current);
}

#[test]
fn a_broken_limit_blocks_its_groups() {
    let (desk, _) = promoted();
    let mut model: ProjectModel = desk.workbench.model().clone();
    model.settings.thresholds = vec!["cleared job_title > 2".to_owned()];
    let mut desk = Desk::of(model);
    set_script(&mut desk, JOB_TITLE, "()");
    look(&mut desk);
    let number = start(&mut desk);
    let impact = impact_of(&desk, &[("job_title", 3), ("vip", 2)]);
    answer(&mut desk, number, finished(impact));
    assert_eq!(states(&desk), ["job_title is cleared: blocks export", "vip is cleared: open"]);
}

#[test]
fn answers_of_an_older_search_are_dropped() {
    let (mut desk, _) = promoted();
    set_script(&mut desk, JOB_TITLE, "()");
    look(&mut desk);
    let impact = impact_of(&desk, &[("job_title", 3)]);
    let first = start(&mut desk);
    let second = start(&mut desk);
    answer(&mut desk, first, ImpactAnswer::Cancelled);
    assert!(desk.workbench.running_impact().is_some());
    answer(&mut desk, first, finished(impact.clone()));
    assert!(desk.workbench.impact().is_none());
    answer(&mut desk, second, ImpactAnswer::Cancelled);
    assert!(desk.workbench.running_impact().is_none());
    assert!(desk.workbench.impact_stopped().is_some());
    answer(&mut desk, second, finished(impact));
    assert!(desk.workbench.impact().is_none());
}
