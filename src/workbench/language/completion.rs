//! What can be written at the cursor.
//!
//! Not how it is found, which `complete` and its neighbours do.

use std::ops::Range;

use crate::workbench::language::Snippet;

/// What can be written at a place of a script.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completions {
    /// What was typed of it so far.
    pub typed: String,
    /// The best first; empty where nothing is to be offered.
    pub items: Vec<Completion>,
    /// The place is one where a list is wanted without being asked for: behind a dot, in a text that
    /// has few possible values, or in the middle of a name.
    pub is_unasked: bool,
}

/// One possibility.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What the list shows.
    pub label: String,
    /// Which characters of the label were typed.
    pub matched: Vec<usize>,
    /// What it is.
    pub kind: CompletionKind,
    /// Its type in a few words, or the signature of a function; may be empty.
    pub type_words: String,
    /// What is worth knowing in one line, such as `sent in 22 of 24 samples`; may be empty.
    pub detail: String,
    /// What it is for, in sentences; may be empty.
    pub doc: String,
    /// What of the script it stands for, in bytes.
    pub replaces: Range<usize>,
    /// What is written instead.
    pub insert: Snippet,
}

/// What a possibility is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CompletionKind {
    /// A variable of the script itself, or a parameter.
    Local,
    /// What a script is given, such as `user`.
    Variable,
    /// An attribute, or another part of what a script is given.
    Attribute,
    /// A value: of an attribute, of an enumeration, the name of a record.
    Value,
    /// A lookup table.
    Table,
    /// A key of a lookup table.
    Key,
    /// A helper function.
    Helper,
    /// A function, or a method behind a dot.
    Function,
    /// A word of the language.
    Keyword,
    /// A ready-made piece of script.
    Template,
}

impl CompletionKind {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Local => "local",
            Self::Variable => "variable",
            Self::Attribute => "attribute",
            Self::Value => "value",
            Self::Table => "table",
            Self::Key => "key",
            Self::Helper => "helper",
            Self::Function => "function",
            Self::Keyword => "keyword",
            Self::Template => "template",
        }
    }
}

impl Completion {
    /// The script with this in it, and what is selected then, in bytes.
    pub fn apply(&self, script: &str) -> (String, Range<usize>) {
        let before = script.get(..self.replaces.start).unwrap_or(script);
        let after = script.get(self.replaces.end..).unwrap_or_default();
        let start = before.len();
        let end = start + self.insert.text.len();
        let selected =
            self.insert.stops.first().map_or(end..end, |stop| start + stop.start..start + stop.end);
        ([before, &self.insert.text, after].concat(), selected)
    }
}
