//! One line to the members of a resource, by plan.
//!
//! Wherever something is not as a schema has it, the line is given up.

use crate::scim::reader::names::{Found, PlaceAmong};
use crate::scim::reader::plan::{AttributePlan, MemberPlan, MembersPlan, PartPlan, ResourcePlan, Role};
use crate::scim::reader::urns::{CUSTOM_FIELDS, begins_as_urn, holds_custom_fields, is_plain_extension};
use crate::scim::reader::watch::{Doubt, Watch};
use crate::scim::{ResourceType, ResourceView, SchemaUrn};
use crate::value::{Arena, Buffer, Entry, List, Object, Value};

/// How many custom fields in a list are compared with each other.
const MOST_FIELDS: usize = 64;

/// The resource of a line.
pub(super) fn read_resource<'a>(
    line: &'a str,
    plan: &ResourcePlan,
    arena: &'a Arena,
) -> Result<ResourceView<'a>, Doubt> {
    let mut walk = Walk::new(line, arena);
    if walk.watch.scanner.peek()? != b'{' {
        return Err(Doubt::Unsure);
    }
    let mut entries = arena.buffer(plan.members.n_kept);
    walk.members(&plan.members, Level::Resource, &mut entries)?;
    let has_line_breaks = walk.watch.scanner.has_line_breaks();
    walk.watch.scanner.end()?;
    let is_certain = !has_line_breaks && walk.declared.has_required;
    if !is_certain || walk.declared.resource_type()? != plan.resource_type {
        return Err(walk.declared.doubt(plan.resource_type));
    }
    if plan.keeps_schemas {
        entries.push(Entry { name: "schemas", value: walk.complete_schemas(plan.resource_type) });
    }
    let attributes = Object::Entries(entries.finish());
    Ok(ResourceView { resource_type: plan.resource_type, attributes })
}

/// What the resource says of itself.
#[derive(Clone, Copy, Debug, Default)]
struct Declared {
    lists_user: bool,
    lists_group: bool,
    /// The type in `meta`, if there is any.
    in_meta: Option<MetaType>,
    has_required: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum MetaType {
    Known(ResourceType),
    Unknown,
}

impl Declared {
    /// As `shape_of` judges, as far as it is certain.
    fn resource_type(self) -> Result<ResourceType, Doubt> {
        let is = |resource_type| self.in_meta == Some(MetaType::Known(resource_type));
        match self.in_meta {
            _ if self.lists_group || is(ResourceType::Group) => Ok(ResourceType::Group),
            _ if self.lists_user || is(ResourceType::User) => Ok(ResourceType::User),
            // Nothing is declared, and the plan for users saw a user name.
            None if self.has_required => Ok(ResourceType::User),
            _ => Err(Doubt::Unsure),
        }
    }

    /// Why a line does not fit the plan for a type.
    fn doubt(self, planned: ResourceType) -> Doubt {
        let is_group = self.lists_group || self.in_meta == Some(MetaType::Known(ResourceType::Group));
        if is_group && planned == ResourceType::User { Doubt::Group } else { Doubt::Unsure }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    Resource,
    Extension,
}

struct Walk<'a> {
    watch: Watch<'a>,
    arena: &'a Arena,
    declared: Declared,
    /// The URNs in the list of schemas.
    listed: Buffer<'a, &'a str>,
    /// The URNs of the extensions that are there.
    extensions: Buffer<'a, &'a str>,
}

/// The known names of an object that were seen.
#[derive(Clone, Copy, Debug, Default)]
struct Seen(u128);

impl Seen {
    /// Takes note of a known name. One that was there before is doubtful, and so are another spelling
    /// than that of the schema and more names than can be noted.
    #[inline]
    fn note<T>(&mut self, found: &Found<'_, T>) -> Result<(), Doubt> {
        if found.is_spelled && !found.is_exact {
            return Err(Doubt::Unsure);
        }
        let bit = u32::try_from(found.idx).ok().and_then(|idx| 1_u128.checked_shl(idx)).unwrap_or_default();
        if bit == 0 || self.0 & bit != 0 {
            return Err(Doubt::Unsure);
        }
        self.0 |= bit;
        Ok(())
    }
}

impl<'a> Walk<'a> {
    fn new(line: &'a str, arena: &'a Arena) -> Self {
        Self {
            watch: Watch::new(line, arena),
            arena,
            declared: Declared::default(),
            listed: arena.buffer(4),
            extensions: arena.buffer(4),
        }
    }

