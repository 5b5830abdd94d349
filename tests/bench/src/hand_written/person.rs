//! The fields of a person, one function for each that takes more than a line.

use std::borrow::Cow;

use super::phone::international;
use super::record::{AddressItem, Contact, CustomField, Record};
use super::text::{Text, collapsed, joined, lowered, present, same_text};
use super::user::{Address, Custom, Enterprise, Entry, Name, User};
use super::world::World;

/// The record of a user, or why there is none.
pub fn record<'a>(user: &'a User<'a>, world: &'a World) -> Result<Record<'a>, &'static str> {
    let empty_name = &const { Name { formatted: None, family_name: None, given_name: None } };
    let primary_email = known_email(user).ok_or("e-mail is not known")?;
    let names = user.name.as_ref().unwrap_or(empty_name);
    let name = name(user, names).ok_or("name is not known")?;
    let country = work_country(user, world);
    let (enterprise, custom) = (user.enterprise.as_ref(), user.custom.as_ref());
    let contacts = contacts(user, &primary_email, country, world);
    Ok(Record {
        primary_email,
        name,
        job_title: present(&user.title).map(job_title),
        organization: enterprise
            .and_then(|enterprise| world.organizations.get(enterprise.organization.as_deref()?))
            .unwrap_or(&world.account_organization),
        site: custom
            .and_then(|custom| world.sites.get(custom.site.as_deref()?))
            .or_else(|| world.sites.get(enterprise?.site.as_deref()?)),
        location: custom.and_then(location),
        employee_id: enterprise.and_then(|enterprise| employee_id(enterprise.employee_number.as_deref()?)),
        support_id: enterprise
            .and_then(|enterprise| present(&enterprise.support_id))
            .or_else(|| present(&custom?.badge_number))
            .or_else(|| present(&user.external_id)),
        authentication_id: user.user_name.as_deref().map(authentication_id),
        locale: locale(user, world),
        time_zone: world.time_zones.get_or(user.timezone.as_deref(), &world.default_time_zone),
        time_format_24h: country.map(|country| !matches!(country, "US" | "IN" | "EG")),
        vip: present(&user.user_type).map(|kind| kind.contains("VIP")),
        disabled: user.active.map(|active| !active),
        contacts,
        addresses: addresses(user, world),
        source: "SCIM",
        source_id: user.id.as_deref(),
        cost_per_hour: custom.and_then(|custom| present(&custom.hourly_rate)).map(decimal),
        cost_per_hour_currency: custom
            .and_then(|custom| present(&custom.hourly_rate))
            .map(|_| currency(country)),
        auto_translation: present(&user.preferred_language)
            .or_else(|| present(&user.locale))
            .map(needs_translation),
        do_not_translate_languages: custom.and_then(spoken_languages),
        send_email_notifications: custom.and_then(|custom| notifications(custom.notifications.as_deref()?)),
        exclude_team_notifications: has(&user.entitlements, |entry| is_value(entry, "no-team-mail")),
        guest: custom
            .and_then(|custom| boolean(custom.external.as_deref()?))
            .or_else(|| Some(same_text(user.user_type.as_deref()?, "Guest"))),
        oauth_person_enablement: user.user_type.as_deref() != Some("Guest")
            && has(&user.roles, |role| is_value(role, "api") && role.kind.as_deref() != Some("denied")),
        information: information(enterprise, custom),
        picture_uri: value_of_type(&user.photos, "photo")
            .or_else(|| value_of_type(&user.photos, "thumbnail")),
        custom_fields: custom_fields(user, names, custom),
    })
}

fn known_email<'a>(user: &'a User<'a>) -> Option<Cow<'a, str>> {
    if let Some(name) = user.user_name.as_deref().filter(|name| name.contains('@')) {
        return Some(lowered(name.trim()));
    }
    let emails = user.emails.as_deref()?;
    let primary = emails.iter().find(|entry| entry.primary == Some(true));
    let found =
        primary.and_then(|entry| present(&entry.value)).or_else(|| present(&emails.first()?.value))?;
    Some(lowered(found.trim()))
}

