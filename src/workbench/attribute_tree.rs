//! The payload as a tree of attributes, each with the expression that reads it in a script.

use serde_json::{Map, Value};

use crate::scim::SchemaUrn;
use crate::workbench::{AttributeRow, display_value};

/// The attributes of a payload in the order they were sent. `root` is the script's name for the
/// resource, `custom` the extension that scripts know as `custom`.
pub(super) fn attribute_rows(
    payload: &Map<String, Value>,
    root: &str,
    custom: Option<&str>,
) -> Vec<AttributeRow> {
    let mut rows = Vec::new();
    for (name, value) in payload {
        let path = if name.eq_ignore_ascii_case(SchemaUrn::ENTERPRISE_USER) && root == "user" {
            "enterprise".to_owned()
        } else if custom.is_some_and(|custom| name.eq_ignore_ascii_case(custom)) {
            "custom".to_owned()
        } else {
            member(root, name)
        };
        push(&mut rows, 0, name, value, &Paths { script: path, payload: name.clone() });
    }
    rows
}

/// How an attribute is named.
struct Paths {
    /// In a script.
    script: String,
    /// In the payload, with the places of entries.
    payload: String,
}

fn push(rows: &mut Vec<AttributeRow>, depth: usize, name: &str, value: &Value, paths: &Paths) {
    let path = paths.script.as_str();
    let parts = match value {
        Value::Object(object) => Some(object.len()),
        Value::Array(items) => Some(items.len()),
        _ => None,
    };
    rows.push(AttributeRow {
        depth,
        name: name.to_owned(),
        value: if parts.is_some() { String::new() } else { display_leaf(value) },
        parts,
        path: path.to_owned(),
        place: paths.payload.clone(),
    });
    match value {
        Value::Object(object) => {
            for (name, value) in object {
                let separator = if depth == 0 && paths.payload.contains(':') { ':' } else { '.' };
                let payload = format!("{}{separator}{name}", paths.payload);
                push(rows, depth + 1, name, value, &Paths { script: member(path, name), payload });
            }
        }
        Value::Array(items) => {
            for (idx, item) in items.iter().enumerate() {
                let (label, element) = element(path, idx, item);
                let payload = format!("{}[{idx}]", paths.payload);
                push(rows, depth + 1, &label, item, &Paths { script: element, payload });
            }
        }
        _ => {}
    }
}

/// The label of an array element and the expression that reads it: by its type where it has one,
/// since its place may be another one in the next payload.
fn element(path: &str, idx: usize, item: &Value) -> (String, String) {
    match item.get("type").and_then(Value::as_str) {
        Some(kind) if kind.chars().all(char::is_alphanumeric) => {
            (format!("[{kind}]"), format!("of_type({path}, \"{kind}\")"))
        }
        _ => (format!("[{idx}]"), format!("{path}[{idx}]")),
    }
}

fn member(path: &str, name: &str) -> String {
    let mut characters = name.chars();
    let is_name = characters.next().is_some_and(|first| first.is_ascii_alphabetic())
        && characters.all(|character| character.is_ascii_alphanumeric() || character == '_');
    if is_name {
        format!("{path}.{name}")
    } else {
        format!("{path}[\"{}\"]", name.replace('\\', "\\\\").replace('"', "\\\""))
    }
}

fn display_leaf(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(flag) => flag.to_string(),
        Value::String(text) if text.is_empty() => "\"\"".to_owned(),
        other => display_value(other),
    }
}

#[cfg(test)]
mod tests {
    use super::attribute_rows;
    use serde_json::json;

    #[test]
    fn every_attribute_has_the_expression_that_reads_it() {
        let payload = json!({
            "userName": "a",
            "emails": [{"type": "work", "value": "w"}, {"value": "x"}],
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"manager": {"$ref": "/Users/1"}}
        });
        let rows = attribute_rows(payload.as_object().unwrap(), "user", None);
        let paths: Vec<_> = rows.iter().map(|row| (row.depth, row.path.as_str())).collect();
        assert_eq!(
            paths,
            [
                (0, "user.userName"),
                (0, "user.emails"),
                (1, "of_type(user.emails, \"work\")"),
                (2, "of_type(user.emails, \"work\").type"),
                (2, "of_type(user.emails, \"work\").value"),
                (1, "user.emails[1]"),
                (2, "user.emails[1].value"),
                (0, "enterprise"),
                (1, "enterprise.manager"),
                (2, "enterprise.manager[\"$ref\"]"),
            ]
        );
    }
}
