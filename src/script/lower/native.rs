//! What a node of the tree calls: one function with values for arguments.

use std::fmt;

use indexmap::IndexMap;

use crate::script::RecordFinder;
use crate::table::LookupTable;
use crate::value::{Arena, Value};

/// What native functions can reach.
#[derive(Clone, Copy)]
pub(crate) struct NativeContext<'a> {
    /// Where what they make is kept.
    pub arena: &'a Arena,
    /// Where records are looked up.
    pub records: &'a dyn RecordFinder,
    /// The lookup tables by name.
    pub tables: &'a IndexMap<String, LookupTable>,
}

/// The evaluation is left to rhai, from its beginning: rhai gives an error here, or something that
/// the tree does not model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bail;

/// What a native function gives.
pub(crate) type NativeResult<'a> = Result<Value<'a>, Bail>;

/// A function by its name and number of arguments; of a call in method style the subject is the
/// first argument. Never changes its arguments.
pub(crate) struct Native {
    /// Its name.
    pub name: &'static str,
    /// The record type that it finds records of, if it is for one.
    pub finds: Option<Box<str>>,
    /// Whether it may take long even with short texts.
    pub is_search: bool,
    /// What it does.
    pub call: Box<NativeFunction>,
}

/// Gives what rhai gives for the same arguments, or bails.
pub(crate) type NativeFunction =
    dyn for<'a> Fn(&NativeContext<'a>, &[Value<'a>]) -> NativeResult<'a> + Send + Sync;

impl fmt::Debug for Native {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Native").field("name", &self.name).finish_non_exhaustive()
    }
}
