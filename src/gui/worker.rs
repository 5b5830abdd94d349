//! Background work on threads of its own, one for each kind: the newest job wins, an older one is
//! cancelled.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use egui::Context;

use crate::workbench::{Job, JobEvent, RecomputeCache, SimulationCache, recompute, simulate};

/// Bytes of a worker's stack; scripts may nest values.
const STACK_BYTES: usize = 16 * 1024 * 1024;

/// Where work is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// On threads of its own; results come some frames later.
    InBackground,
    /// At once, in the frame that asks for it; for tests.
    Inline,
}

/// Does jobs and gives events.
pub(super) enum Worker {
    Background { preview: Lane, simulation: Lane, events: Receiver<JobEvent> },
    Inline { caches: Box<Caches>, events: Vec<JobEvent> },
}

/// A thread for one kind of job.
pub(super) struct Lane {
    jobs: Sender<(u64, Job)>,
    /// The number of the newest job.
    newest: Arc<AtomicU64>,
}

/// What jobs leave for the next ones.
#[derive(Default)]
pub(super) struct Caches {
    recompute: RecomputeCache,
    simulation: SimulationCache,
}

impl Worker {
    pub(super) fn new(work: Work, ctx: &Context) -> Self {
        if work == Work::Inline {
            return Self::Inline { caches: Box::default(), events: Vec::new() };
        }
        let (event_sender, events) = channel();
        Self::Background {
            preview: Lane::new("preview", &event_sender, ctx),
            simulation: Lane::new("simulation", &event_sender, ctx),
            events,
        }
    }

    /// Starts a job; one of the same kind that runs is cancelled.
    pub(super) fn start(&mut self, job: Job) {
        match self {
            Self::Background { preview, simulation, .. } => match &job {
                Job::Recompute { .. } => preview.start(job),
                Job::Simulate(_) => simulation.start(job),
            },
            Self::Inline { caches, events } => {
                do_job(&job, caches, &|| false, &mut |event| events.push(event));
            }
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

impl Lane {
    fn new(name: &str, events: &Sender<JobEvent>, ctx: &Context) -> Self {
        let (jobs, job_receiver) = channel();
        let newest = Arc::new(AtomicU64::new(0));
        let (watched, events, ctx) = (Arc::clone(&newest), events.clone(), ctx.clone());
        thread::Builder::new()
            .name(name.to_owned())
            .stack_size(STACK_BYTES)
            .spawn(move || run_jobs(&job_receiver, &events, &watched, &ctx))
            .expect("the system gives the program more threads");
        Self { jobs, newest }
    }

    fn start(&self, job: Job) {
        let number = self.newest.fetch_add(1, Ordering::Relaxed) + 1;
        self.jobs.send((number, job)).expect("the worker lives as long as the window");
    }
}

fn run_jobs(jobs: &Receiver<(u64, Job)>, events: &Sender<JobEvent>, newest: &AtomicU64, ctx: &Context) {
    let mut caches = Caches::default();
    while let Ok(mut job) = jobs.recv() {
        while let Ok(newer) = jobs.try_recv() {
            job = newer;
        }
        let (number, job) = job;
        let is_cancelled = || newest.load(Ordering::Relaxed) != number;
        do_job(&job, &mut caches, &is_cancelled, &mut |event| {
            // Nobody listens any more when the window is closing; the next job is not there then.
            if events.send(event).is_ok() {
                ctx.request_repaint();
            }
        });
    }
}

fn do_job(job: &Job, caches: &mut Caches, is_cancelled: &dyn Fn() -> bool, send: &mut dyn FnMut(JobEvent)) {
    match job {
        Job::Recompute { revision, model, environment, now } => {
            let cache = &mut caches.recompute;
            if let Some(preview) = recompute(*revision, model, environment, *now, cache, is_cancelled) {
                send(JobEvent::Recomputed { revision: *revision, preview: Arc::new(preview) });
            }
        }
        Job::Simulate(question) => {
            simulate(question, &mut caches.simulation, is_cancelled, &mut |part, answer| {
                send(JobEvent::Simulated { part, answer });
            });
        }
    }
}
