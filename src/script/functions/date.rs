//! Functions for dates and times, which scripts hold as texts in ISO 8601 and RFC 3339 form.
//!
//! No clock and no time zones (`time_zone`): a time keeps the offset that it is written with, and the
//! date of a time is the date as written.

use jiff::civil::{Date, DateTime};
use jiff::fmt::strtime::{self, BrokenDownTime};
use jiff::fmt::temporal::Pieces;
use jiff::tz::{Offset, TimeZone};
use jiff::{Span, Timestamp, Unit};

use super::date_pattern::to_format;
use super::registrar::Registrar;
use super::registry::{Category, Example, Function};
use super::text::trimmed;

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "parse_date",
        category: Category::Dates,
        signature: "parse_date(text, format?) -> date",
        summary: "The date or time that the text writes: in ISO 8601 or RFC 3339 form, or in a \
                  format of `%d`, `%m`, `%Y`, `%H`, `%M`, `%S`, `%z` and the like, or of letters as \
                  in `dd.MM.yyyy HH:mm`; `()` when it does not",
        examples: &[
            Example::new("parse_date(\"2026-11-21 08:30:00+01:00\")", "\"2026-11-21T08:30:00+01:00\""),
            Example::new("parse_date(\"21.11.2026\", \"%d.%m.%Y\")", "\"2026-11-21\""),
            Example::new("parse_date(\"11/21/2026\", \"M/d/yyyy\")", "\"2026-11-21\""),
            Example::new("parse_date(\"tomorrow\")", "null"),
        ],
    },
    Function {
        name: "date_text",
        category: Category::Dates,
        signature: "date_text(date) -> text",
        summary: "The date alone, as `YYYY-MM-DD`",
        examples: &[Example::new("date_text(\"2026-11-21T23:30:00Z\")", "\"2026-11-21\"")],
    },
    Function {
        name: "formatted_date",
        category: Category::Dates,
        signature: "formatted_date(date, format, zone?) -> text",
        summary: "The date in a format of `%d`, `%m`, `%Y`, `%H`, `%M`, `%S` and the like, or of letters \
                  as in `dd.MM.yyyy HH:mm`; with a time zone, as the clocks there show it",
        examples: &[
            Example::new("formatted_date(\"2026-11-21\", \"%d/%m/%Y\")", "\"21/11/2026\""),
            Example::new(
                "formatted_date(\"2026-11-21T23:30:00Z\", \"dd.MM.yyyy HH:mm\", \"Berlin\")",
                "\"22.11.2026 00:30\"",
            ),
        ],
    },
    Function {
        name: "year",
        category: Category::Dates,
        signature: "year(date) -> number",
        summary: "The year",
        examples: &[Example::new("year(\"2026-11-21\")", "2026")],
    },
    Function {
        name: "add_days",
        category: Category::Dates,
        signature: "add_days(date, days) -> date",
        summary: "The date so many days later, or earlier if `days` is negative; a time of day stays",
        examples: &[
            Example::new("add_days(\"2026-12-30\", 3)", "\"2027-01-02\""),
            Example::new("add_days(\"2026-03-01T08:30:00Z\", -1)", "\"2026-02-28T08:30:00Z\""),
        ],
    },
    Function {
        name: "add_months",
        category: Category::Dates,
        signature: "add_months(date, months) -> date",
        summary: "The date so many months later, or earlier if `months` is negative; at most the \
                  last day of that month",
        examples: &[Example::new("add_months(\"2026-01-31\", 1)", "\"2026-02-28\"")],
    },
    Function {
        name: "days_between",
        category: Category::Dates,
        signature: "days_between(from, to) -> number",
        summary: "The number of days from one date to the other, negative if `to` is the earlier \
                  one; `()` when either is missing",
        examples: &[
            Example::new("days_between(\"2026-11-21\", \"2026-12-01\")", "10"),
            Example::new("days_between(\"2026-11-21T23:00:00Z\", \"2026-11-22T01:00:00Z\")", "1"),
        ],
    },
    Function {
        name: "is_before",
        category: Category::Dates,
        signature: "is_before(date, other) -> boolean",
        summary: "Whether the date is before the other one; `()` when either is missing. Times are \
                  compared as moments if both have an offset; a date without time compares the dates \
                  alone.",
        examples: &[
            Example::new("is_before(\"2026-11-21\", \"2026-11-22\")", "true"),
            Example::new("is_before(\"2026-11-21T10:00:00+02:00\", \"2026-11-21T09:00:00Z\")", "true"),
            Example::new("is_before(\"2026-11-21\", ())", "null"),
        ],
    },
];

