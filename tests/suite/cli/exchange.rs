//! `scimwright export` and `scimwright import`.

use serde_json::{Value, json};

use crate::bench::Bench;
use crate::folder::{Folder, preset_folder, scimwright, scimwright_with};

const EARLY: &str = "2026-01-01T00:00:00Z";
const LATE: &str = "2026-12-31T00:00:00Z";

#[track_caller]
fn export(folder: &Folder, file: &str, now: &str) -> String {
    scimwright(&["export", &folder.arg(""), "--environment", "qa", "-o", &folder.arg(file), "--now", now])
        .exits(0);
    folder.read(file)
}

/// The same text; otherwise the first lines that differ.
#[track_caller]
fn check_same(left: &str, right: &str) {
    let differing = left.lines().zip(right.lines()).find(|(left, right)| left != right);
    assert_eq!(differing, None);
    assert!(left == right);
}

#[test]
fn out_in_and_out_again_is_the_same_to_the_byte() {
    let qa = Folder::copy_of(&preset_folder("entra-4me"));
    let text = export(&qa, "out.scimmap.json", EARLY);
    check_same(&export(&qa, "again.scimmap.json", LATE), &text);
    let fresh = Folder::new();
    let other = Folder::copy_of(&preset_folder("entra-4me"));
    other.write("mapping.json", "{\"format\": \"scimwright-rules\", \"version\": 1, \"rule_sets\": []}");
    for target in [&fresh, &other] {
        scimwright(&["import", &qa.arg("out.scimmap.json"), &target.arg("")]).exits(0);
        check_same(&export(target, "back.scimmap.json", LATE), &text);
    }
    assert!(fresh.path("project.json").is_file() && fresh.path("tables/languages.csv").is_file());
    scimwright(&["check", &fresh.arg("")]).exits(0);
    let again = scimwright(&["import", &qa.arg("out.scimmap.json"), &qa.arg("")]).exits(0);
    assert_eq!(again.stdout, "nothing differs\n");
}

#[test]
fn an_import_tells_what_changes() {
    let before = Bench::new().rule("name", "user.displayName").rule("primary_email", "user.userName");
    let after =
        Bench::new().rule("name", "user.nickName").rule("primary_email", "user.userName").rule("vip", "true");
    let (before, after) = (before.save(), after.save());
    export(&after, "m.json", EARLY);
    let dry = scimwright(&["import", &after.arg("m.json"), &before.arg(""), "--dry-run"]).exits(0);
    let told = "rule edited: User → person / name
  - user.displayName
         ^^^^^^^^^^^
  + user.nickName
         ^^^^^^^^
rule added: User → person / vip
  + true
2 changes
";
    assert_eq!(dry.stdout, told);
    assert!(before.read("mapping.json").contains("displayName"));
    let json =
        scimwright(&["import", &after.arg("m.json"), &before.arg(""), "--dry-run", "--format", "json"])
            .exits(0)
            .json();
    assert_eq!(
        json,
        json!({ "changes": [
            { "kind": "rule_edited", "subject": "User → person / name", "before": "user.displayName", "after": "user.nickName" },
            { "kind": "rule_added", "subject": "User → person / vip", "before": null, "after": "true" },
        ] })
    );
    let done = scimwright_with(&["import", "-", &before.arg("")], after.read("m.json").as_bytes()).exits(0);
    assert_eq!(done.stdout, told);
    assert!(before.read("mapping.json").contains("nickName"));
}

/// A project whose name was edited to `2` since its export, and a file of the account in which it is `3`.
fn edited_on_both_sides() -> (Folder, String) {
    let bench = |name: &str| Bench::new().rule("name", name).rule("primary_email", "user.userName").save();
    let (ours, account) = (bench("1"), bench("1"));
    let first = export(&ours, "first.json", EARLY);
    account.write("first.json", first);
    scimwright(&["import", &account.arg("first.json"), &account.arg("")]).exits(0);
    for (folder, script) in [(&ours, "2"), (&account, "3")] {
        let mapping = folder.read("mapping.json");
        folder.write(
            "mapping.json",
            mapping.replacen("\"script\": \"1\"", &format!("\"script\": \"{script}\""), 1),
        );
        assert!(folder.read("mapping.json") != mapping);
    }
    ours.write("theirs.json", export(&account, "theirs.json", LATE));
    let theirs = ours.arg("theirs.json");
    (ours, theirs)
}

