//! Traces of rules in a run: they tell of the same evaluation, and what its variables are outside.

use scimwright::mapping::{
    CurrentRecord, MappingRun, OriginKind, OutcomeKind, RuleOutcome, RuleTrace, TracedScript,
};
use scimwright::project::{ProjectModel, load_preset, preset_names};
use scimwright::script::{SourceRole, TraceResult};
use scimwright::workbench::{ProjectRunner, SampleInput, why};
use serde_json::json;

use crate::bench::{Bench, ENVIRONMENT};

fn now() -> jiff::Timestamp {
    "2026-11-21T08:00:00Z".parse().expect("a time")
}

fn runner(model: &ProjectModel) -> (ProjectRunner, Vec<SampleInput>) {
    let inputs: Vec<SampleInput> =
        model.samples.iter().filter_map(|sample| SampleInput::of_sample(sample).ok()).collect();
    let environment = model.settings.environments.first().map(|of| of.name.clone()).unwrap_or_default();
    (ProjectRunner::new(model, &environment, now(), &inputs), inputs)
}

/// What a script gave is what its rule did, and nothing else changed by tracing.
#[track_caller]
fn assert_same(run: &MappingRun, trace: &RuleTrace) {
    assert_eq!((trace.status, &trace.reason), (run.status, &run.reason));
    let Some(rule_idx) = trace.rule_idx else { return };
    let outcome: &RuleOutcome =
        run.outcomes.iter().find(|outcome| outcome.rule_idx == rule_idx).expect("an outcome");
    assert_eq!(trace.outcome.as_ref(), Some(outcome));
    let Some(trace) = &trace.trace else {
        assert_eq!(outcome.outcome, OutcomeKind::Skipped);
        return;
    };
    let fits = match &trace.result {
        TraceResult::Value(_) => matches!(outcome.outcome, OutcomeKind::Set | OutcomeKind::Failed),
        TraceResult::Nothing => outcome.outcome == OutcomeKind::Kept,
        TraceResult::Clear => matches!(outcome.outcome, OutcomeKind::Cleared | OutcomeKind::Failed),
        TraceResult::Reject(_) => outcome.outcome == OutcomeKind::Skipped,
        TraceResult::Failed(why) => outcome.outcome == OutcomeKind::Failed && *why == outcome.reason,
    };
    assert!(fits, "{:?} {:?}", trace.result, outcome.outcome);
}

#[test]
fn a_trace_is_of_the_run_as_it_is() {
    let mut n_steps = 0;
    for preset in preset_names() {
        let (model, _) = load_preset(&preset).expect("the preset is built in");
        let (mut runner, inputs) = runner(&model);
        for current in [CurrentRecord::Matched, CurrentRecord::New] {
            for (idx, input) in inputs.iter().enumerate() {
                let runs = runner.run(input, current);
                let traces = runner.trace(input, current, &|_| true);
                for trace in &traces {
                    let run = runs.iter().find(|run| run.rule_set_idx == trace.rule_set_idx).expect("a run");
                    assert_same(run, trace);
                    assert_eq!(
                        trace.origins.len(),
                        trace.trace.as_ref().map_or(0, |trace| trace.sources.len())
                    );
                    assert!(why(trace).plain().ends_with('.'));
                    n_steps += trace.trace.as_ref().map_or(0, |trace| trace.steps.len());
                    if idx > 0 {
                        continue;
                    }
                    // By itself it is the same.
                    let script = TracedScript { rule_set_idx: trace.rule_set_idx, rule_idx: trace.rule_idx };
                    let mut alone = runner.trace(input, current, &|other| other == script);
                    // How much memory was set aside before is another matter.
                    for of in alone.iter_mut().filter_map(|alone| alone.trace.as_mut()) {
                        of.limits.clone_from(&trace.trace.as_ref().expect("a trace").limits);
                    }
                    assert_eq!(alone, std::slice::from_ref(trace));
                }
                assert_eq!(
                    traces.iter().filter(|trace| trace.rule_idx.is_some()).count(),
                    runs.iter().map(|run| run.outcomes.len()).sum::<usize>()
                );
            }
        }
    }
    assert!(n_steps > 10_000, "{n_steps}");
}

