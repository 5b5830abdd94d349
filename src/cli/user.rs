//! Who calls the program, and where their keys are.

use std::env;

use crate::cli::output::Failure;
use crate::project::{KeyFolder, KeyFolderError, user_name_of};

/// The user's name in the system; empty when it is not known.
pub(super) fn user_name() -> String {
    user_name_of(|name| env::var(name).ok())
}

/// The folder with the user's keys.
pub(super) fn key_folder() -> Result<KeyFolder, Failure> {
    KeyFolder::of(env::var_os("SCIMWRIGHT_KEYS")).ok_or_else(|| {
        Failure::usage("the system names no folder for your data; name one for keys in SCIMWRIGHT_KEYS")
    })
}

/// The passphrase of the secret key, where it has one.
pub(super) fn passphrase() -> Option<String> {
    env::var("SCIMWRIGHT_PASSPHRASE").ok().filter(|passphrase| !passphrase.is_empty())
}

impl From<KeyFolderError> for Failure {
    fn from(error: KeyFolderError) -> Self {
        match error {
            KeyFolderError::File(error) => Self::from(error),
            KeyFolderError::NoKey(_) | KeyFolderError::NoSecretKey { .. } | KeyFolderError::HasKey { .. } => {
                Self::usage(error.to_string())
            }
            KeyFolderError::Unusable { .. } => Self::input(error.to_string()),
        }
    }
}
