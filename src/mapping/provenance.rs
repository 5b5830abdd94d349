//! Where a mapping file comes from, and the seal that proves it.
//!
//! Plain data. Seals are made and checked by `change::seal`.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Where a mapping file comes from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Provenance {
    /// The environment it was exported for.
    pub environment: String,
    /// The account of that environment.
    pub account: String,
    /// The environment is protected: a mistake there reaches every person of the customer.
    #[serde(default, skip_serializing_if = "is_false")]
    pub protected: bool,
    /// When this content was first exported for it, RFC 3339 in UTC.
    pub exported_at: String,
    /// The version of Scimwright that did it.
    pub tool_version: String,
    /// How many different contents were exported for the environment, this one included.
    pub revision: u64,
    /// `sha256:…` over the content; see [`content_digest`](crate::mapping::content_digest).
    pub digest: String,
    /// The digest of the mapping that the environment had before, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub based_on: Option<String>,
    /// Who exported it: the user's name in the system. Empty when it is not known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub exported_by: String,
    /// What came of the project's cases with the variables of the environment, where they were run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cases_run: Option<CaseCount>,
    /// The acknowledged impact: who changes, as somebody saw and accepted it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub impact: Option<Value>,
    /// Why ids and addresses of one account in scripts were accepted. Empty when there are none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub hard_coded: String,
    /// Keys of the file that this version does not know.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_false(value: &bool) -> bool {
    !value
}

/// How many cases were run before an export.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseCount {
    /// Green ones.
    pub passed: u64,
    /// Red ones.
    pub failed: u64,
}

/// An Ed25519 signature of `minisign` over the text of the file as it would be without `seal` and
/// `checksum`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal {
    /// The public key, as the line in a `.pub` file.
    pub public_key: String,
    /// The signature, as the four lines of a `.minisig` file joined by line breaks.
    pub signature: String,
    /// What the signer says; covered by the signature.
    pub trusted_comment: String,
}
