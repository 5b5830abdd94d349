//! What the variables of a rule set's scripts can be.

use serde_json::Value;

use crate::mapping::VariableType;
use crate::mapping::lint::sent::Sent;
use crate::mapping::lint::{LintInput, attribute_types, field_types};
use crate::scim::{ResourceType, SchemaUrn};
use crate::script::types::{Kinds, Shape, ShapeKind, Type};
use crate::target::{RecordType, TargetSchema};

/// What is known for one rule set.
pub(super) struct InputTypes {
    resource: Type,
    enterprise: Type,
    custom: Type,
    vars: Type,
    /// The record as it is, and as the rules make it.
    record: Type,
    made_record: Type,
}

impl InputTypes {
    pub fn new(
        resource_type: ResourceType,
        record_type: &RecordType,
        target: &TargetSchema,
        input: &LintInput<'_>,
    ) -> Self {
        let sent = input.sent.of_type(resource_type);
        let path = resource_type.name().to_lowercase();
        let urn = target.custom_fields_schema.as_deref();
        let with = |type_: Type, sent: Option<&Sent>, path: &str| match sent {
            Some(sent) => sent.added_to(type_, path),
            None => type_,
        };
        Self {
            resource: with(attribute_types::resource(resource_type), Some(sent), &path)
                .without(Kinds::NOTHING),
            enterprise: with(
                attribute_types::enterprise(),
                sent.part(SchemaUrn::ENTERPRISE_USER),
                "enterprise",
            ),
            custom: with(attribute_types::custom(urn), urn.and_then(|urn| sent.part(urn)), "custom"),
            vars: variables(input),
            record: field_types::record(target, record_type, &record_type.name).or_nothing(),
            made_record: field_types::record(target, record_type, "record"),
        }
    }

    /// The types of the variables with these names, in order.
    pub fn of(&self, names: &[String]) -> Vec<Type> {
        names.iter().map(|name| self.variable(name)).collect()
    }

    fn variable(&self, name: &str) -> Type {
        match name {
            "user" | "group" => self.resource.clone(),
            "enterprise" => self.enterprise.clone(),
            "custom" => self.custom.clone(),
            "vars" => self.vars.clone(),
            "groups" => groups(),
            "now" => Type::text(),
            "is_new" => Type::of(Kinds::BOOLEAN),
            "record" => self.made_record.clone(),
            // The record type, in whichever way it is called.
            _ => self.record.clone(),
        }
    }
}

/// The SCIM groups that a user is a member of.
fn groups() -> Type {
    let shape = Shape::new(ShapeKind::Attributes, "groups[…]")
        .with("value", Type::text())
        .with("display", Type::text())
        .with("classification", Type::one_of(["organization", "site", "unclassified"]));
    Type::list(Type::object(shape))
}

/// The variables of all environments, and those that are declared; what is said of each is where it has
/// no value.
fn variables(input: &LintInput<'_>) -> Type {
    let LintInput { environments, declared, .. } = *input;
    let mut shape = Shape::new(ShapeKind::Variables, "vars");
    shape.is_open = environments.is_empty();
    let with_values = environments.values().flat_map(|variables| variables.keys());
    for name in declared.keys().chain(with_values) {
        let values = environments.values().map(|variables| variables.get(name));
        let values = values.map(|value| value.filter(|value| !value.is_null()));
        let known = values.clone().map(type_of).fold(Type::never(), Type::or);
        let declared = declared.get(name).filter(|_| values.clone().all(|value| value.is_none()));
        let type_ = declared.map_or(known, declared_type);
        let without = environments.keys().zip(values).filter(|(_, value)| value.is_none());
        let without: Vec<_> = without.map(|(environment, _)| environment.as_str()).collect();
        // Where it has no value is said by itself.
        shape.add(name, type_.present(), &without.join(", "));
    }
    Type::object(shape)
}

/// What a variable can be of which no environment has a value yet.
fn declared_type(declared: &VariableType) -> Type {
    match declared {
        VariableType::Text | VariableType::MailDomain | VariableType::WebAddress => Type::text(),
        VariableType::Number => Type::of(Kinds::NUMBER),
        VariableType::Boolean => Type::of(Kinds::BOOLEAN),
        VariableType::Texts => Type::list(Type::text()),
        VariableType::Unknown(_) => Type::any(),
    }
}

fn type_of(value: Option<&Value>) -> Type {
    match value {
        None | Some(Value::Null) => Type::never(),
        Some(Value::Bool(_)) => Type::of(Kinds::BOOLEAN),
        Some(Value::Number(_)) => Type::of(Kinds::NUMBER),
        Some(Value::String(text)) => {
            Type { text: crate::script::types::TextFacts::default(), ..Type::constant(text) }
        }
        Some(Value::Array(_)) => Type::of(Kinds::LIST),
        Some(Value::Object(_)) => Type::of(Kinds::OBJECT),
    }
}
