//! Rules about a resource as a whole: its schemas, what it must have, what may stand once.
//!
//! Rules about single values are in `attributes`.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::diagnostic::Severity;
use crate::scim::ResourceType;
use crate::scim::lint::LintRule;
use crate::scim::lint::inspect::{Content, Subject, member};
use crate::scim::lint::rule::{Check, Fault};
use crate::scim::lint::walk::Site;

const PROFILE: &str = "draft-zollner-scim-interop-profile-01";

/// A schema URN that is not known.
pub(super) const I02: LintRule = LintRule {
    id: "I02",
    title: "Unknown schema",
    severity: Severity::Error,
    source: PROFILE,
    help: "use the URNs that the service provider lists under /Schemas",
    bad: r#"{"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", "urn:contoso:User"],
        "userName": "ada", "displayName": "Ada", "externalId": "1", "active": true,
        "urn:contoso:User": {"badge": "B7"}}"#,
    good: r#"{"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
        "userName": "ada", "displayName": "Ada", "externalId": "1", "active": true}"#,
    check: Check::Subject(unknown_schemas),
};

/// An extension, or the core schema, that is in use and not listed.
pub(super) const I03: LintRule = LintRule {
    id: "I03",
    title: "A schema is not listed",
    severity: Severity::Error,
    source: "RFC 7643 §3",
    help: "list the URN of every schema in use in “schemas”",
    bad: r#"{"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
        "userName": "ada", "displayName": "Ada", "externalId": "1", "active": true,
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"department": "IT"}}"#,
    good: r#"{"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
        "userName": "ada", "displayName": "Ada", "externalId": "1", "active": true,
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"department": "IT"}}"#,
    check: Check::Subject(unlisted_schemas),
};

/// An extension that is listed and not there.
pub(super) const I04: LintRule = LintRule {
    id: "I04",
    title: "A listed extension is absent",
    severity: Severity::Warning,
    source: "RFC 7643 §3",
    help: "list only the schemas whose attributes the resource has",
    bad: r#"{"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
        "userName": "ada", "displayName": "Ada", "externalId": "1", "active": true}"#,
    good: r#"{"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
        "userName": "ada", "displayName": "Ada", "externalId": "1", "active": true}"#,
    check: Check::Subject(absent_extensions),
};

/// More than one primary value.
pub(super) const I09: LintRule = LintRule {
    id: "I09",
    title: "Several primary values",
    severity: Severity::Error,
    source: "RFC 7643 §2.4",
    help: "“primary” is true at most once in a list",
    bad: r#"{"userName": "ada", "displayName": "Ada", "externalId": "1", "active": true,
        "emails": [{"value": "a@contoso.example", "primary": true},
        {"value": "b@contoso.example", "primary": true}]}"#,
    good: r#"{"userName": "ada", "displayName": "Ada", "externalId": "1", "active": true,
        "emails": [{"value": "a@contoso.example", "primary": true},
        {"value": "b@contoso.example"}]}"#,
    check: Check::Site(several_primaries),
};

/// An attribute that every user, or every group, has.
pub(super) const I10: LintRule = LintRule {
    id: "I10",
    title: "A required attribute is missing",
    severity: Severity::Error,
    source: "OpenID IPSIE SCIM profile, draft 00",
    help: "a user has userName, displayName, active and externalId; a group displayName and externalId",
    bad: r#"{"userName": "ada", "externalId": "1", "active": true}"#,
    good: r#"{"userName": "ada", "displayName": "Ada", "externalId": "1", "active": true}"#,
    check: Check::Subject(missing_attributes),
};

/// The same value with the same type twice in a list.
pub(super) const I11: LintRule = LintRule {
    id: "I11",
    title: "The same value twice",
    severity: Severity::Warning,
    source: "RFC 7643 §2.4",
    help: "a list has each pair of “type” and “value” once",
    bad: r#"{"userName": "ada", "displayName": "Ada", "externalId": "1", "active": true,
        "emails": [{"value": "a@contoso.example", "type": "work"},
        {"value": "a@contoso.example", "type": "work", "primary": true}]}"#,
    good: r#"{"userName": "ada", "displayName": "Ada", "externalId": "1", "active": true,
        "emails": [{"value": "a@contoso.example", "type": "work", "primary": true}]}"#,
    check: Check::Site(same_values),
};

fn parts<'a>(subject: &'a Subject<'a>) -> Option<(ResourceType, &'a Map<String, Value>)> {
    match &subject.content {
        Content::Resource { resource_type, attributes } => Some((*resource_type, attributes)),
        Content::Patch { .. } => None,
    }
}

