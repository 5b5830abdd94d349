//! Settling conflicts as the command line says.

use serde_json::json;

use crate::change::{Merge, Settlement, Subject};
use crate::cli::output::Failure;
use crate::diagnostic::nearest;

/// Which side is taken, as people write it.
const SIDES: [(&str, Settlement); 3] =
    [("ours", Settlement::Ours), ("theirs", Settlement::Theirs), ("base", Settlement::Base)];

/// Settles conflicts, each as `SUBJECT=HOW`.
pub(super) fn settle_as_asked(merge: &mut Merge, asked: &[String]) -> Result<(), Failure> {
    let subjects: Vec<Subject> = merge.conflicts.iter().map(|conflict| conflict.at.clone()).collect();
    for asked in asked {
        let (subject, how) = divide(asked, &subjects).ok_or_else(|| shapeless(asked))?;
        settle_one(merge, &subjects, subject.trim(), how.trim())?;
    }
    Ok(())
}

/// Refuses what was asked where nothing is merged, and so nothing can be settled.
pub(super) fn refuse_settlements(asked: &[String]) -> Result<(), Failure> {
    let Some(asked) = asked.first() else { return Ok(()) };
    let (subject, _) = divide(asked, &[]).ok_or_else(|| shapeless(asked))?;
    let subject = subject.trim();
    Err(Failure::usage(format!(
        "there is no conflict about `{subject}`; the file is taken over as it is, and nothing is to be settled"
    )))
}

fn shapeless(asked: &str) -> Failure {
    Failure::usage(format!("`{asked}` is no SUBJECT=HOW, such as 'User → person / name=theirs'"))
}

/// The subject and the settlement. A subject that is known is found also where an `=` stands in it or in
/// the settlement; another one ends with the last `=`.
fn divide<'a>(asked: &'a str, subjects: &[Subject]) -> Option<(&'a str, &'a str)> {
    let known = subjects.iter().find_map(|at| {
        let title = at.to_string();
        let how = asked.trim_start().strip_prefix(title.as_str())?.trim_start().strip_prefix('=')?;
        Some((asked.trim_start().get(..title.len())?, how))
    });
    known.or_else(|| asked.rsplit_once('='))
}

fn settle_one(merge: &mut Merge, subjects: &[Subject], subject: &str, how: &str) -> Result<(), Failure> {
    let meant: Vec<&Subject> = subjects.iter().filter(|at| at.to_string() == subject).collect();
    if meant.is_empty() {
        let known: Vec<String> = subjects.iter().map(Subject::to_string).collect();
        let known = if known.is_empty() { "none".to_owned() } else { known.join("; ") };
        return Err(Failure::usage(format!("there is no conflict about `{subject}`; there is {known}")));
    }
    let how = settlement_of(how)?;
    for at in meant {
        merge.settle(at, how.clone()).map_err(|error| Failure::usage(error.to_string()))?;
    }
    Ok(())
}

/// A side, in capitals or not, or else a text or JSON. A bare word is refused, since it is a side that was
/// misspelt far more often than a text; in quotes it is a text.
fn settlement_of(how: &str) -> Result<Settlement, Failure> {
    if let Some((_, side)) = SIDES.iter().find(|(name, _)| name.eq_ignore_ascii_case(how)) {
        return Ok(side.clone());
    }
    if let Ok(value) = serde_json::from_str(how) {
        return Ok(Settlement::Edited(value));
    }
    if !how.is_empty() && how.chars().all(|character| character.is_alphabetic() || character == '_') {
        let near = nearest(&how.to_lowercase(), SIDES.iter().map(|(name, _)| *name));
        let meant = near.map_or_else(
            || "there is ours, theirs and base.".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        return Err(Failure::usage(format!(
            "a conflict cannot be settled as `{how}`; {meant} A word as a text stands in quotes: '\"{how}\"'"
        )));
    }
    Ok(Settlement::Edited(json!(how)))
}
