//! Functions for the parts of dates, for steps in time, and for times as numbers.
//!
//! Reading and writing of dates is in `date`, time zones are in `time_zone`.

use jiff::tz::Offset;
use jiff::{Span, Timestamp};

use super::date::{Moment, is_before, later};
use super::registrar::Registrar;
use super::registry::{Category, Example, Function};

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "is_date",
        category: Category::Dates,
        signature: "is_date(text) -> boolean",
        summary: "Whether the text is a date or a time in ISO 8601 or RFC 3339 form",
        examples: &[
            Example::new("is_date(\"2026-11-21\")", "true"),
            Example::new("is_date(\"2026-02-30\")", "false"),
        ],
    },
    Function {
        name: "month",
        category: Category::Dates,
        signature: "month(date) -> number",
        summary: "The month, from 1 to 12",
        examples: &[Example::new("month(\"2026-11-21\")", "11")],
    },
    Function {
        name: "day",
        category: Category::Dates,
        signature: "day(date) -> number",
        summary: "The day of the month, from 1",
        examples: &[Example::new("day(\"2026-11-21\")", "21")],
    },
    Function {
        name: "weekday",
        category: Category::Dates,
        signature: "weekday(date) -> number",
        summary: "The day of the week, from 1 for Monday to 7 for Sunday (ISO 8601)",
        examples: &[Example::new("weekday(\"2026-11-21\")", "6")],
    },
    Function {
        name: "add_years",
        category: Category::Dates,
        signature: "add_years(date, years) -> date",
        summary: "The date so many years later, or earlier if `years` is negative; from 29 February to \
                  28 February where there is no other",
        examples: &[Example::new("add_years(\"2028-02-29\", 1)", "\"2029-02-28\"")],
    },
    Function {
        name: "add_hours",
        category: Category::Dates,
        signature: "add_hours(date, hours) -> date",
        summary: "The time so many hours later, or earlier if `hours` is negative; a date counts from \
                  its midnight and becomes a time",
        examples: &[
            Example::new("add_hours(\"2026-11-21T23:30:00Z\", 2)", "\"2026-11-22T01:30:00Z\""),
            Example::new("add_hours(\"2026-11-21\", -1)", "\"2026-11-20T23:00:00\""),
        ],
    },
    Function {
        name: "add_minutes",
        category: Category::Dates,
        signature: "add_minutes(date, minutes) -> date",
        summary: "The time so many minutes later, or earlier if `minutes` is negative",
        examples: &[Example::new("add_minutes(\"2026-11-21T23:30:00Z\", 45)", "\"2026-11-22T00:15:00Z\"")],
    },
    Function {
        name: "is_after",
        category: Category::Dates,
        signature: "is_after(date, other) -> boolean",
        summary: "Whether the date is after the other one, by the rules of `is_before`; `()` when either \
                  is missing",
        examples: &[Example::new("is_after(\"2026-11-22\", \"2026-11-21\")", "true")],
    },
    Function {
        name: "months_between",
        category: Category::Dates,
        signature: "months_between(from, to) -> number",
        summary: "The number of months from one date to the other by the calendar, whatever the days; \
                  negative if `to` is the earlier one, `()` when either is missing",
        examples: &[
            Example::new("months_between(\"2026-11-30\", \"2027-01-01\")", "2"),
            Example::new("months_between(\"2021-08-25\", \"2012-03-16\")", "-113"),
        ],
    },
    Function {
        name: "full_years_between",
        category: Category::Dates,
        signature: "full_years_between(from, to) -> number",
        summary: "The number of whole years that have passed, as one counts an age or years of service; \
                  `()` when either is missing",
        examples: &[
            Example::new("full_years_between(\"2020-11-22\", \"2026-11-21\")", "5"),
            Example::new("full_years_between(\"2020-11-21\", \"2026-11-21\")", "6"),
        ],
    },
    Function {
        name: "in_utc",
        category: Category::Dates,
        signature: "in_utc(date) -> date",
        summary: "The time in UTC. A time without an offset is taken for one in UTC; a date stays.",
        examples: &[Example::new("in_utc(\"2026-11-21T08:30:00+01:00\")", "\"2026-11-21T07:30:00Z\"")],
    },
    Function {
        name: "to_unix",
        category: Category::Dates,
        signature: "to_unix(date) -> number",
        summary: "The seconds since 1970 in UTC; of a date, those of its midnight",
        examples: &[Example::new("to_unix(\"2026-11-21T08:30:00Z\")", "1795249800")],
    },
    Function {
        name: "from_unix",
        category: Category::Dates,
        signature: "from_unix(number) -> date",
        summary: "The time after so many seconds since 1970, in UTC. More than twelve digits are \
                  milliseconds. `()` when it is not a number.",
        examples: &[
            Example::new("from_unix(1795249800)", "\"2026-11-21T08:30:00Z\""),
            Example::new("from_unix(\"1795249800000\")", "\"2026-11-21T08:30:00Z\""),
        ],
    },
    Function {
        name: "to_filetime",
        category: Category::Dates,
        signature: "to_filetime(date) -> number",
        summary: "The time as Windows and Active Directory count it: steps of 100 nanoseconds since 1601 \
                  in UTC",
        examples: &[Example::new("to_filetime(\"2022-12-31T00:00:00Z\")", "133169184000000000")],
    },
    Function {
        name: "from_filetime",
        category: Category::Dates,
        signature: "from_filetime(number) -> date",
        summary: "The time that a number of Windows and Active Directory means, such as the one in \
                  `accountExpires`, in UTC; `()` for 0 and for numbers that mean never",
        examples: &[
            Example::new("from_filetime(\"133169184000000000\")", "\"2022-12-31T00:00:00Z\""),
            Example::new("from_filetime(9223372036854775807)", "null"),
        ],
    },
];

