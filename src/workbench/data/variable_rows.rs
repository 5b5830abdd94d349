//! The variables as rows: one a variable, with a value for each environment.

use serde_json::Value;

use crate::mapping::VariableType;
use crate::project::ProjectModel;
use crate::script::syntax::is_name;
use crate::workbench::{ScriptPlace, UsesIndex, Workbench};

/// A variable.
#[derive(Clone, Debug, PartialEq)]
pub struct VariableRow {
    /// Its name.
    pub name: String,
    /// Its type, declared or as its values are.
    pub type_: VariableType,
    /// It is declared.
    pub is_declared: bool,
    /// What it is for.
    pub note: String,
    /// Its values, in the order of the environments.
    pub values: Vec<ValueCell>,
    /// The scripts that read it.
    pub scripts: Vec<ScriptPlace>,
}

/// The value of a variable in an environment.
#[derive(Clone, Debug, PartialEq)]
pub struct ValueCell {
    /// The environment's name.
    pub environment: String,
    /// The value as it is typed; empty when there is none.
    pub text: String,
    /// Whether it is as it should be.
    pub state: ValueState,
}

/// Whether a value is as it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ValueState {
    /// There is a value of the declared type.
    Fine,
    /// There is none, and a script reads the variable or another environment has a value.
    Missing,
    /// It is of another type.
    WrongType,
}

impl VariableRow {
    /// How many environments have no value or one of another type.
    pub fn n_open(&self) -> usize {
        self.values.iter().filter(|value| value.state != ValueState::Fine).count()
    }
}

impl Workbench {
    /// The variables of the project in their order.
    pub fn variable_rows(&self, uses: &UsesIndex) -> Vec<VariableRow> {
        let model = &self.model;
        let rows = model.variable_names().into_iter().map(|name| {
            let type_ = model.variable_type(&name);
            let declared = model.settings.variables.get(&name);
            VariableRow {
                is_declared: declared.is_some(),
                note: declared.map(|declared| declared.note.clone()).unwrap_or_default(),
                values: values(model, &name, &type_),
                scripts: uses.of_variable(&name).to_vec(),
                type_,
                name,
            }
        });
        rows.collect()
    }

    /// Why a new variable cannot have this name; `None` when it can.
    pub fn variable_name_objection(&self, name: &str) -> Option<String> {
        if !is_name(name) {
            let why = "A name has the letters a to z, digits and `_`, begins with a letter and is no word \
                       of the language";
            return Some(why.to_owned());
        }
        let known = self.model.variable_names();
        let known = known.iter().find(|known| known.eq_ignore_ascii_case(name))?;
        Some(format!("There is a variable `{known}` already"))
    }
}

fn values(model: &ProjectModel, name: &str, type_: &VariableType) -> Vec<ValueCell> {
    let cells = model.settings.environments.iter().map(|environment| {
        let value = model.variable_value(&environment.name, name);
        let is_declared = model.settings.variables.contains_key(name);
        let fits = |value: &Value| !is_declared || type_.accepts(value);
        ValueCell {
            environment: environment.name.clone(),
            text: value.map(|value| type_.write(value)).unwrap_or_default(),
            state: match value {
                None => ValueState::Missing,
                Some(value) if fits(value) => ValueState::Fine,
                Some(_) => ValueState::WrongType,
            },
        }
    });
    cells.collect()
}