fn traced(script: &str) -> RuleTrace {
    let bench = Bench::new()
        .functions("fn shout(text) {\n  if text == () { return (); }\n  text.upper()\n}")
        .table("titles", &[("Dev", "Developer"), ("Ops", "Operator")])
        .variable("room", json!("R1"))
        .record("people", json!({ "primary_email": "ann@acme.example", "job_title": "Agent", "name": "Ann" }))
        .rule("primary_email", "user.userName")
        .rule("job_title", script)
        .sample(
            "01-ann",
            "1",
            json!({
                "userName": "ann@acme.example",
                "title": "Dev",
                "emails": [{ "type": "work", "value": "a@x.example" }, { "type": "home", "value": "b@x.example" }],
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": { "department": "IT" },
            }),
        );
    let samples: Vec<SampleInput> =
        bench.model.samples.iter().filter_map(|sample| SampleInput::of_sample(sample).ok()).collect();
    let runner = ProjectRunner::new(&bench.model, ENVIRONMENT, now(), &samples);
    let script = TracedScript { rule_set_idx: 0, rule_idx: Some(1) };
    runner.trace(&samples[0], CurrentRecord::Matched, &|other| other == script).pop().expect("a trace")
}

/// The origins with their roles.
#[track_caller]
fn check_origins(script: &str, expected: &[(SourceRole, OriginKind, &str, &str)]) {
    let trace = traced(script);
    let sources = &trace.trace.as_ref().expect("it was evaluated").sources;
    let found: Vec<_> = sources
        .iter()
        .zip(&trace.origins)
        .map(|(source, origin)| (source.role, origin.kind, origin.path.as_str(), origin.place.as_str()))
        .collect();
    assert_eq!(found, expected, "{script}");
}

#[test]
fn origins_are_told_by_their_paths_in_the_payload() {
    use OriginKind::{Attribute, CurrentField, IsNew, Variable};
    use SourceRole::{Decided, Reached, Unused};
    let enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    let department = format!("{enterprise}:department");
    check_origins("user.TITLE", &[(Reached, Attribute, "title", "title")]);
    check_origins("enterprise.department", &[(Reached, Attribute, &department, &department)]);
    check_origins(
        &format!("user[\"{enterprise}\"].department"),
        &[(Reached, Attribute, &department, &department)],
    );
    check_origins(
        "user.emails[1].value",
        &[(Reached, Attribute, "emails[type eq \"home\"].value", "emails[1].value")],
    );
    check_origins(
        "let unused = user.userName; if is_new { user.title } else { person.job_title + vars.room }",
        &[
            (Unused, Attribute, "userName", "userName"),
            (Decided, IsNew, "", ""),
            (Reached, CurrentField, "job_title", "job_title"),
            (Reached, Variable, "room", "room"),
        ],
    );
}

#[track_caller]
fn check_why(script: &str, expected: &str) {
    assert_eq!(why(&traced(script)).plain(), expected, "{script}");
}

#[test]
fn why_is_told_in_words() {
    check_why("user.title", "`user.title` is \"Dev\"; the current value \"Agent\" is replaced.");
    check_why(
        "user.nickName",
        "`user.nickName` is missing; the script gives nothing, so the current value \"Agent\" stays.",
    );
    check_why(
        "lookup(\"titles\", user.title)",
        "`user.title` is \"Dev\"; the table `titles` has \"Developer\" for \"Dev\"; the current value \"Agent\" is replaced by \"Developer\".",
    );
    check_why(
        "lookup(\"titles\", user.nickName) ?? \"Staff\"",
        "The table `titles` is asked for nothing; of `lookup(\"titles\", user.nickName) ?? \"Staff\"` the first value is missing (`user.nickName` is missing); the current value \"Agent\" is replaced by \"Staff\".",
    );
    check_why(
        "if user.userType == \"Contractor\" {\n  \"External\"\n} else {\n  user.title\n}",
        "`user.title` is \"Dev\"; `user.userType == \"Contractor\"` is false (`user.userType` is missing); the current value \"Agent\" is replaced.",
    );
    check_why(
        "switch user.title {\n  \"Ops\" => \"O\",\n  \"Dev\" => \"D\",\n  _ => \"X\"\n}",
        "`user.title` is \"Dev\", the case of line 3; the current value \"Agent\" is replaced by \"D\".",
    );
    check_why(
        "clear()",
        "The script reads nothing that could differ; the script clears the field, which was \"Agent\".",
    );
    check_why(
        "\"Agent\"",
        "The script reads nothing that could differ; it is the value that the record has already.",
    );
    check_why(
        "shout(user.title)",
        "`user.title` is \"Dev\"; `text == ()` is false; the current value \"Agent\" is replaced by \"DEV\".",
    );
    check_why("throw \"no\"", "The rule fails: No.");
}
