//! Calls of the library that the window makes: compiling a mapping, the preview of a thousand samples
//! after an edit, loading samples. Each runs in a process of its own and prints one JSON object.

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use scimwright::project::{ProjectModel, Sample, load_project};
use scimwright::workbench::{ProjectRunner, RecomputeCache, recompute, samples_from_bytes};
use serde_json::{Value, json};

use crate::measure::median;

/// How often each call is made; the medians count.
const REPEATS: usize = 15;

/// The environment of the bench project.
const ENVIRONMENT: &str = "bench";

/// Measures `what`: `compile`, `preview`, `load` or `parse`.
///
/// # Errors
/// When the project or the input cannot be read, or there is no such call.
pub fn run(what: &str, project: &Path, input: &Path) -> Result<Value, String> {
    let (model, diagnostics) = load_project(project).map_err(|error| error.to_string())?;
    if let Some(first) = diagnostics.first() {
        return Err(format!("{}: {}", project.display(), first.message));
    }
    match what {
        "compile" => Ok(compile(&model)),
        "preview" => preview(model, &read(input)?),
        "load" => load(input),
        "parse" => parse(&read(input)?),
        other => Err(format!("there is no call `{other}`")),
    }
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn millis(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1e3
}

/// From the model of a project to something that runs: all rules, with tables and records.
fn compile(model: &ProjectModel) -> Value {
    let now = jiff::Timestamp::UNIX_EPOCH;
    let once = || {
        let start = Instant::now();
        black_box(ProjectRunner::new(model, ENVIRONMENT, now, []));
        millis(start)
    };
    let n_rules: usize = model.mapping.rule_sets.iter().map(|rule_set| rule_set.rules.len()).sum();
    json!({ "compile_ms": median((0..REPEATS).map(|_| once())), "rules": n_rules })
}

fn samples(bytes: &[u8]) -> Vec<Arc<Sample>> {
    samples_from_bytes("directory.ndjson", bytes, "2026-11-22").samples.into_iter().map(Arc::new).collect()
}

/// The work of the window's worker: the first preview, then after the edit of each rule in turn, then
/// after an edit of all rules at once.
fn preview(mut model: ProjectModel, bytes: &[u8]) -> Result<Value, String> {
    model.samples = samples(bytes).into();
    let mut cache = RecomputeCache::default();
    let mut revision = 0;
    let mut run = |model: &ProjectModel| {
        revision += 1;
        let start = Instant::now();
        let preview =
            recompute(revision, model, ENVIRONMENT, jiff::Timestamp::UNIX_EPOCH, &mut cache, &|| false);
        let took = millis(start);
        preview.is_some().then_some(took).ok_or("the preview was cancelled")
    };
    let first = run(&model)?;
    let mut edited_one = Vec::new();
    let n_rules = model.mapping.rule_sets[0].rules.len();
    for repeat in 0..3 {
        for rule_idx in 0..n_rules {
            edit(&mut model, rule_idx, repeat);
            edited_one.push(run(&model)?);
        }
    }
    let mut edited_all = Vec::new();
    for repeat in 3..3 + REPEATS {
        (0..n_rules).for_each(|rule_idx| edit(&mut model, rule_idx, repeat));
        edited_all.push(run(&model)?);
    }
    let slowest = edited_one.chunks(n_rules).map(|round| round.iter().copied().fold(0.0, f64::max));
    Ok(json!({
        "samples": model.samples.len(),
        "first_ms": first,
        "edited_rule_ms": median(edited_one.iter().copied()),
        "slowest_rule_ms": median(slowest.collect::<Vec<_>>()),
        "all_rules_ms": median(edited_all),
    }))
}

/// Changes a script without changing what it gives, so that it has to be compiled and run anew.
fn edit(model: &mut ProjectModel, rule_idx: usize, repeat: usize) {
    let script = &mut model.mapping.rule_sets[0].rules[rule_idx].script;
    let plain = script.split_once(";//\n").map_or(script.as_str(), |(_, plain)| plain);
    *script = format!("let edited = {repeat};//\n{plain}");
}

/// Loading samples as the window does. The memory is what they hold when the file is forgotten.
fn load(input: &Path) -> Result<Value, String> {
    let before = status_bytes("VmRSS");
    let bytes = read(input)?;
    let n_bytes = bytes.len();
    let start = Instant::now();
    let samples = samples(&bytes);
    let took = millis(start);
    drop(bytes);
    let held = status_bytes("VmRSS").saturating_sub(before);
    let peak = status_bytes("VmHWM");
    Ok(
        json!({ "samples": samples.len(), "load_ms": took, "file_bytes": n_bytes, "held_bytes": held, "peak_bytes": peak }),
    )
}

/// The same file, line by line, into values of `serde_json` that are forgotten at once.
fn parse(bytes: &[u8]) -> Result<Value, String> {
    let start = Instant::now();
    for line in bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        let value: Value = serde_json::from_slice(line).map_err(|error| error.to_string())?;
        black_box(value);
    }
    Ok(json!({ "parse_ms": millis(start) }))
}

/// A figure of the process in bytes, 0 where the system does not tell.
fn status_bytes(name: &str) -> u64 {
    let text = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kib.unwrap_or_default() * 1024
}
