//! Statements: which ways the evaluation can take, and what is known on each.

use crate::script::lower::for_each_child;
use crate::script::lower::tree::{Arm, Change, For, How, If, Kind, Node, Over, PathStep, Pattern, Switch};
use crate::script::review::ScriptResult;
use crate::script::review::narrowing::assume;
use crate::script::review::state::{State, Subject};
use crate::script::review::walker::{Declared, Use, Walker};
use crate::script::syntax::Token;
use crate::script::types::{Kinds, Type};

impl<'w> Walker<'w> {
    /// Statements; the value is that of the last one.
    pub(super) fn block(&mut self, statements: &'w [Node], used: Use) -> Type {
        let Some((last, before)) = statements.split_last() else { return Type::of(Kinds::NOTHING) };
        for (idx, statement) in before.iter().enumerate() {
            let type_ = self.value(statement);
            self.remark_unused_value(statement, &type_);
            if matches!(statement.kind, Kind::If(_) | Kind::Switch(_) | Kind::Block(_)) {
                self.remark_dropped_outcomes(statement);
            }
            if type_.is_never() {
                self.remark_unreachable(statement, statements.get(idx + 1..).unwrap_or_default());
                return type_;
            }
        }
        self.walk(last, used)
    }

    pub(super) fn if_else(&mut self, node: &'w Node, parts: &'w If, used: Use) -> Type {
        let condition = self.value(&parts.condition);
        self.remark_condition(&parts.condition, &condition);
        self.remark_constant_condition(parts, &condition);
        let before = self.state.clone();
        assume(&mut self.state, &parts.condition, true);
        let then = self.walk(&parts.then, used);
        let after_then = std::mem::replace(&mut self.state, before);
        assume(&mut self.state, &parts.condition, false);
        let has_no_else = matches!(parts.otherwise.kind, Kind::Nothing) && parts.otherwise.place.line == 0;
        let otherwise = if has_no_else && used == Use::Result {
            self.missing_else(node);
            Type::of(Kinds::NOTHING)
        } else {
            self.walk(&parts.otherwise, used)
        };
        // Behind a branch that is left only the other one counts.
        if otherwise.is_never() {
            self.state = after_then;
        } else if !then.is_never() {
            let after_otherwise = std::mem::take(&mut self.state);
            self.state = after_then.or(&after_otherwise);
        }
        match condition.boolean {
            Some(true) => then,
            Some(false) => otherwise,
            None => then.or(otherwise),
        }
    }

    /// An `if` without `else` gives nothing when its condition is false.
    fn missing_else(&mut self, node: &'w Node) {
        let range = self.source().word(node.place);
        if !self.is_in_call && !self.is_in_closure {
            let type_ = Type::of(Kinds::NOTHING);
            self.results.push(ScriptResult { type_, range, is_declaration: true, is_choice: false });
        }
    }

    pub(super) fn switch(&mut self, node: &'w Node, parts: &'w Switch, used: Use) -> Type {
        let subject = self.value(&parts.subject);
        self.remark_switch(parts, &subject);
        let before = self.state.clone();
        let mut after = None;
        let mut result = Type::never();
        for (idx, arm) in parts.arms.iter().enumerate() {
            // Arms of several values share a body.
            let is_first =
                !parts.arms.iter().take(idx).any(|other| std::sync::Arc::ptr_eq(&other.body, &arm.body));
            if !is_first {
                continue;
            }
            self.state = before.clone();
            self.narrow_arm(&parts.subject, arm);
            if let Some(condition) = &arm.condition {
                let type_ = self.value(condition);
                self.remark_condition(condition, &type_);
            }
            let type_ = self.walk(&arm.body, used);
            if !type_.is_never() {
                let state = std::mem::take(&mut self.state);
                after = Some(match after {
                    None => state,
                    Some(after) => State::or(after, &state),
                });
            }
            result = result.or(type_);
        }
        self.state = before;
        let has_nothing = |arm: &Arm| matches!(arm.pattern, Pattern::Nothing) && arm.condition.is_none();
        if let (true, Some(subject)) = (parts.arms.iter().any(has_nothing), Subject::of(&parts.subject)) {
            self.state.exclude(subject, Kinds::NOTHING | Kinds::RARELY_NOTHING);
        }
        let otherwise = if let Some(otherwise) = &parts.otherwise {
            self.walk(otherwise, used)
        } else {
            if used == Use::Result {
                self.missing_else(node);
            }
            Type::of(Kinds::NOTHING)
        };
        if let Some(after) = after {
            let state = std::mem::take(&mut self.state);
            self.state = if otherwise.is_never() { after } else { after.or(&state) };
        }
        result.or(otherwise)
    }

    fn narrow_arm(&mut self, subject: &'w Node, arm: &'w Arm) {
        if matches!(arm.pattern, Pattern::Nothing) {
            return;
        }
        if let Some(subject) = Subject::of(subject) {
            self.state.exclude(subject, Kinds::NOTHING | Kinds::RARELY_NOTHING);
        }
    }

    /// `return value`
    pub(super) fn leave(&mut self, value: Option<&'w Node>) -> Type {
        let type_ = match value {
            Some(value) => self.walk(value, Use::Result),
            None => Type::of(Kinds::NOTHING),
        };
        let returned = std::mem::take(&mut self.returned);
        self.returned = returned.or(type_);
        Type::never()
    }

