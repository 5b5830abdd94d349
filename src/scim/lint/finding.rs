//! One place where a payload breaks a rule of the profile.
//!
//! Not the rule, which is `LintRule`.

use crate::diagnostic::json_text::{JsonPath, locate};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::scim::lint::LintRule;

/// A rule that is broken, and where.
#[derive(Clone, Debug)]
pub struct LintFinding {
    /// The rule.
    pub rule: &'static LintRule,
    /// Where, from the root of the text.
    pub path: JsonPath,
    /// What is wrong there, with the particulars.
    pub what: String,
}

impl LintFinding {
    /// The rule's number and title, and what is wrong.
    pub fn message(&self) -> String {
        format!("{} {}: {}", self.rule.id, self.rule.title, self.what)
    }

    /// The finding as a remark on a file. `text` is its content, as far as it is known.
    pub fn diagnostic(&self, file: &str, text: Option<&str>) -> Diagnostic {
        let span = text.and_then(|text| locate(text, self.path.steps()));
        Diagnostic::new(Code::ProfileViolated, self.rule.severity, self.message())
            .with_help(format!("{} ({})", self.rule.help, self.rule.source))
            .at(Place::in_file(file, span))
    }
}
