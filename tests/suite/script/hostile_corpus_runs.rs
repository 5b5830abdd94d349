//! Every script of the corpus: on the tree where it can run there, in rhai, and observed. Each ends
//! within a second with its diagnostic, and all of them within the memory of a small machine.

use std::time::{Duration, Instant};

use scimwright::script::{Evaluation, Observer, ScriptInputs};
use scimwright::value::{Arena, Value};
use serde_json::{Value as JsonValue, json};

use super::bed::Bed;
use super::hostile_corpus::{SCRIPTS, generated, written_out};

/// For one evaluation; longer in a debug build, which compiles patterns several times slower, on a
/// machine that runs other tests beside it.
const SOON: Duration = Duration::from_secs(if cfg!(debug_assertions) { 3 } else { 1 });
/// The most memory that the process may take, in kB.
const MOST_KB: u64 = 256 * 1024;

struct Nobody;

impl Observer for Nobody {}

/// How one evaluation ended, as the corpus writes it.
fn ending(evaluation: &Evaluation<'_>) -> &'static str {
    match evaluation {
        Evaluation::Failed(error) if error.message.is_empty() => "a diagnostic without words",
        Evaluation::Failed(error) => error.code.id(),
        _ => "value",
    }
}

/// What does not end as told.
fn remarks(bed: &Bed, expected: &str, script: &str, inputs: &[JsonValue]) -> Vec<String> {
    let shown: String = script.chars().take(90).collect();
    let mut remarks = Vec::new();
    let mut check = |how: &str, begin: Instant, ending: &str| {
        if begin.elapsed() > SOON {
            remarks.push(format!("{how} took {:?}: {shown}", begin.elapsed()));
        }
        // The clock of a busy machine can end what another limit is meant for.
        if expected != "any" && ending != expected && ending != "R303" {
            remarks.push(format!("{how} gave {ending} instead of {expected}: {shown}"));
        }
    };
    let begin = Instant::now();
    let program = match bed.compile(script) {
        Ok(program) => program,
        Err(error) => {
            check("compiling", begin, error.code.id());
            return remarks;
        }
    };
    let compiled = if begin.elapsed() > SOON { "value" } else { expected };
    check("compiling", begin, compiled);
    let values: Vec<Value<'_>> = inputs.iter().map(Value::of_json).collect();
    let (host, names) = (bed.host(), bed.names());
    for how in ["evaluate", "rhai", "observe"] {
        let arena = Arena::new();
        let mut given = ScriptInputs::new(names, &values);
        let begin = Instant::now();
        let evaluation = match how {
            "evaluate" => host.evaluate(&program, &mut given, &arena),
            "rhai" => host.evaluate_in_rhai(&program, &mut given, &arena),
            _ => host.observe(&program, &mut given, &arena, &mut Nobody),
        };
        check(how, begin, ending(&evaluation));
    }
    remarks
}

/// The most memory that this process has taken so far, in kB, where the system tells.
fn peak_kb() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}

#[test]
fn every_script_ends_in_time_and_within_memory() {
    let bed = Bed::with_helpers("");
    let inputs = bed.inputs(&json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "ann",
        "emails": [{ "value": "a@b.example", "type": "work" }],
    }));
    let scripts = SCRIPTS.iter().map(|(code, script)| (*code, written_out(script)));
    let mut all = Vec::new();
    let mut peaks = Vec::new();
    for (code, script) in scripts.chain(generated()) {
        let before = peak_kb().unwrap_or(0);
        all.extend(remarks(&bed, code, &script, &inputs));
        let after = peak_kb().unwrap_or(0);
        if after > before + 8 * 1024 {
            let shown: String = script.chars().take(90).collect();
            peaks.push(format!("{} MB after {shown}", after / 1024));
        }
    }
    // Each test has a process of its own under nextest alone.
    if std::env::var_os("NEXTEST").is_some() && peak_kb().is_some_and(|peak| peak > MOST_KB) {
        all.extend(peaks.clone());
    }
    println!("{}", peaks.join("\n"));
    assert!(all.is_empty(), "{}", all.join("\n"));
}
