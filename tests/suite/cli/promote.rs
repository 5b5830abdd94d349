//! From QA to production on the command line: `promote`, `export` to a protected environment, `import`
//! with its refusals, `history`, `verify` and `keys`.

use serde_json::{Value, json};

use crate::bench::Bench;
use crate::folder::{Called, Folder, preset_folder, scimwright, scimwright_with_keys};

const NOW: [&str; 2] = ["--now", "2026-03-01T12:00:00Z"];

/// A preset with a file of its production account, as it was exported first.
struct Trip {
    folder: Folder,
}

impl Trip {
    fn new() -> Self {
        let folder = Folder::copy_of(&preset_folder("entra-4me"));
        let trip = Self { folder };
        trip.promote(&["--acknowledge", "all", "-o", &trip.folder.arg("first.json")]).exits(0);
        trip
    }

    fn promote(&self, more: &[&str]) -> Called {
        let root = self.folder.arg("");
        let arguments = ["promote", &root, "--from", "qa", "--to", "production"];
        scimwright(&[&arguments[..], more, &NOW[..]].concat())
    }

    fn call(&self, name: &str, more: &[&str]) -> Called {
        scimwright(&[&[name, &self.folder.arg("")], more].concat())
    }

    /// The job title of everybody; the cases go, since they would be red.
    fn edit(&self, script: &str) {
        let before = self.folder.read("mapping.json");
        let mut mapping: Value = serde_json::from_str(&before).expect("JSON");
        let rules = mapping["rule_sets"][0]["rules"].as_array_mut().expect("rules");
        let rule = rules.iter_mut().find(|rule| rule["field"] == "job_title").expect("a rule");
        rule["script"] = json!(script);
        self.folder.write("mapping.json", mapping.to_string());
        for (name, _) in self.folder.files() {
            if name.starts_with("cases/") {
                std::fs::remove_file(self.folder.path(&name)).expect("a case");
            }
        }
    }

    /// The groups that the checklist lists.
    fn groups(&self) -> Vec<String> {
        let json = self.promote(&["--dry-run", "--format", "json"]).json();
        let groups = json["impact"]["groups"].as_array().expect("groups");
        groups.iter().map(|group| group["id"].as_str().expect("an id").to_owned()).collect()
    }
}

#[test]
fn nothing_leaves_before_every_check_has_passed() {
    let folder = Folder::copy_of(&preset_folder("entra-4me"));
    let before = folder.files();
    let root = folder.arg("");
    let out = folder.arg("m.json");
    let blocked = scimwright(&["promote", &root, "--from", "qa", "--to", "production", "-o", &out]).exits(1);
    assert!(
        blocked.stdout.contains("passed   Cases: 13 of 13 cases green in production"),
        "{}",
        blocked.stdout
    );
    assert!(
        blocked.stdout.contains("open     Impact acknowledged: 11 of 13 persons change"),
        "{}",
        blocked.stdout
    );
    assert_eq!(
        blocked.stderr,
        "scimwright: the export is blocked: production is protected, and 1 check has not passed\n"
    );
    let export = ["export", &root, "--environment", "production", "-o", &out];
    let blocked = scimwright(&export).exits(1);
    assert!(blocked.stdout.contains("open     Impact acknowledged"), "{}", blocked.stdout);
    assert_eq!(folder.files(), before);
    scimwright(&[&export[..], &["--acknowledge", "all"]].concat()).exits(0);
    assert!(folder.path("m.json").is_file());
}

