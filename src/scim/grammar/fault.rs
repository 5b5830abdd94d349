//! What is wrong with the text of a filter or path, and where.

use crate::scim::{ScimError, ScimType};

/// Why a text cannot be read.
#[derive(Debug)]
pub(crate) struct Fault {
    kind: FaultKind,
    /// A sentence without a full stop.
    detail: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FaultKind {
    /// `emails[type eq` — the text does not comply with the grammar.
    Malformed,
    /// `emails[emails[type eq "work"]]` — a path that can be read, with a filter that cannot mean
    /// anything.
    Meaningless,
}

impl Fault {
    pub fn malformed(detail: String) -> Self {
        Self { kind: FaultKind::Malformed, detail }
    }

    pub fn meaningless(detail: String) -> Self {
        Self { kind: FaultKind::Meaningless, detail }
    }

    /// The answer to a request with such a filter.
    pub fn in_filter(self) -> ScimError {
        ScimError::new(ScimType::InvalidFilter, format!("The filter cannot be read: {}", self.detail))
    }

    /// The answer to a request with such a path.
    pub fn in_path(self) -> ScimError {
        let scim_type = match self.kind {
            FaultKind::Malformed => ScimType::InvalidPath,
            FaultKind::Meaningless => ScimType::InvalidFilter,
        };
        ScimError::new(scim_type, format!("The path cannot be read: {}", self.detail))
    }
}
