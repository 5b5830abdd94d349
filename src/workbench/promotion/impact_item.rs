//! The item of the gate on impact: everybody who changes was seen by a person who agrees.

use std::sync::Arc;

use jiff::Timestamp;

use crate::change::impact::{AcknowledgedImpact, Impact, Threshold, Uncovered, impact_digest};
use crate::change::promotion::{GateCheck, GateItem, GateState};
use crate::mapping::FileContent;
use crate::project::{CaseChoice, EnvironmentState, ProjectModel, content_to_export};
use crate::target::built_in_target;
use crate::workbench::impact::{
    ImpactControl, ImpactError, ImpactPlan, ImpactRequest, ImpactRun, impact_of_samples,
};
use crate::workbench::promotion::content_before;
use crate::workbench::promotion::gate::{GateInput, blocked, item, passed};

const CHECK: GateCheck = GateCheck::Impact;

/// How many persons of a group are kept.
const MOST_PERSONS: usize = 1000;

pub(super) fn impact_item(input: &GateInput<'_>, state: &EnvironmentState) -> GateItem {
    let (before, after) = digests(input.model, input.environment);
    if before == after {
        return passed(CHECK, format!("{} has this mapping already", input.environment));
    }
    let Some(impact) = input.impact else {
        return item(CHECK, GateState::Open, "It is not worked out yet who changes".to_owned(), Vec::new());
    };
    if impact.old_digest != before || impact.new_digest != after {
        let words = "Who changes was worked out for another version of the mapping".to_owned();
        return item(CHECK, GateState::Open, words, Vec::new());
    }
    let thresholds = match thresholds(input) {
        Ok(thresholds) => thresholds,
        Err(words) => return blocked(CHECK, words, Vec::new()),
    };
    let broken = Threshold::check_all(&thresholds, impact);
    if !broken.is_empty() {
        let words = match broken.len() {
            1 => "1 threshold is exceeded".to_owned(),
            count => format!("{count} thresholds are exceeded"),
        };
        return blocked(CHECK, words, broken.into_iter().map(|broken| broken.words).collect());
    }
    acknowledgement(impact, state.acknowledged.as_ref())
}

/// Those of the project, and those that are asked for besides.
fn thresholds(input: &GateInput<'_>) -> Result<Vec<Threshold>, String> {
    let mut thresholds = input.thresholds.to_vec();
    for text in &input.model.settings.thresholds {
        let read =
            text.parse().map_err(|error| format!("A threshold of the project cannot be read: {error}"))?;
        thresholds.push(read);
    }
    let target = built_in_target(&input.model.settings.target);
    match target.and_then(|target| thresholds.iter().find_map(|threshold| threshold.unknown_name(target))) {
        Some(words) => Err(words),
        None => Ok(thresholds),
    }
}

fn acknowledgement(impact: &Impact, acknowledged: Option<&AcknowledgedImpact>) -> GateItem {
    let of = format!("{} of {} persons change{}", impact.changed, impact.persons, bad_words(impact));
    if impact.persons == 0 {
        let words = format!("Nobody was looked at{}; choose a directory", bad_words(impact));
        return item(CHECK, GateState::Open, words, Vec::new());
    }
    if impact.groups.is_empty() && impact.bad > 0 {
        let words = format!("No record changes, of {} persons{}", impact.persons, bad_words(impact));
        return item(CHECK, GateState::Open, words, Vec::new());
    }
    if impact.groups.is_empty() {
        return passed(
            CHECK,
            format!("No record changes, of {} persons{}", impact.persons, bad_words(impact)),
        );
    }
    let all = || impact.groups.iter().map(Uncovered::New).collect();
    let uncovered = acknowledged.map_or_else(all, |acknowledged| acknowledged.uncovered(impact));
    let details: Vec<String> =
        uncovered.iter().map(|group| format!("{}: {}", id_of(group), group.words())).collect();
    match (uncovered.len(), acknowledged) {
        (0, Some(acknowledged)) => {
            let who = if acknowledged.by.is_empty() { "somebody" } else { &acknowledged.by };
            passed(CHECK, format!("{of}, acknowledged by {who}"))
        }
        (count, _) => {
            let words = format!("{of}; {count} of {} groups to acknowledge", impact.groups.len());
            item(CHECK, GateState::Open, words, details)
        }
    }
}

