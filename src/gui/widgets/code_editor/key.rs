//! The keys that the editor handles itself, before the text field sees them.
//!
//! Everything else, such as arrows and the clipboard, is left to the text field.

use egui::{Context, Event, Id, Key, Ui};

use crate::gui::widgets::code_editor::cursor;
use crate::gui::widgets::code_editor::edit::{
    Editing, close_brace, indent, insert_line, outdent, toggle_comment,
};
use crate::gui::widgets::code_editor::pair::{delete_pair, type_paired};
use crate::gui::widgets::highlight::Language;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum OwnKey {
    Indent,
    Outdent,
    Line,
    Brace,
    Paired(char),
    Backspace,
    Comment,
    Escape,
}

/// Handles the editor's own keys and tells whether the text changed. Keys are handled in the order in
/// which they were pressed: what was pressed behind a key of the text field waits for the next frame.
pub(super) fn handle_keys(ui: &Ui, id: Id, text: &mut String, language: Language) -> bool {
    let mut events = take_deferred(ui, id);
    events.extend(ui.input_mut(|input| std::mem::take(&mut input.events)));
    let mut kept = Vec::with_capacity(events.len());
    let mut is_changed = false;
    let mut rest = events.into_iter();
    while let Some(event) = rest.next() {
        let Some(key) = own_key(&event, is_tab_free(ui, id)) else {
            kept.push(event);
            continue;
        };
        if kept.iter().any(is_for_text_field) {
            let deferred: Vec<Event> = std::iter::once(event).chain(rest).collect();
            ui.data_mut(|data| data.insert_temp(deferred_id(id), deferred));
            ui.request_repaint();
            break;
        }
        if key == OwnKey::Escape {
            set_tab_free(ui, id, true);
        } else if !apply(ui, id, text, key, language, &mut is_changed) {
            kept.push(event);
        }
    }
    if kept.iter().any(is_for_text_field) {
        set_tab_free(ui, id, false);
    }
    ui.input_mut(|input| input.events = kept);
    is_changed
}

/// After Escape, Tab moves the focus until something else is typed.
pub(super) fn is_tab_free(ctx: &Context, id: Id) -> bool {
    ctx.data(|data| data.get_temp(tab_free_id(id))).unwrap_or(false)
}

/// Sets whether Tab moves the focus.
pub(super) fn set_tab_free(ctx: &Context, id: Id, is_free: bool) {
    ctx.data_mut(|data| data.insert_temp(tab_free_id(id), is_free));
}

/// Does what the key does; `false` when it is an ordinary character after all.
fn apply(ui: &Ui, id: Id, text: &mut String, key: OwnKey, language: Language, is_changed: &mut bool) -> bool {
    let editing =
        cursor::load(ui, id, text).unwrap_or_else(|| Editing { text: text.clone(), anchor: 0, head: 0 });
    let Some(edited) = edited(&editing, key, language) else { return false };
    cursor::store(ui, id, &edited);
    *is_changed |= edited.text != *text;
    *text = edited.text;
    set_tab_free(ui, id, false);
    true
}

fn edited(editing: &Editing, key: OwnKey, language: Language) -> Option<Editing> {
    match key {
        OwnKey::Indent => Some(indent(editing)),
        OwnKey::Outdent => Some(outdent(editing)),
        OwnKey::Line => Some(insert_line(editing)),
        OwnKey::Brace => type_paired(editing, language, '}').or_else(|| close_brace(editing)),
        OwnKey::Paired(typed) => type_paired(editing, language, typed),
        OwnKey::Backspace => delete_pair(editing, language),
        OwnKey::Comment => language.line_comment().map(|mark| toggle_comment(editing, mark)),
        OwnKey::Escape => None,
    }
}

fn own_key(event: &Event, is_tab_free: bool) -> Option<OwnKey> {
    match event {
        Event::Text(text) if text == "}" => Some(OwnKey::Brace),
        Event::Text(text) => match (text.chars().next()?, text.chars().nth(1)) {
            (typed @ ('(' | ')' | '[' | ']' | '{' | '"' | '`'), None) => Some(OwnKey::Paired(typed)),
            _ => None,
        },
        Event::Key { key, pressed: true, modifiers, .. } => match key {
            Key::Tab if is_tab_free || modifiers.command || modifiers.alt => None,
            Key::Tab if modifiers.shift => Some(OwnKey::Outdent),
            Key::Tab => Some(OwnKey::Indent),
            Key::Backspace if modifiers.is_none() => Some(OwnKey::Backspace),
            Key::Enter if !modifiers.command && !modifiers.alt => Some(OwnKey::Line),
            Key::Slash if modifiers.command => Some(OwnKey::Comment),
            Key::Escape if !is_tab_free && modifiers.is_none() => Some(OwnKey::Escape),
            _ => None,
        },
        _ => None,
    }
}

fn is_for_text_field(event: &Event) -> bool {
    match event {
        Event::Text(_) | Event::Paste(_) | Event::Cut | Event::Ime(_) => true,
        Event::Key { key, pressed, .. } => {
            *pressed && !is_modifier(*key) && !matches!(key, Key::Tab | Key::Escape)
        }
        _ => false,
    }
}

fn is_modifier(key: Key) -> bool {
    matches!(
        key,
        Key::ShiftLeft
            | Key::ShiftRight
            | Key::ControlLeft
            | Key::ControlRight
            | Key::AltLeft
            | Key::AltRight
            | Key::SuperLeft
            | Key::SuperRight
    )
}

/// Forgets keys that wait, and makes Tab indent again; for an editor that lost the focus.
pub(super) fn reset(ctx: &Context, id: Id) {
    ctx.data_mut(|data| {
        data.remove::<Vec<Event>>(deferred_id(id));
        data.remove::<bool>(tab_free_id(id));
    });
}

fn take_deferred(ctx: &Context, id: Id) -> Vec<Event> {
    ctx.data_mut(|data| data.remove_temp(deferred_id(id))).unwrap_or_default()
}

fn deferred_id(id: Id) -> Id {
    id.with("deferred keys")
}

fn tab_free_id(id: Id) -> Id {
    id.with("tab is free")
}
