//! A value held against its field, and what came of it.

use serde_json::Value as JsonValue;

use crate::diagnostic::{Diagnostic, Severity};
use crate::target::{Directory, Finding, TargetField, TargetSchema};
use crate::value::{Arena, Value};

/// Holds values against fields of a target.
#[derive(Clone, Copy, Debug)]
pub struct ValueChecker<'a> {
    /// What the fields belong to.
    pub target: &'a TargetSchema,
    /// The records that references are looked up in.
    pub directory: &'a Directory,
    /// Where values are kept that are not as they were given.
    pub arena: &'a Arena,
}

/// A value that was held against its field.
#[derive(Clone, Debug)]
pub struct CheckedValue<'a> {
    /// The value as the target takes it, when there was no error.
    pub value: Value<'a>,
    /// What was found, in the order of the value.
    pub findings: Vec<Finding<'a>>,
}

impl CheckedValue<'_> {
    /// Whether the target does not take the value.
    pub fn is_wrong(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity() == Severity::Error)
    }
}

/// The same, owned.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// The value as the target takes it, when there was no error.
    pub value: JsonValue,
    /// What was found.
    pub diagnostics: Vec<Diagnostic>,
}

/// Holds a JSON value against a field, as [`ValueChecker::check`] does.
pub fn check_value(
    target: &TargetSchema,
    directory: &Directory,
    field: &TargetField,
    value: &JsonValue,
) -> Checked {
    let arena = Arena::new();
    let target = ValueChecker { target, directory, arena: &arena };
    let checked = target.check(field, Value::of_json(value));
    Checked {
        value: checked.value.to_json_as_it_stands(),
        diagnostics: checked.findings.iter().map(Finding::worded).collect(),
    }
}
