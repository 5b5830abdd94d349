//! The languages that can be coloured.

use crate::gui::widgets::highlight::{Token, json, rhai};

/// The language of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// The scripts of rules.
    Rhai,
    /// Payloads and records.
    Json,
    /// Anything else; one colour.
    #[default]
    Plain,
}

impl Language {
    /// What begins a comment that ends with the line; `None` where there are no comments.
    pub fn line_comment(self) -> Option<&'static str> {
        match self {
            Self::Rhai => Some("//"),
            Self::Json | Self::Plain => None,
        }
    }
}

/// The pieces of a text in order, without overlaps. What lies between them is plain.
pub fn tokens_of(language: Language, text: &str) -> Vec<Token> {
    match language {
        Language::Rhai => rhai::tokens(text),
        Language::Json => json::tokens(text),
        Language::Plain => Vec::new(),
    }
}
