//! What came of simulated requests: plain data.

use serde::Serialize;
use serde_json::Value;

use crate::mapping::RunStatus;
use crate::scim::{Repair, Resource, ScimError};
use crate::simulate::ClientRequest;
use crate::target::Record;

/// One step per request, in their order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Simulation {
    /// The steps.
    pub steps: Vec<SimulationStep>,
}

/// What one request does.
#[derive(Clone, Debug, PartialEq)]
pub struct SimulationStep {
    /// The request.
    pub request: ClientRequest,
    /// The HTTP status of the answer.
    pub status: u16,
    /// Why it is refused.
    pub error: Option<ScimError>,
    /// The deviations of the client that were understood.
    pub repairs: Vec<Repair>,
    /// What else is to be known, a sentence each without a full stop.
    pub notes: Vec<String>,
    /// The stored resource before.
    pub resource_before: Option<Resource>,
    /// The stored resource afterwards; the same as before when the request is refused.
    pub resource_after: Option<Resource>,
    /// The attributes that the request names or changes, in the order of the request.
    pub attributes: Vec<AttributeChange>,
    /// The records it reaches: of the resource itself, and behind a group those of the users that
    /// are added or removed.
    pub records: Vec<RecordChange>,
}

/// What happens to a field or an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Label {
    /// It has another value.
    Set,
    /// It has the value that it had.
    Kept,
    /// It was emptied.
    Cleared,
    /// A value was meant for it and was not taken.
    Rejected,
}

impl Label {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Set => "set",
            Self::Kept => "kept",
            Self::Cleared => "cleared",
            Self::Rejected => "rejected",
        }
    }
}

/// What happens to one attribute of the stored resource.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AttributeChange {
    /// The attribute path, as the request writes it or as it would be written.
    pub path: String,
    /// What happens.
    pub label: Label,
    /// The client will send it again in its next cycle.
    pub resend: bool,
    /// The value before; null when there was none.
    pub before: Value,
    /// The value afterwards; null when there is none.
    pub after: Value,
    /// What the request sends for it; null when it takes it away or does not name it.
    pub sent: Value,
    /// Why, in words.
    pub reason: String,
}

/// How the record before the request was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordBasis {
    /// The user gave it, or it is what the step before left.
    Given,
    /// It is linked to the resource's id.
    Linked,
    /// It has the same value in the match field.
    Matched,
    /// What the mapping makes of the stored resource, since no record is known.
    Derived,
    /// There is none: the record is new.
    New,
}

/// What happens to one record.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RecordChange {
    /// The user or group it belongs to, for a person.
    pub subject: String,
    /// Why this record is reached, such as `added to the group`; empty for the resource itself.
    pub because: String,
    /// The kind of record.
    pub record_type: String,
    /// How the record before was found.
    pub basis: RecordBasis,
    /// Whether the record is written.
    pub status: RunStatus,
    /// Why it is not written.
    pub reason: Option<String>,
    /// The record before.
    pub before: Option<Record>,
    /// The record afterwards; the same as before when it is not written.
    pub after: Option<Record>,
    /// Every field that a rule fills or that the record has, in the order of the target.
    pub fields: Vec<FieldChange>,
}

/// What happens to one field.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FieldChange {
    /// The field's name.
    pub field: String,
    /// What happens.
    pub label: Label,
    /// The client will send what it is made of again in its next cycle.
    pub resend: bool,
    /// The value before; null when there was none.
    pub before: Value,
    /// The value afterwards; null when there is none.
    pub after: Value,
    /// Why, in words.
    pub reason: String,
    /// The request changes an attribute that the field follows, whether or not the field changes.
    #[serde(skip)]
    pub is_touched: bool,
    /// A PATCH request sends an attribute that the field follows as it is stored already.
    #[serde(skip)]
    pub is_repeated: bool,
}
