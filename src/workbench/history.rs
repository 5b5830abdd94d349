//! Undo and redo by snapshots of the project.

use std::time::Duration;

use crate::project::ProjectModel;
use crate::workbench::{ScriptPlace, Selection};

/// How many steps can be undone.
const MOST_SNAPSHOTS: usize = 100;

/// Typing goes on in one step as long as the pauses are shorter.
const TYPING_PAUSE: Duration = Duration::from_millis(1_500);

/// The project at one moment.
#[derive(Clone, Debug)]
pub(super) struct Snapshot {
    pub model: ProjectModel,
    pub selection: Selection,
    /// Equal for equal content: an undone change has the number it had before.
    pub content_id: u64,
}

/// The text that an edit belongs to; typing in one text is one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TypingIn {
    Script(ScriptPlace),
    Sample(usize),
    RuleNote(usize, usize),
}

/// The snapshots before and after the present.
#[derive(Debug, Default)]
pub(super) struct History {
    undo: Vec<Snapshot>,
    redo: Vec<Snapshot>,
    typing: Option<(TypingIn, Duration)>,
}

impl History {
    /// Keeps the state before a change that happens `at`. Typing that goes on is not a new step.
    pub(super) fn record(&mut self, before: Snapshot, typing: Option<TypingIn>, at: Duration) {
        let goes_on = match (self.typing, typing) {
            (Some((last, when)), Some(now)) => last == now && at.saturating_sub(when) < TYPING_PAUSE,
            _ => false,
        };
        self.typing = typing.map(|typing| (typing, at));
        self.redo.clear();
        if goes_on && !self.undo.is_empty() {
            return;
        }
        self.undo.push(before);
        if self.undo.len() > MOST_SNAPSHOTS {
            self.undo.remove(0);
        }
    }

    /// What is typed from now on is a new step.
    pub(super) fn end_typing(&mut self) {
        self.typing = None;
    }

    /// The state before the last change.
    pub(super) fn undo(&mut self, present: Snapshot) -> Option<Snapshot> {
        let before = self.undo.pop()?;
        self.typing = None;
        self.redo.push(present);
        Some(before)
    }

    /// The state before the last undo.
    pub(super) fn redo(&mut self, present: Snapshot) -> Option<Snapshot> {
        let after = self.redo.pop()?;
        self.typing = None;
        self.undo.push(present);
        Some(after)
    }

    /// Changes what is no step of its own in every state that can come back.
    pub(super) fn for_each_model(&mut self, mut change: impl FnMut(&mut ProjectModel)) {
        self.typing = None;
        for snapshot in self.undo.iter_mut().chain(&mut self.redo) {
            change(&mut snapshot.model);
        }
    }

    pub(super) fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    pub(super) fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }
}
