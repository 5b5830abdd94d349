//! A project whose mapping is edited at random, and everything that it runs on.

use std::sync::Arc;

use proptest::prelude::*;
use scimwright::mapping::{
    Apply, CompileInput, CurrentRecord, GroupInfo, GroupMembership, Rule, RunContext, RunInput, memberships,
};
use scimwright::project::{ProjectModel, load_preset};
use scimwright::table::{LookupTable, Row};
use scimwright::target::{Directory, TargetSchema, built_in_target};
use scimwright::workbench::SampleInput;

/// What one is like to do to a mapping.
#[derive(Clone, Debug)]
pub enum Edit {
    Script { rule: usize, script: usize },
    Enable { rule: usize },
    Apply { rule: usize },
    Add { place: usize, field: usize, script: usize },
    Delete { rule: usize },
    Swap { rule: usize },
    Condition { script: usize },
    Helper { body: usize },
    AddHelper,
    TableRow { row: usize },
    AddTable,
    Variable { value: usize },
    Now { second: i64 },
    RemoveRuleSet,
    Records,
}

const SCRIPTS: [&str; 20] = [
    "user.title",
    "user.userName",
    "known_email(user)",
    "first_present([user.displayName, user.userName])",
    "extra(user.title)",
    "lookup(\"countries\", \"nl\")",
    "lookup(\"nowhere\", \"nl\")",
    "vars.team",
    "vars.other ?? \"none\"",
    "now",
    "person.name",
    "if is_new { \"new\" } else { \"known\" }",
    "if user.active == false { reject(\"gone\") } else { user.userType }",
    "reject(\"never\")",
    "clear()",
    "()",
    "find_organization(enterprise.organization)",
    "1 / 0",
    "(",
    "[#{ label: \"work\", telephone: \"+31 1\" }, #{ label: \"work\", telephone: \"+31 1\" }]",
];

const CONDITIONS: [&str; 8] = [
    "",
    "true",
    "record.name != ()",
    "record.Job_Title == \"Engineer\"",
    "record.len() > 8",
    "vars.team == \"b\"",
    "!blank(extra(record.location))",
    "if user.active == false { reject(\"gone\") }",
];

const FIELDS: [&str; 5] = ["job_title", "name", "contacts", "primary_email", "organization"];

pub fn edit() -> impl Strategy<Value = Edit> {
    let idx = 0..24_usize;
    prop_oneof![
        6 => (idx.clone(), 0..SCRIPTS.len()).prop_map(|(rule, script)| Edit::Script { rule, script }),
        1 => idx.clone().prop_map(|rule| Edit::Enable { rule }),
        2 => idx.clone().prop_map(|rule| Edit::Apply { rule }),
        1 => (idx.clone(), 0..FIELDS.len(), 0..SCRIPTS.len())
            .prop_map(|(place, field, script)| Edit::Add { place, field, script }),
        1 => idx.clone().prop_map(|rule| Edit::Delete { rule }),
        1 => idx.prop_map(|rule| Edit::Swap { rule }),
        3 => (0..CONDITIONS.len()).prop_map(|script| Edit::Condition { script }),
        2 => (0..3_usize).prop_map(|body| Edit::Helper { body }),
        1 => Just(Edit::AddHelper),
        2 => (0..3_usize).prop_map(|row| Edit::TableRow { row }),
        1 => Just(Edit::AddTable),
        3 => (0..3_usize).prop_map(|value| Edit::Variable { value }),
        1 => (0..3_i64).prop_map(|second| Edit::Now { second }),
        1 => Just(Edit::RemoveRuleSet),
        1 => Just(Edit::Records),
    ]
}

/// A project that is edited.
#[derive(Clone, Debug)]
pub struct Desk {
    pub model: ProjectModel,
    target: Arc<TargetSchema>,
    directory: Arc<Directory>,
    pub context: RunContext,
    pub subjects: Vec<(SampleInput, Vec<GroupMembership>)>,
}

impl Desk {
    /// The preset of Entra ID with all its samples, and a few functions and variables more.
    pub fn new() -> Self {
        let (mut model, _) = load_preset("entra-4me").expect("the preset is built in");
        model.mapping.functions += "\nfn extra(text) {\n  present(text)\n}\n";
        let target = Arc::new(built_in_target("4me").expect("it is built in").clone());
        let directory = directory(&model, &target);
        let inputs: Vec<SampleInput> =
            model.samples.iter().filter_map(|sample| SampleInput::of_sample(sample).ok()).collect();
        let groups: Vec<GroupInfo> = inputs
            .iter()
            .filter_map(|input| GroupInfo::of(&input.resource, input.assigned_id.as_deref()))
            .collect();
        let subjects = inputs.into_iter().map(|input| {
            let id = input.assigned_id.as_deref();
            let groups = memberships(&input.resource, id, &groups, &target, &directory);
            (input, groups)
        });
        Self {
            subjects: subjects.collect(),
            context: RunContext {
                now: "2026-11-21T08:00:00Z".parse().expect("a time"),
                variables: model.variables("qa"),
            },
            model,
            target,
            directory,
        }
    }

