//! Impact over a stream of payloads, on several threads.

use std::fmt::Write as _;
use std::io::{self, Read, Write};
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest as _, Sha256};
use thiserror::Error;

use crate::bulk::{
    Chunk, ChunkReader, ChunkStream, ChunkVisitor, CutOptions, Cutter, FoundResource, InOrder, InputFault,
    Origin, Pace, Reading, run_in_order, unpacked,
};
use crate::change::impact::{
    BadInput, Impact, ImpactAnalyst, ImpactInput, ImpactPart, ImpactTally, PERSON_ATTRIBUTES, PersonSource,
    impact_csv_header, impact_digest,
};
use crate::diagnostic::Diagnostic;
use crate::mapping::{CurrentRecord, MappingPair, MappingSide, RunSubject};
use crate::value::Arena;
use crate::workbench::impact::ImpactPlan;

/// What is looked at.
pub struct ImpactStream<R> {
    /// Its name for people.
    pub name: String,
    /// NDJSON, arrays or list responses, plain or packed.
    pub reader: R,
    /// When what was read is looked at.
    pub pace: Pace,
    /// How many workers there are.
    pub threads: NonZeroUsize,
}

/// How the outside follows a run and ends it.
pub struct ImpactControl<'c> {
    /// Whether nobody waits for the result any more.
    pub is_cancelled: &'c (dyn Fn() -> bool + Sync),
    /// Is told how far it has come.
    pub progress: &'c mut (dyn FnMut(ImpactProgress) + Send),
    /// Takes every difference as a row of CSV, with a header; `None` when that is not wanted.
    pub rows: Option<&'c mut (dyn Write + Send)>,
}

/// How far a run has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ImpactProgress {
    /// Users and groups that were looked at.
    pub persons: u64,
    /// Of them those that differ.
    pub changed: u64,
    /// Bytes that were read of the input, packed as it is; of samples how many.
    pub bytes: u64,
}

/// What came of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct ImpactRun {
    /// Who changes, in what, and why.
    pub impact: Impact,
    /// The first lines and entries that could not be used.
    pub bad_inputs: Vec<BadInput>,
}

/// Why a run has no result.
#[derive(Debug, Error)]
pub enum ImpactError {
    /// Nobody waits for it any more.
    #[error("the impact was cancelled")]
    Cancelled,
    /// A gzip file that is cut, a file that cannot be read.
    #[error("the input cannot be read beyond line {} ({} bytes): {}", .0.line, .0.offset, .0.error)]
    Input(InputFault),
    /// The first bytes of the input cannot be read.
    #[error("the input cannot be read: {0}")]
    Unreadable(io::Error),
    /// A full disk, or a pipe that was closed.
    #[error("the rows cannot be written: {0}")]
    Rows(io::Error),
}

/// Looks at every user and group of a stream.
///
/// # Errors
/// It was cancelled, the input cannot be read to its end, or the rows cannot be written. There is no
/// result then: half a directory says nothing of the other half.
pub fn impact_of_stream<R: Read + Send>(
    plan: &ImpactPlan,
    stream: ImpactStream<R>,
    control: ImpactControl<'_>,
) -> Result<ImpactRun, ImpactError> {
    let ImpactStream { name, reader, pace, threads } = stream;
    let watch = Arc::new(InputWatch::default());
    let watched = Watched { reader, watch: Arc::clone(&watch) };
    let input = unpacked(watched).map_err(ImpactError::Unreadable)?;
    let cut = CutOptions { pace, ..CutOptions::default() };
    let wants_rows = control.rows.is_some();
    let mut summing = Summing { tally: ImpactTally::default(), most: plan.most_persons, control, watch };
    summing.write_header().map_err(ImpactError::Rows)?;
    let work = |chunks: &ChunkStream<'_, _, ImpactPart>| {
        plan.look_at(|analyst, pair| {
            let reading = plan.reading(&name, pair.reads_groups(), cut.resource_bytes);
            let mut reader = ChunkReader::new(reading, pair.resource_reader(&PERSON_ATTRIBUTES));
            let mut chunk = Chunk::default();
            while chunks.next_chunk(&mut chunk) {
                let mut part = chunks.spare();
                part.rows = part.rows.take().or_else(|| wants_rows.then(Vec::new));
                reader.read(&chunk, &mut Looking { analyst, part: &mut part });
                chunks.hand_in(chunk.seq, part);
            }
        });
    };
    let end = run_in_order(Cutter::new(input, cut), 0, threads, &mut summing, work);
    let Summing { tally, control, watch, .. } = summing;
    if (control.is_cancelled)() {
        return Err(ImpactError::Cancelled);
    }
    match (end.refusal, end.fault) {
        (Some(error), _) => Err(ImpactError::Rows(error)),
        (None, Some(fault)) => Err(ImpactError::Input(fault)),
        (None, None) => Ok(plan.finish(tally, ImpactInput { name, sha256: watch.digest() })),
    }
}

