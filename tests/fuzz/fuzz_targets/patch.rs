//! Applying requests of any JSON to a user and a group, as every client.
#![no_main]

use libfuzzer_sys::fuzz_target;
use scimwright::scim::{
    Dialect, PutSemantics, Schemas, UnknownAttributes, UpdateRules, create_resource, patch_resource,
    put_resource,
};
use scimwright_fuzz::{group, user};
use serde_json::Value;

fuzz_target!(|bytes: &[u8]| {
    let Some((choice, text)) = bytes.split_first() else { return };
    let Ok(body) = serde_json::from_slice::<Value>(text) else { return };
    let dialects = Dialect::all();
    let unknown = [UnknownAttributes::Rejected, UnknownAttributes::Stored, UnknownAttributes::Dropped];
    let rules = UpdateRules {
        schemas: Schemas::built_in(),
        dialect: &dialects[usize::from(*choice) % dialects.len()],
        unknown_attributes: unknown[usize::from(*choice) % unknown.len()],
    };
    for stored in [user(), group()] {
        let updated = patch_resource(stored, &body, &rules);
        if let Ok(resource) = &updated.outcome {
            assert_eq!(resource.id(), stored.id(), "no request changes the id");
            assert_eq!(resource.resource_type, stored.resource_type);
        }
        for semantics in [PutSemantics::Whole, PutSemantics::Supplied] {
            if let Ok(resource) = put_resource(stored, &body, semantics, &rules).outcome {
                assert_eq!(resource.id(), stored.id(), "no request changes the id");
            }
        }
        let _ = create_resource(stored.resource_type, &body, &rules);
    }
});
