//! The state of the Promote view: what is looked at, what was found out, what happened before.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use crate::change::Conflict;
use crate::change::impact::{Impact, Uncovered};
use crate::mapping::{FileContent, MappingFile};
use crate::project::{Environment, KnownVersion, drift_merge};
use crate::workbench::impact::{ImpactAnswer, ImpactProgress, ImpactSource};
use crate::workbench::promote::job::contents;
use crate::workbench::{
    ChangedRow, Effect, Job, Notice, PromoteQuestion, PromoteView, Shown, View, Workbench,
};

/// The state of the view. It belongs to no revision of the project and is not saved.
#[derive(Debug, Default)]
pub(in crate::workbench) struct PromoteState {
    pub(in crate::workbench) shown: Shown,
    /// The id of the group of persons that is looked at.
    pub(in crate::workbench) group: Option<String>,
    /// The version that is looked at, by its index among the rows.
    pub(in crate::workbench) version: usize,
    /// What was exported and imported, oldest first.
    pub(in crate::workbench) past: Arc<[KnownVersion]>,
    /// What the work that was started last is for: a revision, and the number of an impact.
    asked: Option<(u64, u64)>,
    view: Option<((u64, u64), Arc<PromoteView>)>,
    /// Who changes, for which environment.
    impact: Option<(String, Arc<Impact>)>,
    /// Another number for every impact.
    impact_number: u64,
    /// Who was looked at last.
    source: Option<ImpactSource>,
    /// What is found out now about who changes.
    running: Option<RunningImpact>,
    /// Another number for every search.
    search_number: u64,
    /// Why the last search has no result.
    stopped: Option<String>,
}

/// The search for persons who change, while it is under way.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RunningImpact {
    /// The environment it is about.
    pub environment: String,
    /// How far it has come.
    pub so_far: ImpactProgress,
    /// How much there is: bytes of the input, of samples how many; `None` when nobody knows.
    pub of: Option<u64>,
    /// The file to which everybody who changes is written.
    pub rows_to: Option<PathBuf>,
}

impl RunningImpact {
    /// The part that is done, of 1; `None` when nobody knows how much there is.
    #[expect(clippy::cast_possible_truncation, reason = "a share for a bar on the screen")]
    pub fn share(&self) -> Option<f32> {
        let of = self.of.filter(|of| *of > 0)?;
        Some((self.so_far.bytes as f64 / of as f64).min(1.0) as f32)
    }
}

impl PromoteState {
    /// Forgets who would change, once the mapping went out.
    pub(in crate::workbench) fn forget_impact(&mut self) {
        self.impact_number += 1;
        self.impact = None;
        self.group = None;
    }

    /// Forgets what belongs to a project, when another one takes its place.
    pub(in crate::workbench) fn forget(&mut self) {
        // The number goes on, so that no answer to an old question fits a new one.
        *self = Self {
            impact_number: self.impact_number + 1,
            search_number: self.search_number + 1,
            ..Self::default()
        };
    }
}

/// What panels read.
impl Workbench {
    /// What is known of the chosen environment; it may be of an older state of the project.
    pub fn promote_view(&self) -> Option<&PromoteView> {
        let (_, view) = self.promote.view.as_ref()?;
        (view.environment == self.environment).then_some(&**view)
    }

    /// The next protected environment behind the chosen one, in the order of promotion; behind the last
    /// one the first. `None` when no other one is protected.
    pub fn next_protected(&self) -> Option<&Environment> {
        let environments = &self.model.settings.environments;
        let here =
            environments.iter().position(|other| other.name == self.environment).map_or(0, |at| at + 1);
        let others = environments.iter().skip(here).chain(environments.iter().take(here));
        others.filter(|other| other.name != self.environment).find(|other| other.protected)
    }

    /// The file of the account that waits; `None` when none does.
    pub fn drift_file(&self) -> Option<&MappingFile> {
        let state = self.model.environments.get(&self.environment)?;
        Some(&state.drift.as_ref()?.file)
    }

