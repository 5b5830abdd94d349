//! A customer who opens a spreadsheet, types into it, and saves it with another program: all cells are
//! read and written anew, without formats and hidden sheets.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use rust_xlsxwriter::{Formula, Workbook};

/// The cells of a sheet, by row and column.
type Cells = BTreeMap<(u32, u16), Cell>;

/// A spreadsheet as a customer has it.
pub struct Customer {
    sheets: Vec<(String, Cells)>,
    merged: Vec<(usize, [u32; 4])>,
}

/// What a customer types.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Text(String),
    Number(f64),
    Boolean(bool),
    Formula(String),
}

impl Customer {
    /// Opens a spreadsheet.
    pub fn open(bytes: &[u8]) -> Self {
        let mut workbook = Xlsx::new(Cursor::new(bytes)).expect("a spreadsheet");
        let names = workbook.sheet_names();
        let sheets = names.into_iter().map(|name| {
            let range = workbook.worksheet_range(&name).expect("a sheet");
            let start = range.start().unwrap_or_default();
            let cells = range.used_cells().filter_map(|(row, column, data)| {
                let place = (start.0 + row as u32, (start.1 as usize + column) as u16);
                let cell = match data {
                    Data::String(text) => Cell::Text(text.clone()),
                    Data::Float(number) => Cell::Number(*number),
                    Data::Bool(is_true) => Cell::Boolean(*is_true),
                    _ => return None,
                };
                Some((place, cell))
            });
            (name, cells.collect())
        });
        Self { sheets: sheets.collect(), merged: Vec::new() }
    }

    /// Saves it again.
    pub fn save(&self) -> Vec<u8> {
        let mut workbook = Workbook::new();
        for (idx, (name, cells)) in self.sheets.iter().enumerate() {
            let sheet = workbook.add_worksheet();
            sheet.set_name(name).expect("a name");
            for ((row, column), cell) in cells {
                match cell {
                    Cell::Text(text) => sheet.write_string(*row, *column, text).expect("a cell"),
                    Cell::Number(number) => sheet.write_number(*row, *column, *number).expect("a cell"),
                    Cell::Boolean(is_true) => sheet.write_boolean(*row, *column, *is_true).expect("a cell"),
                    Cell::Formula(text) => sheet
                        .write_formula(*row, *column, Formula::new(text).set_result("x"))
                        .expect("a cell"),
                };
            }
            for (_, [top, left, bottom, right]) in self.merged.iter().filter(|(sheet, _)| *sheet == idx) {
                let format = rust_xlsxwriter::Format::new();
                let columns = (*left as u16, *right as u16);
                sheet.merge_range(*top, columns.0, *bottom, columns.1, "both", &format).expect("cells");
            }
        }
        workbook.save_to_buffer().expect("a spreadsheet")
    }

    /// The place of the cell with a text in the sheet `Results`.
    #[track_caller]
    pub fn find(&self, text: &str) -> (u32, u16) {
        let wanted = Cell::Text(text.to_owned());
        let found = self.sheets[self.results()].1.iter().find(|(_, cell)| **cell == wanted);
        *found.unwrap_or_else(|| panic!("there is no `{text}`")).0
    }

    fn results(&self) -> usize {
        self.sheets.iter().position(|(_, cells)| cells.values().any(is_corner)).expect("results")
    }

    /// The cell of a field and a person, by their grey names.
    #[track_caller]
    pub fn place(&self, field: &str, person: &str) -> (u32, u16) {
        (self.row_of(field), self.find(person).1)
    }

    fn row_of(&self, field: &str) -> u32 {
        let column = self.corner().1;
        let cells = self.sheets[self.results()].1.iter();
        let is_key = |cell: &Cell| *cell == Cell::Text(field.to_owned());
        let found = cells.filter(|((_, at), cell)| *at == column && is_key(cell));
        found.map(|((row, _), _)| *row).next().unwrap_or_else(|| panic!("there is no row {field}"))
    }

    fn corner(&self) -> (u32, u16) {
        *self.sheets[self.results()].1.iter().find(|(_, cell)| is_corner(cell)).expect("a corner").0
    }

    /// Types over the result of a field for a person; `None` empties the cell.
    pub fn types(mut self, field: &str, person: &str, cell: Option<Cell>) -> Self {
        let place = self.place(field, person);
        let results = self.results();
        match cell {
            Some(cell) => self.sheets[results].1.insert(place, cell),
            None => self.sheets[results].1.remove(&place),
        };
        self
    }

    /// Types a text into it.
    pub fn corrects(self, field: &str, person: &str, text: &str) -> Self {
        self.types(field, person, Some(Cell::Text(text.to_owned())))
    }

    /// Puts an x to a whole field.
    pub fn confirms_field(mut self, field: &str) -> Self {
        let place = (self.row_of(field), self.find(":confirmed").1);
        let results = self.results();
        self.sheets[results].1.insert(place, Cell::Text("x".to_owned()));
        self
    }

    /// Puts together the cells of a field of all persons.
    pub fn merges(mut self, field: &str, first: &str, last: &str) -> Self {
        let (row, left) = self.place(field, first);
        let (_, right) = self.place(field, last);
        let results = self.results();
        self.sheets[results].1.retain(|place, _| place.0 != row || !(left..=right).contains(&place.1));
        self.merged.push((results, [row, u32::from(left), row, u32::from(right)]));
        self
    }

    /// Sorts the fields from the last to the first, puts an empty row between the rows, swaps columns,
    /// and gives the sheet another name.
    pub fn rearranges(mut self) -> Self {
        let results = self.results();
        let corner = self.corner();
        let last = self.sheets[results].1.keys().map(|place| place.1).max().expect("cells");
        let cells = std::mem::take(&mut self.sheets[results].1);
        let moved = cells.into_iter().map(|((row, column), cell)| {
            let row = if row > corner.0 { corner.0 + 2 * (100 - row) } else { row };
            ((row, last - column), cell)
        });
        self.sheets[results].1 = moved.collect();
        "Mein Blatt".clone_into(&mut self.sheets[results].0);
        self
    }

    /// Throws a sheet away.
    pub fn without_sheet(mut self, name: &str) -> Self {
        self.sheets.retain(|(known, _)| known != name);
        self
    }

    /// Changes a cell of a sheet by its name and place.
    pub fn changes(mut self, sheet: &str, place: (u32, u16), change: impl Fn(&str) -> String) -> Self {
        let cells = &mut self.sheets.iter_mut().find(|(name, _)| name == sheet).expect("a sheet").1;
        let Some(Cell::Text(text)) = cells.get_mut(&place) else { panic!("no text") };
        *text = change(text);
        self
    }
}

fn is_corner(cell: &Cell) -> bool {
    matches!(cell, Cell::Text(text) if text.starts_with("scimwright:"))
}
