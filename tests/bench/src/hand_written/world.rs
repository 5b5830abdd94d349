//! The tables, records and variables of the bench project, hashed once.

use std::collections::HashMap;
use std::path::Path;

use foldhash::fast::RandomState;

use crate::tables::WorldFile;

/// A table that finds keys as Scimwright does: exactly, else without regard to case and blanks.
#[derive(Debug, Default)]
pub struct Table {
    exact: HashMap<String, String, RandomState>,
    folded: HashMap<String, String, RandomState>,
}

impl Table {
    pub fn get(&self, key: &str) -> Option<&str> {
        let found = self.exact.get(key).or_else(|| self.folded.get(&key.trim().to_lowercase()));
        found.map(String::as_str)
    }

    pub fn get_or<'t>(&'t self, key: Option<&str>, default: &'t str) -> &'t str {
        key.and_then(|key| self.get(key)).unwrap_or(default)
    }
}

/// What is the same for all persons.
#[derive(Debug, Default)]
pub struct World {
    pub languages: Table,
    pub time_zones: Table,
    pub countries: Table,
    pub dialling: Table,
    pub email_labels: Table,
    pub phone_labels: Table,
    pub address_labels: Table,
    /// Those that are not disabled, by name.
    pub organizations: Table,
    /// Those that are not disabled, by name.
    pub sites: Table,
    pub account_organization: String,
    pub default_time_zone: String,
}

impl World {
    /// # Errors
    /// When the file is not what the bench writes.
    pub fn read(path: &Path) -> Result<Self, String> {
        let mut file = WorldFile::read(path)?;
        let mut table = |name: &str| {
            let table = file.tables.remove(name).unwrap_or_default();
            Table { exact: table.exact.into_iter().collect(), folded: table.folded.into_iter().collect() }
        };
        Ok(Self {
            languages: table("languages"),
            time_zones: table("time_zones"),
            countries: table("countries"),
            dialling: table("dialling"),
            email_labels: table("email_labels"),
            phone_labels: table("phone_labels"),
            address_labels: table("address_labels"),
            organizations: table("organizations"),
            sites: table("sites"),
            account_organization: file.variables.account_organization,
            default_time_zone: file.variables.default_time_zone,
        })
    }
}
