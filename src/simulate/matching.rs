//! Which existing record each user links to, and who would be created twice.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use crate::mapping::{GroupInfo, MappingRun, RunStatus};
use crate::simulate::Simulator;
use crate::simulate::run_of::RunOf;
use crate::target::{FieldType, Record, RecordType};

/// How a resource finds its record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MatchKind {
    /// By the id that the service provider gave it.
    Linked,
    /// By the match field.
    Matched,
    /// It finds none and is created.
    Created,
    /// It finds none and is created, although a record looks like the same person.
    CreatedTwice,
    /// Another resource reaches the same record.
    Shared,
    /// The mapping writes no record for it.
    NotWritten,
    /// It could be one of several kinds of record and is none of them, as a group that is neither
    /// organization nor site.
    NoRecord,
}

/// How one of the known resources finds its record.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MatchRow {
    /// Its position among the known resources.
    pub known_idx: usize,
    /// The user or group, for a person.
    pub subject: String,
    /// The kind of record.
    pub record_type: String,
    /// How.
    pub kind: MatchKind,
    /// The record's name and what it is matched by; empty without one.
    pub record: String,
    /// Why, in words.
    pub reason: String,
}

/// A row that is not told yet.
struct Found {
    row: MatchRow,
    /// The record that is reached, or would be created.
    run: Option<MappingRun>,
    is_linked: bool,
}

/// One row per known resource and record type, in their order. Of a resource that could be records
/// of several types, those types that its conditions refuse are left out; when all refuse it, one row
/// says so.
pub fn match_preview(simulator: &mut Simulator<'_>) -> Vec<MatchRow> {
    let groups: Vec<GroupInfo> = simulator
        .known
        .iter()
        .filter_map(|known| GroupInfo::of(&known.resource, known.assigned_id.as_deref()))
        .collect();
    let mut found = Vec::new();
    for known_idx in 0..simulator.known.len() {
        found.extend(meant(find(simulator, known_idx, &groups)));
    }
    let users_by_record = shared_records(simulator, &found);
    found.into_iter().map(|found| told(simulator, found, &users_by_record)).collect()
}

fn find(simulator: &mut Simulator<'_>, known_idx: usize, groups: &[GroupInfo]) -> Vec<Found> {
    let known = &simulator.known[known_idx];
    let resource = &known.resource;
    let rule_sets: Vec<(usize, String)> = simulator
        .compiled
        .rule_sets_for(resource.resource_type)
        .map(|(idx, record_type)| (idx, record_type.name.clone()))
        .collect();
    let assigned_id = known.assigned_id.as_deref();
    let mut rows = Vec::new();
    for (rule_set_idx, record_type) in rule_sets {
        let run = RunOf { rule_set_idx, resource, assigned_id, current: None, groups };
        let current = simulator.found_record(&run);
        let mapped = simulator.mapped(&RunOf { current: current.as_ref(), ..run });
        let linked = known.id().and_then(|id| simulator.directory.linked_to(&record_type, id));
        rows.push(Found {
            row: MatchRow {
                known_idx,
                subject: resource.label(),
                record_type,
                kind: MatchKind::Created,
                record: String::new(),
                reason: String::new(),
            },
            run: mapped,
            is_linked: linked.is_some(),
        });
    }
    rows
}

/// The rows of one resource without the types of record that it is not meant to be.
fn meant(mut found: Vec<Found>) -> Vec<Found> {
    let is_refused = |found: &Found| found.run.as_ref().is_some_and(|run| run.status == RunStatus::Rejected);
    if found.len() < 2 {
        return found;
    }
    if !found.iter().all(is_refused) {
        found.retain(|found| !is_refused(found));
        return found;
    }
    let reasons: Vec<String> = found.iter_mut().filter_map(|found| found.run.take()?.reason).collect();
    found.truncate(1);
    for only in &mut found {
        only.row.kind = MatchKind::NoRecord;
        only.row.reason = reasons.join("; ");
    }
    found
}

/// What identifies the record that is reached or created.
type RecordKey = (String, String);

/// The subjects that reach or create the same record.
fn shared_records(simulator: &Simulator<'_>, found: &[Found]) -> BTreeMap<RecordKey, Vec<(usize, String)>> {
    let mut users: BTreeMap<RecordKey, Vec<(usize, String)>> = BTreeMap::new();
    for found in found {
        if let Some(key) = record_key(simulator, found) {
            users.entry(key).or_default().push((found.row.known_idx, found.row.subject.clone()));
        }
    }
    users
}

fn record_key(simulator: &Simulator<'_>, found: &Found) -> Option<RecordKey> {
    let run = found.run.as_ref().filter(|run| run.status == RunStatus::Written)?;
    let record_type = simulator.target.record_type(&found.row.record_type)?;
    let record = run.current.as_ref().unwrap_or(&run.record);
    let field = record_type.match_field.as_ref()?;
    let own_id = || run.current.as_ref().and_then(|record| record.key("id"));
    Some((record_type.name.clone(), own_id().or_else(|| record.key(field))?))
}

