//! Which sign stands for what in the Promote view.

use crate::change::impact::ImpactKind;
use crate::change::promotion::GateState;
use crate::gui::widgets::Sign;
use crate::workbench::ChangeMark;

pub(super) fn sign_of_check(state: GateState) -> Sign {
    match state {
        GateState::Passed => Sign::Ok,
        GateState::Open => Sign::Warning,
        GateState::Blocked => Sign::Failed,
    }
}

pub(super) fn sign_of_mark(mark: ChangeMark) -> Sign {
    match mark {
        ChangeMark::Added => Sign::Set,
        ChangeMark::Removed => Sign::Removed,
        ChangeMark::Edited => Sign::Changed,
        ChangeMark::Moved => Sign::Moved,
    }
}

pub(super) fn sign_of_kind(kind: ImpactKind) -> Sign {
    match kind {
        ImpactKind::Filled => Sign::Set,
        ImpactKind::Changed => Sign::Changed,
        ImpactKind::Cleared => Sign::Cleared,
        ImpactKind::NewlyFailing => Sign::Failed,
        ImpactKind::Created => Sign::Created,
        ImpactKind::OutOfScope => Sign::Removed,
    }
}
