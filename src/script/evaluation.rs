//! What comes of an evaluation.
//!
//! Not how it is made.

use crate::script::ScriptError;
use crate::value::Value;

/// What one evaluation gave.
#[derive(Clone, Debug)]
pub enum Evaluation<'a> {
    /// A value; never `Nothing`, `Clear`, `Reject` or `Other`.
    Value(Value<'a>),
    /// `()`: the rule has nothing to say.
    Nothing,
    /// `clear()`.
    Clear,
    /// `reject("why")`.
    Reject(&'a str),
    /// The script stopped.
    Failed(Box<ScriptError>),
}
