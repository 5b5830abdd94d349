//! `scimwright normalize`: a payload as scripts see it, with every repair.

use std::fmt::Write as _;

use serde::Serialize;
use serde_json::Value;

use crate::cli::ExitStatus;
use crate::cli::args::{Format, NormalizeArgs};
use crate::cli::output::{
    Failure, default_format, print, print_json, print_scim_error, say_diagnostics, status_of,
};
use crate::cli::source::{choose_client, input_name, read_input};
use crate::diagnostic::json_text::JsonPath;
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::scim::{
    CanonicalRequest, Dialect, LintFinding, LintRequest, PayloadContent, PayloadEntry, PayloadKind,
    PayloadLimits, Repair, ResourceType, Schemas, ScimError, ScimType, UnknownAttributes, UpdateRules,
    canonical_request, lint, lint_document, normalize as normalize_resource, normalize_for, read_payload,
};

/// One resource or request of the payload, as it is printed.
#[derive(Debug, Serialize)]
struct Item {
    client: Option<&'static str>,
    #[serde(flatten)]
    content: Content,
    repairs: Vec<Repair>,
    /// Only when it is asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    lint: Option<Vec<Diagnostic>>,
}

/// What is known of a payload beside its content.
struct Known<'a> {
    client: Option<&'static Dialect>,
    /// The path of the request.
    path: Option<&'a str>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "snake_case")]
enum Content {
    Resource(Value),
    Request(Value),
    Error(ScimError),
}

pub(super) fn normalize(args: &NormalizeArgs) -> Result<ExitStatus, Failure> {
    let given = args.client.as_deref().map(choose_client).transpose()?;
    let name = input_name(&args.payload);
    let bytes = read_input(&args.payload)?;
    let format = args.format.unwrap_or(default_format());
    let (payload, diagnostics) = read_payload(&name, &bytes, &PayloadLimits::default());
    say_diagnostics(&diagnostics);
    if let (true, Some(error)) = (payload.entries.is_empty(), first_error(&diagnostics)) {
        return Ok(print_scim_error(&error, format));
    }
    let whole: Option<Value> = serde_json::from_slice(&bytes).ok();
    let known = Known {
        client: given.or_else(|| Dialect::declared(whole.as_ref()?)),
        path: whole.as_ref().and_then(|whole| whole.pointer("/request/path")?.as_str()),
    };
    let mut items: Vec<_> = payload.entries.iter().map(|entry| to_item(entry, &known)).collect();
    let is_refused = items.iter().any(|item| matches!(item.content, Content::Error(_)));
    let mut status = status_of(&diagnostics).max(ExitStatus::from(is_refused));
    if args.lint {
        let text = String::from_utf8_lossy(&bytes);
        let found = lint_entries(&name, &text, whole.as_ref(), &payload.entries);
        for (item, found) in items.iter_mut().zip(found) {
            say_diagnostics(&found);
            status = status.max(status_of(&found));
            item.lint = Some(found);
        }
    }
    let is_single = matches!(payload.kind, PayloadKind::Resource | PayloadKind::Patch);
    match (format, items.as_slice()) {
        (Format::Json, [item]) if is_single => print_json(item),
        (Format::Json, items) => print_json(&items),
        (Format::Text, items) => print(&items.iter().map(Item::render).collect::<String>()),
    }
    Ok(status)
}

/// What is wrong with a payload of which nothing can be used.
fn first_error(diagnostics: &[Diagnostic]) -> Option<ScimError> {
    let found = diagnostics.iter().find(|diagnostic| diagnostic.severity == Severity::Error)?;
    Some(ScimError::new(ScimType::InvalidSyntax, found.message.clone()))
}

/// The rules of the profile that each entry breaks, with places in the text where it is one JSON
/// value.
fn lint_entries(
    file: &str,
    text: &str,
    whole: Option<&Value>,
    entries: &[PayloadEntry],
) -> Vec<Vec<Diagnostic>> {
    let located = whole.map(lint_document).filter(|found| found.len() == entries.len());
    let single = |entry: &PayloadEntry| lint(&entry.value(), &LintRequest::default(), &JsonPath::root());
    let text = Some(text).filter(|_| located.is_some());
    let found = located.unwrap_or_else(|| entries.iter().map(single).collect());
    let diagnostics = found.iter().zip(entries).map(|(findings, entry)| {
        let line = Span { line: entry.line, column: 1, length: 1 };
        let diagnostic = |finding: &LintFinding| match text {
            Some(_) => finding.diagnostic(file, text),
            None => finding.diagnostic(file, None).at_span(line),
        };
        findings.iter().map(diagnostic).collect()
    });
    diagnostics.collect()
}

fn to_item(entry: &PayloadEntry, known: &Known<'_>) -> Item {
    let value = entry.value();
    let guessed = || Dialect::by_name(Dialect::detect(&value)?);
    let dialect = known.client.or_else(guessed);
    let client = dialect.map(|dialect| dialect.name.as_str());
    let (content, repairs) = match &entry.content {
        PayloadContent::Resource(resource) => {
            let (resource, repairs) = match dialect {
                Some(dialect) => normalize_for(resource, dialect),
                None => normalize_resource(resource),
            };
            (Content::Resource(Value::Object(resource.attributes)), repairs)
        }
        PayloadContent::Patch { .. } => to_request(&value, dialect, known.path),
        PayloadContent::Other => {
            let what = "This is neither a user nor a group, nor a PATCH request";
            (Content::Error(ScimError::new(ScimType::InvalidSyntax, what)), Vec::new())
        }
    };
    Item { client, content, repairs, lint: None }
}

/// The request as the RFC writes it. Attributes that no schema has are kept as they are.
fn to_request(body: &Value, dialect: Option<&'static Dialect>, path: Option<&str>) -> (Content, Vec<Repair>) {
    let rules = UpdateRules {
        schemas: Schemas::built_in(),
        dialect: dialect.unwrap_or_else(Dialect::strict),
        unknown_attributes: UnknownAttributes::Stored,
    };
    let resource_type = ResourceType::of_patch(body, path);
    let CanonicalRequest { outcome, repairs } = canonical_request(resource_type, body, &rules);
    match outcome {
        Ok(request) => (Content::Request(request), repairs),
        Err(error) => (Content::Error(error), repairs),
    }
}

impl Item {
    /// The JSON, and below it a line for the client and for each repair.
    fn render(&self) -> String {
        let mut text = match &self.content {
            Content::Resource(value) | Content::Request(value) => format!("{value:#}\n"),
            Content::Error(error) => format!("{error}\n"),
        };
        let _ = writeln!(text, "client: {}", self.client.unwrap_or("not recognised"));
        for repair in &self.repairs {
            let _ = writeln!(text, "{} {}", repair.quirk, repair.message());
        }
        text
    }
}
