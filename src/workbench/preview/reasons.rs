//! The different reasons of the rows of a block, each kept once.

/// Takes reasons row by row. Used again for one block after the other.
#[derive(Debug, Default)]
pub(in crate::workbench) struct ReasonWriter {
    reasons: Vec<Box<str>>,
}

impl ReasonWriter {
    /// The place of a reason among the different ones.
    pub fn place_of(&mut self, reason: &str) -> u8 {
        let known = self.reasons.iter().rposition(|known| **known == *reason);
        // A block has fewer rows than a byte has values, so there is room for a reason of each.
        known.unwrap_or_else(|| {
            self.reasons.push(reason.into());
            self.reasons.len() - 1
        }) as u8
    }

    /// The reasons so far; the writer is empty afterwards.
    pub fn finish(&mut self) -> Box<[Box<str>]> {
        self.reasons.drain(..).collect()
    }
}
