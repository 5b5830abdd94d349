//! Seals: Ed25519 signatures as `minisign` makes them, held against the text of a mapping file.
//!
//! Not their making, which takes randomness and a secret key; that is in `project::keys`.

use std::io::Cursor;

use minisign::{PublicKey, PublicKeyBox, SignatureBox};
use thiserror::Error;

use crate::diagnostic::{Code, Diagnostic};
use crate::mapping::{Seal, sealed_text};

/// A public key that somebody trusts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrustedKey {
    /// Whose it is, as it was named.
    pub name: String,
    /// The key, as the line in a `.pub` file.
    pub public_key: String,
}

/// What a seal proves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SealState {
    /// The file has none.
    None,
    /// It was sealed as it is, by a key that is trusted.
    Trusted {
        /// The name of the key.
        name: String,
        /// What the signer says.
        comment: String,
    },
    /// It was sealed as it is, by a key that nobody vouches for.
    Unknown {
        /// The key.
        public_key: String,
        /// What the signer says.
        comment: String,
    },
    /// The seal is of another text, or no seal.
    Broken {
        /// Why.
        why: String,
    },
}

/// A text that is no public key.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "`{text}` is no public key of minisign, such as RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3"
)]
pub struct KeyError {
    /// The first line that was taken for a key.
    pub text: String,
}

/// What the seal of a mapping file proves. `text` is the file as it was read.
pub fn check_seal(text: &str, seal: Option<&Seal>, trusted: &[TrustedKey]) -> SealState {
    let Some(seal) = seal else { return SealState::None };
    if let Err(why) = verified(text, seal) {
        return SealState::Broken { why };
    }
    let comment = seal.trusted_comment.clone();
    match trusted.iter().find(|key| key.public_key == seal.public_key) {
        Some(key) => SealState::Trusted { name: key.name.clone(), comment },
        None => SealState::Unknown { public_key: seal.public_key.clone(), comment },
    }
}

/// The line of a public key, from that line or a whole `.pub` file.
///
/// # Errors
/// It is none.
pub fn read_public_key(text: &str) -> Result<String, KeyError> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let line = lines.clone().find(|line| !line.starts_with("untrusted comment:")).unwrap_or_default();
    match PublicKey::from_base64(line) {
        Ok(key) => Ok(key.to_base64()),
        Err(_) => Err(KeyError { text: line.chars().take(80).collect() }),
    }
}

/// The number by which `minisign` shows a public key, such as `53EF621B7D6C4F1A`.
pub fn key_number(public_key: &str) -> String {
    let text = PublicKey::from_base64(public_key).ok().and_then(|key| key.to_box().ok());
    let text = text.map(PublicKeyBox::into_string).unwrap_or_default();
    let first = text.lines().next().unwrap_or_default();
    first.rsplit(' ').next().unwrap_or_default().to_owned()
}

impl SealState {
    /// What is said of it: nothing without a seal, and nothing bad of one by a trusted key.
    pub fn diagnostic(&self) -> Option<Diagnostic> {
        match self {
            Self::None | Self::Trusted { .. } => None,
            Self::Unknown { public_key, comment } => {
                let message = format!(
                    "The file is sealed by the key {}, which is not among the trusted ones; it says `{comment}`",
                    key_number(public_key)
                );
                let help = format!(
                    "ask the sender, not by way of the file, whether it is theirs; then `scimwright keys trust {public_key}`"
                );
                Some(Diagnostic::warning(Code::SealUnknown, message).with_help(help))
            }
            Self::Broken { why } => {
                let message = format!("The seal of the file is broken: {why}");
                Some(
                    Diagnostic::error(Code::SealBroken, message)
                        .with_help("do not use the file; ask the sender for it again"),
                )
            }
        }
    }

    /// The state in one sentence.
    pub fn words(&self) -> String {
        match self {
            Self::None => "The file is not sealed".to_owned(),
            Self::Trusted { name, comment } => format!("Sealed by {name}, a trusted key: {comment}"),
            Self::Unknown { .. } | Self::Broken { .. } => {
                self.diagnostic().map(|diagnostic| diagnostic.message).unwrap_or_default()
            }
        }
    }
}

/// A base64 text of 64 bytes, which a signature of a trusted comment has.
const COMMENT_SIGNATURE_LENGTH: usize = 88;

fn verified(text: &str, seal: &Seal) -> Result<(), String> {
    let text = sealed_text(text, seal).ok_or("it does not stand at the end of the file")?;
    let lines: Vec<&str> = seal.signature.lines().collect();
    let [_, _, comment, global] = lines.as_slice() else {
        return Err("the signature does not have four lines".to_owned());
    };
    if global.len() != COMMENT_SIGNATURE_LENGTH {
        return Err("the signature of the comment is not whole".to_owned());
    }
    if comment.strip_prefix("trusted comment: ") != Some(&seal.trusted_comment) {
        return Err("what it says is not what was signed".to_owned());
    }
    let key = PublicKey::from_base64(&seal.public_key).map_err(|_| "its public key is none".to_owned())?;
    let signature = SignatureBox::from_string(&seal.signature).map_err(|error| error.to_string())?;
    minisign::verify(&key, &signature, Cursor::new(text.as_bytes()), true, false, false)
        .map_err(|_| "the file is not the one that was sealed, or the key is another one".to_owned())
}
