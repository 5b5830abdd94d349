//! The secret of a project from which its pseudonyms follow, in a folder that is never shared.
//!
//! Not part of the project's files: it is neither rendered, nor exported, nor kept for recovery.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::mask::MaskSecret;
use crate::project::load::{ProjectError, read_file, write_file};

/// The folder in a project that stays on this machine.
const FOLDER: &str = "private";
/// The file with the secret.
const FILE: &str = "mask.key";

/// The secret of the project in a folder, and whether it was made just now. It is made at first use,
/// readable by its owner alone, in a folder that Git leaves out. Without it people get new pseudonyms.
///
/// # Errors
/// The file cannot be read or written, or it holds no secret.
pub fn mask_secret_of(root: &Path) -> Result<(MaskSecret, bool), ProjectError> {
    let path = mask_key_path(root);
    match read_mask_secret(&path) {
        Err(ProjectError::Missing { .. }) => {}
        read => return read.map(|secret| (secret, false)),
    }
    write_file(&root.join(FOLDER).join(".gitignore"), b"*\n")?;
    let secret = fresh_mask_secret()?;
    write_mask_secret(&path, &secret)?;
    // Another program may have been faster; what is in the file counts.
    read_mask_secret(&path).map(|secret| (secret, true))
}

/// Where the secret of the project in a folder is kept.
pub fn mask_key_path(root: &Path) -> PathBuf {
    root.join(FOLDER).join(FILE)
}

/// The secret in a file.
///
/// # Errors
/// The file cannot be read, or it does not hold 64 hexadecimal digits.
pub fn read_mask_secret(path: &Path) -> Result<MaskSecret, ProjectError> {
    let bytes = read_file(path)?;
    let text = String::from_utf8_lossy(&bytes);
    MaskSecret::from_text(&text).ok_or_else(|| ProjectError::Io {
        verb: "read",
        path: path.to_owned(),
        source: io::Error::new(io::ErrorKind::InvalidData, "it does not hold a key of 64 hexadecimal digits"),
    })
}

/// Writes a secret to a file that only its owner can read. A file that is there already stays.
///
/// # Errors
/// The file cannot be written.
pub fn write_mask_secret(path: &Path, secret: &MaskSecret) -> Result<(), ProjectError> {
    let failed = |source| ProjectError::Io { verb: "written", path: path.to_owned(), source };
    let folder =
        path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    std::fs::create_dir_all(folder).map_err(failed)?;
    // Temporary files are made for their owner alone.
    let mut temporary = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
    writeln!(temporary, "{}", secret.to_text()).map_err(failed)?;
    temporary.as_file().sync_all().map_err(failed)?;
    match temporary.persist_noclobber(path) {
        Err(error) if error.error.kind() != io::ErrorKind::AlreadyExists => Err(failed(error.error)),
        _ => Ok(()),
    }
}

/// A new secret.
///
/// # Errors
/// The system gives no random bytes.
pub fn fresh_mask_secret() -> Result<MaskSecret, ProjectError> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| ProjectError::Io {
        verb: "made",
        path: PathBuf::from(FILE),
        source: io::Error::other(error.to_string()),
    })?;
    Ok(MaskSecret::new(bytes))
}
