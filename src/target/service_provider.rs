//! How a service provider answers SCIM requests, where the RFC leaves a choice or it does otherwise.
//!
//! Not its records; those are in `TargetSchema`.

use serde::{Deserialize, Serialize};

/// How a service provider answers SCIM requests. What a target file leaves out is as RFC 7644 has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(clippy::struct_excessive_bools, reason = "the characteristics are independent of each other")]
pub struct ServiceProvider {
    /// Where this is described.
    #[serde(default)]
    pub source: String,
    /// PUT touches only the attributes that it names; otherwise the others become unassigned.
    #[serde(default)]
    pub put_keeps_unnamed: bool,
    /// DELETE of a user deactivates it; otherwise it is gone.
    #[serde(default)]
    pub delete_deactivates: bool,
    /// Attributes that no schema has are kept as sent; otherwise they are dropped.
    #[serde(default)]
    pub stores_unknown_attributes: bool,
    /// The SCIM resource is kept as it was sent, beside the record that is made of it. A client that
    /// reads it back finds what it sent, also where the record holds another value.
    #[serde(default)]
    pub keeps_resource_apart: bool,
}
