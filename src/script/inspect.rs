//! What the syntax tree of a script tells before the script is run: calls that the limits of the
//! engine do not hold, and how the script treats the inputs that it is given.
//!
//! Not the meaning of a script: nothing is evaluated here.

use std::collections::BTreeSet;

use rhai::{AST, ASTNode, Expr, FnCallExpr, Position, Stmt};

/// The most arguments of a call. A function that is not there is looked for by the types of its
/// arguments in every combination, which nothing can interrupt.
const MOST_ARGUMENTS: usize = 10;

/// Functions that call the function they are given and do not keep it.
const CALLING: [&str; 13] = [
    "all", "dedup", "drain", "filter", "find", "find_map", "for_each", "index_of", "map", "reduce", "retain",
    "some", "sort",
];

/// How a script treats its inputs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct InputUse {
    /// It gives properties of objects a value, perhaps those of an input.
    pub assigns_properties: bool,
    /// A function in it reads variables from outside of it, perhaps an input.
    pub captures: bool,
}

/// A call or function that a script may not have.
#[derive(Debug)]
pub(super) struct Refusal {
    /// Why, in one sentence without a full stop.
    pub message: String,
    /// What to do instead.
    pub help: &'static str,
    /// Where it is.
    pub position: Position,
}

/// Looks through a script. `helpers` are the names of the helper functions that it can call.
pub(super) fn inspect(ast: &AST, helpers: &BTreeSet<String>) -> Result<InputUse, Refusal> {
    let mut own = helpers.clone();
    own.extend(ast.iter_functions().map(|function| function.name.to_owned()));
    let mut uses = InputUse::default();
    let mut refusal = None;
    ast.walk(&mut |path: &[ASTNode<'_>]| {
        match path.last() {
            Some(ASTNode::Stmt(stmt)) => visit_statement(path, stmt, &own, &mut uses, &mut refusal),
            Some(ASTNode::Expr(expr)) => visit_expression(expr, &mut refusal),
            _ => {}
        }
        refusal.is_none()
    });
    refusal.map_or(Ok(uses), Err)
}

fn visit_statement(
    path: &[ASTNode<'_>],
    stmt: &Stmt,
    own: &BTreeSet<String>,
    uses: &mut InputUse,
    refusal: &mut Option<Refusal>,
) {
    match stmt {
        Stmt::Assignment(parts) => {
            uses.assigns_properties |= matches!(parts.1.lhs, Expr::Dot(..) | Expr::Index(..));
        }
        Stmt::FnCall(call, position) => check_arguments(call, *position, refusal),
        Stmt::Share(captured) => {
            uses.captures = true;
            if !is_called_at_once(path, own) {
                let position = captured.first().map_or(Position::NONE, |(variable, _)| variable.pos);
                *refusal = Some(Refusal {
                    message: "A function that reads variables from outside of it cannot be kept".to_owned(),
                    help: "write it where it is used, as in `list.filter(|entry| …)`, or give it the \
                           values as arguments",
                    position,
                });
            }
        }
        _ => {}
    }
}

fn visit_expression(expr: &Expr, refusal: &mut Option<Refusal>) {
    if let Expr::FnCall(call, position) | Expr::MethodCall(call, position) = expr {
        check_arguments(call, *position, refusal);
    }
}

fn check_arguments(call: &FnCallExpr, position: Position, refusal: &mut Option<Refusal>) {
    // The function that captures variables is made by such a call of the parser's own.
    if call.args.len() > MOST_ARGUMENTS && call.name != "curry" {
        let (name, count) = (&call.name, call.args.len());
        *refusal = Some(Refusal {
            message: format!("`{name}` is called with {count} arguments, {MOST_ARGUMENTS} are the most"),
            help: "put the values into an array",
            position,
        });
    }
}

/// Whether the capturing function at the end of the path is handed to a function that does nothing
/// but call it. Kept anywhere else, functions can hold each other and are never freed, or form
/// chains that are too deep to be freed.
fn is_called_at_once(path: &[ASTNode<'_>], own: &BTreeSet<String>) -> bool {
    let [.., call, ASTNode::Expr(function), _] = path else { return false };
    let (call, place) = match call {
        ASTNode::Expr(Expr::MethodCall(call, _)) => (call, 0),
        ASTNode::Expr(Expr::FnCall(call, _)) | ASTNode::Stmt(Stmt::FnCall(call, _)) => (call, 1),
        _ => return false,
    };
    let name = call.name.as_str();
    CALLING.contains(&name)
        && !own.contains(name)
        && call.args.get(place).is_some_and(|argument| std::ptr::eq(argument, *function))
}
