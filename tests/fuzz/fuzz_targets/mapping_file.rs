//! Reading a mapping file of any bytes; what was read is written and read again as the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use scimwright::mapping::{read_mapping_file, render_mapping_file};

fuzz_target!(|bytes: &[u8]| {
    let (Some(file), _) = read_mapping_file("fuzz.scimmap.json", bytes) else { return };
    let text = render_mapping_file(&file);
    let (again, _) = read_mapping_file("fuzz.scimmap.json", text.as_bytes());
    assert_eq!(again.as_ref(), Some(&file), "{text}");
});
