//! What becomes of a person's record.

use std::fmt;

use serde::{Deserialize, Serialize};

/// In what way a record differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImpactKind {
    /// A field that would be empty has a value.
    Filled,
    /// A field has another value.
    Changed,
    /// A field that would have a value is empty.
    Cleared,
    /// A rule fails that did not, or a record is not written because of a failure and was before.
    NewlyFailing,
    /// A record is written that was not.
    Created,
    /// A record is not written that was: the mapping rejects it, or has no rule set for it.
    OutOfScope,
}

impl ImpactKind {
    /// All kinds in the order in which they are listed.
    pub const ALL: [Self; 6] =
        [Self::Filled, Self::Changed, Self::Cleared, Self::NewlyFailing, Self::Created, Self::OutOfScope];

    /// The word for it, as in the JSON output.
    pub fn word(self) -> &'static str {
        match self {
            Self::Filled => "filled",
            Self::Changed => "changed",
            Self::Cleared => "cleared",
            Self::NewlyFailing => "newly_failing",
            Self::Created => "created",
            Self::OutOfScope => "out_of_scope",
        }
    }

    /// The kind of this word; blanks and hyphens count as underscores.
    pub fn by_word(word: &str) -> Option<Self> {
        let word = word.trim().to_lowercase().replace([' ', '-'], "_");
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// A sign for it, one character.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Filled => "+",
            Self::Changed => "~",
            Self::Cleared => "∅",
            Self::NewlyFailing => "✕",
            Self::Created => "→",
            Self::OutOfScope => "←",
        }
    }

    /// What happens to a field, or to the whole record, such as `vip is filled`.
    pub fn sentence(self, record_type: &str, field: Option<&str>) -> String {
        let what = field.unwrap_or(record_type);
        match self {
            Self::Filled => format!("{what} is filled"),
            Self::Changed => format!("{what} changes"),
            Self::Cleared => format!("{what} is cleared"),
            Self::NewlyFailing if field.is_none() => format!("{record_type} can no longer be written"),
            Self::NewlyFailing => format!("{what} newly fails"),
            Self::Created => format!("{record_type} is newly written"),
            Self::OutOfScope => format!("{record_type} is no longer written"),
        }
    }
}

impl fmt::Display for ImpactKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.word())
    }
}