pub(super) fn register(registrar: &mut Registrar) {
    registrar.text("parse_date", |text: &str| Moment::parse(text).map(Moment::to_text));
    registrar.text_text("parse_date", |text: &str, format: &str| {
        Ok::<_, String>(Moment::parse_as(text, format)?.map(Moment::to_text))
    });
    registrar.text("date_text", |text: &str| Moment::parse(text).map(|moment| moment.date().to_string()));
    registrar.text_text("formatted_date", |text: &str, format: &str| {
        Moment::parse(text).map(|moment| moment.formatted(format)).transpose()
    });
    registrar.text("year", |text: &str| Moment::parse(text).map(|moment| i64::from(moment.date().year())));
    registrar.text_number("add_days", |text: &str, days| {
        later(text, Span::new().try_days(days), "add_days", days)
    });
    registrar.text_number("add_months", |text: &str, months| {
        later(text, Span::new().try_months(months), "add_months", months)
    });
    registrar.optional_texts("days_between", |from: Option<&str>, to: Option<&str>| {
        Some(days_between(Moment::parse(from?)?, Moment::parse(to?)?))
    });
    registrar.optional_texts("is_before", |date: Option<&str>, other: Option<&str>| {
        Some(is_before(Moment::parse(date?)?, Moment::parse(other?)?))
    });
}

/// The longest format of a date, in bytes.
const MAX_FORMAT_BYTES: usize = 100;

/// What a text can say about time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// A date without a time of day.
    Date(Date),
    /// A date and a time of day of an unknown place.
    Local(DateTime),
    /// A date and a time of day with its offset from UTC.
    Instant(DateTime, Offset),
}

impl Moment {
    /// Reads ISO 8601 and RFC 3339, and a date with an offset such as `2026-11-21+01:00`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = trimmed(text);
        let Ok(pieces) = Pieces::parse(text) else {
            return parse_date_with_offset(text).map(Self::Date);
        };
        match (pieces.time(), pieces.to_numeric_offset(), pieces.time_zone_annotation()) {
            (Some(time), Some(offset), _) => Some(Self::Instant(pieces.date().to_datetime(time), offset)),
            // The offset of a named zone is not known here.
            (_, None, Some(_)) => None,
            (Some(time), None, None) => Some(Self::Local(pieces.date().to_datetime(time))),
            (None, _, _) => Some(Self::Date(pieces.date())),
        }
    }

    /// Reads a text in this format of `strptime`; `None` when the text is not in the format.
    ///
    /// # Errors
    /// When the format is not one.
    pub fn parse_as(text: &str, format: &str) -> Result<Option<Self>, String> {
        let format = &to_format("parse_date", format)?;
        let sample = BrokenDownTime::from(&Timestamp::UNIX_EPOCH.to_zoned(TimeZone::UTC));
        write_time("parse_date", &sample, format)?;
        Ok(strtime::parse(format, trimmed(text)).ok().and_then(|time| from_broken_down(&time)))
    }

    /// The date as written.
    pub fn date(self) -> Date {
        match self {
            Self::Date(date) => date,
            Self::Local(datetime) | Self::Instant(datetime, _) => datetime.date(),
        }
    }

    /// The ISO 8601 form; with an offset, it is the form of RFC 3339.
    pub fn to_text(self) -> String {
        match self {
            Self::Date(date) => date.to_string(),
            Self::Local(datetime) => datetime.to_string(),
            Self::Instant(datetime, offset) => format!("{datetime}{}", offset_text(offset)),
        }
    }

    /// The text in this format of `strftime`.
    ///
    /// # Errors
    /// When the format is not one, or asks for more than is known.
    pub fn formatted(self, format: &str) -> Result<String, String> {
        let time = match self {
            Self::Date(date) => BrokenDownTime::from(date),
            Self::Local(datetime) => BrokenDownTime::from(datetime),
            Self::Instant(datetime, offset) => {
                let mut time = BrokenDownTime::from(datetime);
                time.set_offset(Some(offset));
                time
            }
        };
        write_time("formatted_date", &time, &to_format("formatted_date", format)?)
    }

    pub(super) fn plus(self, span: Span) -> Result<Self, jiff::Error> {
        Ok(match self {
            Self::Date(date) => Self::Date(date.checked_add(span)?),
            Self::Local(datetime) => Self::Local(datetime.checked_add(span)?),
            Self::Instant(datetime, offset) => Self::Instant(datetime.checked_add(span)?, offset),
        })
    }
}

