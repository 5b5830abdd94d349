//! What is found about a value.

use crate::diagnostic::{Code, Diagnostic, Place, Severity};

/// A remark on a value. The most frequent one is put into words only when somebody reads it.
#[derive(Clone, Debug, PartialEq)]
pub enum Finding<'a> {
    /// Any remark, with its place if it has one of its own.
    Worded(Box<Diagnostic>),
    /// A reference to a record of a type of which none is loaded.
    UncheckedReference {
        /// The record type.
        record_type: &'a str,
        /// What should identify the record.
        text: &'a str,
    },
}

impl Finding<'_> {
    /// The kind.
    pub fn code(&self) -> Code {
        match self {
            Self::Worded(diagnostic) => diagnostic.code,
            Self::UncheckedReference { .. } => Code::ReferenceNotFound,
        }
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        match self {
            Self::Worded(diagnostic) => diagnostic.severity,
            Self::UncheckedReference { .. } => Severity::Note,
        }
    }

    /// In words. `rule_title` is the rule that gave the value, the place of what has no other.
    pub fn to_diagnostic(&self, rule_title: &str) -> Diagnostic {
        let mut diagnostic = self.worded();
        if diagnostic.place.rule.is_none() {
            diagnostic.place = Place::in_rule(rule_title, None);
        }
        diagnostic
    }

    /// In words, without a place unless it has one.
    pub(super) fn worded(&self) -> Diagnostic {
        match self {
            Self::Worded(diagnostic) => (**diagnostic).clone(),
            Self::UncheckedReference { record_type, text } => {
                let message = format!("No {record_type} `{}` is known", shown(text));
                Diagnostic::note(Code::ReferenceNotFound, message).with_help(format!(
                    "no records of the type {record_type} are loaded, so it cannot be checked"
                ))
            }
        }
    }
}

impl From<Diagnostic> for Finding<'_> {
    fn from(diagnostic: Diagnostic) -> Self {
        Self::Worded(Box::new(diagnostic))
    }
}

/// The text as it is quoted in a message: at most 60 characters.
pub(super) fn shown(text: &str) -> String {
    if text.chars().count() <= 60 {
        return text.to_owned();
    }
    text.chars().take(59).chain(std::iter::once('…')).collect()
}
