//! Which cell, sample and field cases speak of, so that every panel can ask at once.
//!
//! Not the results, which stand beside it in the preview.

use std::collections::{BTreeMap, HashMap};

use crate::mapping::{Case, CaseRecord, CaseResult, RunStatus};

/// What the cases of a preview speak of. Places are those of its results.
#[derive(Clone, Debug, Default)]
pub(in crate::workbench) struct CaseIndex {
    stems: Vec<String>,
    places: HashMap<String, usize>,
    by_sample: HashMap<usize, Vec<SampleCase>>,
    /// How many cases are red in a field of a record type, those aside that are red as a whole.
    red_fields: BTreeMap<String, BTreeMap<String, usize>>,
    n_red: usize,
}

/// A case of a sample.
#[derive(Clone, Debug)]
pub(in crate::workbench) struct SampleCase {
    pub place: usize,
    pub record_type: String,
    /// The fields that are compared; all of them when it is `None`.
    pub only: Option<Vec<String>>,
    /// A record is expected, and it begins with the one that the project has.
    pub is_of_cells: bool,
}

impl CaseIndex {
    /// The index of cases in their order, each with its result and the sample that it names.
    pub fn new<'c>(
        cases: impl IntoIterator<Item = (&'c String, &'c Case, Option<usize>, &'c CaseResult)>,
    ) -> Self {
        let mut index = Self::default();
        for (place, (stem, case, sample, result)) in cases.into_iter().enumerate() {
            index.stems.push(stem.clone());
            index.places.insert(stem.clone(), place);
            index.n_red += usize::from(!result.passed);
            if let Some(sample) = sample {
                index.by_sample.entry(sample).or_default().push(SampleCase {
                    place,
                    record_type: case.record_type.clone(),
                    only: case.only.clone(),
                    is_of_cells: case.current == CaseRecord::FromRecords
                        && case.expected.status == RunStatus::Written,
                });
            }
            if !result.differences.iter().any(|difference| difference.field == "status") {
                let fields = index.red_fields.entry(case.record_type.clone()).or_default();
                for difference in &result.differences {
                    *fields.entry(difference.field.clone()).or_default() += 1;
                }
            }
        }
        index
    }

    /// The place of the result of a case.
    pub fn place(&self, stem: &str) -> Option<usize> {
        self.places.get(stem).copied()
    }

    /// The case whose result stands at a place.
    pub fn stem(&self, place: usize) -> Option<&str> {
        self.stems.get(place).map(String::as_str)
    }

    /// The cases that name a sample.
    pub fn of_sample(&self, sample: usize) -> &[SampleCase] {
        self.by_sample.get(&sample).map(Vec::as_slice).unwrap_or_default()
    }

    /// How many cases are red in a field.
    pub fn n_red_in(&self, record_type: &str, field: &str) -> usize {
        self.red_fields.get(record_type).and_then(|fields| fields.get(field)).copied().unwrap_or(0)
    }

    /// How many cases are red.
    pub fn n_red(&self) -> usize {
        self.n_red
    }
}

impl SampleCase {
    /// Whether a field of the record is compared.
    pub fn compares(&self, field: &str) -> bool {
        self.only.as_ref().is_none_or(|only| only.iter().any(|compared| compared == field))
    }
}
