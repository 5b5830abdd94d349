//! Background work on a thread of its own: the newest job wins, an older one is cancelled.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use egui::Context;

use crate::workbench::{Job, JobEvent, RecomputeCache, recompute};

/// Bytes of the worker's stack; scripts may nest values.
const STACK_BYTES: usize = 16 * 1024 * 1024;

/// Where work is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// On a thread of its own; results come some frames later.
    InBackground,
    /// At once, in the frame that asks for it; for tests.
    Inline,
}

/// Does jobs and gives events.
pub(super) enum Worker {
    Background { jobs: Sender<Job>, events: Receiver<JobEvent>, newest: Arc<AtomicU64> },
    Inline { cache: RecomputeCache, events: Vec<JobEvent> },
}

impl Worker {
    pub(super) fn new(work: Work, ctx: &Context) -> Self {
        if work == Work::Inline {
            return Self::Inline { cache: RecomputeCache::default(), events: Vec::new() };
        }
        let (jobs, job_receiver) = channel();
        let (event_sender, events) = channel();
        let newest = Arc::new(AtomicU64::new(0));
        let (watched, ctx) = (Arc::clone(&newest), ctx.clone());
        thread::Builder::new()
            .name("worker".to_owned())
            .stack_size(STACK_BYTES)
            .spawn(move || run_jobs(&job_receiver, &event_sender, &watched, &ctx))
            .expect("the system gives the program a second thread");
        Self::Background { jobs, events, newest }
    }

    /// Starts a job; the one that runs is cancelled.
    pub(super) fn start(&mut self, job: Job) {
        match self {
            Self::Background { jobs, newest, .. } => {
                let Job::Recompute { revision, .. } = &job;
                newest.store(*revision, Ordering::Relaxed);
                jobs.send(job).expect("the worker lives as long as the window");
            }
            Self::Inline { cache, events } => events.extend(do_job(&job, cache, &|| false)),
        }
    }

    /// What was finished since the last call.
    pub(super) fn events(&mut self) -> Vec<JobEvent> {
        match self {
            Self::Background { events, .. } => events.try_iter().collect(),
            Self::Inline { events, .. } => std::mem::take(events),
        }
    }
}

fn run_jobs(jobs: &Receiver<Job>, events: &Sender<JobEvent>, newest: &AtomicU64, ctx: &Context) {
    let mut cache = RecomputeCache::default();
    while let Ok(mut job) = jobs.recv() {
        while let Ok(newer) = jobs.try_recv() {
            job = newer;
        }
        let Job::Recompute { revision, .. } = &job;
        let is_cancelled = || newest.load(Ordering::Relaxed) != *revision;
        if let Some(event) = do_job(&job, &mut cache, &is_cancelled) {
            if events.send(event).is_err() {
                return;
            }
            ctx.request_repaint();
        }
    }
}

fn do_job(job: &Job, cache: &mut RecomputeCache, is_cancelled: &dyn Fn() -> bool) -> Option<JobEvent> {
    let Job::Recompute { revision, model, environment, now } = job;
    let preview = recompute(*revision, model, environment, *now, cache, is_cancelled)?;
    Some(JobEvent::Recomputed { revision: *revision, preview: Arc::new(preview) })
}
