//! The preview is brought up to date in parts, and is the same as one that is made from scratch.

use std::cell::Cell;
use std::fmt::Write as _;
use std::sync::Arc;

use proptest::prelude::*;
use scimwright::scim::ResourceType;
use scimwright::workbench::{
    Command, JobEvent, LookedAt, Preview, RecomputeCache, RecomputeControl, RecomputeInput, RuleCommand,
    SampleCommand, ScriptPlace, recompute, recompute_in_slices,
};
use serde_json::{Value, json};

use super::desk::{Desk, Wish};
use crate::bench::Bench;

/// More than two blocks.
const N_SAMPLES: usize = 150;

/// Every seventh sample is a group, every eleventh is broken.
fn payload(idx: usize) -> Value {
    match idx {
        _ if idx % 7 == 3 => json!({ "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"],
            "displayName": format!("Team {idx}"), "members": [{ "value": format!("{}", idx + 1) }] }),
        _ if idx % 11 == 5 => json!({ "neither": idx }),
        _ => json!({ "userName": format!("u{idx}@acme.example"), "displayName": format!("User {idx}"),
            "title": if idx.is_multiple_of(5) { Value::Null } else { json!("T".repeat(idx)) } }),
    }
}

fn desk(has_groups: bool) -> Desk {
    let mut bench = Bench::new()
        .rule("primary_email", "user.userName")
        .rule("name", "user.displayName")
        .rule("job_title", "user.title")
        .rule("location", "groups.map(|g| g.display).join(\", \")")
        .rule("vip", "user.title")
        .functions("fn loud(text) { text?.to_upper() }")
        .rule_set(ResourceType::Group, "site")
        .rule("name", "group.displayName")
        .record("people", json!({ "primary_email": "u1@acme.example", "name": "Old", "job_title": "Boss" }));
    for idx in 0..N_SAMPLES {
        if has_groups || idx % 7 != 3 {
            bench = bench.sample(&format!("{idx:03}-s"), &idx.to_string(), payload(idx));
        }
    }
    Desk::of(bench.model)
}

/// All that is shown of a preview that was received.
fn shown(desk: &Desk) -> String {
    let workbench = &desk.workbench;
    let mut text = String::new();
    for sample in 0..workbench.model().samples.len() {
        let _ = write!(text, "{:?}", workbench.sample_row(sample));
        for (rule_set, rules) in workbench.model().mapping.rule_sets.iter().enumerate() {
            for rule in 0..rules.rules.len() {
                let _ = write!(text, "\n{:?}", workbench.cell(sample, rule_set, rule));
            }
        }
        text.push('\n');
    }
    for rule_set in 0..workbench.model().mapping.rule_sets.len() {
        let _ = writeln!(text, "{rule_set} on {:?}", workbench.preview().samples_of(rule_set));
        for rule in 0..4 {
            let _ = writeln!(text, "{:?}", workbench.counts(rule_set, rule).iter().collect::<Vec<_>>());
        }
    }
    let _ = writeln!(text, "{:#?}\n{:?}", workbench.preview().problems, workbench.record_rows());
    text
}

/// The work that the workbench asks for, with a cache, as far as `most` samples may be run.
fn work(desk: &mut Desk, cache: &mut RecomputeCache, most: usize) -> Vec<Preview> {
    let asked = Cell::new(0);
    let is_cancelled = || {
        asked.set(asked.get() + 1);
        asked.get() > most
    };
    let selected = desk.workbench.selection().sample;
    let looked_at = || LookedAt { selected, visible: Vec::new() };
    let model = desk.workbench.model().clone();
    let input = RecomputeInput {
        revision: desk.workbench.revision(),
        model: &model,
        environment: desk.workbench.environment_name(),
        now: jiff::Timestamp::UNIX_EPOCH,
    };
    let control = RecomputeControl { is_cancelled: &is_cancelled, looked_at: &looked_at };
    let mut previews = Vec::new();
    recompute_in_slices(&input, cache, &control, &mut |preview| previews.push(preview));
    previews
}

fn receive(desk: &mut Desk, previews: Vec<Preview>) {
    for preview in previews {
        let revision = preview.revision;
        desk.workbench.receive(JobEvent::Recomputed { revision, preview: Arc::new(preview) });
    }
}

