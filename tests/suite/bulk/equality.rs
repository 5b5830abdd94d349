//! `bulk` gives what `run` gives, for every sample of every shipped project, in whatever form the
//! samples come and however many threads map them.

use std::io::{self, Write as _};
use std::num::NonZeroUsize;

use flate2::Compression;
use flate2::write::GzEncoder;
use scimwright::bulk::{
    BulkFormat, BulkOptions, BulkPlan, BulkSink, BulkSummary, Checkpoint, CurrentChoice, CutOptions,
    run_bulk, unpacked,
};
use scimwright::mapping::{CurrentRecord, GroupInfo, KnownGroups, MappingRun, RunContext, RunStatus};
use scimwright::project::{PRESET_ORDER, ProjectModel, load_preset};
use scimwright::scim::{PayloadContent, payload_content};
use scimwright::workbench::{ProjectRunner, SampleInput, directory_of, target_of};
use serde_json::{Value, json};
use std::sync::Arc;

const NOW: &str = "2026-03-01T12:00:00Z";

fn samples(model: &ProjectModel) -> Vec<SampleInput> {
    model.samples.iter().filter_map(|sample| SampleInput::of_sample(sample).ok()).collect()
}

/// The payloads of all samples that are resources, as they were sent.
fn payloads(model: &ProjectModel) -> Vec<Value> {
    let payloads = model.samples.iter().filter_map(|sample| sample.payload.value());
    payloads.filter(|value| matches!(payload_content(value, None), PayloadContent::Resource(_))).collect()
}

pub fn plan(model: &ProjectModel, current: CurrentChoice) -> BulkPlan {
    let target = target_of(&model.settings.target);
    let directory = directory_of(&model.records, &target);
    let groups = samples(model);
    let groups =
        groups.iter().filter_map(|input| GroupInfo::of(&input.resource, input.assigned_id.as_deref()));
    let environment = model.settings.environments.first().map(|first| first.name.clone()).unwrap_or_default();
    BulkPlan {
        mapping: Arc::new(model.mapping.clone()),
        tables: Arc::clone(&model.tables),
        groups: Arc::new(KnownGroups::new(groups.collect(), &target, &directory)),
        context: RunContext { now: NOW.parse().expect("a time"), variables: model.variables(&environment) },
        current,
        record_type: None,
        format: BulkFormat::NdJson,
        input_name: "input".to_owned(),
        key: None,
        writes_errors: true,
        target,
        directory,
    }
}

#[derive(Default)]
struct Memory {
    output: Vec<u8>,
    errors: Vec<u8>,
    reached: Vec<Checkpoint>,
}

impl BulkSink for Memory {
    fn write(&mut self, output: &[u8], errors: &[u8]) -> io::Result<()> {
        self.output.extend_from_slice(output);
        self.errors.extend_from_slice(errors);
        Ok(())
    }

    fn reached(&mut self, checkpoint: &Checkpoint) -> io::Result<()> {
        assert_eq!(checkpoint.output_bytes, self.output.len() as u64);
        assert_eq!(checkpoint.errors_bytes, self.errors.len() as u64);
        self.reached.push(checkpoint.clone());
        Ok(())
    }
}

fn options(threads: usize, chunk_bytes: usize) -> BulkOptions {
    let threads = NonZeroUsize::new(threads).expect("a number of threads");
    BulkOptions { threads, cut: CutOptions { chunk_bytes, ..CutOptions::default() } }
}

#[track_caller]
fn bulk(plan: &BulkPlan, input: &[u8], options: BulkOptions) -> (Memory, BulkSummary) {
    let mut sink = Memory::default();
    let input = unpacked(input).expect("a beginning");
    let summary = run_bulk(plan, input, &options, None, &mut sink).expect("the whole input");
    (sink, summary)
}

/// What a line of the output says, without where it came from.
fn said(line: &str) -> Value {
    let mut value: Value = serde_json::from_str(line).expect("JSON");
    value.as_object_mut().expect("an object").shift_remove("source");
    value
}

