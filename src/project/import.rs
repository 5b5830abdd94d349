//! Mapping files into a project: taken over, or brought together with what was edited here.
//!
//! Not the disk, and not whether the file is whole.

use std::sync::Arc;

use crate::change::{ChangeSet, Merge, diff, merge};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::mapping::{FileContent, MappingFile};
use crate::project::exchange::remember_exchange;
use crate::project::{Drift, Environment, ProjectModel, content_for};

/// What an import would change, and the project that it gives.
#[derive(Clone, Debug)]
pub struct ImportPlan {
    /// The file.
    pub file: MappingFile,
    /// What differs from the project as it is, for the file's environment.
    pub changes: ChangeSet,
    /// The environment the file speaks of is new to the project.
    pub new_environment: bool,
    /// How it comes in.
    pub way: ImportWay,
    /// What spoke against the file and was accepted, for the ledger, such as `made for another account`.
    pub accepted: Vec<String>,
}

/// How a file comes into a project.
#[derive(Clone, Debug)]
pub enum ImportWay {
    /// The project becomes as the file is: it was not edited since it last was the same as the account,
    /// or never was the same.
    TakeOver,
    /// The project was edited since it last was the same as the account: what both sides changed comes
    /// together, and conflicts are settled one by one.
    Merge {
        /// Both sides. Ours is the project, theirs the file.
        merge: Box<Merge>,
        /// What both sides go back to.
        base: Box<MappingFile>,
    },
}

/// What importing the file into the project would change. `base` is the version that the file was
/// designed against, where the project remembers it.
pub fn plan_import_from(model: &ProjectModel, file: MappingFile, base: Option<MappingFile>) -> ImportPlan {
    let environment = &file.provenance.environment;
    let mut content = content_for(model, environment, file.content.cases.is_some());
    if model.settings.name.is_empty() && model.mapping.rule_sets.is_empty() {
        content.name.clone_from(&file.content.name);
    }
    let new_environment = model.environment(environment).is_none();
    let way = way_of(model, &file, base);
    let changes = match &way {
        ImportWay::TakeOver => diff(&content, &file.content),
        ImportWay::Merge { merge, .. } => merge.theirs.clone(),
    };
    ImportPlan { file, changes, new_environment, way, accepted: Vec::new() }
}

/// The same, for a file whose base is not remembered.
pub fn plan_import(model: &ProjectModel, file: MappingFile) -> ImportPlan {
    plan_import_from(model, file, None)
}

/// The project after the import. Samples, records and the other environments stay; keys of the
/// file that this version does not know are kept for the next export. With conflicts that are not
/// settled the project keeps its content, and the file waits as the drift of its environment.
pub fn apply_import(model: &ProjectModel, plan: &ImportPlan) -> ProjectModel {
    let file = &plan.file;
    let name = &file.provenance.environment;
    let mut model = model.clone();
    if plan.new_environment {
        model.settings.environments.push(Environment {
            name: name.clone(),
            account: file.provenance.account.clone(),
            colour: if file.provenance.protected { "red" } else { "grey" }.to_owned(),
            protected: file.provenance.protected,
            ..Environment::default()
        });
    }
    let merged = match &plan.way {
        ImportWay::TakeOver => None,
        ImportWay::Merge { merge, base } => {
            let Ok(content) = merge.content() else {
                let state = model.environments.entry(name.clone()).or_default();
                state.drift = Some(Drift::new(file.clone(), base, merge));
                return model;
            };
            Some(content)
        }
    };
    put_content(&mut model, name, merged.as_ref().unwrap_or(&file.content));
    remember_exchange(&mut model, name, file);
    let state = model.environments.entry(name.clone()).or_default();
    state.drift = None;
    model
}

/// Puts the content of a mapping file into the project. Its variables go to the environment; cases
/// stay when it has none.
pub fn put_content(model: &mut ProjectModel, environment: &str, content: &FileContent) {
    model.settings.name.clone_from(&content.name);
    model.settings.client.clone_from(&content.client);
    model.settings.target.clone_from(&content.target);
    model.mapping.rule_sets.clone_from(&content.rule_sets);
    model.mapping.functions.clone_from(&content.functions);
    model.tables = Arc::new(content.tables.clone());
    if let Some(cases) = &content.cases {
        model.cases = Arc::new(cases.clone());
    }
    let state = model.environments.entry(environment.to_owned()).or_default();
    state.variables.clone_from(&content.variables);
}

/// The project with the content of an earlier version in it. What the environment is known to have stays;
/// the next export goes from there.
pub fn bring_back(model: &ProjectModel, file: &MappingFile) -> ProjectModel {
    let mut model = model.clone();
    put_content(&mut model, &file.provenance.environment, &file.content);
    model
}

