//! The variables of the scripts of a rule set: their names, and their values for one resource.

use crate::mapping::{GroupMembership, RunContext, RunSubject};
use crate::scim::{ResourceType, SchemaUrn};
use crate::script::Program;
use crate::target::Record;
use crate::value::{Arena, Entry, Object, Value};

/// The variables of a rule set.
#[derive(Clone, Debug)]
pub(super) struct ScriptVariables {
    resource_type: ResourceType,
    /// Of the rules; the condition has `record` behind them.
    of_rules: Vec<String>,
    of_condition: Vec<String>,
}

impl ScriptVariables {
    /// The names that scripts of such a rule set see; [`ScriptVariables::values`] has the values.
    pub fn new(resource_type: ResourceType, record_type: &str) -> Self {
        let resource: &[&str] = match resource_type {
            ResourceType::User => &["user", "enterprise", "groups"],
            ResourceType::Group => &["group"],
        };
        let common = ["custom", "vars", "now", "is_new", record_type];
        let of_rules: Vec<String> = resource.iter().copied().chain(common).map(str::to_owned).collect();
        let mut of_condition = of_rules.clone();
        of_condition.push("record".to_owned());
        Self { resource_type, of_rules, of_condition }
    }

    /// The names that rules see.
    pub fn of_rules(&self) -> &[String] {
        &self.of_rules
    }

    /// The names that the condition sees.
    pub fn of_condition(&self) -> &[String] {
        &self.of_condition
    }

    /// The values for a resource in the order of the names; `record` has its place behind them.
    pub fn values<'a>(&self, given: &InputValues<'a>) -> &'a [Value<'a>] {
        let InputValues { arena, subject, context, current, .. } = *given;
        let resource = subject.resource;
        let values = arena.slots(self.of_rules.len(), Value::Nothing);
        let mut places = values.iter_mut();
        let mut push = |value: Value<'a>| {
            if let Some(place) = places.next() {
                *place = value;
            }
        };
        push(Value::Object(with_id(&subject, arena)));
        if self.resource_type == ResourceType::User {
            push(resource.extension(SchemaUrn::ENTERPRISE_USER));
            push(groups(subject.groups, arena));
        }
        push(given.custom_fields_schema.map(|urn| resource.extension(urn)).unwrap_or_default());
        push(Value::Object(Object::Json(&context.variables)));
        let now = given.needs_now.then(|| Value::Text(arena.text(&context.now.to_string())));
        push(now.unwrap_or_default());
        push(Value::Boolean(current.is_none()));
        push(Value::of_members(current.map(|record| &record.fields)));
        values
    }
}

/// What the values of variables are made of.
#[derive(Clone, Copy)]
pub(super) struct InputValues<'a> {
    pub arena: &'a Arena,
    pub subject: RunSubject<'a>,
    pub context: &'a RunContext,
    /// The URN of `custom`.
    pub custom_fields_schema: Option<&'a str>,
    /// Whether any script may read `now`.
    pub needs_now: bool,
    pub current: Option<&'a Record>,
}

/// The attributes, with the id that the service provider gave the resource.
fn with_id<'a>(subject: &RunSubject<'a>, arena: &'a Arena) -> Object<'a> {
    let attributes = subject.resource.attributes;
    let (None, Some(id)) = (subject.resource.id(), subject.assigned_id) else { return attributes };
    let id = Entry { name: "id", value: Value::Text(id) };
    Object::Entries(match attributes {
        Object::Entries(entries) => arena.slice_of(entries.iter().copied().chain([id])),
        Object::Json(_) => arena.slice_of(attributes.iter().chain([id])),
    })
}

/// As scripts see them; the attribute names are those of RFC 7643 §4.1.2 `groups`.
fn groups<'a>(groups: &'a [GroupMembership], arena: &'a Arena) -> Value<'a> {
    arena.list(groups.iter().map(|group| {
        let text = |name, text| Entry { name, value: Value::Text(text) };
        arena.object([
            text("value", &group.value),
            text("display", &group.display),
            text("classification", &group.classification),
        ])
    }))
}

/// Whether a script may read a variable.
pub(super) fn may_read(program: &Program, variable: &str) -> bool {
    let reads = program.reads();
    !reads.is_complete || reads.paths.iter().any(|path| path.variable == variable)
}
