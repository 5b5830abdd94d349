//! From a request as it was written to operations with a target and a value in canonical form.
//!
//! Nothing here depends on the values of the stored resource; those are changed in `apply`.

use serde_json::{Value, json};

use crate::scim::patch::operation::{Operation, Origin, Verb};
use crate::scim::patch::repair_value::repair_value;
use crate::scim::patch::request::{WrittenOperation, read_request};
use crate::scim::patch::target::{AttributeTarget, Resolution, Scope, Target};
use crate::scim::patch::update::{Echoes, RequestKind};
use crate::scim::patch::{members, partial, removal, text_boolean};
use crate::scim::quirks::corrected_name;
use crate::scim::{
    AttributePath, Mutability, Repair, Resource, ScimError, ScimType, UnknownAttributes, UpdateRules,
};

/// Reads requests about one resource.
pub(super) struct RequestReader<'a> {
    pub rules: &'a UpdateRules<'a>,
    pub scope: Scope<'a>,
    pub repairs: Vec<Repair>,
    kind: RequestKind,
}

impl<'a> RequestReader<'a> {
    /// A reader of requests about this resource.
    pub fn new(resource: &Resource, rules: &'a UpdateRules<'a>, kind: RequestKind) -> Self {
        let mut scope = Scope::new(rules.schemas, resource);
        scope.any_extension = match rules.unknown_attributes {
            UnknownAttributes::Stored => true,
            UnknownAttributes::Rejected => rules.is_tolerant(),
            UnknownAttributes::Dropped => false,
        };
        Self { rules, scope, repairs: Vec::new(), kind }
    }

    /// Adds the operations of a request, in the order in which they are to be applied.
    ///
    /// # Errors
    /// The request is refused whatever the resource holds. The operations before the one that is wrong
    /// have been added.
    pub fn read(&mut self, body: &Value, operations: &mut Vec<Operation<'a>>) -> Result<(), ScimError> {
        if let Some(partial) = partial::partial_resource(body, self.rules) {
            return partial::read_partial(self, partial, operations);
        }
        for written in read_request(body, &mut self.repairs)? {
            self.read_operation(&written, operations).map_err(|error| located(&error, &written))?;
        }
        Ok(())
    }

    fn read_operation(
        &mut self,
        written: &WrittenOperation<'_>,
        operations: &mut Vec<Operation<'a>>,
    ) -> Result<(), ScimError> {
        let target = match written.path {
            Some(path) => match self.resolve_path(path)? {
                Some(target) => target,
                None => return Ok(()),
            },
            None => Target::Resource,
        };
        if written.verb == Verb::Remove {
            return removal::read_removal(self, written, target, operations);
        }
        let Some(value) = written.value else {
            return Err(missing_value(written.verb));
        };
        let number = written.number;
        match target {
            Target::Attribute(target) => {
                let verb = self.meant_verb(written.verb, &target, (number, value));
                let operation = Operation {
                    number,
                    verb,
                    target: Target::Attribute(target),
                    value: value.clone(),
                    origin: Origin::Path,
                };
                self.add_attribute(operation, operations)
            }
            Target::Resource => self.add_members(written.verb, number, None, value, operations),
            Target::Extension(urn) => self.add_members(written.verb, number, Some(&urn), value, operations),
        }
    }

    fn add_members(
        &mut self,
        verb: Verb,
        number: usize,
        urn: Option<&str>,
        value: &Value,
        operations: &mut Vec<Operation<'a>>,
    ) -> Result<(), ScimError> {
        let members = members::Members { verb, number, urn };
        members::read_members(self, members, value, operations)
    }

