//! Keys that stand twice in a lookup table.

use std::collections::HashMap;

use crate::table::LookupTable;
use crate::table::table::fold;

/// A row whose key stands in an earlier row already, as it is or in another case or with other blanks
/// around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyRepeat {
    /// The row, from 0.
    pub row: usize,
    /// The first row with the key, from 0.
    pub first: usize,
    /// Both keys are written alike, so that this row is never found.
    pub is_written_alike: bool,
    /// The rows have different values.
    pub is_conflict: bool,
}

impl KeyRepeat {
    /// What is wrong, in a few words; rows are counted from 1.
    pub fn words(self) -> String {
        let first = self.first + 1;
        match (self.is_conflict, self.is_written_alike) {
            (true, true) => format!("conflicts with row {first}, which counts"),
            (true, false) => format!("conflicts with row {first}, which counts for other spellings"),
            (false, true) => format!("stands in row {first} already"),
            (false, false) => format!("stands in row {first} already, in another spelling"),
        }
    }
}

/// The rows of a table whose key stands before them, in order.
pub fn repeated_keys(table: &LookupTable) -> Vec<KeyRepeat> {
    let mut firsts: HashMap<String, usize> = HashMap::with_capacity(table.rows().len());
    let mut repeats = Vec::new();
    for (idx, row) in table.rows().iter().enumerate() {
        let first = *firsts.entry(fold(&row.key).into_owned()).or_insert(idx);
        let Some(before) = table.rows().get(first).filter(|_| first != idx) else { continue };
        repeats.push(KeyRepeat {
            row: idx,
            first,
            is_written_alike: table.position(&row.key) != Some(idx),
            is_conflict: before.value != row.value,
        });
    }
    repeats
}

#[cfg(test)]
mod tests {
    use super::repeated_keys;
    use crate::table::{LookupTable, Row};

    #[track_caller]
    fn check(rows: &[(&str, &str)], expected: &[&str]) {
        let row = |(key, value): &(&str, &str)| Row { key: (*key).to_owned(), value: (*value).to_owned() };
        let table = LookupTable::new(rows.iter().map(row).collect());
        let found: Vec<_> = repeated_keys(&table)
            .iter()
            .map(|repeat| format!("{} {}", repeat.row + 1, repeat.words()))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_key_that_stands_before_is_told_with_its_row() {
        check(&[("a", "1"), ("b", "2")], &[]);
        check(&[("a", "1"), ("a", "2")], &["2 conflicts with row 1, which counts"]);
        check(&[("a", "1"), ("a", "1")], &["2 stands in row 1 already"]);
        check(&[("a", "1"), ("A ", "2")], &["2 conflicts with row 1, which counts for other spellings"]);
        check(&[("a", "1"), ("A", "1")], &["2 stands in row 1 already, in another spelling"]);
        check(
            &[("x", "1"), ("É", "2"), ("é", "3"), ("é", "3")],
            &[
                "3 conflicts with row 2, which counts for other spellings",
                "4 conflicts with row 2, which counts",
            ],
        );
    }
}