fn parse_date_with_offset(text: &str) -> Option<Date> {
    let (date, offset) = text.split_at_checked(10)?;
    let time = format!("{date}T00:00:00{offset}");
    Pieces::parse(&time).ok().filter(|pieces| pieces.offset().is_some()).map(|pieces| pieces.date())
}

fn from_broken_down(time: &BrokenDownTime) -> Option<Moment> {
    let date = time.to_date().ok()?;
    if time.hour().is_none() {
        return Some(Moment::Date(date));
    }
    let datetime = date.to_datetime(time.to_time().ok()?);
    Some(time.offset().map_or(Moment::Local(datetime), |offset| Moment::Instant(datetime, offset)))
}

fn write_time(function: &str, time: &BrokenDownTime, format: &str) -> Result<String, String> {
    if format.len() > MAX_FORMAT_BYTES {
        return Err(format!("{function} takes a format of at most {MAX_FORMAT_BYTES} bytes"));
    }
    time.to_string(format).map_err(|error| format!("{function} cannot use the format `{format}`: {error}"))
}

fn offset_text(offset: Offset) -> String {
    let minutes = offset.seconds() / 60;
    if minutes == 0 {
        return "Z".to_owned();
    }
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}

/// The moment that the text says, by so much later.
///
/// # Errors
/// When there is no such time.
pub(super) fn later(
    text: &str,
    span: Result<Span, jiff::Error>,
    function: &str,
    count: i64,
) -> Result<Option<String>, String> {
    let Some(moment) = Moment::parse(text) else {
        return Ok(None);
    };
    let moved = span.and_then(|span| moment.plus(span));
    moved
        .map(|moment| Some(moment.to_text()))
        .map_err(|_| format!("{function} cannot go {count} from {}: the years end at 9999", moment.to_text()))
}

/// The number of days between the dates as written.
pub fn days_between(from: Moment, to: Moment) -> i64 {
    let span = from.date().until((Unit::Day, to.date()));
    span.map_or(0, |span| i64::from(span.get_days()))
}

/// Whether `moment` is before `other`: as moments if both have an offset, by date if either is a
/// date, else by the clock as written.
pub fn is_before(moment: Moment, other: Moment) -> bool {
    match (moment, other) {
        (Moment::Instant(left, left_offset), Moment::Instant(right, right_offset)) => {
            match (left_offset.to_timestamp(left), right_offset.to_timestamp(right)) {
                (Ok(left), Ok(right)) => left < right,
                _ => left < right,
            }
        }
        (Moment::Date(_), _) | (_, Moment::Date(_)) => moment.date() < other.date(),
        (
            Moment::Local(left) | Moment::Instant(left, _),
            Moment::Local(right) | Moment::Instant(right, _),
        ) => left < right,
    }
}

#[cfg(test)]
mod tests {
    use super::{Moment, days_between, is_before, later};
    use jiff::Span;

    fn read(text: &str) -> Option<String> {
        Moment::parse(text).map(Moment::to_text)
    }

