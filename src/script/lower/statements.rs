//! Statements.

use std::collections::BTreeMap;
use std::sync::Arc;

use rhai::{
    ASTFlags, BinaryExpr, Dynamic, Expr, FlowControl, Ident, Position, RangeCase, Stmt, SwitchCasesCollection,
};

use crate::script::lower::BinaryOperator;
use crate::script::lower::frame::Declared;
use crate::script::lower::origins::Origins;
use crate::script::lower::translate::{Made, Translator};
use crate::script::lower::tree::{
    Arm, DoWhile, For, Foreign, How, If, Kind, Node, Over, Pattern, Switch, While,
};

impl Translator<'_> {
    /// A block with variables of its own.
    pub fn block(&mut self, statements: &[Stmt], position: Position) -> Made {
        let mark = self.frame.begin();
        let made = self.statements(statements, position);
        self.end_block(mark);
        made
    }

    /// Statements in the block at hand; the value is that of the last one.
    pub fn statements(&mut self, statements: &[Stmt], position: Position) -> Made {
        let Some((last, before)) = statements.split_last() else {
            return self.made(Kind::Nothing, position);
        };
        if before.is_empty() {
            return self.statement(last);
        }
        let mut nodes = Vec::with_capacity(statements.len());
        for statement in before {
            let made = self.statement(statement);
            nodes.push(self.used(made));
        }
        let made = self.statement(last);
        nodes.push(made.node);
        self.made_of(Kind::Block(nodes.into()), position, made.origins)
    }

    fn statement(&mut self, statement: &Stmt) -> Made {
        let position = statement.position();
        match statement {
            Stmt::Noop(_) => self.made(Kind::Nothing, position),
            Stmt::Expr(expression) => self.expression(expression),
            Stmt::FnCall(call, _) => self.call(call, position),
            Stmt::Block(block) => self.block(block.statements(), position),
            Stmt::Var(definition, flags, _) => {
                let (name, expression, _) = &**definition;
                self.definition(name.as_str(), expression, flags.contains(ASTFlags::CONSTANT), position)
            }
            Stmt::Assignment(assignment) => {
                let (operation, BinaryExpr { lhs, rhs }) = &**assignment;
                let operator = operation.get_op_assignment_info().map(|(.., operator)| operator);
                self.assignment(lhs, operator, rhs, position)
            }
            Stmt::If(flow, _) => self.if_else(flow, position),
            Stmt::Switch(parts, _) => self.switch(&parts.0, &parts.1, position),
            Stmt::While(flow, _) => self.while_loop(flow, position),
            Stmt::Do(flow, flags, _) => self.do_loop(flow, !flags.contains(ASTFlags::NEGATED), position),
            Stmt::For(parts, _) => {
                let (entry, counter, flow) = &**parts;
                self.for_loop(entry.as_str(), counter.as_ref().map(Ident::as_str), flow, position)
            }
            Stmt::BreakLoop(value, flags, _) => {
                let value = value.as_ref().map(|value| Box::new(self.value(value)));
                let is_break = flags.contains(ASTFlags::BREAK);
                let kind = if is_break { Kind::Break(value) } else { Kind::Continue };
                self.made(kind, position)
            }
            Stmt::Return(value, flags, _) => self.exit(value.as_deref(), *flags, position),
            Stmt::TryCatch(flow, _) => {
                let body = self.block(flow.body.statements(), position);
                let body = self.used(body);
                self.caught(flow, body, position)
            }
            _ => self.refuse("a statement of another kind", position),
        }
    }

    /// Looks at what is done with an error, for what it reads.
    fn caught(&mut self, flow: &FlowControl, body: Node, position: Position) -> Made {
        let mark = self.frame.begin();
        if let Expr::Variable(variable, ..) = &flow.expr {
            self.frame.declare(&variable.1, Origins::default(), Declared::Given);
        }
        let made = self.statements(flow.branch.statements(), position);
        let handler = self.used(made);
        self.end_block(mark);
        let parts = Box::new([body, handler]);
        self.refuse_with("`try … catch`", Foreign { call: None, parts, is_change: false }, position)
    }

    fn exit(&mut self, value: Option<&Expr>, flags: ASTFlags, position: Position) -> Made {
        let made = value.map(|value| self.expression(value));
        let is_throw = flags.contains(ASTFlags::BREAK);
        let value = made.map(|made| Box::new(if is_throw { self.used(made) } else { self.returned(made) }));
        self.made(if is_throw { Kind::Throw(value) } else { Kind::Return(value) }, position)
    }

    fn definition(&mut self, name: &str, value: &Expr, is_constant: bool, position: Position) -> Made {
        let made = self.expression(value);
        let origins = self.findings.bounded(made.origins);
        self.findings.constants.are_changed |= is_constant;
        let how = if is_constant { Declared::Const } else { Declared::Let };
        let slot = self.frame.declare(name, origins, how);
        self.made(Kind::Let(slot, Box::new(made.node)), position)
    }

    fn assignment(&mut self, to: &Expr, operator: Option<&str>, value: &Expr, position: Position) -> Made {
        let value = self.value(value);
        let operator = match operator.map(BinaryOperator::of) {
            Some(None) => return self.refuse("an assignment with such an operator", position),
            Some(operator) => operator,
            None => None,
        };
        self.n_effects += 1;
        match to {
            Expr::Variable(variable, ..) => {
                let local = self.frame.find_to_set(&variable.1);
                if let (Some(local), Some(_)) = (&local, operator) {
                    self.findings.read(&local.origins);
                }
                match self.changeable(local, position) {
                    Some(slot) => self.made(Kind::Set(slot, operator, Box::new(value)), position),
                    None => self.made(Kind::Nothing, position),
                }
            }
            Expr::Dot(..) | Expr::Index(..) => self.change(to, How::Assign(operator, value), position),
            _ => self.refuse("a change of what is no variable", position),
        }
    }

    fn if_else(&mut self, flow: &FlowControl, position: Position) -> Made {
        let condition = self.value(&flow.expr);
        let then = self.block(flow.body.statements(), flow.body.position());
        let otherwise = self.block(flow.branch.statements(), flow.branch.position());
        let origins = then.origins.or(otherwise.origins);
        let parts = If { condition, then: then.node, otherwise: otherwise.node };
        self.made_of(Kind::If(Box::new(parts)), position, origins)
    }

    fn switch(&mut self, subject: &Expr, cases: &SwitchCasesCollection, position: Position) -> Made {
        let subject = self.value(subject);
        let mut origins = Origins::default();
        let mut patterns: Vec<(usize, Pattern)> = Vec::new();
        let mut values: Vec<_> = cases.cases.values().collect();
        // Each value has its own cases, so only the order of the blocks of one value counts.
        values.sort_by_cached_key(|case| (case.blocks.first().copied(), case.value.to_string()));
        for case in values.into_iter().filter(|case| !is_range(&case.value)) {
            for block in &case.blocks {
                match pattern_of(&case.value) {
                    Some(pattern) => patterns.push((*block, pattern)),
                    None => {
                        self.refuse("a `switch` on such a value", position);
                    }
                }
            }
        }
        for range in &cases.ranges {
            patterns.push((
                range.index(),
                match range {
                    RangeCase::ExclusiveInt(range, _) => Pattern::Range(range.start, range.end),
                    RangeCase::InclusiveInt(range, _) => {
                        Pattern::RangeInclusive(*range.start(), *range.end())
                    }
                },
            ));
        }
        let mut bodies: BTreeMap<usize, Arc<Node>> = BTreeMap::new();
        let mut arms = Vec::with_capacity(patterns.len());
        for (block, pattern) in patterns {
            let Some(BinaryExpr { lhs, rhs }) = cases.expressions.get(block) else { continue };
            let condition = match lhs {
                Expr::BoolConstant(true, _) => None,
                condition => Some(self.value(condition)),
            };
            let body = if let Some(body) = bodies.get(&block) {
                Arc::clone(body)
            } else {
                let made = self.expression(rhs);
                origins = origins.or(made.origins);
                let body = Arc::new(made.node);
                bodies.insert(block, Arc::clone(&body));
                body
            };
            arms.push(Arm { pattern, condition, body });
        }
        let otherwise = cases.def_case.and_then(|block| cases.expressions.get(block));
        let otherwise = otherwise.map(|arm| {
            let made = self.expression(&arm.rhs);
            origins = std::mem::take(&mut origins).or(made.origins);
            made.node
        });
        let parts = Switch { subject, arms: arms.into(), otherwise };
        self.made_of(Kind::Switch(Box::new(parts)), position, origins)
    }

    fn while_loop(&mut self, flow: &FlowControl, position: Position) -> Made {
        let first_id = self.next_id();
        let condition = match &flow.expr {
            Expr::Unit(_) | Expr::BoolConstant(true, _) => None,
            condition => Some(self.value(condition)),
        };
        let body = self.block(flow.body.statements(), flow.body.position());
        let body = self.used(body);
        let parts = While { condition, body, weight: self.weight_since(first_id) };
        self.made(Kind::While(Box::new(parts)), position)
    }

    fn do_loop(&mut self, flow: &FlowControl, goes_on: bool, position: Position) -> Made {
        let first_id = self.next_id();
        let body = self.block(flow.body.statements(), flow.body.position());
        let body = self.used(body);
        let condition = self.value(&flow.expr);
        let parts = DoWhile { body, condition, goes_on, weight: self.weight_since(first_id) };
        self.made(Kind::DoWhile(Box::new(parts)), position)
    }

    fn for_loop(
        &mut self,
        entry: &str,
        counter: Option<&str>,
        flow: &FlowControl,
        position: Position,
    ) -> Made {
        let (over, origins) = self.over(&flow.expr);
        let mark = self.frame.begin();
        let counter = counter.map(|name| self.frame.declare(name, Origins::default(), Declared::Given));
        let entry = self.frame.declare(entry, origins, Declared::Given);
        let first_id = self.next_id();
        let body = self.block(flow.body.statements(), flow.body.position());
        let body = self.used(body);
        let weight = self.weight_since(first_id);
        self.end_block(mark);
        let parts = For { over, entry, counter, body, weight };
        self.made(Kind::For(Box::new(parts)), position)
    }

    fn over(&mut self, expression: &Expr) -> (Over, Origins) {
        if let Expr::FnCall(call, _) = expression
            && let [from, to] = &*call.args
            && (call.name == ".." || call.name == "..=")
        {
            let (from, to) = (self.value(from), self.value(to));
            let over = if call.name == ".." { Over::Range(from, to) } else { Over::RangeInclusive(from, to) };
            return (over, Origins::default());
        }
        let made = self.subject(expression);
        (Over::List(made.node), self.findings.bounded(made.origins))
    }
}

/// Rhai keeps ranges among the values, too, for a subject that is one.
fn is_range(value: &Dynamic) -> bool {
    value.is::<std::ops::Range<i64>>() || value.is::<std::ops::RangeInclusive<i64>>()
}

/// A value of a case, `None` for one that is not compared so.
fn pattern_of(value: &Dynamic) -> Option<Pattern> {
    if value.is_unit() {
        return Some(Pattern::Nothing);
    }
    if let Ok(flag) = value.as_bool() {
        return Some(Pattern::Boolean(flag));
    }
    if let Ok(whole) = value.as_int() {
        return Some(Pattern::Integer(whole));
    }
    if let Ok(character) = value.as_char() {
        return Some(Pattern::Character(character));
    }
    let text = value.as_immutable_string_ref().ok()?;
    Some(Pattern::Text(text.as_str().into()))
}
