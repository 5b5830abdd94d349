//! URNs and names that no repair takes for something else.
//!
//! Doubtful ones may well be right; whoever has time finds out.

use crate::scim::SchemaUrn;
use crate::scim::schema_urn::strip_urn;

/// What the URNs of extensions begin with as a rule.
const EXTENSION_PREFIX: &str = "urn:ietf:params:scim:schemas:extension:";

/// The URN of the Enterprise extension, cut short.
const SHORT_ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0";

/// The name of the list of custom fields, and the end of the URN of its extension.
pub(super) const CUSTOM_FIELDS: &str = "custom_fields";

/// What URNs begin with that say what a resource is, or that are replaced.
const TELLING_PREFIXES: [&str; 4] = [
    "urn:ietf:params:scim:schemas:core:",
    "urn:ietf:params:scim:api:messages:",
    "urn:scim:schemas:core:",
    "urn:scim:schemas:extension:enterprise:",
];

/// Whether the name begins like a URN, in any case.
#[inline]
pub(super) fn begins_as_urn(name: &str) -> bool {
    name.as_bytes().first_chunk::<4>().is_some_and(|head| head.eq_ignore_ascii_case(b"urn:"))
}

/// Whether this is a URN of an extension, without the slips that are repaired.
pub(super) fn is_plain_extension(urn: &str) -> bool {
    urn == SchemaUrn::ENTERPRISE_USER || is_plain(urn)
}

fn is_plain(urn: &str) -> bool {
    let is_extension = match urn.strip_prefix(EXTENSION_PREFIX) {
        Some(_) => !urn.eq_ignore_ascii_case(SHORT_ENTERPRISE),
        None => {
            urn.starts_with("urn:")
                && !urn.eq_ignore_ascii_case(SHORT_ENTERPRISE)
                && TELLING_PREFIXES.iter().all(|prefix| strip_urn(urn, prefix).is_none())
        }
    };
    is_extension
        && urn.bytes().enumerate().all(|(at, byte)| match byte {
            b'[' => false,
            b'.' => !is_slip(urn, at),
            _ => true,
        })
}

/// Whether the dot stands behind the type (`:User.`), or in a version without a colon before the type
/// (`2.0User`).
fn is_slip(urn: &str, dot: usize) -> bool {
    let (before, behind) = urn.as_bytes().split_at(dot);
    let is_behind_type = ends_without_case(before, b":user") || ends_without_case(before, b":group");
    let is_before_type = starts_without_case(behind, b".0user") || starts_without_case(behind, b".0group");
    is_behind_type || (before.ends_with(b"2") && is_before_type)
}

fn starts_without_case(text: &[u8], head: &[u8]) -> bool {
    text.get(..head.len()).is_some_and(|found| found.eq_ignore_ascii_case(head))
}

fn ends_without_case(text: &[u8], tail: &[u8]) -> bool {
    let start = text.len().checked_sub(tail.len());
    start.and_then(|start| text.get(start..)).is_some_and(|found| found.eq_ignore_ascii_case(tail))
}

/// Whether a list of custom fields in an extension of this name is also read field by field.
pub(super) fn holds_custom_fields(urn: &str) -> bool {
    urn.rsplit(':').next().is_some_and(|last| last.eq_ignore_ascii_case(CUSTOM_FIELDS))
}

#[cfg(test)]
mod tests {
    use super::is_plain_extension;

    #[test]
    fn urns_with_slips_are_doubtful() {
        let check = |urn: &str, expected: bool| assert_eq!(is_plain_extension(urn), expected, "{urn}");
        check("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User", true);
        check("urn:ietf:params:scim:schemas:extension:enterprise:2.0:user", true);
        check("urn:ietf:params:scim:schemas:extension:enterprise:2.0User", false);
        check("urn:ietf:params:scim:schemas:extension:enterprise:2.0", false);
        check("urn:ietf:params:scim:schemas:extension:contoso:2.0:User.badge", false);
        check("urn:ietf:params:scim:schemas:extension:contoso:2.0:GROUP.badge", false);
        check("urn:ietf:params:scim:schemas:extension:contoso.example:1.0:Staff", true);
        check("urn:ietf:params:scim:schemas:core:2.0:user", false);
        check("urn:ietf:params:scim:api:messages:2.0:PatchOp", false);
        check("urn:scim:schemas:core:1.0", false);
        check("urn:scim:schemas:extension:enterprise:1.0", false);
        check("urn:scim:schemas:extension:contoso:1.0", true);
        check("urn:okta:contoso_app:1.0:user:custom", true);
        check("URN:okta:contoso_app:1.0:user:custom", false);
        check("http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group", false);
    }
}
