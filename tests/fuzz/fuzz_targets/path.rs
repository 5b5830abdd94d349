//! Reading an attribute path of any text, printing it, and selecting with it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use scimwright::scim::{AttributePath, Schemas, select};
use scimwright_fuzz::user;

fuzz_target!(|text: &str| {
    let Ok(path) = AttributePath::parse(text) else { return };
    let printed = path.to_string();
    assert_eq!(AttributePath::parse(&printed).as_ref(), Ok(&path), "{text} prints as {printed}");
    let _ = select(&path, user(), Schemas::built_in());
});
