//! Requests from a text, in every form in which one has them.
//!
//! Not what they do.

use serde_json::{Map, Value};

use crate::diagnostic::json_text::{
    Cursor, Fault, Item, Items, read_value, skip_blank, trim_blank_end, value_extent,
};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::scim::{ResourceType, Shape, get_without_case, redact, shape_of, type_of_path};
use crate::simulate::{ClientRequest, Method};

/// How many requests of one file are read.
const MOST_REQUESTS: usize = 1000;

/// How many faults of one file are told.
const MOST_FAULTS: usize = 100;

/// How deep lists may stand in each other: an array of bulk requests, a sample with a list.
const MOST_NESTED: usize = 4;

/// Reads requests from JSON in every form in which one has them: a `PatchOp` body, a resource (POST
/// without a stored resource, PUT with one), a sample file, `{"method", "path", "body" or "data"}`,
/// a bulk request, and arrays, lists and NDJSON of these. `has_stored` says whether there is a
/// stored resource before the first. What cannot be used is told with its place, the rest is read.
/// Passwords are redacted.
pub fn read_requests(file: &str, bytes: &[u8], has_stored: bool) -> (Vec<ClientRequest>, Vec<Diagnostic>) {
    let text = String::from_utf8_lossy(bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let mut reader = Reader {
        file,
        text,
        cursor: Cursor::start(),
        has_stored,
        requests: Vec::new(),
        diagnostics: Vec::new(),
    };
    if text.contains(char::REPLACEMENT_CHARACTER) && std::str::from_utf8(bytes).is_err() {
        reader.say(Diagnostic::error(Code::NotUtf8, "There are bytes here that are not UTF-8"), 0);
    }
    reader.read_sequence();
    (reader.requests, reader.diagnostics)
}

struct Reader<'a> {
    file: &'a str,
    text: &'a str,
    cursor: Cursor,
    has_stored: bool,
    requests: Vec<ClientRequest>,
    diagnostics: Vec<Diagnostic>,
}

/// What is known of a request beside its body.
#[derive(Clone, Debug, Default)]
struct Envelope {
    method: Option<String>,
    path: String,
    title: String,
}

