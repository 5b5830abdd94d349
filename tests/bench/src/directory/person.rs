//! One person of the directory, as a SCIM user.
//!
//! Not what becomes of it: nothing here knows the mapping.

use serde_json::{Map, Value, json};

use super::languages::{LANGUAGES, Language, Name};
use super::random::Random;
use super::write::Gaps;

const CORE: &str = "urn:ietf:params:scim:schemas:core:2.0:User";
const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const CUSTOM: &str = "urn:ietf:params:scim:schemas:extension:4me:1.0:custom_fields";

const TITLES: &[&str] = &[
    "Buyer",
    "Sr. Buyer",
    "Jr. Analyst",
    "Head of \"Special\" Projects",
    "Account Manager / EMEA ",
    "Warehouse lead",
    "Sr. Engineer, R&D",
    "Controller",
    "Night shift co-ordinator",
    "Chef de produit",
    "Sachbearbeiter",
    "経理担当",
];
const DEPARTMENTS: &[&str] = &[
    "Purchasing",
    "Finance & Control",
    "IT Operations",
    "Field Service",
    "Human Resources",
    "Legal\\Compliance",
];
const USER_TYPES: &[&str] =
    &["Employee", "Employee", "Employee", "Contractor", "Guest", "Employee VIP", "Temp"];

/// The person at `idx` of the directory of `seed`.
pub fn person(seed: u64, idx: u64, gaps: Gaps) -> Value {
    let mut random = Random::of_person(seed, idx);
    let language = random.pick(LANGUAGES);
    let mut maker =
        Maker { identity: Identity::new(&mut random, language, idx), random, language, idx, gaps };
    maker.user()
}

/// What several attributes of a person are made from.
#[derive(Debug)]
struct Identity {
    id: String,
    given: String,
    family: String,
    /// As before the `@`, unique in the directory.
    local: String,
}

impl Identity {
    fn new(random: &mut Random, language: &Language, idx: u64) -> Self {
        let given: &Name = random.pick(language.given);
        let drawn: &Name = random.pick(language.family);
        let (mut family, mut family_ascii) = (drawn.0.to_owned(), drawn.1.to_owned());
        if !language.particles.is_empty() && random.chance(17) {
            let particle = random.pick(language.particles);
            let space = if particle.0.ends_with('\'') { "" } else { " " };
            family = format!("{}{space}{family}", particle.0);
            family_ascii = format!("{}{family_ascii}", particle.1);
        }
        Self {
            id: uuid(random),
            given: given.0.to_owned(),
            family,
            local: format!("{}.{family_ascii}{idx}", given.1),
        }
    }
}

fn uuid(random: &mut Random) -> String {
    let (high, low) = (random.next(), random.next());
    let part = |number: u64, shift: u32, bits: u32| (number >> shift) & ((1 << bits) - 1);
    format!(
        "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
        part(high, 0, 32),
        part(high, 32, 16),
        part(high, 48, 12),
        0x8000 | part(low, 0, 14),
        part(low, 16, 48)
    )
}

/// Makes the attributes of one person, one after the other.
struct Maker {
    random: Random,
    language: &'static Language,
    identity: Identity,
    idx: u64,
    gaps: Gaps,
}

