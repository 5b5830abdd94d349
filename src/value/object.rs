//! Objects: entries found by name, without regard to case.

use serde_json::{Map, Value as JsonValue};

use crate::value::{Arena, Value};

/// An object, either made while the mapping runs or part of JSON that is kept elsewhere. An entry
/// that is `Nothing` (null in JSON) is one that is not there.
#[derive(Clone, Copy, Debug)]
pub enum Object<'a> {
    /// Entries in an arena, in any order; of two with the same name the later one counts.
    Entries(&'a [Entry<'a>]),
    /// The members of a JSON object.
    Json(&'a Map<String, JsonValue>),
}

/// One entry of an object.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its value.
    pub value: Value<'a>,
}

impl<'a> Object<'a> {
    /// The value of this name as scripts read it: in exactly this spelling, otherwise the first in
    /// the order of bytes that differs only in the case of ASCII letters; `Nothing` when there is
    /// none.
    pub fn get(self, name: &str) -> Value<'a> {
        match self {
            Self::Entries(entries) => get_of_entries(entries, name),
            Self::Json(members) if members.len() <= FEW_MEMBERS => get_of_few_members(members, name),
            Self::Json(members) => match members.get(name) {
                None | Some(JsonValue::Null) => self.get_without_case(name),
                Some(value) => Value::of_json(value),
            },
        }
    }

    /// The value in exactly this spelling, `Nothing` when there is none.
    pub fn get_exact(self, name: &str) -> Value<'a> {
        match self {
            Self::Entries(entries) => {
                let found = entries.iter().rfind(|entry| is_same(entry.name, name));
                found.map_or(Value::Nothing, |entry| entry.value)
            }
            Self::Json(members) => members.get(name).map_or(Value::Nothing, Value::of_json),
        }
    }

    fn get_without_case(self, name: &str) -> Value<'a> {
        match self {
            Self::Entries(entries) => {
                if !entries.iter().any(|entry| entry.name.eq_ignore_ascii_case(name)) {
                    return Value::Nothing;
                }
            }
            Self::Json(members) => {
                if !members.keys().any(|key| key.eq_ignore_ascii_case(name)) {
                    return Value::Nothing;
                }
            }
        }
        let alike = self.iter().filter(|entry| entry.name.eq_ignore_ascii_case(name));
        alike.min_by_key(|entry| entry.name).map_or(Value::Nothing, |entry| entry.value)
    }

    /// The entries that are there, in the order in which they stand, each name once.
    pub fn iter(self) -> impl Iterator<Item = Entry<'a>> {
        let (entries, members) = match self {
            Self::Entries(entries) => (entries, None),
            Self::Json(members) => (&[][..], Some(members)),
        };
        let replaced = replaced_places(entries);
        let entries = entries.iter().enumerate().filter(move |(idx, entry)| match &replaced {
            Some(replaced) => replaced.binary_search(idx).is_err(),
            None => !entries[idx + 1..].iter().any(|later| is_same(later.name, entry.name)),
        });
        let members = members.into_iter().flatten();
        let members = members.map(|(name, value)| Entry { name, value: Value::of_json(value) });
        entries.map(|(_, entry)| *entry).chain(members).filter(|entry| !entry.value.is_nothing())
    }

    /// The entries that are there by name in the order of bytes, which is the order scripts see.
    pub fn sorted(self, arena: &'a Arena) -> &'a [Entry<'a>] {
        let mut entries: Vec<Entry<'a>> = self.iter().collect();
        entries.sort_unstable_by_key(|entry| entry.name);
        arena.slice(&entries)
    }

    /// How many entries are there.
    pub fn len(self) -> usize {
        self.iter().count()
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.iter().next().is_none()
    }
}

/// In one pass for most names: nearly all are there in exactly this spelling, or in none.
#[inline]
fn get_of_entries<'a>(entries: &'a [Entry<'a>], name: &str) -> Value<'a> {
    let mut has_alike = false;
    for entry in entries.iter().rev().filter(|entry| may_be_alike(entry.name, name)) {
        if is_same(entry.name, name) {
            if entry.value.is_nothing() {
                has_alike = true;
                break;
            }
            return entry.value;
        }
        has_alike |= entry.name.eq_ignore_ascii_case(name);
    }
    if has_alike { Object::Entries(entries).get_without_case(name) } else { Value::Nothing }
}

/// So few members are looked through faster than a name is hashed.
const FEW_MEMBERS: usize = 24;

fn get_of_few_members<'a>(members: &'a Map<String, JsonValue>, name: &str) -> Value<'a> {
    let mut has_alike = false;
    for (known, value) in members.iter().filter(|(known, _)| may_be_alike(known, name)) {
        match value {
            JsonValue::Null => {}
            value if known == name => return Value::of_json(value),
            _ => has_alike |= known.eq_ignore_ascii_case(name),
        }
    }
    if has_alike { Object::Json(members).get_without_case(name) } else { Value::Nothing }
}

/// Quickly `false` for nearly all names that differ in more than the case of their letters.
#[inline]
fn may_be_alike(left: &str, right: &str) -> bool {
    /// All bits but the one in which upper and lower case of ASCII differ.
    const WITHOUT_CASE: u8 = !0x20;
    if left.len() != right.len() {
        return false;
    }
    let (left, right) = (left.as_bytes(), right.as_bytes());
    match (left.first(), right.first(), left.last(), right.last()) {
        (Some(first), Some(other_first), Some(last), Some(other_last)) => {
            ((first ^ other_first) | (last ^ other_last)) & WITHOUT_CASE == 0
        }
        _ => true,
    }
}

/// With so many entries or fewer, each is compared with those that follow.
const FEW_ENTRIES: usize = 32;

/// The places of entries that have a later one of the same name, in order; `None` for few entries.
fn replaced_places(entries: &[Entry<'_>]) -> Option<Vec<usize>> {
    if entries.len() <= FEW_ENTRIES {
        return None;
    }
    let mut named: Vec<_> = entries.iter().enumerate().map(|(idx, entry)| (entry.name, idx)).collect();
    named.sort_unstable();
    let followed = named.windows(2).filter(|pair| matches!(pair, [left, right] if left.0 == right.0));
    let mut places: Vec<_> = followed.filter_map(|pair| pair.first().map(|(_, idx)| *idx)).collect();
    places.sort_unstable();
    Some(places)
}

/// Names that were interned are the same text in memory.
fn is_same(left: &str, right: &str) -> bool {
    std::ptr::eq(left, right) || left == right
}

#[cfg(test)]
mod tests {
    use super::{Entry, Object};
    use crate::value::Value;

    #[test]
    fn of_entries_with_one_name_the_last_one_counts() {
        for n_others in [0, 100] {
            let others: Vec<String> = (0..n_others).map(|number| format!("n{number}")).collect();
            let mut names = vec!["a", "b", "a", "c", "a", "b"];
            names.extend(others.iter().map(String::as_str));
            let entries: Vec<_> = (0..)
                .zip(&names)
                .map(|(number, name)| Entry { name, value: Value::Integer(number) })
                .collect();
            let left: Vec<_> = Object::Entries(&entries).iter().map(|entry| entry.name).collect();
            assert_eq!(left[..3], ["c", "a", "b"]);
            assert_eq!(left.len(), 3 + n_others);
        }
    }
}
