//! A part of what a script is given: an attribute, a variable of the environment, a field.
//!
//! Not how parts are found out, which `roots` does.

use std::sync::Arc;

use crate::workbench::language::SeenPart;

/// What a value is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ValueKind {
    /// A text.
    Text,
    /// A text that holds a date or a time.
    Date,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// An object with parts.
    Object,
    /// Nobody knows.
    #[default]
    Unknown,
}

impl ValueKind {
    /// The word for it; empty when nothing is known.
    pub fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Date => "date",
            Self::Number => "number",
            Self::Boolean => "yes or no",
            Self::Object => "object",
            Self::Unknown => "",
        }
    }
}

/// Something that a script reads by its name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Part {
    /// The name as scripts should write it.
    pub name: String,
    /// What one value is.
    pub kind: ValueKind,
    /// Whether there can be several values, which are a list then.
    pub is_list: bool,
    /// What it is for, in sentences; may be empty.
    pub doc: String,
    /// Where that is written, such as `RFC 7643 §4.1.1`; may be empty.
    pub source: String,
    /// What samples hold of it; `None` where samples have nothing to say.
    pub seen: Option<Seen>,
    /// Values that are allowed or suggested, apart from what samples hold.
    pub suggested: Vec<String>,
    /// What it is made of.
    pub parts: Vec<Self>,
}

/// What the samples hold of an attribute.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    /// How many samples of the resource type there are.
    pub n_all: usize,
    /// What they hold; `None` when none of them has the attribute.
    pub part: Option<Arc<SeenPart>>,
}

/// How many values are named in a line of text.
const NAMED_VALUES: usize = 3;

/// The longest value that is named, in characters.
const LONGEST_NAMED: usize = 40;

impl Part {
    /// The part of this name, without case.
    pub fn part(&self, name: &str) -> Option<&Self> {
        self.parts.iter().find(|part| part.name.eq_ignore_ascii_case(name))
    }

    /// The type in a few words, such as `list of objects`.
    pub fn type_words(&self) -> String {
        match (self.is_list, self.kind) {
            (false, kind) => kind.word().to_owned(),
            (true, ValueKind::Unknown) => "list".to_owned(),
            (true, ValueKind::Boolean) => "list of yes or no".to_owned(),
            (true, kind) => format!("list of {}s", kind.word()),
        }
    }

    /// How often samples send it: `sent in 22 of 24 samples`; empty where samples have nothing to say.
    pub fn share_words(&self) -> String {
        let Some(seen) = &self.seen else { return String::new() };
        let n_samples = seen.part.as_ref().map_or(0, |part| part.n_samples);
        match (n_samples, seen.n_all) {
            (_, 0) => String::new(),
            (0, 1) => "not sent in the sample".to_owned(),
            (1, 1) => "sent in the sample".to_owned(),
            (0, n_all) => format!("sent in none of {n_all} samples"),
            (n_samples, n_all) => format!("sent in {n_samples} of {n_all} samples"),
        }
    }

    /// The values that samples hold, the most frequent first: `“IT Operations” and 6 more`; empty when
    /// there are none.
    pub fn values_words(&self) -> String {
        let Some(part) = self.seen.as_ref().and_then(|seen| seen.part.as_deref()) else {
            return String::new();
        };
        let shown = |text: &str| match self.kind {
            ValueKind::Number | ValueKind::Boolean => text.to_owned(),
            _ if text.is_empty() => "an empty text".to_owned(),
            _ if text.chars().count() > LONGEST_NAMED => {
                format!("“{}…”", text.chars().take(LONGEST_NAMED).collect::<String>())
            }
            _ => format!("“{text}”"),
        };
        let named: Vec<String> =
            part.values.iter().take(NAMED_VALUES).map(|value| shown(&value.text)).collect();
        let n_more = part.values.len() - named.len();
        let more = match (n_more, part.n_other_values) {
            (0, 0) => String::new(),
            (n_more, 0) => format!(" and {n_more} more"),
            (n_more, _) => format!(" and more than {n_more} more"),
        };
        if named.is_empty() { String::new() } else { format!("{}{more}", named.join(", ")) }
    }

    /// How many samples send it.
    pub fn n_samples(&self) -> usize {
        self.seen.as_ref().and_then(|seen| seen.part.as_ref()).map_or(0, |part| part.n_samples)
    }
}
