//! The ready-made changes.
//!
//! Not how they are written; that is in `writer`.

use crate::scim::{Dialect, ResourceType};
use crate::simulate::template::group;
use crate::simulate::template::user;
use crate::simulate::{ClientRequest, KnownResource};

/// A change in the directory of the customer that leads to requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Template {
    /// Somebody starts: POST.
    Joiner,
    /// Another family name, with user name and e-mail.
    Rename,
    /// Another title and department.
    Mover,
    /// Another manager.
    ChangeManager,
    /// The manager is taken away.
    RemoveManager,
    /// The title is emptied.
    ClearTitle,
    /// Somebody leaves: deactivated.
    Leaver,
    /// Deactivated, and deleted later.
    Delete,
    /// Somebody comes back: activated.
    Rejoiner,
    /// A group gets another name.
    RenameGroup,
    /// A member is added to a group.
    AddMember,
    /// A member is removed from a group.
    RemoveMember,
}

/// The requests of a change, and what is to be known of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TemplateRequests {
    /// The requests; none when this client sends nothing.
    pub requests: Vec<ClientRequest>,
    /// What is to be known, such as `Entra ID sends nothing when a value is emptied`; may be empty.
    pub note: String,
}

impl Template {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 12] = [
        Self::Joiner,
        Self::Rename,
        Self::Mover,
        Self::ChangeManager,
        Self::RemoveManager,
        Self::ClearTitle,
        Self::Leaver,
        Self::Delete,
        Self::Rejoiner,
        Self::RenameGroup,
        Self::AddMember,
        Self::RemoveMember,
    ];

    /// Its name for people.
    pub fn title(self) -> &'static str {
        match self {
            Self::Joiner => "Joiner",
            Self::Rename => "Rename",
            Self::Mover => "Mover",
            Self::ChangeManager => "Change of manager",
            Self::RemoveManager => "Manager removed",
            Self::ClearTitle => "Title emptied",
            Self::Leaver => "Leaver",
            Self::Delete => "Leaver, deleted later",
            Self::Rejoiner => "Rejoiner",
            Self::RenameGroup => "Group renamed",
            Self::AddMember => "Member added",
            Self::RemoveMember => "Member removed",
        }
    }

    /// What it changes.
    pub fn resource_type(self) -> ResourceType {
        match self {
            Self::RenameGroup | Self::AddMember | Self::RemoveMember => ResourceType::Group,
            _ => ResourceType::User,
        }
    }
}

impl TemplateRequests {
    /// No request, and why.
    pub(super) fn none(note: impl Into<String>) -> Self {
        Self { requests: Vec::new(), note: note.into() }
    }

    /// Requests with what is to be known; empty remarks are left out.
    pub(super) fn new(requests: Vec<ClientRequest>, remarks: &[String]) -> Self {
        let remarks: Vec<&str> =
            remarks.iter().map(String::as_str).filter(|remark| !remark.is_empty()).collect();
        Self { requests, note: remarks.join(". ") }
    }
}

/// The requests that a client sends for a change to `stored`. `known` are the other resources, of
/// which managers and members are taken. A change that does not fit the resource gives no request
/// and a note. Values are made up from those of the resource and are the same every time.
pub fn template_requests(
    template: Template,
    dialect: &Dialect,
    stored: &KnownResource,
    known: &[KnownResource],
) -> TemplateRequests {
    if template.resource_type() != stored.resource.resource_type {
        let kind = stored.resource.resource_type.name().to_lowercase();
        return TemplateRequests::none(format!("This change does not fit a {kind}"));
    }
    let mut made = match template {
        Template::Joiner => user::joiner(dialect, stored),
        Template::Rename => user::rename(dialect, stored),
        Template::Mover => user::mover(dialect, stored),
        Template::ChangeManager => user::change_manager(dialect, stored, known),
        Template::RemoveManager => user::remove_manager(dialect, stored),
        Template::ClearTitle => user::clear_title(dialect, stored),
        Template::Leaver => user::leaver(dialect, stored),
        Template::Delete => user::delete(dialect, stored),
        Template::Rejoiner => user::rejoiner(dialect, stored),
        Template::RenameGroup => group::rename(dialect, stored),
        Template::AddMember => group::add_member(dialect, stored, known),
        Template::RemoveMember => group::remove_member(dialect, stored, known),
    };
    for request in &mut made.requests {
        if request.title.is_empty() {
            template.title().clone_into(&mut request.title);
        }
    }
    made
}
