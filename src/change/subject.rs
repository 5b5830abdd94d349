//! What a change speaks of: one part of a mapping, by a name that other versions of the mapping share.
//!
//! Not the content of the part.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A part of a mapping. Printed as people read it, such as `User → person / job_title`; its order is
/// the order in which changes are told.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// `name`, `client` or `target`.
    Setting(String),
    /// A rule set as such, with its keys that are not known.
    RuleSet {
        /// Its title, such as `User → person`; the second one of the same title has ` (2)` behind it.
        title: String,
    },
    /// The order of the rule sets.
    RuleSetOrder,
    /// The condition of a rule set.
    Condition {
        /// The title of the rule set.
        rule_set: String,
    },
    /// A rule.
    Rule {
        /// The title of the rule set.
        rule_set: String,
        /// The field it fills.
        field: String,
        /// How many rules for the field stand before it, in the older of the mappings that are
        /// compared; those that are new are counted on from there. 0 where a field has one rule.
        nth: usize,
    },
    /// The order of the rules in a rule set.
    RuleOrder {
        /// The title of the rule set.
        rule_set: String,
    },
    /// The helper functions as a whole: what stands around them, or all of the text where it cannot be
    /// taken apart.
    Functions,
    /// One helper function, with the comment above it.
    Function {
        /// Its name.
        name: String,
        /// How many parameters it has; functions may share a name.
        n_parameters: usize,
    },
    /// A lookup table as such.
    Table {
        /// Its name.
        name: String,
    },
    /// A row of a table.
    Row {
        /// The name of the table.
        table: String,
        /// Its key, as it is written.
        key: String,
        /// How many rows with this key stand before it. 0 where a key stands once.
        nth: usize,
    },
    /// The order of the rows of a table.
    RowOrder {
        /// The name of the table.
        table: String,
    },
    /// A variable.
    Variable {
        /// Its name.
        name: String,
    },
    /// All cases together: whether the mapping speaks of them.
    Cases,
    /// A case.
    Case {
        /// The name of its file without ending.
        name: String,
    },
}

impl Subject {
    /// The rule set it belongs to, by title.
    pub fn rule_set(&self) -> Option<&str> {
        match self {
            Self::RuleSet { title: rule_set }
            | Self::Condition { rule_set }
            | Self::Rule { rule_set, .. }
            | Self::RuleOrder { rule_set } => Some(rule_set),
            _ => None,
        }
    }

    /// The lookup table it belongs to, by name.
    pub fn table(&self) -> Option<&str> {
        match self {
            Self::Table { name: table } | Self::Row { table, .. } | Self::RowOrder { table } => Some(table),
            _ => None,
        }
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Setting(name)
            | Self::RuleSet { title: name }
            | Self::Table { name }
            | Self::Variable { name }
            | Self::Case { name } => f.write_str(name),
            Self::RuleSetOrder => f.write_str("order of the rule sets"),
            Self::Condition { rule_set } => write!(f, "{rule_set} / condition"),
            Self::Rule { rule_set, field, .. } => write!(f, "{rule_set} / {field}"),
            Self::RuleOrder { rule_set } => write!(f, "{rule_set} / order of the rules"),
            Self::Functions => f.write_str("helper functions"),
            Self::Function { name, .. } => write!(f, "helper functions / {name}"),
            Self::Row { table, key, .. } => write!(f, "{table} / {key}"),
            Self::RowOrder { table } => write!(f, "{table} / order of the rows"),
            Self::Cases => f.write_str("cases"),
        }
    }
}
