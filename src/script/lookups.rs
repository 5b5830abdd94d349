//! Notes what an evaluation looks up in tables, on the tree and in rhai.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use crate::script::world::plain_text;
use crate::script::{Evaluation, Observer, Program, ScriptHost, ScriptInputs, Seen};
use crate::value::{Arena, Value};

/// Names of tables with keys.
type Asked = BTreeSet<(String, String)>;

/// What evaluations looked up: the names of tables and the keys, as they were asked for. What an
/// evaluation that was left to rhai had asked for until then is among it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lookups {
    /// Tables that are there, with the keys.
    pub asked: Asked,
}

impl ScriptHost {
    /// Evaluates a program and adds to `lookups` what it looks up; gives what `evaluate` gives.
    pub fn look_up<'a>(
        &'a self,
        program: &'a Program,
        inputs: &mut ScriptInputs<'a>,
        arena: &'a Arena,
        lookups: &mut Lookups,
    ) -> Evaluation<'a> {
        self.sandbox.lookups.begin();
        let evaluation = self.observe(program, inputs, arena, lookups);
        lookups.asked.extend(self.sandbox.lookups.end());
        evaluation
    }
}

impl Observer for Lookups {
    fn call(&mut self, _: Seen, function: &str, arguments: &[Value<'_>], _: Value<'_>) {
        let ("lookup" | "lookup_or", [Value::Text(table), key, ..]) = (function, arguments) else { return };
        if !matches!(key, Value::Nothing | Value::Clear | Value::Reject(_) | Value::Other(_)) {
            self.asked.insert(((*table).to_owned(), plain_text(*key).into_owned()));
        }
    }
}

/// What is looked up in rhai, while somebody wants to know.
#[derive(Clone, Debug, Default)]
pub(super) struct LookupLog(Arc<Mutex<Option<Asked>>>);

impl LookupLog {
    /// Notes a lookup.
    pub fn note(&self, table: &str, key: &str) {
        if let Some(asked) = &mut *self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            asked.insert((table.to_owned(), key.to_owned()));
        }
    }

    fn begin(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Asked::new());
    }

    fn end(&self) -> Asked {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take().unwrap_or_default()
    }
}
