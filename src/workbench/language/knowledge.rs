//! What is known while a script is written: everything that its names can stand for.
//!
//! Made once for a state of project and samples, not for each key.

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;
use serde_json::{Map, Value};

use crate::project::ProjectModel;
use crate::scim::{ResourceType, SchemaUrn};
use crate::table::LookupTable;
use crate::target::{FieldType, Record, RecordType, TargetField, TargetSchema};
use crate::workbench::language::function_entry::built_in_functions;
use crate::workbench::language::roots::{
    common_parts, enumeration_values, record_part, resource_part, vars_part,
};
use crate::workbench::language::{FunctionEntry, Part, SampleKnowledge};

/// What is known of a project for those who write scripts.
#[derive(Clone, Debug, Default)]
pub struct Knowledge {
    /// `user` and `group`.
    resources: [Part; 2],
    /// `enterprise` and `custom`, each with the resource type it belongs to.
    extensions: Vec<(ResourceType, Part)>,
    /// `groups`, `is_new` and `now`.
    common: Vec<Part>,
    vars: Part,
    /// The current records, by record type.
    records: Vec<Part>,
    /// What the rules made, by record type, for conditions.
    made: Vec<(String, Part)>,
    /// The lookup tables.
    pub(super) tables: Arc<IndexMap<String, LookupTable>>,
    /// The target.
    pub(super) target: Arc<TargetSchema>,
    /// What the account holds.
    pub(super) held: Arc<BTreeMap<String, Vec<Record>>>,
    basis: Basis,
}

/// What knowledge was made of; made anew when this is another.
#[derive(Clone, Debug, Default)]
struct Basis {
    environment: String,
    variables: Vec<(String, Map<String, Value>)>,
    environments: Vec<String>,
    samples: Arc<SampleKnowledge>,
}

/// Where a script stands, which decides what its names mean.
#[derive(Clone, Copy, Debug, Default)]
pub struct ScriptScope<'k> {
    /// What is mapped; `None` for helper functions.
    pub resource_type: Option<ResourceType>,
    /// What it becomes; empty for helper functions.
    pub record_type: &'k str,
    /// It is the condition, which sees `record`.
    pub is_condition: bool,
    /// The field that the rule fills.
    pub field: Option<&'k TargetField>,
}

impl Knowledge {
    /// What is known of a project in an environment.
    pub fn new(
        model: &ProjectModel,
        environment: &str,
        target: &Arc<TargetSchema>,
        samples: &Arc<SampleKnowledge>,
    ) -> Self {
        let resources = ResourceType::ALL.map(|resource_type| resource_part(resource_type, samples));
        let extensions = extensions(&resources, target);
        let current = |of: &RecordType| {
            let doc = format!("The {} as it is, `()` when it is new.", of.name);
            record_part(&of.name, &doc, of, target)
        };
        let made = |of: &RecordType| {
            let doc = format!("The {} as the rules made it.", of.name);
            (of.name.clone(), record_part("record", &doc, of, target))
        };
        Self {
            resources,
            extensions,
            common: common_parts().to_vec(),
            vars: vars_part(model, environment),
            records: target.record_types.iter().map(current).collect(),
            made: target.record_types.iter().map(made).collect(),
            tables: Arc::clone(&model.tables),
            target: Arc::clone(target),
            held: Arc::clone(&model.records),
            basis: Basis::of(model, environment, samples),
        }
    }

    /// Whether this is what [`Knowledge::new`] would make.
    pub fn is_of(
        &self,
        model: &ProjectModel,
        environment: &str,
        target: &Arc<TargetSchema>,
        samples: &Arc<SampleKnowledge>,
    ) -> bool {
        let basis = &self.basis;
        let variables = model.environments.iter().map(|(name, state)| (name, &state.variables));
        Arc::ptr_eq(&self.tables, &model.tables)
            && Arc::ptr_eq(&self.target, target)
            && Arc::ptr_eq(&self.held, &model.records)
            && Arc::ptr_eq(&basis.samples, samples)
            && basis.environment == environment
            && basis.variables.iter().map(|(name, values)| (name, values)).eq(variables)
            && basis.environments.iter().eq(model.settings.environments.iter().map(|one| &one.name))
    }

    /// What the samples hold.
    pub fn samples(&self) -> &SampleKnowledge {
        &self.basis.samples
    }

