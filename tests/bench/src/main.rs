//! `cargo run --release --manifest-path tests/bench/Cargo.toml`: Scimwright against its peers, in one
//! interleaved run, after a check that all of them give the same people.
//!
//! Not a test: what it finds depends on the machine. `assets/help/performance.md` shows the figures.

mod args;
mod contest;
mod contestants;
mod directory;
mod extras;
mod hand_written;
mod library;
mod measure;
mod report;
mod same;
mod tables;

use std::process::ExitCode;

use clap::Parser as _;

use crate::args::{Cli, Options, Work};
use crate::contest::{Setting, run_contest};
use crate::contestants::InProcess;
use crate::directory::{DirectoryPlan, Gaps, write_directory};
use crate::extras::Extras;
use crate::report::{Contest, put_on_page, render};

fn main() -> ExitCode {
    let cli = Cli::parse();
    let done = match cli.subcommand {
        Some(work) => do_work(work),
        None => bench(&cli.options),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn bench(options: &Options) -> Result<(), String> {
    let setting = Setting::prepare(options)?;
    let n_cores = std::thread::available_parallelism().map_or(1, usize::from);
    let n_threads = options.threads.unwrap_or(n_cores);
    let contest = Contest { outcomes: run_contest(&setting, options, n_threads)?, n_threads };
    let extras = match options.ratios_only {
        true => None,
        false => Some(Extras::measure(&setting, options, n_threads)?),
    };
    let figures = render(&contest, extras.as_ref(), options);
    println!("{figures}");
    if options.write.is_some() {
        put_on_page(&setting.bench.join("../../assets/help/performance.md"), &figures)?;
    }
    Ok(())
}

fn do_work(work: Work) -> Result<(), String> {
    match work {
        Work::Generate { output, persons, seed, nulls } => {
            let gaps = if nulls { Gaps::Null } else { Gaps::Absent };
            let n_bytes = write_directory(DirectoryPlan { seed, n_persons: persons, gaps }, &output)
                .map_err(|error| format!("{}: {error}", output.display()))?;
            println!("{persons} persons, {n_bytes} bytes");
            Ok(())
        }
        Work::Contestant { name, input, output, world, threads } => {
            contestants::run(&InProcess { name, input, output, world, n_threads: threads })
        }
        Work::Library { what, input, project } => {
            println!("{}", library::run(&what, &project, &input)?);
            Ok(())
        }
    }
}
