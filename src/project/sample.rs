//! A sample: a saved payload with its origin.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::project::{JsonText, People};

/// A payload that was received, captured or written by hand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sample {
    /// The name of its file without ending; unique in a project, and what cases refer to.
    pub stem: String,
    /// Its name for people.
    pub name: String,
    /// Where it comes from.
    pub origin: Origin,
    /// Whether it shows people as they are.
    pub people: People,
    /// The request it arrived with, where that is known.
    pub request: Option<SampleRequest>,
    /// The id that the service provider gave the resource.
    pub scim_id: Option<String>,
    /// What was sent.
    pub payload: SamplePayload,
    /// Keys of the file that this version does not know.
    pub other: Map<String, Value>,
}

/// Where a sample comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The provisioning client, such as `entra-default`; empty when it is not known.
    #[serde(default)]
    pub client: String,
    /// What happened to the person, such as `joiner`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub event: String,
    /// `captured`, `documented` or `reconstructed`; empty when it is not known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub truth: String,
    /// The file or document it comes from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// The day it was taken, `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub date: String,
    /// What else is to be known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Keys of the file that this version does not know.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// The request a payload arrived with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SampleRequest {
    /// `POST`, `PUT`, `PATCH` or `GET`.
    pub method: String,
    /// The path below the base URL, such as `/Users/7103`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub path: String,
    /// Keys of the file that this version does not know.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// What was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SamplePayload {
    /// JSON as received, with passwords redacted; spelling and order kept.
    Json(JsonText),
    /// Text that is not JSON, such as a sample in the middle of an edit.
    Text(String),
}

impl Default for SamplePayload {
    fn default() -> Self {
        Self::of(&Value::Null)
    }
}

impl Sample {
    /// The number in front of the stem, by which samples are ordered: 7 of `07-leaver`. A sample
    /// without one stands in front.
    pub fn number(&self) -> Option<u32> {
        Self::number_of(&self.stem)
    }

    /// The same of a stem.
    pub(super) fn number_of(stem: &str) -> Option<u32> {
        stem.split('-').next()?.parse().ok()
    }
}

impl SamplePayload {
    /// A payload that is JSON, with passwords redacted.
    pub fn of(value: &impl Serialize) -> Self {
        Self::Json(JsonText::of(value))
    }

    /// The payload as a value, `None` for a text that is not JSON.
    pub fn value(&self) -> Option<Value> {
        match self {
            Self::Json(json) => Some(json.value()),
            Self::Text(_) => None,
        }
    }

    /// The payload as it is shown and edited.
    pub fn to_text(&self) -> String {
        match self {
            Self::Json(json) => {
                serde_json::to_string_pretty(&json.value()).expect("a JSON value is always valid JSON")
            }
            Self::Text(text) => text.clone(),
        }
    }
}

/// The form of a sample's file.
#[derive(Serialize, Deserialize)]
#[serde(expecting = "an object with a name and a payload")]
pub(super) struct SampleFile {
    name: String,
    #[serde(default)]
    origin: Origin,
    #[serde(default, skip_serializing_if = "People::is_real")]
    people: People,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    request: Option<SampleRequest>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    scim_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "present")]
    payload: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(flatten)]
    other: Map<String, Value>,
}

impl SampleFile {
    pub(super) fn into_sample(self, stem: &str) -> Sample {
        let payload = match (self.payload, self.text) {
            (None, Some(text)) => SamplePayload::Text(text),
            (payload, _) => SamplePayload::of(&payload.unwrap_or_default()),
        };
        Sample {
            stem: stem.to_owned(),
            name: self.name,
            origin: self.origin,
            people: self.people,
            request: self.request,
            scim_id: self.scim_id,
            payload,
            other: self.other,
        }
    }

    pub(super) fn of(sample: &Sample) -> Self {
        let (payload, text) = match &sample.payload {
            SamplePayload::Json(json) => (Some(json.value()), None),
            SamplePayload::Text(text) => (None, Some(text.clone())),
        };
        Self {
            name: sample.name.clone(),
            origin: sample.origin.clone(),
            people: sample.people,
            request: sample.request.clone(),
            scim_id: sample.scim_id.clone(),
            payload,
            text,
            other: sample.other.clone(),
        }
    }
}

/// A payload of `null` is a payload.
mod present {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    use serde_json::Value;

    pub(super) fn serialize<S: Serializer>(value: &Option<Value>, serializer: S) -> Result<S::Ok, S::Error> {
        value.serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
        Value::deserialize(deserializer).map(Some)
    }
}