#[test]
fn a_promotion_tells_what_differs_and_attests_what_was_agreed_to() {
    let trip = Trip::new();
    trip.edit("upper(user.title)");
    let dry = trip.promote(&["--dry-run"]).exits(1);
    assert!(dry.stdout.contains("rule edited: User → person / job_title"), "{}", dry.stdout);
    assert!(dry.stdout.contains("the mapping was never exported to qa"), "{}", dry.stdout);
    let groups = trip.groups();
    assert_eq!(groups.len(), 1);
    let called = trip
        .promote(&["--acknowledge", &groups[0], "-o", &trip.folder.arg("second.json"), "--format", "json"])
        .exits(0);
    let told = called.json();
    assert_eq!((&told["passed"], &told["provenance"]["revision"]), (&json!(true), &json!(2)));
    let file: Value = serde_json::from_str(&trip.folder.read("second.json")).expect("JSON");
    let provenance = &file["provenance"];
    let first: Value = serde_json::from_str(&trip.folder.read("first.json")).expect("JSON");
    assert_eq!(provenance["based_on"], first["provenance"]["digest"]);
    assert_eq!(provenance["protected"], true);
    assert_eq!(provenance["impact"]["groups"][0]["id"], json!(groups[0]));
    assert_eq!(first["provenance"]["cases_run"], json!({ "passed": 13, "failed": 0 }));
    // The same again is the same file, and needs nothing to be agreed to.
    trip.promote(&["-o", &trip.folder.arg("again.json")]).exits(0);
    assert_eq!(trip.folder.read("again.json"), trip.folder.read("second.json"));
}

#[test]
fn thresholds_block_and_unknown_groups_are_wrong_use() {
    let trip = Trip::new();
    trip.edit("upper(user.title)");
    let blocked = trip.promote(&["--dry-run", "--acknowledge", "all", "--fail-if", "changed > 3"]).exits(1);
    assert!(
        blocked.stdout.contains("blocked  Impact acknowledged: 1 threshold is exceeded"),
        "{}",
        blocked.stdout
    );
    let unknown = trip.promote(&["--dry-run", "--acknowledge", "created/x"]).exits(2);
    assert!(unknown.stderr.contains("nobody changes in a group `created/x`"), "{}", unknown.stderr);
}

#[test]
fn a_red_case_a_missing_variable_and_an_id_in_a_script_hold_the_gate() {
    let trip = Trip::new();
    let check = |expected: &str| {
        let dry = trip.promote(&["--dry-run"]).exits(1);
        assert!(dry.stdout.contains(expected), "{expected}:\n{}", dry.stdout);
    };
    let state = trip.folder.read("environments/production.json");
    let mut without: Value = serde_json::from_str(&state).expect("JSON");
    without["variables"] = json!({});
    trip.folder.write("environments/production.json", without.to_string());
    check("blocked  Variables: 1 variable is missing or of the wrong type\n           The variable ");
    trip.folder.write("environments/production.json", &state);
    let mapping = trip.folder.read("mapping.json");
    trip.folder.write("mapping.json", mapping.replace("first_present([user.title])", "\\\"x\\\""));
    check("blocked  Cases: 8 of 13 cases red in production");
    trip.edit("user.title ?? \"7f2c1a90-4a7f-4a53-9d6d-0d0a3f6c1b11\"");
    check("open     No hard-coded ids: 1 script holds an id or address of one account\n           R330 ");
    let accepted =
        ["--acknowledge", "all", "--accept-hard-coded", "the same in both", "-o", &trip.folder.arg("m.json")];
    trip.promote(&accepted).exits(0);
    let file: Value = serde_json::from_str(&trip.folder.read("m.json")).expect("JSON");
    assert_eq!(file["provenance"]["hard_coded"], "the same in both");
}

#[test]
fn nobody_looked_at_is_nobody_agreed_to() {
    let trip = Trip::new();
    trip.edit("upper(user.title)");
    let check = |users: &str, expected: &str| {
        trip.folder.write("users.ndjson", users);
        let users = trip.folder.arg("users.ndjson");
        let blocked = trip.promote(&["--dry-run", "--acknowledge", "all", "--input", &users]).exits(1);
        assert!(blocked.stdout.contains(expected), "{}", blocked.stdout);
    };
    check("", "open     Impact acknowledged: Nobody was looked at; choose a directory\n");
    check("[]", "open     Impact acknowledged: Nobody was looked at; choose a directory\n");
    check("{{\n", "Nobody was looked at, 1 entry could not be read; choose a directory\n");
    let same = "{\"userName\":\"a@b.example\",\"displayName\":\"A\"}\nno\n";
    check(same, "open     Impact acknowledged: No record changes, of 1 persons, 1 entry could not be read\n");
}

