//! The functions of a script as rhai has parsed them.
//!
//! Not their meaning.

use std::collections::BTreeMap;

use rhai::{AST, ASTNode, Stmt};

/// The functions of a script by name and number of parameters; those that stand where they are used
/// have a name that the parser made, and the captured variables as their first parameters.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sources {
    functions: BTreeMap<String, Vec<Source>>,
}

/// One function.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    /// The names of its parameters.
    pub parameters: Vec<String>,
    /// Its statements.
    pub body: Vec<Stmt>,
}

impl Sources {
    /// The functions of a script, without the helper functions when these were not merged into it.
    pub fn of(ast: &AST) -> Self {
        let mut functions: BTreeMap<String, Vec<Source>> = BTreeMap::new();
        for function in ast.iter_functions() {
            let parameters: Vec<_> = function.params.iter().map(|name| (*name).to_owned()).collect();
            let body = body_of(ast, function.name, parameters.len());
            let of_name = functions.entry(function.name.to_owned()).or_default();
            of_name.push(Source { parameters, body });
        }
        Self { functions }
    }

    /// The function of this name with so many parameters.
    pub fn find(&self, name: &str, n_parameters: usize) -> Option<&Source> {
        self.all_of(name).iter().find(|source| source.parameters.len() == n_parameters)
    }

    /// The functions of this name.
    pub fn all_of(&self, name: &str) -> &[Source] {
        self.functions.get(name).map_or(&[], Vec::as_slice)
    }

    /// Name and number of parameters of each function, sorted.
    pub fn signatures(&self) -> impl Iterator<Item = (&str, usize)> {
        self.functions.iter().flat_map(|(name, sources)| {
            sources.iter().map(move |source| (name.as_str(), source.parameters.len()))
        })
    }
}

/// The parser gives the statements of a function to those who walk a tree that has no other.
fn body_of(ast: &AST, name: &str, n_parameters: usize) -> Vec<Stmt> {
    let mut alone = ast.clone_functions_only();
    alone.retain_functions(|_, _, other, n_others| other == name && n_others == n_parameters);
    let mut body = Vec::new();
    alone.walk(&mut |path: &[ASTNode<'_>]| {
        if let [ASTNode::Stmt(statement)] = path {
            body.push((*statement).clone());
        }
        true
    });
    body
}
