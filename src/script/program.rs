//! A script as typed becomes a program; a program and its inputs become a value or a refusal.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use rhai::{AST, Dynamic, EvalAltResult, Scope};
use serde_json::{Map as JsonMap, Value};

use crate::diagnostic::{Code, Span};
use crate::script::inspect::{InputUse, inspect};
use crate::script::sandbox::{Sandbox, build_sandbox};
use crate::script::value::{from_dynamic, to_dynamic, to_map};
use crate::script::world::Signal;
use crate::script::{Limits, ScriptError, World};

/// A compiled script.
#[derive(Clone, Debug)]
pub struct Program {
    ast: AST,
    script: String,
    uses: InputUse,
    helpers: Arc<BTreeSet<String>>,
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
    sandbox: Sandbox,
    limits: Limits,
    helpers: Helpers,
}

/// The helper functions.
#[derive(Debug, Default)]
struct Helpers {
    ast: Option<AST>,
    names: Arc<BTreeSet<String>>,
    uses: InputUse,
}

impl ScriptHost {
    /// A host without helper functions.
    pub fn new(world: &World, limits: Limits) -> Self {
        Self { sandbox: build_sandbox(world, &limits), limits, helpers: Helpers::default() }
    }

    /// Compiles the helper functions that every later program can call. Statements outside of
    /// functions are not run.
    ///
    /// # Errors
    /// The text does not compile; the host then has no helper functions.
    pub fn set_helpers(&mut self, script: &str) -> Result<(), ScriptError> {
        self.helpers = Helpers::default();
        if script.trim().is_empty() {
            return Ok(());
        }
        let (ast, uses) = self.parse(script, &[])?;
        let names = ast.iter_functions().map(|function| function.name.to_owned()).collect();
        self.helpers = Helpers { ast: Some(ast.clone_functions_only()), names: Arc::new(names), uses };
        Ok(())
    }

    /// Compiles a script that sees the named variables.
    ///
    /// # Errors
    /// The text does not parse, names an unknown variable, is longer or deeper than the limits, or
    /// has a call that the limits do not hold.
    pub fn compile(&self, script: &str, variables: &BTreeSet<String>) -> Result<Program, ScriptError> {
        let names: Vec<&str> = variables.iter().map(String::as_str).collect();
        let (mut ast, mut uses) = self.parse(script, &names)?;
        let mut helpers = BTreeSet::clone(&self.helpers.names);
        for function in ast.iter_functions() {
            helpers.remove(function.name);
        }
        if let Some(helpers) = &self.helpers.ast {
            ast = helpers.merge(&ast);
            uses.assigns_properties |= self.helpers.uses.assigns_properties;
        }
        Ok(Program { ast, script: script.to_owned(), uses, helpers: Arc::new(helpers) })
    }

    fn parse(&self, script: &str, variables: &[&str]) -> Result<(AST, InputUse), ScriptError> {
        if script.len() > self.limits.script_bytes {
            let most = self.limits.script_bytes / 1024;
            return Err(ScriptError::limit(format!("The script is longer than {most} KB")));
        }
        let mut scope = Scope::new();
        for name in variables {
            scope.push_constant_dynamic((*name).to_owned(), Dynamic::UNIT);
        }
        let engine = &self.sandbox.engine;
        let parsed = catch_unwind(AssertUnwindSafe(|| engine.compile_with_scope(&scope, script)));
        let ast = match parsed {
            Ok(Ok(ast)) => ast,
            Ok(Err(error)) => return Err(ScriptError::from_parse(&error, script)),
            Err(_) => return Err(ScriptError::new(Code::ScriptSyntax, "The script cannot be parsed")),
        };
        let uses = inspect(&ast, &self.helpers.names)
            .map_err(|refusal| ScriptError::from_refusal(refusal, script))?;
        Ok((ast, uses))
    }

    /// Evaluates a program. Always ends, and leaves the inputs as they were.
    pub fn evaluate(&mut self, program: &Program, inputs: &mut ScriptInputs) -> Evaluation {
        self.sandbox.access.begin(program.uses);
        let result = if program.uses.assigns_properties {
            self.evaluate_in(program, &mut inputs.scope.clone())
        } else {
            let depth = inputs.scope.len();
            let result = self.evaluate_in(program, &mut inputs.scope);
            inputs.scope.rewind(depth);
            result
        };
        if let Some(verdict) = self.sandbox.budget.verdict() {
            return Evaluation::Failed(program.exhausted(verdict, result));
        }
        match result {
            Some(Ok(value)) => program.interpret(&value),
            Some(Err(error)) => program.interpret_error(&error),
            None => Evaluation::Failed(ScriptError::new(
                Code::ScriptFailed,
                "The script failed in an unforeseen way; please report it with the script",
            )),
        }
    }

    /// `None` after a panic.
    fn evaluate_in(&self, program: &Program, scope: &mut Scope<'static>) -> Option<EngineResult> {
        self.sandbox.budget.restart();
        catch_unwind(AssertUnwindSafe(|| {
            self.sandbox.engine.eval_ast_with_scope::<Dynamic>(scope, &program.ast)
        }))
        .ok()
    }
}

type EngineResult = Result<Dynamic, Box<EvalAltResult>>;

impl Program {
    fn interpret(&self, value: &Dynamic) -> Evaluation {
        if value.is_unit() {
            return Evaluation::Nothing;
        }
        if let Some(signal) = value.read_lock::<Signal>() {
            return match &*signal {
                Signal::Clear => Evaluation::Clear,
                Signal::Reject(why) => Evaluation::Reject(why.clone()),
            };
        }
        match from_dynamic(value) {
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
            return self.interpret(value);
        }
        let mut error = ScriptError::from_eval(error, &self.script, &self.helpers);
        error.span = error.span.or_else(|| self.first_line());
        Evaluation::Failed(error)
    }

    /// The error of an evaluation that used up its budget; it points to where it was at that moment,
    /// if the engine told.
    fn exhausted(&self, verdict: String, result: Option<EngineResult>) -> ScriptError {
        let place = result.and_then(Result::err);
        let place = place.and_then(|error| ScriptError::from_eval(&error, &self.script, &self.helpers).span);
        let mut error = ScriptError::limit(verdict);
        error.span = place.or_else(|| self.first_line());
        error
    }

    /// The first line that holds more than blanks, for problems without a place of their own.
    fn first_line(&self) -> Option<Span> {
        let (idx, line) = self.script.lines().enumerate().find(|(_, line)| !line.trim().is_empty())?;
        let column = line.chars().take_while(|c| c.is_whitespace()).count() + 1;
        Some(Span { line: idx + 1, column, length: line.trim().chars().count() })
    }
}
