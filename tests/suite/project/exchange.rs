//! Mapping files between projects: out, in and out again gives the same bytes, and nothing is lost
//! on the way.

use jiff::Timestamp;
use scimwright::mapping::{
    MappingFile, read_altered_mapping_file, read_mapping_file, render_mapping_file, with_checksum,
};
use scimwright::project::{
    CaseChoice, ExportRequest, ProjectModel, apply_import, export_mapping_file, load_preset, parse_project,
    plan_import, preset_names, render_project,
};
use serde_json::json;

use crate::bench::{Bench, said};

#[track_caller]
fn export(model: &ProjectModel, environment: &str, cases: CaseChoice, now: &str) -> (String, ProjectModel) {
    let now: Timestamp = now.parse().expect("a time");
    let request = ExportRequest { environment, cases, now };
    let (file, model) = export_mapping_file(model, &request).expect("the environment is there");
    (render_mapping_file(&file), model)
}

#[track_caller]
fn read(text: &str) -> MappingFile {
    let (file, diagnostics) = read_mapping_file("m.scimmap.json", text.as_bytes());
    assert_eq!(said(&diagnostics), Vec::<String>::new());
    file.expect("a mapping file")
}

#[track_caller]
fn import(model: &ProjectModel, text: &str) -> ProjectModel {
    apply_import(model, &plan_import(model, read(text)))
}

const EARLY: &str = "2026-01-01T00:00:00Z";
const LATE: &str = "2026-12-31T23:59:59Z";

#[test]
fn out_in_and_out_again_is_the_same_to_the_byte() {
    for name in preset_names() {
        let (model, _) = load_preset(&name).expect("a preset");
        for (environment, cases) in [("qa", CaseChoice::AsBefore), ("production", CaseChoice::With)] {
            let (text, exported) = export(&model, environment, cases, EARLY);
            for target in [&model, &exported, &ProjectModel::default()] {
                let imported = import(target, &text);
                assert_eq!(export(&imported, environment, CaseChoice::AsBefore, LATE).0, text, "{name}");
                // Through the files of the project, too.
                let (again, diagnostics) = parse_project(&render_project(&imported));
                // Cases travel without their samples.
                assert!(diagnostics.iter().all(|said| said.code.id() == "M408"), "{diagnostics:?}");
                assert_eq!(export(&again, environment, CaseChoice::AsBefore, LATE).0, text, "{name}");
            }
        }
    }
}

#[test]
fn the_same_content_gives_the_same_file_at_any_time() {
    let (model, _) = load_preset("okta-4me").expect("a preset");
    let (first, model) = export(&model, "qa", CaseChoice::AsBefore, EARLY);
    let (second, again) = export(&model, "qa", CaseChoice::AsBefore, LATE);
    assert_eq!(first, second);
    assert_eq!(again, model);
}

#[test]
fn provenance_tells_what_came_before() {
    let bench = Bench::new().rule("name", "user.displayName");
    let (first, mut model) = export(&bench.model, "qa", CaseChoice::AsBefore, EARLY);
    "user.userName".clone_into(&mut model.mapping.rule_sets[0].rules[0].script);
    let (second, _) = export(&model, "qa", CaseChoice::AsBefore, LATE);
    let (first, second) = (read(&first).provenance, read(&second).provenance);
    assert_eq!((first.revision, first.based_on, first.exported_at.as_str()), (1, None, EARLY));
    assert_eq!(
        (second.revision, second.based_on, second.exported_at.as_str()),
        (2, Some(first.digest.clone()), LATE)
    );
    assert_ne!(first.digest, second.digest);
    assert!(first.digest.starts_with("sha256:") && first.digest.len() == 71);
}

#[test]
fn keys_that_this_version_does_not_know_travel() {
    let bench = Bench::new().rule("name", "user.displayName");
    let (text, _) = export(&bench.model, "qa", CaseChoice::AsBefore, EARLY);
    let mut value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    value["newer"] = json!({ "a": [1] });
    value["provenance"]["signed_by"] = json!("Ann");
    value["rule_sets"][0]["colour"] = json!("red");
    value["rule_sets"][0]["rules"][0]["reviewed"] = json!(true);
    value["seal"] = json!({ "public_key": "…", "signature": "…", "trusted_comment": "…" });
    let digest = scimwright::mapping::content_digest(&value);
    value["provenance"]["digest"] = json!(digest);
    let text = with_checksum(&value);
    for target in [bench.model, ProjectModel::default()] {
        let imported = import(&target, &text);
        assert_eq!(export(&imported, "qa", CaseChoice::AsBefore, LATE).0, text);
        // A new content keeps what is unknown, but no seal, which speaks of the old content.
        let mut changed = imported;
        changed.mapping.rule_sets[0].condition.push_str("true");
        let (text, _) = export(&changed, "qa", CaseChoice::AsBefore, LATE);
        let file = read(&text);
        assert_eq!(file.other.get("newer"), Some(&json!({ "a": [1] })));
        assert_eq!(file.seal, None);
        assert_eq!(file.provenance.other.get("signed_by"), Some(&json!("Ann")));
    }
}

