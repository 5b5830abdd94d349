//! The runs that cases speak of, held against what the cases expect. A case is run again when
//! something was edited that its result depends on.

use std::collections::HashMap;
use std::sync::Arc;

use indexmap::IndexMap;

use crate::mapping::{Case, CaseResult, MappingVersion, verify};
use crate::project::{ProjectModel, Sample, Samples};
use crate::scim::ResourceType;
use crate::workbench::cases::{current_of, no_rule_set, no_sample, not_run};
use crate::workbench::preview::CaseIndex;
use crate::workbench::recompute::RecomputeCache;
use crate::workbench::recompute::engine::Engine;
use crate::workbench::recompute::rows::Rows;

/// What is known of the cases.
#[derive(Debug, Default)]
pub(super) struct CaseRuns {
    known: HashMap<String, KnownCase>,
    /// What the results are of.
    source: Option<Source>,
    pub results: Vec<CaseResult>,
    pub index: Arc<CaseIndex>,
}

#[derive(Debug)]
struct Source {
    cases: Arc<IndexMap<String, Case>>,
    samples: Samples,
    version: Option<MappingVersion>,
}

/// A case with its result, and what that depends on.
#[derive(Debug)]
struct KnownCase {
    case: Case,
    sample: Option<Arc<Sample>>,
    resource_type: Option<ResourceType>,
    /// The rule set that was run.
    rule_set: Option<usize>,
    /// `None` when it has to be run again.
    version: Option<MappingVersion>,
    result: CaseResult,
}

impl CaseRuns {
    /// All cases have to be run again.
    pub fn forget(&mut self) {
        self.known.clear();
        self.source = None;
    }
}

/// Brings the results of the cases up to date. `None` when that was cancelled; what was run until
/// then is kept.
pub(super) fn verify_cases(
    model: &ProjectModel,
    cache: &mut RecomputeCache,
    is_cancelled: &dyn Fn() -> bool,
) -> Option<()> {
    let version = cache.engine.version();
    let is_same = cache.cases.source.as_ref().is_some_and(|of| {
        of.version == version && Arc::ptr_eq(&of.cases, &model.cases) && of.samples.is_same(&model.samples)
    });
    if is_same {
        return Some(());
    }
    let places = samples_of_cases(model);
    let mut results = Vec::with_capacity(model.cases.len());
    for (stem, case) in model.cases.iter() {
        if is_cancelled() {
            return None;
        }
        let RecomputeCache { rows, engine, cases, .. } = cache;
        let place = places.get(case.sample.as_str()).copied();
        let sample = place.and_then(|place| Some((place, model.samples.get(place)?)));
        let known = cases.known.remove(stem);
        let now = known
            .filter(|known| known.holds(case, sample, engine))
            .map_or_else(|| run_again(case, sample, rows, engine), |known| KnownCase { version, ..known });
        results.push(now.result.clone());
        cases.known.insert(stem.clone(), now);
    }
    cache.cases.known.retain(|stem, _| model.cases.contains_key(stem));
    let with_places = model
        .cases
        .iter()
        .zip(&results)
        .map(|((stem, case), result)| (stem, case, places.get(case.sample.as_str()).copied(), result));
    cache.cases.index = Arc::new(CaseIndex::new(with_places));
    cache.cases.results = results;
    cache.cases.source =
        Some(Source { cases: Arc::clone(&model.cases), samples: model.samples.clone(), version });
    Some(())
}

/// The samples that cases name, by stem.
fn samples_of_cases(model: &ProjectModel) -> HashMap<&str, usize> {
    let mut samples: HashMap<&str, Option<usize>> =
        model.cases.values().map(|case| (case.sample.as_str(), None)).collect();
    if samples.is_empty() {
        return HashMap::new();
    }
    for (idx, sample) in model.samples.iter().enumerate() {
        if let Some(place) = samples.get_mut(sample.stem.as_str()) {
            place.get_or_insert(idx);
        }
    }
    samples.into_iter().filter_map(|(stem, place)| Some((stem, place?))).collect()
}

impl KnownCase {
    /// Whether the result is still the one that a run would give.
    fn holds(&self, case: &Case, sample: Option<(usize, &Arc<Sample>)>, engine: &Engine) -> bool {
        let is_same_sample = match (&self.sample, sample) {
            (Some(known), Some((_, sample))) => Arc::ptr_eq(known, sample),
            (None, None) => true,
            _ => false,
        };
        let (true, Some(since)) = (is_same_sample && self.case == *case, self.version) else { return false };
        let Some(resource_type) = self.resource_type else { return true };
        let rule_set = engine.rule_set_for(resource_type, &case.record_type);
        rule_set == self.rule_set && rule_set.is_none_or(|rule_set| engine.is_nothing_stale(rule_set, since))
    }
}

/// Runs a case: with the record as it is found, unless the case has another one.
fn run_again(
    case: &Case,
    sample: Option<(usize, &Arc<Sample>)>,
    rows: &mut Rows,
    engine: &Engine,
) -> KnownCase {
    let mut known = KnownCase {
        case: case.clone(),
        sample: sample.map(|(_, sample)| Arc::clone(sample)),
        resource_type: None,
        rule_set: None,
        version: engine.version(),
        result: CaseResult::not_run(case, no_sample(case)),
    };
    let Some((place, prepared)) = sample.and_then(|(place, _)| Some((place, rows.prepare(place)?))) else {
        return known;
    };
    let input = match prepared.as_ref() {
        Ok(input) => input,
        Err(why) => return KnownCase { result: CaseResult::not_run(case, not_run(*why)), ..known },
    };
    let resource_type = input.resource.resource_type;
    known.resource_type = Some(resource_type);
    known.rule_set = engine.rule_set_for(resource_type, &case.record_type);
    let groups = rows.memberships(place, || engine.memberships(input));
    let run = known.rule_set.and_then(|set| engine.run_rule_set(set, input, &groups, current_of(case)));
    known.result = match run {
        Some(run) => verify(case, Some(&run)),
        None => CaseResult::not_run(case, no_rule_set(case, resource_type)),
    };
    known
}
