//! Where things are used: for an attribute, table, variable or function the scripts that use it, and
//! for a script what it uses.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::diagnostic::Span;
use crate::script::Reads;
use crate::workbench::language::reading::{Reading, readings, used_at};
use crate::workbench::language::script_view::ScriptView;
use crate::workbench::language::{ScriptContext, Used};
use crate::workbench::{ScriptPlace, Workbench};

/// A place where something is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UseRow {
    /// The script.
    pub place: ScriptPlace,
    /// The script's name, such as `User → person / job_title`.
    pub title: String,
    /// Where in the script; `None` when the script uses it through helper functions alone.
    pub span: Option<Span>,
    /// The same in bytes; empty when there is none.
    pub range: Range<usize>,
    /// The line of the script without the blanks around it; empty without a place.
    pub line: String,
    /// The helper functions through which it is used; empty when the script names it itself.
    pub through: Vec<String>,
}

/// What a script uses, each thing once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScriptUses {
    /// Attributes and other parts of what it is given.
    pub attributes: Vec<String>,
    /// Lookup tables.
    pub tables: Vec<String>,
    /// Variables of the environments.
    pub variables: Vec<String>,
    /// Helper functions.
    pub helpers: Vec<String>,
    /// Built-in functions.
    pub functions: Vec<String>,
    /// Whether that is all; a script that is too free may use more than can be seen.
    pub is_complete: bool,
}

impl ScriptUses {
    /// What a compiled script reads, through helper functions too.
    pub fn of_reads(reads: &Reads) -> Self {
        let is_variable = |path: &&crate::script::ReadPath| path.variable == "vars" && !path.names.is_empty();
        let variables: BTreeSet<String> =
            reads.paths.iter().filter(is_variable).filter_map(|path| path.names.first().cloned()).collect();
        let others = reads.paths.iter().filter(|path| !is_variable(path));
        let attributes: BTreeSet<String> = others
            .map(|path| [path.variable.as_str()].into_iter().chain(path.names.iter().map(String::as_str)))
            .map(|names| names.collect::<Vec<_>>().join("."))
            .collect();
        Self {
            attributes: attributes.into_iter().collect(),
            tables: reads.tables.iter().cloned().collect(),
            variables: variables.into_iter().collect(),
            helpers: reads.helpers.iter().cloned().collect(),
            functions: reads.functions.iter().cloned().collect(),
            is_complete: reads.is_complete,
        }
    }

    /// What can be seen in a script as typed; what helper functions read is not in it.
    pub fn of_script(context: ScriptContext<'_>) -> Self {
        let Some(view) = ScriptView::new(context) else { return Self::default() };
        let found: BTreeSet<Used> = readings(&view).into_iter().map(|reading| reading.used).collect();
        let mut uses = Self::default();
        for used in found {
            match used {
                Used::Attribute(name) => uses.attributes.push(name),
                Used::Table(name) => uses.tables.push(name),
                Used::Variable(name) => uses.variables.push(name),
                Used::Helper(name) => uses.helpers.push(name),
                Used::Function(name) => uses.functions.push(name),
            }
        }
        uses
    }

    /// Whether it is among them, or a part of it, or the whole of which it is a part.
    fn holds(&self, used: &Used) -> bool {
        let is_attribute = |name: &String| {
            let known = Used::Attribute(name.clone());
            known.covers(used) || used.covers(&known)
        };
        match used {
            Used::Attribute(_) => self.attributes.iter().any(is_attribute),
            Used::Table(name) => self.tables.contains(name),
            Used::Variable(name) => {
                self.variables.contains(name) || self.attributes.iter().any(|path| path == "vars")
            }
            Used::Helper(name) => self.helpers.contains(name),
            Used::Function(name) => self.functions.contains(name),
        }
    }
}

impl Workbench {
    /// All scripts: for each rule set its rules and its condition, then the helper functions.
    pub(in crate::workbench) fn all_scripts(&self) -> Vec<ScriptPlace> {
        let mut places = Vec::new();
        for (rule_set, set) in self.model.mapping.rule_sets.iter().enumerate() {
            places.extend((0..set.rules.len()).map(|rule| ScriptPlace::Rule { rule_set, rule }));
            places.push(ScriptPlace::Condition { rule_set });
        }
        places.push(ScriptPlace::Functions);
        places
    }

