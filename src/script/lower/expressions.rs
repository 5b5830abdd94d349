//! Expressions other than chains and calls.

use rhai::{Dynamic, Expr, Position, Stmt};

use crate::script::lower::frame::Declared;
use crate::script::lower::origins::{Origins, Root};
use crate::script::lower::translate::{Made, Translator};
use crate::script::lower::tree::{Kind, Node};

impl Translator<'_> {
    /// An expression whose value is used.
    pub fn value(&mut self, expression: &Expr) -> Node {
        let made = self.expression(expression);
        self.used(made)
    }

    /// An expression.
    pub fn expression(&mut self, expression: &Expr) -> Made {
        let position = expression.position();
        match expression {
            Expr::Unit(_) => self.made(Kind::Nothing, position),
            Expr::BoolConstant(flag, _) => self.made(Kind::Boolean(*flag), position),
            Expr::IntegerConstant(whole, _) => self.made(Kind::Integer(*whole), position),
            Expr::FloatConstant(number, _) => self.made(Kind::Float(**number), position),
            Expr::CharConstant(character, _) => self.made(Kind::Character(*character), position),
            Expr::StringConstant(text, _) => self.made(Kind::Text(text.as_str().into()), position),
            Expr::DynamicConstant(value, _) => self.constant(value, position),
            Expr::InterpolatedString(parts, _) => {
                let parts = self.values(parts);
                self.made(Kind::Joined(parts), position)
            }
            Expr::Array(items, _) => {
                let items = self.values(items);
                self.made(Kind::List(items), position)
            }
            Expr::Map(parts, _) => self.object(&parts.0, position),
            Expr::Variable(..) => self.whole(expression),
            Expr::Stmt(block) => self.inner_block(block.statements(), position),
            Expr::FnCall(call, _) => self.call(call, position),
            Expr::Dot(..) | Expr::Index(..) => self.chain(expression),
            Expr::And(parts, _) => {
                let parts = self.values(parts);
                self.made(Kind::And(parts), position)
            }
            Expr::Or(parts, _) => {
                let parts = self.values(parts);
                self.made(Kind::Or(parts), position)
            }
            Expr::Coalesce(parts, _) => self.coalesce(parts, position),
            Expr::ThisPtr(_) => self.refuse("`this`", position),
            _ => self.refuse("an expression of another kind", position),
        }
    }

    /// Expressions in order, whose values are used.
    pub fn values(&mut self, expressions: &[Expr]) -> Box<[Node]> {
        expressions.iter().map(|expression| self.value(expression)).collect()
    }

    /// An expression of which parts are read, or that a function is given.
    pub fn subject(&mut self, expression: &Expr) -> Made {
        match expression {
            Expr::Variable(variable, ..) => self.variable(&variable.1, expression.position()),
            other => self.expression(other),
        }
    }

    /// A variable that is used as it is.
    fn whole(&mut self, expression: &Expr) -> Made {
        let made = self.subject(expression);
        self.findings.constants.are_taken |= match made.node.kind {
            Kind::Local(slot) => self.frame.of_slot(slot).is_none_or(|local| local.how == Declared::Given),
            _ => true,
        };
        made
    }

    /// A variable.
    pub fn variable(&mut self, name: &str, position: Position) -> Made {
        if let Some(local) = self.frame.find(name) {
            return self.made_of(Kind::Local(local.slot), position, local.origins);
        }
        if !self.is_in_function()
            && let Some(number) = self.surroundings.inputs.iter().rposition(|input| input == name)
        {
            self.frame.mention_input(number);
            return self.made_of(Kind::Input(number), position, Origins::of(Root::Input(number)));
        }
        self.refuse(&format!("`{name}`, which is no variable here"), position)
    }

    /// A block that stands for a value. A function that captures variables is one, too.
    fn inner_block(&mut self, statements: &[Stmt], position: Position) -> Made {
        if let [Stmt::Share(_), ..] = statements {
            return self.refuse("a function that is kept", position);
        }
        self.block(statements, position)
    }

    /// The parser makes constants of functions that stand where they are used.
    fn constant(&mut self, value: &Dynamic, position: Position) -> Made {
        if value.is_fnptr() {
            return self.refuse("a function that is kept", position);
        }
        self.refuse("a constant of another kind", position)
    }

    fn object(&mut self, entries: &[(impl AsRef<str>, Expr)], position: Position) -> Made {
        let mut parts = Vec::with_capacity(entries.len());
        for (name, value) in entries {
            self.findings.names.insert(name.as_ref().to_owned());
            let value = self.value(value);
            parts.push((Box::from(name.as_ref()), value));
        }
        let alike = |left: &str, right: &str| left != right && left.eq_ignore_ascii_case(right);
        let names: Vec<&str> = entries.iter().map(|(name, _)| name.as_ref()).collect();
        if names.iter().any(|name| names.iter().any(|other| alike(name, other))) {
            return self.refuse("an object with names that differ in case", position);
        }
        self.made(Kind::Object(parts.into()), position)
    }

    fn coalesce(&mut self, parts: &[Expr], position: Position) -> Made {
        let mut origins = Origins::default();
        let mut nodes = Vec::with_capacity(parts.len());
        for part in parts {
            let made = self.expression(part);
            origins = origins.or(made.origins);
            nodes.push(made.node);
        }
        let origins = self.findings.bounded(origins);
        self.made_of(Kind::Coalesce(nodes.into()), position, origins)
    }
}