impl ImpactPlan {
    /// Compiles both mappings and gives them to `look`.
    pub(super) fn look_at<T>(&self, look: impl FnOnce(&mut ImpactAnalyst<'_>, &MappingPair<'_>) -> T) -> T {
        let [(old, _), (new, _)] = [self.sides.old.compile(), self.sides.new.compile()];
        let pair = MappingPair::new(
            MappingSide { mapping: &old, context: &self.sides.old.context },
            MappingSide { mapping: &new, context: &self.sides.new.context },
        );
        let mut analyst = ImpactAnalyst::new(&self.sides, &pair, self.most_persons);
        look(&mut analyst, &pair)
    }

    fn reading<'p>(&'p self, name: &'p str, reads_groups: bool, resource_bytes: usize) -> Reading<'p> {
        let side = &self.sides.new;
        Reading {
            groups: &self.groups,
            target: &side.target,
            directory: &side.directory,
            input_name: name,
            reads_groups,
            resource_bytes,
        }
    }

    pub(super) fn finish(&self, mut tally: ImpactTally, input: ImpactInput) -> ImpactRun {
        let bad_inputs = std::mem::take(&mut tally.bad_inputs);
        let [old, new] = [&self.sides.old, &self.sides.new].map(|side| impact_digest(&side.content));
        ImpactRun { impact: tally.finish(old, new, input), bad_inputs }
    }
}

/// Looks at what stands in a chunk.
struct Looking<'l, 'm> {
    analyst: &'l mut ImpactAnalyst<'m>,
    part: &'l mut ImpactPart,
}

impl ChunkVisitor for Looking<'_, '_> {
    fn resource<'a>(&mut self, arena: &'a Arena, found: &FoundResource<'a>) {
        let FoundResource { resource, assigned_id, groups, origin } = *found;
        let subject = RunSubject { resource, assigned_id, current: CurrentRecord::Matched, groups };
        self.analyst.add(arena, &subject, &source_of(origin), self.part);
    }

    fn remark(&mut self, _: &Diagnostic, _: usize) {}

    fn bad(&mut self, origin: Origin<'_>, reason: &str, _: &[Diagnostic]) {
        self.part.tally.count_bad(source_of(origin), reason);
    }
}

fn source_of(origin: Origin<'_>) -> PersonSource {
    PersonSource::Line { line: origin.line, index: origin.index.or(origin.entry) }
}

/// Adds parts up in the order of the input.
struct Summing<'c> {
    tally: ImpactTally,
    most: usize,
    control: ImpactControl<'c>,
    watch: Arc<InputWatch>,
}

impl Summing<'_> {
    fn write_header(&mut self) -> io::Result<()> {
        self.control.rows.as_mut().map_or(Ok(()), |rows| rows.write_all(&impact_csv_header()))
    }
}

impl InOrder<ImpactPart> for Summing<'_> {
    fn take(&mut self, part: &mut ImpactPart) -> io::Result<()> {
        if (self.control.is_cancelled)() {
            return Err(io::Error::from(io::ErrorKind::Interrupted));
        }
        if let (Some(rows), Some(made)) = (&mut self.control.rows, &mut part.rows) {
            rows.write_all(made)?;
            made.clear();
        }
        self.tally.add(std::mem::take(&mut part.tally), self.most);
        let ImpactTally { persons, changed, .. } = self.tally;
        let bytes = self.watch.n_bytes.load(Ordering::Relaxed);
        (self.control.progress)(ImpactProgress { persons, changed, bytes });
        Ok(())
    }
}

/// Counts and digests what is read.
#[derive(Debug, Default)]
struct InputWatch {
    n_bytes: AtomicU64,
    digest: Mutex<Sha256>,
}

impl InputWatch {
    /// `sha256:` and 64 hexadecimal digits.
    fn digest(&self) -> String {
        let digest = self.digest.lock().unwrap_or_else(PoisonError::into_inner).clone();
        digest_text(digest)
    }
}

/// A digest as it is written in files.
pub(super) fn digest_text(digest: Sha256) -> String {
    digest.finalize().iter().fold("sha256:".to_owned(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

struct Watched<R> {
    reader: R,
    watch: Arc<InputWatch>,
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let n_read = self.reader.read(bytes)?;
        self.watch.n_bytes.fetch_add(n_read as u64, Ordering::Relaxed);
        let read = bytes.get(..n_read).unwrap_or_default();
        self.watch.digest.lock().unwrap_or_else(PoisonError::into_inner).update(read);
        Ok(n_read)
    }
}
