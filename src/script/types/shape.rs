//! The parts that an object is known to have.

use std::collections::BTreeMap;

use crate::script::types::Type;

/// What an object is, which decides what is said of a name that it does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShapeKind {
    /// A resource, an extension or a complex attribute: its names are attributes.
    Attributes,
    /// A record: its names are fields.
    Fields,
    /// The variables of an environment.
    Variables,
    /// An object that the script made.
    Made,
}

/// The names that can be read below an object, without regard to case.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// What it is.
    pub kind: ShapeKind,
    /// How it is read, such as `user` or `user.name`; empty for one that the script made.
    pub path: String,
    /// There may be more parts than are listed.
    pub is_open: bool,
    parts: BTreeMap<String, Part>,
}

/// A part of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Its name in the usual spelling.
    pub name: String,
    /// What it can be.
    pub type_: Type,
    /// What the schema or the target says of it; may be empty.
    pub about: String,
}

impl Shape {
    /// An object without parts.
    pub fn new(kind: ShapeKind, path: impl Into<String>) -> Self {
        Self { kind, path: path.into(), is_open: false, parts: BTreeMap::new() }
    }

    /// The same with a part; one of the same name is replaced.
    #[must_use]
    pub fn with(mut self, name: &str, type_: Type) -> Self {
        self.add(name, type_, "");
        self
    }

    /// Adds a part; one of the same name is replaced.
    pub fn add(&mut self, name: &str, type_: Type, about: &str) {
        let part = Part { name: name.to_owned(), type_, about: about.to_owned() };
        self.parts.insert(name.to_ascii_lowercase(), part);
    }

    /// The part of this name, without regard to case.
    pub fn part(&self, name: &str) -> Option<&Part> {
        self.parts.get(&name.to_ascii_lowercase())
    }

    /// All parts, sorted by their names in lower case.
    pub fn parts(&self) -> impl Iterator<Item = &Part> {
        self.parts.values()
    }
}
