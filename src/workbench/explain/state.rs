//! What is known of explanations, and what is to be asked for.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::mapping::{FoundSample, RuleTrace};
use crate::workbench::cases::ExplainedCase;
use crate::workbench::explain::coverage::traced;
use crate::workbench::{
    CoverageReport, Effect, ExplainAnswer, ExplainPart, ExplainQuestion, Job, OriginRow, ScriptPlace,
    Workbench,
};

/// What is shown that needs explanations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is wanted by itself")]
pub struct ExplainWanted {
    /// Traces of the selected sample: why, values in the editor, the list of steps.
    pub traces: bool,
    /// What the selected case does.
    pub case: bool,
    /// The coverage.
    pub coverage: bool,
    /// What the selected script's values came from over all samples.
    pub origins: bool,
    /// A sample made up for this item of the coverage.
    pub made_up: Option<usize>,
}

/// The explanations that are known, each with the revision that it is of.
#[derive(Debug, Default)]
pub(in crate::workbench) struct ExplainState {
    traces: Option<(u64, usize, Arc<Vec<RuleTrace>>)>,
    coverage: Option<(u64, Arc<CoverageReport>)>,
    origins: Option<(u64, ScriptPlace, Arc<Vec<OriginRow>>)>,
    made_up: BTreeMap<usize, (u64, Option<Arc<FoundSample>>)>,
    /// What was asked for since the last change.
    asked: BTreeSet<ExplainPart>,
    asked_revision: u64,
    /// The step of the trace that is selected.
    pub(in crate::workbench) step: Option<usize>,
}

impl ExplainState {
    /// Another project is there.
    pub(in crate::workbench) fn forget(&mut self) {
        *self = Self::default();
    }
}

impl Workbench {
    /// The work that brings explanations which are wanted and not known. Each is asked for once; the
    /// coverage only when the preview is up to date, so that typing is not slowed down.
    pub fn explain_effects(&mut self, wanted: ExplainWanted) -> Vec<Effect> {
        if self.explain.asked_revision != self.revision {
            self.explain.asked_revision = self.revision;
            self.explain.asked.clear();
        }
        let sample = self.selection.sample;
        let script = self.selection.script;
        let is_current = self.is_preview_current();
        let mut effects = Vec::new();
        let traces = (wanted.traces && sample < self.model.samples.len() && !self.is_trace_current())
            .then_some(ExplainPart::Traces { sample });
        let coverage =
            (wanted.coverage && is_current && !self.is_coverage_current()).then_some(ExplainPart::Coverage);
        let is_origins_known = self.origins_over_samples().is_some();
        let origins = (wanted.origins && is_current && !is_origins_known && traced(script).is_some())
            .then_some(ExplainPart::Origins { script });
        let made_up =
            wanted.made_up.filter(|item| self.is_coverage_current() && self.made_up(*item).is_none());
        let made_up = made_up.map(|item| ExplainPart::MadeUp { item });
        let case = self.selection.case;
        let case = (wanted.case && case < self.model.cases.len() && !self.is_case_explained())
            .then_some(ExplainPart::Case { case });
        let traces: Vec<_> = traces.into_iter().chain(case).filter(|part| self.is_new(*part)).collect();
        if !traces.is_empty() {
            effects.push(Effect::Start(Box::new(Job::Trace(self.explain_question(traces)))));
        }
        let over_all = coverage.into_iter().chain(origins).chain(made_up);
        let over_all: Vec<_> = over_all.collect();
        let is_new: Vec<bool> = over_all.iter().map(|part| self.is_new(*part)).collect();
        if is_new.contains(&true) {
            // A new job supersedes the last one, so it takes over what is not answered yet.
            effects.push(Effect::Start(Box::new(Job::Cover(self.explain_question(over_all)))));
        }
        effects
    }

    fn is_new(&mut self, part: ExplainPart) -> bool {
        self.explain.asked.insert(part)
    }

    fn explain_question(&self, parts: Vec<ExplainPart>) -> ExplainQuestion {
        ExplainQuestion {
            revision: self.revision,
            parts,
            model: self.model.clone(),
            environment: self.environment.clone(),
            now: self.now,
        }
    }

