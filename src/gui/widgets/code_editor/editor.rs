//! The editor itself: a text field with colours, line numbers, marks and hints.

use std::ops::Range;
use std::sync::Arc;

use egui::{
    Align2, EventFilter, Frame, Galley, Id, Pos2, Rect, Response, ScrollArea, Shape, TextBuffer, TextEdit,
    Ui, vec2,
};

use crate::gui::theme::{Tokens, body_font, code_font};
use crate::gui::widgets::code_editor::cursor::{self, code_editor_id};
use crate::gui::widgets::code_editor::decoration::{bracket_shapes, current_line_shape, line_end_ui};
use crate::gui::widgets::code_editor::edit::Editing;
use crate::gui::widgets::code_editor::gutter::{gutter_ui, text_margin};
use crate::gui::widgets::code_editor::key;
use crate::gui::widgets::code_editor::layout::highlighted;
use crate::gui::widgets::code_editor::line::Lines;
use crate::gui::widgets::code_editor::mark::{CodeMark, mark_ui};
use crate::gui::widgets::code_editor::stretch::{CodeStretch, stretch_shapes};
use crate::gui::widgets::highlight::Language;
use crate::gui::widgets::line_text::{line_galley, paint_galley};

/// What a screen reader says about the keys of the editor.
const DESCRIPTION: &str = "Tab indents. Press Escape, then Tab, to leave the editor";
const READ_ONLY_DESCRIPTION: &str = "Read-only";
/// Shown while Tab leaves the editor.
const TAB_IS_FREE: &str = "Tab leaves the editor";

/// What an editor shows.
pub struct CodeEditor<'a> {
    /// Tells editors apart; see [`code_editor_id`].
    pub id_salt: &'a str,
    /// The text that is shown and changed.
    pub text: &'a mut String,
    /// What the editor is called, such as `Script of job_title`.
    pub accessible_name: &'a str,
    /// Remarks on the text. Marks outside the text are shown at its end.
    pub marks: &'a [CodeMark],
    /// A mark under the pointer shows its message; not where the caller does.
    pub shows_tooltips: bool,
    /// What stands at the right of a line, by line number from 1; one for a line.
    pub line_hints: &'a [(usize, String)],
    /// Parts that are pointed out.
    pub stretches: &'a [CodeStretch],
    /// How the text is coloured and commented out.
    pub language: Language,
    /// Whether the text can only be read, selected and copied.
    pub read_only: bool,
    /// Whether long lines are wrapped, for text in narrow places.
    pub wraps: bool,
}

/// What happened in an editor.
pub struct CodeEditorOutput {
    /// The text was changed by the user in this frame.
    pub changed: bool,
    /// Line and column of the text cursor, both from 1; `None` before the editor had the focus once.
    pub cursor: Option<(usize, usize)>,
    /// What is selected, in characters from 0; empty at the cursor.
    pub selection: Option<Range<usize>>,
    /// Where the text cursor is on the screen, for popups beside it; `None` without focus.
    pub caret: Option<Rect>,
    /// The character under the pointer, by number from 0, with its box; `None` where there is no text.
    pub hovered: Option<(usize, Rect)>,
    /// The editor has the keyboard.
    pub has_focus: bool,
    /// The text field.
    pub response: Response,
}

/// Draws an editor that fills the space there is. It keeps no undo: the shortcut for it must be
/// handled before, and after a change from outside nothing is left to be done here.
pub fn code_editor_ui(ui: &mut Ui, mut editor: CodeEditor<'_>) -> CodeEditorOutput {
    let id = code_editor_id(editor.id_salt);
    let mut is_changed = false;
    if ui.memory(|memory| memory.has_focus(id)) && !editor.read_only {
        cursor::forget_undo(ui, id);
        is_changed = key::handle_keys(ui, id, editor.text, editor.language);
    } else {
        key::reset(ui, id);
    }
    let space = ui.available_rect_before_wrap();
    ui.painter().rect_filled(space, 0.0, Tokens::of(ui).surface_2);
    let area = ScrollArea::both().id_salt(id).auto_shrink(false);
    let mut output = area.show(ui, |ui| scrolled_ui(ui, id, &mut editor, space)).inner;
    output.changed |= is_changed;
    if output.has_focus && key::is_tab_free(ui, id) {
        tab_is_free_ui(ui, space);
    }
    output
}

