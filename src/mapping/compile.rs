//! Compiling: each rule by itself, so that one that does not compile leaves the others alone.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, PoisonError, RwLock};

use indexmap::IndexMap;
use serde_json::{Map as JsonMap, Value};

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::mapping::{Apply, Mapping, Rule, RuleSet};
use crate::scim::ResourceType;
use crate::script::{Limits, Program, RecordFinder, ScriptError, ScriptHost, World};
use crate::table::LookupTable;
use crate::target::{Directory, RecordType, TargetField, TargetSchema};

/// What a mapping is compiled against.
#[derive(Clone, Debug)]
pub struct CompileInput<'a> {
    /// The rules.
    pub mapping: &'a Mapping,
    /// What the records look like.
    pub target: &'a Arc<TargetSchema>,
    /// The lookup tables.
    pub tables: &'a Arc<IndexMap<String, LookupTable>>,
    /// The records of the account.
    pub directory: &'a Arc<Directory>,
}

/// A mapping that can be run, by one thread at a time.
#[derive(Debug)]
pub struct CompiledMapping {
    pub(super) target: Arc<TargetSchema>,
    pub(super) directory: Arc<Directory>,
    finder: Arc<DirectoryFinder>,
    pub(super) host: ScriptHost,
    pub(super) rule_sets: Vec<CompiledRuleSet>,
}

#[derive(Debug)]
pub(super) struct CompiledRuleSet {
    pub idx: usize,
    pub resource_type: ResourceType,
    pub record_type: RecordType,
    pub condition: Option<Compiled>,
    pub rules: Vec<CompiledRule>,
}

#[derive(Debug)]
pub(super) struct CompiledRule {
    pub idx: usize,
    pub apply: Apply,
    /// The name by which diagnostics speak of the rule.
    pub title: String,
    pub field: TargetField,
    pub program: Compiled,
}

pub(super) type Compiled = Result<Program, ScriptError>;

/// Compiles a mapping. What cannot be compiled is reported with rule, line and column, and fails
/// alone when it is run.
pub fn compile(input: &CompileInput<'_>) -> (CompiledMapping, Vec<Diagnostic>) {
    let finder = Arc::new(DirectoryFinder(RwLock::new(Arc::clone(input.directory))));
    let mut host = ScriptHost::new(&world(input, &finder), Limits::RULE);
    let mut diagnostics = Vec::new();
    if let Err(error) = host.set_helpers(&input.mapping.functions) {
        diagnostics.push(script_diagnostic(&error, "helper functions"));
    }
    let mut rule_sets = Vec::new();
    for (idx, rule_set) in input.mapping.rule_sets.iter().enumerate() {
        let compiled = compile_rule_set(&host, input.target, idx, rule_set, &mut diagnostics);
        rule_sets.extend(compiled);
    }
    let compiled = CompiledMapping {
        target: Arc::clone(input.target),
        directory: Arc::clone(input.directory),
        finder,
        host,
        rule_sets,
    };
    (compiled, diagnostics)
}

impl CompiledMapping {
    /// The records of the account.
    pub fn directory(&self) -> &Arc<Directory> {
        &self.directory
    }

    /// Runs from now on with other records of the account.
    pub fn set_directory(&mut self, directory: Arc<Directory>) {
        *self.finder.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&directory);
        self.directory = directory;
    }
}

fn world(input: &CompileInput<'_>, finder: &Arc<DirectoryFinder>) -> World {
    World {
        tables: Arc::clone(input.tables),
        record_types: input.target.record_type_names(),
        finder: Arc::<DirectoryFinder>::clone(finder),
    }
}

/// Looks records up for scripts, in the directory of the moment.
#[derive(Debug)]
struct DirectoryFinder(RwLock<Arc<Directory>>);

impl RecordFinder for DirectoryFinder {
    fn find(&self, record_type: &str, text: &str) -> Option<JsonMap<String, Value>> {
        let directory = self.0.read().unwrap_or_else(PoisonError::into_inner);
        directory.find(record_type, text).map(|record| record.fields.clone())
    }
}

