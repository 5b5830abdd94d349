//! Background work on threads of its own, one for each kind: the newest job wins, an older one is
//! cancelled.
//!
//! Not files: those are read and written one after the other, in `gui::file_worker`.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use egui::Context;

use crate::gui::impact_work::find_impact;
use crate::workbench::impact::ImpactQuestion;
use crate::workbench::language::SampleLearner;
use crate::workbench::{
    ExplainCache, Job, JobEvent, LookedAt, MaskOutcome, RecomputeCache, RecomputeControl, RecomputeInput,
    SimulationCache, explain, plan_expectations, promote_views, recompute_in_slices, simulate,
};

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
pub(super) struct Worker {
    place: Place,
    looked_at: SharedLook,
    /// What was told last of what is looked at.
    told: LookedAt,
}

enum Place {
    Background {
        preview: Lane,
        simulation: Lane,
        language: Lane,
        trace: Lane,
        coverage: Lane,
        expecting: Lane,
        promotion: Lane,
        impact: Lane,
        masking: Lane,
        events: Receiver<Done>,
    },
    Inline {
        caches: Box<Caches>,
        events: Vec<Done>,
    },
}

/// What came of a job, with the time since it was begun.
pub(super) struct Done {
    pub event: JobEvent,
    pub after: Duration,
}

/// What is looked at, for jobs that are under way.
#[derive(Clone, Default)]
struct SharedLook(Arc<Mutex<LookedAt>>);

/// A thread for one kind of job.
struct Lane {
    jobs: Sender<(u64, Job)>,
    /// The number of the newest job.
    newest: Arc<AtomicU64>,
}

/// What jobs leave for the next ones.
#[derive(Default)]
struct Caches {
    recompute: RecomputeCache,
    simulation: SimulationCache,
    learner: SampleLearner,
    explain: ExplainCache,
}

impl Worker {
    pub(super) fn new(work: Work, ctx: &Context) -> Self {
        let looked_at = SharedLook::default();
        let place = if work == Work::Inline {
            Place::Inline { caches: Box::default(), events: Vec::new() }
        } else {
            let (event_sender, events) = channel();
            Place::Background {
                preview: Lane::new("preview", &event_sender, ctx, &looked_at),
                simulation: Lane::new("simulation", &event_sender, ctx, &looked_at),
                language: Lane::new("language", &event_sender, ctx, &looked_at),
                trace: Lane::new("trace", &event_sender, ctx, &looked_at),
                coverage: Lane::new("coverage", &event_sender, ctx, &looked_at),
                expecting: Lane::new("expecting", &event_sender, ctx, &looked_at),
                promotion: Lane::new("promotion", &event_sender, ctx, &looked_at),
                impact: Lane::new("impact", &event_sender, ctx, &looked_at),
                masking: Lane::new("masking", &event_sender, ctx, &looked_at),
                events,
            }
        };
        Self { place, looked_at, told: LookedAt::default() }
    }

    /// Says what is looked at, to jobs that are under way and to those that follow.
    pub(super) fn look_at(&mut self, selected: usize, visible: &[usize]) {
        if self.told.selected != selected || self.told.visible != visible {
            self.told = LookedAt { selected, visible: visible.to_vec() };
            self.looked_at.set(self.told.clone());
        }
    }

    /// Says which sample is selected; what is seen of the others is as it was.
    pub(super) fn select(&mut self, selected: usize) {
        let visible = std::mem::take(&mut self.told.visible);
        self.told.selected = selected;
        self.told.visible = visible;
        self.looked_at.set(self.told.clone());
    }

    /// Starts a job; one of the same kind that runs is cancelled.
    pub(super) fn start(&mut self, job: Job) {
        match &mut self.place {
            Place::Background {
                preview,
                simulation,
                language,
                trace,
                coverage,
                expecting,
                promotion,
                impact,
                masking,
                ..
            } => match &job {
                Job::Recompute { .. } => preview.start(job),
                Job::Simulate(_) => simulation.start(job),
                Job::Learn { .. } => language.start(job),
                Job::Trace(_) => trace.start(job),
                Job::Cover(_) => coverage.start(job),
                Job::Expect(_) => expecting.start(job),
                Job::Promote(_) => promotion.start(job),
                Job::Impact(_) => impact.start(job),
                Job::Mask(_) => masking.start(job),
            },
            Place::Inline { caches, events } => {
                let desk = Desk { caches, looked_at: &self.looked_at, is_cancelled: &|| false };
                desk.do_job(&job, &mut |done| events.push(done));
            }
        }
    }

    /// Ends finding out what all samples become.
    pub(super) fn cancel_expecting(&mut self) {
        if let Place::Background { expecting, .. } = &self.place {
            expecting.cancel();
        }
    }

    /// Ends the search for persons who change, which then answers that it was cancelled.
    pub(super) fn cancel_impact(&mut self) {
        if let Place::Background { impact, .. } = &self.place {
            impact.cancel();
        }
    }

