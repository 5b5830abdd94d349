//! Reading a target file. Everything that can be used is used; what cannot is reported with its
//! place.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use serde_json::{Map, Value};

use crate::diagnostic::json_text::{JsonPath, locate, parse_json};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::target::{
    Enumeration, FieldType, ImportFile, LabelTable, ListType, RecordType, ServiceProvider, TargetField,
    TargetSchema,
};

/// What stands under `format` in a target file.
pub const TARGET_FORMAT: &str = "scimwright-target";

/// The newest format of target files that this program reads.
const NEWEST_VERSION: u64 = 1;

/// Reads a target file. Names in `file` and the places of the diagnostics are those of the text.
pub fn read_target(file: &str, text: &str) -> (TargetSchema, Vec<Diagnostic>) {
    let root = match parse_json(file, text, Code::TargetNotJson) {
        Ok(root) => root,
        Err(diagnostic) => return (TargetSchema::default(), vec![diagnostic]),
    };
    let mut reader = Reader { file, text, root: &root, diagnostics: Vec::new() };
    let target = reader.target(&root);
    (target, reader.diagnostics)
}

struct Reader<'a> {
    file: &'a str,
    text: &'a str,
    /// The whole file, for what its parts say of each other.
    root: &'a Value,
    diagnostics: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn target(&mut self, root: &Value) -> TargetSchema {
        let path = JsonPath::root();
        let Some(object) = self.object(root, &path) else { return TargetSchema::default() };
        if object.get("version").and_then(Value::as_u64).is_some_and(|v| v > NEWEST_VERSION) {
            let message = "The target file was made for a newer version of Scimwright";
            self.say(&path.key("version"), Code::TargetNewer, message.to_owned());
        }
        TargetSchema {
            name: self.required_text(object, &path, "name"),
            title: self.text_or_name(object, &path, "title"),
            source: self.text(object, &path, "source").unwrap_or_default(),
            custom_fields_schema: self.text(object, &path, "custom_fields_schema"),
            service_provider: self.service_provider(object, &path),
            enumerations: self.enumerations(object, &path),
            record_types: {
                self.check_unique(object, &path, "record_types", "record type");
                self.list(object, &path, "record_types", Self::record_type)
            },
        }
    }

    fn service_provider(&mut self, object: &Map<String, Value>, path: &JsonPath) -> ServiceProvider {
        let Some(value) = object.get("service_provider") else { return ServiceProvider::default() };
        serde_json::from_value(value.clone()).unwrap_or_else(|error| {
            let message = format!("What is said of the service provider is not usable: {error}");
            self.say(&path.key("service_provider"), Code::TargetInvalid, message);
            ServiceProvider::default()
        })
    }

    fn enumerations(
        &mut self,
        object: &Map<String, Value>,
        path: &JsonPath,
    ) -> IndexMap<String, Enumeration> {
        let path = path.key("enumerations");
        let Some(Value::Object(entries)) = object.get("enumerations") else {
            if let Some(other) = object.get("enumerations") {
                self.object(other, &path);
            }
            return IndexMap::new();
        };
        let mut enumerations = IndexMap::new();
        for (name, value) in entries {
            match serde_json::from_value::<Enumeration>(value.clone()) {
                Ok(enumeration) => {
                    self.check_values(&value["values"], &path.key(name).key("values"));
                    enumerations.insert(name.clone(), enumeration);
                }
                Err(error) => self.say(
                    &path.key(name),
                    Code::TargetInvalid,
                    format!("The enumeration `{name}` is not usable: {error}"),
                ),
            }
        }
        enumerations
    }

    fn record_type(&mut self, value: &Value, path: &JsonPath) -> Option<RecordType> {
        let object = self.object(value, path)?;
        let name = self.required_text(object, path, "name");
        let resource_type = self.text(object, path, "resource_type").unwrap_or_else(|| "User".to_owned());
        if !matches!(resource_type.as_str(), "User" | "Group") {
            let message = format!("`{resource_type}` is no resource type; use User or Group");
            self.say(&path.key("resource_type"), Code::TargetInvalid, message);
        }
        self.check_unique(object, path, "fields", "field");
        let record_type = RecordType {
            plural: self.text(object, path, "plural").unwrap_or_else(|| format!("{name}s")),
            title: self.text_or_name(object, path, "title"),
            name,
            resource_type,
            match_field: self.text(object, path, "match_field"),
            link_field: self.text(object, path, "link_field"),
            reference_by: self.text(object, path, "reference_by").unwrap_or_else(|| "name".to_owned()),
            lookup_fields: self.texts(object, path, "lookup_fields"),
            disabled_field: self.text(object, path, "disabled_field"),
            fields: self.list(object, path, "fields", Self::field),
            import_files: self.list(object, path, "import_files", Self::import_file),
        };
        self.check_field_names(&record_type, path);
        Some(record_type)
    }

    fn import_file(&mut self, value: &Value, path: &JsonPath) -> Option<ImportFile> {
        let read = serde_json::from_value(value.clone());
        read.map_err(|error| {
            let message = format!("This import file is not usable: {error}");
            self.say(path, Code::TargetInvalid, message);
        })
        .ok()
    }

    fn field(&mut self, value: &Value, path: &JsonPath) -> Option<TargetField> {
        let object = self.object(value, path)?;
        Some(TargetField {
            name: self.required_text(object, path, "name"),
            title: self.text_or_name(object, path, "title"),
            field_type: self.field_type(object, path)?,
            max_length: self.max_length(object, path),
            required: self.flag(object, path, "required"),
            read_only: self.flag(object, path, "read_only"),
            write_only: self.flag(object, path, "write_only"),
            create_only: self.flag(object, path, "create_only"),
            default: object.get("default").cloned(),
            note: self.text(object, path, "note"),
        })
    }

    fn field_type(&mut self, object: &Map<String, Value>, path: &JsonPath) -> Option<FieldType> {
        let name = self.text(object, path, "type").unwrap_or_default();
        Some(match name.as_str() {
            "string" => FieldType::String,
            "text" => FieldType::Text,
            "email" => FieldType::Email,
            "uri" => FieldType::Uri,
            "boolean" => FieldType::Boolean,
            "integer" => FieldType::Integer,
            "decimal" => FieldType::Decimal,
            "date_time" => FieldType::DateTime,
            "string_list" => FieldType::StringList,
            "enumeration" => FieldType::Enumeration { enumeration: self.known_enumeration(object, path) },
            "reference" => {
                let external = self.flag(object, path, "external");
                FieldType::Reference { record_type: self.known_record_type(object, path, external), external }
            }
            "list" => FieldType::List(self.list_type(object, path)),
            "" => {
                self.required_text(object, path, "type");
                return None;
            }
            other => {
                let message = format!(
                    "`{other}` is no type; use string, text, email, uri, boolean, integer, decimal, \
                     date_time, enumeration, reference, list or string_list"
                );
                self.say(&path.key("type"), Code::TargetInvalid, message);
                return None;
            }
        })
    }

    fn list_type(&mut self, object: &Map<String, Value>, path: &JsonPath) -> ListType {
        let label_table = object.get("label_table").and_then(|value| {
            serde_json::from_value::<LabelTable>(value.clone())
                .map_err(|error| {
                    let message = format!("The label table is not usable: {error}");
                    self.say(&path.key("label_table"), Code::TargetInvalid, message);
                })
                .ok()
        });
        self.check_unique(object, path, "items", "field");
        let list = ListType {
            items: self.list(object, path, "items", Self::field),
            owned_by: self.text(object, path, "owned_by"),
            exactly_one_of: self.texts(object, path, "exactly_one_of"),
            label_table,
        };
        self.check_item_names(object, &list, path);
        list
    }

    fn max_length(&mut self, object: &Map<String, Value>, path: &JsonPath) -> Option<usize> {
        let value = object.get("max_length")?;
        let length = value.as_u64().filter(|length| *length > 0);
        if length.is_none() {
            let message = "`max_length` is a whole number above 0".to_owned();
            self.say(&path.key("max_length"), Code::TargetInvalid, message);
        }
        length.and_then(|length| usize::try_from(length).ok())
    }
}

