//! `scimwright check`: text, JSON and SARIF.

use serde_json::{Value, json};

use crate::bench::Bench;
use crate::folder::{Folder, preset_folder, scimwright, scimwright_with};

fn broken() -> Folder {
    let folder = Bench::new()
        .rule("primary_email", "user.userName")
        .rule("name", "let x = 1;\n  usr.displayName")
        .rule("job_title", "1")
        .rule("job_title", "2")
        .save();
    folder.write("samples/01-x.json", "{\n \"name\": ");
    folder
}

#[test]
fn the_shipped_projects_have_nothing_to_report() {
    for name in scimwright::project::preset_names() {
        let called = scimwright(&["check", &preset_folder(&name).display().to_string()]).exits(0);
        assert!(called.stdout.ends_with(": 19 rules, nothing to report\n"), "{}", called.stdout);
        assert!(called.stdout.starts_with("22 scripts on the tree\n"), "{}", called.stdout);
        let called =
            scimwright(&["check", &preset_folder(&name).display().to_string(), "--format", "json"]).exits(0);
        let json = called.json();
        assert_eq!(json["diagnostics"], json!([]));
        assert_eq!(json["rules"][0], json!({ "rule": "User → person / primary_email", "engine": "tree" }));
    }
}

#[test]
fn each_script_is_told_what_it_uses() {
    let folder = Bench::new()
        .rule("primary_email", "address(user)")
        .rule("name", "lookup(\"names\", user.displayName) ?? vars.name.upper()")
        .rule("job_title", "(")
        .functions("fn address(user) { user.emails.primary_value() }")
        .table("names", &[("a", "b")])
        .variable("name", json!("x"))
        .save();
    let called = scimwright(&["check", &folder.arg(""), "--format", "json"]).exits(1);
    assert_eq!(
        called.json()["uses"],
        json!([
            { "rule": "User → person / primary_email", "attributes": ["user.emails.primary", "user.emails.value"],
              "tables": [], "variables": [], "helpers": ["address"], "functions": ["primary_value"], "complete": true },
            { "rule": "User → person / name", "attributes": ["user.displayName"], "tables": ["names"],
              "variables": ["name"], "helpers": [], "functions": ["lookup", "upper"], "complete": true },
        ])
    );
}

#[test]
fn attributes_are_known_as_scripts_see_them() {
    let folder = Bench::new()
        .rule("primary_email", "user.userName")
        .rule("name", "user.displayName")
        .rule("manager", "enterprise.manager")
        .save();
    // The manager as a text is a quirk that is repaired before scripts run.
    let sample = json!({ "name": "Ann", "payload": {
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
        "userName": "ann@x.example", "displayName": "Ann",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": { "manager": "7110" },
    } });
    folder.write("samples/01-ann.json", sample.to_string());
    let called = scimwright(&["check", &folder.arg(""), "--format", "json"]).exits(1);
    let json = called.json();
    let found = json["diagnostics"].as_array().unwrap().iter().find(|found| found["code"] == "R335");
    assert_eq!(found.unwrap()["help"], "find it, as in `find_person(enterprise.manager.value)`");
}

#[test]
fn each_script_is_told_where_it_runs() {
    let folder = Bench::new()
        .rule("primary_email", "user.userName")
        .rule("name", "let name = user.displayName;\ntry { name } catch { () }")
        .rule("job_title", "(")
        .condition("try { true } catch { false }")
        .save();
    let rhai = |rule: &str, line: usize, column: usize| {
        json!({ "rule": rule, "engine": "rhai", "reason": "`try … catch`",
            "place": { "rule": rule, "line": line, "column": column, "length": 3 } })
    };
    let called = scimwright(&["check", &folder.arg(""), "--format", "json"]).exits(1);
    assert_eq!(
        called.json()["rules"],
        json!([
            { "rule": "User → person / primary_email", "engine": "tree" },
            rhai("User → person / name", 2, 1),
            { "rule": "User → person / job_title", "engine": null },
            rhai("User → person / condition", 1, 1),
        ])
    );
    let called = scimwright(&["check", &folder.arg("")]).exits(1);
    let line = "\n1 of 4 scripts on the tree; in rhai: `User → person / name` (line 2: `try … catch`), \
        `User → person / condition` (line 1: `try … catch`); 1 does not compile\n1 error, 0 warnings\n";
    assert!(called.stdout.ends_with(line), "{}", called.stdout);
}