/// The same of a run.
fn expected(run: &MappingRun) -> Value {
    let mut value = json!({ "status": run.status.word() });
    if let Some(reason) = &run.reason {
        value["reason"] = json!(reason);
    }
    value["record_type"] = json!(run.record_type);
    value["record"] = if run.status == RunStatus::Written { json!(run.record) } else { Value::Null };
    let said: Vec<Value> = run
        .diagnostics()
        .filter(|diagnostic| diagnostic.severity > scimwright::diagnostic::Severity::Note)
        .map(|diagnostic| json!(diagnostic))
        .collect();
    if !said.is_empty() {
        value["diagnostics"] = Value::from(said);
    }
    value
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

fn check_preset(name: &str, choice: CurrentChoice, current: CurrentRecord<'_>) {
    let (model, _) = load_preset(name).expect("a preset");
    let payloads = payloads(&model);
    let environment = model.settings.environments.first().map(|first| first.name.clone()).unwrap_or_default();
    let groups = samples(&model);
    let mut runner = ProjectRunner::new(&model, &environment, NOW.parse().expect("a time"), &groups);
    let mut expected_lines = Vec::new();
    for payload in &payloads {
        let PayloadContent::Resource(resource) = payload_content(payload, None) else { continue };
        let runs = runner.run(&SampleInput::new(&resource, None), current);
        // Compared as text, since the order of the fields counts.
        expected_lines.extend(runs.iter().map(|run| expected(run).to_string()));
    }
    let plan = plan(&model, choice);
    let lines = payloads.iter().map(|payload| format!("{payload}\n")).collect::<Vec<_>>().concat();
    let list = json!({ "totalResults": payloads.len(), "Resources": payloads });
    let (first, second) = lines.as_bytes().split_at(lines.len() / 3);
    let forms: Vec<(&str, Vec<u8>)> = vec![
        ("lines", lines.clone().into_bytes()),
        ("array", Value::from(payloads.clone()).to_string().into_bytes()),
        ("list", format!("{list:#}").into_bytes()),
        ("gzip", [gzip(first), gzip(second)].concat()),
        ("zstd", zstd::encode_all(lines.as_bytes(), 1).expect("memory")),
    ];
    for (form, input) in forms {
        for (threads, chunk_bytes) in [(1, 1 << 20), (1, 1), (3, 1), (2, 5000)] {
            let (sink, summary) = bulk(&plan, &input, options(threads, chunk_bytes));
            let output = String::from_utf8(sink.output).expect("UTF-8");
            let lines: Vec<String> = output.lines().map(|line| said(line).to_string()).collect();
            assert_eq!(lines, expected_lines, "{name} {form} {threads} {chunk_bytes}");
            assert_eq!(summary.resources, payloads.len() as u64, "{name} {form}");
            let n_records = summary.written + summary.rejected + summary.failed;
            assert_eq!(n_records, expected_lines.len() as u64, "{name} {form}");
        }
    }
}

#[test]
fn samples_give_what_run_gives() {
    for name in PRESET_ORDER {
        check_preset(name, CurrentChoice::Matched, CurrentRecord::Matched);
        check_preset(name, CurrentChoice::New, CurrentRecord::New);
    }
}

#[test]
fn a_run_goes_on_from_every_place_that_was_reached() {
    let (model, _) = load_preset("entra-4me").expect("a preset");
    let lines = payloads(&model).iter().map(|payload| format!("{payload}\n")).collect::<Vec<_>>().concat();
    let lines = format!("{lines}oops\n{lines}");
    for format in [BulkFormat::NdJson, BulkFormat::Json] {
        let plan = BulkPlan { format, ..plan(&model, CurrentChoice::Matched) };
        for chunk_bytes in [1, 3000] {
            let (whole, summary) = bulk(&plan, lines.as_bytes(), options(1, chunk_bytes));
            for checkpoint in whole.reached.iter().step_by(3) {
                let mut sink = Memory {
                    output: whole.output[..checkpoint.output_bytes as usize].to_vec(),
                    errors: whole.errors[..checkpoint.errors_bytes as usize].to_vec(),
                    reached: Vec::new(),
                };
                let text = serde_json::to_string(checkpoint).expect("JSON");
                let checkpoint: Checkpoint = serde_json::from_str(&text).expect("the same");
                let options = options(2, chunk_bytes);
                let resumed = run_bulk(&plan, lines.as_bytes(), &options, Some(&checkpoint), &mut sink);
                assert_eq!(resumed.expect("the whole input"), summary);
                assert_eq!((sink.output == whole.output, sink.errors == whole.errors), (true, true));
            }
        }
    }
}

#[test]
fn the_sink_can_end_a_run() {
    struct Full;
    impl BulkSink for Full {
        fn write(&mut self, output: &[u8], _: &[u8]) -> io::Result<()> {
            if output.is_empty() { Ok(()) } else { Err(io::Error::from(io::ErrorKind::StorageFull)) }
        }
        fn reached(&mut self, _: &Checkpoint) -> io::Result<()> {
            Ok(())
        }
    }
    let (model, _) = load_preset("entra-4me").expect("a preset");
    let lines = payloads(&model).iter().map(|payload| format!("{payload}\n")).collect::<Vec<_>>().concat();
    for threads in [1, 3] {
        let plan = plan(&model, CurrentChoice::New);
        let result = run_bulk(&plan, lines.as_bytes(), &options(threads, 1), None, &mut Full);
        assert_eq!(
            result.expect_err("a full disk").to_string(),
            "the output cannot be written: no storage space"
        );
    }
}
