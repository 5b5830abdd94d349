//! What is known before the first line is read: the attributes of a type, and what is kept of each.

use crate::scim::reader::names::{Known, NameTable};
use crate::scim::reader::single::Single;
use crate::scim::reader::urns::{CUSTOM_FIELDS, begins_as_urn, holds_custom_fields, is_plain_extension};
use crate::scim::reader::watch::is_telling;
use crate::scim::{AttributeDefinition, AttributeType, ResourceType, Schema, SchemaUrn, Schemas};
use crate::value::Selection;

/// How to read resources of one type.
#[derive(Clone, Debug)]
pub(super) struct ResourcePlan {
    pub resource_type: ResourceType,
    pub members: MembersPlan,
    /// Whether somebody reads the list of schema URNs.
    pub keeps_schemas: bool,
}

/// How to read the members of a resource or of an extension.
#[derive(Clone, Debug)]
pub(super) struct MembersPlan {
    pub known: NameTable<MemberPlan>,
    /// Whether members that are not known are kept.
    pub keeps_others: bool,
    /// For how many members room is made.
    pub n_kept: usize,
    /// Whether it is an extension whose list of custom fields is also read field by field.
    pub lists_fields: bool,
    /// Whether it is an extension whose URN, as it stands here, is certain to be one.
    pub is_plain: bool,
}

/// How to read one member.
#[derive(Clone, Debug)]
pub(super) enum MemberPlan {
    /// Not at all: its name alone asks for the slow way.
    Doubtful,
    /// The list of schema URNs.
    Schemas,
    /// An attribute of a schema.
    Attribute(AttributePlan),
    /// An extension.
    Extension(MembersPlan),
    /// An attribute that no schema has, all of it kept.
    Free,
}

/// How to read an attribute.
#[derive(Clone, Debug)]
pub(super) struct AttributePlan {
    pub single: Single,
    pub role: Role,
    /// Whether anything of it is kept.
    pub is_kept: bool,
    /// The sub-attributes of a complex attribute of which something is kept.
    pub parts: NameTable<PartPlan>,
    /// Whether sub-attributes that are not known are kept.
    pub keeps_others: bool,
}

/// What is special about an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Plain,
    /// Every resource of the type must have it.
    Required,
    /// It may tell the type of the resource.
    Meta,
    /// An empty list of it means nothing.
    Groups,
    /// An entry may be JSON in a text.
    Roles,
}

/// How to read a sub-attribute.
#[derive(Clone, Copy, Debug)]
pub(super) enum PartPlan {
    /// Its name alone asks for the slow way.
    Doubtful,
    /// One that a schema describes.
    Single { single: Single, is_kept: bool },
    /// One that no schema has, all of it kept.
    Free,
}

/// Names by which payloads are told that are no resources, and names of what stands elsewhere in
/// SCIM: of the Enterprise extension, and of its attributes.
const DOUBTFUL: [&str; 12] = [
    "payload",
    "origin",
    "request",
    "Operations",
    "Resources",
    "EnterpriseUser",
    "employeeNumber",
    "costCenter",
    "organization",
    "division",
    "department",
    "manager",
];

/// Names of the parts of a name that mean others.
const DOUBTFUL_IN_NAME: [&str; 2] = ["firstName", "lastName"];
const DOUBTFUL_IN_MANAGER: [&str; 1] = ["managerId"];

impl ResourcePlan {
    /// How to read resources of a type of which this is kept.
    pub fn new(resource_type: ResourceType, selection: &Selection) -> Self {
        let schemas = Schemas::built_in();
        let mut known: Vec<_> = DOUBTFUL.iter().map(|name| doubtful(name)).collect();
        let core = schemas.core(resource_type).into_iter().flat_map(|schema| &schema.attributes);
        let attributes = core.chain(schemas.common_attributes());
        known.extend(attributes.map(|definition| {
            let inner = selection.of_member(&definition.name);
            let plan = match definition.name.as_str() {
                "schemas" => MemberPlan::Schemas,
                name => attribute(definition, role_of(resource_type, name), inner, true),
            };
            spelled(&definition.name, plan)
        }));
        known.extend(schemas.iter().map(|schema| {
            let urn = schema.id.as_str();
            let plan = match ResourceType::of_core_urn(urn) {
                Some(_) => MemberPlan::Doubtful,
                None => MemberPlan::Extension(extension(urn, Some(schema), selection.of_member(urn))),
            };
            spelled(urn, plan)
        }));
        known.extend(selected(selection).map(|(name, inner)| {
            let plan = if begins_as_urn(name) {
                MemberPlan::Extension(extension(name, None, inner))
            } else {
                MemberPlan::Free
            };
            selected_alone(name, plan)
        }));
        let keeps_schemas = *selection.of_member("schemas") != Selection::Nothing;
        Self { resource_type, members: MembersPlan::new(known, selection), keeps_schemas }
    }
}

