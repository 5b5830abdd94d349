//! The background work behind the preview: compile the mapping, run it on all samples.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;

use crate::mapping::{Case, CaseRecord, CurrentRecord, MappingRun, verify};
use crate::project::{ProjectModel, Sample};
use crate::workbench::problems::collect_problems;
use crate::workbench::{Preview, ProjectRunner, SampleInput, SampleRun};

/// What a recomputation leaves for the next one: samples that are ready to be mapped.
#[derive(Debug, Default)]
pub struct RecomputeCache {
    prepared: HashMap<usize, (Arc<Sample>, Prepared)>,
}

/// A sample ready to be mapped, or why it is not.
pub(super) type Prepared = Arc<Result<SampleInput, &'static str>>;

impl RecomputeCache {
    /// The samples ready to be mapped; those that are gone are forgotten.
    pub(super) fn prepare(&mut self, samples: &[Arc<Sample>]) -> Vec<Prepared> {
        let mut old = std::mem::take(&mut self.prepared);
        samples
            .iter()
            .map(|sample| {
                // The cache holds the sample itself, so that its address stays its own.
                let key = Arc::as_ptr(sample).addr();
                let (sample, input) = old
                    .remove(&key)
                    .unwrap_or_else(|| (Arc::clone(sample), Arc::new(SampleInput::of_sample(sample))));
                self.prepared.insert(key, (sample, Arc::clone(&input)));
                input
            })
            .collect()
    }
}

/// The preview of a project. `None` when `is_cancelled` says so in between; it is asked before each
/// sample.
pub fn recompute(
    revision: u64,
    model: &ProjectModel,
    environment: &str,
    now: Timestamp,
    cache: &mut RecomputeCache,
    is_cancelled: &dyn Fn() -> bool,
) -> Option<Preview> {
    let inputs = cache.prepare(&model.samples);
    let ready = inputs.iter().filter_map(|input| input.as_ref().as_ref().ok());
    let mut runner = ProjectRunner::new(model, environment, now, ready);
    let mut samples = Vec::with_capacity(inputs.len());
    for input in inputs {
        if is_cancelled() {
            return None;
        }
        samples.push(match input.as_ref() {
            Ok(ready) => SampleRun {
                runs: runner.run(ready, CurrentRecord::Matched),
                repairs: ready.repairs.clone(),
                not_run: None,
            },
            Err(why) => SampleRun { not_run: Some((*why).to_owned()), ..SampleRun::default() },
        });
    }
    let cases = model
        .cases
        .values()
        .map(|case| verify(case, case_run(model, case, &samples, &mut runner).as_ref()))
        .collect();
    let problems = collect_problems(model, runner.diagnostics(), &samples);
    Some(Preview { revision, samples, problems, cases })
}

/// The run that a case speaks of: the sample's own, unless the case has another current record.
fn case_run(
    model: &ProjectModel,
    case: &Case,
    samples: &[SampleRun],
    runner: &mut ProjectRunner,
) -> Option<MappingRun> {
    let idx = model.samples.iter().position(|sample| sample.stem == case.sample)?;
    let of_type = |runs: &[MappingRun]| runs.iter().find(|run| run.record_type == case.record_type).cloned();
    let current = match &case.current {
        CaseRecord::FromRecords => return of_type(&samples.get(idx)?.runs),
        CaseRecord::New => CurrentRecord::New,
        CaseRecord::Given(record) => CurrentRecord::Given(record),
    };
    let input = SampleInput::of_sample(model.samples.get(idx)?).ok()?;
    of_type(&runner.run(&input, current))
}
