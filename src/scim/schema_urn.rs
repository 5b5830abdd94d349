//! Schema URNs, such as `urn:ietf:params:scim:schemas:core:2.0:User`.
//!
//! Not attribute paths; a URN here names a whole schema or message.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use serde::{Deserialize, Serialize};

/// A schema URN as it was written. Comparing ignores ASCII case (RFC 7643 §2.1, RFC 8141 §3.1);
/// printing does not change it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SchemaUrn(pub String);

impl SchemaUrn {
    /// The core schema of users.
    pub const CORE_USER: &'static str = "urn:ietf:params:scim:schemas:core:2.0:User";
    /// The core schema of groups.
    pub const CORE_GROUP: &'static str = "urn:ietf:params:scim:schemas:core:2.0:Group";
    /// The extension for users of an enterprise.
    pub const ENTERPRISE_USER: &'static str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    /// The message of a PATCH request.
    pub const PATCH_OP: &'static str = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
    /// The message of a list of resources.
    pub const LIST_RESPONSE: &'static str = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
    /// The message of a bulk request.
    pub const BULK_REQUEST: &'static str = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";

    /// The URN as it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is this URN, without case.
    pub fn is(&self, urn: &str) -> bool {
        self.0.eq_ignore_ascii_case(urn)
    }
}

/// What follows the URN at the beginning of a text, without case; `None` for another URN.
pub(crate) fn strip_urn<'t>(text: &'t str, urn: &str) -> Option<&'t str> {
    let (head, rest) = text.split_at_checked(urn.len())?;
    head.eq_ignore_ascii_case(urn).then_some(rest)
}

impl From<&str> for SchemaUrn {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl fmt::Display for SchemaUrn {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl PartialEq for SchemaUrn {
    fn eq(&self, other: &Self) -> bool {
        self.is(&other.0)
    }
}

impl Eq for SchemaUrn {}

impl PartialOrd for SchemaUrn {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for SchemaUrn {
    fn cmp(&self, other: &Self) -> Ordering {
        let lower = |urn: &Self| urn.0.to_ascii_lowercase();
        lower(self).cmp(&lower(other))
    }
}

impl Hash for SchemaUrn {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.to_ascii_lowercase().hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::SchemaUrn;
    use std::collections::{BTreeSet, HashSet};

    #[test]
    fn case_does_not_count_and_stays() {
        let urns = [SchemaUrn::from("urn:a:B"), SchemaUrn::from("URN:A:b")];
        assert_eq!(urns[0], urns[1]);
        assert_eq!(urns.iter().collect::<BTreeSet<_>>().len(), 1);
        assert_eq!(urns.iter().collect::<HashSet<_>>().len(), 1);
        assert_eq!(urns[1].to_string(), "URN:A:b");
    }
}