    /// Takes an answer; one for an older revision is dropped, or is known to be old.
    pub(in crate::workbench) fn receive_explanation(
        &mut self,
        revision: u64,
        part: ExplainPart,
        answer: ExplainAnswer,
    ) {
        if revision != self.revision {
            return;
        }
        let state = &mut self.explain;
        match (part, answer) {
            (ExplainPart::Traces { sample }, ExplainAnswer::Traces(traces)) => {
                // One trace is kept: another sample is asked for again when it is selected again.
                state.asked.retain(is_over_all);
                state.traces = Some((revision, sample, traces));
            }
            (ExplainPart::Case { case }, ExplainAnswer::Case(answer)) => {
                state.asked.retain(is_over_all);
                let stem = self.model.cases.get_index(case).map(|(stem, _)| stem.clone());
                let explained = stem.map(|stem| ExplainedCase { revision, stem, answer });
                self.cases.explained = explained;
            }
            (ExplainPart::Coverage, ExplainAnswer::Coverage(report)) => {
                state.coverage = Some((revision, report));
            }
            (ExplainPart::Origins { script }, ExplainAnswer::Origins(rows)) => {
                state.asked.retain(|part| !matches!(part, ExplainPart::Origins { .. }));
                state.origins = Some((revision, script, rows));
            }
            (ExplainPart::MadeUp { item }, ExplainAnswer::MadeUp(found)) => {
                state.made_up.insert(item, (revision, found));
            }
            _ => {}
        }
    }

    /// The traces of the selected sample's scripts, empty when they are not known. They may be those of
    /// an older state of the project while [`Workbench::is_trace_current`] says no.
    pub fn traces(&self) -> &[RuleTrace] {
        let known = self.explain.traces.as_ref().filter(|(_, sample, _)| *sample == self.selection.sample);
        known.map(|(_, _, traces)| traces.as_slice()).unwrap_or_default()
    }

    /// Whether the traces are those of the project as it is and the selected sample.
    pub fn is_trace_current(&self) -> bool {
        let known = self.explain.traces.as_ref();
        known.is_some_and(|(revision, sample, _)| {
            *revision == self.revision && *sample == self.selection.sample
        })
    }

    /// The trace of a script for the selected sample.
    pub fn trace_of(&self, place: ScriptPlace) -> Option<&RuleTrace> {
        let script = traced(place)?;
        self.traces()
            .iter()
            .find(|trace| trace.rule_set_idx == script.rule_set_idx && trace.rule_idx == script.rule_idx)
    }

    /// The coverage, which may be that of an older state of the project.
    pub fn coverage(&self) -> Option<&Arc<CoverageReport>> {
        self.explain.coverage.as_ref().map(|(_, report)| report)
    }

    /// Whether the coverage is that of the project as it is.
    pub fn is_coverage_current(&self) -> bool {
        self.explain.coverage.as_ref().is_some_and(|(revision, _)| *revision == self.revision)
    }

    /// What the selected script's values came from over all samples, when that is known.
    pub fn origins_over_samples(&self) -> Option<&[OriginRow]> {
        let (revision, script, rows) = self.explain.origins.as_ref()?;
        (*revision == self.revision && *script == self.selection.script).then_some(rows.as_slice())
    }

    /// The sample that was made up for an item of the coverage: `None` when that is not known yet,
    /// `Some(None)` when none was found.
    pub fn made_up(&self, item: usize) -> Option<Option<&FoundSample>> {
        let (revision, found) = self.explain.made_up.get(&item)?;
        (*revision == self.revision).then_some(found.as_deref())
    }

    /// The step of the trace that is selected.
    pub fn trace_step(&self) -> Option<usize> {
        self.explain.step
    }
}

/// Whether a part is about all samples. What is asked of one supersedes what was asked of another one.
fn is_over_all(part: &ExplainPart) -> bool {
    !matches!(part, ExplainPart::Traces { .. } | ExplainPart::Case { .. })
}
