//! A mapping on its way out of a project: the checklist, the file, its seal, the ledger. `export` and
//! `promote` both go through it.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::change::impact::Impact;
use crate::change::promotion::Gate;
use crate::cli::args_exchange::{FileArgs, GateArgs};
use crate::cli::impact_source::work_out_impact;
use crate::cli::output::{Failure, print_exactly};
use crate::cli::user::{key_folder, passphrase, user_name};
use crate::diagnostic::Diagnostic;
use crate::mapping::{MappingFile, render_mapping_file};
use crate::project::{
    AcceptedHardCoded, CaseChoice, Exchanges, ExportRequest, LedgerEvent, ProjectFiles, ProjectModel,
    load_project, render_project, save_exchanged, write_file,
};
use crate::workbench::ProjectRunner;
use crate::workbench::promotion::{
    GateInput, Outgoing, acknowledge, gate, hard_coded_words, prepare_export, unmasked_in,
};

/// A project that is about to give out a file.
pub(super) struct Departure {
    pub root: PathBuf,
    pub model: ProjectModel,
    pub loaded: Vec<Diagnostic>,
    pub environment: String,
    pub now: Timestamp,
    pub cases: CaseChoice,
    pub who: String,
    baseline: ProjectFiles,
}

/// What was found out before the file may go.
pub(super) struct Checked {
    pub gate: Gate,
    pub impact: Option<Impact>,
}

impl Departure {
    pub(super) fn new(project: &Path, environment: &str, file: &FileArgs) -> Result<Self, Failure> {
        let (model, loaded) = load_project(project)?;
        let cases = match (file.with_cases, file.without_cases) {
            (true, _) => CaseChoice::With,
            (_, true) => CaseChoice::Without,
            _ => CaseChoice::AsBefore,
        };
        Ok(Self {
            root: project.to_owned(),
            baseline: render_project(&model),
            model,
            loaded,
            environment: environment.to_owned(),
            now: file.now.unwrap_or_else(Timestamp::now),
            cases,
            who: user_name(),
        })
    }

    pub(super) fn is_protected(&self) -> bool {
        self.model.environment(&self.environment).is_some_and(|found| found.protected)
    }

    /// Goes through the checklist. What is agreed to on the command line is noted in the project as it
    /// is in memory; it is on the disk when the file is.
    pub(super) fn check(&mut self, args: &GateArgs) -> Result<Checked, Failure> {
        let impact = work_out_impact(self, args.input.as_deref())?;
        self.acknowledge(&impact, &args.acknowledge)?;
        if let Some(reason) = &args.accept_hard_coded {
            self.accept_hard_coded(reason)?;
        }
        let gate = gate(&GateInput {
            model: &self.model,
            environment: &self.environment,
            now: self.now,
            loaded: &self.loaded,
            impact: Some(&impact),
            thresholds: &args.fail_if,
        });
        Ok(Checked { gate, impact: Some(impact) })
    }

    fn acknowledge(&mut self, impact: &Impact, asked: &[String]) -> Result<(), Failure> {
        if asked.is_empty() {
            return Ok(());
        }
        let everything = asked.iter().any(|id| id == "all");
        let ids: Vec<String> = if everything {
            impact.groups.iter().map(|group| group.id.clone()).collect()
        } else {
            asked.to_vec()
        };
        if let Some(unknown) = ids.iter().find(|id| impact.group(id).is_none()) {
            return Err(Failure::usage(format!(
                "nobody changes in a group `{unknown}`; the checklist lists the groups"
            )));
        }
        let state = self.model.environments.entry(self.environment.clone()).or_default();
        let at = self.now.to_string();
        state.acknowledged = Some(acknowledge(state.acknowledged.as_ref(), impact, &ids, &self.who, &at));
        Ok(())
    }

    fn accept_hard_coded(&mut self, reason: &str) -> Result<(), Failure> {
        if reason.trim().is_empty() {
            return Err(Failure::usage("say why ids of one account may stand in scripts"));
        }
        let runner = ProjectRunner::new(&self.model, &self.environment, self.now, []);
        let found = hard_coded_words(&runner.lint(&self.model));
        let state = self.model.environments.entry(self.environment.clone()).or_default();
        state.hard_coded = (!found.is_empty()).then(|| AcceptedHardCoded {
            found,
            reason: reason.trim().to_owned(),
            by: self.who.clone(),
            at: self.now.to_string(),
        });
        Ok(())
    }

    /// Writes the file, and the project that remembers it.
    pub(super) fn go(
        &self,
        what: LedgerEvent,
        output: &Path,
        args: &FileArgs,
        checked: Option<&Checked>,
    ) -> Result<MappingFile, Failure> {
        let file_name = output.file_name().unwrap_or_default().to_string_lossy();
        let request = ExportRequest { environment: &self.environment, cases: self.cases, now: self.now };
        let mut prepared = prepare_export(&Outgoing {
            model: &self.model,
            request,
            what,
            who: &self.who,
            file_name: &file_name,
            has_passed_gate: checked.is_some(),
            impact: checked.and_then(|checked| checked.impact.as_ref()),
        })?;
        if let Some(words) = unmasked_in(&self.model, &prepared.file).filter(|_| !args.unlock_people) {
            let message = format!(
                "the export is blocked: {words}; mask the samples, leave the cases out (--without-cases), or \
                 unlock it (--unlock-people)"
            );
            return Err(Failure::input(message));
        }
        if args.seal && prepared.file.seal.is_none() {
            prepared.file = key_folder()?.seal(&prepared.file, passphrase().as_deref())?;
            let state = prepared.model.environments.entry(self.environment.clone()).or_default();
            state.exchanged = Some(prepared.file.clone());
        }
        let text = render_mapping_file(&prepared.file);
        let signature = args.seal.then(|| signature_of(&text, &prepared.file)).transpose()?;
        if output == Path::new("-") {
            print_exactly(&text);
        } else {
            write_file(output, text.as_bytes())?;
            if let Some(signature) = signature {
                write_file(&beside(output), signature.as_bytes())?;
            }
        }
        let exchanges = Exchanges { versions: vec![&prepared.file], entries: vec![prepared.entry] };
        save_exchanged(&prepared.model, &self.root, Some(&self.baseline), exchanges)?;
        Ok(prepared.file)
    }
}

fn signature_of(text: &str, file: &MappingFile) -> Result<String, Failure> {
    let comment = file.seal.as_ref().map(|seal| seal.trusted_comment.as_str()).unwrap_or_default();
    Ok(key_folder()?.detached_signature(text, comment, passphrase().as_deref())?)
}

/// Where the signature of a whole file stands.
pub(super) fn beside(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".minisig");
    PathBuf::from(name)
}
