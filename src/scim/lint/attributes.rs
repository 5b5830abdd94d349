//! Rules about single values: known attributes, types, canonical values, what must not be sent.
//!
//! Formats of texts are in `formats`.

use jiff::Timestamp;
use serde_json::Value;

use crate::diagnostic::Severity;
use crate::scim::lint::LintRule;
use crate::scim::lint::rule::Check;
use crate::scim::lint::walk::{Level, Site};
use crate::scim::redact::is_password;
use crate::scim::{AttributeDefinition, AttributeType, Mutability};

const PROFILE: &str = "draft-zollner-scim-interop-profile-01";

/// An attribute that no schema has.
pub(super) const I01: LintRule = LintRule {
    id: "I01",
    title: "Unknown attribute",
    severity: Severity::Error,
    source: PROFILE,
    help: "leave it out, or define it in an extension",
    bad: r#"{"userName": "ada", "displayName": "Ada", "externalId": "1", "active": true, "badge": "B7"}"#,
    good: r#"{"userName": "ada", "displayName": "Ada", "externalId": "1", "active": true}"#,
    check: Check::Site(|site| site.definition.is_none().then(|| format!("no schema has “{}”", site.name))),
};

/// A value of another JSON type than its schema says, such as a boolean as text.
pub(super) const I05: LintRule = LintRule {
    id: "I05",
    title: "Wrong type",
    severity: Severity::Error,
    source: "RFC 7643 §2.3",
    help: "send the value as the schema describes it",
    bad: r#"{"userName": "ada", "displayName": "Ada", "externalId": "1", "active": "True"}"#,
    good: r#"{"userName": "ada", "displayName": "Ada", "externalId": "1", "active": true}"#,
    check: Check::Site(|site| {
        let expected = unmet_type(site.definition?, site)?;
        Some(format!("“{}” is {}, {expected} is expected", site.name, kind_of(site.value)))
    }),
};

/// A value other than those that the schema names.
pub(super) const I06: LintRule = LintRule {
    id: "I06",
    title: "Not a canonical value",
    severity: Severity::Warning,
    source: PROFILE,
    help: "use one of the canonical values",
    bad: r#"{"userName": "ada", "displayName": "Ada", "externalId": "1", "active": true,
        "emails": [{"value": "ada@contoso.example", "type": "private"}]}"#,
    good: r#"{"userName": "ada", "displayName": "Ada", "externalId": "1", "active": true,
        "emails": [{"value": "ada@contoso.example", "type": "home"}]}"#,
    check: Check::Site(|site| {
        let (text, canonical) = (site.value.as_str()?, &site.definition?.canonical_values);
        let is_known = canonical.is_empty() || canonical.iter().any(|known| known == text) || text.is_empty();
        (!is_known).then(|| format!("“{text}” is none of {}", canonical.join(", ")))
    }),
};

/// Null, an empty text, list or object, which say no more than leaving the attribute out.
pub(super) const I07: LintRule = LintRule {
    id: "I07",
    title: "Empty value",
    severity: Severity::Warning,
    source: "RFC 7643 §2.5",
    help: "leave the attribute out",
    bad: r#"{"userName": "ada", "displayName": "Ada", "externalId": "1", "active": true, "title": ""}"#,
    good: r#"{"userName": "ada", "displayName": "Ada", "externalId": "1", "active": true}"#,
    check: Check::Site(|site| {
        let is_empty = match site.value {
            Value::Null => true,
            Value::String(text) => text.is_empty(),
            Value::Array(elements) => elements.is_empty(),
            Value::Object(object) => object.is_empty(),
            _ => false,
        };
        is_empty.then(|| format!("“{}” is {}", site.name, kind_of(site.value)))
    }),
};

/// A password.
pub(super) const I08: LintRule = LintRule {
    id: "I08",
    title: "A password",
    severity: Severity::Error,
    source: "OpenID IPSIE SCIM profile, draft 00",
    help: "people sign in at their identity provider; switch the password sync off",
    bad: r#"{"userName": "ada", "displayName": "Ada", "externalId": "1", "active": true,
        "password": "[redacted]"}"#,
    good: r#"{"userName": "ada", "displayName": "Ada", "externalId": "1", "active": true}"#,
    check: Check::Site(|site| is_password(site.name).then(|| "a password must not be sent".to_owned())),
};

/// An attribute that the service provider alone writes.
pub(super) const I16: LintRule = LintRule {
    id: "I16",
    title: "A read-only attribute",
    severity: Severity::Note,
    source: "RFC 7643 §2.2",
    help: "the service provider ignores it; leave it out",
    bad: r#"{"userName": "ada", "displayName": "Ada", "externalId": "1", "active": true,
        "meta": {"resourceType": "User"}}"#,
    good: r#"{"userName": "ada", "displayName": "Ada", "externalId": "1", "active": true}"#,
    check: Check::Site(|site| {
        let is_read_only = site.definition?.mutability == Mutability::ReadOnly && site.level == Level::Whole;
        let is_part_of_meta = ["resourceType", "created", "lastModified", "location", "version"]
            .iter()
            .any(|name| site.name.eq_ignore_ascii_case(name));
        (is_read_only && !is_part_of_meta)
            .then(|| format!("“{}” is written by the service provider alone", site.name))
    }),
};

/// What is expected in the words of the message, when the value is something else.
fn unmet_type(definition: &AttributeDefinition, site: &Site<'_>) -> Option<&'static str> {
    let value = site.value;
    if value.is_null() {
        return None;
    }
    if definition.multi_valued && site.level == Level::Whole {
        return (!value.is_array()).then_some("a list");
    }
    let (fits, expected) = match definition.type_ {
        AttributeType::String | AttributeType::Reference | AttributeType::Binary => {
            (value.is_string(), "text")
        }
        AttributeType::Boolean => (value.is_boolean(), "true or false"),
        AttributeType::Decimal => (value.is_number(), "a number"),
        AttributeType::Integer => (value.is_i64() || value.is_u64(), "a whole number"),
        AttributeType::DateTime => (is_instant(value), "a time such as 2026-01-31T08:30:00Z"),
        AttributeType::Complex => (value.is_object(), "an object"),
    };
    (!fits).then_some(expected)
}

fn is_instant(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.parse::<Timestamp>().is_ok())
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(text) if text.is_empty() => "an empty text",
        Value::String(_) => "text",
        Value::Array(elements) if elements.is_empty() => "an empty list",
        Value::Array(_) => "a list",
        Value::Object(object) if object.is_empty() => "an empty object",
        Value::Object(_) => "an object",
    }
}
