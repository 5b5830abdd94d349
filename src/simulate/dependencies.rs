//! On which attributes each field depends, for one person: the mapping is run with one part of the
//! resource taken away after the other.
//!
//! Not what the scripts name: an attribute that makes no difference here does not count.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::mapping::{MappingRun, OutcomeKind};
use crate::simulate::Simulator;
use crate::simulate::parts::{Change, Changed, parts_of};
use crate::simulate::run_of::RunOf;

/// How often the mapping is run for the explanations of one record.
const MOST_RUNS: usize = 60;

/// The path under which membership of groups is named.
pub(super) const GROUPS: &str = "groups";

/// What is known of the causes of field values.
#[derive(Clone, Debug, Default)]
pub(super) struct Explanation {
    /// The parts that differ between the resource before and after.
    pub changed: Vec<Changed>,
    /// By field the attributes that make a difference.
    follows: BTreeMap<String, Vec<String>>,
    /// The fields that are only set on new records and would have another value now.
    pub held_back: Vec<String>,
}

impl Explanation {
    /// The attributes that a field depends on.
    pub fn follows(&self, field: &str) -> &[String] {
        self.follows.get(field).map_or(&[], Vec::as_slice)
    }

    /// The changes that a field depends on.
    pub fn causes(&self, field: &str) -> Vec<&Changed> {
        let follows = self.follows(field);
        self.changed.iter().filter(|changed| follows.contains(&changed.path)).collect()
    }
}

/// A run and the one before it.
#[derive(Clone, Copy)]
pub(super) struct Explained<'r> {
    /// The resource before, when there was one.
    pub before: Option<RunOf<'r>>,
    /// The resource afterwards.
    pub after: RunOf<'r>,
    /// What came of the resource afterwards.
    pub run: &'r MappingRun,
}

impl Simulator<'_> {
    /// Finds out what each field depends on. Attributes that changed come first; when there are more
    /// than can be tried, the last ones are left out.
    pub(super) fn explain(&mut self, explained: &Explained<'_>, changed: Vec<Changed>) -> Explanation {
        let mut explanation = Explanation { changed, ..Explanation::default() };
        let mut n_runs = MOST_RUNS;
        self.follow_changes_before(explained, &mut explanation, &mut n_runs);
        self.follow(&explained.after, explained.run, &mut explanation, &mut n_runs);
        self.find_held_back(explained, &mut explanation);
        explanation
    }

    /// What depends on a part that is there no longer, or was another: seen in the resource before.
    fn follow_changes_before(
        &mut self,
        explained: &Explained<'_>,
        explanation: &mut Explanation,
        n_runs: &mut usize,
    ) {
        let Some(before) = explained.before else { return };
        let gone = explanation.changed.iter().filter(|changed| changed.change != Change::Added);
        let gone: BTreeSet<&str> = gone.map(|changed| changed.path.as_str()).collect();
        let parts: Vec<_> =
            parts_of(before.resource).into_iter().filter(|part| gone.contains(part.path.as_str())).collect();
        if parts.is_empty() {
            return;
        }
        let Some(baseline) = self.mapped(&before) else { return };
        for part in parts.iter().take(MOST_RUNS / 3) {
            let resource = part.taken_from(before.resource);
            self.compare(&RunOf { resource: &resource, ..before }, &baseline, &part.path, explanation);
            *n_runs = n_runs.saturating_sub(1);
        }
    }

    fn follow(
        &mut self,
        after: &RunOf<'_>,
        baseline: &MappingRun,
        explanation: &mut Explanation,
        n_runs: &mut usize,
    ) {
        if after.groups.iter().any(|group| !group.member_ids.is_empty()) {
            self.compare(&RunOf { groups: &[], ..*after }, baseline, GROUPS, explanation);
        }
        let mut parts = parts_of(after.resource);
        let changed: BTreeSet<&str> =
            explanation.changed.iter().map(|changed| changed.path.as_str()).collect();
        parts.sort_by_key(|part| !changed.contains(part.path.as_str()));
        let mut silent = Vec::new();
        for part in parts.iter().take(*n_runs) {
            *n_runs -= 1;
            let resource = part.taken_from(after.resource);
            if !self.compare(&RunOf { resource: &resource, ..*after }, baseline, &part.path, explanation) {
                silent.push(part);
            }
        }
        // Where another attribute steps in with the same value, another value still shows.
        for part in silent.into_iter().take(*n_runs) {
            if let Some(resource) = part.altered_in(after.resource) {
                self.compare(&RunOf { resource: &resource, ..*after }, baseline, &part.path, explanation);
            }
        }
    }

    /// Notes the fields that come out otherwise, and says whether there are any.
    fn compare(
        &mut self,
        run: &RunOf<'_>,
        baseline: &MappingRun,
        path: &str,
        explanation: &mut Explanation,
    ) -> bool {
        let Some(without) = self.mapped(run) else { return false };
        let mut matters = false;
        for outcome in &baseline.outcomes {
            if result(baseline, &outcome.field) != result(&without, &outcome.field) {
                let follows = explanation.follows.entry(outcome.field.clone()).or_default();
                if !follows.iter().any(|known| known == path) {
                    follows.push(path.to_owned());
                }
                matters = true;
            }
        }
        matters
    }

    /// The fields that are only set on new records and of which a new record would have another
    /// value than before.
    fn find_held_back(&mut self, explained: &Explained<'_>, explanation: &mut Explanation) {
        let has_skipped =
            explained.run.outcomes.iter().any(|outcome| outcome.outcome == OutcomeKind::Skipped);
        let Some(before) = explained.before.filter(|_| has_skipped && !explanation.changed.is_empty()) else {
            return;
        };
        let as_new = |run: RunOf<'_>, simulator: &mut Self| simulator.mapped(&RunOf { current: None, ..run });
        let (Some(old), Some(new)) = (as_new(before, self), as_new(explained.after, self)) else { return };
        let skipped = explained.run.outcomes.iter().filter(|outcome| outcome.outcome == OutcomeKind::Skipped);
        let differing =
            skipped.filter(|outcome| result(&old, &outcome.field) != result(&new, &outcome.field));
        explanation.held_back = differing.map(|outcome| outcome.field.clone()).collect();
    }
}

/// What the last rule for a field did.
fn result<'r>(run: &'r MappingRun, field: &str) -> Option<(OutcomeKind, &'r Value, &'r str)> {
    let outcome = run.outcomes.iter().rev().find(|outcome| outcome.field == field)?;
    let why = if outcome.outcome == OutcomeKind::Failed { outcome.reason.as_str() } else { "" };
    Some((outcome.outcome, &outcome.value, why))
}