    /// What a script uses, through helper functions too where it was compiled as it stands.
    pub fn script_uses(&self, place: ScriptPlace) -> ScriptUses {
        match self.preview.reads(place).filter(|_| self.is_preview_current()) {
            Some(reads) => ScriptUses::of_reads(reads),
            None => self.script_context(place).map(ScriptUses::of_script).unwrap_or_default(),
        }
    }

    /// What is used at the byte `offset` of a script, of a path the part up to there.
    pub fn used_at(&self, place: ScriptPlace, offset: usize) -> Option<Used> {
        used_at(&ScriptView::new(self.script_context(place)?)?, offset)
    }

    /// Where something is used: first the places that name it, script by script, then the scripts that
    /// use it through helper functions alone.
    pub fn where_used(&self, used: &Used) -> Vec<UseRow> {
        let mut rows = Vec::new();
        let mut through = Vec::new();
        let naming = self.helpers_that_use(used);
        for place in self.all_scripts() {
            let Some(context) = self.script_context(place) else { continue };
            let Some(view) = ScriptView::new(context) else { continue };
            let all = readings(&view);
            let title = self.script_title(place).unwrap_or_default();
            let n_before = rows.len();
            let found = all.iter().filter(|reading| used.covers(&reading.used));
            rows.extend(found.map(|reading| row(place, &title, context.text, reading.range.clone())));
            if rows.len() == n_before && place != ScriptPlace::Functions {
                through.extend(self.through_helpers(place, title, used, &all, &naming));
            }
        }
        rows.into_iter().chain(through).collect()
    }

    /// The helper functions that use something, themselves or through each other.
    fn helpers_that_use(&self, used: &Used) -> BTreeSet<String> {
        let context = self.script_context(ScriptPlace::Functions);
        let Some(view) = context.and_then(ScriptView::new) else { return BTreeSet::new() };
        let all = readings(&view);
        let mut naming: BTreeSet<String> = BTreeSet::new();
        loop {
            let n_before = naming.len();
            for function in &view.functions {
                let body = view.code.bytes(&function.body);
                let inside = all.iter().filter(|reading| body.contains(&reading.range.start));
                let mut inside = inside.map(|reading| &reading.used);
                let uses_it = |found: &Used| {
                    used.covers(found) || matches!(found, Used::Helper(name) if naming.contains(name))
                };
                if inside.any(uses_it) {
                    naming.insert(function.name.clone());
                }
            }
            if naming.len() == n_before {
                return naming;
            }
        }
    }

    fn through_helpers(
        &self,
        place: ScriptPlace,
        title: String,
        used: &Used,
        readings: &[Reading],
        naming: &BTreeSet<String>,
    ) -> Option<UseRow> {
        let called = readings.iter().filter_map(|reading| match &reading.used {
            Used::Helper(name) => Some(name.clone()),
            _ => None,
        });
        let called: BTreeSet<String> = called.collect();
        let known = self.script_uses(place);
        if called.is_empty() || (known.is_complete && !known.holds(used)) {
            return None;
        }
        let mut through: Vec<String> = called.intersection(naming).cloned().collect();
        if through.is_empty() && known.is_complete {
            // A helper function reads it of what it is given.
            through = called.into_iter().collect();
        }
        (!through.is_empty()).then(|| UseRow {
            place,
            title,
            span: None,
            range: 0..0,
            line: String::new(),
            through,
        })
    }
}

fn row(place: ScriptPlace, title: &str, text: &str, range: Range<usize>) -> UseRow {
    let length = text.get(range.clone()).map_or(1, |name| name.chars().count());
    UseRow {
        place,
        title: title.to_owned(),
        span: Some(Span::at_offset(text, range.start, length)),
        line: line_at(text, range.start).trim().to_owned(),
        range,
        through: Vec::new(),
    }
}

/// The line of a text that holds the byte `offset`.
fn line_at(text: &str, offset: usize) -> &str {
    let start = text.get(..offset).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
    let rest = text.get(start..).unwrap_or_default();
    rest.lines().next().unwrap_or_default()
}
