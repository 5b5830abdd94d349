//! What is known of the lookup tables: what stands twice, which rows samples hit, which keys they
//! looked up in vain.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::mapping::CoverageItem;
use crate::table::{KeyRepeat, LookupTable, repeated_keys};
use crate::workbench::{CoverageReport, ScriptPlace, UsesIndex, Workbench};

/// All that is known of the tables.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableFacts {
    /// The tables in their order.
    pub tables: Vec<TableSummary>,
    /// It is known what the samples looked up, in the tables as they are.
    pub has_lookups: bool,
}

/// What is known of one table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableSummary {
    /// Its name.
    pub name: String,
    /// Its rows.
    pub rows: LookupTable,
    /// The scripts that look it up.
    pub scripts: Vec<ScriptPlace>,
    /// The rows whose key stands before them, by row.
    pub repeats: Arc<BTreeMap<usize, KeyRepeat>>,
    /// How many samples hit a row, by row; rows that none hits are not in it.
    pub hits: BTreeMap<usize, usize>,
    /// The keys that were looked up in vain.
    pub missing: Vec<MissingKeyRow>,
}

/// A key that was looked up in a table that does not have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingKeyRow {
    /// The key.
    pub key: String,
    /// The samples that look it up, in order, each once.
    pub samples: Vec<usize>,
}

impl TableFacts {
    /// What is known of the table of this name.
    pub fn table(&self, name: &str) -> Option<&TableSummary> {
        self.tables.iter().find(|table| table.name == name)
    }
}

impl TableSummary {
    /// How many rows no sample hits.
    pub fn n_unused(&self) -> usize {
        self.rows.rows().len().saturating_sub(self.hits.len())
    }

    /// How many rows contradict an earlier one.
    pub fn n_conflicts(&self) -> usize {
        self.repeats.values().filter(|repeat| repeat.is_conflict).count()
    }
}

impl Workbench {
    /// What is known of the tables, by what was known `before`: tables that are the same are not read
    /// again. It is asked for when something changed, not in every frame.
    pub fn table_facts(&self, uses: &UsesIndex, before: &TableFacts) -> TableFacts {
        let report = self.coverage().filter(|_| self.is_coverage_current());
        let mut hits = report.map(|report| hits_of(report)).unwrap_or_default();
        let tables = self.model.tables.iter().map(|(name, table)| TableSummary {
            rows: table.clone(),
            scripts: uses.of_table(name).to_vec(),
            repeats: match before.table(name).filter(|before| before.rows.is_same(table)) {
                Some(before) => Arc::clone(&before.repeats),
                None => Arc::new(repeats_of(table)),
            },
            hits: hits.remove(name).unwrap_or_default(),
            missing: report.map(|report| missing_of(report, name)).unwrap_or_default(),
            name: name.clone(),
        });
        TableFacts { tables: tables.collect(), has_lookups: report.is_some() }
    }

    /// The first sample that hits a row of a table, when that is known.
    pub fn sample_of_row(&self, table: &str, row: usize) -> Option<usize> {
        let report = self.coverage().filter(|_| self.is_coverage_current())?;
        let wanted = CoverageItem::TableRow { table: table.to_owned(), row };
        let found = report.coverage.items().find(|count| *count.item == wanted)?;
        let entry = report.coverage.samples_of(found.number).next()?;
        Some(report.entries.get(entry)?.sample)
    }
}

fn repeats_of(table: &LookupTable) -> BTreeMap<usize, KeyRepeat> {
    repeated_keys(table).into_iter().map(|repeat| (repeat.row, repeat)).collect()
}

fn hits_of(report: &CoverageReport) -> BTreeMap<String, BTreeMap<usize, usize>> {
    let mut hits: BTreeMap<String, BTreeMap<usize, usize>> = BTreeMap::new();
    for count in report.coverage.items().filter(|count| count.n_samples > 0) {
        if let CoverageItem::TableRow { table, row } = count.item {
            hits.entry(table.clone()).or_default().insert(*row, count.n_samples);
        }
    }
    hits
}

fn missing_of(report: &CoverageReport, table: &str) -> Vec<MissingKeyRow> {
    let missing = report.coverage.missing_keys().filter(|(of, ..)| *of == table);
    let rows = missing.map(|(_, key, entries)| {
        let samples = entries.iter().filter_map(|entry| report.entries.get(*entry));
        let mut samples: Vec<usize> = samples.map(|entry| entry.sample).collect();
        samples.sort_unstable();
        samples.dedup();
        MissingKeyRow { key: key.to_owned(), samples }
    });
    let mut rows: Vec<MissingKeyRow> = rows.collect();
    rows.sort_by(|left, right| (right.samples.len(), &left.key).cmp(&(left.samples.len(), &right.key)));
    rows
}
