//! Whether a value fits a field: by type, in an enumeration, as a reference, as a list of objects.
//!
//! Not whether a record is complete: that needs all its fields.

use crate::diagnostic::{Code, Diagnostic};
use crate::target::finding::shown;
use crate::target::scalar::{FieldCheck, characters_as_text};
use crate::target::{CheckedValue, FieldType, Finding, ListType, TargetField, ValueChecker};
use crate::value::{Entry, List, Object, Value};

impl<'a> ValueChecker<'a> {
    /// Holds a value against a field. Numbers and booleans become text where text is wanted, text
    /// becomes a number or boolean where it clearly is one, a record becomes a reference to it. What
    /// fits as it is stays where it is.
    pub fn check(&self, field: &'a TargetField, value: Value<'a>) -> CheckedValue<'a> {
        let mut findings = Vec::new();
        let value = self.check_as(field, value, &mut findings);
        CheckedValue { value, findings }
    }

    fn check_as(&self, field: &'a TargetField, value: Value<'a>, found: &mut Vec<Finding<'a>>) -> Value<'a> {
        let value = characters_as_text(value, self.arena);
        let mut check = FieldCheck { field, arena: self.arena, found };
        match &field.field_type {
            FieldType::String
            | FieldType::Text
            | FieldType::Uri
            | FieldType::Reference { external: true, .. } => check.text(value),
            FieldType::Email => check.email(value),
            FieldType::Boolean => check.boolean(value),
            FieldType::Integer => check.integer(value),
            FieldType::Decimal => check.decimal(value),
            FieldType::DateTime => check.date_time(value),
            FieldType::Enumeration { enumeration } => self.check_enumeration(&mut check, enumeration, value),
            FieldType::Reference { record_type, .. } => self.check_reference(&mut check, record_type, value),
            FieldType::List(list) => self.check_list(&mut check, list, value),
            FieldType::StringList => check.string_list(value),
        }
    }

    fn check_enumeration(&self, check: &mut FieldCheck<'a, '_>, name: &str, value: Value<'a>) -> Value<'a> {
        let text = check.text(value);
        let Some(enumeration) = self.target.enumeration(name) else { return text };
        let Some(word) = text.as_text() else { return text };
        if enumeration.values.contains(word) {
            return text;
        }
        let message = format!("{} does not know `{}`", check.field.title, shown(word));
        let near = enumeration.values.iter().find(|allowed| allowed.eq_ignore_ascii_case(word));
        let help = match near {
            Some(near) => format!("write it `{near}`"),
            None => format!("use one of its {} values, or a lookup table", enumeration.values.len()),
        };
        check.say(Diagnostic::error(Code::ValueNotInEnumeration, message).with_help(help));
        text
    }

    fn check_reference(
        &self,
        check: &mut FieldCheck<'a, '_>,
        record_type: &'a str,
        value: Value<'a>,
    ) -> Value<'a> {
        let Some(described) = self.target.record_type(record_type) else { return self.sorted(value) };
        if let Value::Object(record) = value {
            return match record.get_exact(&described.reference_by) {
                Value::Nothing => check.wrong_type(value, "a record, or the text that identifies one"),
                reference => self.sorted(reference),
            };
        }
        let text = check.text(value);
        let Some(word) = text.as_text() else { return text };
        if let Some(found) = self.directory.find(record_type, word) {
            return found.get(&described.reference_by).map_or(text, Value::of_json);
        }
        if self.directory.knows(record_type) {
            let message = format!("No {record_type} `{}` is known", shown(word));
            let help = format!("only existing records of the type {record_type} can be referred to");
            check.say(Diagnostic::error(Code::ReferenceNotFound, message).with_help(help));
        } else {
            check.found.push(Finding::UncheckedReference { record_type, text: word });
        }
        text
    }

    /// What a script gave and no field describes further: entries in the order that scripts see.
    fn sorted(&self, value: Value<'a>) -> Value<'a> {
        match value {
            Value::List(items) => self.arena.list(items.iter().map(|item| self.sorted(item))),
            Value::Object(object) => self.arena.object(
                object
                    .sorted(self.arena)
                    .iter()
                    .map(|entry| Entry { name: entry.name, value: self.sorted(entry.value) }),
            ),
            value => value,
        }
    }

    fn check_list(&self, check: &mut FieldCheck<'a, '_>, list: &'a ListType, value: Value<'a>) -> Value<'a> {
        let Value::List(items) = value else { return check.wrong_type(value, "an array of objects") };
        let checked = self.arena.slots(items.len(), Value::Nothing);
        for (idx, (slot, item)) in checked.iter_mut().zip(items.iter()).enumerate() {
            let Value::Object(object) = item else {
                check.wrong_type(item, "an object as each item");
                continue;
            };
            let start = check.found.len();
            *slot = Value::Object(Object::Entries(self.check_item(list, object, check.found)));
            for finding in check.found.iter_mut().skip(start) {
                let mut diagnostic = finding.worded();
                diagnostic.message = format!("Item {}: {}", idx + 1, diagnostic.message);
                *finding = diagnostic.into();
            }
        }
        Value::List(List::Items(checked))
    }

    fn check_item(
        &self,
        list: &'a ListType,
        item: Object<'a>,
        found: &mut Vec<Finding<'a>>,
    ) -> &'a [Entry<'a>] {
        let unknown_behind = found.len();
        let mut parts = ItemParts::new(item);
        // In the order of the target, whatever the order in which a script made the item.
        let checked = self.arena.slots(list.items.len(), Entry { name: "", value: Value::Nothing });
        let mut n_checked = 0;
        for field in &list.items {
            let value = if list.owned_by.as_ref() == Some(&field.name) {
                parts.take(&field.name);
                Value::Boolean(true)
            } else {
                match parts.take(&field.name) {
                    Value::Nothing => {
                        if field.required {
                            found.push(required(field).into());
                        }
                        continue;
                    }
                    value => {
                        if field.read_only {
                            found.push(read_only_item_field(field).into());
                        }
                        self.check_as(field, value, found)
                    }
                }
            };
            if let Some(slot) = checked.get_mut(n_checked) {
                *slot = Entry { name: &field.name, value };
                n_checked += 1;
            }
        }
        if !parts.are_all_taken() && item.iter().any(|entry| !is_known(list, entry.name)) {
            let unknown = item.sorted(self.arena).iter().filter(|entry| !is_known(list, entry.name));
            let unknown = unknown.map(|entry| unknown_item_field(list, entry.name).into());
            found.splice(unknown_behind..unknown_behind, unknown);
        }
        let checked = checked.get(..n_checked).unwrap_or_default();
        check_exactly_one(list, checked, found);
        checked
    }
}

