//! Files that are read and written beside the frames, one after the other, on a thread of its own.
//!
//! Not the work on what is in them.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use egui::Context;
use jiff::Timestamp;

use crate::diagnostic::Diagnostic;
use crate::gui::Work;
use crate::gui::compare_files::{compare, version_of};
use crate::gui::export_job::{ExportDone, ExportJob, ExportStopped};
use crate::mapping::MappingFile;
use crate::mask::MaskSecret;
use crate::project::{
    Exchanges, KnownVersion, LedgerEntry, ProjectError, ProjectFiles, ProjectModel, Samples, clear_recovery,
    copy_past, history, read_file, record_exchanges, save_exchanged, write_file, write_recovery,
};
use crate::report::{Language, SheetForm, read_sign_off};
use crate::workbench::{
    Comparison, ComparisonTitle, JoinedSamples, SignOffImport, SignOffRequest, directory_of, mask_loaded,
    plan_sign_off_import, samples_from_bytes, sign_off, target_of,
};

/// Bytes of the thread's stack; payloads nest.
const STACK_BYTES: usize = 16 * 1024 * 1024;

/// Something to do with files.
pub(super) enum FileJob {
    /// Read samples from a file, to stand behind others; `date` is the day of loading.
    Load { path: PathBuf, date: String, before: Samples, mask: Option<Box<MaskOnLoad>> },
    /// Write unsaved work, `None` to remove what is there.
    Keep { path: PathBuf, work: Option<UnsavedWork> },
    /// Make a sign-off sheet and write it.
    WriteSheet {
        path: PathBuf,
        model: ProjectModel,
        request: SignOffRequest,
        form: SheetForm,
        language: Language,
    },
    /// Read a sign-off sheet that came back.
    ReadSheet { path: PathBuf, model: ProjectModel, now: Timestamp },
    /// Read what was exported and imported.
    Past { root: PathBuf },
    /// Read two mappings and hold them against each other.
    Compare {
        root: Option<PathBuf>,
        model: Box<ProjectModel>,
        before: ComparisonTitle,
        after: ComparisonTitle,
    },
    /// Read an earlier version.
    OpenVersion { root: PathBuf, digest: String },
    /// Write a file as a whole.
    Write { path: PathBuf, bytes: Vec<u8> },
    /// Save a project, with what happened while it had no folder.
    Save {
        root: PathBuf,
        revision: u64,
        model: ProjectModel,
        baseline: Option<Arc<ProjectFiles>>,
        recorded: Vec<Recorded>,
        /// The folder it had until now, whose ledger and history go along.
        past: Option<PathBuf>,
    },
    /// Write down what happened.
    Record { root: PathBuf, recorded: Vec<Recorded> },
    /// Write a mapping file.
    Export(Box<ExportJob>),
}

/// A mapping file that went out or came in, and what the ledger says of it.
pub(super) struct Recorded {
    pub file: MappingFile,
    pub entry: LedgerEntry,
}

/// What samples are masked with as they are loaded.
pub(super) struct MaskOnLoad {
    /// The project, whose people keep their pseudonyms.
    pub model: ProjectModel,
    pub secret: MaskSecret,
}

/// Work that is not saved.
pub(super) struct UnsavedWork {
    pub root: Option<PathBuf>,
    pub model: ProjectModel,
}

/// What came of a job.
pub(super) enum FileEvent {
    /// Samples were read.
    Loaded { path: PathBuf, loaded: Result<JoinedSamples, ProjectError> },
    /// Unsaved work was written, or was not.
    Kept { written: Result<(), ProjectError>, took: Duration },
    /// The history was read, or was not.
    Past(PastRead),
    /// Two mappings were compared, or were not, in words.
    Compared(Result<Comparison, String>),
    /// An earlier version was read, or was not, in words.
    VersionOpened(Result<Box<MappingFile>, String>),
    /// A file was written, or was not.
    Written { path: PathBuf, written: Result<(), ProjectError> },
    /// A sign-off sheet was written, or why not.
    SheetWritten { path: PathBuf, written: Result<(), String> },
    /// A sign-off sheet was read, or why not.
    SheetRead { path: PathBuf, read: Result<SignOffImport, String> },
    /// A project was saved, or was not.
    Saved {
        root: PathBuf,
        revision: u64,
        baseline: Result<ProjectFiles, ProjectError>,
        /// What could not be written down.
        unrecorded: Vec<Recorded>,
    },
    /// What happened was written down, or was not.
    Recorded { written: Result<(), ProjectError> },
    /// A mapping file was written, or was not.
    Exported { outcome: Box<Result<ExportDone, ExportStopped>> },
}

