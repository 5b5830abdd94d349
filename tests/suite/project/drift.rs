//! A file of an account that was edited, and a project that was edited too: what goes together comes
//! together, and what does not waits.

use std::sync::Arc;

use jiff::Timestamp;
use scimwright::change::{Settlement, Subject};
use scimwright::mapping::{Case, MappingFile};
use scimwright::project::{
    CaseChoice, ExportRequest, ImportWay, ProjectModel, apply_import, bring_back, check_fit, drift_merge,
    export_mapping_file, finish_drift, parse_project, plan_import, plan_import_from, render_project,
    settle_drift,
};
use serde_json::json;

use crate::bench::{Bench, said};

fn exported(model: &ProjectModel) -> (MappingFile, ProjectModel) {
    let request =
        ExportRequest { environment: "qa", cases: CaseChoice::AsBefore, now: Timestamp::UNIX_EPOCH };
    export_mapping_file(model, &request).expect("exported")
}

fn with_script(model: &ProjectModel, rule: usize, script: &str) -> ProjectModel {
    let mut model = model.clone();
    script.clone_into(&mut model.mapping.rule_sets[0].rules[rule].script);
    model
}

fn scripts(model: &ProjectModel) -> Vec<&str> {
    model.mapping.rule_sets[0].rules.iter().map(|rule| rule.script.as_str()).collect()
}

/// A project whose environment is protected and that was exported once.
fn project() -> ProjectModel {
    let bench = Bench::new().rule("name", "1").rule("job_title", "2").table("t", &[("a", "b")]);
    let mut model = bench.model;
    model.settings.environments[0].protected = true;
    "acme".clone_into(&mut model.settings.environments[0].account);
    exported(&model).1
}

#[test]
fn edits_of_both_sides_come_together() {
    let ours = with_script(&project(), 0, "10");
    let (theirs, _) = exported(&with_script(&project(), 1, "20"));
    let plan = plan_import(&ours, theirs.clone());
    assert!(matches!(&plan.way, ImportWay::Merge { merge, .. } if merge.conflicts.is_empty()));
    let merged = apply_import(&ours, &plan);
    assert_eq!(scripts(&merged), ["10", "20"]);
    let state = &merged.environments["qa"];
    assert!(state.drift.is_none() && state.exchanged.as_ref() == Some(&theirs));
    // The next export is based on what the account has.
    assert_eq!(exported(&merged).0.provenance.based_on, Some(theirs.provenance.digest));
}

#[test]
fn cases_of_a_file_come_along_although_its_base_had_none() {
    let ours = with_script(&project(), 0, "10");
    let mut theirs = with_script(&project(), 1, "20");
    let case = json!({"name": "Ann", "sample": "01-ann", "record_type": "person", "expected": {"status": "written"}});
    let case: Case = serde_json::from_value(case).expect("a case");
    theirs.cases = Arc::new([("01-ann".to_owned(), case)].into_iter().collect());
    let request = ExportRequest { environment: "qa", cases: CaseChoice::With, now: Timestamp::UNIX_EPOCH };
    let (file, _) = export_mapping_file(&theirs, &request).expect("exported");
    let merged = apply_import(&ours, &plan_import(&ours, file));
    assert_eq!(scripts(&merged), ["10", "20"]);
    assert_eq!(merged.cases.keys().collect::<Vec<_>>(), ["01-ann"]);
}

