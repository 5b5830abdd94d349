//! The variables of scripts with all that is known to be in them: from schemas, samples, target and
//! environments.

use std::sync::Arc;

use serde_json::Value;

use crate::project::ProjectModel;
use crate::scim::{AttributeDefinition, AttributeType, ResourceType, SchemaUrn, Schemas};
use crate::target::{FieldType, RecordType, TargetField, TargetSchema};
use crate::workbench::display_value;
use crate::workbench::language::{Part, SampleKnowledge, Seen, SeenPart, ValueKind};

/// The attributes of RFC 7643 §4.3; others in that extension are those of a service provider.
const ENTERPRISE_ATTRIBUTES: [&str; 6] =
    ["employeeNumber", "costCenter", "organization", "division", "department", "manager"];

/// The resource of a type, as `user` or `group`, with its extensions under their URN.
pub(super) fn resource_part(resource_type: ResourceType, samples: &SampleKnowledge) -> Part {
    let schemas = Schemas::built_in();
    let seen = samples.of_type(resource_type);
    let n_all = seen.n_samples;
    let core = schemas.core(resource_type).into_iter().flat_map(|schema| &schema.attributes);
    let section = |attribute: &AttributeDefinition| match (resource_type, attribute.multi_valued) {
        (ResourceType::User, false) => "RFC 7643 §4.1.1",
        (ResourceType::User, true) => "RFC 7643 §4.1.2",
        (ResourceType::Group, _) => "RFC 7643 §4.2",
    };
    let mut parts: Vec<Part> =
        core.map(|attribute| attribute_part(attribute, section(attribute), Some(seen), n_all)).collect();
    let common = schemas.common_attributes().iter();
    parts.extend(common.map(|attribute| attribute_part(attribute, "RFC 7643 §3.1", Some(seen), n_all)));
    for schema in schemas.extensions(resource_type) {
        let seen = seen.part(schema.id.as_str());
        let section = |attribute: &AttributeDefinition| {
            let is_rfc = schema.id.is(SchemaUrn::ENTERPRISE_USER)
                && ENTERPRISE_ATTRIBUTES.contains(&attribute.name.as_str());
            if is_rfc { "RFC 7643 §4.3" } else { "" }
        };
        let attributes = schema.attributes.iter();
        let mut extension = Part {
            name: schema.id.to_string(),
            kind: ValueKind::Object,
            doc: schema.description.clone(),
            seen: Some(Seen { n_all, part: seen.map(|seen| Arc::new(seen.clone())) }),
            parts: attributes.map(|one| attribute_part(one, section(one), seen, n_all)).collect(),
            ..Part::default()
        };
        add_unknown(&mut extension.parts, seen, n_all);
        parts.push(extension);
    }
    add_unknown(&mut parts, Some(seen), n_all);
    let name = resource_type.name().to_lowercase();
    let doc = format!("The {name} that was sent, with known deviations of its client repaired.");
    Part { name, kind: ValueKind::Object, doc, parts, ..Part::default() }
}

fn attribute_part(
    attribute: &AttributeDefinition,
    source: &str,
    within: Option<&SeenPart>,
    n_all: usize,
) -> Part {
    let seen = within.and_then(|within| within.part(&attribute.name));
    let standard = ["value", "display", "type", "primary", "$ref"];
    let defaults = standard.into_iter().filter(|name| attribute.sub_attribute(name).is_none());
    let defaults = defaults.filter_map(|name| attribute.known_sub_attribute(name));
    let mut parts: Vec<Part> = attribute
        .sub_attributes
        .iter()
        .chain(defaults)
        .map(|sub_attribute| attribute_part(sub_attribute, source, seen, n_all))
        .collect();
    add_unknown(&mut parts, seen, n_all);
    Part {
        name: attribute.name.clone(),
        kind: kind_of(attribute.type_),
        is_list: attribute.multi_valued,
        doc: attribute.description.clone(),
        source: source.to_owned(),
        seen: Some(Seen { n_all, part: seen.map(|seen| Arc::new(seen.clone())) }),
        suggested: attribute.canonical_values.clone(),
        parts,
    }
}

fn kind_of(type_: AttributeType) -> ValueKind {
    match type_ {
        AttributeType::String | AttributeType::Binary | AttributeType::Reference => ValueKind::Text,
        AttributeType::Boolean => ValueKind::Boolean,
        AttributeType::Decimal | AttributeType::Integer => ValueKind::Number,
        AttributeType::DateTime => ValueKind::Date,
        AttributeType::Complex => ValueKind::Object,
    }
}

/// Adds what samples send and no schema lists.
fn add_unknown(parts: &mut Vec<Part>, seen: Option<&SeenPart>, n_all: usize) {
    let sent = seen.into_iter().flat_map(|seen| seen.parts.values());
    for part in sent {
        if !parts.iter().any(|known| known.name.eq_ignore_ascii_case(&part.name)) {
            parts.push(unknown_part(part, n_all));
        }
    }
}

