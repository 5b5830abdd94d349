"""The mapping of the bench in Python, by hand. Arguments: the input, the output, the tables."""

import json
import sys

ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
CUSTOM = "urn:ietf:params:scim:schemas:extension:4me:1.0:custom_fields"
CURRENCIES = {"US": "USD", "GB": "GBP", "JP": "JPY", "IN": "INR", "BR": "BRL", "SE": "SEK", "DK": "DKK"}
NOTIFICATIONS = {"all": "always", "away": "when_offline", "none": "never"}
YES = {"1", "t", "y", "true", "yes", "on"}
NO = {"0", "f", "n", "false", "no", "off"}


def present(*texts):
    """The first text that is neither missing nor blank."""
    for text in texts:
        if text and text.strip():
            return text
    return None


def fold(text):
    return text.strip().lower()


def digits_of(text):
    return "".join([letter for letter in text if "0" <= letter <= "9"])


class World:
    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            content = json.load(file)
        self.tables = {name: (table["exact"], table["folded"]) for name, table in content["tables"].items()}
        self.variables = content["variables"]

    def lookup(self, name, key):
        if key is None:
            return None
        exact, folded = self.tables[name]
        found = exact.get(key)
        return found if found is not None else folded.get(key.strip().lower())


def of_type(entries, kind):
    for entry in entries:
        found = entry.get("type")
        if found and fold(found) == kind:
            return entry
    return None


def known_email(user, emails):
    user_name = user.get("userName")
    if user_name and "@" in user_name:
        return fold(user_name)
    primary = next((entry for entry in emails if entry.get("primary") is True), {})
    found = present(primary.get("value"), emails[0].get("value") if emails else None)
    return fold(found) if found else None


def joined(first, separator, second):
    parts = [part.strip() for part in (first, second) if part and part.strip()]
    return separator.join(parts) or None


def international(text, country, world):
    number = text.strip()
    digits = digits_of(number)
    if not digits:
        return None
    if number.startswith("+"):
        return "+" + digits
    if digits.startswith("00"):
        return "+" + digits[2:]
    prefix = world.lookup("dialling", country)
    if prefix is None:
        return None
    return prefix + (digits[1:] if digits.startswith("0") else digits)


def contacts(user, emails, email, country, world):
    contacts = []
    for entry in emails:
        address = present(entry.get("value"))
        if address and fold(address) != email:
            label = world.lookup("email_labels", entry.get("type")) or "work"
            contacts.append({"label": label, "email": fold(address), "integration": True})
    for entry in user.get("phoneNumbers") or ():
        telephone = international(entry.get("value") or "", country, world)
        if telephone:
            label = world.lookup("phone_labels", entry.get("type")) or "work"
            contacts.append({"label": label, "telephone": telephone, "integration": True})
    return contacts


def without_none(fields):
    return {name: value for name, value in fields.items() if value is not None}


def address_items(addresses, world):
    items = []
    for entry in addresses:
        country = world.lookup("countries", entry.get("country"))
        address = present(entry.get("streetAddress"))
        if address is not None or country is not None:
            items.append(without_none({
                "label": world.lookup("address_labels", entry.get("type")) or "mailing",
                "address": address,
                "city": present(entry.get("locality")),
                "country": country,
                "state": present(entry.get("region")),
                "zip": present(entry.get("postalCode")),
                "integration": True,
            }))
    return items


def information(enterprise, custom):
    manager = enterprise.get("manager") or {}
    start = present(custom.get("contract_start"))
    lines = [
        ("Department ", present(enterprise.get("department"))),
        ("Cost centre ", present(enterprise.get("costCenter"))),
        ("Division ", present(enterprise.get("division"))),
        ("Manager ", present(manager.get("displayName"), manager.get("value"))),
        ("Since ", start and start[:10]),
    ]
    return "\n".join([words + value for words, value in lines if value is not None]) or None


def locale(tag, world):
    if tag is None:
        return None
    found = world.lookup("languages", tag)
    if found is None:
        language, hyphen, _ = tag.replace("_", "-").partition("-")
        found = world.lookup("languages", language) if hyphen else None
    return found


def guest(user, custom):
    external = fold(custom.get("external") or "")
    if external in YES:
        return True
    if external in NO:
        return False
    user_type = user.get("userType")
    return None if user_type is None else fold(user_type) == "guest"


