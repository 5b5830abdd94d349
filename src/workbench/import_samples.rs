//! Samples from files and from the clipboard.

use serde_json::Value;

use crate::diagnostic::Diagnostic;
use crate::project::{Origin, Sample, SamplePayload, SampleRequest};
use crate::scim::{
    Dialect, PayloadContent, PayloadEntry, PayloadKind, PayloadLimits, PayloadSource, redacted, visit_payload,
};

/// What was read from one source.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LoadedSamples {
    /// The file's name, or `the clipboard`.
    pub source: String,
    /// One sample per resource or request.
    pub samples: Vec<Sample>,
    /// What was found while reading.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads payloads. Broken parts are in the diagnostics, the others are samples; `date` is the day
/// of loading, `YYYY-MM-DD`.
pub fn samples_from_bytes(source: &str, bytes: &[u8], date: &str) -> LoadedSamples {
    let limits = PayloadLimits::default();
    let mut samples = Vec::new();
    let mut lines = Vec::new();
    let payload = PayloadSource { file: source, bytes, first_line: 1, limits: &limits };
    let (kind, diagnostics) = visit_payload(&payload, &mut |entry| {
        lines.push(entry.line);
        samples.push(sample_of(&entry, source, date));
    });
    if kind == PayloadKind::NdJson || samples.len() > 1 {
        for (sample, line) in samples.iter_mut().zip(lines) {
            sample.origin.source = format!("{source}, line {line}");
        }
    }
    LoadedSamples { source: source.to_owned(), samples, diagnostics }
}

/// The payload of a sample that is edited as text: JSON when it is, the text otherwise.
pub(super) fn payload_from_text(text: &str) -> SamplePayload {
    match serde_json::from_str::<Value>(text) {
        Ok(value) => SamplePayload::of(&redacted(value)),
        Err(_) => SamplePayload::Text(text.to_owned()),
    }
}

fn sample_of(entry: &PayloadEntry, source: &str, date: &str) -> Sample {
    let (payload, client) = match &entry.content {
        PayloadContent::Resource(resource) => {
            (SamplePayload::of(&resource.attributes), Dialect::detect_resource(resource))
        }
        PayloadContent::Patch { .. } | PayloadContent::Other => {
            let value = entry.value();
            (SamplePayload::of(&value), Dialect::detect(&value))
        }
    };
    let is_patch = matches!(entry.content, PayloadContent::Patch { .. });
    let origin = Origin {
        client: client.unwrap_or_default().to_owned(),
        truth: "captured".to_owned(),
        source: source.to_owned(),
        date: date.to_owned(),
        ..Origin::default()
    };
    Sample {
        name: sample_name(entry, source),
        origin,
        request: is_patch.then(|| SampleRequest { method: "PATCH".to_owned(), ..SampleRequest::default() }),
        payload,
        ..Sample::default()
    }
}

/// What a person recognises the sample by: the person's or group's name, else the file's.
fn sample_name(entry: &PayloadEntry, source: &str) -> String {
    if let Some(resource) = entry.as_resource() {
        return resource.label();
    }
    let file = source.rsplit(['/', '\\']).next().unwrap_or(source);
    let stem = file.strip_suffix(".json").unwrap_or(file);
    if entry.index == 0 { stem.to_owned() } else { format!("{stem} {}", entry.index + 1) }
}
