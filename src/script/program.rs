//! A script as typed becomes a program; a program and its inputs become a value or a refusal.

use std::cell::{Cell, OnceCell};
use std::collections::{BTreeMap, BTreeSet};
use std::marker::PhantomData;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use rhai::{AST, Dynamic, EvalAltResult, Scope};

use crate::diagnostic::Code;
use crate::script::error::span_in;
use crate::script::helper_texts::helper_texts;
use crate::script::inputs::ScriptInputs;
use crate::script::inspect::{InputUse, inspect};
use crate::script::limits::Share;
use crate::script::lower::{
    Bail, Evaluator, Library, Lowering, NativeContext, Natives, Observer, Reads, Surroundings, Translation,
    Tree, Unobserved, is_plain,
};
use crate::script::review::{KnownFunctions, Source};
use crate::script::sandbox::{Sandbox, build_sandbox};
use crate::script::world::RecordFinder;
use crate::script::{Evaluation, Limits, ScriptError, World};
use crate::value::{Arena, Value};

/// A compiled script.
#[derive(Clone, Debug)]
pub struct Program {
    ast: AST,
    pub(super) script: String,
    uses: InputUse,
    pub(super) helpers: Arc<BTreeSet<String>>,
    lowering: Lowering,
    reads: Reads,
    /// What is known of the script, even when it has to run in rhai.
    outline: Arc<Tree>,
}

/// Compiles and evaluates scripts, one at a time. Costs about a millisecond to build; keep one per
/// thread and mapping.
#[derive(Debug)]
pub struct ScriptHost {
    pub(super) sandbox: Sandbox,
    pub(super) world: World,
    pub(super) limits: Limits,
    helpers: Helpers,
    /// What the tree can call.
    natives: Natives,
    /// What scripts can call, found when a script is looked at for the first time.
    known_functions: OnceCell<KnownFunctions>,
    /// The budget of the sandbox watches one evaluation at a time, so threads cannot share a host.
    _one_thread: PhantomData<Cell<()>>,
}

/// The helper functions.
#[derive(Debug, Default)]
struct Helpers {
    ast: Option<AST>,
    names: Arc<BTreeSet<String>>,
    texts: BTreeMap<String, String>,
    script: String,
    uses: InputUse,
    library: Library,
    source: Source,
}

impl ScriptHost {
    /// A host without helper functions.
    pub fn new(world: &World, limits: Limits) -> Self {
        Self {
            sandbox: build_sandbox(world, &limits),
            world: world.clone(),
            limits,
            helpers: Helpers::default(),
            natives: Natives::new(world),
            known_functions: OnceCell::new(),
            _one_thread: PhantomData,
        }
    }

    /// Looks records up from now on among these.
    pub fn set_records(&mut self, records: Arc<dyn RecordFinder>) {
        self.sandbox.records.replace(Arc::clone(&records));
        self.world.records = records;
    }

    /// Compiles the helper functions that every later program can call. Statements outside of
    /// functions are not run.
    ///
    /// # Errors
    /// The text does not compile; the host then has no helper functions.
    pub fn set_helpers(&mut self, script: &str) -> Result<(), ScriptError> {
        // Also what does not compile declares names.
        self.helpers = Helpers { source: Source::new(script), ..Helpers::default() };
        if script.trim().is_empty() {
            return Ok(());
        }
        let (ast, uses) = self.parse(script, &[])?;
        let names: BTreeSet<_> = ast.iter_functions().map(|function| function.name.to_owned()).collect();
        let surroundings = Surroundings {
            natives: &self.natives,
            inputs: &[],
            helpers: &names,
            assigns_properties: false,
            captures: false,
        };
        let library = Library::of_helpers(&ast, surroundings);
        let texts = helper_texts(&ast, script);
        let ast = Some(ast.clone_functions_only());
        let (names, source) = (Arc::new(names), Source::new(script));
        let script = script.to_owned();
        self.helpers = Helpers { ast, names, texts, script, uses, library, source };
        Ok(())
    }

