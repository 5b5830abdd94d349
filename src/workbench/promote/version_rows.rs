//! What was exported, imported and found out about an environment, as rows.

use crate::project::{KnownVersion, LedgerEvent};

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A row of the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionRow {
    /// The day, such as `14 Nov`; with its year when that is another than the present one.
    pub day: String,
    /// What happened, such as `revision 12 imported`.
    pub words: String,
    /// More for people; may be empty.
    pub detail: String,
    /// What happened, for its badge.
    pub what: LedgerEvent,
    /// The digest of the version.
    pub digest: String,
    /// Its revision.
    pub revision: u64,
    /// It is kept, so that it can be opened.
    pub is_kept: bool,
}

/// The past of an environment, the newest first. `today` is written `2026-11-22`.
pub fn version_rows(past: &[KnownVersion], environment: &str, today: &str) -> Vec<VersionRow> {
    past.iter()
        .rev()
        .filter(|version| version.entry.environment == environment)
        .map(|version| row(version, today))
        .collect()
}

fn row(version: &KnownVersion, today: &str) -> VersionRow {
    let entry = &version.entry;
    let words = match entry.what {
        LedgerEvent::DriftFound => "edited in the account".to_owned(),
        LedgerEvent::DriftSettled => "edits of the account settled".to_owned(),
        what => format!("revision {} {}", entry.revision, what.words()),
    };
    let mut detail: Vec<&str> = Vec::new();
    detail.extend([entry.words.as_str(), entry.file.as_str()].iter().filter(|text| !text.is_empty()));
    let by = if entry.who.is_empty() { String::new() } else { format!("by {}", entry.who) };
    detail.extend(Some(by.as_str()).filter(|by| !by.is_empty()));
    VersionRow {
        day: day_words(&entry.at, today),
        words,
        detail: detail.join(" · "),
        what: entry.what,
        digest: entry.digest.clone(),
        revision: entry.revision,
        is_kept: version.is_kept,
    }
}

/// A time of RFC 3339 as a day for people; the text itself where it is none.
pub fn day_words(at: &str, today: &str) -> String {
    let Some((year, month, day)) = day_of(at) else { return at.to_owned() };
    let month = month.checked_sub(1).and_then(|month| MONTHS.get(month)).copied();
    match month {
        Some(month) if today.starts_with(year) => format!("{day} {month}"),
        Some(month) => format!("{day} {month} {year}"),
        None => at.to_owned(),
    }
}

fn day_of(at: &str) -> Option<(&str, usize, usize)> {
    let mut parts = at.split('T').next()?.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    Some((year, month.parse().ok()?, day.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::day_words;

    #[test]
    fn days_are_short_in_the_present_year() {
        let check = |at: &str, expected: &str| assert_eq!(day_words(at, "2026-11-22"), expected, "{at}");
        check("2026-11-02T12:04:00Z", "2 Nov");
        check("2025-01-31T00:00:00Z", "31 Jan 2025");
        check("2026-13-01T00:00:00Z", "2026-13-01T00:00:00Z");
        check("yesterday", "yesterday");
        check("", "");
    }
}
