//! What rhai gave, as what an evaluation gives.
//!
//! Not the evaluation itself, which is in `program`.

use rhai::{Dynamic, EvalAltResult};

use crate::diagnostic::{Code, Span};
use crate::script::program::EngineResult;
use crate::script::value::of_dynamic;
use crate::script::{Evaluation, Program, ScriptError};
use crate::value::{Arena, Value};

impl Program {
    pub(super) fn interpret<'a>(&self, value: &Dynamic, arena: &'a Arena) -> Evaluation<'a> {
        match of_dynamic(value, arena) {
            Value::Nothing => Evaluation::Nothing,
            Value::Clear => Evaluation::Clear,
            Value::Reject(why) => Evaluation::Reject(why),
            value => match value.to_json() {
                Ok(_) => Evaluation::Value(value),
                Err(what) => {
                    let message = format!("The script gives {what}, which no field can hold");
                    let mut error = ScriptError::new(Code::ScriptFailed, message);
                    error.span = self.first_line();
                    Evaluation::Failed(Box::new(error))
                }
            },
        }
    }

    pub(super) fn interpret_error<'a>(&self, error: &EvalAltResult, arena: &'a Arena) -> Evaluation<'a> {
        if let EvalAltResult::Exit(value, _) = error {
            return self.interpret(value, arena);
        }
        let mut error = ScriptError::from_eval(error, &self.script, &self.helpers);
        error.span = error.span.or_else(|| self.first_line());
        Evaluation::Failed(Box::new(error))
    }

    /// The error of an evaluation that used up its budget; it points to where it was at that moment,
    /// if the engine told.
    pub(super) fn exhausted(&self, verdict: String, result: Option<EngineResult>) -> ScriptError {
        let place = result.and_then(Result::err);
        let place = place.and_then(|error| ScriptError::from_eval(&error, &self.script, &self.helpers).span);
        let mut error = ScriptError::limit(verdict);
        error.span = place.or_else(|| self.first_line());
        error
    }

    /// The first line that holds more than blanks, for problems without a place of their own.
    fn first_line(&self) -> Option<Span> {
        let (idx, line) = self.script.lines().enumerate().find(|(_, line)| !line.trim().is_empty())?;
        let column = line.chars().take_while(|c| c.is_whitespace()).count() + 1;
        Some(Span { line: idx + 1, column, length: line.trim().chars().count() })
    }
}
