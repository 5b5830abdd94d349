//! The attributes of a user that the mapping reads, borrowed from the line; all others are skipped.

use serde::Deserialize;

use super::text::Text;

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct User<'a> {
    #[serde(borrow)]
    pub id: Option<Text<'a>>,
    pub external_id: Option<Text<'a>>,
    pub user_name: Option<Text<'a>>,
    pub name: Option<Name<'a>>,
    pub display_name: Option<Text<'a>>,
    pub nick_name: Option<Text<'a>>,
    pub title: Option<Text<'a>>,
    pub user_type: Option<Text<'a>>,
    pub preferred_language: Option<Text<'a>>,
    pub locale: Option<Text<'a>>,
    pub timezone: Option<Text<'a>>,
    pub active: Option<bool>,
    pub emails: Option<Vec<Entry<'a>>>,
    pub phone_numbers: Option<Vec<Entry<'a>>>,
    pub addresses: Option<Vec<Address<'a>>>,
    pub photos: Option<Vec<Entry<'a>>>,
    pub roles: Option<Vec<Entry<'a>>>,
    pub entitlements: Option<Vec<Entry<'a>>>,
    #[serde(rename = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User")]
    pub enterprise: Option<Enterprise<'a>>,
    #[serde(rename = "urn:ietf:params:scim:schemas:extension:4me:1.0:custom_fields")]
    pub custom: Option<Custom<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Name<'a> {
    #[serde(borrow)]
    pub formatted: Option<Text<'a>>,
    pub family_name: Option<Text<'a>>,
    pub given_name: Option<Text<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Entry<'a> {
    #[serde(borrow)]
    pub value: Option<Text<'a>>,
    #[serde(rename = "type")]
    pub kind: Option<Text<'a>>,
    pub primary: Option<bool>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Address<'a> {
    #[serde(rename = "type", borrow)]
    pub kind: Option<Text<'a>>,
    pub street_address: Option<Text<'a>>,
    pub locality: Option<Text<'a>>,
    pub region: Option<Text<'a>>,
    pub postal_code: Option<Text<'a>>,
    pub country: Option<Text<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Enterprise<'a> {
    #[serde(borrow)]
    pub employee_number: Option<Text<'a>>,
    pub cost_center: Option<Text<'a>>,
    pub division: Option<Text<'a>>,
    pub department: Option<Text<'a>>,
    pub organization: Option<Text<'a>>,
    pub site: Option<Text<'a>>,
    #[serde(rename = "supportID")]
    pub support_id: Option<Text<'a>>,
    pub manager: Option<Manager<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Manager<'a> {
    #[serde(borrow)]
    pub value: Option<Text<'a>>,
    pub display_name: Option<Text<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Custom<'a> {
    #[serde(borrow)]
    pub payroll_id: Option<Text<'a>>,
    pub badge_number: Option<Text<'a>>,
    pub building: Option<Text<'a>>,
    pub floor: Option<i64>,
    pub desk: Option<Text<'a>>,
    pub site: Option<Text<'a>>,
    pub hourly_rate: Option<Text<'a>>,
    pub spoken_languages: Option<Text<'a>>,
    pub notifications: Option<Text<'a>>,
    pub external: Option<Text<'a>>,
    pub contract_start: Option<Text<'a>>,
}
