//! Calls in the style of functions.

use crate::script::lower::tree::{Foreign, Node};
use crate::script::review::walker::Walker;
use crate::script::types::Type;

impl<'w> Walker<'w> {
    /// A call of a built-in function.
    pub(super) fn call(&mut self, node: &'w Node, name: &'static str, arguments: &'w [Node]) -> Type {
        let source = self.source();
        let name = written_name(name, source.slice(&source.word(node.place)));
        let types = self.values(arguments);
        self.remark_call(name, arguments, &types);
        self.call_result(name, &types)
    }

    /// What only rhai evaluates, or nothing at all.
    pub(super) fn foreign(&mut self, node: &'w Node, foreign: &'w Foreign) -> Type {
        if foreign.is_change {
            self.values(&foreign.parts);
            self.remark_change(node, foreign.call.as_deref().unwrap_or("="));
            self.state.forget_locals();
            return Type::any();
        }
        if foreign.call.is_none() {
            for part in &foreign.parts {
                let state = self.state.clone();
                self.value(part);
                self.state = state;
            }
            self.state.forget_locals();
            return Type::any();
        }
        let types = self.values(&foreign.parts);
        if let Some(name) = foreign.call.as_deref() {
            self.remark_foreign_call(node, name, &foreign.parts, &types);
        }
        self.state.forget_locals();
        Type::any()
    }
}

/// The name of a function as it is written: those that find records are one function to the tree.
pub(super) fn written_name<'n>(name: &'n str, written: &'n str) -> &'n str {
    if name == "find_record" && written.starts_with("find_") { written } else { name }
}
