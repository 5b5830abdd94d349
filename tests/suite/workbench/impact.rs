//! Impact in the workbench: what is asked, what comes back, and how it is shown.

use std::sync::Arc;
use std::time::Duration;

use scimwright::change::impact::ImpactKind;
use scimwright::project::ProjectModel;
use scimwright::workbench::impact::{
    ImpactAnswer, ImpactControl, ImpactError, ImpactFilter, ImpactProgress, ImpactQuestion, ImpactRun,
    ImpactSource, impact_group_rows, impact_of_samples, impact_person_rows,
};
use scimwright::workbench::{Command, Effect, Job, JobEvent, PromoteCommand, Workbench};
use serde_json::json;

use crate::bench::Bench;

fn project() -> ProjectModel {
    Bench::new()
        .rule("primary_email", "user.userName")
        .rule("name", "user.displayName")
        .rule("vip", "user.title == \"Boss\"")
        .condition("user.title != \"Robot\"")
        .sample(
            "01-ann",
            "",
            json!({ "userName": "ann@acme.example", "displayName": "Ann", "title": "Boss" }),
        )
        .sample("02-bob", "", json!({ "userName": "bob@acme.example", "displayName": "Bob" }))
        .sample("03-cy", "", json!({ "userName": "cy@acme.example", "displayName": "Cy", "title": "Robot" }))
        .model
}

/// A workbench with that project, and what it asks for.
fn asked() -> (Workbench, ImpactQuestion) {
    let now = "2026-11-21T08:00:00Z".parse().expect("a time");
    let mut workbench = Workbench::new(project(), None, Vec::new(), now);
    let command = PromoteCommand::FindImpact { source: ImpactSource::Samples, rows_to: None };
    let effects = workbench.apply(Command::Promote(command), Duration::ZERO);
    let question = effects.into_iter().find_map(|effect| match effect {
        Effect::Start(job) => match *job {
            Job::Impact(question) => Some(*question),
            _ => None,
        },
        Effect::KeepForRecovery => None,
    });
    (workbench, question.expect("there is an environment"))
}

/// Does the work until it has gone through so many samples.
fn run(question: &ImpactQuestion, most: u64) -> (Result<ImpactRun, ImpactError>, Vec<ImpactProgress>) {
    let n_done = std::sync::atomic::AtomicU64::new(0);
    let mut progress = Vec::new();
    let result = {
        let mut note = |so_far: ImpactProgress| {
            n_done.store(so_far.bytes, std::sync::atomic::Ordering::Relaxed);
            progress.push(so_far);
        };
        let control = ImpactControl {
            is_cancelled: &|| n_done.load(std::sync::atomic::Ordering::Relaxed) >= most,
            progress: &mut note,
            rows: None,
        };
        impact_of_samples(&question.plan(), &question.model, control)
    };
    (result, progress)
}

#[test]
fn what_comes_back_is_kept_for_its_environment() {
    let (mut workbench, question) = asked();
    assert_eq!(question.environment, "qa");
    let run = run(&question, u64::MAX).0.expect("nobody cancels it");
    let answer = ImpactAnswer::Finished(Arc::new(run.clone()));
    let ImpactQuestion { number, revision, .. } = question;
    workbench.receive(JobEvent::Impact { number, revision, environment: "qa".to_owned(), answer });
    match workbench.impact_answer() {
        Some(("qa", ImpactAnswer::Finished(known))) => assert_eq!(**known, run),
        other => panic!("another answer: {other:?}"),
    }
}

#[test]
fn it_ends_soon_after_it_is_cancelled() {
    let (_, question) = asked();
    let (result, progress) = run(&question, 1);
    assert!(matches!(result, Err(ImpactError::Cancelled)), "{result:?}");
    assert_eq!(progress, [ImpactProgress { persons: 1, changed: 1, bytes: 1 }]);
}

/// The groups that pass a filter, and the persons of the first one.
#[track_caller]
fn check(filter: ImpactFilter, expected: &[&str]) {
    let (_, question) = asked();
    let impact = run(&question, u64::MAX).0.expect("nobody cancels it").impact;
    let groups = impact_group_rows(&impact, &filter);
    let mut lines: Vec<String> =
        groups.iter().map(|row| format!("{}, {}: {}", row.what, row.because, row.count)).collect();
    if let Some(group) = groups.first().and_then(|row| impact.groups.get(row.idx)) {
        let persons = impact_person_rows(group, &filter);
        lines.extend(
            persons
                .iter()
                .map(|row| format!("{} ({}) {} -> {}", row.name, row.source, row.before, row.after)),
        );
    }
    assert_eq!(lines, expected);
}

#[test]
fn groups_and_persons_can_be_filtered() {
    let group = "person is newly written, new rule set User → person: 2";
    let ann = "Ann (01-ann) not written -> written";
    let bob = "Bob (02-bob) not written -> written";
    check(ImpactFilter::default(), &[group, ann, bob]);
    check(ImpactFilter { text: "BOB@".to_owned(), ..ImpactFilter::default() }, &[group, bob]);
    check(ImpactFilter { text: "rule set".to_owned(), ..ImpactFilter::default() }, &[group, ann, bob]);
    check(ImpactFilter { text: "cy".to_owned(), ..ImpactFilter::default() }, &[]);
    check(ImpactFilter { cause: "user →".to_owned(), ..ImpactFilter::default() }, &[group, ann, bob]);
    check(ImpactFilter { kind: Some(ImpactKind::Created), ..ImpactFilter::default() }, &[group, ann, bob]);
    check(ImpactFilter { kind: Some(ImpactKind::Filled), ..ImpactFilter::default() }, &[]);
    check(ImpactFilter { field: Some("vip".to_owned()), ..ImpactFilter::default() }, &[]);
}