fn name<'a>(user: &'a User<'a>, names: &'a Name<'a>) -> Option<Cow<'a, str>> {
    match present(&user.display_name).or_else(|| present(&names.formatted)) {
        Some(name) => Some(collapsed(name)),
        None => joined(present(&names.given_name), " ", present(&names.family_name)),
    }
}

fn work_country<'w>(user: &User<'_>, world: &'w World) -> Option<&'w str> {
    let addresses = user.addresses.as_deref()?;
    let is_work =
        |address: &&Address<'_>| address.kind.as_deref().is_some_and(|kind| same_text(kind, "work"));
    let address = addresses.iter().find(is_work).or_else(|| addresses.first())?;
    world.countries.get(address.country.as_deref()?)
}

fn job_title(title: &str) -> Cow<'_, str> {
    let title = title.trim();
    if title.contains("Sr.") || title.contains("Jr.") {
        Cow::Owned(title.replace("Sr.", "Senior").replace("Jr.", "Junior"))
    } else {
        Cow::Borrowed(title)
    }
}

fn location<'a>(custom: &'a Custom<'a>) -> Option<Cow<'a, str>> {
    let floor = custom.floor.map(|floor| floor.to_string());
    let parts = [present(&custom.building), floor.as_deref(), present(&custom.desk)];
    let mut location = String::with_capacity(24);
    for part in parts.into_iter().flatten() {
        if !location.is_empty() {
            location.push_str(", ");
        }
        location.push_str(part);
    }
    (!location.is_empty()).then_some(Cow::Owned(location))
}

fn employee_id(number: &str) -> Option<String> {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    (!digits.is_empty()).then(|| format!("E{digits:0>8}"))
}

fn authentication_id(user_name: &str) -> Cow<'_, str> {
    lowered(user_name.split_once('@').map_or(user_name, |(local, _)| local))
}

fn locale<'w>(user: &User<'_>, world: &'w World) -> Option<&'w str> {
    let tag = present(&user.preferred_language).or_else(|| present(&user.locale))?;
    let language = || tag.find(['-', '_']).and_then(|end| world.languages.get(&tag[..end]));
    world.languages.get(tag).or_else(language)
}

fn contacts<'a>(
    user: &'a User<'a>,
    primary_email: &str,
    country: Option<&str>,
    world: &'a World,
) -> Vec<Contact<'a>> {
    let emails = user.emails.as_deref().unwrap_or_default();
    let phones = user.phone_numbers.as_deref().unwrap_or_default();
    let mut contacts = Vec::with_capacity(emails.len() + phones.len());
    for entry in emails {
        if let Some(email) = present(&entry.value).filter(|email| !same_text(email, primary_email)) {
            let label = world.email_labels.get_or(entry.kind.as_deref(), "work");
            let email = Some(lowered(email.trim()));
            contacts.push(Contact { label, telephone: None, email, integration: true });
        }
    }
    for entry in phones {
        let number = entry.value.as_deref().and_then(|number| international(number, country, world));
        if number.is_some() {
            let label = world.phone_labels.get_or(entry.kind.as_deref(), "work");
            contacts.push(Contact { label, telephone: number, email: None, integration: true });
        }
    }
    contacts
}

fn addresses<'a>(user: &'a User<'a>, world: &'a World) -> Vec<AddressItem<'a>> {
    let item = |entry: &'a Address<'a>| {
        let country = entry.country.as_deref().and_then(|country| world.countries.get(country));
        let address = present(&entry.street_address);
        (address.is_some() || country.is_some()).then(|| AddressItem {
            label: world.address_labels.get_or(entry.kind.as_deref(), "mailing"),
            address,
            city: present(&entry.locality),
            country,
            state: present(&entry.region),
            zip: present(&entry.postal_code),
            integration: true,
        })
    };
    user.addresses.as_deref().unwrap_or_default().iter().filter_map(item).collect()
}

