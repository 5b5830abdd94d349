//! One request of a client that changes a user or a group.
//!
//! Not how it is read from a file; that is in `read`.

use serde::Serialize;
use serde_json::Value;

use crate::scim::ResourceType;

/// The verb of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    /// Create.
    Post,
    /// Replace.
    Put,
    /// Change.
    Patch,
    /// Delete.
    Delete,
}

impl Method {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Post, Self::Put, Self::Patch, Self::Delete];

    /// The word on the wire, such as `PATCH`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }

    /// The verb of this word, without case.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.word().eq_ignore_ascii_case(word.trim()))
    }
}

/// One request that changes a user or a group.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClientRequest {
    /// The verb.
    pub method: Method,
    /// What it is about.
    pub resource_type: ResourceType,
    /// The path, such as `/Users/7103`; empty when it is not known. Then the request is about the
    /// stored resource.
    pub path: String,
    /// The body as it was sent, with passwords redacted; null for DELETE.
    pub body: Value,
    /// What it is, in a few words for a person, such as `Rename`; may be empty.
    pub title: String,
}

impl ClientRequest {
    /// The id at the end of the path, such as `7103` of `/scim/v2/Users/7103`.
    pub fn path_id(&self) -> Option<&str> {
        let path = self.path.split(['?', '#']).next().unwrap_or_default();
        let mut segments = path.split('/').filter(|segment| !segment.is_empty());
        segments.find(|segment| is_collection(segment))?;
        segments.next()
    }
}

/// `/Users` and `/Users/` followed by an id.
pub(super) fn path_of(resource_type: ResourceType, id: Option<&str>) -> String {
    match id {
        Some(id) => format!("/{}s/{id}", resource_type.name()),
        None => format!("/{}s", resource_type.name()),
    }
}

fn is_collection(segment: &str) -> bool {
    ResourceType::ALL.into_iter().any(|type_| {
        segment.strip_suffix(['s', 'S']).is_some_and(|name| name.eq_ignore_ascii_case(type_.name()))
    })
}

#[cfg(test)]
mod tests {
    use super::{ClientRequest, Method};
    use crate::scim::ResourceType;
    use serde_json::Value;

    #[track_caller]
    fn check(path: &str, expected: Option<&str>) {
        let request = ClientRequest {
            method: Method::Patch,
            resource_type: ResourceType::User,
            path: path.to_owned(),
            body: Value::Null,
            title: String::new(),
        };
        assert_eq!(request.path_id(), expected, "{path}");
    }

    #[test]
    fn the_id_stands_behind_the_collection() {
        check("/Users/7103", Some("7103"));
        check("https://api.example/scim/v2/users/7103?x=1", Some("7103"));
        check("Groups/5/", Some("5"));
        check("/Users", None);
        check("/Users/", None);
        check("/Me/5", None);
        check("", None);
    }
}
