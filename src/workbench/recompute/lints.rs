//! What is said of the scripts without running them, kept until something changes that it depends
//! on.

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;
use serde_json::{Map, Value};

use crate::diagnostic::Diagnostic;
use crate::mapping::{CompiledMapping, LintInput, SentAttributes};
use crate::project::{ProjectModel, ProjectSettings, Sample};
use crate::script::KnownTexts;
use crate::table::LookupTable;
use crate::target::{Record, TargetSchema};
use crate::workbench::data::{declared_types, known_texts, table_remarks, variable_remarks};
use crate::workbench::runner::{MOST_SAMPLES, sent_attributes};

/// The remarks of the last recomputation, and what they were made with.
#[derive(Debug, Default)]
pub(super) struct Lints {
    found: Vec<Diagnostic>,
    samples: Vec<Arc<Sample>>,
    sent: SentAttributes,
    known: KnownTexts,
    records: Arc<BTreeMap<String, Vec<Record>>>,
    environments: BTreeMap<String, Map<String, Value>>,
    settings: ProjectSettings,
    tables: Arc<IndexMap<String, LookupTable>>,
    in_tables: Vec<TableRemark>,
}

/// What is said of a row of a table.
#[derive(Debug)]
pub(super) struct TableRemark {
    /// The place of the table in the project.
    pub table: usize,
    /// The row, from 0.
    pub row: usize,
    pub diagnostic: Diagnostic,
}

impl Lints {
    /// The remarks.
    pub fn found(&self) -> &[Diagnostic] {
        &self.found
    }

    /// The remarks on lookup tables.
    pub fn in_tables(&self) -> &[TableRemark] {
        &self.in_tables
    }

    /// Looks at the scripts again when they, the variables, the records or what clients send are others.
    pub fn bring_up_to(
        &mut self,
        mapping: &CompiledMapping,
        model: &ProjectModel,
        target: &TargetSchema,
        are_other_scripts: bool,
    ) {
        self.look_at_tables(model);
        let are_others = self.take_samples(model, target) | self.take_environments(model) | are_other_scripts;
        if are_others {
            let input = LintInput {
                environments: &self.environments,
                declared: &declared_types(model),
                sent: &self.sent,
                known: &self.known,
            };
            self.found = mapping.lint(&input);
            self.found.extend(variable_remarks(model, &mapping.lowerings()));
        }
    }

    /// Whether the samples have other attributes than before, or show other texts of the account.
    fn take_samples(&mut self, model: &ProjectModel, target: &TargetSchema) -> bool {
        let samples = model.samples.iter().take(MOST_SAMPLES);
        let are_same = self.samples.len() == model.samples.len().min(MOST_SAMPLES)
            && self.samples.iter().zip(samples.clone()).all(|(left, right)| Arc::ptr_eq(left, right))
            && Arc::ptr_eq(&self.records, &model.records)
            && self.settings.environments == model.settings.environments;
        if are_same {
            return false;
        }
        self.samples = samples.cloned().collect();
        self.records = Arc::clone(&model.records);
        let (sent, known) = (sent_attributes(model), known_texts(model, target));
        let are_others = sent != self.sent || known != self.known;
        self.sent = sent;
        self.known = known;
        are_others
    }

    /// Whether the environments have other variables than before, or others are declared.
    fn take_environments(&mut self, model: &ProjectModel) -> bool {
        let environments = model.variables_by_environment();
        let are_others = self.environments != environments || self.settings != model.settings;
        if are_others {
            self.environments = environments;
            self.settings.clone_from(&model.settings);
        }
        are_others
    }

    /// Looks at the tables that are others than before.
    fn look_at_tables(&mut self, model: &ProjectModel) {
        if Arc::ptr_eq(&self.tables, &model.tables) {
            return;
        }
        self.tables = Arc::clone(&model.tables);
        let tables = self.tables.iter().enumerate();
        let remarks = tables.flat_map(|(idx, (name, table))| {
            let remarks = table_remarks(name, table).into_iter();
            remarks.map(move |(row, diagnostic)| TableRemark { table: idx, row, diagnostic })
        });
        self.in_tables = remarks.collect();
    }
}
