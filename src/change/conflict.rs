//! A place where two versions of a mapping say different things about what they have in common, and
//! how it is settled.

use serde::ser::{SerializeStruct as _, Serializer};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::change::Subject;
use crate::change::item::described;
use crate::mapping::Rule;

/// Both sides changed the same thing in different ways. The values are those of the mapping file: a
/// rule is its object, a table row and a script a text, a rule set or table that one side removed the
/// whole of it; absent where the side does not have it.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// What it is about.
    pub at: Subject,
    /// How it was before both.
    pub base: Option<Value>,
    /// How it is on our side.
    pub ours: Option<Value>,
    /// How it is on their side.
    pub theirs: Option<Value>,
    /// What holds the edits of both, line by line, where they do not touch each other. It is for a
    /// person to say whether it makes sense; it is never taken by itself.
    pub proposal: Option<Value>,
    /// How it is settled; open until then.
    pub settled: Option<Settlement>,
}

impl Conflict {
    /// The script that is proposed, or the text of another proposal.
    pub fn proposal_text(&self) -> Option<String> {
        self.proposal.as_ref().map(value_text)
    }
}

/// The value of a conflict as people read it: of a rule the script, with what else is not as usual in
/// front; a text as it is; anything else as JSON.
pub fn value_text(value: &Value) -> String {
    match (value, serde_json::from_value::<Rule>(value.clone())) {
        (Value::String(text), _) => text.clone(),
        (_, Ok(rule)) => described(&rule),
        _ => serde_json::to_string_pretty(value).unwrap_or_default(),
    }
}

impl Serialize for Conflict {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Conflict", 7)?;
        object.serialize_field("subject", &self.at.to_string())?;
        object.serialize_field("at", &self.at)?;
        object.serialize_field("base", &self.base)?;
        object.serialize_field("ours", &self.ours)?;
        object.serialize_field("theirs", &self.theirs)?;
        if let Some(proposal) = &self.proposal {
            object.serialize_field("proposal", proposal)?;
        }
        object.serialize_field("settled", &self.settled)?;
        object.end()
    }
}

/// How a conflict is settled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Settlement {
    /// As on our side.
    Ours,
    /// As on their side.
    Theirs,
    /// As it was before both.
    Base,
    /// Like this: a value of the same shape as those of the conflict. For a rule also the text of its
    /// script alone.
    Edited(Value),
}

/// Why a conflict cannot be settled so.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettleError {
    /// The merge has no conflict about this.
    #[error("there is no conflict about {at}")]
    NoConflict {
        /// What was to be settled.
        at: Subject,
    },
    /// The value has another shape than what it is for, such as a number for a rule.
    #[error("the value for {at} cannot be used: {reason}")]
    WrongValue {
        /// What was to be settled.
        at: Subject,
        /// What is wrong with it.
        reason: String,
    },
}

/// A merge has conflicts that nobody settled.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} not settled", if open.len() == 1 { "1 conflict is".to_owned() } else { format!("{} conflicts are", open.len()) })]
pub struct Unsettled {
    /// What the conflicts are about.
    pub open: Vec<Subject>,
}
