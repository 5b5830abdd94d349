//! The coloured text of an editor, laid out once per change.
//!
//! Not the marks and hints, which are drawn over it.

use std::ops::Range;
use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{Context, Id, Theme};

use crate::gui::theme::{Tokens, code_font};
use crate::gui::widgets::highlight::{Language, Token, token_colour, tokens_of};

/// A text with its colours.
pub(super) struct Highlighted {
    text: String,
    language: Language,
    theme: Theme,
    /// What is laid out, not wrapped.
    pub(super) job: LayoutJob,
    /// The pieces, for the search for brackets.
    pub(super) tokens: Vec<Token>,
}

/// The text with its colours; made anew only when text, language or theme changed.
pub(super) fn highlighted(ctx: &Context, id: Id, language: Language, text: &str) -> Arc<Highlighted> {
    let memo_id = id.with("highlighted");
    let theme = ctx.theme();
    let known: Option<Arc<Highlighted>> = ctx.data(|data| data.get_temp(memo_id));
    if let Some(known) = known
        && known.text == text
        && known.language == language
        && known.theme == theme
    {
        return known;
    }
    let tokens = tokens_of(language, text);
    let made = Arc::new(Highlighted {
        text: text.to_owned(),
        language,
        theme,
        job: coloured_job(Tokens::of(ctx), language, text, &tokens),
        tokens,
    });
    ctx.data_mut(|data| data.insert_temp(memo_id, Arc::clone(&made)));
    made
}

/// Text in the colours of its pieces, with the line height of code and without wrapping.
fn coloured_job(tokens: &Tokens, language: Language, text: &str, pieces: &[Token]) -> LayoutJob {
    let mut job = LayoutJob { keep_trailing_whitespace: true, ..LayoutJob::default() };
    let format = |colour| TextFormat {
        line_height: Some(tokens.size.line_height_code),
        ..TextFormat::simple(code_font(), colour)
    };
    let mut position = 0;
    for piece in pieces {
        let before = held(language, text, position..piece.range.start);
        let inside = text.get(piece.range.clone()).unwrap_or_default();
        append(&mut job, &before, format(tokens.code.plain));
        append(&mut job, inside, format(token_colour(tokens, piece.kind)));
        position = piece.range.end;
    }
    append(&mut job, text.get(position..).unwrap_or_default(), format(tokens.code.plain));
    if job.sections.is_empty() {
        job.append("", 0.0, format(tokens.code.plain));
    }
    job
}

/// The text between two pieces with its indentation as blanks at which no row is wrapped: a long word
/// would leave them behind in a row of their own.
fn held(language: Language, text: &str, range: Range<usize>) -> String {
    let is_line_start = range.start == 0;
    let between = text.get(range).unwrap_or_default();
    if language != Language::Json {
        return between.to_owned();
    }
    let (before, indentation) = match between.rfind('\n') {
        Some(end) => between.split_at(end + 1),
        None if is_line_start => ("", between),
        None => (between, ""),
    };
    format!("{before}{}", indentation.replace(' ', "\u{a0}"))
}

fn append(job: &mut LayoutJob, text: &str, format: TextFormat) {
    if !text.is_empty() {
        job.append(text, 0.0, format);
    }
}