#[test]
fn what_was_edited_in_an_open_environment_is_not_replaced() {
    let (folder, theirs) = edited_on_both_sides();
    let import = |file: &str, more: &[&str]| scimwright(&[&["import", file, &folder.arg("")], more].concat());
    let waiting = import(&theirs, &[]).exits(1);
    assert!(waiting.stdout.contains("conflict: User → person / name"), "{}", waiting.stdout);
    assert!(folder.read("mapping.json").contains("\"script\": \"2\""));
    let own = import(&folder.arg("first.json"), &["--dry-run"]).exits(0);
    assert_eq!(
        own.stdout,
        "the file changes nothing; 1 change of the project since the last exchange kept\n"
    );
    import(&theirs, &["--theirs"]).exits(0);
    assert!(folder.read("mapping.json").contains("\"script\": \"3\""));
}

#[test]
fn a_misspelt_side_does_not_become_a_script() {
    let (folder, theirs) = edited_on_both_sides();
    let settle = |how: &str, status: i32| {
        let settle = format!("User → person / name={how}");
        let import =
            ["import", &theirs, &folder.arg(""), "--settle", &settle, "--dry-run", "--format", "json"];
        scimwright(&import).exits(status)
    };
    for (how, expected) in [
        ("their", "did you mean `theirs`?"),
        ("Thiers", "did you mean `theirs`?"),
        ("OUR", "did you mean `ours`?"),
        ("nonsense", "there is ours, theirs and base."),
    ] {
        let told = settle(how, 2).stderr;
        assert!(told.contains(&format!("cannot be settled as `{how}`; {expected}")), "{told}");
    }
    for (how, expected) in [
        ("Theirs", json!("theirs")),
        ("OURS", json!("ours")),
        ("base", json!("base")),
        ("\"nonsense\"", json!({ "edited": "nonsense" })),
        ("user.title", json!({ "edited": "user.title" })),
    ] {
        assert_eq!(settle(how, 0).json()["conflicts"][0]["settled"], expected, "{how}");
    }
}

#[test]
fn a_settlement_without_a_conflict_is_wrong_use() {
    let (folder, _) = edited_on_both_sides();
    let fresh = Folder::new();
    let import = |settle: &str| {
        let import = ["import", &folder.arg("first.json"), &fresh.arg("p"), "--settle", settle];
        scimwright(&import).exits(2).stderr
    };
    assert!(
        import("User → person / name=theirs").contains("there is no conflict about `User → person / name`")
    );
    assert!(import("theirs").contains("is no SUBJECT=HOW"));
    assert_eq!(fresh.files().len(), 0);
}

#[test]
fn what_was_accepted_against_a_file_is_written_down() {
    let bench = Bench::new().rule("name", "user.displayName").rule("primary_email", "user.userName");
    let folder = bench.save();
    let text = export(&folder, "m.json", EARLY);
    folder.write("altered.json", text.replacen("displayName", "nickName", 1));
    scimwright(&["import", &folder.arg("altered.json"), &folder.arg(""), "--accept-altered"]).exits(0);
    let told = scimwright(&["history", &folder.arg("")]).exits(0).stdout;
    let last = told.lines().last().unwrap_or_default();
    assert!(last.ends_with("altered.json — accepted: changed after its export"), "{told}");
    let time = last.split(' ').next().unwrap_or_default();
    assert_eq!(time.len(), "2026-01-01T00:00:00Z".len(), "{time}");
}

#[test]
fn an_export_can_go_to_standard_output() {
    let folder = Bench::new().rule("name", "user.displayName").rule("primary_email", "user.userName").save();
    let called =
        scimwright(&["export", &folder.arg(""), "--environment", "qa", "-o", "-", "--now", EARLY]).exits(0);
    let file = called.json();
    assert_eq!(
        (&file["format"], &file["version"], &file["provenance"]["environment"]),
        (&json!("scimwright-mapping"), &json!(2), &json!("qa"))
    );
    assert_eq!(file["provenance"]["exported_at"], EARLY);
    assert!(
        called.stderr.starts_with("exported standard output for qa")
            || called.stderr.starts_with("exported "),
        "{}",
        called.stderr
    );
}

#[test]
fn the_outcome_of_an_export_can_be_json() {
    let folder = Bench::new().rule("name", "1").save();
    let called = scimwright(&[
        "export",
        &folder.arg(""),
        "--environment",
        "qa",
        "-o",
        &folder.arg("m.json"),
        "--format",
        "json",
    ]);
    let told = called.exits(0).json();
    assert_eq!(told["file"], folder.arg("m.json"));
    assert_eq!(told["provenance"]["revision"], 1);
    assert!(told["provenance"]["digest"].as_str().is_some_and(|digest| digest.starts_with("sha256:")));
}

