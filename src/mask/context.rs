//! What is known of one person while their values are masked: the parts of their names, their numbers.

use serde_json::{Map, Value};

use crate::mask::alphabet::Letter;
use crate::mask::path_text::attribute_of;
use crate::mask::pseudonyms::Pseudonyms;
use crate::mask::text_parts::{TextPart, is_guid, parts};

/// So many parts of names are looked at.
const MOST_WORDS: usize = 24;
/// Shorter words of user names are not looked for in texts.
const SHORTEST_OF_HANDLE: usize = 3;
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
    /// Their user names and what stands before `@` in their e-mail addresses, in small letters.
    pub handles: Vec<String>,
    /// The words of those, each once. They are looked for in links and texts only: a user name is not
    /// made of itself.
    pub handle_words: Vec<Vec<Letter>>,
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

    /// Adds what another object says of the same person.
    pub(super) fn add(&mut self, other: Self) {
        self.words.extend(other.words);
        self.numbers.extend(other.numbers);
        self.handles.extend(other.handles);
        self.handle_words.extend(other.handle_words);
    }

    /// Adds a user name or e-mail address.
    fn add_handle(&mut self, text: &str, pseudonyms: &Pseudonyms) {
        let text = text.trim();
        let local = text.rsplit_once('@').map_or(text, |(local, _)| local);
        let local = local.rsplit_once(['\\', ':']).map_or(local, |(_, user)| user);
        // A guest of Entra ID: the address with its domain.
        let guest = local.split_once("#EXT#").and_then(|(address, _)| address.rsplit_once('_'));
        let local = guest.map_or(local, |(local, _)| local);
        if local.is_empty() || is_guid(local) || self.handles.len() == MOST_WORDS {
            return;
        }
        self.handles.push(local.to_lowercase());
        for part in parts(local) {
            let TextPart::Word(word) = part else { continue };
            let letters = pseudonyms.letters(word);
            let is_new = !pseudonyms.is_kept(&letters) && !self.handle_words.contains(&letters);
            if is_new && letters.len() >= SHORTEST_OF_HANDLE && self.handle_words.len() < MOST_WORDS {
                self.handle_words.push(letters);
            }
        }
    }

    fn add_emails(&mut self, emails: &[Value], pseudonyms: &Pseudonyms) {
        for email in emails {
            let address = email.get("value").unwrap_or(email);
            if let Some(address) = address.as_str() {
                self.add_handle(address, pseudonyms);
            }
        }
    }

    fn add_object(&mut self, object: &Map<String, Value>, pseudonyms: &Pseudonyms, depth: usize) {
        for (key, value) in object {
            let name = key.rsplit([':', '.']).next().unwrap_or(key).to_ascii_lowercase();
            match (attribute_of(key).as_str(), value) {
                ("emails", Value::Array(emails)) => self.add_emails(emails, pseudonyms),
                (
                    "username" | "emails.value" | "mail" | "email" | "primary_email" | "userprincipalname"
                    | "loginname",
                    Value::String(text),
                ) => self.add_handle(text, pseudonyms),
                _ => {}
            }
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
