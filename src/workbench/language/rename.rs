//! Renaming a lookup table, a variable or a helper function in everything that names it, or a local
//! variable in its script.

use std::sync::Arc;

use crate::project::ProjectModel;
use crate::script::syntax::{BindingKind, Code, TokenKind, binding_of, is_name};
use crate::workbench::language::complete::escaped;
use crate::workbench::language::reading::readings;
use crate::workbench::language::script_view::{ScriptView, definitions_in};
use crate::workbench::language::{ScriptEdit, TextChange, Used};
use crate::workbench::{ScriptPlace, Workbench};

/// What is renamed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RenameSubject {
    /// A lookup table.
    Table(String),
    /// A variable of the environments.
    Variable(String),
    /// A helper function.
    Helper(String),
    /// A variable or parameter of a script, by the place of its name, in bytes.
    Local {
        /// The script.
        place: ScriptPlace,
        /// A place where it is named.
        offset: usize,
    },
}

/// What a renaming would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenamePlan {
    /// What is renamed.
    pub subject: RenameSubject,
    /// The name it has.
    pub old_name: String,
    /// The name it gets.
    pub new_name: String,
    /// The scripts that name it.
    pub scripts: Vec<ScriptEdit>,
    /// What else changes, in words, such as `Table countries`, `Variable domain of qa`.
    pub others: Vec<String>,
    /// Why it cannot be done; empty when it can.
    pub conflicts: Vec<String>,
    /// What is to be looked at afterwards.
    pub warnings: Vec<String>,
}

impl RenamePlan {
    /// Whether the renaming can be done and does something.
    pub fn is_possible(&self) -> bool {
        self.conflicts.is_empty() && self.old_name != self.new_name
    }

    /// How many places of scripts change.
    pub fn n_changes(&self) -> usize {
        self.scripts.iter().map(|script| script.changes.len()).sum()
    }
}

/// The longest name, in characters.
const LONGEST_NAME: usize = 80;

/// Names that files cannot have everywhere; a table is a file.
const NOT_IN_FILES: [char; 9] = ['/', '\\', ':', '*', '?', '"', '<', '>', '|'];

impl Workbench {
    /// What can be renamed at the byte `offset` of a script, with its name now.
    pub fn rename_subject(&self, place: ScriptPlace, offset: usize) -> Option<(RenameSubject, String)> {
        let view = ScriptView::new(self.script_context(place)?)?;
        let idx = view.code.at(offset)?;
        let name = view.code.word(idx);
        if view.code.kind(idx) == Some(TokenKind::Function) && view.code.is_before(idx, "fn") {
            let helper = (place == ScriptPlace::Functions).then(|| RenameSubject::Helper(name.to_owned()));
            return helper.map(|helper| (helper, name.to_owned()));
        }
        let is_local = view.code.kind(idx) == Some(TokenKind::Name)
            && binding_of(&view.code, &view.bindings, idx).is_some();
        if is_local {
            return Some((RenameSubject::Local { place, offset: view.code.start(idx) }, name.to_owned()));
        }
        let found = readings(&view).into_iter().find(|reading| {
            let range = &reading.range;
            range.start <= offset && offset <= range.end
        })?;
        let subject = match found.used {
            Used::Table(name) => RenameSubject::Table(name),
            Used::Variable(name) => RenameSubject::Variable(name),
            Used::Helper(name) => RenameSubject::Helper(name),
            Used::Attribute(_) | Used::Function(_) => return None,
        };
        let name = match &subject {
            RenameSubject::Table(name) | RenameSubject::Variable(name) | RenameSubject::Helper(name) => {
                name.clone()
            }
            RenameSubject::Local { .. } => return None,
        };
        Some((subject, name))
    }

    /// What a renaming would do, to be looked at before it is done.
    pub fn rename_plan(&self, subject: &RenameSubject, new_name: &str) -> RenamePlan {
        let mut plan = RenamePlan {
            subject: subject.clone(),
            old_name: String::new(),
            new_name: new_name.trim().to_owned(),
            scripts: Vec::new(),
            others: Vec::new(),
            conflicts: Vec::new(),
            warnings: Vec::new(),
        };
        match subject {
            RenameSubject::Table(name) => self.plan_table(name, &mut plan),
            RenameSubject::Variable(name) => self.plan_variable(name, &mut plan),
            RenameSubject::Helper(name) => self.plan_helper(name, &mut plan),
            RenameSubject::Local { place, offset } => self.plan_local(*place, *offset, &mut plan),
        }
        if plan.old_name == plan.new_name {
            plan.conflicts.clear();
        }
        plan
    }

