//! Rules about requests: PATCH operations and their paths, the verb, the header.
//!
//! The values of operations are checked by the rules about attributes.

use serde_json::Value;

use crate::diagnostic::Severity;
use crate::diagnostic::json_text::JsonPath;
use crate::scim::lint::LintRule;
use crate::scim::lint::inspect::{Content, Subject, member};
use crate::scim::lint::paths::{Operation, Target, operations};
use crate::scim::lint::rule::{Check, Fault};
use crate::scim::{CompareOperator, Filter, SchemaUrn};

const PROFILE: &str = "draft-zollner-scim-interop-profile-01";

/// `Replace` for `replace`.
pub(super) const I19: LintRule = LintRule {
    id: "I19",
    title: "Not an operation",
    severity: Severity::Error,
    source: "RFC 7644 §3.5.2",
    help: "“op” is add, remove or replace, in lower case",
    bad: r#"{"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        "Operations": [{"op": "Replace", "path": "title", "value": "Buyer"}]}"#,
    good: r#"{"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        "Operations": [{"op": "replace", "path": "title", "value": "Buyer"}]}"#,
    check: Check::Subject(|subject| {
        each(subject, |operation| {
            let op = operation.op.unwrap_or_default();
            let what = format!("“{op}” is none of add, remove and replace");
            (!["add", "remove", "replace"].contains(&op)).then(|| (operation.place.key("op"), what))
        })
    }),
};

/// An operation without a path.
pub(super) const I20: LintRule = LintRule {
    id: "I20",
    title: "An operation without a path",
    severity: Severity::Error,
    source: PROFILE,
    help: "send an operation with a path for each attribute",
    bad: r#"{"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        "Operations": [{"op": "replace", "value": {"title": "Buyer"}}]}"#,
    good: r#"{"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        "Operations": [{"op": "replace", "path": "title", "value": "Buyer"}]}"#,
    check: Check::Subject(|subject| {
        each(subject, |operation| {
            operation.path.is_none().then(|| (operation.place.clone(), "there is no “path”".to_owned()))
        })
    }),
};

/// A second operation for the same path.
pub(super) const I21: LintRule = LintRule {
    id: "I21",
    title: "Two operations for one attribute",
    severity: Severity::Error,
    source: PROFILE,
    help: "send one operation for each attribute",
    bad: r#"{"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        "Operations": [{"op": "remove", "path": "title"},
        {"op": "add", "path": "title", "value": "Buyer"}]}"#,
    good: r#"{"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        "Operations": [{"op": "replace", "path": "title", "value": "Buyer"}]}"#,
    check: Check::Subject(repeated_paths),
};

/// A path that ends with a filter.
pub(super) const I22: LintRule = LintRule {
    id: "I22",
    title: "A filter without a sub-attribute",
    severity: Severity::Error,
    source: PROFILE,
    help: "name the sub-attribute behind the filter, such as .value",
    bad: r#"{"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        "Operations": [{"op": "replace", "path": "emails[type eq \"work\"]",
        "value": {"value": "ada@contoso.example"}}]}"#,
    good: r#"{"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        "Operations": [{"op": "replace", "path": "emails[type eq \"work\"].value",
        "value": "ada@contoso.example"}]}"#,
    check: Check::Subject(|subject| {
        each(subject, |operation| {
            let (text, Ok(path)) = operation.path.as_ref()? else {
                return None;
            };
            // A member of a group has no part that could be removed.
            let is_removal = operation.op.is_some_and(|op| op.eq_ignore_ascii_case("remove"));
            let is_bare = path.filter.is_some() && path.sub.is_none() && !is_removal;
            is_bare.then(|| (place_of_path(operation), format!("{text} ends with the filter")))
        })
    }),
};

/// A filter in a path with more than `eq` and `and`.
pub(super) const I23: LintRule = LintRule {
    id: "I23",
    title: "A filter with more than eq and and",
    severity: Severity::Error,
    source: PROFILE,
    help: "compare with eq, and join comparisons with and",
    bad: r#"{"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        "Operations": [{"op": "replace", "path": "emails[value co \"@contoso\"].type", "value": "work"}]}"#,
    good: r#"{"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        "Operations": [{"op": "replace", "path": "emails[value eq \"a@contoso.example\"].type",
        "value": "work"}]}"#,
    check: Check::Subject(|subject| {
        each(subject, |operation| {
            let (_, Ok(path)) = operation.path.as_ref()? else {
                return None;
            };
            let filter = path.filter.as_deref().filter(|filter| !is_plain(filter))?;
            Some((place_of_path(operation), format!("{filter} has more than eq and and")))
        })
    }),
};

/// A path that is malformed or leads to no attribute.
pub(super) const I24: LintRule = LintRule {
    id: "I24",
    title: "Not a path",
    severity: Severity::Error,
    source: "RFC 7644 §3.5.2",
    help: "a path names an attribute that a schema has",
    bad: r#"{"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        "Operations": [{"op": "replace", "path": "emails[type eq", "value": "x"}]}"#,
    good: r#"{"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        "Operations": [{"op": "replace", "path": "emails[type eq \"work\"].value", "value": "x"}]}"#,
    check: Check::Subject(|subject| {
        each(subject, |operation| match (operation.path.as_ref()?, &operation.target) {
            ((_, Err(error)), _) => Some((place_of_path(operation), error.detail.clone())),
            ((text, Ok(_)), Target::Unknown) => {
                Some((place_of_path(operation), format!("no schema has {text}")))
            }
            _ => None,
        })
    }),
};

