//! Whether a mapping does the same with masked people: the same ways through the scripts, the same
//! outcomes, the same remarks, the same verdicts on cases.
//!
//! Nothing is guessed: both projects are run.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde_json::Value;

use crate::diagnostic::Code;
use crate::mapping::{CaseRecord, Coverage, CoverageItem, CurrentRecord, MappingRun, verify};
use crate::project::{ProjectModel, SamplePayload};
use crate::workbench::explain::{described, prepared};
use crate::workbench::{ProjectRunner, SampleInput, ScriptPlace, display_value};

/// So many times a sample is run again to find the attribute behind a difference.
const MOST_TRIES: usize = 400;

/// What a mapping does otherwise with masked people.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MaskCheck {
    /// How many samples were run.
    pub n_samples: usize,
    /// How many cases were run.
    pub n_cases: usize,
    /// The samples with which something else happens, in order.
    pub different: Vec<SampleCheck>,
}

/// What a mapping does otherwise with a sample.
#[derive(Clone, Debug, PartialEq)]
pub struct SampleCheck {
    /// The sample, by its place in the project.
    pub sample: usize,
    /// Its name in the masked project.
    pub name: String,
    /// The name of the case in the masked project, when it speaks of one.
    pub case: Option<String>,
    /// What is different; never empty.
    pub differences: Vec<MaskDifference>,
}

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MaskDifference {
    /// The script that does something else, where there is one.
    pub place: Option<ScriptPlace>,
    /// What is different.
    pub words: String,
    /// The attributes that make the difference: with one of them as it was, it is gone. Empty when it
    /// takes several, or a record.
    pub attributes: Vec<String>,
}

impl MaskCheck {
    /// Whether nothing is different.
    pub fn is_same(&self) -> bool {
        self.different.is_empty()
    }
}

/// Runs two projects of the same mapping, samples and cases in the same order; `None` when
/// `is_cancelled` says so, which is asked before each sample.
pub fn check_masked(
    before: &ProjectModel,
    after: &ProjectModel,
    (environment, now): (&str, Timestamp),
    is_cancelled: &dyn Fn() -> bool,
) -> Option<MaskCheck> {
    let mut sides = [Side::new(before, environment, now), Side::new(after, environment, now)];
    let [left, right] = &mut sides;
    let (of_left, of_right) = (prepared(before), prepared(after));
    let left_items = left.items(&of_left, is_cancelled)?;
    let right_items = right.items(&of_right, is_cancelled)?;
    let mut tries = MOST_TRIES;
    let mut different = Vec::new();
    for (idx, (was, is)) in of_left.iter().zip(&of_right).enumerate() {
        if is_cancelled() {
            return None;
        }
        let nothing = BTreeSet::new();
        let items = (left_items.get(idx).unwrap_or(&nothing), right_items.get(idx).unwrap_or(&nothing));
        let mut differences = Vec::new();
        for item in items.0.symmetric_difference(items.1) {
            let is_new = items.1.contains(item);
            let Some((_, place, words)) = described(before, item) else { continue };
            let attributes = causes(
                &mut *right,
                (before, after),
                (is.entry.sample, is.current),
                (item, is_new),
                &mut tries,
            );
            let when = if is_new { "only after masking" } else { "only before masking" };
            differences.push(MaskDifference { place, words: format!("{words}, {when}"), attributes });
        }
        differences.extend(remark_differences(
            &left.runner.run(&was.input, was.current),
            &right.runner.run(&is.input, is.current),
        ));
        if !differences.is_empty() {
            let (entry, case) = (&is.entry, is.entry.case.as_ref());
            let name = after.samples.get(entry.sample).map(|sample| sample.name.clone()).unwrap_or_default();
            let case = case.map(|_| entry.name.clone());
            different.push(SampleCheck { sample: entry.sample, name, case, differences });
        }
    }
    different.extend(case_differences((before, left), (after, right)));
    Some(MaskCheck { n_samples: after.samples.len(), n_cases: after.cases.len(), different })
}

/// A project that is run.
struct Side {
    runner: ProjectRunner,
}

impl Side {
    fn new(model: &ProjectModel, environment: &str, now: Timestamp) -> Self {
        let inputs: Vec<SampleInput> =
            model.samples.iter().filter_map(|sample| SampleInput::of_sample(sample).ok()).collect();
        Self { runner: ProjectRunner::new(model, environment, now, &inputs) }
    }