    /// What scripts can look things up in.
    pub(super) fn world(&self) -> &World {
        &self.world
    }

    /// The functions that scripts can call, without helper functions.
    pub(super) fn known_functions(&self) -> &KnownFunctions {
        self.known_functions.get_or_init(|| KnownFunctions::of(&self.sandbox.engine, &self.world.tables))
    }

    /// The names of the helper functions.
    pub(super) fn helper_names(&self) -> &BTreeSet<String> {
        &self.helpers.names
    }

    /// The text of the helper functions.
    pub(super) fn helper_source(&self) -> &Source {
        &self.helpers.source
    }

    /// The helper functions by name, each with parameters and body as typed.
    pub fn helper_texts(&self) -> &BTreeMap<String, String> {
        &self.helpers.texts
    }

    /// The helper functions as typed, empty when they do not compile.
    pub fn helper_script(&self) -> &str {
        &self.helpers.script
    }

    /// Compiles a script that sees the named variables, which [`ScriptInputs`] gives in this order.
    ///
    /// # Errors
    /// The text does not parse, names an unknown variable, is longer or deeper than the limits, or
    /// has a call that the limits do not hold.
    pub fn compile(&self, script: &str, variables: &[String]) -> Result<Program, ScriptError> {
        let (mut ast, mut uses) = self.parse(script, variables)?;
        uses.assigns_properties |= self.helpers.uses.assigns_properties;
        let surroundings = Surroundings {
            natives: &self.natives,
            inputs: variables,
            helpers: &self.helpers.names,
            assigns_properties: uses.assigns_properties,
            captures: uses.captures,
        };
        let translation = self.helpers.library.translate(&ast, surroundings);
        let lowering = lowering_of(&translation, script);
        let is_whole = translation.refusal.is_none();
        let reads = Reads::of(&translation.findings, variables, &self.world, is_whole);
        let mut helpers = BTreeSet::clone(&self.helpers.names);
        for function in ast.iter_functions() {
            helpers.remove(function.name);
        }
        if let Some(helpers) = &self.helpers.ast {
            ast = helpers.merge(&ast);
        }
        Ok(Program {
            ast,
            script: script.to_owned(),
            uses,
            helpers: Arc::new(helpers),
            lowering,
            reads,
            outline: Arc::new(translation.tree),
        })
    }

    fn parse(&self, script: &str, variables: &[String]) -> Result<(AST, InputUse), ScriptError> {
        if script.len() > self.limits.script_bytes {
            let most = self.limits.script_bytes / 1024;
            return Err(ScriptError::limit(format!("The script is longer than {most} KB")));
        }
        let mut scope = Scope::new();
        for name in variables {
            scope.push_constant_dynamic(name.clone(), Dynamic::UNIT);
        }
        let engine = &self.sandbox.engine;
        let parsed = catch_unwind(AssertUnwindSafe(|| engine.compile_with_scope(&scope, script)));
        let ast = match parsed {
            Ok(Ok(ast)) => ast,
            Ok(Err(error)) => return Err(ScriptError::from_parse(&error, script, variables)),
            Err(_) => return Err(ScriptError::new(Code::ScriptSyntax, "The script cannot be parsed")),
        };
        let uses = inspect(&ast, &self.helpers.names)
            .map_err(|refusal| ScriptError::from_refusal(refusal, script))?;
        Ok((ast, uses))
    }

