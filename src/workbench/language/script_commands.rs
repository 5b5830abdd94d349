//! Commands that change several scripts at once, or how a script is written.

use std::time::Duration;

use crate::workbench::language::rename::apply_rename;
use crate::workbench::language::{RenameSubject, ScriptEdit, TextChange};
use crate::workbench::{Notice, ScriptPlace, Workbench};

impl Workbench {
    /// The text of a script written neatly; `None` when it is already, or cannot be read.
    pub fn formatted(&self, place: ScriptPlace) -> Option<String> {
        let script = self.script(place)?;
        crate::script::syntax::formatted(script).filter(|formatted| formatted != script)
    }

    pub(in crate::workbench) fn format_scripts(&mut self, places: Vec<ScriptPlace>, at: Duration) {
        let edits: Vec<ScriptEdit> = places
            .into_iter()
            .filter_map(|place| {
                let before = self.script(place)?.to_owned();
                let change = TextChange { range: 0..before.len(), text: self.formatted(place)? };
                Some(ScriptEdit { place, title: self.script_title(place)?, before, changes: vec![change] })
            })
            .collect();
        self.edit(None, at, |model, _| edits.iter().for_each(|edit| edit.apply(model)));
    }

    pub(in crate::workbench) fn rename(&mut self, subject: &RenameSubject, new_name: &str, at: Duration) {
        let plan = self.rename_plan(subject, new_name);
        if let Some(conflict) = plan.conflicts.first() {
            self.notices.push(Notice::error(format!("Nothing was renamed: {conflict}")));
            return;
        }
        self.edit(None, at, |model, _| apply_rename(model, &plan));
        let (old, new) = (&plan.old_name, &plan.new_name);
        if old != new {
            let places = match plan.n_changes() {
                1 => "1 place".to_owned(),
                n_changes => format!("{n_changes} places"),
            };
            self.notices.push(Notice::note(format!("Renamed {old} to {new} in {places} of scripts")));
        }
    }
}
