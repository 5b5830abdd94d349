//! A script as typed becomes a program; a program and its inputs become a value or a refusal.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use rhai::{AST, Dynamic, Engine, EvalAltResult, Scope};
use serde_json::{Map as JsonMap, Value};

use crate::diagnostic::{Code, Span};
use crate::script::limits::Budget;
use crate::script::sandbox::build_engine;
use crate::script::value::{from_dynamic, to_dynamic, to_map};
use crate::script::world::Signal;
use crate::script::{Limits, ScriptError, World};

/// A compiled script.
#[derive(Clone, Debug)]
pub struct Program {
    ast: AST,
    script: String,
}

/// What one evaluation gave.
#[derive(Clone, Debug, PartialEq)]
pub enum Evaluation {
    /// A value; never null.
    Value(Value),
    /// `()`: the rule has nothing to say.
    Nothing,
    /// `clear()`.
    Clear,
    /// `reject("why")`.
    Reject(String),
    /// The script stopped.
    Failed(ScriptError),
}

/// The variables of a script, as constants. One set serves all rules of a resource.
#[derive(Debug, Default)]
pub struct ScriptInputs {
    scope: Scope<'static>,
}

impl ScriptInputs {
    /// No variables yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an object, `()` when it is `None`.
    pub fn object(&mut self, name: &str, object: Option<&JsonMap<String, Value>>) -> &mut Self {
        let value = object.map_or(Dynamic::UNIT, |object| Dynamic::from_map(to_map(object)));
        self.scope.push_constant_dynamic(name.to_owned(), value);
        self
    }

    /// Adds a value.
    pub fn value(&mut self, name: &str, value: &Value) -> &mut Self {
        self.scope.push_constant_dynamic(name.to_owned(), to_dynamic(value));
        self
    }
}

/// Compiles and evaluates scripts, one at a time. Costs about a millisecond to build; keep one per
/// thread and mapping.
#[derive(Debug)]
pub struct ScriptHost {
    engine: Engine,
    budget: Arc<Budget>,
    limits: Limits,
    helpers: Option<AST>,
}

impl ScriptHost {
    /// A host without helper functions.
    pub fn new(world: &World, limits: Limits) -> Self {
        let (engine, budget) = build_engine(world, &limits);
        Self { engine, budget, limits, helpers: None }
    }

    /// Compiles the helper functions that every later program can call. Statements outside of
    /// functions are not run.
    ///
    /// # Errors
    /// The text does not compile; the host then has no helper functions.
    pub fn set_helpers(&mut self, script: &str) -> Result<(), ScriptError> {
        self.helpers = None;
        if script.trim().is_empty() {
            return Ok(());
        }
        let ast = self.parse(script, &[])?;
        self.helpers = Some(ast.clone_functions_only());
        Ok(())
    }

    /// Compiles a script that sees the named variables.
    ///
    /// # Errors
    /// The text does not parse, names an unknown variable, or is longer or deeper than the limits.
    pub fn compile(&self, script: &str, variables: &BTreeSet<String>) -> Result<Program, ScriptError> {
        let names: Vec<&str> = variables.iter().map(String::as_str).collect();
        let mut ast = self.parse(script, &names)?;
        if let Some(helpers) = &self.helpers {
            ast = helpers.merge(&ast);
        }
        Ok(Program { ast, script: script.to_owned() })
    }

    fn parse(&self, script: &str, variables: &[&str]) -> Result<AST, ScriptError> {
        if script.len() > self.limits.script_bytes {
            let most = self.limits.script_bytes / 1024;
            return Err(ScriptError::limit(format!("The script is longer than {most} KB")));
        }
        let mut scope = Scope::new();
        for name in variables {
            scope.push_constant_dynamic((*name).to_owned(), Dynamic::UNIT);
        }
        let parsed = catch_unwind(AssertUnwindSafe(|| self.engine.compile_with_scope(&scope, script)));
        match parsed {
            Ok(Ok(ast)) => Ok(ast),
            Ok(Err(error)) => Err(ScriptError::from_parse(&error, script)),
            Err(_) => Err(ScriptError::new(Code::ScriptSyntax, "The script cannot be parsed")),
        }
    }

    /// Evaluates a program. Always ends, and leaves the inputs as they were.
    pub fn evaluate(&mut self, program: &Program, inputs: &mut ScriptInputs) -> Evaluation {
        let depth = inputs.scope.len();
        self.budget.restart();
        let result = catch_unwind(AssertUnwindSafe(|| {
            self.engine.eval_ast_with_scope::<Dynamic>(&mut inputs.scope, &program.ast)
        }));
        inputs.scope.rewind(depth);
        if let Some(verdict) = self.budget.verdict() {
            let mut error = ScriptError::limit(verdict);
            error.span = program.first_line();
            return Evaluation::Failed(error);
        }
        match result {
            Ok(Ok(value)) => program.interpret(value),
            Ok(Err(error)) => program.interpret_error(&error),
            Err(_) => Evaluation::Failed(ScriptError::new(
                Code::ScriptFailed,
                "The script failed in an unforeseen way; please report it with the script",
            )),
        }
    }
}

impl Program {
    fn interpret(&self, value: Dynamic) -> Evaluation {
        if value.is_unit() {
            return Evaluation::Nothing;
        }
        if let Some(signal) = value.read_lock::<Signal>() {
            return match &*signal {
                Signal::Clear => Evaluation::Clear,
                Signal::Reject(why) => Evaluation::Reject(why.clone()),
            };
        }
        match from_dynamic(&value) {
            Ok(value) => Evaluation::Value(value),
            Err(what) => {
                let message = format!("The script gives {what}, which no field can hold");
                let mut error = ScriptError::new(Code::ScriptFailed, message);
                error.span = self.first_line();
                Evaluation::Failed(error)
            }
        }
    }

    fn interpret_error(&self, error: &EvalAltResult) -> Evaluation {
        if let EvalAltResult::Exit(value, _) = error {
            return self.interpret(value.clone());
        }
        let mut error = ScriptError::from_eval(error, &self.script);
        if error.span.is_none() && self.ast.source().is_none() {
            error.span = self.first_line();
        }
        Evaluation::Failed(error)
    }

    /// The first line that holds more than blanks, for problems without a place of their own.
    fn first_line(&self) -> Option<Span> {
        let (idx, line) =
            self.script.lines().enumerate().find(|(_, line)| !line.trim().is_empty())?;
        let column = line.chars().take_while(|c| c.is_whitespace()).count() + 1;
        Some(Span { line: idx + 1, column, length: line.trim().chars().count() })
    }
}
