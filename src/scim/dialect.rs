//! Client presets: how one provisioning client speaks SCIM, as data in `assets/dialects`.
//!
//! Not its quirks; those are repaired for every client alike.

use std::sync::LazyLock;

use include_dir::{Dir, include_dir};
use serde::{Deserialize, Serialize};

use crate::diagnostic::json_text::parse_json;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::scim::Wire;

/// How one provisioning client, in one configuration, speaks SCIM.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dialect {
    /// The client id, such as `entra-default`.
    pub name: String,
    /// The client's name for people.
    pub title: String,
    /// A name of at most 10 characters.
    pub badge: String,
    /// The `User-Agent` header; `None` when it is not known.
    #[serde(default)]
    pub user_agent: Option<String>,
    /// The `Content-Type` header of its requests.
    #[serde(default)]
    pub content_type: String,
    /// The verb with which it updates users.
    #[serde(default)]
    pub update_verb: String,
    /// How it deactivates a user.
    #[serde(default)]
    pub deactivates_by: String,
    /// How it finds an existing user.
    #[serde(default)]
    pub matches_by: String,
    /// Whether it sends a password.
    #[serde(default)]
    pub sends_password: bool,
    /// What it does about groups.
    #[serde(default)]
    pub groups: String,
    /// What else is good to know, a sentence each.
    #[serde(default)]
    pub notes: Vec<String>,
    /// The ids of the quirks that this client is known for. Those that change what a well-formed
    /// request means are understood in its requests alone.
    #[serde(default)]
    pub quirks: Vec<String>,
    /// How it writes its requests.
    #[serde(default)]
    pub wire: Wire,
    /// The sample project that a new project for this client starts from.
    #[serde(default)]
    pub preset: Option<String>,
    /// Where this is described.
    #[serde(default)]
    pub sources: Vec<String>,
}

static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/assets/dialects");

static ALL: LazyLock<Vec<Dialect>> = LazyLock::new(|| {
    let mut dialects: Vec<Dialect> =
        files().filter_map(|(file, text)| Dialect::read(file, text).ok()).collect();
    dialects.sort_by(|a, b| a.name.cmp(&b.name));
    dialects
});

impl Dialect {
    /// The name of the strict client.
    pub const STRICT: &'static str = "generic-strict";

    /// All built-in dialects, by name.
    pub fn all() -> &'static [Self] {
        &ALL
    }

    /// The built-in dialect of this client id.
    pub fn by_name(name: &str) -> Option<&'static Self> {
        Self::all().iter().find(|dialect| dialect.name == name)
    }

    /// The client that follows the RFCs to the letter; it stands for a client that is not known.
    pub fn strict() -> &'static Self {
        Self::by_name(Self::STRICT).expect("the strict client is built in")
    }

    /// Whether this is the strict client, of which nothing is repaired.
    pub fn is_strict(&self) -> bool {
        self.name == Self::STRICT
    }

    /// Whether this client is known for a quirk.
    pub fn has_quirk(&self, id: &str) -> bool {
        self.quirks.iter().any(|quirk| quirk == id)
    }

    /// Reads a dialect file.
    ///
    /// # Errors
    /// The text is not JSON, or not of a dialect.
    #[allow(clippy::result_large_err, reason = "a diagnostic is what the caller shows, once a file")]
    pub fn read(file: &str, text: &str) -> Result<Self, Diagnostic> {
        let value = parse_json(file, text, Code::FileNotJson)?;
        Self::deserialize(value).map_err(|error| {
            Diagnostic::error(Code::FileInvalid, format!("This is no client preset: {error}"))
                .at(Place::in_file(file, None))
        })
    }
}

fn files() -> impl Iterator<Item = (&'static str, &'static str)> {
    FILES
        .files()
        .filter(|file| file.path().extension().is_some_and(|extension| extension == "json"))
        .filter_map(|file| Some((file.path().to_str()?, file.contents_utf8()?)))
}

#[cfg(test)]
mod tests {
    use super::{Dialect, files};

    #[test]
    fn every_built_in_dialect_can_be_read() {
        for (file, text) in files() {
            let dialect = Dialect::read(file, text).unwrap();
            assert_eq!(format!("{}.json", dialect.name), file);
            assert!(dialect.badge.chars().count() <= 10, "{file}");
            assert_eq!(Dialect::by_name(&dialect.name), Some(&dialect));
        }
        assert_eq!(Dialect::all().len(), 12);
    }
}
