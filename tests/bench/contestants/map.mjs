// The mapping of the bench in JavaScript, by hand.

import { lookup, mapLines, world } from "./lines.mjs";

const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const CUSTOM = "urn:ietf:params:scim:schemas:extension:4me:1.0:custom_fields";
const CURRENCIES = { US: "USD", GB: "GBP", JP: "JPY", IN: "INR", BR: "BRL", SE: "SEK", DK: "DKK" };
const NOTIFICATIONS = new Map([["all", "always"], ["away", "when_offline"], ["none", "never"]]);
const YES = new Set(["1", "t", "y", "true", "yes", "on"]);
const NO = new Set(["0", "f", "n", "false", "no", "off"]);

// The first text that is neither missing nor blank.
function present(...texts) {
  for (const text of texts) if (text && text.trim() !== "") return text;
  return undefined;
}

const fold = (text) => text.trim().toLowerCase();
const digitsOf = (text) => text.replace(/[^0-9]/g, "");

function ofType(entries, type) {
  return entries?.find((entry) => entry.type && fold(entry.type) === type);
}

function knownEmail(user) {
  if (user.userName?.includes("@")) return fold(user.userName);
  const found = present(user.emails?.find((entry) => entry.primary === true)?.value, user.emails?.[0]?.value);
  return found && fold(found);
}

function collapsed(text) {
  return text.includes("  ") ? text.trim().split(/\s+/).join(" ") : text.trim();
}

function joined(first, separator, second) {
  const parts = [present(first)?.trim(), present(second)?.trim()].filter((part) => part !== undefined);
  return parts.length ? parts.join(separator) : undefined;
}

function international(text, country) {
  const number = text.trim();
  const digits = digitsOf(number);
  if (digits === "") return undefined;
  if (number.startsWith("+")) return `+${digits}`;
  if (digits.startsWith("00")) return `+${digits.slice(2)}`;
  const prefix = lookup("dialling", country);
  if (prefix === undefined) return undefined;
  return prefix + (digits.startsWith("0") ? digits.slice(1) : digits);
}

function contacts(user, email, country) {
  const contacts = [];
  for (const entry of user.emails ?? []) {
    const address = present(entry.value);
    if (address && fold(address) !== email) {
      contacts.push({ label: lookup("email_labels", entry.type) ?? "work", email: fold(address), integration: true });
    }
  }
  for (const entry of user.phoneNumbers ?? []) {
    const telephone = entry.value && international(entry.value, country);
    if (telephone) contacts.push({ label: lookup("phone_labels", entry.type) ?? "work", telephone, integration: true });
  }
  return contacts;
}

function addresses(user) {
  const items = [];
  for (const entry of user.addresses ?? []) {
    const country = lookup("countries", entry.country);
    const address = present(entry.streetAddress);
    if (address !== undefined || country !== undefined) {
      items.push({
        label: lookup("address_labels", entry.type) ?? "mailing",
        address,
        city: present(entry.locality),
        country,
        state: present(entry.region),
        zip: present(entry.postalCode),
        integration: true,
      });
    }
  }
  return items;
}

function information(enterprise, custom) {
  const lines = [];
  const add = (words, value) => value !== undefined && lines.push(words + value);
  add("Department ", present(enterprise.department));
  add("Cost centre ", present(enterprise.costCenter));
  add("Division ", present(enterprise.division));
  add("Manager ", present(enterprise.manager?.displayName, enterprise.manager?.value));
  add("Since ", present(custom.contract_start)?.slice(0, 10));
  return lines.length ? lines.join("\n") : undefined;
}

function guest(user, custom) {
  const external = fold(custom.external ?? "");
  if (YES.has(external)) return true;
  if (NO.has(external)) return false;
  return typeof user.userType === "string" ? fold(user.userType) === "guest" : undefined;
}

function customFields(user, custom) {
  const fields = [
    { id: "payroll_id", value: present(custom.payroll_id) },
    { id: "legal_name", value: joined(user.name?.familyName, ", ", user.name?.givenName) },
    { id: "nick_name", value: present(user.nickName) },
  ];
  return fields.filter((field) => field.value !== undefined);
}

function spokenLanguages(custom) {
  const languages = (custom.spoken_languages ?? "").split(";").map(fold).filter((language) => language !== "");
  return languages.length ? languages.join(",") : undefined;
}

function locale(tag) {
  if (tag === undefined) return undefined;
  const found = lookup("languages", tag);
  if (found !== undefined) return found;
  const end = tag.search(/[-_]/);
  return end < 0 ? undefined : lookup("languages", tag.slice(0, end));
}

function map(user) {
  const email = knownEmail(user);
  if (email === undefined) return "e-mail is not known";
  const name = present(user.displayName, user.name?.formatted)
    ?? joined(user.name?.givenName, " ", user.name?.familyName);
  if (name === undefined) return "name is not known";
  const enterprise = user[ENTERPRISE] ?? {};
  const custom = user[CUSTOM] ?? {};
  const country = lookup("countries", (ofType(user.addresses, "work") ?? user.addresses?.[0])?.country);
  const tag = present(user.preferredLanguage, user.locale);
  const language = tag?.toLowerCase();
  const digits = digitsOf(enterprise.employeeNumber ?? "");
  const rate = present(custom.hourly_rate);
  const place = [present(custom.building), custom.floor ?? undefined, present(custom.desk)]
    .filter((part) => part !== undefined);
  return {
    primary_email: email,
    name: collapsed(name),
    job_title: present(user.title)?.trim().replaceAll("Sr.", "Senior").replaceAll("Jr.", "Junior"),
    organization: lookup("organizations", enterprise.organization) ?? world.variables.account_organization,
    site: lookup("sites", custom.site) ?? lookup("sites", enterprise.site),
    location: place.length ? place.join(", ") : undefined,
    employeeID: digits === "" ? undefined : `E${digits.padStart(8, "0")}`,
    supportID: present(enterprise.supportID, custom.badge_number, user.externalId),
    authenticationID: user.userName?.split("@", 1)[0].toLowerCase(),
    locale: locale(tag),
    time_zone: lookup("time_zones", user.timezone) ?? world.variables.default_time_zone,
    time_format_24h: country && country !== "US" && country !== "IN" && country !== "EG",
    vip: present(user.userType)?.includes("VIP"),
    disabled: typeof user.active === "boolean" ? !user.active : undefined,
    contacts: contacts(user, email, country),
    addresses: addresses(user),
    source: "SCIM",
    sourceID: user.id,
    cost_per_hour: rate?.replaceAll(",", "."),
    cost_per_hour_currency: rate && (CURRENCIES[country] ?? "EUR"),
    auto_translation: language && !(language.startsWith("en") || language.startsWith("nl")),
    do_not_translate_languages: spokenLanguages(custom),
    send_email_notifications: NOTIFICATIONS.get(fold(custom.notifications ?? "")),
    exclude_team_notifications: user.entitlements?.some((entry) => entry.value === "no-team-mail") ?? false,
    guest: guest(user, custom),
    oauth_person_enablement: user.userType !== "Guest"
      && (user.roles?.some((role) => role.value === "api" && role.type !== "denied") ?? false),
    information: information(enterprise, custom),
    picture_uri: (ofType(user.photos, "photo") ?? ofType(user.photos, "thumbnail"))?.value,
    custom_fields: customFields(user, custom),
  };
}

await mapLines(map);
