//! The files of a bulk run: output that is put in place at the end, and the state from which an
//! interrupted run goes on.
//!
//! Not the run itself, which is in `bulk`.

use std::fmt::Write as _;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek as _, SeekFrom, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::bulk::Checkpoint;
use crate::project::ProjectError;

/// How many bytes of the beginning and of the end tell one input from another.
const IDENTITY_BYTES: u64 = 64 << 10;

/// A file that is written from its beginning to its end.
#[derive(Debug)]
pub struct OutputFile {
    file: File,
    path: PathBuf,
    /// Where it is written until it is finished; `None` for a device or a pipe.
    part: Option<PathBuf>,
}

/// What has to be the same for a run to go on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResumeBasis {
    /// The digest of the mapping with its tables, variables, records and groups.
    pub mapping: String,
    /// The digest of the arguments that decide what is written.
    pub arguments: String,
    /// The input: its length and the digest of its beginning and end.
    pub input: InputIdentity,
}

/// What tells one input file from another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputIdentity {
    /// Its length, packed as it is.
    pub bytes: u64,
    /// The digest of its first and last 64 KiB.
    pub digest: String,
}

/// The state of a run that is under way, kept beside its output.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResumeState {
    /// What it is a run of.
    pub basis: ResumeBasis,
    /// The time that `now` has in scripts.
    pub now: Timestamp,
    /// How the input is cut.
    pub chunk_bytes: usize,
    /// How far it has come.
    pub checkpoint: Checkpoint,
}

/// The path with something behind its name.
fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

fn part_path(path: &Path) -> PathBuf {
    with_suffix(path, ".part")
}

fn state_path(output: &Path) -> PathBuf {
    with_suffix(output, ".resume.json")
}

/// Where a file stands behind links, so that it is replaced and not the link.
fn real_path(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

fn failed(verb: &'static str, path: &Path) -> impl FnOnce(io::Error) -> ProjectError {
    let path = path.to_owned();
    move |source| ProjectError::Io { verb, path, source }
}

impl OutputFile {
    /// A new file at `path`, where it appears when it is finished. What is there and is no ordinary
    /// file, such as `/dev/null`, is written directly.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn create(path: &Path) -> Result<Self, ProjectError> {
        let path = real_path(path);
        let is_special = fs::metadata(&path).is_ok_and(|metadata| !metadata.is_file());
        let part = (!is_special).then(|| part_path(&path));
        let place = part.as_deref().unwrap_or(&path);
        let mut options = OpenOptions::new();
        options.write(true).create(!is_special).truncate(!is_special);
        let file = options.open(place).map_err(failed("written", place))?;
        Ok(Self { file, path, part })
    }

    /// The file that an interrupted run was writing, cut after `length` bytes; `None` when there is
    /// none that is as long.
    ///
    /// # Errors
    /// It is there and cannot be written.
    pub fn resume(path: &Path, length: u64) -> Result<Option<Self>, ProjectError> {
        let path = real_path(path);
        let part = part_path(&path);
        if !fs::metadata(&part).is_ok_and(|metadata| metadata.is_file() && metadata.len() >= length) {
            return Ok(None);
        }
        let open = || -> io::Result<File> {
            let mut file = OpenOptions::new().write(true).open(&part)?;
            file.set_len(length)?;
            file.seek(SeekFrom::End(0))?;
            Ok(file)
        };
        let file = open().map_err(failed("written", &part))?;
        Ok(Some(Self { file, path, part: Some(part) }))
    }

    /// Whether it appears only when it is finished, so that an interrupted run can go on with it.
    pub fn is_ordinary(&self) -> bool {
        self.part.is_some()
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    /// It cannot be flushed to the disk or renamed.
    pub fn finish(mut self) -> Result<(), ProjectError> {
        let Self { file, path, part } = &mut self;
        file.flush().map_err(failed("written", path))?;
        let Some(part) = part else { return Ok(()) };
        file.sync_all().map_err(failed("written", part))?;
        fs::rename(&*part, &*path).map_err(failed("written", path))
    }
}

impl Write for OutputFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// A file for reading, with its length when it is an ordinary file.
///
/// # Errors
/// It does not exist or cannot be read.
pub fn open_input(path: &Path) -> Result<(File, Option<u64>), ProjectError> {
    let file = File::open(path).map_err(|source| match source.kind() {
        io::ErrorKind::NotFound => ProjectError::Missing { path: path.to_owned() },
        _ => ProjectError::Io { verb: "read", path: path.to_owned(), source },
    })?;
    let metadata = file.metadata().map_err(failed("read", path))?;
    if metadata.is_dir() {
        let source = io::Error::from(io::ErrorKind::IsADirectory);
        return Err(ProjectError::Io { verb: "read", path: path.to_owned(), source });
    }
    Ok((file, metadata.is_file().then_some(metadata.len())))
}

/// What tells this input from another.
///
/// # Errors
/// It cannot be read.
pub fn input_identity(path: &Path) -> Result<InputIdentity, ProjectError> {
    let read = || -> io::Result<InputIdentity> {
        let mut file = File::open(path)?;
        let bytes = file.metadata()?.len();
        let mut ends = Vec::new();
        (&mut file).take(IDENTITY_BYTES).read_to_end(&mut ends)?;
        file.seek(SeekFrom::Start(bytes.saturating_sub(IDENTITY_BYTES)))?;
        file.take(IDENTITY_BYTES).read_to_end(&mut ends)?;
        let digest = Sha256::digest(&ends).iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        });
        Ok(InputIdentity { bytes, digest })
    };
    read().map_err(failed("read", path))
}

/// The state of an interrupted run that was writing to `output`; `None` when there is none, or none
/// that this version can read.
///
/// # Errors
/// It is there and cannot be read.
pub fn read_resume_state(output: &Path) -> Result<Option<ResumeState>, ProjectError> {
    let path = state_path(&real_path(output));
    match fs::read(&path) {
        Ok(bytes) => Ok(serde_json::from_slice(&bytes).ok()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(failed("read", &path)(error)),
    }
}

/// Keeps the state of a run that writes to `output`, as a whole or not at all. It outlives the end of
/// the program; the disk is not waited for.
///
/// # Errors
/// It cannot be written.
pub fn write_resume_state(output: &Path, state: &ResumeState) -> Result<(), ProjectError> {
    let path = state_path(&real_path(output));
    let new = with_suffix(&path, ".new");
    let text = serde_json::to_vec(state).expect("a state is always valid JSON");
    fs::write(&new, text).map_err(failed("written", &new))?;
    fs::rename(&new, &path).map_err(failed("written", &path))
}

/// Removes the state of a run that wrote to `output`, if there is any.
///
/// # Errors
/// It cannot be removed.
pub fn clear_resume_state(output: &Path) -> Result<(), ProjectError> {
    let path = state_path(&real_path(output));
    match fs::remove_file(&path) {
        Err(source) if source.kind() != io::ErrorKind::NotFound => {
            Err(ProjectError::Io { verb: "deleted", path, source })
        }
        _ => Ok(()),
    }
}
