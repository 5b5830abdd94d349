//! A script of a rule or condition, compiled or not.

use std::collections::HashMap;
use std::sync::Arc;

use crate::script::{Program, ScriptError};

/// A script with what became of it when it was compiled.
#[derive(Debug)]
pub(super) struct CompiledScript {
    /// As it was typed.
    pub text: String,
    pub program: Result<Program, ScriptError>,
}

impl CompiledScript {
    /// The program, `None` when it does not compile.
    pub fn program(&self) -> Option<&Program> {
        self.program.as_ref().ok()
    }

    /// Whether it stands alike and does the same when what it reads is the same.
    pub fn is_same(&self, other: &Self) -> bool {
        let errors = (self.program.as_ref().err(), other.program.as_ref().err());
        self.text == other.text && errors.0 == errors.1
    }

    /// Whether an evaluation can refuse the record.
    pub fn can_reject(&self) -> bool {
        self.program().is_some_and(|program| {
            let reads = program.reads();
            reads.can_reject || !reads.is_complete
        })
    }
}

/// Scripts that were compiled for the same host with the same helper functions, found by their text
/// and variables.
#[derive(Debug, Default)]
pub(super) struct KnownScripts {
    scripts: HashMap<Vec<String>, HashMap<String, Arc<CompiledScript>>>,
}

impl KnownScripts {
    /// Remembers a script that was compiled with these variables.
    pub fn add(&mut self, script: &Arc<CompiledScript>, variables: &[String]) {
        let scripts = self.scripts.entry(variables.to_vec()).or_default();
        scripts.insert(script.text.clone(), Arc::clone(script));
    }

    /// The script with this text and these variables.
    pub fn get(&self, text: &str, variables: &[String]) -> Option<Arc<CompiledScript>> {
        self.scripts.get(variables)?.get(text).cloned()
    }
}
