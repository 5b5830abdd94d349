//! A workbench at which commands are given one after the other, and its state as text.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use scimwright::project::ProjectModel;
use scimwright::scim::ResourceType;
use scimwright::workbench::{
    CaseCommand, Command, Effect, Job, JobEvent, RecomputeCache, RuleCommand, SampleCommand, ScriptPlace,
    SelectCommand, Workbench, recompute, samples_from_bytes,
};
use serde_json::json;

use crate::bench::Bench;

/// A workbench and the time since the program began.
pub struct Desk {
    pub workbench: Workbench,
    at: Duration,
    cache: RecomputeCache,
}

impl Desk {
    /// A project with three rules on persons, one on sites, and two samples.
    pub fn new() -> Self {
        let user = |name: &str| json!({ "userName": format!("{name}@acme.example"), "displayName": name });
        let bench = Bench::new()
            .rule("primary_email", "user.userName")
            .rule("name", "user.displayName")
            .rule("job_title", "user.title")
            .rule_set(ResourceType::Group, "site")
            .rule("name", "group.displayName")
            .sample("01-ann", "1", user("Ann"))
            .sample("02-bob", "2", user("Bob"));
        Self::of(bench.model)
    }

    /// A project that exists.
    pub fn of(model: ProjectModel) -> Self {
        let workbench = Workbench::new(model, None, Vec::new(), Timestamp::UNIX_EPOCH);
        Self { workbench, at: Duration::ZERO, cache: RecomputeCache::default() }
    }

    /// Gives a command a minute later, so that typing is a step of its own.
    pub fn apply(&mut self, command: impl Into<Wish>) -> Vec<Effect> {
        self.apply_after(60_000, command)
    }

    /// Gives a command after so many milliseconds.
    pub fn apply_after(&mut self, milliseconds: u64, command: impl Into<Wish>) -> Vec<Effect> {
        self.at += Duration::from_millis(milliseconds);
        self.workbench.apply(command.into().0, self.at)
    }

    /// Types a script.
    pub fn type_script(&mut self, milliseconds: u64, place: ScriptPlace, script: &str) {
        self.apply_after(milliseconds, RuleCommand::SetScript { place, script: script.to_owned() });
    }

    /// Loads samples from a text.
    pub fn load(&mut self, source: &str, text: &str) {
        self.apply(SampleCommand::Add(samples_from_bytes(source, text.as_bytes(), "2026-11-21")));
    }

    /// Does the work that the workbench asks for.
    pub fn work(&mut self) {
        let event = self.do_work();
        self.workbench.receive(event);
    }

    /// Does the work and gives its result, which is not received yet.
    pub fn do_work(&mut self) -> JobEvent {
        let Effect::Start(job) = self.workbench.recompute_effect() else { panic!("it is work") };
        let Job::Recompute { revision, model, environment, now } = *job else { panic!("it is a preview") };
        let preview = recompute(revision, &model, &environment, now, &mut self.cache, &|| false);
        JobEvent::Recomputed { revision, preview: Arc::new(preview.expect("nobody cancelled")) }
    }

    /// The state: rules and samples with the selected ones in brackets, and what can be done.
    pub fn text(&self) -> String {
        let workbench = &self.workbench;
        let selection = workbench.selection();
        let mut lines = Vec::new();
        for (rule_set_idx, rule_set) in workbench.model().mapping.rule_sets.iter().enumerate() {
            let rules = rule_set.rules.iter().enumerate().map(|(rule_idx, rule)| {
                let off = if rule.enabled { "" } else { "-" };
                let place = ScriptPlace::Rule { rule_set: rule_set_idx, rule: rule_idx };
                marked(&format!("{off}{}", rule.field), selection.script == place)
            });
            let listed = if rule_set_idx == selection.rule_set { "* " } else { "" };
            lines.push(format!("{listed}{}: {}", rule_set.title(), rules.collect::<Vec<_>>().join(" ")));
        }
        let samples = workbench.model().samples.iter().enumerate();
        let samples: Vec<_> =
            samples.map(|(idx, sample)| marked(&sample.stem, idx == selection.sample)).collect();
        lines.push(format!("samples: {}", samples.join(" ")));
        let flags = [
            (workbench.is_modified(), "modified"),
            (workbench.can_undo(), "undo"),
            (workbench.can_redo(), "redo"),
        ];
        let flags: Vec<_> = flags.into_iter().filter(|(is, _)| *is).map(|(_, word)| word).collect();
        lines.push(format!("{}: {}", workbench.environment_name(), flags.join(" ")));
        lines.iter().map(|line| line.trim_end()).collect::<Vec<_>>().join("\n")
    }

    /// Whether the state is this; the lines of `expected` may be indented.
    #[track_caller]
    pub fn check(&self, expected: &str) {
        let expected: Vec<_> = expected.trim().lines().map(str::trim).collect();
        assert_eq!(self.text(), expected.join("\n"));
    }

    /// The texts of the messages since the last call.
    pub fn notices(&mut self) -> Vec<String> {
        let texts: Vec<_> = self.workbench.notices().iter().map(|notice| notice.text.clone()).collect();
        for _ in &texts {
            self.apply(scimwright::workbench::ProjectCommand::DismissNotice);
        }
        texts
    }
}

fn marked(text: &str, is_selected: bool) -> String {
    if is_selected { format!("[{text}]") } else { text.to_owned() }
}

/// Any command.
pub struct Wish(Command);

impl From<Command> for Wish {
    fn from(command: Command) -> Self {
        Self(command)
    }
}

impl From<RuleCommand> for Wish {
    fn from(command: RuleCommand) -> Self {
        Self(Command::Rule(command))
    }
}

impl From<SampleCommand> for Wish {
    fn from(command: SampleCommand) -> Self {
        Self(Command::Sample(command))
    }
}

impl From<SelectCommand> for Wish {
    fn from(command: SelectCommand) -> Self {
        Self(Command::Select(command))
    }
}

impl From<CaseCommand> for Wish {
    fn from(command: CaseCommand) -> Self {
        Self(Command::Case(command))
    }
}

impl From<scimwright::workbench::ProjectCommand> for Wish {
    fn from(command: scimwright::workbench::ProjectCommand) -> Self {
        Self(Command::Project(command))
    }
}
