//! `scimwright select`: the values at an attribute path.

use serde_json::Value;

use crate::cli::ExitStatus;
use crate::cli::args::SelectArgs;
use crate::cli::filter::repair_notes;
use crate::cli::output::{Failure, default_format, print_json, print_scim_error, say_diagnostics};
use crate::cli::source::{choose_client, read_resource};
use crate::scim::{
    AttributePath, Dialect, ExpressionRules, Repair, Resource, Schemas, ScimError, select as select_values,
};

pub(super) fn select(args: &SelectArgs) -> Result<ExitStatus, Failure> {
    let client = args.client.as_deref().map(choose_client).transpose()?;
    let resource = read_resource(&args.resource)?;
    let dialect = client.unwrap_or_else(Dialect::strict);
    match values(&args.path, &resource, dialect) {
        Ok((values, repairs)) => {
            say_diagnostics(&repair_notes(&repairs));
            print_json(&values);
            Ok(0)
        }
        Err(error) => Ok(print_scim_error(&error, args.format.unwrap_or(default_format()))),
    }
}

fn values(
    path: &str,
    resource: &Resource,
    dialect: &Dialect,
) -> Result<(Vec<Value>, Vec<Repair>), ScimError> {
    let schemas = Schemas::built_in();
    let rules = ExpressionRules { dialect, resource_type: resource.resource_type, schemas };
    let (path, repairs) = AttributePath::parse_for(path, &rules)?;
    Ok((select_values(&path, resource, schemas)?, repairs))
}
