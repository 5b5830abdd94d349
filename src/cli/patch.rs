//! `scimwright patch`: what a PATCH or PUT request makes of a stored resource.

use std::path::Path;

use serde_json::Value;

use crate::cli::ExitStatus;
use crate::cli::args::{Format, PatchArgs};
use crate::cli::output::{
    Failure, default_format, print, print_json, print_scim_error, say, say_diagnostics,
};
use crate::cli::source::{choose_client, input_name, read_input, read_resource};
use crate::diagnostic::json_text::parse_json;
use crate::diagnostic::{Code, Diagnostic};
use crate::scim::{
    Dialect, Resource, Schemas, ScimError, ScimType, UpdateRules, Updated, patch_resource, put_resource,
    redacted,
};
use crate::simulate::{put_semantics, unknown_attributes};
use crate::target::{ServiceProvider, built_in_target, built_in_targets};

pub(super) fn patch(args: &PatchArgs) -> Result<ExitStatus, Failure> {
    let format = args.format.unwrap_or(default_format());
    let provider = args.target.as_deref().map(choose_provider).transpose()?;
    let given_client = args.client.as_deref().map(choose_client).transpose()?;
    let stored = read_resource(&args.resource)?;
    let name = input_name(&args.request);
    let request = match read_request(&args.request)? {
        Ok(request) => request,
        Err(diagnostic) => {
            let error = ScimError::new(ScimType::InvalidSyntax, diagnostic.message.clone());
            say_diagnostics(&[diagnostic]);
            return Ok(print_scim_error(&error, format));
        }
    };
    let is_put = args.put || request.is_put;
    let update = |dialect| {
        let unknown_attributes = provider.map(unknown_attributes).unwrap_or_default();
        let rules = UpdateRules { schemas: Schemas::built_in(), dialect, unknown_attributes };
        if is_put {
            let semantics = provider.map(put_semantics).unwrap_or_default();
            put_resource(&stored, &request.body, semantics, &rules)
        } else {
            patch_resource(&stored, &request.body, &rules)
        }
    };
    let updated = match (given_client, guessed_client(&request.body)) {
        (Some(given), _) => update(given),
        (None, None) => update(Dialect::strict()),
        (None, Some(guessed)) => Some(update(Dialect::strict()))
            .filter(|updated| !is_put && complies(updated))
            .unwrap_or_else(|| {
                say(&format!("note: read as a request of {}; --client chooses another\n", guessed.name));
                update(guessed)
            }),
    };
    let notes: Vec<Diagnostic> =
        updated.repairs.iter().map(|repair| repair.diagnostic().in_file(&name)).collect();
    say_diagnostics(&notes);
    match updated.outcome {
        Ok(resource) => {
            print_resource(&resource, format);
            Ok(0)
        }
        Err(error) => Ok(print_scim_error(&error, format)),
    }
}

fn guessed_client(body: &Value) -> Option<&'static Dialect> {
    Dialect::detect(body).and_then(Dialect::by_name)
}

/// Whether strict SCIM understands a request as it is, so that nothing has to be guessed: it is
/// applied without a repair, or there is no such target.
fn complies(updated: &Updated) -> bool {
    let is_understood = match &updated.outcome {
        Ok(_) => true,
        Err(error) => error.scim_type == Some(ScimType::NoTarget),
    };
    is_understood && updated.repairs.is_empty()
}

/// A request, taken out of its sample file.
struct Request {
    body: Value,
    is_put: bool,
}

/// The request of a file, also of a sample file; `Err` when the text is no JSON.
#[allow(clippy::result_large_err, reason = "a diagnostic is what the caller shows, once a file")]
fn read_request(path: &Path) -> Result<Result<Request, Diagnostic>, Failure> {
    let bytes = read_input(path)?;
    let text = String::from_utf8_lossy(&bytes);
    let value = match parse_json(&input_name(path), &text, Code::FileNotJson) {
        Ok(value) => redacted(value),
        Err(diagnostic) => return Ok(Err(diagnostic)),
    };
    let method = value.pointer("/request/method").and_then(Value::as_str);
    let is_put = method.is_some_and(|method| method.eq_ignore_ascii_case("PUT"));
    let is_sample = value.get("request").is_some() || value.get("origin").is_some();
    let body = match value.get("payload").filter(|_| is_sample) {
        Some(payload) => payload.clone(),
        None => value,
    };
    Ok(Ok(Request { body, is_put }))
}

fn choose_provider(name: &str) -> Result<&'static ServiceProvider, Failure> {
    built_in_target(name).map(|target| &target.service_provider).ok_or_else(|| {
        let known: Vec<_> = built_in_targets().iter().map(|target| target.name.as_str()).collect();
        Failure::usage(format!("there is no target `{name}`; there is {}", known.join(", ")))
    })
}

fn print_resource(resource: &Resource, format: Format) {
    match format {
        Format::Json => print_json(&resource.attributes),
        Format::Text => {
            let text = serde_json::to_string_pretty(&resource.attributes).unwrap_or_default();
            print(&format!("{text}\n"));
        }
    }
}
