//! What is said beside the script while it is written: the signature of the call at the cursor, and a
//! card about what is under the pointer.
//!
//! Not what can be written, which `completion` shows.

use egui::text::{LayoutJob, TextFormat};
use egui::{Context, Frame, Id, Key, Label, Margin, Modifiers, Rect, Ui};

use crate::gui::theme::{
    LAYOUT, SIZES, Tokens, code_font, code_text, message_job, semibold_code_font, strong_text, weak_text,
};
use crate::gui::ui_state::{ShownCard, ShownSignature, UiState};
use crate::gui::widgets::{
    Beside, CodeEditorOutput, CodeMark, Editing, FIX_SHORTCUT, Side, Sign, beside_ui, hairline_ui,
    paragraph_ui, sign_ui,
};
use crate::workbench::language::{HoverCard, SignatureHelp};
use crate::workbench::{ScriptPlace, Workbench};

/// How long the pointer rests before the card appears.
const CARD_SECONDS: f32 = 0.45;

/// Opens the signature when a call is begun, follows the cursor, and takes Esc.
pub(super) fn follow_signature(
    ctx: &Context,
    workbench: &Workbench,
    state: &mut UiState,
    place: ScriptPlace,
    editing: &Editing,
) {
    let is_begun = std::mem::take(&mut state.begins_call);
    let is_open = state.signature.as_ref().is_some_and(|shown| shown.place == place);
    if !is_open && !is_begun {
        state.signature = None;
        return;
    }
    if is_open && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        state.signature = None;
        return;
    }
    let at = (workbench.revision(), editing.head);
    if !is_begun && state.signature.as_ref().is_some_and(|shown| shown.at == at) {
        return;
    }
    let help = workbench.signature_help(place, editing.byte_of(editing.head));
    state.signature = help.map(|help| ShownSignature { place, at, help });
}

/// Draws the signature above the cursor's line.
pub(super) fn signature_ui(ctx: &Context, state: &UiState, output: &CodeEditorOutput) {
    let (Some(shown), Some(caret)) = (&state.signature, output.caret) else { return };
    let id = Id::unique("signature");
    let beside = Beside { id, place: caret, side: Side::Above, width: LAYOUT.completion_width };
    beside_ui(ctx, beside, |ui| {
        padded_ui(ui, |ui| {
            ui.add(Label::new(signature_job(ui, &shown.help)).wrap());
            if !shown.help.doc.is_empty() {
                paragraph_ui(ui, &shown.help.doc);
            }
        });
    });
}

/// The signature with the parameter that is being written standing out.
fn signature_job(ui: &Ui, help: &SignatureHelp) -> LayoutJob {
    let tokens = Tokens::of(ui);
    let mut job = LayoutJob::default();
    job.wrap.max_width = LAYOUT.completion_width - 2.0 * SIZES.padding;
    let part = |range: std::ops::Range<usize>| help.signature.get(range).unwrap_or_default();
    let plain = || TextFormat::simple(code_font(), tokens.text);
    let Some(active) = help.parameters.get(help.active) else {
        job.append(&help.signature, 0.0, plain());
        return job;
    };
    job.append(part(0..active.start), 0.0, plain());
    job.append(part(active.clone()), 0.0, TextFormat::simple(semibold_code_font(), tokens.accent));
    job.append(part(active.end..help.signature.len()), 0.0, plain());
    job
}

/// Esc takes away a card that a key asked for.
pub(super) fn close_card(ctx: &Context, state: &mut UiState) {
    if state.card.as_ref().is_some_and(|shown| shown.is_by_key)
        && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
    {
        state.card = None;
    }
}

/// Opens and closes the card about what is under the pointer, or at the cursor when a key asked for it,
/// and draws it.
pub(super) fn card_ui(
    ctx: &Context,
    workbench: &Workbench,
    state: &mut UiState,
    place: ScriptPlace,
    (script, marks, output): (&str, &[CodeMark], &CodeEditorOutput),
) {
    let revision = workbench.revision();
    let is_busy = state.completing.is_some() || output.changed || state.dialog.is_some();
    let is_stale = |shown: &ShownCard| shown.place != place || shown.revision != revision;
    if is_busy || state.card.as_ref().is_some_and(is_stale) {
        state.card = None;
    }
    let editing = Editing { text: script.to_owned(), anchor: 0, head: 0 };
    let find = |position: usize, rect: Rect, is_by_key: bool| {
        let card = workbench.hover_card(place, editing.byte_of(position));
        ShownCard { place, revision, card, position, rect, is_by_key }
    };
    let cursor = output.selection.as_ref().map(|selection| selection.end);
    if std::mem::take(&mut state.asks_card)
        && let (Some(cursor), Some(caret)) = (cursor, output.caret)
    {
        let found = find(cursor, caret, true);
        // A cursor behind a name means the name.
        let is_empty = found.card.is_none() && cursor > 0;
        state.card = Some(if is_empty { find(cursor - 1, caret, true) } else { found });
    }
    follow_pointer(ctx, state, output, is_busy, &editing, find);
    let Some(shown) = &state.card else { return };
    let is_left = shown.is_by_key && cursor.is_none_or(|cursor| cursor.abs_diff(shown.position) > 1);
    if is_left {
        state.card = None;
        return;
    }
    let (line, column) = line_and_column(script, shown.position);
    let is_marked = |mark: &&CodeMark| {
        mark.line == line && (mark.column..mark.column + mark.length.max(1)).contains(&column)
    };
    let marks: Vec<&CodeMark> = marks.iter().filter(is_marked).collect();
    if shown.card.is_none() && marks.is_empty() {
        return;
    }
    let id = Id::unique("card");
    let beside = Beside { id, place: shown.rect, side: Side::Below, width: LAYOUT.completion_width };
    let response = beside_ui(ctx, beside, |ui| {
        padded_ui(ui, |ui| {
            marks_ui(ui, &marks, shown.card.is_some());
            if let Some(card) = &shown.card {
                content_ui(ui, card);
            }
        });
    })
    .response;
    ctx.data_mut(|data| data.insert_temp(id.with("pointed at"), response.contains_pointer()));
}

