//! Applying one operation to the resource: RFC 7644 §3.5.2.1 to §3.5.2.3.
//!
//! Whether the request is well-formed was seen before; what is refused here depends on the values.

use serde_json::{Map, Value};

use crate::scim::patch::apply_list::ListChange;
use crate::scim::patch::body::is_blank;
use crate::scim::patch::definition::{effective_definition, is_required};
use crate::scim::patch::document::Document;
use crate::scim::patch::merge::{Merger, is_empty_object};
use crate::scim::patch::operation::{Operation, Verb};
use crate::scim::patch::reader::{is_read_only, read_only};
use crate::scim::patch::same::same_value;
use crate::scim::patch::target::{AttributeTarget, Target};
use crate::scim::patch::update::{Echoes, RequestKind};
use crate::scim::patch::value::{ValueCheck, is_unassigned};
use crate::scim::redact::is_password;
use crate::scim::{
    AttributeDefinition, AttributeType, Mutability, Repair, Resource, SchemaUrn, ScimError, ScimType,
    UpdateRules,
};

/// Applies operations to a resource, one after the other.
pub(super) struct Applier<'a> {
    pub document: Document,
    rules: &'a UpdateRules<'a>,
    pub repairs: Vec<Repair>,
    kind: RequestKind,
}

/// What an operation means for one attribute.
pub(super) struct Change<'c, 'a> {
    pub verb: Verb,
    pub target: &'c AttributeTarget<'a>,
    pub definition: &'c AttributeDefinition,
    pub check: ValueCheck<'c>,
    /// The attribute's name in messages.
    pub name: &'c str,
    pub echoes: Echoes,
}

impl<'a> Applier<'a> {
    /// An applier to this resource.
    pub fn new(resource: Resource, rules: &'a UpdateRules<'a>, kind: RequestKind) -> Self {
        Self { document: Document { resource }, rules, repairs: Vec::new(), kind }
    }

    /// Applies one operation.
    ///
    /// # Errors
    /// The resource may be half changed then, and is not to be used.
    pub fn apply(&mut self, operation: Operation<'_>) -> Result<(), ScimError> {
        let (number, verb, path) = (operation.number, operation.verb, operation.target.to_string());
        let result = match &operation.target {
            Target::Resource => Ok(()),
            Target::Extension(urn) => {
                self.document.remove_extension(urn);
                Ok(())
            }
            Target::Attribute(target) => self.apply_to_attribute(verb, target, operation.value),
        };
        result.map_err(|error| {
            let detail = format!("operation {number} ({} {path}): {}", verb.word(), error.detail);
            ScimError { detail, ..error }
        })
    }

    fn apply_to_attribute(
        &mut self,
        verb: Verb,
        target: &AttributeTarget<'_>,
        value: Value,
    ) -> Result<(), ScimError> {
        if target.definition.is_none() && is_password(&target.name) {
            return Ok(());
        }
        if is_read_only(target) {
            return self.check_repeated(target, &value);
        }
        let listed_before = is_schemas(target).then(|| self.document.resource.schemas());
        let stored = self.document.take(target).filter(|stored| !is_unassigned(stored));
        let definition = effective_definition(target, stored.as_ref(), &value);
        let check = ValueCheck { rules: self.rules, is_known: target.definition.is_some() };
        let name = target.full_name();
        let echoes = self.rules.echoes(self.kind);
        let change = Change { verb, target, definition: &definition, check, name: &name, echoes };
        let was_assigned = stored.is_some();
        let now = if definition.multi_valued {
            let list = ListChange { change: &change, rules: self.rules, repairs: &mut self.repairs };
            list.apply(stored, value)?
        } else {
            change.apply_single(stored, value, &mut self.repairs)?
        };
        let resource_type = self.document.resource.resource_type;
        let is_emptied = self.kind == RequestKind::Patch && was_assigned && now.is_none();
        if is_emptied && is_required(resource_type, target) {
            let detail = format!("“{name}” is required and cannot be without a value");
            return Err(ScimError::new(ScimType::Mutability, detail));
        }
        if target.extension.is_none() && target.name == "userName" && now.as_ref().is_some_and(is_blank) {
            let detail = "“userName” must not be empty";
            return Err(ScimError::new(ScimType::InvalidValue, detail));
        }
        self.document.put(target, now);
        match listed_before {
            Some(before) => self.settle_schemas(&before),
            None => Ok(()),
        }
    }

