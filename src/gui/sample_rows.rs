//! Which samples the lists of samples show: found once for a state of the preview or for a filter, and
//! a bounded number of samples a frame.
//!
//! Not how the lists look.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::project::{Sample, Samples};
use crate::workbench::{StateCounts, Workbench};

/// How long a frame may go on looking for samples.
const FILTER_TIME: Duration = Duration::from_millis(2);

/// After so many samples the time is looked at.
const FILTER_STEP: usize = 512;

/// What lists of samples show.
#[derive(Debug, Default)]
pub(super) struct SampleRows {
    /// The samples on the screen in this frame.
    pub visible: Vec<usize>,
    ran: Option<Ran>,
    filter: NameFilter,
}

/// The samples on which a rule set runs.
#[derive(Debug)]
struct Ran {
    preview: u64,
    rule_set: usize,
    samples: Arc<Vec<usize>>,
    counts: Option<(usize, StateCounts)>,
}

impl SampleRows {
    /// The samples on which a rule set runs, in rising order.
    pub fn of_rule_set(&mut self, workbench: &Workbench, rule_set: usize) -> Arc<Vec<usize>> {
        Arc::clone(&self.ran(workbench, rule_set).samples)
    }

    /// How many of them have which state for a rule.
    pub fn counts(&mut self, workbench: &Workbench, rule_set: usize, rule: usize) -> StateCounts {
        let ran = self.ran(workbench, rule_set);
        match ran.counts {
            Some((of, counts)) if of == rule => counts,
            _ => ran.counts.insert((rule, workbench.counts(rule_set, rule))).1,
        }
    }

    fn ran(&mut self, workbench: &Workbench, rule_set: usize) -> &mut Ran {
        let preview = workbench.preview_number();
        let known = self.ran.take().filter(|ran| ran.preview == preview && ran.rule_set == rule_set);
        let ran = known.unwrap_or_else(|| Ran {
            preview,
            rule_set,
            samples: Arc::new(workbench.preview().samples_of(rule_set)),
            counts: None,
        });
        self.ran.insert(ran)
    }

    /// The samples that fit a filter, so far. `None` for all of them, which is when the filter is
    /// blank.
    pub fn filtered(&mut self, samples: &Samples, text: &str) -> Option<Filtered> {
        let wanted = text.trim().to_lowercase();
        if wanted.is_empty() {
            self.filter = NameFilter::default();
            return None;
        }
        self.filter.go_on(samples, wanted);
        Some(Filtered { samples: Arc::clone(&self.filter.found), is_complete: self.filter.is_complete() })
    }
}

/// The samples that fit a filter.
#[derive(Clone, Debug)]
pub(super) struct Filtered {
    /// By index in rising order.
    pub samples: Arc<Vec<usize>>,
    /// Whether all samples were looked at.
    pub is_complete: bool,
}

/// Looks for samples by name or client, a bounded time a frame.
#[derive(Debug, Default)]
struct NameFilter {
    wanted: String,
    samples: Samples,
    found: Arc<Vec<usize>>,
    /// How many samples were looked at.
    n_seen: usize,
}

impl NameFilter {
    fn is_complete(&self) -> bool {
        self.n_seen >= self.samples.len()
    }

    fn go_on(&mut self, samples: &Samples, wanted: String) {
        if self.wanted != wanted || !self.samples.is_same(samples) {
            self.wanted = wanted;
            self.found = Arc::default();
            self.n_seen = 0;
        }
        self.samples = samples.clone();
        let until = Instant::now() + FILTER_TIME;
        while !self.is_complete() {
            let end = (self.n_seen + FILTER_STEP).min(samples.len());
            let step = samples.iter().enumerate().take(end).skip(self.n_seen);
            let wanted = self.wanted.as_str();
            Arc::make_mut(&mut self.found)
                .extend(step.filter(|(_, sample)| fits(sample, wanted)).map(|(idx, _)| idx));
            self.n_seen = end;
            if Instant::now() >= until {
                return;
            }
        }
    }
}

/// Whether a sample has a text in its name or client; the text is in lower case.
fn fits(sample: &Sample, wanted: &str) -> bool {
    contains_lower(&sample.name, wanted) || sample.origin.client.contains(wanted)
}

/// Whether a text, made lower case, contains another.
pub(super) fn contains_lower(text: &str, wanted: &str) -> bool {
    if !text.is_ascii() {
        return text.to_lowercase().contains(wanted);
    }
    let wanted = wanted.as_bytes();
    text.len() >= wanted.len()
        && text.as_bytes().windows(wanted.len().max(1)).any(|part| part.eq_ignore_ascii_case(wanted))
}

#[cfg(test)]
mod tests {
    use super::contains_lower;

    #[test]
    fn names_are_found_without_regard_to_case() {
        let check = |text: &str, wanted: &str, expected: bool| {
            assert_eq!(contains_lower(text, wanted), expected, "{wanted} in {text}");
        };
        check("Ann Other", "other", true);
        check("Ann Other", "an", true);
        check("Ann", "anna", false);
        check("Élodie", "él", true);
        check("ÅSA", "åsa", true);
        check("Ann", "å", false);
        check("", "a", false);
    }
}
