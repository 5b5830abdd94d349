//! `scimwright report`.

use std::fs;

use scimwright::project::save_project;
use serde_json::json;

use crate::folder::{Called, Folder, scimwright};
use crate::report::customer::Customer;
use crate::report::sheets::{NOW, project};

fn folder() -> Folder {
    let folder = Folder::new();
    save_project(&project(), folder.root(), None).expect("the project can be saved");
    folder
}

fn report(folder: &Folder, more: &[&str]) -> Called {
    let root = folder.arg("");
    let arguments: Vec<&str> =
        ["report", root.as_str(), "--now", NOW].into_iter().chain(more.iter().copied()).collect();
    scimwright(&arguments)
}

#[test]
fn the_form_is_known_by_the_name_of_the_file() {
    let folder = folder();
    for (name, starts_with) in [("a.html", "<!DOCTYPE html>"), ("a.MD", "# Akkoordblad: Bench")] {
        report(&folder, &["-o", &folder.arg(name), "--language", "nl"]).exits(0);
        let text = folder.read(name);
        assert!(text.starts_with(starts_with), "{name}: {}", text.lines().next().unwrap_or_default());
    }
    let printed = report(&folder, &["-o", "-", "--as", "md"]).exits(0);
    assert!(printed.stdout.starts_with("# Sign-off sheet: Bench\n"));
    let refused = report(&folder, &["-o", &folder.arg("a.pdf")]).exits(2);
    assert_eq!(
        refused.stderr,
        "scimwright: the name of the file says no form; use .html, .xlsx or .md, or --as\n"
    );
    let refused = report(&folder, &["-o", &folder.arg("a.md"), "--person", "09"]).exits(2);
    assert_eq!(refused.stderr, "scimwright: there is no sample `09`; there is 01-ada, 02-bo, 03-nobody\n");
    let refused = report(&folder, &["-o", &folder.arg("a.md"), "--environment", "nowhere"]).exits(2);
    assert_eq!(refused.stderr, "scimwright: there is no environment `nowhere`; there is qa\n");
}

#[test]
fn real_people_are_refused_until_they_are_unlocked() {
    let folder = folder();
    let sample = folder.read("samples/01-ada.json").replace("\"people\": \"made_up\",", "");
    folder.write("samples/01-ada.json", sample);
    let arguments = ["-o", &folder.arg("a.md"), "--person", "01-ada"];
    let refused = report(&folder, &arguments).exits(1);
    assert_eq!(
        refused.stderr,
        "scimwright: 1 sample shows real people: 01-ada; mask them with `scimwright mask`, or let them out with --unlock-people\n"
    );
    assert!(!folder.path("a.md").exists());
    report(&folder, &[&arguments[..], &["--unlock-people"]].concat()).exits(0);
    assert!(folder.read("a.md").contains("- People shown: real people; handle this sheet with care"));
}

#[test]
fn two_corrected_cells_become_two_red_cases() {
    let folder = folder();
    report(&folder, &["-o", &folder.arg("sheet.xlsx")]).exits(0);
    let sheet = fs::read(folder.path("sheet.xlsx")).expect("the sheet");
    let corrected = Customer::open(&sheet)
        .corrects("job_title", "01-ada", "Team lead")
        .corrects("name", "02-bo", "Bo Berg")
        .corrects(":confirmed", "01-ada", "x")
        .save();
    folder.write("back.xlsx", corrected);
    let import = ["--import", &folder.arg("back.xlsx"), "--reviewer", "Grace", "--date", "2026-03-10"];
    let told = "red    01-ada: Job title (sign-off): Job title: `Team lead` in place of `Lead` (Results!D9)\n\
                red    02-bo: Name (sign-off): Name: `Bo Berg` in place of `bo` (Results!E8)\n\
                green  01-ada (sign-off): 5 results confirmed\n\
                2 red, 1 green; 2 results corrected, 6 results confirmed, 0 cells not understood";
    let dry = report(&folder, &[&import[..], &["--dry-run"]].concat()).exits(0);
    assert_eq!((dry.stdout, dry.stderr), (format!("{told}; nothing is saved\n"), String::new()));
    assert!(!folder.path("cases").exists());
    let done = report(&folder, &import).exits(0);
    assert_eq!(done.stdout, format!("{told}\n"));
    let case: serde_json::Value =
        serde_json::from_str(&folder.read("cases/sign-off-01-ada-job_title.json")).expect("a case");
    assert_eq!(
        case,
        json!({
            "name": "01-ada: Job title (sign-off)", "sample": "01-ada", "record_type": "person", "only": ["job_title"],
            "expected": {"status": "written", "record": {"job_title": "Team lead"}},
            "review": {"by": "Grace", "at": "2026-03-10", "note": "corrected in Results!D9: Job title: `Team lead` in place of `Lead`"}
        })
    );
    let tested = scimwright(&["test", &folder.arg(""), "--format", "json"]).exits(1).json();
    assert_eq!((&tested["failed"], &tested["passed"]), (&json!(2), &json!(1)));
    let json = report(&folder, &[&import[..], &["--format", "json"]].concat()).exits(0).json();
    assert_eq!((&json["red"], &json["green"], &json["confirmed_results"]), (&json!(2), &json!(1), &json!(6)));
    assert_eq!(json["cases"][0]["cell"], "Results!D9");
}

#[test]
fn what_is_not_understood_is_told_and_the_rest_is_taken_over() {
    let folder = folder();
    report(&folder, &["-o", &folder.arg("sheet.xlsx")]).exits(0);
    let sheet = fs::read(folder.path("sheet.xlsx")).expect("the sheet");
    let back = Customer::open(&sheet).corrects("vip", "01-ada", "maybe").corrects("name", "02-bo", "Bo");
    folder.write("back.xlsx", back.save());
    let told = report(&folder, &["--import", &folder.arg("back.xlsx")]).exits(1);
    assert!(
        told.stderr.contains("error[M420]: Results!D10: VIP: `maybe` is not understood"),
        "{}",
        told.stderr
    );
    assert!(
        told.stdout
            .ends_with("1 red, 0 green; 1 result corrected, 0 results confirmed, 1 cell not understood\n")
    );
    assert!(folder.path("cases/sign-off-02-bo-name.json").is_file());
    let refused = report(&folder, &["--import", &folder.arg("project.json")]).exits(1);
    assert!(refused.stderr.contains("is not taken over: this is no sign-off sheet"), "{}", refused.stderr);
    let settings = folder.read("project.json").replace("\"Bench\"", "\"Other\"");
    folder.write("project.json", settings);
    let foreign = report(&folder, &["--import", &folder.arg("back.xlsx")]).exits(1);
    assert!(foreign.stderr.contains("the project is unchanged"), "{}", foreign.stderr);
}
