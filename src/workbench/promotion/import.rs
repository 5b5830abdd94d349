//! What the ledger says of an import.

use crate::diagnostic::Code;
use crate::project::{ImportPlan, ImportWay, LedgerEntry, LedgerEvent};

/// What was accepted about a file that is imported although this speaks against it; `None` for what
/// nobody can accept.
pub fn accepted_words(code: Code) -> Option<&'static str> {
    match code {
        Code::FileAltered => Some("changed after its export"),
        Code::OtherAccount => Some("made for another account"),
        Code::OtherBase => Some("based on another version"),
        _ => None,
    }
}

/// The entry of an import as it is planned: `at` is the time, `who` the user's name, `file_name` the name
/// of the file without its folder.
pub fn import_entry(plan: &ImportPlan, at: &str, who: &str, file_name: &str) -> LedgerEntry {
    let provenance = &plan.file.provenance;
    let (what, mut words) = match &plan.way {
        ImportWay::TakeOver => (LedgerEvent::Imported, String::new()),
        ImportWay::Merge { merge, .. } => {
            let open = merge.conflicts.iter().filter(|conflict| conflict.settled.is_none()).count();
            let settled = merge.conflicts.len() - open;
            match (open, settled) {
                (0, 0) => (LedgerEvent::Imported, "brought together with the project".to_owned()),
                (0, 1) => (LedgerEvent::DriftSettled, "1 conflict settled".to_owned()),
                (0, _) => (LedgerEvent::DriftSettled, format!("{settled} conflicts settled")),
                (1, _) => (LedgerEvent::DriftFound, "1 conflict open".to_owned()),
                (_, _) => (LedgerEvent::DriftFound, format!("{open} conflicts open")),
            }
        }
    };
    if !plan.accepted.is_empty() {
        let separator = if words.is_empty() { "" } else { "; " };
        words = format!("{words}{separator}accepted: {}", plan.accepted.join(", "));
    }
    LedgerEntry {
        at: at.to_owned(),
        who: who.to_owned(),
        what,
        environment: provenance.environment.clone(),
        account: provenance.account.clone(),
        revision: provenance.revision,
        digest: provenance.digest.clone(),
        based_on: provenance.based_on.clone(),
        file: file_name.to_owned(),
        words,
        ..LedgerEntry::default()
    }
}
