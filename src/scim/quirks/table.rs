//! All quirks, and the order in which they are repaired.
//!
//! Not what each is; that stands in the file of its client.

use crate::scim::quirks::{
    Quirk, Subject, any, enterprise, entra, entra_names, entra_requests, filter, google, jumpcloud, okta,
    onelogin, partial, ping, sailpoint, scim1, types,
};

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
    google::Q20,
    google::Q21,
    onelogin::Q22,
    jumpcloud::Q23,
    ping::Q24,
    any::Q25,
    any::Q26,
    any::Q27,
    any::Q31,
    filter::Q32,
    enterprise::Q34,
    scim1::Q35,
    types::Q36,
    types::Q37,
    types::Q38,
    types::Q39,
    types::Q40,
    enterprise::Q41,
    enterprise::Q42,
    types::Q43,
    types::Q44,
];

/// Every known quirk that concerns requests alone, by number. What is sent and what is meant are
/// bodies of PATCH requests.
pub const REQUEST_QUIRKS: &[Quirk] = &[
    entra_requests::Q01,
    entra_requests::Q03,
    entra_requests::Q05,
    entra_requests::Q06,
    okta::Q17,
    okta::Q18,
    entra_requests::Q28,
    any::Q29,
    sailpoint::Q30,
    partial::Q33,
];

/// The quirk with this id.
pub fn quirk(id: &str) -> Option<&'static Quirk> {
    QUIRKS.iter().chain(REQUEST_QUIRKS).find(|quirk| quirk.id == id)
}

/// The repairs in their order: names before values, since later ones look attributes up by the
/// spelling of the schema; what is absent before what is shaped; the list of URNs when all
/// extensions stand where they belong.
pub(crate) const REPAIRS: &[fn(&mut Subject<'_>)] = &[
    enterprise::lift_core_attributes,
    okta::drop_password,
    entra_names::correct_urns,
    scim1::replace_old_urns,
    enterprise::name_the_extension,
    entra_names::collect_flat_names,
    enterprise::collect_enterprise_attributes,
    any::spell_as_schema,
    entra::drop_directory_schema,
    entra::drop_null_references,
    jumpcloud::drop_nulls,
    types::flatten_lists,
    entra::parse_roles,
    onelogin::wrap_single_values,
    entra::shape_manager,
    types::unwrap_single_attributes,
    scim1::rename_manager_id,
    types::shape_name,
    types::rename_name_parts,
    types::unwrap_single_parts,
    entra::read_booleans,
    types::read_numbers_as_booleans,
    types::read_numbers_as_text,
    types::spell_canonical_values,
    okta::drop_empty_groups,
    any::keep_one_primary,
    jumpcloud::strip_phone_scheme,
    any::flatten_custom_fields,
    entra_names::complete_schemas,
];

/// The repairs that RFC 7643 itself asks of every reader: names are compared without case.
pub(crate) const STRICT_REPAIRS: &[fn(&mut Subject<'_>)] = &[any::spell_as_schema];

/// The repairs of values in PATCH and PUT requests, in their order. Null and the empty text stay,
/// since in a request they mean something; names and URNs are read by the request itself.
pub(crate) const REQUEST_REPAIRS: &[fn(&mut Subject<'_>)] = &[
    any::spell_as_schema,
    entra::drop_null_references,
    entra::parse_roles,
    types::flatten_lists,
    onelogin::wrap_single_values,
    entra::shape_manager,
    types::unwrap_single_attributes,
    scim1::rename_manager_id,
    types::shape_name,
    types::rename_name_parts,
    types::unwrap_single_parts,
    entra::read_booleans,
    types::read_numbers_as_booleans,
    types::read_numbers_as_text,
    jumpcloud::strip_phone_scheme,
    any::keep_one_primary,
];

/// The repairs of `schemas` in the body of a request.
pub(crate) const SCHEMAS_REPAIRS: &[fn(&mut Subject<'_>)] = &[
    entra_names::correct_urns,
    scim1::replace_old_urns,
    entra::drop_directory_schema,
    entra_names::complete_schemas,
];
