//! The progress bar of a bulk run.

use std::io::{self, IsTerminal as _, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How often the bar is drawn anew while nothing moves.
const TICK: Duration = Duration::from_millis(250);

/// A reader that counts what was read of it.
pub(super) struct Counted<R> {
    reader: R,
    count: Arc<AtomicU64>,
}

impl<R> Counted<R> {
    pub(super) fn new(reader: R) -> Self {
        Self { reader, count: Arc::default() }
    }

    /// How many bytes were read; goes up while the reader is used.
    pub(super) fn count(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.count)
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let n_read = self.reader.read(bytes)?;
        self.count.fetch_add(n_read as u64, Ordering::Relaxed);
        Ok(n_read)
    }
}

/// What is shown on standard error while a run goes on, when that is a terminal.
pub(super) struct Progress {
    bar: ProgressBar,
    read: Arc<AtomicU64>,
}

impl Progress {
    /// `read` counts the bytes that were read of the input, of `input_bytes`, if that is known.
    pub(super) fn new(read: Arc<AtomicU64>, input_bytes: Option<u64>, is_quiet: bool) -> Self {
        if is_quiet || !io::stderr().is_terminal() {
            return Self { bar: ProgressBar::hidden(), read };
        }
        let target = ProgressDrawTarget::stderr();
        let (bar, template) = match input_bytes {
            Some(n_bytes) => (
                ProgressBar::with_draw_target(Some(n_bytes), target),
                "{bar:30} {percent:>3} %  {msg}  {bytes_per_sec}  {eta} left",
            ),
            None => (ProgressBar::with_draw_target(None, target), "{spinner} {msg}  {bytes}  {elapsed}"),
        };
        let style = ProgressStyle::with_template(template).expect("the template is a constant");
        bar.set_style(style);
        bar.enable_steady_tick(TICK);
        Self { bar, read }
    }

    /// Shows that so many resources are done.
    pub(super) fn show(&self, resources: u64) {
        self.show_at(resources, self.read.load(Ordering::Relaxed));
    }

    /// Shows that so many resources are done, and so many bytes were read for them.
    pub(super) fn show_at(&self, resources: u64, bytes: u64) {
        if self.bar.is_hidden() {
            return;
        }
        let rate = resources as f64 / self.bar.elapsed().as_secs_f64().max(1e-3);
        self.bar.set_position(bytes);
        self.bar.set_message(format!("{resources} resources  {rate:.0}/s"));
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
