//! What a bulk run is made of: mapping, records, groups and form of the output.

use std::fmt::Write as _;
use std::io;
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::bulk::{BulkFormat, BulkPlan, CurrentChoice, SourceKey};
use crate::cli::args_bulk::{BulkArgs, BulkKey, BulkOutputFormat};
use crate::cli::output::Failure;
use crate::cli::source::{MappingSource, choose_environment, input_name, read_input};
use crate::diagnostic::Diagnostic;
use crate::mapping::{GroupInfo, KnownGroups, RunContext};
use crate::project::{ProjectModel, ResumeBasis, input_identity, open_input};
use crate::scim::{PayloadLimits, normalize, read_payload};
use crate::target::{ImportFile, TargetSchema};
use crate::workbench::{SampleInput, directory_of, target_of};

/// A plan and what belongs to it.
pub(super) struct Planned {
    pub plan: BulkPlan,
    /// What was found while the files were read.
    pub diagnostics: Vec<Diagnostic>,
    /// The digest of the groups that are known.
    groups_digest: String,
}

/// Reads what the arguments name.
pub(super) fn bulk_plan(args: &BulkArgs, source: &MappingSource, now: Timestamp) -> Result<Planned, Failure> {
    let model = &source.model;
    let environment = choose_environment(model, args.environment.as_deref())?;
    let target = target_of(&model.settings.target);
    let directory = directory_of(&model.records, &target);
    let (groups, diagnostics) = known_groups(args, model)?;
    let groups_digest = digest_of(&format!("{groups:?}"));
    let is_new = args.new || !source.has_records;
    let plan = BulkPlan {
        groups: Arc::new(KnownGroups::new(groups, &target, &directory)),
        record_type: record_type(args, model, &target)?,
        format: format(args, model, &target)?,
        mapping: Arc::new(model.mapping.clone()),
        tables: Arc::clone(&model.tables),
        context: RunContext { now, variables: model.variables(&environment) },
        current: if is_new { CurrentChoice::New } else { CurrentChoice::Matched },
        input_name: input_name(&args.input),
        key: args.key.map(source_key),
        writes_errors: args.errors.is_some(),
        target,
        directory,
    };
    Ok(Planned { plan, diagnostics, groups_digest })
}

fn source_key(key: BulkKey) -> SourceKey {
    match key {
        BulkKey::Id => SourceKey::Id,
        BulkKey::ExternalId => SourceKey::ExternalId,
        BulkKey::UserName => SourceKey::UserName,
        BulkKey::DisplayName => SourceKey::DisplayName,
    }
}

/// The groups among the samples of the project, then those of the files.
fn known_groups(args: &BulkArgs, model: &ProjectModel) -> Result<(Vec<GroupInfo>, Vec<Diagnostic>), Failure> {
    let samples = model.samples.iter().filter_map(|sample| SampleInput::of_sample(sample).ok());
    let mut groups: Vec<GroupInfo> =
        samples.filter_map(|input| GroupInfo::of(&input.resource, input.assigned_id.as_deref())).collect();
    let mut diagnostics = Vec::new();
    for path in &args.groups {
        let (payload, found) = read_payload(&input_name(path), &read_input(path)?, &PayloadLimits::default());
        diagnostics.extend(found);
        let resources = payload.entries.iter().filter_map(|entry| entry.as_resource());
        groups.extend(resources.filter_map(|resource| GroupInfo::of(&normalize(resource).0, None)));
    }
    Ok((groups, diagnostics))
}

/// The record types that the mapping makes, in the order of its rule sets.
fn record_types(model: &ProjectModel) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for rule_set in &model.mapping.rule_sets {
        if !names.contains(&rule_set.record_type.as_str()) {
            names.push(&rule_set.record_type);
        }
    }
    names
}

fn record_type(
    args: &BulkArgs,
    model: &ProjectModel,
    target: &TargetSchema,
) -> Result<Option<String>, Failure> {
    let made = record_types(model);
    let known = made.join(", ");
    match (&args.record_type, args.format) {
        (Some(name), _) if made.contains(&name.as_str()) && target.record_type(name).is_some() => {
            Ok(Some(name.clone()))
        }
        (Some(name), _) => {
            Err(Failure::usage(format!("the mapping makes no record type `{name}`; it makes {known}")))
        }
        (None, BulkOutputFormat::Csv) => match made.as_slice() {
            [only] => Ok(Some((*only).to_owned())),
            _ => Err(Failure::usage(format!(
                "a CSV file holds one record type; say --record-type and one of {known}"
            ))),
        },
        (None, _) => Ok(None),
    }
}

fn format(args: &BulkArgs, model: &ProjectModel, target: &TargetSchema) -> Result<BulkFormat, Failure> {
    if args.import.is_some() && args.format != BulkOutputFormat::Csv {
        return Err(Failure::usage("--import is for --format csv"));
    }
    match args.format {
        BulkOutputFormat::Ndjson => Ok(BulkFormat::NdJson),
        BulkOutputFormat::Json => Ok(BulkFormat::Json),
        BulkOutputFormat::Csv => {
            let record_type = record_type(args, model, target)?.unwrap_or_default();
            import_file(args, target, &record_type).map(|file| BulkFormat::Csv(Box::new(file)))
        }
    }
}

fn import_file(args: &BulkArgs, target: &TargetSchema, record_type: &str) -> Result<ImportFile, Failure> {
    let record_type = target.record_type(record_type);
    record_type.and_then(|record_type| record_type.import_file(args.import.as_deref())).ok_or_else(|| {
        let files = record_type.map(|record_type| record_type.import_files.as_slice()).unwrap_or_default();
        let known: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
        let name = args.import.as_deref().unwrap_or_default();
        Failure::usage(format!("there is no import file `{name}`; there is {}", known.join(", ")))
    })
}

/// What has to be the same for the run to go on; `None` when the input is no ordinary file.
pub(super) fn resume_basis(
    args: &BulkArgs,
    source: &MappingSource,
    planned: &Planned,
) -> Result<Option<ResumeBasis>, Failure> {
    let is_standard = |path: &Path| path == Path::new("-");
    if is_standard(&args.input) || is_standard(&args.output) || open_input(&args.input)?.1.is_none() {
        return Ok(None);
    }
    let Planned { plan, groups_digest, .. } = planned;
    let mapping = [
        digest_of(&*plan.mapping),
        digest_of(&*plan.target),
        digest_of(&*plan.tables),
        digest_of(&*source.model.records),
        digest_of(&plan.context.variables),
        groups_digest.clone(),
        env!("CARGO_PKG_VERSION").to_owned(),
    ];
    let form = format!("{:?} {:?}", args.format, args.key);
    let arguments = (form, &plan.record_type, &args.import, args.new, &args.errors);
    Ok(Some(ResumeBasis {
        mapping: digest_of(&mapping),
        arguments: digest_of(&arguments),
        input: input_identity(&args.input)?,
    }))
}

/// The digest of a value as JSON, which is not kept.
fn digest_of(value: &impl Serialize) -> String {
    let mut digest = Digesting(Sha256::new());
    serde_json::to_writer(&mut digest, value).expect("what is digested is always valid JSON");
    digest.0.finalize().iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// A writer that keeps nothing but the digest.
struct Digesting(Sha256);

impl io::Write for Digesting {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
