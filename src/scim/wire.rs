//! How a provisioning client writes its requests, as data of its dialect.
//!
//! Not what is understood of them; that is in `quirks`.

use serde::{Deserialize, Serialize};

/// The form of a client's requests. What a dialect leaves out is as strict SCIM has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wire {
    /// The verb with which users are updated.
    #[serde(default)]
    pub user_update: UpdateVerb,
    /// The verb with which groups are updated.
    #[serde(default)]
    pub group_update: UpdateVerb,
    /// How `op` is spelt.
    #[serde(default)]
    pub op_case: OpCase,
    /// How `true` and `false` are written in updates.
    #[serde(default)]
    pub booleans: BooleanForm,
    /// How PATCH operations are cut.
    #[serde(default)]
    pub patch_form: PatchForm,
    /// How a manager is written.
    #[serde(default)]
    pub manager: ManagerForm,
    /// How an attribute is written that lost its value.
    #[serde(default)]
    pub clear: ClearForm,
    /// How a member is removed from a group.
    #[serde(default)]
    pub remove_member: RemoveMemberForm,
    /// How somebody who leaves is deactivated.
    #[serde(default)]
    pub leaver: LeaverForm,
    /// It deletes users in the end.
    #[serde(default)]
    pub deletes_users: bool,
    /// It compares what it reads back with what it wants in every cycle, and sends what differs.
    #[serde(default)]
    pub compares_every_cycle: bool,
    /// PUT repeats what the service provider holds, overlaid with the client's own attributes.
    #[serde(default)]
    pub put_echoes: bool,
}

/// The verb of an update.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum UpdateVerb {
    /// PATCH.
    #[default]
    Patch,
    /// PUT.
    Put,
    /// The client does not update such resources.
    None,
}

/// The spelling of `op`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OpCase {
    /// `replace`.
    #[default]
    Lower,
    /// `Replace`.
    Capitalised,
}

/// The form of booleans.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BooleanForm {
    /// `false`.
    #[default]
    Boolean,
    /// `"False"`.
    Text,
}

/// How a PATCH request is cut into operations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PatchForm {
    /// One operation with a path for each attribute.
    #[default]
    PathPerAttribute,
    /// One operation without a path, its value an object as in a resource.
    WithoutPath,
    /// One operation without a path, its value with dotted and full names; paths with a filter apart.
    DottedWithoutPath,
}

/// The form of a manager.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ManagerForm {
    /// `{"value": "7103"}`.
    #[default]
    Object,
    /// `"7103"`.
    Text,
    /// The client sends none.
    None,
}

/// What is sent for an attribute that lost its value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClearForm {
    /// The operation `remove`; with PUT the attribute is left out.
    #[default]
    Remove,
    /// Nothing at all.
    Nothing,
    /// `""`.
    EmptyText,
    /// `null`.
    Null,
}

/// How a member is removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RemoveMemberForm {
    /// `members[value eq "7103"]`.
    #[default]
    Filter,
    /// Path `members`, and a list of members as value.
    ValueList,
}

/// How somebody who leaves is treated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeaverForm {
    /// `active` becomes false.
    #[default]
    Deactivate,
    /// DELETE.
    Delete,
}