pub(super) fn register(registrar: &mut Registrar) {
    registrar.text("is_date", |text: &str| Moment::parse(text).is_some());
    registrar.text("month", |text: &str| Some(i64::from(Moment::parse(text)?.date().month())));
    registrar.text("day", |text: &str| Some(i64::from(Moment::parse(text)?.date().day())));
    registrar.text("weekday", |text: &str| {
        Some(i64::from(Moment::parse(text)?.date().weekday().to_monday_one_offset()))
    });
    registrar.text_number("add_years", |text: &str, years| {
        later(text, Span::new().try_years(years), "add_years", years)
    });
    registrar.text_number("add_hours", |text: &str, hours| {
        later(&with_time(text), Span::new().try_hours(hours), "add_hours", hours)
    });
    registrar.text_number("add_minutes", |text: &str, minutes| {
        later(&with_time(text), Span::new().try_minutes(minutes), "add_minutes", minutes)
    });
    registrar.optional_texts("is_after", |date: Option<&str>, other: Option<&str>| {
        Some(is_before(Moment::parse(other?)?, Moment::parse(date?)?))
    });
    registrar.optional_texts("months_between", |from: Option<&str>, to: Option<&str>| {
        Some(months_between(Moment::parse(from?)?, Moment::parse(to?)?))
    });
    registrar.optional_texts("full_years_between", |from: Option<&str>, to: Option<&str>| {
        Some(full_years_between(Moment::parse(from?)?, Moment::parse(to?)?))
    });
    register_numbers(registrar);
}

fn register_numbers(registrar: &mut Registrar) {
    registrar.text("in_utc", |text: &str| {
        let moment = Moment::parse(text)?;
        if let Moment::Date(_) = moment {
            return Some(moment.to_text());
        }
        Some(in_utc(timestamp(moment)?))
    });
    registrar.text("to_unix", |text: &str| Some(timestamp(Moment::parse(text)?)?.as_second()));
    registrar.text("from_unix", from_unix);
    registrar.text("to_filetime", |text: &str| {
        let microseconds = timestamp(Moment::parse(text)?)?.as_microsecond();
        microseconds.checked_mul(10)?.checked_add(FILETIME_OF_1970)
    });
    registrar.text("from_filetime", from_filetime);
}

