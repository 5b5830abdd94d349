//! `scimwright report`: the sign-off sheet of a project.
//!
//! Taking a sheet over that came back is in `report_import`.

use std::path::Path;

use jiff::Timestamp;
use serde_json::json;

use crate::cli::ExitStatus;
use crate::cli::args::Format;
use crate::cli::args_report::ReportArgs;
use crate::cli::output::{Failure, print, print_bytes, print_json, say_diagnostics};
use crate::cli::report_import::import;
use crate::cli::source::{choose_environment, input_name};
use crate::project::{load_project, write_file};
use crate::report::{SheetForm, SignOff};
use crate::workbench::{SignOffRefusal, SignOffRequest, sign_off, target_of};

pub(super) fn report(args: &ReportArgs) -> Result<ExitStatus, Failure> {
    if let Some(sheet) = &args.import {
        return import(args, sheet);
    }
    let Some(output) = &args.output else {
        return Err(Failure::usage("say with -o where the sheet goes"));
    };
    let form = form_of(args, output)?;
    let (model, diagnostics) = load_project(&args.project)?;
    say_diagnostics(&diagnostics);
    let request = SignOffRequest {
        environment: choose_environment(&model, args.environment.as_deref())?,
        now: args.now.unwrap_or_else(Timestamp::now),
        persons: args.persons.clone(),
        unlock_people: args.unlock_people,
    };
    let sheet = sign_off(&model, &request).map_err(|refusal| refused(&refusal))?;
    let target = target_of(&model.settings.target);
    let language = args.language.language();
    let rendered = form.render(&sheet, &target, language);
    let bytes = rendered.map_err(|error| Failure::input(error.to_string()))?;
    if output == Path::new("-") {
        print_bytes(&bytes);
        return Ok(0);
    }
    write_file(output, &bytes)?;
    tell(args, output, &sheet);
    Ok(0)
}

fn refused(refusal: &SignOffRefusal) -> Failure {
    match refusal {
        SignOffRefusal::RealPeople { words } => Failure::input(format!(
            "{words}; mask them with `scimwright mask`, or let them out with --unlock-people"
        )),
        SignOffRefusal::NoEnvironment(_)
        | SignOffRefusal::NoSample { .. }
        | SignOffRefusal::NoResult { .. } => Failure::usage(refusal.to_string()),
    }
}

fn form_of(args: &ReportArgs, output: &Path) -> Result<SheetForm, Failure> {
    if let Some(form) = args.form {
        return Ok(form.form());
    }
    let ending = output.extension().map(|ending| ending.to_string_lossy());
    ending
        .and_then(|ending| SheetForm::of_ending(&ending))
        .ok_or_else(|| Failure::usage("the name of the file says no form; use .html, .xlsx or .md, or --as"))
}

fn tell(args: &ReportArgs, output: &Path, sheet: &SignOff) {
    let n_persons: usize = sheet.rule_sets.iter().map(|rule_set| rule_set.persons.len()).sum();
    match args.format {
        Format::Json => print_json(&json!({
            "file": output,
            "environment": sheet.environment,
            "digest": sheet.digest,
            "revision": sheet.revision,
            "results": n_persons,
            "problems": sheet.problems.len(),
        })),
        Format::Text => print(&format!(
            "wrote {} for {} ({}): {}, {}, {}\n",
            input_name(output),
            sheet.environment,
            sheet.account,
            counted(n_persons, "result"),
            counted(sheet.problems.len(), "open remark"),
            sheet.digest
        )),
    }
}

/// A number with a word.
pub(super) fn counted(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}
