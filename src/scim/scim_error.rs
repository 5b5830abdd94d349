//! An error as a service provider answers it: RFC 7644 §3.12.
//!
//! Not a diagnostic: that is a remark on a file, this is the answer to a request.

use std::fmt;

use serde::ser::SerializeStruct as _;
use serde::{Serialize, Serializer};

/// The detail error keyword, RFC 7644 §3.12, table 9.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum ScimType {
    /// `userName eq` — the filter does not comply with the grammar, or compares what cannot be
    /// compared.
    InvalidFilter,
    /// More results than the service provider is willing to give.
    TooMany,
    /// Another resource has the value already.
    Uniqueness,
    /// `{"op": "replace", "path": "id", "value": "5"}` — the attribute cannot be changed so.
    Mutability,
    /// The body is not what such a request must look like.
    InvalidSyntax,
    /// `emails[` — the path is malformed or names nothing that a schema has.
    InvalidPath,
    /// `emails[type eq "x"]` where there is none — the path selects nothing to operate on.
    NoTarget,
    /// `{"op": "replace", "path": "active", "value": "maybe"}`.
    InvalidValue,
    /// A version of the protocol that is not supported.
    InvalidVers,
    /// A value in the URI that must not stand there.
    Sensitive,
}

impl ScimType {
    /// The keyword, such as `noTarget`.
    pub fn keyword(self) -> &'static str {
        match self {
            Self::InvalidFilter => "invalidFilter",
            Self::TooMany => "tooMany",
            Self::Uniqueness => "uniqueness",
            Self::Mutability => "mutability",
            Self::InvalidSyntax => "invalidSyntax",
            Self::InvalidPath => "invalidPath",
            Self::NoTarget => "noTarget",
            Self::InvalidValue => "invalidValue",
            Self::InvalidVers => "invalidVers",
            Self::Sensitive => "sensitive",
        }
    }

    /// The HTTP status that goes with it: 409 for `uniqueness`, 403 for `sensitive`, else 400.
    pub fn status(self) -> u16 {
        match self {
            Self::Uniqueness => 409,
            Self::Sensitive => 403,
            _ => 400,
        }
    }
}

/// Why a request is refused. Serializes as `{"status":400,"scimType":"noTarget","detail":"…"}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScimError {
    /// The HTTP status.
    pub status: u16,
    /// The keyword; `None` where the RFC has none, as for 404.
    pub scim_type: Option<ScimType>,
    /// What is wrong and where, for a person.
    pub detail: String,
}

impl ScimError {
    /// An error with the status of its keyword.
    pub fn new(scim_type: ScimType, detail: impl Into<String>) -> Self {
        Self { status: scim_type.status(), scim_type: Some(scim_type), detail: detail.into() }
    }

    /// 404: there is no such resource.
    pub fn not_found(detail: impl Into<String>) -> Self {
        Self { status: 404, scim_type: None, detail: detail.into() }
    }
}

impl fmt::Display for ScimError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.scim_type {
            Some(scim_type) => write!(formatter, "{} {}: {}", self.status, scim_type.keyword(), self.detail),
            None => write!(formatter, "{}: {}", self.status, self.detail),
        }
    }
}

impl std::error::Error for ScimError {}

impl Serialize for ScimError {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("ScimError", 3)?;
        object.serialize_field("status", &self.status)?;
        object.serialize_field("scimType", &self.scim_type)?;
        object.serialize_field("detail", &self.detail)?;
        object.end()
    }
}