/// What it takes to work out who changes.
pub fn impact_plan(model: &ProjectModel, environment: &str, now: Timestamp) -> ImpactPlan {
    let (old, new) = impact_contents(model, environment);
    ImpactPlan::new(ImpactRequest {
        old: Arc::new(old),
        new: Arc::new(new),
        model,
        groups: Vec::new(),
        now,
        most_persons: MOST_PERSONS,
    })
}

/// Who changes among the samples of the project.
///
/// # Errors
/// None but those of the work itself.
pub fn impact_over_samples(
    model: &ProjectModel,
    environment: &str,
    now: Timestamp,
) -> Result<ImpactRun, ImpactError> {
    let control = ImpactControl { is_cancelled: &|| false, progress: &mut |_| {}, rows: None };
    impact_of_samples(&impact_plan(model, environment, now), model, control)
}

/// What was not looked at is told.
fn bad_words(impact: &Impact) -> String {
    match impact.bad {
        0 => String::new(),
        1 => ", 1 entry could not be read".to_owned(),
        bad => format!(", {bad} entries could not be read"),
    }
}

fn id_of<'u>(uncovered: &Uncovered<'u>) -> &'u str {
    match uncovered {
        Uncovered::New(group) | Uncovered::Grown { group, .. } => &group.id,
    }
}

/// The digests of what an environment has and will have, as impact has them.
fn digests(model: &ProjectModel, environment: &str) -> (String, String) {
    let (before, after) = impact_contents(model, environment);
    (impact_digest(&before), impact_digest(&after))
}

/// The two mappings whose impact the gate asks for: what an environment has, and what it will have. Cases
/// are left out.
pub fn impact_contents(model: &ProjectModel, environment: &str) -> (FileContent, FileContent) {
    let before = FileContent { cases: None, ..content_before(model, environment) };
    (before, content_to_export(model, environment, CaseChoice::Without))
}

/// Agrees to groups of an impact, besides those that were agreed to for the same mappings before; groups
/// that have grown since have to be agreed to again.
pub fn acknowledge(
    before: Option<&AcknowledgedImpact>,
    impact: &Impact,
    asked: &[String],
    by: &str,
    at: &str,
) -> AcknowledgedImpact {
    let uncovered = before.map(|before| before.uncovered(impact));
    let is_open = |id: &str| {
        uncovered.as_ref().is_none_or(|uncovered| uncovered.iter().any(|group| id_of(group) == id))
    };
    let ids = impact.groups.iter().map(|group| &group.id);
    let ids = ids.filter(|id| asked.contains(id) || !is_open(id)).cloned();
    AcknowledgedImpact::of(impact, &ids.collect::<Vec<_>>(), by, at)
}

/// What goes into the file: what was agreed to of the impact as it is. `None` when nobody changes.
pub fn impact_to_attest(
    impact: &Impact,
    acknowledged: Option<&AcknowledgedImpact>,
) -> Option<AcknowledgedImpact> {
    let acknowledged = acknowledged.filter(|acknowledged| acknowledged.covers(impact))?;
    // Who looked at a whole directory has seen more than the run that covers the samples.
    let is_larger = acknowledged.persons >= impact.persons;
    let same = AcknowledgedImpact::of(
        impact,
        &acknowledged.groups.iter().map(|group| group.id.clone()).collect::<Vec<_>>(),
        &acknowledged.by,
        &acknowledged.at,
    );
    Some(if is_larger { acknowledged.clone() } else { same })
}
