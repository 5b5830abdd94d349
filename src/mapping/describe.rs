//! What the rules of a mapping do, in parts that can be put into words.

use crate::mapping::CompiledMapping;
use crate::mapping::compiled_script::CompiledScript;
use crate::script::{Meaning, Reads};

/// What the script of a rule or of a condition does.
#[derive(Clone, Debug, PartialEq)]
pub struct ScriptMeaning {
    /// The index of the rule set in the mapping.
    pub rule_set_idx: usize,
    /// The index of the rule in its rule set, `None` for the condition.
    pub rule_idx: Option<usize>,
    /// What it does; [`Meaning::Script`] when it does not compile.
    pub meaning: Meaning,
    /// What it reads; `None` when it does not compile.
    pub reads: Option<Reads>,
}

impl CompiledMapping {
    /// What the enabled rules that fill a field do, in order, each rule set's condition behind its
    /// rules.
    pub fn describe(&self) -> Vec<ScriptMeaning> {
        let mut meanings = Vec::new();
        for rule_set in &self.rule_sets {
            let of = |script: &CompiledScript, names: &[String], rule_idx| ScriptMeaning {
                rule_set_idx: rule_set.idx,
                rule_idx,
                meaning: script.program().map_or(Meaning::Script, |program| program.describe(names)),
                reads: script.program().map(|program| program.reads().clone()),
            };
            let names = rule_set.variables.of_rules();
            meanings.extend(rule_set.rules.iter().map(|rule| of(&rule.script, names, Some(rule.idx))));
            let names = rule_set.variables.of_condition();
            meanings.extend(rule_set.condition.iter().map(|condition| of(&condition.script, names, None)));
        }
        meanings
    }
}
