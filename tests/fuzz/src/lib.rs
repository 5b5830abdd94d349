//! The stored resources that the fuzz targets work on.

use std::sync::LazyLock;

use scimwright::scim::{PayloadLimits, Resource, read_payload};

static USER: LazyLock<Resource> = LazyLock::new(|| resource(include_str!("user.json")));
static GROUP: LazyLock<Resource> = LazyLock::new(|| resource(include_str!("group.json")));

/// A user with a bit of everything.
pub fn user() -> &'static Resource {
    &USER
}

/// A group with two members.
pub fn group() -> &'static Resource {
    &GROUP
}

fn resource(text: &str) -> Resource {
    let (payload, _) = read_payload("stored.json", text.as_bytes(), &PayloadLimits::default());
    payload.entries[0].as_resource().expect("the file holds a resource").clone()
}
