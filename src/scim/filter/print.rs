//! Filters as text: lower-case operators, one blank, parentheses where the tree needs them.
//!
//! Not for people who do not know SCIM; a filter prints as the RFC writes it.

use std::fmt;

use crate::scim::{CompareOperator, Filter};

impl fmt::Display for Filter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::And(terms) => join(formatter, terms, " and "),
            Self::Or(terms) => join(formatter, terms, " or "),
            Self::Not(filter) => write!(formatter, "not ({filter})"),
            Self::Compare { path, operator, value } => write!(formatter, "{path} {operator} {value}"),
            Self::Present { path } => write!(formatter, "{path} pr"),
            Self::HasValue { path } => write!(formatter, "{path}"),
        }
    }
}

impl fmt::Display for CompareOperator {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.word())
    }
}

/// The terms with a word between them. A group within a group keeps its parentheses, also where the
/// meaning would be the same without: `(a and b) and c`.
fn join(formatter: &mut fmt::Formatter<'_>, terms: &[Filter], word: &str) -> fmt::Result {
    for (idx, term) in terms.iter().enumerate() {
        if idx > 0 {
            formatter.write_str(word)?;
        }
        let is_in_parentheses = match term {
            Filter::Or(_) => true,
            Filter::And(_) => word == " and ",
            _ => false,
        };
        if is_in_parentheses {
            write!(formatter, "({term})")?;
        } else {
            write!(formatter, "{term}")?;
        }
    }
    Ok(())
}
