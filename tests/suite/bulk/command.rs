//! `scimwright bulk` as it is called.

use serde_json::{Value, json};

use crate::bench::Bench;
use crate::folder::{Called, Folder, scimwright, scimwright_with};

fn project() -> Folder {
    Bench::new()
        .rule("primary_email", "user.userName")
        .rule("name", "user.displayName")
        .rule("job_title", "user.title")
        .rule(
            "contacts",
            r"(user.phoneNumbers ?? []).map(|p| #{label: p.type, telephone: p.value, integration: true})",
        )
        .rule("vip", "user.userType == \"VIP\"")
        .condition("if record.name == \"Nobody\" { reject(\"nobody is no name\") } else { true }")
        .record("people", json!({ "primary_email": "ann@acme.example", "name": "Old Ann", "supportID": "7" }))
        .save()
}

const USERS: &str = r#"{"userName":"ann@acme.example","displayName":"Ann","userType":"VIP"}
{"userName":"bob@acme.example","displayName":"Bob \"B\", Jr","title":"a,b","phoneNumbers":[{"type":"work","value":"+31 1"},{"type":"mobile","value":"+31 2"}]}

{"userName":"x@acme.example","displayName":"Nobody"}
{"userName":"eve@acme.example"}
{"userName": broken
{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","path":"active","value":false}]}
{"id":"1"}
{"displayName":"Sales","members":[]}
"#;

fn bulk(folder: &Folder, more: &[&str], input: &str) -> Called {
    let mapping = folder.arg("");
    scimwright_with(&[&["bulk", mapping.as_str()], more].concat(), input.as_bytes())
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn each_line_says_what_came_of_it() {
    let folder = project();
    let called = bulk(&folder, &["--quiet"], USERS).exits(1);
    assert_eq!(called.stderr, "");
    assert_eq!(
        called.stdout,
        r#"{"source":{"line":1},"status":"written","record_type":"person","record":{"primary_email":"ann@acme.example","name":"Ann","supportID":"7","vip":true,"contacts":[]}}
{"source":{"line":2},"status":"written","record_type":"person","record":{"primary_email":"bob@acme.example","name":"Bob \"B\", Jr","job_title":"a,b","vip":false,"contacts":[{"label":"work","telephone":"+31 1","integration":true},{"label":"mobile","telephone":"+31 2","integration":true}]}}
{"source":{"line":4},"status":"rejected","reason":"nobody is no name","record_type":"person","record":null}
{"source":{"line":5},"status":"failed","reason":"Name is required and empty","record_type":"person","record":null}
{"source":{"line":9},"status":"failed","reason":"The mapping has no rules for the resource type Group","record_type":null,"record":null}
"#
    );
    let new = bulk(&folder, &["--quiet", "--new", "--key", "userName"], USERS).exits(1);
    let first = &lines(&new.stdout)[0];
    assert_eq!(first["source"], json!({ "line": 1, "key": "ann@acme.example" }));
    assert_eq!(first["record"].get("supportID"), None);
}

#[test]
fn what_went_wrong_goes_to_a_file() {
    let folder = project();
    let called = bulk(&folder, &["--errors", &folder.arg("errors.ndjson")], USERS).exits(1);
    let told: Vec<(Value, Value, Value)> = lines(&folder.read("errors.ndjson"))
        .into_iter()
        .map(|line| (line["source"]["line"].clone(), line["status"].clone(), line["reason"].clone()))
        .collect();
    let row = |line: u64, status: &str, reason: &str| (json!(line), json!(status), json!(reason));
    assert_eq!(
        told,
        [
            row(4, "rejected", "nobody is no name"),
            row(5, "failed", "Name is required and empty"),
            row(6, "bad", "The text is not JSON here: expected value"),
            row(7, "bad", "A PATCH request is not mapped by itself"),
            row(8, "bad", "This is neither a user nor a group, nor a request about one"),
            row(9, "failed", "The mapping has no rules for the resource type Group"),
        ]
    );
    let summary: Vec<&str> = called.stderr.lines().skip(1).collect();
    assert!(called.stderr.starts_with("5 resources on 9 lines in "), "{}", called.stderr);
    assert_eq!(summary.join("\n"), SUMMARY);
}

const SUMMARY: &str = r"         2  written
         1  rejected
         2  failed
         3  bad

person              set      kept   cleared    failed   skipped
primary_email         3         0         0         0         0
name                  2         1         0         0         0
job_title             1         2         0         0         0
contacts              3         0         0         0         0
vip                   3         0         0         0         0

diagnostic           code  field  first line and message
         1  error    P101         6: The text is not JSON here: expected value
         2  error    P105         7: A PATCH request is not mapped by itself

 no record            first line and reason
         1  rejected  4: nobody is no name
         1  failed    5: Name is required and empty
         1  failed    9: The mapping has no rules for the resource type Group

bad lines
         6  The text is not JSON here: expected value
         7  A PATCH request is not mapped by itself
         8  This is neither a user nor a group, nor a request about one";

#[test]
fn records_become_the_rows_of_an_import_file() {
    let folder = project();
    let called = bulk(&folder, &["--quiet", "--format", "csv"], USERS).exits(1);
    assert_eq!(
        called.stdout,
        "ID,Primary Email,Source,Source ID,Disabled,Name,Picture URI,Organization,Job Title,Support ID,\
         Authentication ID,Employee ID,Cost Per Hour,Manager,Site,Location,Information,Time Zone,\
         Time Format 24h,Locale,Auto Translation,Do Not Translate Languages,Work Hours,VIP,UI Extension,\
         Custom Data,Custom Fields,Created At,Updated At\n\
         ,ann@acme.example,,,,Ann,,,,7,,,,,,,,,,,,,,true,,,,,\n\
         ,bob@acme.example,,,,\"Bob \"\"B\"\", Jr\",,,\"a,b\",,,,,,,,,,,,,,,false,,,,,\n"
    );
    let details =
        bulk(&folder, &["--quiet", "--format", "csv", "--import", "contact_details"], USERS).exits(1);
    assert_eq!(
        details.stdout,
        "Person,Contact Protocol,Contact Label,Contact URI,Address Label,Address Address,Address City,\
         Address State,Address Zip,Address Country,Integration\n\
         bob@acme.example,telephone,work,+31 1,,,,,,,true\n\
         bob@acme.example,telephone,mobile,+31 2,,,,,,,true\n"
    );
}

#[test]
fn json_is_one_array() {
    let folder = project();
    for (input, n_items) in [(USERS, 5), ("", 0)] {
        let called = bulk(&folder, &["--quiet", "--format", "json"], input);
        assert_eq!(called.json().as_array().map(Vec::len), Some(n_items));
    }
}

#[test]
fn elements_have_an_index() {
    let folder = project();
    let input = r#"{"Resources": [{"userName":"ann@acme.example","displayName":"Ann"},
        17,
        {"userName":"bob@acme.example","displayName":"Bob"}]}"#;
    let called = bulk(&folder, &["--quiet", "--errors", &folder.arg("errors.ndjson")], input).exits(1);
    let sources: Vec<Value> = lines(&called.stdout).iter().map(|line| line["source"].clone()).collect();
    assert_eq!(sources, [json!({ "line": 1, "index": 0 }), json!({ "line": 3, "index": 2 })]);
    assert_eq!(lines(&folder.read("errors.ndjson"))[0]["source"], json!({ "line": 2, "index": 1 }));
}

#[test]
fn groups_are_read_beforehand() {
    let folder = Bench::new()
        .rule("primary_email", "user.userName")
        .rule("name", "user.displayName")
        .rule("location", "let names = \"\"; for g in groups { names += \"/\" + g.display; } names")
        .save();
    folder.write("groups.json", r#"[{"id":"g1","displayName":"Sales","members":[{"value":"1"}]}]"#);
    let user = r#"{"id":"1","userName":"ann@acme.example","displayName":"Ann","groups":[{"display":"All"}]}"#;
    let location = |more: &[&str]| {
        let called = bulk(&folder, &[&["--quiet"], more].concat(), user).exits(0);
        lines(&called.stdout)[0]["record"]["location"].clone()
    };
    assert_eq!(location(&[]), "/All");
    assert_eq!(location(&["--groups", &folder.arg("groups.json")]), "/All/Sales");
}

#[test]
fn only_one_record_type_may_be_wanted() {
    let folder = Bench::default_mapping().save();
    let group = r#"{"displayName":"Sales","members":[]}"#;
    let called = bulk(&folder, &["--record-type", "person"], group).exits(0);
    assert_eq!(called.stdout, "");
    assert!(called.stderr.contains("1  of another record type"), "{}", called.stderr);
}

#[test]
fn wrong_use_is_told() {
    let folder = Bench::default_mapping().save();
    let check = |more: &[&str], expected: &str| {
        let called = bulk(&folder, more, "").exits(2);
        assert_eq!((called.stderr.as_str(), called.stdout.as_str()), (expected, ""));
    };
    check(
        &["--format", "csv"],
        "scimwright: a CSV file holds one record type; say --record-type and one of person, organization, site\n",
    );
    check(
        &["--record-type", "people"],
        "scimwright: the mapping makes no record type `people`; it makes person, organization, site\n",
    );
    check(
        &["--format", "csv", "--record-type", "person", "--import", "x"],
        "scimwright: there is no import file `x`; there is people, contact_details\n",
    );
    check(&["--import", "people"], "scimwright: --import is for --format csv\n");
    check(&["--input", "/nowhere/x"], "scimwright: /nowhere/x does not exist\n");
    let out = folder.arg("out");
    check(
        &["--output", &out, "--errors", &out],
        "scimwright: the output and the errors cannot go to the same place\n",
    );
}

#[test]
fn a_cut_file_is_told_after_what_was_whole() {
    let folder = project();
    let users = format!("{}\n", r#"{"userName":"ann@acme.example","displayName":"Ann"}"#).repeat(50_000);
    let packed = zstd::encode_all(users.as_bytes(), 1).expect("memory");
    folder.write("users.zst", &packed[..packed.len() - 5]);
    let (input, output) = (folder.arg("users.zst"), folder.arg("out.ndjson"));
    let called = scimwright(&["bulk", &folder.arg(""), "-i", &input, "-o", &output, "--quiet"]).exits(1);
    assert!(
        called.stderr.starts_with("scimwright: the input cannot be read beyond line "),
        "{}",
        called.stderr
    );
    assert!(folder.read("out.ndjson").lines().count() > 1000);
}

#[test]
fn a_reader_that_goes_away_ends_the_run_quietly() {
    use std::io::{BufRead as _, BufReader};
    use std::process::{Command, Stdio};
    let folder = project();
    let users = format!("{}\n", r#"{"userName":"ann@acme.example","displayName":"Ann"}"#).repeat(20_000);
    folder.write("users.ndjson", users);
    let mut child = Command::new(env!("CARGO_BIN_EXE_scimwright"))
        .args(["bulk", &folder.arg(""), "-i", &folder.arg("users.ndjson"), "--quiet"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut first = String::new();
    BufReader::with_capacity(64, child.stdout.take().expect("a pipe")).read_line(&mut first).expect("a line");
    assert!(first.starts_with("{\"source\":{\"line\":1}"), "{first}");
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}

#[test]
fn an_answer_comes_while_the_input_stays_open() {
    use std::io::{BufRead as _, BufReader, Write as _};
    use std::process::{Command, Stdio};
    let folder = project();
    let mut child = Command::new(env!("CARGO_BIN_EXE_scimwright"))
        .args(["bulk", &folder.arg(""), "--quiet", "--threads", "2"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut input = child.stdin.take().expect("a pipe");
    let mut output = BufReader::new(child.stdout.take().expect("a pipe"));
    for number in 1..=3 {
        writeln!(input, r#"{{"userName":"ann@acme.example","displayName":"Ann"}}"#).expect("written");
        input.flush().expect("written");
        let mut line = String::new();
        output.read_line(&mut line).expect("a line");
        assert!(line.starts_with(&format!("{{\"source\":{{\"line\":{number}}}")), "{line}");
    }
    drop(input);
    assert_eq!(child.wait().expect("the program ends").code(), Some(0));
}
