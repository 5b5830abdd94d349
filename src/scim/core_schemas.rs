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
    use crate::scim::ResourceType::{Group, User};
    use crate::scim::{AttributeType, SchemaUrn, Schemas};

    #[test]
    fn attributes_are_found_by_their_path() {
        let type_ = |resource_type, path: &str| {
            Schemas::built_in().attribute_path(resource_type, path).map(|found| found.type_)
        };
        let enterprise = |name: &str| type_(User, &format!("{}:{name}", SchemaUrn::ENTERPRISE_USER));
        assert_eq!(type_(User, "NAME.givenname"), Some(AttributeType::String));
        assert_eq!(type_(User, "emails.primary"), Some(AttributeType::Boolean));
        assert_eq!(type_(User, "meta.created"), Some(AttributeType::DateTime));
        assert_eq!(type_(Group, "members.$ref"), Some(AttributeType::Reference));
        assert_eq!(type_(Group, "userName"), None);
        assert_eq!(enterprise("manager"), Some(AttributeType::Complex));
        assert_eq!(enterprise("supportID"), Some(AttributeType::String));
        assert_eq!(enterprise("location"), Some(AttributeType::String));
        assert_eq!(enterprise("badge"), None);
    }

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