/// The entries of an item, and which of them were taken by name.
struct ItemParts<'a> {
    item: Object<'a>,
    /// A bit for each of the first entries.
    taken: u64,
}

impl<'a> ItemParts<'a> {
    fn new(item: Object<'a>) -> Self {
        Self { item, taken: 0 }
    }

    /// The value in exactly this spelling, `Nothing` when there is none.
    fn take(&mut self, name: &str) -> Value<'a> {
        let Object::Entries(entries) = self.item else { return self.item.get_exact(name) };
        let Some(idx) = entries.iter().rposition(|entry| entry.name == name) else { return Value::Nothing };
        self.taken |= 1_u64.checked_shl(idx as u32).unwrap_or_default();
        entries.get(idx).map_or(Value::Nothing, |entry| entry.value)
    }

    /// Whether it is certain that every entry was taken.
    fn are_all_taken(&self) -> bool {
        let Object::Entries(entries) = self.item else { return false };
        self.taken.count_ones() as usize == entries.len()
    }
}

fn is_known(list: &ListType, name: &str) -> bool {
    list.items.iter().any(|field| field.name == name)
}

fn check_exactly_one(list: &ListType, item: &[Entry<'_>], found: &mut Vec<Finding<'_>>) {
    if list.exactly_one_of.is_empty() {
        return;
    }
    let has = |name: &str| item.iter().any(|entry| entry.name == name);
    let mut given = list.exactly_one_of.iter().filter(|name| has(name));
    let (Some(kind), None) = (given.next(), given.next()) else {
        let n_given = list.exactly_one_of.iter().filter(|name| has(name)).count();
        let choice = list.exactly_one_of.join(", ");
        let message = format!("Exactly one of {choice} is wanted, {n_given} are given");
        found.push(Diagnostic::error(Code::RequiredFieldEmpty, message).into());
        return;
    };
    let Some(table) = &list.label_table else { return };
    let label = item.iter().find(|entry| entry.name == table.field);
    let Some(label) = label.and_then(|entry| entry.value.as_text()) else { return };
    let allowed = table.allows.iter().find(|(known, _)| *known == label).map(|(_, kinds)| kinds);
    if !allowed.is_some_and(|kinds| kinds.contains(kind)) {
        let labels = table.allows.iter().filter(|(_, kinds)| kinds.contains(kind));
        let labels: Vec<_> = labels.map(|(label, _)| label.as_str()).collect();
        found.push(
            Diagnostic::error(Code::LabelNotAllowed, format!("`{label}` is no label for {kind}"))
                .with_help(format!("use {}", labels.join(", ")))
                .into(),
        );
    }
}

fn required(field: &TargetField) -> Diagnostic {
    Diagnostic::error(Code::RequiredFieldEmpty, format!("{} is required", field.title))
}

fn unknown_item_field(list: &ListType, name: &str) -> Diagnostic {
    let known: Vec<_> = list.items.iter().map(|field| field.name.as_str()).collect();
    Diagnostic::error(Code::UnknownItemField, format!("There is no `{name}` in an item"))
        .with_help(format!("an item has {}", known.join(", ")))
}

fn read_only_item_field(field: &TargetField) -> Diagnostic {
    let message = format!("{} is written by the target alone", field.title);
    Diagnostic::error(Code::FieldNotWritable, message).with_help("leave it out")
}
