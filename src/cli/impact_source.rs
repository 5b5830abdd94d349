//! Who would change, for the checklist of an export.
//!
//! Not the run itself, and not how it is printed by `impact`.

use std::path::Path;

use crate::change::impact::Impact;
use crate::cli::impact::{failure, run_directory, say_bad};
use crate::cli::outgoing::Departure;
use crate::cli::output::Failure;
use crate::workbench::promotion::{impact_over_samples, impact_plan};

/// Who would change if the environment had the mapping of the project: in a directory, or among the
/// samples. What cannot be used of the directory is told on standard error.
pub(super) fn work_out_impact(departure: &Departure, input: Option<&Path>) -> Result<Impact, Failure> {
    let Departure { model, environment, now, .. } = departure;
    let run = match input {
        Some(path) => run_directory(path, &impact_plan(model, environment, *now))?,
        None => impact_over_samples(model, environment, *now).map_err(failure)?,
    };
    say_bad(&run);
    Ok(run.impact)
}
