//! The search for persons who change, over samples or a file, with the files that it takes.
//!
//! Not what is found, which is in `workbench::impact`.

use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::bulk::Pace;
use crate::project::{OutputFile, ProjectError, open_input};
use crate::workbench::impact::{
    ImpactAnswer, ImpactControl, ImpactError, ImpactProgress, ImpactQuestion, ImpactRun, ImpactSource,
    ImpactStream, impact_of_samples, impact_of_stream,
};

/// How often it is told how far the search has come.
const PROGRESS_INTERVAL: Duration = Duration::from_millis(50);

/// Answers a question; tells on the way how far it has come.
pub(super) fn find_impact(
    question: &ImpactQuestion,
    is_cancelled: &(dyn Fn() -> bool + Sync),
    send: &mut (dyn FnMut(ImpactAnswer) + Send),
) {
    let answer = match found(question, is_cancelled, send) {
        Ok(run) => ImpactAnswer::Finished(Arc::new(run)),
        Err(Stopped::Run(ImpactError::Cancelled)) => ImpactAnswer::Cancelled,
        Err(Stopped::Run(error)) => ImpactAnswer::Failed(error.to_string()),
        Err(Stopped::File(error)) => ImpactAnswer::Failed(error.to_string()),
    };
    send(answer);
}

/// Why there is no result.
enum Stopped {
    Run(ImpactError),
    File(ProjectError),
}

impl From<ImpactError> for Stopped {
    fn from(error: ImpactError) -> Self {
        Self::Run(error)
    }
}

impl From<ProjectError> for Stopped {
    fn from(error: ProjectError) -> Self {
        Self::File(error)
    }
}

fn found(
    question: &ImpactQuestion,
    is_cancelled: &(dyn Fn() -> bool + Sync),
    send: &mut (dyn FnMut(ImpactAnswer) + Send),
) -> Result<ImpactRun, Stopped> {
    let mut rows = question.rows_to.as_deref().map(OutputFile::create).transpose()?.map(Rows);
    let opened = match &question.source {
        ImpactSource::Samples => None,
        ImpactSource::File(path) => Some((path, open_input(path)?)),
    };
    let of_bytes = match &opened {
        None => Some(question.model.samples.len() as u64),
        Some((_, (_, n_bytes))) => *n_bytes,
    };
    let mut told: Option<Instant> = None;
    let mut progress = |so_far: ImpactProgress| {
        if told.is_none_or(|told| told.elapsed() >= PROGRESS_INTERVAL) {
            told = Some(Instant::now());
            send(ImpactAnswer::Progress { so_far, of_bytes });
        }
    };
    let control = ImpactControl {
        is_cancelled,
        progress: &mut progress,
        rows: rows.as_mut().map(|rows| rows as &mut (dyn Write + Send)),
    };
    let plan = question.plan();
    let run = match opened {
        None => impact_of_samples(&plan, &question.model, control)?,
        Some((path, (file, _))) => {
            let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
            let threads = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
            let stream = ImpactStream { name, reader: file, pace: Pace::Whole, threads };
            impact_of_stream(&plan, stream, control)?
        }
    };
    if let Some(Rows(file)) = rows {
        file.finish()?;
    }
    Ok(run)
}

/// The file that rows go to; it appears when all are written.
struct Rows(OutputFile);

impl Write for Rows {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
