//! The schemas that are built in: `assets/schemas` and the common attributes of RFC 7643 §3.1.
//!
//! Only data; what can be asked of it is in `Schemas`.

use std::sync::LazyLock;

use include_dir::{Dir, include_dir};

use crate::scim::schema::AttributeType::{Complex, DateTime, Reference, String as Text};
use crate::scim::{AttributeDefinition, Mutability, Returned, Schemas};

static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/assets/schemas");

static BUILT_IN: LazyLock<Schemas> = LazyLock::new(|| {
    let files =
        FILES.files().filter_map(|file| Some((file.path().file_name()?.to_str()?, file.contents_utf8()?)));
    Schemas::read(files).0
});

/// The built-in schemas, read once.
pub(crate) fn built_in() -> &'static Schemas {
    &BUILT_IN
}

/// `schemas`, `id`, `externalId` and `meta`, which belong to every resource and to no schema.
pub(crate) fn common_attributes() -> Vec<AttributeDefinition> {
    let schemas = AttributeDefinition {
        multi_valued: true,
        required: true,
        case_exact: false,
        returned: Returned::Always,
        ..AttributeDefinition::new("schemas", Reference)
    };
    let id = AttributeDefinition { case_exact: true, returned: Returned::Always, ..read_only("id", Text) };
    let external_id =
        AttributeDefinition { case_exact: true, ..AttributeDefinition::new("externalId", Text) };
    let meta = AttributeDefinition {
        sub_attributes: vec![
            AttributeDefinition { case_exact: true, ..read_only("resourceType", Text) },
            read_only("created", DateTime),
            read_only("lastModified", DateTime),
            read_only("location", Reference),
            AttributeDefinition { case_exact: true, ..read_only("version", Text) },
        ],
        ..read_only("meta", Complex)
    };
    vec![schemas, id, external_id, meta]
}

fn read_only(name: &str, type_: crate::scim::AttributeType) -> AttributeDefinition {
    AttributeDefinition { mutability: Mutability::ReadOnly, ..AttributeDefinition::new(name, type_) }
}

#[cfg(test)]
mod tests {
    use super::FILES;
    use crate::scim::{SchemaUrn, Schemas};

    #[test]
    fn every_built_in_schema_can_be_read() {
        let files: Vec<_> = FILES
            .files()
            .map(|file| (file.path().to_str().unwrap(), file.contents_utf8().unwrap()))
            .collect();
        let (schemas, diagnostics) = Schemas::read(files);
        assert_eq!(diagnostics, []);
        for urn in [SchemaUrn::CORE_USER, SchemaUrn::CORE_GROUP, SchemaUrn::ENTERPRISE_USER] {
            assert!(schemas.get(urn).is_some_and(|schema| !schema.attributes.is_empty()), "{urn}");
        }
    }
}
