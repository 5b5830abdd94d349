//! What can be done in the Promote view.

use std::path::PathBuf;
use std::time::Duration;

use crate::change::impact::AcknowledgedImpact;
use crate::change::promotion::GateCheck;
use crate::change::{Settlement, Subject};
use crate::mapping::MappingFile;
use crate::project::{AcceptedHardCoded, KnownVersion, bring_back, finish_drift, settle_drift};
use crate::workbench::impact::ImpactSource;
use crate::workbench::{Effect, Notice, Workbench};

/// What is looked at in the middle of the view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// Nothing but the impact.
    #[default]
    Nothing,
    /// An item of the checklist.
    Check(GateCheck),
    /// A row of the changes.
    Change(usize),
}

/// Commands of the Promote view.
#[derive(Clone, Debug, PartialEq)]
pub enum PromoteCommand {
    /// Look at something.
    Show(Shown),
    /// Look at a group of persons, by its index.
    Group(usize),
    /// Look at a version of the history, by its index.
    Version(usize),
    /// Look who changes. With `rows_to` everybody who does is written there.
    FindImpact {
        /// Who is looked at.
        source: ImpactSource,
        /// The file for everybody who changes.
        rows_to: Option<PathBuf>,
    },
    /// Agree to groups of the impact, or take it back.
    Acknowledge {
        /// The ids of the groups.
        ids: Vec<String>,
        /// Agreed to or not.
        is: bool,
        /// Who.
        by: String,
        /// When, RFC 3339 in UTC.
        at: String,
    },
    /// Settle a conflict with the account, or open it again.
    Settle {
        /// What it is about.
        at: Subject,
        /// How; `None` opens it again.
        how: Option<Settlement>,
    },
    /// Accept the ids and addresses of one account that stand in scripts.
    AcceptHardCoded(AcceptedHardCoded),
    /// Put both sides together once every conflict is settled.
    TakeMerge,
    /// Put the content of an earlier version into the project.
    BringBack(Box<MappingFile>),
    /// What was exported and imported until now, oldest first.
    Past(Vec<KnownVersion>),
}

impl Workbench {
    /// Applies a command; what it asks of the outside.
    pub(in crate::workbench) fn apply_promote(
        &mut self,
        command: PromoteCommand,
        at: Duration,
    ) -> Option<Effect> {
        match command {
            PromoteCommand::FindImpact { source, rows_to } => return self.start_impact(source, rows_to),
            PromoteCommand::Show(shown) => self.promote.shown = shown,
            PromoteCommand::Group(row) => {
                let group = self.impact().and_then(|impact| impact.groups.get(row));
                self.promote.group = group.map(|group| group.id.clone());
            }
            PromoteCommand::Version(row) => self.promote.version = row,
            PromoteCommand::Past(past) => self.take_past(past),
            PromoteCommand::Acknowledge { ids, is, by, at: when } => {
                self.acknowledge(&ids, is, (&by, &when), at);
            }
            PromoteCommand::Settle { at: subject, how } => self.settle(&subject, how, at),
            PromoteCommand::TakeMerge => self.take_merge(at),
            PromoteCommand::AcceptHardCoded(accepted) => {
                let environment = self.environment.clone();
                self.edit(None, at, |model, _| {
                    model.environments.entry(environment).or_default().hard_coded = Some(accepted);
                });
            }
            PromoteCommand::BringBack(file) => {
                self.edit(None, at, |model, _| *model = bring_back(model, &file));
                let revision = file.provenance.revision;
                self.notices.push(Notice::note(format!("Revision {revision} is back in the project")));
            }
        }
        None
    }

    /// Takes the past as it is now; what was looked at stays looked at, although it stands further down.
    fn take_past(&mut self, past: Vec<KnownVersion>) {
        let shown = self.shown_known_version().map(|version| version.entry.clone());
        self.promote.past = past.into();
        let place = shown.and_then(|shown| self.versions_here().position(|version| version.entry == shown));
        self.promote.version = place.unwrap_or_default();
    }

    /// Keeps in the project what is agreed to; what was agreed to before stays, as far as it still
    /// holds.
    fn acknowledge(&mut self, ids: &[String], is: bool, (by, when): (&str, &str), at: Duration) {
        let Some(impact) = self.impact().cloned() else { return };
        if self.impact_summary().is_some_and(|summary| !summary.is_current) {
            let words = "The mapping was edited since; look who changes again, then acknowledge";
            self.notices.push(Notice::warning(words));
            return;
        }
        let environment = self.environment.clone();
        let covered = self.covered_ids();
        let mut all: Vec<String> = covered.into_iter().filter(|id| !ids.contains(id)).collect();
        if is {
            all.extend(ids.iter().cloned());
        }
        let acknowledged = AcknowledgedImpact::of(&impact, &all, by, when);
        self.edit(None, at, |model, _| {
            model.environments.entry(environment).or_default().acknowledged = Some(acknowledged);
        });
    }

    fn settle(&mut self, subject: &Subject, how: Option<Settlement>, at: Duration) {
        let environment = self.environment.clone();
        match settle_drift(&self.model, &environment, subject, how) {
            Ok(settled) => self.edit(None, at, |model, _| *model = settled),
            Err(error) => self.notices.push(Notice::error(error.to_string())),
        }
    }

    fn take_merge(&mut self, at: Duration) {
        let environment = self.environment.clone();
        match finish_drift(&self.model, &environment) {
            Ok(merged) => {
                self.edit(None, at, |model, _| *model = merged);
                self.notices.push(Notice::note("Both sides are in the project"));
            }
            Err(error) => self.notices.push(Notice::error(format!("Not put together: {error}"))),
        }
    }
}
