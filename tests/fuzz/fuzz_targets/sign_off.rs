//! Reading a spreadsheet of any bytes as a sign-off sheet that came back.
#![no_main]

use libfuzzer_sys::fuzz_target;
use scimwright::report::read_sign_off;
use scimwright::target::{Directory, built_in_target};

fuzz_target!(|bytes: &[u8]| {
    let target = built_in_target("4me").expect("it is built in");
    let Ok((corrections, diagnostics)) = read_sign_off("fuzz.xlsx", bytes, target, &Directory::default()) else {
        return;
    };
    // Whatever is said of a cell is said with its place.
    assert!(corrections.corrected.iter().all(|corrected| corrected.address.contains('!')));
    assert!(diagnostics.iter().all(|diagnostic| !diagnostic.message.is_empty()));
});
