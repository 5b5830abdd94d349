//! A script as the language service looks at it: its code, its names, and what is known around it.

use crate::script::syntax::{
    Binding, Code, FunctionDefinition, Token, bindings, function_definitions, tokens,
};
use crate::workbench::language::shape::{Shape, Shapes};
use crate::workbench::language::{Knowledge, Part, ScriptScope};

/// A longer text is no script, and is not looked at.
pub(super) const MOST_BYTES: usize = 32 * 1024;

/// A script with all that is known around it.
#[derive(Clone, Copy, Debug)]
pub struct ScriptContext<'a> {
    /// The script as typed.
    pub text: &'a str,
    /// The helper functions as typed; the script itself when it is the helper functions.
    pub helpers: &'a str,
    /// Where it stands.
    pub scope: ScriptScope<'a>,
    /// What is known of the project.
    pub knowledge: &'a Knowledge,
}

/// A script, taken apart.
pub(super) struct ScriptView<'a> {
    pub context: ScriptContext<'a>,
    /// All tokens, with blanks and comments.
    pub tokens: Vec<Token>,
    pub code: Code<'a>,
    pub bindings: Vec<Binding>,
    /// The functions that can be called beside the built-in ones, those of the script itself first.
    pub functions: Vec<FunctionDefinition>,
    /// How many of them the script defines itself.
    n_own: usize,
}

impl<'a> ScriptView<'a> {
    /// `None` for a text that is too long to be a script.
    pub fn new(context: ScriptContext<'a>) -> Option<Self> {
        if context.text.len() > MOST_BYTES {
            return None;
        }
        let all = tokens(context.text);
        let code = Code::of(context.text, &all);
        let mut functions = function_definitions(&code, &all);
        let n_own = functions.len();
        if context.scope.resource_type.is_some() && context.helpers.len() <= MOST_BYTES {
            functions.extend(definitions_in(context.helpers));
        }
        let bindings = bindings(&code);
        Some(Self { context, tokens: all, code, bindings, functions, n_own })
    }

    pub fn knowledge(&self) -> &'a Knowledge {
        self.context.knowledge
    }

    pub fn shapes(&self) -> Shapes<'a, '_> {
        Shapes {
            knowledge: self.context.knowledge,
            scope: &self.context.scope,
            code: &self.code,
            bindings: &self.bindings,
        }
    }

    /// The part that an expression reads which ends before the token `end`.
    pub fn part_before(&self, end: usize) -> Option<&'a Part> {
        let Shape { part, .. } = self.shapes().before(end);
        part
    }

    /// The helper function of the project with this name, unless the script has one of its own.
    pub fn helper(&self, name: &str) -> Option<&FunctionDefinition> {
        let found = self.functions.iter().position(|function| function.name == name)?;
        let is_own = found < self.n_own && self.context.scope.resource_type.is_some();
        self.functions.get(found).filter(|_| !is_own)
    }

    /// The function with this name, of the script or of the project.
    pub fn function(&self, name: &str) -> Option<&FunctionDefinition> {
        self.functions.iter().find(|function| function.name == name)
    }
}

/// The functions that a text defines.
pub(super) fn definitions_in(text: &str) -> Vec<FunctionDefinition> {
    let all = tokens(text);
    function_definitions(&Code::of(text, &all), &all)
}

/// The signature of a function of the project.
pub(super) fn signature_of(function: &FunctionDefinition) -> String {
    format!("{}({})", function.name, function.parameters.join(", "))
}
