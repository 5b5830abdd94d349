//! Reading a threshold of any text, printing it, and holding it against an impact.
#![no_main]

use libfuzzer_sys::fuzz_target;
use scimwright::change::impact::{Impact, Threshold};

fuzz_target!(|text: &str| {
    let Ok(threshold) = text.parse::<Threshold>() else { return };
    let printed = threshold.to_string();
    assert_eq!(printed.parse::<Threshold>().as_ref(), Ok(&threshold), "{text} prints as {printed}");
    let _ = threshold.check(&Impact { persons: u64::MAX, changed: 1, ..Impact::default() });
});
