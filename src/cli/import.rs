//! `scimwright import`: a mapping file into a project, brought together with what was edited there.

use jiff::Timestamp;
use serde_json::json;

use crate::change::seal::{SealState, check_seal};
use crate::change::{Conflict, Merge, Settlement, Subject};
use crate::cli::ExitStatus;
use crate::cli::args::Format;
use crate::cli::args_exchange::ImportArgs;
use crate::cli::diff_text::{render_comparison, render_conflict};
use crate::cli::output::{Failure, print, print_json, say, say_diagnostics, status_of};
use crate::cli::settle::{refuse_settlements, settle_as_asked};
use crate::cli::source::{input_name, read_input};
use crate::cli::user::{key_folder, user_name};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::mapping::{MappingFile, read_altered_mapping_file, read_mapping_file};
use crate::project::{
    Exchanges, ImportPlan, ImportWay, ProjectModel, apply_import, check_fit, is_free_for_project,
    load_project, open_version, plan_import_from, render_project, save_exchanged,
};
use crate::workbench::promotion::{accepted_words, import_entry};

pub(super) fn import(args: &ImportArgs) -> Result<ExitStatus, Failure> {
    let name = input_name(&args.file);
    let refused = || Failure::input(format!("{name} is not imported; the project is unchanged"));
    let (file, mut diagnostics) = read(args, &name)?;
    let Some(file) = file else {
        say_diagnostics(&diagnostics);
        return Err(refused());
    };
    let (model, baseline) = if is_free_for_project(&args.project) {
        (ProjectModel::default(), None)
    } else {
        let (model, found) = load_project(&args.project)?;
        diagnostics.extend(found);
        let baseline = render_project(&model);
        (model, Some(baseline))
    };
    let base = base_of(args, &model, &file)?;
    let altered = diagnostics.iter().find(|found| found.code == Code::FileAltered);
    let mut accepted: Vec<String> = Vec::new();
    accepted.extend(altered.and_then(|found| accepted_words(found.code)).map(str::to_owned));
    let unfit = unfit(args, check_fit(&model, &file, base.is_some()), &mut accepted);
    let is_refused = unfit.iter().any(|found| found.severity == Severity::Error);
    diagnostics.extend(unfit);
    say_diagnostics(&diagnostics);
    if is_refused {
        return Err(refused());
    }
    let mut plan = ImportPlan { accepted, ..plan_import_from(&model, file, base) };
    settle(args, &mut plan)?;
    print_plan(&plan, args.format);
    let open = open_conflicts(&plan);
    if !args.dry_run {
        let file_name = args.file.file_name().unwrap_or_default().to_string_lossy();
        let now = Timestamp::now().to_string();
        let entries = vec![import_entry(&plan, &now, &user_name(), &file_name)];
        let exchanges = Exchanges { versions: vec![&plan.file], entries };
        save_exchanged(&apply_import(&model, &plan), &args.project, baseline.as_ref(), exchanges)?;
        if open > 0 {
            say(&waiting_words(open));
        }
    }
    Ok(status_of(&diagnostics).max(ExitStatus::from(open > 0)))
}

/// The file, when it is whole or accepted as it is and its seal, if it has one, is not broken.
fn read(args: &ImportArgs, name: &str) -> Result<(Option<MappingFile>, Vec<Diagnostic>), Failure> {
    let bytes = read_input(&args.file)?;
    let reader = if args.accept_altered { read_altered_mapping_file } else { read_mapping_file };
    let (file, mut diagnostics) = reader(name, &bytes);
    let Some(file) = file else { return Ok((None, diagnostics)) };
    if file.seal.is_some() {
        let trusted = key_folder()?.trusted_keys()?;
        let seal = check_seal(&String::from_utf8_lossy(&bytes), file.seal.as_ref(), &trusted);
        diagnostics.extend(seal.diagnostic().map(|found| found.in_file(name)));
        match seal {
            SealState::Broken { .. } => return Ok((None, diagnostics)),
            SealState::Trusted { .. } => say(&format!("{}\n", seal.words())),
            SealState::None | SealState::Unknown { .. } => {}
        }
    }
    Ok((Some(file), diagnostics))
}

