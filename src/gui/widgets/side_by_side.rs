//! Two texts side by side, line by line, with what differs marked in each line.
//!
//! Not what differs: the caller says so.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align2, Color32, EventFilter, FontId, Galley, Id, Key, Modifiers, Pos2, Rect, Role, ScrollArea, Sense,
    Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use crate::gui::theme::{Glyph, Tokens, code_font, semibold_code_font, small_font};
use crate::gui::widgets::highlight::{Language, token_colour, tokens_of};
use crate::gui::widgets::line_text::{line_galley, paint_galley};

/// A line of one of the two texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SideLine {
    /// Its number, from 1.
    pub number: usize,
    /// Its text in pieces, and whether each is only here.
    pub pieces: Vec<(String, bool)>,
}

/// What stands side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SideRow {
    /// A line of each text; `None` where the other one has a line more.
    Lines(Option<SideLine>, Option<SideLine>),
    /// So many lines are the same and left out.
    Same(usize),
}

/// What is drawn.
#[derive(Clone, Copy, Debug)]
pub struct SideBySide<'a> {
    /// Tells these apart.
    pub id_salt: &'a str,
    /// What it is called.
    pub accessible_name: &'a str,
    /// What the left and the right text are called; empty for none.
    pub titles: (&'a str, &'a str),
    /// The lines.
    pub rows: &'a [SideRow],
    /// How the texts are coloured.
    pub language: Language,
}

/// More rows are not drawn; who reads that far opens the script.
const MOST_ROWS: usize = 3_000;

/// Two columns that fill the space there is and scroll together; with the keyboard by the arrow keys.
pub fn side_by_side_ui(ui: &mut Ui, sides: SideBySide<'_>) {
    let tokens = Tokens::of(ui);
    let size = &tokens.size;
    let id = Id::unique(("side by side", sides.id_salt));
    let space = ui.available_rect_before_wrap();
    let columns = Halves::of(space, size.hairline);
    if !sides.titles.0.is_empty() || !sides.titles.1.is_empty() {
        titles_ui(ui, &columns, sides.titles);
    }
    let body = ui.available_rect_before_wrap();
    ui.painter().rect_filled(body, 0.0, tokens.surface_2);
    let response = ui.interact(body, id, Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(Role::Document, ui.is_enabled(), sides.accessible_name));
    let delta = if response.has_focus() { scroll_by_keys(ui, id, body.height()) } else { 0.0 };
    let area = ScrollArea::vertical().id_salt(id.with("area")).auto_shrink(false);
    area.show(ui, |ui| {
        if delta != 0.0 {
            ui.scroll_with_delta(vec2(0.0, delta));
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        for row in sides.rows.iter().take(MOST_ROWS) {
            row_ui(ui, &columns, row, sides.language);
        }
        if sides.rows.len() > MOST_ROWS {
            same_ui(ui, &format!("{} more lines are not shown", sides.rows.len() - MOST_ROWS));
        }
    });
    let middle = columns.middle;
    ui.painter().vline(middle, space.y_range(), Stroke::new(size.hairline, tokens.line));
    if ui.memory(|memory| memory.has_focus(id)) {
        let ring = Stroke::new(size.focus_ring, tokens.accent);
        ui.painter().rect_stroke(body, 0.0, ring, StrokeKind::Inside);
    }
}

/// Where the two columns are on the screen.
struct Halves {
    left: (f32, f32),
    right: (f32, f32),
    middle: f32,
}

impl Halves {
    fn of(space: Rect, line: f32) -> Self {
        let middle = space.center().x.round();
        Self { left: (space.left(), middle - line), right: (middle + line, space.right()), middle }
    }
}

fn scroll_by_keys(ui: &Ui, id: Id, height: f32) -> f32 {
    let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let line = Tokens::of(ui).size.line_height_code;
    let moves = [
        (Key::ArrowDown, -2.0 * line),
        (Key::ArrowUp, 2.0 * line),
        (Key::PageDown, -height),
        (Key::PageUp, height),
        (Key::Home, f32::MAX / 4.0),
        (Key::End, -f32::MAX / 4.0),
    ];
    ui.input_mut(|input| {
        moves.iter().filter(|(key, _)| input.consume_key(Modifiers::NONE, *key)).map(|(_, delta)| delta).sum()
    })
}

fn titles_ui(ui: &mut Ui, columns: &Halves, titles: (&str, &str)) {
    let tokens = Tokens::of(ui);
    let size = &tokens.size;
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), size.table_header), Sense::hover());
    for ((left, right), title) in [(columns.left, titles.0), (columns.right, titles.1)] {
        let room = right - left - 2.0 * size.padding;
        let galley = line_galley(ui, title, crate::gui::theme::header_font(), tokens.text_weak, room);
        paint_galley(ui, galley, Align2::LEFT_CENTER, pos2(left + size.padding, rect.center().y));
    }
    let name = format!("Left {}, right {}", titles.0, titles.1);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));
}

