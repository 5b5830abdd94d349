//! Everything a user can do to lookup tables, variables and environments.

use serde_json::Value;

use crate::mapping::VariableDeclaration;
use crate::project::Environment;
use crate::table::LookupTable;
use crate::workbench::MakeVariable;

/// Commands on lookup tables. A name that there is not, and a row beyond the end, do nothing. Giving a
/// table another name is [`RuleCommand::Rename`](crate::workbench::RuleCommand::Rename), since scripts
/// name it.
#[derive(Clone, Debug, PartialEq)]
pub enum TableCommand {
    /// A new table without rows.
    Add {
        /// Its name.
        name: String,
    },
    /// A copy of a table, behind it.
    Duplicate {
        /// The table.
        table: String,
        /// The name of the copy.
        name: String,
    },
    /// Remove a table.
    Delete {
        /// The table.
        table: String,
    },
    /// Change a row.
    SetRow {
        /// The table.
        table: String,
        /// The row.
        row: usize,
        /// Its key from now on.
        key: String,
        /// Its value from now on.
        value: String,
    },
    /// Put a row in front of another one, or behind the last one.
    InsertRow {
        /// The table.
        table: String,
        /// The place, from 0.
        at: usize,
        /// The key.
        key: String,
        /// The value.
        value: String,
    },
    /// Remove a row.
    DeleteRow {
        /// The table.
        table: String,
        /// The row.
        row: usize,
    },
    /// Put a row at another place.
    MoveRow {
        /// The table.
        table: String,
        /// Where it is.
        from: usize,
        /// Where it shall be.
        to: usize,
    },
    /// Order the rows by their keys, without regard to case.
    SortByKey {
        /// The table.
        table: String,
    },
    /// Put other rows in, as a plan says that was looked at.
    TakeRows {
        /// The table.
        table: String,
        /// The rows from now on.
        rows: LookupTable,
        /// Where they come from, in words.
        source: String,
    },
}

/// Commands on variables. Giving one another name is
/// [`RuleCommand::Rename`](crate::workbench::RuleCommand::Rename).
#[derive(Clone, Debug, PartialEq)]
pub enum VariableCommand {
    /// Declare a variable, or declare it differently.
    Declare {
        /// Its name.
        name: String,
        /// Its type and note.
        declaration: VariableDeclaration,
    },
    /// Give a variable a value in an environment, or take its value away.
    SetValue {
        /// The environment.
        environment: String,
        /// The variable's name.
        name: String,
        /// The value; `None` for none.
        value: Option<Value>,
    },
    /// Remove a variable with its values.
    Delete {
        /// Its name.
        name: String,
    },
    /// Put a variable in the place of a text in scripts.
    Make(MakeVariable),
}

/// Commands on environments.
#[derive(Clone, Debug, PartialEq)]
pub enum EnvironmentCommand {
    /// The environments from now on, in the order of promotion.
    Set {
        /// All of them; what belongs to one that is not among them is removed.
        environments: Vec<EnvironmentDraft>,
    },
}

/// An environment as it shall be.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EnvironmentDraft {
    /// What it shall be.
    pub environment: Environment,
    /// The name that it has now; `None` for a new one.
    pub was: Option<String>,
}
