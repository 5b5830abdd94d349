//! What one rule of the profile is.
//!
//! Not where it is looked for, which `lint` and `walk` do.

use serde::Serialize;

use crate::diagnostic::Severity;
use crate::diagnostic::json_text::JsonPath;
use crate::scim::lint::inspect::Subject;
use crate::scim::lint::walk::Site;

/// A rule of the profile.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct LintRule {
    /// The number by which findings speak of it, such as `I05`.
    pub id: &'static str,
    /// What is wrong, in a few words.
    pub title: &'static str,
    /// How bad it is: an error where a strict service provider refuses the request.
    pub severity: Severity,
    /// Where the rule stands.
    pub source: &'static str,
    /// What to do about it.
    pub help: &'static str,
    /// A payload that breaks the rule, as JSON. A request stands under `payload`, beside it what is
    /// known of the request.
    pub bad: &'static str,
    /// The same as it should be.
    pub good: &'static str,
    /// How it is checked.
    #[serde(skip)]
    pub(super) check: Check,
}

/// What a rule looks at.
#[derive(Clone, Copy, Debug)]
pub(super) enum Check {
    /// Every value, in resources and in the values of operations. Gives what is wrong with it.
    Site(fn(&Site<'_>) -> Option<String>),
    /// The payload as a whole. Gives the place of each fault, below the payload, and what is wrong.
    Subject(fn(&Subject<'_>) -> Vec<Fault>),
}

/// One fault of a payload as a whole.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    /// The place.
    pub path: JsonPath,
    /// What is wrong there.
    pub what: String,
}
