//! The files in which a service provider imports records: their columns, as data of the target.
//!
//! Not the writing of such files, which is in `bulk`.

use serde::{Deserialize, Serialize};

use crate::target::RecordType;

/// A form of CSV file that the service provider imports.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ImportFile {
    /// The name by which it is chosen.
    pub name: String,
    /// Its name for people.
    pub title: String,
    /// Lists of the record: the file has a row for each of their items, in this order. When there are
    /// none, it has a row for each record.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows_of: Vec<String>,
    /// The columns in order.
    pub columns: Vec<ImportColumn>,
}

/// One column of an import file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ImportColumn {
    /// What stands in the first row.
    pub title: String,
    /// The first of these fields that is filled counts; `contacts.label` is a field of the item that
    /// the row is for. A column without fields is always empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
    /// What of that field is written.
    #[serde(default, skip_serializing_if = "ColumnContent::is_value")]
    pub content: ColumnContent,
}

/// What a column holds of the field that counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ColumnContent {
    /// Its value.
    #[default]
    Value,
    /// Its name.
    Name,
}

impl ColumnContent {
    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
    fn is_value(&self) -> bool {
        *self == Self::Value
    }
}

impl RecordType {
    /// The import file of this name; without a name the first one. Where the target describes none,
    /// one with a column for each field that can be written.
    pub fn import_file(&self, name: Option<&str>) -> Option<ImportFile> {
        match name {
            None => Some(self.import_files.first().cloned().unwrap_or_else(|| self.plain_import_file())),
            Some(name) => self.import_files.iter().find(|file| file.name == name).cloned(),
        }
    }

    fn plain_import_file(&self) -> ImportFile {
        let columns = self.writable_fields().map(|field| ImportColumn {
            title: field.title.clone(),
            fields: vec![field.name.clone()],
            content: ColumnContent::Value,
        });
        ImportFile {
            name: self.plural.clone(),
            title: self.title.clone(),
            rows_of: Vec::new(),
            columns: columns.collect(),
        }
    }
}
