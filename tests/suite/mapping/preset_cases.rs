//! Every shipped project is a test: nothing to report, every case green, a case for every sample
//! that can be mapped.

use std::collections::BTreeSet;

use jiff::Timestamp;
use scimwright::project::{ProjectModel, load_preset, preset_names};
use scimwright::workbench::{RecomputeCache, SampleInput, recompute};

#[track_caller]
fn preset(name: &str) -> ProjectModel {
    let (model, diagnostics) = load_preset(name).expect("the preset is built in");
    assert_eq!(diagnostics, [], "{name}");
    model
}

#[test]
fn there_is_nothing_to_report() {
    for name in preset_names() {
        let model = preset(&name);
        let mut cache = RecomputeCache::default();
        for environment in &model.settings.environments {
            let now = Timestamp::UNIX_EPOCH;
            let preview = recompute(1, &model, &environment.name, now, &mut cache, &|| false);
            let problems = preview.expect("nobody cancelled").problems;
            let unexpected: Vec<_> = problems
                .iter()
                .map(|problem| problem.diagnostic.message.as_str())
                .filter(|message| *message != "No person is written: e-mail is not known")
                .collect();
            assert!(unexpected.is_empty(), "{name}: {unexpected:?}");
        }
    }
}

#[test]
fn every_case_is_green() {
    for name in preset_names() {
        let model = preset(&name);
        let environment = &model.settings.environments[0].name;
        let mut cache = RecomputeCache::default();
        let preview = recompute(1, &model, environment, Timestamp::UNIX_EPOCH, &mut cache, &|| false);
        let cases = preview.expect("nobody cancelled").cases;
        let red: Vec<_> = cases.iter().filter(|case| !case.passed).collect();
        assert!(red.is_empty(), "{name}: {red:#?}");
        assert_eq!(cases.len(), model.cases.len());
    }
}

#[test]
fn every_sample_that_can_be_mapped_has_a_case() {
    for name in preset_names() {
        let model = preset(&name);
        let covered: BTreeSet<_> = model.cases.values().map(|case| case.sample.as_str()).collect();
        for sample in &model.samples {
            let can_be_mapped = SampleInput::of_sample(sample).is_ok();
            assert_eq!(covered.contains(sample.stem.as_str()), can_be_mapped, "{name} {}", sample.stem);
        }
        assert!(model.cases.len() >= 10, "{name} has {} cases", model.cases.len());
    }
}

#[test]
fn all_presets_have_the_same_mapping_and_tables() {
    let first = preset("entra-4me");
    for name in preset_names() {
        let model = preset(&name);
        assert_eq!(model.mapping, first.mapping, "{name}");
        assert_eq!(model.tables, first.tables, "{name}");
    }
}
