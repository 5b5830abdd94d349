//! A remark on a stretch of the text: its wave, its message at the end of the line, its tooltip.
//!
//! Not what the remark means, which the caller knows.

use std::iter::successors;

use egui::{
    Color32, Id, Key, KeyboardShortcut, Modifiers, Painter, Pos2, Rect, Role, Sense, Shape, Stroke, Ui,
    WidgetInfo, pos2,
};

use crate::diagnostic::Severity;
use crate::gui::theme::{Tokens, message_job};
use crate::gui::widgets::Sign;
use crate::gui::widgets::code_editor::line::Lines;

/// The keys that mend, which stand beside what would mend it.
pub const FIX_SHORTCUT: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::Period);

/// A remark on a stretch of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeMark {
    /// Line, from 1.
    pub line: usize,
    /// Column of the first character, from 1; columns count characters.
    pub column: usize,
    /// Number of characters; the stretch ends with its line.
    pub length: usize,
    /// Decides colour and sign.
    pub severity: Severity,
    /// One short sentence.
    pub message: String,
    /// What would mend it, if that is known.
    pub fix: Option<String>,
}

impl CodeMark {
    /// The message with severity and line, for those who do not see the wave.
    fn accessible_name(&self) -> String {
        format!("{}, line {}: {}", capitalized(self.severity.word()), self.line, self.message)
    }

    pub(super) fn rect(&self, lines: &Lines) -> Rect {
        lines.stretch(self.line.saturating_sub(1), self.column.saturating_sub(1), self.length.max(1))
    }
}

/// The colour of a severity.
pub(super) fn severity_colour(tokens: &Tokens, severity: Severity) -> Color32 {
    Sign::of_severity(severity).colour(tokens)
}

/// Draws the wave of a mark and answers to the pointer over it.
pub(super) fn mark_ui(ui: &Ui, id: Id, mark: &CodeMark, lines: &Lines, shows_tooltip: bool) {
    let tokens = Tokens::of(ui);
    let rect = mark.rect(lines);
    let colour = severity_colour(tokens, mark.severity);
    wave(ui.painter(), tokens, rect, colour);
    let response = ui.interact(rect.intersect(lines.clip), id, Sense::hover());
    let name = mark.accessible_name();
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));
    if !shows_tooltip {
        return;
    }
    response.on_hover_ui_at_pointer(|ui| {
        ui.set_max_width(tokens.size.tooltip_width);
        ui.label(message_job(&mark.message, tokens.text_strong));
        if let Some(fix) = &mark.fix {
            let keys = ui.ctx().format_shortcut(&FIX_SHORTCUT);
            ui.label(message_job(&format!("{fix} ({keys})"), tokens.accent));
        }
    });
}

fn wave(painter: &Painter, tokens: &Tokens, rect: Rect, colour: Color32) {
    let size = &tokens.size;
    let middle = rect.bottom() - 2.0 * size.wave_height;
    let steps = successors(Some(rect.left()), |x| (*x < rect.right()).then(|| x + size.wave_step));
    let points: Vec<Pos2> = steps
        .enumerate()
        .map(|(point_idx, x)| {
            let swing = if point_idx % 2 == 0 { size.wave_height } else { -size.wave_height };
            pos2(x.min(rect.right()), middle + swing)
        })
        .collect();
    painter.add(Shape::line(points, Stroke::new(size.wave_stroke, colour)));
}

fn capitalized(word: &str) -> String {
    let mut characters = word.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}
