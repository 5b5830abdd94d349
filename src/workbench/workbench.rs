//! The state of the app.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;

use crate::diagnostic::Diagnostic;
use crate::mapping::{Rule, RuleSet};
use crate::project::{Environment, ProjectModel, Sample, Samples};
use crate::target::{RecordType, TargetField, TargetSchema, built_in_target};
use crate::workbench::cases::CasesState;
use crate::workbench::explain::ExplainState;
use crate::workbench::history::{History, Snapshot, TypingIn};
use crate::workbench::impact::ImpactState;
use crate::workbench::language::{Knowledge, SampleKnowledge};
use crate::workbench::masking::MaskingState;
use crate::workbench::promote::PromoteState;
use crate::workbench::recompute::add_load_problems;
use crate::workbench::simulation::SimulationState;
use crate::workbench::{Effect, Job, JobEvent, Notice, Preview, ScriptPlace, Selection};

/// A project being edited. Changed by [`Workbench::apply`] and [`Workbench::receive`] alone.
#[derive(Debug)]
pub struct Workbench {
    pub(super) model: ProjectModel,
    pub(super) root: Option<PathBuf>,
    pub(super) selection: Selection,
    pub(super) environment: String,
    pub(super) history: History,
    pub(super) content_id: u64,
    pub(super) saved_id: u64,
    pub(super) next_id: u64,
    pub(super) revision: u64,
    pub(super) preview: Arc<Preview>,
    /// Counts the previews that were received.
    pub(super) preview_number: u64,
    /// Of which revision the whole run of which sample was asked for last.
    pub(super) asked_details: Option<(u64, usize)>,
    pub(super) load_diagnostics: Vec<Diagnostic>,
    pub(super) notices: Vec<Notice>,
    pub(super) simulation: SimulationState,
    pub(super) promote: PromoteState,
    pub(super) knowledge: Arc<Knowledge>,
    pub(super) sample_knowledge: Arc<SampleKnowledge>,
    /// The samples of which it was asked last what they hold.
    pub(super) learned_samples: Option<Samples>,
    pub(super) explain: ExplainState,
    pub(super) cases: CasesState,
    pub(super) impact: ImpactState,
    pub(super) masking: MaskingState,
    pub(super) target: Arc<TargetSchema>,
    pub(super) now: Timestamp,
}

impl Workbench {
    /// A workbench with a project from `root`, or with one that was never saved. `now` is the time
    /// that runs use until [`Workbench::set_now`]. Start the effect of [`Workbench::recompute_effect`]
    /// for the first preview.
    pub fn new(
        model: ProjectModel,
        root: Option<PathBuf>,
        diagnostics: Vec<Diagnostic>,
        now: Timestamp,
    ) -> Self {
        let mut this = Self {
            target: Arc::new(TargetSchema::default()),
            model: ProjectModel::default(),
            root: None,
            selection: Selection::default(),
            environment: String::new(),
            history: History::default(),
            content_id: 0,
            saved_id: 0,
            next_id: 1,
            revision: 0,
            preview: Arc::default(),
            preview_number: 0,
            asked_details: None,
            load_diagnostics: Vec::new(),
            notices: Vec::new(),
            simulation: SimulationState::default(),
            promote: PromoteState::default(),
            knowledge: Arc::default(),
            sample_knowledge: Arc::default(),
            learned_samples: None,
            explain: ExplainState::default(),
            cases: CasesState::default(),
            impact: ImpactState::default(),
            masking: MaskingState::default(),
            now,
        };
        this.replace(model, root, diagnostics, false);
        this.renew_knowledge();
        this
    }

    /// Puts another project in; history and selection start anew.
    pub(super) fn replace(
        &mut self,
        model: ProjectModel,
        root: Option<PathBuf>,
        diagnostics: Vec<Diagnostic>,
        unsaved: bool,
    ) {
        self.model = model;
        self.root = root;
        self.load_diagnostics = diagnostics;
        self.selection = Selection { view: self.selection.view, ..Selection::default() };
        self.environment = String::new();
        self.keep_environment();
        self.history = History::default();
        self.next_id += 1;
        self.content_id = self.next_id;
        self.saved_id = if unsaved { 0 } else { self.content_id };
        self.preview = Arc::default();
        self.preview_number += 1;
        self.simulation.forget_stories();
        self.promote.forget();
        self.sample_knowledge = Arc::default();
        self.learned_samples = None;
        self.explain.forget();
        self.cases = CasesState::default();
        self.impact = ImpactState::default();
        self.masking = MaskingState::default();
        self.changed();
    }

