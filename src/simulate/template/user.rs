//! Changes to a person.

use serde_json::{Value, json};

use crate::scim::{
    BooleanForm, ClearForm, Dialect, LeaverForm, ManagerForm, Resource, ResourceType, UpdateVerb,
    get_without_case,
};
use crate::simulate::template::{AttributeName, Edit, TemplateRequests, Writer, creation_body, made_up};
use crate::simulate::{ClientRequest, KnownResource, Method};

/// A new person, made up from this one.
pub fn joiner(dialect: &Dialect, stored: &KnownResource) -> TemplateRequests {
    let mut resource = stored.resource.clone();
    let given = text_at(&resource, "name.givenName");
    let mut edits = rename_edits(&resource);
    let new_given = made_up::given_name(&given);
    for edit in &mut edits {
        if let Some(Value::String(text)) = &edit.value
            && let Some(renamed) = made_up::with_name_replaced(text, &given, new_given)
        {
            edit.value = Some(Value::from(renamed));
        }
    }
    if !given.is_empty() {
        edits.push(Edit { name: sub("name", "givenName"), value: Some(Value::from(new_given)) });
    }
    for name in [AttributeName::enterprise("employeeNumber"), AttributeName::enterprise("supportID")] {
        let old = name.value_in(&resource).and_then(Value::as_str).map(made_up::number);
        edits.extend(old.map(|number| Edit { name, value: Some(Value::from(number)) }));
    }
    let external_id = resource.external_id().map(made_up::identifier);
    let renamed_id = resource.external_id().and_then(|id| {
        let family = family_name(&resource)?;
        let renamed = made_up::with_name_replaced(id, &family, made_up::family_name(&family))?;
        Some(made_up::with_name_replaced(&renamed, &given, new_given).unwrap_or(renamed))
    });
    if let Some(id) = renamed_id.or(external_id) {
        edits.push(Edit { name: AttributeName::simple("externalId"), value: Some(Value::from(id)) });
    }
    for edit in edits {
        edit.name.put_into(&mut resource.attributes, edit.value);
    }
    AttributeName::simple("active").put_into(&mut resource.attributes, Some(Value::Bool(true)));
    let user_name = resource.get("userName").cloned();
    let is_another = user_name.is_some() && user_name.as_ref() != stored.resource.get("userName");
    if !is_another {
        let made = format!("new.{}", text_at(&stored.resource, "userName"));
        AttributeName::simple("userName").put_into(&mut resource.attributes, Some(Value::from(made)));
    }
    let request = Writer { dialect, stored }.request(Method::Post, creation_body(dialect, &resource));
    let remark = format!("A new person, made up from {}", stored.resource.label());
    TemplateRequests::new(vec![request], &[remark])
}

/// Another family name, carried through user name, e-mail and display name.
pub fn rename(dialect: &Dialect, stored: &KnownResource) -> TemplateRequests {
    let edits = rename_edits(&stored.resource);
    if edits.is_empty() {
        return TemplateRequests::none("The user has no name that could be changed");
    }
    let has_user_name = edits.iter().any(|edit| edit.name == AttributeName::simple("userName"));
    let remark = if has_user_name {
        String::new()
    } else {
        "The user name does not contain the family name and stays".to_owned()
    };
    updated(dialect, stored, &edits, vec![remark])
}

/// Another title and department.
pub fn mover(dialect: &Dialect, stored: &KnownResource) -> TemplateRequests {
    let title = AttributeName::simple("title");
    let department = AttributeName::enterprise("department");
    let old = |name: &AttributeName| text_of(name.value_in(&stored.resource));
    let edits = [
        Edit { value: Some(Value::from(made_up::title(&old(&title)))), name: title },
        Edit { value: Some(Value::from(made_up::department(&old(&department)))), name: department },
    ];
    updated(dialect, stored, &edits, Vec::new())
}

