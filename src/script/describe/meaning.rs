//! The meaning of a script: its value in terms of what it is given.
//!
//! Not how it is found, which is in `describe`.

use crate::script::describe::Condition;

/// A value in terms of what a script is given. With the same parts in its variables the script gives
/// this value, or fails.
#[derive(Clone, Debug, PartialEq)]
pub enum Meaning {
    /// `()`
    Nothing,
    /// The field is cleared.
    Clear,
    /// No record is written, with this reason.
    Reject(Box<Meaning>),
    /// A text that stands in the script.
    Text(String),
    /// A number that stands in the script, as it is written.
    Number(String),
    /// `true` or `false`.
    Boolean(bool),
    /// A part of a variable: `user`, `name`, `givenName`; the whole variable without names.
    Part {
        /// The variable.
        variable: String,
        /// The names below it, as they are written in the script.
        names: Vec<String>,
    },
    /// A part of something else, such as of a record that was found.
    Of {
        /// Of what.
        base: Box<Meaning>,
        /// The names below it.
        names: Vec<String>,
    },
    /// The entry of the list that is gone through.
    Entry,
    /// The first of these that is not blank.
    FirstFilled(Vec<Meaning>),
    /// The first of these that is not missing.
    FirstThere(Vec<Meaning>),
    /// A text made of these.
    Joined(Vec<Meaning>),
    /// What a lookup table has for a key.
    Lookup {
        /// The table.
        table: String,
        /// The key.
        key: Box<Meaning>,
        /// What stands for a key that the table does not have.
        default: Option<Box<Meaning>>,
    },
    /// A record of the account.
    Record {
        /// Its type.
        record_type: String,
        /// What identifies it.
        by: Box<Meaning>,
    },
    /// What a function or an operator gives for these, the subject of a method first.
    Call {
        /// Its name.
        function: String,
        /// What it is given.
        arguments: Vec<Meaning>,
    },
    /// The value of the first way whose condition is met.
    When {
        /// The ways in order.
        ways: Vec<(Condition, Meaning)>,
        /// What counts when none is met.
        otherwise: Box<Meaning>,
    },
    /// Whether a condition is met.
    Truth(Box<Condition>),
    /// A list that is put together.
    List(Vec<ListPart>),
    /// An object with these entries.
    Object(Vec<(String, Meaning)>),
    /// The entries of a list that meet a condition, or the first of them.
    Chosen {
        /// The list.
        list: Box<Meaning>,
        /// The condition, on [`Meaning::Entry`].
        condition: Box<Condition>,
        /// All of them and not the first.
        all: bool,
    },
    /// What comes of each entry of a list.
    Mapped {
        /// The list.
        list: Box<Meaning>,
        /// The value, of [`Meaning::Entry`].
        value: Box<Meaning>,
    },
    /// It is computed by a script, of which nothing more can be said here.
    Script,
}

/// A part of a list that is put together.
#[derive(Clone, Debug, PartialEq)]
pub struct ListPart {
    /// When it is there; always if absent.
    pub when: Option<Condition>,
    /// What it is.
    pub kind: ListPartKind,
}

/// What a part of a list is.
#[derive(Clone, Debug, PartialEq)]
pub enum ListPartKind {
    /// One entry.
    One(Meaning),
    /// Entries for each entry of another list.
    Each {
        /// The other list.
        over: Meaning,
        /// What each gives, of [`Meaning::Entry`].
        parts: Vec<ListPart>,
    },
}

impl Meaning {
    /// How many parts it is made of.
    pub fn size(&self) -> usize {
        let of_all = |parts: &[Self]| parts.iter().map(Self::size).sum::<usize>();
        1 + match self {
            Self::Nothing
            | Self::Clear
            | Self::Text(_)
            | Self::Number(_)
            | Self::Boolean(_)
            | Self::Part { .. }
            | Self::Entry
            | Self::Script => 0,
            Self::Reject(part) | Self::Of { base: part, .. } | Self::Record { by: part, .. } => part.size(),
            Self::FirstFilled(parts) | Self::FirstThere(parts) | Self::Joined(parts) => of_all(parts),
            Self::Call { arguments, .. } => of_all(arguments),
            Self::Lookup { key, default, .. } => {
                key.size() + default.as_ref().map_or(0, |default| default.size())
            }
            Self::When { ways, otherwise } => {
                ways.iter().map(|(when, value)| when.size() + value.size()).sum::<usize>() + otherwise.size()
            }
            Self::Truth(condition) => condition.size(),
            Self::List(parts) => size_of_parts(parts),
            Self::Object(entries) => entries.iter().map(|(_, value)| value.size()).sum(),
            Self::Chosen { list, condition, .. } => list.size() + condition.size(),
            Self::Mapped { list, value } => list.size() + value.size(),
        }
    }

    /// Whether a part of it is only known to the script.
    pub fn has_script(&self) -> bool {
        match self {
            Self::Script => true,
            Self::Nothing
            | Self::Clear
            | Self::Text(_)
            | Self::Number(_)
            | Self::Boolean(_)
            | Self::Part { .. }
            | Self::Entry => false,
            Self::Reject(part) | Self::Of { base: part, .. } | Self::Record { by: part, .. } => {
                part.has_script()
            }
            Self::FirstFilled(parts) | Self::FirstThere(parts) | Self::Joined(parts) => {
                parts.iter().any(Self::has_script)
            }
            Self::Call { arguments, .. } => arguments.iter().any(Self::has_script),
            Self::Lookup { key, default, .. } => {
                key.has_script() || default.as_ref().is_some_and(|default| default.has_script())
            }
            Self::When { ways, otherwise } => {
                ways.iter().any(|(when, value)| when.has_script() || value.has_script())
                    || otherwise.has_script()
            }
            Self::Truth(condition) => condition.has_script(),
            Self::List(parts) => parts.iter().any(ListPart::has_script),
            Self::Object(entries) => entries.iter().any(|(_, value)| value.has_script()),
            Self::Chosen { list, condition, .. } => list.has_script() || condition.has_script(),
            Self::Mapped { list, value } => list.has_script() || value.has_script(),
        }
    }
}

impl ListPart {
    fn has_script(&self) -> bool {
        self.when.as_ref().is_some_and(Condition::has_script)
            || match &self.kind {
                ListPartKind::One(value) => value.has_script(),
                ListPartKind::Each { over, parts } => over.has_script() || parts.iter().any(Self::has_script),
            }
    }
}

fn size_of_parts(parts: &[ListPart]) -> usize {
    let of_part = |part: &ListPart| {
        let of_kind = match &part.kind {
            ListPartKind::One(value) => value.size(),
            ListPartKind::Each { over, parts } => over.size() + size_of_parts(parts),
        };
        part.when.as_ref().map_or(0, Condition::size) + of_kind
    };
    parts.iter().map(of_part).sum()
}
