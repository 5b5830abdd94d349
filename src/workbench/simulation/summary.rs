//! What one request does, in one or two sentences.

use crate::mapping::RunStatus;
use crate::scim::Dialect;
use crate::simulate::{FieldChange, Label, RecordChange, SimulationStep};
use crate::target::TargetSchema;
use crate::workbench::simulation::rows::{is_beside, resend_words};

/// How many fields are named; the others are counted.
const MOST_NAMED: usize = 3;

/// What a request does, such as `Job title and manager change, 12 fields stay, nothing is rejected`.
/// Values of the user are not in it.
pub fn summary(
    step: &SimulationStep,
    target: &TargetSchema,
    client: &Dialect,
    is_behind: &dyn Fn(&RecordChange, &FieldChange) -> bool,
) -> String {
    if let Some(error) = &step.error {
        return format!("The request is refused, and nothing changes. {}", told(&error.detail));
    }
    let records: Vec<&RecordChange> = step.records.iter().filter(|record| !is_beside(step, record)).collect();
    let mut sentences = vec![match records.as_slice() {
        [] if step.records.is_empty() => "The request is accepted. It reaches no record".to_owned(),
        [] => "The request is accepted. No record stands for the group".to_owned(),
        [only] => record_sentence(only, target, is_behind),
        _ => records_sentence(&records),
    }];
    let resent = step.records.iter().flat_map(|record| &record.fields).filter(|field| field.resend).count();
    let attributes = step.attributes.iter().filter(|attribute| attribute.resend).count();
    let what = match (resent, attributes) {
        (0, 0) => None,
        (0, 1) => Some("1 attribute is".to_owned()),
        (0, count) => Some(format!("{count} attributes are")),
        (1, _) => Some("1 field is".to_owned()),
        (count, _) => Some(format!("{count} fields are")),
    };
    if let Some(what) = what {
        sentences.push(format!("{what} {} by {}", resend_words(client), client.title));
    }
    sentences.join(". ")
}

/// The detail of an error as a sentence; one that begins with an attribute stays as it is.
fn told(detail: &str) -> String {
    if detail.starts_with("operation ") { capitalised(detail) } else { detail.to_owned() }
}

/// What happens to the only record.
fn record_sentence(
    record: &RecordChange,
    target: &TargetSchema,
    is_behind: &dyn Fn(&RecordChange, &FieldChange) -> bool,
) -> String {
    if record.status != RunStatus::Written {
        let reason = record.reason.as_deref().map(|reason| format!(": {reason}")).unwrap_or_default();
        return format!("No {} is written{reason}", record.record_type);
    }
    let named = |label: Label| -> Vec<String> {
        let fields = record.fields.iter().filter(|field| field.label == label && !is_behind(record, field));
        fields.map(|field| in_sentence(title(target, record, field))).collect()
    };
    let (set, cleared, rejected) = (named(Label::Set), named(Label::Cleared), named(Label::Rejected));
    let kept = || record.fields.iter().filter(|field| field.label == Label::Kept);
    let touched: Vec<String> = kept()
        .filter(|field| field.is_touched)
        .map(|field| in_sentence(title(target, record, field)))
        .collect();
    let mut parts = Vec::new();
    parts.extend(part(&set, "changes", "change"));
    parts.extend(part(&cleared, "is emptied", "are emptied"));
    if parts.is_empty() {
        parts.push("nothing changes".to_owned());
    }
    parts.extend(part(
        &touched,
        "stays although the request is about it",
        "stay although the request is about them",
    ));
    let others = kept().count() - touched.len();
    let other = if touched.is_empty() { "" } else { "other " };
    match others {
        0 => {}
        1 => parts.push(format!("1 {other}field stays")),
        _ => parts.push(format!("{others} {other}fields stay")),
    }
    parts.push(
        part(&rejected, "is rejected", "are rejected").unwrap_or_else(|| "nothing is rejected".to_owned()),
    );
    let sentence = capitalised(&parts.join(", "));
    match record.fields.iter().filter(|field| is_behind(record, field)).count() {
        0 => sentence,
        1 => format!("{sentence}. 1 field catches up: the record was behind the stored user"),
        count => format!("{sentence}. {count} fields catch up: the record was behind the stored user"),
    }
}

/// What happens to several records, in numbers.
fn records_sentence(records: &[&RecordChange]) -> String {
    let is_changed = |record: &&&RecordChange| {
        record.status == RunStatus::Written && record.fields.iter().any(|field| field.label != Label::Kept)
    };
    let changed = records.iter().filter(is_changed).count();
    let refused = records.iter().filter(|record| record.status != RunStatus::Written).count();
    let mut sentence = match changed {
        0 => format!("Reaches {} records, none of them changes", records.len()),
        1 => format!("Reaches {} records, 1 of them changes", records.len()),
        _ => format!("Reaches {} records, {changed} of them change", records.len()),
    };
    if refused > 0 {
        sentence = format!("{sentence}, {refused} cannot be written");
    }
    sentence
}

fn title<'t>(target: &'t TargetSchema, record: &RecordChange, field: &'t FieldChange) -> &'t str {
    let record_type = target.record_type(&record.record_type);
    let known = record_type.and_then(|record_type| record_type.field(&field.field));
    known.map_or(field.field.as_str(), |known| known.title.as_str())
}

/// `job title and manager change`; `None` when there are no fields.
fn part(names: &[String], singular: &str, plural: &str) -> Option<String> {
    let is_one = matches!(names, [only] if !is_plural(only));
    let verb = if is_one { singular } else { plural };
    let list = match names {
        [] => return None,
        [only] => only.clone(),
        _ if names.len() <= MOST_NAMED => {
            let (last, first) = names.split_last()?;
            format!("{} and {last}", first.join(", "))
        }
        _ => {
            format!("{} and {} more fields", names[..MOST_NAMED - 1].join(", "), names.len() + 1 - MOST_NAMED)
        }
    };
    Some(format!("{list} {verb}"))
}

/// Whether a title speaks of several things, as `Contacts` does.
fn is_plural(title: &str) -> bool {
    title.ends_with('s') && !title.ends_with("ss") && !title.ends_with("us")
}

/// A title in the middle of a sentence: `Job title` becomes `job title`, `VIP` stays.
pub(in crate::workbench) fn in_sentence(title: &str) -> String {
    let mut characters = title.chars();
    let (Some(first), second) = (characters.next(), characters.next()) else { return String::new() };
    if second.is_some_and(char::is_uppercase) {
        return title.to_owned();
    }
    first.to_lowercase().chain(title.chars().skip(1)).collect()
}

fn capitalised(sentence: &str) -> String {
    let mut characters = sentence.chars();
    let Some(first) = characters.next() else { return String::new() };
    first.to_uppercase().chain(characters).collect()
}
