//! The list of what can be written at the cursor: when it opens, its keys, and what a choice does.
//!
//! Not what is offered, which the workbench knows.

use std::ops::Range;

use egui::{Context, Event, Key, Modifiers, Rect};

use crate::gui::snippet_stops::SnippetStops;
use crate::gui::theme::LAYOUT;
use crate::gui::ui_state::{Completing, CompletionWish, UiState};
use crate::gui::widgets::{CodeEditorOutput, CompletionList, CompletionRow, Editing, completion_list_ui};
use crate::workbench::language::{Completion, CompletionKind};
use crate::workbench::{ScriptPlace, Workbench};

/// So many letters of a name are typed before the list opens by itself.
const LETTERS: usize = 2;

/// What a key or a choice makes of the script.
pub(super) struct Written {
    pub script: String,
    /// What is selected then, in bytes.
    pub selected: Range<usize>,
}

impl Written {
    /// The script with its selection.
    pub fn editing(&self) -> Editing {
        Editing::of_bytes(&self.script, self.selected.clone())
    }
}

/// Takes the keys of the open list, and Tab and Esc while places of a snippet are filled in, before the
/// editor sees them.
pub(super) fn take_keys(ctx: &Context, state: &mut UiState, editing: &Editing) -> Option<Written> {
    if state.completing.is_none() {
        return take_snippet_keys(ctx, state, editing);
    }
    let keys = ctx.input_mut(|input| {
        let mut take = |key| input.count_and_consume_key(Modifiers::NONE, key).cast_signed();
        let page = LAYOUT.completion_rows.cast_signed();
        let step =
            take(Key::ArrowDown) - take(Key::ArrowUp) + (take(Key::PageDown) - take(Key::PageUp)) * page;
        (step, take(Key::Enter) + take(Key::Tab) > 0, take(Key::Escape) > 0)
    });
    let (step, is_accepted, is_closed) = keys;
    let completing = state.completing.as_mut()?;
    let count = completing.found.items.len();
    if step != 0 && count > 0 {
        let wraps = step.unsigned_abs() == 1;
        completing.selected = match completing.selected.checked_add_signed(step) {
            Some(next) if next < count => next,
            Some(_) if wraps => 0,
            Some(_) => count - 1,
            None if wraps => count - 1,
            None => 0,
        };
        completing.is_moved = true;
    }
    if is_closed {
        state.completing = None;
    } else if is_accepted {
        let chosen = completing.selected;
        return accept(state, &editing.text, chosen);
    }
    None
}

/// Puts the chosen possibility into the script and closes the list.
fn accept(state: &mut UiState, script: &str, chosen: usize) -> Option<Written> {
    let completing = state.completing.take()?;
    let item = completing.found.items.get(chosen)?;
    let (script, selected) = item.apply(script);
    match (SnippetStops::of(&item.insert, item.replaces.start, &script), &mut state.snippet) {
        (Some(inner), snippet) => *snippet = Some(inner),
        // The places of the snippet around it are still to be filled in.
        (None, Some(outer)) => outer.follow(&Editing::of_bytes(&script, selected.clone())),
        (None, None) => {}
    }
    Some(Written { script, selected })
}

/// Finds anew what can be written when something was typed in the frame before, or when it was asked for.
pub(super) fn renew(workbench: &Workbench, state: &mut UiState, place: ScriptPlace, editing: &Editing) {
    let Some(wish) = state.completion_wish.take() else { return };
    let was_open = state.completing.take().is_some();
    // What is selected is replaced.
    let selected = editing.selected();
    let (start, end) = (editing.byte_of(selected.start), editing.byte_of(selected.end));
    let mut found = workbench.completions(place, start);
    for item in &mut found.items {
        item.replaces.end = item.replaces.end.max(end);
    }
    let n_typed = found.typed.chars().count();
    let is_whole = |item: &Completion| item.label == found.typed && item.insert.stops.is_empty();
    let is_written_out = found.items.first().is_some_and(is_whole);
    let is_shown = match wish {
        CompletionWish::Asked => true,
        CompletionWish::Typed => found.is_unasked && (n_typed == 0 || n_typed >= LETTERS || was_open),
        CompletionWish::Erased => found.is_unasked && was_open,
    };
    if is_shown && !found.items.is_empty() && (!is_written_out || wish == CompletionWish::Asked) {
        let cursor = editing.head;
        state.completing = Some(Completing {
            place,
            found,
            selected: 0,
            is_moved: true,
            cursor,
            caret: None,
            is_pointed_at: false,
        });
    }
}

