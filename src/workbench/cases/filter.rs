//! Which cases are listed, how many are red, and the way from one red case to the next.

use crate::mapping::CaseResult;
use crate::workbench::Workbench;
use crate::workbench::cases::CaseVerdict;
use crate::workbench::cases::rows::verdict_of;

/// Which cases are listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseFilter {
    /// By how they stand.
    pub verdict: CaseVerdictFilter,
    /// By the field that they differ in, or expect; blank for all.
    pub field: String,
    /// By a text in the name of the case or the sample; blank for all.
    pub text: String,
}

/// Which cases are listed by how they stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CaseVerdictFilter {
    /// All.
    #[default]
    All,
    /// Those that are red.
    Red,
    /// Those that are green.
    Green,
}

/// How many cases stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CaseCounts {
    /// How many there are.
    pub n_cases: usize,
    /// How many are green.
    pub n_green: usize,
    /// How many are red.
    pub n_red: usize,
}

impl CaseCounts {
    /// `38 of 40 cases green`; empty when there are no cases.
    pub fn words(self) -> String {
        match self {
            Self { n_cases: 0, .. } => String::new(),
            Self { n_cases: 1, n_green: 0, n_red: 0 } => "1 case, not run yet".to_owned(),
            Self { n_cases, n_green: 0, n_red: 0 } => format!("{n_cases} cases, not run yet"),
            Self { n_cases: 1, n_green: 1, .. } => "1 case green".to_owned(),
            Self { n_cases: 1, n_red: 1, .. } => "1 case red".to_owned(),
            Self { n_cases, n_green, .. } if n_green == n_cases => format!("{n_cases} cases green"),
            Self { n_cases, n_green, .. } => format!("{n_green} of {n_cases} cases green"),
        }
    }
}

impl Workbench {
    /// How many cases stand how; those that were not run yet are neither green nor red.
    pub fn case_counts(&self) -> CaseCounts {
        let n_run = self.preview.cases.len().min(self.model.cases.len());
        let n_red = self.preview.case_index.n_red().min(n_run);
        CaseCounts { n_cases: self.model.cases.len(), n_green: n_run - n_red, n_red }
    }

    /// The cases that a filter lets through, by index in rising order.
    pub fn filtered_cases(&self, filter: &CaseFilter) -> Vec<usize> {
        let (field, text) = (filter.field.trim(), filter.text.trim().to_lowercase());
        let fits = |(place, (stem, case)): (usize, (&String, &crate::mapping::Case))| {
            let result = self.preview.case(stem);
            let has_verdict = match filter.verdict {
                CaseVerdictFilter::All => true,
                CaseVerdictFilter::Red => verdict_of(result) == CaseVerdict::Red,
                CaseVerdictFilter::Green => verdict_of(result) == CaseVerdict::Green,
            };
            let has_field = field.is_empty()
                || if filter.verdict == CaseVerdictFilter::Red {
                    result.is_some_and(|of| of.differences.iter().any(|differs| differs.field == field))
                } else {
                    case.compares(field)
                };
            let has_text = || {
                text.is_empty()
                    || [&case.name, stem, &case.sample].iter().any(|of| of.to_lowercase().contains(&text))
            };
            (has_verdict && has_field && has_text()).then_some(place)
        };
        self.model.cases.iter().enumerate().filter_map(fits).collect()
    }

    /// The red case behind the selected one, or before it; from the end it goes on at the beginning.
    pub fn next_red_case(&self, is_forward: bool) -> Option<usize> {
        let filter = CaseFilter { verdict: CaseVerdictFilter::Red, ..CaseFilter::default() };
        let red = self.filtered_cases(&filter);
        let selected = self.selection.case;
        if is_forward {
            red.iter().find(|case| **case > selected).or(red.first()).copied()
        } else {
            red.iter().rev().find(|case| **case < selected).or(red.last()).copied()
        }
    }

    /// The red case to look at first: one of the selected sample that differs in the selected field, one
    /// of the selected sample, the selected one, or the next one.
    pub fn first_red_case(&self) -> Option<usize> {
        let of_sample = self.preview.case_index.of_sample(self.selection.sample).iter();
        let red = of_sample.filter_map(|case| {
            self.preview
                .cases
                .get(case.place)
                .filter(|result| !result.passed)
                .map(|result| (case.place, result))
        });
        let field = self.rule().map(|rule| rule.field.as_str());
        let differs =
            |result: &CaseResult| result.differences.iter().any(|of| Some(of.field.as_str()) == field);
        let red: Vec<_> = red.collect();
        let of_field = red.iter().find(|(_, result)| differs(result)).or(red.first());
        let stem = of_field.and_then(|(place, _)| self.preview.case_index.stem(*place));
        let of_sample = stem.and_then(|stem| self.model.cases.get_index_of(stem));
        let selected = Some(self.selection.case).filter(|case| self.case_verdict(*case) == CaseVerdict::Red);
        of_sample.or(selected).or_else(|| self.next_red_case(true))
    }

    /// The fields that cases differ in, each with how many, the most first.
    pub fn red_fields(&self) -> Vec<(String, usize)> {
        let mut counts = std::collections::BTreeMap::<&str, usize>::new();
        for difference in self.preview.cases.iter().flat_map(|result| &result.differences) {
            *counts.entry(difference.field.as_str()).or_default() += 1;
        }
        let mut fields: Vec<_> = counts.into_iter().map(|(field, count)| (field.to_owned(), count)).collect();
        fields.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        fields
    }
}
