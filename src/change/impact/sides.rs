//! The two mappings that are compared, with what they run in.

use std::sync::Arc;

use indexmap::IndexMap;
use jiff::Timestamp;
use serde_json::Map;

use crate::diagnostic::Diagnostic;
use crate::mapping::{CompileInput, CompiledMapping, FileContent, Mapping, RunContext, compile};
use crate::table::LookupTable;
use crate::target::{Directory, TargetSchema};

/// A mapping with its target, the records of the account and the time; shared by all threads.
#[derive(Clone, Debug)]
pub struct ImpactSide {
    /// What is mapped and how.
    pub content: Arc<FileContent>,
    /// The rules of the content, as they are compiled.
    pub mapping: Mapping,
    /// The tables of the content.
    pub tables: Arc<IndexMap<String, LookupTable>>,
    /// What the service provider accepts.
    pub target: Arc<TargetSchema>,
    /// What the account holds today; one object for both sides.
    pub directory: Arc<Directory>,
    /// Time and variables.
    pub context: RunContext,
}

/// Both mappings.
#[derive(Clone, Debug)]
pub struct ImpactSides {
    /// The one before.
    pub old: ImpactSide,
    /// The one after.
    pub new: ImpactSide,
}

impl ImpactSide {
    /// A mapping for a target and the records of an account.
    pub fn new(
        content: Arc<FileContent>,
        target: Arc<TargetSchema>,
        directory: Arc<Directory>,
        now: Timestamp,
    ) -> Self {
        let mapping = Mapping {
            rule_sets: content.rule_sets.clone(),
            functions: content.functions.clone(),
            other: Map::new(),
        };
        Self {
            mapping,
            tables: Arc::new(content.tables.clone()),
            context: RunContext { now, variables: content.variables.clone() },
            content,
            target,
            directory,
        }
    }

    /// The mapping, compiled for one thread.
    pub fn compile(&self) -> (CompiledMapping, Vec<Diagnostic>) {
        self.compile_with(&self.mapping, &self.tables)
    }

    /// Other rules and tables, compiled for the same target and records.
    pub(super) fn compile_with(
        &self,
        mapping: &Mapping,
        tables: &Arc<IndexMap<String, LookupTable>>,
    ) -> (CompiledMapping, Vec<Diagnostic>) {
        compile(&CompileInput { mapping, target: &self.target, tables, directory: &self.directory })
    }
}