    /// The variables of a script in the order in which they matter; none for helper functions.
    pub fn variables(&self, scope: &ScriptScope<'_>) -> Vec<&Part> {
        let Some(resource_type) = scope.resource_type else { return Vec::new() };
        let mut parts = vec![self.resource(resource_type)];
        let extensions = self.extensions.iter().filter(|(of, part)| {
            *of == resource_type || (part.name == "custom" && resource_type == ResourceType::Group)
        });
        parts.extend(extensions.map(|(_, part)| part));
        let is_user = resource_type == ResourceType::User;
        parts.push(&self.vars);
        parts.extend(self.records.iter().filter(|part| part.name == scope.record_type));
        let made = self.made.iter().filter(|(of, _)| scope.is_condition && of == scope.record_type);
        parts.extend(made.map(|(_, part)| part));
        parts.extend(self.common.iter().filter(|part| is_user || part.name != "groups"));
        parts
    }

    /// The variable of this name. In helper functions a parameter that is called like a variable of
    /// rules is taken for it.
    pub fn variable(&self, scope: &ScriptScope<'_>, name: &str) -> Option<&Part> {
        if scope.resource_type.is_some() {
            return self.variables(scope).into_iter().find(|part| part.name == name);
        }
        let known = self.resources.iter().chain(self.extensions.iter().map(|(_, part)| part));
        let known = known.chain(&self.common).chain([&self.vars]).chain(&self.records);
        known.into_iter().find(|part| part.name == name)
    }

    /// `user` or `group`.
    pub fn resource(&self, resource_type: ResourceType) -> &Part {
        let [user, group] = &self.resources;
        if resource_type == ResourceType::User { user } else { group }
    }

    /// `vars` with the variables of the environments.
    pub fn vars(&self) -> &Part {
        &self.vars
    }

    /// The record of a record type.
    pub fn record(&self, record_type: &str) -> Option<&Part> {
        self.records.iter().find(|part| part.name == record_type)
    }

    /// The built-in functions.
    pub fn functions(&self) -> &'static [FunctionEntry] {
        built_in_functions()
    }

    /// The built-in function of this name.
    pub fn function(&self, name: &str) -> Option<&'static FunctionEntry> {
        built_in_functions().iter().find(|function| function.name == name)
    }

    /// The texts that a field can have: those of its enumeration, or by which records it may refer to
    /// are told apart. Empty for other fields.
    pub fn field_values(&self, field: &TargetField) -> Vec<String> {
        match &field.field_type {
            FieldType::Reference { record_type, .. } => self.record_names(record_type),
            field_type => enumeration_values(field_type, &self.target),
        }
    }

    /// How the records of a type are referred to, of those that the account holds.
    pub fn record_names(&self, record_type: &str) -> Vec<String> {
        let Some(record_type) = self.target.record_type(record_type) else { return Vec::new() };
        let records = self.held.get(&record_type.plural).into_iter().flatten();
        let names = records.filter_map(|record| record.get(&record_type.reference_by)?.as_str());
        names.map(str::to_owned).collect()
    }
}

/// `enterprise` and `custom`, which are parts of the resource under a shorter name.
fn extensions(resources: &[Part; 2], target: &TargetSchema) -> Vec<(ResourceType, Part)> {
    let [user, _] = resources;
    let extension = |name: &str, urn: &str, doc: &str| {
        let part = user.part(urn).cloned().unwrap_or_default();
        let part = Part {
            name: name.to_owned(),
            kind: crate::workbench::language::ValueKind::Object,
            doc: doc.to_owned(),
            ..part
        };
        (ResourceType::User, part)
    };
    let enterprise = extension(
        "enterprise",
        SchemaUrn::ENTERPRISE_USER,
        "The Enterprise extension of the user (RFC 7643 §4.3).",
    );
    let custom = target.custom_fields_schema.as_deref();
    let custom =
        custom.map(|urn| extension("custom", urn, "The extension with the customer's own attributes."));
    [enterprise].into_iter().chain(custom).collect()
}

impl Basis {
    fn of(model: &ProjectModel, environment: &str, samples: &Arc<SampleKnowledge>) -> Self {
        let variables = model.environments.iter();
        Self {
            environment: environment.to_owned(),
            variables: variables.map(|(name, state)| (name.clone(), state.variables.clone())).collect(),
            environments: model.settings.environments.iter().map(|one| one.name.clone()).collect(),
            samples: Arc::clone(samples),
        }
    }
}