fn edits() -> impl Strategy<Value = Command> {
    let script = prop::sample::select(vec![
        "user.title",
        "user.displayName",
        "()",
        "clear()",
        "reject(\"no\")",
        "1 / 0",
        "loud(user.userName)",
        "let x =",
        "person?.name",
        "group.displayName",
        "vars.name",
        "if user.title == () { \"none\" } else { user.title.len() }",
    ]);
    let place = prop_oneof![
        4 => (0..2usize, 0..5usize).prop_map(|(rule_set, rule)| ScriptPlace::Rule { rule_set, rule }),
        1 => (0..2usize).prop_map(|rule_set| ScriptPlace::Condition { rule_set }),
    ];
    let typed = (place, script)
        .prop_map(|(place, script)| RuleCommand::SetScript { place, script: script.to_owned() });
    let helpers = prop::sample::select(vec!["", "fn loud(text) { text }", "fn quiet(text) { text }", "fn ("]);
    let helpers = helpers.prop_map(|script| RuleCommand::SetScript {
        place: ScriptPlace::Functions,
        script: script.to_owned(),
    });
    let rule =
        (0..5usize, any::<bool>(), 0..5usize, 0..4u8).prop_map(|(rule, enabled, to, what)| match what {
            0 => RuleCommand::SetEnabled { rule_set: 0, rule, enabled },
            1 => RuleCommand::Move { rule_set: 0, from: rule, to },
            2 => RuleCommand::Delete { rule_set: 0, rule },
            _ => RuleCommand::Add { rule_set: 0, field: "job_title".to_owned() },
        });
    let sample = (0..N_SAMPLES, 0..4u8).prop_map(|(sample, what)| match what {
        0 => SampleCommand::Delete { sample },
        1 => SampleCommand::Duplicate { sample },
        2 => SampleCommand::SetText { sample, text: payload(sample + 1).to_string() },
        _ => SampleCommand::SetText { sample, text: "{".to_owned() },
    });
    prop_oneof![
        6 => typed.prop_map(Command::Rule),
        1 => helpers.prop_map(Command::Rule),
        2 => rule.prop_map(Command::Rule),
        2 => sample.prop_map(Command::Sample),
        1 => Just(Command::Undo),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_kept_is_what_would_be_run_again(
        steps in prop::collection::vec((edits(), prop::option::of(0..400usize)), 1..7),
        has_groups in any::<bool>(),
        kept in prop::sample::select(vec![0usize, 20, 1_000]),
    ) {
        let mut desk = desk(has_groups);
        let mut cache = RecomputeCache::default();
        let first = work(&mut desk, &mut cache, usize::MAX);
        receive(&mut desk, first);
        for (command, cancelled_after) in steps {
            desk.apply(Wish::from(command));
            // A newer edit ends the work on an older one anywhere.
            if let Some(most) = cancelled_after {
                let some = work(&mut desk, &mut cache, most);
                receive(&mut desk, some);
                continue;
            }
            let whole = work(&mut desk, &mut cache, usize::MAX);
            receive(&mut desk, whole);
            let shown_of_kept = shown(&desk);
            prop_assert!(desk.workbench.is_preview_current());
            // Samples that are not kept are read in another way.
            let fresh = work(&mut desk, &mut RecomputeCache::keeping(kept), usize::MAX);
            receive(&mut desk, fresh);
            prop_assert_eq!(shown_of_kept, shown(&desk));
        }
    }
}

#[test]
fn what_is_looked_at_comes_first() {
    let mut desk = desk(true);
    let mut cache = RecomputeCache::default();
    let first = work(&mut desk, &mut cache, usize::MAX);
    receive(&mut desk, first);
    let place = ScriptPlace::Rule { rule_set: 0, rule: 1 };
    desk.type_script(5_000, place, "user.userName");
    desk.apply(scimwright::workbench::SelectCommand::Sample(140));
    let mut previews = work(&mut desk, &mut cache, usize::MAX);
    let rest = previews.split_off(1);
    receive(&mut desk, previews);
    assert!(desk.workbench.is_sample_current(140) && !desk.workbench.is_sample_current(0));
    assert!(!desk.workbench.is_preview_current());
    assert_eq!(desk.workbench.cell(141, 0, 1).value, "u141@acme.example");
    // The old value stays until the new one is there.
    assert_eq!(desk.workbench.cell(0, 0, 1).value, "User 0");
    assert_eq!(desk.workbench.rule_rows()[1].cell.value, desk.workbench.cell(140, 0, 1).value);
    receive(&mut desk, rest);
    assert!(desk.workbench.is_preview_current() && desk.workbench.is_sample_current(0));
    assert_eq!(desk.workbench.cell(0, 0, 1).value, "u0@acme.example");
}

#[test]
fn only_stale_samples_are_run_again() {
    let mut desk = desk(true);
    let mut cache = RecomputeCache::default();
    let n_asked = |desk: &Desk, cache: &mut RecomputeCache| {
        let asked = Cell::new(0usize);
        let count = || {
            asked.set(asked.get() + 1);
            false
        };
        let model = desk.workbench.model();
        let now = jiff::Timestamp::UNIX_EPOCH;
        recompute(desk.workbench.revision(), model, "qa", now, cache, &count).expect("nobody cancels");
        asked.get()
    };
    // Each sample is asked about when it is read and when it is run.
    assert!(n_asked(&desk, &mut cache) >= 2 * N_SAMPLES);
    assert!(n_asked(&desk, &mut cache) < 10);
    desk.apply(RuleCommand::SetNote { rule_set: 0, rule: 0, note: "Why".to_owned() });
    assert!(n_asked(&desk, &mut cache) < 10);
    desk.apply(SampleCommand::Rename { sample: 149, name: "Last".to_owned() });
    assert!(n_asked(&desk, &mut cache) < 64);
    desk.type_script(5_000, ScriptPlace::Rule { rule_set: 0, rule: 1 }, "user.userName");
    assert!((N_SAMPLES..N_SAMPLES + 10).contains(&n_asked(&desk, &mut cache)));
}

#[test]
fn problems_with_words_of_their_own_are_listed_up_to_a_bound() {
    let mut bench = Bench::new().rule("primary_email", "user.userName").rule("name", "user.displayName");
    for idx in 0..300 {
        let user = json!({ "userName": format!("no e-mail {idx}"), "displayName": "Ann" });
        bench = bench.sample(&format!("{idx:03}-s"), "", user);
    }
    let mut desk = Desk::of(bench.model);
    desk.work();
    let problems = &desk.workbench.preview().problems;
    let messages: Vec<&str> = problems.iter().map(|problem| problem.diagnostic.message.as_str()).collect();
    assert_eq!(messages[0], "`no e-mail 0` is not an e-mail address");
    let more = messages.iter().find(|message| message.contains("more problems")).expect("the others");
    let listed = messages.iter().filter(|message| message.contains("is not an e-mail address")).count();
    assert_eq!(*more, format!("{} more problems with values of this rule", 300 - listed));
    assert!(messages.contains(&"No record is written for 200 more samples"), "{}", messages.len());
}
