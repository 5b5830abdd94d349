//! Bringing the preview up to date.

use jiff::Timestamp;

use crate::project::ProjectModel;
use crate::workbench::preview::{BLOCK, Preview};
use crate::workbench::recompute::RecomputeCache;
use crate::workbench::recompute::case_runs::verify_cases;
use crate::workbench::recompute::problems::collect_problems;

/// After so many blocks what is new is given out.
const SLICE_BLOCKS: usize = 16;

/// So many cases are run before the samples that are not seen; more of them behind.
const MOST_CASES_FIRST: usize = 2_000;

/// How many samples before and behind the selected one are known as a whole.
const NEIGHBOURS: usize = 2;

/// A state of a project to make the preview of.
#[derive(Clone, Copy, Debug)]
pub struct RecomputeInput<'m> {
    /// Its revision.
    pub revision: u64,
    /// The project.
    pub model: &'m ProjectModel,
    /// The environment whose variables count.
    pub environment: &'m str,
    /// The time of the run.
    pub now: Timestamp,
}

/// What is seen of the samples; these come first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LookedAt {
    /// The selected sample, whose whole run is wanted.
    pub selected: usize,
    /// The samples on the screen.
    pub visible: Vec<usize>,
}

/// What is asked while the work is going on.
#[derive(Clone, Copy)]
pub struct RecomputeControl<'c> {
    /// Whether to stop. Asked before each sample.
    pub is_cancelled: &'c dyn Fn() -> bool,
    /// What is looked at. Asked before each slice.
    pub looked_at: &'c dyn Fn() -> LookedAt,
}

/// The preview of a project, all of it at once. `None` when `is_cancelled` says so in between; it is
/// asked before each sample, and what was done until then is kept in `cache`.
pub fn recompute(
    revision: u64,
    model: &ProjectModel,
    environment: &str,
    now: Timestamp,
    cache: &mut RecomputeCache,
    is_cancelled: &dyn Fn() -> bool,
) -> Option<Preview> {
    let input = RecomputeInput { revision, model, environment, now };
    let control = RecomputeControl { is_cancelled, looked_at: &LookedAt::default };
    let mut last = None;
    recompute_in_slices(&input, cache, &control, &mut |preview| last = Some(preview));
    last.filter(Preview::is_complete)
}

/// Brings the preview up to date, what is looked at first. `send` gets it whenever something new is
/// in it, at last as a whole. Ends early when it is cancelled; what was done until then is kept in
/// `cache`, and the next call goes on from there.
pub fn recompute_in_slices(
    input: &RecomputeInput<'_>,
    cache: &mut RecomputeCache,
    control: &RecomputeControl<'_>,
    send: &mut dyn FnMut(Preview),
) {
    // Nothing more is to be done when it ends early.
    let _ = Work { input, cache, control, send }.run();
}

struct Work<'w> {
    input: &'w RecomputeInput<'w>,
    cache: &'w mut RecomputeCache,
    control: &'w RecomputeControl<'w>,
    send: &'w mut dyn FnMut(Preview),
}

impl Work<'_> {
    /// `None` when it was cancelled.
    fn run(&mut self) -> Option<()> {
        let RecomputeInput { model, environment, now, .. } = *self.input;
        self.check()?;
        self.cache.take_samples(model);
        self.cache.read_samples(self.control.is_cancelled)?;
        self.cache.take_project(model, environment, now);
        self.run_looked_at()?;
        if self.next_stale(0).is_some() {
            self.cache.problems = collect_problems(model, self.cache);
            self.send(false);
        }
        if model.cases.len() <= MOST_CASES_FIRST {
            // Whether they turn red is wanted before what the samples become that nobody sees.
            verify_cases(model, self.cache, self.control.is_cancelled)?;
        }
        self.run_rest()?;
        self.check()?;
        if self.cache.engine.has_scripts_to_review() {
            // What the scripts give is wanted at once, what is said of them a little later.
            self.cache.problems = collect_problems(model, self.cache);
            self.send(false);
        }
        self.cache.engine.review_scripts(model);
        verify_cases(model, self.cache, self.control.is_cancelled)?;
        self.cache.problems = collect_problems(model, self.cache);
        self.send(true);
        self.add_neighbours()
    }

    fn check(&self) -> Option<()> {
        (!(self.control.is_cancelled)()).then_some(())
    }

    fn send(&mut self, is_complete: bool) {
        (self.send)(self.cache.preview(self.input.revision, is_complete));
    }

    fn next_stale(&self, from: usize) -> Option<usize> {
        (from..self.cache.n_blocks()).find(|block| self.cache.is_stale(*block))
    }

    /// Runs the samples that are looked at; whether something was run.
    fn run_looked_at(&mut self) -> Option<bool> {
        let LookedAt { selected, visible } = (self.control.looked_at)();
        let mut has_run = false;
        for sample in [selected].into_iter().chain(visible) {
            has_run |= self.run_block(sample / BLOCK)?;
        }
        Some(has_run | self.cache.add_details(selected))
    }

    fn run_block(&mut self, block: usize) -> Option<bool> {
        if !self.cache.is_stale(block) {
            return Some(false);
        }
        self.cache.run_block(block, self.input.model, self.control.is_cancelled)?;
        Some(true)
    }

    fn run_rest(&mut self) -> Option<()> {
        let mut n_run = 0;
        let mut from = 0;
        while let Some(block) = self.next_stale(from) {
            self.run_block(block)?;
            from = block + 1;
            n_run += 1;
            if n_run % SLICE_BLOCKS == 0 && self.next_stale(from).is_some() {
                self.run_looked_at()?;
                self.send(false);
            }
        }
        Some(())
    }

    /// The samples beside the selected one are the next that are looked at.
    fn add_neighbours(&mut self) -> Option<()> {
        let LookedAt { selected, .. } = (self.control.looked_at)();
        let mut is_new = false;
        for sample in selected.saturating_sub(NEIGHBOURS)..=selected.saturating_add(NEIGHBOURS) {
            self.check()?;
            is_new |= self.cache.add_details(sample);
        }
        if is_new {
            self.send(true);
        }
        Some(())
    }
}