impl Reader<'_> {
    /// One value after the other: a single one, or NDJSON.
    fn read_sequence(&mut self) {
        let text = self.text;
        let mut at = skip_blank(text, 0);
        if at == text.len() {
            self.say(Diagnostic::error(Code::PayloadEmpty, "There is no request"), 0);
        }
        let has_a_value_per_line = is_whole(line_at(text, at)) && at + line_at(text, at).len() < text.len();
        while at < text.len() && !self.is_full(at) {
            let end = if has_a_value_per_line {
                let end = at + line_at(text, at).len();
                self.read_text(at, end);
                end
            } else if text.as_bytes().get(at) == Some(&b'[') {
                self.read_array(at)
            } else {
                let extent = value_extent(text, at);
                let line_end = at + line_at(text, at).len();
                let is_read = self.read_text(at, extent.end);
                if is_read { extent.end } else { next_object(text, extent.end.min(line_end).max(at + 1)) }
            };
            at = skip_blank(text, end.max(at + 1));
        }
    }

    /// The elements of the array at `start`; gives the offset after it.
    fn read_array(&mut self, start: usize) -> usize {
        let mut items = Items::new(self.text, start);
        for item in items.by_ref() {
            match item {
                Item::Fault(fault) => self.say_fault(&fault),
                Item::Part(part) => {
                    if self.is_full(part.start) {
                        return self.text.len();
                    }
                    self.read_text(part.start, part.extent.end);
                }
            }
        }
        items.offset()
    }

    /// One value; false when it is not JSON.
    fn read_text(&mut self, start: usize, end: usize) -> bool {
        let Some(slice) = self.text.get(start..end) else { return false };
        match read_value(slice) {
            Ok((mut value, _)) => {
                if !redact(&mut value).is_empty() {
                    let message = "A password was taken out of the request";
                    self.say(Diagnostic::note(Code::PasswordRedacted, message), start);
                }
                self.add(value, &Envelope::default(), start, MOST_NESTED);
                true
            }
            Err(fault) => {
                self.say_fault(&Fault { at: start + fault.at, ..fault });
                false
            }
        }
    }

    fn is_full(&mut self, at: usize) -> bool {
        let is_full = self.requests.len() >= MOST_REQUESTS;
        if is_full && !self.diagnostics.iter().any(|said| said.code == Code::TooManyResources) {
            let message = format!("Only the first {MOST_REQUESTS} requests are read");
            self.say(Diagnostic::error(Code::TooManyResources, message), at);
        }
        is_full
    }

    fn add(&mut self, value: Value, envelope: &Envelope, at: usize, depth: usize) {
        if depth == 0 || self.is_full(at) {
            if depth == 0 {
                self.say_unusable("The lists stand too deep in each other", at);
            }
            return;
        }
        match (shape_of(&value), value) {
            (_, Value::Array(elements)) => self.add_all(elements, envelope, at, depth),
            (Shape::Wrapper, Value::Object(sample)) => self.add_sample(sample, at, depth),
            (Shape::Bulk, Value::Object(mut request)) => {
                let operations = take_without_case(&mut request, "Operations");
                self.add(operations.unwrap_or_default(), envelope, at, depth - 1);
            }
            (Shape::ListResponse, Value::Object(mut list)) => {
                let resources = take_without_case(&mut list, "Resources");
                self.add(resources.unwrap_or_default(), envelope, at, depth - 1);
            }
            (_, Value::Object(logged)) if is_logged(&logged) && envelope.method.is_none() => {
                self.add_logged(logged, at);
            }
            (shape, body) => self.add_body(shape, body, envelope, at),
        }
    }

    fn add_all(&mut self, values: Vec<Value>, envelope: &Envelope, at: usize, depth: usize) {
        for value in values {
            self.add(value, envelope, at, depth - 1);
        }
    }

    /// A sample file: the payload with the request it arrived with.
    fn add_sample(&mut self, mut sample: Map<String, Value>, at: usize, depth: usize) {
        let request = get_without_case(&sample, "request").and_then(Value::as_object);
        let text = |name| request.and_then(|request| text_of(request, name));
        let envelope = Envelope {
            method: text("method"),
            path: text("path").unwrap_or_default(),
            title: text_of(&sample, "name").unwrap_or_default(),
        };
        let payload = take_without_case(&mut sample, "payload").unwrap_or_default();
        if envelope.method.is_some() && payload.is_object() {
            self.add_enveloped(payload, envelope, at);
        } else {
            self.add(payload, &envelope, at, depth - 1);
        }
    }

    /// An operation of a bulk request, or a line of a log.
    fn add_logged(&mut self, mut logged: Map<String, Value>, at: usize) {
        let path = ["path", "url", "uri"].iter().find_map(|name| text_of(&logged, name));
        let envelope = Envelope {
            method: text_of(&logged, "method"),
            path: path.unwrap_or_default(),
            title: ["title", "name"].iter().find_map(|name| text_of(&logged, name)).unwrap_or_default(),
        };
        let body = ["body", "data", "payload"].iter().find_map(|name| take_without_case(&mut logged, name));
        self.add_enveloped(body.unwrap_or_default(), envelope, at);
    }

    /// A request whose method is told.
    fn add_enveloped(&mut self, body: Value, envelope: Envelope, at: usize) {
        let word = envelope.method.unwrap_or_default();
        let Some(method) = Method::of_word(&word) else {
            self.say_unusable(&format!("{} changes nothing and is passed over", shown(&word)), at);
            return;
        };
        let body = match body {
            // Logs keep a body as text.
            Value::String(text) => serde_json::from_str(&text).unwrap_or(Value::String(text)),
            body => body,
        };
        if method == Method::Delete {
            let resource_type = type_of_path(&envelope.path).unwrap_or(ResourceType::User);
            return self.push(method, resource_type, Value::Null, envelope.path, envelope.title);
        }
        if body.is_null() {
            self.say_unusable(&format!("The {} has no body", method.word()), at);
            return;
        }
        let resource_type = type_of_path(&envelope.path).unwrap_or_else(|| type_of_body(&body));
        self.push(method, resource_type, body, envelope.path, envelope.title);
    }

    /// A body whose method its form tells.
    fn add_body(&mut self, shape: Shape, body: Value, envelope: &Envelope, at: usize) {
        if let Some(method) = &envelope.method {
            let envelope = Envelope { method: Some(method.clone()), ..envelope.clone() };
            return self.add_enveloped(body, envelope, at);
        }
        let hint = type_of_path(&envelope.path);
        let method = match shape {
            Shape::Patch => Method::Patch,
            Shape::Resource(_) if self.has_stored => Method::Put,
            Shape::Resource(_) => Method::Post,
            _ => {
                self.say_unusable("This is neither a user nor a group, nor a request about one", at);
                return;
            }
        };
        let resource_type = hint.unwrap_or_else(|| type_of_body(&body));
        self.push(method, resource_type, body, envelope.path.clone(), envelope.title.clone());
    }

    fn push(
        &mut self,
        method: Method,
        resource_type: ResourceType,
        mut body: Value,
        path: String,
        title: String,
    ) {
        redact(&mut body);
        self.has_stored = method != Method::Delete;
        self.requests.push(ClientRequest { method, resource_type, path, body, title });
    }

    fn say_unusable(&mut self, message: &str, at: usize) {
        let help = "a PATCH body, a user or group, a sample, or `method`, `path` and `body` is expected";
        self.say(Diagnostic::error(Code::NotAResource, message).with_help(help), at);
    }

    fn say_fault(&mut self, fault: &Fault) {
        let message = if fault.is_cut {
            "The text ends too early".to_owned()
        } else {
            format!("The text is not JSON here: {}", fault.reason)
        };
        self.say(Diagnostic::error(Code::PayloadNotJson, message), fault.at);
    }

    fn say(&mut self, diagnostic: Diagnostic, at: usize) {
        if self.diagnostics.len() < MOST_FAULTS {
            self.cursor = self.cursor.moved_to(self.text, at);
            let place = Place::in_file(self.file, Some(self.cursor.span(1)));
            self.diagnostics.push(diagnostic.at(place));
        }
    }
}

