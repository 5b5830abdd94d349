//! Mappings: ordered rules that fill the fields of a record from a resource; how they are stored,
//! compiled, run and held against saved cases.
//!
//! A run is a pure function of mapping, tables, variables, resource, current record and
//! [`RunContext`].

mod case;
mod compile;
mod digest;
mod file;
#[allow(clippy::module_inception, reason = "the module is named after its main type")]
mod mapping;
mod membership;
mod outcome;
mod record_update;
mod rule;
mod run;
mod script_text;
mod verify;

pub use case::{Case, CaseRecord, Expected};
pub use compile::{CompileInput, CompiledMapping, compile};
pub use digest::content_digest;
pub use file::{
    FileContent, MAPPING_FILE_SUFFIX, MappingFile, Provenance, read_mapping_file, render_mapping_file,
};
pub use mapping::{Mapping, RuleSet, read_mapping, render_mapping};
pub use membership::{GroupInfo, GroupMembership, memberships};
pub use outcome::{MappingRun, OutcomeKind, RuleOutcome, RunStatus};
pub use rule::{Apply, Rule};
pub use run::{CurrentRecord, RunContext, RunInput};
pub use verify::{CaseResult, verify};