#[test]
fn an_import_leaves_samples_records_and_other_environments() {
    let (model, _) = load_preset("entra-4me").expect("a preset");
    let bench =
        Bench::new().rule("name", "user.displayName").table("t", &[("a", "b")]).variable("x", json!(1));
    let (text, _) = export(&bench.model, "qa", CaseChoice::AsBefore, EARLY);
    let imported = import(&model, &text);
    assert_eq!(imported.samples, model.samples);
    assert_eq!(imported.records, model.records);
    assert_eq!(imported.cases, model.cases);
    assert_eq!(imported.environments["production"], model.environments["production"]);
    assert_eq!(imported.settings.environments, model.settings.environments);
    assert_eq!(imported.mapping, bench.model.mapping);
    assert_eq!(imported.variables("qa").get("x"), Some(&json!(1)));
    assert_eq!(imported.tables.keys().collect::<Vec<_>>(), ["t"]);
    assert_eq!(imported.settings.name, "Bench");
}

#[test]
fn an_environment_that_is_new_is_added() {
    let mut model = Bench::new().rule("name", "1").model;
    "staging".clone_into(&mut model.settings.environments[0].name);
    "acme-staging".clone_into(&mut model.settings.environments[0].account);
    let (text, _) = export(&model, "staging", CaseChoice::AsBefore, EARLY);
    let (target, _) = load_preset("google-4me").expect("a preset");
    let plan = plan_import(&target, read(&text));
    assert!(plan.new_environment);
    let imported = apply_import(&target, &plan);
    let environment = imported.environment("staging").expect("it was added");
    assert_eq!((environment.account.as_str(), environment.protected), ("acme-staging", false));
    assert_eq!(imported.settings.environments.len(), 3);
}

#[test]
fn cases_go_where_they_are_chosen() {
    let (model, _) = load_preset("onelogin-4me").expect("a preset");
    let cases = |text: &str| read(text).content.cases.map_or(0, |cases| cases.len());
    let (without, model) = export(&model, "qa", CaseChoice::AsBefore, EARLY);
    assert_eq!(cases(&without), 0);
    let (with, model) = export(&model, "qa", CaseChoice::With, EARLY);
    assert_eq!(cases(&with), model.cases.len());
    let (as_before, model) = export(&model, "qa", CaseChoice::AsBefore, EARLY);
    assert_eq!(as_before, with);
    let (again_without, _) = export(&model, "qa", CaseChoice::Without, LATE);
    assert_eq!(cases(&again_without), 0);
}

#[test]
fn an_unknown_environment_is_refused() {
    let (model, _) = load_preset("okta-4me").expect("a preset");
    let request =
        ExportRequest { environment: "staging", cases: CaseChoice::AsBefore, now: Timestamp::UNIX_EPOCH };
    let error = export_mapping_file(&model, &request).unwrap_err().to_string();
    assert_eq!(error, "the project has no environment `staging`; it has qa, production");
}

#[test]
fn what_an_import_changes_is_known_before() {
    let (model, _) = load_preset("entra-4me").expect("a preset");
    let (text, exported) = export(&model, "qa", CaseChoice::AsBefore, EARLY);
    assert!(plan_import(&exported, read(&text)).changes.is_empty());
    // What went out holds nothing new for a project that was edited since.
    let mut edited = exported.clone();
    edited.mapping.rule_sets[0].rules.remove(2);
    let plan = plan_import(&edited, read(&text));
    assert!(plan.changes.is_empty());
    assert_eq!(apply_import(&edited, &plan).mapping, edited.mapping);
    let mut other = exported;
    other.mapping.rule_sets[0].rules.remove(2);
    let (_, other) = export(&other, "qa", CaseChoice::AsBefore, LATE);
    let changes = plan_import(&other, read(&text)).changes;
    let told: Vec<_> = changes.changes.iter().map(|c| format!("{} {}", c.kind.words(), c.subject)).collect();
    assert_eq!(told, ["rule added User → person / job_title"]);
}

#[test]
fn a_number_keeps_its_value_however_long_it_is_written() {
    let (model, _) = load_preset("google-4me").expect("a preset");
    let (text, _) = export(&model, "qa", CaseChoice::AsBefore, EARLY);
    let kept = |number: &str| {
        let edited = text.replacen('{', &format!("{{\"weight\": {number},"), 1);
        let first = read_altered_mapping_file("m.scimmap.json", edited.as_bytes()).0.expect("a mapping file");
        first == read(&render_mapping_file(&first))
    };
    for number in [
        "5555555555555577777777777777777777777777757750000000000007953708281833659503",
        "5555555555555555555555555555555555777777777777499350",
        "0.1",
        "9007199254740993.5",
        "-2.2250738585072011e-308",
        "18446744073709551616",
    ] {
        assert!(kept(number), "{number}");
    }
}
