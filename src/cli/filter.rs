//! `scimwright filter`: whether a resource fulfils a filter.

use crate::cli::ExitStatus;
use crate::cli::args::FilterArgs;
use crate::cli::output::{Failure, default_format, print_json, print_scim_error, say_diagnostics};
use crate::cli::source::{choose_client, read_resource};
use crate::diagnostic::{Code, Diagnostic};
use crate::scim::{Dialect, ExpressionRules, Filter, Repair, Resource, Schemas, ScimError};

pub(super) fn filter(args: &FilterArgs) -> Result<ExitStatus, Failure> {
    let client = args.client.as_deref().map(choose_client).transpose()?;
    let resource = read_resource(&args.resource)?;
    let dialect = client.unwrap_or_else(Dialect::strict);
    match answer(&args.expression, &resource, dialect) {
        Ok((is_fulfilled, notes)) => {
            say_diagnostics(&notes);
            print_json(&is_fulfilled);
            Ok(0)
        }
        Err(error) => Ok(print_scim_error(&error, args.format.unwrap_or(default_format()))),
    }
}

fn answer(
    expression: &str,
    resource: &Resource,
    dialect: &Dialect,
) -> Result<(bool, Vec<Diagnostic>), ScimError> {
    let schemas = Schemas::built_in();
    let rules = ExpressionRules { dialect, resource_type: resource.resource_type, schemas };
    let (filter, repairs) = Filter::parse_for(expression, &rules)?;
    let is_fulfilled = filter.matches(resource, schemas)?;
    let mut notes = repair_notes(&repairs);
    notes.extend(filter.notes(resource, schemas));
    Ok((is_fulfilled, notes))
}

/// What was repaired in an expression of the command line.
pub(super) fn repair_notes(repairs: &[Repair]) -> Vec<Diagnostic> {
    repairs.iter().map(|repair| Diagnostic::note(Code::QuirkRepaired, repair.message())).collect()
}
