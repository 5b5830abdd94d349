//! Changes to a group.

use serde_json::{Value, json};

use crate::scim::{Dialect, RemoveMemberForm, Resource, ResourceType, UpdateVerb};
use crate::simulate::template::patch_form::{Op, operation};
use crate::simulate::template::user::updated;
use crate::simulate::template::writer::patch_body;
use crate::simulate::template::{AttributeName, Edit, TemplateRequests, Writer};
use crate::simulate::{KnownResource, Method};

/// Another display name.
pub fn rename(dialect: &Dialect, stored: &KnownResource) -> TemplateRequests {
    let name = AttributeName::simple("displayName");
    let old = name.value_in(&stored.resource).and_then(Value::as_str).unwrap_or_default().trim().to_owned();
    let new = match old.strip_suffix(" Services") {
        Some(short) => short.to_owned(),
        None => format!("{old} Services"),
    };
    updated(dialect, stored, &[Edit { name, value: Some(Value::from(new.trim())) }], Vec::new())
}

/// A known user who is no member yet.
pub fn add_member(dialect: &Dialect, stored: &KnownResource, known: &[KnownResource]) -> TemplateRequests {
    let members = member_ids(&stored.resource);
    let newcomer = known.iter().find(|user| {
        user.resource.resource_type == ResourceType::User
            && user.id().is_some_and(|id| !members.iter().any(|member| member == id))
    });
    let Some((newcomer, id)) = newcomer.and_then(|user| Some((user, user.id()?))) else {
        return TemplateRequests::none("No other user is known who could become a member");
    };
    let writer = Writer { dialect, stored };
    let remark = format!("{} becomes a member, the user with the id {id}", newcomer.resource.label());
    match writer.verb() {
        UpdateVerb::None => updated(dialect, stored, &[], vec![]),
        UpdateVerb::Patch => {
            let op = Op::Add.word(writer.wire().op_case);
            let member = if dialect.has_quirk("Q12") {
                json!({ "$ref": null, "value": id })
            } else {
                json!({ "value": id })
            };
            let operation = operation(op, "members", Some(json!([member])));
            let request = writer.request(Method::Patch, patch_body(&[operation]));
            TemplateRequests::new(vec![request], &[remark])
        }
        UpdateVerb::Put => {
            let mut after = members_of(&stored.resource);
            after.push(json!({ "value": id, "display": newcomer.resource.label() }));
            whole_list(dialect, stored, after, remark)
        }
    }
}

/// The first member is removed.
pub fn remove_member(dialect: &Dialect, stored: &KnownResource, known: &[KnownResource]) -> TemplateRequests {
    let members = members_of(&stored.resource);
    let Some(id) = member_ids(&stored.resource).into_iter().next() else {
        return TemplateRequests::none("The group has no members");
    };
    let user = known
        .iter()
        .find(|user| user.resource.resource_type == ResourceType::User && user.id() == Some(id.as_str()));
    let subject = user.map_or_else(|| "The user".to_owned(), |user| user.resource.label());
    let remark = format!("{subject} is removed, the member with the id {id}");
    let writer = Writer { dialect, stored };
    if writer.verb() != UpdateVerb::Patch {
        let after = members.into_iter().filter(|member| id_of(member) != Some(id.as_str())).collect();
        return whole_list(dialect, stored, after, remark);
    }
    let op = Op::Remove.word(writer.wire().op_case);
    let operation = match writer.wire().remove_member {
        RemoveMemberForm::Filter => operation(op, &format!("members[value eq {}]", Value::from(id)), None),
        RemoveMemberForm::ValueList => operation(op, "members", Some(json!([{ "value": id }]))),
    };
    let request = writer.request(Method::Patch, patch_body(&[operation]));
    TemplateRequests::new(vec![request], &[remark])
}

/// The whole group with these members.
fn whole_list(
    dialect: &Dialect,
    stored: &KnownResource,
    members: Vec<Value>,
    remark: String,
) -> TemplateRequests {
    let edit = Edit { name: AttributeName::simple("members"), value: Some(Value::Array(members)) };
    updated(dialect, stored, &[edit], vec![remark])
}

fn members_of(group: &Resource) -> Vec<Value> {
    group.get("members").and_then(Value::as_array).cloned().unwrap_or_default()
}

fn member_ids(group: &Resource) -> Vec<String> {
    members_of(group).iter().filter_map(id_of).map(str::to_owned).collect()
}

fn id_of(member: &Value) -> Option<&str> {
    member.get("value").and_then(Value::as_str).filter(|id| !id.is_empty())
}