#[test]
fn a_conflict_waits_until_it_is_settled() {
    let ours = with_script(&project(), 0, "10");
    let (theirs, _) = exported(&with_script(&with_script(&project(), 0, "11"), 1, "20"));
    let waiting = apply_import(&ours, &plan_import(&ours, theirs.clone()));
    assert_eq!(scripts(&waiting), ["10", "2"]);
    // It waits in the files of the project too.
    let (waiting, diagnostics) = parse_project(&render_project(&waiting));
    assert_eq!(said(&diagnostics), Vec::<String>::new());
    let merge = drift_merge(&waiting, "qa").expect("drift");
    let at: Subject = merge.conflicts[0].at.clone();
    assert_eq!((merge.conflicts.len(), at.to_string().as_str()), (1, "User → person / name"));
    assert!(finish_drift(&waiting, "qa").is_err());
    for (how, expected) in [
        (Settlement::Ours, "10"),
        (Settlement::Theirs, "11"),
        (Settlement::Base, "1"),
        (Settlement::Edited("12".into()), "12"),
    ] {
        let settled = settle_drift(&waiting, "qa", &at, Some(how)).expect("settled");
        let (settled, _) = parse_project(&render_project(&settled));
        assert!(drift_merge(&settled, "qa").is_some_and(|merge| merge.is_settled()));
        let finished = finish_drift(&settled, "qa").expect("all is settled");
        assert_eq!(scripts(&finished), [expected, "20"]);
        assert!(finished.environments["qa"].drift.is_none());
        assert_eq!(finished.environments["qa"].exchanged.as_ref(), Some(&theirs));
        let open = settle_drift(&settled, "qa", &at, None).expect("opened");
        assert!(finish_drift(&open, "qa").is_err());
    }
}

#[test]
fn an_unedited_project_takes_the_file_over_and_an_edited_one_keeps_its_edits() {
    for is_protected in [true, false] {
        let mut first = project();
        first.settings.environments[0].protected = is_protected;
        let (theirs, _) = exported(&with_script(&first, 0, "11"));
        let import = |model: &ProjectModel| {
            let plan = plan_import(model, theirs.clone());
            let imported = apply_import(model, &plan);
            let conflicts = match plan.way {
                ImportWay::TakeOver => None,
                ImportWay::Merge { merge, .. } => Some(merge.conflicts.len()),
            };
            (conflicts, scripts(&imported).join(" "), imported.environments["qa"].has_drift())
        };
        assert_eq!(import(&first), (None, "11 2".to_owned(), false));
        assert_eq!(import(&with_script(&first, 1, "20")), (Some(0), "11 20".to_owned(), false));
        assert_eq!(import(&with_script(&first, 0, "10")), (Some(1), "10 2".to_owned(), true));
        // Without an exchange there is nothing that both go back to.
        let mut fresh = with_script(&first, 0, "10");
        fresh.environments.clear();
        assert_eq!(import(&fresh), (None, "11 2".to_owned(), false));
    }
}

#[test]
fn a_file_that_is_based_on_an_earlier_version_is_merged_from_there() {
    let first = project();
    let base = first.environments["qa"].exchanged.clone().expect("a file");
    // Somebody designs against the first version, while the account gets a second one.
    let (theirs, _) = exported(&with_script(&first, 1, "20"));
    let (_, second) = exported(&with_script(&first, 0, "10"));
    let fit = |is_known: bool| said(&check_fit(&second, &theirs, is_known));
    assert_eq!(fit(true).len(), 1);
    assert!(fit(true)[0].starts_with("warning[M416]"), "{:?}", fit(true));
    assert!(
        fit(false)[0].starts_with("error[M416] : The file is based on another version of qa"),
        "{:?}",
        fit(false)
    );
    let plan = plan_import_from(&second, theirs, Some(base));
    assert_eq!(scripts(&apply_import(&second, &plan)), ["10", "20"]);
}

#[test]
fn what_does_not_fit_is_told() {
    let model = project();
    let (file, _) = exported(&with_script(&model, 0, "10"));
    assert_eq!(said(&check_fit(&model, &file, false)), Vec::<String>::new());
    let mut foreign = file.clone();
    "widget".clone_into(&mut foreign.provenance.account);
    assert_eq!(
        said(&check_fit(&model, &foreign, false)),
        [
            "error[M415] : The file was made for the account `widget`; qa of this project is the account `acme`"
        ]
    );
    let (_, newer) = exported(&with_script(&model, 0, "12"));
    let old = model.environments["qa"].exchanged.clone().expect("a file");
    let told = said(&check_fit(&newer, &old, false));
    assert!(told[0].starts_with("error[M416] : The file is the earlier revision 1 of qa"), "{told:?}");
    // Coming back to an earlier content is an edit like any other.
    let back = bring_back(&newer, &old);
    assert_eq!(scripts(&back), ["1", "2"]);
    assert_eq!(exported(&back).0.provenance.revision, 3);
}
