//! Reading a filter of any text, printing it, and holding it against a user.
#![no_main]

use libfuzzer_sys::fuzz_target;
use scimwright::scim::{Filter, Schemas};
use scimwright_fuzz::user;

fuzz_target!(|text: &str| {
    let Ok(filter) = Filter::parse(text) else { return };
    let printed = filter.to_string();
    assert_eq!(Filter::parse(&printed).as_ref(), Ok(&filter), "{text} prints as {printed}");
    let _ = filter.matches(user(), Schemas::built_in());
});
