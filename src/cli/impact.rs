//! `scimwright impact`: who changes between two mappings, and why.

use std::fmt::Write as _;
use std::io::{self, Read, Write};
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;

use crate::bulk::Pace;
use crate::change::impact::{BrokenThreshold, Threshold};
use crate::cli::ExitStatus;
use crate::cli::args::Format;
use crate::cli::args_impact::ImpactArgs;
use crate::cli::bulk_progress::Progress;
use crate::cli::impact_sides::{ComparedSides, compared_sides};
use crate::cli::impact_text::{impact_json, impact_text};
use crate::cli::output::{Failure, default_format, print, print_exactly, say, say_diagnostics, status_of};
use crate::cli::source::{input_name, read_input};
use crate::diagnostic::Diagnostic;
use crate::mapping::GroupInfo;
use crate::project::{OutputFile, ProjectModel, open_input};
use crate::scim::{PayloadLimits, normalize, read_payload};
use crate::target::built_in_target;
use crate::workbench::impact::{
    ImpactControl, ImpactError, ImpactPlan, ImpactRequest, ImpactRun, ImpactStream, impact_of_samples,
    impact_of_stream,
};

/// How many persons of a group are listed.
const PERSONS_IN_JSON: usize = 1000;
const PERSONS_IN_TEXT: usize = 5;

pub(super) fn impact(args: &ImpactArgs) -> Result<ExitStatus, Failure> {
    check(args)?;
    let format = args.format.unwrap_or_else(default_format);
    let sides = compared_sides(args)?;
    let thresholds = thresholds(&args.fail_if, &sides.model)?;
    let usual = if format == Format::Json { PERSONS_IN_JSON } else { PERSONS_IN_TEXT };
    let (groups, mut diagnostics) = known_groups(args)?;
    let plan = ImpactPlan::new(ImpactRequest {
        old: Arc::new(sides.old.clone()),
        new: Arc::new(sides.new.clone()),
        model: &sides.model,
        groups,
        now: args.now.unwrap_or_else(Timestamp::now),
        most_persons: args.persons.unwrap_or(usual),
    });
    diagnostics.splice(0..0, sides.diagnostics.iter().cloned());
    let [of_old, of_new] = plan.diagnostics();
    diagnostics.extend(of_new);
    let status = status_of(&diagnostics);
    diagnostics.extend(of_old.into_iter().filter(|found| !diagnostics.contains(found)).collect::<Vec<_>>());
    say_diagnostics(&diagnostics);
    let run = run(args, &sides, &plan)?;
    say_bad(&run);
    let broken = Threshold::check_all(&thresholds, &run.impact);
    match format {
        Format::Json => print_exactly(&impact_json(&run, &broken)),
        Format::Text => print(&impact_text(&run.impact, &broken)),
    }
    say(&broken.iter().map(blocked).collect::<String>());
    Ok(status.max(ExitStatus::from(!broken.is_empty() || run.impact.bad > 0)))
}

fn blocked(broken: &BrokenThreshold) -> String {
    format!("blocked: {}\n", broken.words)
}

fn check(args: &ImpactArgs) -> Result<(), Failure> {
    let inputs = [Some(&args.old), args.new.as_ref(), args.input.as_ref()];
    let n_standard = inputs.into_iter().flatten().filter(|path| path.as_path() == Path::new("-")).count();
    if n_standard > 1 {
        return Err(Failure::usage("only one of the inputs can come from standard input"));
    }
    Ok(())
}

/// Those of the command line, then those of the project.
fn thresholds(asked: &[Threshold], model: &ProjectModel) -> Result<Vec<Threshold>, Failure> {
    let mut thresholds = asked.to_vec();
    for text in &model.settings.thresholds {
        let threshold = text
            .parse()
            .map_err(|error| Failure::input(format!("a threshold of the project cannot be read: {error}")))?;
        if !thresholds.contains(&threshold) {
            thresholds.push(threshold);
        }
    }
    let target = built_in_target(&model.settings.target);
    match target.and_then(|target| thresholds.iter().find_map(|threshold| threshold.unknown_name(target))) {
        Some(words) => Err(Failure::usage(words)),
        None => Ok(thresholds),
    }
}

