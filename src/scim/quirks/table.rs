//! All quirks, and the order in which they are repaired.
//!
//! Not what each is; that stands in the file of its client.

use crate::scim::quirks::{Quirk, Subject, any, entra, entra_names, jumpcloud, okta, onelogin};

/// Every known quirk that concerns resources, by number.
pub const QUIRKS: &[Quirk] = &[
    entra::Q02,
    entra::Q04,
    entra::Q07,
    entra::Q08,
    entra::Q09,
    entra::Q10,
    entra::Q11,
    entra::Q12,
    entra::Q13,
    okta::Q14,
    okta::Q15,
    okta::Q16,
    okta::Q19,
    onelogin::Q22,
    jumpcloud::Q23,
    any::Q25,
    any::Q26,
    any::Q27,
    any::Q29,
    any::Q31,
];

/// The quirk with this id.
pub fn quirk(id: &str) -> Option<&'static Quirk> {
    QUIRKS.iter().find(|quirk| quirk.id == id)
}

/// The repairs in their order: names before values, since later ones look attributes up by the
/// spelling of the schema; what is absent before what is shaped; the list of URNs when all
/// extensions stand where they belong.
pub(crate) const REPAIRS: &[fn(&mut Subject<'_>)] = &[
    okta::drop_password,
    entra_names::correct_urns,
    onelogin::replace_old_urns,
    entra_names::collect_flat_names,
    any::spell_as_schema,
    entra::drop_directory_schema,
    entra::drop_null_references,
    jumpcloud::drop_nulls,
    entra::parse_roles,
    onelogin::wrap_single_values,
    entra::shape_manager,
    entra::read_booleans,
    okta::drop_empty_groups,
    any::keep_one_primary,
    jumpcloud::strip_phone_scheme,
    any::flatten_custom_fields,
    entra_names::complete_schemas,
];
