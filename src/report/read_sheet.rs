//! A spreadsheet that came back: which cells are corrected and which confirmed.
//!
//! Not the cases that become of it, which the project gets in `workbench`.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::report::cells::{CellContent, CellPlace, SheetCells, read_cells};
use crate::report::corrections::{Corrections, PersonConfirmed};
use crate::report::originals::{
    CONFIRMED, CORNER, HIDDEN_SHEET, Originals, ROW_CONFIRMED_BY, ROW_CONFIRMED_ON, ROW_RECORD, SIGNED_BY,
    SIGNED_ON,
};
use crate::report::returned::{Compared, Comparer};
use crate::report::value_text::{boolean_of, date_of};
use crate::target::{Directory, TargetSchema};

/// Why a spreadsheet is not made or not read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// It is no sign-off sheet of this program: another spreadsheet, or a file of another kind.
    #[error(
        "this is no sign-off sheet of Scimwright, or the hidden sheet `scimwright` was removed from it; \
         it has to come back as an XLSX file"
    )]
    Foreign,
    /// It was made by a newer version of the program.
    #[error("the sheet was made by a newer version of Scimwright; install that version")]
    Newer,
    /// What the program wrote for itself was changed.
    #[error("the hidden sheet `scimwright` was changed, so that nobody can say what was corrected")]
    Altered,
    /// The file ends too early or is not whole.
    #[error("the file is damaged")]
    Damaged,
    /// It is larger than any such sheet.
    #[error("the file is too large for a sign-off sheet")]
    TooLarge,
    /// It cannot be made.
    #[error("the sheet cannot be made: {why}")]
    NotWritten {
        /// Why, in the words of the one who writes it.
        why: String,
    },
}

/// Reads a sign-off sheet that came back. What cannot be understood is told with the cell's address,
/// and the rest is read. `file` is its name in messages; references are looked up in `directory`.
///
/// # Errors
/// It is no such sheet, or cannot be relied on.
pub fn read_sign_off(
    file: &str,
    bytes: &[u8],
    target: &TargetSchema,
    directory: &Directory,
) -> Result<(Corrections, Vec<Diagnostic>), SheetError> {
    let sheets = read_cells(bytes)?;
    let originals = sheets.iter().find_map(hidden_lines);
    let originals = Originals::read(&originals.ok_or(SheetError::Foreign)?)?;
    let head = &originals.head;
    let mut reader = Reader {
        comparer: Comparer { target, directory, originals: &originals, file },
        corrections: Corrections {
            project: head.project.clone(),
            environment: head.environment.clone(),
            made_at: head.made_at.clone(),
            content_digest: head.digest.clone(),
            signed_by: beside(&sheets, SIGNED_BY),
            signed_on: date_of(&beside(&sheets, SIGNED_ON)),
            ..Corrections::default()
        },
        diagnostics: Vec::new(),
    };
    let mut n_grids = 0;
    for sheet in sheets.iter().filter(|sheet| sheet.name != HIDDEN_SHEET) {
        for grid in grids(sheet, &originals) {
            n_grids += 1;
            reader.grid(sheet, &grid);
        }
    }
    if n_grids == 0 {
        return Err(SheetError::Foreign);
    }
    reader.tell_missing();
    Ok((reader.corrections, reader.diagnostics))
}

/// The lines of the sheet for the program; it may have got another name.
fn hidden_lines(sheet: &SheetCells) -> Option<Vec<String>> {
    let first = sheet.text((0, 0))?;
    if sheet.name != HIDDEN_SHEET && !first.contains("scimwright-sign-off") {
        return None;
    }
    let mut lines: BTreeMap<u32, String> = BTreeMap::new();
    for ((row, _), content) in &sheet.cells {
        if let CellContent::Text(text) = content {
            lines.entry(*row).or_default().push_str(text);
        }
    }
    Some(lines.into_values().collect())
}