/// Pieces of JSON.
impl Reader<'_> {
    /// Something that is not there is told at what it is missing in.
    fn say(&mut self, path: &JsonPath, code: Code, message: String) {
        let steps = path.steps();
        let span = (0..=steps.len()).rev().find_map(|depth| locate(self.text, &steps[..depth]));
        let place = Place::in_file(self.file, span);
        self.diagnostics.push(Diagnostic::error(code, message).at(place));
    }

    fn object<'v>(&mut self, value: &'v Value, path: &JsonPath) -> Option<&'v Map<String, Value>> {
        let object = value.as_object();
        if object.is_none() {
            self.say(path, Code::TargetInvalid, "An object `{…}` is expected here".to_owned());
        }
        object
    }

    fn text(&mut self, object: &Map<String, Value>, path: &JsonPath, key: &str) -> Option<String> {
        match object.get(key)? {
            Value::Null => None,
            Value::String(text) => Some(text.clone()),
            _ => {
                self.say(&path.key(key), Code::TargetInvalid, format!("`{key}` is a text"));
                None
            }
        }
    }

    fn required_text(&mut self, object: &Map<String, Value>, path: &JsonPath, key: &str) -> String {
        let before = self.diagnostics.len();
        let text = self.text(object, path, key).unwrap_or_default();
        if text.is_empty() && self.diagnostics.len() == before {
            self.say(path, Code::TargetInvalid, format!("`{key}` is missing"));
        }
        text
    }

    fn text_or_name(&mut self, object: &Map<String, Value>, path: &JsonPath, key: &str) -> String {
        self.text(object, path, key)
            .or_else(|| object.get("name").and_then(Value::as_str).map(|name| name.replace('_', " ")))
            .unwrap_or_default()
    }

    fn flag(&mut self, object: &Map<String, Value>, path: &JsonPath, key: &str) -> bool {
        match object.get(key) {
            None | Some(Value::Bool(false)) => false,
            Some(Value::Bool(true)) => true,
            Some(_) => {
                self.say(&path.key(key), Code::TargetInvalid, format!("`{key}` is true or false"));
                false
            }
        }
    }

    fn texts(&mut self, object: &Map<String, Value>, path: &JsonPath, key: &str) -> Vec<String> {
        self.list(object, path, key, |reader, value, path| {
            if !value.is_string() {
                reader.say(path, Code::TargetInvalid, format!("`{key}` is a list of texts"));
            }
            value.as_str().map(str::to_owned)
        })
    }

    fn list<T>(
        &mut self,
        object: &Map<String, Value>,
        path: &JsonPath,
        key: &str,
        read: impl Fn(&mut Self, &Value, &JsonPath) -> Option<T>,
    ) -> Vec<T> {
        let path = path.key(key);
        match object.get(key) {
            None => Vec::new(),
            Some(Value::Array(items)) => items
                .iter()
                .enumerate()
                .filter_map(|(idx, item)| read(self, item, &path.index(idx)))
                .collect(),
            Some(_) => {
                self.say(&path, Code::TargetInvalid, format!("`{key}` is a list `[…]`"));
                Vec::new()
            }
        }
    }
}