fn compile_rule_set(
    host: &ScriptHost,
    target: &TargetSchema,
    idx: usize,
    rule_set: &RuleSet,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<CompiledRuleSet> {
    let Some(record_type) = target.record_type(&rule_set.record_type) else {
        let known = target.record_type_names().join(", ");
        let message = format!("{} has no record type `{}`", target.title, rule_set.record_type);
        diagnostics.push(
            Diagnostic::error(Code::UnknownRecordType, message)
                .with_help(format!("it has {known}"))
                .at(Place::in_rule(rule_set.title(), None)),
        );
        return None;
    };
    let mut variables = script_variables(rule_set.resource_type, &record_type.name);
    let rules = rule_set
        .rules
        .iter()
        .enumerate()
        .filter(|(_, rule)| rule.enabled)
        .filter_map(|(rule_idx, rule)| {
            let title = rule_set.rule_title(rule);
            let field = writable_field(target, record_type, rule, &title, diagnostics)?;
            let program = host.compile(&rule.script, &variables);
            if let Err(error) = &program {
                diagnostics.push(script_diagnostic(error, &title));
            }
            Some(CompiledRule { idx: rule_idx, apply: apply_of(rule, &field), title, field, program })
        })
        .collect();
    report_twice_and_missing(rule_set, record_type, diagnostics);
    variables.insert("record".to_owned());
    let condition = (!rule_set.condition.trim().is_empty()).then(|| {
        let condition = host.compile(&rule_set.condition, &variables);
        if let Err(error) = &condition {
            diagnostics.push(script_diagnostic(error, &rule_set.condition_title()));
        }
        condition
    });
    let resource_type = rule_set.resource_type;
    Some(CompiledRuleSet { idx, resource_type, record_type: record_type.clone(), condition, rules })
}

fn apply_of(rule: &Rule, field: &TargetField) -> Apply {
    if field.create_only { Apply::Create } else { rule.apply }
}

/// The names that a script of such a rule set sees.
fn script_variables(resource_type: ResourceType, record_type: &str) -> BTreeSet<String> {
    let resource: &[&str] = match resource_type {
        ResourceType::User => &["user", "enterprise", "groups"],
        ResourceType::Group => &["group"],
    };
    let common = ["custom", "vars", "now", "is_new", record_type];
    resource.iter().copied().chain(common).map(str::to_owned).collect()
}

fn writable_field(
    target: &TargetSchema,
    record_type: &RecordType,
    rule: &Rule,
    title: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<TargetField> {
    let place = Place::in_rule(title, None);
    let Some(field) = record_type.field(&rule.field) else {
        let message = format!("{} has no field `{}`", record_type.title, rule.field);
        let help = nearest_field(record_type, &rule.field).map_or_else(
            || format!("{} lists its fields with `scimwright targets`", target.title),
            |near| format!("did you mean `{near}`?"),
        );
        diagnostics.push(Diagnostic::error(Code::UnknownField, message).with_help(help).at(place));
        return None;
    };
    if field.read_only {
        let message = format!("`{}` is written by {} alone", rule.field, target.title);
        let help = "disable or delete the rule";
        diagnostics.push(Diagnostic::error(Code::ReadOnlyField, message).with_help(help).at(place));
        return None;
    }
    Some(field.clone())
}

fn nearest_field<'t>(record_type: &'t RecordType, name: &str) -> Option<&'t str> {
    record_type
        .writable_fields()
        .map(|field| (strsim::damerau_levenshtein(&field.name, name), field.name.as_str()))
        .filter(|(distance, _)| *distance <= 3)
        .min()
        .map(|(_, field)| field)
}

fn report_twice_and_missing(rule_set: &RuleSet, record_type: &RecordType, diagnostics: &mut Vec<Diagnostic>) {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for rule in rule_set.rules.iter().filter(|rule| rule.enabled) {
        let times = count.entry(&rule.field).or_default();
        *times += 1;
        if *times == 2 {
            let message = format!("Two rules fill `{}`; the later one wins", rule.field);
            diagnostics.push(
                Diagnostic::warning(Code::DuplicateRule, message)
                    .with_help("disable one of them")
                    .at(Place::in_rule(rule_set.rule_title(rule), None)),
            );
        }
    }
    for field in record_type.fields.iter().filter(|field| field.required && !field.read_only) {
        if !count.contains_key(field.name.as_str()) {
            let message = format!("No rule fills `{}`, which is required", field.name);
            diagnostics.push(
                Diagnostic::warning(Code::RequiredFieldWithoutRule, message)
                    .with_help("add a rule, or no new record can be written")
                    .at(Place::in_rule(rule_set.title(), None)),
            );
        }
    }
}

/// The diagnostic of a script error in a rule.
pub(super) fn script_diagnostic(error: &ScriptError, title: &str) -> Diagnostic {
    let mut diagnostic =
        Diagnostic::error(error.code, error.message.clone()).at(Place::in_rule(title, error.span));
    diagnostic.help.clone_from(&error.help);
    diagnostic
}
