//! Lookup tables as CSV: a header `key,value`, then a row per key.
//!
//! Not for exports of records.

use std::collections::HashMap;

use csv::{ReaderBuilder, Terminator, WriterBuilder};

use crate::diagnostic::{Code, Diagnostic, Place, Span};
use crate::table::table::fold;
use crate::table::{LookupTable, Row};

/// Reads a table. Comma, semicolon and tab are taken as separators, whichever the header uses; a row
/// without a value is reported and left out, a repeated key is reported and kept.
pub fn read_csv(file: &str, text: &str) -> (LookupTable, Vec<Diagnostic>) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = ReaderBuilder::new()
        .delimiter(separator(text))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut diagnostics = Vec::new();
    let mut seen: HashMap<String, u64> = HashMap::new();
    for (idx, record) in reader.records().enumerate() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map_or(1, csv::Position::line);
                diagnostics.push(unusable(file, line, "it is not valid CSV"));
                continue;
            }
        };
        let line = record.position().map_or(1, csv::Position::line);
        let (key, value) = (record.get(0).unwrap_or_default(), record.get(1));
        if idx == 0 && is_header(key, value) {
            continue;
        }
        let Some(value) = value else {
            diagnostics.push(unusable(file, line, "it has no value"));
            continue;
        };
        if let Some(first) = seen.get(&*fold(key)) {
            diagnostics.push(repeated(file, line, key, *first));
        } else {
            seen.insert(fold(key).into_owned(), line);
        }
        rows.push(Row { key: key.to_owned(), value: value.to_owned() });
    }
    (LookupTable::new(rows), diagnostics)
}

/// The table as CSV with the header `key,value`, commas and `\n` line ends. Reading it gives the
/// same rows.
pub fn write_csv(table: &LookupTable) -> String {
    let mut writer = WriterBuilder::new().terminator(Terminator::Any(b'\n')).from_writer(Vec::new());
    let header = std::iter::once(["key", "value"]);
    let rows = table.rows().iter().map(|row| [row.key.as_str(), row.value.as_str()]);
    for record in header.chain(rows) {
        writer.write_record(record).expect("writing to memory cannot fail");
    }
    let bytes = writer.into_inner().expect("writing to memory cannot fail");
    String::from_utf8(bytes).expect("the fields were text")
}

fn separator(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default();
    let count = |separator: char| header.matches(separator).count();
    [(',', b','), (';', b';'), ('\t', b'\t')]
        .into_iter()
        .max_by_key(|(separator, byte)| (count(*separator), *byte == b','))
        .map_or(b',', |(_, byte)| byte)
}

fn is_header(key: &str, value: Option<&str>) -> bool {
    key.eq_ignore_ascii_case("key") && value.is_some_and(|value| value.eq_ignore_ascii_case("value"))
}

fn span_of(line: u64) -> Span {
    Span { line: usize::try_from(line).unwrap_or(usize::MAX), column: 1, length: 1 }
}

fn unusable(file: &str, line: u64, why: &str) -> Diagnostic {
    Diagnostic::warning(Code::TableRowInvalid, format!("Line {line} is left out: {why}"))
        .with_help("write a row as `key,value`")
        .at(Place::in_file(file, Some(span_of(line))))
}

fn repeated(file: &str, line: u64, key: &str, first: u64) -> Diagnostic {
    Diagnostic::warning(Code::TableKeyTwice, format!("The key `{key}` stands already in line {first}"))
        .with_help("the first row counts; remove one of them")
        .at(Place::in_file(file, Some(span_of(line))))
}

#[cfg(test)]
mod tests {
    use super::{read_csv, write_csv};

    #[test]
    fn a_table_comes_back_as_it_was_written() {
        let (table, diagnostics) = read_csv("t.csv", "key,value\n\"a,b\",\"x\"\"y\"\n é ,z\n");
        assert!(diagnostics.is_empty());
        assert_eq!(read_csv("t.csv", &write_csv(&table)).0, table);
    }

    #[test]
    fn broken_and_repeated_rows_are_reported_with_their_line() {
        let (table, diagnostics) = read_csv("t.csv", "key;value\na;1\nlonely\nA;2\n");
        assert_eq!(table.rows().len(), 2);
        let said: Vec<_> = diagnostics.iter().map(|d| (d.code.id(), d.place.span.unwrap().line)).collect();
        assert_eq!(said, [("L601", 3), ("L602", 4)]);
    }
}
