//! Which attributes and fields are personal, as data with the reason of each.
//!
//! Not how a value of a kind is masked.

use std::collections::BTreeMap;

/// How a value is masked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MaskKind {
    /// A name: every part becomes another one; particles and titles stay.
    Name,
    /// An e-mail address: parts of names as in the name, the domain to another one.
    Email,
    /// A user name, number or id; letters in capitals before a number stay.
    Identifier,
    /// A phone number: country and area stay.
    Phone,
    /// Street, house number and postal code.
    Address,
    /// A link whose path may name a person.
    Url,
    /// A link whose last part is an id.
    Reference,
    /// A date of birth: the year stays.
    BirthDate,
    /// Text in which a person may be named: names, e-mail addresses and numbers of the same person.
    Text,
    /// It says nothing about a person, or rules depend on it.
    Keep,
}

impl MaskKind {
    /// The word for it in `project.json`; `None` for one that is no choice.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::WORDS.into_iter().find(|(known, _)| *known == word).map(|(_, kind)| kind)
    }

    /// The word for it in `project.json`.
    pub fn word(self) -> &'static str {
        Self::WORDS.into_iter().find(|(_, kind)| *kind == self).map_or("", |(word, _)| word)
    }

    const WORDS: [(&'static str, Self); 10] = [
        ("name", Self::Name),
        ("email", Self::Email),
        ("identifier", Self::Identifier),
        ("phone", Self::Phone),
        ("address", Self::Address),
        ("url", Self::Url),
        ("reference", Self::Reference),
        ("birth_date", Self::BirthDate),
        ("text", Self::Text),
        ("keep", Self::Keep),
    ];
}

/// An attribute or field, how it is masked, and why.
#[derive(Clone, Copy, Debug)]
pub struct PersonalAttribute {
    /// The path in small letters, without URN; of a field its name.
    pub path: &'static str,
    /// How it is masked.
    pub kind: MaskKind,
    /// Why.
    pub reason: &'static str,
}

const fn row(path: &'static str, kind: MaskKind, reason: &'static str) -> PersonalAttribute {
    PersonalAttribute { path, kind, reason }
}

/// Attributes of RFC 7643 and of what clients send besides, of users; and fields of person records.
#[rustfmt::skip]
pub const USER_ATTRIBUTES: &[PersonalAttribute] = &[
    row("id", MaskKind::Identifier, "the id of the SCIM user; manager links point to it"),
    row("externalid", MaskKind::Identifier, "the client's id of the person"),
    row("username", MaskKind::Identifier, "often an e-mail address or made of the name"),
    row("name", MaskKind::Name, "the name"),
    row("displayname", MaskKind::Name, "the name"),
    row("name.formatted", MaskKind::Name, "the name"),
    row("name.familyname", MaskKind::Name, "the name"),
    row("name.givenname", MaskKind::Name, "the name"),
    row("name.middlename", MaskKind::Name, "the name"),
    row("name.honorificprefix", MaskKind::Keep, "a title is shared by many"),
    row("name.honorificsuffix", MaskKind::Keep, "a title is shared by many"),
    row("familyname", MaskKind::Name, "the name"),
    row("givenname", MaskKind::Name, "the name"),
    row("middlename", MaskKind::Name, "the name"),
    row("formatted", MaskKind::Name, "the name"),
    row("nickname", MaskKind::Name, "the name"),
    row("profileurl", MaskKind::Url, "often has the user name in it"),
    row("emails", MaskKind::Email, "an e-mail address"),
    row("emails.value", MaskKind::Email, "an e-mail address"),
    row("emails.display", MaskKind::Email, "an e-mail address or the name"),
    row("phonenumbers", MaskKind::Phone, "a phone number"),
    row("phonenumbers.value", MaskKind::Phone, "a phone number"),
    row("phonenumbers.display", MaskKind::Phone, "a phone number"),
    row("ims", MaskKind::Identifier, "a name in a chat service"),
    row("ims.value", MaskKind::Identifier, "a name in a chat service"),
    row("ims.display", MaskKind::Identifier, "a name in a chat service"),
    row("photos", MaskKind::Url, "a picture of the person"),
    row("photos.value", MaskKind::Url, "a picture of the person"),
    row("addresses", MaskKind::Address, "where the person lives or works"),
    row("addresses.formatted", MaskKind::Address, "where the person lives or works"),
    row("addresses.streetaddress", MaskKind::Address, "where the person lives or works"),
    row("addresses.postalcode", MaskKind::Address, "where the person lives or works"),
    row("addresses.locality", MaskKind::Keep, "shared by many, and rules look it up"),
    row("addresses.region", MaskKind::Keep, "shared by many, and rules look it up"),
    row("addresses.country", MaskKind::Keep, "shared by many, and rules look it up"),
    row("x509certificates", MaskKind::Identifier, "made out to the person"),
    row("x509certificates.value", MaskKind::Identifier, "made out to the person"),
    row("employeenumber", MaskKind::Identifier, "the number of the person"),
    row("supportid", MaskKind::Identifier, "the number of the person"),
    row("manager", MaskKind::Identifier, "a person"),
    row("manager.value", MaskKind::Identifier, "the id of a person"),
    row("manager.$ref", MaskKind::Reference, "has the id of a person"),
    row("manager.ref", MaskKind::Reference, "has the id of a person"),
    row("manager.displayname", MaskKind::Name, "the name of a person"),
    row("manager.managerid", MaskKind::Identifier, "the id of a person"),
    row("meta.location", MaskKind::Reference, "has the id of the person"),
    row("meta", MaskKind::Keep, "says nothing about the person"),
    row("schemas", MaskKind::Keep, "URNs of schemas"),
    row("groups", MaskKind::Keep, "groups are shared, and rules depend on them"),
    row("roles", MaskKind::Keep, "shared by many, and rules depend on them"),
    row("entitlements", MaskKind::Keep, "shared by many, and rules depend on them"),
    row("title", MaskKind::Keep, "shared by many, and rules depend on it"),
    row("usertype", MaskKind::Keep, "shared by many, and rules depend on it"),
    row("preferredlanguage", MaskKind::Keep, "shared by many, and rules look it up"),
    row("locale", MaskKind::Keep, "shared by many, and rules look it up"),
    row("timezone", MaskKind::Keep, "shared by many, and rules look it up"),
    row("department", MaskKind::Keep, "shared by many, and rules depend on it"),
    row("division", MaskKind::Keep, "shared by many, and rules depend on it"),
    row("organization", MaskKind::Keep, "shared by many, and found by its name"),
    row("costcenter", MaskKind::Keep, "shared by many, and rules depend on it"),
    row("site", MaskKind::Keep, "shared by many, and found by its name"),
    row("location", MaskKind::Keep, "a room or building, and rules depend on it"),
    row("password", MaskKind::Keep, "redacted when the payload was read"),
];

