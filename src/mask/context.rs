//! What is known of one person while their values are masked: the parts of their names, their numbers.

use serde_json::{Map, Value};

use crate::mask::alphabet::Letter;
use crate::mask::pseudonyms::Pseudonyms;
use crate::mask::text_parts::{TextPart, parts};

/// So many parts of names are looked at.
const MOST_WORDS: usize = 24;
/// Shorter numbers are not looked for in texts.
const SHORTEST_NUMBER: usize = 4;

/// The names and numbers of one person.
#[derive(Clone, Debug, Default)]
pub(super) struct Context {
    /// The parts of their names, each once.
    pub words: Vec<Vec<Letter>>,
    /// Their numbers.
    pub numbers: Vec<String>,
    /// Parts that follow each other in a name, without what stays.
    pub pairs: Vec<(Vec<Letter>, Vec<Letter>)>,
}

impl Context {
    /// The names and numbers in an object, by the names of its members. Members that are other people
    /// are passed over.
    pub(super) fn of(object: &Map<String, Value>, pseudonyms: &Pseudonyms) -> Self {
        let mut context = Self::default();
        context.add_object(object, pseudonyms, 0);
        context
    }

    /// Adds the parts of a name.
    pub(super) fn add_name(&mut self, name: &str, pseudonyms: &Pseudonyms) {
        let mut before: Option<Vec<Letter>> = None;
        for part in parts(name) {
            let TextPart::Word(word) = part else { continue };
            let letters = pseudonyms.letters(word);
            if letters.len() > 1
                && !pseudonyms.is_kept(&letters)
                && let Some(before) = before.replace(letters.clone())
            {
                self.pairs.push((before, letters.clone()));
            }
            if self.words.len() < MOST_WORDS && !self.words.contains(&letters) {
                self.words.push(letters);
            }
        }
    }

    fn add_object(&mut self, object: &Map<String, Value>, pseudonyms: &Pseudonyms, depth: usize) {
        for (key, value) in object {
            let name = key.rsplit([':', '.']).next().unwrap_or(key).to_ascii_lowercase();
            match (name.as_str(), value) {
                ("manager" | "members" | "groups" | "operations" | "resources" | "addresses", _) => {}
                (_, Value::Object(inner)) if depth < 2 => self.add_object(inner, pseudonyms, depth + 1),
                (
                    "displayname" | "display" | "formatted" | "familyname" | "givenname" | "middlename"
                    | "name" | "firstname" | "lastname" | "surname" | "nickname",
                    Value::String(text),
                ) => self.add_name(text, pseudonyms),
                (
                    "employeenumber" | "supportid" | "externalid" | "employeeid" | "sourceid",
                    Value::String(text),
                ) => {
                    self.add_numbers(text);
                }
                _ => {}
            }
        }
    }

    fn add_numbers(&mut self, text: &str) {
        let numbers = parts(text).into_iter().filter_map(|part| match part {
            TextPart::Digits(digits) if digits.len() >= SHORTEST_NUMBER => Some(digits.to_owned()),
            _ => None,
        });
        self.numbers.extend(numbers);
    }
}
