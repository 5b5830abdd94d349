//! Carrying a change set over to a mapping.

use std::collections::BTreeSet;

use crate::change::compose::compose;
use crate::change::difference::Difference;
use crate::change::item::{Edit, Item, difference};
use crate::change::order::{place, staying};
use crate::change::parts::{Container, Parts, parts_of};
use crate::change::{ChangeKind, ChangeSet, Subject};
use crate::mapping::FileContent;

/// Why changes do not fit a mapping.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ApplyError {
    /// What a change starts from is not there, or is something else by now.
    #[error("{at} is not as it was when the changes were found")]
    NotAsBefore {
        /// What the change speaks of.
        at: Subject,
    },
}

/// The mapping with the changes. With all changes of `diff(a, b)` to `a` it is `b`, to the letter. With
/// some of them ([`ChangeSet::only`]) everything else stays as it is in `a`.
///
/// # Errors
/// A change starts from something that the mapping does not have.
pub fn apply(changes: &ChangeSet, to: &FileContent) -> Result<FileContent, ApplyError> {
    let mut parts = parts_of(&[to], changes.form).pop().unwrap_or_default();
    let edits = || changes.changes.iter().flat_map(|change| &change.edits).chain(&changes.quiet);
    for edit in edits() {
        carry_out(&mut parts, edit)?;
    }
    for edit in edits() {
        check_holder(&parts, &edit.at)?;
    }
    for (container, wanted) in &changes.orders {
        set_order(&mut parts, changes, container, wanted);
    }
    Ok(compose(&parts))
}

fn carry_out(parts: &mut Parts, edit: &Edit) -> Result<(), ApplyError> {
    if difference(parts.items.get(&edit.at), edit.before.as_ref()) == Difference::Meaning {
        return Err(ApplyError::NotAsBefore { at: edit.at.clone() });
    }
    match &edit.after {
        Some(after) => parts.items.insert(edit.at.clone(), after.clone()),
        None => parts.items.remove(&edit.at),
    };
    Ok(())
}

/// A rule needs its rule set, a row its table, a case that the mapping speaks of cases, and a function
/// that the text is taken apart.
fn check_holder(parts: &Parts, at: &Subject) -> Result<(), ApplyError> {
    if !parts.items.contains_key(at) {
        return Ok(());
    }
    let holder = match at {
        Subject::Condition { rule_set } | Subject::Rule { rule_set, .. } => {
            Subject::RuleSet { title: rule_set.clone() }
        }
        Subject::Row { table, .. } => Subject::Table { name: table.clone() },
        Subject::Case { .. } => Subject::Cases,
        Subject::Function { .. } => Subject::Functions,
        _ => return Ok(()),
    };
    match parts.items.get(&holder) {
        None | Some(Item::Functions(_)) => Err(ApplyError::NotAsBefore { at: holder }),
        Some(_) => Ok(()),
    }
}

fn set_order(parts: &mut Parts, changes: &ChangeSet, container: &Container, wanted: &[Subject]) {
    let exists = |at: &&Subject| parts.items.contains_key(at);
    let current: Vec<Subject> = parts.order(container).iter().filter(exists).cloned().collect();
    let wanted: Vec<Subject> = wanted.iter().filter(exists).cloned().collect();
    let moved = moved(changes, container, &current, &wanted);
    let backbone: Vec<Subject> = current.into_iter().filter(|at| !moved.contains(at)).collect();
    let order = place(&backbone, &wanted);
    parts.orders.insert(container.clone(), order);
}

/// What is to stand at another place.
fn moved(
    changes: &ChangeSet,
    container: &Container,
    current: &[Subject],
    wanted: &[Subject],
) -> BTreeSet<Subject> {
    let all = || {
        let kept = staying(current, wanted);
        let both: BTreeSet<&Subject> = wanted.iter().collect();
        let moved = current.iter().filter(|at| both.contains(at) && !kept.contains(at));
        moved.cloned().collect()
    };
    let is_told =
        |kind, at: &Subject| changes.changes.iter().any(|change| change.kind == kind && change.at == *at);
    let told = |kind| {
        let moves = changes.changes.iter().filter(|change| change.kind == kind);
        moves.map(|change| change.at.clone()).collect()
    };
    match container {
        Container::RuleSets => told(ChangeKind::RuleSetMoved),
        Container::Rules(_) => told(ChangeKind::RuleMoved),
        Container::Rows(_) if is_told(ChangeKind::RowsMoved, &container.subject()) => all(),
        Container::Rows(_) => BTreeSet::new(),
        _ if changes.is_part => BTreeSet::new(),
        _ => all(),
    }
}