    /// Why nothing may leave for the chosen environment yet, in words. `None` when it may, when the
    /// environment is not protected, and when it is not known yet.
    pub fn export_objection(&self) -> Option<String> {
        let is_protected = self.environment().is_some_and(|environment| environment.protected);
        self.promote_view().filter(|_| is_protected)?.objection()
    }

    /// Whether that is whole and for the present state.
    pub fn is_promote_current(&self) -> bool {
        let wanted = self.promote_key();
        let known = self.promote.view.as_ref().filter(|(key, view)| *key == wanted && view.gate.is_some());
        known.is_some()
    }

    /// What is looked at in the middle of the view.
    pub fn promote_shown(&self) -> Shown {
        self.promote.shown
    }

    /// The row of the changes that is looked at.
    pub fn shown_change(&self) -> Option<&ChangedRow> {
        let Shown::Change(row) = self.promote.shown else { return None };
        self.promote_view()?.rows.get(row)
    }

    /// The conflict that is looked at, with its index.
    pub fn shown_conflict(&self) -> Option<(usize, &Conflict)> {
        let idx = self.shown_change()?.conflict?;
        Some((idx, self.promote_view()?.conflicts.get(idx)?))
    }

    /// Who changes in the chosen environment, as somebody last looked.
    pub fn impact(&self) -> Option<&Arc<Impact>> {
        let (environment, impact) = self.promote.impact.as_ref()?;
        (*environment == self.environment).then_some(impact)
    }

    /// Another number for every impact.
    pub fn impact_number(&self) -> u64 {
        self.promote.impact_number
    }

    /// What happened in all environments until now, oldest first.
    pub fn past(&self) -> &Arc<[KnownVersion]> {
        &self.promote.past
    }

    /// The version of the history that is looked at, by its index among the rows.
    pub fn shown_version(&self) -> usize {
        self.promote.version
    }

    /// The version of the history that is looked at.
    pub fn shown_known_version(&self) -> Option<&KnownVersion> {
        self.versions_here().nth(self.promote.version)
    }

    /// The kept version with another content that the environment had before the one that is looked at.
    pub fn version_before_shown(&self) -> Option<&KnownVersion> {
        let shown = self.shown_known_version()?;
        let older = self.versions_here().skip(self.promote.version + 1);
        older.into_iter().find(|version| version.is_kept && version.entry.digest != shown.entry.digest)
    }

    /// The past of the chosen environment, the newest first.
    pub(super) fn versions_here(&self) -> impl Iterator<Item = &KnownVersion> {
        self.promote.past.iter().rev().filter(|version| version.entry.environment == self.environment)
    }

    /// The search for persons who change, while it is under way.
    pub fn running_impact(&self) -> Option<&RunningImpact> {
        self.promote.running.as_ref()
    }

    /// Why there is no impact although somebody looked, in words.
    pub fn impact_stopped(&self) -> Option<&str> {
        self.promote.stopped.as_deref()
    }

    /// The ids of the groups that somebody agreed to as they are.
    pub(in crate::workbench) fn covered_ids(&self) -> Vec<String> {
        let state = self.model.environments.get(&self.environment);
        let known = state.and_then(|state| state.acknowledged.as_ref());
        let (Some(known), Some(impact)) = (known, self.impact()) else { return Vec::new() };
        let open: BTreeSet<&str> = known.uncovered(impact).iter().map(id_of).collect();
        let ids = impact.groups.iter().map(|group| group.id.as_str());
        ids.filter(|id| !open.contains(*id)).map(str::to_owned).collect()
    }
}

/// The id of the group that is not agreed to.
pub(super) fn id_of<'i>(found: &Uncovered<'i>) -> &'i str {
    match found {
        Uncovered::New(group) | Uncovered::Grown { group, .. } => &group.id,
    }
}

/// What is asked of background work.
impl Workbench {
    fn promote_key(&self) -> (u64, u64) {
        (self.revision, self.promote.impact_number)
    }

