//! What attributes can be, as their schemas say.

use crate::scim::{AttributeDefinition, AttributeType, ResourceType, Schema, SchemaUrn, Schemas};
use crate::script::types::{Kinds, Shape, ShapeKind, Type};

/// A resource with the attributes of its core schema, those that every resource has, and its
/// extensions by URN.
pub(super) fn resource(type_: ResourceType) -> Type {
    let schemas = Schemas::built_in();
    let path = type_.name().to_lowercase();
    let mut shape = Shape::new(ShapeKind::Attributes, path.clone());
    let core = schemas.core(type_).into_iter().flat_map(|schema| &schema.attributes);
    for definition in core.chain(schemas.common_attributes()) {
        let type_ = attribute(definition, &format!("{path}.{}", definition.name));
        // A service provider gives every resource an id.
        let type_ =
            if definition.name == "id" { type_.without(Kinds::NOTHING).or_rarely_nothing() } else { type_ };
        shape.add(&definition.name, type_, &definition.description);
    }
    for schema in schemas.extensions(type_) {
        let name = schema.id.as_str();
        shape.add(name, extension(schema, &format!("{path}[\"{name}\"]")), &schema.description);
    }
    Type::object(shape)
}

/// The Enterprise extension.
pub(super) fn enterprise() -> Type {
    match Schemas::built_in().get(SchemaUrn::ENTERPRISE_USER) {
        Some(schema) => extension(schema, "enterprise"),
        None => Type::any(),
    }
}

/// The extension with the customer's own attributes, which no schema lists in full.
pub(super) fn custom(urn: Option<&str>) -> Type {
    let mut shape = Shape::new(ShapeKind::Attributes, "custom");
    shape.is_open = true;
    if let Some(schema) = urn.and_then(|urn| Schemas::built_in().get(urn)) {
        add_attributes(&mut shape, &schema.attributes);
    }
    Type::object(shape).or_nothing()
}

fn extension(schema: &Schema, path: &str) -> Type {
    let mut shape = Shape::new(ShapeKind::Attributes, path);
    // What customers add to the extension of a service provider is listed nowhere.
    shape.is_open = schema.attributes.is_empty() || !schema.id.is(SchemaUrn::ENTERPRISE_USER);
    add_attributes(&mut shape, &schema.attributes);
    Type::object(shape).or_nothing()
}

fn add_attributes(shape: &mut Shape, attributes: &[AttributeDefinition]) {
    for definition in attributes {
        let type_ = attribute(definition, &format!("{}.{}", shape.path, definition.name));
        shape.add(&definition.name, type_, &definition.description);
    }
}

fn attribute(definition: &AttributeDefinition, path: &str) -> Type {
    let one = |path: &str| match definition.type_ {
        AttributeType::Boolean => Type::of(Kinds::BOOLEAN),
        AttributeType::Integer => Type::of(Kinds::INTEGER),
        AttributeType::Decimal => Type::of(Kinds::NUMBER),
        AttributeType::Complex => complex(definition, path),
        AttributeType::String
        | AttributeType::DateTime
        | AttributeType::Binary
        | AttributeType::Reference => Type::text(),
    };
    let type_ = if definition.multi_valued { Type::list(one(&format!("{path}[…]"))) } else { one(path) };
    if definition.required { type_.or_rarely_nothing() } else { type_.or_nothing() }
}

fn complex(definition: &AttributeDefinition, path: &str) -> Type {
    let mut shape = Shape::new(ShapeKind::Attributes, path);
    shape.is_open = definition.sub_attributes.is_empty() && !definition.multi_valued;
    if definition.multi_valued {
        for name in ["value", "display", "type", "primary", "$ref"] {
            if let Some(sub) = definition.known_sub_attribute(name) {
                shape.add(&sub.name, attribute(sub, &format!("{path}.{name}")), &sub.description);
            }
        }
    }
    add_attributes(&mut shape, &definition.sub_attributes);
    Type::object(shape)
}