/// The rest of the line, without blanks at its end.
fn line_at(text: &str, at: usize) -> &str {
    let line = text.get(at..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    trim_blank_end(line)
}

fn is_whole(line: &str) -> bool {
    read_value(line).is_ok()
}

/// Where the next object begins a line at or after `at`.
fn next_object(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while let Some(newline) = text.get(at..).and_then(|rest| rest.find('\n')) {
        at += newline + 1;
        let start = skip_blank(text, at);
        if text.as_bytes().get(start) == Some(&b'{') {
            return start;
        }
    }
    trim_blank_end(text).len()
}

fn is_logged(object: &Map<String, Value>) -> bool {
    let has_path =
        ["path", "url", "uri", "body", "data"].iter().any(|name| get_without_case(object, name).is_some());
    has_path && get_without_case(object, "method").is_some_and(Value::is_string)
}

/// What a body is about: a PATCH request that speaks of members is about a group.
fn type_of_body(body: &Value) -> ResourceType {
    match shape_of(body) {
        Shape::Resource(resource_type) => resource_type,
        Shape::Patch if speaks_of_members(body) => ResourceType::Group,
        _ => ResourceType::User,
    }
}

fn speaks_of_members(body: &Value) -> bool {
    let operations = body.as_object().and_then(|body| get_without_case(body, "Operations"));
    operations.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object).any(|operation| {
        let path = text_of(operation, "path").unwrap_or_default().trim().to_ascii_lowercase();
        let name = path.rsplit(':').next().unwrap_or_default();
        let value = get_without_case(operation, "value").and_then(Value::as_object);
        let is_named =
            name.strip_prefix("members").is_some_and(|rest| rest.is_empty() || rest.starts_with(['[', '.']));
        is_named
            || path.starts_with("members[")
            || (path.is_empty() && value.is_some_and(|value| get_without_case(value, "members").is_some()))
    })
}

fn text_of(object: &Map<String, Value>, name: &str) -> Option<String> {
    get_without_case(object, name).and_then(Value::as_str).map(str::to_owned)
}

fn take_without_case(object: &mut Map<String, Value>, name: &str) -> Option<Value> {
    let key = object.keys().rev().find(|key| key.eq_ignore_ascii_case(name))?.clone();
    object.shift_remove(&key)
}

fn shown(word: &str) -> String {
    if word.is_empty() { "A request without a method".to_owned() } else { word.chars().take(20).collect() }
}