#[test]
fn agreeing_to_one_id_is_not_agreeing_to_another() {
    let trip = Trip::new();
    trip.edit("user.title ?? \"https://a.4me.com/1\"");
    let agreed = ["--acknowledge", "all", "--accept-hard-coded", "ok", "-o", &trip.folder.arg("m.json")];
    trip.promote(&agreed).exits(0);
    trip.edit("user.title ?? \"https://b.4me.com/2\"");
    let blocked = trip.promote(&["--dry-run", "--acknowledge", "all"]).exits(1);
    assert!(blocked.stdout.contains("`https://b.4me.com/2`"), "{}", blocked.stdout);
}

#[test]
fn errors_of_the_review_and_thresholds_that_never_hold_block() {
    let trip = Trip::new();
    trip.edit("user.title.len()");
    let zones = trip.folder.read("tables/time_zones.csv");
    trip.folder.write("tables/time_zones.csv", format!("{zones}Nowhere,Nowhere at all\n"));
    let blocked = trip.promote(&["--dry-run", "--acknowledge", "all"]).exits(1);
    assert!(blocked.stdout.contains("blocked  Compiles: The project has 1 error\n"), "{}", blocked.stdout);
    let blocked = trip.promote(&["--dry-run", "--fail-if", "cleared mangr > 0"]).exits(1);
    let words =
        "blocked  Impact acknowledged: The threshold `cleared mangr > 0` names no field of the target\n";
    assert!(blocked.stdout.contains(words), "{}", blocked.stdout);
}

#[test]
fn files_that_are_altered_foreign_or_stale_are_refused_unless_they_are_accepted() {
    let trip = Trip::new();
    let first = trip.folder.read("first.json");
    trip.folder.write("altered.json", first.replacen("Entra", "Extra", 1));
    let import = |file: &str, more: &[&str], status: i32| {
        let (path, root) = (trip.folder.arg(file), trip.folder.arg(""));
        scimwright(&[&["import", &path, &root, "--dry-run"], more].concat()).exits(status).stderr
    };
    assert!(import("altered.json", &[], 1).contains("error[M405]"));
    assert!(import("altered.json", &["--accept-altered", "--accept-base"], 0).contains("warning[M405]"));
    let settings = trip.folder.read("project.json");
    trip.folder
        .write("project.json", settings.replacen("\"account\": \"widget\"", "\"account\": \"acme\"", 1));
    let told = import("first.json", &[], 1);
    assert!(told.contains("error[M415]: The file was made for the account `widget`"), "{told}");
    assert!(told.contains("(--accept-account)"), "{told}");
    assert!(import("first.json", &["--accept-account"], 0).contains("warning[M415]"));
    trip.folder.write("project.json", settings);
    trip.edit("upper(user.title)");
    trip.promote(&["--acknowledge", "all", "-o", &trip.folder.arg("second.json")]).exits(0);
    let told = import("first.json", &[], 1);
    assert!(told.contains("error[M416]: The file is the earlier revision 1 of production"), "{told}");
    import("first.json", &["--accept-base"], 0);
    let old = first.replacen("\"version\": 2", "\"version\": 1", 1);
    trip.folder.write("old.json", old);
    assert!(import("old.json", &[], 1).contains("error[M405]"));
}

