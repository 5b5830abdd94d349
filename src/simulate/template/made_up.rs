//! Values made up from those of a resource: the same every time, and never the value that is there.

const FAMILY_NAMES: [&str; 8] =
    ["Castellanos", "Lindqvist", "Moreau", "Okafor", "Petrov", "Santos", "Tanaka", "Whitfield"];
const GIVEN_NAMES: [&str; 8] = ["Alma", "Bruno", "Clara", "Davide", "Emeka", "Freya", "Hana", "Jonas"];
const TITLES: [&str; 5] =
    ["Programme Manager", "Service Owner", "Team Lead", "Business Analyst", "Operations Manager"];
const DEPARTMENTS: [&str; 5] =
    ["Customer Care", "Field Services", "Finance", "Product Management", "Logistics"];

/// A family name.
pub fn family_name(old: &str) -> &'static str {
    another(&FAMILY_NAMES, old)
}

/// A given name.
pub fn given_name(old: &str) -> &'static str {
    another(&GIVEN_NAMES, old)
}

/// A job title.
pub fn title(old: &str) -> &'static str {
    another(&TITLES, old)
}

/// A department.
pub fn department(old: &str) -> &'static str {
    another(&DEPARTMENTS, old)
}

/// A text with the same letters and blanks in which every digit is another one.
pub fn number(old: &str) -> String {
    old.chars().map(|letter| letter.to_digit(10).map_or(letter, |digit| digit_behind(digit, 3))).collect()
}

/// An identifier with the same length and form.
pub fn identifier(old: &str) -> String {
    let other = |letter: char| match letter {
        '0'..='9' => digit_behind(letter.to_digit(10).unwrap_or_default(), 7),
        'a'..='e' => char::from_u32(letter as u32 + 1).unwrap_or(letter),
        other => other,
    };
    old.chars().map(other).collect()
}

fn digit_behind(digit: u32, step: u32) -> char {
    char::from_digit((digit + step) % 10, 10).unwrap_or('0')
}

fn another<'a>(choice: &[&'a str], old: &str) -> &'a str {
    let sum: usize = old.chars().map(|letter| letter as usize % 1009).sum();
    let start = sum % choice.len().max(1);
    let mut rotated = choice.iter().cycle().skip(start).take(choice.len());
    rotated.find(|name| !name.eq_ignore_ascii_case(old.trim())).copied().unwrap_or_default()
}

/// The text with a name replaced, also as it stands in e-mail addresses; `None` when it is not in
/// there.
pub fn with_name_replaced(text: &str, old: &str, new: &str) -> Option<String> {
    let old = old.trim();
    if old.is_empty() {
        return None;
    }
    // User names and e-mail addresses have no accents.
    let plain = deunicode::deunicode(old);
    let spellings = spellings(old).into_iter().chain(spellings(plain.trim()));
    spellings
        .filter(|spelling| !spelling.is_empty())
        .find_map(|spelling| replaced_without_case(text, &spelling, new))
}

/// A name as it stands in texts and addresses.
fn spellings(name: &str) -> [String; 6] {
    [
        name.to_owned(),
        name.to_lowercase(),
        name.replace(' ', ""),
        name.replace(' ', "-"),
        name.replace(' ', "."),
        name.replace(['-', '\'', ' ', '’'], ""),
    ]
}

fn replaced_without_case(text: &str, old: &str, new: &str) -> Option<String> {
    let (start, found) = text.char_indices().find_map(|(start, _)| {
        let found = text.get(start..start + old.len())?;
        found.eq_ignore_ascii_case(old).then_some((start, found))
    })?;
    let is_lower = found.chars().any(char::is_lowercase) && !found.chars().any(char::is_uppercase);
    let new = if is_lower { new.to_lowercase().replace(' ', "") } else { new.to_owned() };
    Some(format!("{}{new}{}", &text[..start], &text[start + old.len()..]))
}

#[cfg(test)]
mod tests {
    use super::{family_name, number, with_name_replaced};

    #[track_caller]
    fn check(text: &str, old: &str, expected: Option<&str>) {
        assert_eq!(with_name_replaced(text, old, "Moreau").as_deref(), expected, "{text}");
    }

    #[test]
    fn names_are_replaced_where_they_stand() {
        check("Ann de Wit", "de Wit", Some("Ann Moreau"));
        check("ann.dewit@acme.example", "de Wit", Some("ann.moreau@acme.example"));
        check("ann.de-wit@acme.example", "de Wit", Some("ann.moreau@acme.example"));
        check("Wit, Ann", "Wit", Some("Moreau, Ann"));
        check("a.oneill@acme.example", "O'Neill", Some("a.moreau@acme.example"));
        check("fernando.huaman@acme.example", "Huamán", Some("fernando.moreau@acme.example"));
        check("zofia.lacka@acme.example", "Łącka", Some("zofia.moreau@acme.example"));
        check("ann@acme.example", "de Wit", None);
        check("佐藤 花子", "佐藤", Some("Moreau 花子"));
        check("x", "", None);
    }

    #[test]
    fn what_is_made_up_is_another() {
        for old in ["Moreau", "moreau ", "", "佐藤"] {
            assert!(!family_name(old).eq_ignore_ascii_case(old.trim()));
            assert_eq!(family_name(old), family_name(old));
        }
        assert_eq!(number("WI-10009"), "WI-43332");
    }
}
