//! Parts of variables by their place, with the index of every entry of a list.
//!
//! In contrast to `ReadPath`, which leaves such steps out since it is known without running.

use std::fmt;

use serde::Serialize;

/// A part of a variable.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath {
    /// The variable, such as `user`.
    pub variable: String,
    /// The way from there; empty for the whole variable.
    pub steps: Vec<SourceStep>,
}

/// One step into a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SourceStep {
    /// A name, spelled as in the value where it is there.
    Name(String),
    /// An entry of a list.
    Entry {
        /// Its place, from 0.
        idx: usize,
        /// Its `type`, when no other entry of the list has the same.
        kind: Option<String>,
    },
}

impl SourcePath {
    /// The way without the variable, with entries by their `type` where that tells them apart:
    /// `emails[type eq "work"].value`. Empty for the whole variable.
    pub fn by_type(&self) -> String {
        self.written(|idx, kind| match kind {
            Some(kind) => format!("[type eq \"{kind}\"]"),
            None => format!("[{idx}]"),
        })
    }

    /// The way without the variable, with entries by their place: `emails[0].value`.
    pub fn by_place(&self) -> String {
        self.written(|idx, _| format!("[{idx}]"))
    }

    /// The way without the variable and without the places of entries: `emails.value`.
    pub fn without_entries(&self) -> String {
        self.written(|_, _| String::new())
    }

    /// Whether the other part is inside of this one.
    pub fn contains(&self, other: &Self) -> bool {
        self.variable == other.variable
            && self.steps.len() < other.steps.len()
            && self.steps.iter().zip(&other.steps).all(|(left, right)| left == right)
    }

    fn written(&self, entry: impl Fn(usize, Option<&str>) -> String) -> String {
        let mut text = String::new();
        for step in &self.steps {
            match step {
                SourceStep::Name(name) => {
                    if !text.is_empty() {
                        text.push('.');
                    }
                    text.push_str(name);
                }
                SourceStep::Entry { idx, kind } => text.push_str(&entry(*idx, kind.as_deref())),
            }
        }
        text
    }
}

impl fmt::Display for SourcePath {
    /// As a script reads it: `user.emails[0].value`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.variable)?;
        for step in &self.steps {
            match step {
                SourceStep::Name(name) if is_plain_name(name) => write!(formatter, ".{name}")?,
                SourceStep::Name(name) => write!(formatter, "[{name:?}]")?,
                SourceStep::Entry { idx, .. } => write!(formatter, "[{idx}]")?,
            }
        }
        Ok(())
    }
}

/// Whether a script can name it behind a full stop.
fn is_plain_name(name: &str) -> bool {
    let mut characters = name.chars();
    characters.next().is_some_and(|first| first.is_ascii_alphabetic())
        && characters.all(|character| character.is_ascii_alphanumeric() || character == '_')
}