    /// The work that the view waits for and that is not under way.
    pub fn promote_effect(&mut self) -> Option<Effect> {
        let wanted = self.promote_key();
        if self.selection.view != View::Promote
            || self.environment().is_none()
            || self.promote.asked == Some(wanted)
        {
            return None;
        }
        self.promote.asked = Some(wanted);
        let (revision, impact_number) = wanted;
        Some(Effect::Start(Box::new(Job::Promote(PromoteQuestion {
            revision,
            impact_number,
            model: self.model.clone(),
            environment: self.environment.clone(),
            now: self.now,
            loaded: self.load_diagnostics.clone(),
            impact: self.impact().cloned(),
        }))))
    }

    /// Takes an answer; one to an older question is dropped.
    pub(in crate::workbench) fn receive_promote(&mut self, key: (u64, u64), view: Arc<PromoteView>) {
        if key != self.promote_key() {
            return;
        }
        // Until the new checklist is there the old one stays.
        let mut view = view;
        if view.gate.is_none()
            && let Some(old) = self.promote_view().and_then(|old| old.gate.clone())
        {
            Arc::make_mut(&mut view).gate = Some(old);
            self.promote.view = Some(((0, 0), view));
        } else {
            self.promote.view = Some((key, view));
        }
        self.keep_shown_inside();
    }

    fn keep_shown_inside(&mut self) {
        if let Shown::Change(row) = self.promote.shown {
            let n_rows = self.promote_view().map_or(0, |view| view.rows.len());
            self.promote.shown = match n_rows.checked_sub(1) {
                Some(last) => Shown::Change(row.min(last)),
                None => Shown::Nothing,
            };
        }
    }

    /// What an account has as far as is known, and what it would have.
    pub(in crate::workbench) fn promoted_contents(&self, environment: &str) -> (FileContent, FileContent) {
        let merge = drift_merge(&self.model, environment);
        contents(&self.model, environment, merge.as_ref())
    }

    /// Begins to look who changes.
    pub(in crate::workbench) fn start_impact(
        &mut self,
        source: ImpactSource,
        rows_to: Option<PathBuf>,
    ) -> Option<Effect> {
        self.promote.search_number += 1;
        let effect = self.impact_effect(source.clone(), rows_to.clone())?;
        self.promote.stopped = None;
        if rows_to.is_none() {
            self.promote.source = Some(source);
        }
        self.promote.running = Some(RunningImpact {
            environment: self.environment.clone(),
            rows_to,
            ..RunningImpact::default()
        });
        Some(effect)
    }

    /// The number of the search that counts.
    pub(in crate::workbench) fn impact_search_number(&self) -> u64 {
        self.promote.search_number
    }

    /// Who was looked at last.
    pub fn impact_source(&self) -> Option<&ImpactSource> {
        self.promote.source.as_ref()
    }

    /// Takes what is known of an impact; of another search than the last one it is dropped. Whether it
    /// was taken.
    pub(in crate::workbench) fn take_impact(
        &mut self,
        number: u64,
        environment: &str,
        answer: &ImpactAnswer,
    ) -> bool {
        if number != self.promote.search_number || self.promote.running.is_none() {
            return false;
        }
        match answer {
            ImpactAnswer::Progress { so_far, of_bytes } => {
                if let Some(running) = &mut self.promote.running {
                    running.so_far = *so_far;
                    running.of = *of_bytes;
                }
            }
            ImpactAnswer::Finished(run) => {
                let running = self.promote.running.take();
                if let Some(path) = running.and_then(|running| running.rows_to) {
                    self.notices.push(Notice::note(format!("Saved to {}", path.display())));
                }
                let impact = Arc::new(run.impact.clone());
                self.promote.impact_number += 1;
                let is_there = |id: &String| impact.group(id).is_some();
                let first = impact.groups.first().map(|group| group.id.clone());
                self.promote.group = self.promote.group.take().filter(is_there).or(first);
                self.promote.impact = Some((environment.to_owned(), impact));
            }
            ImpactAnswer::Failed(why) => {
                self.promote.running = None;
                self.promote.stopped = Some(format!("Nobody knows who changes: {why}"));
                self.notices.push(Notice::error(format!("The impact was not found out: {why}")));
            }
            ImpactAnswer::Cancelled => {
                self.promote.running = None;
                self.promote.stopped = Some(
                    "The search was cancelled; half a directory says nothing of the other half".to_owned(),
                );
            }
        }
        true
    }
}