#[test]
fn the_text_shows_line_and_caret() {
    let called = scimwright(&["check", &broken().arg("")]).exits(1);
    let expected = "error[R309]: There is no variable `usr`
  --> User → person / name:2:3
    |
  2 |   usr.displayName
    |   ^^^
  help: did you mean `user`?
  fix: Replace it with `user`
    |
  2 |   user.displayName
";
    assert!(called.stdout.contains(expected), "{}", called.stdout);
    assert!(
        called
            .stdout
            .contains("error[M401]: This is not JSON: the text ends too early\n  --> samples/01-x.json:2:9"),
        "{}",
        called.stdout
    );
    assert!(called.stdout.ends_with("2 errors, 1 warning\n"), "{}", called.stdout);
}

#[test]
fn the_json_has_the_documented_shape() {
    let found = scimwright(&["check", &broken().arg(""), "--format", "json"]).exits(1).json();
    let variable =
        found["diagnostics"].as_array().and_then(|all| all.iter().find(|one| one["code"] == "R309"));
    assert_eq!(
        variable,
        Some(&json!({
            "code": "R309", "severity": "error", "message": "There is no variable `usr`",
            "help": "did you mean `user`?",
            "place": { "rule": "User → person / name", "line": 2, "column": 3, "length": 3 },
            "fix": {
                "title": "Replace it with `user`",
                "edits": [{ "line": 2, "column": 3, "length": 3, "text": "user" }],
            },
            "help_page": "diagnostics.md#r309-there-is-no-such-variable",
        }))
    );
    let file = found["diagnostics"].as_array().and_then(|all| all.iter().find(|one| one["code"] == "M401"));
    assert_eq!(file.expect("it is there")["place"]["file"], "samples/01-x.json");
}

/// What SARIF 2.1.0 requires of what we write.
#[track_caller]
fn check_sarif(sarif: &Value) -> usize {
    assert_eq!((&sarif["version"], sarif["$schema"].is_string()), (&json!("2.1.0"), true));
    let run = &sarif["runs"][0];
    let rules: Vec<_> =
        run["tool"]["driver"]["rules"].as_array().expect("rules").iter().map(|rule| &rule["id"]).collect();
    assert_eq!(run["tool"]["driver"]["name"], "scimwright");
    let results = run["results"].as_array().expect("results");
    for result in results {
        assert!(rules.contains(&&result["ruleId"]), "{result}");
        assert!(["error", "warning", "note"].iter().any(|level| result["level"] == *level), "{result}");
        assert!(result["message"]["text"].as_str().is_some_and(|text| !text.is_empty()), "{result}");
        let place = &result["locations"][0]["physicalLocation"];
        assert!(place["artifactLocation"]["uri"].is_string(), "{result}");
        if let Some(region) = place.get("region") {
            assert!(
                region["startLine"].as_u64() >= Some(1)
                    && region["endColumn"].as_u64() > region["startColumn"].as_u64()
            );
        }
    }
    results.len()
}

#[test]
fn sarif_is_as_the_standard_wants_it() {
    let sarif = scimwright(&["check", &broken().arg(""), "--format", "sarif"]).exits(1).json();
    assert_eq!(check_sarif(&sarif), 3);
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    let file = results.iter().find(|result| result["ruleId"] == "M401").expect("it is there");
    assert_eq!(
        file["locations"][0]["physicalLocation"],
        json!({ "artifactLocation": { "uri": "samples/01-x.json" }, "region": { "startLine": 2, "startColumn": 9, "endColumn": 10 } })
    );
    let script = results.iter().find(|result| result["ruleId"] == "R309").expect("it is there");
    assert_eq!(
        script["locations"][0]["logicalLocations"],
        json!([{ "fullyQualifiedName": "User → person / name:2:3" }])
    );
    let nothing =
        scimwright(&["check", &preset_folder("entra-4me").display().to_string(), "--format", "sarif"])
            .exits(0);
    assert_eq!(check_sarif(&nothing.json()), 0);
}

