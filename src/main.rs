//! Picks a front end: a subcommand runs on the command line, anything else opens the workbench.

use std::process::ExitCode;

use clap::Parser as _;
use scimwright::cli::{Cli, run_subcommand};

fn main() -> ExitCode {
    let cli = Cli::parse();
    match &cli.subcommand {
        Some(subcommand) => ExitCode::from(run_subcommand(subcommand)),
        None => open_workbench(&cli),
    }
}

#[cfg(feature = "gui")]
fn open_workbench(cli: &Cli) -> ExitCode {
    use scimwright::gui::{Measurement, OpenOptions, open};
    let load = cli.load.clone();
    let measurement = cli.measure_frames.map(|frames| Measurement { frames, load });
    ExitCode::from(open(OpenOptions { project: cli.project.clone(), measurement }))
}

#[cfg(not(feature = "gui"))]
fn open_workbench(_: &Cli) -> ExitCode {
    use std::io::Write as _;
    let message = "scimwright: this build has no window; `scimwright --help` lists the subcommands";
    // There is no other place to tell that standard error is closed.
    let _ = writeln!(std::io::stderr(), "{message}");
    ExitCode::from(2)
}
