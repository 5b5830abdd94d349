//! What can be said of a script, or of the helper functions, without running it.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::script::review::findings::Finding;
use crate::script::review::source::Source;
use crate::script::review::walker::{Surroundings, Walker};
use crate::script::types::Type;
use crate::script::{Program, ScriptHost};

/// What can be said of a script.
#[derive(Clone, Debug, Default)]
pub struct Review {
    /// The remarks, by place; those on helper functions last.
    pub findings: Vec<Finding>,
    /// The values that the script can give, each with the expression that gives it, in order.
    pub results: Vec<ScriptResult>,
    /// The script, for fixes of the results.
    pub source: Source,
}

/// One of the values that a script can give.
#[derive(Clone, Debug, PartialEq)]
pub struct ScriptResult {
    /// What it can be.
    pub type_: Type,
    /// The expression, in bytes of the script.
    pub range: Range<usize>,
    /// It comes from a statement, or from the lack of one, and not from an expression.
    pub is_declaration: bool,
    /// It is the first that is there of several values: somebody thought of missing ones.
    pub is_choice: bool,
}

/// What the variables and the records of a script are.
#[derive(Clone, Copy, Debug)]
pub struct Knowledge<'k> {
    /// The variables in the order in which the script was compiled with them.
    pub names: &'k [String],
    /// What they can be, in the same order.
    pub inputs: &'k [Type],
    /// What the records of each type are, for those that are looked up.
    pub records: &'k BTreeMap<String, Type>,
}

impl ScriptHost {
    /// Looks at a script of this host. Always ends, in time that grows with the script and the
    /// helper functions that it calls.
    pub fn review(&self, program: &Program, knowledge: Knowledge<'_>) -> Review {
        let source = Source::new(program.script());
        let mut walker = Walker::new(self.surroundings(program, knowledge, &source));
        walker.script();
        for function in program.outline().functions.iter().flatten().filter(|function| !function.is_helper) {
            walker.function_alone(function);
        }
        walker.remark_open_comment();
        let Walker { findings, results, .. } = walker;
        Review { findings: findings.finish(), results, source }
    }

    /// The helper functions as they are written.
    pub fn helper_text(&self) -> &str {
        self.helper_source().text()
    }

    /// Looks at the helper functions, whatever they are called with. `program` is any script of this
    /// host, such as an empty one.
    pub fn review_helpers(&self, program: &Program, knowledge: Knowledge<'_>) -> Vec<Finding> {
        let source = Source::default();
        let mut walker = Walker::new(self.surroundings(program, knowledge, &source));
        for function in program.outline().functions.iter().flatten().filter(|function| function.is_helper) {
            walker.function_alone(function);
        }
        walker.findings.finish()
    }

    fn surroundings<'w>(
        &'w self,
        program: &'w Program,
        knowledge: Knowledge<'w>,
        script: &'w Source,
    ) -> Surroundings<'w> {
        Surroundings {
            tree: program.outline(),
            names: knowledge.names,
            inputs: knowledge.inputs,
            records: knowledge.records,
            world: self.world(),
            functions: self.known_functions(),
            helper_names: self.helper_names(),
            script,
            helpers: self.helper_source(),
        }
    }
}
