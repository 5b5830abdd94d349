//! Evaluating a program with a trace.

use crate::script::lower::Parts;
use crate::script::trace::assemble::{Variables, of_rhai, of_tree};
use crate::script::trace::extents::Extents;
use crate::script::trace::recorder::Recorder;
use crate::script::trace::writer::StepWriter;
use crate::script::{
    Evaluation, LimitKind, LimitUse, Lowering, Program, ScriptHost, ScriptInputs, ScriptText, Trace,
};
use crate::value::Arena;

impl ScriptHost {
    /// Evaluates a program, and tells what it did; gives what `evaluate` gives.
    pub fn trace<'a>(
        &'a self,
        program: &'a Program,
        inputs: &mut ScriptInputs<'a>,
        arena: &'a Arena,
    ) -> (Evaluation<'a>, Trace) {
        let (names, values) = inputs.variables();
        let variables = Variables { names, values };
        if let Some(tree) = program.tree() {
            let writer = StepWriter {
                steps: Vec::new(),
                is_cut: false,
                script: Extents::new(program.script(), ScriptText::Script),
                helpers: Extents::new(self.helper_script(), ScriptText::Helpers),
                inputs: values,
                tables: &self.world.tables,
            };
            let mut recorder = Recorder::new(Parts::of(tree), writer);
            let evaluation = self.observe(program, inputs, arena, &mut recorder);
            if !recorder.is_left {
                let trace = of_tree(recorder, variables, program.reads(), &evaluation);
                return (evaluation, trace);
            }
            return self.in_rhai(program, variables, evaluation, "the tree does not model what happens here");
        }
        let why = match program.lowering() {
            Lowering::Rhai { why, .. } => why.clone(),
            Lowering::Tree => String::new(),
        };
        let evaluation = self.evaluate_in_rhai(program, inputs, arena);
        self.in_rhai(program, variables, evaluation, &why)
    }

    fn in_rhai<'a>(
        &self,
        program: &Program,
        variables: Variables<'_>,
        evaluation: Evaluation<'a>,
        why: &str,
    ) -> (Evaluation<'a>, Trace) {
        let used = self.sandbox.budget.operations();
        let steps = LimitUse { kind: LimitKind::Steps, used, most: self.limits.operations };
        let trace = of_rhai(variables, program.reads(), &evaluation, why.to_owned(), steps);
        (evaluation, trace)
    }
}
