//! The description of a target: its record types and enumerations.

use indexmap::{IndexMap, IndexSet};
use serde::{Deserialize, Serialize};

use crate::target::{ImportFile, ServiceProvider, TargetField};

/// What one service provider accepts.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TargetSchema {
    /// The name by which projects speak of it.
    pub name: String,
    /// Its name for people.
    pub title: String,
    /// Where the description comes from.
    pub source: String,
    /// The SCIM extension that carries the customer's own attributes; `custom` in scripts.
    pub custom_fields_schema: Option<String>,
    /// How it answers SCIM requests.
    pub service_provider: ServiceProvider,
    /// Lists of allowed values by name.
    pub enumerations: IndexMap<String, Enumeration>,
    /// The kinds of record, in the order of the file.
    pub record_types: Vec<RecordType>,
}

/// A list of allowed values.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Enumeration {
    /// Its name for people.
    #[serde(default)]
    pub title: String,
    /// The allowed values in order, compared with case.
    pub values: IndexSet<String, ahash::RandomState>,
}

/// One kind of record, such as person.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RecordType {
    /// The name by which mappings speak of it; also the script variable of the current record.
    pub name: String,
    /// The name of the file that holds such records in a project.
    pub plural: String,
    /// Its name for people.
    pub title: String,
    /// `User` or `Group`: the SCIM resources it is made from.
    pub resource_type: String,
    /// A resource belongs to the existing record with the same value in this field.
    pub match_field: Option<String>,
    /// The field that holds the id of the linked SCIM resource.
    pub link_field: Option<String>,
    /// A reference to such a record is written as the value of this field.
    pub reference_by: String,
    /// What `find_…(text)` compares, in this order.
    pub lookup_fields: Vec<String>,
    /// The field that says that a record is out of use.
    pub disabled_field: Option<String>,
    /// The fields in the order of the file.
    pub fields: Vec<TargetField>,
    /// The files in which such records are imported; the first one is the usual one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub import_files: Vec<ImportFile>,
}

impl TargetSchema {
    /// The enumeration of this name.
    pub fn enumeration(&self, name: &str) -> Option<&Enumeration> {
        // There are few of them, so that a look at each is cheaper than a hash.
        self.enumerations.iter().find(|(known, _)| *known == name).map(|(_, enumeration)| enumeration)
    }

    /// The record type of this name.
    pub fn record_type(&self, name: &str) -> Option<&RecordType> {
        self.record_types.iter().find(|record_type| record_type.name == name)
    }

    /// The names of all record types.
    pub fn record_type_names(&self) -> Vec<String> {
        self.record_types.iter().map(|record_type| record_type.name.clone()).collect()
    }
}

impl RecordType {
    /// The field of this name.
    pub fn field(&self, name: &str) -> Option<&TargetField> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The fields that a rule can fill.
    pub fn writable_fields(&self) -> impl Iterator<Item = &TargetField> {
        self.fields.iter().filter(|field| !field.read_only)
    }
}