    /// Adds the members that are kept to the entries.
    fn members(
        &mut self,
        plan: &MembersPlan,
        level: Level,
        entries: &mut Buffer<'a, Entry<'a>>,
    ) -> Result<(), Doubt> {
        self.watch.scanner.open();
        let names = self.watch.begin_names();
        let (mut seen, mut place) = (Seen::default(), PlaceAmong::default());
        while let Some(member) = plan.known.next_member(&mut self.watch.scanner, &mut place)? {
            let name = member.name;
            let value = if let Some(found) = member.found {
                seen.note(&found)?;
                self.member(name, &found, level)?
            } else {
                self.watch.note_name(names, name)?;
                self.other(name, plan.keeps_others, level)?
            };
            if !value.is_nothing() {
                entries.push(Entry { name, value });
            }
        }
        self.watch.end_names(names);
        Ok(())
    }

    /// The value of a known member, `Nothing` when it is not kept.
    fn member(
        &mut self,
        name: &'a str,
        found: &Found<'_, MemberPlan>,
        level: Level,
    ) -> Result<Value<'a>, Doubt> {
        match found.part {
            MemberPlan::Attribute(plan) => self.attribute(plan),
            MemberPlan::Extension(plan) => {
                let is_plain = if found.is_exact { plan.is_plain } else { is_plain_extension(name) };
                if !is_plain || self.watch.scanner.peek()? != b'{' {
                    return Err(Doubt::Unsure);
                }
                self.extensions.push(name);
                let mut entries = self.arena.buffer(plan.n_kept);
                self.members(plan, Level::Extension, &mut entries)?;
                if plan.lists_fields {
                    add_listed_fields(&mut entries)?;
                }
                Ok(Value::Object(Object::Entries(entries.finish())))
            }
            MemberPlan::Schemas => self.schemas().map(|()| Value::Nothing),
            MemberPlan::Free if level == Level::Resource && name.contains('.') => Err(Doubt::Unsure),
            MemberPlan::Free => self.watch.read(),
            MemberPlan::Doubtful => Err(Doubt::Unsure),
        }
    }

    /// The value of a member that is not known.
    fn other(&mut self, name: &'a str, is_kept: bool, level: Level) -> Result<Value<'a>, Doubt> {
        if level == Level::Resource {
            if begins_as_urn(name) {
                let is_certain = is_plain_extension(name)
                    && self.watch.scanner.peek()? == b'{'
                    && !(is_kept && holds_custom_fields(name));
                if !is_certain {
                    return Err(Doubt::Unsure);
                }
                self.extensions.push(name);
            } else if name.contains('.') {
                return Err(Doubt::Unsure);
            }
        }
        self.watch.read_if(is_kept)
    }

    fn schemas(&mut self) -> Result<(), Doubt> {
        if self.watch.scanner.peek()? != b'[' {
            return Err(Doubt::Unsure);
        }
        self.watch.scanner.open();
        let mut is_first = true;
        while self.watch.scanner.next_item(is_first)? {
            is_first = false;
            if self.watch.scanner.peek()? != b'"' {
                return Err(Doubt::Unsure);
            }
            let urn = self.watch.scanner.string()?;
            match urn {
                SchemaUrn::CORE_USER => self.declared.lists_user = true,
                SchemaUrn::CORE_GROUP => self.declared.lists_group = true,
                _ if is_plain_extension(urn) => {}
                _ => return Err(Doubt::Unsure),
            }
            self.listed.push(urn);
        }
        Ok(())
    }

    /// The list of URNs, with those of the type and of extensions that it lacks.
    fn complete_schemas(&self, resource_type: ResourceType) -> Value<'a> {
        let listed = self.listed.items();
        let is_missing = |urn: &&str| !listed.iter().any(|listed| listed.eq_ignore_ascii_case(urn));
        let core = Some(resource_type.core_urn()).filter(is_missing);
        let extensions = self.extensions.items().iter().copied().filter(is_missing);
        self.arena.list(core.into_iter().chain(listed.iter().copied()).chain(extensions).map(Value::Text))
    }