/// Fields of person records that are not told by their type.
#[rustfmt::skip]
pub const PERSON_FIELDS: &[PersonalAttribute] = &[
    row("id", MaskKind::Identifier, "the id of the record"),
    row("name", MaskKind::Name, "the name"),
    row("firstname", MaskKind::Name, "the name"),
    row("lastname", MaskKind::Name, "the name"),
    row("loginname", MaskKind::Identifier, "often made of the name"),
    row("externalid", MaskKind::Identifier, "the id of the SCIM user"),
    row("associateid", MaskKind::Identifier, "the id of the record"),
    row("employeeid", MaskKind::Identifier, "the number of the person"),
    row("supportid", MaskKind::Identifier, "the number of the person"),
    row("authenticationid", MaskKind::Identifier, "the name for signing in"),
    row("sourceid", MaskKind::Identifier, "the id of the SCIM user"),
    row("contacts.telephone", MaskKind::Phone, "a phone number"),
    row("contacts.chat", MaskKind::Identifier, "a name in a chat service"),
    row("contacts.website", MaskKind::Url, "may have the name in it"),
    row("addresses.address", MaskKind::Address, "where the person lives or works"),
    row("addresses.zip", MaskKind::Address, "where the person lives or works"),
    row("addresses.city", MaskKind::Keep, "shared by many"),
    row("addresses.state", MaskKind::Keep, "shared by many"),
    row("job_title", MaskKind::Keep, "shared by many, and rules depend on it"),
    row("location", MaskKind::Keep, "a room or building"),
    row("source", MaskKind::Keep, "which program keeps the record"),
    row("cost_per_hour", MaskKind::Keep, "a number that names nobody"),
    row("do_not_translate_languages", MaskKind::Keep, "codes of languages"),
];

/// Attributes of groups: groups are no people, their members are.
#[rustfmt::skip]
pub const GROUP_ATTRIBUTES: &[PersonalAttribute] = &[
    row("members", MaskKind::Identifier, "the id of a person"),
    row("members.value", MaskKind::Identifier, "the id of a person"),
    row("members.$ref", MaskKind::Reference, "has the id of a person"),
    row("members.display", MaskKind::Name, "the name of a person"),
    row("members.displayname", MaskKind::Name, "the name of a person"),
    row("owner", MaskKind::Identifier, "a person"),
    row("owners", MaskKind::Identifier, "a person"),
    row("owners.value", MaskKind::Identifier, "the id of a person"),
    row("owners.display", MaskKind::Name, "the name of a person"),
];

