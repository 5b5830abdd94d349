//! Records as rows of a file that the service provider imports.

use crate::bulk::output::in_memory;
use crate::bulk::record_line::write_value;
use crate::target::{ColumnContent, ImportColumn, ImportFile};
use crate::value::{Entry, List, Object, Value};

/// The first row.
pub(super) fn header(file: &ImportFile) -> Vec<u8> {
    let mut out = Vec::new();
    write_row(&mut out, file.columns.iter().map(|column| column.title.as_bytes()));
    out
}

/// Appends the rows of one record.
pub(super) fn write_rows(out: &mut Vec<u8>, file: &ImportFile, fields: &[Entry<'_>]) {
    if file.rows_of.is_empty() {
        return write_cells(out, file, &Subject { fields, item: None });
    }
    for list in &file.rows_of {
        let items = field(fields, list).as_list().map(List::iter);
        for item in items.into_iter().flatten().filter_map(Value::as_object) {
            write_cells(out, file, &Subject { fields, item: Some((list, item)) });
        }
    }
}

/// What one row is for.
struct Subject<'a> {
    fields: &'a [Entry<'a>],
    item: Option<(&'a str, Object<'a>)>,
}

impl<'a> Subject<'a> {
    /// The value of a field of the record, or of the item: `contacts.label`.
    fn value(&self, name: &str) -> Value<'a> {
        match (name.split_once('.'), self.item) {
            (None, _) => field(self.fields, name),
            (Some((list, part)), Some((own, item))) if list == own => item.get_exact(part),
            (Some(_), _) => Value::Nothing,
        }
    }
}

fn field<'a>(fields: &'a [Entry<'a>], name: &str) -> Value<'a> {
    fields.iter().find(|entry| entry.name == name).map_or(Value::Nothing, |entry| entry.value)
}

fn write_cells(out: &mut Vec<u8>, file: &ImportFile, subject: &Subject<'_>) {
    let cells: Vec<Vec<u8>> = file.columns.iter().map(|column| cell(column, subject)).collect();
    write_row(out, cells.iter().map(Vec::as_slice));
}

/// Texts as they are, everything else as JSON; empty when no field of the column is filled.
fn cell(column: &ImportColumn, subject: &Subject<'_>) -> Vec<u8> {
    let filled = column.fields.iter().map(|name| (name, subject.value(name)));
    let mut filled = filled.filter(|(_, value)| !is_empty(*value));
    match (filled.next(), column.content) {
        (None, _) => Vec::new(),
        (Some((name, _)), ColumnContent::Name) => name.rsplit('.').next().unwrap_or(name).as_bytes().to_vec(),
        (Some((_, Value::Text(text))), ColumnContent::Value) => text.as_bytes().to_vec(),
        (Some((_, value)), ColumnContent::Value) => {
            let mut cell = Vec::new();
            write_value(&mut cell, value);
            cell
        }
    }
}

fn is_empty(value: Value<'_>) -> bool {
    match value {
        Value::Nothing => true,
        Value::Text(text) => text.is_empty(),
        Value::List(list) => list.is_empty(),
        _ => false,
    }
}

fn write_row<'c>(out: &mut Vec<u8>, cells: impl Iterator<Item = &'c [u8]>) {
    let mut writer = csv::WriterBuilder::new().from_writer(out);
    let written = writer.write_record(cells).map_err(Into::into);
    in_memory(written.and_then(|()| writer.flush()));
}