    /// The target at a path; `None` when the attribute is unknown and passed over.
    pub fn resolve_path(&mut self, text: &str) -> Result<Option<Target<'a>>, ScimError> {
        let text = self.corrected(text);
        let path = AttributePath::parse(&text)?;
        self.resolve(&path, ScimType::InvalidPath)
    }

    /// The path without known slips in its URN.
    pub fn corrected(&mut self, text: &str) -> String {
        let correction = corrected_name(text, self.scope.resource_type).filter(|_| self.rules.is_tolerant());
        let Some((quirk, corrected)) = correction else {
            return text.to_owned();
        };
        let path = corrected.clone();
        self.repairs.push(Repair { quirk, path, from: json!(text), to: json!(corrected) });
        corrected
    }

    /// Looks a path up; `refusal` is the keyword for an attribute that nobody knows.
    pub fn resolve(
        &mut self,
        path: &AttributePath,
        refusal: ScimType,
    ) -> Result<Option<Target<'a>>, ScimError> {
        let target = match self.scope.resolve(path) {
            Resolution::Meaningless(error) => return Err(error),
            Resolution::Known(target) => target,
            Resolution::Unknown(target, what) => {
                if let Some(found) = self.in_an_extension(path) {
                    found
                } else {
                    match self.rules.unknown_attributes {
                        UnknownAttributes::Dropped => return Ok(None),
                        UnknownAttributes::Stored => Target::Attribute(Box::new(target)),
                        UnknownAttributes::Rejected => return Err(ScimError::new(refusal, what)),
                    }
                }
            }
        };
        let Target::Attribute(attribute) = &target else {
            return Ok(Some(target));
        };
        if let (Some(filter), Some(known)) = (&attribute.filter, attribute.definition) {
            path.check_filter(known, None)?;
            text_boolean::note_text_booleans(filter, known, attribute, &mut self.repairs);
        }
        Ok(Some(target))
    }

    /// Q34: an attribute that only an extension has, without its URN: `manager`.
    fn in_an_extension(&mut self, path: &AttributePath) -> Option<Target<'a>> {
        if path.urn.is_some() || !self.rules.is_tolerant() {
            return None;
        }
        let mut extensions = self.scope.schemas.extensions(self.scope.resource_type);
        let schema = extensions.find(|schema| schema.attribute(&path.name).is_some())?;
        let full = AttributePath { urn: Some(schema.id.clone()), ..path.clone() };
        let Resolution::Known(target) = self.scope.resolve(&full) else {
            return None;
        };
        let name = target.to_string();
        self.repairs.push(Repair {
            quirk: "Q34",
            path: name.clone(),
            from: json!(path.to_string()),
            to: json!(name),
        });
        Some(target)
    }

    /// Q30: a client whose `replace` of a multi-valued attribute means `add`.
    pub fn meant_verb(
        &mut self,
        verb: Verb,
        target: &AttributeTarget<'_>,
        (number, value): (usize, &Value),
    ) -> Verb {
        let is_list = target.definition.is_some() && is_whole_list(target);
        let is_empty = value.is_null() || is_empty_list(value);
        if self.kind != RequestKind::Patch
            || is_empty
            || verb != Verb::Replace
            || !is_list
            || !self.rules.understands("Q30")
        {
            return verb;
        }
        self.repairs.push(Repair {
            quirk: "Q30",
            path: format!("Operations[{}].op", number - 1),
            from: json!(Verb::Replace.word()),
            to: json!(Verb::Add.word()),
        });
        Verb::Add
    }

    /// Adds an operation on an attribute with its value in canonical form.
    pub fn add_attribute(
        &mut self,
        mut operation: Operation<'a>,
        operations: &mut Vec<Operation<'a>>,
    ) -> Result<(), ScimError> {
        let Target::Attribute(target) = &operation.target else {
            return Ok(());
        };
        if is_read_only(target) && !self.may_carry(target, &operation)? {
            return Ok(());
        }
        let is_null = operation.value.is_null();
        if operation.origin == Origin::Path && operation.verb == Verb::Add && is_null {
            return Err(missing_value(Verb::Add));
        }
        if self.rules.is_tolerant() {
            let value = std::mem::take(&mut operation.value);
            operation.value = repair_value(target, value, &self.scope, &mut self.repairs);
            if is_empty_list(&operation.value) && !is_whole_list(target) {
                if operation.verb == Verb::Add {
                    return Ok(());
                }
                operation.value = Value::Null;
            }
        }
        operations.push(operation);
        Ok(())
    }

    /// Whether an operation on a read-only attribute is carried on, to be compared with what is
    /// stored. A path to one is an error; a value that repeats one is passed over for a client.
    fn may_carry(
        &mut self,
        target: &AttributeTarget<'_>,
        operation: &Operation<'_>,
    ) -> Result<bool, ScimError> {
        if operation.origin == Origin::Path {
            return Err(read_only(target));
        }
        match self.rules.echoes(self.kind) {
            Echoes::Compared => return Ok(true),
            Echoes::Ignored => return Ok(false),
            Echoes::Reported => {}
        }
        let is_id = target.extension.is_none() && target.name == "id";
        let quirk = if is_id && self.rules.understands("Q18") { "Q18" } else { "Q15" };
        let from = operation.value.clone();
        self.repairs.push(Repair { quirk, path: target.to_string(), from, to: Value::Null });
        Ok(false)
    }
}

/// `mutability`: the attribute belongs to the service provider.
pub(super) fn read_only(target: &AttributeTarget<'_>) -> ScimError {
    let detail = format!("“{target}” is read-only; only the service provider sets it");
    ScimError::new(ScimType::Mutability, detail)
}

/// Whether the attribute or the sub-attribute that the target names is read-only.
pub(super) fn is_read_only(target: &AttributeTarget<'_>) -> bool {
    let sub = target.sub.as_ref().and_then(|sub| sub.definition);
    [target.definition, sub].into_iter().flatten().any(|known| known.mutability == Mutability::ReadOnly)
}

fn is_empty_list(value: &Value) -> bool {
    value.as_array().is_some_and(Vec::is_empty)
}

/// Whether the target is all values of a multi-valued attribute, or of one that nobody knows.
fn is_whole_list(target: &AttributeTarget<'_>) -> bool {
    let is_list = target.definition.is_none_or(|known| known.multi_valued);
    is_list && target.filter.is_none() && target.sub.is_none()
}

fn missing_value(verb: Verb) -> ScimError {
    let detail = format!("a value is needed for “{}”", verb.word());
    ScimError::new(ScimType::InvalidValue, detail)
}

fn located(error: &ScimError, written: &WrittenOperation<'_>) -> ScimError {
    let path = written.path.map(|path| format!(" {path}")).unwrap_or_default();
    let detail = format!("operation {} ({}{path}): {}", written.number, written.verb.word(), error.detail);
    ScimError { detail, ..*error }
}