/// What came of reading a history.
pub(super) struct PastRead {
    /// Of which project.
    pub root: PathBuf,
    /// What happened, oldest first, and what is wrong with the record of it.
    pub past: Result<(Vec<KnownVersion>, Vec<Diagnostic>), ProjectError>,
}

/// Does jobs with files in the order in which they were given.
pub(super) struct FileWorker {
    place: Place,
    /// The file that is being loaded.
    pub loading: Option<PathBuf>,
    /// The folder that is being saved to.
    pub saving: Option<PathBuf>,
}

enum Place {
    Background { jobs: Sender<(u64, FileJob)>, events: Receiver<FileEvent>, newest: Arc<AtomicU64> },
    Inline { events: Vec<FileEvent> },
}

impl FileWorker {
    pub(super) fn new(work: Work, ctx: &Context) -> Self {
        let place = match work {
            Work::Inline => Place::Inline { events: Vec::new() },
            Work::InBackground => {
                let (jobs, job_receiver) = channel();
                let (event_sender, events) = channel();
                let newest = Arc::new(AtomicU64::new(0));
                let (watched, ctx) = (Arc::clone(&newest), ctx.clone());
                thread::Builder::new()
                    .name("files".to_owned())
                    .stack_size(STACK_BYTES)
                    .spawn(move || do_jobs(&job_receiver, &event_sender, &watched, &ctx))
                    .expect("the system gives the program more threads");
                Place::Background { jobs, events, newest }
            }
        };
        Self { place, loading: None, saving: None }
    }

    pub(super) fn start(&mut self, job: FileJob) {
        match &job {
            FileJob::Load { path, .. } => self.loading = Some(path.clone()),
            FileJob::Save { root, .. } => self.saving = Some(root.clone()),
            FileJob::Export(job) => self.saving = Some(job.root.clone()),
            FileJob::Keep { .. }
            | FileJob::Record { .. }
            | FileJob::Past { .. }
            | FileJob::Compare { .. }
            | FileJob::OpenVersion { .. }
            | FileJob::Write { .. }
            | FileJob::WriteSheet { .. }
            | FileJob::ReadSheet { .. } => {}
        }
        match &mut self.place {
            Place::Background { jobs, newest, .. } => {
                let number = newest.load(Ordering::Relaxed) + 1;
                // Work that was not saved is written once, as it is last.
                if matches!(job, FileJob::Keep { .. }) {
                    newest.store(number, Ordering::Relaxed);
                }
                jobs.send((number, job)).expect("the worker lives as long as the window");
            }
            Place::Inline { events } => events.push(do_job(job)),
        }
    }

    /// Forgets the file that is being loaded; what comes of it is dropped.
    pub(super) fn cancel_loading(&mut self) {
        self.loading = None;
    }

    /// What was done since the last call, without what was cancelled.
    pub(super) fn events(&mut self) -> Vec<FileEvent> {
        let events: Vec<FileEvent> = match &mut self.place {
            Place::Background { events, .. } => events.try_iter().collect(),
            Place::Inline { events } => std::mem::take(events),
        };
        events.into_iter().filter(|event| self.is_wanted(event)).collect()
    }

    fn is_wanted(&mut self, event: &FileEvent) -> bool {
        match event {
            FileEvent::Loaded { path, .. } => self.loading.take_if(|loading| loading == path).is_some(),
            FileEvent::Saved { .. } | FileEvent::Exported { .. } => {
                self.saving = None;
                true
            }
            FileEvent::Kept { .. }
            | FileEvent::Past(_)
            | FileEvent::Compared(_)
            | FileEvent::VersionOpened(_)
            | FileEvent::Recorded { .. }
            | FileEvent::SheetWritten { .. }
            | FileEvent::SheetRead { .. }
            | FileEvent::Written { .. } => true,
        }
    }
}

