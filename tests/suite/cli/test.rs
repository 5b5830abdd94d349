//! `scimwright test`: text, JSON and the XML of build servers.

use serde_json::{Value, json};

use crate::folder::{Folder, preset_folder, scimwright};

/// A shipped project in which one case expects something else, with a name that XML has to escape.
fn with_a_red_case() -> Folder {
    let folder = Folder::copy_of(&preset_folder("google-4me"));
    let mut case: Value = serde_json::from_str(&folder.read("cases/14-vip.json")).expect("JSON");
    case["name"] = json!("V<I>P & \"co\" \u{7}");
    case["expected"]["record"]["vip"] = json!(false);
    case["expected"]["record"]["job_title"] = json!("Less & <more>");
    folder.write("cases/14-vip.json", case.to_string());
    folder
}

#[test]
fn the_shipped_projects_are_green() {
    for name in scimwright::project::preset_names() {
        let called = scimwright(&["test", &preset_folder(&name).display().to_string()]).exits(0);
        assert!(called.stdout.ends_with(" passed, 0 failed\n"), "{}", called.stdout);
        assert!(!called.stdout.starts_with("0 passed"));
        assert_eq!(called.stderr, "");
    }
}

#[test]
fn a_red_case_tells_what_differs() {
    let folder = with_a_red_case();
    let called = scimwright(&["test", &folder.arg("")]).exits(1);
    assert!(
        called.stdout.contains(
            "          job_title: expected `Less & <more>`, is `President of the Foundation Board`\n"
        ),
        "{}",
        called.stdout
    );
    assert!(called.stdout.contains("          vip: expected `no`, is `yes`\n"));
    assert!(called.stdout.ends_with("13 passed, 1 failed\n"));
}

#[test]
fn the_json_has_the_documented_shape() {
    let folder = with_a_red_case();
    let found = scimwright(&["test", &folder.arg(""), "--format", "json"]).exits(1).json();
    assert_eq!((&found["passed"], &found["failed"]), (&json!(13), &json!(1)));
    let red = found["cases"]
        .as_array()
        .expect("cases")
        .iter()
        .find(|case| case["passed"] == false)
        .expect("it is red");
    assert_eq!(
        red["differences"],
        json!([
            { "field": "job_title", "expected": "Less & <more>", "actual": "President of the Foundation Board" },
            { "field": "vip", "expected": false, "actual": true },
        ])
    );
    let green = found["cases"]
        .as_array()
        .expect("cases")
        .iter()
        .find(|case| case["passed"] == true)
        .expect("it is green");
    assert_eq!(green["differences"], json!([]));
    assert_eq!(
        (&red["case"], &red["sample"], &red["record_type"]),
        (&json!("14-vip"), &json!("14-vip"), &json!("person"))
    );
}

/// Whether the text is well-formed as far as our XML goes; gives the names of its elements.
#[track_caller]
fn elements(xml: &str) -> Vec<String> {
    let body = xml.strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n").expect("a declaration");
    let (mut open, mut names) = (Vec::new(), Vec::new());
    for part in body.split('<').skip(1) {
        let (tag, text) = part.split_once('>').expect("a closed tag");
        for text in [tag, text] {
            let entities = text.split('&').skip(1);
            for entity in entities {
                let known = ["amp;", "lt;", "gt;", "quot;"].iter().any(|known| entity.starts_with(known));
                assert!(known, "&{entity}");
            }
            assert!(text.chars().all(|c| !c.is_control() || c == '\n' || c == '\t'), "{text:?}");
        }
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
        let name = tag.trim_start_matches('/').split([' ', '/']).next().expect("a name").to_owned();
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name));
        } else {
            names.push(name.clone());
            if !tag.ends_with('/') {
                open.push(name);
            }
        }
    }
    assert!(open.is_empty(), "{open:?}");
    names
}

#[test]
fn junit_is_well_formed() {
    let folder = with_a_red_case();
    let xml = scimwright(&["test", &folder.arg(""), "--format", "junit"]).exits(1).stdout;
    let names = elements(&xml);
    let count = |name: &str| names.iter().filter(|known| *known == name).count();
    assert_eq!((count("testsuites"), count("testsuite"), count("testcase"), count("failure")), (1, 1, 14, 1));
    assert!(xml.contains("tests=\"14\" failures=\"1\""), "{xml}");
    let case = "<testcase name=\"V&lt;I&gt;P &amp; &quot;co&quot; \" classname=\"Google Workspace to 4me.person\" file=\"cases/14-vip.json\" time=\"";
    assert!(xml.contains(case), "{xml}");
    let failure = "<failure message=\"job_title: expected `Less &amp; &lt;more&gt;`, is `President of the Foundation Board` (and 1 more)\" type=\"difference\">";
    assert!(xml.contains(failure), "{xml}");
    assert!(xml.contains("</failure>") && xml.contains("vip: expected `no`, is `yes`</failure>"), "{xml}");
    let green =
        scimwright(&["test", &preset_folder("okta-4me").display().to_string(), "--format", "junit"]).exits(0);
    assert_eq!(elements(&green.stdout).iter().filter(|name| *name == "failure").count(), 0);
}

