//! Variables and values that nobody uses, and variables that hide others.

use crate::diagnostic::{Code, Diagnostic, Fix};
use crate::script::lower::tree::{Chain, Kind, Node, StepKind};
use crate::script::review::walker::{Declared, Walker};
use crate::script::types::{Kinds, Type};

impl<'w> Walker<'w> {
    /// `let title = user.title;` and nothing more
    pub(in crate::script::review) fn remark_unused(&mut self, declared: &Declared) {
        let source = self.source();
        let name = source.slice(&declared.name);
        if declared.is_read || name.starts_with('_') {
            return;
        }
        let message = format!("The variable `{name}` is never used");
        let diagnostic = Diagnostic::warning(Code::UnusedVariable, message);
        let end = source.token_from(declared.statement.end).filter(|token| token.text(source.text()) == ";");
        let diagnostic = match end {
            Some(semicolon) if declared.is_plain => {
                let rest = source.text().get(semicolon.end..).unwrap_or_default();
                let blanks = rest.len() - rest.trim_start().len();
                let whole = declared.statement.start..semicolon.end + blanks;
                let fix = Fix::new(format!("Remove `{name}`"), source.edit(&whole, ""));
                diagnostic.with_help("remove it, or use it").with_fix(fix)
            }
            _ => diagnostic.with_help(format!("use it, or call it `_{name}` if that is meant")),
        };
        self.remark(&declared.name, diagnostic);
    }

    /// `if user.title == () { reject("…") }` in front of other statements, which drops the outcome
    pub(in crate::script::review) fn remark_dropped_outcomes(&mut self, node: &'w Node) {
        match &node.kind {
            Kind::Block(statements) => {
                if let Some(last) = statements.last() {
                    self.remark_dropped_outcomes(last);
                }
            }
            Kind::If(parts) => {
                self.remark_dropped_outcomes(&parts.then);
                self.remark_dropped_outcomes(&parts.otherwise);
            }
            Kind::Switch(parts) => {
                for body in parts.arms.iter().map(|arm| &*arm.body).chain(&parts.otherwise) {
                    self.remark_dropped_outcomes(body);
                }
            }
            Kind::Call(native, _) if OUTCOMES.contains(&native.name) => {
                self.remark_unused_value(node, &Type::of(Kinds::OUTCOME));
            }
            _ => {}
        }
    }

    /// `user.title;` in front of other statements
    pub(in crate::script::review) fn remark_unused_value(&mut self, node: &'w Node, type_: &Type) {
        let is_value = matches!(
            node.kind,
            Kind::Text(_)
                | Kind::Integer(_)
                | Kind::Boolean(_)
                | Kind::Input(_)
                | Kind::Local(_)
                | Kind::Binary(..)
                | Kind::Not(_)
                | Kind::And(_)
                | Kind::Or(_)
                | Kind::Coalesce(_)
                | Kind::Call(..)
                | Kind::List(_)
                | Kind::Object(_)
                | Kind::Joined(_)
        ) || matches!(&node.kind, Kind::Chain(chain) if !may_change(chain));
        if !is_value || type_.is_never() {
            return;
        }
        let range = self.source().extent(node);
        let diagnostic = Diagnostic::warning(Code::UnusedValue, "This value is not used");
        let is_outcome = matches!(&node.kind, Kind::Call(native, _) if OUTCOMES.contains(&native.name));
        let diagnostic = if is_outcome {
            let start = range.start..range.start;
            diagnostic
                .with_help("an outcome counts only as the value of the script; write `return` in front of it")
                .with_fix(Fix::new("Insert `return`", self.source().edit(&start, "return ")))
        } else {
            diagnostic.with_help(
                "a script gives the value of its last line; keep this one with `let`, or remove it",
            )
        };
        self.remark(&range, diagnostic);
    }

    /// `let user = …`
    pub(in crate::script::review) fn remark_hidden_input(&mut self, declared: &Declared) {
        let source = self.source();
        let name = source.slice(&declared.name);
        if self.is_in_helper || !self.around.names.iter().any(|input| input == name) {
            return;
        }
        let message = format!("This variable hides `{name}`, which the script is given");
        let diagnostic = Diagnostic::warning(Code::HidesInput, message).with_help("use another name");
        self.remark(&declared.name, diagnostic);
    }
}

/// Functions whose result says what becomes of the field or the record.
const OUTCOMES: [&str; 2] = ["clear", "reject"];

/// Whether a chain ends with a function of rhai of which nothing is known: it may change its subject.
fn may_change(chain: &Chain) -> bool {
    matches!(chain.steps.last().map(|step| &step.kind), Some(StepKind::Foreign(_)))
}
