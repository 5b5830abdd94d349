//! What is known at a point of the evaluation: the types of variables, and what conditions told of
//! parts of them.

use crate::script::lower::tree::{Kind, Node, Step, StepKind};
use crate::script::types::{Kinds, Type};

/// A part of a variable that conditions can speak of: `user.title`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Subject {
    pub root: Root,
    /// In lower case.
    pub names: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Root {
    Input(usize),
    Local(usize),
}

/// Of how many parts of variables is kept what conditions told; the last ones count.
const MOST_EXCLUDED: usize = 64;

/// What is known at a point.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct State {
    locals: Vec<Type>,
    /// The kinds that parts of variables cannot have here; later ones count beside earlier ones.
    excluded: Vec<(Subject, Kinds)>,
}

impl Subject {
    /// What a node reads, when it is a variable or a part of one.
    pub fn of(node: &Node) -> Option<Self> {
        match &node.kind {
            Kind::Chain(chain) => Self::of_steps(&chain.base, &chain.steps),
            _ => Self::of_steps(node, &[]),
        }
    }

    /// What the first steps of a chain read.
    pub fn of_steps(base: &Node, steps: &[Step]) -> Option<Self> {
        let root = match &base.kind {
            Kind::Input(number) => Root::Input(*number),
            Kind::Local(slot) => Root::Local(*slot),
            _ => return None,
        };
        let mut names = Vec::with_capacity(steps.len());
        for step in steps {
            names.push(match &step.kind {
                StepKind::Property(name) | StepKind::Index(Node { kind: Kind::Text(name), .. }) => {
                    name.to_ascii_lowercase()
                }
                StepKind::Index(Node { kind: Kind::Integer(index), .. }) => format!("[{index}]"),
                _ => return None,
            });
        }
        Some(Self { root, names })
    }
}

impl State {
    /// The type of a variable.
    pub fn local(&self, slot: usize) -> Type {
        self.locals.get(slot).cloned().unwrap_or_else(Type::any)
    }

    /// Gives a variable a value; what was known of the old one is forgotten.
    pub fn set_local(&mut self, slot: usize, type_: Type) {
        if self.locals.len() <= slot {
            self.locals.resize_with(slot + 1, Type::any);
        }
        if let Some(local) = self.locals.get_mut(slot) {
            *local = type_;
        }
        self.excluded.retain(|(subject, _)| subject.root != Root::Local(slot));
    }

    /// Nothing is known of the variables of the script: something may have changed them.
    pub fn forget_locals(&mut self) {
        self.locals.fill_with(Type::any);
        self.excluded.retain(|(subject, _)| !matches!(subject.root, Root::Local(_)));
    }

    /// Notes that a part of a variable is of none of these kinds.
    pub fn exclude(&mut self, subject: Subject, kinds: Kinds) {
        if self.excluded.len() >= MOST_EXCLUDED {
            self.excluded.remove(0);
        }
        self.excluded.push((subject, kinds));
    }

    /// The type of a part of a variable, after what conditions told of it.
    pub fn narrowed(&self, subject: &Subject, type_: Type) -> Type {
        let known = self.excluded.iter().filter(|(other, _)| other == subject);
        known.fold(type_, |type_, (_, kinds)| {
            // A condition that can never be true says nothing of what it is.
            let left = type_.kinds.without(*kinds);
            if left.is_none() && !type_.is_never() { type_ } else { type_.without(*kinds) }
        })
    }

    /// What is known behind two ways that lead here.
    #[must_use]
    pub fn or(mut self, other: &Self) -> Self {
        let n_locals = self.locals.len().max(other.locals.len());
        for slot in 0..n_locals {
            let either = self.local(slot).or(other.local(slot));
            if self.locals.len() <= slot {
                self.locals.push(either);
            } else if let Some(local) = self.locals.get_mut(slot) {
                *local = either;
            }
        }
        self.excluded.retain(|known| other.excluded.contains(known));
        self
    }
}