#[test]
fn warnings_alone_are_fine() {
    let folder =
        Bench::new().rule("name", "1").rule("name", "2").rule("primary_email", "user.userName").save();
    let called = scimwright(&["check", &folder.arg("")]).exits(0);
    assert!(called.stdout.ends_with("0 errors, 1 warning\n"), "{}", called.stdout);
}

#[test]
fn a_mapping_file_can_be_checked_from_standard_input() {
    let folder = broken();
    let file = folder.arg("m.scimmap.json");
    scimwright(&["export", &folder.arg(""), "--environment", "qa", "-o", &file]).exits(0);
    let called =
        scimwright_with(&["check", "-", "--format", "json"], folder.read("m.scimmap.json").as_bytes())
            .exits(1);
    let codes: Vec<_> =
        called.json()["diagnostics"].as_array().expect("a list").iter().map(|d| d["code"].clone()).collect();
    assert_eq!(codes, ["R309", "R306"]);
    let cut = scimwright_with(&["check", "-"], b"{\"format\": ").exits(1);
    assert!(
        cut.stderr.contains("error[M401]") && cut.stderr.contains("standard input is not used"),
        "{}",
        cut.stderr
    );
}

/// What a region of a SARIF log covers.
fn covered(text: &str, region: &Value) -> String {
    let at = |key: &str| usize::try_from(region[key].as_u64().expect(key)).expect("a small number");
    let line = text.lines().nth(at("startLine") - 1).expect("a line");
    line.chars().skip(at("startColumn") - 1).take(at("endColumn") - at("startColumn")).collect()
}

#[test]
fn sarif_places_are_those_of_the_file() {
    let folder = Bench::new()
        .rule("primary_email", "lower(\"ü\" + usr.userName)")
        .rule("name", "let x = 1;\n  \"a\" + user.displayNam")
        .functions("fn f(x) {\n  uper(x)\n}")
        .save();
    let sarif = scimwright(&["check", &folder.arg(""), "--format", "sarif"]).exits(1).json();
    assert_eq!(check_sarif(&sarif), 4);
    let file = folder.read("mapping.json");
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    let shown: Vec<_> = results
        .iter()
        .map(|result| {
            let region = &result["locations"][0]["physicalLocation"]["region"];
            let fix = &result["fixes"][0]["artifactChanges"][0]["replacements"][0];
            let fix = fix.is_object().then(|| {
                (
                    covered(&file, &fix["deletedRegion"]),
                    fix["insertedContent"]["text"].as_str().expect("a text"),
                )
            });
            (result["ruleId"].as_str().expect("a code"), covered(&file, region), fix)
        })
        .collect();
    let fix = |old: &str, new| Some((old.to_owned(), new));
    assert_eq!(
        shown,
        [
            ("R309", "usr".to_owned(), fix("usr", "user")),
            ("R326", "x".to_owned(), None),
            ("R313", "displayNam".to_owned(), fix("displayNam", "displayName")),
            ("R308", "uper".to_owned(), fix("uper", "upper")),
        ]
    );
    let rules = sarif["runs"][0]["tool"]["driver"]["rules"].as_array().expect("rules");
    for result in results {
        let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("small")];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(rule["help"]["markdown"].as_str().is_some_and(|help| help.len() > 30), "{rule}");
    }
}

#[test]
fn codes_are_explained() {
    let called = scimwright(&["explain", "r313"]).exits(0);
    assert!(called.stdout.starts_with("R313: No schema has this attribute\n\n"), "{}", called.stdout);
    assert!(called.stdout.contains("user.jobTitle"), "{}", called.stdout);
    let all = scimwright(&["explain"]).exits(0);
    assert!(all.stdout.contains("\nR338  A required field may stay without a value\n"), "{}", all.stdout);
    let unknown = scimwright(&["explain", "R999"]).exits(2);
    assert!(unknown.stderr.contains("there is no diagnostic R999"), "{}", unknown.stderr);
}
