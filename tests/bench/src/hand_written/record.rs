//! What is written for a person: the line, and the record in it in the order of the target.

use std::borrow::Cow;

use serde::Serialize;

#[derive(Debug, Serialize)]
pub struct Line<'a> {
    pub source: Source,
    pub status: &'static str,
    pub record_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<Record<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<&'static str>,
}

#[derive(Debug, Serialize)]
pub struct Source {
    pub line: u64,
}

type MaybeText<'a> = Option<Cow<'a, str>>;

#[derive(Debug, Serialize)]
pub struct Record<'a> {
    pub primary_email: Cow<'a, str>,
    pub name: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub job_title: MaybeText<'a>,
    pub organization: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: MaybeText<'a>,
    #[serde(rename = "employeeID", skip_serializing_if = "Option::is_none")]
    pub employee_id: Option<String>,
    #[serde(rename = "supportID", skip_serializing_if = "Option::is_none")]
    pub support_id: Option<&'a str>,
    #[serde(rename = "authenticationID", skip_serializing_if = "Option::is_none")]
    pub authentication_id: MaybeText<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<&'a str>,
    pub time_zone: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_format_24h: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vip: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disabled: Option<bool>,
    pub contacts: Vec<Contact<'a>>,
    pub addresses: Vec<AddressItem<'a>>,
    pub source: &'static str,
    #[serde(rename = "sourceID", skip_serializing_if = "Option::is_none")]
    pub source_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost_per_hour: MaybeText<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost_per_hour_currency: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auto_translation: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub do_not_translate_languages: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub send_email_notifications: Option<&'static str>,
    pub exclude_team_notifications: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guest: Option<bool>,
    pub oauth_person_enablement: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub information: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub picture_uri: Option<&'a str>,
    pub custom_fields: Vec<CustomField<'a>>,
}

#[derive(Debug, Serialize)]
pub struct Contact<'a> {
    pub label: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub telephone: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: MaybeText<'a>,
    pub integration: bool,
}

#[derive(Debug, Serialize)]
pub struct AddressItem<'a> {
    pub label: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zip: Option<&'a str>,
    pub integration: bool,
}

#[derive(Debug, Serialize)]
pub struct CustomField<'a> {
    pub id: &'static str,
    pub value: Cow<'a, str>,
}