/// Draws the list under the cursor's line, or closes it when the cursor went elsewhere. A possibility
/// that was clicked is written.
pub(super) fn completion_ui(
    ctx: &Context,
    state: &mut UiState,
    place: ScriptPlace,
    (script, output): (&str, &CodeEditorOutput),
) -> Option<Written> {
    let open = state.completing.as_mut()?;
    let cursor = output.selection.as_ref().map(|selection| selection.end);
    let is_here = open.place == place && (output.changed || cursor == Some(open.cursor));
    let caret = output.caret.or(open.caret.filter(|_| open.is_pointed_at));
    let (true, Some(caret)) = (is_here, caret) else {
        state.completing = None;
        return None;
    };
    let clicked = list_ui(ctx, open, caret)?;
    accept(state, script, clicked)
}

/// Draws the list; the row that was clicked.
fn list_ui(ctx: &Context, completing: &mut Completing, caret: Rect) -> Option<usize> {
    completing.caret = Some(caret);
    let items = &completing.found.items;
    let row = |row: usize| items.get(row).map(row_of).unwrap_or_default();
    let doc = items.get(completing.selected).map(doc_of).unwrap_or_default();
    let list = CompletionList {
        accessible_name: "Completion",
        caret,
        n_rows: items.len(),
        selected: completing.selected,
        is_moved: std::mem::take(&mut completing.is_moved),
        row: &row,
        doc: &doc,
    };
    let output = completion_list_ui(ctx, list);
    completing.is_pointed_at = output.is_pointed_at;
    output.clicked
}

fn row_of(item: &Completion) -> CompletionRow {
    let is_function = matches!(item.kind, CompletionKind::Function | CompletionKind::Helper);
    let facts = if is_function { [item.type_words.as_str(), ""] } else { [&*item.type_words, &*item.detail] };
    let facts: Vec<&str> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
    let detail = if facts.is_empty() { item.kind.word().to_owned() } else { facts.join(" · ") };
    CompletionRow { label: item.label.clone(), typed: item.matched.clone(), detail, is_function }
}

/// What stands under the list about a possibility.
fn doc_of(item: &Completion) -> String {
    let is_function = matches!(item.kind, CompletionKind::Function | CompletionKind::Helper);
    let parts = [item.doc.as_str(), if is_function { "" } else { item.detail.as_str() }];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("\n")
}

/// Tab goes to the next place of a snippet, Esc leaves it.
fn take_snippet_keys(ctx: &Context, state: &mut UiState, editing: &Editing) -> Option<Written> {
    let snippet = state.snippet.as_mut()?;
    snippet.follow(editing);
    if !snippet.is_inside(editing) || ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        state.snippet = None;
        return None;
    }
    if let Some(written) = take_placeholder(ctx, editing) {
        state.completion_wish = Some(CompletionWish::Asked);
        return Some(written);
    }
    let snippet = state.snippet.as_mut()?;
    if !ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Tab)) {
        return None;
    }
    let next = snippet.next();
    if snippet.is_last() {
        state.snippet = None;
    }
    next.map(|stop| Written {
        script: editing.text.clone(),
        selected: editing.byte_of(stop.start)..editing.byte_of(stop.end),
    })
}

/// A quote or an opening bracket that is typed over a selected place replaces it; a quote where the place
/// stands in quotes empties it.
fn take_placeholder(ctx: &Context, editing: &Editing) -> Option<Written> {
    let selected = editing.selected();
    if selected.is_empty() {
        return None;
    }
    let typed = ctx.input_mut(|input| {
        let is_opening =
            |event: &Event| matches!(event, Event::Text(text) if matches!(text.as_str(), "\"" | "[" | "("));
        let place = input.events.iter().position(is_opening)?;
        if let Event::Text(text) = input.events.remove(place) { Some(text) } else { None }
    })?;
    let (start, end) = (editing.byte_of(selected.start), editing.byte_of(selected.end));
    let (before, after) = (editing.text.get(..start)?, editing.text.get(end..)?);
    let is_in_quotes = before.ends_with('"') && after.starts_with('"');
    let pair = match typed.as_str() {
        "\"" if is_in_quotes => "",
        "\"" => "\"\"",
        "[" => "[]",
        _ => "()",
    };
    let cursor = start + usize::from(!pair.is_empty());
    Some(Written { script: [before, pair, after].concat(), selected: cursor..cursor })
}