fn known_groups(args: &ImpactArgs) -> Result<(Vec<GroupInfo>, Vec<Diagnostic>), Failure> {
    let (mut groups, mut diagnostics) = (Vec::new(), Vec::new());
    for path in &args.groups {
        let (payload, found) = read_payload(&input_name(path), &read_input(path)?, &PayloadLimits::default());
        diagnostics.extend(found);
        let resources = payload.entries.iter().filter_map(|entry| entry.as_resource());
        groups.extend(resources.filter_map(|resource| GroupInfo::of(&normalize(resource).0, None)));
    }
    Ok((groups, diagnostics))
}

fn run(args: &ImpactArgs, sides: &ComparedSides, plan: &ImpactPlan) -> Result<ImpactRun, Failure> {
    let mut rows = args.csv.as_deref().map(Rows::create).transpose()?;
    let result = match &args.input {
        None if sides.model.samples.is_empty() => {
            return Err(Failure::usage("there are no samples to look at; name a directory with --input"));
        }
        None => {
            let control = ImpactControl {
                is_cancelled: &|| false,
                progress: &mut |_| {},
                rows: rows.as_mut().map(|rows| rows as &mut (dyn Write + Send)),
            };
            impact_of_samples(plan, &sides.model, control)
        }
        Some(path) => run_stream((args.threads, args.quiet), path, plan, rows.as_mut()),
    };
    let run = result.map_err(failure)?;
    if let Some(Rows::File(file)) = rows {
        file.finish()?;
    }
    Ok(run)
}

/// Looks at a directory alone, with as many threads as there are.
pub(super) fn run_directory(path: &Path, plan: &ImpactPlan) -> Result<ImpactRun, Failure> {
    run_stream((None, false), path, plan, None).map_err(failure)
}

pub(super) fn failure(error: ImpactError) -> Failure {
    match error {
        ImpactError::Rows(error) => Failure::input(format!("the CSV file cannot be written: {error}")),
        error => Failure::input(error.to_string()),
    }
}

fn run_stream(
    (threads, quiet): (Option<NonZeroUsize>, bool),
    path: &Path,
    plan: &ImpactPlan,
    rows: Option<&mut Rows>,
) -> Result<ImpactRun, ImpactError> {
    let (reader, n_bytes, pace) = open(path)?;
    let progress = Progress::new(Arc::default(), n_bytes, quiet);
    let threads =
        threads.unwrap_or_else(|| std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN));
    let stream = ImpactStream { name: shown_name(path), reader, pace, threads };
    let control = ImpactControl {
        is_cancelled: &|| false,
        progress: &mut |so_far| progress.show_at(so_far.persons, so_far.bytes),
        rows: rows.map(|rows| rows as &mut (dyn Write + Send)),
    };
    let run = impact_of_stream(plan, stream, control);
    progress.finish();
    run
}

/// The name of the file without its folders, so that the same file is known elsewhere.
fn shown_name(path: &Path) -> String {
    match path.file_name() {
        Some(name) if path != Path::new("-") => name.to_string_lossy().into_owned(),
        _ => input_name(path),
    }
}

type Input = Box<dyn Read + Send>;

fn open(path: &Path) -> Result<(Input, Option<u64>, Pace), ImpactError> {
    if path == Path::new("-") {
        return Ok((Box::new(io::stdin()), None, Pace::Eager));
    }
    let opened = open_input(path);
    let (file, n_bytes) = opened.map_err(|error| ImpactError::Unreadable(io::Error::other(error)))?;
    Ok((Box::new(file), n_bytes, Pace::Whole))
}

pub(super) fn say_bad(run: &ImpactRun) {
    let lines = run.bad_inputs.iter().map(|bad| format!("{}: {}\n", bad.source, bad.message));
    let mut text: String = lines.collect();
    let n_told = run.bad_inputs.len() as u64;
    if run.impact.bad > n_told {
        let _ = writeln!(text, "and {} more that cannot be used", run.impact.bad - n_told);
    }
    say(&text);
}

/// Where rows go to; a file appears when all are written.
enum Rows {
    Standard(io::Stdout),
    File(OutputFile),
}

impl Rows {
    fn create(path: &Path) -> Result<Self, Failure> {
        if path == Path::new("-") {
            return Ok(Self::Standard(io::stdout()));
        }
        Ok(Self::File(OutputFile::create(path)?))
    }
}

impl Write for Rows {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Standard(out) => out.write(bytes),
            Self::File(file) => file.write_all(bytes).map(|()| bytes.len()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Standard(out) => out.flush(),
            Self::File(_) => Ok(()),
        }
    }
}
