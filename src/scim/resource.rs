//! Resources: one User or Group, as it was sent.
//!
//! Not what scripts see: `normalize` makes that of it.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::scim::SchemaUrn;

/// The kinds of resources that are mapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ResourceType {
    /// A person.
    User,
    /// A group of users.
    Group,
}

impl ResourceType {
    /// Both, users first.
    pub const ALL: [Self; 2] = [Self::User, Self::Group];

    /// `User` or `Group`.
    pub fn name(self) -> &'static str {
        match self {
            Self::User => "User",
            Self::Group => "Group",
        }
    }

    /// The URN of its core schema.
    pub fn core_urn(self) -> &'static str {
        match self {
            Self::User => SchemaUrn::CORE_USER,
            Self::Group => SchemaUrn::CORE_GROUP,
        }
    }

    /// The type whose core schema has this URN, without case.
    pub fn of_core_urn(urn: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|type_| type_.core_urn().eq_ignore_ascii_case(urn))
    }
}

/// One User or Group with its attributes in the spelling and order in which they were sent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Resource {
    /// Whether it is a user or a group.
    pub resource_type: ResourceType,
    /// Everything that was sent, extensions under their URN.
    pub attributes: Map<String, Value>,
}

impl Resource {
    /// The attribute or extension of this name: in exactly this spelling, otherwise the last one
    /// that differs only in case. A full name such as `urn:…:User:department` is also looked up
    /// inside the extension.
    pub fn get(&self, name: &str) -> Option<&Value> {
        get_without_case(&self.attributes, name).or_else(|| {
            let (urn, attribute) = name.rsplit_once(':')?;
            get_without_case(get_without_case(&self.attributes, urn)?.as_object()?, attribute)
        })
    }

    /// The id that the service provider gave it, when that was sent.
    pub fn id(&self) -> Option<&str> {
        self.text("id")
    }

    /// The id that the provisioning client has for it.
    pub fn external_id(&self) -> Option<&str> {
        self.text("externalId")
    }

    /// The listed schema URNs as they were written. A single URN outside an array counts too.
    pub fn schemas(&self) -> Vec<SchemaUrn> {
        match self.get("schemas") {
            Some(Value::Array(urns)) => urns.iter().filter_map(Value::as_str).map(SchemaUrn::from).collect(),
            Some(Value::String(urn)) => vec![SchemaUrn::from(urn.as_str())],
            _ => Vec::new(),
        }
    }

    /// A short text by which a person recognises it, never empty: the display name, otherwise the
    /// formatted name, the given and family name, the user name.
    pub fn label(&self) -> String {
        self.text("displayName")
            .or_else(|| self.name_part("formatted"))
            .map(str::to_owned)
            .or_else(|| self.given_and_family_name())
            .or_else(|| self.text("userName").map(str::to_owned))
            .unwrap_or_else(|| "unnamed".to_owned())
    }

    fn given_and_family_name(&self) -> Option<String> {
        let parts = [self.name_part("givenName"), self.name_part("familyName")];
        let parts: Vec<&str> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }

    fn name_part(&self, part: &str) -> Option<&str> {
        present_text(get_without_case(self.get("name")?.as_object()?, part))
    }

    fn text(&self, name: &str) -> Option<&str> {
        present_text(self.get(name))
    }
}

/// The member of this name: in exactly this spelling, otherwise the last one that differs only in
/// case.
pub(crate) fn get_without_case<'a>(object: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    object.get(name).or_else(|| {
        object.iter().rev().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    })
}

/// A text that is not blank, without blanks around it.
fn present_text(value: Option<&Value>) -> Option<&str> {
    value?.as_str().map(str::trim).filter(|text| !text.is_empty())
}
