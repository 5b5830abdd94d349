//! `scimwright export`: the mapping file of a project for one environment.

use std::path::Path;

use serde_json::{Value, json};

use crate::change::promotion::{Gate, render_gate};
use crate::cli::ExitStatus;
use crate::cli::args::Format;
use crate::cli::args_exchange::ExportArgs;
use crate::cli::outgoing::Departure;
use crate::cli::output::{Failure, print, print_json, say, say_diagnostics};
use crate::cli::source::input_name;
use crate::diagnostic::{Severity, worst};
use crate::mapping::MappingFile;
use crate::project::{LedgerEvent, ProjectModel};
use crate::workbench::ProjectRunner;

pub(super) fn export(args: &ExportArgs) -> Result<ExitStatus, Failure> {
    let mut departure = Departure::new(&args.project, &args.environment, &args.file)?;
    let runner = ProjectRunner::new(&departure.model, &args.environment, departure.now, []);
    let mut diagnostics = departure.loaded.clone();
    diagnostics.extend_from_slice(runner.diagnostics());
    say_diagnostics(&diagnostics);
    let checked = if departure.is_protected() {
        if worst(&diagnostics) == Some(Severity::Error) {
            let message = format!(
                "the export is blocked: the mapping has errors, and the environment {} is protected",
                args.environment
            );
            return Err(Failure::input(message));
        }
        let checked = departure.check(&args.gate)?;
        if !checked.gate.is_passed() {
            return Ok(blocked(&args.environment, &checked.gate, args.format));
        }
        Some(checked)
    } else {
        None
    };
    let file = departure.go(LedgerEvent::Exported, &args.output, &args.file, checked.as_ref())?;
    tell(&args.output, &file, args.format);
    Ok(0)
}

/// Prints why nothing goes out.
fn blocked(environment: &str, gate: &Gate, format: Format) -> ExitStatus {
    match format {
        Format::Json => print_json(&json!({ "gate": gate, "passed": false })),
        Format::Text => print(&render_gate(gate)),
    }
    say(&format!("scimwright: {}\n", blocked_words(environment, gate)));
    1
}

/// Why nothing goes out, in one sentence.
pub(super) fn blocked_words(environment: &str, gate: &Gate) -> String {
    let checks = match gate.n_left() {
        1 => "1 check has".to_owned(),
        count => format!("{count} checks have"),
    };
    format!("the export is blocked: {environment} is protected, and {checks} not passed")
}

/// Tells what was written: on standard output, or on standard error when the file itself is there.
pub(super) fn tell(output: &Path, file: &MappingFile, format: Format) {
    let told = match format {
        Format::Json => format!("{}\n", outcome_json(output, file)),
        Format::Text => {
            let provenance = &file.provenance;
            let sealed = if file.seal.is_some() { ", sealed" } else { "" };
            format!(
                "exported {} for {} ({}), revision {}, {}{sealed}\n",
                input_name(output),
                provenance.environment,
                provenance.account,
                provenance.revision,
                provenance.digest
            )
        }
    };
    if output == Path::new("-") {
        say(&told);
    } else {
        print(&told);
    }
}

/// What was written.
pub(super) fn outcome_json(output: &Path, file: &MappingFile) -> Value {
    json!({ "file": output, "provenance": file.provenance })
}

/// The environment's name for the first line of an outcome, such as `production (acme)`.
pub(super) fn environment_words(model: &ProjectModel, name: &str) -> String {
    match model.environment(name).filter(|environment| !environment.account.is_empty()) {
        Some(environment) => format!("{name} ({})", environment.account),
        None => name.to_owned(),
    }
}
