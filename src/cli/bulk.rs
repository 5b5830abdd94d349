//! `scimwright bulk`: a mapping on a whole directory.

use std::io::{self, Read};
use std::num::NonZeroUsize;
use std::path::Path;

use jiff::Timestamp;

use crate::bulk::{
    BulkError, BulkOptions, BulkPlan, BulkSummary, CutOptions, Pace, render_summary, run_bulk, unpacked,
};
use crate::cli::ExitStatus;
use crate::cli::args_bulk::BulkArgs;
use crate::cli::bulk_plan::{Planned, bulk_plan, resume_basis};
use crate::cli::bulk_progress::{Counted, Progress};
use crate::cli::bulk_sink::{Outputs, Sink};
use crate::cli::output::{Failure, harmless, say, say_diagnostics, status_of};
use crate::cli::source::{input_name, read_mapping_source};
use crate::project::{ResumeBasis, ResumeState, open_input, read_resume_state};

const STANDARD: &str = "-";

pub(super) fn bulk(args: &BulkArgs) -> Result<ExitStatus, Failure> {
    check(args)?;
    let started = Timestamp::now();
    let source = read_mapping_source(&args.mapping)?;
    let now = args.now.unwrap_or(started);
    let planned = bulk_plan(args, &source, now)?;
    let basis = resume_basis(args, &source, &planned)?;
    let earlier = if args.resume { earlier_run(args, basis.as_ref())? } else { None };
    let Planned { mut plan, mut diagnostics, .. } = planned;
    if let Some(state) = &earlier {
        plan.context.now = state.now;
    }
    diagnostics.splice(0..0, source.diagnostics.iter().cloned());
    diagnostics.extend(plan.compile().1);
    say_diagnostics(&diagnostics);
    let outcome = run(args, &plan, basis, earlier)?;
    let seconds = Timestamp::now().duration_since(started).as_secs_f64();
    tell(args, &outcome.summary, seconds);
    if let Some(message) = outcome.fault {
        return Err(Failure::input(message));
    }
    Ok(status_of(&diagnostics).max(ExitStatus::from(outcome.summary.has_failures())))
}

/// What came of a run.
struct Outcome {
    summary: BulkSummary,
    /// Why the input was not read to its end.
    fault: Option<String>,
}

fn is_standard(path: &Path) -> bool {
    path == Path::new(STANDARD)
}

fn check(args: &BulkArgs) -> Result<(), Failure> {
    if is_standard(&args.mapping) && is_standard(&args.input) {
        return Err(Failure::usage("the mapping and the input cannot both come from standard input"));
    }
    if args.errors.as_ref().is_some_and(|errors| *errors == args.output) {
        return Err(Failure::usage("the output and the errors cannot go to the same place"));
    }
    if args.resume && (is_standard(&args.input) || is_standard(&args.output)) {
        return Err(Failure::usage("only a run from a file to a file can be resumed"));
    }
    Ok(())
}

/// The run that was interrupted, if it was a run of the same.
fn earlier_run(args: &BulkArgs, basis: Option<&ResumeBasis>) -> Result<Option<ResumeState>, Failure> {
    let Some(state) = read_resume_state(&args.output)? else {
        say("there is no interrupted run; this one starts at the beginning\n");
        return Ok(None);
    };
    let changed = match basis {
        None => Some("the input is no ordinary file"),
        Some(basis) if basis.input != state.basis.input => Some("the input is not the same as then"),
        Some(basis) if basis.mapping != state.basis.mapping => {
            Some("the mapping, or what it uses, is not the same as then")
        }
        Some(basis) if basis.arguments != state.basis.arguments => {
            Some("it was started with other arguments")
        }
        Some(_) if args.now.is_some_and(|now| now != state.now) => Some("it was started with another time"),
        Some(_) => None,
    };
    match changed {
        None => Ok(Some(state)),
        Some(why) => {
            let help = "without --resume it starts at the beginning";
            Err(Failure::usage(format!("the interrupted run cannot go on: {why}; {help}")))
        }
    }
}

fn run(
    args: &BulkArgs,
    plan: &BulkPlan,
    basis: Option<ResumeBasis>,
    earlier: Option<ResumeState>,
) -> Result<Outcome, Failure> {
    let (input, input_bytes, pace) = open(&args.input)?;
    let counted = Counted::new(input);
    let progress = Progress::new(counted.count(), input_bytes, args.quiet);
    let mut cut = CutOptions { pace, ..CutOptions::default() };
    if let Some(state) = &earlier {
        cut.chunk_bytes = state.chunk_bytes;
    }
    let (outputs, earlier) = Outputs::open(args, earlier)?;
    let state = basis.filter(|_| outputs.can_resume()).map(|basis| ResumeState {
        basis,
        now: plan.context.now,
        chunk_bytes: cut.chunk_bytes,
        checkpoint: earlier.clone().unwrap_or_default(),
    });
    let mut sink = Sink::new(args, outputs, state, progress);
    let input = unpacked(counted).map_err(|error| cannot_read(&args.input, &error))?;
    let options = BulkOptions { threads: threads(args), cut };
    let result = run_bulk(plan, input, &options, earlier.as_ref(), &mut sink);
    let (summary, fault) = match result {
        Ok(summary) => (summary, None),
        Err(error @ BulkError::Input(_)) => (sink.summary(), Some(harmless(&error.to_string()))),
        Err(BulkError::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
            // The reader has what it wants.
            return Ok(Outcome { summary: sink.abandon(), fault: None });
        }
        Err(error) => {
            sink.abandon();
            return Err(Failure::input(error.to_string()));
        }
    };
    sink.finish()?;
    Ok(Outcome { summary, fault })
}

type Input = Box<dyn Read + Send>;

fn open(path: &Path) -> Result<(Input, Option<u64>, Pace), Failure> {
    if is_standard(path) {
        return Ok((Box::new(io::stdin()), None, Pace::Eager));
    }
    let (file, n_bytes) = open_input(path)?;
    let pace = if n_bytes.is_some() { Pace::Whole } else { Pace::Eager };
    Ok((Box::new(file), n_bytes, pace))
}

fn cannot_read(path: &Path, error: &io::Error) -> Failure {
    Failure::input(format!("{} cannot be read: {error}", input_name(path)))
}

fn threads(args: &BulkArgs) -> NonZeroUsize {
    let available = || std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    args.threads.unwrap_or_else(available)
}

fn tell(args: &BulkArgs, summary: &BulkSummary, seconds: f64) {
    if !args.quiet {
        say(&render_summary(summary, seconds));
    }
}
