//! Telephone numbers in international form.

use super::world::World;

/// The number in international form, as far as the prefix of the country is known.
pub fn international(number: &str, country: Option<&str>, world: &World) -> Option<String> {
    let number = number.trim();
    let mut digits = String::with_capacity(20);
    digits.extend(number.chars().filter(char::is_ascii_digit));
    if digits.is_empty() {
        return None;
    }
    if number.starts_with('+') {
        digits.insert(0, '+');
        return Some(digits);
    }
    if let Some(rest) = digits.strip_prefix("00") {
        return Some(["+", rest].concat());
    }
    let prefix = world.dialling.get(country?)?;
    let national = digits.strip_prefix('0').unwrap_or(&digits);
    Some([prefix, national].concat())
}