/// What the parts say of each other. Unreadable parts count too: they are told by themselves.
impl Reader<'_> {
    fn known_enumeration(&mut self, object: &Map<String, Value>, path: &JsonPath) -> String {
        let name = self.required_text(object, path, "enumeration");
        let known = self.root.get("enumerations").and_then(|all| all.get(&name)).is_some();
        if !known && !name.is_empty() {
            let message = format!("There is no enumeration `{name}`");
            self.say(&path.key("enumeration"), Code::TargetUnknownName, message);
        }
        name
    }

    fn known_record_type(&mut self, object: &Map<String, Value>, path: &JsonPath, external: bool) -> String {
        let name = self.required_text(object, path, "record_type");
        let all = self.root.get("record_types").and_then(Value::as_array).into_iter().flatten();
        let known = external || names(all).any(|(_, known)| known == name);
        if !known && !name.is_empty() {
            let message = format!("There is no record type `{name}`");
            self.say(&path.key("record_type"), Code::TargetUnknownName, message);
        }
        name
    }

    /// What a record type says of its fields.
    fn check_field_names(&mut self, record_type: &RecordType, path: &JsonPath) {
        let named = [
            ("match_field", record_type.match_field.as_deref()),
            ("link_field", record_type.link_field.as_deref()),
            ("reference_by", Some(record_type.reference_by.as_str())),
            ("disabled_field", record_type.disabled_field.as_deref()),
        ];
        let lookup = record_type.lookup_fields.iter().map(|field| ("lookup_fields", field.as_str()));
        let named = named.into_iter().filter_map(|(key, field)| Some((key, field?)));
        for (key, field) in named.chain(lookup) {
            if record_type.field(field).is_none() {
                let message = format!("`{}` has no field `{field}`", record_type.name);
                self.say(&path.key(key), Code::TargetUnknownName, message);
            }
        }
    }

    /// What a list field says of the fields of its items.
    fn check_item_names(&mut self, object: &Map<String, Value>, list: &ListType, path: &JsonPath) {
        let field = object.get("name").and_then(Value::as_str).unwrap_or_default();
        let owner = list.owned_by.iter().map(|name| ("owned_by", name));
        let choice = list.exactly_one_of.iter().map(|name| ("exactly_one_of", name));
        let table = list.label_table.iter().flat_map(|table| {
            std::iter::once(&table.field)
                .chain(table.allows.values().flatten())
                .map(|name| ("label_table", name))
        });
        for (key, name) in owner.chain(choice).chain(table) {
            if !list.items.iter().any(|item| &item.name == name) {
                let message = format!("An item of `{field}` has no field `{name}`");
                self.say(&path.key(key), Code::TargetUnknownName, message);
            }
        }
    }

    /// Whether the things in the list at `key` have names of their own.
    fn check_unique(&mut self, object: &Map<String, Value>, path: &JsonPath, key: &str, what: &str) {
        let things = object.get(key).and_then(Value::as_array).into_iter().flatten();
        let mut seen = BTreeSet::new();
        for (idx, name) in names(things) {
            if !seen.insert(name) {
                let path = path.key(key).index(idx).key("name");
                self.say(&path, Code::TargetDuplicate, format!("The {what} `{name}` stands twice"));
            }
        }
    }

    fn check_values(&mut self, values: &Value, path: &JsonPath) {
        let mut seen = BTreeSet::new();
        let values = values.as_array().into_iter().flatten().filter_map(Value::as_str);
        for (idx, value) in values.enumerate() {
            if !seen.insert(value) {
                let message = format!("The value `{value}` stands twice");
                self.say(&path.index(idx), Code::TargetDuplicate, message);
            }
        }
    }
}

/// The names of those things that have one, with their places in the list.
fn names<'v>(things: impl Iterator<Item = &'v Value>) -> impl Iterator<Item = (usize, &'v str)> {
    things.enumerate().filter_map(|(idx, thing)| Some((idx, thing.get("name")?.as_str()?)))
}
