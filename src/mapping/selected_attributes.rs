//! Which attributes of a resource a mapping reads, so that nothing else needs to be kept of it.

use crate::mapping::CompiledMapping;
use crate::mapping::compile::CompiledRuleSet;
use crate::mapping::compiled_script::CompiledScript;
use crate::mapping::script_inputs::may_read;
use crate::scim::{ResourceReader, ResourceType, SchemaUrn};
use crate::script::{Program, ReadPath};
use crate::value::Selection;

/// What runs and their messages read of every resource.
const ALWAYS: [&str; 5] = ["schemas", "id", "externalId", "userName", "displayName"];

impl CompiledMapping {
    /// A reader of lines that keeps what the scripts of this mapping can read, what tells the
    /// resource from others, and the groups that a user names where `groups` is read.
    pub fn resource_reader(&self) -> ResourceReader {
        Self::shared_reader(&[self], &[])
    }

    /// The same for several mappings at once, with other attributes and all that is below them.
    pub(super) fn shared_reader(mappings: &[&Self], also: &[&str]) -> ResourceReader {
        let [user, group] = ResourceType::ALL.map(|resource_type| {
            let mut selection = Selection::Nothing;
            for name in ALWAYS.iter().chain(also) {
                selection.add(&[name]);
            }
            for mapping in mappings {
                mapping.select(resource_type, &mut selection);
            }
            selection
        });
        ResourceReader::new(user, group)
    }

    /// Whether any script may read `groups`.
    pub fn reads_groups(&self) -> bool {
        self.programs(ResourceType::User).any(|program| may_read(program, "groups"))
    }

    fn select(&self, resource_type: ResourceType, selection: &mut Selection) {
        if resource_type == ResourceType::User && self.reads_groups() {
            selection.add(&["groups"]);
        }
        for program in self.programs(resource_type) {
            let reads = program.reads();
            if !reads.is_complete {
                *selection = Selection::Whole;
                return;
            }
            for path in &reads.paths {
                self.add_path(selection, path);
            }
        }
    }

    fn programs(&self, resource_type: ResourceType) -> impl Iterator<Item = &Program> {
        let rule_sets = self.rule_sets.iter();
        let rule_sets = rule_sets.filter(move |rule_set| rule_set.resource_type == resource_type);
        rule_sets.flat_map(CompiledRuleSet::scripts).filter_map(CompiledScript::program)
    }

    /// The attributes that a variable stands for; most variables are no attributes.
    fn add_path(&self, selection: &mut Selection, path: &ReadPath) {
        let start = match path.variable.as_str() {
            "user" | "group" => None,
            "enterprise" => Some(SchemaUrn::ENTERPRISE_USER),
            "custom" => match self.target.custom_fields_schema.as_deref() {
                Some(urn) => Some(urn),
                None => return,
            },
            _ => return,
        };
        let names: Vec<&str> = start.into_iter().chain(path.names.iter().map(String::as_str)).collect();
        selection.add(&names);
    }
}