/// Parts of the names of attributes that a customer added, and what their values are then.
#[rustfmt::skip]
pub const NAME_PARTS: &[PersonalAttribute] = &[
    row("mail", MaskKind::Email, "an e-mail address"),
    row("userprincipalname", MaskKind::Email, "a user name in the form of an e-mail address"),
    row("upn", MaskKind::Email, "a user name in the form of an e-mail address"),
    row("samaccount", MaskKind::Identifier, "a user name"),
    row("login", MaskKind::Identifier, "a user name"),
    row("phone", MaskKind::Phone, "a phone number"),
    row("mobile", MaskKind::Phone, "a phone number"),
    row("fax", MaskKind::Phone, "a phone number"),
    row("birth", MaskKind::BirthDate, "a date of birth"),
    row("firstname", MaskKind::Name, "the name"),
    row("lastname", MaskKind::Name, "the name"),
    row("surname", MaskKind::Name, "the name"),
    row("fullname", MaskKind::Name, "the name"),
    row("managername", MaskKind::Name, "the name of a person"),
    row("payroll", MaskKind::Identifier, "the number of the person"),
    row("badge", MaskKind::Identifier, "the number of the person"),
    row("employeeid", MaskKind::Identifier, "the number of the person"),
    row("employee_id", MaskKind::Identifier, "the number of the person"),
    row("employeenumber", MaskKind::Identifier, "the number of the person"),
    row("employee_number", MaskKind::Identifier, "the number of the person"),
    row("personnel", MaskKind::Identifier, "the number of the person"),
    row("passport", MaskKind::Identifier, "the number of a document"),
    row("social_security", MaskKind::Identifier, "the number of the person"),
    row("ssn", MaskKind::Identifier, "the number of the person"),
    row("bsn", MaskKind::Identifier, "the number of the person"),
    row("iban", MaskKind::Identifier, "the number of an account"),
    row("licenseplate", MaskKind::Identifier, "the number of a car"),
    row("street", MaskKind::Address, "where the person lives or works"),
    row("postalcode", MaskKind::Address, "where the person lives or works"),
];

/// Whose attribute it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    User,
    Group,
    PersonRecord,
}

/// How attributes are masked, with what a project says of it.
#[derive(Clone, Debug, Default)]
pub(super) struct AttributeKinds {
    /// By path or name in small letters.
    pub chosen: BTreeMap<String, MaskKind>,
}

impl AttributeKinds {
    /// How a value at a path, in small letters, is masked; text in which a person may be named when
    /// nothing is known of it.
    pub(super) fn kind(&self, owner: Owner, path: &str) -> MaskKind {
        let (parent, name) = path.rsplit_once('.').unwrap_or(("", path));
        if let Some(kind) = self.chosen.get(path).or_else(|| self.chosen.get(name)) {
            return *kind;
        }
        let (table, otherwise) = match owner {
            // Members of a group, in a request that speaks of users as well.
            Owner::User if is_of_members(path) => (GROUP_ATTRIBUTES, MaskKind::Keep),
            Owner::User => (USER_ATTRIBUTES, MaskKind::Text),
            Owner::PersonRecord => (PERSON_FIELDS, MaskKind::Text),
            Owner::Group => (GROUP_ATTRIBUTES, MaskKind::Keep),
        };
        let of_path = |path: &str| table.iter().find(|row| row.path == path).map(|row| row.kind);
        if let Some(kind) = of_path(path) {
            return kind;
        }
        if matches!(name, "type" | "primary" | "operation" | "label") {
            return MaskKind::Keep;
        }
        let of_parent = parent.split('.').next().filter(|parent| !parent.is_empty()).and_then(of_path);
        match of_parent {
            Some(MaskKind::Keep) => MaskKind::Keep,
            _ if owner == Owner::Group => otherwise,
            _ => NAME_PARTS.iter().find(|row| name.contains(row.path)).map_or(otherwise, |row| row.kind),
        }
    }
}

/// Whether a path in small letters is of the members or owners of a group.
pub(super) fn is_of_members(path: &str) -> bool {
    matches!(path.split('.').next(), Some("members" | "owners"))
}

/// Whether only users have the attribute at a path in small letters.
pub(super) fn is_of_user_alone(path: &str) -> bool {
    let name = path.split('.').next().unwrap_or(path);
    let is_shared = matches!(name, "id" | "externalid" | "displayname" | "schemas" | "meta");
    !is_shared && USER_ATTRIBUTES.iter().any(|row| row.path == name)
}