    /// Evaluates a program. Always ends, and leaves the inputs as they were.
    pub fn evaluate<'a>(
        &'a self,
        program: &'a Program,
        inputs: &mut ScriptInputs<'a>,
        arena: &'a Arena,
    ) -> Evaluation<'a> {
        self.evaluate_on_tree(program, inputs, arena, &mut Unobserved)
            .unwrap_or_else(|Bail| self.evaluate_in_rhai(program, inputs, arena))
    }

    /// Evaluates a program, and tells an observer of its parts; gives what `evaluate` gives.
    pub fn observe<'a>(
        &'a self,
        program: &'a Program,
        inputs: &mut ScriptInputs<'a>,
        arena: &'a Arena,
        observer: &mut impl Observer,
    ) -> Evaluation<'a> {
        self.evaluate_on_tree(program, inputs, arena, observer).unwrap_or_else(|Bail| {
            observer.left_to_rhai();
            self.evaluate_in_rhai(program, inputs, arena)
        })
    }

    fn evaluate_on_tree<'a>(
        &'a self,
        program: &'a Program,
        inputs: &mut ScriptInputs<'a>,
        arena: &'a Arena,
        observer: &mut impl Observer,
    ) -> Result<Evaluation<'a>, Bail> {
        let tree = program.tree().ok_or(Bail)?;
        let context =
            NativeContext { arena, records: self.world.records.as_ref(), tables: &self.world.tables };
        let mut evaluator = Evaluator::new(tree, inputs.values, context, &mut inputs.workspace, observer);
        let value = evaluator.run(tree)?;
        let used = evaluator.used();
        observer.ends(used);
        match value {
            Value::Nothing => Ok(Evaluation::Nothing),
            Value::Clear => Ok(Evaluation::Clear),
            Value::Reject(why) => Ok(Evaluation::Reject(why)),
            value if is_plain(value) => Ok(Evaluation::Value(value)),
            _ => Err(Bail),
        }
    }

    /// Evaluates a program in rhai, whether or not it could run on the tree; the two give the same.
    pub fn evaluate_in_rhai<'a>(
        &'a self,
        program: &'a Program,
        inputs: &mut ScriptInputs<'a>,
        arena: &'a Arena,
    ) -> Evaluation<'a> {
        self.sandbox.access.begin(program.uses, inputs.names.len());
        let share = Share::after(inputs.n_exhausted);
        let scope = inputs.scope();
        self.sandbox.budget.restart(share);
        let result = if program.uses.assigns_properties {
            self.evaluate_with(program, &mut scope.clone())
        } else {
            let depth = scope.len();
            let result = self.evaluate_with(program, scope);
            scope.rewind(depth);
            result
        };
        if let Some(verdict) = self.sandbox.budget.verdict() {
            inputs.n_exhausted += 1;
            return Evaluation::Failed(Box::new(program.exhausted(verdict, result)));
        }
        match result {
            Some(Ok(value)) => program.interpret(&value, arena),
            Some(Err(error)) => program.interpret_error(&error, arena),
            None => Evaluation::Failed(Box::new(ScriptError::new(
                Code::ScriptFailed,
                "The script failed in an unforeseen way; please report it with the script",
            ))),
        }
    }

    /// `None` after a panic.
    fn evaluate_with(&self, program: &Program, scope: &mut Scope<'static>) -> Option<EngineResult> {
        catch_unwind(AssertUnwindSafe(|| {
            self.sandbox.engine.eval_ast_with_scope::<Dynamic>(scope, &program.ast)
        }))
        .ok()
    }
}

pub(super) type EngineResult = Result<Dynamic, Box<EvalAltResult>>;

fn lowering_of(translation: &Translation, script: &str) -> Lowering {
    match &translation.refusal {
        None => Lowering::Tree,
        Some(refusal) => Lowering::Rhai { why: refusal.why.clone(), span: span_in(script, refusal.position) },
    }
}

impl Program {
    /// Whether the script runs on the tree.
    pub fn lowering(&self) -> &Lowering {
        &self.lowering
    }

    /// The tree that it runs on; `None` when it has to run in rhai.
    pub(super) fn tree(&self) -> Option<&Tree> {
        (self.lowering == Lowering::Tree).then_some(&*self.outline)
    }

    /// What is known of the script, even when it has to run in rhai.
    pub(super) fn outline(&self) -> &Tree {
        &self.outline
    }

    /// The text as it was typed.
    pub fn script(&self) -> &str {
        &self.script
    }

    /// What the script reads.
    pub fn reads(&self) -> &Reads {
        &self.reads
    }
}
