//! What a JSON object is: a user, a group, a list, a request, or none of these.
//!
//! Looks only at URNs and the names of members, never at personal values.

use serde_json::{Map, Value};

use crate::scim::resource::get_without_case;
use crate::scim::{ResourceType, SchemaUrn, Schemas};

/// What a JSON value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A sample file or captured request: the payload stands under `payload`.
    Wrapper,
    ListResponse,
    Patch,
    Bulk,
    Resource(ResourceType),
    Other,
}

/// The group schema that one client lists beside the core schema.
pub(crate) const ADSCIM_PREFIX: &str = "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/";

/// The core URNs of the drafts of SCIM 2.0.
const DRAFT_USER: &str = "urn:scim:schemas:core:2.0:User";
const DRAFT_GROUP: &str = "urn:scim:schemas:core:2.0:Group";

const CORE_PREFIX: &str = "urn:ietf:params:scim:schemas:core:2.0:";
const MESSAGE_PREFIX: &str = "urn:ietf:params:scim:api:messages:2.0:";

/// What the value is, judged by its own members.
pub(crate) fn shape_of(value: &Value) -> Shape {
    shape_with_hint(value, None)
}

/// What the value is, where the path of the request tells the resource type unless the value itself
/// declares one.
pub(crate) fn shape_with_hint(value: &Value, hint: Option<ResourceType>) -> Shape {
    let Value::Object(object) = value else {
        return Shape::Other;
    };
    let marks = Marks { hint, ..Marks::new(object) };
    if marks.is_wrapper() {
        Shape::Wrapper
    } else if marks.lists(SchemaUrn::BULK_REQUEST) || marks.has_bulk_operations() {
        Shape::Bulk
    } else if marks.lists(SchemaUrn::PATCH_OP) || marks.has_array("Operations") {
        Shape::Patch
    } else if marks.lists(SchemaUrn::LIST_RESPONSE) || marks.has_array("Resources") {
        Shape::ListResponse
    } else {
        marks.resource_type().map_or(Shape::Other, Shape::Resource)
    }
}

/// The payload inside a wrapper, otherwise the value itself.
pub(crate) fn unwrapped(value: &Value) -> &Value {
    match value {
        Value::Object(object) if shape_of(value) == Shape::Wrapper => {
            get_without_case(object, "payload").unwrap_or(value)
        }
        _ => value,
    }
}

/// The resource type that the path of a request speaks of, such as `/Users/7103`.
pub(crate) fn type_of_path(path: &str) -> Option<ResourceType> {
    path.split(['/', '?']).find_map(|segment| {
        ResourceType::ALL.into_iter().find(|type_| {
            segment.strip_suffix('s').is_some_and(|name| name.eq_ignore_ascii_case(type_.name()))
        })
    })
}

/// The operations of a PATCH request, as sent.
pub(crate) fn operations_of(request: &Value) -> Vec<Value> {
    let operations = request.as_object().and_then(|object| get_without_case(object, "Operations"));
    operations.and_then(Value::as_array).cloned().unwrap_or_default()
}

struct Marks<'a> {
    object: &'a Map<String, Value>,
    schemas: Vec<&'a str>,
    hint: Option<ResourceType>,
}

impl<'a> Marks<'a> {
    fn new(object: &'a Map<String, Value>) -> Self {
        let schemas = match get_without_case(object, "schemas") {
            Some(Value::Array(urns)) => urns.iter().filter_map(Value::as_str).collect(),
            Some(Value::String(urn)) => vec![urn.as_str()],
            _ => Vec::new(),
        };
        Self { object, schemas, hint: None }
    }

    fn member(&self, name: &str) -> Option<&'a Value> {
        get_without_case(self.object, name)
    }

    fn has_array(&self, name: &str) -> bool {
        self.member(name).is_some_and(Value::is_array)
    }

    fn has_object(&self, name: &str) -> bool {
        self.member(name).is_some_and(Value::is_object)
    }

    fn lists(&self, urn: &str) -> bool {
        self.schemas.iter().any(|listed| listed.eq_ignore_ascii_case(urn))
    }

    fn lists_any(&self, prefix: &str) -> bool {
        self.schemas.iter().any(|listed| starts_without_case(listed, prefix))
    }

    fn is_wrapper(&self) -> bool {
        self.member("payload").is_some_and(|payload| payload.is_object() || payload.is_array())
            && (self.member("origin").is_some() || self.member("request").is_some())
    }

    /// A bulk request names a method for each operation; a PATCH request does not.
    fn has_bulk_operations(&self) -> bool {
        let operations = self.member("Operations").and_then(Value::as_array);
        let first = operations.and_then(|operations| operations.first()).and_then(Value::as_object);
        first.is_some_and(|operation| get_without_case(operation, "method").is_some())
    }

    fn resource_type(&self) -> Option<ResourceType> {
        match self.declared() {
            Declared::Type(type_) => return Some(type_),
            Declared::NoResource => return None,
            Declared::Nothing => {}
        }
        if self.hint.is_some() {
            return self.hint;
        }
        let is_group = self.member("members").is_some()
            && self.member("displayName").is_some()
            && self.member("userName").is_none();
        if is_group {
            return Some(ResourceType::Group);
        }
        self.object.keys().any(|name| is_user_attribute(name)).then_some(ResourceType::User)
    }

    fn declared(&self) -> Declared {
        let meta = self.member("meta").and_then(Value::as_object);
        let declared = meta.and_then(|meta| get_without_case(meta, "resourceType")?.as_str());
        let is = |type_: ResourceType| declared.is_some_and(|name| name.eq_ignore_ascii_case(type_.name()));
        if self.lists(SchemaUrn::CORE_GROUP)
            || self.has_object(SchemaUrn::CORE_GROUP)
            || self.lists(DRAFT_GROUP)
            || self.lists_any(&format!("{ADSCIM_PREFIX}Group"))
            || is(ResourceType::Group)
        {
            Declared::Type(ResourceType::Group)
        } else if self.lists(SchemaUrn::CORE_USER)
            || self.has_object(SchemaUrn::CORE_USER)
            || self.lists(DRAFT_USER)
            || is(ResourceType::User)
        {
            Declared::Type(ResourceType::User)
        } else if self.lists_any(MESSAGE_PREFIX)
            || self.lists_any(CORE_PREFIX)
            || declared.is_some_and(describes_the_provider)
        {
            Declared::NoResource
        } else {
            Declared::Nothing
        }
    }
}

