//! Choices written as plainly as they are meant.
//!
//! Each form gives the same value as the one it stands for.

use crate::script::describe::{Condition, Meaning};

impl Meaning {
    /// One value when a condition is met, otherwise another.
    pub(super) fn when(condition: Condition, then: Self, otherwise: Self) -> Self {
        if then == otherwise {
            return then;
        }
        match condition {
            Condition::Always(true) => then,
            Condition::Always(false) => otherwise,
            Condition::Not(positive) if reads_better_turned(&positive, &then, &otherwise) => {
                Self::when_missing(*positive, otherwise, then)
            }
            condition => Self::when_missing(condition, then, otherwise),
        }
    }

    /// The same, with the forms in which the value that is looked at is given when it is there.
    fn when_missing(condition: Condition, then: Self, otherwise: Self) -> Self {
        match condition {
            Condition::Missing(value) if value == otherwise => match then {
                Self::Nothing => value,
                then => Self::first_there(vec![value, then]),
            },
            Condition::Blank(value) if value == otherwise && is_never_blank(&then) => {
                Self::first_filled(vec![value, then])
            }
            Condition::All(mut all) if all.first() == Some(&Condition::Missing(otherwise.clone())) => {
                all.remove(0);
                let rest = all.into_iter().reduce(Condition::and).unwrap_or(Condition::Always(true));
                Self::first_there(vec![otherwise, Self::when(rest, then, Self::Nothing)])
            }
            Condition::Any(mut any)
                if then == Self::Nothing && any.first() == Some(&Condition::Missing(otherwise.clone())) =>
            {
                any.remove(0);
                let rest = any.into_iter().reduce(Condition::or).unwrap_or(Condition::Always(false));
                Self::ways(rest.negated(), otherwise, Self::Nothing)
            }
            condition => match (then, otherwise) {
                (Self::Boolean(true), Self::Boolean(false)) => Self::Truth(Box::new(condition)),
                (Self::Boolean(false), Self::Boolean(true)) => Self::Truth(Box::new(condition.negated())),
                (Self::Nothing, otherwise) => Self::ways(condition.negated(), otherwise, Self::Nothing),
                (then, otherwise) => Self::ways(condition, then, otherwise),
            },
        }
    }

    fn ways(condition: Condition, then: Self, otherwise: Self) -> Self {
        let mut ways = vec![(condition, then)];
        let otherwise = match otherwise {
            Self::When { ways: others, otherwise } => {
                ways.extend(others);
                otherwise
            }
            other => Box::new(other),
        };
        Self::When { ways, otherwise }
    }

    /// The first that is not missing.
    pub(super) fn first_there(values: Vec<Self>) -> Self {
        let mut flat = Vec::new();
        for value in values {
            match value {
                Self::FirstThere(inner) => flat.extend(inner),
                Self::Nothing => {}
                other => flat.push(other),
            }
        }
        match flat.len() {
            0 => Self::Nothing,
            1 => flat.remove(0),
            _ => Self::FirstThere(flat),
        }
    }

    /// The first that is not blank.
    pub(super) fn first_filled(values: Vec<Self>) -> Self {
        let mut flat = Vec::new();
        for value in values {
            match value {
                Self::FirstFilled(inner) => flat.extend(inner),
                Self::Nothing => {}
                other => flat.push(other),
            }
        }
        if flat.is_empty() { Self::Nothing } else { Self::FirstFilled(flat) }
    }

    /// Texts one behind the other.
    pub(super) fn joined(values: Vec<Self>) -> Self {
        let mut flat: Vec<Self> = Vec::new();
        for value in values {
            let parts = match value {
                Self::Joined(inner) => inner,
                other => vec![other],
            };
            for part in parts {
                match (flat.last_mut(), part) {
                    (Some(Self::Text(before)), Self::Text(text)) => before.push_str(&text),
                    (_, part) => flat.push(part),
                }
            }
        }
        Self::Joined(flat)
    }

    /// The value as a condition.
    pub(super) fn into_condition(self) -> Condition {
        match self {
            Self::Truth(condition) => *condition,
            Self::Boolean(is_met) => Condition::Always(is_met),
            other => Condition::True(other),
        }
    }

    /// A condition as a value.
    pub(super) fn truth(condition: Condition) -> Self {
        match condition {
            Condition::Always(is_met) => Self::Boolean(is_met),
            Condition::True(value @ (Self::Boolean(_) | Self::Truth(_))) => value,
            condition => Self::Truth(Box::new(condition)),
        }
    }
}

/// Whether `if !condition { then } else { otherwise }` reads better as `if condition { otherwise } …`.
fn reads_better_turned(positive: &Condition, then: &Meaning, otherwise: &Meaning) -> bool {
    let is_plain = |value: &Meaning| matches!(value, Meaning::Nothing | Meaning::Boolean(_));
    match positive {
        Condition::Missing(value) | Condition::Blank(value) if value == then => true,
        _ => is_plain(then) || is_plain(otherwise),
    }
}

fn is_never_blank(value: &Meaning) -> bool {
    match value {
        Meaning::Nothing | Meaning::Number(_) | Meaning::Boolean(_) | Meaning::Clear => true,
        Meaning::Text(text) => !text.trim().is_empty(),
        _ => false,
    }
}
