//! Phone numbers: country and area stay, and the form in which they are written.
//!
//! Not whether a number is one.

use crate::mask::masker::Masker;

/// Numbers kept for films, by their beginning: a number that begins so, with so many digits, becomes
/// one that begins otherwise and is nobody's. `#` is a digit of the original that stays.
struct Reserved {
    begins: &'static str,
    n_digits: usize,
    becomes: &'static str,
}

/// From the numbering authorities: NANPA, Ofcom, Arcep, ACMA, Bundesnetzagentur.
const RESERVED: &[Reserved] = &[
    Reserved { begins: "1", n_digits: 11, becomes: "####55501" },
    Reserved { begins: "4420", n_digits: 12, becomes: "442079460" },
    Reserved { begins: "447", n_digits: 12, becomes: "447700900" },
    Reserved { begins: "441", n_digits: 12, becomes: "441632960" },
    Reserved { begins: "331", n_digits: 11, becomes: "3319900" },
    Reserved { begins: "332", n_digits: 11, becomes: "3326191" },
    Reserved { begins: "333", n_digits: 11, becomes: "3335301" },
    Reserved { begins: "334", n_digits: 11, becomes: "3346571" },
    Reserved { begins: "335", n_digits: 11, becomes: "3353649" },
    Reserved { begins: "336", n_digits: 11, becomes: "3363998" },
    Reserved { begins: "612", n_digits: 11, becomes: "6125550" },
    Reserved { begins: "613", n_digits: 11, becomes: "6135550" },
    Reserved { begins: "617", n_digits: 11, becomes: "6175550" },
    Reserved { begins: "618", n_digits: 11, becomes: "6185550" },
    Reserved { begins: "4930", n_digits: 12, becomes: "493023125" },
    Reserved { begins: "4940", n_digits: 12, becomes: "494066969" },
    Reserved { begins: "4969", n_digits: 12, becomes: "496990009" },
    Reserved { begins: "4989", n_digits: 12, becomes: "498999998" },
];

/// What stands before an extension.
const EXTENSION_MARKS: &[&str] = &["ext", "x", "#", ";"];
/// A number of so few digits is an extension.
const LONGEST_EXTENSION: usize = 4;
/// At most so many digits at the end become others.
const MOST_MASKED: usize = 6;

impl Masker {
    /// A phone number in the form of `text`. The same number in another form becomes the same one.
    pub(super) fn phone(&mut self, text: &str) -> String {
        let (number, extension) = split_extension(text);
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        let masked = self.phone_digits(number, &digits);
        let n_extension: String = extension.chars().filter(char::is_ascii_digit).collect();
        let masked_extension =
            if n_extension.len() > 1 { self.pseudonyms.digits(&n_extension) } else { n_extension };
        format!("{}{}", with_digits(number, &masked), with_digits(extension, &masked_extension))
    }

    fn phone_digits(&self, number: &str, digits: &str) -> String {
        if digits.len() <= LONGEST_EXTENSION {
            return self.pseudonyms.digits(digits);
        }
        let (added, whole) = international(number, digits);
        let reserved = RESERVED.iter().find(|reserved| {
            whole.len() == reserved.n_digits && whole.starts_with(reserved.begins) && added.is_some()
        });
        let Some(reserved) = reserved else {
            let n_masked = MOST_MASKED.min(digits.len() - LONGEST_EXTENSION).max(LONGEST_EXTENSION);
            let (start, end) = digits.split_at_checked(digits.len() - n_masked).unwrap_or(("", digits));
            return format!("{start}{}", self.pseudonyms.digits(end));
        };
        let fixed: String = reserved
            .becomes
            .chars()
            .zip(whole.chars())
            .map(|(sign, digit)| if sign == '#' { digit } else { sign })
            .collect();
        let n_free = whole.len() - fixed.len();
        let changed = if whole.starts_with(&fixed) {
            let free = whole.get(fixed.len()..).unwrap_or_default();
            self.pseudonyms.any_digits(free)
        } else {
            let all = self.pseudonyms.any_digits(&whole);
            all.get(all.len().saturating_sub(n_free)..).unwrap_or_default().to_owned()
        };
        let masked = format!("{fixed}{changed}");
        let n_left = added.unwrap_or_default();
        let end = masked.get(n_left..).unwrap_or(&masked);
        let prefix = digits.get(..digits.len().saturating_sub(end.len())).unwrap_or_default();
        format!("{prefix}{end}")
    }
}

/// The digits with the country first, and how many of them the number does not have; `None` when the
/// country is not known.
fn international(number: &str, digits: &str) -> (Option<usize>, String) {
    if number.contains('+') {
        return (Some(0), digits.to_owned());
    }
    if let Some(rest) = digits.strip_prefix("00") {
        return (Some(0), rest.to_owned());
    }
    let at = |idx: usize| digits.as_bytes().get(idx).copied().unwrap_or_default();
    let is_american = digits.len() == 10 && matches!(at(0), b'2'..=b'9') && matches!(at(3), b'2'..=b'9');
    if is_american {
        return (Some(1), format!("1{digits}"));
    }
    let is_american_with_country = digits.len() == 11 && at(0) == b'1';
    (is_american_with_country.then_some(0), digits.to_owned())
}

fn split_extension(text: &str) -> (&str, &str) {
    let small = text.to_ascii_lowercase();
    let first_digit = small.find(|character: char| character.is_ascii_digit()).unwrap_or(small.len());
    let after = |mark: &&str| small.get(first_digit..)?.find(*mark).map(|at| first_digit + at);
    let at = EXTENSION_MARKS.iter().filter_map(after).min();
    at.and_then(|at| text.split_at_checked(at)).unwrap_or((text, ""))
}

/// The text with other digits.
fn with_digits(text: &str, digits: &str) -> String {
    let mut digits = digits.chars();
    text.chars()
        .map(|sign| if sign.is_ascii_digit() { digits.next().unwrap_or(sign) } else { sign })
        .collect()
}
