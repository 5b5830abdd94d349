//! What a mapping names, and what therefore stays as it is when people are masked.

use serde_json::Value;

use crate::mask::KeptValues;
use crate::project::ProjectModel;
use crate::script::syntax::{TokenKind, tokens};

/// Keys of tables, values of variables, and texts in scripts.
pub fn kept_values_of(model: &ProjectModel) -> KeptValues {
    let mut kept = KeptValues::default();
    for (name, table) in model.tables.iter() {
        let why = format!("table {name} has it as a key");
        for row in table.rows() {
            kept.add(&row.key, &why);
        }
    }
    for state in model.environments.values() {
        for (name, value) in &state.variables {
            if let Value::String(text) = value {
                kept.add(text, &format!("variable {name} has this value"));
            }
        }
    }
    let mapping = &model.mapping;
    for rule_set in &mapping.rule_sets {
        add_script(&mut kept, &rule_set.condition, &rule_set.condition_title());
        for rule in &rule_set.rules {
            add_script(&mut kept, &rule.script, &rule_set.rule_title(rule));
        }
    }
    add_script(&mut kept, &mapping.functions, "helper functions");
    kept
}

fn add_script(kept: &mut KeptValues, script: &str, title: &str) {
    let why = format!("script {title} names it");
    for token in tokens(script).into_iter().filter(|token| token.kind == TokenKind::Text) {
        let text = token.text(script).trim_matches(['"', '`']);
        kept.add_script_text(text, &why);
    }
}
