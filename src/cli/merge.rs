//! `scimwright merge`: what two sides made of one mapping, as one mapping file.

use std::fmt::Write as _;
use std::path::Path;

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use crate::change::{Conflict, Merge, Settlement, merge};
use crate::cli::ExitStatus;
use crate::cli::args::Format;
use crate::cli::args_change::MergeArgs;
use crate::cli::diff_text::render_conflict;
use crate::cli::output::{Failure, print, print_exactly, say};
use crate::cli::settle::settle_as_asked;
use crate::cli::source::input_name;
use crate::cli::user::user_name;
use crate::cli::versions::{ProjectCases, Version, read_versions};
use crate::mapping::{FileContent, MappingFile, Provenance, render_mapping_file};
use crate::project::{load_project, unmasked_cases, unmasked_words, write_file};

pub(super) fn run_merge(args: &MergeArgs) -> Result<ExitStatus, Failure> {
    let paths = [args.base.as_path(), args.ours.as_path(), args.theirs.as_path()];
    let [base, ours, theirs] = read_versions(paths, args.environment.as_deref(), ProjectCases::AsInFiles)?;
    let mut merge = merge(&base.content, &ours.content, &theirs.content);
    settle_as_asked(&mut merge, &args.settle)?;
    let now = args.now.unwrap_or_else(Timestamp::now);
    let file = merge.content().ok().map(|content| file(content, &ours, &theirs, now));
    if let Some(file) = file.as_ref().filter(|_| !args.unlock_people) {
        refuse_real_people(args, file)?;
    }
    let report = match args.format {
        Format::Text => report_text(args, &merge, file.as_ref()),
        Format::Json => report_json(args, &merge, file.as_ref()),
    };
    // The report first: it tells what happened also when the file cannot be written.
    if let Some(path) = &args.report {
        write_file(path, report.as_bytes())?;
    }
    if let Some(file) = &file {
        let text = render_mapping_file(file);
        if is_standard_output(&args.output) {
            print_exactly(&text);
        } else {
            write_file(&args.output, text.as_bytes())?;
        }
    }
    // Standard output may be the file itself.
    match (args.format, file.is_some() && is_standard_output(&args.output)) {
        (_, true) => say(&report),
        (Format::Json, false) => print_exactly(&report),
        (Format::Text, false) => print(&report),
    }
    Ok(ExitStatus::from(file.is_none()))
}

/// Refuses to write cases of real people of a project. A side's case counts when the file has one of its
/// name, one of the base when the file has it as it is.
fn refuse_real_people(args: &MergeArgs, file: &MappingFile) -> Result<(), Failure> {
    let Some(cases) = &file.content.cases else { return Ok(()) };
    for path in [&args.ours, &args.theirs, &args.base].into_iter().filter(|path| path.is_dir()) {
        let (model, _) = load_project(path)?;
        let is_base = *path == args.base;
        let real = unmasked_cases(&model)
            .into_iter()
            .filter(|(stem, case)| cases.get(*stem).is_some_and(|merged| !is_base || merged == *case));
        let names: Vec<&str> = real.map(|(_, case)| case.name.as_str()).collect();
        if let Some(words) = unmasked_words("case", names.into_iter()) {
            let message = format!(
                "the merge is blocked: {words}, of {}; mask the samples (mask --samples --in-place), or unlock \
                 it (--unlock-people)",
                path.display()
            );
            return Err(Failure::input(message));
        }
    }
    Ok(())
}

fn is_standard_output(path: &Path) -> bool {
    path == Path::new("-")
}

/// The merged mapping for the environment and account of our side.
fn file(content: FileContent, ours: &Version, theirs: &Version, now: Timestamp) -> MappingFile {
    let provenance = Provenance {
        environment: ours.provenance.environment.clone(),
        account: ours.provenance.account.clone(),
        exported_at: now.to_string(),
        tool_version: env!("CARGO_PKG_VERSION").to_owned(),
        revision: ours.provenance.revision.max(theirs.provenance.revision) + 1,
        based_on: Some(theirs.provenance.digest.clone()),
        exported_by: user_name(),
        other: all_keys(&ours.provenance.other, &theirs.provenance.other),
        ..Provenance::default()
    };
    MappingFile::new(content, provenance, all_keys(&ours.other, &theirs.other))
}

/// Keys that this version does not know, of both sides; ours where both have one.
fn all_keys(ours: &Map<String, Value>, theirs: &Map<String, Value>) -> Map<String, Value> {
    let mut keys = ours.clone();
    for (key, value) in theirs {
        keys.entry(key).or_insert_with(|| value.clone());
    }
    keys
}

fn open_conflicts(merge: &Merge) -> usize {
    merge.conflicts.iter().filter(|conflict| conflict.settled.is_none()).count()
}

fn report_text(args: &MergeArgs, merge: &Merge, file: Option<&MappingFile>) -> String {
    let mut text: String = merge.conflicts.iter().map(conflict_text).collect();
    let count = |count: usize, thing: &str| format!("{count} {thing}{}", if count == 1 { "" } else { "s" });
    let _ = writeln!(
        text,
        "{} of ours, {} of theirs, {}",
        count(merge.ours.changes.len(), "change"),
        count(merge.theirs.changes.len(), "change"),
        count(merge.conflicts.len(), "conflict"),
    );
    let open = open_conflicts(merge);
    let _ = match file {
        Some(file) => writeln!(text, "merged into {}, {}", input_name(&args.output), file.provenance.digest),
        None if open == 1 => {
            writeln!(text, "1 conflict is open; settle it with --settle; nothing is written")
        }
        None => writeln!(text, "{open} conflicts are open; settle each with --settle; nothing is written"),
    };
    text
}

/// A conflict with all sides, and what settles it.
fn conflict_text(conflict: &Conflict) -> String {
    let mut text = render_conflict(conflict);
    if let Some(Value::String(script)) = conflict.proposal_text().map(Value::String) {
        let _ = writeln!(text, "  both   {}", script.replace('\n', "\n         "));
    }
    let how = match &conflict.settled {
        None => format!("  --settle '{}=ours', =theirs or =base", conflict.at),
        Some(Settlement::Ours) => "  settled as ours".to_owned(),
        Some(Settlement::Theirs) => "  settled as theirs".to_owned(),
        Some(Settlement::Base) => "  settled as before both".to_owned(),
        Some(Settlement::Edited(value)) => format!("  settled as {value}"),
    };
    let _ = writeln!(text, "{how}");
    text
}

fn report_json(args: &MergeArgs, merge: &Merge, file: Option<&MappingFile>) -> String {
    let report = json!({
        "output": file.map(|_| input_name(&args.output)),
        "digest": file.map(|file| &file.provenance.digest),
        "open": open_conflicts(merge),
        "conflicts": merge.conflicts,
        "ours": merge.ours.changes,
        "theirs": merge.theirs.changes,
    });
    format!("{}\n", serde_json::to_string_pretty(&report).expect("results are always valid JSON"))
}