/// `remove` with a value, or another operation without one.
pub(super) const I25: LintRule = LintRule {
    id: "I25",
    title: "A value too many or too few",
    severity: Severity::Error,
    source: "RFC 7644 §3.5.2",
    help: "add and replace have a value; remove has a filter in its path instead",
    bad: r#"{"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        "Operations": [{"op": "remove", "path": "members", "value": [{"value": "7103"}]}]}"#,
    good: r#"{"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        "Operations": [{"op": "remove", "path": "members[value eq \"7103\"]"}]}"#,
    check: Check::Subject(|subject| {
        each(subject, |operation| {
            let is_removal = operation.op?.eq_ignore_ascii_case("remove");
            let what = match (is_removal, operation.value) {
                (true, Some(value)) if !value.is_null() => "remove has a value",
                (false, None) => "there is no “value”",
                _ => return None,
            };
            Some((operation.place.clone(), what.to_owned()))
        })
    }),
};

/// A request without the URN or without operations.
pub(super) const I26: LintRule = LintRule {
    id: "I26",
    title: "Not a PATCH request",
    severity: Severity::Error,
    source: "RFC 7644 §3.5.2",
    help: "“schemas” lists the URN of PatchOp, “Operations” has at least one operation",
    bad: r#"{"Operations": [{"op": "replace", "path": "title", "value": "Buyer"}]}"#,
    good: r#"{"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        "Operations": [{"op": "replace", "path": "title", "value": "Buyer"}]}"#,
    check: Check::Subject(broken_envelope),
};

/// PUT.
pub(super) const I17: LintRule = LintRule {
    id: "I17",
    title: "PUT",
    severity: Severity::Error,
    source: PROFILE,
    help: "update with PATCH",
    bad: r#"{"request": {"method": "PUT", "path": "/Users/7103"},
        "payload": {"userName": "ada", "displayName": "Ada", "externalId": "1", "active": true}}"#,
    good: r#"{"request": {"method": "POST", "path": "/Users"},
        "payload": {"userName": "ada", "displayName": "Ada", "externalId": "1", "active": true}}"#,
    check: Check::Subject(|subject| {
        let is_put = subject.request.method.is_some_and(|method| method.eq_ignore_ascii_case("PUT"));
        let what = || "a resource is updated by PATCH alone".to_owned();
        is_put.then(|| Fault { path: subject.base.clone(), what: what() }).into_iter().collect()
    }),
};

/// Another type of content.
pub(super) const I18: LintRule = LintRule {
    id: "I18",
    title: "Content-Type",
    severity: Severity::Error,
    source: PROFILE,
    help: "send application/scim+json",
    bad: r#"{"request": {"method": "POST", "path": "/Users",
        "headers": {"Content-Type": "application/json"}},
        "payload": {"userName": "ada", "displayName": "Ada", "externalId": "1", "active": true}}"#,
    good: r#"{"request": {"method": "POST", "path": "/Users",
        "headers": {"Content-Type": "application/scim+json; charset=utf-8"}},
        "payload": {"userName": "ada", "displayName": "Ada", "externalId": "1", "active": true}}"#,
    check: Check::Subject(|subject| {
        let Some(content_type) = subject.request.content_type else {
            return Vec::new();
        };
        let media_type = content_type.split(';').next().unwrap_or_default().trim();
        let fits = media_type.eq_ignore_ascii_case("application/scim+json");
        let what = format!("“{content_type}” is not application/scim+json");
        (!fits).then(|| Fault { path: subject.base.clone(), what }).into_iter().collect()
    }),
};

fn each(subject: &Subject<'_>, check: impl Fn(&Operation<'_>) -> Option<(JsonPath, String)>) -> Vec<Fault> {
    let found = operations(subject).into_iter().filter_map(|operation| check(&operation));
    found.map(|(path, what)| Fault { path, what }).collect()
}

fn place_of_path(operation: &Operation<'_>) -> JsonPath {
    operation.path_place.clone().unwrap_or_else(|| operation.place.clone())
}

fn repeated_paths(subject: &Subject<'_>) -> Vec<Fault> {
    let operations = operations(subject);
    let mut seen: Vec<String> = Vec::new();
    let mut faults = Vec::new();
    for operation in &operations {
        let Some((text, Ok(path))) = &operation.path else {
            continue;
        };
        let canonical = path.to_string().to_ascii_lowercase();
        if seen.contains(&canonical) {
            let what = format!("an operation for {text} stands before it");
            faults.push(Fault { path: place_of_path(operation), what });
        } else {
            seen.push(canonical);
        }
    }
    faults
}

fn is_plain(filter: &Filter) -> bool {
    match filter {
        Filter::And(parts) => parts.iter().all(is_plain),
        Filter::Compare { operator, .. } => *operator == CompareOperator::Eq,
        _ => false,
    }
}

fn broken_envelope(subject: &Subject<'_>) -> Vec<Fault> {
    let Content::Patch { envelope, .. } = &subject.content else {
        return Vec::new();
    };
    let lists_urn = |urns: &Value| {
        urns.as_array().is_some_and(|urns| {
            urns.iter().filter_map(Value::as_str).any(|urn| urn.eq_ignore_ascii_case(SchemaUrn::PATCH_OP))
        })
    };
    let has_urn = member(envelope, "schemas").is_some_and(|(_, urns)| lists_urn(urns));
    let has_operations = member(envelope, "Operations")
        .is_some_and(|(_, list)| list.as_array().is_some_and(|list| !list.is_empty()));
    let faults = [
        (!has_urn).then(|| format!("“schemas” does not list {}", SchemaUrn::PATCH_OP)),
        (!has_operations).then(|| "there are no operations".to_owned()),
    ];
    faults.into_iter().flatten().map(|what| Fault { path: subject.base.clone(), what }).collect()
}
