//! The five ways to be empty, under every verb of every client.

use serde_json::{Value, json};

use crate::scim::{ClearForm, Dialect, ScimError, UpdateVerb};
use crate::simulate::dependencies::Explained;
use crate::simulate::named::value_at;
use crate::simulate::run_of::RunOf;
use crate::simulate::simulator::Depth;
use crate::simulate::template::{
    AttributeName, Edit, Op, Writer, creation_body, operation, patch_body, put_body,
};
use crate::simulate::{
    ClientRequest, KnownResource, Label, Method, SimulationInput, SimulationStep, Simulator, StartRecord,
    words,
};

/// A way to say that an attribute has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EmptyWay {
    /// The request does not name it.
    Absent,
    /// `null`.
    Null,
    /// `""`.
    EmptyText,
    /// `[]`.
    EmptyList,
    /// The operation `remove`.
    Remove,
}

/// What the ways to be empty do to one field.
#[derive(Clone, Debug, PartialEq)]
pub struct EmptyMatrix {
    /// The field.
    pub field: String,
    /// The attribute path that is sent empty.
    pub attribute: String,
    /// One per client and verb: POST, PUT, PATCH for each client.
    pub rows: Vec<MatrixRow>,
}

/// One client and one verb.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixRow {
    /// The client's name.
    pub dialect: String,
    /// The verb.
    pub method: Method,
    /// The client uses the verb for this.
    pub is_used: bool,
    /// One per way, in the order of `EmptyWay::ALL`.
    pub cells: Vec<MatrixCell>,
}

/// What one way does.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixCell {
    /// The way.
    pub way: EmptyWay,
    /// What happens to the field; `None` when it cannot be said with this verb.
    pub label: Option<Label>,
    /// The request is refused.
    pub error: Option<ScimError>,
    /// The client says it this way.
    pub is_used: bool,
    /// The field's value afterwards.
    pub after: Value,
    /// Why, in words.
    pub reason: String,
}

impl EmptyWay {
    /// All five.
    pub const ALL: [Self; 5] = [Self::Absent, Self::Null, Self::EmptyText, Self::EmptyList, Self::Remove];

    /// How it is written, for people.
    pub fn word(self) -> &'static str {
        match self {
            Self::Absent => "not named",
            Self::Null => "null",
            Self::EmptyText => "\"\"",
            Self::EmptyList => "[]",
            Self::Remove => "remove",
        }
    }

    /// The value that is sent; `None` when none is.
    fn value(self) -> Option<Value> {
        match self {
            Self::Absent | Self::Remove => None,
            Self::Null => Some(Value::Null),
            Self::EmptyText => Some(Value::from("")),
            Self::EmptyList => Some(json!([])),
        }
    }
}

/// The matrix for a field. `attribute` is the path that is emptied; `None` for the one that the
/// field depends on most. `None` when the field depends on no attribute of the resource, or the path
/// is none that clients empty: `title`, `name.familyName`, `emails[type eq "work"].value`,
/// `urn:…:User:department`.
pub fn empty_matrix(
    simulator: &mut Simulator<'_>,
    stored: &KnownResource,
    record: &StartRecord,
    field: &str,
    attribute: Option<&str>,
    dialects: &[&Dialect],
) -> Option<EmptyMatrix> {
    let attribute = match attribute {
        Some(attribute) => attribute.to_owned(),
        None => simulator.main_attribute(stored, field)?,
    };
    let name = AttributeName::of_path(&attribute)?;
    let rows = dialects
        .iter()
        .flat_map(|dialect| [Method::Post, Method::Put, Method::Patch].map(|method| (*dialect, method)));
    let rows = rows.map(|(dialect, method)| {
        let mut cells =
            Cells { simulator: &mut *simulator, stored, record, field, name: &name, dialect, method };
        cells.row()
    });
    Some(EmptyMatrix { field: field.to_owned(), attribute, rows: rows.collect() })
}

/// The cells of one row.
struct Cells<'c, 's> {
    simulator: &'c mut Simulator<'s>,
    stored: &'c KnownResource,
    record: &'c StartRecord,
    field: &'c str,
    name: &'c AttributeName,
    dialect: &'c Dialect,
    method: Method,
}

impl Cells<'_, '_> {
    fn row(&mut self) -> MatrixRow {
        let is_used = match self.method {
            Method::Put => self.writer().verb() == UpdateVerb::Put,
            Method::Patch => self.writer().verb() == UpdateVerb::Patch,
            Method::Post | Method::Delete => true,
        };
        let cells = EmptyWay::ALL.map(|way| self.cell(way, is_used)).into();
        MatrixRow { dialect: self.dialect.name.clone(), method: self.method, is_used, cells }
    }

