//! One repair of a client's deviation.
//!
//! Not the repairing itself, which is in `quirks`.

use serde::Serialize;
use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic};
use crate::scim::quirks::quirk;

/// What was changed between the payload and what scripts see.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Repair {
    /// The id of the quirk, such as `Q02`.
    pub quirk: &'static str,
    /// The attribute path, such as `emails[0].primary`. In an extension the URN and a colon stand
    /// before it.
    pub path: String,
    /// The value as it was sent; for a name that was changed, the name.
    pub from: Value,
    /// The value that scripts see; null when they see none.
    pub to: Value,
}

/// How many characters of a value are shown in a message.
const MOST_SHOWN: usize = 60;

impl Repair {
    /// One sentence for a person: the quirk's title, the place, before and after.
    pub fn message(&self) -> String {
        let title = quirk(self.quirk).map_or(self.quirk, |quirk| quirk.title);
        let to = if self.to.is_null() { "left out".to_owned() } else { shown(&self.to) };
        format!("{title}: {} {} → {to}", self.path, shown(&self.from))
    }

    /// The repair as a note, without a place.
    pub fn diagnostic(&self) -> Diagnostic {
        Diagnostic::note(Code::QuirkRepaired, self.message()).with_help(format!(
            "scripts see the repaired value; see {} in the help page on clients",
            self.quirk
        ))
    }
}

fn shown(value: &Value) -> String {
    let text = value.to_string();
    if text.chars().count() <= MOST_SHOWN {
        return text;
    }
    let start: String = text.chars().take(MOST_SHOWN).collect();
    format!("{start}…")
}
