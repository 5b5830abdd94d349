//! What the user is looking at.

/// The main views.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum View {
    /// Rules, script, payload and record of one sample.
    #[default]
    Design,
    /// All samples by all fields.
    Grid,
    /// What the client's next requests do.
    Simulate,
    /// What samples are expected to become.
    Cases,
    /// What must be in order before the mapping leaves, and who changes.
    Promote,
}

/// A script of the mapping.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ScriptPlace {
    /// A rule, by index.
    Rule {
        /// The rule set.
        rule_set: usize,
        /// The rule in it.
        rule: usize,
    },
    /// The condition of a rule set.
    Condition {
        /// The rule set.
        rule_set: usize,
    },
    /// The helper functions.
    Functions,
}

/// The selected parts of the project. Indices may lie beyond the end for a moment; readers take
/// them as nothing selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    /// The main view.
    pub view: View,
    /// The script in the editor.
    pub script: ScriptPlace,
    /// The rule set whose rules are listed.
    pub rule_set: usize,
    /// The sample, by index.
    pub sample: usize,
    /// The case, by index.
    pub case: usize,
}

impl Default for Selection {
    fn default() -> Self {
        Self {
            view: View::Design,
            script: ScriptPlace::Rule { rule_set: 0, rule: 0 },
            rule_set: 0,
            sample: 0,
            case: 0,
        }
    }
}
