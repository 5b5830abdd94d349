//! Commands are applied here, and nowhere else.

use std::time::Duration;

use crate::workbench::{Command, Effect, ProjectCommand, ScriptPlace, SelectCommand, Workbench};

impl Workbench {
    /// Applies a command. `at` is the time since the start of the program; typing with short pauses
    /// is one step of the history.
    pub fn apply(&mut self, command: Command, at: Duration) -> Vec<Effect> {
        let before = (self.revision, self.environment.clone());
        let mut asked = None;
        match command {
            Command::Rule(command) => self.apply_rule(command, at),
            Command::Sample(command) => self.apply_sample(command, at),
            Command::Case(command) => self.apply_case(command, at),
            Command::Select(command) => self.apply_select(command),
            Command::Simulate(command) => self.apply_simulate(command),
            Command::Promote(command) => asked = self.apply_promote(command, at),
            Command::Table(command) => self.apply_table(command, at),
            Command::Variable(command) => self.apply_variable(command, at),
            Command::Environment(command) => self.apply_environment(command, at),
            Command::Project(command) => {
                if matches!(command, ProjectCommand::Exported { .. }) {
                    self.promote.forget_impact();
                }
                self.apply_project(command, at);
            }
            Command::Undo => {
                let present = self.snapshot();
                if let Some(snapshot) = self.history.undo(present) {
                    self.restore(snapshot);
                }
            }
            Command::Redo => {
                let present = self.snapshot();
                if let Some(snapshot) = self.history.redo(present) {
                    self.restore(snapshot);
                }
            }
        }
        self.keep_selection_inside();
        let mut effects = Vec::new();
        if before == (self.revision, self.environment.clone()) {
            effects.extend(self.details_effect());
        } else {
            effects.extend([self.recompute_effect(), Effect::KeepForRecovery]);
            effects.extend(self.learn_effect());
            self.renew_knowledge();
        }
        effects.extend(self.simulate_effect());
        effects.extend(self.promote_effect());
        effects.extend(asked);
        effects
    }

    fn apply_select(&mut self, command: SelectCommand) {
        match command {
            SelectCommand::View(view) => self.selection.view = view,
            SelectCommand::RuleSet(rule_set) => {
                self.selection.rule_set = rule_set;
                self.selection.script = ScriptPlace::Rule { rule_set, rule: 0 };
            }
            SelectCommand::Script(place) => {
                self.explain.step = None;
                self.selection.script = place;
                if let ScriptPlace::Rule { rule_set, .. } | ScriptPlace::Condition { rule_set } = place {
                    self.selection.rule_set = rule_set;
                }
            }
            SelectCommand::Sample(sample) => {
                self.explain.step = None;
                self.selection.sample = sample;
                self.follow_sample();
            }
            SelectCommand::Case(case) => self.selection.case = case,
            SelectCommand::Environment(name) => {
                if self.model.environment(&name).is_some() && self.environment != name {
                    self.environment = name;
                    self.revision += 1;
                }
            }
            SelectCommand::TraceStep(step) => {
                let n_steps = self.trace_rows().len();
                self.explain.step = step.filter(|_| n_steps > 0).map(|step| step.min(n_steps - 1));
            }
        }
    }

    /// Lists the rules that run on the selected sample, when those in the list do not.
    fn follow_sample(&mut self) {
        let mut running = self.preview.rule_sets_of(self.selection.sample).map(|(rule_set, ..)| rule_set);
        let Some(first) = running.next() else { return };
        if first != self.selection.rule_set && !running.any(|other| other == self.selection.rule_set) {
            self.selection.rule_set = first;
            self.selection.script = ScriptPlace::Rule { rule_set: first, rule: 0 };
        }
    }

    fn keep_selection_inside(&mut self) {
        let last = |length: usize| length.saturating_sub(1);
        let rule_sets = &self.model.mapping.rule_sets;
        let selection = &mut self.selection;
        selection.sample = selection.sample.min(last(self.model.samples.len()));
        selection.rule_set = selection.rule_set.min(last(rule_sets.len()));
        selection.case = selection.case.min(last(self.model.cases.len()));
        match &mut selection.script {
            ScriptPlace::Rule { rule_set, rule } => {
                *rule_set = (*rule_set).min(last(rule_sets.len()));
                let rules = rule_sets.get(*rule_set).map_or(0, |rule_set| rule_set.rules.len());
                *rule = (*rule).min(last(rules));
            }
            ScriptPlace::Condition { rule_set } => {
                *rule_set = (*rule_set).min(last(rule_sets.len()));
            }
            ScriptPlace::Functions => {}
        }
    }
}
