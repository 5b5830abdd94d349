//! From a payload to the rules that it breaks.
//!
//! Not the rules themselves.

use serde_json::{Map, Value};

use crate::diagnostic::json_text::JsonPath;
use crate::scim::lint::rule::Check;
use crate::scim::lint::walk::each_site;
use crate::scim::lint::{LINT_RULES, LintFinding};
use crate::scim::payload::{Shape, shape_with_hint, type_of_path};
use crate::scim::resource::get_without_case;
use crate::scim::{ResourceType, Schemas};

/// What is known of the request that carried a payload.
#[derive(Clone, Copy, Debug, Default)]
pub struct LintRequest<'a> {
    /// Such as `POST`.
    pub method: Option<&'a str>,
    /// Such as `/Users`.
    pub path: Option<&'a str>,
    /// The header `Content-Type`.
    pub content_type: Option<&'a str>,
}

/// A payload under inspection.
pub(super) struct Subject<'a> {
    pub content: Content<'a>,
    pub request: LintRequest<'a>,
    /// The place of the payload in the text.
    pub base: JsonPath,
    pub schemas: &'a Schemas,
}

/// What a payload holds.
pub(super) enum Content<'a> {
    Resource {
        resource_type: ResourceType,
        attributes: &'a Map<String, Value>,
    },
    /// A PATCH request, and the type of the resource that it changes.
    Patch {
        resource_type: ResourceType,
        envelope: &'a Map<String, Value>,
    },
}

/// The rules that one resource or PATCH request breaks, in the order of the rules and of the payload.
/// `base` is its place in the text. None for what is neither.
pub fn lint(value: &Value, request: &LintRequest<'_>, base: &JsonPath) -> Vec<LintFinding> {
    let hint = request.path.and_then(type_of_path);
    let content = match (shape_with_hint(value, hint), value) {
        (Shape::Resource(resource_type), Value::Object(attributes)) => {
            Content::Resource { resource_type, attributes }
        }
        (Shape::Patch, Value::Object(envelope)) => {
            Content::Patch { resource_type: ResourceType::of_patch(value, request.path), envelope }
        }
        _ => return Vec::new(),
    };
    let subject = Subject { content, request: *request, base: base.clone(), schemas: Schemas::built_in() };
    let mut findings = Vec::new();
    for rule in LINT_RULES {
        let mut add = |path: JsonPath, what: String| findings.push(LintFinding { rule, path, what });
        match rule.check {
            Check::Site(check) => each_site(&subject, &mut |site| {
                if let Some(what) = check(site) {
                    add(site.path.clone(), what);
                }
            }),
            Check::Subject(check) => {
                for fault in check(&subject) {
                    add(fault.path, fault.what);
                }
            }
        }
    }
    findings
}

/// The findings for each resource or request of a whole JSON text, in the order in which
/// `read_payload` gives its entries.
pub fn lint_document(value: &Value) -> Vec<Vec<LintFinding>> {
    let mut found = Vec::new();
    lint_below(value, &LintRequest::default(), &JsonPath::root(), &mut found);
    found
}

fn lint_below(value: &Value, request: &LintRequest<'_>, base: &JsonPath, found: &mut Vec<Vec<LintFinding>>) {
    match (shape_with_hint(value, request.path.and_then(type_of_path)), value) {
        (_, Value::Array(values)) => {
            for (index, value) in values.iter().enumerate() {
                lint_below(value, request, &base.index(index), found);
            }
        }
        (Shape::Wrapper, Value::Object(wrapper)) => {
            let request = request_of(wrapper);
            if let Some((name, payload)) = member(wrapper, "payload") {
                lint_below(payload, &request, &base.key(name), found);
            }
        }
        (Shape::ListResponse, Value::Object(list)) => {
            if let Some((name, resources @ Value::Array(_))) = member(list, "Resources") {
                lint_below(resources, request, &base.key(name), found);
            }
        }
        (Shape::Bulk, Value::Object(bulk)) => {
            let Some((name, Value::Array(operations))) = member(bulk, "Operations") else {
                return;
            };
            for (index, operation) in operations.iter().enumerate() {
                lint_bulk_operation(operation, &base.key(name).index(index), found);
            }
        }
        _ => found.push(lint(value, request, base)),
    }
}

fn lint_bulk_operation(operation: &Value, base: &JsonPath, found: &mut Vec<Vec<LintFinding>>) {
    let Some(object) = operation.as_object() else {
        return found.push(Vec::new());
    };
    let text = |name: &str| get_without_case(object, name).and_then(Value::as_str);
    let request = LintRequest { method: text("method"), path: text("path"), content_type: None };
    match member(object, "data") {
        Some((name, data @ Value::Object(_))) => lint_below(data, &request, &base.key(name), found),
        _ => found.push(Vec::new()),
    }
}

/// What a sample file says of its request.
fn request_of(wrapper: &Map<String, Value>) -> LintRequest<'_> {
    let request = get_without_case(wrapper, "request").and_then(Value::as_object);
    let text = |name: &str| get_without_case(request?, name)?.as_str();
    let headers = request.and_then(|request| get_without_case(request, "headers")?.as_object());
    let content_type = headers.and_then(|headers| get_without_case(headers, "Content-Type")?.as_str());
    LintRequest { method: text("method"), path: text("path"), content_type }
}

/// The member of this name, without case, with the name as it was written.
pub(super) fn member<'a>(object: &'a Map<String, Value>, name: &str) -> Option<(&'a str, &'a Value)> {
    let found = object.iter().rev().find(|(key, _)| key.eq_ignore_ascii_case(name));
    found.map(|(key, value)| (key.as_str(), value))
}
