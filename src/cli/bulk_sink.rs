//! Where a bulk run writes: files or standard output, with the state from which it can go on.

use std::io::{self, Write};
use std::path::PathBuf;

use jiff::{SignedDuration, Timestamp};

use crate::bulk::{BulkSink, BulkSummary, Checkpoint};
use crate::cli::args_bulk::BulkArgs;
use crate::cli::bulk_progress::Progress;
use crate::cli::output::{Failure, say};
use crate::project::{OutputFile, ProjectError, ResumeState, clear_resume_state, write_resume_state};

/// How often the state is kept.
const STATE_INTERVAL: SignedDuration = SignedDuration::from_secs(1);

/// Output and errors.
pub(super) struct Outputs {
    output: Place,
    errors: Option<Place>,
}

enum Place {
    Standard(io::Stdout),
    File(OutputFile),
}

impl Place {
    fn create(path: &std::path::Path) -> Result<Self, Failure> {
        if path == std::path::Path::new("-") {
            return Ok(Self::Standard(io::stdout()));
        }
        Ok(Self::File(OutputFile::create(path)?))
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        if bytes.is_empty() {
            return Ok(());
        }
        match self {
            Self::Standard(out) => out.write_all(bytes).and_then(|()| out.flush()),
            Self::File(file) => file.write_all(bytes),
        }
    }

    fn finish(self) -> Result<(), ProjectError> {
        match self {
            Self::Standard(_) => Ok(()),
            Self::File(file) => file.finish(),
        }
    }
}

impl Outputs {
    /// Opens what an earlier run left, or new files; gives what of the earlier run counts.
    pub(super) fn open(
        args: &BulkArgs,
        earlier: Option<ResumeState>,
    ) -> Result<(Self, Option<Checkpoint>), Failure> {
        if let Some(state) = earlier {
            let checkpoint = state.checkpoint;
            let output = OutputFile::resume(&args.output, checkpoint.output_bytes)?;
            let errors = args.errors.as_deref();
            let errors = errors.map(|path| OutputFile::resume(path, checkpoint.errors_bytes)).transpose()?;
            if let (Some(output), Some(errors)) = (output, errors.map_or(Some(None), |file| file.map(Some))) {
                say(&format!("goes on after {} resources\n", checkpoint.summary.resources));
                let outputs = Self { output: Place::File(output), errors: errors.map(Place::File) };
                return Ok((outputs, Some(checkpoint)));
            }
            say("what the interrupted run wrote is gone; this one starts at the beginning\n");
        }
        if args.output != std::path::Path::new("-") {
            clear_resume_state(&args.output)?;
        }
        let output = Place::create(&args.output)?;
        let errors = args.errors.as_deref().map(Place::create).transpose()?;
        Ok((Self { output, errors }, None))
    }

    /// Whether an interrupted run could go on with these.
    pub(super) fn can_resume(&self) -> bool {
        let is_ordinary = |place: &Place| matches!(place, Place::File(file) if file.is_ordinary());
        is_ordinary(&self.output) && self.errors.as_ref().is_none_or(is_ordinary)
    }
}

/// Writes, keeps the state and shows how far it is.
pub(super) struct Sink {
    outputs: Outputs,
    output_path: PathBuf,
    state: Option<ResumeState>,
    kept_at: Timestamp,
    summary: BulkSummary,
    progress: Progress,
}

impl Sink {
    pub(super) fn new(
        args: &BulkArgs,
        outputs: Outputs,
        state: Option<ResumeState>,
        progress: Progress,
    ) -> Self {
        Self {
            outputs,
            output_path: args.output.clone(),
            summary: state.as_ref().map(|state| state.checkpoint.summary.clone()).unwrap_or_default(),
            state,
            kept_at: Timestamp::now(),
            progress,
        }
    }

    /// The numbers of what was written.
    pub(super) fn summary(&self) -> BulkSummary {
        self.summary.clone()
    }

    /// Leaves everything as it is, and gives the numbers of what was written.
    pub(super) fn abandon(self) -> BulkSummary {
        self.progress.finish();
        self.summary
    }

    /// Puts the files in their places.
    pub(super) fn finish(self) -> Result<(), Failure> {
        self.progress.finish();
        if let Some(errors) = self.outputs.errors {
            errors.finish()?;
        }
        self.outputs.output.finish()?;
        if self.state.is_some() {
            clear_resume_state(&self.output_path)?;
        }
        Ok(())
    }
}

impl BulkSink for Sink {
    fn write(&mut self, output: &[u8], errors: &[u8]) -> io::Result<()> {
        self.outputs.output.write(output)?;
        self.outputs.errors.as_mut().map_or(Ok(()), |place| place.write(errors))
    }

    fn reached(&mut self, checkpoint: &Checkpoint) -> io::Result<()> {
        self.summary.clone_from(&checkpoint.summary);
        self.progress.show(checkpoint.summary.resources);
        let Some(state) = &mut self.state else { return Ok(()) };
        let now = Timestamp::now();
        if now.duration_since(self.kept_at) < STATE_INTERVAL {
            return Ok(());
        }
        self.kept_at = now;
        state.checkpoint.clone_from(checkpoint);
        write_resume_state(&self.output_path, state).map_err(io::Error::other)
    }
}
