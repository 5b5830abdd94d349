//! `scimwright diff` and `scimwright merge`.

use scimwright::scim::ResourceType;
use serde_json::{Value, json};

use crate::bench::Bench;
use crate::folder::{Called, Folder, preset_folder, scimwright, scimwright_with};

const NOW: &str = "2026-01-01T00:00:00Z";

#[track_caller]
fn export(folder: &Folder) -> String {
    let file = folder.arg("m.scimmap.json");
    scimwright(&["export", &folder.arg(""), "--environment", "qa", "-o", &file, "--now", NOW]).exits(0);
    file
}

fn bench(name: &str) -> Bench {
    Bench::new().rule("name", name).rule("primary_email", "user.userName")
}

#[track_caller]
fn compare(before: &Folder, after: &Folder, more: &[&str]) -> Called {
    let (before, after) = (before.arg(""), after.arg(""));
    scimwright(&[&["diff", before.as_str(), after.as_str()], more].concat()).exits(0)
}

#[test]
fn differences_are_told_line_by_line() {
    let before = bench("let x = user.displayName;\nlet y = 1;\nlet z = 2;\nlet a = 3;\nlet b = 4;\nx")
        .table("t", &[("a", "1")]);
    let after = bench("let x = user.nickName;\nlet y = 1;\nlet z = 2;\nlet a = 3;\nlet b = 4;\nx")
        .rule("vip", "true")
        .table("t", &[("a", "2")]);
    let (before, after) = (before.save(), after.save());
    let told = "rule edited: User → person / name
  - let x = user.displayName;
                 ^^^^^^^^^^^
  + let x = user.nickName;
                 ^^^^^^^^
    let y = 1;
    let z = 2;
    let a = 3;
    …
rule added: User → person / vip
  + true
row changed: t / a
  - 1
  + 2
3 changes
";
    assert_eq!(compare(&before, &after, &[]).stdout, told);
    assert_eq!(compare(&before, &before, &[]).stdout, "nothing differs\n");
    // A mapping file of it is the same.
    let file = export(&before);
    assert_eq!(scimwright(&["diff", &file, &after.arg("")]).exits(0).stdout, told);
    let bytes = before.read("m.scimmap.json");
    assert_eq!(scimwright_with(&["diff", "-", &after.arg("")], bytes.as_bytes()).exits(0).stdout, told);
}

#[test]
fn what_comes_and_goes_is_told_with_all_it_holds() {
    let before = bench("1");
    let after = bench("1")
        .rule_set(ResourceType::Group, "organization")
        .rule("name", "group.displayName")
        .table("t", &[("a", "1"), ("b", "2")]);
    let (before, after) = (before.save(), after.save());
    assert_eq!(
        compare(&before, &after, &[]).stdout,
        "rule set added: Group → organization
  1 rule
  + // name
  + group.displayName
table added: t
  2 rows
  + a → 1
  + b → 2
2 changes
"
    );
    let back = compare(&after, &before, &[]).stdout;
    assert!(back.contains("table removed: t\n  2 rows\n  - a → 1\n"), "{back}");
}

#[test]
fn layout_alone_is_told_apart() {
    let (before, after) = (bench("user.title").save(), bench("user . title // as sent").save());
    assert_eq!(
        compare(&before, &after, &[]).stdout,
        "layout or comments alone: User → person / name\nnothing differs\n"
    );
    let told = compare(&before, &after, &["--format", "json"]).json();
    assert_eq!(told, json!({ "changes": [], "layout": ["User → person / name"] }));
}

#[test]
fn differences_are_told_as_json() {
    let (before, after) = (bench("1").save(), bench("2").variable("x", json!(1)).save());
    let told = compare(&before, &after, &["--format", "json"]).json();
    assert_eq!(
        told,
        json!({ "changes": [
            { "kind": "rule_edited", "subject": "User → person / name", "before": "1", "after": "2" },
            { "kind": "variable_added", "subject": "x", "before": null, "after": 1 },
        ] })
    );
}

