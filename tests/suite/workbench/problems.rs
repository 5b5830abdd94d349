//! The list of problems: errors first, what many samples show once, each with the place it is
//! mended at.

use std::sync::Arc;

use indexmap::IndexMap;
use jiff::Timestamp;
use scimwright::diagnostic::{Code, Diagnostic};
use scimwright::mapping::{Case, Expected, RunStatus};
use scimwright::scim::ResourceType;
use scimwright::workbench::{ProblemTarget, Workbench};
use serde_json::json;

use super::desk::Desk;
use crate::bench::Bench;

/// `severity[code] target ×samples from first: message`.
fn shown(desk: &Desk) -> Vec<String> {
    let line = |problem: &scimwright::workbench::Problem| {
        let target = match problem.target {
            ProblemTarget::Script(place) => desk.workbench.script_title(place).expect("a script"),
            ProblemTarget::Sample(sample) => format!("sample {sample}"),
            ProblemTarget::TableRow { .. } | ProblemTarget::Variable | ProblemTarget::File => {
                problem.diagnostic.place.file.clone().unwrap_or_default()
            }
        };
        let samples = match (problem.sample, problem.sample_count) {
            (None, _) => String::new(),
            (Some(first), count) => format!(" ×{count} from {first}"),
        };
        let diagnostic = &problem.diagnostic;
        format!(
            "{}[{}] {target}{samples}: {}",
            diagnostic.severity.word(),
            diagnostic.code.id(),
            diagnostic.message
        )
    };
    desk.workbench.preview().problems.iter().map(line).collect()
}

fn user(name: &str, title: &str) -> serde_json::Value {
    json!({ "userName": format!("{name}@acme.example"), "displayName": name, "title": title })
}

#[test]
fn the_same_problem_of_many_samples_is_listed_once() {
    let bench = Bench::new()
        .rule("primary_email", "user.userName")
        .rule("name", "user.displayName")
        .rule("job_title", "user.title")
        .rule("vip", "user.title")
        .rule("location", "1 / 0")
        .sample("01", "1", user("Ann", "T"))
        .sample("02", "2", user("Bob", &"x".repeat(81)))
        .sample("03", "3", user("Cis", &"y".repeat(81)))
        .sample("04", "4", user("", "true"));
    let mut desk = Desk::of(bench.model);
    desk.work();
    assert_eq!(
        shown(&desk),
        [
            "error[V502] User → person / vip ×3 from 0: VIP wants true or false, the script gives a text",
            "error[R302] User → person / location ×4 from 0: Division by zero: 1 / 0",
            "error[V501] User → person / job_title ×2 from 1: Job title has 81 characters, at most 80 are allowed",
            "error[V504] User → person / primary_email ×1 from 3: `@acme.example` is not an e-mail address",
            "error[V505] sample 3 ×1 from 3: No person is written: primary email is required and empty",
            "warning[R338] User → person / name: `name` is required, and `user.displayName` may be missing",
        ]
    );
}

#[test]
fn what_the_compiler_says_is_listed_once_with_its_script() {
    let bench = Bench::new()
        .rule("primary_email", "user.userName")
        .rule("name", "usr.displayName")
        .rule("nmae", "1")
        .rule("vip", "true")
        .rule("vip", "false")
        .condition("let x =")
        .functions("fn broken( {")
        .rule_set(ResourceType::Group, "team")
        .sample("01", "1", user("Ann", "T"))
        .sample("02", "2", user("Bob", "T"));
    let mut desk = Desk::of(bench.model);
    desk.work();
    assert_eq!(
        shown(&desk),
        [
            "error[R301] helper functions: `(` of `broken` is not closed",
            "error[R309] User → person / name: There is no variable `usr`",
            "error[R304] User → person / nmae: Person has no field `nmae`",
            "error[R301] User → person / condition: The script ends too early; a value is missing",
            "error[R307] : 4me (Xurrent) has no record type `team`",
            "error[V505] sample 0 ×1 from 0: No person is written: the condition fails: The script ends too early; a value is missing",
            "error[V505] sample 1 ×1 from 1: No person is written: the condition fails: The script ends too early; a value is missing",
            "warning[R306] User → person / vip: Two rules fill `vip`; the later one wins",
        ]
    );
    let twice = desk.workbench.preview().problems.last().expect("a problem");
    let later = scimwright::workbench::ScriptPlace::Rule { rule_set: 0, rule: 4 };
    assert_eq!(twice.target, ProblemTarget::Script(later));
}

#[test]
fn rejections_are_warnings_for_people_and_nothing_for_groups() {
    let group = json!({ "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": "G" });
    let bench = Bench::default_mapping()
        .sample("01", "1", json!({ "userName": "ann", "displayName": "Ann" }))
        .sample("02", "2", group);
    let mut desk = Desk::of(bench.model);
    desk.work();
    assert_eq!(shown(&desk), ["warning[V505] sample 0 ×1 from 0: No person is written: e-mail is not known"]);
}

#[test]
fn a_rejection_that_a_case_expects_is_no_problem() {
    let model =
        Bench::default_mapping().sample("01", "1", json!({ "userName": "ann", "displayName": "Ann" })).model;
    for (status, expected) in [(RunStatus::Rejected, 0), (RunStatus::Written, 1)] {
        let case = Case::new(
            "No e-mail".to_owned(),
            "01".to_owned(),
            "person".to_owned(),
            Expected { status, record: None },
        );
        let mut model = model.clone();
        model.cases = Arc::new(IndexMap::from([("01".to_owned(), case)]));
        let mut desk = Desk::of(model);
        desk.work();
        assert_eq!(shown(&desk).len(), expected, "{status:?}");
    }
}

#[test]
fn what_was_found_while_loading_is_listed() {
    let model = Bench::new()
        .rule("name", "1 / 0")
        .rule("primary_email", "\"a@b.example\"")
        .sample("01", "1", user("A", ""))
        .table("t", &[("a", "1"), ("a", "2")])
        .model;
    // What repeats in a table is found in the table as it is now, not listed again as it was loaded.
    let found = vec![
        Diagnostic::error(Code::FileNotJson, "This is not JSON").in_file("samples/02.json"),
        Diagnostic::warning(Code::TableKeyTwice, "The key `a` stands already in line 2")
            .in_file("tables/t.csv"),
    ];
    let workbench = Workbench::new(model, None, found, Timestamp::UNIX_EPOCH);
    let mut desk = Desk::new();
    desk.workbench = workbench;
    desk.work();
    assert_eq!(
        shown(&desk),
        [
            "error[M401] samples/02.json: This is not JSON",
            "error[R302] User → person / name ×1 from 0: Division by zero: 1 / 0",
            "error[V505] sample 0 ×1 from 0: No person is written: name is required and empty",
            "warning[L602] tables/t.csv: The key `a` conflicts with row 1, which counts",
        ]
    );
}

#[test]
fn a_fix_is_offered_only_where_it_is_known_which_rule_is_meant() {
    let n_fixes = |bench: Bench| {
        let mut desk = Desk::of(bench.model);
        desk.work();
        let problems = desk.workbench.preview().problems.iter().map(|problem| &problem.diagnostic);
        problems.filter(|found| found.code == Code::UnknownAttribute && found.fix.is_some()).count()
    };
    let bench = || Bench::new().rule("job_title", "user.titel");
    assert_eq!(n_fixes(bench()), 1);
    assert_eq!(n_fixes(bench().rule("job_title", "user.userName")), 0);
}
