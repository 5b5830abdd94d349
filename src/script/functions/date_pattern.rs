//! Patterns of dates in letters, as .NET, Java and Joda-Time write them: `dd.MM.yyyy`.
//!
//! Not the reading and writing itself: a pattern becomes a format of `strftime`.

/// The format of `strftime` for a pattern in letters; what is a format already stays. A letter that
/// no pattern has, and text in quotes, stand for themselves.
///
/// # Errors
/// When there is neither a letter of a pattern nor a `%`.
pub(super) fn to_format(function: &str, pattern: &str) -> Result<String, String> {
    if pattern.contains('%') {
        return Ok(pattern.to_owned());
    }
    let mut format = String::new();
    let mut rest = pattern;
    let mut has_letters = false;
    while let Some(first) = rest.chars().next() {
        if matches!(first, '\'' | '"') {
            let quoted = &rest[1..];
            let end = quoted.find(first).unwrap_or(quoted.len());
            // Two quotes are one.
            format.push_str(if quoted.starts_with(first) { "'" } else { &quoted[..end] });
            rest = quoted.get(end + 1..).unwrap_or_default();
            continue;
        }
        let length = rest.chars().take_while(|letter| *letter == first).count();
        match specifier(first, length) {
            Some(specifier) => {
                has_letters = true;
                format.push_str(&specifier);
            }
            None => format.extend(std::iter::repeat_n(first, length)),
        }
        rest = &rest[length * first.len_utf8()..];
    }
    if has_letters {
        return Ok(format);
    }
    Err(format!("{function} expects a format such as `%d.%m.%Y` or `dd.MM.yyyy`, not `{pattern}`"))
}

/// What stands for so many of a letter.
fn specifier(letter: char, length: usize) -> Option<String> {
    let fixed = match (letter, length) {
        ('y' | 'Y' | 'u', 2) => "%y",
        ('y' | 'Y' | 'u', _) => "%Y",
        ('M', 1) => "%-m",
        ('M', 2) => "%m",
        ('M', 3) => "%b",
        ('M', _) => "%B",
        ('d', 1) => "%-d",
        ('d', 2) => "%d",
        ('d', 3) | ('E', 1..=3) => "%a",
        ('d' | 'E', _) => "%A",
        ('H', 1) => "%-H",
        ('H', _) => "%H",
        ('h', 1) => "%-I",
        ('h', _) => "%I",
        ('m', 1) => "%-M",
        ('m', _) => "%M",
        ('s', 1) => "%-S",
        ('s', _) => "%S",
        ('t' | 'a', _) => "%p",
        ('K' | 'X' | 'x', _) | ('z', 3..) => "%:z",
        ('f' | 'S' | 'F', _) => return Some(format!("%{}f", length.min(9))),
        _ => return None,
    };
    Some(fixed.to_owned())
}

#[cfg(test)]
mod tests {
    use super::to_format;

    #[test]
    fn patterns_become_formats() {
        let check = |pattern: &str, format: &str| {
            assert_eq!(to_format("parse_date", pattern).as_deref(), Ok(format), "{pattern}");
        };
        check("%d.%m", "%d.%m");
        check("dd.MM.yyyy", "%d.%m.%Y");
        check("M/d/yyyy h:mm:ss tt", "%-m/%-d/%Y %-I:%M:%S %p");
        check("yyyyMMddHHmmss.fZ", "%Y%m%d%H%M%S.%1fZ");
        check("yyyy-MM-dd'T'HH:mm:ss.SSSXXX", "%Y-%m-%dT%H:%M:%S.%3f%:z");
        check("EEEE, d MMMM yy", "%A, %-d %B %y");
        check("yyyy''MM'", "%Y'%m");
        check("ж dd", "ж %d");
    }

    #[test]
    fn others_are_none() {
        let error = to_format("parse_date", "!?").unwrap_err();
        assert_eq!(error, "parse_date expects a format such as `%d.%m.%Y` or `dd.MM.yyyy`, not `!?`");
    }
}
