//! The records that an account holds today, and how one of them is found.

use std::borrow::Cow;
use std::collections::BTreeMap;

use ahash::HashMap;

use crate::target::{Record, RecordType, TargetSchema};

/// Records by type, found by what identifies them.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    types: BTreeMap<String, TypeIndex>,
}

#[derive(Clone, Debug, Default)]
struct TypeIndex {
    records: Vec<Record>,
    lookup_fields: Vec<String>,
    match_field: Option<String>,
    link_field: Option<String>,
    by_field: BTreeMap<String, HashMap<String, usize>>,
}

impl Directory {
    /// A directory of these records, by name of the record type. Records of types that the target
    /// does not have are left out.
    pub fn new(target: &TargetSchema, records: &BTreeMap<String, Vec<Record>>) -> Self {
        let types = target
            .record_types
            .iter()
            .filter_map(|record_type| {
                let records = records.get(&record_type.name)?;
                Some((record_type.name.clone(), TypeIndex::new(record_type, records.clone())))
            })
            .collect();
        Self { types }
    }

    /// Whether any record of this type is known; without one a reference cannot be checked.
    pub fn knows(&self, record_type: &str) -> bool {
        self.types.get(record_type).is_some_and(|index| !index.records.is_empty())
    }

    /// The records of a type, in the order they were given.
    pub fn records(&self, record_type: &str) -> &[Record] {
        self.types.get(record_type).map_or(&[], |index| &index.records)
    }

    /// Texts by which records can be found, at most so many for each field that records are found by;
    /// in the order of record types, fields and records.
    pub fn texts_to_find(&self, most: usize) -> impl Iterator<Item = String> {
        self.types.values().flat_map(move |index| {
            index.lookup_fields.iter().flat_map(move |field| {
                let values = index.records.iter().filter_map(move |record| record.get(field));
                values.filter_map(|value| value.as_str().map(str::to_owned)).take(most)
            })
        })
    }

    /// The record that `text` speaks of, compared without case with each lookup field in turn.
    pub fn find(&self, record_type: &str, text: &str) -> Option<&Record> {
        let index = self.types.get(record_type)?;
        let key = key_of(text);
        index.lookup_fields.iter().find_map(|field| index.get(field, &key))
    }

    /// The record that is linked to the SCIM resource with this id.
    pub fn linked_to(&self, record_type: &str, resource_id: &str) -> Option<&Record> {
        let index = self.types.get(record_type)?;
        index.get(index.link_field.as_deref()?, &key_of(resource_id))
    }

    /// The record whose match field has this value.
    pub fn matching(&self, record_type: &str, value: &str) -> Option<&Record> {
        let index = self.types.get(record_type)?;
        index.get(index.match_field.as_deref()?, &key_of(value))
    }

    /// Holds a record as it is after a change, in the place of the one before; a new one follows the
    /// others. Nothing is held of a type of which no record is known.
    pub fn hold(&mut self, record_type: &str, before: Option<&Record>, after: Record) {
        let Some(index) = self.types.get_mut(record_type).filter(|index| !index.records.is_empty()) else {
            return;
        };
        match before.and_then(|before| index.position(before)) {
            Some(idx) => index.replace(idx, after),
            None => index.push(after),
        }
    }
}

impl TypeIndex {
    fn new(record_type: &RecordType, records: Vec<Record>) -> Self {
        let fields =
            record_type.lookup_fields.iter().chain(&record_type.match_field).chain(&record_type.link_field);
        let mut by_field: BTreeMap<String, HashMap<String, usize>> = BTreeMap::new();
        for field in fields {
            let keys = by_field.entry(field.clone()).or_default();
            for (idx, record) in records.iter().enumerate() {
                if let Some(key) = record.key(field) {
                    keys.entry(key).or_insert(idx);
                }
            }
        }
        Self {
            records,
            lookup_fields: record_type.lookup_fields.clone(),
            match_field: record_type.match_field.clone(),
            link_field: record_type.link_field.clone(),
            by_field,
        }
    }

    /// Where this record is: the same one, else one with the same link or match.
    fn position(&self, record: &Record) -> Option<usize> {
        let fields = self.link_field.iter().chain(&self.match_field).chain(&self.lookup_fields);
        let found: Vec<(usize, bool)> = fields
            .filter_map(|field| {
                let key = record.key(field).filter(|key| !key.is_empty())?;
                let idx = *self.by_field.get(field)?.get(&key)?;
                let is_key =
                    [&self.link_field, &self.match_field].iter().any(|key| key.as_ref() == Some(field));
                Some((idx, is_key))
            })
            .collect();
        let same = found.iter().find(|(idx, _)| self.records.get(*idx) == Some(record));
        same.or_else(|| found.iter().find(|(_, is_key)| *is_key)).map(|(idx, _)| *idx)
    }

    fn push(&mut self, record: Record) {
        let idx = self.records.len();
        for (field, keys) in &mut self.by_field {
            if let Some(key) = record.key(field) {
                keys.entry(key).or_insert(idx);
            }
        }
        self.records.push(record);
    }

    /// Of several records with the same value the first stays the one that is found.
    fn replace(&mut self, idx: usize, after: Record) {
        let Some(held) = self.records.get_mut(idx) else { return };
        let before = std::mem::replace(held, after);
        let Self { records, by_field, .. } = self;
        for (field, keys) in by_field {
            let after = records.get(idx).and_then(|record| record.key(field));
            let gone = before.key(field).filter(|key| Some(key) != after.as_ref());
            if let Some(gone) = gone.filter(|gone| keys.get(gone) == Some(&idx)) {
                let has_it = |record: &Record| record.key(field).as_ref() == Some(&gone);
                match records.iter().position(has_it) {
                    Some(next) => keys.insert(gone, next),
                    None => keys.remove(&gone),
                };
            }
            if let Some(after) = after {
                let first = keys.entry(after).or_insert(idx);
                *first = idx.min(*first);
            }
        }
    }

    /// A blank text finds nothing, although a record may have a blank value.
    fn get(&self, field: &str, key: &str) -> Option<&Record> {
        let idx = self.by_field.get(field)?.get(key).filter(|_| !key.is_empty())?;
        self.records.get(*idx)
    }
}

/// A text as it is compared; see [`Record::key`].
fn key_of(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    if text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.to_lowercase())
}
