//! Payloads that go wrong in all the ways that senders find, one after the other by chance.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

/// Numbers by chance, the same for the same seed.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed | 1)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).expect("64 bits") % limit.max(1)
    }

    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
}

const NAMES: [&str; 36] = [
    "userName",
    "displayName",
    "name",
    "givenName",
    "formatted",
    "firstName",
    "emails",
    "value",
    "type",
    "primary",
    "display",
    "$ref",
    "roles",
    "groups",
    "members",
    "phoneNumbers",
    "active",
    "meta",
    "resourceType",
    "schemas",
    "id",
    "externalId",
    "department",
    "manager",
    "managerId",
    "custom_fields",
    "EnterpriseUser",
    "name.givenName",
    "Operations",
    "payload",
    "path",
    "password",
    "urn:ietf:params:scim:schemas:core:2.0:User",
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department",
    "urn:ietf:params:scim:schemas:extension:4me:1.0:custom_fields",
];

fn awkward() -> Vec<Value> {
    vec![
        json!(null),
        json!(true),
        json!(0),
        json!(1),
        json!(-7),
        json!(1.0),
        json!(1.5e300),
        json!(u64::MAX),
        json!(""),
        json!(" "),
        json!("True"),
        json!("FALSE"),
        json!("0"),
        json!("1"),
        json!("yes"),
        json!("Work"),
        json!("mobile"),
        json!("tel:+1 555"),
        json!(" TEL: 5"),
        json!("{\"value\":\"x\"}"),
        json!("password"),
        json!("[redacted]"),
        json!("User"),
        json!("group"),
        json!([]),
        json!([null]),
        json!(["x"]),
        json!([["x"]]),
        json!([{"value": "x"}]),
        json!([{"value": "a", "primary": true},
        {"value": "b", "primary": "true"}]),
        json!({}),
        json!({"value": "x"}),
        json!({"Value": 5}),
        json!({"id": "badge", "value": "B"}),
        json!([{"id": "badge", "value": "B"}, {"id": "badge", "value": 2}]),
        json!("urn:ietf:params:scim:schemas:core:2.0:Group"),
        json!("urn:scim:schemas:core:1.0"),
        json!({"resourceType": "Group"}),
        json!({"resourceType": "Schema"}),
        json!({"managerId": "7"}),
        json!("é\u{1F600}\"\\\n"),
    ]
}

/// A line with up to four things changed, mostly still JSON.
pub fn mutated(payload: &Value, dice: &mut Dice) -> String {
    let mut payload = payload.clone();
    for _ in 0..dice.below(4) {
        mutate(&mut payload, dice, 0);
    }
    let mut line = payload.to_string();
    match dice.below(12) {
        0 => cut(&mut line, dice),
        1 => twice(&mut line, dice),
        2 => escaped(&mut line),
        _ => {}
    }
    line
}

/// Changes something at this value or somewhere below.
fn mutate(value: &mut Value, dice: &mut Dice, depth: usize) {
    let n_children = match &*value {
        Value::Object(members) => members.len(),
        Value::Array(items) => items.len(),
        _ => 0,
    };
    let is_here = n_children == 0 || dice.below(if depth == 0 { 3 } else { 2 }) == 0;
    match value {
        Value::Object(members) if is_here => mutate_members(members, dice),
        Value::Object(members) => {
            let child = members.values_mut().nth(dice.below(n_children)).expect("a child");
            replace_or_mutate(child, dice, depth);
        }
        Value::Array(items) if !is_here => replace_or_mutate(&mut items[dice.below(n_children)], dice, depth),
        Value::Array(items) => items.push(dice.pick(&awkward()).clone()),
        single => *single = dice.pick(&awkward()).clone(),
    }
}

fn replace_or_mutate(child: &mut Value, dice: &mut Dice, depth: usize) {
    match dice.below(6) {
        0 => *child = dice.pick(&awkward()).clone(),
        1 => *child = json!([child.take()]),
        _ => mutate(child, dice, depth + 1),
    }
}

fn mutate_members(members: &mut Map<String, Value>, dice: &mut Dice) {
    let names: Vec<String> = members.keys().cloned().collect();
    match dice.below(5) {
        0 => {
            members.insert((*dice.pick(&NAMES)).to_owned(), dice.pick(&awkward()).clone());
        }
        _ if names.is_empty() => {}
        1 => {
            members.shift_remove(dice.pick(&names));
        }
        2 => rename(members, dice.pick::<String>(&names), NAMES[dice.below(NAMES.len())]),
        3 => {
            let old = dice.pick(&names);
            let new = match dice.below(4) {
                0 => old.to_ascii_uppercase(),
                1 => old.to_ascii_lowercase(),
                2 => format!("{old}2"),
                _ => old.replace("2.0:", "2.0"),
            };
            rename(members, old, &new);
        }
        _ => {
            // To the end.
            let name = dice.pick(&names);
            if let Some(value) = members.shift_remove(name) {
                members.insert(name.clone(), value);
            }
        }
    }
}

fn rename(members: &mut Map<String, Value>, old: &str, new: &str) {
    if let Some(value) = members.shift_remove(old) {
        members.insert(new.to_owned(), value);
    }
}

/// Takes out or doubles a character somewhere.
fn cut(line: &mut String, dice: &mut Dice) {
    let mut characters: Vec<char> = line.chars().collect();
    let at = dice.below(characters.len());
    if dice.below(2) == 0 {
        characters.remove(at);
    } else {
        characters.insert(at, characters[at]);
    }
    *line = characters.into_iter().collect();
}

/// Adds a member that may stand there already.
fn twice(line: &mut String, dice: &mut Dice) {
    if line.starts_with('{') && line.len() > 2 {
        let member = format!("\"{}\":{},", dice.pick(&NAMES), dice.pick(&awkward()));
        line.insert_str(1, &member);
    }
}

/// Spells what is not ASCII, and the letter `e`, as escapes.
fn escaped(line: &mut String) {
    let mut spelled = String::new();
    for character in line.chars() {
        if character.is_ascii() && character != 'e' {
            spelled.push(character);
        } else {
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                write!(spelled, "\\u{unit:04x}").expect("a text takes everything");
            }
        }
    }
    *line = spelled;
}
