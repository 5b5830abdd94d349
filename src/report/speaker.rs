//! What a script does, in the words of a language: values.
//!
//! Conditions are in `speaker_conditions`, whole rules in `rule_words`.

use crate::report::Words;
use crate::scim::SchemaUrn;
use crate::script::{Condition, ListPart, ListPartKind, Meaning, ReadPath};
use crate::target::{FieldType, TargetField, TargetSchema};

/// Says values and conditions in a language, about one record type of a target.
#[derive(Clone, Copy, Debug)]
pub(super) struct Speaker<'a> {
    pub words: &'a Words,
    pub target: &'a TargetSchema,
    pub record_type: &'a str,
    /// The field that is spoken of, whose items have titles when it is a list.
    pub field: Option<&'a TargetField>,
    /// What fills other fields, which need not be said again.
    pub others: &'a [(String, &'a Meaning)],
    /// What was just spoken of.
    pub it: Option<&'a Meaning>,
}

/// What is said again rather than by the name of the field that it fills.
const MOST_SAID_AGAIN: usize = 4;

impl Speaker<'_> {
    /// A value within a sentence.
    pub fn value(&self, meaning: &Meaning) -> String {
        if self.it == Some(meaning) {
            return self.words.text("it").to_owned();
        }
        let other = self.others.iter().find(|(_, other)| *other == meaning);
        if let Some((title, _)) = other.filter(|_| meaning.size() >= MOST_SAID_AGAIN) {
            return self.words.fill("as_field", &[title]);
        }
        match meaning {
            Meaning::Nothing => self.words.text("nothing").to_owned(),
            Meaning::Clear => self.words.text("clear").to_owned(),
            Meaning::Reject(why) => self.words.fill("reject", &[&self.plain(why)]),
            Meaning::Text(text) => self.words.quoted(text),
            Meaning::Number(number) => number.clone(),
            Meaning::Boolean(is_true) => self.words.boolean(*is_true).to_owned(),
            Meaning::Part { variable, names } => self.part(variable, names),
            Meaning::Of { base, names } => self.part_of(base, names),
            Meaning::Entry => self.words.text("entry").to_owned(),
            Meaning::FirstFilled(values) => match values.as_slice() {
                [value] => self.words.fill("filled_one", &[&self.value(value)]),
                _ => self.words.fill("first_filled", &[&self.all(values)]),
            },
            Meaning::FirstThere(values) => self.words.fill("first_there", &[&self.all(values)]),
            Meaning::Joined(values) => {
                let values: Vec<String> = values.iter().map(|value| self.value(value)).collect();
                self.words.fill("joined", &[&values.join(" + ")])
            }
            Meaning::Lookup { table, key, default: None } => {
                self.words.fill("lookup", &[&self.value(key), table])
            }
            Meaning::Lookup { table, key, default: Some(default) } => {
                self.words.fill("lookup_or", &[&self.value(key), table, &self.value(default)])
            }
            Meaning::Record { record_type, by } => {
                self.words.fill("record_by", &[self.record_title(record_type), &self.value(by)])
            }
            Meaning::Call { function, arguments } => self.call(function, arguments),
            Meaning::When { ways, otherwise } => self.ways(ways, otherwise),
            Meaning::Truth(condition) => self.words.fill("truth", &[&self.condition(condition)]),
            Meaning::List(parts) if parts.is_empty() => self.words.text("list.empty").to_owned(),
            Meaning::List(parts) => {
                let parts: Vec<String> = parts.iter().map(|part| self.list_part(part)).collect();
                self.words.fill("list", &[&parts.join(self.words.text("separator"))])
            }
            Meaning::Object(entries) => {
                let entries = entries.iter().map(|(name, value)| {
                    self.words.fill("named", &[&self.item_title(name), &self.entry_value(value)])
                });
                entries.collect::<Vec<_>>().join(", ")
            }
            Meaning::Chosen { list, condition, all } => {
                let key = if *all { "chosen_all" } else { "chosen_first" };
                self.words.fill(key, &[&self.value(list), &self.condition(condition)])
            }
            Meaning::Mapped { list, value } => {
                self.words.fill("mapped", &[&self.value(list), &self.value(value)])
            }
            Meaning::Script => self.words.text("a_part_by_script").to_owned(),
        }
    }

    /// Values one after the other.
    pub fn all(&self, values: &[Meaning]) -> String {
        let values: Vec<String> = values.iter().map(|value| self.value(value)).collect();
        values.join(self.words.text("separator"))
    }

    /// A text of the script without quotes, anything else as a value.
    pub fn plain(&self, meaning: &Meaning) -> String {
        match meaning {
            Meaning::Text(text) => text.clone(),
            other => self.value(other),
        }
    }

    /// An entry of a list that is put together.
    pub fn list_part(&self, part: &ListPart) -> String {
        match (&part.kind, &part.when) {
            (ListPartKind::One(value), None) => self.value(value),
            (ListPartKind::One(value), Some(when)) => {
                self.words.fill("only_if", &[&self.condition(when), &self.value(value)])
            }
            (ListPartKind::Each { over, parts }, when) => {
                let over = self.value(over);
                let said: Vec<String> = match (parts.as_slice(), when) {
                    // The condition of the only entry reads best in front of it.
                    ([ListPart { when: Some(inner), kind }], None) => {
                        let inner = self.condition(inner);
                        let entry = self.list_part(&ListPart { when: None, kind: kind.clone() });
                        return self.words.fill("each_if", &[&over, &entry, &inner]);
                    }
                    (parts, _) => parts.iter().map(|part| self.list_part(part)).collect(),
                };
                let said = said.join(self.words.text("separator"));
                match when {
                    Some(when) => self.words.fill("each_if", &[&over, &said, &self.condition(when)]),
                    None => self.words.fill("each", &[&over, &said]),
                }
            }
        }
    }

    fn ways(&self, ways: &[(Condition, Meaning)], otherwise: &Meaning) -> String {
        if let ([(condition, value)], Meaning::Nothing) = (ways, otherwise) {
            return self.words.fill("only_if", &[&self.condition_of(value, condition), &self.value(value)]);
        }
        let ways = ways.iter().map(|(condition, value)| {
            self.words.fill("if", &[&self.condition(condition), &self.value(value)])
        });
        let otherwise = self.words.fill("otherwise", &[&self.value(otherwise)]);
        ways.chain([otherwise]).collect::<Vec<_>>().join(self.words.text("separator"))
    }

    /// A condition behind the value that it decides on, which is not said again.
    pub fn condition_of(&self, value: &Meaning, condition: &Condition) -> String {
        let is_plain = matches!(value, Meaning::Text(_) | Meaning::Number(_) | Meaning::Boolean(_));
        Speaker { it: Some(value).filter(|_| !is_plain), ..*self }.condition(condition)
    }

    /// The value of an entry of an object, which is left out when it is empty anyway.
    pub fn entry_value(&self, value: &Meaning) -> String {
        match value {
            Meaning::FirstFilled(values) if values.len() == 1 => self.all(values),
            value => self.value(value),
        }
    }

    fn call(&self, function: &str, arguments: &[Meaning]) -> String {
        if let ("value_of", [Meaning::Entry]) = (function, arguments) {
            return self.words.text("entry_value").to_owned();
        }
        let said: Vec<String> = arguments.iter().map(|argument| self.value(argument)).collect();
        let parts: Vec<&str> = said.iter().map(String::as_str).collect();
        let key = format!("function.{function}");
        match self.words.find(&key) {
            Some(text) if places_in(text) == parts.len() => self.words.fill(&key, &parts),
            _ => format!("{function}({})", parts.join(", ")),
        }
    }

    /// What a script reads, when no more than that can be said.
    pub fn read(&self, path: &ReadPath) -> String {
        self.part(&path.variable, &path.names)
    }

    fn part(&self, variable: &str, names: &[String]) -> String {
        let path = names.join(".");
        match variable {
            "user" | "group" => self.attribute_of_resource(names),
            "enterprise" => self.attribute(names),
            "custom" => self.words.fill("custom_field", &[&self.words.quoted(&path)]),
            "vars" => self.words.fill("variable_named", &[&self.words.quoted(&path)]),
            "groups" if names.is_empty() => self.words.text("groups").to_owned(),
            "groups" => {
                let whole = self.words.text("groups");
                self.words.fill("part_of", &[&self.words.quoted(&path), whole])
            }
            "now" => self.words.text("now").to_owned(),
            "is_new" => self.words.text("is.new").to_owned(),
            "record" => self.words.fill("new_value", &[&self.field_title(&path)]),
            _ if names.is_empty() => self.words.text("current_record").to_owned(),
            _ => self.words.fill("current", &[&self.field_title(&path)]),
        }
    }

    fn attribute_of_resource(&self, names: &[String]) -> String {
        match names {
            [] => self.words.text("whole_resource").to_owned(),
            [urn, rest @ ..] if urn.eq_ignore_ascii_case(SchemaUrn::ENTERPRISE_USER) => self.attribute(rest),
            [urn, rest @ ..] if is_custom_fields(self.target, urn) => {
                self.words.fill("custom_field", &[&self.words.quoted(&rest.join("."))])
            }
            [urn, rest @ ..] if urn.contains(':') => {
                self.words.fill("other_extension", &[&self.words.quoted(&rest.join(".")), urn])
            }
            names => self.attribute(names),
        }
    }

    /// An attribute by its title, where it has one, and its path.
    fn attribute(&self, names: &[String]) -> String {
        let path = names.join(".");
        match self.words.find(&format!("attribute.{}", path.to_lowercase())) {
            Some(title) if title.eq_ignore_ascii_case(&path) => self.words.quoted(&path),
            Some(title) => self.words.fill("attribute", &[title, &path]),
            None => self.words.quoted(&path),
        }
    }

    fn part_of(&self, base: &Meaning, names: &[String]) -> String {
        let path = names.join(".");
        if self.it == Some(base) {
            let title = match base {
                Meaning::Record { record_type, .. } => self.title_in(record_type, &path),
                _ => None,
            };
            let title = title.unwrap_or_else(|| self.words.quoted(&path));
            return self.words.fill("entry_part", &[&title]);
        }
        match base {
            Meaning::Entry => self.words.fill("entry_part", &[&self.words.quoted(&path)]),
            Meaning::Record { record_type, .. } => {
                let title = self.title_in(record_type, &path).unwrap_or_else(|| self.words.quoted(&path));
                self.words.fill("part_of", &[&title, &self.value(base)])
            }
            other => self.words.fill("part_of", &[&self.words.quoted(&path), &self.value(other)]),
        }
    }

    fn title_in(&self, record_type: &str, field: &str) -> Option<String> {
        let field = self.target.record_type(record_type)?.field(field)?;
        Some(self.words.quoted(&field.title))
    }

    /// The title of a part of the items of the field.
    pub fn item_title(&self, name: &str) -> String {
        let list = self.field.and_then(|field| match &field.field_type {
            FieldType::List(list) => Some(list),
            _ => None,
        });
        let part = list.and_then(|list| list.items.iter().find(|part| part.name == name));
        part.map_or_else(|| name.to_owned(), |part| part.title.clone())
    }

    fn record_title<'t>(&'t self, name: &'t str) -> &'t str {
        self.target.record_type(name).map_or(name, |record_type| record_type.title.as_str())
    }

    /// The title that the target gives a field of the record type, or a part of a list field.
    pub fn field_title(&self, name: &str) -> String {
        let record_type = self.target.record_type(self.record_type);
        let field = record_type.and_then(|record_type| record_type.field(name));
        field.map_or_else(|| name.to_owned(), |field| field.title.clone())
    }
}

fn is_custom_fields(target: &TargetSchema, urn: &str) -> bool {
    target.custom_fields_schema.as_ref().is_some_and(|schema| schema.eq_ignore_ascii_case(urn))
}

/// How many places a text has for parts.
fn places_in(text: &str) -> usize {
    (0..9).take_while(|number| text.contains(&format!("{{{number}}}"))).count()
}
