//! How states look: the sign and the colour of cells and samples.

use egui::{Align, Label, Layout, Rect, RichText, Ui, UiBuilder, WidgetText};

use crate::gui::theme::{LAYOUT, SIZES, Tokens, message_job, strong_text, weak_text};
use crate::gui::widgets::{Sign, sign_ui};
use crate::mapping::OutcomeKind;
use crate::workbench::{CaseVerdict, CellState, CellVerdict, FieldCell, SampleState, Workbench};

/// The sign of a cell; `None` where nothing happened.
pub(super) fn sign_of(state: CellState) -> Option<Sign> {
    match state {
        CellState::Outcome(OutcomeKind::Set) => Some(Sign::Set),
        CellState::Outcome(OutcomeKind::Kept) => Some(Sign::Kept),
        CellState::Outcome(OutcomeKind::Cleared) => Some(Sign::Cleared),
        CellState::Outcome(OutcomeKind::Failed) => Some(Sign::Failed),
        CellState::Outcome(OutcomeKind::Skipped) => Some(Sign::Skipped),
        CellState::NotWritten => Some(Sign::Rejected),
        CellState::Disabled | CellState::NotRun => None,
    }
}

/// Draws what follows in the row of a sample weakly, when its values are of an older state.
pub(super) fn dim_stale(ui: &mut Ui, workbench: &Workbench, shows_stale: bool, sample: usize) {
    if shows_stale && !workbench.is_sample_current(sample) {
        ui.set_opacity(LAYOUT.stale_opacity);
    }
}

/// The sign of a sample in the list of samples.
pub(super) fn sign_of_sample(state: SampleState) -> Sign {
    match state {
        SampleState::Fine => Sign::Ok,
        SampleState::Warning => Sign::Warning,
        SampleState::Rejected | SampleState::Failed => Sign::Failed,
        SampleState::NotRun => Sign::Note,
    }
}

/// The sign of a case.
pub(super) fn sign_of_case(verdict: CaseVerdict) -> Sign {
    match verdict {
        CaseVerdict::Green => Sign::Ok,
        CaseVerdict::Red => Sign::Red,
        CaseVerdict::Pending => Sign::Skipped,
    }
}

/// What the cases say about a cell, in words.
pub(super) fn verdict_words(verdict: &CellVerdict, value: &str) -> String {
    match verdict {
        CellVerdict::Green => "as a case expects".to_owned(),
        CellVerdict::Red { expected } => {
            let said = |text: &str| if text.is_empty() { "nothing".to_owned() } else { format!("`{text}`") };
            format!("a case expects {}, it is {}", said(expected), said(value))
        }
    }
}

/// Something in the row that is left, with what the cases say about the cell at its right edge.
pub(super) fn with_verdict_ui(ui: &mut Ui, cell: &FieldCell, add_content: impl FnOnce(&mut Ui)) {
    let Some(verdict) = &cell.verdict else { return add_content(ui) };
    let rect = ui.available_rect_before_wrap();
    let middle = (rect.right() - SIZES.sign_width).max(rect.left());
    let layout = Layout::left_to_right(Align::Center);
    let part = |ui: &mut Ui, rect: Rect| {
        let mut part = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
        part.shrink_clip_rect(rect);
        part
    };
    add_content(&mut part(ui, rect.with_max_x((middle - SIZES.gap_small).max(rect.left()))));
    let sign = if *verdict == CellVerdict::Green { Sign::Green } else { Sign::Red };
    let mut side = part(ui, rect.with_min_x(middle));
    sign_ui(&mut side, sign).on_hover_text(verdict_words(verdict, &cell.value));
}

/// Sign and word of a cell's state.
pub(super) fn state_ui(ui: &mut Ui, state: CellState) {
    let tokens = Tokens::of(ui);
    if let Some(sign) = sign_of(state) {
        sign_ui(ui, sign);
        ui.add(Label::new(RichText::new(state.word()).color(sign.colour(tokens))).truncate());
    } else {
        ui.add_space(tokens.size.sign_width + ui.spacing().item_spacing.x);
        ui.add(Label::new(weak_text(ui, state.word())).truncate());
    }
}

/// The value of a cell: what is new is strong, what stays is weak, a failure tells its reason.
pub(super) fn value_text(ui: &Ui, cell: &FieldCell) -> WidgetText {
    let tokens = Tokens::of(ui);
    match cell.state {
        CellState::Outcome(OutcomeKind::Set) => strong_text(ui, &cell.value).into(),
        CellState::Outcome(OutcomeKind::Failed) => message_job(&cell.reason, tokens.failed).into(),
        CellState::Outcome(OutcomeKind::Cleared) => weak_text(ui, &cell.before).strikethrough().into(),
        CellState::Outcome(OutcomeKind::Kept | OutcomeKind::Skipped) if cell.value.is_empty() => {
            weak_text(ui, "no value").into()
        }
        _ => weak_text(ui, &cell.value).into(),
    }
}
