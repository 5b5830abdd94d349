//! From a subcommand to the code that carries it out, and to the exit status.

use crate::cli::output::Failure;
use crate::cli::{
    Subcommand, bulk, catalogue, check, diff, explain, export, filter, history, impact, import, keys, mask,
    merge, normalize, output, patch, promote, report, run, select, simulate, test, verify,
};

/// How a command ended: 0 fine, 1 the input has errors, 2 wrong use.
pub type ExitStatus = u8;

/// The stack of the thread that works. Scripts and payloads nest deeper than the main thread of some
/// systems holds.
const STACK_BYTES: usize = 16 * 1024 * 1024;

/// Runs a subcommand.
pub fn run_subcommand(subcommand: &Subcommand) -> ExitStatus {
    std::thread::scope(|scope| {
        let worker = std::thread::Builder::new().stack_size(STACK_BYTES);
        match worker.spawn_scoped(scope, || run_here(subcommand)) {
            Ok(worker) => worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            // Without another thread this one has to do.
            Err(_) => run_here(subcommand),
        }
    })
}

fn run_here(subcommand: &Subcommand) -> ExitStatus {
    let result = match subcommand {
        Subcommand::Run(args) => run::run(args),
        Subcommand::Bulk(args) => bulk::bulk(args),
        Subcommand::Check(args) => check::check(args),
        Subcommand::Explain(args) => explain::explain(args),
        Subcommand::Test(args) => test::test(args),
        Subcommand::Simulate(args) => simulate::simulate(args),
        Subcommand::Patch(args) => patch::patch(args),
        Subcommand::Filter(args) => filter::filter(args),
        Subcommand::Select(args) => select::select(args),
        Subcommand::Normalize(args) => normalize::normalize(args),
        Subcommand::Diff(args) => diff::run_diff(args),
        Subcommand::Merge(args) => merge::run_merge(args),
        Subcommand::Export(args) => export::export(args),
        Subcommand::Import(args) => import::import(args),
        Subcommand::Promote(args) => promote::promote(args),
        Subcommand::History(args) => history::show_history(args),
        Subcommand::Verify(args) => verify::verify(args),
        Subcommand::Keys(args) => keys::keys(args),
        Subcommand::Impact(args) => impact::impact(args),
        Subcommand::Mask(args) => mask::mask(args),
        Subcommand::Report(args) => report::report(args),
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