fn told(
    simulator: &Simulator<'_>,
    found: Found,
    users_by_record: &BTreeMap<RecordKey, Vec<(usize, String)>>,
) -> MatchRow {
    let key = record_key(simulator, &found);
    let Found { mut row, run, is_linked } = found;
    if row.kind == MatchKind::NoRecord {
        return row;
    }
    let Some((run, record_type)) = run.zip(simulator.target.record_type(&row.record_type)) else {
        row.kind = MatchKind::NotWritten;
        return row;
    };
    if run.status != RunStatus::Written {
        row.kind = MatchKind::NotWritten;
        row.record = run.current.as_ref().map(|record| record_words(record_type, record)).unwrap_or_default();
        row.reason = run.reason.unwrap_or_default();
        return row;
    }
    let others: Vec<&str> = key
        .and_then(|key| users_by_record.get(&key))
        .into_iter()
        .flatten()
        .filter(|(idx, _)| *idx != row.known_idx)
        .map(|(_, subject)| subject.as_str())
        .collect();
    if let Some(record) = &run.current {
        row.record = record_words(record_type, record);
        (row.kind, row.reason) = reached(record_type, record, is_linked, &others);
    } else {
        row.record = record_words(record_type, &run.record);
        (row.kind, row.reason) = created(simulator, record_type, &run.record, &others);
    }
    row
}

fn reached(
    record_type: &RecordType,
    record: &Record,
    is_linked: bool,
    others: &[&str],
) -> (MatchKind, String) {
    if !others.is_empty() {
        return (MatchKind::Shared, format!("{} reaches the same record", others.join(", ")));
    }
    let field = |name: Option<&String>| {
        let name = name.map(String::as_str).unwrap_or_default();
        let text = record.get(name).and_then(Value::as_str).unwrap_or_default();
        format!("`{name}` is {text}")
    };
    if is_linked {
        let reason = format!("The record is linked to it: {}", field(record_type.link_field.as_ref()));
        return (MatchKind::Linked, reason);
    }
    (
        MatchKind::Matched,
        format!("The record has the same value: {}", field(record_type.match_field.as_ref())),
    )
}

fn created(
    simulator: &Simulator<'_>,
    record_type: &RecordType,
    record: &Record,
    others: &[&str],
) -> (MatchKind, String) {
    let kind = record_type.title.to_lowercase();
    if !others.is_empty() {
        let reason = format!("{} would create the same {kind}", others.join(", "));
        return (MatchKind::Shared, reason);
    }
    let records = simulator.directory.records(&record_type.name);
    let twin = records.iter().find_map(|other| Some((other, likeness(record_type, record, other)?)));
    match twin {
        Some((other, likeness)) => {
            let reason = format!(
                "A new {kind} is created, although {} has {likeness}",
                record_words(record_type, other)
            );
            (MatchKind::CreatedTwice, reason)
        }
        None => (MatchKind::Created, format!("No {kind} has its {}", match_words(record_type, record))),
    }
}

fn match_words(record_type: &RecordType, record: &Record) -> String {
    let field = record_type.match_field.as_deref().unwrap_or_default();
    let value = record.get(field).and_then(Value::as_str).unwrap_or_default();
    format!("{field} {value}")
}

/// Why two records look like the same person although their match fields differ.
fn likeness(record_type: &RecordType, record: &Record, other: &Record) -> Option<String> {
    let same =
        record_type.fields.iter().filter(|field| identifies(record_type, &field.name)).find_map(|field| {
            let key = record.key(&field.name).filter(|key| !key.is_empty())?;
            (other.key(&field.name).as_ref() == Some(&key)).then(|| {
                let value = record.get(&field.name).and_then(Value::as_str).unwrap_or_default();
                format!("the same {} {value}", field.name)
            })
        });
    same.or_else(|| {
        let address = shared_address(record_type, record, other)
            .or_else(|| shared_address(record_type, other, record))?;
        Some(format!("the e-mail address {address}"))
    })
}

/// The fields by which records are told apart, without the match field and the link.
fn identifies(record_type: &RecordType, field: &str) -> bool {
    let is_apart = [&record_type.match_field, &record_type.link_field]
        .iter()
        .any(|known| known.as_deref() == Some(field));
    let is_number = field.ends_with("ID") && field.len() > 2;
    !is_apart && (is_number || record_type.lookup_fields.iter().any(|known| known == field))
}

/// The e-mail address of `one` when it stands in a list of `other`.
fn shared_address(record_type: &RecordType, one: &Record, other: &Record) -> Option<String> {
    let field = record_type.match_field.as_ref().and_then(|field| record_type.field(field))?;
    if field.field_type != FieldType::Email {
        return None;
    }
    let address = one.key(&field.name).filter(|address| !address.is_empty())?;
    let lists = record_type.fields.iter().filter(|field| matches!(field.field_type, FieldType::List(_)));
    let mut items = lists.filter_map(|list| other.get(&list.name)?.as_array()).flatten();
    let is_same = |value: &Value| value.as_str().is_some_and(|text| text.trim().to_lowercase() == address);
    items.any(|item| item.as_object().is_some_and(|item| item.values().any(is_same))).then_some(address)
}

/// The record's name and its value in the match field.
fn record_words(record_type: &RecordType, record: &Record) -> String {
    let text = |field: &str| record.get(field).and_then(Value::as_str).unwrap_or_default();
    let matched = record_type.match_field.as_deref().map(text).unwrap_or_default();
    let last_lookup = record_type.lookup_fields.last().map(|field| text(field)).unwrap_or_default();
    match (last_lookup, matched) {
        ("", matched) => matched.to_owned(),
        (name, matched) if name == matched || matched.is_empty() => name.to_owned(),
        (name, matched) => format!("{name} ({matched})"),
    }
}