    /// Sets the time that later runs use.
    pub fn set_now(&mut self, now: Timestamp) {
        self.now = now;
    }

    /// Takes the result of background work; one for an older revision is dropped.
    pub fn receive(&mut self, event: JobEvent) {
        match event {
            JobEvent::Recomputed { revision, mut preview } if revision == self.revision => {
                if !self.load_diagnostics.is_empty() {
                    add_load_problems(&mut Arc::make_mut(&mut preview).problems, &self.load_diagnostics);
                }
                self.preview = preview;
                self.preview_number += 1;
            }
            JobEvent::Recomputed { .. } => {}
            JobEvent::Simulated { part, answer } => self.receive_simulation(part, answer),
            JobEvent::Promoted { key, view } => self.receive_promote(key, view),
            JobEvent::Learned(knowledge) => {
                self.sample_knowledge = knowledge;
                self.renew_knowledge();
            }
            JobEvent::Expected(plan) => self.cases.plan = Some(plan),
            JobEvent::Explained { revision, part, answer } => {
                self.receive_explanation(revision, part, answer);
            }
            JobEvent::Impact { number, environment, answer, .. } => {
                if self.take_impact(number, &environment, &answer) {
                    self.receive_impact(environment, answer);
                }
            }
            JobEvent::Masked { revision, outcome } => self.receive_masked(revision, outcome),
        }
    }

    /// The work that brings the preview up to date.
    pub fn recompute_effect(&self) -> Effect {
        Effect::Start(Box::new(Job::Recompute {
            revision: self.revision,
            model: self.model.clone(),
            environment: self.environment.clone(),
            now: self.now,
        }))
    }

    /// The work that brings the whole run of the selected sample, when the preview is there without
    /// it. It is asked for once.
    pub fn details_effect(&mut self) -> Option<Effect> {
        let selected = self.selection.sample;
        let wanted = (self.revision, selected);
        let is_known = self.preview.details(selected).is_some() || selected >= self.model.samples.len();
        if is_known || !self.is_preview_current() || self.asked_details == Some(wanted) {
            return None;
        }
        self.asked_details = Some(wanted);
        Some(self.recompute_effect())
    }

    /// The work that finds out what the samples hold, when they are others than last time.
    pub fn learn_effect(&mut self) -> Option<Effect> {
        let samples = &self.model.samples;
        if self.learned_samples.as_ref().is_some_and(|learned| learned.is_same(samples)) {
            return None;
        }
        self.learned_samples = Some(samples.clone());
        Some(Effect::Start(Box::new(Job::Learn { samples: samples.clone() })))
    }

    /// Notes that the model is another one now.
    pub(super) fn changed(&mut self) {
        self.revision += 1;
        if self.model.settings.target != self.target.name {
            let target = built_in_target(&self.model.settings.target).cloned();
            self.target = Arc::new(target.unwrap_or_default());
        }
    }

    /// Changes the model in one step that can be undone.
    pub(super) fn edit(
        &mut self,
        typing: Option<TypingIn>,
        at: std::time::Duration,
        change: impl FnOnce(&mut ProjectModel, &mut Selection),
    ) {
        let before = self.snapshot();
        change(&mut self.model, &mut self.selection);
        if self.model.is_unedited(&before.model) {
            return;
        }
        self.history.record(before, typing, at);
        self.next_id += 1;
        self.content_id = self.next_id;
        self.changed();
    }

    pub(super) fn snapshot(&self) -> Snapshot {
        Snapshot { model: self.model.clone(), selection: self.selection, content_id: self.content_id }
    }

    pub(super) fn restore(&mut self, snapshot: Snapshot) {
        let view = self.selection.view;
        self.model = snapshot.model;
        self.selection = Selection { view, ..snapshot.selection };
        self.content_id = snapshot.content_id;
        self.keep_environment();
        self.changed();
    }