#[test]
fn an_account_that_was_edited_is_brought_together_or_waits() {
    let trip = Trip::new();
    let account = Folder::new();
    scimwright(&["import", &trip.folder.arg("first.json"), &account.arg("p")]).exits(0);
    // A file of a protected environment makes a protected one.
    let state = account.read("p/project.json");
    assert!(state.contains("\"protected\": true"), "{state}");
    let mapping = account.read("p/mapping.json");
    account.write("p/mapping.json", mapping.replace("first_present([user.title])", "trimmed(user.title)"));
    let export =
        ["export", &account.arg("p"), "--environment", "production", "-o", &account.arg("edited.json")];
    // That project has no samples.
    account.write("users.json", "{\"userName\": \"ann@acme.example\", \"title\": \" Buyer \"}");
    let users = account.arg("users.json");
    scimwright(&[&export[..], &["--acknowledge", "all", "--input", &users]].concat()).exits(0);
    trip.edit("upper(user.title)");
    let root = trip.folder.arg("");
    let edited = account.arg("edited.json");
    let waiting = scimwright(&["import", &edited, &root]).exits(1);
    assert!(waiting.stdout.contains("conflict: User → person / job_title"), "{}", waiting.stdout);
    assert!(waiting.stderr.contains("1 conflict is open; the file waits"), "{}", waiting.stderr);
    let dry = trip.promote(&["--dry-run", "--acknowledge", "all"]).exits(1);
    assert!(
        dry.stdout.contains("blocked  Drift settled: The account was edited too; 1 conflict is open"),
        "{}",
        dry.stdout
    );
    let wrong = scimwright(&["import", &edited, &root, "--settle", "nothing=ours"]).exits(2);
    assert!(wrong.stderr.contains("there is no conflict about `nothing`"), "{}", wrong.stderr);
    scimwright(&["import", &edited, &root, "--settle", "User → person / job_title=theirs"]).exits(0);
    assert!(trip.folder.read("mapping.json").contains("trimmed(user.title)"));
    let told = trip.call("history", &["--environment", "production"]).exits(0).stdout;
    let events = ["  promoted      production", "  drift found   production", "  drift settled production"];
    assert_eq!(told.lines().count(), events.len(), "{told}");
    assert!(told.lines().zip(events).all(|(line, event)| line.contains(event)), "{told}");
}

#[test]
fn an_earlier_version_is_opened_and_brought_back() {
    let trip = Trip::new();
    let mapping = trip.folder.read("mapping.json");
    trip.edit("upper(user.title)");
    trip.promote(&["--acknowledge", "all", "-o", &trip.folder.arg("second.json")]).exits(0);
    let production = ["--environment", "production"];
    let history = trip.call("history", &[&production[..], &["--format", "json"]].concat()).exits(0).json();
    assert_eq!(history["versions"].as_array().map(Vec::len), Some(2));
    assert_eq!(history["versions"][1]["is_kept"], true);
    let digest = history["versions"][0]["digest"].as_str().expect("a digest");
    for name in ["1", &digest["sha256:".len()..][..12]] {
        let open = ["--open", name, "-o", &trip.folder.arg("opened.json")];
        trip.call("history", &[&production[..], &open].concat()).exits(0);
        assert_eq!(trip.folder.read("opened.json"), trip.folder.read("first.json"));
    }
    let back = trip.call("history", &[&production[..], &["--bring-back", "1"]].concat()).exits(0);
    assert!(back.stdout.contains("rule edited: User → person / job_title"), "{}", back.stdout);
    let rules = |text: &str| serde_json::from_str::<Value>(text).expect("JSON")["rule_sets"].clone();
    assert_eq!(rules(&trip.folder.read("mapping.json")), rules(&mapping));
    assert!(
        trip.folder.read("ledger.ndjson").lines().last().is_some_and(|line| line.contains("brought_back"))
    );
    trip.call("history", &["--environment", "staging"]).exits(2);
    trip.call("history", &[&production[..], &["--bring-back", "7"]].concat()).exits(2);
    // A ledger that was changed is told.
    let ledger = trip.folder.read("ledger.ndjson");
    trip.folder.write("ledger.ndjson", ledger.replacen("\"revision\":1", "\"revision\":9", 1));
    assert!(trip.call("history", &[]).exits(0).stderr.contains("warning[M417]"));
}