impl MembersPlan {
    fn new(known: Vec<Known<MemberPlan>>, selection: &Selection) -> Self {
        let n_kept = selected(selection).count().max(4);
        let keeps_others = *selection == Selection::Whole;
        let doubtful = |mut member: Known<MemberPlan>| {
            if is_telling(&member.name) {
                member.part = MemberPlan::Doubtful;
            }
            member
        };
        Self {
            known: NameTable::new(known.into_iter().map(doubtful).collect()),
            keeps_others,
            n_kept,
            lists_fields: false,
            is_plain: false,
        }
    }
}

impl AttributePlan {
    /// Whether the attribute has sub-attributes.
    pub fn is_complex(&self) -> bool {
        self.single.definition.type_ == AttributeType::Complex
    }
}

fn role_of(resource_type: ResourceType, name: &str) -> Role {
    match (resource_type, name) {
        (ResourceType::User, "userName") | (ResourceType::Group, "displayName") => Role::Required,
        (ResourceType::User, "groups") => Role::Groups,
        (_, "roles") => Role::Roles,
        (_, "meta") => Role::Meta,
        _ => Role::Plain,
    }
}

/// The members of an extension of which this is kept.
fn extension(urn: &str, schema: Option<&'static Schema>, selection: &Selection) -> MembersPlan {
    let is_of_the_rfc = urn.eq_ignore_ascii_case(SchemaUrn::ENTERPRISE_USER);
    let is_plain = is_plain_extension(urn);
    let mut known = Vec::new();
    if *selection == Selection::Nothing {
        return MembersPlan { is_plain, ..MembersPlan::new(known, selection) };
    }
    let lists_fields = holds_custom_fields(urn);
    for definition in schema.into_iter().flat_map(|schema| &schema.attributes) {
        let is_list = lists_fields && definition.name == CUSTOM_FIELDS;
        let inner = if is_list { &Selection::Whole } else { selection.of_member(&definition.name) };
        known.push(spelled(&definition.name, attribute(definition, Role::Plain, inner, is_of_the_rfc)));
    }
    if lists_fields {
        known.push(selected_alone(CUSTOM_FIELDS, MemberPlan::Free));
    }
    known.extend(selected(selection).map(|(name, _)| selected_alone(name, MemberPlan::Free)));
    MembersPlan { lists_fields, is_plain, ..MembersPlan::new(known, selection) }
}

fn attribute(
    definition: &'static AttributeDefinition,
    role: Role,
    selection: &Selection,
    is_of_the_rfc: bool,
) -> MemberPlan {
    let is_complex = definition.type_ == AttributeType::Complex;
    let is_kept = *selection != Selection::Nothing;
    let resource_type = Selection::of_names(&["resourceType"]);
    let whole = Selection::Whole;
    let parts = match role {
        Role::Meta if !is_kept => &resource_type,
        // An entry that is JSON in a text has its other parts there too.
        Role::Meta | Role::Roles if is_kept => &whole,
        _ => selection,
    };
    let single = Single::new(definition, is_of_the_rfc, false);
    let parts_known =
        if is_complex && *parts != Selection::Nothing { parts_of(single, parts) } else { Vec::new() };
    MemberPlan::Attribute(AttributePlan {
        single,
        role,
        is_kept,
        parts: NameTable::new(parts_known),
        keeps_others: *parts == Selection::Whole,
    })
}

/// The sub-attributes of an attribute.
fn parts_of(attribute: Single, selection: &Selection) -> Vec<Known<PartPlan>> {
    let definition = attribute.definition;
    let traps: &[&str] = match definition.name.as_str() {
        "name" => &DOUBTFUL_IN_NAME,
        "manager" => &DOUBTFUL_IN_MANAGER,
        _ => &[],
    };
    let mut known: Vec<_> = traps.iter().map(|name| spelled(name, PartPlan::Doubtful)).collect();
    let defaults = ["value", "display", "type", "primary", "$ref"];
    let defaults = defaults.iter().filter_map(|name| definition.known_sub_attribute(name));
    for sub in definition.sub_attributes.iter().chain(defaults) {
        let is_phone_number = definition.name == "phoneNumbers" && sub.name == "value";
        let single = Single::new(sub, attribute.is_of_the_rfc, is_phone_number);
        let is_kept = *selection.of_member(&sub.name) != Selection::Nothing;
        known.push(spelled(&sub.name, PartPlan::Single { single, is_kept }));
    }
    known.extend(selected(selection).map(|(name, _)| selected_alone(name, PartPlan::Free)));
    for member in &mut known {
        if is_telling(&member.name) {
            member.part = PartPlan::Doubtful;
        }
    }
    known
}

/// The members that are selected by name.
fn selected(selection: &Selection) -> impl Iterator<Item = (&str, &Selection)> {
    let members = match selection {
        Selection::Members(members) => Some(members),
        Selection::Nothing | Selection::Whole => None,
    };
    members.into_iter().flatten().map(|(name, inner)| (name.as_str(), inner))
}

fn doubtful(name: &str) -> Known<MemberPlan> {
    spelled(name, MemberPlan::Doubtful)
}

fn spelled<T>(name: &str, part: T) -> Known<T> {
    Known { name: name.to_owned(), is_spelled: true, part }
}

fn selected_alone<T>(name: &str, part: T) -> Known<T> {
    Known { name: name.to_owned(), is_spelled: false, part }
}
