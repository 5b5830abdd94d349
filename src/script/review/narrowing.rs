//! What a condition tells of the values that it asks about, where it is true and where it is false.

use crate::script::lower::BinaryOperator;
use crate::script::lower::tree::{Chain, Kind, Node, StepKind};
use crate::script::review::state::{State, Subject};
use crate::script::types::Kinds;

const MISSING: Kinds = Kinds::NOTHING;

/// Notes what is known where a condition is `holds`.
pub(super) fn assume(state: &mut State, condition: &Node, holds: bool) {
    match &condition.kind {
        Kind::Not(operand) => assume(state, operand, !holds),
        Kind::And(parts) if holds => parts.iter().for_each(|part| assume(state, part, true)),
        Kind::Or(parts) if !holds => parts.iter().for_each(|part| assume(state, part, false)),
        Kind::Binary(operator @ (BinaryOperator::Equal | BinaryOperator::NotEqual), operands) => {
            let is_equal = (*operator == BinaryOperator::Equal) == holds;
            let [left, right] = &**operands;
            compared(state, left, right, is_equal);
            compared(state, right, left, is_equal);
        }
        Kind::Call(native, arguments) => {
            if let [only] = &**arguments {
                asked(state, native.name, only, holds);
            } else if let ([first, ..], true) = (&**arguments, holds) {
                present_when_true(state, native.name, first);
            }
        }
        Kind::Chain(chain) => asked_as_method(state, chain, holds),
        Kind::Block(statements) => {
            if let [only] = &**statements {
                assume(state, only, holds);
            }
        }
        _ => {}
    }
}

/// `subject == value`
fn compared(state: &mut State, subject: &Node, value: &Node, is_equal: bool) {
    match (&value.kind, is_equal) {
        (Kind::Nothing, false) => exclude(state, subject, MISSING | Kinds::RARELY_NOTHING),
        (Kind::Nothing, true) => exclude(state, subject, Kinds::ANY.present()),
        // What equals a text is there.
        (Kind::Text(_) | Kind::Boolean(_) | Kind::Integer(_) | Kind::Character(_), true) => {
            exclude(state, subject, MISSING | Kinds::RARELY_NOTHING);
        }
        _ => {}
    }
}

/// `present(value)`, `blank(value)`
fn asked(state: &mut State, function: &str, subject: &Node, holds: bool) {
    let is_there = match function {
        "present" => holds,
        "blank" | "is_blank" => !holds,
        _ => {
            if holds {
                present_when_true(state, function, subject);
            }
            return;
        }
    };
    if is_there {
        exclude(state, subject, MISSING | Kinds::RARELY_NOTHING);
    }
}

/// Functions that are true only of what is there.
const ONLY_OF_WHAT_IS_THERE: [&str; 7] =
    ["contains", "ends_with", "is_email", "is_one_of", "is_phone", "matches", "starts_with"];

/// `contains(user.title, "x")`
fn present_when_true(state: &mut State, function: &str, subject: &Node) {
    if ONLY_OF_WHAT_IS_THERE.contains(&function) {
        exclude(state, subject, MISSING | Kinds::RARELY_NOTHING);
    }
}

/// `user.title.present()`
fn asked_as_method(state: &mut State, chain: &Chain, holds: bool) {
    let Some((last, before)) = chain.steps.split_last() else { return };
    let StepKind::Call(native, arguments) = &last.kind else { return };
    let Some(subject) = Subject::of_steps(&chain.base, before) else { return };
    let is_there = match (native.name, arguments.is_empty()) {
        ("present", true) => holds,
        ("blank" | "is_blank", true) => !holds,
        (name, _) => holds && ONLY_OF_WHAT_IS_THERE.contains(&name),
    };
    if is_there {
        state.exclude(subject, MISSING | Kinds::RARELY_NOTHING);
    }
}

fn exclude(state: &mut State, subject: &Node, kinds: Kinds) {
    if let Some(subject) = Subject::of(subject) {
        state.exclude(subject, kinds);
    }
}