    /// The other statements.
    pub(super) fn statement(&mut self, node: &'w Node) -> Type {
        match &node.kind {
            Kind::Let(slot, value) => {
                let type_ = self.value(value);
                self.declare(node, *slot, value);
                self.state.set_local(*slot, type_);
                Type::of(Kinds::NOTHING)
            }
            Kind::Set(slot, operator, value) => {
                let type_ = self.value(value);
                let type_ = if operator.is_some() {
                    if let Some(declared) = self.declared.get_mut(slot) {
                        declared.is_read = true;
                    }
                    Type::any()
                } else {
                    if let Some(declared) = self.declared.get_mut(slot) {
                        declared.is_plain = false;
                    }
                    type_
                };
                self.state.set_local(*slot, type_);
                Type::of(Kinds::NOTHING)
            }
            Kind::Change(change) => self.change(change),
            Kind::While(parts) => {
                self.forget_changes(node);
                if let Some(condition) = &parts.condition {
                    let type_ = self.value(condition);
                    self.remark_condition(condition, &type_);
                }
                self.in_loop(&parts.body);
                if parts.condition.is_none() && !breaks(&parts.body) { Type::never() } else { Type::any() }
            }
            Kind::DoWhile(parts) => {
                self.forget_changes(node);
                self.in_loop(&parts.body);
                let type_ = self.value(&parts.condition);
                self.remark_condition(&parts.condition, &type_);
                Type::any()
            }
            Kind::For(parts) => self.for_loop(node, parts),
            Kind::Break(value) | Kind::Throw(value) => {
                if let Some(value) = value {
                    self.value(value);
                }
                Type::never()
            }
            Kind::Continue => Type::never(),
            _ => Type::any(),
        }
    }

    fn change(&mut self, change: &'w Change) -> Type {
        for step in &change.path {
            if let PathStep::Index(index) = step {
                self.value(index);
            }
        }
        match &change.how {
            How::Assign(_, value) => {
                self.value(value);
            }
            How::Call(_, arguments) => {
                self.values(arguments);
            }
        }
        if let Some(declared) = self.declared.get_mut(&change.slot) {
            declared.is_read = true;
        }
        let kinds = self.state.local(change.slot).kinds;
        let changed = if kinds == Kinds::LIST { Type::of(Kinds::LIST) } else { Type::any() };
        self.state.set_local(change.slot, changed);
        Type::any()
    }

    fn for_loop(&mut self, node: &'w Node, parts: &'w For) -> Type {
        let entry = match &parts.over {
            Over::List(list) => {
                let type_ = self.value(list);
                self.remark_loop(list, &type_);
                type_.items.map_or_else(Type::any, |items| Type::clone(&items))
            }
            Over::Range(from, to) | Over::RangeInclusive(from, to) => {
                self.value(from);
                self.value(to);
                Type::of(Kinds::INTEGER)
            }
        };
        self.forget_changes(node);
        self.state.set_local(parts.entry, entry);
        self.declared.remove(&parts.entry);
        if let Some(counter) = parts.counter {
            self.state.set_local(counter, Type::of(Kinds::INTEGER));
            self.declared.remove(&counter);
        }
        self.in_loop(&parts.body);
        Type::of(Kinds::NOTHING)
    }

    /// The body of a loop, which may be left at any point and may not run at all.
    fn in_loop(&mut self, body: &'w Node) {
        let before = self.state.clone();
        self.value(body);
        let after = std::mem::take(&mut self.state);
        self.state = before.or(&after);
    }

    /// Variables that a loop or a function changes can be anything in it.
    pub(super) fn forget_changes(&mut self, node: &'w Node) {
        let mut slots = Vec::new();
        changed_slots(node, &mut slots);
        for slot in slots {
            let kinds = self.state.local(slot).kinds;
            let type_ = if kinds == Kinds::LIST { Type::of(Kinds::LIST) } else { Type::any() };
            self.state.set_local(slot, type_);
        }
    }

    /// Of these nodes some may be evaluated, and others not.
    pub(super) fn forget_changes_of(&mut self, nodes: &'w [Node]) {
        for node in nodes {
            self.forget_changes(node);
        }
    }

    fn declare(&mut self, node: &'w Node, slot: usize, value: &'w Node) {
        let source = self.source();
        let statement = source.extent(node);
        let words: Vec<_> = source.tokens_within(&statement).map(Token::range).collect();
        let name = words.into_iter().find(|range| !matches!(source.slice(range), "let" | "const"));
        let declared =
            name.map(|name| Declared { name, statement, is_read: false, is_plain: is_plain(value) });
        let old = match declared {
            Some(declared) => {
                self.remark_hidden_input(&declared);
                self.declared.insert(slot, declared)
            }
            None => self.declared.remove(&slot),
        };
        if let Some(old) = old {
            self.remark_unused(&old);
        }
    }

    /// The variables of a function are gone.
    pub(super) fn end_of_function(&mut self) {
        for declared in std::mem::take(&mut self.declared).values() {
            self.remark_unused(declared);
        }
    }
}

/// Whether the evaluation of a node does nothing but give a value.
fn is_plain(node: &Node) -> bool {
    let mut plain = !matches!(
        node.kind,
        Kind::Set(..) | Kind::Change(_) | Kind::Return(_) | Kind::Throw(_) | Kind::Break(_) | Kind::Continue
    );
    for_each_child(node, &mut |part| plain &= is_plain(part));
    plain
}

fn breaks(node: &Node) -> bool {
    let mut found = matches!(node.kind, Kind::Break(_) | Kind::Return(_));
    for_each_child(node, &mut |part| found |= breaks(part));
    found
}

fn changed_slots(node: &Node, slots: &mut Vec<usize>) {
    match &node.kind {
        Kind::Set(slot, ..) => slots.push(*slot),
        Kind::Change(change) => slots.push(change.slot),
        _ => {}
    }
    for_each_child(node, &mut |part| changed_slots(part, slots));
}
