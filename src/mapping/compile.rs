//! Compiling: each rule by itself, so that one that does not compile leaves the others alone.

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;
use serde_json::{Map as JsonMap, Value};

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::mapping::compiled_script::{CompiledScript, KnownScripts};
use crate::mapping::layout::RecordLayout;
use crate::mapping::script_inputs::{ScriptVariables, may_read};
use crate::mapping::{Apply, Mapping, Rule, RuleSet};
use crate::scim::ResourceType;
use crate::script::{Limits, RecordFinder, ScriptError, ScriptHost, World};
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
    pub(super) tables: Arc<IndexMap<String, LookupTable>>,
    pub(super) directory: Arc<Directory>,
    /// The text of the helper functions, and why they do not compile.
    pub(super) functions: String,
    pub(super) functions_error: Option<ScriptError>,
    pub(super) host: ScriptHost,
    pub(super) rule_sets: Vec<CompiledRuleSet>,
}

#[derive(Debug)]
pub(super) struct CompiledRuleSet {
    pub idx: usize,
    pub resource_type: ResourceType,
    pub layout: RecordLayout,
    pub variables: ScriptVariables,
    pub condition: Option<CompiledCondition>,
    pub rules: Vec<CompiledRule>,
    /// Whether any script may read `now`.
    pub needs_now: bool,
}

impl CompiledRuleSet {
    /// The scripts of the rules in order, then that of the condition.
    pub fn scripts(&self) -> impl Iterator<Item = &CompiledScript> {
        let rules = self.rules.iter().map(|rule| &*rule.script);
        rules.chain(self.condition.iter().map(|condition| &*condition.script))
    }
}

#[derive(Debug)]
pub(super) struct CompiledCondition {
    /// The name by which diagnostics speak of it.
    pub title: String,
    pub script: Arc<CompiledScript>,
}

#[derive(Debug)]
pub(super) struct CompiledRule {
    pub idx: usize,
    pub apply: Apply,
    /// The name by which diagnostics speak of the rule.
    pub title: String,
    pub field_idx: usize,
    pub script: Arc<CompiledScript>,
}

/// Compiles a mapping. What cannot be compiled is reported with rule, line and column, and fails
/// alone when it is run.
pub fn compile(input: &CompileInput<'_>) -> (CompiledMapping, Vec<Diagnostic>) {
    let mut mapping = CompiledMapping {
        target: Arc::clone(input.target),
        tables: Arc::clone(input.tables),
        directory: Arc::clone(input.directory),
        functions: String::new(),
        functions_error: None,
        host: ScriptHost::new(&world(input), Limits::RULE),
        rule_sets: Vec::new(),
    };
    let diagnostics = mapping.compile_rule_sets(input.mapping, &KnownScripts::default());
    (mapping, diagnostics)
}

impl CompiledMapping {
    /// The records of the account.
    pub fn directory(&self) -> &Arc<Directory> {
        &self.directory
    }

    /// Runs from now on with other records of the account.
    pub fn set_directory(&mut self, directory: Arc<Directory>) {
        self.host.set_records(Arc::<Directory>::clone(&directory));
        self.directory = directory;
    }

    /// Takes over the rules of a mapping. Scripts that are known are not compiled again; they are
    /// known for the same helper functions.
    pub(super) fn compile_rule_sets(&mut self, mapping: &Mapping, known: &KnownScripts) -> Vec<Diagnostic> {
        if self.functions != mapping.functions {
            self.functions_error = self.host.set_helpers(&mapping.functions).err();
            self.functions.clone_from(&mapping.functions);
        }
        let mut diagnostics = Vec::new();
        if let Some(error) = &self.functions_error {
            diagnostics.push(script_diagnostic(error, "helper functions"));
        }
        let mut work = Compiler { host: &self.host, target: &self.target, known, diagnostics };
        let rule_sets = mapping.rule_sets.iter().enumerate();
        self.rule_sets = rule_sets.filter_map(|(idx, rule_set)| work.rule_set(idx, rule_set)).collect();
        work.diagnostics
    }
}

pub(super) fn world(input: &CompileInput<'_>) -> World {
    World {
        tables: Arc::clone(input.tables),
        record_types: input.target.record_type_names(),
        records: Arc::<Directory>::clone(input.directory),
    }
}

impl RecordFinder for Directory {
    fn find(&self, record_type: &str, text: &str) -> Option<&JsonMap<String, Value>> {
        Directory::find(self, record_type, text).map(|record| &record.fields)
    }
}

