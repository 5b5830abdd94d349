//! Conditions of a script in terms of what it is given.

use crate::script::describe::Meaning;

/// Something that is true or false.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// Always, or never.
    Always(bool),
    /// There is no such value.
    Missing(Meaning),
    /// There is none, or an empty one.
    Blank(Meaning),
    /// Two values are the same.
    Equal(Meaning, Meaning),
    /// Two texts are the same, without regard to case.
    SameText(Meaning, Meaning),
    /// The first is less than the second.
    Less(Meaning, Meaning),
    /// The first is greater than the second.
    Greater(Meaning, Meaning),
    /// The first has the second in it.
    Contains(Meaning, Meaning),
    /// The first begins with the second.
    StartsWith(Meaning, Meaning),
    /// The first ends with the second.
    EndsWith(Meaning, Meaning),
    /// The first is one of the others.
    OneOf(Meaning, Vec<Meaning>),
    /// The record is new.
    IsNew,
    /// The value is true.
    True(Meaning),
    /// The other is not met.
    Not(Box<Condition>),
    /// All are met.
    All(Vec<Condition>),
    /// One of them is met.
    Any(Vec<Condition>),
}

impl Condition {
    /// The opposite.
    #[must_use]
    pub fn negated(self) -> Self {
        match self {
            Self::Always(is_met) => Self::Always(!is_met),
            Self::Not(other) => *other,
            other => Self::Not(Box::new(other)),
        }
    }

    /// Both.
    pub(super) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Always(false), _) | (_, Self::Always(false)) => Self::Always(false),
            (Self::Always(true), other) | (other, Self::Always(true)) => other,
            (Self::All(mut all), Self::All(others)) => {
                all.extend(others);
                Self::All(all)
            }
            (Self::All(mut all), other) => {
                all.push(other);
                Self::All(all)
            }
            (first, Self::All(mut all)) => {
                all.insert(0, first);
                Self::All(all)
            }
            (first, second) => Self::All(vec![first, second]),
        }
    }

    /// One of the two.
    pub(super) fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Always(true), _) | (_, Self::Always(true)) => Self::Always(true),
            (Self::Always(false), other) | (other, Self::Always(false)) => other,
            (Self::Any(mut any), other) => {
                any.push(other);
                Self::Any(any)
            }
            (first, second) => Self::Any(vec![first, second]),
        }
    }

    fn meanings(&self) -> Vec<&Meaning> {
        match self {
            Self::Missing(one) | Self::Blank(one) | Self::True(one) => vec![one],
            Self::Equal(left, right)
            | Self::SameText(left, right)
            | Self::Less(left, right)
            | Self::Greater(left, right)
            | Self::Contains(left, right)
            | Self::StartsWith(left, right)
            | Self::EndsWith(left, right) => vec![left, right],
            Self::OneOf(one, others) => [one].into_iter().chain(others).collect(),
            Self::Always(_) | Self::IsNew | Self::Not(_) | Self::All(_) | Self::Any(_) => Vec::new(),
        }
    }

    fn conditions(&self) -> &[Self] {
        match self {
            Self::Not(other) => std::slice::from_ref(other),
            Self::All(others) | Self::Any(others) => others,
            _ => &[],
        }
    }

    pub(super) fn size(&self) -> usize {
        let meanings: usize = self.meanings().into_iter().map(Meaning::size).sum();
        1 + meanings + self.conditions().iter().map(Self::size).sum::<usize>()
    }

    /// Whether a part of it is only known to the script.
    pub fn has_script(&self) -> bool {
        self.meanings().into_iter().any(Meaning::has_script) || self.conditions().iter().any(Self::has_script)
    }
}
