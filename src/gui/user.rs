//! Who sits before the window, and where their keys are.

use std::env;

use crate::project::{KeyFolder, user_name_of};

/// The user's name in the system; empty when it is not known.
pub(super) fn user_name() -> String {
    user_name_of(|name| env::var(name).ok())
}

/// The folder with the user's keys.
pub(super) fn key_folder() -> Option<KeyFolder> {
    KeyFolder::of(env::var_os("SCIMWRIGHT_KEYS"))
}

/// The passphrase of the secret key, where it has one.
pub(super) fn passphrase() -> Option<String> {
    env::var("SCIMWRIGHT_PASSPHRASE").ok().filter(|passphrase| !passphrase.is_empty())
}