/// Another known user as manager.
pub fn change_manager(
    dialect: &Dialect,
    stored: &KnownResource,
    known: &[KnownResource],
) -> TemplateRequests {
    let current = manager_id(&stored.resource);
    let is_other = |user: &&KnownResource| {
        user.resource.resource_type == ResourceType::User
            && user.id().is_some_and(|id| Some(id) != stored.id() && id != current)
    };
    let is_active = |user: &&KnownResource| user.resource.get("active") != Some(&Value::Bool(false));
    let candidates = known.iter().filter(is_other);
    let Some(manager) = candidates.clone().find(is_active).or_else(|| candidates.clone().next()) else {
        return TemplateRequests::none("No other user is known who could be the manager");
    };
    let id = manager.id().unwrap_or_default();
    let value = match dialect.wire.manager {
        ManagerForm::Object => json!({ "value": id }),
        ManagerForm::Text => Value::from(id),
        ManagerForm::None => return TemplateRequests::none(format!("{} sends no manager", dialect.title)),
    };
    let edit = Edit { name: AttributeName::enterprise("manager"), value: Some(value) };
    let remark = format!("{} becomes the manager, the user with the id {id}", manager.resource.label());
    updated(dialect, stored, &[edit], vec![remark])
}

/// No manager any more.
pub fn remove_manager(dialect: &Dialect, stored: &KnownResource) -> TemplateRequests {
    let name = AttributeName::enterprise("manager");
    if dialect.wire.manager == ManagerForm::None {
        return TemplateRequests::none(format!("{} sends no manager", dialect.title));
    }
    if name.value_in(&stored.resource).is_none() {
        return TemplateRequests::none("The user has no manager");
    }
    let value = match (dialect.wire.manager, dialect.wire.clear) {
        (ManagerForm::Object, ClearForm::EmptyText) => Some(json!({ "value": "" })),
        _ => None,
    };
    let writer = Writer { dialect, stored };
    let edits = [Edit { name, value }];
    if dialect.wire.clear != ClearForm::Nothing {
        return updated(dialect, stored, &edits, Vec::new());
    }
    let remark = format!(
        "{} may send nothing when a manager is taken away; this is the form when it does",
        dialect.title
    );
    let requests = writer.update_in_any_case(&edits).into_iter().collect();
    TemplateRequests::new(requests, &[remark])
}

/// No title any more.
pub fn clear_title(dialect: &Dialect, stored: &KnownResource) -> TemplateRequests {
    let name = AttributeName::simple("title");
    if name.value_in(&stored.resource).is_none() {
        return TemplateRequests::none("The user has no title");
    }
    updated(dialect, stored, &[Edit { name, value: None }], Vec::new())
}

/// Deactivated, or deleted where the client does that at once.
pub fn leaver(dialect: &Dialect, stored: &KnownResource) -> TemplateRequests {
    match dialect.wire.leaver {
        LeaverForm::Delete => {
            let remark = format!("{} deletes the user at once", dialect.title);
            TemplateRequests::new(vec![deletion(dialect, stored)], &[remark])
        }
        LeaverForm::Deactivate => updated(dialect, stored, &[active(false)], vec![text_boolean(dialect)]),
    }
}

/// Deactivated, and deleted later.
pub fn delete(dialect: &Dialect, stored: &KnownResource) -> TemplateRequests {
    let mut made = leaver(dialect, stored);
    if dialect.wire.leaver == LeaverForm::Delete {
        return made;
    }
    if !dialect.wire.deletes_users {
        let remark = format!("{} never deletes a user; the account is switched off and stays", dialect.title);
        made.note = joined(&remark, &made.note.replacen(&dialect.title, "It", 1));
        return made;
    }
    let mut request = deletion(dialect, stored);
    "account removed".clone_into(&mut request.title);
    for first in &mut made.requests {
        "account switched off".clone_into(&mut first.title);
    }
    made.requests.push(request);
    made.note = joined(&made.note, "The DELETE follows when the account is removed for good");
    made
}

/// Activated again, or created again after a DELETE.
pub fn rejoiner(dialect: &Dialect, stored: &KnownResource) -> TemplateRequests {
    let is_active = stored.resource.get("active") != Some(&Value::Bool(false));
    let mut remarks = vec![text_boolean(dialect)];
    if is_active {
        remarks.push("The user is active already; take the leaver first".to_owned());
    }
    updated(dialect, stored, &[active(true)], remarks)
}

fn active(value: bool) -> Edit {
    Edit { name: AttributeName::simple("active"), value: Some(Value::Bool(value)) }
}

fn text_boolean(dialect: &Dialect) -> String {
    match dialect.wire.booleans {
        BooleanForm::Text => format!("{} sends `active` as text", dialect.title),
        BooleanForm::Boolean => String::new(),
    }
}

