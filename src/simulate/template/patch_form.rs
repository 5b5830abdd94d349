//! Changes as PATCH operations.

use serde_json::{Map, Value, json};

use crate::scim::{ClearForm, OpCase, PatchForm};
use crate::simulate::template::{AttributeName, Edit, Writer};

/// An operation of RFC 7644 §3.5.2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    Add,
    Replace,
    Remove,
}

impl Op {
    /// The word in the spelling of the client.
    pub fn word(self, case: OpCase) -> &'static str {
        match (self, case) {
            (Self::Add, OpCase::Lower) => "add",
            (Self::Add, OpCase::Capitalised) => "Add",
            (Self::Replace, OpCase::Lower) => "replace",
            (Self::Replace, OpCase::Capitalised) => "Replace",
            (Self::Remove, OpCase::Lower) => "remove",
            (Self::Remove, OpCase::Capitalised) => "Remove",
        }
    }
}

/// The operations for these changes, in the form of the client.
pub fn operations(writer: &Writer<'_>, edits: &[Edit]) -> Vec<Value> {
    match writer.wire().patch_form {
        // A single change has its path with every client that writes dotted names.
        PatchForm::DottedWithoutPath if edits.len() == 1 => {
            edits.iter().map(|edit| with_path(writer, edit)).collect()
        }
        PatchForm::PathPerAttribute => edits.iter().map(|edit| with_path(writer, edit)).collect(),
        PatchForm::WithoutPath => without_path(writer, edits),
        PatchForm::DottedWithoutPath => dotted_without_path(writer, edits),
    }
}

/// One operation with a path.
pub fn operation(op: &str, path: &str, value: Option<Value>) -> Value {
    let mut operation = Map::new();
    operation.insert("op".to_owned(), Value::from(op));
    operation.insert("path".to_owned(), Value::from(path));
    operation.extend(value.map(|value| ("value".to_owned(), value)));
    Value::Object(operation)
}

fn with_path(writer: &Writer<'_>, edit: &Edit) -> Value {
    let case = writer.wire().op_case;
    let path = edit.name.to_string();
    let Some(value) = sent_value(writer, edit) else {
        return operation(Op::Remove.word(case), &path, None);
    };
    // A value where there is none is added; clients that know the old value replace it.
    let op = if edit.name.value_in(&writer.stored.resource).is_some() { Op::Replace } else { Op::Add };
    operation(op.word(case), &path, Some(value))
}

/// What is sent; `None` when the attribute is removed by an operation.
fn sent_value(writer: &Writer<'_>, edit: &Edit) -> Option<Value> {
    match (&edit.value, writer.wire().clear) {
        (Some(value), _) => Some(writer.written(&edit.name, value)),
        (None, ClearForm::EmptyText) => Some(Value::from("")),
        (None, ClearForm::Null) => Some(Value::Null),
        (None, ClearForm::Remove | ClearForm::Nothing) => None,
    }
}

/// One operation whose value is part of a resource. Lists are sent as a whole.
fn without_path(writer: &Writer<'_>, edits: &[Edit]) -> Vec<Value> {
    let mut after = writer.stored.resource.clone();
    let mut value = Map::new();
    let mut removals = Vec::new();
    for edit in edits {
        let Some(sent) = sent_value(writer, edit) else {
            removals.push(with_path(writer, edit));
            continue;
        };
        edit.name.put_into(&mut after.attributes, Some(sent.clone()));
        match &edit.name {
            AttributeName::Element { attribute, .. } => {
                let list = AttributeName::simple(attribute).value_in(&after).cloned();
                value.insert(attribute.clone(), list.unwrap_or_default());
            }
            name => name.put_into(&mut value, Some(sent)),
        }
    }
    joined(writer, &value, removals)
}

/// One operation with dotted and full names; paths with a filter apart.
fn dotted_without_path(writer: &Writer<'_>, edits: &[Edit]) -> Vec<Value> {
    let mut value = Map::new();
    let mut apart = Vec::new();
    for edit in edits {
        match (&edit.name, sent_value(writer, edit)) {
            (AttributeName::Element { .. }, _) | (_, None) => apart.push(with_path(writer, edit)),
            (name, Some(sent)) => {
                value.insert(name.to_string(), sent);
            }
        }
    }
    joined(writer, &value, apart)
}

fn joined(writer: &Writer<'_>, value: &Map<String, Value>, mut others: Vec<Value>) -> Vec<Value> {
    if !value.is_empty() {
        let op = Op::Replace.word(writer.wire().op_case);
        others.insert(0, json!({ "op": op, "value": value }));
    }
    others
}
