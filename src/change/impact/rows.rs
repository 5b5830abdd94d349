//! Every difference as a row of a CSV file.

use std::borrow::Cow;
use std::io;

use serde_json::Value;

use crate::change::impact::{Cause, ImpactKind, PersonSource};

/// The titles of the columns.
const COLUMNS: [&str; 9] =
    ["source", "id", "name", "record_type", "kind", "field", "before", "after", "cause"];

/// What a cell begins with that a spreadsheet takes for a formula.
const FORMULA_SIGNS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// What stands in a row.
pub(super) struct ImpactRow<'r> {
    pub source: &'r PersonSource,
    pub id: &'r str,
    pub name: &'r str,
    pub record_type: &'r str,
    pub kind: ImpactKind,
    pub field: Option<&'r str>,
    pub before: &'r Value,
    pub after: &'r Value,
    pub cause: &'r Cause,
}

/// The first row: source, id, name, record type, kind, field, before, after, cause.
pub fn impact_csv_header() -> Vec<u8> {
    let mut out = Vec::new();
    write_row(&mut out, &COLUMNS.map(Cow::Borrowed));
    out
}

impl ImpactRow<'_> {
    /// Appends it. Texts stand as they are, other values as JSON, what is empty as nothing; what a
    /// spreadsheet would take for a formula has a `'` in front.
    pub fn write(&self, out: &mut Vec<u8>) {
        let cells = [
            Cow::Owned(self.source.to_string()),
            Cow::Borrowed(self.id),
            Cow::Borrowed(self.name),
            Cow::Borrowed(self.record_type),
            Cow::Borrowed(self.kind.word()),
            Cow::Borrowed(self.field.unwrap_or_default()),
            cell(self.before),
            cell(self.after),
            Cow::Borrowed(self.cause.words.as_str()),
        ];
        write_row(out, &cells.map(harmless));
    }
}

fn cell(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Null => Cow::Borrowed(""),
        Value::String(text) => Cow::Borrowed(text),
        other => Cow::Owned(other.to_string()),
    }
}

/// Numbers are no formulas, whatever their sign.
fn harmless(cell: Cow<'_, str>) -> Cow<'_, str> {
    if cell.starts_with(FORMULA_SIGNS) && cell.parse::<f64>().is_err() {
        Cow::Owned(format!("'{cell}"))
    } else {
        cell
    }
}

fn write_row(out: &mut Vec<u8>, cells: &[Cow<'_, str>; COLUMNS.len()]) {
    let mut writer = csv::WriterBuilder::new().from_writer(out);
    let written = writer.write_record(cells.iter().map(|cell| cell.as_bytes())).map_err(io::Error::from);
    written
        .and_then(|()| writer.flush())
        .unwrap_or_else(|error| unreachable!("memory is always written: {error}"));
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn formulas_become_texts_and_numbers_stay() {
        let check = |cell: &str, expected: &str| assert_eq!(harmless(cell.into()), expected);
        check("=1+1", "'=1+1");
        check("@sum(a1)", "'@sum(a1)");
        check("-12.5", "-12.5");
        check("+31 20 1234", "'+31 20 1234");
        check("Ann", "Ann");
        check("", "");
    }
}
