//! What background work gives the Promote view: plain data of one environment.

use crate::change::promotion::{Gate, GateState};
use crate::change::{Change, Conflict};
use crate::mapping::{Provenance, Seal};
use crate::workbench::ChangedRow;

/// One environment as the Promote view shows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PromoteView {
    /// The name of the environment.
    pub environment: String,
    /// Where the mapping that the account has comes from; `None` when nothing was exchanged yet.
    pub account: Option<Provenance>,
    /// How that mapping was sealed.
    pub seal: Option<Seal>,
    /// The digest of what would be exported.
    pub digest: String,
    /// The digests that an impact must have to speak of these two mappings: of what the account has,
    /// and of what it would have.
    pub impact_digests: (String, String),
    /// What differs between what the account has and what it would have.
    pub changes: Vec<Change>,
    /// Where the account and the project collide; those that are settled among them.
    pub conflicts: Vec<Conflict>,
    /// A file of the account waits to be taken over.
    pub has_drift: bool,
    /// The differences and conflicts as rows.
    pub rows: Vec<ChangedRow>,
    /// Ids and addresses of one account in scripts that nobody accepted yet, in the words by which they
    /// are accepted; comes with the checklist.
    pub hard_coded: Vec<String>,
    /// The checklist; comes later than the rest.
    pub gate: Option<Gate>,
}

impl PromoteView {
    /// How many conflicts are open.
    pub fn n_open_conflicts(&self) -> usize {
        self.conflicts.iter().filter(|conflict| conflict.settled.is_none()).count()
    }

    /// Why nothing may be exported yet, in words; `None` when it may, or when nobody knows yet.
    pub fn objection(&self) -> Option<String> {
        let gate = self.gate.as_ref().filter(|gate| !gate.is_passed())?;
        let first = gate.items.iter().find(|item| item.state != GateState::Passed)?;
        let more = match gate.n_left() {
            0 | 1 => String::new(),
            2 => ", and one more check is left".to_owned(),
            left => format!(", and {} more checks are left", left - 1),
        };
        Some(format!("{}{more}", first.words))
    }
}
