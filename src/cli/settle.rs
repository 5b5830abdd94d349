//! Settling conflicts as the command line says.

use serde_json::json;

use crate::change::{Merge, Settlement, Subject};
use crate::cli::output::Failure;

/// Settles conflicts, each as `SUBJECT=HOW`.
pub(super) fn settle_as_asked(merge: &mut Merge, asked: &[String]) -> Result<(), Failure> {
    let subjects: Vec<Subject> = merge.conflicts.iter().map(|conflict| conflict.at.clone()).collect();
    for asked in asked {
        let (subject, how) = divide(asked, &subjects).ok_or_else(|| {
            Failure::usage(format!("`{asked}` is no SUBJECT=HOW, such as 'User → person / name=theirs'"))
        })?;
        settle_one(merge, &subjects, subject.trim(), how.trim())?;
    }
    Ok(())
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
    let how = match how {
        "ours" => Settlement::Ours,
        "theirs" => Settlement::Theirs,
        "base" => Settlement::Base,
        text => Settlement::Edited(serde_json::from_str(text).unwrap_or_else(|_| json!(text))),
    };
    for at in meant {
        merge.settle(at, how.clone()).map_err(|error| Failure::usage(error.to_string()))?;
    }
    Ok(())
}