fn listed(attributes: &Map<String, Value>) -> Vec<&str> {
    match member(attributes, "schemas") {
        Some((_, Value::Array(urns))) => urns.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

fn is_urn(name: &str) -> bool {
    name.contains(':')
}

fn unknown_schemas(subject: &Subject<'_>) -> Vec<Fault> {
    let Some((_, attributes)) = parts(subject) else {
        return Vec::new();
    };
    let is_unknown =
        |urn: &str| subject.schemas.get(urn).is_none() && subject.schemas.split_urn(urn).is_none();
    let what = |urn: &str| format!("{urn} is not known");
    let mut faults = Vec::new();
    if let Some((name, Value::Array(urns))) = member(attributes, "schemas") {
        for (index, urn) in urns.iter().enumerate() {
            if let Some(urn) = urn.as_str().filter(|urn| subject.schemas.get(urn).is_none()) {
                faults.push(Fault { path: subject.base.key(name).index(index), what: what(urn) });
            }
        }
    }
    let used = attributes.keys().filter(|name| is_urn(name) && is_unknown(name));
    faults.extend(used.map(|name| Fault { path: subject.base.key(name), what: what(name) }));
    faults
}

fn unlisted_schemas(subject: &Subject<'_>) -> Vec<Fault> {
    let Some((resource_type, attributes)) = parts(subject) else {
        return Vec::new();
    };
    let Some((schemas, _)) = member(attributes, "schemas") else {
        return Vec::new();
    };
    let listed = listed(attributes);
    let is_listed = |urn: &str| listed.iter().any(|listed| listed.eq_ignore_ascii_case(urn));
    let mut faults = Vec::new();
    if !is_listed(resource_type.core_urn()) {
        let what = format!("{} is not listed", resource_type.core_urn());
        faults.push(Fault { path: subject.base.key(schemas), what });
    }
    for name in attributes.keys().filter(|name| is_urn(name)) {
        let urn = subject.schemas.split_urn(name).map_or(name.as_str(), |(schema, _)| schema.id.as_str());
        if !is_listed(urn) {
            faults.push(Fault { path: subject.base.key(name), what: format!("{urn} is not listed") });
        }
    }
    faults
}

fn absent_extensions(subject: &Subject<'_>) -> Vec<Fault> {
    let Some((_, attributes)) = parts(subject) else {
        return Vec::new();
    };
    let Some((name, Value::Array(urns))) = member(attributes, "schemas") else {
        return Vec::new();
    };
    let is_there = |urn: &str| {
        ResourceType::of_core_urn(urn).is_some()
            || attributes.keys().any(|name| {
                name.get(..urn.len()).is_some_and(|head| head.eq_ignore_ascii_case(urn))
                    && (name.len() == urn.len() || name[urn.len()..].starts_with(':'))
            })
    };
    let absent = urns.iter().enumerate().filter_map(|(index, urn)| {
        let urn = urn.as_str().filter(|urn| !is_there(urn))?;
        Some(Fault { path: subject.base.key(name).index(index), what: format!("nothing of {urn} is there") })
    });
    absent.collect()
}

fn several_primaries(site: &Site<'_>) -> Option<String> {
    let is_primary = |element: &&Value| element.get("primary") == Some(&Value::Bool(true));
    let n_primary = site.value.as_array()?.iter().filter(is_primary).count();
    (n_primary > 1).then(|| format!("“{}” has {n_primary} primary values", site.name))
}

fn missing_attributes(subject: &Subject<'_>) -> Vec<Fault> {
    let Some((resource_type, attributes)) = parts(subject) else {
        return Vec::new();
    };
    let required: &[&str] = match resource_type {
        ResourceType::User => &["userName", "displayName", "active", "externalId"],
        ResourceType::Group => &["displayName", "externalId"],
    };
    let is_missing = |name: &&&str| {
        member(attributes, name).is_none_or(|(_, value)| value.is_null() || value.as_str() == Some(""))
    };
    let missing = required.iter().filter(is_missing);
    missing.map(|name| Fault { path: subject.base.clone(), what: format!("there is no “{name}”") }).collect()
}

fn same_values(site: &Site<'_>) -> Option<String> {
    let mut seen = BTreeSet::new();
    let text = |element: &Value, name: &str| element.get(name).map(Value::to_string);
    let repeated = site.value.as_array()?.iter().find(|element| {
        text(element, "value").is_some_and(|value| !seen.insert((value, text(element, "type"))))
    })?;
    Some(format!("“{}” has {} with this type twice", site.name, text(repeated, "value")?))
}