    /// Chooses the first environment when the chosen one is not there.
    pub(super) fn keep_environment(&mut self) {
        if self.model.environment(&self.environment).is_none() {
            let first = self.model.settings.environments.first();
            self.environment = first.map(|environment| environment.name.clone()).unwrap_or_default();
        }
    }
}

/// What panels read.
impl Workbench {
    /// The project.
    pub fn model(&self) -> &ProjectModel {
        &self.model
    }

    /// Its folder, `None` when it was never saved.
    pub fn root(&self) -> Option<&Path> {
        self.root.as_deref()
    }

    /// Its target; empty when the project names one that is not built in.
    pub fn target(&self) -> &TargetSchema {
        &self.target
    }

    /// What was found while the project was loaded.
    pub fn load_diagnostics(&self) -> &[Diagnostic] {
        &self.load_diagnostics
    }

    /// What is looked at.
    pub fn selection(&self) -> &Selection {
        &self.selection
    }

    /// The counter of the edited state.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Whether there are changes that are not saved.
    pub fn is_modified(&self) -> bool {
        self.content_id != self.saved_id
    }

    /// Whether there is something to undo.
    pub fn can_undo(&self) -> bool {
        self.history.can_undo()
    }

    /// Whether there is something to redo.
    pub fn can_redo(&self) -> bool {
        self.history.can_redo()
    }

    /// The latest preview; it may be for an older revision.
    pub fn preview(&self) -> &Preview {
        &self.preview
    }

    /// Another number for every preview that was received.
    pub fn preview_number(&self) -> u64 {
        self.preview_number
    }

    /// Whether the values of a sample are for the present state.
    pub fn is_sample_current(&self, sample: usize) -> bool {
        self.preview.revision == self.revision && self.preview.is_sample_current(sample)
    }

    /// Whether the preview is for the present state.
    pub fn is_preview_current(&self) -> bool {
        self.preview.revision == self.revision && self.preview.is_complete()
    }

    /// The messages to the user, oldest first.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// The chosen environment.
    pub fn environment(&self) -> Option<&Environment> {
        self.model.environment(&self.environment)
    }

    /// The name of the chosen environment, empty when the project has none.
    pub fn environment_name(&self) -> &str {
        &self.environment
    }

    /// The rule set whose rules are listed.
    pub fn rule_set(&self) -> Option<&RuleSet> {
        self.model.mapping.rule_sets.get(self.selection.rule_set)
    }

    /// The record type of that rule set.
    pub fn record_type(&self) -> Option<&RecordType> {
        self.target.record_type(&self.rule_set()?.record_type)
    }

    /// The selected rule, when a rule is in the editor.
    pub fn rule(&self) -> Option<&Rule> {
        let ScriptPlace::Rule { rule_set, rule } = self.selection.script else { return None };
        self.model.mapping.rule_sets.get(rule_set)?.rules.get(rule)
    }

    /// The field of the selected rule.
    pub fn field(&self) -> Option<&TargetField> {
        self.record_type()?.field(&self.rule()?.field)
    }

    /// The selected sample.
    pub fn sample(&self) -> Option<&Arc<Sample>> {
        self.model.samples.get(self.selection.sample)
    }

    /// The text of a script.
    pub fn script(&self, place: ScriptPlace) -> Option<&str> {
        let mapping = &self.model.mapping;
        match place {
            ScriptPlace::Rule { rule_set, rule } => {
                Some(&mapping.rule_sets.get(rule_set)?.rules.get(rule)?.script)
            }
            ScriptPlace::Condition { rule_set } => Some(&mapping.rule_sets.get(rule_set)?.condition),
            ScriptPlace::Functions => Some(&mapping.functions),
        }
    }

    /// The name of a script in diagnostics and headers.
    pub fn script_title(&self, place: ScriptPlace) -> Option<String> {
        let mapping = &self.model.mapping;
        match place {
            ScriptPlace::Rule { rule_set, rule } => {
                let rule_set = mapping.rule_sets.get(rule_set)?;
                Some(rule_set.rule_title(rule_set.rules.get(rule)?))
            }
            ScriptPlace::Condition { rule_set } => Some(mapping.rule_sets.get(rule_set)?.condition_title()),
            ScriptPlace::Functions => Some("helper functions".to_owned()),
        }
    }
}
