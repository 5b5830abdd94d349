//! The set of known schemas, with what a service provider adds to them.
//!
//! Not the files themselves, which are in `core_schemas`.

use serde::Deserialize;

use crate::diagnostic::json_text::parse_json;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::scim::core_schemas;
use crate::scim::schema::find_attribute;
use crate::scim::schema_urn::strip_urn;
use crate::scim::{AttributeDefinition, ResourceType, Schema, SchemaUrn};

/// Schemas by URN. Attributes that every resource has (`id`, `externalId`, `meta`, `schemas`) are
/// known for every resource type, though no schema lists them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schemas {
    known: Vec<Schema>,
    /// Where the core schemas of users and groups stand in `known`.
    core_positions: [Option<usize>; 2],
    common: Vec<AttributeDefinition>,
}

/// A schema file. With `extends` its attributes are added to the schema of the same URN.
#[derive(Deserialize)]
struct SchemaFile {
    #[serde(default)]
    extends: bool,
    #[serde(flatten)]
    schema: Schema,
}

impl Schemas {
    /// The schemas of RFC 7643 and the additions of the built-in targets.
    pub fn built_in() -> &'static Self {
        core_schemas::built_in()
    }

    /// Reads schema files, given as name and text. A file with `"extends": true` is merged into the
    /// schema of the same URN, wherever that stands; without one it is a schema of its own. A file
    /// that cannot be read is reported and left out.
    pub fn read<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> (Self, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let mut parsed: Vec<SchemaFile> = Vec::new();
        for (name, text) in files {
            match read_file(name, text) {
                Ok(file) => parsed.push(file),
                Err(diagnostic) => diagnostics.push(diagnostic),
            }
        }
        parsed.sort_by_key(|file| file.extends);
        let mut schemas: Vec<Schema> = Vec::new();
        for SchemaFile { schema, .. } in parsed {
            match schemas.iter_mut().find(|known| known.id == schema.id) {
                Some(known) => merge(&mut known.attributes, schema.attributes),
                None => schemas.push(schema),
            }
        }
        let core_positions =
            ResourceType::ALL.map(|type_| schemas.iter().position(|schema| schema.id.is(type_.core_urn())));
        let common = core_schemas::common_attributes();
        (Self { known: schemas, core_positions, common }, diagnostics)
    }

    /// All schemas: those that stand alone first, in the order they were given.
    pub fn iter(&self) -> impl Iterator<Item = &Schema> {
        self.known.iter()
    }

    /// The schema of this URN, without case.
    pub fn get(&self, urn: &str) -> Option<&Schema> {
        self.known.iter().find(|schema| schema.id.is(urn))
    }

    /// The core schema of a resource type.
    pub fn core(&self, resource_type: ResourceType) -> Option<&Schema> {
        let position = match resource_type {
            ResourceType::User => self.core_positions[0],
            ResourceType::Group => self.core_positions[1],
        };
        self.known.get(position?)
    }

    /// The schemas that may extend a resource of this type. A schema extends groups when its URN
    /// ends with `:Group`, otherwise users.
    pub fn extensions(&self, resource_type: ResourceType) -> impl Iterator<Item = &Schema> {
        self.known.iter().filter(move |schema| {
            ResourceType::of_core_urn(schema.id.as_str()).is_none()
                && extended_type(&schema.id) == resource_type
        })
    }

    /// The attributes that every resource has.
    pub fn common_attributes(&self) -> &[AttributeDefinition] {
        &self.common
    }

    /// The attribute that a resource of this type has under `name`, without case: one of its core
    /// schema or one that every resource has.
    pub fn attribute(&self, resource_type: ResourceType, name: &str) -> Option<&AttributeDefinition> {
        self.core(resource_type)
            .and_then(|schema| schema.attribute(name))
            .or_else(|| find_attribute(&self.common, name))
    }

    /// The attribute at `[urn:]name[.sub]`, without case. `None` also for a URN alone, which is no
    /// attribute.
    pub fn attribute_path(&self, resource_type: ResourceType, path: &str) -> Option<&AttributeDefinition> {
        if let Some((schema, rest)) = self.split_urn(path) {
            return schema.attribute_path(rest);
        }
        match path.split_once('.') {
            None => self.attribute(resource_type, path),
            Some((name, sub)) => self.attribute(resource_type, name)?.sub_attribute(sub),
        }
    }

    /// Splits `URN:name` where the URN is that of a known schema: the schema and what follows the
    /// colon. The longest URN counts.
    pub fn split_urn<'path>(&self, path: &'path str) -> Option<(&Schema, &'path str)> {
        self.known
            .iter()
            .filter_map(|schema| Some((schema, strip_urn(path, schema.id.as_str())?.strip_prefix(':')?)))
            .min_by_key(|(_, rest)| rest.len())
    }
}

