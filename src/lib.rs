//! Scimwright: design, prove and promote SCIM attribute mappings.

pub mod change;
pub mod cli;
pub mod diagnostic;
#[cfg(feature = "gui")]
pub mod gui;
pub mod mapping;
pub mod project;
pub mod scim;
pub mod script;
pub mod table;
pub mod target;
pub mod workbench;
