//! The keys of the user: one pair to seal mapping files with, and the public keys of others that are
//! trusted. Files of `minisign`, in a folder of their own.
//!
//! Not what a seal proves, which is in `change::seal`.

use std::ffi::OsString;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;
use minisign::{KeyPair, PublicKey, SecretKey, SecretKeyBox};
use thiserror::Error;

use crate::change::seal::{KeyError, TrustedKey, key_number, read_public_key};
use crate::mapping::{MappingFile, Seal, text_to_seal};
use crate::project::ProjectError;
use crate::project::layout::slug;
use crate::project::load::{read_file, write_file};

const SECRET: &str = "scimwright.key";
const PUBLIC: &str = "scimwright.pub";
const TRUSTED: &str = "trusted";
const ENDING: &str = ".pub";

/// The name of the user's own key among the trusted ones.
pub const OWN_KEY: &str = "your own key";

/// What can go wrong with keys.
#[derive(Debug, Error)]
pub enum KeyFolderError {
    /// A file that cannot be read or written.
    #[error(transparent)]
    File(#[from] ProjectError),
    /// `keys trust hello`.
    #[error(transparent)]
    NoKey(#[from] KeyError),
    /// `export --seal` before `keys new`.
    #[error("there is no key to seal with in {}; `scimwright keys new` makes one", folder.display())]
    NoSecretKey {
        /// The folder of the keys.
        folder: PathBuf,
    },
    /// `keys new` for the second time.
    #[error("{} holds a key already; files that were sealed with it could not be sealed again without it", folder.display())]
    HasKey {
        /// The folder of the keys.
        folder: PathBuf,
    },
    /// A passphrase that is missing or wrong, or a file that is no key.
    #[error("the key cannot be used: {why}")]
    Unusable {
        /// What is wrong.
        why: String,
    },
}

/// The folder with the keys.
#[derive(Clone, Debug)]
pub struct KeyFolder {
    /// Where it is; it need not exist.
    pub path: PathBuf,
}

/// The user's name in the system, by what the environment variables say; empty when it is not known.
pub fn user_name_of(variable: impl Fn(&str) -> Option<String>) -> String {
    let named = ["USER", "LOGNAME", "USERNAME"].into_iter().filter_map(variable);
    named.map(|name| name.trim().to_owned()).find(|name| !name.is_empty()).unwrap_or_default()
}

impl KeyFolder {
    /// The folder that somebody named, else `keys` beside the data of the program. `None` when the
    /// system knows no such folder.
    pub fn of(named: Option<OsString>) -> Option<Self> {
        let named = named.filter(|path| !path.is_empty()).map(PathBuf::from);
        let usual = || ProjectDirs::from("", "", "scimwright").map(|folders| folders.data_dir().join("keys"));
        named.or_else(usual).map(|path| Self { path })
    }

    /// Makes a pair of keys and gives the public one. With a passphrase the secret key is encrypted by it.
    /// The file of the secret key can be read by its owner alone, where the system knows that.
    ///
    /// # Errors
    /// There is a key already, or the files cannot be written.
    pub fn make_keys(&self, passphrase: Option<&str>) -> Result<String, KeyFolderError> {
        if self.path.join(SECRET).exists() {
            return Err(KeyFolderError::HasKey { folder: self.path.clone() });
        }
        let pair = match passphrase {
            Some(passphrase) => KeyPair::generate_encrypted_keypair(Some(passphrase.to_owned())),
            None => KeyPair::generate_unencrypted_keypair(),
        };
        let pair = pair.map_err(unusable)?;
        let secret = pair.sk.to_box(Some("scimwright secret key")).map_err(unusable)?.into_string();
        let public = pair.pk.to_box().map_err(unusable)?.into_string();
        write_file(&self.path.join(PUBLIC), public.as_bytes())?;
        write_secret(&self.path.join(SECRET), secret.as_bytes())?;
        Ok(pair.pk.to_base64())
    }

    /// The user's own public key; `None` when there is none.
    ///
    /// # Errors
    /// It is there and cannot be read.
    pub fn own_key(&self) -> Result<Option<String>, KeyFolderError> {
        public_key_at(&self.path.join(PUBLIC))
    }

    /// The public keys that are trusted, the user's own one first, then by name. A file that is no public
    /// key is passed over.
    ///
    /// # Errors
    /// The folder is there and cannot be read.
    pub fn trusted_keys(&self) -> Result<Vec<TrustedKey>, KeyFolderError> {
        let own = self.own_key()?.map(|public_key| TrustedKey { name: OWN_KEY.to_owned(), public_key });
        let mut others = Vec::new();
        let folder = self.path.join(TRUSTED);
        let failed = |source| ProjectError::Io { verb: "read", path: folder.clone(), source };
        if folder.is_dir() {
            for entry in fs::read_dir(&folder).map_err(failed)? {
                let path = entry.map_err(failed)?.path();
                let file_name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let Some(name) = file_name.strip_suffix(ENDING) else { continue };
                match public_key_at(&path) {
                    Ok(Some(public_key)) => others.push(TrustedKey { name: name.to_owned(), public_key }),
                    Ok(None) | Err(KeyFolderError::NoKey(_)) => {}
                    Err(error) => return Err(error),
                }
            }
        }
        others.sort_by(|left, right| left.name.cmp(&right.name));
        Ok(own.into_iter().chain(others).collect())
    }

    /// Trusts a public key, given as its line or as the text of a `.pub` file. Without a name it is named
    /// after its number.
    ///
    /// # Errors
    /// It is no public key, or the file cannot be written.
    pub fn trust(&self, key: &str, name: Option<&str>) -> Result<TrustedKey, KeyFolderError> {
        let public_key = read_public_key(key)?;
        let name = name.map_or_else(|| key_number(&public_key), slug);
        let text =
            format!("untrusted comment: minisign public key: {}\n{public_key}\n", key_number(&public_key));
        let path = self.path.join(TRUSTED).join(format!("{name}{ENDING}"));
        write_file(&path, text.as_bytes())?;
        Ok(TrustedKey { name, public_key })
    }

    /// The file with a seal by the user's key.
    ///
    /// # Errors
    /// There is no key, or its passphrase is missing or wrong.
    pub fn seal(&self, file: &MappingFile, passphrase: Option<&str>) -> Result<MappingFile, KeyFolderError> {
        let mut file = file.clone();
        file.seal = None;
        let provenance = &file.provenance;
        let comment = format!(
            "{} revision {} for {} ({}), exported {}",
            one_line(&file.content.name),
            provenance.revision,
            one_line(&provenance.environment),
            one_line(&provenance.account),
            one_line(&provenance.exported_at)
        );
        let secret = self.secret_key(passphrase)?;
        let public = PublicKey::from_secret_key(&secret).map_err(unusable)?;
        let signature = signature(&secret, &public, &text_to_seal(&file), &comment)?;
        file.seal = Some(Seal {
            public_key: public.to_base64(),
            signature: signature.trim_end().to_owned(),
            trusted_comment: comment,
        });
        Ok(file)
    }

    /// The text of a `.minisig` file for a whole file, which `minisign -V` holds against it.
    ///
    /// # Errors
    /// There is no key, or its passphrase is missing or wrong.
    pub fn detached_signature(
        &self,
        text: &str,
        comment: &str,
        passphrase: Option<&str>,
    ) -> Result<String, KeyFolderError> {
        let secret = self.secret_key(passphrase)?;
        let public = PublicKey::from_secret_key(&secret).map_err(unusable)?;
        signature(&secret, &public, text, &one_line(comment))
    }

    fn secret_key(&self, passphrase: Option<&str>) -> Result<SecretKey, KeyFolderError> {
        let text = match read_file(&self.path.join(SECRET)) {
            Err(ProjectError::Missing { .. }) => {
                return Err(KeyFolderError::NoSecretKey { folder: self.path.clone() });
            }
            other => other?,
        };
        let text = String::from_utf8(text).map_err(|_| unusable("the file is not text"))?;
        let secret = SecretKeyBox::from_string(&text).map_err(unusable)?;
        match passphrase {
            Some(passphrase) => secret.into_secret_key(Some(passphrase.to_owned())).map_err(unusable),
            None => secret
                .into_unencrypted_secret_key()
                .map_err(|_| unusable("it has a passphrase; give it in SCIMWRIGHT_PASSPHRASE")),
        }
    }
}

fn public_key_at(path: &Path) -> Result<Option<String>, KeyFolderError> {
    match read_file(path) {
        Ok(bytes) => Ok(Some(read_public_key(&String::from_utf8_lossy(&bytes))?)),
        Err(ProjectError::Missing { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn signature(
    secret: &SecretKey,
    public: &PublicKey,
    text: &str,
    comment: &str,
) -> Result<String, KeyFolderError> {
    let untrusted = format!("signature from scimwright, public key {}", public.to_base64());
    minisign::sign(Some(public), secret, text.as_bytes(), Some(comment), Some(&untrusted))
        .map(minisign::SignatureBox::into_string)
        .map_err(unusable)
}

/// A comment is one line without blanks at its ends.
fn one_line(text: &str) -> String {
    text.split(|character: char| character.is_control() || character == ' ')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn unusable(why: impl std::fmt::Display) -> KeyFolderError {
    KeyFolderError::Unusable { why: why.to_string() }
}

/// Writes a file that its owner alone may read, as a whole or not at all.
fn write_secret(path: &Path, bytes: &[u8]) -> Result<(), ProjectError> {
    let failed = |source| ProjectError::Io { verb: "written", path: path.to_owned(), source };
    let folder = path.parent().unwrap_or_else(|| Path::new("."));
    fs::create_dir_all(folder).map_err(failed)?;
    // Temporary files can be read by their owner alone from the beginning, and stay so.
    let mut temporary = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
    temporary.write_all(bytes).map_err(failed)?;
    temporary.as_file().sync_all().map_err(failed)?;
    temporary.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}
