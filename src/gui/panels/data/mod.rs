//! The pages of lookup tables and of variables, below the editor of the Design view.

mod environment;
mod row_cells;
mod table_list;
mod table_rows;
mod tables;
mod value_cells;
mod variables;

pub use environment::{environment_label_ui, environment_pill_ui, environment_strip_of};
pub(super) use tables::tables_ui;
pub use variables::FIRST_VALUE;
pub(super) use variables::variables_ui;
