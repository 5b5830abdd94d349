//! `scimwright export` and `scimwright import`: mapping files out of projects and into them.

use std::fmt::Write as _;
use std::path::Path;

use jiff::Timestamp;
use serde_json::json;

use crate::change::ChangeSet;
use crate::cli::ExitStatus;
use crate::cli::args::{ExportArgs, Format, ImportArgs};
use crate::cli::output::{Failure, print, print_exactly, print_json, say, say_diagnostics, status_of};
use crate::cli::source::{input_name, read_input};
use crate::diagnostic::{Severity, worst};
use crate::mapping::{read_mapping_file, render_mapping_file};
use crate::project::{
    CaseChoice, ExportRequest, ProjectModel, apply_import, export_mapping_file, is_free_for_project,
    load_project, plan_import, render_project, save_project, write_file,
};
use crate::workbench::{ProjectRunner, display_value};

pub(super) fn export(args: &ExportArgs) -> Result<ExitStatus, Failure> {
    let (model, mut diagnostics) = load_project(&args.project)?;
    let baseline = render_project(&model);
    let now = args.now.unwrap_or_else(Timestamp::now);
    let cases = match (args.with_cases, args.without_cases) {
        (true, _) => CaseChoice::With,
        (_, true) => CaseChoice::Without,
        _ => CaseChoice::AsBefore,
    };
    let request = ExportRequest { environment: &args.environment, cases, now };
    let (file, exported) = export_mapping_file(&model, &request)?;
    let runner = ProjectRunner::new(&model, &args.environment, now, []);
    diagnostics.extend_from_slice(runner.diagnostics());
    say_diagnostics(&diagnostics);
    let is_protected = model.environment(&args.environment).is_some_and(|found| found.protected);
    if is_protected && worst(&diagnostics) == Some(Severity::Error) {
        let message = format!(
            "the export is blocked: the mapping has errors, and the environment {} is protected",
            args.environment
        );
        return Err(Failure::input(message));
    }
    let text = render_mapping_file(&file);
    if args.output == Path::new("-") {
        print_exactly(&text);
    } else {
        write_file(&args.output, text.as_bytes())?;
    }
    save_project(&exported, &args.project, Some(&baseline))?;
    let provenance = &file.provenance;
    let told = match args.format {
        Format::Json => format!("{}\n", json!({ "file": args.output, "provenance": provenance })),
        Format::Text => format!(
            "exported {} for {} ({}), revision {}, {}\n",
            input_name(&args.output),
            provenance.environment,
            provenance.account,
            provenance.revision,
            provenance.digest
        ),
    };
    // Standard output may be the file itself.
    if args.output == Path::new("-") {
        say(&told);
    } else {
        print(&told);
    }
    Ok(0)
}

pub(super) fn import(args: &ImportArgs) -> Result<ExitStatus, Failure> {
    let name = input_name(&args.file);
    let (file, mut diagnostics) = read_mapping_file(&name, &read_input(&args.file)?);
    let Some(file) = file else {
        say_diagnostics(&diagnostics);
        return Err(Failure::input(format!("{name} is not imported; the project is unchanged")));
    };
    let (model, baseline) = if is_free_for_project(&args.project) {
        (ProjectModel::default(), None)
    } else {
        let (model, found) = load_project(&args.project)?;
        diagnostics.extend(found);
        let baseline = render_project(&model);
        (model, Some(baseline))
    };
    say_diagnostics(&diagnostics);
    let plan = plan_import(&model, file);
    match args.format {
        Format::Json => print_json(&plan.changes),
        Format::Text => print(&render_changes(&plan.changes)),
    }
    if !args.dry_run {
        save_project(&apply_import(&model, &plan), &args.project, baseline.as_ref())?;
    }
    Ok(status_of(&diagnostics))
}

fn render_changes(changes: &ChangeSet) -> String {
    let mut text = String::new();
    for change in &changes.changes {
        let _ = writeln!(text, "{}: {}", change.kind.words(), change.subject);
        for (sign, value) in [('-', &change.before), ('+', &change.after)] {
            if !value.is_null() {
                let _ = writeln!(text, "  {sign} {}", display_value(value));
            }
        }
    }
    match changes.changes.len() {
        0 => text.push_str("nothing differs\n"),
        1 => text.push_str("1 change\n"),
        count => {
            let _ = writeln!(text, "{count} changes");
        }
    }
    text
}
