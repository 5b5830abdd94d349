//! A story that is simulated: what happens to a person or group, in the order of the requests.

use serde_json::Value;

use crate::diagnostic::Diagnostic;
use crate::project::Sample;
use crate::scim::{ResourceType, redacted};
use crate::simulate::{ClientRequest, Method, Template, read_requests};
use crate::workbench::simulation::compact::compact_json;

/// What happens to the user or group of one sample. It belongs to the view and not to the project.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scenario {
    /// What happens, in order.
    pub entries: Vec<ScenarioEntry>,
    /// The client that sends; the one that fits the sample where none was chosen.
    pub client: Option<String>,
    /// The record before the first request.
    pub record: RecordChoice,
    /// The stem of the sample that is stored; for a sample that is a request itself.
    pub subject: Option<String>,
    /// The request that is looked at, by its place among the cards; the last one if absent.
    pub selected: Option<usize>,
}

/// One thing that happens.
#[derive(Clone, Debug, PartialEq)]
pub enum ScenarioEntry {
    /// A change in the customer's directory, written as the chosen client sends it.
    Change(Template),
    /// A request as it stands.
    Request(EditedRequest),
}

/// A request whose body is text that need not be JSON, such as one in the middle of an edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditedRequest {
    /// What it is, in a few words; may be empty.
    pub title: String,
    /// The verb.
    pub method: Method,
    /// What it is about.
    pub resource_type: ResourceType,
    /// The path, such as `/Users/7103`.
    pub path: String,
    /// The body as typed; empty for DELETE.
    pub body: String,
}

/// The record before the first request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum RecordChoice {
    /// The one among the records of the account; without one, what the mapping makes of the user.
    #[default]
    AsFound,
    /// The same, after the mapping ran on the stored user; so that only the requests change it.
    UpToDate,
    /// None: the person is new.
    New,
}

impl ScenarioEntry {
    /// Whether it creates the user or group, so that nothing is stored before it.
    pub fn is_creation(&self) -> bool {
        match self {
            Self::Change(template) => *template == Template::Joiner,
            Self::Request(request) => request.method == Method::Post,
        }
    }
}

impl Scenario {
    /// Whether the user or group exists before the first request: unless the story begins with its
    /// creation.
    pub fn has_stored(&self) -> bool {
        !self.entries.first().is_some_and(ScenarioEntry::is_creation)
    }
}

impl EditedRequest {
    /// A request as text, to be edited. A password in it is redacted.
    pub fn of(request: &ClientRequest) -> Self {
        Self {
            title: request.title.clone(),
            method: request.method,
            resource_type: request.resource_type,
            path: request.path.clone(),
            body: body_text(&request.body),
        }
    }

    /// The request that is sent.
    ///
    /// # Errors
    /// The body is not JSON.
    pub fn request(&self) -> Result<ClientRequest, serde_json::Error> {
        let body = if self.method == Method::Delete && self.body.trim().is_empty() {
            Value::Null
        } else {
            redacted(serde_json::from_str(&self.body)?)
        };
        Ok(ClientRequest {
            method: self.method,
            resource_type: self.resource_type,
            path: self.path.clone(),
            body,
            title: self.title.clone(),
        })
    }
}

/// A body as it is shown and edited; empty where there is none.
fn body_text(body: &Value) -> String {
    if body.is_null() {
        return String::new();
    }
    compact_json(&redacted(body.clone()))
}

/// The requests that a text holds, in every form in which one has them. `has_stored` says whether
/// there is a user or group before the first of them.
pub fn requests_from_text(
    source: &str,
    text: &str,
    has_stored: bool,
) -> (Vec<EditedRequest>, Vec<Diagnostic>) {
    let (requests, diagnostics) = read_requests(source, text.as_bytes(), has_stored);
    (requests.iter().map(EditedRequest::of).collect(), diagnostics)
}

/// The requests that a sample is: its payload under the verb and the path that it arrived with.
pub(in crate::workbench) fn requests_of_sample(sample: &Sample, has_stored: bool) -> Vec<EditedRequest> {
    let Some(payload) = sample.payload.value() else { return Vec::new() };
    let whole = match &sample.request {
        // What is read back is no request; the client would send such a resource to update it.
        Some(request) if !request.method.eq_ignore_ascii_case("GET") => serde_json::json!({
            "method": request.method,
            "path": request.path,
            "body": payload,
        }),
        _ => payload,
    };
    let (mut requests, _) = read_requests(&sample.name, whole.to_string().as_bytes(), has_stored);
    if let [only] = requests.as_mut_slice() {
        only.title.clone_from(&sample.name);
    }
    requests.iter().map(EditedRequest::of).collect()
}
