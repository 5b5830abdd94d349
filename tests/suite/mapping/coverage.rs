//! What samples come by, the smallest set of them, and samples that are made up.

use proptest::prelude::*;
use scimwright::mapping::{CoverageItem, CurrentRecord, OutcomeKind, TracedScript};
use scimwright::project::{ProjectModel, load_preset, preset_names};
use scimwright::workbench::{CoverageKind, CoverageReport, ProjectRunner, SampleInput, cover, make_up};
use serde_json::{Value, json};

use crate::bench::Bench;

fn runner(model: &ProjectModel) -> ProjectRunner {
    let inputs: Vec<SampleInput> =
        model.samples.iter().filter_map(|sample| SampleInput::of_sample(sample).ok()).collect();
    let environment = model.settings.environments.first().map(|of| of.name.clone()).unwrap_or_default();
    ProjectRunner::new(model, &environment, jiff::Timestamp::UNIX_EPOCH, &inputs)
}

fn report(model: &ProjectModel) -> CoverageReport {
    cover(&runner(model), model, &|| false).expect("it was not cancelled")
}

/// A project with this rule and samples with these attributes beside their names.
fn project(script: &str, attributes: &[Value]) -> ProjectModel {
    let mut bench = Bench::new()
        .functions("fn kind(text) {\n  if text == \"c\" { \"Contractor\" } else { text }\n}")
        .table("titles", &[("Dev", "Developer"), ("Ops", "Operator")])
        .rule("primary_email", "user.userName")
        .rule("job_title", script);
    for (idx, more) in attributes.iter().enumerate() {
        let mut payload = json!({ "userName": format!("p{idx}@acme.example") });
        for (name, value) in more.as_object().expect("an object") {
            payload[name] = value.clone();
        }
        bench = bench.sample(&format!("0{idx}"), "", payload);
    }
    bench.model
}

/// The branches and table rows with their counts, then what is not read and never filled.
#[track_caller]
fn check(script: &str, attributes: &[Value], expected: &[&str]) {
    let model = project(script, attributes);
    let report = report(&model);
    let rows = report.rows(&model).into_iter();
    let rows = rows.filter(|row| matches!(row.kind, CoverageKind::Branch | CoverageKind::TableRow));
    let mut said: Vec<String> =
        rows.map(|row| format!("{}/{} {}", row.n_samples, row.n_of, row.title)).collect();
    said.extend(report.unread_attributes.iter().map(|of| format!("{} × {} not read", of.n_samples, of.name)));
    said.push(format!("{:?}", report.smallest));
    assert_eq!(said, expected, "{script}");
}

#[test]
fn branches_rows_and_attributes_are_counted() {
    check(
        "if user.title == \"Dev\" {\n  \"D\"\n} else {\n  user.nickName ?? \"none\"\n}",
        &[json!({ "title": "Dev", "locale": "nl" }), json!({ "title": "Ops" }), json!({ "title": "x" })],
        &[
            "1/3 line 1: user.title == \"Dev\" is true",
            "2/3 line 1: user.title == \"Dev\" is false",
            "0/3 line 4: user.nickName ?? \"none\" takes value 1",
            "2/3 line 4: user.nickName ?? \"none\" takes value 2",
            "1 × locale not read",
            "[0, 1]",
        ],
    );
    check(
        "switch lookup(\"titles\", user.title) { \"Developer\" => 1, \"Operator\" => 2, _ => 3 };\nkind(user.userType)",
        &[json!({ "title": "dev" }), json!({ "title": "dev", "userType": "c" })],
        &[
            "2/2 line 1: lookup(\"titles\", user.title) fits the case of line 1",
            "0/2 line 1: lookup(\"titles\", user.title) fits the case of line 1",
            "0/2 line 1: lookup(\"titles\", user.title) fits no case",
            "1/2 helper functions, line 2: text == \"c\" is true",
            "1/2 helper functions, line 2: text == \"c\" is false",
            "2/2 titles row 1: Dev",
            "[0, 1]",
        ],
    );
    check(
        "let all = [];\nfor entry in user.emails { all.push(entry.value?.upper()); }\nall.some(|one| one == \"A\") && is_new;\nall[0]",
        &[json!({ "emails": [{ "value": "a" }] })],
        &[
            "1/1 line 2: for entry in user.emails has an entry",
            "0/1 line 2: entry.value?.upper() ends at ?.",
            "0/1 line 3: all.some(|one| one == \"A\") && is_new is decided by operand 1",
            "1/1 line 3: all.some(|one| one == \"A\") && is_new needs its last operand",
            "1/1 line 3: all.some(|one| one == \"A\") has an entry",
            "[0]",
        ],
    );
}

#[test]
fn lines_are_counted() {
    let model = project(
        "if user.title == \"Dev\" {\n  \"D\"\n} else {\n  user.nickName\n}",
        &[json!({ "title": "Dev" }), json!({}), json!({})],
    );
    let report = report(&model);
    let place = scimwright::workbench::ScriptPlace::Rule { rule_set: 0, rule: 1 };
    let counts: Vec<_> = (1..=5).map(|line| report.line_count(place, line)).collect();
    assert_eq!(counts, [Some((3, 3)), Some((1, 3)), None, Some((2, 3)), None]);
}