impl Maker {
    fn user(&mut self) -> Value {
        let mut user = Map::new();
        let mut add = |name: &str, value: Value| user.insert(name.to_owned(), value);
        add("schemas", json!([CORE, ENTERPRISE, CUSTOM]));
        add("id", json!(self.identity.id));
        let external = format!("LK-{}", self.random.digits(7));
        add("externalId", self.or_gap(85, json!(external)));
        add("meta", self.meta());
        let has_email_name = self.random.chance(94);
        let user_name = if has_email_name { self.work_email() } else { format!("LARKSPUR-{}", self.idx) };
        add("userName", json!(user_name));
        add("name", self.name());
        let displayed = self.displayed();
        add("displayName", self.or_gap(80, json!(displayed)));
        let nick = self.identity.given.clone();
        add("nickName", self.or_gap(30, json!(nick)));
        let title = *self.random.pick(TITLES);
        add("title", self.or_gap(88, json!(title)));
        let user_type = *self.random.pick(USER_TYPES);
        add("userType", self.or_gap(90, json!(user_type)));
        let tags = self.language.tags;
        let (preferred, locale) = (*self.random.pick(tags), *self.random.pick(tags));
        add("preferredLanguage", self.or_gap(55, json!(preferred)));
        add("locale", self.or_gap(80, json!(locale)));
        add("timezone", self.or_gap(85, json!(self.language.time_zone)));
        let is_active = self.random.chance(92);
        add("active", self.or_gap(98, json!(is_active)));
        add("emails", self.emails());
        add("phoneNumbers", self.phones());
        add("addresses", self.addresses());
        add("photos", self.photos());
        add("roles", self.roles());
        add("entitlements", self.entitlements());
        add("groups", self.groups());
        add(ENTERPRISE, self.enterprise());
        add(CUSTOM, self.custom());
        self.without_gaps(&mut user);
        Value::Object(user)
    }

    /// The value for so many of a hundred persons; for the others nothing, or a blank text now and
    /// then where the value is a text.
    fn or_gap(&mut self, percent: u64, value: Value) -> Value {
        if self.random.chance(percent) {
            value
        } else if value.is_string() && self.random.chance(20) {
            json!(*self.random.pick(&["", " "]))
        } else {
            Value::Null
        }
    }

    fn without_gaps(&self, object: &mut Map<String, Value>) {
        if self.gaps == Gaps::Absent {
            object.retain(|_, value| !value.is_null());
        }
    }

    fn object(&self, value: Value) -> Value {
        let Value::Object(mut object) = value else { return value };
        self.without_gaps(&mut object);
        Value::Object(object)
    }

    fn meta(&mut self) -> Value {
        let (day, hour) = (1 + self.random.below(28), self.random.below(24));
        json!({
            "resourceType": "User",
            "created": format!("2024-{:02}-{day:02}T{hour:02}:30:00Z", 1 + self.random.below(12)),
            "lastModified": format!("2026-{:02}-{day:02}T{hour:02}:45:00Z", 1 + self.random.below(10)),
            "location": format!("https://scim.larkspur.example/v2/Users/{}", self.identity.id),
            "version": format!("W/\"{:016x}\"", self.random.next()),
        })
    }

    fn work_email(&mut self) -> String {
        let email = format!("{}@larkspur.example", self.identity.local);
        if self.random.chance(15) { capitalized(&email) } else { email }
    }

    fn full_name(&self) -> String {
        format!("{} {}", self.identity.given, self.identity.family)
    }

    fn displayed(&mut self) -> String {
        let Identity { given, family, .. } = &self.identity;
        let text = match self.random.below(10) {
            0 => format!("{family}, {given}"),
            1 => format!("{given}  {family} "),
            _ => format!("{given} {family}"),
        };
        text
    }

    fn name(&mut self) -> Value {
        let Identity { given, family, .. } = &self.identity;
        let (given, family) = (json!(given), json!(family));
        let formatted = json!(self.full_name());
        let name = json!({
            "formatted": self.or_gap(70, formatted),
            "familyName": self.or_gap(97, family),
            "givenName": self.or_gap(95, given),
            "honorificPrefix": self.or_gap(10, json!("Dr.")),
        });
        self.object(name)
    }

