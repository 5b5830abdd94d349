//! Where values come from, and what of the variables is read on the way.
//!
//! What a script reads is found without running it: a value that is part of a variable carries its
//! path along, and the path counts as read where the value is used for anything but reading a part
//! of it. Every path counts in the end, in full or with more names behind it.

use std::collections::BTreeSet;

/// A variable that a path begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Root {
    /// One that the script is given, by its number.
    Input(usize),
    /// A parameter of the function, by its number.
    Parameter(usize),
}

/// A part of a variable. Steps into the items of a list are left out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Path {
    pub root: Root,
    pub names: Vec<String>,
}

/// The parts of variables that a value can be; empty for a value that the script made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Origins(BTreeSet<Path>);

/// The most names of a path, and the most paths of a value; beyond them the whole counts.
const MOST_NAMES: usize = 16;
const MOST_PATHS: usize = 32;

impl Origins {
    /// A whole variable.
    pub fn of(root: Root) -> Self {
        Self(BTreeSet::from([Path { root, names: Vec::new() }]))
    }

    /// The part of this name.
    pub fn below(&self, name: &str) -> Self {
        let below = self.0.iter().map(|path| {
            let mut path = path.clone();
            if path.names.len() < MOST_NAMES {
                path.names.push(name.to_owned());
            }
            path
        });
        Self(below.collect())
    }

    /// Either of two values.
    pub fn or(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    fn paths(&self) -> impl Iterator<Item = &Path> {
        self.0.iter()
    }
}

/// What is done with values that may be constants of the script. Rhai copies constants where they
/// are read, unless a function captures some: then they stay constant in what they are put into.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Constants {
    /// A parameter or the variable of a loop is changed, or there is a `const`.
    pub are_changed: bool,
    /// A whole one is used, for more than to read a part of it.
    pub are_taken: bool,
    /// A part of a variable is changed, which may hold one.
    pub are_changed_inside: bool,
}

impl Constants {
    /// Whether a constant may be changed.
    pub fn may_fail(self) -> bool {
        self.are_changed || self.are_taken && self.are_changed_inside
    }

    fn extend(&mut self, other: Self) {
        self.are_changed |= other.are_changed;
        self.are_taken |= other.are_taken;
        self.are_changed_inside |= other.are_changed_inside;
    }
}

/// What a function reads, or a script.
#[derive(Clone, Debug, Default)]
pub(crate) struct Findings {
    pub paths: BTreeSet<Path>,
    /// Lookup tables by name.
    pub tables: BTreeSet<String>,
    /// A table is chosen while the script runs.
    pub any_table: bool,
    pub helpers: BTreeSet<String>,
    pub functions: BTreeSet<String>,
    /// What the function gives; not for scripts.
    pub result: Origins,
    /// What is done with values that may be constants.
    pub constants: Constants,
    /// The spellings of names of parts.
    pub names: BTreeSet<String>,
}

impl Findings {
    /// The value is used for something of which nothing is known: all of it is read.
    pub fn read(&mut self, origins: &Origins) {
        self.paths.extend(origins.paths().cloned());
    }

    /// Carries on with a value, unless it has too many paths.
    pub fn bounded(&mut self, origins: Origins) -> Origins {
        if origins.0.len() <= MOST_PATHS {
            return origins;
        }
        self.read(&origins);
        Origins::default()
    }

    /// What is read by calling a function with such arguments, and where its result comes from.
    pub fn call(&mut self, callee: &Self, arguments: &[Origins]) -> Origins {
        for (idx, argument) in arguments.iter().enumerate() {
            let is_used = |path: &Path| path.root == Root::Parameter(idx);
            if !callee.paths.iter().any(is_used) && !callee.result.paths().any(is_used) {
                self.read(argument);
            }
        }
        let read = placed(callee.paths.iter(), arguments);
        self.paths.extend(read);
        self.tables.extend(callee.tables.iter().cloned());
        self.any_table |= callee.any_table;
        self.constants.extend(callee.constants);
        self.helpers.extend(callee.helpers.iter().cloned());
        self.functions.extend(callee.functions.iter().cloned());
        self.names.extend(callee.names.iter().cloned());
        let result = Origins(placed(callee.result.paths(), arguments).into_iter().collect());
        self.bounded(result)
    }

    /// Whether two names of parts differ in nothing but case.
    pub fn has_spellings(&self) -> bool {
        let folded: BTreeSet<_> = self.names.iter().map(|name| name.to_ascii_lowercase()).collect();
        folded.len() < self.names.len()
    }
}

/// Paths of a function as paths of its caller.
fn placed<'p>(paths: impl Iterator<Item = &'p Path>, arguments: &[Origins]) -> Vec<Path> {
    let mut placed = Vec::new();
    for path in paths {
        let Root::Parameter(idx) = path.root else {
            placed.push(path.clone());
            continue;
        };
        for origin in arguments.get(idx).into_iter().flat_map(Origins::paths) {
            let mut names = origin.names.clone();
            names.extend(path.names.iter().cloned());
            names.truncate(MOST_NAMES);
            placed.push(Path { root: origin.root, names });
        }
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::{Findings, Origins, Path, Root};

    #[test]
    fn what_a_function_reads_of_its_argument_is_read_of_the_value() {
        let callee = Findings {
            paths: [Path { root: Root::Parameter(0), names: vec!["b".into()] }].into(),
            ..Findings::default()
        };
        let user = Origins::of(Root::Input(0));
        let mut findings = Findings::default();
        let result = findings.call(&callee, &[user.below("a"), user.below("c")]);
        assert_eq!(result, Origins::default());
        let expected = [["a", "b"].as_slice(), ["c"].as_slice()].map(|names| Path {
            root: Root::Input(0),
            names: names.iter().map(|n| (*n).to_owned()).collect(),
        });
        assert_eq!(findings.paths, expected.into());
    }
}