/// The results of one record type in a sheet.
struct Grid {
    record_type: String,
    /// Names of fields, or of rows that are not of a field, by row.
    rows: BTreeMap<u32, String>,
    /// Stems of samples by column.
    persons: BTreeMap<u32, String>,
    /// The column in which fields are confirmed.
    confirmed: Option<u32>,
    corner: CellPlace,
}

/// The results that stand in a sheet, found by the grey cells where names of persons and of fields
/// meet, wherever they were moved.
fn grids(sheet: &SheetCells, originals: &Originals) -> Vec<Grid> {
    let corners = sheet.cells.keys().filter_map(|place| {
        let record_type = sheet.text(*place)?.strip_prefix(CORNER)?;
        Some((*place, record_type.to_owned()))
    });
    let corners: Vec<(CellPlace, String)> = corners.collect();
    let grid = |(corner, record_type): &(CellPlace, String)| {
        // Another block of results may follow below.
        let next = corners.iter().map(|(other, _)| other.0).filter(|row| *row > corner.0).min();
        let mut grid = Grid {
            record_type: record_type.clone(),
            rows: BTreeMap::new(),
            persons: BTreeMap::new(),
            confirmed: None,
            corner: *corner,
        };
        for place in sheet.cells.keys().filter(|place| **place != *corner) {
            let Some(text) = sheet.text(*place) else { continue };
            if place.0 == corner.0 && text == CONFIRMED {
                grid.confirmed = Some(place.1);
            } else if place.0 == corner.0 {
                grid.persons.insert(place.1, text.to_owned());
            } else if place.1 == corner.1
                && next.is_none_or(|next| place.0 < next)
                && (place.0 > corner.0 || originals.has_field(record_type, text))
            {
                grid.rows.insert(place.0, text.to_owned());
            }
        }
        grid
    };
    corners.iter().map(grid).collect()
}

