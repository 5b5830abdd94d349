//! Words in the weights of the window, for labels and buttons.
//!
//! Not their layout: a label decides whether it wraps.

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, Context, FontId, RichText};

use crate::gui::theme::{Tokens, body_font, code_font, header_font, heading_font, semibold_font, small_font};

fn styled(text: impl Into<String>, font: FontId, colour: Color32) -> RichText {
    RichText::new(text).font(font).color(colour)
}

/// A name or value.
pub fn strong_text(ctx: &Context, text: impl Into<String>) -> RichText {
    styled(text, body_font(), Tokens::of(ctx).text_strong)
}

/// Running text.
pub fn normal_text(ctx: &Context, text: impl Into<String>) -> RichText {
    styled(text, body_font(), Tokens::of(ctx).text)
}

/// A secondary fact.
pub fn weak_text(ctx: &Context, text: impl Into<String>) -> RichText {
    styled(text, body_font(), Tokens::of(ctx).text_weak)
}

/// An emphasised word.
pub fn semibold_text(ctx: &Context, text: impl Into<String>) -> RichText {
    styled(text, semibold_font(), Tokens::of(ctx).text_strong)
}

/// A header of a column, or the subject beside a panel's title.
pub fn header_text(ctx: &Context, text: impl Into<String>) -> RichText {
    styled(text, header_font(), Tokens::of(ctx).text_weak)
}

/// The title of a dialog.
pub fn heading_text(ctx: &Context, text: impl Into<String>) -> RichText {
    styled(text, heading_font(), Tokens::of(ctx).text_strong)
}

/// A second line.
pub fn small_text(ctx: &Context, text: impl Into<String>) -> RichText {
    styled(text, small_font(), Tokens::of(ctx).text_weak)
}

/// A script, an attribute path, a JSON value in one colour.
pub fn code_text(ctx: &Context, text: impl Into<String>) -> RichText {
    styled(text, code_font(), Tokens::of(ctx).text)
}

/// Running text of several lines with the line height of the window. Words in `` `…` `` are set as
/// code, words in `**…**` are emphasised.
pub fn paragraph_job(ctx: &Context, text: &str, max_width: f32) -> LayoutJob {
    let tokens = Tokens::of(ctx);
    let mut job = LayoutJob { wrap: TextWrapping::wrap_at_width(max_width), ..LayoutJob::default() };
    for (piece, emphasis) in pieces(text) {
        let (font, colour) = match emphasis {
            Emphasis::None => (body_font(), tokens.text),
            Emphasis::Code => (code_font(), tokens.text),
            Emphasis::Strong => (semibold_font(), tokens.text_strong),
        };
        let format = TextFormat {
            line_height: Some(tokens.size.line_height_body),
            ..TextFormat::simple(font, colour)
        };
        job.append(piece, 0.0, format);
    }
    job
}

/// A message in one line, all in `colour`. Words in `` `…` `` are set as code.
pub fn message_job(text: &str, colour: Color32) -> LayoutJob {
    let mut job = LayoutJob { break_on_newline: false, ..LayoutJob::default() };
    for (piece, emphasis) in pieces(text) {
        let font = if emphasis == Emphasis::Code { code_font() } else { body_font() };
        job.append(piece, 0.0, TextFormat::simple(font, colour));
    }
    job
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Emphasis {
    None,
    Code,
    Strong,
}

/// The pieces of a text with their emphasis; a mark without its partner is ordinary text.
fn pieces(text: &str) -> Vec<(&str, Emphasis)> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, inside, after, emphasis)) = next_emphasis(rest) {
        pieces.push((before, Emphasis::None));
        pieces.push((inside, emphasis));
        rest = after;
    }
    pieces.push((rest, Emphasis::None));
    pieces.retain(|(piece, _)| !piece.is_empty());
    pieces
}

fn next_emphasis(text: &str) -> Option<(&str, &str, &str, Emphasis)> {
    [("`", Emphasis::Code), ("**", Emphasis::Strong)]
        .into_iter()
        .filter_map(|(mark, emphasis)| {
            let (before, rest) = text.split_once(mark)?;
            let (inside, after) = rest.split_once(mark)?;
            Some((before, inside, after, emphasis))
        })
        .min_by_key(|(before, ..)| before.len())
}

#[cfg(test)]
mod tests {
    use super::{Emphasis, pieces};

    #[track_caller]
    fn check(text: &str, expected: &[(&str, Emphasis)]) {
        assert_eq!(pieces(text), expected);
    }

    #[test]
    fn marks_become_emphasis() {
        check("plain", &[("plain", Emphasis::None)]);
        check("", &[]);
        check(
            "`user.title` is **\"Lead\"**; done",
            &[
                ("user.title", Emphasis::Code),
                (" is ", Emphasis::None),
                ("\"Lead\"", Emphasis::Strong),
                ("; done", Emphasis::None),
            ],
        );
        check("2 ** 3 and a ` alone", &[("2 ** 3 and a ` alone", Emphasis::None)]);
        check("`a**b`", &[("a**b", Emphasis::Code)]);
    }
}