#[test]
fn records_of_real_people_stay_unless_they_are_unlocked() {
    let folder = Folder::copy_of(&preset_folder("entra-4me"));
    for (name, bytes) in folder.files() {
        if name.starts_with("samples/") {
            let mut sample: Value = serde_json::from_slice(&bytes).expect("JSON");
            sample.as_object_mut().expect("an object").shift_remove("people");
            folder.write(&name, sample.to_string());
        }
    }
    let (root, out) = (folder.arg(""), folder.arg("m.json"));
    let export = ["export", &root, "--environment", "qa", "-o", &out];
    let blocked = scimwright(&[&export[..], &["--with-cases"]].concat()).exits(1);
    assert!(blocked.stderr.contains("13 cases show real people"), "{}", blocked.stderr);
    assert!(!folder.path("m.json").exists());
    scimwright(&export).exits(0);
    scimwright(&[&export[..], &["--with-cases", "--unlock-people"]].concat()).exits(0);
}

#[test]
fn a_sealed_file_tells_who_sealed_it() {
    let folder = Bench::new().rule("name", "user.displayName").rule("primary_email", "user.userName").save();
    let (own, other) = (folder.path("own keys"), folder.path("other keys"));
    let (root, out) = (folder.arg(""), folder.arg("m.json"));
    let export = ["export", &root, "--environment", "qa", "-o", &out, "--seal"];
    let missing = scimwright_with_keys(&own, &export).exits(2);
    assert!(missing.stderr.contains("there is no key to seal with"), "{}", missing.stderr);
    let made = scimwright_with_keys(&own, &["keys", "new", "--format", "json"]).exits(0).json();
    let key = made["public_key"].as_str().expect("a key");
    let sealed = scimwright_with_keys(&own, &export).exits(0);
    assert!(sealed.stdout.trim_end().ends_with(", sealed"), "{}", sealed.stdout);
    assert!(folder.read("m.json.minisig").starts_with("untrusted comment: "));
    let verify = |keys: &std::path::Path, more: &[&str], status: i32| {
        let called = scimwright_with_keys(keys, &[&["verify", &out], more].concat()).exits(status);
        format!("{}{}", called.stdout, called.stderr)
    };
    assert!(verify(&own, &[], 0).contains("Sealed by your own key, a trusted key"));
    assert!(verify(&other, &[], 0).contains("warning[M414]"));
    assert!(verify(&other, &["--public-key", key], 0).contains("Sealed by the key that was asked for"));
    scimwright_with_keys(&other, &["keys", "trust", key, "--name", "Ann"]).exits(0);
    assert!(verify(&other, &[], 0).contains("Sealed by ann, a trusted key"));
    scimwright_with_keys(&other, &["keys", "new"]).exits(0);
    let wrong = folder.arg("other keys/scimwright.pub");
    assert!(verify(&own, &["--public-key", &wrong], 1).contains("error[M414]"));
    let imported = scimwright_with_keys(&other, &["import", &out, &folder.arg("new")]).exits(0);
    assert!(imported.stderr.contains("Sealed by ann"), "{}", imported.stderr);
    folder.write("m.json", folder.read("m.json").replacen("user.displayName", "user.nickName", 1));
    assert!(verify(&own, &[], 1).contains("error[M405]"));
    scimwright(&["verify", &folder.arg("nothing.json")]).exits(2);
}

#[test]
fn environments_have_an_order() {
    let folder = Folder::copy_of(&preset_folder("okta-4me"));
    let check = |from: &str, to: &str, expected: &str| {
        let called =
            scimwright(&["promote", &folder.arg(""), "--from", from, "--to", to, "--dry-run"]).exits(2);
        assert!(called.stderr.contains(expected), "{}", called.stderr);
    };
    check("production", "qa", "qa does not come behind production");
    check("qa", "qa", "qa does not come behind qa");
    check("qa", "live", "the project has no environment `live`; it has qa, production");
    let called = scimwright(&["promote", &folder.arg(""), "--from", "qa", "--to", "production"]).exits(2);
    assert!(called.stderr.contains("--output"), "{}", called.stderr);
}