/// The version that the file was designed against, where the project keeps it.
fn base_of(
    args: &ImportArgs,
    model: &ProjectModel,
    file: &MappingFile,
) -> Result<Option<MappingFile>, Failure> {
    let state = model.environments.get(&file.provenance.environment);
    let known = state.and_then(|state| state.exchanged.as_ref());
    let known = known.map(|known| &known.provenance.digest);
    let Some(based_on) = file.provenance.based_on.as_ref().filter(|base| Some(*base) != known) else {
        return Ok(None);
    };
    Ok(open_version(&args.project, based_on)?.and_then(|(file, _)| file))
}

/// What speaks against the file; what was accepted on the command line is a warning, and is added to what
/// was accepted.
fn unfit(args: &ImportArgs, mut found: Vec<Diagnostic>, accepted: &mut Vec<String>) -> Vec<Diagnostic> {
    for diagnostic in &mut found {
        diagnostic.place.file = Some(input_name(&args.file));
        let (is_accepted, option) = match diagnostic.code {
            Code::OtherAccount => (args.accept_account, "--accept-account"),
            Code::OtherBase => (args.accept_base, "--accept-base"),
            _ => continue,
        };
        if diagnostic.severity != Severity::Error {
            continue;
        }
        if is_accepted {
            diagnostic.severity = Severity::Warning;
            accepted.extend(accepted_words(diagnostic.code).map(str::to_owned));
        } else {
            let help = diagnostic.help.take().unwrap_or_default();
            diagnostic.help = Some(format!("{help} ({option})"));
        }
    }
    found
}

fn settle(args: &ImportArgs, plan: &mut ImportPlan) -> Result<(), Failure> {
    let ImportWay::Merge { merge, .. } = &mut plan.way else { return refuse_settlements(&args.settle) };
    settle_as_asked(merge, &args.settle)?;
    let rest = match (args.ours, args.theirs) {
        (true, _) => Some(Settlement::Ours),
        (_, true) => Some(Settlement::Theirs),
        _ => None,
    };
    let open = merge.conflicts.iter().filter(|conflict| conflict.settled.is_none());
    let open: Vec<Subject> = open.map(|conflict| conflict.at.clone()).collect();
    let Some(rest) = rest else { return Ok(()) };
    for at in &open {
        merge.settle(at, rest.clone()).map_err(|error| Failure::usage(error.to_string()))?;
    }
    Ok(())
}

fn conflicts_of(plan: &ImportPlan) -> &[Conflict] {
    match &plan.way {
        ImportWay::TakeOver => &[],
        ImportWay::Merge { merge, .. } => &merge.conflicts,
    }
}

fn open_conflicts(plan: &ImportPlan) -> usize {
    conflicts_of(plan).iter().filter(|conflict| conflict.settled.is_none()).count()
}

fn print_plan(plan: &ImportPlan, format: Format) {
    match (format, &plan.way) {
        (Format::Json, ImportWay::TakeOver) => print_json(&plan.changes),
        (Format::Json, ImportWay::Merge { merge, .. }) => print_json(&json!({
            "changes": plan.changes.changes,
            "kept": merge.ours.changes,
            "conflicts": merge.conflicts,
        })),
        (Format::Text, ImportWay::TakeOver) => print(&render_comparison(&plan.changes)),
        (Format::Text, ImportWay::Merge { merge, .. }) => {
            let conflicts: String = merge.conflicts.iter().map(render_conflict).collect();
            print(&format!("{}{conflicts}", both_sides_words(plan, merge)));
        }
    }
}

/// What the file changes, and what stays of the project.
fn both_sides_words(plan: &ImportPlan, merge: &Merge) -> String {
    let kept = merge.ours.changes.len();
    let kept = if kept == 1 { "1 change".to_owned() } else { format!("{kept} changes") };
    let kept = format!("{kept} of the project since the last exchange");
    if plan.changes.changes.is_empty() && plan.changes.layout.is_empty() {
        return format!("the file changes nothing; {kept} kept\n");
    }
    format!("{}{kept}, brought together with them\n", render_comparison(&plan.changes))
}

fn waiting_words(open: usize) -> String {
    let conflicts = if open == 1 { "1 conflict is".to_owned() } else { format!("{open} conflicts are") };
    format!(
        "scimwright: {conflicts} open; the file waits in the project until they are settled, by --ours, --theirs \
         or --settle, or in the window\n"
    )
}
