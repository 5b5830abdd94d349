//! What a refused request was about to do: each of its parts by itself, as far as it can be applied.

use serde_json::{Value, json};

use crate::scim::{Resource, SchemaUrn, patch_resource};
use crate::simulate::named::named_attributes;
use crate::simulate::provider::{Answer, Provider};

/// How many parts of a request are tried.
const MOST_TRIED: usize = 200;

/// The resource after those parts of the request that can be applied; the stored one when none can.
pub(super) fn without_fault(provider: &Provider<'_>, answer: &Answer) -> Option<Resource> {
    let mut resource = answer.before.clone()?;
    answer.error.as_ref()?;
    let named = named_attributes(&answer.request, None, None);
    for alone in named.into_iter().filter_map(|named| named.alone).take(MOST_TRIED) {
        if let Ok(applied) = patch_resource(&resource, &request_of(&alone), &provider.rules()).outcome {
            resource = applied;
        }
    }
    Some(resource)
}

fn request_of(operation: &Value) -> Value {
    json!({ "schemas": [SchemaUrn::PATCH_OP], "Operations": [operation] })
}