/// The steps of 100 nanoseconds from 1601 to 1970.
const FILETIME_OF_1970: i64 = 116_444_736_000_000_000;
/// From this many digits on, a number counts milliseconds.
const MILLISECONDS: u64 = 1_000_000_000_000;

/// A date as the time of its midnight; what is no date stays.
fn with_time(text: &str) -> String {
    match Moment::parse(text) {
        Some(Moment::Date(date)) => date.to_datetime(jiff::civil::Time::midnight()).to_string(),
        _ => text.to_owned(),
    }
}

/// The moment; without an offset, in UTC.
fn timestamp(moment: Moment) -> Option<Timestamp> {
    match moment {
        Moment::Date(date) => Offset::UTC.to_timestamp(date.to_datetime(jiff::civil::Time::midnight())).ok(),
        Moment::Local(datetime) => Offset::UTC.to_timestamp(datetime).ok(),
        Moment::Instant(datetime, offset) => offset.to_timestamp(datetime).ok(),
    }
}

fn in_utc(timestamp: Timestamp) -> String {
    Moment::Instant(Offset::UTC.to_datetime(timestamp), Offset::UTC).to_text()
}

fn from_unix(text: &str) -> Option<String> {
    let number: i64 = text.trim().parse().ok()?;
    let timestamp = if number.unsigned_abs() >= MILLISECONDS {
        Timestamp::from_millisecond(number)
    } else {
        Timestamp::from_second(number)
    };
    Some(in_utc(timestamp.ok()?))
}

fn from_filetime(text: &str) -> Option<String> {
    let number: i64 = text.trim().parse().ok().filter(|number| (1..i64::MAX).contains(number))?;
    Some(in_utc(Timestamp::from_microsecond((number - FILETIME_OF_1970) / 10).ok()?))
}

/// The number of months between the months of the dates.
pub fn months_between(from: Moment, to: Moment) -> i64 {
    let months = |moment: Moment| i64::from(moment.date().year()) * 12 + i64::from(moment.date().month());
    months(to) - months(from)
}

/// The number of whole years between the dates as written, negative if `to` is the earlier one.
pub fn full_years_between(from: Moment, to: Moment) -> i64 {
    let years = i64::from(to.date().year()) - i64::from(from.date().year());
    let day = |moment: Moment| (moment.date().month(), moment.date().day());
    match years {
        1.. if day(to) < day(from) => years - 1,
        ..=-1 if day(to) > day(from) => years + 1,
        _ => years,
    }
}

#[cfg(test)]
mod tests {
    use super::{Moment, from_filetime, from_unix, full_years_between};

    #[test]
    fn years_are_whole() {
        let check = |from: &str, to: &str, years| {
            let moments = [from, to].map(|text| Moment::parse(text).unwrap());
            assert_eq!(full_years_between(moments[0], moments[1]), years, "{from} {to}");
        };
        check("2026-11-21", "2026-11-21", 0);
        check("2026-12-31", "2027-01-01", 0);
        check("2024-02-29", "2025-02-28", 0);
        check("2024-02-29", "2025-03-01", 1);
        check("2027-01-01", "2026-12-31", 0);
        check("2026-11-21", "2024-11-21", -2);
    }

    #[test]
    fn numbers_that_are_no_time() {
        for number in ["", "x", "0", "-1", "9223372036854775807", "1.5"] {
            assert_eq!(from_filetime(number), None, "{number}");
        }
        assert_eq!(from_unix("9223372036854775807"), None);
        assert_eq!(from_unix("-1").as_deref(), Some("1969-12-31T23:59:59Z"));
    }
}
