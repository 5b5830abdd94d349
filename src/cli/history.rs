//! `scimwright history`: what was exchanged with accounts, and earlier versions.

use std::fmt::Write as _;
use std::path::Path;

use jiff::Timestamp;
use serde_json::json;

use crate::change::diff;
use crate::cli::ExitStatus;
use crate::cli::args::Format;
use crate::cli::args_exchange::HistoryArgs;
use crate::cli::diff_text::render_comparison;
use crate::cli::output::{Failure, print, print_exactly, print_json, say_diagnostics, status_of};
use crate::cli::user::user_name;
use crate::mapping::{MappingFile, render_mapping_file};
use crate::project::{
    Exchanges, KnownVersion, LedgerEntry, LedgerEvent, bring_back, content_for, history, load_project,
    named_version, open_version, render_project, save_exchanged, short_digest, whole_seconds, write_file,
};

pub(super) fn show_history(args: &HistoryArgs) -> Result<ExitStatus, Failure> {
    let (model, mut diagnostics) = load_project(&args.project)?;
    if let Some(name) = &args.environment {
        // An environment of the past has a history too.
        let is_known = model.environment(name).is_some();
        let (versions, _) = history(&args.project, Some(name))?;
        if !is_known && versions.is_empty() {
            return Err(Failure::usage(format!("the project has no environment `{name}`")));
        }
    }
    let (versions, found) = history(&args.project, args.environment.as_deref())?;
    diagnostics.extend(found);
    say_diagnostics(&diagnostics);
    if let (Some(name), Some(output)) = (&args.open, &args.output) {
        let file = version(args, &versions, name)?;
        let text = render_mapping_file(&file);
        if output == Path::new("-") {
            print_exactly(&text);
        } else {
            write_file(output, text.as_bytes())?;
        }
    } else if let Some(name) = &args.bring_back {
        let file = version(args, &versions, name)?;
        put_back(args, &file)?;
    } else {
        match args.format {
            Format::Json => {
                print_json(&json!({ "versions": versions.iter().map(json_of).collect::<Vec<_>>() }));
            }
            Format::Text => print(&text_of(&versions)),
        }
    }
    Ok(status_of(&diagnostics))
}

fn version(args: &HistoryArgs, versions: &[KnownVersion], name: &str) -> Result<MappingFile, Failure> {
    let entry = named_version(versions, name)
        .ok_or_else(|| Failure::usage(format!("the history has no version `{name}`, or more than one")))?;
    match open_version(&args.project, &entry.digest)? {
        None => Err(Failure::input(format!("the file of version {name} is not kept"))),
        Some((Some(file), _)) => Ok(file),
        Some((None, diagnostics)) => {
            say_diagnostics(&diagnostics);
            Err(Failure::input(format!("the kept file of version {name} is not used")))
        }
    }
}

fn put_back(args: &HistoryArgs, file: &MappingFile) -> Result<(), Failure> {
    let (model, _) = load_project(&args.project)?;
    let baseline = render_project(&model);
    let provenance = &file.provenance;
    let name = &provenance.environment;
    let changes = diff(&content_for(&model, name, file.content.cases.is_some()), &file.content);
    match args.format {
        Format::Json => print_json(&changes),
        Format::Text => print(&render_comparison(&changes)),
    }
    let entry = LedgerEntry {
        at: Timestamp::now().to_string(),
        who: user_name(),
        what: LedgerEvent::BroughtBack,
        environment: name.clone(),
        account: provenance.account.clone(),
        revision: provenance.revision,
        digest: provenance.digest.clone(),
        ..LedgerEntry::default()
    };
    let exchanges = Exchanges { versions: Vec::new(), entries: vec![entry] };
    save_exchanged(&bring_back(&model, file), &args.project, Some(&baseline), exchanges)?;
    Ok(())
}

fn json_of(version: &KnownVersion) -> serde_json::Value {
    let mut json = json!(version.entry);
    json["is_kept"] = json!(version.is_kept);
    json
}

fn text_of(versions: &[KnownVersion]) -> String {
    if versions.is_empty() {
        return "nothing was exchanged yet\n".to_owned();
    }
    let mut text = String::new();
    for KnownVersion { entry, is_kept } in versions {
        let who = if entry.who.is_empty() { String::new() } else { format!(" by {}", entry.who) };
        let file = if entry.file.is_empty() { String::new() } else { format!(", {}", entry.file) };
        let words = if entry.words.is_empty() { String::new() } else { format!(" — {}", entry.words) };
        let kept = if *is_kept { "" } else { " (not kept)" };
        let _ = writeln!(
            text,
            "{}  {:<13} {} revision {}, {}{kept}{who}{file}{words}",
            whole_seconds(&entry.at),
            entry.what,
            entry.environment,
            entry.revision,
            short_digest(&entry.digest)
        );
    }
    text
}