    fn plan_table(&self, name: &str, plan: &mut RenamePlan) {
        name.clone_into(&mut plan.old_name);
        let new_name = plan.new_name.clone();
        if !self.model.tables.contains_key(name) {
            plan.conflicts.push(format!("There is no table `{name}`"));
        }
        if new_name.is_empty() || new_name.chars().count() > LONGEST_NAME || new_name.starts_with('.') {
            plan.conflicts
                .push("The name of a table has 1 to 80 characters and begins with no dot".to_owned());
        } else if new_name.chars().any(|one| NOT_IN_FILES.contains(&one) || one.is_control()) {
            plan.conflicts
                .push(r#"The name of a table has none of the characters / \ : * ? " < > |"#.to_owned());
        }
        let clash = self
            .model
            .tables
            .keys()
            .find(|known| known.as_str() != name && known.to_lowercase() == new_name.to_lowercase());
        plan.conflicts.extend(clash.map(|known| format!("There is a table `{known}` already")));
        plan.others.push(format!("Table {name}"));
        plan.scripts = self.edits_of(&Used::Table(name.to_owned()), &escaped(&new_name));
        for place in self.all_scripts() {
            let tables = self.preview.reads(place).map(|reads| &reads.tables);
            let is_named = plan.scripts.iter().any(|edit| edit.place == place);
            let uses = self.script_context(place).map(crate::workbench::language::ScriptUses::of_script);
            let through_helpers = uses.is_some_and(|uses| !uses.helpers.is_empty());
            if tables.is_some_and(|tables| tables.contains(name)) && !is_named && !through_helpers {
                let title = self.script_title(place).unwrap_or_default();
                plan.warnings.push(format!("{title} chooses its table while it runs"));
            }
        }
    }

    fn plan_variable(&self, name: &str, plan: &mut RenamePlan) {
        name.clone_into(&mut plan.old_name);
        let new_name = plan.new_name.clone();
        let with_it: Vec<&String> = self
            .model
            .environments
            .iter()
            .filter(|(_, state)| state.variables.contains_key(name))
            .map(|(environment, _)| environment)
            .collect();
        let is_declared = self.model.settings.variables.contains_key(name);
        if with_it.is_empty() && !is_declared {
            plan.conflicts.push(format!("No environment has a variable `{name}`"));
        }
        plan.conflicts.extend(not_a_name(&new_name));
        let clash = self.model.environments.iter().find(|(_, state)| {
            state.variables.keys().any(|known| known != name && known.eq_ignore_ascii_case(&new_name))
        });
        plan.conflicts
            .extend(clash.map(|(environment, _)| {
                format!("There is a variable `{new_name}` in {environment} already")
            }));
        let declared = self.model.settings.variables.keys();
        let clash =
            declared.filter(|known| *known != name).find(|known| known.eq_ignore_ascii_case(&new_name));
        plan.conflicts.extend(
            clash
                .filter(|_| plan.conflicts.is_empty())
                .map(|known| format!("There is a variable `{known}` already")),
        );
        if is_declared {
            plan.others.push(format!("Declaration of {name}"));
        }
        plan.others.extend(with_it.iter().map(|environment| format!("Variable {name} of {environment}")));
        plan.scripts = self.edits_of(&Used::Variable(name.to_owned()), &new_name);
    }

    fn plan_helper(&self, name: &str, plan: &mut RenamePlan) {
        name.clone_into(&mut plan.old_name);
        let new_name = plan.new_name.clone();
        let functions = definitions_in(&self.model.mapping.functions);
        if !functions.iter().any(|function| function.name == name) {
            plan.conflicts.push(format!("There is no helper function `{name}`"));
        }
        plan.conflicts.extend(not_a_name(&new_name));
        if functions.iter().any(|function| function.name == new_name) {
            plan.conflicts.push(format!("There is a helper function `{new_name}` already"));
        } else if self.knowledge.function(&new_name).is_some() {
            plan.conflicts.push(format!("`{new_name}` is a built-in function"));
        }
        plan.scripts = self.edits_of(&Used::Helper(name.to_owned()), &new_name);
        for place in self.all_scripts() {
            let Some(text) = self.script(place).filter(|_| place != ScriptPlace::Functions) else { continue };
            let own = definitions_in(text);
            let title = self.script_title(place).unwrap_or_default();
            if own.iter().any(|function| function.name == name) {
                plan.scripts.retain(|edit| edit.place != place);
                plan.warnings.push(format!("{title} has a function `{name}` of its own, which stays"));
            } else if own.iter().any(|function| function.name == new_name)
                && plan.scripts.iter().any(|edit| edit.place == place)
            {
                plan.conflicts.push(format!("{title} has a function `{new_name}` of its own"));
            }
        }
        self.add_definitions(name, &new_name, &mut plan.scripts);
    }

    /// The names where the function is defined.
    fn add_definitions(&self, name: &str, new_name: &str, scripts: &mut Vec<ScriptEdit>) {
        let text = &self.model.mapping.functions;
        let code = Code::new(text);
        let defined = definitions_in(text).into_iter().filter(|function| function.name == name);
        let changes = defined.map(|function| TextChange {
            range: code.start(function.token)..code.end(function.token),
            text: new_name.to_owned(),
        });
        let changes: Vec<TextChange> = changes.collect();
        match scripts.iter_mut().find(|edit| edit.place == ScriptPlace::Functions) {
            Some(edit) => {
                edit.changes.extend(changes);
                edit.changes.sort_by_key(|change| change.range.start);
            }
            None if changes.is_empty() => {}
            None => scripts.push(ScriptEdit {
                place: ScriptPlace::Functions,
                title: self.script_title(ScriptPlace::Functions).unwrap_or_default(),
                before: text.clone(),
                changes,
            }),
        }
    }

    fn plan_local(&self, place: ScriptPlace, offset: usize, plan: &mut RenamePlan) {
        let new_name = plan.new_name.clone();
        let view = self.script_context(place).and_then(ScriptView::new);
        let found = view.as_ref().and_then(|view| {
            let idx = view.code.at(offset)?;
            Some((idx, binding_of(&view.code, &view.bindings, idx)?))
        });
        let (Some(view), Some((idx, binding))) = (&view, found) else {
            plan.conflicts.push("There is no variable here".to_owned());
            return;
        };
        view.code.word(idx).clone_into(&mut plan.old_name);
        plan.conflicts.extend(not_a_name(&new_name));
        let same = (0..view.code.len()).filter(|at| is_local_name(view, *at));
        let named: Vec<usize> = same
            .filter(|at| view.code.word(*at) == plan.old_name)
            .filter(|at| binding_of(&view.code, &view.bindings, *at) == Some(binding))
            .collect();
        let clashes = (0..view.code.len()).any(|at| {
            is_local_name(view, at) && view.code.word(at) == new_name && binding.seen.contains(&at)
        });
        let is_hidden = named.iter().any(|at| {
            view.bindings
                .iter()
                .any(|other| view.code.word(other.token) == new_name && other.seen.contains(at))
        });
        if (clashes || is_hidden) && plan.conflicts.is_empty() {
            plan.conflicts.push(format!("`{new_name}` means something else here already"));
        }
        if matches!(binding.kind, BindingKind::Parameter(_)) && place == ScriptPlace::Functions {
            plan.warnings.push("The places where the function is called stay as they are".to_owned());
        }
        let changes = named
            .into_iter()
            .map(|at| TextChange { range: view.code.start(at)..view.code.end(at), text: new_name.clone() });
        plan.scripts.push(ScriptEdit {
            place,
            title: self.script_title(place).unwrap_or_default(),
            before: view.context.text.to_owned(),
            changes: changes.collect(),
        });
    }

    /// The changes that write something else where something is named.
    fn edits_of(&self, used: &Used, written: &str) -> Vec<ScriptEdit> {
        let mut edits = Vec::new();
        for place in self.all_scripts() {
            let Some(view) = self.script_context(place).and_then(ScriptView::new) else { continue };
            let mut changes: Vec<TextChange> = readings(&view)
                .into_iter()
                .filter(|reading| reading.used == *used)
                .map(|reading| TextChange { range: reading.range, text: written.to_owned() })
                .collect();
            changes.dedup();
            if !changes.is_empty() {
                let title = self.script_title(place).unwrap_or_default();
                edits.push(ScriptEdit { place, title, before: view.context.text.to_owned(), changes });
            }
        }
        edits
    }
}

/// Whether a token names a variable, rather than the key of a map.
fn is_local_name(view: &ScriptView<'_>, idx: usize) -> bool {
    view.code.kind(idx) == Some(TokenKind::Name) && !view.code.is(idx + 1, ":")
}

fn not_a_name(name: &str) -> Option<String> {
    if name.chars().count() > LONGEST_NAME {
        return Some(format!("A name has at most {LONGEST_NAME} characters"));
    }
    let why =
        "A name has the letters a to z, digits and `_`, begins with a letter and is no word of the language";
    (!is_name(name)).then(|| why.to_owned())
}

/// Does what a plan says, in the scripts and beside them.
pub(super) fn apply_rename(model: &mut ProjectModel, plan: &RenamePlan) {
    for edit in &plan.scripts {
        edit.apply(model);
    }
    let renamed = |name: &String| if *name == plan.old_name { plan.new_name.clone() } else { name.clone() };
    match &plan.subject {
        RenameSubject::Table(_) => {
            let tables = model.tables.iter().map(|(name, table)| (renamed(name), table.clone()));
            model.tables = Arc::new(tables.collect());
        }
        RenameSubject::Variable(_) => {
            let declared = std::mem::take(&mut model.settings.variables).into_iter();
            model.settings.variables = declared.map(|(name, of)| (renamed(&name), of)).collect();
            for state in model.environments.values_mut() {
                let variables = std::mem::take(&mut state.variables).into_iter();
                state.variables = variables.map(|(name, value)| (renamed(&name), value)).collect();
            }
        }
        RenameSubject::Helper(_) | RenameSubject::Local { .. } => {}
    }
}
