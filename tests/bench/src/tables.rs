//! The tables, records and variables of the bench project in the form that the other contestants
//! read: one JSON file.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Key → value, exactly and as found without regard to case and blanks around the key.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct TableFile {
    pub exact: BTreeMap<String, String>,
    pub folded: BTreeMap<String, String>,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct Variables {
    pub account_organization: String,
    pub default_time_zone: String,
}

/// The content of the file.
#[derive(Debug, Serialize, Deserialize)]
pub struct WorldFile {
    pub tables: BTreeMap<String, TableFile>,
    pub variables: Variables,
}

impl TableFile {
    /// Of two rows with the same key the first counts.
    fn new(rows: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut table = Self::default();
        for (key, value) in rows {
            table.folded.entry(key.trim().to_lowercase()).or_insert_with(|| value.clone());
            table.exact.entry(key).or_insert(value);
        }
        table
    }
}

impl WorldFile {
    /// What the bench project holds. Of the records, those that are not disabled, by their names.
    ///
    /// # Errors
    /// When a file of the project cannot be read.
    pub fn of_project(project: &Path) -> Result<Self, String> {
        let mut tables = BTreeMap::new();
        for name in [
            "languages",
            "time_zones",
            "countries",
            "dialling",
            "email_labels",
            "phone_labels",
            "address_labels",
        ] {
            let path = project.join("tables").join(name).with_extension("csv");
            tables.insert(name.to_owned(), TableFile::new(read_rows(&path)?));
        }
        for name in ["organizations", "sites"] {
            let records: Vec<Value> = read_json(&project.join("records").join(name).with_extension("json"))?;
            let usable = records.iter().filter(|record| record["disabled"] != Value::Bool(true));
            let names = usable.filter_map(|record| record["name"].as_str());
            let rows = names.map(|name| (name.to_owned(), name.to_owned()));
            tables.insert(name.to_owned(), TableFile::new(rows));
        }
        let environment: BTreeMap<String, Variables> = read_json(&project.join("environments/bench.json"))?;
        let variables = environment.into_values().next().ok_or("the environment has no variables")?;
        Ok(Self { tables, variables })
    }

    /// # Errors
    /// When the file cannot be read.
    pub fn read(path: &Path) -> Result<Self, String> {
        read_json(path)
    }
}

fn read_rows(path: &Path) -> Result<Vec<(String, String)>, String> {
    let shown = |error: csv::Error| format!("{}: {error}", path.display());
    let mut reader = csv::Reader::from_path(path).map_err(shown)?;
    reader.deserialize().collect::<Result<_, _>>().map_err(shown)
}

fn read_text(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn read_json<T: for<'de> Deserialize<'de>>(path: &Path) -> Result<T, String> {
    serde_json::from_str(&read_text(path)?).map_err(|error| format!("{}: {error}", path.display()))
}