/// Shows what the pointer rests on, and takes it away when the pointer leaves it.
fn follow_pointer(
    ctx: &Context,
    state: &mut UiState,
    output: &CodeEditorOutput,
    is_busy: bool,
    editing: &Editing,
    find: impl Fn(usize, Rect, bool) -> ShownCard,
) {
    if is_busy || state.card.as_ref().is_some_and(|shown| shown.is_by_key) {
        return;
    }
    let is_on_card: bool =
        ctx.data(|data| data.get_temp(Id::unique("card").with("pointed at"))).unwrap_or_default();
    let Some((position, rect)) = output.hovered else {
        if !is_on_card {
            state.card = None;
        }
        return;
    };
    let byte = editing.byte_of(position);
    let is_same = state.card.as_ref().is_some_and(|shown| {
        shown.position == position || shown.card.as_ref().is_some_and(|card| card.range.contains(&byte))
    });
    if is_same {
        return;
    }
    let still_for = ctx.input(|input| input.pointer.time_since_last_movement());
    let is_pressed = ctx.input(|input| input.pointer.any_down());
    if still_for >= CARD_SECONDS && !is_pressed {
        state.card = Some(find(position, rect, false));
    } else {
        state.card = None;
        ctx.request_repaint_after_secs(CARD_SECONDS - still_for + 0.02);
    }
}

/// The remarks on the piece, each with what would mend it.
fn marks_ui(ui: &mut Ui, marks: &[&CodeMark], has_card: bool) {
    let tokens = Tokens::of(ui);
    for mark in marks {
        let sign = Sign::of_severity(mark.severity);
        ui.horizontal_wrapped(|ui| {
            sign_ui(ui, sign);
            ui.add(Label::new(message_job(&mark.message, tokens.text_strong)).wrap());
        });
        if let Some(fix) = &mark.fix {
            let keys = ui.ctx().format_shortcut(&FIX_SHORTCUT);
            ui.add(Label::new(message_job(&format!("{fix} ({keys})"), tokens.accent)).wrap());
        }
    }
    if has_card && !marks.is_empty() {
        hairline_ui(ui);
    }
}

/// The line and column of a character of a text, both from 1.
fn line_and_column(text: &str, position: usize) -> (usize, usize) {
    let before: String = text.chars().take(position).collect();
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count();
    (before.matches('\n').count() + 1, column + 1)
}

fn content_ui(ui: &mut Ui, card: &HoverCard) {
    ui.horizontal_wrapped(|ui| {
        ui.label(code_text(ui, &card.title).color(Tokens::of(ui).text_strong));
        let facts = [card.kind.word(), card.type_words.as_str()];
        let facts: Vec<&str> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
        ui.label(weak_text(ui, facts.join(" · ")));
    });
    if !card.doc.is_empty() {
        paragraph_ui(ui, &card.doc);
    }
    for (word, says) in &card.facts {
        ui.horizontal_wrapped(|ui| {
            ui.label(weak_text(ui, word));
            ui.label(strong_text(ui, says));
        });
    }
    if !card.examples.is_empty() {
        hairline_ui(ui);
    }
    for example in card.examples.iter().take(LAYOUT.card_examples) {
        ui.add(Label::new(code_text(ui, format!("{}  →  {}", example.script, example.result))).truncate());
    }
    if !card.source.is_empty() {
        ui.label(weak_text(ui, &card.source));
    }
}

fn padded_ui<R>(ui: &mut Ui, add_content: impl FnOnce(&mut Ui) -> R) -> R {
    let size = &Tokens::of(ui).size;
    let margin = Margin::symmetric(size.padding as i8, size.padding_y as i8);
    Frame::new()
        .inner_margin(margin)
        .show(ui, |ui| {
            ui.set_max_width(LAYOUT.completion_width - 2.0 * SIZES.padding);
            add_content(ui)
        })
        .inner
}
