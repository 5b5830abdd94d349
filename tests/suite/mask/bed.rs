//! A masker, and what it makes of a user.

use scimwright::mask::{KeptValues, MaskSecret, Masker};
use serde_json::{Map, Value, json};

/// A masker with one of many keys.
pub fn masker(key: u8) -> Masker {
    Masker::new(&MaskSecret::new([key; 32]), &Map::new(), KeptValues::default())
}

/// A user with these attributes, masked.
pub fn masked_user(key: u8, attributes: Value) -> Value {
    let mut user = json!({ "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"] });
    if let (Value::Object(user), Value::Object(attributes)) = (&mut user, attributes) {
        user.extend(attributes);
    }
    masker(key).mask_payload(&user, None)
}

/// The text at a JSON pointer.
#[track_caller]
pub fn text_at<'v>(value: &'v Value, pointer: &str) -> &'v str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_else(|| panic!("no text at {pointer}"))
}