fn row_ui(ui: &mut Ui, columns: &Halves, row: &SideRow, language: Language) {
    let (left, right) = match row {
        SideRow::Same(count) => {
            let lines = if *count == 1 { "line" } else { "lines" };
            return same_ui(ui, &format!("{} {count} {lines} as before", Glyph::ELLIPSIS.0));
        }
        SideRow::Lines(left, right) => (left.as_ref(), right.as_ref()),
    };
    let tokens = Tokens::of(ui);
    let size = &tokens.size;
    let gutter = size.line_number;
    let room = |(from, to): (f32, f32)| (to - from - gutter - size.padding).max(size.row);
    let of = |line: Option<&SideLine>, range, surface| {
        line.map(|line| Placed {
            number: line.number,
            galley: galley(ui, line, language, surface, room(range)),
            differs: differs(line),
            surface,
        })
    };
    // Where a line has no partner it is coloured as a whole.
    let placed_left = of(left, columns.left, tokens.failed_surface);
    let placed_right = of(right, columns.right, tokens.set_surface);
    let height = [&placed_left, &placed_right]
        .into_iter()
        .flatten()
        .map(|placed| placed.galley.size().y)
        .fold(size.line_height_code, f32::max);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    if !ui.is_rect_visible(rect) {
        return;
    }
    for (placed, range) in [(placed_left, columns.left), (placed_right, columns.right)] {
        if let Some(placed) = placed {
            paint_line(ui, placed, Rect::from_x_y_ranges(range.0..=range.1, rect.y_range()), gutter);
        }
    }
    let name = row_name(left, right);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));
}

struct Placed {
    number: usize,
    galley: Arc<Galley>,
    differs: bool,
    surface: Color32,
}

fn differs(line: &SideLine) -> bool {
    line.pieces.iter().any(|(_, differs)| *differs)
}

fn paint_line(ui: &Ui, line: Placed, rect: Rect, gutter: f32) {
    let tokens = Tokens::of(ui);
    let size = &tokens.size;
    if line.differs {
        // A bar beside the number says so without the colour of the words.
        let bar = Rect::from_min_size(rect.min, vec2(size.callout_bar, rect.height()));
        ui.painter().rect_filled(bar, 0.0, line.surface);
    }
    let number = line_galley(ui, &line.number.to_string(), small_font(), tokens.text_weak, gutter);
    let at = pos2(rect.left() + gutter - size.gap, rect.top() + size.line_height_code / 2.0);
    paint_galley(ui, number, Align2::RIGHT_CENTER, at);
    paint_galley(ui, line.galley, Align2::LEFT_TOP, Pos2::new(rect.left() + gutter, rect.top()));
}

fn same_ui(ui: &mut Ui, words: &str) {
    let tokens = Tokens::of(ui);
    let size = &tokens.size;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), size.tree_row), Sense::hover());
    ui.painter().rect_filled(rect, 0.0, tokens.surface_1);
    let galley = line_galley(ui, words, small_font(), tokens.text_weak, rect.width());
    paint_galley(ui, galley, Align2::LEFT_CENTER, rect.left_center() + vec2(size.line_number, 0.0));
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
}

/// What a screen reader says of a row.
fn row_name(left: Option<&SideLine>, right: Option<&SideLine>) -> String {
    let text = |line: &SideLine| line.pieces.iter().map(|(piece, _)| piece.as_str()).collect::<String>();
    match (left, right) {
        (Some(left), Some(right)) if !differs(left) && !differs(right) => format!("Same: {}", text(right)),
        (Some(left), Some(right)) => format!("Before: {}, after: {}", text(left), text(right)),
        (Some(left), None) => format!("Only before: {}", text(left)),
        (None, Some(right)) => format!("Only after: {}", text(right)),
        (None, None) => String::new(),
    }
}

/// A line that wraps: what differs on a surface of its own, the rest in the colours of its language.
fn galley(ui: &Ui, line: &SideLine, language: Language, surface: Color32, width: f32) -> Arc<Galley> {
    let tokens = Tokens::of(ui);
    let text: String = line.pieces.iter().map(|(piece, _)| piece.as_str()).collect();
    let mut job = LayoutJob::default();
    job.wrap.max_width = width;
    job.break_on_newline = false;
    let colours = tokens_of(language, &text);
    let format = |font: FontId, colour| TextFormat {
        line_height: Some(tokens.size.line_height_code),
        ..TextFormat::simple(font, colour)
    };
    let mut start = 0;
    for (piece, differs) in &line.pieces {
        let end = start + piece.len();
        if *differs {
            let marked =
                TextFormat { background: surface, ..format(semibold_code_font(), tokens.text_strong) };
            job.append(piece, 0.0, marked);
        } else {
            append_coloured(&mut job, &text, start..end, &colours, tokens, &format);
        }
        start = end;
    }
    if text.is_empty() {
        job.append(" ", 0.0, format(code_font(), tokens.code.plain));
    }
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// Appends a part of a line in the colours of its language.
fn append_coloured(
    job: &mut LayoutJob,
    text: &str,
    part: std::ops::Range<usize>,
    colours: &[crate::gui::widgets::highlight::Token],
    tokens: &Tokens,
    format: &dyn Fn(FontId, Color32) -> TextFormat,
) {
    let mut at = part.start;
    let mut append = |from: usize, to: usize, colour: Color32| {
        if let Some(piece) = text.get(from..to).filter(|piece| !piece.is_empty()) {
            job.append(piece, 0.0, format(code_font(), colour));
        }
    };
    for token in colours.iter().filter(|token| token.range.end > part.start && token.range.start < part.end) {
        let (from, to) = (token.range.start.max(part.start), token.range.end.min(part.end));
        append(at, from, tokens.code.plain);
        append(from, to, token_colour(tokens, token.kind));
        at = to;
    }
    append(at, part.end, tokens.code.plain);
}
