//! `scimwright mask --samples`: the samples, cases and records of a project masked, and what the
//! mapping does with them.

use std::fmt::Write as _;
use std::path::Path;

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::cli::ExitStatus;
use crate::cli::args::Format;
use crate::cli::args_mask::MaskArgs;
use crate::cli::mask::secret_of;
use crate::cli::output::{Failure, print, print_json, say_diagnostics, status_of};
use crate::cli::source::choose_environment;
use crate::mapping::MappingFile;
use crate::project::{ProjectModel, history, load_project, open_version, render_project, save_project};
use crate::workbench::{MaskOutcome, MaskedProject, SampleCheck, script_name};

/// Said when mapping files of the project have cases.
const KEPT_FILES: &str = "not masked: mapping files with cases in environments/ and history/, and the ledger, \
    hold what they held; do not hand them on";

pub(super) fn mask_samples(args: &MaskArgs) -> Result<ExitStatus, Failure> {
    let Some(project) = &args.project else {
        return Err(Failure::usage("--samples needs --project"));
    };
    let (model, diagnostics) = load_project(project)?;
    say_diagnostics(&diagnostics);
    if args.in_place && status_of(&diagnostics) != 0 {
        return Err(Failure::input("the project has files that cannot be read; nothing is masked"));
    }
    let environment = choose_environment(&model, args.environment.as_deref())?;
    let secret = secret_of(args)?;
    let now = args.now.unwrap_or_else(Timestamp::now);
    let outcome = MaskOutcome::new(&model, &secret, (&environment, now), &|| false)
        .ok_or_else(|| Failure::input("the samples were not run"))?;
    let written = Written {
        is_written: args.in_place,
        has_files_with_cases: args.in_place && has_files_with_cases(&model, project)?,
    };
    if args.in_place {
        save_project(&outcome.masked.model, project, Some(&render_project(&model)))?;
    }
    match args.format {
        Format::Text => print(&render_text(&model, &outcome, &written)),
        Format::Json => print_json(&render_json(&model, &outcome, &written)),
    }
    let is_fine = outcome.check.is_same() && outcome.masked.unreadable.is_empty();
    Ok(ExitStatus::from(!is_fine))
}

/// What became of the files.
struct Written {
    is_written: bool,
    /// Mapping files with cases stay beside the masked project.
    has_files_with_cases: bool,
}

fn render_text(model: &ProjectModel, outcome: &MaskOutcome, written: &Written) -> String {
    let MaskOutcome { masked, check, .. } = outcome;
    let mut text = String::new();
    let verb = if written.is_written { "masked" } else { "would mask" };
    let _ = writeln!(text, "{verb} {}", counted(masked));
    for name in &masked.unreadable {
        let _ = writeln!(text, "not masked: {name} is not JSON");
    }
    if masked.n_remarks_dropped > 0 {
        let verb = if written.is_written { "dropped" } else { "would drop" };
        let _ = writeln!(
            text,
            "{verb} the remarks of reviewers of {}: they may name people who are not known",
            count(masked.n_remarks_dropped, "case")
        );
    }
    if written.has_files_with_cases {
        let _ = writeln!(text, "{KEPT_FILES}");
    }
    for (value, why) in &masked.report.kept {
        let _ = writeln!(text, "kept {value}: {why}");
    }
    for different in &check.different {
        let _ = writeln!(text, "\n{}", title_of(different));
        for difference in &different.differences {
            let place = difference.place.map(|place| script_name(model, place)).unwrap_or_default();
            let place = if place.is_empty() { place } else { format!("{place}: ") };
            let _ = writeln!(text, "  {place}{}", difference.words);
            if !difference.attributes.is_empty() {
                let _ = writeln!(text, "    because of {}", difference.attributes.join(", "));
            }
        }
    }
    let (samples, cases) = (check.n_samples, check.n_cases);
    if check.is_same() {
        let _ = writeln!(text, "the mapping does the same with all {samples} samples and {cases} cases");
    } else {
        let n_different = check.different.len();
        let _ = writeln!(
            text,
            "\nthe mapping does something else with {n_different} of {samples} samples and {cases} cases"
        );
    }
    text
}

fn count(number: usize, word: &str) -> String {
    format!("{number} {word}{}", if number == 1 { "" } else { "s" })
}

/// Whether a mapping file that an environment or the history of a project remembers has cases.
fn has_files_with_cases(model: &ProjectModel, project: &Path) -> Result<bool, Failure> {
    let has_cases = |file: &MappingFile| file.content.cases.as_ref().is_some_and(|cases| !cases.is_empty());
    let is_remembered = model.environments.values().any(|state| {
        let of_drift = state.drift.iter().flat_map(|drift| [&drift.file, &drift.base]);
        state.exchanged.iter().chain(of_drift).any(has_cases)
    });
    if is_remembered {
        return Ok(true);
    }
    for version in history(project, None)?.0 {
        let opened = open_version(project, &version.entry.digest)?;
        if opened.is_some_and(|(file, _)| file.as_ref().is_some_and(has_cases)) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn counted(masked: &MaskedProject) -> String {
    let MaskedProject { n_samples, n_cases, n_records, .. } = masked;
    format!(
        "{}, {} and {}",
        count(*n_samples, "sample"),
        count(*n_cases, "case"),
        count(*n_records, "record")
    )
}

fn title_of(different: &SampleCheck) -> String {
    match &different.case {
        Some(case) => format!("{}, case {case}", different.name),
        None => different.name.clone(),
    }
}

fn render_json(model: &ProjectModel, outcome: &MaskOutcome, written: &Written) -> Value {
    let MaskOutcome { masked, check, .. } = outcome;
    let different: Vec<Value> = check
        .different
        .iter()
        .map(|different| {
            let differences: Vec<Value> = different
                .differences
                .iter()
                .map(|difference| {
                    json!({
                        "script": difference.place.map(|place| script_name(model, place)),
                        "difference": difference.words,
                        "attributes": difference.attributes,
                    })
                })
                .collect();
            let stem = masked.model.samples.get(different.sample).map(|sample| sample.stem.clone());
            json!({ "sample": stem, "name": different.name, "case": different.case, "differences": differences })
        })
        .collect();
    json!({
        "written": written.is_written,
        "samples": masked.n_samples,
        "cases": masked.n_cases,
        "records": masked.n_records,
        "remarks_dropped": masked.n_remarks_dropped,
        "files_with_cases_kept": written.has_files_with_cases,
        "unreadable": masked.unreadable,
        "kept": masked.report.kept,
        "equivalence": { "same": check.is_same(), "samples": check.n_samples, "cases": check.n_cases, "different": different },
    })
}
