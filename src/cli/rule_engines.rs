//! Where the scripts of a mapping are evaluated and what they use, as `scimwright check` tells it.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::diagnostic::Place;
use crate::mapping::RuleLowering;
use crate::script::Lowering;
use crate::workbench::language::ScriptUses;

/// One line: how many scripts run on the tree, and which do not.
pub(super) fn engines_text(lowerings: &[RuleLowering<'_>]) -> String {
    let n_all = lowerings.len();
    let n_tree = lowerings.iter().filter(|rule| rule.lowering == Some(&Lowering::Tree)).count();
    let mut text = if n_tree == n_all {
        format!("{n_all} scripts on the tree")
    } else {
        format!("{n_tree} of {n_all} scripts on the tree")
    };
    let in_rhai: Vec<String> = lowerings.iter().filter_map(rule_in_rhai).collect();
    if !in_rhai.is_empty() {
        let _ = write!(text, "; in rhai: {}", in_rhai.join(", "));
    }
    match lowerings.iter().filter(|rule| rule.lowering.is_none()).count() {
        0 => {}
        1 => text.push_str("; 1 does not compile"),
        n_broken => {
            let _ = write!(text, "; {n_broken} do not compile");
        }
    }
    text.push('\n');
    text
}

fn rule_in_rhai(rule: &RuleLowering<'_>) -> Option<String> {
    let Lowering::Rhai { why, span } = rule.lowering? else { return None };
    let line = span.map(|span| format!("line {}: ", span.line)).unwrap_or_default();
    Some(format!("`{}` ({line}{why})", rule.title))
}

/// An object for each rule and condition.
pub(super) fn engines_json(lowerings: &[RuleLowering<'_>]) -> Value {
    let engine = |rule: &RuleLowering<'_>| match rule.lowering {
        None => json!({ "rule": rule.title, "engine": null }),
        Some(Lowering::Tree) => json!({ "rule": rule.title, "engine": "tree" }),
        Some(Lowering::Rhai { why, span }) => json!({
            "rule": rule.title,
            "engine": "rhai",
            "reason": why,
            "place": Place::in_rule(rule.title, *span),
        }),
    };
    lowerings.iter().map(engine).collect()
}

/// What each rule and condition uses, through helper functions too; those that do not compile are left
/// out.
pub(super) fn uses_json(lowerings: &[RuleLowering<'_>]) -> Value {
    let uses = lowerings.iter().filter_map(|rule| {
        let uses = ScriptUses::of_reads(rule.reads?);
        Some(json!({
            "rule": rule.title,
            "attributes": uses.attributes,
            "tables": uses.tables,
            "variables": uses.variables,
            "helpers": uses.helpers,
            "functions": uses.functions,
            "complete": uses.is_complete,
        }))
    });
    uses.collect()
}
