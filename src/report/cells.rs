//! The cells of a spreadsheet that came back, as they stand in the file.
//!
//! Not what they mean: that depends on the field they are for.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, ExcelDateTime, Reader as _, Xlsx, XlsxError, XlsxFormulaMetadata};

use crate::report::SheetError;
use crate::report::package::check_package;

/// The most cells with something in them.
const MOST_CELLS: usize = 1_000_000;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum CellContent {
    Text(String),
    Number(f64),
    Boolean(bool),
    /// A day or time, RFC 3339 without offset.
    Date(String),
    /// An error of the spreadsheet, such as `#REF!`.
    Error(String),
    /// It is computed from other cells.
    Formula,
}

/// A place in a sheet, row and column from 0.
pub(super) type CellPlace = (u32, u32);

/// One sheet.
#[derive(Clone, Debug)]
pub(super) struct SheetCells {
    pub name: String,
    /// What is not empty, by place.
    pub cells: BTreeMap<CellPlace, CellContent>,
    /// First and last place of each stretch of cells that are one.
    merged: Vec<(CellPlace, CellPlace)>,
}

impl SheetCells {
    /// The text of a cell that is one.
    pub fn text(&self, place: CellPlace) -> Option<&str> {
        match self.cells.get(&place)? {
            CellContent::Text(text) => Some(text.trim()),
            _ => None,
        }
    }

    /// Whether a cell was put together with others.
    pub fn is_merged(&self, place: CellPlace) -> bool {
        self.merged.iter().any(|(from, to)| {
            (from.0..=to.0).contains(&place.0) && (from.1..=to.1).contains(&place.1) && from != to
        })
    }

    /// The cell as people name it: `Results!F12`.
    pub fn address(&self, place: CellPlace) -> String {
        let name = &self.name;
        if name.chars().all(|character| character.is_alphanumeric() || character == '_') {
            format!("{name}!{}", cell_name(place))
        } else {
            format!("'{name}'!{}", cell_name(place))
        }
    }
}

/// Reads all cells of an XLSX file.
///
/// # Errors
/// It is none, is damaged, or is larger than any such sheet is.
pub(super) fn read_cells(bytes: &[u8]) -> Result<Vec<SheetCells>, SheetError> {
    check_package(bytes)?;
    // What a damaged file does to the reader is not for it alone to say.
    let read = catch_unwind(AssertUnwindSafe(|| read(bytes)));
    read.unwrap_or(Err(SheetError::Damaged))
}

fn read(bytes: &[u8]) -> Result<Vec<SheetCells>, SheetError> {
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(|_| SheetError::Foreign)?;
    let damaged = |_: XlsxError| SheetError::Damaged;
    let mut n_left = MOST_CELLS;
    let mut sheets = Vec::new();
    for name in workbook.sheet_names() {
        let mut cells = BTreeMap::new();
        let mut reader = match workbook.worksheet_cells_reader(&name) {
            Ok(reader) => reader,
            // A chart on a sheet of its own has no cells.
            Err(XlsxError::WorksheetNotFound(_)) => continue,
            Err(_) => return Err(SheetError::Damaged),
        };
        while let Some(cell) = reader.next_cell_with_formula_metadata().map_err(damaged)? {
            let content = match cell.formula {
                Some(formula) => Some(formula_content(&formula)),
                None => content_of(&cell.value),
            };
            if let Some(content) = content {
                n_left = n_left.checked_sub(1).ok_or(SheetError::TooLarge)?;
                cells.insert(cell.pos, content);
            }
        }
        drop(reader);
        // A sheet without such a list has none.
        let merged = workbook.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let merged = merged.into_iter().map(|stretch| (stretch.start, stretch.end)).collect();
        sheets.push(SheetCells { name, cells, merged });
    }
    Ok(sheets)
}

fn formula_content(_: &XlsxFormulaMetadata) -> CellContent {
    CellContent::Formula
}

fn content_of(value: &DataRef<'_>) -> Option<CellContent> {
    let text = |text: &str| (!text.trim().is_empty()).then(|| CellContent::Text(text.to_owned()));
    match value {
        DataRef::Empty => None,
        DataRef::String(value) => text(value),
        DataRef::SharedString(value) => text(value),
        DataRef::Int(number) => Some(CellContent::Number(*number as f64)),
        DataRef::Float(number) => Some(CellContent::Number(*number)),
        DataRef::Bool(is_true) => Some(CellContent::Boolean(*is_true)),
        DataRef::DateTime(date) => Some(CellContent::Date(date_text(*date))),
        DataRef::DateTimeIso(date) | DataRef::DurationIso(date) => Some(CellContent::Date(date.clone())),
        DataRef::Error(error) => Some(CellContent::Error(error.to_string())),
    }
}

/// A date without a time is a day.
fn date_text(date: ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    if (hour, minute, second) == (0, 0, 0) {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
    }
}

/// `F12` of the place (11, 5).
pub(super) fn cell_name((row, column): CellPlace) -> String {
    let mut letters = Vec::new();
    let mut left = u64::from(column) + 1;
    while left > 0 {
        let digit = u8::try_from((left - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + digit));
        left = (left - 1) / 26;
    }
    let column: String = letters.into_iter().rev().collect();
    format!("{column}{}", u64::from(row) + 1)
}

#[cfg(test)]
mod tests {
    use super::cell_name;

    #[test]
    fn cells_are_named_as_spreadsheets_name_them() {
        for (place, expected) in
            [((0, 0), "A1"), ((11, 5), "F12"), ((0, 25), "Z1"), ((0, 26), "AA1"), ((9, 16_383), "XFD10")]
        {
            assert_eq!(cell_name(place), expected);
        }
    }
}