fn unknown_part(seen: &SeenPart, n_all: usize) -> Part {
    let kind = match (seen.kinds.object, seen.kinds.text, seen.kinds.number, seen.kinds.boolean) {
        (true, false, false, false) => ValueKind::Object,
        (false, true, false, false) => ValueKind::Text,
        (false, false, true, false) => ValueKind::Number,
        (false, false, false, true) => ValueKind::Boolean,
        _ => ValueKind::Unknown,
    };
    Part {
        name: seen.name.clone(),
        kind,
        is_list: seen.is_list,
        doc: "Samples send it; it is in no schema that is known.".to_owned(),
        seen: Some(Seen { n_all, part: Some(Arc::new(seen.clone())) }),
        parts: seen.parts.values().map(|part| unknown_part(part, n_all)).collect(),
        ..Part::default()
    }
}

/// The variables `groups`, `is_new` and `now`.
pub(super) fn common_parts() -> [Part; 3] {
    let text = |name: &str, doc: &str| Part {
        name: name.to_owned(),
        kind: ValueKind::Text,
        doc: doc.to_owned(),
        ..Part::default()
    };
    let classes = ["organization", "site", "unclassified"].map(str::to_owned).to_vec();
    let classification = Part { suggested: classes, ..text("classification", "What the group stands for.") };
    [
        Part {
            name: "groups".to_owned(),
            kind: ValueKind::Object,
            is_list: true,
            doc: "The groups that the user is a member of, in order.".to_owned(),
            parts: vec![
                text("value", "The id of the group."),
                text("display", "The name of the group."),
                classification,
            ],
            ..Part::default()
        },
        Part {
            name: "is_new".to_owned(),
            kind: ValueKind::Boolean,
            doc: "Whether the record is new.".to_owned(),
            ..Part::default()
        },
        Part {
            kind: ValueKind::Date,
            ..text("now", "The time of the run as text, such as `2026-11-21T08:00:00Z`.")
        },
    ]
}

/// The variables of the environments as `vars`, with the values of the chosen one.
pub(super) fn vars_part(model: &ProjectModel, environment: &str) -> Part {
    let chosen = model.environments.get(environment).map(|state| &state.variables);
    let mut names: Vec<&String> = chosen.into_iter().flat_map(|variables| variables.keys()).collect();
    for name in model.environments.values().flat_map(|state| state.variables.keys()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let parts = names.into_iter().map(|name| {
        let value = chosen.and_then(|variables| variables.get(name)).unwrap_or(&Value::Null);
        let lacking = model.settings.environments.iter().filter(|environment| {
            let state = model.environments.get(&environment.name);
            !state.is_some_and(|state| state.variables.contains_key(name))
        });
        let lacking: Vec<&str> = lacking.map(|environment| environment.name.as_str()).collect();
        let mut doc = match value {
            Value::Null => format!("It has no value in {environment}."),
            value => format!("In {environment}: {}", display_value(value)),
        };
        let is_said = value.is_null() && lacking.len() == 1;
        if !lacking.is_empty() && !is_said {
            doc = format!("{doc}\nWithout a value in {}", lacking.join(", "));
        }
        Part {
            name: name.clone(),
            kind: match value {
                Value::String(_) => ValueKind::Text,
                Value::Number(_) => ValueKind::Number,
                Value::Bool(_) => ValueKind::Boolean,
                Value::Object(_) => ValueKind::Object,
                Value::Null | Value::Array(_) => ValueKind::Unknown,
            },
            is_list: value.is_array(),
            doc,
            ..Part::default()
        }
    });
    Part {
        name: "vars".to_owned(),
        kind: ValueKind::Object,
        doc: "The variables of the chosen environment.".to_owned(),
        parts: parts.collect(),
        ..Part::default()
    }
}

/// The current record, or the one that the rules made.
pub(super) fn record_part(name: &str, doc: &str, record_type: &RecordType, target: &TargetSchema) -> Part {
    let fields = record_type.fields.iter();
    Part {
        name: name.to_owned(),
        kind: ValueKind::Object,
        doc: doc.to_owned(),
        parts: fields.map(|field| field_part(field, target)).collect(),
        ..Part::default()
    }
}

fn field_part(field: &TargetField, target: &TargetSchema) -> Part {
    let (kind, is_list) = match &field.field_type {
        FieldType::String | FieldType::Text | FieldType::Email | FieldType::Uri | FieldType::Decimal => {
            (ValueKind::Text, false)
        }
        FieldType::Boolean => (ValueKind::Boolean, false),
        FieldType::Integer => (ValueKind::Number, false),
        FieldType::DateTime => (ValueKind::Date, false),
        FieldType::Enumeration { .. } | FieldType::Reference { .. } => (ValueKind::Text, false),
        FieldType::List(_) => (ValueKind::Object, true),
        FieldType::StringList => (ValueKind::Text, true),
    };
    let items = match &field.field_type {
        FieldType::List(list) => list.items.as_slice(),
        _ => &[],
    };
    let note = field.note.as_ref().map(|note| format!(". {note}")).unwrap_or_default();
    Part {
        name: field.name.clone(),
        kind,
        is_list,
        doc: format!("{} ({}){note}", field.title, field.type_words()),
        suggested: enumeration_values(&field.field_type, target),
        parts: items.iter().map(|item| field_part(item, target)).collect(),
        ..Part::default()
    }
}

/// The values that a field allows; empty unless it is an enumeration.
pub(super) fn enumeration_values(field_type: &FieldType, target: &TargetSchema) -> Vec<String> {
    let FieldType::Enumeration { enumeration } = field_type else { return Vec::new() };
    let known = target.enumeration(enumeration);
    known.map(|known| known.values.iter().cloned().collect()).unwrap_or_default()
}
