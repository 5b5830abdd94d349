//! What is said of variables and lookup tables without running anything.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Place, Span};
use crate::mapping::{RuleLowering, VariableType};
use crate::project::ProjectModel;
use crate::table::{LookupTable, repeated_keys};

/// The types of the declared variables.
pub(in crate::workbench) fn declared_types(model: &ProjectModel) -> BTreeMap<String, VariableType> {
    let declared = model.settings.variables.iter();
    declared.map(|(name, declared)| (name.clone(), declared.type_.clone())).collect()
}

/// Values that are not of the declared type, and variables that are declared and that no script reads.
/// The latter only when it is known of every script what it reads.
pub(in crate::workbench) fn variable_remarks(
    model: &ProjectModel,
    lowerings: &[RuleLowering<'_>],
) -> Vec<Diagnostic> {
    let mut remarks = model.variable_diagnostics();
    let is_known = |lowering: &RuleLowering<'_>| {
        lowering.reads.is_some_and(|reads| {
            reads.is_complete
                && !reads.paths.iter().any(|path| path.variable == "vars" && path.names.is_empty())
        })
    };
    if model.settings.variables.is_empty() || !lowerings.iter().all(is_known) {
        return remarks;
    }
    let paths = lowerings.iter().filter_map(|lowering| lowering.reads).flat_map(|reads| &reads.paths);
    let read = paths.filter(|path| path.variable == "vars").filter_map(|path| path.names.first());
    let read: BTreeSet<String> = read.map(|name| name.to_ascii_lowercase()).collect();
    let unused = model.settings.variables.keys().filter(|name| !read.contains(&name.to_ascii_lowercase()));
    remarks.extend(unused.map(|name| {
        Diagnostic::note(Code::DeclaredVariableUnused, format!("No script reads the variable `{name}`"))
            .with_help("remove it, or write `vars.` in a script")
            .in_file("project.json")
    }));
    remarks
}

/// Keys that stand twice in a table, at their line in its file as long as no value has several lines.
pub(in crate::workbench) fn table_remarks(name: &str, table: &LookupTable) -> Vec<(usize, Diagnostic)> {
    let repeats = repeated_keys(table).into_iter().map(|repeat| {
        let key = table.rows().get(repeat.row).map(|row| row.key.as_str()).unwrap_or_default();
        let span = Span { line: repeat.row + 2, column: 1, length: 1 };
        let file = format!("tables/{name}.csv");
        let diagnostic =
            Diagnostic::warning(Code::TableKeyTwice, format!("The key `{key}` {}", repeat.words()))
                .with_help("the first row counts; remove one of them")
                .at(Place::in_file(&file, Some(span)));
        (repeat.row, diagnostic)
    });
    repeats.collect()
}
