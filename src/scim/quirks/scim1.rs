//! What clients send that speak SCIM 1.1 or a draft of SCIM 2.0: other URNs and another manager.
//!
//! Their shapes that stray from SCIM 1.1 itself are in `onelogin`.

use serde_json::Value;

use crate::scim::quirks::Subject;
use crate::scim::quirks::subject::rename_members;
use crate::scim::quirks::{Handling, Quirk};
use crate::scim::{ResourceType, SchemaUrn};

/// The manager of SCIM 1.1: `{"manager": {"managerId": "7103"}}` → `{"manager": {"value": "7103"}}`.
pub(super) const Q35: Quirk = Quirk {
    id: "Q35",
    title: "The manager as in SCIM 1.1",
    client: "clients of SCIM 1.1",
    bad: r#"{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":
        {"manager": {"managerId": "7103", "displayName": "Ada Lovelace"}}}"#,
    good: r#"{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":
        {"manager": {"value": "7103", "displayName": "Ada Lovelace"}}}"#,
    handling: Handling::Repaired,
    source: "SCIM 1.1 core schema §7; VMware Identity Manager API",
};

/// The core URN of SCIM 1.1 and of the drafts of SCIM 2.0; the second also with the type behind it.
const OLD_CORES: [&str; 2] = ["urn:scim:schemas:core:1.0", "urn:scim:schemas:core:2.0"];
const OLD_ENTERPRISES: [&str; 2] =
    ["urn:scim:schemas:extension:enterprise:1.0", "urn:scim:schemas:extension:enterprise:2.0"];

/// URNs of SCIM 2.0 that end before the type.
const SHORT_CORE: &str = "urn:ietf:params:scim:schemas:core:2.0";
const SHORT_ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0";

/// Q22, the URNs.
pub(super) fn replace_old_urns(subject: &mut Subject<'_>) {
    let core = subject.resource_type.core_urn();
    subject.rename_urns("Q22", |urn| renamed_urn(urn, core));
}

/// The URN of SCIM 2.0 for a text that begins with one of SCIM 1.1 or of a draft, or that is one cut
/// short.
pub(super) fn renamed_urn(urn: &str, core: &str) -> Option<String> {
    let of = |olds: &[&str], new: &str| olds.iter().find_map(|old| renamed(urn, old, new));
    let short = |short: &str, new: &str| urn.eq_ignore_ascii_case(short).then(|| new.to_owned());
    of(&OLD_CORES, core)
        .or_else(|| of(&OLD_ENTERPRISES, SchemaUrn::ENTERPRISE_USER))
        .or_else(|| short(SHORT_CORE, core))
        .or_else(|| short(SHORT_ENTERPRISE, SchemaUrn::ENTERPRISE_USER))
}

/// Q35. A manager that has a `value` keeps it.
pub(super) fn rename_manager_id(subject: &mut Subject<'_>) {
    let Subject { attributes, repairs, .. } = subject;
    let extension = attributes.get_mut(SchemaUrn::ENTERPRISE_USER).and_then(Value::as_object_mut);
    let Some(Value::Object(manager)) = extension.and_then(|extension| extension.get_mut("manager")) else {
        return;
    };
    if manager.get("value").is_some_and(|value| !value.is_null()) {
        return;
    }
    let rename = |name: &str| name.eq_ignore_ascii_case("managerId").then(|| "value".to_owned());
    let path = |new: &str| format!("{}:manager.{new}", SchemaUrn::ENTERPRISE_USER);
    rename_members(manager, "Q35", rename, path, repairs);
}

/// `old`, `old:User` or `old:rest`, with the URN of SCIM 2.0.
fn renamed(urn: &str, old: &str, new: &str) -> Option<String> {
    let head = urn.get(..old.len())?;
    let rest = &urn[old.len()..];
    let fits = head.eq_ignore_ascii_case(old) && (rest.is_empty() || rest.starts_with([':', '.']));
    fits.then(|| match without_type(rest.get(1..).unwrap_or_default()) {
        "" => new.to_owned(),
        rest => format!("{new}:{rest}"),
    })
}

/// What stands behind the name of a resource type and a separator, otherwise the text itself.
fn without_type(rest: &str) -> &str {
    let (first, behind) = rest.split_once([':', '.']).unwrap_or((rest, ""));
    let is_type = ResourceType::ALL.iter().any(|type_| first.eq_ignore_ascii_case(type_.name()));
    if is_type { behind } else { rest }
}