fn decimal(rate: &str) -> Cow<'_, str> {
    if rate.contains(',') { Cow::Owned(rate.replace(',', ".")) } else { Cow::Borrowed(rate) }
}

fn currency(country: Option<&str>) -> &'static str {
    match country {
        Some("US") => "USD",
        Some("GB") => "GBP",
        Some("JP") => "JPY",
        Some("IN") => "INR",
        Some("BR") => "BRL",
        Some("SE") => "SEK",
        Some("DK") => "DKK",
        _ => "EUR",
    }
}

fn needs_translation(language: &str) -> bool {
    let is = |start: &str| language.get(..2).is_some_and(|found| found.eq_ignore_ascii_case(start));
    !(is("en") || is("nl"))
}

fn spoken_languages(custom: &Custom<'_>) -> Option<String> {
    let mut languages = String::with_capacity(16);
    let parts = custom.spoken_languages.as_deref()?.split(';').map(str::trim);
    for part in parts.filter(|part| !part.is_empty()) {
        if !languages.is_empty() {
            languages.push(',');
        }
        languages.push_str(&lowered(part));
    }
    (!languages.is_empty()).then_some(languages)
}

fn notifications(text: &str) -> Option<&'static str> {
    let choices = [("all", "always"), ("away", "when_offline"), ("none", "never")];
    let text = text.trim();
    choices.into_iter().find(|(word, _)| word.eq_ignore_ascii_case(text)).map(|(_, choice)| choice)
}

fn boolean(text: &str) -> Option<bool> {
    match lowered(text.trim()).as_ref() {
        "1" | "t" | "y" | "true" | "yes" | "on" => Some(true),
        "0" | "f" | "n" | "false" | "no" | "off" => Some(false),
        _ => None,
    }
}

fn has(entries: &Option<Vec<Entry<'_>>>, is_meant: impl Fn(&Entry<'_>) -> bool) -> bool {
    entries.as_deref().is_some_and(|entries| entries.iter().any(is_meant))
}

fn is_value(entry: &Entry<'_>, value: &str) -> bool {
    entry.value.as_deref() == Some(value)
}

fn value_of_type<'a>(entries: &'a Option<Vec<Entry<'a>>>, kind: &str) -> Option<&'a str> {
    let is_kind = |entry: &&Entry<'_>| entry.kind.as_deref().is_some_and(|found| same_text(found, kind));
    entries.as_deref()?.iter().find(is_kind)?.value.as_deref()
}

fn information(enterprise: Option<&Enterprise<'_>>, custom: Option<&Custom<'_>>) -> Option<String> {
    let mut text = String::with_capacity(96);
    let mut add = |words: &str, value: Option<&str>| {
        if let Some(value) = value {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(words);
            text.push_str(value);
        }
    };
    if let Some(enterprise) = enterprise {
        add("Department ", present(&enterprise.department));
        add("Cost centre ", present(&enterprise.cost_center));
        add("Division ", present(&enterprise.division));
        let manager = enterprise.manager.as_ref();
        let name =
            manager.and_then(|manager| present(&manager.display_name).or_else(|| present(&manager.value)));
        add("Manager ", name);
    }
    let start = custom.and_then(|custom| present(&custom.contract_start));
    add("Since ", start.map(|start| start.get(..10).unwrap_or(start)));
    (!text.is_empty()).then_some(text)
}

fn custom_fields<'a>(
    user: &'a User<'a>,
    names: &'a Name<'a>,
    custom: Option<&'a Custom<'a>>,
) -> Vec<CustomField<'a>> {
    let borrowed = |text: &'a Option<Text<'a>>| present(text).map(Cow::Borrowed);
    let values = [
        ("payroll_id", custom.and_then(|custom| borrowed(&custom.payroll_id))),
        ("legal_name", joined(present(&names.family_name), ", ", present(&names.given_name))),
        ("nick_name", borrowed(&user.nick_name)),
    ];
    values.into_iter().filter_map(|(id, value)| Some(CustomField { id, value: value? })).collect()
}
