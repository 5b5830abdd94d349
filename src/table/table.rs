//! The lookup table: rows in the order of the user, found by key.

use std::borrow::Cow;
use std::sync::Arc;

use ahash::{HashMap, HashMapExt as _};
use indexmap::IndexMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// One translation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What is looked up.
    pub key: String,
    /// What it is translated to.
    pub value: String,
}

/// Key → value. A key is found exactly first, then without case and outer blanks; of two rows with
/// the same key the first counts.
///
/// In a mapping file a table is an object in the order of its rows, or an array of `[key, value]`
/// pairs when a key stands twice.
///
/// A copy is cheap: it shares the rows.
#[derive(Clone, Debug, Default)]
pub struct LookupTable(Arc<Content>);

#[derive(Debug, Default)]
struct Content {
    rows: Vec<Row>,
    exact: HashMap<String, usize>,
    folded: HashMap<String, usize>,
}

impl LookupTable {
    /// A table of these rows.
    pub fn new(rows: Vec<Row>) -> Self {
        let mut exact = HashMap::with_capacity(rows.len());
        let mut folded = HashMap::with_capacity(rows.len());
        for (idx, row) in rows.iter().enumerate() {
            exact.entry(row.key.clone()).or_insert(idx);
            folded.entry(fold(&row.key).into_owned()).or_insert(idx);
        }
        Self(Arc::new(Content { rows, exact, folded }))
    }

    /// The rows in order.
    pub fn rows(&self) -> &[Row] {
        &self.0.rows
    }

    /// The value for a key.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.rows.get(self.position(key)?).map(|row| row.value.as_str())
    }

    /// The place of the row with a key, from 0.
    pub fn position(&self, key: &str) -> Option<usize> {
        self.0.exact.get(key).or_else(|| self.0.folded.get(&*fold(key))).copied()
    }

    /// Whether this is a copy of another table of which nothing was changed; no answer about tables
    /// that were made apart.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// How keys are compared when they are not written alike.
pub(super) fn fold(key: &str) -> Cow<'_, str> {
    let key = key.trim();
    let is_folded = key.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if is_folded { Cow::Borrowed(key) } else { Cow::Owned(key.to_lowercase()) }
}

impl PartialEq for LookupTable {
    fn eq(&self, other: &Self) -> bool {
        self.is_same(other) || self.0.rows == other.0.rows
    }
}

impl Serialize for LookupTable {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Content { rows, exact, .. } = &*self.0;
        if exact.len() == rows.len() {
            serializer.collect_map(rows.iter().map(|row| (&row.key, &row.value)))
        } else {
            serializer.collect_seq(rows.iter().map(|row| [&row.key, &row.value]))
        }
    }
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "a table is an object of texts, or an array of [key, value]")]
enum TableForm {
    Object(IndexMap<String, String>),
    Pairs(Vec<(String, String)>),
}

impl<'de> Deserialize<'de> for LookupTable {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let rows = match TableForm::deserialize(deserializer)? {
            TableForm::Object(rows) => rows.into_iter().collect(),
            TableForm::Pairs(rows) => rows,
        };
        Ok(Self::new(rows.into_iter().map(|(key, value)| Row { key, value }).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::{LookupTable, Row};

    #[test]
    fn exact_keys_win_over_folded_ones() {
        let row = |key: &str, value: &str| Row { key: key.to_owned(), value: value.to_owned() };
        let table = LookupTable::new(vec![row("it", "Italian"), row("IT", "Informatics")]);
        assert_eq!(table.get("IT"), Some("Informatics"));
        assert_eq!(table.get(" It "), Some("Italian"));
        assert_eq!(table.get("xx"), None);
        assert_eq!(LookupTable::new(vec![row("É", "e")]).get("é\t"), Some("e"));
    }
}
