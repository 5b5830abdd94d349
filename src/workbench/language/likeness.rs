//! Which attributes a field is probably filled from, by their names alone.
//!
//! Only for the order in which attributes are offered.

/// Whether an attribute is seldom what a field is filled from.
pub(super) fn is_housekeeping(attribute: &str) -> bool {
    matches!(attribute, "schemas" | "meta")
}

/// Whether an attribute is called much like a field: they share a word, as `job_title` and `title`, or
/// are the same but for the signs between words, as `time_zone` and `timezone`.
pub(super) fn sounds_alike(field: &str, attribute: &str) -> bool {
    let words = |name: &str| {
        let mut words = vec![String::new()];
        let mut was_small = false;
        for letter in name.chars() {
            if letter == '_' || (letter.is_uppercase() && was_small) {
                words.push(String::new());
            }
            was_small = letter.is_lowercase();
            if let Some(word) = words.last_mut().filter(|_| letter != '_') {
                word.extend(letter.to_lowercase());
            }
        }
        let words = words.into_iter().map(|word| word.strip_suffix('s').unwrap_or(&word).to_owned());
        words.filter(|word| word.len() > 2).collect::<Vec<_>>()
    };
    let (field, attribute) = (words(field), words(attribute));
    let is_same = !field.is_empty() && field.concat() == attribute.concat();
    is_same || field.iter().any(|word| attribute.contains(word))
}

#[cfg(test)]
mod tests {
    use super::sounds_alike;

    #[test]
    fn names_that_share_a_word_are_alike() {
        let check = |field: &str, attribute: &str, expected: bool| {
            assert_eq!(sounds_alike(field, attribute), expected, "{field} and {attribute}");
        };
        check("job_title", "title", true);
        check("primary_email", "emails", true);
        check("time_zone", "timezone", true);
        check("employeeID", "employeeNumber", true);
        check("name", "displayName", true);
        check("vip", "userType", false);
        check("sourceID", "id", false);
        check("", "", false);
    }
}
