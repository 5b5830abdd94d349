//! What a payload holds.
//!
//! Not how it is read.

use std::borrow::Cow;

use serde_json::Value;

use crate::scim::Resource;

/// The content of one file or request.
#[derive(Clone, Debug, PartialEq)]
pub struct Payload {
    /// The form in which it was sent.
    pub kind: PayloadKind,
    /// The resources and requests that could be read, in the order of the text.
    pub entries: Vec<PayloadEntry>,
}

/// The form in which resources were sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PayloadKind {
    /// One resource, or one thing that is none.
    Resource,
    /// A SCIM list response.
    ListResponse,
    /// A JSON array.
    Array,
    /// One JSON value after the other, usually one a line.
    NdJson,
    /// A PATCH request.
    Patch,
    /// A bulk request; each operation's data is an entry.
    Bulk,
}

/// One resource or request of a payload.
#[derive(Clone, Debug, PartialEq)]
pub struct PayloadEntry {
    /// Its position among the entries that could be read, from 0.
    pub index: usize,
    /// The line of the text on which it begins, from 1. Entries inside one request that was itself
    /// an element share its line.
    pub line: usize,
    /// What it is.
    pub content: PayloadContent,
    /// The whole value where the content does not already hold it.
    whole: Option<Value>,
}

/// What one entry is.
#[derive(Clone, Debug, PartialEq)]
pub enum PayloadContent {
    /// A User or Group.
    Resource(Resource),
    /// A PATCH request with its operations as sent.
    Patch {
        /// The operations, in order.
        operations: Vec<Value>,
    },
    /// JSON that is neither.
    Other,
}

impl PayloadEntry {
    pub(crate) fn resource(index: usize, line: usize, resource: Resource) -> Self {
        Self { index, line, content: PayloadContent::Resource(resource), whole: None }
    }

    pub(crate) fn patch(index: usize, line: usize, operations: Vec<Value>, whole: Value) -> Self {
        Self { index, line, content: PayloadContent::Patch { operations }, whole: Some(whole) }
    }

    pub(crate) fn other(index: usize, line: usize, whole: Value) -> Self {
        Self { index, line, content: PayloadContent::Other, whole: Some(whole) }
    }

    /// The JSON as it was sent, with passwords redacted.
    pub fn value(&self) -> Cow<'_, Value> {
        match (&self.whole, &self.content) {
            (Some(value), _) => Cow::Borrowed(value),
            (None, PayloadContent::Resource(resource)) => {
                Cow::Owned(Value::Object(resource.attributes.clone()))
            }
            (None, _) => Cow::Owned(Value::Null),
        }
    }

    /// The resource, when it is one.
    pub fn as_resource(&self) -> Option<&Resource> {
        match &self.content {
            PayloadContent::Resource(resource) => Some(resource),
            _ => None,
        }
    }
}