#[allow(clippy::result_large_err, reason = "a diagnostic is what the caller shows, once a file")]
fn read_file(name: &str, text: &str) -> Result<SchemaFile, Diagnostic> {
    let value = parse_json(name, text, Code::FileNotJson)?;
    SchemaFile::deserialize(value).map_err(|error| {
        Diagnostic::error(Code::FileInvalid, format!("This is no SCIM schema: {error}"))
            .with_help("a schema has \"id\" and \"attributes\", as in RFC 7643 §7")
            .at(Place::in_file(name, None))
    })
}

/// Adds attributes; of one that is there already, the sub-attributes are added.
fn merge(known: &mut Vec<AttributeDefinition>, added: Vec<AttributeDefinition>) {
    for attribute in added {
        match known.iter_mut().find(|known| known.name.eq_ignore_ascii_case(&attribute.name)) {
            Some(known) => merge(&mut known.sub_attributes, attribute.sub_attributes),
            None => known.push(attribute),
        }
    }
}

fn extended_type(urn: &SchemaUrn) -> ResourceType {
    let ends_with_group = urn
        .as_str()
        .rsplit(':')
        .next()
        .is_some_and(|last| last.eq_ignore_ascii_case(ResourceType::Group.name()));
    if ends_with_group { ResourceType::Group } else { ResourceType::User }
}

#[cfg(test)]
mod tests {
    use super::Schemas;
    use crate::scim::ResourceType::User;

    #[test]
    fn overlays_are_merged_in_any_order() {
        let overlay = r#"{"id": "urn:X:user", "extends": true, "attributes": [
            {"name": "Manager", "subAttributes": [{"name": "type"}]}, {"name": "site"}]}"#;
        let base = r#"{"id": "urn:x:User", "attributes": [
            {"name": "manager", "type": "complex", "subAttributes": [{"name": "value"}]}]}"#;
        let (schemas, diagnostics) = Schemas::read([("overlay", overlay), ("base", base)]);
        assert_eq!(diagnostics, []);
        assert_eq!(schemas.iter().count(), 1);
        let name = |path| schemas.attribute_path(User, path).map(|found| found.name.as_str());
        assert_eq!(name("URN:x:user:manager.TYPE"), Some("type"));
        assert_eq!(name("urn:x:User:manager.value"), Some("value"));
        assert_eq!(name("urn:x:User:SITE"), Some("site"));
        assert_eq!(name("urn:x:User"), None);
        assert_eq!(name("meta.resourceType"), Some("resourceType"));
    }

    #[test]
    fn a_file_that_is_no_schema_is_reported() {
        let (schemas, diagnostics) = Schemas::read([("a", "{\"id\": 1}"), ("b", "{")]);
        assert_eq!(schemas.iter().count(), 0);
        let codes: Vec<_> = diagnostics.iter().map(|diagnostic| diagnostic.code.id()).collect();
        assert_eq!(codes, ["M402", "M401"]);
    }
}
