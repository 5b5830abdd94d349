//! Making a variable of a text that stands in scripts: a name for it, a value in each environment, and
//! the variable in the place of the text wherever it stands.

use std::time::Duration;

use serde_json::Value;

use crate::mapping::{VariableDeclaration, VariableType};
use crate::script::proposed_variable;
use crate::script::syntax::{is_name, text_literals};
use crate::workbench::language::{ScriptEdit, TextChange};
use crate::workbench::{Notice, ScriptPlace, Workbench};

/// A variable that is to be made.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MakeVariable {
    /// The text that it replaces.
    pub text: String,
    /// Its name; that of a variable that there is already replaces the text by that one.
    pub name: String,
    /// What it is.
    pub type_: VariableType,
    /// Its values: the environment, and the value as it is typed. An empty one gives no value.
    pub values: Vec<(String, String)>,
}

/// What making a variable would do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct VariableProposal {
    /// The scripts that change.
    pub scripts: Vec<ScriptEdit>,
    /// Places where the text stays, and why.
    pub warnings: Vec<String>,
    /// Why it cannot be done; empty when it can.
    pub conflicts: Vec<String>,
}

impl VariableProposal {
    /// How many places of scripts change.
    pub fn n_changes(&self) -> usize {
        self.scripts.iter().map(|script| script.changes.len()).sum()
    }
}

impl Workbench {
    /// A variable for the text at the byte `offset` of a script, with the text as its value in the
    /// chosen environment; `None` when no text stands there.
    pub fn variable_of_text(&self, place: ScriptPlace, offset: usize) -> Option<MakeVariable> {
        let literals = text_literals(self.script(place)?);
        let found = literals.into_iter().find(|literal| {
            literal.range.start <= offset && offset <= literal.range.end && !literal.text.is_empty()
        })?;
        let values = self.model.settings.environments.iter().map(|environment| {
            let is_chosen = environment.name == self.environment;
            (environment.name.clone(), if is_chosen { found.text.clone() } else { String::new() })
        });
        let values = values.collect();
        let (name, type_) = proposed_variable(&found.text);
        let type_ = VariableType::ALL.into_iter().find(|known| known.id() == type_).unwrap_or_default();
        let name = self.free_variable_name(&name, &found.text);
        Some(MakeVariable { name, type_, values, text: found.text })
    }

    /// The same for the text at a line and column of a script, both from 1.
    pub fn variable_of_text_at(
        &self,
        place: ScriptPlace,
        (line, column): (usize, usize),
    ) -> Option<MakeVariable> {
        let script = self.script(place)?;
        let mut start = 0;
        for _ in 1..line {
            start += script.get(start..)?.find('\n')? + 1;
        }
        let rest = script.get(start..)?;
        let column = rest.char_indices().nth(column.checked_sub(1)?).map_or(rest.len(), |(at, _)| at);
        self.variable_of_text(place, start + column)
    }

    /// The name of a variable that has the text as its value already, else a new name.
    fn free_variable_name(&self, proposed: &str, text: &str) -> String {
        let model = &self.model;
        let names = model.variable_names();
        let has_text = |name: &&String| {
            model.variable_value(&self.environment, name).and_then(Value::as_str) == Some(text)
        };
        if let Some(known) = names.iter().find(has_text) {
            return known.clone();
        }
        let numbered = (2..).map(|number| format!("{proposed}_{number}"));
        let mut all = std::iter::once(proposed.to_owned()).chain(numbered);
        let is_free = |name: &String| !names.iter().any(|known| known.eq_ignore_ascii_case(name));
        all.find(is_free).unwrap_or_else(|| proposed.to_owned())
    }

    /// What making the variable would do, to be looked at before it is done.
    pub fn variable_proposal(&self, wish: &MakeVariable) -> VariableProposal {
        let mut proposal = VariableProposal::default();
        let name = wish.name.trim();
        if !is_name(name) {
            proposal.conflicts.extend(self.variable_name_objection(name));
        }
        for (environment, typed) in wish.values.iter().filter(|(_, typed)| !typed.trim().is_empty()) {
            if self.type_of_wish(wish).read(typed).is_none() {
                let type_ = self.type_of_wish(wish);
                proposal.conflicts.push(format!("The value for {environment} is no {type_}"));
            }
        }
        for place in self.all_scripts() {
            self.propose_for_script(place, wish, &mut proposal);
        }
        if proposal.n_changes() == 0 {
            proposal.conflicts.push("The text stands in no script where a variable can stand".to_owned());
        }
        proposal
    }

    fn propose_for_script(&self, place: ScriptPlace, wish: &MakeVariable, proposal: &mut VariableProposal) {
        let Some(script) = self.script(place) else { return };
        let literals = text_literals(script).into_iter().filter(|literal| literal.text == wish.text);
        let (changing, staying): (Vec<_>, Vec<_>) =
            literals.partition(|literal| literal.is_replaceable && place != ScriptPlace::Functions);
        let title = self.script_title(place).unwrap_or_default();
        if !staying.is_empty() {
            let why = if place == ScriptPlace::Functions {
                "there `vars` is not known: pass the value as an argument"
            } else {
                "a constant is needed there"
            };
            proposal.warnings.push(format!("It stays in {title}, since {why}"));
        }
        if changing.is_empty() {
            return;
        }
        let text = format!("vars.{}", wish.name.trim());
        let changes =
            changing.into_iter().map(|literal| TextChange { range: literal.range, text: text.clone() });
        let (changes, before) = (changes.collect(), script.to_owned());
        proposal.scripts.push(ScriptEdit { place, title, before, changes });
    }

    /// The type of the variable that is there already, else the wished one.
    fn type_of_wish(&self, wish: &MakeVariable) -> VariableType {
        let declared = self.model.settings.variables.get(wish.name.trim());
        declared.map_or_else(|| wish.type_.clone(), |declared| declared.type_.clone())
    }

    pub(in crate::workbench) fn make_variable(&mut self, wish: MakeVariable, at: Duration) {
        let proposal = self.variable_proposal(&wish);
        if let Some(conflict) = proposal.conflicts.first() {
            self.notices.push(Notice::error(format!("No variable was made: {conflict}")));
            return;
        }
        let type_ = self.type_of_wish(&wish);
        let name = wish.name.trim().to_owned();
        let (n_changes, variable) = (proposal.n_changes(), format!("vars.{name}"));
        self.edit(None, at, |model, _| {
            for edit in &proposal.scripts {
                edit.apply(model);
            }
            if !model.settings.variables.contains_key(&name) {
                let declaration = VariableDeclaration { type_: type_.clone(), ..Default::default() };
                model.settings.variables.insert(name.clone(), declaration);
            }
            for (environment, typed) in wish.values {
                if let Some(value) = type_.read(&typed).filter(|_| !typed.trim().is_empty()) {
                    let state = model.environments.entry(environment).or_default();
                    state.variables.insert(name.clone(), value);
                }
            }
        });
        let places = if n_changes == 1 { "1 place".to_owned() } else { format!("{n_changes} places") };
        self.notices.push(Notice::note(format!("{variable} stands in {places} of scripts now")));
    }
}