struct Compiler<'c> {
    host: &'c ScriptHost,
    target: &'c Arc<TargetSchema>,
    known: &'c KnownScripts,
    diagnostics: Vec<Diagnostic>,
}

impl Compiler<'_> {
    fn rule_set(&mut self, idx: usize, rule_set: &RuleSet) -> Option<CompiledRuleSet> {
        let Some(layout) = RecordLayout::new(self.target, &rule_set.record_type) else {
            self.diagnostics.push(unknown_record_type(self.target, rule_set));
            return None;
        };
        let record_type = layout.record_type();
        let variables = ScriptVariables::new(rule_set.resource_type, &record_type.name);
        let enabled = rule_set.rules.iter().enumerate().filter(|(_, rule)| rule.enabled);
        let rules: Vec<CompiledRule> = enabled
            .filter_map(|(rule_idx, rule)| self.rule(rule_idx, rule, rule_set, &layout, &variables))
            .collect();
        report_twice_and_missing(rule_set, record_type, &mut self.diagnostics);
        let condition = (!rule_set.condition.trim().is_empty()).then(|| {
            let title = rule_set.condition_title();
            let script = self.script(&rule_set.condition, variables.of_condition(), &title);
            CompiledCondition { title, script }
        });
        let scripts = rules.iter().map(|rule| &rule.script);
        let mut scripts = scripts.chain(condition.iter().map(|condition| &condition.script));
        let needs_now = scripts.any(|script| script.program().is_some_and(|read| may_read(read, "now")));
        let resource_type = rule_set.resource_type;
        Some(CompiledRuleSet { idx, resource_type, layout, variables, condition, rules, needs_now })
    }

    fn rule(
        &mut self,
        idx: usize,
        rule: &Rule,
        rule_set: &RuleSet,
        layout: &RecordLayout,
        variables: &ScriptVariables,
    ) -> Option<CompiledRule> {
        let title = rule_set.rule_title(rule);
        let field_idx = match writable_field(self.target, layout, rule) {
            Ok(field_idx) => field_idx,
            Err(diagnostic) => {
                self.diagnostics.push(diagnostic.at(Place::in_rule(&title, None)));
                return None;
            }
        };
        let script = self.script(&rule.script, variables.of_rules(), &title);
        let apply = apply_of(rule, layout.field(field_idx));
        Some(CompiledRule { idx, apply, title, field_idx, script })
    }

    fn script(&mut self, text: &str, variables: &[String], title: &str) -> Arc<CompiledScript> {
        let script = self.known.get(text, variables).unwrap_or_else(|| {
            let program = self.host.compile(text, variables);
            Arc::new(CompiledScript { text: text.to_owned(), program })
        });
        if let Err(error) = &script.program {
            self.diagnostics.push(script_diagnostic(error, title));
        }
        script
    }
}

fn apply_of(rule: &Rule, field: &TargetField) -> Apply {
    if field.create_only { Apply::Create } else { rule.apply }
}

fn unknown_record_type(target: &TargetSchema, rule_set: &RuleSet) -> Diagnostic {
    let known = target.record_type_names().join(", ");
    let message = format!("{} has no record type `{}`", target.title, rule_set.record_type);
    Diagnostic::error(Code::UnknownRecordType, message)
        .with_help(format!("it has {known}"))
        .at(Place::in_rule(rule_set.title(), None))
}

fn writable_field(
    target: &TargetSchema,
    layout: &RecordLayout,
    rule: &Rule,
) -> Result<usize, Box<Diagnostic>> {
    let record_type = layout.record_type();
    let Some(field_idx) = layout.position(&rule.field, 0) else {
        let message = format!("{} has no field `{}`", record_type.title, rule.field);
        let help = nearest_field(record_type, &rule.field).map_or_else(
            || format!("{} lists its fields with `scimwright targets`", target.title),
            |near| format!("did you mean `{near}`?"),
        );
        return Err(Diagnostic::error(Code::UnknownField, message).with_help(help).into());
    };
    if layout.field(field_idx).read_only {
        let message = format!("`{}` is written by {} alone", rule.field, target.title);
        let help = "disable or delete the rule";
        return Err(Diagnostic::error(Code::ReadOnlyField, message).with_help(help).into());
    }
    Ok(field_idx)
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
    diagnostic.fix = error.fix.as_deref().cloned();
    diagnostic
}
