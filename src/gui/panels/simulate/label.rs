//! How labels, answers and changes look: their signs.

use egui::{Label as TextLabel, RichText, Ui};

use crate::gui::theme::{Tokens, semibold_text};
use crate::gui::widgets::{Sign, sign_ui};
use crate::simulate::{Label, MatchKind, Template};
use crate::workbench::CardState;

/// The sign of what happens to a field or an attribute.
pub(super) fn sign_of_label(label: Label) -> Sign {
    match label {
        Label::Set => Sign::Set,
        Label::Kept => Sign::Kept,
        Label::Cleared => Sign::Cleared,
        Label::Rejected => Sign::Rejected,
    }
}

/// The sign of what becomes of a request.
pub(super) fn sign_of_card(state: CardState) -> Sign {
    match state {
        CardState::Accepted => Sign::Ok,
        CardState::Refused => Sign::Error,
        CardState::NothingSent => Sign::Skipped,
        CardState::NotJson => Sign::Warning,
        CardState::Waiting => Sign::Note,
    }
}

/// The sign of a change in the customer's directory.
pub(super) fn sign_of_change(template: Template) -> Sign {
    match template {
        Template::Joiner | Template::AddMember => Sign::Set,
        Template::Rename | Template::Mover | Template::ChangeManager | Template::RenameGroup => Sign::Changed,
        Template::RemoveManager | Template::ClearTitle => Sign::Cleared,
        Template::Leaver | Template::RemoveMember => Sign::Skipped,
        Template::Rejoiner => Sign::Again,
        Template::Delete => Sign::Rejected,
    }
}

/// Sign and word of how a user or group finds its record.
pub(super) fn match_words(kind: MatchKind) -> (Sign, &'static str) {
    match kind {
        MatchKind::Linked => (Sign::Ok, "linked"),
        MatchKind::Matched => (Sign::Ok, "matched"),
        MatchKind::Created => (Sign::Set, "created"),
        MatchKind::CreatedTwice => (Sign::Error, "created twice"),
        MatchKind::Shared => (Sign::Warning, "shared"),
        MatchKind::NotWritten => (Sign::Failed, "not written"),
        MatchKind::NoRecord => (Sign::Skipped, "no record"),
    }
}

/// A sign and a word of its own; what a client really does is emphasised.
pub(super) fn sign_with_word_ui(ui: &mut Ui, sign: Sign, word: &str, is_strong: bool) {
    let colour = sign.colour(Tokens::of(ui));
    sign_ui(ui, sign);
    let text = if is_strong { semibold_text(ui, word) } else { RichText::new(word) };
    ui.add(TextLabel::new(text.color(colour)).truncate());
}
