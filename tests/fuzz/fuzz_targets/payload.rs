//! Reading a payload of any bytes, and repairing what is in it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use scimwright::scim::{Dialect, PayloadLimits, normalize, read_payload};

fuzz_target!(|bytes: &[u8]| {
    let (payload, _) = read_payload("fuzz.json", bytes, &PayloadLimits::default());
    for entry in &payload.entries {
        Dialect::detect(&entry.value());
        let Some(sent) = entry.as_resource() else { continue };
        let (repaired, _) = normalize(sent);
        let (again, repairs) = normalize(&repaired);
        assert_eq!(repairs, [], "repairing what is repaired does nothing");
        assert_eq!(again, repaired);
        repaired.label();
    }
});
