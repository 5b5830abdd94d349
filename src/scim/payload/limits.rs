//! How large and how deep a payload may be.
//!
//! Not the limits of scripts.

/// Bounds of what is read from one file. The length of a text is bounded by the file alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PayloadLimits {
    /// The size of the file in bytes.
    pub bytes: usize,
    /// How many brackets may be open inside one resource or request; more than `MOST_DEPTH` is
    /// never read.
    pub depth: usize,
    /// How many entries are loaded from one file.
    pub resources: usize,
}

impl PayloadLimits {
    /// The deepest nesting that can be read without risk to the stack.
    pub const MOST_DEPTH: usize = 120;

    pub(crate) fn effective_depth(&self) -> usize {
        self.depth.min(Self::MOST_DEPTH)
    }
}

impl Default for PayloadLimits {
    /// 256 MiB, 64 levels, 1,000,000 resources.
    fn default() -> Self {
        Self { bytes: 256 << 20, depth: 64, resources: 1_000_000 }
    }
}