    /// What each sample and case comes by.
    fn items(
        &self,
        prepared: &[crate::workbench::explain::Prepared<'_>],
        is_cancelled: &dyn Fn() -> bool,
    ) -> Option<Vec<BTreeSet<CoverageItem>>> {
        let inputs = prepared.iter().map(|of| (&of.input, of.current));
        let coverage = self.runner.coverage(inputs, is_cancelled)?;
        Some(by_sample(&coverage, prepared.len()))
    }

    /// What one input comes by.
    fn items_of(&self, input: &SampleInput, current: CurrentRecord<'_>) -> BTreeSet<CoverageItem> {
        let coverage = self.runner.coverage([(input, current)], &|| false);
        coverage.and_then(|coverage| by_sample(&coverage, 1).pop()).unwrap_or_default()
    }
}

fn by_sample(coverage: &Coverage, n_samples: usize) -> Vec<BTreeSet<CoverageItem>> {
    let mut items = vec![BTreeSet::new(); n_samples];
    for count in coverage.items() {
        for sample in coverage.samples_of(count.number) {
            if let Some(items) = items.get_mut(sample) {
                items.insert(count.item.clone());
            }
        }
    }
    items
}

/// The attributes with which, as they were, the difference is gone.
fn causes(
    side: &mut Side,
    (before, after): (&ProjectModel, &ProjectModel),
    (sample, current): (usize, CurrentRecord<'_>),
    (item, is_new): (&CoverageItem, bool),
    tries: &mut usize,
) -> Vec<String> {
    let (Some(was), Some(is)) = (before.samples.get(sample), after.samples.get(sample)) else {
        return Vec::new();
    };
    let (Some(old), Some(new)) = (was.payload.value(), is.payload.value()) else { return Vec::new() };
    let mut changed = Vec::new();
    changed_attributes(&old, &new, &mut Vec::new(), &mut changed);
    let mut names: Vec<String> = changed.iter().map(|(name, _)| name.clone()).collect();
    names.dedup();
    names.retain(|name| {
        if *tries == 0 {
            return false;
        }
        *tries -= 1;
        let mut restored = new.clone();
        for (_, pointer) in changed.iter().filter(|(other, _)| other == name) {
            if let (Some(place), Some(value)) = (restored.pointer_mut(pointer), old.pointer(pointer)) {
                *place = value.clone();
            }
        }
        let mut sample = (**is).clone();
        sample.payload = SamplePayload::of(&restored);
        let input = SampleInput::of_sample(&sample);
        input.is_ok_and(|input| side.items_of(&input, current).contains(item) != is_new)
    });
    names
}

/// The leaves that differ: the attribute's name without places, and the JSON pointer.
fn changed_attributes(old: &Value, new: &Value, path: &mut Vec<String>, found: &mut Vec<(String, String)>) {
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => {
            for (key, value) in old {
                if let Some(other) = new.get(key) {
                    path.push(key.clone());
                    changed_attributes(value, other, path, found);
                    path.pop();
                }
            }
        }
        (Value::Array(old), Value::Array(new)) => {
            for (idx, (value, other)) in old.iter().zip(new).enumerate() {
                path.push(idx.to_string());
                changed_attributes(value, other, path, found);
                path.pop();
            }
        }
        (old, new) if old != new => {
            let names = path.iter().filter(|step| step.parse::<usize>().is_err());
            let name =
                names.map(|step| step.rsplit(':').next().unwrap_or(step)).collect::<Vec<_>>().join(".");
            let steps = path.iter().map(|step| format!("/{}", step.replace('~', "~0").replace('/', "~1")));
            found.push((name, steps.collect()));
        }
        _ => {}
    }
}

/// Remarks that only one of the runs has.
fn remark_differences(before: &[MappingRun], after: &[MappingRun]) -> Vec<MaskDifference> {
    let remarks = |runs: &[MappingRun]| -> BTreeSet<(usize, usize, String, Code)> {
        let outcomes =
            runs.iter().flat_map(|run| run.outcomes.iter().map(|outcome| (run.rule_set_idx, outcome)));
        let remarks = outcomes.flat_map(|(rule_set, outcome)| {
            let of_rule = |code: Code| (rule_set, outcome.rule_idx, outcome.field.clone(), code);
            outcome.diagnostics.iter().map(|diagnostic| of_rule(diagnostic.code)).collect::<Vec<_>>()
        });
        remarks.collect()
    };
    let (before, after) = (remarks(before), remarks(after));
    let difference = |remark: &(usize, usize, String, Code)| {
        let (rule_set, rule, field, code) = remark;
        let when = if after.contains(remark) { "only after masking" } else { "only before masking" };
        MaskDifference {
            place: Some(ScriptPlace::Rule { rule_set: *rule_set, rule: *rule }),
            words: format!("{field} has the remark {}, {when}", code.id()),
            attributes: Vec::new(),
        }
    };
    before.symmetric_difference(&after).map(difference).collect()
}

/// Cases that are green on one side alone.
fn case_differences(
    (before, left): (&ProjectModel, &mut Side),
    (after, right): (&ProjectModel, &mut Side),
) -> Vec<SampleCheck> {
    let mut different = Vec::new();
    for (was, is) in before.cases.values().zip(after.cases.values()) {
        let was = verify(was, run_of(left, before, was).as_ref());
        let result = verify(is, run_of(right, after, is).as_ref());
        if was.passed == result.passed {
            continue;
        }
        let sample = after.samples.iter().position(|sample| sample.stem == is.sample).unwrap_or_default();
        let verdict = if result.passed { "green, and was red" } else { "red, and was green" };
        let mut differences = vec![MaskDifference {
            place: None,
            words: format!("the case is {verdict}"),
            attributes: Vec::new(),
        }];
        differences.extend(result.differences.iter().map(|difference| MaskDifference {
            place: None,
            words: format!(
                "{} is {} and not {}",
                difference.field,
                display_value(&difference.actual),
                display_value(&difference.expected)
            ),
            attributes: Vec::new(),
        }));
        let name = after.samples.get(sample).map(|sample| sample.name.clone()).unwrap_or_default();
        different.push(SampleCheck { sample, name, case: Some(is.name.clone()), differences });
    }
    different
}

fn run_of(side: &mut Side, model: &ProjectModel, case: &crate::mapping::Case) -> Option<MappingRun> {
    let input = SampleInput::of_sample(model.sample(&case.sample)?).ok()?;
    let current = match &case.current {
        CaseRecord::FromRecords => CurrentRecord::Matched,
        CaseRecord::New => CurrentRecord::New,
        CaseRecord::Given(record) => CurrentRecord::Given(record),
    };
    side.runner.run(&input, current).into_iter().find(|run| run.record_type == case.record_type)
}
