//! The runs that cases speak of, held against what the cases expect.

use std::collections::HashMap;

use crate::mapping::{Case, CaseRecord, CaseResult, CurrentRecord, MappingRun, verify};
use crate::project::ProjectModel;
use crate::workbench::recompute::RecomputeCache;

/// What came of the cases, in their order.
pub(super) fn verify_cases(model: &ProjectModel, cache: &mut RecomputeCache) -> Vec<CaseResult> {
    if model.cases.is_empty() {
        return Vec::new();
    }
    let samples = samples_of_cases(model);
    let cases = model.cases.values();
    cases
        .map(|case| {
            let sample = samples.get(case.sample.as_str()).copied().flatten();
            verify(case, sample.and_then(|sample| case_run(case, sample, cache)).as_ref())
        })
        .collect()
}

/// The samples that cases name, by stem.
fn samples_of_cases(model: &ProjectModel) -> HashMap<&str, Option<usize>> {
    let mut samples: HashMap<&str, Option<usize>> =
        model.cases.values().map(|case| (case.sample.as_str(), None)).collect();
    for (idx, sample) in model.samples.iter().enumerate() {
        if let Some(place) = samples.get_mut(sample.stem.as_str()) {
            place.get_or_insert(idx);
        }
    }
    samples
}

/// The run that a case speaks of: with the record as it is found, unless the case has another one.
fn case_run(case: &Case, sample: usize, cache: &mut RecomputeCache) -> Option<MappingRun> {
    let current = match &case.current {
        CaseRecord::FromRecords => CurrentRecord::Matched,
        CaseRecord::New => CurrentRecord::New,
        CaseRecord::Given(record) => CurrentRecord::Given(record),
    };
    let prepared = cache.rows.prepare(sample)?;
    let input = prepared.as_ref().as_ref().ok()?;
    let groups = cache.rows.memberships(sample, || cache.engine.memberships(input));
    let runs = cache.engine.run(input, &groups, current);
    runs.into_iter().find(|run| run.record_type == case.record_type)
}
