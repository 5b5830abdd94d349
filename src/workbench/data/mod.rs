//! What scripts look things up in: lookup tables, and the variables of the environments; and the
//! environments themselves. Commands on them, and rows that show them.

mod command;
mod environments;
mod known_texts;
mod make_variable;
mod remarks;
mod table_commands;
mod table_facts;
mod uses_index;
mod variable_commands;
mod variable_rows;

pub use command::{EnvironmentCommand, EnvironmentDraft, TableCommand, VariableCommand};
pub use environments::{environment_losses, environment_objections};
pub(super) use known_texts::known_texts;
pub use make_variable::{MakeVariable, VariableProposal};
pub(super) use remarks::{declared_types, table_remarks, variable_remarks};
pub use table_commands::rows_from_text;
pub use table_facts::{MissingKeyRow, TableFacts, TableSummary};
pub use uses_index::UsesIndex;
pub use variable_rows::{ValueCell, ValueState, VariableRow};