/// What `schemas` and `meta` say of a value.
enum Declared {
    Type(ResourceType),
    /// They name something that is no resource.
    NoResource,
    Nothing,
}

/// The resource types of RFC 7643 §5 to §7, which describe the service provider.
fn describes_the_provider(resource_type: &str) -> bool {
    ["Schema", "ResourceType", "ServiceProviderConfig"]
        .iter()
        .any(|name| name.eq_ignore_ascii_case(resource_type))
}

/// An attribute of the core schema of users, also with a sub-attribute (`name.givenName`), or
/// anything of an extension for users. The common attributes do not tell a user from others.
fn is_user_attribute(name: &str) -> bool {
    let schemas = Schemas::built_in();
    if schemas.split_urn(name).is_some_and(|(schema, _)| schema.id.is(SchemaUrn::CORE_USER))
        || schemas.extensions(ResourceType::User).any(|schema| starts_without_case(name, schema.id.as_str()))
    {
        return true;
    }
    let name = name.split('.').next().unwrap_or(name);
    schemas.core(ResourceType::User).is_some_and(|schema| schema.attribute(name).is_some())
}

fn starts_without_case(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix))
}

#[cfg(test)]
mod tests {
    use super::{Shape, shape_of, shape_with_hint, type_of_path};
    use crate::scim::ResourceType::{Group, User};
    use serde_json::{Value, json};

    #[track_caller]
    fn check(value: &Value, shape: Shape) {
        assert_eq!(shape_of(value), shape);
    }

    #[test]
    fn shapes_by_urn() {
        let with = |urn: &str| json!({"schemas": [urn]});
        check(&with("URN:ietf:params:scim:schemas:core:2.0:user"), Shape::Resource(User));
        check(&with("urn:ietf:params:scim:schemas:core:2.0:Group"), Shape::Resource(Group));
        check(
            &with("http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"),
            Shape::Resource(Group),
        );
        check(&with("urn:ietf:params:scim:api:messages:2.0:PatchOp"), Shape::Patch);
        check(&with("urn:ietf:params:scim:api:messages:2.0:ListResponse"), Shape::ListResponse);
        check(&with("urn:ietf:params:scim:api:messages:2.0:BulkRequest"), Shape::Bulk);
        check(&with("urn:ietf:params:scim:api:messages:2.0:Error"), Shape::Other);
        check(&with("urn:scim:schemas:core:2.0:group"), Shape::Resource(Group));
        let schema = json!({"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Schema"], "name": "x"});
        check(&schema, Shape::Other);
    }

    #[test]
    fn paths_tell_the_type() {
        assert_eq!(type_of_path("/scim/v2/Groups/5?x=Users"), Some(Group));
        assert_eq!(type_of_path("/users?filter=x"), Some(User));
        assert_eq!(type_of_path("/Bulk"), None);
        let value = json!({"displayName": "Sales"});
        assert_eq!(shape_with_hint(&value, Some(Group)), Shape::Resource(Group));
    }

    #[test]
    fn shapes_by_members() {
        check(&json!({"operations": []}), Shape::Patch);
        check(&json!({"Operations": [{"METHOD": "POST"}]}), Shape::Bulk);
        check(&json!({"resources": []}), Shape::ListResponse);
        check(&json!({"payload": {}, "origin": {}}), Shape::Wrapper);
        check(&json!({"displayName": "A", "members": []}), Shape::Resource(Group));
        check(&json!({"displayName": "A", "members": [], "userName": "a"}), Shape::Resource(User));
        check(&json!({"USERNAME": "a"}), Shape::Resource(User));
        check(&json!({"meta": {"resourceType": "Group"}}), Shape::Resource(Group));
        check(&json!({"urn:ietf:params:scim:schemas:core:2.0:User:title": "x"}), Shape::Resource(User));
        check(
            &json!({"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {}}),
            Shape::Resource(User),
        );
        check(&json!({"urn:ietf:params:scim:schemas:core:2.0:Group": {}}), Shape::Resource(Group));
        check(&json!({"id": "1"}), Shape::Other);
        check(&json!({}), Shape::Other);
        check(&json!([1]), Shape::Other);
    }
}
