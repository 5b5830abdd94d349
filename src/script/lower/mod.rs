//! Scripts as a compact tree of our own, over borrowed values.
//!
//! The tree has the meaning of rhai, or none: what it cannot express, and every evaluation that it
//! cannot bring to an end, is left to rhai.

pub(crate) mod tree;
mod sources;
mod origins;
mod frame;
mod translate;
mod library;
mod statements;
mod expressions;
mod chains;
mod calls;
mod lowering;

mod evaluate;
mod workspace;
mod switch;
mod steps;
mod loops;
mod changes;
mod plain;
mod observe;
mod parts;
mod bounds;

mod equality;
mod native;
mod natives;
mod natives_of_lists;
mod natives_of_numbers;
mod natives_of_texts;
mod natives_of_world;
mod operators;
mod sizes;
#[cfg(test)]
mod agreement;

pub(crate) use equality::same;
pub(crate) use evaluate::Evaluator;
pub(crate) use library::{Library, Surroundings, Translation};
pub use lowering::{Lowering, ReadPath, Reads};
pub(crate) use native::{Bail, Native, NativeContext, NativeFunction, NativeResult};
pub(crate) use natives::Natives;
pub(crate) use observe::Unobserved;
pub use observe::{Branch, Observer, Seen, TreeUse};
pub(crate) use operators::{BinaryOperator, binary, interpolated, negated};
pub(crate) use parts::{Part, Parts, What, for_each_child, for_each_child_of_step};
pub(crate) use plain::is_plain;
pub(crate) use sizes::sized;
pub(crate) use tree::{
    Chain, Change, Each, EachKind, For, Function, How, If, Kind, Method, Node, Over, PathStep, Pattern, Step,
    StepKind, Switch, Tree,
};
pub use tree::{NodeId, Place};
pub(crate) use workspace::Workspace;