    fn emails(&mut self) -> Value {
        let Identity { local, .. } = &self.identity;
        let local = local.clone();
        let mut emails = Vec::new();
        let work = self.work_email();
        if self.random.chance(96) {
            let is_primary = self.random.chance(80);
            let mut entry = json!({ "value": work, "type": *self.random.pick(&["work", "work", "Work"]) });
            if is_primary {
                entry["primary"] = json!(true);
            }
            emails.push(entry);
        }
        if self.random.chance(45) {
            emails.push(json!({ "value": format!("{local}@home.example"), "type": "home" }));
        }
        if self.random.chance(25) {
            emails.push(json!({ "value": format!(" Info.{local}@Larkspur-Partner.example"), "type": "other", "primary": false }));
        }
        if self.random.chance(4) {
            emails.push(json!({ "value": "", "type": "other" }));
        }
        if emails.is_empty() { Value::Null } else { json!(emails) }
    }

    fn phone(&mut self) -> String {
        let prefix = self.language.dialling;
        let (area, first, second) = (self.random.digits(2), self.random.digits(3), self.random.digits(4));
        match self.random.below(6) {
            0 => format!("0{area} {first}-{second}"),
            1 => format!("(0{area}) {first} {second}"),
            2 => format!("00{} {area} {first}{second}", prefix.trim_start_matches('+')),
            3 => format!("{prefix}{area}{first}{second}"),
            4 => format!(" {prefix} {area} / {first}.{second}"),
            _ => format!("{prefix} {area} {first} {second}"),
        }
    }

    fn phones(&mut self) -> Value {
        let mut phones = Vec::new();
        for (kind, percent) in [("work", 85), ("mobile", 65), ("home", 15), ("fax", 12), ("pager", 3)] {
            if self.random.chance(percent) {
                phones.push(json!({ "value": self.phone(), "type": kind }));
            }
        }
        if self.random.chance(5) {
            phones.push(json!({ "value": "see reception", "type": "other" }));
        }
        json!(phones)
    }

    fn address(&mut self, kind: &str) -> Value {
        let language = self.language;
        let [city, region, postal_code] = *self.random.pick(language.cities);
        let street = format!("{} {}", self.random.pick(language.streets), 1 + self.random.below(240));
        let street =
            if self.random.chance(20) { format!("{street}\nFloor {}", self.random.below(9)) } else { street };
        let country = *self.random.pick(language.countries);
        let address = json!({
            "type": kind,
            "formatted": format!("{street}\n{postal_code} {city}\n{country}"),
            "streetAddress": self.or_gap(93, json!(street)),
            "locality": self.or_gap(95, json!(city)),
            "region": self.or_gap(70, json!(region)),
            "postalCode": self.or_gap(90, json!(postal_code)),
            "country": self.or_gap(94, json!(country)),
        });
        self.object(address)
    }

    fn addresses(&mut self) -> Value {
        let mut addresses = Vec::new();
        if self.random.chance(35) {
            addresses.push(self.address("home"));
        }
        if self.random.chance(88) {
            addresses.push(self.address("work"));
        }
        if addresses.is_empty() { Value::Null } else { json!(addresses) }
    }

    fn photos(&mut self) -> Value {
        let mut photos = Vec::new();
        for (kind, percent) in [("thumbnail", 50), ("photo", 35)] {
            if self.random.chance(percent) {
                let url = format!("https://photos.larkspur.example/{}/{kind}.jpg", self.identity.local);
                photos.push(json!({ "value": url, "type": kind }));
            }
        }
        if photos.is_empty() { Value::Null } else { json!(photos) }
    }

    fn roles(&mut self) -> Value {
        let mut roles = Vec::new();
        if self.random.chance(60) {
            roles.push(json!({ "value": "requester", "display": "Requester" }));
        }
        if self.random.chance(12) {
            let kind = *self.random.pick(&["granted", "denied"]);
            roles.push(json!({ "value": "api", "display": "API user", "type": kind }));
        }
        json!(roles)
    }

    fn entitlements(&mut self) -> Value {
        if !self.random.chance(25) {
            return Value::Null;
        }
        let value = *self.random.pick(&["no-team-mail", "vpn", "parking"]);
        json!([{ "value": value }, { "value": "canteen", "display": "Canteen \u{1f37d}" }])
    }

