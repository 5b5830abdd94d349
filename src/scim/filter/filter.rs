//! A parsed filter.
//!
//! Not what it says of a resource; that is in `matching`.

use serde_json::Value;

use crate::scim::grammar::{Cursor, Fault, UnquotedTexts, read_filter};
use crate::scim::{AttributePath, ScimError};

/// An RFC 7644 FILTER. Prints in canonical spelling what it was parsed from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filter {
    /// `a and b and c`, at least two.
    And(Vec<Filter>),
    /// `a or b or c`, at least two.
    Or(Vec<Filter>),
    /// `not (a)`.
    Not(Box<Filter>),
    /// `path op value`. A path with a filter has a sub-attribute too.
    Compare {
        /// What is compared.
        path: AttributePath,
        /// How.
        operator: CompareOperator,
        /// A text, number, boolean or null.
        value: Value,
    },
    /// `path pr`. A path with a filter has a sub-attribute too.
    Present {
        /// What must have a value.
        path: AttributePath,
    },
    /// `path[filter]`; the path has the filter in it, and no sub-attribute.
    HasValue {
        /// What must have such a value.
        path: AttributePath,
    },
}

/// A comparison operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompareOperator {
    /// Equal.
    Eq,
    /// Not equal.
    Ne,
    /// Contains.
    Co,
    /// Starts with.
    Sw,
    /// Ends with.
    Ew,
    /// Greater than.
    Gt,
    /// Greater than or equal.
    Ge,
    /// Less than.
    Lt,
    /// Less than or equal.
    Le,
}

impl Filter {
    /// Reads a filter of at most 64 KiB. Always ends, whatever the text.
    ///
    /// # Errors
    /// `invalidFilter`; the detail names the column and quotes the text.
    pub fn parse(text: &str) -> Result<Self, ScimError> {
        Self::parse_with(text, UnquotedTexts::Refused).map(|(filter, _)| filter)
    }

    /// Reads a filter in which a text may stand without quotes, such as `externalId eq 4711a`: the
    /// filter, and how each value is written, in order; `None` for a text in quotes.
    pub(super) fn parse_unquoted(text: &str) -> Result<(Self, Vec<Option<&str>>), ScimError> {
        Self::parse_with(text, UnquotedTexts::Understood)
    }

    fn parse_with(text: &str, unquoted_texts: UnquotedTexts) -> Result<(Self, Vec<Option<&str>>), ScimError> {
        Cursor::new(text, unquoted_texts)
            .and_then(|mut cursor| Ok((read_filter(&mut cursor)?, cursor.into_bare_values())))
            .map_err(Fault::in_filter)
    }
}

impl CompareOperator {
    /// All of them.
    pub const ALL: [Self; 9] =
        [Self::Eq, Self::Ne, Self::Co, Self::Sw, Self::Ew, Self::Gt, Self::Ge, Self::Lt, Self::Le];

    /// The word of the grammar, in lower case.
    pub fn word(self) -> &'static str {
        match self {
            Self::Eq => "eq",
            Self::Ne => "ne",
            Self::Co => "co",
            Self::Sw => "sw",
            Self::Ew => "ew",
            Self::Gt => "gt",
            Self::Ge => "ge",
            Self::Lt => "lt",
            Self::Le => "le",
        }
    }
}