struct Reader<'r> {
    comparer: Comparer<'r>,
    corrections: Corrections,
    diagnostics: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn grid(&mut self, sheet: &SheetCells, grid: &Grid) {
        let mut seen: BTreeMap<(&str, &str), CellPlace> = BTreeMap::new();
        for (column, person) in &grid.persons {
            if !self.comparer.knows(&grid.record_type, person) {
                let message = format!("No person `{person}` is in the sheet that was given out");
                self.tell_cell(sheet, (grid.corner.0, *column), &message, "put the grey name back");
                continue;
            }
            let confirmed_row = grid.rows.iter().find(|(_, name)| *name == CONFIRMED).map(|(row, _)| *row);
            let is_confirmed = confirmed_row.is_some_and(|row| self.is_marked(sheet, (row, *column)));
            let mut fields: Vec<&str> = Vec::new();
            for (row, field) in grid.rows.iter().filter(|(_, name)| !is_confirmation(name)) {
                let place = (*row, *column);
                if let Some(first) = seen.insert((person, field), place) {
                    let message =
                        format!("The result of {field} stands twice, here and in {}", sheet.address(first));
                    self.tell_cell(sheet, place, &message, "delete the copy");
                    continue;
                }
                let is_marked = is_confirmed
                    || grid.confirmed.is_some_and(|column| self.is_marked(sheet, (*row, column)));
                let key = (grid.record_type.as_str(), person.as_str(), field.as_str());
                match self.comparer.compare(sheet, place, key) {
                    Compared::Untouched if is_marked => fields.push(field),
                    Compared::Untouched => {}
                    Compared::Corrected(corrected, remark) => {
                        self.corrections.corrected.push(*corrected);
                        self.diagnostics.extend(remark.map(|remark| *remark));
                    }
                    Compared::NotUnderstood(diagnostic) => self.diagnostics.push(*diagnostic),
                }
            }
            self.confirm(sheet, grid, (*column, person), &fields);
        }
        self.tell_stray(sheet, grid);
    }

    fn confirm(&mut self, sheet: &SheetCells, grid: &Grid, person: (u32, &str), fields: &[&str]) {
        let (column, sample) = person;
        let row_text = |name: &str| {
            let row = grid.rows.iter().find(|(_, known)| *known == name)?.0;
            plain_text(sheet.cells.get(&(*row, column))?)
        };
        let value_of = |field: &str| {
            let original = self.comparer.originals.find(&grid.record_type, sample, field);
            original.map(|original| original.value.clone()).unwrap_or_default()
        };
        let confirmed = fields.iter().filter(|field| **field != ROW_RECORD);
        self.corrections.persons.push(PersonConfirmed {
            record_type: grid.record_type.clone(),
            sample: sample.to_owned(),
            status: value_of(ROW_RECORD),
            fields: confirmed.map(|field| ((*field).to_owned(), value_of(field))).collect(),
            is_status_confirmed: fields.contains(&ROW_RECORD),
            by: row_text(ROW_CONFIRMED_BY).unwrap_or_default(),
            on: date_of(&row_text(ROW_CONFIRMED_ON).unwrap_or_default()),
        });
    }

    /// Whether a cell has a mark in it; a word that says no is none.
    fn is_marked(&mut self, sheet: &SheetCells, place: CellPlace) -> bool {
        match sheet.cells.get(&place) {
            None => false,
            Some(CellContent::Boolean(is_true)) => *is_true,
            Some(CellContent::Number(number)) => *number != 0.0,
            Some(CellContent::Text(text)) => boolean_of(text) != Some(false),
            Some(CellContent::Date(_) | CellContent::Error(_) | CellContent::Formula) => {
                let message = "This does not say whether the results are confirmed";
                self.tell_cell(sheet, place, message, "put an x here, or nothing");
                false
            }
        }
    }

    /// What was typed beside the results, in a row or column without a name.
    fn tell_stray(&mut self, sheet: &SheetCells, grid: &Grid) {
        let (Some((first, _)), Some((last, _))) = (grid.rows.first_key_value(), grid.rows.last_key_value())
        else {
            return;
        };
        for place in sheet.cells.keys().filter(|place| (*first..=*last).contains(&place.0)) {
            let has_field = grid.rows.contains_key(&place.0);
            let has_person = grid.persons.contains_key(&place.1);
            if has_person && !has_field && place.0 > grid.corner.0 {
                self.tell_cell(sheet, *place, "This row has no name of a field", "put the grey name back");
            }
        }
    }

    /// People and fields that are no longer in the sheet; nothing is said of them.
    fn tell_missing(&mut self) {
        let missing = self.comparer.missing(&self.corrections.persons);
        for sample in missing {
            let message = format!("The results of `{sample}` are no longer in the sheet");
            let help = "nothing is taken over for this person";
            self.diagnostics.push(
                Diagnostic::note(Code::SheetCellNotUnderstood, message)
                    .with_help(help)
                    .at(Place::in_file(self.comparer.file, None)),
            );
        }
    }

    fn tell_cell(&mut self, sheet: &SheetCells, place: CellPlace, message: &str, help: &str) {
        self.diagnostics.push(self.comparer.not_understood(sheet, place, message, help));
    }
}

/// What was typed in front of a grey name, wherever it stands.
fn beside(sheets: &[SheetCells], key: &str) -> String {
    let found = sheets.iter().find_map(|sheet| {
        let place = sheet.cells.keys().find(|place| sheet.text(**place) == Some(key))?;
        plain_text(sheet.cells.get(&(place.0, place.1.checked_sub(1)?))?)
    });
    found.unwrap_or_default()
}

fn plain_text(content: &CellContent) -> Option<String> {
    match content {
        CellContent::Text(text) | CellContent::Date(text) => Some(text.trim().to_owned()),
        CellContent::Number(number) => Some(number.to_string()),
        CellContent::Boolean(_) | CellContent::Error(_) | CellContent::Formula => None,
    }
}

fn is_confirmation(name: &str) -> bool {
    [CONFIRMED, ROW_CONFIRMED_BY, ROW_CONFIRMED_ON].contains(&name)
}
