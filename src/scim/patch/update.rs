//! What a request makes of a stored resource.

use serde_json::Value;

use crate::scim::patch::apply::Applier;
use crate::scim::patch::join::joined;
use crate::scim::patch::operation::Operation;
use crate::scim::patch::reader::RequestReader;
use crate::scim::{Dialect, Repair, Resource, Schemas, ScimError};

/// By which rules requests are applied.
#[derive(Clone, Copy, Debug)]
pub struct UpdateRules<'a> {
    /// What is known of attributes.
    pub schemas: &'a Schemas,
    /// The client that sends; its deviations are understood and reported. The strict client has none.
    pub dialect: &'a Dialect,
    /// What happens to attributes that no schema has.
    pub unknown_attributes: UnknownAttributes,
}

/// What a service provider does with an attribute that no schema has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum UnknownAttributes {
    /// The request is an error.
    #[default]
    Rejected,
    /// Kept as sent.
    Stored,
    /// Passed over without a word.
    Dropped,
}

/// What PUT does to attributes that the request does not name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PutSemantics {
    /// RFC 7644 §3.5.1: they become unassigned.
    #[default]
    Whole,
    /// They stay; an explicit empty value clears.
    Supplied,
}

/// Which request it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RequestKind {
    Patch,
    Put,
    Post,
}

/// What happens to a read-only attribute inside a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Echoes {
    /// Another value than the stored one is an error (RFC 7644 §3.5.2).
    Compared,
    /// It is passed over and reported: clients send back what they have read.
    Reported,
    /// It is passed over (RFC 7644 §3.3 and §3.5.1).
    Ignored,
}

/// What became of a request.
#[derive(Clone, Debug, PartialEq)]
pub struct Updated {
    /// The resource afterwards, or why the request is refused; then the stored resource is as it was.
    pub outcome: Result<Resource, ScimError>,
    /// The deviations of the client that were understood, also in a request that is refused.
    pub repairs: Vec<Repair>,
}

/// The quirks that change what a well-formed request means. They are understood only of clients that
/// are known for them; all others can have no other meaning.
const QUIRKS_OF_MEANING: [&str; 4] = ["Q05", "Q06", "Q18", "Q30"];

impl UpdateRules<'_> {
    /// Whether deviations are understood at all.
    pub(super) fn is_tolerant(&self) -> bool {
        !self.dialect.is_strict()
    }

    /// What happens to read-only attributes in the values of such a request.
    pub(super) fn echoes(&self, kind: RequestKind) -> Echoes {
        match (kind, self.is_tolerant()) {
            (RequestKind::Post, _) | (RequestKind::Put, false) => Echoes::Ignored,
            (RequestKind::Patch, false) => Echoes::Compared,
            (_, true) => Echoes::Reported,
        }
    }

    /// Whether this deviation is understood.
    pub(super) fn understands(&self, quirk: &str) -> bool {
        self.is_tolerant() && (!QUIRKS_OF_MEANING.contains(&quirk) || self.dialect.has_quirk(quirk))
    }
}

/// Applies the body of a PATCH request, RFC 7644 §3.5.2. All operations are applied, in their order,
/// or none; the error is that of the first one that fails. `meta` stays as it is.
pub fn patch_resource(stored: &Resource, body: &Value, rules: &UpdateRules<'_>) -> Updated {
    let mut reader = RequestReader::new(stored, rules, RequestKind::Patch);
    let mut operations = Vec::new();
    let read = reader.read(body, &mut operations);
    let mut repairs = reader.repairs;
    if let (Ok(()), Some(joined)) = (&read, joined(&operations))
        && let (Ok(resource), mut found) = applied(stored, joined, rules)
    {
        repairs.append(&mut found);
        return Updated { outcome: Ok(resource), repairs };
    }
    // One by one, also to tell which of them is refused.
    let (outcome, mut found) = applied(stored, operations, rules);
    repairs.append(&mut found);
    let outcome = outcome.and_then(|resource| read.map(|()| resource));
    Updated { outcome, repairs }
}

fn applied(
    stored: &Resource,
    operations: Vec<Operation<'_>>,
    rules: &UpdateRules<'_>,
) -> (Result<Resource, ScimError>, Vec<Repair>) {
    let mut applier = Applier::new(stored.clone(), rules, RequestKind::Patch);
    let result = operations.into_iter().try_for_each(|operation| applier.apply(operation));
    (result.map(|()| applier.document.resource), applier.repairs)
}
