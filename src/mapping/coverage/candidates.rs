//! What could be changed in a sample so that a script takes another way: the attributes that it reads,
//! and values that its conditions, tables and records know.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::mapping::coverage::counter::CountedScript;
use crate::mapping::{CompiledMapping, SearchSample};
use crate::scim::{Resource, ResourceType};
use crate::script::Program;

/// The most values that are tried for an attribute, by where they come from.
const MOST_CONSTANTS: usize = 40;
const MOST_KEYS: usize = 6;
const MOST_RECORDS: usize = 12;
const MOST_OF_SAMPLES: usize = 12;
/// The most attributes that are changed.
const MOST_ATTRIBUTES: usize = 40;

/// An attribute that can be changed, with what it may hold.
pub(super) struct Candidate {
    /// Its path without the places of entries.
    pub names: Vec<String>,
    /// `None` is for taking it away.
    pub values: Vec<Option<Value>>,
}

/// What can be changed for a script.
pub(super) fn candidates(
    mapping: &CompiledMapping,
    counted: &CountedScript<'_>,
    samples: &[SearchSample<'_>],
    resource_type: ResourceType,
) -> Vec<Candidate> {
    let Some(program) = counted.compiled.program() else { return Vec::new() };
    let resources = || samples.iter().map(|sample| sample.input.resource);
    let alike = || resources().filter(|resource| resource.resource_type == resource_type);
    let attributes = attributes_of(mapping, program, alike());
    let common = common_values(mapping, program);
    attributes
        .into_iter()
        .take(MOST_ATTRIBUTES)
        .map(|names| {
            let mut values = vec![None];
            for value in values_in(alike(), &names).into_iter().chain(common.iter().cloned()) {
                if !values.contains(&Some(value.clone())) {
                    values.push(Some(value));
                }
            }
            Candidate { names, values }
        })
        .collect()
}

/// What the script reads, and what samples have below that.
fn attributes_of<'r>(
    mapping: &CompiledMapping,
    program: &Program,
    resources: impl Iterator<Item = &'r Resource>,
) -> Vec<Vec<String>> {
    let read: BTreeSet<Vec<String>> =
        program.reads().paths.iter().filter_map(|path| mapping.read_attribute(path)).collect();
    let mut found: BTreeSet<Vec<String>> = read.iter().filter(|names| !names.is_empty()).cloned().collect();
    for resource in resources {
        let mut leaves = BTreeSet::new();
        for (name, value) in &resource.attributes {
            add_leaves(&mut leaves, vec![name.clone()], value);
        }
        let is_read = |leaf: &Vec<String>| {
            read.iter().any(|names| {
                names.len() <= leaf.len()
                    && names.iter().zip(leaf).all(|(read, name)| read.eq_ignore_ascii_case(name))
            })
        };
        found.extend(leaves.into_iter().filter(is_read));
    }
    found.into_iter().collect()
}

fn add_leaves(leaves: &mut BTreeSet<Vec<String>>, path: Vec<String>, value: &Value) {
    /// SCIM has three levels with an extension.
    const MOST_LEVELS: usize = 6;
    match value {
        Value::Object(members) if path.len() < MOST_LEVELS => {
            for (name, member) in members {
                let path = path.iter().cloned().chain([name.clone()]).collect();
                add_leaves(leaves, path, member);
            }
        }
        Value::Array(items) => {
            for item in items.iter().filter(|item| item.is_object()) {
                add_leaves(leaves, path.clone(), item);
            }
        }
        _ => {}
    }
    leaves.insert(path);
}

/// What the samples have there.
fn values_in<'r>(resources: impl Iterator<Item = &'r Resource>, names: &[String]) -> Vec<Value> {
    let mut values = BTreeMap::new();
    for resource in resources {
        let attributes = Value::Object(resource.attributes.clone());
        add_values(&mut values, &attributes, names);
        if values.len() >= MOST_OF_SAMPLES {
            break;
        }
    }
    values.into_values().take(MOST_OF_SAMPLES).collect()
}

fn add_values(values: &mut BTreeMap<String, Value>, value: &Value, names: &[String]) {
    match (names.split_first(), value) {
        (None, value) => {
            values.insert(value.to_string(), value.clone());
        }
        (Some(_), Value::Array(items)) => items.iter().for_each(|item| add_values(values, item, names)),
        (Some((first, rest)), Value::Object(members)) => {
            let found = members.iter().find(|(name, _)| name.eq_ignore_ascii_case(first));
            if let Some((_, inner)) = found {
                add_values(values, inner, rest);
            }
        }
        _ => {}
    }
}

/// Values that any attribute may be tried with: constants of the script and of the functions it calls,
/// keys of its tables, what records are found by, and values of each kind.
fn common_values(mapping: &CompiledMapping, program: &Program) -> Vec<Value> {
    let reads = program.reads();
    let is_table = |value: &Value| value.as_str().is_some_and(|text| reads.tables.contains(text));
    let constants = program.constants(MOST_CONSTANTS);
    let (mut values, others): (Vec<Value>, Vec<Value>) =
        constants.into_iter().filter(|value| !is_table(value)).partition(Value::is_string);
    for table in reads.tables.iter().filter_map(|name| mapping.tables.get(name)) {
        values.extend(table.rows().iter().take(MOST_KEYS).map(|row| json!(row.key)));
    }
    if reads.finds_records {
        values.extend(mapping.directory.texts_to_find(MOST_RECORDS).map(Value::String));
    }
    values.extend([json!("Unknown"), json!("someone@example.com"), json!(true), json!(false), json!("")]);
    values.extend(others);
    values
}
