//! Functions that were translated once for all scripts, and what a translation gives.
//!
//! Not the translation itself.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rhai::{AST, Position};

use crate::script::lower::Natives;
use crate::script::lower::origins::Findings;
use crate::script::lower::sources::Sources;
use crate::script::lower::translate::Translator;
use crate::script::lower::tree::{Function, NodeId, Tree};

/// Functions that were translated; those of one script, or the helper functions for all scripts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Library {
    pub sources: Arc<Sources>,
    pub numbers: BTreeMap<(String, usize), usize>,
    pub functions: Vec<Entry>,
    pub next_id: NodeId,
}

/// One function of a library.
#[derive(Clone, Debug)]
pub(crate) enum Entry {
    /// It calls itself, directly or through others.
    InTranslation,
    Translated {
        function: Arc<Function>,
        findings: Arc<Findings>,
    },
    /// Why it has to run in rhai, and what of it is known.
    Refused {
        why: String,
        findings: Arc<Findings>,
        outline: Option<Arc<Function>>,
    },
}

/// A script after its translation.
#[derive(Debug)]
pub(crate) struct Translation {
    /// With parts that cannot be evaluated when there is a refusal.
    pub tree: Tree,
    /// Why the script has to run in rhai.
    pub refusal: Option<Refusal>,
    pub findings: Findings,
}

/// Why a script has to run in rhai, and where that is in the script.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    pub why: String,
    pub position: Position,
}

/// What the translation needs to know beside the script.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Surroundings<'t> {
    pub natives: &'t Natives,
    /// The variables of the script, by number.
    pub inputs: &'t [String],
    /// The names of the helper functions.
    pub helpers: &'t BTreeSet<String>,
    /// The script or a helper function gives parts of variables another value.
    pub assigns_properties: bool,
    /// A function of the script captures variables.
    pub captures: bool,
}

impl Library {
    /// Translates all helper functions.
    pub fn of_helpers(ast: &AST, surroundings: Surroundings<'_>) -> Self {
        let library = Self { sources: Arc::new(Sources::of(ast)), ..Self::default() };
        let sources = Arc::clone(&library.sources);
        let mut translator = Translator::new(surroundings, library, Arc::default());
        for (name, n_parameters) in sources.signatures().filter(|(name, _)| !name.starts_with("anon$")) {
            if let Some(source) = sources.find(name, n_parameters) {
                translator.function(name, source);
            }
        }
        translator.library
    }

    /// Translates a script that can call these helper functions. `ast` is without them.
    pub fn translate(&self, ast: &AST, surroundings: Surroundings<'_>) -> Translation {
        let own = if ast.has_functions() { Sources::of(ast) } else { Sources::default() };
        let overrides = own.signatures().any(|(name, n)| self.sources.find(name, n).is_some());
        let library = if overrides {
            // Helper functions call the functions of the script by their names, too.
            Self { sources: Arc::clone(&self.sources), next_id: self.next_id, ..Self::default() }
        } else {
            self.clone()
        };
        let mut translator = Translator::new(surroundings, library, Arc::new(own));
        translator.script(ast.statements())
    }
}

impl Entry {
    /// The function, as far as it is known; nothing that runs on the tree calls one that was
    /// refused.
    pub fn function(&self) -> Option<Arc<Function>> {
        match self {
            Self::Translated { function, .. } => Some(Arc::clone(function)),
            Self::Refused { outline, .. } => outline.clone(),
            Self::InTranslation => None,
        }
    }
}