    /// What was finished since the last call.
    pub(super) fn events(&mut self) -> Vec<Done> {
        match &mut self.place {
            Place::Background { events, .. } => events.try_iter().collect(),
            Place::Inline { events, .. } => std::mem::take(events),
        }
    }
}

impl SharedLook {
    fn set(&self, looked_at: LookedAt) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = looked_at;
    }

    fn get(&self) -> LookedAt {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Lane {
    fn new(name: &str, events: &Sender<Done>, ctx: &Context, looked_at: &SharedLook) -> Self {
        let (jobs, job_receiver) = channel();
        let newest = Arc::new(AtomicU64::new(0));
        let (watched, events, ctx) = (Arc::clone(&newest), events.clone(), ctx.clone());
        let looked_at = looked_at.clone();
        thread::Builder::new()
            .name(name.to_owned())
            .stack_size(STACK_BYTES)
            .spawn(move || run_jobs(&job_receiver, &events, &watched, &ctx, &looked_at))
            .expect("the system gives the program more threads");
        Self { jobs, newest }
    }

    /// Ends the job that is under way.
    fn cancel(&self) {
        self.newest.fetch_add(1, Ordering::Relaxed);
    }

    fn start(&self, job: Job) {
        let number = self.newest.fetch_add(1, Ordering::Relaxed) + 1;
        self.jobs.send((number, job)).expect("the worker lives as long as the window");
    }
}

fn run_jobs(
    jobs: &Receiver<(u64, Job)>,
    events: &Sender<Done>,
    newest: &AtomicU64,
    ctx: &Context,
    looked_at: &SharedLook,
) {
    let mut caches = Caches::default();
    while let Ok(mut job) = jobs.recv() {
        while let Ok(newer) = jobs.try_recv() {
            job = newer;
        }
        let (number, job) = job;
        let is_cancelled = || newest.load(Ordering::Relaxed) != number;
        let desk = Desk { caches: &mut caches, looked_at, is_cancelled: &is_cancelled };
        desk.do_job(&job, &mut |done| {
            // Nobody listens any more when the window is closing; the next job is not there then.
            if events.send(done).is_ok() {
                ctx.request_repaint();
            }
        });
    }
}

/// A job's surroundings.
struct Desk<'d> {
    caches: &'d mut Caches,
    looked_at: &'d SharedLook,
    is_cancelled: &'d (dyn Fn() -> bool + Sync),
}

impl Desk<'_> {
    fn do_job(self, job: &Job, send: &mut (dyn FnMut(Done) + Send)) {
        let started = Instant::now();
        let mut send = |event: JobEvent| send(Done { event, after: started.elapsed() });
        let Self { caches, looked_at, is_cancelled } = self;
        match job {
            Job::Recompute { revision, model, environment, now } => {
                let input = RecomputeInput { revision: *revision, model, environment, now: *now };
                let control = RecomputeControl { is_cancelled, looked_at: &|| looked_at.get() };
                recompute_in_slices(&input, &mut caches.recompute, &control, &mut |preview| {
                    send(JobEvent::Recomputed { revision: *revision, preview: Arc::new(preview) });
                });
            }
            Job::Simulate(question) => {
                simulate(question, &mut caches.simulation, is_cancelled, &mut |part, answer| {
                    send(JobEvent::Simulated { part, answer });
                });
            }
            Job::Promote(question) => {
                let key = (question.revision, question.impact_number);
                promote_views(question, is_cancelled, &mut |view| {
                    send(JobEvent::Promoted { key, view: Arc::new(view) });
                });
            }
            Job::Learn { samples } => {
                if let Some(learned) = caches.learner.learn(samples, is_cancelled) {
                    send(JobEvent::Learned(Arc::new(learned)));
                }
            }
            Job::Expect(question) => {
                if let Some(plan) = plan_expectations(question, is_cancelled) {
                    send(JobEvent::Expected(Arc::new(plan)));
                }
            }
            Job::Mask(question) => {
                let run = (question.environment.as_str(), question.now);
                let outcome = MaskOutcome::new(&question.model, &question.secret, run, is_cancelled);
                if let Some(outcome) = outcome {
                    send(JobEvent::Masked { revision: question.revision, outcome: Arc::new(outcome) });
                }
            }
            Job::Trace(question) | Job::Cover(question) => {
                let revision = question.revision;
                explain(question, &mut caches.explain, is_cancelled, &mut |part, answer| {
                    send(JobEvent::Explained { revision, part, answer });
                });
            }
            Job::Impact(question) => {
                let ImpactQuestion { number, revision, environment, .. } = &**question;
                let (number, revision) = (*number, *revision);
                find_impact(question, is_cancelled, &mut |answer| {
                    send(JobEvent::Impact { number, revision, environment: environment.clone(), answer });
                });
            }
        }
    }
}
