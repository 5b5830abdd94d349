//! `scimwright keys`: the keys that mapping files are sealed with.

use serde_json::json;

use crate::change::seal::key_number;
use crate::cli::ExitStatus;
use crate::cli::args::Format;
use crate::cli::args_seal::{KeysAction, KeysArgs};
use crate::cli::output::{Failure, print, print_json};
use crate::cli::user::{key_folder, passphrase};
use crate::cli::verify::public_key_of;
use crate::project::KeyFolder;

pub(super) fn keys(args: &KeysArgs) -> Result<ExitStatus, Failure> {
    let folder = key_folder()?;
    match &args.action {
        Some(KeysAction::New) => make(&folder, args.format),
        Some(KeysAction::Trust { key, name }) => {
            let trusted = folder.trust(&public_key_of(key)?, name.as_deref())?;
            match args.format {
                Format::Json => {
                    print_json(&json!({ "name": trusted.name, "public_key": trusted.public_key }));
                }
                Format::Text => print(&format!("{} is trusted: {}\n", trusted.name, trusted.public_key)),
            }
            Ok(0)
        }
        None | Some(KeysAction::List) => list(&folder, args.format),
    }
}

fn make(folder: &KeyFolder, format: Format) -> Result<ExitStatus, Failure> {
    let passphrase = passphrase();
    let public_key = folder.make_keys(passphrase.as_deref())?;
    match format {
        Format::Json => print_json(&json!({ "folder": folder.path, "public_key": public_key })),
        Format::Text => {
            let kept =
                if passphrase.is_some() { "encrypted by your passphrase" } else { "readable by you alone" };
            print(&format!(
                "your public key is {public_key}\nthe secret key is in {}, {kept}\n",
                folder.path.display()
            ));
        }
    }
    Ok(0)
}

fn list(folder: &KeyFolder, format: Format) -> Result<ExitStatus, Failure> {
    let keys = folder.trusted_keys()?;
    match format {
        Format::Json => {
            let keys = keys.iter().map(|key| {
                json!({ "name": key.name, "number": key_number(&key.public_key), "public_key": key.public_key })
            });
            print_json(&json!({ "folder": folder.path, "keys": keys.collect::<Vec<_>>() }));
        }
        Format::Text if keys.is_empty() => {
            print(&format!(
                "there are no keys in {}; `scimwright keys new` makes a pair\n",
                folder.path.display()
            ));
        }
        Format::Text => {
            let lines = keys.iter().map(|key| format!("{}  {}\n", key.public_key, key.name));
            print(&lines.collect::<String>());
        }
    }
    Ok(0)
}
