//! The variables that scripts are given, and what their evaluations share.
//!
//! Not what the variables mean: that is known to the mapping.

use rhai::Scope;

use crate::script::lower::Workspace;
use crate::script::value::to_dynamic;
use crate::value::Value;

/// The variables of a script, which are constants to it. One set serves all rules of a resource.
#[derive(Debug)]
pub struct ScriptInputs<'a> {
    pub(super) names: &'a [String],
    pub(super) values: &'a [Value<'a>],
    /// The same for rhai, made when the first script needs it.
    scope: Option<Scope<'static>>,
    /// What evaluations on the tree share.
    pub(super) workspace: Workspace<'a>,
    /// How many evaluations ended at a limit.
    pub(super) n_exhausted: u32,
}

impl<'a> ScriptInputs<'a> {
    /// Variables in the order in which they were given to [`ScriptHost::compile`]; what has no value
    /// is `()`.
    pub fn new(names: &'a [String], values: &'a [Value<'a>]) -> Self {
        Self { names, values, scope: None, workspace: Workspace::default(), n_exhausted: 0 }
    }

    /// Adds variables behind those that are there: `names` and `values` begin with them.
    pub fn extend(&mut self, names: &'a [String], values: &'a [Value<'a>]) {
        self.scope = None;
        self.names = names;
        self.values = values;
    }

    /// The names of the variables and their values.
    pub(super) fn variables(&self) -> (&'a [String], &'a [Value<'a>]) {
        (self.names, self.values)
    }

    /// The variables as rhai has them.
    pub(super) fn scope(&mut self) -> &mut Scope<'static> {
        self.scope.get_or_insert_with(|| {
            let mut scope = Scope::new();
            for (idx, name) in self.names.iter().enumerate() {
                let value = self.values.get(idx).copied().unwrap_or_default();
                scope.push_constant_dynamic(name.clone(), to_dynamic(value));
            }
            scope
        })
    }
}
