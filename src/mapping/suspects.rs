//! What of the differences between two mappings can reach the result of a script.
//!
//! Not what really made a difference for a resource: that takes runs.

use std::collections::BTreeSet;

use crate::mapping::compiled_script::CompiledScript;
use crate::mapping::surroundings::Differences;
use crate::script::{Program, Reads};

/// Differences between two mappings that can make a field, or what the condition says, another one.
/// What is not listed cannot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suspects {
    /// The target: fields, and how values are held against them.
    pub target: bool,
    /// The scripts themselves, when they are applied, how many there are and in which order.
    pub scripts: bool,
    /// Helper functions by name.
    pub helpers: BTreeSet<String>,
    /// Lookup tables by name.
    pub tables: BTreeSet<String>,
    /// Variables by name.
    pub variables: BTreeSet<String>,
}

impl Suspects {
    /// Adds what of the differences a script can read, in either of its states.
    pub(super) fn add(&mut self, differences: &Differences, script: &CompiledScript) {
        self.target |= differences.target;
        let reads = script.program().map(Program::reads);
        if let Some(reads) = reads.filter(|reads| reads.is_complete) {
            return self.add_reads(differences, reads);
        }
        self.helpers.extend(differences.helpers.iter().cloned());
        self.tables.extend(differences.tables.iter().cloned());
        self.variables.extend(differences.variables.iter().cloned());
    }

    fn add_reads(&mut self, differences: &Differences, reads: &Reads) {
        self.helpers.extend(differences.helpers.intersection(&reads.helpers).cloned());
        self.tables.extend(differences.tables.intersection(&reads.tables).cloned());
        for path in reads.paths.iter().filter(|path| path.variable == "vars") {
            let is_read =
                |name: &&String| path.names.first().is_none_or(|read| name.eq_ignore_ascii_case(read));
            self.variables.extend(differences.variables.iter().filter(is_read).cloned());
        }
    }
}
