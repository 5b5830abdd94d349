//! Changes of several scripts at once, which can be looked at before they are made.

use std::ops::Range;

use crate::diagnostic::Span;
use crate::project::ProjectModel;
use crate::workbench::ScriptPlace;

/// One change of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextChange {
    /// What is replaced, in bytes.
    pub range: Range<usize>,
    /// What is written instead.
    pub text: String,
}

/// The changes of one script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScriptEdit {
    /// The script.
    pub place: ScriptPlace,
    /// Its name, such as `User → person / job_title`.
    pub title: String,
    /// The text that the changes are for. They are not made in any other.
    pub before: String,
    /// The changes in order, without overlaps.
    pub changes: Vec<TextChange>,
}

impl ScriptEdit {
    /// The script with the changes made; those that do not fit into it are left out.
    pub fn after(&self) -> String {
        let mut after = String::with_capacity(self.before.len());
        let mut end = 0;
        for change in &self.changes {
            let Some(kept) = self.before.get(end..change.range.start) else { continue };
            if self.before.get(change.range.clone()).is_none() {
                continue;
            }
            after.push_str(kept);
            after.push_str(&change.text);
            end = change.range.end;
        }
        after.push_str(self.before.get(end..).unwrap_or_default());
        after
    }

    /// Where a change is.
    pub fn span(&self, change: &TextChange) -> Span {
        let length = self.before.get(change.range.clone()).map_or(1, |text| text.chars().count());
        Span::at_offset(&self.before, change.range.start, length)
    }

    /// Makes the changes in a project, if the script is still as it was.
    pub(in crate::workbench) fn apply(&self, model: &mut ProjectModel) {
        let mapping = &mut model.mapping;
        let text = match self.place {
            ScriptPlace::Rule { rule_set, rule } => {
                let set = mapping.rule_sets.get_mut(rule_set);
                set.and_then(|set| set.rules.get_mut(rule)).map(|rule| &mut rule.script)
            }
            ScriptPlace::Condition { rule_set } => {
                mapping.rule_sets.get_mut(rule_set).map(|set| &mut set.condition)
            }
            ScriptPlace::Functions => Some(&mut mapping.functions),
        };
        if let Some(text) = text.filter(|text| **text == self.before) {
            *text = self.after();
        }
    }
}