    pub fn input(&self) -> CompileInput<'_> {
        CompileInput {
            mapping: &self.model.mapping,
            target: &self.target,
            tables: &self.model.tables,
            directory: &self.directory,
        }
    }

    /// A subject with the record that it is matched with.
    pub fn run_input(subject: &(SampleInput, Vec<GroupMembership>)) -> RunInput<'_> {
        RunInput {
            resource: &subject.0.resource,
            assigned_id: subject.0.assigned_id.as_deref(),
            current: CurrentRecord::Matched,
            groups: &subject.1,
        }
    }

    pub fn apply(&mut self, edit: &Edit) {
        match edit {
            Edit::Helper { body } => {
                let old = self.model.mapping.functions.clone();
                let (kept, _) = old.split_once("\nfn extra(").expect("it is there");
                let body = ["present(text)", "`<${text}>`", "known_email(#{ userName: text })"][*body];
                self.model.mapping.functions = format!("{kept}\nfn extra(text) {{\n  {body}\n}}\n");
            }
            Edit::AddHelper => {
                let functions = &mut self.model.mapping.functions;
                *functions = format!("fn unused_{}() {{ 1 }}\n{functions}", functions.len());
            }
            Edit::TableRow { row } => self.set_table("countries", *row),
            Edit::AddTable => self.set_table("nowhere", 1),
            Edit::Variable { value } => {
                let team = [serde_json::Value::Null, "b".into(), 3.into()][*value].clone();
                self.context.variables.insert("team".to_owned(), team);
            }
            Edit::Now { second } => {
                self.context.now = jiff::Timestamp::from_second(1_700_000_000 + second).expect("a time");
            }
            Edit::Records => self.directory = directory(&self.model, &self.target),
            other => self.edit_rules(other),
        }
    }

    fn set_table(&mut self, name: &str, row: usize) {
        let value = ["Netherlands", "Holland", "Nederland"][row];
        let table = LookupTable::new(vec![Row { key: "nl".to_owned(), value: value.to_owned() }]);
        Arc::make_mut(&mut self.model.tables).insert(name.to_owned(), table);
    }

    fn edit_rules(&mut self, edit: &Edit) {
        let rule_sets = &mut self.model.mapping.rule_sets;
        if matches!(edit, Edit::RemoveRuleSet) {
            if rule_sets.len() > 1 {
                rule_sets.pop();
            }
            return;
        }
        let rule_set = rule_sets.first_mut().expect("there is always one");
        let rules = &mut rule_set.rules;
        let n_rules = rules.len().max(1);
        match *edit {
            Edit::Script { rule, script } => {
                if let Some(rule) = rules.get_mut(rule % n_rules) {
                    SCRIPTS[script].clone_into(&mut rule.script);
                }
            }
            Edit::Enable { rule } => {
                if let Some(rule) = rules.get_mut(rule % n_rules) {
                    rule.enabled = !rule.enabled;
                }
            }
            Edit::Apply { rule } => {
                if let Some(rule) = rules.get_mut(rule % n_rules) {
                    rule.apply = if rule.apply == Apply::Always { Apply::Create } else { Apply::Always };
                }
            }
            Edit::Add { place, field, script } => {
                rules.insert(place % n_rules, Rule::new(FIELDS[field], SCRIPTS[script]));
            }
            Edit::Delete { rule } if rules.len() > 1 => drop(rules.remove(rule % n_rules)),
            Edit::Swap { rule } => rules.swap(rule % n_rules, (rule + 1) % n_rules),
            Edit::Condition { script } => CONDITIONS[script].clone_into(&mut rule_set.condition),
            _ => {}
        }
    }
}

fn directory(model: &ProjectModel, target: &TargetSchema) -> Arc<Directory> {
    let types = target.record_types.iter().filter_map(|record_type| {
        Some((record_type.name.clone(), model.records.get(&record_type.plural)?.clone()))
    });
    Arc::new(Directory::new(target, &types.collect()))
}
