//! Which attribute a key or path speaks of, and the literals in filters.
//!
//! Not a grammar: what cannot be read is left as it is, and no literal is left out for it.

use std::ops::Range;

/// A text in double quotes in a filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Literal {
    /// Where it is, with its quotes.
    pub range: Range<usize>,
    /// The path of the attribute it is compared with, in small letters.
    pub attribute: String,
}

/// The path in small letters, without URN and filters: `emails.value` of `emails[type eq "work"].value`.
pub(super) fn attribute_of(path: &str) -> String {
    let mut plain = String::with_capacity(path.len());
    let mut depth = 0_usize;
    for character in path.chars() {
        match character {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => plain.push(character),
            _ => {}
        }
    }
    plain.rsplit(':').next().unwrap_or_default().trim().trim_matches('/').to_lowercase()
}

/// The literals of a path or filter, in order.
pub(super) fn literals_of(path: &str) -> Vec<Literal> {
    let mut literals = Vec::new();
    let mut containers: Vec<String> = Vec::new();
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut signs = path.char_indices();
    while let Some((at, sign)) = signs.next() {
        match sign {
            '"' => {
                let mut end = path.len();
                let mut is_escaped = false;
                for (next, sign) in signs.by_ref() {
                    match sign {
                        '\\' if !is_escaped => is_escaped = true,
                        '"' if !is_escaped => {
                            end = next + 1;
                            break;
                        }
                        _ => is_escaped = false,
                    }
                }
                let name = words.iter().rev().nth(1).map(|word| attribute_of(word)).unwrap_or_default();
                let name = name.rsplit('=').next().unwrap_or_default().trim_start_matches('(').to_owned();
                let container = containers.last().filter(|container| !container.is_empty());
                let attribute = container.map_or(name.clone(), |container| format!("{container}.{name}"));
                literals.push(Literal { range: at..end, attribute });
            }
            '[' => {
                containers.push(attribute_of(&word));
                word.clear();
                words.clear();
            }
            ']' => {
                containers.pop();
                word.clear();
            }
            ' ' | '(' | ')' => words.extend(Some(std::mem::take(&mut word)).filter(|word| !word.is_empty())),
            other => word.push(other),
        }
    }
    literals
}

#[cfg(test)]
mod tests {
    use super::{attribute_of, literals_of};

    #[test]
    fn attributes_are_found() {
        let check = |path: &str, expected: &str| assert_eq!(attribute_of(path), expected);
        check("userName", "username");
        check("emails[type eq \"work\"].value", "emails.value");
        check("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager", "manager");
        check("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value", "manager.value");
    }

    #[test]
    fn literals_are_found_with_their_attribute() {
        let check = |path: &str, expected: &[(&str, &str)]| {
            let found: Vec<(String, String)> = literals_of(path)
                .into_iter()
                .map(|literal| (path.get(literal.range).unwrap_or_default().to_owned(), literal.attribute))
                .collect();
            let expected: Vec<(String, String)> = expected
                .iter()
                .map(|(text, attribute)| ((*text).to_owned(), (*attribute).to_owned()))
                .collect();
            assert_eq!(found, expected, "{path}");
        };
        check("members[value eq \"7103\"]", &[("\"7103\"", "members.value")]);
        check(
            "emails[type eq \"work\" and value sw \"ann\"].value",
            &[("\"work\"", "emails.type"), ("\"ann\"", "emails.value")],
        );
        check("filter=userName eq \"ann@acme.example\"", &[("\"ann@acme.example\"", "username")]);
        check("(userName eq \"a\\\"b\") or (id eq \"7\")", &[("\"a\\\"b\"", "username"), ("\"7\"", "id")]);
        check("members[value eq \"un", &[("\"un", "members.value")]);
    }
}