/// Whether the project was edited since its last exchange with an environment; never exchanged counts
/// as not edited.
pub fn is_edited_since_exchange(model: &ProjectModel, environment: &str) -> bool {
    let exchanged = model.environments.get(environment).and_then(|state| state.exchanged.as_ref());
    exchanged
        .is_some_and(|file| content_for(model, environment, file.content.cases.is_some()) != file.content)
}

/// What speaks against a file in this project: it is made for another account, or it is based on
/// another version than the one that the environment has. Errors are for a person to accept; a
/// warning is told. `is_base_known` says that the project remembers the version it is based on.
pub fn check_fit(model: &ProjectModel, file: &MappingFile, is_base_known: bool) -> Vec<Diagnostic> {
    let provenance = &file.provenance;
    let Some(environment) = model.environment(&provenance.environment) else { return Vec::new() };
    let mut found = Vec::new();
    if !environment.account.is_empty() && environment.account != provenance.account {
        let message = format!(
            "The file was made for the account `{}`; {} of this project is the account `{}`",
            provenance.account, environment.name, environment.account
        );
        found.push(
            Diagnostic::error(Code::OtherAccount, message)
                .with_help("choose the file of this account, or accept that it is for another one"),
        );
    }
    found.extend(other_base(model, environment, file, is_base_known));
    found
}

fn other_base(
    model: &ProjectModel,
    environment: &Environment,
    file: &MappingFile,
    is_base_known: bool,
) -> Option<Diagnostic> {
    let known = &model.environments.get(&environment.name)?.exchanged.as_ref()?.provenance;
    let provenance = &file.provenance;
    let based_on = provenance.based_on.as_deref();
    if provenance.digest == known.digest || based_on == Some(&known.digest) {
        return None;
    }
    let name = &environment.name;
    let has = format!("{name} has revision {} ({})", known.revision, short_digest(&known.digest));
    let message = match based_on {
        _ if provenance.revision < known.revision => {
            format!(
                "The file is the earlier revision {} of {name}; as far as is known {has}",
                provenance.revision
            )
        }
        None => {
            format!("The file does not say on which version of {name} it is based; as far as is known {has}")
        }
        Some(base) => format!(
            "The file is based on another version of {name} ({}); as far as is known {has}",
            short_digest(base)
        ),
    };
    let severity = if environment.protected && !is_base_known { Severity::Error } else { Severity::Warning };
    let help = if severity == Severity::Error {
        "get a file that is based on what the account has, or accept that it takes its place"
    } else if environment.protected {
        "the version it is based on is remembered; what was changed since on both sides comes together"
    } else {
        "compare what will change"
    };
    Some(Diagnostic::new(Code::OtherBase, severity, message).with_help(help))
}

/// The first digits of a digest, as people compare them.
pub fn short_digest(digest: &str) -> String {
    digest.strip_prefix("sha256:").unwrap_or(digest).chars().take(12).collect()
}

/// What was edited in the project is never replaced unseen, whatever the environment is. A file of a
/// protected environment that is based on an earlier version than the account has is brought together
/// with it also when nothing was edited since.
fn way_of(model: &ProjectModel, file: &MappingFile, base: Option<MappingFile>) -> ImportWay {
    let environment = &file.provenance.environment;
    let is_protected = model.environment(environment).is_some_and(|found| found.protected);
    let exchanged = model.environments.get(environment).and_then(|state| state.exchanged.as_ref());
    let Some(exchanged) = exchanged else { return ImportWay::TakeOver };
    let is_older_base =
        base.as_ref().is_some_and(|base| base.provenance.digest != exchanged.provenance.digest);
    let is_merged = is_edited_since_exchange(model, environment) || (is_protected && is_older_base);
    if !is_merged {
        return ImportWay::TakeOver;
    }
    let base = base.unwrap_or_else(|| exchanged.clone());
    let merge = Box::new(merge_of(model, &base, file));
    ImportWay::Merge { merge, base: Box::new(base) }
}

/// The project as our side, the file as theirs. Cases count when the file speaks of them.
pub(super) fn merge_of(model: &ProjectModel, base: &MappingFile, file: &MappingFile) -> Merge {
    // A file without cases says nothing about them; a base without them had none.
    let with_cases = file.content.cases.is_some();
    let trimmed = |content: &FileContent| {
        let mut content = content.clone();
        content.cases = with_cases.then(|| content.cases.take().unwrap_or_default());
        content
    };
    let ours = content_for(model, &file.provenance.environment, with_cases);
    merge(&trimmed(&base.content), &ours, &trimmed(&file.content))
}