fn do_jobs(
    jobs: &Receiver<(u64, FileJob)>,
    events: &Sender<FileEvent>,
    newest_kept: &AtomicU64,
    ctx: &Context,
) {
    while let Ok((number, job)) = jobs.recv() {
        let is_superseded =
            matches!(job, FileJob::Keep { .. }) && newest_kept.load(Ordering::Relaxed) > number;
        // Nobody listens any more when the window is closing; the next job is not there then.
        if !is_superseded && events.send(do_job(job)).is_ok() {
            ctx.request_repaint();
        }
    }
}

fn do_job(job: FileJob) -> FileEvent {
    match job {
        FileJob::Load { path, date, before, mask } => {
            let loaded = read_file(&path).map(|bytes| {
                let mut loaded = samples_from_bytes(&file_name(&path), &bytes, &date);
                drop(bytes);
                if let Some(mask) = mask {
                    mask_loaded(&mask.model, &mask.secret, &mut loaded);
                }
                JoinedSamples::new(&before, loaded)
            });
            FileEvent::Loaded { path, loaded }
        }
        FileJob::Keep { path, work } => {
            let started = Instant::now();
            let written = match work {
                Some(work) => write_recovery(&path, work.root.as_deref(), &work.model),
                None => clear_recovery(&path),
            };
            FileEvent::Kept { written, took: started.elapsed() }
        }
        FileJob::WriteSheet { path, model, request, form, language } => {
            let written = write_sheet(&path, &model, &request, (form, language));
            FileEvent::SheetWritten { path, written }
        }
        FileJob::ReadSheet { path, model, now } => {
            let read = read_sheet(&path, &model, now);
            FileEvent::SheetRead { path, read }
        }
        FileJob::Past { root } => FileEvent::Past(PastRead { past: history(&root, None), root }),
        FileJob::Compare { root, model, before, after } => {
            FileEvent::Compared(compare(root.as_deref(), &model, &before, &after))
        }
        FileJob::OpenVersion { root, digest } => {
            FileEvent::VersionOpened(version_of(Some(&root), &digest).map(Box::new))
        }
        FileJob::Write { path, bytes } => {
            let written = write_file(&path, &bytes);
            FileEvent::Written { path, written }
        }
        FileJob::Save { root, revision, model, baseline, recorded, past } => {
            let copied = past.map_or(Ok(()), |past| copy_past(&past, &root));
            let baseline = copied
                .and_then(|()| save_exchanged(&model, &root, baseline.as_deref(), exchanges(&recorded)));
            let unrecorded = if baseline.is_ok() { Vec::new() } else { recorded };
            FileEvent::Saved { root, revision, baseline, unrecorded }
        }
        FileJob::Record { root, recorded } => {
            FileEvent::Recorded { written: record_exchanges(&root, exchanges(&recorded)) }
        }
        FileJob::Export(job) => FileEvent::Exported { outcome: Box::new(job.run()) },
    }
}

fn exchanges(recorded: &[Recorded]) -> Exchanges<'_> {
    Exchanges {
        versions: recorded.iter().map(|recorded| &recorded.file).collect(),
        entries: recorded.iter().map(|recorded| recorded.entry.clone()).collect(),
    }
}

/// Makes a sign-off sheet and writes it.
fn write_sheet(
    path: &Path,
    model: &ProjectModel,
    request: &SignOffRequest,
    (form, language): (SheetForm, Language),
) -> Result<(), String> {
    let sheet = sign_off(model, request).map_err(|refusal| refusal.to_string())?;
    let target = target_of(&model.settings.target);
    let bytes = form.render(&sheet, &target, language).map_err(|error| error.to_string())?;
    write_file(path, &bytes).map_err(|error| error.to_string())
}

/// Reads a sign-off sheet and plans what becomes of it.
fn read_sheet(path: &Path, model: &ProjectModel, now: Timestamp) -> Result<SignOffImport, String> {
    let bytes = read_file(path).map_err(|error| error.to_string())?;
    let target = target_of(&model.settings.target);
    let directory = directory_of(&model.records, &target);
    let name = file_name(path);
    let read = read_sign_off(&name, &bytes, &target, &directory);
    let (corrections, diagnostics) = read.map_err(|error| error.to_string())?;
    let mut import = plan_sign_off_import(model, &corrections, &name, now);
    import.diagnostics.splice(0..0, diagnostics);
    Ok(import)
}

/// The name of a file for people.
pub(super) fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
