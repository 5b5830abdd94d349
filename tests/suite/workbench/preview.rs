//! The preview: kept when it is of the present state, dropped otherwise, shown as rows.

use scimwright::scim::ResourceType;
use scimwright::workbench::{
    Command, Effect, RecomputeCache, RuleCommand, ScriptPlace, SelectCommand, View, recompute,
};
use serde_json::json;

use super::desk::Desk;
use crate::bench::Bench;

#[test]
fn a_stale_preview_is_dropped() {
    let mut desk = Desk::new();
    let early = desk.do_work();
    desk.type_script(5_000, ScriptPlace::Rule { rule_set: 0, rule: 1 }, "\"later\"");
    desk.workbench.receive(early);
    assert!(!desk.workbench.is_preview_current());
    assert_eq!(desk.workbench.preview().revision, 0);
    desk.work();
    assert!(desk.workbench.is_preview_current());
    assert_eq!(desk.workbench.rule_rows()[1].cell.value, "later");
    desk.apply(Command::Undo);
    // The old preview stays on the screen until the new one is there.
    assert!(!desk.workbench.is_preview_current());
    assert_eq!(desk.workbench.rule_rows()[1].cell.value, "later");
    desk.work();
    assert_eq!(desk.workbench.rule_rows()[1].cell.value, "Ann");
}

#[test]
fn only_what_changes_the_run_asks_for_work() {
    let mut desk = Desk::new();
    let asks = |effects: &[Effect]| effects.iter().any(|effect| matches!(effect, Effect::Start(_)));
    assert!(asks(&desk.apply(RuleCommand::Delete { rule_set: 0, rule: 0 })));
    assert!(asks(&desk.apply(Command::Undo)));
    assert!(!asks(&desk.apply(Command::Undo)));
    assert!(!asks(&desk.apply(SelectCommand::Sample(1))));
    assert!(!asks(&desk.apply(SelectCommand::View(View::Grid))));
    assert!(!asks(&desk.apply(SelectCommand::Environment("qa".to_owned()))));
}

#[test]
fn work_that_is_cancelled_gives_nothing() {
    let model = Desk::new().workbench.model().clone();
    let mut cache = RecomputeCache::default();
    let now = jiff::Timestamp::UNIX_EPOCH;
    assert!(recompute(1, &model, "qa", now, &mut cache, &|| true).is_none());
    assert!(recompute(1, &model, "qa", now, &mut cache, &|| false).is_some());
}

#[test]
fn the_environment_decides_about_variables() {
    let mut bench = Bench::new()
        .rule("name", "vars.name")
        .rule("primary_email", "\"a@b.example\"")
        .variable("name", json!("from qa"))
        .sample("01-a", "1", json!({ "userName": "a" }));
    let production = scimwright::project::Environment { name: "production".to_owned(), ..Default::default() };
    bench.model.settings.environments.push(production);
    let mut desk = Desk::of(bench.model);
    desk.work();
    assert_eq!(desk.workbench.rule_rows()[0].cell.value, "from qa");
    desk.apply(SelectCommand::Environment("production".to_owned()));
    assert!(!desk.workbench.is_preview_current());
    desk.work();
    assert_eq!(desk.workbench.rule_rows()[0].cell.value, "");
    assert_eq!(desk.workbench.sample_row(0).expect("a row").words, "not written: Name is required and empty");
}

/// A person that exists, with a rule of every outcome.
fn every_outcome() -> Desk {
    let bench = Bench::new()
        .rule("primary_email", "user.userName")
        .rule("name", "user.nothing")
        .rule("job_title", "clear()")
        .rule("vip", "\"perhaps\"")
        .rule_on_create("locale", "\"nl\"")
        .rule("location", "\"Room 1\"")
        .rule_set(ResourceType::Group, "site")
        .rule("name", "group.displayName")
        .record(
            "people",
            json!({
                "primary_email": "ann@acme.example", "name": "Ann", "job_title": "Boss", "locale": "en-US",
                "supportID": "7", "location": "Room 1",
            }),
        )
        .sample("01-ann", "1", json!({ "userName": "ann@acme.example" }))
        .sample(
            "02-team",
            "2",
            json!({ "displayName": "Delft", "members": [],
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"] }),
        );
    let mut desk = Desk::of(bench.model);
    desk.work();
    desk
}

#[test]
fn rules_show_what_they_did() {
    let desk = every_outcome();
    let rows: Vec<_> = desk
        .workbench
        .rule_rows()
        .iter()
        .map(|row| {
            format!(
                "{} | {} | {} | {} | {}",
                row.field,
                row.type_words,
                row.cell.state.word(),
                row.cell.before,
                row.cell.value
            )
        })
        .collect();
    assert_eq!(
        rows,
        [
            "primary_email | e-mail | set | ann@acme.example | ann@acme.example",
            "name | text 128 | kept | Ann | Ann",
            "job_title | text 80 | cleared | Boss | ",
            "vip | yes or no | failed |  | ",
            "locale | locale | skipped | en-US | en-US",
            "location | text 80 | set | Room 1 | Room 1",
        ]
    );
}

#[test]
fn the_record_shows_what_changes_and_what_no_rule_fills() {
    let desk = every_outcome();
    let rows: Vec<_> = desk
        .workbench
        .record_rows()
        .iter()
        .map(|row| format!("{}{} = {}", if row.is_changed { "*" } else { "" }, row.field, row.cell.value))
        .collect();
    assert_eq!(
        rows,
        [
            "primary_email = ann@acme.example",
            "name = Ann",
            "*job_title = ",
            "location = Room 1",
            "supportID = 7",
            "locale = en-US",
            "vip = "
        ]
    );
}

#[test]
fn the_rule_set_follows_the_sample() {
    let mut desk = every_outcome();
    desk.apply(SelectCommand::Sample(1));
    assert_eq!(desk.workbench.selection().rule_set, 1);
    assert_eq!(desk.workbench.rule_rows()[0].cell.value, "Delft");
    desk.apply(SelectCommand::Sample(0));
    assert_eq!(desk.workbench.selection().rule_set, 0);
}

#[test]
fn a_disabled_rule_shows_that_it_is_off() {
    let mut desk = every_outcome();
    desk.apply(RuleCommand::SetEnabled { rule_set: 0, rule: 5, enabled: false });
    desk.work();
    let row = &desk.workbench.rule_rows()[5];
    assert_eq!((row.is_enabled, row.cell.state.word()), (false, "off"));
    assert_eq!(desk.workbench.cell(0, 9, 9).state.word(), "off");
}
