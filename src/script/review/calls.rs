//! Calls in the style of functions.

use crate::script::lower::tree::{Foreign, Kind, Node};
use crate::script::review::walker::Walker;
use crate::script::types::Type;

impl<'w> Walker<'w> {
    /// A call of a built-in function.
    pub(super) fn call(&mut self, node: &'w Node, name: &'static str, arguments: &'w [Node]) -> Type {
        let types = self.values(arguments);
        self.remark_call(node, name, arguments, &types);
        let type_ = self.call_result(name, &types);
        let chooses = matches!(name, "first_present" | "coalesce");
        if chooses && has_certain_entry(arguments) { type_.present() } else { type_ }
    }

    /// What only rhai evaluates, or nothing at all.
    pub(super) fn foreign(&mut self, node: &'w Node, foreign: &'w Foreign) -> Type {
        if foreign.is_change {
            self.values(&foreign.parts);
            self.remark_change(node, foreign.call.as_deref().unwrap_or("="));
            return Type::any();
        }
        if foreign.call.is_none() {
            for part in &foreign.parts {
                let state = self.state.clone();
                self.value(part);
                self.state = state;
            }
            return Type::any();
        }
        let types = self.values(&foreign.parts);
        if let Some(name) = foreign.call.as_deref() {
            self.remark_foreign_call(node, name, &foreign.parts, &types);
        }
        Type::any()
    }
}

/// Whether one of the values to choose from is surely there, and not blank.
fn has_certain_entry(arguments: &[Node]) -> bool {
    let entries = match arguments {
        [Node { kind: Kind::List(entries), .. }] => entries,
        several => several,
    };
    entries.iter().any(|entry| match &entry.kind {
        Kind::Text(text) => !text.trim().is_empty(),
        Kind::Integer(_) | Kind::Boolean(_) => true,
        _ => false,
    })
}
