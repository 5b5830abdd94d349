//! What becomes of the records of one resource.
//!
//! Not the reasons field by field; those are in `fields`.

use std::sync::Arc;

use crate::mapping::{GroupInfo, MappingRun, RunStatus};
use crate::scim::{Dialect, Resource, ScimError};
use crate::simulate::dependencies::{Explained, Explanation};
use crate::simulate::fields::{self, FieldInput};
use crate::simulate::parts::changed_parts;
use crate::simulate::run_of::RunOf;
use crate::simulate::store::{Origin, Store};
use crate::simulate::{AttributeChange, Method, RecordBasis, RecordChange, Simulator};
use crate::target::{Directory, Record};

/// A resource whose records a request reaches. Resources are normalised.
#[derive(Clone, Debug)]
pub(super) struct Affected {
    pub entry_idx: usize,
    /// Why; empty for the resource of the request itself.
    pub because: String,
    pub before: Option<Resource>,
    /// `None` when it is gone.
    pub after: Option<Resource>,
}

/// What is the same for all records that a request reaches.
#[derive(Clone, Copy)]
pub(super) struct Scene<'s> {
    pub dialect: &'s Dialect,
    pub method: Method,
    pub groups_before: &'s [GroupInfo],
    pub groups_after: &'s [GroupInfo],
    /// What the request names.
    pub attributes: &'s [AttributeChange],
    /// Why it is refused.
    pub error: Option<&'s ScimError>,
    /// What it would have done without what is wrong with it.
    pub without_fault: Option<&'s Resource>,
    /// Reasons are wanted, not only labels.
    pub explains: bool,
    /// The records of the account before the first request.
    pub first_directory: &'s Arc<Directory>,
    /// Something follows that may look for the records that are written.
    pub goes_on: bool,
}

/// The record before, and how it was found.
struct Before {
    basis: RecordBasis,
    record: Option<Record>,
}

