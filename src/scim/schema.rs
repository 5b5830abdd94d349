//! A SCIM schema: the attributes of one URN and what RFC 7643 §2.2 and §7 say about each.
//!
//! Not the set of known schemas, which is `Schemas`.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::scim::SchemaUrn;

/// The attributes that one schema URN stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schema {
    /// The URN by which resources name the schema.
    pub id: SchemaUrn,
    /// A short name, such as `User`.
    #[serde(default)]
    pub name: String,
    /// What the schema is for; may be empty.
    #[serde(default)]
    pub description: String,
    /// The attributes, in the order of the schema.
    #[serde(default)]
    pub attributes: Vec<AttributeDefinition>,
}

impl Schema {
    /// The attribute of this name, without case.
    pub fn attribute(&self, name: &str) -> Option<&AttributeDefinition> {
        find_attribute(&self.attributes, name)
    }

    /// The attribute or sub-attribute at `name` or `name.sub`, without case.
    pub fn attribute_path(&self, path: &str) -> Option<&AttributeDefinition> {
        match path.split_once('.') {
            None => self.attribute(path),
            Some((name, sub)) => self.attribute(name)?.sub_attribute(sub),
        }
    }
}

/// What a schema says about one attribute or sub-attribute. A characteristic that the schema leaves
/// out has the default of RFC 7643 §2.2.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AttributeDefinition {
    /// The name in the spelling of the schema.
    pub name: String,
    /// The type of one value.
    #[serde(rename = "type", default)]
    pub type_: AttributeType,
    /// Whether there may be several values.
    #[serde(default)]
    pub multi_valued: bool,
    /// What the attribute is for; may be empty.
    #[serde(default)]
    pub description: String,
    /// Whether every resource has it.
    #[serde(default)]
    pub required: bool,
    /// Whether its text is compared with case.
    #[serde(default)]
    pub case_exact: bool,
    /// Who may write it, and when.
    #[serde(default)]
    pub mutability: Mutability,
    /// When a response holds it.
    #[serde(default)]
    pub returned: Returned,
    /// Whether two resources may have the same value.
    #[serde(default)]
    pub uniqueness: Uniqueness,
    /// Values that are suggested; others are allowed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub canonical_values: Vec<String>,
    /// What a reference may point to: resource types, `external` or `uri`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reference_types: Vec<String>,
    /// The parts of a complex attribute.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sub_attributes: Vec<AttributeDefinition>,
}

impl AttributeDefinition {
    /// A single-valued attribute with all other characteristics at their defaults.
    pub fn new(name: &str, type_: AttributeType) -> Self {
        Self {
            name: name.to_owned(),
            type_,
            multi_valued: false,
            description: String::new(),
            required: false,
            case_exact: false,
            mutability: Mutability::default(),
            returned: Returned::default(),
            uniqueness: Uniqueness::default(),
            canonical_values: Vec::new(),
            reference_types: Vec::new(),
            sub_attributes: Vec::new(),
        }
    }

    /// The sub-attribute of this name that the schema lists, without case.
    pub fn sub_attribute(&self, name: &str) -> Option<&AttributeDefinition> {
        find_attribute(&self.sub_attributes, name)
    }

    /// The sub-attribute of this name, without case: one that the schema lists, or one that every
    /// multi-valued attribute has (`value`, `display`, `type`, `primary` and `$ref`, RFC 7643 §2.4).
    pub fn known_sub_attribute(&self, name: &str) -> Option<&AttributeDefinition> {
        self.sub_attribute(name).or_else(|| {
            let has_defaults = self.multi_valued && self.type_ == AttributeType::Complex;
            if has_defaults { find_attribute(DEFAULT_SUB_ATTRIBUTES.as_slice(), name) } else { None }
        })
    }

    /// Whether its text is compared with case. That of references and binary values always is (RFC
    /// 7643 §2.3.6 and §2.3.7, erratum 8472), but for the URNs in `schemas`, which are compared
    /// without (§2.1).
    pub fn compares_case(&self) -> bool {
        let is_exact_type = matches!(self.type_, AttributeType::Reference | AttributeType::Binary);
        self.case_exact || (is_exact_type && !self.name.eq_ignore_ascii_case("schemas"))
    }
}

static DEFAULT_SUB_ATTRIBUTES: LazyLock<[AttributeDefinition; 5]> = LazyLock::new(|| {
    [
        AttributeDefinition::new("value", AttributeType::String),
        AttributeDefinition::new("display", AttributeType::String),
        AttributeDefinition::new("type", AttributeType::String),
        AttributeDefinition::new("primary", AttributeType::Boolean),
        AttributeDefinition::new("$ref", AttributeType::Reference),
    ]
});

/// The types of RFC 7643 §2.3.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum AttributeType {
    /// Text.
    #[default]
    String,
    /// `true` or `false`.
    Boolean,
    /// A number with a fraction.
    Decimal,
    /// A whole number.
    Integer,
    /// An instant, such as `2008-01-23T04:56:22Z`.
    DateTime,
    /// Base 64.
    Binary,
    /// A URI.
    Reference,
    /// An object of sub-attributes.
    Complex,
}

/// Who may write an attribute, and when.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Mutability {
    /// Only the service provider.
    ReadOnly,
    /// The client, at any time.
    #[default]
    ReadWrite,
    /// The client, once.
    Immutable,
    /// The client; it is never given back.
    WriteOnly,
}

/// When a response holds an attribute.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Returned {
    /// In every response.
    Always,
    /// In none.
    Never,
    /// Unless the request leaves it out.
    #[default]
    Default,
    /// Only when the request asks for it.
    Request,
}

/// Whether two resources may have the same value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Uniqueness {
    /// They may.
    #[default]
    None,
    /// Not at one service provider.
    Server,
    /// Nowhere.
    Global,
}

pub(crate) fn find_attribute<'a>(
    attributes: &'a [AttributeDefinition],
    name: &str,
) -> Option<&'a AttributeDefinition> {
    attributes.iter().find(|attribute| attribute.name.eq_ignore_ascii_case(name))
}