def custom_fields(user, names, custom):
    fields = [
        ("payroll_id", present(custom.get("payroll_id"))),
        ("legal_name", joined(names.get("familyName"), ", ", names.get("givenName"))),
        ("nick_name", present(user.get("nickName"))),
    ]
    return [{"id": name, "value": value} for name, value in fields if value is not None]


def map_user(user, world):
    """The record, or a text with the reason why there is none."""
    emails = user.get("emails") or []
    email = known_email(user, emails)
    if email is None:
        return "e-mail is not known"
    names = user.get("name") or {}
    name = present(user.get("displayName"), names.get("formatted")) or joined(
        names.get("givenName"), " ", names.get("familyName"))
    if name is None:
        return "name is not known"
    enterprise = user.get(ENTERPRISE) or {}
    custom = user.get(CUSTOM) or {}
    addresses = user.get("addresses") or []
    work = of_type(addresses, "work") or (addresses[0] if addresses else {})
    country = world.lookup("countries", work.get("country"))
    tag = present(user.get("preferredLanguage"), user.get("locale"))
    digits = digits_of(enterprise.get("employeeNumber") or "")
    rate = present(custom.get("hourly_rate"))
    title = present(user.get("title"))
    user_type = user.get("userType")
    user_name = user.get("userName")
    active = user.get("active")
    floor = custom.get("floor")
    place = [present(custom.get("building")), None if floor is None else str(floor), present(custom.get("desk"))]
    spoken = [fold(part) for part in (custom.get("spoken_languages") or "").split(";")]
    photos = user.get("photos") or ()
    photo = of_type(photos, "photo") or of_type(photos, "thumbnail")
    return without_none({
        "primary_email": email,
        "name": " ".join(name.split()),
        "job_title": title and title.strip().replace("Sr.", "Senior").replace("Jr.", "Junior"),
        "organization": world.lookup("organizations", enterprise.get("organization"))
        or world.variables["account_organization"],
        "site": world.lookup("sites", custom.get("site")) or world.lookup("sites", enterprise.get("site")),
        "location": ", ".join([part for part in place if part is not None]) or None,
        "employeeID": "E" + digits.rjust(8, "0") if digits else None,
        "supportID": present(enterprise.get("supportID"), custom.get("badge_number"), user.get("externalId")),
        "authenticationID": None if user_name is None else user_name.split("@", 1)[0].lower(),
        "locale": locale(tag, world),
        "time_zone": world.lookup("time_zones", user.get("timezone")) or world.variables["default_time_zone"],
        "time_format_24h": None if country is None else country not in ("US", "IN", "EG"),
        "vip": None if present(user_type) is None else "VIP" in user_type,
        "disabled": None if active is None else not active,
        "contacts": contacts(user, emails, email, country, world),
        "addresses": address_items(addresses, world),
        "source": "SCIM",
        "sourceID": user.get("id"),
        "cost_per_hour": rate and rate.replace(",", "."),
        "cost_per_hour_currency": rate and CURRENCIES.get(country, "EUR"),
        "auto_translation": None if tag is None else not tag.lower().startswith(("en", "nl")),
        "do_not_translate_languages": ",".join([language for language in spoken if language]) or None,
        "send_email_notifications": NOTIFICATIONS.get(fold(custom.get("notifications") or "")),
        "exclude_team_notifications": any(
            [entry.get("value") == "no-team-mail" for entry in user.get("entitlements") or ()]),
        "guest": guest(user, custom),
        "oauth_person_enablement": user_type != "Guest" and any(
            [role.get("value") == "api" and role.get("type") != "denied" for role in user.get("roles") or ()]),
        "information": information(enterprise, custom),
        "picture_uri": photo and photo.get("value"),
        "custom_fields": custom_fields(user, names, custom),
    })


def main():
    source, target, world_path = sys.argv[1:4]
    world = World(world_path)
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
    with open(source, encoding="utf-8", buffering=1 << 18) as lines, \
            open(target, "w", encoding="utf-8", buffering=1 << 18) as out:
        for number, line in enumerate(lines, 1):
            mapped = map_user(json.loads(line), world)
            head = {"source": {"line": number}, "status": "written", "record_type": "person"}
            if isinstance(mapped, str):
                head["status"] = "rejected"
                head["reason"] = mapped
            else:
                head["record"] = mapped
            out.write(encode(head))
            out.write("\n")


main()
