//! Where each script of a mapping is evaluated, on the tree, or in rhai and why; and what it reads.

use crate::mapping::CompiledMapping;
use crate::mapping::compiled_script::CompiledScript;
use crate::script::{Lowering, Program, Reads};

/// Where the script of a rule or condition is evaluated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleLowering<'m> {
    /// The name by which diagnostics speak of it.
    pub title: &'m str,
    /// The index of the rule set in the mapping.
    pub rule_set_idx: usize,
    /// The index of the rule in its rule set, `None` for the condition.
    pub rule_idx: Option<usize>,
    /// `None` when the script does not compile.
    pub lowering: Option<&'m Lowering>,
    /// What it reads; `None` when it does not compile.
    pub reads: Option<&'m Reads>,
}

impl CompiledMapping {
    /// The enabled rules that fill a field, in order, each rule set's condition behind its rules.
    pub fn lowerings(&self) -> Vec<RuleLowering<'_>> {
        let mut lowerings = Vec::new();
        for rule_set in &self.rule_sets {
            let rule_set_idx = rule_set.idx;
            lowerings.extend(rule_set.rules.iter().map(|rule| RuleLowering {
                title: &rule.title,
                rule_set_idx,
                rule_idx: Some(rule.idx),
                lowering: lowering_of(&rule.script),
                reads: rule.script.program().map(Program::reads),
            }));
            lowerings.extend(rule_set.condition.iter().map(|condition| RuleLowering {
                title: &condition.title,
                rule_set_idx,
                rule_idx: None,
                lowering: lowering_of(&condition.script),
                reads: condition.script.program().map(Program::reads),
            }));
        }
        lowerings
    }
}

fn lowering_of(script: &CompiledScript) -> Option<&Lowering> {
    script.program().map(Program::lowering)
}