    /// A read-only attribute inside a value may be repeated as it is.
    fn check_repeated(&self, target: &AttributeTarget<'_>, value: &Value) -> Result<(), ScimError> {
        let stored = self.document.value(target).unwrap_or(&Value::Null);
        let (stored, definition) = match (&target.sub, target.definition) {
            (Some(sub), _) => (stored.get(&sub.name).unwrap_or(&Value::Null), sub.definition),
            (None, definition) => (stored, definition),
        };
        let is_repeated = definition.is_some_and(|definition| same_value(definition, stored, value));
        if is_repeated { Ok(()) } else { Err(read_only(target)) }
    }

    /// An extension whose URN is not listed any more goes; the URN of the core stays.
    fn settle_schemas(&mut self, before: &[SchemaUrn]) -> Result<(), ScimError> {
        let core = self.document.resource.resource_type.core_urn();
        let lists_core = |urns: &[SchemaUrn]| urns.iter().any(|urn| urn.is(core));
        if lists_core(before) && !lists_core(&self.document.resource.schemas()) {
            let detail = format!("“schemas” must list {core}");
            return Err(ScimError::new(ScimType::Mutability, detail));
        }
        self.document.remove_unlisted(before);
        Ok(())
    }
}

impl Change<'_, '_> {
    fn apply_single(
        &self,
        stored: Option<Value>,
        value: Value,
        repairs: &mut Vec<Repair>,
    ) -> Result<Option<Value>, ScimError> {
        if self.definition.type_ == AttributeType::Complex {
            return self.apply_complex(stored, value, repairs);
        }
        if self.definition.mutability == Mutability::WriteOnly {
            if self.verb != Verb::Remove && !is_unassigned(&value) {
                self.check.single(self.definition, value)?;
                return Ok(stored);
            }
            return Ok(None);
        }
        let now = match self.verb {
            Verb::Remove => None,
            _ if value.is_null() => None,
            _ => Some(self.check.single(self.definition, value)?),
        };
        self.check_immutable(stored.as_ref(), now.as_ref())?;
        Ok(now)
    }

    fn apply_complex(
        &self,
        stored: Option<Value>,
        value: Value,
        repairs: &mut Vec<Repair>,
    ) -> Result<Option<Value>, ScimError> {
        let is_immutable = self.definition.mutability == Mutability::Immutable;
        let before = if is_immutable { stored.clone() } else { None };
        let mut object = match stored {
            Some(Value::Object(object)) => object,
            _ => Map::new(),
        };
        let merger = Merger { definition: self.definition, name: self.name, echoes: self.echoes };
        match (self.verb, &self.target.sub) {
            (Verb::Remove, None) => object.clear(),
            (Verb::Remove, Some(sub)) => merger.unset(&mut object, &sub.name)?,
            (_, Some(sub)) => {
                let value = self.checked_sub(value)?;
                merger.set(&mut object, &sub.name, value)?;
            }
            (_, None) if value.is_null() => object.clear(),
            (_, None) => match self.check.single(self.definition, value)? {
                Value::Object(given) => merger.merge(&mut object, given, repairs)?,
                other => return Ok(Some(other)),
            },
        }
        let now = Some(Value::Object(object)).filter(|object| !is_empty_object(object));
        self.check_immutable(before.as_ref(), now.as_ref())?;
        Ok(now)
    }

    /// The value for the sub-attribute of the target; null for none.
    pub fn checked_sub(&self, value: Value) -> Result<Value, ScimError> {
        let definition = self.target.sub.as_ref().and_then(|sub| sub.definition);
        match definition {
            Some(sub) if !value.is_null() => self.check.sub_attribute(sub, value),
            _ => Ok(value),
        }
    }

    /// An immutable attribute does not change once it has a value.
    pub fn check_immutable(&self, stored: Option<&Value>, now: Option<&Value>) -> Result<(), ScimError> {
        let is_changed =
            stored.is_some_and(|stored| !now.is_some_and(|now| same_value(self.definition, stored, now)));
        if self.definition.mutability == Mutability::Immutable && is_changed {
            let detail = format!("“{}” cannot be changed once it is set", self.name);
            return Err(ScimError::new(ScimType::Mutability, detail));
        }
        Ok(())
    }
}

fn is_schemas(target: &AttributeTarget<'_>) -> bool {
    target.extension.is_none() && target.name == "schemas"
}