impl Simulator<'_> {
    /// One change for each rule set of the resource's type. The records afterwards are kept for the
    /// next request.
    pub(super) fn record_changes(
        &mut self,
        store: &mut Store,
        affected: &Affected,
        scene: &Scene<'_>,
    ) -> Vec<RecordChange> {
        let Some(resource) = affected.before.as_ref().or(affected.after.as_ref()) else { return Vec::new() };
        let rule_sets: Vec<(usize, String)> = self
            .compiled
            .rule_sets_for(resource.resource_type)
            .map(|(idx, record_type)| (idx, record_type.name.clone()))
            .collect();
        let mut changes = Vec::with_capacity(rule_sets.len());
        for (rule_set_idx, record_type) in rule_sets {
            let before = self.record_before(store, affected, scene, rule_set_idx, &record_type);
            let change = self.record_change(store, affected, scene, rule_set_idx, record_type, before);
            if let Some(record) = &change.after {
                let entry = &mut store.entries[affected.entry_idx];
                entry.records.insert(change.record_type.clone(), record.clone());
                if scene.goes_on {
                    self.hold(&change);
                }
            }
            changes.push(change);
        }
        changes
    }

    /// Has later runs find a record as it is written.
    fn hold(&mut self, change: &RecordChange) {
        let is_changed = change.status == RunStatus::Written && change.before != change.after;
        let Some(after) = change.after.clone().filter(|_| is_changed) else { return };
        let mut directory = Arc::clone(self.compiled.directory());
        // Held by nobody else it is changed in place.
        self.compiled.set_directory(Arc::default());
        Arc::make_mut(&mut directory).hold(&change.record_type, change.before.as_ref(), after);
        self.compiled.set_directory(directory);
    }

    fn record_before(
        &mut self,
        store: &Store,
        affected: &Affected,
        scene: &Scene<'_>,
        rule_set_idx: usize,
        record_type: &str,
    ) -> Before {
        let entry = &store.entries[affected.entry_idx];
        if let Some(record) = entry.records.get(record_type) {
            return Before { basis: RecordBasis::Given, record: Some(record.clone()) };
        }
        let new = Before { basis: RecordBasis::New, record: None };
        let Some(resource) = affected.before.as_ref().or(affected.after.as_ref()) else { return new };
        if entry.origin == Origin::New {
            return new;
        }
        let assigned_id = entry.known.assigned_id.as_deref();
        let run = RunOf { rule_set_idx, resource, assigned_id, current: None, groups: scene.groups_before };
        if let Some(record) = self.found_record(&run) {
            let id = resource.id().or(assigned_id);
            let is_linked =
                id.is_some_and(|id| self.compiled.directory().linked_to(record_type, id).is_some());
            let basis = if is_linked { RecordBasis::Linked } else { RecordBasis::Matched };
            return Before { basis, record: Some(record) };
        }
        if affected.before.is_none() {
            return new;
        }
        // References are looked up as they were when it was written.
        let directory = Arc::clone(self.compiled.directory());
        self.compiled.set_directory(Arc::clone(scene.first_directory));
        let derived = self.mapped(&run);
        self.compiled.set_directory(directory);
        match derived {
            Some(run) if run.status == RunStatus::Written => {
                Before { basis: RecordBasis::Derived, record: Some(run.record) }
            }
            _ => new,
        }
    }

    fn record_change(
        &mut self,
        store: &Store,
        affected: &Affected,
        scene: &Scene<'_>,
        rule_set_idx: usize,
        record_type: String,
        before: Before,
    ) -> RecordChange {
        let entry = &store.entries[affected.entry_idx];
        let shown = affected.after.as_ref().or(affected.before.as_ref());
        let mut change = RecordChange {
            subject: shown.map(Resource::label).unwrap_or_default(),
            because: affected.because.clone(),
            record_type,
            basis: before.basis,
            status: RunStatus::Rejected,
            reason: None,
            after: before.record.clone(),
            before: before.record,
            fields: Vec::new(),
        };
        let Some(resource) = scene.without_fault.or(affected.after.as_ref()) else {
            let kind = shown.map_or("resource", |resource| resource.resource_type.name()).to_lowercase();
            change.reason =
                Some(format!("The {kind} is deleted; nothing is written, and the record stays as it is"));
            change.fields = self.fields_of(&change, None, &Explanation::default(), scene);
            return change;
        };
        let assigned_id = entry.known.assigned_id.as_deref();
        let current = change.before.clone();
        let after = RunOf {
            rule_set_idx,
            resource,
            assigned_id,
            current: current.as_ref(),
            groups: scene.groups_after,
        };
        let Some(run) = self.mapped(&after) else { return change };
        let before = affected.before.as_ref();
        let before = before.map(|resource| RunOf { resource, groups: scene.groups_before, ..after });
        let explanation = if scene.explains {
            let changed = changed_parts(affected.before.as_ref(), Some(resource));
            self.explain(&Explained { before, after, run: &run }, changed)
        } else {
            Explanation::default()
        };
        change.status = run.status;
        change.reason.clone_from(&run.reason);
        match scene.error {
            Some(error) => {
                change.status = RunStatus::Rejected;
                change.reason = Some(format!("The request is refused: {}", error.detail));
            }
            None if run.status == RunStatus::Written => change.after = Some(run.record.clone()),
            None => {}
        }
        change.fields = self.fields_of(&change, Some(&run), &explanation, scene);
        change
    }

    fn fields_of(
        &self,
        change: &RecordChange,
        run: Option<&MappingRun>,
        explanation: &Explanation,
        scene: &Scene<'_>,
    ) -> Vec<crate::simulate::FieldChange> {
        let Some(record_type) = self.target.record_type(&change.record_type) else { return Vec::new() };
        let input = FieldInput {
            target: self.target,
            record_type,
            change,
            run,
            explanation,
            scene,
            is_known_user: &|id| {
                self.known.iter().any(|known| known.id() == Some(id))
                    || self.compiled.directory().linked_to(&change.record_type, id).is_some()
            },
        };
        fields::field_changes(&input)
    }
}
