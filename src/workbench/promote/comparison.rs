//! Two mappings held against each other.
//!
//! Not where they come from on the disk; who compares reads them.

use crate::change::page::{ComparedVersion, render_page};
use crate::change::{Change, diff};
use crate::project::{KnownVersion, ProjectModel};
use crate::workbench::promote::changed_rows;
use crate::workbench::{ChangedRow, day_words};

/// A mapping that can be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ComparisonSide {
    /// A mapping with nothing in it.
    Nothing,
    /// The project as it is, with the variables of an environment.
    Project {
        /// The environment.
        environment: String,
    },
    /// What an account has, as far as is known.
    Account {
        /// The environment.
        environment: String,
    },
    /// A version of the history, by its digest.
    Version {
        /// The digest.
        digest: String,
    },
    /// A mapping file, by its path.
    File {
        /// The path.
        path: std::path::PathBuf,
    },
}

/// A side with its name for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparisonTitle {
    /// The side.
    pub side: ComparisonSide,
    /// Such as `Project now, for QA`.
    pub title: String,
}

/// What differs between two mappings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// What the older one is called.
    pub before: String,
    /// What the newer one is called.
    pub after: String,
    /// The differences; formatting alone is none.
    pub changes: Vec<Change>,
    /// The same as rows.
    pub rows: Vec<ChangedRow>,
    /// The whole as a web page.
    pub html: String,
}

impl Comparison {
    /// Compares two mappings under the names they have for people.
    pub fn new(before: &ComparedVersion<'_>, after: &ComparedVersion<'_>) -> Self {
        let set = diff(before.content, after.content);
        let rows = changed_rows(&set.changes, &[]);
        let html = render_page(before, after, &set);
        Self {
            before: before.name.to_owned(),
            after: after.name.to_owned(),
            changes: set.changes,
            rows,
            html,
        }
    }
}

/// What can be compared without looking for a file: the project and what each account has, for every
/// environment, and every kept version, the newest first.
pub fn comparison_sides(model: &ProjectModel, past: &[KnownVersion], today: &str) -> Vec<ComparisonTitle> {
    let mut sides = Vec::new();
    for environment in &model.settings.environments {
        let (name, label) = (&environment.name, environment.label());
        sides.push(ComparisonTitle {
            side: ComparisonSide::Project { environment: name.clone() },
            title: format!("Project now, for {label}"),
        });
        let state = model.environments.get(name);
        if state.is_some_and(|state| state.exchanged.is_some() || state.drift.is_some()) {
            let title = format!("What {label} has");
            sides
                .push(ComparisonTitle { side: ComparisonSide::Account { environment: name.clone() }, title });
        }
    }
    let mut seen: Vec<&str> = Vec::new();
    for version in past.iter().rev().filter(|version| version.is_kept) {
        let entry = &version.entry;
        if seen.contains(&entry.digest.as_str()) {
            continue;
        }
        seen.push(&entry.digest);
        let label =
            model.environment(&entry.environment).map_or(entry.environment.as_str(), |found| found.label());
        sides.push(ComparisonTitle {
            side: ComparisonSide::Version { digest: entry.digest.clone() },
            title: format!(
                "{label} revision {}, {} {}",
                entry.revision,
                entry.what.words(),
                day_words(&entry.at, today)
            ),
        });
    }
    sides
}