fn scrolled_ui(ui: &mut Ui, id: Id, editor: &mut CodeEditor<'_>, space: Rect) -> CodeEditorOutput {
    let behind = ui.painter().add(Shape::Noop);
    let shown = field_ui(ui, id, editor, space);
    let response = shown.response.accessible_name(editor.accessible_name);
    let description = if editor.read_only { READ_ONLY_DESCRIPTION } else { DESCRIPTION };
    ui.accesskit_node_builder(id, |node| node.set_description(description));

    let lines = Lines::new(shown.galley, shown.origin, ui.clip_rect(), shown.gutter);
    let has_focus = response.has_focus();
    let editing = cursor::load(ui, id, editor.text);
    let mut shapes = Vec::new();
    if let Some(editing) = editing.as_ref().filter(|editing| has_focus && editing.anchor == editing.head) {
        shapes = shapes_behind(ui, id, editor.language, &lines, editing);
    }
    shapes.extend(stretch_shapes(Tokens::of(ui), &lines, editor.stretches));
    ui.painter().set(behind, Shape::Vec(shapes));
    let place = editing.as_ref().map(|editing| cursor::place_of(&editing.text, editing.head));
    decorations_ui(ui, id, editor, &lines);
    gutter_ui(ui, &lines, place.filter(|_| has_focus).map(|(line, _)| line - 1));

    let caret = place.map(|(line, column)| lines.caret(line - 1, column - 1));
    if cursor::take_scroll_request(ui, id)
        && let Some(caret) = caret
    {
        ui.scroll_to_rect(caret.expand2(vec2(shown.gutter, caret.height())), None);
    }
    CodeEditorOutput {
        changed: response.changed(),
        cursor: place,
        selection: editing.map(|editing| editing.selected()),
        caret: caret.filter(|caret| has_focus && lines.clip.intersects(*caret)),
        hovered: hovered(ui, &response, &lines, editor.text),
        has_focus,
        response,
    }
}

/// The character under the pointer.
fn hovered(ui: &Ui, response: &Response, lines: &Lines, text: &str) -> Option<(usize, Rect)> {
    let pointer = ui.input(|input| input.pointer.latest_pos())?;
    if !response.contains_pointer() || pointer.x < lines.clip.left() + lines.gutter {
        return None;
    }
    let line = lines.visible().find(|line| lines.rect(*line).y_range().contains(pointer.y))?;
    let column = lines.column_at(line, pointer)?;
    let before: usize = text.split('\n').take(line).map(|line| line.chars().count() + 1).sum();
    Some((before + column, lines.stretch(line, column, 1)))
}

/// The text field as it was drawn.
struct ShownField {
    response: Response,
    galley: Arc<Galley>,
    origin: Pos2,
    /// The width of the column with the line numbers.
    gutter: f32,
}

fn field_ui(ui: &mut Ui, id: Id, editor: &mut CodeEditor<'_>, space: Rect) -> ShownField {
    let language = editor.language;
    let margin = text_margin(ui, editor.text.matches('\n').count() + 1);
    let wrap_width = if editor.wraps { space.width() - margin.sum().x } else { f32::INFINITY };
    let mut layouter = |ui: &Ui, buffer: &dyn TextBuffer, _width: f32| {
        let mut job = highlighted(ui, id, language, buffer.as_str()).job.clone();
        job.wrap.max_width = wrap_width;
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    };
    let text_width = layouter(ui, editor.text, f32::INFINITY).size().x;
    let width = if editor.wraps { space.width() } else { (text_width + margin.sum().x).max(space.width()) };
    let keeps_keys = !editor.read_only && !key::is_tab_free(ui, id);
    let filter =
        EventFilter { tab: keeps_keys, escape: keeps_keys, horizontal_arrows: true, vertical_arrows: true };
    // Selected text has one colour; the accent would make it look like a link.
    ui.visuals_mut().selection.stroke.color = Tokens::of(ui).text_strong;
    let mut unchangeable: &str;
    let field = if editor.read_only {
        unchangeable = editor.text.as_str();
        TextEdit::multiline(&mut unchangeable)
    } else {
        TextEdit::multiline(editor.text)
    };
    let output = field
        .id(id)
        .font(code_font())
        .frame(Frame::new().inner_margin(margin))
        .desired_rows(1)
        .desired_width(width)
        .min_size(vec2(width, space.height()))
        .cursor_at_end(false)
        .event_filter(filter)
        .layouter(&mut layouter)
        .show(ui);
    ShownField {
        response: output.response.response,
        galley: output.galley,
        origin: output.galley_pos,
        gutter: f32::from(margin.left),
    }
}

/// What lies behind the text while nothing is selected: the current line and the brackets at the cursor.
fn shapes_behind(ui: &Ui, id: Id, language: Language, lines: &Lines, editing: &Editing) -> Vec<Shape> {
    let tokens = Tokens::of(ui);
    let (line, _) = cursor::place_of(&editing.text, editing.head);
    let coloured = highlighted(ui, id, language, &editing.text);
    let mut shapes = vec![current_line_shape(tokens, lines, line - 1)];
    shapes.extend(bracket_shapes(tokens, lines, editing, &coloured.tokens));
    shapes
}

fn decorations_ui(ui: &Ui, id: Id, editor: &CodeEditor<'_>, lines: &Lines) {
    for line in lines.visible() {
        let hint = editor.line_hints.iter().find(|(hinted, _)| *hinted == line + 1);
        let hint = hint.map(|(_, hint)| hint.as_str());
        line_end_ui(ui, id.with(("hint", line)), lines, line, editor.marks, hint);
    }
    for (mark_idx, mark) in editor.marks.iter().enumerate() {
        mark_ui(ui, id.with(("mark", mark_idx)), mark, lines, editor.shows_tooltips);
    }
}

/// Says at the lower edge that Tab leaves the editor now.
fn tab_is_free_ui(ui: &Ui, space: Rect) {
    let tokens = Tokens::of(ui);
    let galley = line_galley(ui, TAB_IS_FREE, body_font(), tokens.text_weak, space.width());
    let corner = space.right_bottom() - vec2(tokens.size.padding, tokens.size.padding_y);
    paint_galley(ui, galley, Align2::RIGHT_BOTTOM, corner);
}