    fn groups(&mut self) -> Value {
        let names = ["All staff", "Café committee", "Notfallteam Süd", "緊急連絡"];
        let count = self.random.below(4);
        let groups = (0..count).map(|_| {
            json!({ "value": uuid(&mut self.random), "display": *self.random.pick(&names), "type": "direct" })
        });
        json!(groups.collect::<Vec<_>>())
    }

    fn enterprise(&mut self) -> Value {
        let number = format!("EMP-{}", self.random.digits(5));
        let cost_center = format!("CC {}", self.random.digits(4));
        let organization = match self.random.below(12) {
            0 => "Larkspur Staffing (closed)".to_owned(),
            1 => "Unknown & Sons".to_owned(),
            2 => " LARKSPUR UK LTD".to_owned(),
            _ => self.language.organization.to_owned(),
        };
        let department = *self.random.pick(DEPARTMENTS);
        let enterprise = json!({
            "employeeNumber": self.or_gap(93, json!(number)),
            "costCenter": self.or_gap(60, json!(cost_center)),
            "division": self.or_gap(35, json!(self.language.organization)),
            "department": self.or_gap(90, json!(department)),
            "organization": self.or_gap(85, json!(organization)),
            "site": self.or_gap(75, json!(self.language.site)),
            "supportID": self.or_gap(20, json!(format!("S{}", self.idx))),
            "manager": self.manager(),
        });
        self.object(enterprise)
    }

    fn manager(&mut self) -> Value {
        if self.random.chance(12) {
            return Value::Null;
        }
        let name = format!(
            "{} {}",
            self.random.pick(self.language.given).0,
            self.random.pick(self.language.family).0
        );
        let manager = json!({ "value": uuid(&mut self.random), "displayName": self.or_gap(60, json!(name)) });
        self.object(manager)
    }

    fn custom(&mut self) -> Value {
        let site = *self.random.pick(&["London City", "Leeds Old Depot", "Nowhere"]);
        let (rate, cents) = (20 + self.random.below(180), self.random.digits(2));
        let separator = *self.random.pick(&[",", "."]);
        let spoken = *self.random.pick(&["en", "en; NL;de", "fr ;EN", " ja;;ko ", "ar; he; hi; ms"]);
        let notifications = *self.random.pick(&["All", "away", " none ", "sometimes"]);
        let external = *self.random.pick(&["yes", "no", "N", "True", "unknown"]);
        let floor = self.random.below(40) as i64 - 2;
        let building = format!("Tower {}", self.random.pick(&["A", "Ä", "Ω", "北"]));
        let desk = self.random.digits(3);
        let badge = format!("B-{}", self.random.digits(5));
        let payroll = format!("{}-{}", self.random.pick(self.language.countries), self.random.digits(6));
        let year = 1990 + self.random.below(36);
        let custom = json!({
            "payroll_id": self.or_gap(80, json!(payroll)),
            "badge_number": self.or_gap(70, json!(badge)),
            "building": self.or_gap(70, json!(building)),
            "floor": self.or_gap(65, json!(floor)),
            "desk": self.or_gap(50, json!(desk)),
            "site": self.or_gap(15, json!(site)),
            "hourly_rate": self.or_gap(40, json!(format!("{rate}{separator}{cents}"))),
            "spoken_languages": self.or_gap(45, json!(spoken)),
            "notifications": self.or_gap(50, json!(notifications)),
            "external": self.or_gap(40, json!(external)),
            "contract_start": self.or_gap(85, json!(format!("{year}-04-01T00:00:00Z"))),
        });
        self.object(custom)
    }
}

/// With a capital letter at the start of the local part and of the name in it.
fn capitalized(email: &str) -> String {
    let mut at_start = true;
    let capital = |letter: char| {
        let now = std::mem::replace(&mut at_start, letter == '.');
        if now { letter.to_ascii_uppercase() } else { letter }
    };
    email.chars().map(capital).collect()
}