fn deletion(dialect: &Dialect, stored: &KnownResource) -> ClientRequest {
    Writer { dialect, stored }.request(Method::Delete, Value::Null)
}

/// The update, and what is to be known of how this client sends it.
pub fn updated(
    dialect: &Dialect,
    stored: &KnownResource,
    edits: &[Edit],
    mut remarks: Vec<String>,
) -> TemplateRequests {
    let writer = Writer { dialect, stored };
    let Some(request) = writer.update(edits) else {
        let kind = stored.resource.resource_type.name().to_lowercase();
        let why = if writer.verb() == UpdateVerb::None {
            format!("{} does not update a {kind}", dialect.title)
        } else {
            format!("{} sends nothing when a value is emptied; the record keeps what it has", dialect.title)
        };
        return TemplateRequests::none(why);
    };
    if request.method == Method::Put {
        let sent = if writer.wire().put_echoes {
            "sends the whole profile with every change, over what the service provider holds"
        } else {
            "sends all its attributes with every change"
        };
        let left_out =
            edits.iter().any(|edit| edit.value.is_none()) && writer.wire().clear == ClearForm::Remove;
        let left_out = if left_out { "; what is emptied is left out" } else { "" };
        remarks.push(format!("{} {sent}{left_out}", dialect.title));
    }
    TemplateRequests::new(vec![request], &remarks)
}

fn joined(note: &str, remark: &str) -> String {
    match (note, remark) {
        ("", only) | (only, "") => only.to_owned(),
        (note, remark) => format!("{note}. {remark}"),
    }
}

fn rename_edits(resource: &Resource) -> Vec<Edit> {
    let Some(old) = family_name(resource) else { return Vec::new() };
    let new = made_up::family_name(&old);
    let mut edits = Vec::new();
    let mut replace = |name: AttributeName| {
        let text = name.value_in(resource).and_then(Value::as_str);
        let renamed = text.and_then(|text| made_up::with_name_replaced(text, &old, new));
        edits.extend(renamed.map(|renamed| Edit { name, value: Some(Value::from(renamed)) }));
    };
    replace(AttributeName::simple("userName"));
    replace(AttributeName::simple("displayName"));
    for part in ["formatted", "familyName"] {
        replace(sub("name", part));
    }
    for type_ in element_types(resource, "emails") {
        replace(AttributeName::Element {
            attribute: "emails".to_owned(),
            type_,
            sub: Some("value".to_owned()),
        });
    }
    edits
}

/// The family name, else the last word of a name.
fn family_name(resource: &Resource) -> Option<String> {
    let family = text_at(resource, "name.familyName");
    if !family.is_empty() {
        return Some(family);
    }
    ["displayName", "name.formatted"].iter().find_map(|path| {
        let name = text_at(resource, path);
        let last = match name.split_once(',') {
            Some((family, _)) => family.trim(),
            None => name.split_whitespace().last()?,
        };
        (!last.is_empty()).then(|| last.to_owned())
    })
}

/// The types of the elements, each once.
fn element_types(resource: &Resource, attribute: &str) -> Vec<String> {
    let mut types = Vec::new();
    let elements = resource.get(attribute).and_then(Value::as_array).into_iter().flatten();
    for element in elements.filter_map(Value::as_object) {
        let word = get_without_case(element, "type").and_then(Value::as_str).unwrap_or_default().to_owned();
        if !word.is_empty() && !types.contains(&word) {
            types.push(word);
        }
    }
    types
}

fn manager_id(resource: &Resource) -> String {
    let manager = AttributeName::enterprise("manager");
    match manager.value_in(resource) {
        Some(Value::Object(manager)) => text_of(get_without_case(manager, "value")),
        value => text_of(value),
    }
}

fn sub(name: &str, part: &str) -> AttributeName {
    AttributeName::Sub(name.to_owned(), part.to_owned())
}

fn text_at(resource: &Resource, path: &str) -> String {
    text_of(AttributeName::of_path(path).as_ref().and_then(|name| name.value_in(resource)))
}

fn text_of(value: Option<&Value>) -> String {
    value.and_then(Value::as_str).unwrap_or_default().trim().to_owned()
}