    fn writer(&self) -> Writer<'_> {
        Writer { dialect: self.dialect, stored: self.stored }
    }

    /// How this client says with this verb that there is no value.
    fn used_way(&self) -> EmptyWay {
        match (self.dialect.wire.clear, self.method) {
            (ClearForm::EmptyText, _) => EmptyWay::EmptyText,
            (ClearForm::Null, _) => EmptyWay::Null,
            (ClearForm::Remove, Method::Patch) => EmptyWay::Remove,
            (ClearForm::Remove | ClearForm::Nothing, _) => EmptyWay::Absent,
        }
    }

    fn cell(&mut self, way: EmptyWay, is_row_used: bool) -> MatrixCell {
        let mut cell = MatrixCell {
            way,
            label: None,
            error: None,
            is_used: is_row_used && way == self.used_way(),
            after: Value::Null,
            reason: String::new(),
        };
        let Some(request) = self.request(way) else {
            cell.reason = format!("{} has no operations", self.method.word());
            return cell;
        };
        let is_post = self.method == Method::Post;
        let simulation = self.simulator.run_in(
            &SimulationInput {
                stored: (!is_post).then_some(self.stored),
                record: self.record.clone(),
                requests: &[request],
                dialect: self.dialect,
            },
            Depth::Labels,
        );
        if let Some(step) = simulation.steps.first() {
            self.fill(&mut cell, step);
        }
        cell
    }

    fn fill(&self, cell: &mut MatrixCell, step: &SimulationStep) {
        if let Some(error) = &step.error {
            cell.label = Some(Label::Rejected);
            cell.error = Some(error.clone());
            cell.reason = format!("The request is refused: {}", error.detail);
        }
        let own = step.records.iter().filter(|record| record.because.is_empty());
        let change = own.flat_map(|record| &record.fields).find(|change| change.field == self.field);
        let Some(change) = change else {
            if cell.label.is_none() {
                cell.label = Some(Label::Kept);
                "The field has no value before and afterwards".clone_into(&mut cell.reason);
            }
            return;
        };
        cell.after = change.after.clone();
        if step.error.is_none() {
            cell.label = Some(change.label);
            cell.reason = format!("{}; {}", self.fate(step), words::lower_first(&change.reason));
        }
    }

    /// What becomes of the attribute itself.
    fn fate(&self, step: &SimulationStep) -> String {
        let path = self.name.to_string();
        let value = |resource: Option<&crate::scim::Resource>| {
            resource.map(|resource| value_at(resource, &path)).unwrap_or_default()
        };
        let (before, after) = (value(step.resource_before.as_ref()), value(step.resource_after.as_ref()));
        let name = words::attribute(&path);
        match &after {
            Value::Null if step.resource_before.is_none() => format!("{name} has no value"),
            Value::Null => format!("{name} is gone"),
            after if *after == before => format!("{name} stays as it was"),
            after => format!("{name} is now {}", words::value(after)),
        }
    }

    /// The request that says it this way; `None` when the verb cannot.
    fn request(&self, way: EmptyWay) -> Option<ClientRequest> {
        let writer = self.writer();
        let body = match self.method {
            Method::Patch => patch_body(&self.operations(way)),
            Method::Delete => return None,
            _ if way == EmptyWay::Remove => return None,
            method => {
                let mut body = match method {
                    Method::Post => creation_body(self.dialect, &self.stored.resource),
                    _ => put_body(&writer, &[]),
                };
                self.name.put_into(body.as_object_mut()?, way.value());
                body
            }
        };
        Some(writer.request(self.method, body))
    }

    fn operations(&self, way: EmptyWay) -> Vec<Value> {
        let writer = self.writer();
        let case = self.dialect.wire.op_case;
        match way {
            EmptyWay::Remove => vec![operation(Op::Remove.word(case), &self.name.to_string(), None)],
            EmptyWay::Absent => {
                // Something else is sent, with the value that is there.
                let others = ["userName", "displayName", "externalId"].map(AttributeName::simple);
                let other = others.into_iter().find_map(|other| {
                    let value = other.value_in(&self.stored.resource).cloned()?;
                    (other != *self.name).then_some((other, value))
                });
                let (name, value) =
                    other.unwrap_or_else(|| (AttributeName::simple("active"), Value::Bool(true)));
                writer.operations(&[Edit { name, value: Some(value) }])
            }
            way => writer.operations(&[Edit { name: self.name.clone(), value: way.value() }]),
        }
    }
}

impl Simulator<'_> {
    /// The attribute that a field depends on most: one that has the field's value, one
    /// whose value is part of it, else the first.
    fn main_attribute(&mut self, stored: &KnownResource, field: &str) -> Option<String> {
        let resource = crate::scim::normalize(&stored.resource).0;
        let rule_sets: Vec<usize> =
            self.compiled.rule_sets_for(resource.resource_type).map(|(idx, _)| idx).collect();
        let assigned_id = stored.assigned_id.as_deref();
        rule_sets.into_iter().find_map(|rule_set_idx| {
            let run = RunOf { rule_set_idx, resource: &resource, assigned_id, current: None, groups: &[] };
            let mapped = self.mapped(&run)?;
            let explained = Explained { before: None, after: run, run: &mapped };
            let explanation = self.explain(&explained, Vec::new());
            let paths = explanation.follows(field).iter().map(|path| emptied_path(&resource, path));
            let paths: Vec<String> = paths.collect();
            let value = mapped.record.get(field);
            let same = paths.iter().find(|path| Some(&value_at(&resource, path)) == value);
            let written = value.map(Value::to_string).unwrap_or_default();
            let is_part = |path: &&String| {
                let part = value_at(&resource, path);
                part.is_string() && written.contains(&part.to_string())
            };
            same.or_else(|| paths.iter().find(is_part)).or(paths.first()).cloned()
        })
    }
}

/// The path that clients empty: of an element its value.
fn emptied_path(resource: &crate::scim::Resource, path: &str) -> String {
    let value = format!("{path}.value");
    if path.ends_with(']') && !value_at(resource, &value).is_null() { value } else { path.to_owned() }
}
