//! Every mapping file that went out of a project or came into it, kept as it was.
//!
//! Not who did it, which is in the ledger.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostic};
use crate::mapping::{MAPPING_FILE_SUFFIX, MappingFile, read_mapping_file, render_mapping_file};
use crate::project::layout::LEDGER;
use crate::project::{LedgerEntry, LedgerEvent, ProjectError, read_file, read_ledger, write_file};

/// The folder of the kept files.
pub(super) const HISTORY: &str = "history";

/// One exchange of the past.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownVersion {
    /// What the ledger says about it.
    pub entry: LedgerEntry,
    /// The file is kept, so that it can be opened.
    pub is_kept: bool,
}

/// A kept file as it was read, and what is wrong with it.
pub type OpenedVersion = (Option<MappingFile>, Vec<Diagnostic>);

/// The past of a project, oldest first: the entries of the ledger, and which of their versions are kept.
/// With `environment`, those of this environment alone.
///
/// # Errors
/// The ledger is there and cannot be read.
pub fn history(
    root: &Path,
    environment: Option<&str>,
) -> Result<(Vec<KnownVersion>, Vec<Diagnostic>), ProjectError> {
    let (entries, diagnostics) = read_ledger(root)?;
    let mut kept = BTreeMap::new();
    let versions = entries
        .into_iter()
        .filter(|entry| environment.is_none_or(|environment| entry.environment == environment))
        .map(|entry| {
            let is_kept = *kept
                .entry(entry.digest.clone())
                .or_insert_with(|| place_of(root, &entry.digest).is_some_and(|place| place.is_file()));
            KnownVersion { entry, is_kept }
        });
    Ok((versions.collect(), diagnostics))
}

/// The path below the project's folder at which a mapping file is to be kept, and its text; `None` when
/// the version is kept already, whole.
pub(super) fn version_to_keep(root: &Path, file: &MappingFile) -> Option<(String, String)> {
    let digest = &file.provenance.digest;
    let path = path_of(digest)?;
    if matches!(open_version(root, digest), Ok(Some((Some(_), _)))) {
        return None;
    }
    Some((path, render_mapping_file(&file.clone().in_newest_format())))
}

/// The kept file with the content of a digest: `sha256:…`, or its first digits, eight at least. The
/// outer `None` says that it is not kept; what is wrong with a kept file stands in the diagnostics.
///
/// # Errors
/// The file is there and cannot be read.
pub fn open_version(root: &Path, digest: &str) -> Result<Option<OpenedVersion>, ProjectError> {
    let Some(place) = kept_place(root, digest) else { return Ok(None) };
    let name = place.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let name = format!("{HISTORY}/{name}");
    let (file, mut diagnostics) = read_mapping_file(&name, &read_file(&place)?);
    let digits = digest.strip_prefix("sha256:").unwrap_or(digest);
    let is_meant = |file: &MappingFile| {
        file.provenance.digest.strip_prefix("sha256:").is_some_and(|full| full.starts_with(digits))
    };
    if file.as_ref().is_some_and(|file| !is_meant(file)) {
        let message = format!("The file does not hold the version {digits}");
        diagnostics.push(Diagnostic::error(Code::FileAltered, message).in_file(name));
        return Ok(Some((None, diagnostics)));
    }
    Ok(Some((file, diagnostics)))
}

/// The digest of the version that somebody names: `3` or `r3` for the last entry with this revision,
/// or the first digits of a digest. `None` when no entry is meant, or several versions are.
pub fn named_version<'v>(versions: &'v [KnownVersion], name: &str) -> Option<&'v LedgerEntry> {
    let number = name.strip_prefix('r').unwrap_or(name).parse::<u64>();
    if let (Ok(revision), true) = (number, name.len() < 8) {
        let exchanges = versions.iter().rev().map(|version| &version.entry);
        return exchanges
            .filter(|entry| entry.what != LedgerEvent::BroughtBack)
            .find(|entry| entry.revision == revision && !entry.digest.is_empty());
    }
    let digits = name.strip_prefix("sha256:").unwrap_or(name);
    let is_meant = |entry: &&LedgerEntry| {
        entry.digest.strip_prefix("sha256:").is_some_and(|full| full.starts_with(digits))
    };
    let mut meant = versions.iter().rev().map(|version| &version.entry).filter(is_meant);
    let first = meant.next().filter(|_| digits.len() >= 8)?;
    meant.all(|other| other.digest == first.digest).then_some(first)
}

/// Takes the past of a project along to another folder that has none.
///
/// # Errors
/// A file cannot be read or written.
pub fn copy_past(from: &Path, to: &Path) -> Result<(), ProjectError> {
    let mut paths = vec![LEDGER.to_owned()];
    let folder = from.join(HISTORY);
    if folder.is_dir() {
        let failed = |source| ProjectError::Io { verb: "read", path: folder.clone(), source };
        for entry in fs::read_dir(&folder).map_err(failed)? {
            let name = entry.map_err(failed)?.file_name().to_string_lossy().into_owned();
            if name.ends_with(MAPPING_FILE_SUFFIX) {
                paths.push(format!("{HISTORY}/{name}"));
            }
        }
    }
    // The ledger last: it speaks of the files.
    for path in paths.into_iter().rev() {
        let (source, place) = (from.join(&path), to.join(&path));
        if source.is_file() && !place.exists() {
            write_file(&place, &read_file(&source)?)?;
        }
    }
    Ok(())
}

/// The path at which the version of a whole digest is kept: 16 digits of it are its name.
fn path_of(digest: &str) -> Option<String> {
    let digits = digest.strip_prefix("sha256:")?;
    let is_whole = digits.len() == 64 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let name = digits.get(..16).filter(|_| is_whole)?;
    Some(format!("{HISTORY}/{name}{MAPPING_FILE_SUFFIX}"))
}

fn place_of(root: &Path, digest: &str) -> Option<PathBuf> {
    path_of(digest).map(|path| root.join(path))
}

/// The one kept file whose name begins with the digits, or whose name the digits begin with.
fn kept_place(root: &Path, digest: &str) -> Option<PathBuf> {
    if let Some(place) = place_of(root, digest) {
        return place.is_file().then_some(place);
    }
    let digits = digest.strip_prefix("sha256:").unwrap_or(digest);
    let is_digits = digits.len() >= 8 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let entries = fs::read_dir(root.join(HISTORY)).ok().filter(|_| is_digits)?;
    let short: String = digits.chars().take(16).collect();
    let mut places = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&short)));
    let place = places.next()?;
    places.next().is_none().then_some(place)
}
