//! What a run needs to know of a record type, looked up once when a mapping is compiled.

use std::sync::Arc;

use crate::target::{RecordType, TargetField, TargetSchema};

/// A record type of a target, with its fields by index.
#[derive(Clone, Debug)]
pub(super) struct RecordLayout {
    target: Arc<TargetSchema>,
    record_type_idx: usize,
    /// The fields without which no record is written, in the order of the target.
    pub required_idxs: Vec<usize>,
    /// The field by which an existing record is found.
    pub match_field_idx: Option<usize>,
}

impl RecordLayout {
    /// `None` when the target has no such record type.
    pub fn new(target: &Arc<TargetSchema>, name: &str) -> Option<Self> {
        let record_type_idx = target.record_types.iter().position(|record_type| record_type.name == name)?;
        let record_type = &target.record_types[record_type_idx];
        let fields = record_type.fields.iter().enumerate();
        let required = fields.filter(|(_, field)| field.required && !field.read_only);
        let match_field = record_type.match_field.as_ref();
        Some(Self {
            required_idxs: required.map(|(idx, _)| idx).collect(),
            match_field_idx: match_field
                .and_then(|name| record_type.fields.iter().position(|field| &field.name == name)),
            target: Arc::clone(target),
            record_type_idx,
        })
    }

    /// The record type.
    pub fn record_type(&self) -> &RecordType {
        &self.target.record_types[self.record_type_idx]
    }

    /// The fields in the order of the target.
    pub fn fields(&self) -> &[TargetField] {
        &self.record_type().fields
    }

    /// The field with an index of this layout.
    pub fn field(&self, idx: usize) -> &TargetField {
        &self.fields()[idx]
    }

    /// The index of the field of this name. It is looked for from `start` on first: records mostly
    /// have their fields in the order of the target.
    pub fn position(&self, name: &str, start: usize) -> Option<usize> {
        let fields = self.fields();
        let is_named = |field: &TargetField| field.name == name;
        let behind = fields.get(start..).and_then(|behind| behind.iter().position(is_named));
        behind.map(|idx| start + idx).or_else(|| fields.iter().position(is_named))
    }
}