#[test]
fn a_page_needs_nothing_besides() {
    let folder = Folder::new();
    let before = bench("\"<script>alert(1)</script>\" + user.displayName").save();
    let after = bench("\"<script>alert(1)</script>\" + user.nickName").save();
    let out = folder.arg("out.html");
    let told = compare(&before, &after, &["--format", "html", "-o", &out]);
    assert_eq!(told.stdout, "");
    let page = folder.read("out.html");
    for part in [
        "<!DOCTYPE html>\n<html lang=\"en\">",
        "prefers-color-scheme: dark",
        "<input type=\"checkbox\" id=\"show-rules\" checked> Rules (1)",
        "&quot;&lt;script&gt;alert(1)&lt;/script&gt;&quot; + user.<del>displayName</del>",
        "user.<ins>nickName</ins>",
        "<td aria-label=\"added\">+</td>",
        "<p class=\"count\">1 change</p>",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    for part in ["<script", "src=", "href=", "http://", "https://", "@import", "url("] {
        assert!(!page.contains(part), "{part}\n{page}");
    }
    for tag in ["table", "tr", "td", "details", "section", "fieldset", "label", "code"] {
        let (opened, closed) =
            (page.matches(&format!("<{tag}")).count(), page.matches(&format!("</{tag}>")).count());
        // `<thead` and `<th` begin with other letters, `<tr` with `<track` does not occur.
        assert_eq!(opened, closed, "{tag}");
    }
    let same = compare(&before, &before, &["--format", "html"]).stdout;
    assert!(same.contains("nothing differs") && !same.contains("<fieldset"));
}

#[test]
fn values_of_cases_stay_out_of_what_is_handed_on() {
    let before = Folder::copy_of(&preset_folder("okta-4me"));
    let after = Folder::copy_of(&preset_folder("okta-4me"));
    let name = after.files().into_keys().find(|name| name.starts_with("cases/")).expect("a case");
    let mut case: Value = serde_json::from_str(&after.read(&name)).expect("JSON");
    case["expected"]["record"]["job_title"] = json!("Somebody's secret");
    after.write(&name, serde_json::to_string_pretty(&case).expect("JSON"));
    let text = compare(&before, &after, &[]).stdout;
    assert!(text.contains("\n  differs in expected.record.job_title\n"), "{text}");
    for format in ["text", "html"] {
        assert!(!compare(&before, &after, &["--format", format]).stdout.contains("secret"), "{format}");
    }
}

#[test]
fn the_environment_of_a_project_is_chosen() {
    let folder = Folder::copy_of(&preset_folder("entra-4me"));
    let name = "environments/production.json";
    let mut state: Value = serde_json::from_str(&folder.read(name)).expect("JSON");
    state["variables"]["account_organization"] = json!("Elsewhere");
    let other = Folder::copy_of(folder.root());
    other.write(name, serde_json::to_string_pretty(&state).expect("JSON"));
    assert_eq!(compare(&folder, &other, &[]).stdout, "nothing differs\n");
    let production = compare(&folder, &other, &["--environment", "production"]).stdout;
    assert!(production.starts_with("variable changed: account_organization\n"), "{production}");
    let wrong = scimwright(&["diff", &folder.arg(""), &other.arg(""), "--environment", "test"]).exits(2);
    assert!(wrong.stderr.contains("there is no environment `test`"), "{}", wrong.stderr);
}

#[test]
fn what_cannot_be_read_is_not_compared() {
    let (before, after) = (bench("1").save(), bench("2").save());
    let both = scimwright(&["diff", "-", "-"]).exits(2);
    assert!(both.stderr.contains("only one of them can be standard input"));
    after.write("mapping.json", "{");
    let broken = scimwright(&["diff", &before.arg(""), &after.arg("")]).exits(1);
    assert!(broken.stdout.is_empty() && broken.stderr.contains("is not used"), "{}", broken.stderr);
    scimwright(&["diff", &before.arg(""), &before.arg("nothing.json")]).exits(2);
}

/// Base, ours and theirs as mapping files, and where the merge goes.
struct Sides {
    base: Folder,
    ours: Folder,
    theirs: Folder,
}

impl Sides {
    fn new(base: Bench, ours: Bench, theirs: Bench) -> Self {
        Self { base: base.save(), ours: ours.save(), theirs: theirs.save() }
    }

    #[track_caller]
    fn merge(&self, more: &[&str]) -> Called {
        let (base, ours, theirs) = (export(&self.base), self.ours.arg(""), export(&self.theirs));
        let out = self.base.arg("out.scimmap.json");
        let arguments = ["merge", &base, &ours, &theirs, "-o", &out, "--now", NOW];
        scimwright(&[&arguments[..], more].concat())
    }

    fn is_written(&self) -> bool {
        self.base.path("out.scimmap.json").exists()
    }

    #[track_caller]
    fn rules(&self) -> Vec<String> {
        let file: Value = serde_json::from_str(&self.base.read("out.scimmap.json")).expect("JSON");
        let rules = file["rule_sets"][0]["rules"].as_array().expect("rules");
        rules
            .iter()
            .map(|rule| format!("{}: {}", rule["field"].as_str().unwrap_or_default(), rule["script"]))
            .collect()
    }
}

#[test]
fn edits_of_both_sides_come_together_in_a_file() {
    let sides = Sides::new(bench("1"), bench("2"), bench("1").rule("vip", "true"));
    let told = sides.merge(&[]).exits(0);
    assert!(
        told.stdout.starts_with("1 change of ours, 1 change of theirs, 0 conflicts\nmerged into "),
        "{}",
        told.stdout
    );
    assert_eq!(sides.rules(), ["name: \"2\"", "primary_email: \"user.userName\"", "vip: \"true\""]);
    let file: Value = serde_json::from_str(&sides.base.read("out.scimmap.json")).expect("JSON");
    let theirs: Value = serde_json::from_str(&sides.theirs.read("m.scimmap.json")).expect("JSON");
    assert_eq!(file["provenance"]["based_on"], theirs["provenance"]["digest"]);
    assert_eq!(file["provenance"]["environment"], "qa");
    assert_eq!(file["provenance"]["revision"], 2);
    // It is a mapping file like any other.
    scimwright(&["check", &sides.base.arg("out.scimmap.json")]).exits(0);
    let differs = scimwright(&["diff", &sides.theirs.arg(""), &sides.base.arg("out.scimmap.json")]).exits(0);
    assert!(differs.stdout.ends_with("1 change\n"), "{}", differs.stdout);
}

#[test]
fn conflicts_are_told_and_settled() {
    let sides = Sides::new(bench("1"), bench("2"), bench("3"));
    let told = sides.merge(&[]).exits(1);
    assert_eq!(
        told.stdout,
        "conflict: User → person / name
  base   1
  ours   2
  theirs 3
  --settle 'User → person / name=ours', =theirs or =base
1 change of ours, 1 change of theirs, 1 conflict
1 conflict is open; settle it with --settle; nothing is written
"
    );
    assert!(!sides.is_written());
    let check = |how: &str, expected: &str| {
        sides.merge(&["--settle", &format!("User → person / name={how}")]).exits(0);
        assert_eq!(sides.rules()[0], format!("name: {expected}"));
    };
    check("ours", "\"2\"");
    check("theirs", "\"3\"");
    check("base", "\"1\"");
    check("user.title ?? \"==\"", "\"user.title ?? \\\"==\\\"\"");
    check("{\"field\":\"name\",\"script\":[\"4\",\"5\"]}", "[\"4\",\"5\"]");
    let unknown = sides.merge(&["--settle", "User → person / vip=ours"]).exits(2);
    assert!(
        unknown
            .stderr
            .contains("there is no conflict about `User → person / vip`; there is User → person / name")
    );
    let shapeless = sides.merge(&["--settle", "ours"]).exits(2);
    assert!(shapeless.stderr.contains("is no SUBJECT=HOW"), "{}", shapeless.stderr);
}

#[test]
fn conflicts_are_reported_as_json() {
    let sides = Sides::new(bench("a\nb\nc"), bench("x\nb\nc"), bench("a\nb\nz"));
    let report = sides.base.arg("report.json");
    let told = sides.merge(&["--format", "json", "--report", &report]).exits(1);
    assert_eq!(told.stdout, sides.base.read("report.json"));
    let told = told.json();
    assert_eq!((&told["open"], &told["output"]), (&json!(1), &Value::Null));
    let conflict = &told["conflicts"][0];
    assert_eq!(conflict["subject"], "User → person / name");
    assert_eq!(conflict["ours"]["script"], json!(["x", "b", "c"]));
    assert_eq!(conflict["theirs"]["script"], json!(["a", "b", "z"]));
    assert_eq!(conflict["proposal"]["script"], json!(["x", "b", "z"]));
    assert_eq!(conflict["settled"], Value::Null);
    let settled =
        sides.merge(&["--format", "json", "--settle", "User → person / name=theirs"]).exits(0).json();
    assert_eq!((&settled["open"], &settled["conflicts"][0]["settled"]), (&json!(0), &json!("theirs")));
    assert!(settled["digest"].as_str().is_some_and(|digest| digest.starts_with("sha256:")));
}

#[test]
fn a_merge_can_go_to_standard_output() {
    let sides = Sides::new(bench("1"), bench("2"), bench("1"));
    let (base, ours, theirs) = (sides.base.arg(""), sides.ours.arg(""), sides.theirs.arg(""));
    let told = scimwright(&["merge", &base, &ours, &theirs, "-o", "-", "--now", NOW]).exits(0);
    assert_eq!(told.json()["format"], "scimwright-mapping");
    assert!(
        told.stderr.contains("merged into standard input") || told.stderr.contains("merged into"),
        "{}",
        told.stderr
    );
}

#[test]
fn cases_of_projects_leave_only_where_files_have_them() {
    let folder = Folder::copy_of(&preset_folder("okta-4me"));
    let root = folder.arg("");
    let merged = scimwright(&["merge", &root, &root, &root, "-o", "-", "--now", NOW]).exits(0).json();
    assert_eq!(merged.get("cases"), None);
}

#[test]
fn cases_of_real_people_are_merged_only_when_unlocked() {
    let folder = Folder::copy_of(&preset_folder("okta-4me"));
    let file = folder.arg("m.scimmap.json");
    let export =
        ["export", &folder.arg(""), "--environment", "qa", "--with-cases", "-o", &file, "--now", NOW];
    scimwright(&export).exits(0);
    for (path, bytes) in folder.files().into_iter().filter(|(path, _)| path.starts_with("samples/")) {
        let text = String::from_utf8_lossy(&bytes).replace("  \"people\": \"made_up\",\n", "");
        folder.write(&path, text);
    }
    let (root, out) = (folder.arg(""), folder.arg("out.scimmap.json"));
    let merge = ["merge", &file, &root, &file, "-o", &out, "--now", NOW];
    let refused = scimwright(&merge).exits(1);
    assert!(refused.stderr.contains("show real people") && refused.stderr.contains("--unlock-people"));
    assert!(!folder.path("out.scimmap.json").exists());
    scimwright(&[&merge[..], &["--unlock-people"]].concat()).exits(0);
    let merged: Value = serde_json::from_str(&folder.read("out.scimmap.json")).expect("JSON");
    assert!(merged["cases"].is_object());
}
