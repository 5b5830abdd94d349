//! The command line: reads files, runs the engine, prints results on standard output and
//! diagnostics on standard error.

mod args;
mod args_bulk;
mod dispatch;
mod rule_engines;
mod run;
mod run_trace;
mod bulk;
mod bulk_plan;
mod bulk_progress;
mod bulk_sink;
mod check;
mod sarif;
mod explain;
mod test;
mod test_coverage;
mod simulate;
mod simulate_text;
mod patch;
mod filter;
mod select;
mod normalize;
mod exchange;
mod catalogue;
mod source;
mod output;

pub use args::{Cli, Subcommand};
pub use dispatch::{ExitStatus, run_subcommand};