#[test]
fn an_export_with_errors_is_blocked_for_a_protected_environment() {
    let folder = Folder::copy_of(&preset_folder("okta-4me"));
    let broken =
        folder.read("mapping.json").replacen("first_present([user.title])", "first_present([usr.title])", 1);
    folder.write("mapping.json", broken);
    let before = folder.files();
    let production =
        scimwright(&["export", &folder.arg(""), "--environment", "production", "-o", &folder.arg("m.json")])
            .exits(1);
    assert!(production.stderr.contains("error[R309]"), "{}", production.stderr);
    assert!(production.stderr.contains(
        "the export is blocked: the mapping has errors, and the environment production is protected"
    ));
    assert_eq!(folder.files(), before);
    let qa =
        scimwright(&["export", &folder.arg(""), "--environment", "qa", "-o", &folder.arg("m.json")]).exits(0);
    assert!(qa.stderr.contains("error[R309]"));
}

#[test]
fn only_the_environment_is_touched_by_an_export() {
    let folder = Folder::copy_of(&preset_folder("onelogin-4me"));
    let before = folder.files();
    export(&folder, "m.json", EARLY);
    let changed: Vec<_> = folder
        .files()
        .into_iter()
        .filter(|(name, bytes)| before.get(name) != Some(bytes))
        .map(|(name, _)| name)
        .collect();
    assert_eq!(changed.len(), 4);
    assert_eq!([&changed[0], &changed[2], &changed[3]], ["environments/qa.json", "ledger.ndjson", "m.json"]);
    assert!(changed[1].starts_with("history/") && folder.read(&changed[1]) == folder.read("m.json"));
    let state: Value = serde_json::from_str(&folder.read("environments/qa.json")).expect("JSON");
    assert_eq!(state["exchanged"]["provenance"]["exported_at"], EARLY);
}

#[test]
fn cases_are_exported_when_chosen() {
    let folder = Folder::copy_of(&preset_folder("google-4me"));
    let export = |more: &[&str]| -> Value {
        let (root, out) = (folder.arg(""), folder.arg("m.json"));
        let arguments = ["export", &root, "--environment", "qa", "-o", &out];
        scimwright(&arguments.into_iter().chain(more.iter().copied()).collect::<Vec<_>>()).exits(0);
        serde_json::from_str(&folder.read("m.json")).expect("JSON")
    };
    assert_eq!(export(&[]).get("cases"), None);
    assert_eq!(export(&["--with-cases"])["cases"].as_object().map(serde_json::Map::len), Some(14));
    assert!(export(&[]).get("cases").is_some());
    assert_eq!(export(&["--without-cases"]).get("cases"), None);
}

#[test]
fn wrong_use_is_told_apart_from_wrong_input() {
    let folder = Folder::copy_of(&preset_folder("okta-4me"));
    let check = |arguments: &[&str], status: i32, message: &str| {
        let called = scimwright(arguments).exits(status);
        assert!(called.stderr.contains(message), "{arguments:?}: {}", called.stderr);
    };
    let (root, out) = (folder.arg(""), folder.arg("m.json"));
    check(
        &["export", &root, "--environment", "staging", "-o", &out],
        2,
        "the project has no environment `staging`; it has qa, production",
    );
    check(&["export", &root, "-o", &out], 2, "--environment");
    check(&["export", &root, "--environment", "qa"], 2, "--output");
    check(
        &["export", &root, "--environment", "qa", "-o", &out, "--with-cases", "--without-cases"],
        2,
        "cannot be used with",
    );
    check(
        &["export", &root, "--environment", "qa", "-o", &folder.arg("project.json/x.json")],
        1,
        "cannot be written",
    );
    check(&["import", &folder.arg("nothing.json"), &root], 2, "nothing.json does not exist");
    check(&["import", &folder.arg("project.json"), &root], 1, "it is a `scimwright-project`");
    check(&["import", &folder.arg("samples"), &root], 1, "cannot be read");
    // A folder with other things in it is no place for a new project.
    export(&folder, "m.json", EARLY);
    let other = Folder::new();
    other.write("thesis.txt", "x");
    check(&["import", &out, &other.arg("")], 2, "is not a Scimwright project");
    assert_eq!(other.files().len(), 1);
}
