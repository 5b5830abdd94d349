//! A mapping file as it goes out, with what is attested in it and the entry for the ledger.
//!
//! Not whether it may go, which the gate says, and not the disk.

use crate::change::impact::Impact;
use crate::mapping::{CaseCount, MappingFile};
use crate::project::{
    Attestation, ExportRequest, LedgerEntry, LedgerEvent, ProjectError, ProjectModel, export_attested,
    unmasked_cases, unmasked_words,
};
use crate::workbench::promotion::{case_results, count_cases, impact_to_attest};

/// What is exported, by whom, and what was found out before.
#[derive(Clone, Copy, Debug)]
pub struct Outgoing<'o> {
    /// The project.
    pub model: &'o ProjectModel,
    /// What goes into the file.
    pub request: ExportRequest<'o>,
    /// Exported or promoted.
    pub what: LedgerEvent,
    /// The user's name; empty when it is not known.
    pub who: &'o str,
    /// The name of the file, without its folder.
    pub file_name: &'o str,
    /// The gate was passed, so that its findings are attested.
    pub has_passed_gate: bool,
    /// Who changes, where it is worked out.
    pub impact: Option<&'o Impact>,
}

/// A file that can be written.
#[derive(Clone, Debug)]
pub struct PreparedExport {
    /// The file, without a seal or with the one that it had.
    pub file: MappingFile,
    /// The project that remembers it.
    pub model: ProjectModel,
    /// What the ledger is to say.
    pub entry: LedgerEntry,
}

/// The file of an export.
///
/// # Errors
/// The project has no such environment.
pub fn prepare_export(outgoing: &Outgoing<'_>) -> Result<PreparedExport, ProjectError> {
    let Outgoing { model, request, .. } = *outgoing;
    let state = model.environments.get(request.environment);
    let mut attestation = Attestation { exported_by: outgoing.who.to_owned(), ..Attestation::default() };
    if outgoing.has_passed_gate {
        let acknowledged = state.and_then(|state| state.acknowledged.as_ref());
        attestation.cases_run = count_cases(&case_results(model, request.environment, request.now));
        attestation.impact = outgoing.impact.and_then(|impact| impact_to_attest(impact, acknowledged));
        let accepted = state.and_then(|state| state.hard_coded.as_ref());
        attestation.hard_coded = accepted.map(|accepted| accepted.reason.clone()).unwrap_or_default();
    }
    let (file, exported) = export_attested(model, &request, &attestation)?;
    let provenance = &file.provenance;
    let entry = LedgerEntry {
        at: request.now.to_string(),
        who: outgoing.who.to_owned(),
        what: outgoing.what,
        environment: provenance.environment.clone(),
        account: provenance.account.clone(),
        revision: provenance.revision,
        digest: provenance.digest.clone(),
        based_on: provenance.based_on.clone(),
        file: outgoing.file_name.to_owned(),
        words: words_of(&attestation),
        ..LedgerEntry::default()
    };
    Ok(PreparedExport { file, model: exported, entry })
}

/// Why the file must not leave the project unless that is unlocked: it holds cases of real people.
pub fn unmasked_in(model: &ProjectModel, file: &MappingFile) -> Option<String> {
    file.content.cases.as_ref()?;
    let cases = unmasked_cases(model);
    unmasked_words("case", cases.iter().map(|(_, case)| case.name.as_str()))
}

fn words_of(attestation: &Attestation) -> String {
    let cases = attestation.cases_run.map(case_words);
    let impact = attestation.impact.as_ref();
    let impact = impact.map(|impact| format!("{} of {} persons change", impact.changed, impact.persons));
    let accepted = (!attestation.hard_coded.is_empty())
        .then(|| format!("ids in scripts accepted: {}", attestation.hard_coded));
    cases.into_iter().chain(impact).chain(accepted).collect::<Vec<_>>().join("; ")
}

/// Such as `40 of 40 cases green`.
pub fn case_words(count: CaseCount) -> String {
    format!("{} of {} cases green", count.passed, count.passed + count.failed)
}
