//! The background work behind the Promote view.

use std::sync::Arc;

use jiff::Timestamp;

use crate::change::impact::{Impact, impact_digest};
use crate::change::promotion::{Gate, GateCheck, GateState};
use crate::change::{Merge, Settlement, diff};
use crate::diagnostic::Diagnostic;
use crate::mapping::{FileContent, MappingFile, Provenance};
use crate::project::{CaseChoice, ProjectModel, content_to_export, drift_merge};
use crate::workbench::promote::changed_rows;
use crate::workbench::promotion::{GateInput, content_before, gate, hard_coded_words};
use crate::workbench::{ProjectRunner, PromoteView};

/// What is asked about an environment.
#[derive(Clone, Debug)]
pub struct PromoteQuestion {
    /// The revision of the project.
    pub revision: u64,
    /// Which impact it is about; another number for every one.
    pub impact_number: u64,
    /// The project.
    pub model: ProjectModel,
    /// The environment.
    pub environment: String,
    /// The time of the runs.
    pub now: Timestamp,
    /// What was found while the project was loaded.
    pub loaded: Vec<Diagnostic>,
    /// Who changes, if somebody looked.
    pub impact: Option<Arc<Impact>>,
}

/// Answers first without the checklist, then with it. Stops when `is_cancelled` says so in between.
pub fn promote_views(
    question: &PromoteQuestion,
    is_cancelled: &dyn Fn() -> bool,
    send: &mut dyn FnMut(PromoteView),
) {
    let mut view = compared(&question.model, &question.environment);
    if is_cancelled() {
        return;
    }
    send(view.clone());
    let gate = gate(&GateInput {
        model: &question.model,
        environment: &question.environment,
        now: question.now,
        loaded: &question.loaded,
        impact: question.impact.as_deref(),
        thresholds: &[],
    });
    if is_cancelled() {
        return;
    }
    view.hard_coded = hard_coded(question, &gate);
    view.gate = Some(gate);
    send(view);
}

/// What would have to be accepted, when that check has not passed.
fn hard_coded(question: &PromoteQuestion, gate: &Gate) -> Vec<String> {
    if gate.item(GateCheck::HardCoded).is_none_or(|item| item.state == GateState::Passed) {
        return Vec::new();
    }
    let runner = ProjectRunner::new(&question.model, &question.environment, question.now, []);
    hard_coded_words(&runner.lint(&question.model))
}

/// What the account has and what it would have.
fn compared(model: &ProjectModel, environment: &str) -> PromoteView {
    let state = model.environments.get(environment);
    let drift = state.and_then(|state| state.drift.as_ref());
    let account = match drift {
        Some(drift) => Some(&drift.file),
        None => state.and_then(|state| state.exchanged.as_ref()),
    };
    let merge = drift_merge(model, environment);
    let ours = content_to_export(model, environment, CaseChoice::AsBefore);
    let would = merge.as_ref().and_then(provisional).unwrap_or_else(|| ours.clone());
    let mut has =
        drift.map_or_else(|| content_before(model, environment), |drift| drift.file.content.clone());
    if has.cases.is_none() || would.cases.is_none() {
        has.cases.clone_from(&would.cases);
    }
    let changes = diff(&has, &would).changes;
    let conflicts = merge.map(|merge| merge.conflicts).unwrap_or_default();
    PromoteView {
        environment: environment.to_owned(),
        account: account.map(|file| file.provenance.clone()),
        seal: account.and_then(|file| file.seal.clone()),
        digest: MappingFile::new(would.clone(), Provenance::default(), serde_json::Map::new())
            .provenance
            .digest,
        impact_digests: (impact_digest(&has), impact_digest(&would)),
        rows: changed_rows(&changes, &conflicts),
        changes,
        conflicts,
        has_drift: drift.is_some(),
        hard_coded: Vec::new(),
        gate: None,
    }
}

/// What an account has as far as is known, and what it would have. While a file of the account waits
/// that is what comes of both sides; conflicts that are open go our way there.
pub(in crate::workbench) fn contents(
    model: &ProjectModel,
    environment: &str,
    merge: Option<&Merge>,
) -> (FileContent, FileContent) {
    let state = model.environments.get(environment);
    let has = match state.and_then(|state| state.drift.as_ref()) {
        Some(drift) => drift.file.content.clone(),
        None => content_before(model, environment),
    };
    let merged = merge.and_then(provisional);
    (has, merged.unwrap_or_else(|| content_to_export(model, environment, CaseChoice::AsBefore)))
}

/// What comes of both sides when every conflict that is open goes our way.
fn provisional(merge: &Merge) -> Option<FileContent> {
    let mut merge = merge.clone();
    let open: Vec<_> = merge
        .conflicts
        .iter()
        .filter(|conflict| conflict.settled.is_none())
        .map(|conflict| conflict.at.clone())
        .collect();
    for at in open {
        merge.settle(&at, Settlement::Ours).ok()?;
    }
    merge.content().ok()
}
