//! Whether what is shown of people is real, and which samples and cases show real people.
//!
//! Not how people are masked, which `mask` does.

use serde::{Deserialize, Serialize};

use crate::mapping::Case;
use crate::project::{ProjectModel, Sample};

/// So many names are listed in a message.
const MOST_NAMED: usize = 3;

/// Who a sample shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum People {
    /// People as they are; also when nothing is known of them.
    #[default]
    Real,
    /// Pseudonyms of real people.
    Masked,
    /// Nobody who lives.
    MadeUp,
}

impl People {
    /// Whether these may be people as they are.
    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
    pub fn is_real(&self) -> bool {
        *self == Self::Real
    }
}

/// The samples that show real people, in order. They leave the project only when that is unlocked.
pub fn unmasked_samples(model: &ProjectModel) -> Vec<&Sample> {
    model.samples.iter().map(AsRef::as_ref).filter(|sample| sample.people.is_real()).collect()
}

/// The cases whose records may show real people, by stem: those of a sample with real people, and
/// those whose sample is gone.
pub fn unmasked_cases(model: &ProjectModel) -> Vec<(&str, &Case)> {
    let is_unmasked = |case: &Case| model.sample(&case.sample).is_none_or(|sample| sample.people.is_real());
    let cases = model.cases.iter().map(|(stem, case)| (stem.as_str(), case));
    cases.filter(|(_, case)| is_unmasked(case)).collect()
}

/// Why these may not leave the project: `3 samples show real people: Ann, Bo and 1 more`. `None` when
/// there are none; `what` is the word for one of them, such as `sample`.
pub fn unmasked_words<'n>(what: &str, names: impl ExactSizeIterator<Item = &'n str>) -> Option<String> {
    let n_all = names.len();
    let first_names: Vec<&str> = names.take(MOST_NAMED).collect();
    let listed = match n_all.saturating_sub(first_names.len()) {
        0 => first_names.join(", "),
        n_more => format!("{} and {n_more} more", first_names.join(", ")),
    };
    match n_all {
        0 => None,
        1 => Some(format!("1 {what} shows real people: {listed}")),
        _ => Some(format!("{n_all} {what}s show real people: {listed}")),
    }
}