    fn attribute(&mut self, plan: &AttributePlan) -> Result<Value<'a>, Doubt> {
        if !plan.is_kept && !matches!(plan.role, Role::Required | Role::Meta) {
            return self.watch.skip().map(|()| Value::Nothing);
        }
        let is_multi_valued = plan.single.definition.multi_valued;
        let is_complex = plan.is_complex();
        match self.watch.scanner.peek()? {
            b'[' if is_multi_valued && is_complex => self.entries(plan),
            b'{' if !is_multi_valued && is_complex => {
                let (object, _) = self.parts(plan)?;
                self.object_of(plan, object)
            }
            b'{' | b'[' => Err(Doubt::Unsure),
            b'n' => Ok(self.watch.scanner.single(b'n')?),
            _ if is_multi_valued || is_complex => Err(Doubt::Unsure),
            first => {
                let value = self.watch.scanner.single(first)?;
                if plan.role == Role::Required {
                    self.declared.has_required = value.as_text().is_some_and(|text| !text.trim().is_empty());
                }
                let value = plan.single.repaired(value, self.arena).ok_or(Doubt::Unsure)?;
                Ok(if plan.is_kept { value } else { Value::Nothing })
            }
        }
    }

    fn object_of(&mut self, plan: &AttributePlan, object: Object<'a>) -> Result<Value<'a>, Doubt> {
        if plan.role == Role::Meta {
            self.declared.in_meta = match object.get_exact("resourceType") {
                Value::Nothing => None,
                Value::Text(name) => Some(
                    ResourceType::ALL
                        .into_iter()
                        .find(|resource_type| resource_type.name().eq_ignore_ascii_case(name))
                        .map_or(MetaType::Unknown, MetaType::Known),
                ),
                _ => return Err(Doubt::Unsure),
            };
        }
        Ok(if plan.is_kept { Value::Object(object) } else { Value::Nothing })
    }

    /// The values of a multi-valued attribute.
    fn entries(&mut self, plan: &AttributePlan) -> Result<Value<'a>, Doubt> {
        self.watch.scanner.open();
        let mut items = self.arena.buffer(4);
        let (mut is_first, mut has_primary) = (true, false);
        while self.watch.scanner.next_item(is_first)? {
            is_first = false;
            match self.watch.scanner.peek()? {
                b'{' => {
                    let (object, is_primary) = self.parts(plan)?;
                    if (is_primary && has_primary) || (plan.role == Role::Roles && is_json_role(object)) {
                        return Err(Doubt::Unsure);
                    }
                    has_primary |= is_primary;
                    items.push(Value::Object(object));
                }
                b'n' => drop(self.watch.scanner.single(b'n')?),
                _ => return Err(Doubt::Unsure),
            }
        }
        let is_nothing = items.items().is_empty() && plan.role == Role::Groups;
        Ok(if is_nothing { Value::Nothing } else { Value::List(List::Items(items.finish())) })
    }

    /// The sub-attributes in an object, and whether it is primary.
    fn parts(&mut self, plan: &AttributePlan) -> Result<(Object<'a>, bool), Doubt> {
        self.watch.scanner.open();
        let names = self.watch.begin_names();
        let mut entries = self.arena.buffer(4);
        let (mut seen, mut place, mut is_primary) = (Seen::default(), PlaceAmong::default(), false);
        while let Some(member) = plan.parts.next_member(&mut self.watch.scanner, &mut place)? {
            let name = member.name;
            let value = if let Some(found) = member.found {
                seen.note(&found)?;
                self.known_part(*found.part)?
            } else {
                self.watch.note_name(names, name)?;
                self.watch.read_if(plan.keeps_others)?
            };
            is_primary |= matches!(value, Value::Boolean(true)) && name == "primary";
            if !value.is_nothing() {
                entries.push(Entry { name, value });
            }
        }
        self.watch.end_names(names);
        Ok((Object::Entries(entries.finish()), is_primary))
    }

    /// The value of a sub-attribute that is known, `Nothing` when it is not kept.
    #[inline]
    fn known_part(&mut self, plan: PartPlan) -> Result<Value<'a>, Doubt> {
        match plan {
            PartPlan::Doubtful => Err(Doubt::Unsure),
            PartPlan::Free => self.watch.read(),
            PartPlan::Single { is_kept: false, .. } => self.watch.skip().map(|()| Value::Nothing),
            PartPlan::Single { single, .. } => match self.watch.scanner.peek()? {
                b'{' | b'[' => Err(Doubt::Unsure),
                first => {
                    let value = self.watch.scanner.single(first)?;
                    single.repaired(value, self.arena).ok_or(Doubt::Unsure)
                }
            },
        }
    }
}

/// Adds the custom fields of a list to the members beside it, as `any::flatten_custom_fields` does.
fn add_listed_fields<'a>(entries: &mut Buffer<'a, Entry<'a>>) -> Result<(), Doubt> {
    let list = entries.items().iter().find(|entry| entry.name.eq_ignore_ascii_case(CUSTOM_FIELDS));
    let Some(list) = list.and_then(|entry| entry.value.as_list()) else { return Ok(()) };
    if list.len() > MOST_FIELDS {
        return Err(Doubt::Unsure);
    }
    for field in list.iter().filter_map(Value::as_object) {
        let (Some(name), value) = (field.get("id").as_text(), field.get("value")) else { continue };
        let is_free = entries.items().iter().all(|entry| entry.name != name);
        if is_free && !value.is_nothing() {
            entries.push(Entry { name, value });
        }
    }
    Ok(())
}

/// Whether the role is, or may be, JSON in a text.
fn is_json_role(role: Object<'_>) -> bool {
    role.get_exact("value").as_text().is_some_and(|text| text.trim_start().starts_with('{'))
}
