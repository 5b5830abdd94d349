//! The arguments of the subcommands for seals.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::cli::args::Format;

/// Arguments of `verify`.
#[derive(Args, Debug)]
#[command(
    after_help = "The exit status is 1 when the file was changed or cut off, its seal is broken, or the seal that is\n\
    asked for is missing. Without --public-key a file without a seal is fine.\n\n\
    Examples:\n  \
    scimwright verify customer.scimmap.json\n  \
    scimwright verify customer.scimmap.json --public-key RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3"
)]
pub struct VerifyArgs {
    /// A mapping file; - for standard input
    pub file: PathBuf,
    /// The file must be sealed by this key: its line, or a .pub file
    #[arg(long, value_name = "KEY")]
    pub public_key: Option<String>,
    /// Write what was sealed to FILE and its signature to FILE.minisig, for `minisign -V`
    #[arg(long, value_name = "FILE")]
    pub sealed_text: Option<PathBuf>,
    /// How the outcome is told
    #[arg(long, default_value = "text")]
    pub format: Format,
}

/// Arguments of `keys`.
#[derive(Args, Debug)]
#[command(
    after_help = "The keys are kept in a folder of your own, which SCIMWRIGHT_KEYS can name. A secret key is encrypted\n\
    when SCIMWRIGHT_PASSPHRASE is set as it is made, and then needs it to seal. The files are those of\n\
    minisign."
)]
pub struct KeysArgs {
    /// What to do; list the keys if absent
    #[command(subcommand)]
    pub action: Option<KeysAction>,
    /// How the outcome is told
    #[arg(long, default_value = "text", global = true)]
    pub format: Format,
}

/// What can be done with keys.
#[derive(Debug, Subcommand)]
pub enum KeysAction {
    /// Make a pair of keys to seal with
    New,
    /// List your own public key and those that are trusted
    List,
    /// Trust the public key of somebody else
    Trust {
        /// The line of the key, or a .pub file
        key: String,
        /// Whose it is
        #[arg(long)]
        name: Option<String>,
    },
}
