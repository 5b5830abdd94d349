//! Apache Spark fans a bulk run out: the partitions together give what one run gives.

use std::env;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::folder::{Folder, preset_folder, scimwright};

/// A Python that has `PySpark`, beside a Java: the one that the variable names, else the usual one.
fn python() -> Option<String> {
    let runs = |program: &str, arguments: &[&str]| {
        let mut command = Command::new(program);
        command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    };
    let python = env::var("PYSPARK_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    (runs(&python, &["-c", "import pyspark"]) && runs("java", &["-version"])).then_some(python)
}

/// Users of a shipped project, many times over.
fn users() -> String {
    let (model, _) = scimwright::project::load_preset("entra-4me").expect("a preset");
    let mut lines = String::new();
    for number in 0..200 {
        for sample in &model.samples {
            let Some(mut payload) = sample.payload.value() else { continue };
            let Some(name) = payload.get("userName").and_then(Value::as_str) else { continue };
            let name = name.to_owned();
            payload["userName"] = Value::from(format!("u{number}.{name}"));
            lines.push_str(&payload.to_string());
            lines.push('\n');
        }
    }
    lines
}

/// The lines in a fixed order, without line numbers, which count from the start of each partition.
fn sorted(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = text
        .lines()
        .map(|line| {
            let mut value: Value = serde_json::from_str(line).expect("JSON");
            value["source"].as_object_mut().expect("a source").shift_remove("line");
            value.to_string()
        })
        .collect();
    lines.sort();
    lines
}

#[test]
fn the_partitions_of_spark_give_what_one_run_gives() {
    let Some(python) = python() else {
        // Said past the capture of the tests, since a skipped test looks like one that passed.
        let _ = writeln!(std::io::stderr(), "skipped: PySpark or Java is not installed");
        return;
    };
    let folder = Folder::new();
    folder.write("users.ndjson", users());
    let mapping = preset_folder("entra-4me").display().to_string();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/bulk/spark.py");
    let called = Command::new(&python)
        .arg(script)
        .args([env!("CARGO_BIN_EXE_scimwright"), &mapping])
        .args([folder.arg("users.ndjson"), folder.arg("spark.ndjson")])
        .env("PYSPARK_PYTHON", &python)
        .output()
        .expect("Python starts");
    assert!(called.status.success(), "{}", String::from_utf8_lossy(&called.stderr));
    let (input, output) = (folder.arg("users.ndjson"), folder.arg("one.ndjson"));
    let one = ["bulk", &mapping, "--input", &input, "--output", &output, "--quiet", "--key", "userName"];
    scimwright(&[&one[..], &["--now", "2026-03-01T12:00:00Z"]].concat()).exits(0);
    let (spark, one) = (sorted(&folder.read("spark.ndjson")), sorted(&folder.read("one.ndjson")));
    assert_eq!(spark.len(), one.len());
    assert!(spark == one, "the records differ");
}
