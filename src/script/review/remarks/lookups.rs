//! Tables and keys that do not exist.

use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::script::lower::tree::{Kind, Node};
use crate::script::review::walker::Walker;
use crate::script::types::{Kinds, Type};

impl<'w> Walker<'w> {
    /// `lookup("countrys", "Hollland")`, `find_record("persn", …)`
    pub(in crate::script::review) fn remark_lookup(
        &mut self,
        name: &str,
        arguments: &'w [Node],
        types: &[Type],
    ) {
        match (name, arguments, types) {
            ("lookup" | "lookup_or", [table, key, ..], [table_type, key_type, ..]) => {
                self.remark_table(table, key, table_type, key_type);
            }
            ("find_record", [record_type, ..], [known, ..]) => self.remark_record_type(record_type, known),
            _ => {}
        }
    }

    fn remark_table(&mut self, table: &'w Node, key: &'w Node, table_type: &Type, key_type: &Type) {
        let tables = &self.around.world.tables;
        let Some(name) = table_type.only_text() else { return };
        let source = self.source();
        let range = source.extent(table);
        let Some(rows) = tables.get(name) else {
            let message = format!("There is no lookup table `{name}`");
            let known: Vec<_> = tables.keys().map(String::as_str).collect();
            let diagnostic = Diagnostic::error(Code::UnknownTable, message);
            let near = nearest(name, known.iter().copied()).filter(|_| matches!(table.kind, Kind::Text(_)));
            let diagnostic = match near {
                Some(near) => diagnostic
                    .with_help(format!("did you mean `{near}`?"))
                    .with_fix(source.replacing(&range, &format!("\"{near}\""))),
                None if known.is_empty() => diagnostic.with_help("the project has no lookup tables"),
                None => diagnostic.with_help(format!("there are {}", known.join(", "))),
            };
            return self.remark_on_call(&range, diagnostic);
        };
        let Some(wanted) = key_type.only_text().filter(|_| key_type.kinds == Kinds::TEXT) else { return };
        if rows.get(wanted).is_some() || !matches!(key.kind, Kind::Text(_)) {
            return;
        }
        let range = source.extent(key);
        let message = format!("The lookup table `{name}` has no key `{wanted}`");
        let diagnostic = Diagnostic::warning(Code::UnknownKey, message);
        let diagnostic = match nearest(wanted, rows.rows().iter().map(|row| row.key.as_str())) {
            Some(near) => diagnostic
                .with_help(format!("did you mean `{near}`?"))
                .with_fix(source.replacing(&range, &format!("{near:?}"))),
            None => diagnostic.with_help("add the row, or use another key"),
        };
        self.remark(&range, diagnostic);
    }

    fn remark_record_type(&mut self, node: &'w Node, type_: &Type) {
        let known = &self.around.world.record_types;
        let unknown = type_.known_texts().find(|name| !known.iter().any(|known| known == name));
        let (Some(name), Kind::Text(_)) = (unknown, &node.kind) else { return };
        let source = self.source();
        let range = source.extent(node);
        let diagnostic =
            Diagnostic::error(Code::UnknownRecordType, format!("There are no records of the type `{name}`"));
        let diagnostic = match nearest(name, known.iter().map(String::as_str)) {
            Some(near) => diagnostic
                .with_help(format!("did you mean `{near}`?"))
                .with_fix(source.replacing(&range, &format!("\"{near}\""))),
            None => diagnostic.with_help(format!("there are {}", known.join(", "))),
        };
        self.remark(&range, diagnostic);
    }
}
