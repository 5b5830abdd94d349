//! Commands on rules and scripts.

use std::time::Duration;

use crate::mapping::{Rule, RuleSet};
use crate::project::ProjectModel;
use crate::workbench::history::TypingIn;
use crate::workbench::{RuleCommand, ScriptPlace, Selection, Workbench};

/// A key changes a text by so many bytes at most; a new line brings its indentation along. What changes
/// more at once (a choice from the list, a repair, a deleted selection) begins a step.
const MOST_TYPED: usize = 12;

impl Workbench {
    pub(super) fn apply_rule(&mut self, command: RuleCommand, at: Duration) {
        match command {
            RuleCommand::SetScript { place, script } => {
                let before = self.script(place).unwrap_or_default();
                if before.len().abs_diff(script.len()) > MOST_TYPED {
                    self.history.end_typing();
                }
                self.edit(Some(TypingIn::Script(place)), at, |model, _| {
                    if let Some(text) = script_mut(model, place) {
                        *text = script;
                    }
                });
            }
            RuleCommand::SetScripts { scripts } => {
                self.edit(None, at, |model, _| {
                    for (place, script) in scripts {
                        if let Some(text) = script_mut(model, place) {
                            *text = script;
                        }
                    }
                });
            }
            RuleCommand::Format { place } => self.format_scripts(vec![place], at),
            RuleCommand::FormatAll => self.format_scripts(self.all_scripts(), at),
            RuleCommand::Rename { subject, new_name } => self.rename(&subject, &new_name, at),
            RuleCommand::Add { rule_set, field } => {
                let behind = self.selected_rule_in(rule_set);
                self.edit(None, at, |model, selection| {
                    add(model, selection, rule_set, behind, field);
                });
            }
            RuleCommand::Duplicate { rule_set, rule } => {
                self.edit(None, at, |model, selection| duplicate(model, selection, rule_set, rule));
            }
            RuleCommand::Delete { rule_set, rule } => {
                self.edit(None, at, |model, selection| delete(model, selection, rule_set, rule));
            }
            RuleCommand::Move { rule_set, from, to } => {
                self.edit(None, at, |model, selection| move_rule(model, selection, rule_set, from, to));
            }
            RuleCommand::SetEnabled { rule_set, rule, enabled } => {
                self.edit_rule(rule_set, rule, None, at, |rule| rule.enabled = enabled);
            }
            RuleCommand::SetApply { rule_set, rule, apply } => {
                self.edit_rule(rule_set, rule, None, at, |rule| rule.apply = apply);
            }
            RuleCommand::SetNote { rule_set, rule, note } => {
                let typing = Some(TypingIn::RuleNote(rule_set, rule));
                self.edit_rule(rule_set, rule, typing, at, |rule| rule.note = note);
            }
        }
    }

    fn edit_rule(
        &mut self,
        rule_set: usize,
        rule: usize,
        typing: Option<TypingIn>,
        at: Duration,
        change: impl FnOnce(&mut Rule),
    ) {
        self.edit(typing, at, |model, _| {
            if let Some(rule) = rule_set_mut(model, rule_set).and_then(|set| set.rules.get_mut(rule)) {
                change(rule);
            }
        });
    }

    fn selected_rule_in(&self, rule_set: usize) -> Option<usize> {
        match self.selection.script {
            ScriptPlace::Rule { rule_set: selected, rule } if selected == rule_set => Some(rule),
            _ => None,
        }
    }
}

fn rule_set_mut(model: &mut ProjectModel, rule_set: usize) -> Option<&mut RuleSet> {
    model.mapping.rule_sets.get_mut(rule_set)
}

fn script_mut(model: &mut ProjectModel, place: ScriptPlace) -> Option<&mut String> {
    match place {
        ScriptPlace::Rule { rule_set, rule } => {
            Some(&mut rule_set_mut(model, rule_set)?.rules.get_mut(rule)?.script)
        }
        ScriptPlace::Condition { rule_set } => Some(&mut rule_set_mut(model, rule_set)?.condition),
        ScriptPlace::Functions => Some(&mut model.mapping.functions),
    }
}

fn add(
    model: &mut ProjectModel,
    selection: &mut Selection,
    rule_set: usize,
    behind: Option<usize>,
    field: String,
) {
    let Some(set) = rule_set_mut(model, rule_set) else { return };
    let rule = behind.map_or(set.rules.len(), |rule| (rule + 1).min(set.rules.len()));
    set.rules.insert(rule, Rule::new(field, "()"));
    selection.rule_set = rule_set;
    selection.script = ScriptPlace::Rule { rule_set, rule };
}

fn duplicate(model: &mut ProjectModel, selection: &mut Selection, rule_set: usize, rule: usize) {
    let Some(set) = rule_set_mut(model, rule_set) else { return };
    let Some(copy) = set.rules.get(rule).cloned() else { return };
    // Two enabled rules for one field would contradict each other.
    set.rules.insert(rule + 1, Rule { enabled: false, ..copy });
    selection.script = ScriptPlace::Rule { rule_set, rule: rule + 1 };
}

/// Another rule that is selected stays selected.
fn delete(model: &mut ProjectModel, selection: &mut Selection, rule_set: usize, rule: usize) {
    let Some(set) = rule_set_mut(model, rule_set).filter(|set| rule < set.rules.len()) else { return };
    set.rules.remove(rule);
    if let ScriptPlace::Rule { rule_set: selected_set, rule: selected } = &mut selection.script
        && *selected_set == rule_set
        && *selected > rule
    {
        *selected -= 1;
    }
}

fn move_rule(model: &mut ProjectModel, selection: &mut Selection, rule_set: usize, from: usize, to: usize) {
    let Some(set) = rule_set_mut(model, rule_set) else { return };
    if from >= set.rules.len() || to >= set.rules.len() || from == to {
        return;
    }
    let rule = set.rules.remove(from);
    set.rules.insert(to, rule);
    selection.script = ScriptPlace::Rule { rule_set, rule: to };
}
