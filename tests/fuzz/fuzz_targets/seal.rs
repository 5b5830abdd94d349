//! Seals and public keys of any text: none of them is fine, and none ends the process.
#![no_main]

use libfuzzer_sys::fuzz_target;
use scimwright::change::seal::{SealState, check_seal, read_public_key};
use scimwright::mapping::{Seal, with_checksum};
use serde_json::json;

fuzz_target!(|parts: (String, String, String)| {
    let (public_key, signature, trusted_comment) = parts;
    let _ = read_public_key(&public_key);
    let seal = Seal { public_key, signature, trusted_comment };
    let text = with_checksum(&json!({ "name": "Fuzz", "seal": seal }));
    assert!(matches!(check_seal(&text, Some(&seal), &[]), SealState::Broken { .. }));
});
