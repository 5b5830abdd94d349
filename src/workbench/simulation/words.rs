//! The words of the Simulate view for what the engine has as types.

use crate::scim::ResourceType;
use crate::simulate::{EmptyWay, Method, RecordBasis, Template};

/// How a change in the customer's directory is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TemplateWords {
    /// The change, in two or three words, such as `Leaves`.
    pub title: &'static str,
    /// What happens, in one sentence.
    pub help: &'static str,
}

/// The changes that can happen to a user or a group, in the order of a life.
pub fn templates_for(resource_type: ResourceType) -> &'static [Template] {
    match resource_type {
        ResourceType::User => &[
            Template::Joiner,
            Template::Rename,
            Template::Mover,
            Template::ChangeManager,
            Template::RemoveManager,
            Template::ClearTitle,
            Template::Leaver,
            Template::Rejoiner,
            Template::Delete,
        ],
        ResourceType::Group => &[Template::RenameGroup, Template::AddMember, Template::RemoveMember],
    }
}

/// The words for a change.
pub fn template_words(template: Template) -> TemplateWords {
    let (title, help) = match template {
        Template::Joiner => ("Starts", "The user is created; nothing was stored before"),
        Template::Rename => ("Changes name", "Another family name, with user name and e-mail"),
        Template::Mover => ("Changes job", "Another title and another department"),
        Template::ChangeManager => ("Changes manager", "Somebody else becomes the manager"),
        Template::RemoveManager => ("Loses manager", "The manager is taken away"),
        Template::ClearTitle => ("Title emptied", "The title is emptied in the directory"),
        Template::Leaver => ("Leaves", "The account is switched off"),
        Template::Rejoiner => ("Comes back", "The account is switched on again"),
        Template::Delete => ("Is deleted", "The account is switched off, and deleted later"),
        Template::RenameGroup => ("Renamed", "The group gets another name"),
        Template::AddMember => ("Member added", "Somebody becomes a member of the group"),
        Template::RemoveMember => ("Member removed", "Somebody is no longer a member of the group"),
    };
    TemplateWords { title, help }
}

/// What a verb does, for people who do not know it.
pub fn method_words(method: Method) -> &'static str {
    match method {
        Method::Post => "POST creates",
        Method::Put => "PUT sends the whole user or group anew",
        Method::Patch => "PATCH sends single changes",
        Method::Delete => "DELETE removes",
    }
}

/// How the record before the first request was found. `record_type` is its kind, such as `person`.
pub fn basis_words(basis: &RecordBasis, record_type: &str, match_field: &str) -> String {
    match basis {
        RecordBasis::Given => format!("the {record_type} as the request before left it"),
        RecordBasis::Linked => format!("the {record_type} that is linked by its id"),
        RecordBasis::Matched => format!("the {record_type} with the same {match_field}"),
        RecordBasis::Derived => {
            format!("no {record_type} in the records; shown is what the mapping makes of the stored data")
        }
        RecordBasis::New => format!("a new {record_type}"),
    }
}

/// The same in a few words.
pub(in crate::workbench) fn short_basis_words(basis: &RecordBasis, match_field: &str) -> String {
    match basis {
        RecordBasis::Given => "brought up to date".to_owned(),
        RecordBasis::Linked => "linked by its id".to_owned(),
        RecordBasis::Matched => format!("same {match_field}"),
        RecordBasis::Derived => "Not in the records; made from the stored data".to_owned(),
        RecordBasis::New => "None: the record is new".to_owned(),
    }
}

/// A way to be empty, as it stands over its column.
pub fn way_words(way: EmptyWay) -> &'static str {
    match way {
        EmptyWay::Absent => "Not named",
        EmptyWay::Null => "null",
        EmptyWay::EmptyText => "\"\"",
        EmptyWay::EmptyList => "[ ]",
        EmptyWay::Remove => "remove",
    }
}
