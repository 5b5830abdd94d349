//! What is run on the directory.

use std::sync::Arc;

use indexmap::IndexMap;

use crate::bulk::BulkFormat;
use crate::diagnostic::Diagnostic;
use crate::mapping::{CompileInput, CompiledMapping, KnownGroups, Mapping, RunContext, compile};
use crate::table::LookupTable;
use crate::target::{Directory, TargetSchema};

/// A mapping with everything that it needs, shared by all workers.
#[derive(Clone, Debug)]
pub struct BulkPlan {
    /// The rules.
    pub mapping: Arc<Mapping>,
    /// What the service provider accepts.
    pub target: Arc<TargetSchema>,
    /// The lookup tables.
    pub tables: Arc<IndexMap<String, LookupTable>>,
    /// What the account holds today.
    pub directory: Arc<Directory>,
    /// Time and variables.
    pub context: RunContext,
    /// The groups that are known beside the users.
    pub groups: Arc<KnownGroups>,
    /// Which records are there already.
    pub current: CurrentChoice,
    /// Only rule sets for this record type run, if it is given.
    pub record_type: Option<String>,
    /// What is written.
    pub format: BulkFormat,
    /// The name of the input in diagnostics.
    pub input_name: String,
    /// The attribute by which the output says of which resource it speaks, beside the line.
    pub key: Option<SourceKey>,
    /// Whether what went wrong is written for each resource.
    pub writes_errors: bool,
}

/// Which records are there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CurrentChoice {
    /// Those of the account, found as by `CurrentRecord::Matched`.
    Matched,
    /// None: every record is new.
    New,
}

/// An attribute that tells one resource from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceKey {
    /// The id that the service provider gave it.
    Id,
    /// The id that the provisioning client has for it.
    ExternalId,
    /// The name of a user.
    UserName,
    /// The name of a group.
    DisplayName,
}

impl SourceKey {
    /// The name of the attribute.
    pub fn attribute(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::ExternalId => "externalId",
            Self::UserName => "userName",
            Self::DisplayName => "displayName",
        }
    }
}

impl BulkPlan {
    /// The mapping, compiled for one worker.
    pub fn compile(&self) -> (CompiledMapping, Vec<Diagnostic>) {
        compile(&CompileInput {
            mapping: &self.mapping,
            target: &self.target,
            tables: &self.tables,
            directory: &self.directory,
        })
    }
}
