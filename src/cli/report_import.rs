//! `scimwright report --import`: what a customer corrected and confirmed becomes cases.

use std::fmt::Write as _;
use std::path::Path;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::json;

use crate::cli::ExitStatus;
use crate::cli::args::Format;
use crate::cli::args_report::ReportArgs;
use crate::cli::output::{Failure, print, print_json, say_diagnostics, status_of};
use crate::cli::report::counted;
use crate::cli::source::{input_name, read_input};
use crate::diagnostic::Code;
use crate::project::{load_project, render_project, save_project};
use crate::report::read_sign_off;
use crate::workbench::{
    SignOffImport, Verdict, apply_sign_off_import, directory_of, plan_sign_off_import, target_of,
};

/// Who reviewed a sheet on which nobody is named.
const SOMEBODY: &str = "customer";

pub(super) fn import(args: &ReportArgs, sheet: &Path) -> Result<ExitStatus, Failure> {
    let (mut model, found) = load_project(&args.project)?;
    say_diagnostics(&found);
    let baseline = render_project(&model);
    let target = target_of(&model.settings.target);
    let directory = directory_of(&model.records, &target);
    let name = input_name(sheet);
    let (corrections, mut diagnostics) = read_sign_off(&name, &read_input(sheet)?, &target, &directory)
        .map_err(|error| Failure::input(format!("{name} is not taken over: {error}")))?;
    let now = args.now.unwrap_or_else(Timestamp::now);
    let day = args.date.unwrap_or_else(|| now.to_zoned(TimeZone::system()).date()).to_string();
    let reviewer = args.reviewer.as_deref().unwrap_or(SOMEBODY);
    let mut import = plan_sign_off_import(&model, &corrections, &name, now);
    import.name_reviewer(reviewer, &day);
    diagnostics.extend(import.diagnostics.iter().cloned());
    say_diagnostics(&diagnostics);
    if import.is_of_other_project() {
        return Err(Failure::input(format!("{name} is not taken over; the project is unchanged")));
    }
    if !args.dry_run && !import.cases.is_empty() {
        apply_sign_off_import(&mut model, &import);
        save_project(&model, &args.project, Some(&baseline))?;
    }
    let n_not_understood =
        diagnostics.iter().filter(|found| found.code == Code::SheetCellNotUnderstood).count();
    match args.format {
        Format::Json => print_json(&as_json(&import, n_not_understood, args.dry_run)),
        Format::Text => print(&as_text(&import, n_not_understood, args.dry_run)),
    }
    Ok(status_of(&diagnostics))
}

fn as_json(import: &SignOffImport, n_not_understood: usize, is_dry_run: bool) -> serde_json::Value {
    let cases = import.cases.iter().map(|case| {
        json!({
            "case": case.stem,
            "name": case.case.name,
            "verdict": word(case.verdict),
            "cell": case.address,
            "replaces": case.replaces,
            "words": case.words,
            "review": case.case.review,
        })
    });
    json!({
        "red": import.count(Verdict::Red),
        "green": import.count(Verdict::Green),
        "corrected": import.n_corrected(),
        "confirmed_results": import.n_confirmed(),
        "not_understood": n_not_understood,
        "saved": !is_dry_run,
        "cases": cases.collect::<Vec<_>>(),
    })
}

fn as_text(import: &SignOffImport, n_not_understood: usize, is_dry_run: bool) -> String {
    let mut text = String::new();
    for case in &import.cases {
        let cell = case.address.as_ref().map(|address| format!(" ({address})")).unwrap_or_default();
        let replaces = if case.replaces { ", in place of the one before" } else { "" };
        let _ =
            writeln!(text, "{:5}  {}: {}{cell}{replaces}", word(case.verdict), case.case.name, case.words);
    }
    let _ = writeln!(
        text,
        "{} red, {} green; {} corrected, {} confirmed, {} not understood{}",
        import.count(Verdict::Red),
        import.count(Verdict::Green),
        counted(import.n_corrected(), "result"),
        counted(import.n_confirmed(), "result"),
        counted(n_not_understood, "cell"),
        if is_dry_run { "; nothing is saved" } else { "" }
    );
    text
}

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Red => "red",
        Verdict::Green => "green",
    }
}
