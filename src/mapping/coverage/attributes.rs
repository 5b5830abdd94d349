//! The attributes that a resource has, and which of them scripts read.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::mapping::CompiledMapping;
use crate::mapping::compiled_script::CompiledScript;
use crate::scim::{ResourceType, SchemaUrn};
use crate::script::ReadPath;

/// How deep attributes are looked for; SCIM has three levels with an extension.
const MOST_LEVELS: usize = 8;

/// The attributes that hold something, by their paths without the places of entries. Those that tell
/// about the payload alone are left out.
pub(super) fn attribute_names(attributes: &Map<String, Value>) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (name, value) in attributes {
        match value {
            _ if ["schemas", "meta"].iter().any(|other| name.eq_ignore_ascii_case(other)) => {}
            Value::Object(extension) if name.contains(':') => {
                for (inner, value) in extension {
                    add(&mut names, &format!("{name}:{inner}"), value, MOST_LEVELS);
                }
            }
            value => add(&mut names, name, value, MOST_LEVELS),
        }
    }
    names
}

fn add(names: &mut BTreeSet<String>, path: &str, value: &Value, levels: usize) {
    match value {
        Value::Null => {}
        Value::Object(members) if levels > 0 && !members.is_empty() => {
            for (name, member) in members {
                add(names, &format!("{path}.{name}"), member, levels - 1);
            }
        }
        Value::Array(items) if levels > 0 && items.iter().any(|item| item.is_object() || item.is_array()) => {
            for item in items {
                add(names, path, item, levels - 1);
            }
        }
        _ => {
            names.insert(path.to_owned());
        }
    }
}

impl CompiledMapping {
    /// The path of what a script reads of the resource, as a list of names from the resource on;
    /// `None` when it is no part of the resource.
    pub(super) fn read_attribute(&self, path: &ReadPath) -> Option<Vec<String>> {
        let first = match path.variable.as_str() {
            "user" | "group" => None,
            "enterprise" => Some(SchemaUrn::ENTERPRISE_USER.to_owned()),
            "custom" => Some(self.target.custom_fields_schema.clone()?),
            "groups" => Some("groups".to_owned()),
            _ => return None,
        };
        Some(first.into_iter().chain(path.names.iter().cloned()).collect())
    }

    /// Whether any script for resources of this type may read an attribute, by its path without the
    /// places of entries. What `groups` of users is made of counts as read where a script reads it; a
    /// script in rhai, of which not everything is known, counts as far as it is.
    pub fn may_read_attribute(&self, resource_type: ResourceType, name: &str) -> bool {
        let name = name.to_lowercase();
        let is_of_groups = resource_type == ResourceType::Group
            && ["id", "displayname", "members"].iter().any(|part| is_same_or_inside(&name, part));
        self.rule_sets.iter().any(|rule_set| {
            let mut paths = rule_set
                .scripts()
                .filter_map(CompiledScript::program)
                .flat_map(|program| &program.reads().paths);
            paths.any(|path| {
                (is_of_groups && path.variable == "groups")
                    || (rule_set.resource_type == resource_type && self.is_read_by(path, &name))
            })
        })
    }

    fn is_read_by(&self, path: &ReadPath, name: &str) -> bool {
        self.read_attribute(path).is_some_and(|names| {
            let read = written(&names).to_lowercase();
            read.is_empty() || is_same_or_inside(name, &read) || is_same_or_inside(&read, name)
        })
    }
}

/// Names as a path.
pub(super) fn written(names: &[String]) -> String {
    let mut path = String::new();
    for (idx, name) in names.iter().enumerate() {
        if idx > 0 {
            path.push(if idx == 1 && names.first().is_some_and(|first| first.contains(':')) {
                ':'
            } else {
                '.'
            });
        }
        path.push_str(name);
    }
    path
}

fn is_same_or_inside(inner: &str, outer: &str) -> bool {
    inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', ':']))
}
