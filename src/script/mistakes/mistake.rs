//! A mistake that was recognized, and the order in which they are looked for.

use rhai::ParseErrorType;

use crate::diagnostic::{Code, Fix, Span, TextEdit};
use crate::script::mistakes::scene::Scene;
use crate::script::mistakes::{brackets, names, operators, quotes, statements, words};

/// What somebody wrote and what was probably meant.
#[derive(Debug)]
pub(in crate::script) struct Mistake {
    pub code: Code,
    /// One sentence without a full stop.
    pub message: String,
    pub help: Option<String>,
    pub span: Span,
    pub fix: Option<Fix>,
}

/// A change of the script: the bytes from the first to below the second place become the text.
pub(super) type Change = (usize, usize, String);

impl Mistake {
    /// A syntax error at some bytes of the script.
    pub(super) fn at(scene: &Scene<'_>, range: std::ops::Range<usize>, message: impl Into<String>) -> Self {
        Self {
            code: Code::ScriptSyntax,
            message: message.into(),
            help: None,
            span: scene.span(range.start, range.end),
            fix: None,
        }
    }

    /// A syntax error at the token where the parser gave up.
    pub(super) fn here(scene: &Scene<'_>, message: impl Into<String>) -> Self {
        Self::at(scene, scene.range(0), message)
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(super) fn fix(mut self, scene: &Scene<'_>, title: impl Into<String>, changes: &[Change]) -> Self {
        let edits = changes
            .iter()
            .map(|(start, end, new)| TextEdit::of_bytes(scene.script, *start, *end, new.as_str()));
        self.fix = Some(Fix { title: title.into(), edits: edits.collect() });
        self
    }
}

/// The mistake at which the parser gave up with this error, `None` when it is none that is known.
pub(in crate::script) fn recognize(error: &ParseErrorType, scene: &Scene<'_>) -> Option<Mistake> {
    quotes::recognize(error, scene)
        .or_else(|| words::recognize(scene))
        .or_else(|| operators::recognize(error, scene))
        .or_else(|| statements::recognize(error, scene))
        .or_else(|| brackets::recognize(error, scene))
        .or_else(|| names::recognize(error, scene))
        .or_else(|| statements::missing_between(error, scene))
}
