//! Compiling a script of any text, and evaluating it on the tree and in rhai, with small limits.
#![no_main]

use std::cell::RefCell;
use std::sync::Arc;
use std::time::Duration;

use libfuzzer_sys::fuzz_target;
use scimwright::script::{Limits, RecordFinder, ScriptHost, ScriptInputs, World};
use scimwright::value::{Arena, Value};
use scimwright_fuzz::user;
use serde_json::{Map, Value as JsonValue};

/// Every account is empty.
struct NoRecords;

impl RecordFinder for NoRecords {
    fn find(&self, _: &str, _: &str) -> Option<&Map<String, JsonValue>> {
        None
    }
}

thread_local! {
    static HOST: RefCell<ScriptHost> = RefCell::new(ScriptHost::new(&world(), limits()));
}

fn world() -> World {
    World { tables: Arc::default(), record_types: vec!["person".to_owned()], records: Arc::new(NoRecords) }
}

fn limits() -> Limits {
    Limits { operations: 10_000, time: Duration::from_millis(100), ..Limits::RULE }
}

fuzz_target!(|text: &str| {
    let names = ["user".to_owned()];
    let resource = JsonValue::Object(user().attributes.clone());
    let values = [Value::of_json(&resource)];
    HOST.with_borrow(|host| {
        let Ok(program) = host.compile(text, &names) else { return };
        let arena = Arena::new();
        let mut inputs = ScriptInputs::new(&names, &values);
        let _ = host.evaluate(&program, &mut inputs, &arena);
        let _ = host.evaluate_in_rhai(&program, &mut inputs, &arena);
    });
});
