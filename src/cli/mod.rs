//! The command line: reads files, runs the engine, prints results on standard output and
//! diagnostics on standard error.

mod args;
mod catalogue;
mod check;
mod exchange;
mod output;
mod run;
mod source;
mod test;

pub use args::{Cli, Subcommand};

use output::Failure;

/// How a command ended: 0 fine, 1 the input has errors, 2 wrong use.
pub type ExitStatus = u8;

/// Runs a subcommand.
pub fn run_subcommand(subcommand: &Subcommand) -> ExitStatus {
    let result = match subcommand {
        Subcommand::Run(args) => run::run(args),
        Subcommand::Check(args) => check::check(args),
        Subcommand::Test(args) => test::test(args),
        Subcommand::Export(args) => exchange::export(args),
        Subcommand::Import(args) => exchange::import(args),
        Subcommand::Functions(args) => catalogue::functions(args),
        Subcommand::Targets(args) => catalogue::targets(args),
        Subcommand::Clients(args) => catalogue::clients(args),
    };
    match result {
        Ok(status) => status,
        Err(Failure { message, status }) => {
            output::say(&format!("scimwright: {message}\n"));
            status
        }
    }
}
