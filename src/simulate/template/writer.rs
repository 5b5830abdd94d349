//! Changes to requests, by the wire data of the client.
//!
//! No client is named here.

use serde_json::{Map, Value, json};

use crate::scim::{
    BooleanForm, ClearForm, Dialect, REDACTED, Resource, ResourceType, SchemaUrn, UpdateVerb, Wire,
};
use crate::simulate::request::path_of;
use crate::simulate::template::{AttributeName, Edit, patch_form, put_form};
use crate::simulate::{ClientRequest, KnownResource, Method};

/// Attributes that only the service provider writes.
const SERVED: [&str; 3] = ["id", "meta", "groups"];

/// Writes the requests of one client about one resource.
#[derive(Clone, Copy, Debug)]
pub struct Writer<'a> {
    /// The client.
    pub dialect: &'a Dialect,
    /// What the service provider holds.
    pub stored: &'a KnownResource,
}

impl Writer<'_> {
    /// How the client writes.
    pub fn wire(&self) -> &Wire {
        &self.dialect.wire
    }

    /// The verb with which such resources are updated.
    pub fn verb(&self) -> UpdateVerb {
        match self.stored.resource.resource_type {
            ResourceType::User => self.wire().user_update,
            ResourceType::Group => self.wire().group_update,
        }
    }

    /// A request with the path of the stored resource.
    pub fn request(&self, method: Method, body: Value) -> ClientRequest {
        let resource_type = self.stored.resource.resource_type;
        let path = match method {
            Method::Post => path_of(resource_type, None),
            _ => path_of(resource_type, self.stored.id()),
        };
        ClientRequest { method, resource_type, path, body, title: String::new() }
    }

    /// The request that makes these changes; `None` when the client sends nothing.
    pub fn update(&self, edits: &[Edit]) -> Option<ClientRequest> {
        let edits: Vec<Edit> = edits.iter().filter(|edit| !self.is_silent(edit)).cloned().collect();
        self.update_in_any_case(&edits)
    }

    /// The same with changes of which the client may also say nothing.
    pub fn update_in_any_case(&self, edits: &[Edit]) -> Option<ClientRequest> {
        if edits.is_empty() {
            return None;
        }
        match self.verb() {
            UpdateVerb::None => None,
            UpdateVerb::Patch => Some(self.request(Method::Patch, patch_body(&self.operations(edits)))),
            UpdateVerb::Put => Some(self.request(Method::Put, put_form::body(self, edits))),
        }
    }

    /// The operations of a PATCH that makes these changes.
    pub fn operations(&self, edits: &[Edit]) -> Vec<Value> {
        patch_form::operations(self, edits)
    }

    /// A change of which the client says nothing.
    fn is_silent(&self, edit: &Edit) -> bool {
        edit.value.is_none() && self.wire().clear == ClearForm::Nothing
    }

    /// The value as this client writes it.
    pub fn written(&self, name: &AttributeName, value: &Value) -> Value {
        match value {
            Value::Bool(true) if self.wire().booleans == BooleanForm::Text && name.is_boolean() => {
                Value::from("True")
            }
            Value::Bool(false) if self.wire().booleans == BooleanForm::Text && name.is_boolean() => {
                Value::from("False")
            }
            value => value.clone(),
        }
    }
}

/// The envelope of a PATCH request.
pub fn patch_body(operations: &[Value]) -> Value {
    json!({ "schemas": [SchemaUrn::PATCH_OP], "Operations": operations })
}

/// The body of a POST that creates such a resource.
pub fn creation_body(dialect: &Dialect, resource: &Resource) -> Value {
    let mut body = own_attributes(resource);
    if dialect.sends_password && resource.resource_type == ResourceType::User {
        body.insert("password".to_owned(), Value::from(REDACTED));
    }
    Value::Object(body)
}

/// The attributes without those that only the service provider writes; `schemas` first.
pub fn own_attributes(resource: &Resource) -> Map<String, Value> {
    let mut body = Map::new();
    let core = resource.resource_type.core_urn();
    let listed = resource.schemas();
    let mut urns: Vec<Value> = listed.iter().map(|urn| Value::from(urn.as_str())).collect();
    if !listed.iter().any(|urn| urn.is(core)) {
        urns.insert(0, Value::from(core));
    }
    for key in resource.attributes.keys().filter(|key| is_extension(key)) {
        if !listed.iter().any(|urn| urn.is(key)) {
            urns.push(Value::from(key.as_str()));
        }
    }
    body.insert("schemas".to_owned(), Value::Array(urns));
    let is_served = |key: &str| SERVED.iter().chain(&["schemas"]).any(|name| key.eq_ignore_ascii_case(name));
    let own = resource.attributes.iter().filter(|(key, _)| !is_served(key));
    body.extend(own.map(|(key, value)| (key.clone(), value.clone())));
    body
}

fn is_extension(key: &str) -> bool {
    key.contains(':')
}