    #[test]
    fn texts_that_say_a_date_or_a_time() {
        let check = |text: &str, expected: &str| {
            assert_eq!(read(text).as_deref(), Some(expected), "{text}");
        };
        check(" 2026-11-21 ", "2026-11-21");
        check("20261121", "2026-11-21");
        check("2026-11-21T08:30:00", "2026-11-21T08:30:00");
        check("2026-11-21T08:30:00.250Z", "2026-11-21T08:30:00.25Z");
        check("2026-11-21t08:30:00z", "2026-11-21T08:30:00Z");
        check("20261121T083000Z", "2026-11-21T08:30:00Z");
        check("2026-11-21T08:30:00-03:30", "2026-11-21T08:30:00-03:30");
        check("2026-11-21T08:30:00+01:00[Europe/Amsterdam]", "2026-11-21T08:30:00+01:00");
        check("2020-03-16-07:00", "2020-03-16");
        check("2020-03-16Z", "2020-03-16");
    }

    #[test]
    fn texts_that_say_none() {
        for text in [
            "",
            "tomorrow",
            "2026-02-30",
            "21/11/2026",
            "2026-11",
            "2026-11-21T08:30[Europe/Paris]",
            "133000000000000000",
            "2026-11-21x",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn formats_read_and_write() {
        let check = |text: &str, format: &str, expected: Option<&str>| {
            let moment = Moment::parse_as(text, format).unwrap();
            assert_eq!(moment.map(Moment::to_text).as_deref(), expected, "{text}");
        };
        check("20150123105347", "%Y%m%d%H%M%S", Some("2015-01-23T10:53:47"));
        check("21.11.2026 08:30 +0100", "%d.%m.%Y %H:%M %z", Some("2026-11-21T08:30:00+01:00"));
        check("31.02.2026", "%d.%m.%Y", None);
        check("2026-11-21", "%d.%m.%Y", None);
        check("21.11.2026 8:05", "dd.MM.yyyy H:mm", Some("2026-11-21T08:05:00"));
        check("2015-01-23T10:53:47.100+0100", "%Y-%m-%dT%H:%M:%S%.f%z", Some("2015-01-23T10:53:47.1+01:00"));
        check("20150123105347.1Z", "yyyyMMddHHmmss.fZ", Some("2015-01-23T10:53:47.1"));
        assert!(Moment::parse_as("x", "%!").is_err());
        let date = Moment::parse("2026-11-21").unwrap();
        assert!(date.formatted("%H:%M").is_err());
        assert!(date.formatted(&"%Y".repeat(60)).is_err());
        assert!(date.formatted("%999999999999999999999Y").is_err());
        assert!(date.formatted("%255Y").map_or(0, |text| text.len()) < 300);
    }

    #[test]
    fn days_are_counted_by_the_calendar() {
        let days =
            |from: &str, to: &str| days_between(Moment::parse(from).unwrap(), Moment::parse(to).unwrap());
        assert_eq!(days("2026-12-01", "2026-11-21"), -10);
        assert_eq!(days("-009999-01-01", "9999-12-31"), 7_304_483);
        assert_eq!(days("2026-03-29T00:30:00+01:00", "2026-03-30T00:30:00+02:00"), 1);
    }

    #[test]
    fn the_calendar_ends() {
        let error = later("9999-12-31", Span::new().try_days(1), "add_days", 1).unwrap_err();
        assert_eq!(error, "add_days cannot go 1 from 9999-12-31: the years end at 9999");
        assert!(later("2026-01-01", Span::new().try_days(i64::MAX), "add_days", i64::MAX).is_err());
        assert_eq!(later("x", Span::new().try_days(1), "add_days", 1), Ok(None));
    }

    #[test]
    fn order_of_dates_and_times() {
        let check = |left: &str, right: &str, expected| {
            let before = is_before(Moment::parse(left).unwrap(), Moment::parse(right).unwrap());
            assert_eq!(before, expected, "{left} {right}");
        };
        check("2026-11-21", "2026-11-21T23:00:00Z", false);
        check("2026-11-20T23:00:00Z", "2026-11-21", true);
        check("2026-11-21T08:00:00", "2026-11-21T07:00:00Z", false);
        check("2026-11-21T08:00:00", "2026-11-21T09:00:00", true);
        check("9999-12-31T23:00:00-12:00", "9999-12-31T23:30:00-12:00", true);
    }
}