#[test]
fn the_smallest_set_of_the_presets_has_the_same_coverage() {
    for preset in preset_names() {
        let (model, _) = load_preset(&preset).expect("the preset is built in");
        let report = report(&model);
        assert!(report.coverage.is_covered_by(&report.smallest), "{preset}");
        for left_out in &report.smallest {
            let rest: Vec<usize> = report.smallest.iter().copied().filter(|of| of != left_out).collect();
            assert!(!report.coverage.is_covered_by(&rest), "{preset}: {left_out} is superfluous");
        }
    }
}

/// Runs a made-up sample and says whether it comes by the item.
fn comes_by(model: &ProjectModel, item: &CoverageItem, resource: &scimwright::scim::Resource) -> bool {
    let input = SampleInput { resource: resource.clone(), repairs: Vec::new(), assigned_id: None };
    // The record before is found by the resource, as for the sample.
    let coverage = runner(model).coverage([(&input, CurrentRecord::Matched)], &|| false).expect("a run");
    coverage.count(item) == Some(1)
}

#[test]
fn made_up_samples_come_by_what_no_sample_does() {
    let mut n_found = 0;
    for preset in ["entra-4me", "okta-4me"] {
        let (mut model, _) = load_preset(preset).expect("the preset is built in");
        // Cases begin with records that `comes_by` does not know of.
        model.cases = std::sync::Arc::default();
        model.samples.iter_mut().for_each(|sample| std::sync::Arc::make_mut(sample).scim_id = None);
        let runner = runner(&model);
        let report = report(&model);
        for item in report.unreached() {
            let Some(found) = make_up(&runner, &model, item, &|| false) else { continue };
            assert!((1..=2).contains(&found.changes.len()));
            assert!(comes_by(&model, item, &found.resource), "{preset} {item:?} {found:?}");
            n_found += 1;
        }
    }
    assert!(n_found > 5, "{n_found}");
}

#[track_caller]
fn check_made_up(script: &str, attributes: &[Value], line: usize, expected: &str) {
    let model = project(script, attributes);
    let runner = runner(&model);
    let report = report(&model);
    let item = report.unreached().find(|item| match item {
        CoverageItem::Way { way, .. } => way.leads_to.is_some_and(|place| place.line == line),
        _ => false,
    });
    let found = make_up(&runner, &model, item.expect("a way that no sample takes"), &|| false);
    let said = found.map_or_else(
        || "none".to_owned(),
        |found| {
            let changes = found
                .changes
                .iter()
                .map(|change| format!("{} = {}", change.attribute, change.after.clone().unwrap_or_default()));
            format!("{}: {}", found.sample, changes.collect::<Vec<_>>().join(", "))
        },
    );
    assert_eq!(said, expected, "{script}");
}

#[test]
fn the_fewest_attributes_are_changed() {
    let two = "if user.userType == \"VIP\" &&\n  user.active == false {\n  \"x\"\n} else {\n  \"y\"\n}";
    check_made_up("if user.title == \"Dev\" {\n  1\n} else {\n  2\n}", &[json!({})], 2, "0: title = \"Dev\"");
    check_made_up(
        "if user.title == \"Dev\" {\n  1\n} else {\n  2\n}",
        &[json!({ "title": "Dev" })],
        4,
        "0: title = null",
    );
    check_made_up(
        "if lookup(\"titles\", user.title) == () {\n  1\n} else {\n  2\n}",
        &[json!({})],
        4,
        "0: title = \"Dev\"",
    );
    check_made_up(two, &[json!({ "active": true })], 3, "0: userType = \"VIP\", active = false");
    check_made_up(two, &[json!({ "active": true, "userType": "VIP" }), json!({})], 3, "0: active = false");
    check_made_up("if is_new {\n  1\n} else {\n  2\n}", &[json!({})], 4, "none");
    check_made_up(
        "if user.title.len() > 1000 {\n  1\n} else {\n  2\n}",
        &[json!({ "title": "a" })],
        2,
        "none",
    );
}

#[test]
fn a_rule_that_fails_is_counted_so() {
    let model = project("throw \"no\"", &[json!({})]);
    let script = TracedScript { rule_set_idx: 0, rule_idx: Some(1) };
    let report = report(&model);
    let count = |outcome| report.coverage.count(&CoverageItem::Rule { script, outcome });
    assert_eq!((count(OutcomeKind::Set), count(OutcomeKind::Failed)), (Some(0), Some(1)));
    let never: Vec<_> =
        report.never_filled.iter().filter(|of| of.has_rule).map(|of| of.field.as_str()).collect();
    assert_eq!(never, ["job_title"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_smallest_set_has_the_same_coverage(
        samples in prop::collection::vec((0..4_usize, 0..4_usize, any::<bool>()), 1..12)
    ) {
        let titles = ["Dev", "Ops", "c", ""];
        let attributes: Vec<Value> = samples
            .iter()
            .map(|(title, kind, active)| {
                json!({ "title": titles[*title], "userType": titles[*kind], "active": active })
            })
            .collect();
        let model = project(
            "let title = lookup(\"titles\", user.title) ?? user.title;\n\
             if user.active == true && title != \"\" { title } else if kind(user.userType) == \"Contractor\" { clear() }",
            &attributes,
        );
        let report = report(&model);
        prop_assert!(report.coverage.is_covered_by(&report.smallest));
        prop_assert_eq!(report.smallest.clone(), cover(&runner(&model), &model, &|| false).unwrap().smallest);
    }
}