#[test]
fn cases_that_cannot_run_are_red() {
    let folder = Folder::copy_of(&preset_folder("google-4me"));
    folder.write("cases/99-lost.json", r#"{"name": "Lost", "sample": "99-lost", "record_type": "person", "expected": {"status": "written", "record": {}}}"#);
    folder.write("cases/98-wrong-type.json", r#"{"name": "Wrong type", "sample": "14-vip", "record_type": "site", "expected": {"status": "written", "record": {}}}"#);
    let called = scimwright(&["test", &folder.arg("")]).exits(1);
    let not_run = "          status: expected `written`, is nothing\n          because ";
    let lost = format!("FAILED  Lost\n{not_run}there is no sample `99-lost`\n");
    assert!(called.stdout.contains(&lost), "{}", called.stdout);
    let wrong = format!("FAILED  Wrong type\n{not_run}there is no rule set from User to site\n");
    assert!(called.stdout.contains(&wrong), "{}", called.stdout);
    assert!(called.stderr.contains("warning[M408]"), "{}", called.stderr);
}

#[test]
fn a_case_can_bring_its_own_record() {
    let folder = Folder::copy_of(&preset_folder("google-4me"));
    let mut case: Value = serde_json::from_str(&folder.read("cases/02-joiner-minimal.json")).expect("JSON");
    case["current"] = json!({ "name": "Old", "organization": "Tidewell Ghana", "job_title": "Kept" });
    case["expected"]["record"]["organization"] = json!("Tidewell Ghana");
    case["expected"]["record"]["job_title"] = json!("Kept");
    folder.write("cases/02-joiner-minimal.json", case.to_string());
    scimwright(&["test", &folder.arg("")]).exits(0);
    case["current"] = Value::Null;
    folder.write("cases/02-joiner-minimal.json", case.to_string());
    let called = scimwright(&["test", &folder.arg("")]).exits(1);
    assert!(
        called.stdout.contains("organization: expected `Tidewell Ghana`, is `Tidewell Foundation`"),
        "{}",
        called.stdout
    );
}

#[test]
fn a_project_without_cases_says_so() {
    let folder = crate::bench::Bench::new().rule("name", "1").save();
    let called = scimwright(&["test", &folder.arg("")]).exits(0);
    assert_eq!(called.stdout, "the project has no cases\n0 passed, 0 failed\n");
}

#[test]
fn coverage_is_added_to_the_results() {
    let project = preset_folder("entra-4me").display().to_string();
    let plain = scimwright(&["test", &project, "--format", "json"]).exits(0).json();
    let mut covered = scimwright(&["test", &project, "--coverage", "--format", "json"]).exits(0).json();
    let coverage = covered.as_object_mut().expect("an object").shift_remove("coverage").expect("coverage");
    assert_eq!(covered, plain);
    let keys: Vec<&str> = coverage.as_object().expect("an object").keys().map(String::as_str).collect();
    assert_eq!(
        keys,
        [
            "samples",
            "rules",
            "branches",
            "table_rows",
            "attributes",
            "unreached",
            "smallest_set",
            "unread_attributes",
            "never_filled",
            "lines"
        ]
    );
    assert_eq!(coverage["rules"]["covered"], coverage["rules"]["of"]);
    let unreached = coverage["unreached"].as_array().expect("a list");
    let organization = unreached
        .iter()
        .find(|row| row["script"] == "User → person / organization")
        .expect("a branch that no sample reaches");
    assert_eq!(organization["title"], "line 3: found == () && is_new is true");
    assert_eq!(organization["place"]["line"], 5);
    let changes = organization["made_up"]["changes"].as_array().expect("a list");
    assert_eq!(
        changes[0]["attribute"],
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:organization"
    );
    let text = scimwright(&["test", &project, "--coverage"]).exits(0).stdout;
    assert!(text.contains("\ncoverage\n  rules "), "{text}");
    assert!(text.contains("      would: Joiner, full with no urn:"), "{text}");
    assert!(text.contains("\n  attributes that no script reads\n"), "{text}");
}

#[test]
fn a_case_compares_the_fields_that_it_names() {
    let folder = Folder::copy_of(&preset_folder("google-4me"));
    let case = |only: Value, record: Value| {
        let case = json!({
            "name": "Some fields", "sample": "14-vip", "record_type": "person", "only": only,
            "expected": { "status": "written", "record": record },
        });
        folder.write("cases/70-some.json", case.to_string());
    };
    case(json!(["vip"]), json!({ "vip": true, "job_title": "not compared" }));
    scimwright(&["test", &folder.arg("")]).exits(0);
    case(json!(["vip", "job_title"]), json!({ "vip": true, "job_title": "Other" }));
    let called = scimwright(&["test", &folder.arg("")]).exits(1);
    let red = "FAILED  Some fields\n          job_title: expected `Other`, is `President of the Foundation Board`\n";
    assert!(called.stdout.contains(red), "{}", called.stdout);
}

#[test]
fn cases_with_the_same_name_are_two_tests() {
    let folder = Folder::copy_of(&preset_folder("google-4me"));
    folder.write("cases/70-vip.json", folder.read("cases/14-vip.json"));
    let xml = scimwright(&["test", &folder.arg(""), "--format", "junit"]).exits(0).stdout;
    assert_eq!(elements(&xml).iter().filter(|name| *name == "testcase").count(), 15);
    assert!(xml.contains("(cases/70-vip.json)\" classname="), "{xml}");
}

#[test]
fn the_variables_of_an_environment_count() {
    let folder = crate::bench::Bench::new()
        .rule("primary_email", "user.userName")
        .rule("name", "vars.prefix + user.displayName")
        .variable("prefix", json!("QA "))
        .sample("01-ann", "1", json!({ "userName": "ann@acme.example", "displayName": "Ann" }))
        .save();
    let mut project: Value = serde_json::from_str(&folder.read("project.json")).expect("JSON");
    let environments = project["environments"].as_array_mut().expect("a list");
    environments.push(json!({ "name": "production" }));
    folder.write("project.json", project.to_string());
    folder.write("environments/production.json", json!({ "variables": { "prefix": "" } }).to_string());
    folder.write(
        "cases/01-ann.json",
        r#"{"name": "Ann", "sample": "01-ann", "record_type": "person", "only": ["name"], "expected": {"status": "written", "record": {"name": "QA Ann"}}}"#,
    );
    scimwright(&["test", &folder.arg("")]).exits(0);
    let called = scimwright(&["test", &folder.arg(""), "--environment", "production"]).exits(1);
    assert!(called.stdout.contains("name: expected `QA Ann`, is `Ann`\n"), "{}", called.stdout);
    scimwright(&["test", &folder.arg(""), "--environment", "nowhere"]).exits(2);
}

#[test]
fn values_that_look_alike_are_told_apart() {
    let folder = Folder::copy_of(&preset_folder("google-4me"));
    let mut case: Value = serde_json::from_str(&folder.read("cases/11-missing-names.json")).expect("JSON");
    case["expected"]["record"]["contacts"][0]["integration"] = json!(true);
    folder.write("cases/11-missing-names.json", case.to_string());
    let called = scimwright(&["test", &folder.arg("")]).exits(1);
    assert!(called.stdout.contains("\"integration\":true}]`, is `[{"), "{}", called.stdout);
}

#[test]
fn a_mapping_file_is_tested_on_the_samples_of_a_project() {
    let folder = Folder::copy_of(&preset_folder("google-4me"));
    let (project, file) = (folder.arg(""), folder.arg("people.scimmap.json"));
    let (model, _) = scimwright::project::load_preset("google-4me").expect("a preset");
    let request = scimwright::project::ExportRequest {
        environment: "qa",
        cases: scimwright::project::CaseChoice::With,
        now: jiff::Timestamp::UNIX_EPOCH,
    };
    let (mapping_file, _) =
        scimwright::project::export_mapping_file(&model, &request).expect("it is exported");
    folder.write("people.scimmap.json", scimwright::mapping::render_mapping_file(&mapping_file));
    let alone = scimwright(&["test", &file]).exits(2);
    assert!(alone.stderr.contains("a mapping file with 14 cases and without samples"), "{}", alone.stderr);
    let called = scimwright(&["test", &file, "--samples", &project]).exits(0);
    assert!(called.stdout.ends_with("14 passed, 0 failed\n"), "{}", called.stdout);
    // The rules of the file count, not those of the project.
    let mapping = folder.read("mapping.json").replace("user.title", "user.nickName");
    folder.write("mapping.json", mapping);
    scimwright(&["test", &project]).exits(1);
    scimwright(&["test", &file, "--samples", &project]).exits(0);
    scimwright(&["test", &project, "--samples", &project]).exits(2);
}
