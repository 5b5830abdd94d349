//! What cases say about cells, samples, rules and themselves, in a few words.

use crate::mapping::CaseResult;
use crate::workbench::Workbench;
use crate::workbench::cases::difference::shown_texts;

/// What the cases say about a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CellVerdict {
    /// The value is expected.
    Green,
    /// Another one is.
    Red {
        /// What is expected, in one line; empty for an empty field.
        expected: String,
    },
}

/// What the cases say about a sample.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SampleVerdict {
    /// How many of its cases are green.
    pub n_green: usize,
    /// How many are red.
    pub n_red: usize,
}

/// How it stands with a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CaseVerdict {
    /// The result is what is expected.
    Green,
    /// Something differs, or the case cannot be run.
    Red,
    /// It was not run yet.
    Pending,
}

/// One case in the list of cases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseRow {
    /// The name of its file without ending.
    pub stem: String,
    /// Its name.
    pub name: String,
    /// What record it is about, such as `person`.
    pub record_type: String,
    /// How it stands.
    pub verdict: CaseVerdict,
    /// That in a few words: `2 fields differ`.
    pub words: String,
    /// Which fields are compared, where not all are: `3 fields`.
    pub compared: String,
    /// Somebody agreed to it.
    pub is_reviewed: bool,
}

impl CaseVerdict {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Green => "green",
            Self::Red => "red",
            Self::Pending => "not run yet",
        }
    }
}

impl SampleVerdict {
    /// In a few words: `1 of 2 cases red`.
    pub fn words(self) -> String {
        let n_cases = self.n_green + self.n_red;
        match (n_cases, self.n_red) {
            (1, 0) => "its case is green".to_owned(),
            (1, _) => "its case is red".to_owned(),
            (_, 0) => format!("its {n_cases} cases are green"),
            (_, n_red) => format!("{n_red} of its {n_cases} cases are red"),
        }
    }
}

impl Workbench {
    /// One case in the list of cases.
    pub fn case_row(&self, case: usize) -> Option<CaseRow> {
        let (stem, case) = self.model.cases.get_index(case)?;
        let result = self.preview.case(stem);
        let compared = match &case.only {
            None => String::new(),
            Some(only) if only.len() == 1 => "1 field".to_owned(),
            Some(only) => format!("{} fields", only.len()),
        };
        Some(CaseRow {
            stem: stem.clone(),
            name: case.name.clone(),
            record_type: case.record_type.clone(),
            verdict: verdict_of(result),
            words: result.map_or_else(|| CaseVerdict::Pending.word().to_owned(), result_words),
            compared,
            is_reviewed: case.review.is_some(),
        })
    }

    /// How it stands with a case.
    pub fn case_verdict(&self, case: usize) -> CaseVerdict {
        let case = self.model.cases.get_index(case);
        verdict_of(case.and_then(|(stem, _)| self.preview.case(stem)))
    }

    /// What the cases say about the field of a record type of a sample; `None` when none does.
    pub fn cell_verdict(&self, sample: usize, record_type: &str, field: &str) -> Option<CellVerdict> {
        let cases = self.preview.case_index.of_sample(sample).iter();
        let of_cell =
            cases.filter(|case| case.is_of_cells && case.record_type == record_type && case.compares(field));
        let mut verdict = None;
        for result in of_cell.filter_map(|case| self.preview.cases.get(case.place)) {
            match result.differences.iter().find(|difference| difference.field == field) {
                Some(differs) => {
                    let expected = shown_texts(&differs.expected, &differs.actual).0;
                    return Some(CellVerdict::Red { expected });
                }
                // Where another outcome is expected for the record, no field of it is as expected.
                None if result.differences.iter().any(|difference| difference.field == "status") => {}
                None => verdict = Some(CellVerdict::Green),
            }
        }
        verdict
    }

    /// What the cases say about a sample; `None` when it has none.
    pub fn sample_verdict(&self, sample: usize) -> Option<SampleVerdict> {
        let cases = self.preview.case_index.of_sample(sample).iter();
        let results = cases.filter_map(|case| self.preview.cases.get(case.place));
        let mut verdict = SampleVerdict::default();
        for result in results {
            *if result.passed { &mut verdict.n_green } else { &mut verdict.n_red } += 1;
        }
        (verdict != SampleVerdict::default()).then_some(verdict)
    }

    /// How many cases are red in a field of a record type, those aside whose record is written against
    /// what is expected, or is not.
    pub fn n_red_cases(&self, record_type: &str, field: &str) -> usize {
        self.preview.case_index.n_red_in(record_type, field)
    }
}

pub(super) fn verdict_of(result: Option<&CaseResult>) -> CaseVerdict {
    match result {
        None => CaseVerdict::Pending,
        Some(result) if result.passed => CaseVerdict::Green,
        Some(_) => CaseVerdict::Red,
    }
}

/// What came of a case, in a few words.
fn result_words(result: &CaseResult) -> String {
    if result.passed {
        return CaseVerdict::Green.word().to_owned();
    }
    let status = result.differences.iter().find(|difference| difference.field == "status");
    match (status, result.differences.as_slice()) {
        (Some(status), _) if status.actual.is_null() => result.reason.clone(),
        (Some(status), _) => {
            let word = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
            format!("{} instead of {}", word(&status.actual), word(&status.expected))
        }
        (None, [only]) => format!("{} differs", only.field),
        (None, several) => format!("{} fields differ", several.len()),
    }
}
