//! Which parts of a JSON object are kept when it is read.

use std::collections::BTreeMap;

/// How many members a whole object has as a rule.
const USUAL_MEMBERS: usize = 4;

/// What is kept of a value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Selection {
    /// Nothing of it.
    #[default]
    Nothing,
    /// Of an object these members, of a list these members of each item; a single value as it is.
    /// Names are compared without regard to case.
    Members(BTreeMap<String, Selection>),
    /// All of it.
    Whole,
}

impl Selection {
    /// What is reached by these names, with all that is below.
    pub fn of_names(names: &[&str]) -> Self {
        let mut selection = Self::Nothing;
        selection.add(names);
        selection
    }

    /// Keeps what is reached by these names as well, with all that is below.
    pub fn add(&mut self, names: &[&str]) {
        match (names.split_first(), &mut *self) {
            (_, Self::Whole) => {}
            (None, _) => *self = Self::Whole,
            (Some((name, rest)), Self::Nothing) => {
                let mut inner = Self::Nothing;
                inner.add(rest);
                *self = Self::Members(BTreeMap::from([((*name).to_ascii_lowercase(), inner)]));
            }
            (Some((name, rest)), Self::Members(members)) => {
                members.entry(name.to_ascii_lowercase()).or_default().add(rest);
            }
        }
    }

    /// What is kept of the member of this name.
    pub fn of_member(&self, name: &str) -> &Self {
        match self {
            Self::Nothing => &Self::Nothing,
            Self::Whole => &Self::Whole,
            Self::Members(members) => members
                .iter()
                .find(|(known, _)| known.eq_ignore_ascii_case(name))
                .map_or(&Self::Nothing, |(_, inner)| inner),
        }
    }

    /// For how many members of an object room is made at first.
    pub(super) fn usual_members(&self) -> usize {
        match self {
            Self::Members(members) => members.len(),
            Self::Nothing | Self::Whole => USUAL_MEMBERS,
        }
    }
}
