//! Impact is what two runs of their own differ in, whatever was edited.

use std::collections::BTreeMap;

use proptest::prelude::*;
use scimwright::mapping::{MappingRun, OutcomeKind, RunStatus};
use scimwright::project::ProjectModel;
use scimwright::workbench::{ProjectRunner, SampleInput};
use serde_json::Value;

use crate::change::look::impact_of_its_samples;
use crate::mapping::edits::{Desk, Edit, edit};

/// How many records have which difference in which field.
type Counts = BTreeMap<(&'static str, String, Option<String>), u64>;

/// Runs each mapping by itself and compares what comes of it.
fn by_hand(old: &ProjectModel, new: &ProjectModel) -> Counts {
    let now = "2026-11-21T08:00:00Z".parse().expect("a time");
    let inputs: Vec<SampleInput> =
        new.samples.iter().filter_map(|sample| SampleInput::of_sample(sample).ok()).collect();
    let mut with_records = old.clone();
    with_records.records = new.records.clone();
    let mut runners = [&with_records, new].map(|model| ProjectRunner::new(model, "qa", now, &inputs));
    let mut counts = Counts::new();
    for input in &inputs {
        let [old, new] = &mut runners;
        let matched = || scimwright::mapping::CurrentRecord::Matched;
        let (mut olds, news) = (old.run(input, matched()), new.run(input, matched()));
        for new in &news {
            let place = olds.iter().position(|old| old.record_type == new.record_type);
            let old = place.map(|place| olds.remove(place));
            compare(old.as_ref(), Some(new), &mut counts);
        }
        for old in &olds {
            compare(Some(old), None, &mut counts);
        }
    }
    counts
}

fn compare(old: Option<&MappingRun>, new: Option<&MappingRun>, counts: &mut Counts) {
    let is_written = |run: Option<&MappingRun>| run.is_some_and(|run| run.status == RunStatus::Written);
    let record_type = new.or(old).expect("one of them").record_type.clone();
    let mut count = |kind, field: Option<&str>| {
        *counts.entry((kind, record_type.clone(), field.map(str::to_owned))).or_default() += 1;
    };
    match (old, new) {
        (Some(old), Some(new)) if is_written(Some(old)) && is_written(Some(new)) => {
            let has_failed = |run: &MappingRun, field: &str| {
                run.outcomes.iter().any(|out| out.field == field && out.outcome == OutcomeKind::Failed)
            };
            let mut fields: Vec<&String> = old.record.fields.keys().chain(new.record.fields.keys()).collect();
            fields.extend(new.outcomes.iter().map(|outcome| &outcome.field));
            fields.sort();
            fields.dedup();
            for field in fields {
                let value = |run: &MappingRun| run.record.get(field).cloned().unwrap_or_default();
                let is_blank = |value: &Value| match value {
                    Value::Null => true,
                    Value::String(text) => text.trim().is_empty(),
                    Value::Array(items) => items.is_empty(),
                    _ => false,
                };
                let (before, after) = (value(old), value(new));
                match (is_blank(&before), is_blank(&after)) {
                    _ if has_failed(new, field) && !has_failed(old, field) => {
                        count("newly_failing", Some(field));
                    }
                    (true, false) => count("filled", Some(field)),
                    (false, true) => count("cleared", Some(field)),
                    (false, false) if before != after => count("changed", Some(field)),
                    (true, true) | (false, false) => {}
                }
            }
        }
        _ => match (is_written(old), is_written(new)) {
            (false, true) => count("created", None),
            (true, false) if new.is_some_and(|new| new.status == RunStatus::Failed) => {
                count("newly_failing", None);
            }
            (true, false) => count("out_of_scope", None),
            _ => {}
        },
    }
}

#[track_caller]
fn check(old: &ProjectModel, new: &ProjectModel) {
    let impact = impact_of_its_samples(old, new);
    let mut found = Counts::new();
    for group in &impact.groups {
        let of = (group.kind.word(), group.record_type.clone(), group.field.clone());
        *found.entry(of).or_default() += group.count;
        assert!(!group.cause.words.is_empty());
    }
    assert_eq!(found, by_hand(old, new));
    assert_eq!(impact.changed == 0, impact.groups.is_empty());
    assert!(impact.changed <= impact.persons);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 40, ..ProptestConfig::default() })]

    #[test]
    fn impact_is_what_two_runs_differ_in(
        first in proptest::collection::vec(edit(), 0..3),
        second in proptest::collection::vec(edit(), 1..5),
    ) {
        let mut old = Desk::new();
        for edit in &first {
            apply(&mut old, edit);
        }
        let mut new = old.clone();
        for edit in &second {
            apply(&mut new, edit);
        }
        let same = impact_of_its_samples(&old.model, &old.model);
        prop_assert_eq!((same.groups, same.changed), (Vec::new(), 0));
        check(&old.model, &new.model);
        check(&new.model, &old.model);
    }
}

/// Variables are taken from the project, the time is the same for both.
fn apply(desk: &mut Desk, edit: &Edit) {
    desk.apply(edit);
    let state = desk.model.environments.get_mut("qa").expect("the environment");
    state.variables.clone_from(&desk.context.variables);
}
