//! The first look at an object: which members it has and where the large ones stand.
//!
//! Reads no resources; those are split and read one by one.

use serde_json::{Map, Value, json};

use crate::diagnostic::json_text::{Item, Items, Part, read_value};
use crate::scim::ResourceType;
use crate::scim::payload::PayloadLimits;
use crate::scim::payload::shape::{Shape, shape_of, type_of_path};
use crate::scim::resource::get_without_case;

/// What an object looks like from outside.
pub(super) struct Outline {
    /// What it is.
    pub shape: Shape,
    /// Where the array of resources, the array of operations or the wrapped payload begins.
    pub content: Option<usize>,
    /// The resource type of the request's path in a wrapper.
    pub hint: Option<ResourceType>,
}

/// The outline of the object at `start`, as far as it can be followed.
pub(super) fn outline(text: &str, start: usize) -> Outline {
    let mut header = Map::new();
    let mut places: Vec<(String, usize)> = Vec::new();
    for item in Items::new(text, start) {
        if let Item::Part(part) = item {
            let name = part.name(text).to_ascii_lowercase();
            header.insert(name.clone(), stand_in(text, &name, &part));
            places.push((name, part.start));
        }
    }
    let hint = request_path(&header).and_then(type_of_path);
    let shape = shape_of(&Value::Object(header));
    let content = content_name(shape)
        .and_then(|content| places.iter().rev().find(|(name, _)| name == content).map(|(_, start)| *start));
    Outline { shape, content, hint }
}

/// The member that holds the entries, in lower case.
fn content_name(shape: Shape) -> Option<&'static str> {
    match shape {
        Shape::Wrapper => Some("payload"),
        Shape::ListResponse => Some("resources"),
        Shape::Bulk => Some("operations"),
        Shape::Patch | Shape::Resource(_) | Shape::Other => None,
    }
}

fn request_path(header: &Map<String, Value>) -> Option<&str> {
    get_without_case(header.get("request")?.as_object()?, "path")?.as_str()
}

/// Enough of a member's value to tell what the object is.
fn stand_in(text: &str, name: &str, part: &Part) -> Value {
    match (name, text.as_bytes().get(part.start)) {
        ("schemas" | "meta" | "request", _) => small_value(text, part),
        ("operations", Some(b'[')) => match Items::new(text, part.start).next() {
            Some(Item::Part(first)) => json!([small_value(text, &first)]),
            _ => json!([]),
        },
        (_, Some(b'[')) => json!([]),
        (_, Some(b'{')) => json!({}),
        _ => Value::Null,
    }
}

fn small_value(text: &str, part: &Part) -> Value {
    if part.extent.depth > PayloadLimits::MOST_DEPTH {
        return Value::Null;
    }
    let slice = text.get(part.range()).unwrap_or_default();
    read_value(slice).map_or(Value::Null, |(value, _)| value)
}
