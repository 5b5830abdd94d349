//! What rows from outside (a spreadsheet, a CSV file) would do to a lookup table.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::table::table::fold;
use crate::table::{LookupTable, Row};

/// How rows from outside are taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowsChoice {
    /// They update the rows that have their keys, and are added behind where none has; other rows stay.
    #[default]
    Update,
    /// They are the table from now on.
    Replace,
}

/// What becomes of one row from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowChange {
    /// No row has the key.
    New,
    /// The row with the key gets another value.
    Changed {
        /// The value it has.
        before: String,
    },
    /// The row is there as it is.
    Same,
    /// An earlier row from outside has the key with another value; this one is left out.
    Conflict {
        /// The value that counts.
        counts: String,
    },
}

/// A row from outside, and what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedRow {
    /// The row.
    pub row: Row,
    /// What becomes of it.
    pub change: RowChange,
}

/// What rows from outside would do to a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RowsPlan {
    /// The rows from outside in their order.
    pub rows: Vec<PlannedRow>,
    /// How many rows of the table would go.
    pub n_removed: usize,
    /// The table afterwards.
    pub table: LookupTable,
}

impl RowsPlan {
    /// How many rows are new, get another value, are there already, and contradict an earlier one.
    pub fn counts(&self) -> [usize; 4] {
        let mut counts = [0; 4];
        for planned in &self.rows {
            counts[match planned.change {
                RowChange::New => 0,
                RowChange::Changed { .. } => 1,
                RowChange::Same => 2,
                RowChange::Conflict { .. } => 3,
            }] += 1;
        }
        counts
    }

    /// Whether the table would be another one.
    pub fn is_change(&self) -> bool {
        let [new, changed, ..] = self.counts();
        new + changed + self.n_removed > 0
    }
}

/// What rows from outside would do to a table. Keys are compared without case and outer blanks; of two
/// rows from outside with one key the first counts.
pub fn plan_rows(table: &LookupTable, outside: Vec<Row>, choice: RowsChoice) -> RowsPlan {
    let mut after: Vec<Row> = match choice {
        RowsChoice::Update => table.rows().to_vec(),
        RowsChoice::Replace => Vec::with_capacity(outside.len()),
    };
    let mut taken: HashMap<Identity, String> = HashMap::with_capacity(outside.len());
    let mut rows = Vec::with_capacity(outside.len());
    for row in outside {
        let key = identity(table, &row.key, choice);
        let change = match (taken.get(&key), table.position(&row.key)) {
            (Some(value), _) if *value == row.value => RowChange::Same,
            (Some(value), _) => RowChange::Conflict { counts: value.clone() },
            (None, Some(known)) => changed(table, known, &row),
            (None, None) => RowChange::New,
        };
        if let Entry::Vacant(place) = taken.entry(key) {
            place.insert(row.value.clone());
            let known = table.position(&row.key).filter(|_| choice == RowsChoice::Update);
            match known.and_then(|known| after.get_mut(known)) {
                Some(place) => place.value.clone_from(&row.value),
                None => after.push(row.clone()),
            }
        }
        rows.push(PlannedRow { row, change });
    }
    let is_gone =
        |row: &&Row| choice == RowsChoice::Replace && !taken.contains_key(&identity(table, &row.key, choice));
    let n_removed = table.rows().iter().filter(is_gone).count();
    RowsPlan { rows, n_removed, table: LookupTable::new(after) }
}

/// What two rows from outside have in common that speak of the same row: its place in the table that is
/// updated, since a table may hold several spellings of a key; else the key without case and blanks.
type Identity = (Option<usize>, String);

fn identity(table: &LookupTable, key: &str, choice: RowsChoice) -> Identity {
    match table.position(key).filter(|_| choice == RowsChoice::Update) {
        Some(place) => (Some(place), String::new()),
        None => (None, fold(key).into_owned()),
    }
}

fn changed(table: &LookupTable, known: usize, row: &Row) -> RowChange {
    let before = table.rows().get(known).map(|known| known.value.clone()).unwrap_or_default();
    if before == row.value { RowChange::Same } else { RowChange::Changed { before } }
}
