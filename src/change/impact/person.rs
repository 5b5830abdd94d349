//! Who a resource is, for people.

use crate::scim::ResourceView;
use crate::value::Value;

/// The attributes that tell, beside those that are read anyway.
pub const PERSON_ATTRIBUTES: [&str; 5] = ["displayName", "name", "userName", "externalId", "id"];

/// The id that the service provider gave it, else the client's, else the user name; empty when there
/// is none.
pub(super) fn id_of<'a>(resource: ResourceView<'a>, assigned_id: Option<&'a str>) -> &'a str {
    let of_client = || ["externalId", "userName"].into_iter().find_map(|name| text_at(resource, name));
    resource.id().or(assigned_id).or_else(of_client).unwrap_or_default()
}

/// `displayName`, else `name.formatted`, else given and family name, else the user name; empty when
/// there is none.
pub(super) fn name_of(resource: ResourceView<'_>) -> String {
    let part = |name: &str| {
        let parts = resource.attributes.get("name").as_object()?;
        parts.get(name).as_text().map(str::trim).filter(|text| !text.is_empty())
    };
    if let Some(name) = text_at(resource, "displayName").or_else(|| part("formatted")) {
        return name.to_owned();
    }
    let parts: Vec<&str> = [part("givenName"), part("familyName")].into_iter().flatten().collect();
    if parts.is_empty() {
        text_at(resource, "userName").unwrap_or_default().to_owned()
    } else {
        parts.join(" ")
    }
}

fn text_at<'a>(resource: ResourceView<'a>, name: &str) -> Option<&'a str> {
    match resource.attributes.get(name) {
        Value::Text(text) => Some(text.trim()).filter(|text| !text.is_empty()),
        _ => None,
    }
}
