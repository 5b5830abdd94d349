//! A cell that came back, held against what stood in it.

use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::report::Language;
use crate::report::cells::{CellContent, CellPlace, SheetCells};
use crate::report::corrections::{CorrectedCell, PersonConfirmed};
use crate::report::originals::{Original, Originals, ROW_RECORD};
use crate::report::value_text::value_of_text;
use crate::target::{Directory, FieldType, TargetField, TargetSchema, check_value};

/// From this number on a spreadsheet loses digits.
const LARGEST_EXACT: f64 = 1e15;

/// What became of a cell.
pub(super) enum Compared {
    /// It says what it said, by meaning.
    Untouched,
    /// It says something else; with a remark on it, if there is one.
    Corrected(Box<CorrectedCell>, Option<Box<Diagnostic>>),
    /// Nobody can say what it means.
    NotUnderstood(Box<Diagnostic>),
}

/// Compares cells with their originals.
pub(super) struct Comparer<'c> {
    pub target: &'c TargetSchema,
    pub directory: &'c Directory,
    pub originals: &'c Originals,
    pub file: &'c str,
}

impl Comparer<'_> {
    /// Whether there are results of a person.
    pub fn knows(&self, record_type: &str, sample: &str) -> bool {
        self.originals.find(record_type, sample, ROW_RECORD).is_some()
    }

    /// The persons that were given out and did not come back.
    pub fn missing(&self, came: &[PersonConfirmed]) -> Vec<String> {
        let records = self.originals.results.iter().filter(|result| result.field == ROW_RECORD);
        let is_missing = |result: &&Original| {
            !came
                .iter()
                .any(|person| person.record_type == result.record_type && person.sample == result.sample)
        };
        records.filter(is_missing).map(|result| result.sample.clone()).collect()
    }

    /// Holds a cell against the result that stood in it.
    pub fn compare(&self, sheet: &SheetCells, place: CellPlace, key: (&str, &str, &str)) -> Compared {
        let (record_type, sample, field_name) = key;
        let Some(original) = self.originals.find(record_type, sample, field_name) else {
            let message = format!("No field `{field_name}` is in the sheet that was given out");
            return self.refused(sheet, place, &message, "put the grey name back");
        };
        if sheet.is_merged(place) {
            let help = "take the cells apart again, so that each person has a result";
            return self.refused(sheet, place, "The cell was merged with others", help);
        }
        let content = sheet.cells.get(&place);
        let text = match content {
            None => String::new(),
            Some(content) => match text_of(content) {
                Ok(text) => text,
                Err((message, help)) => return self.refused(sheet, place, &message, help),
            },
        };
        if is_same_text(&text, &original.shown) {
            return Compared::Untouched;
        }
        if original.shown.ends_with('…') && original.field != ROW_RECORD && is_cut(original) {
            let help = "say in words what is to be changed";
            return self.refused(sheet, place, "The result was too long to be shown as a whole", help);
        }
        if field_name == ROW_RECORD {
            return self.compare_status(sheet, place, original, &text);
        }
        let record_type = self.target.record_type(record_type);
        let Some(field) = record_type.and_then(|record_type| record_type.field(field_name)) else {
            let message = format!("{} has no field `{field_name}` any more", self.target.title);
            return self.refused(sheet, place, &message, "give out a new sheet");
        };
        self.compare_value(sheet, place, (original, field), &text)
    }

    fn compare_status(
        &self,
        sheet: &SheetCells,
        place: CellPlace,
        original: &Original,
        text: &str,
    ) -> Compared {
        match status_of(text) {
            Some(status) if original.value == status => Compared::Untouched,
            Some(status) => {
                Compared::Corrected(Box::new(corrected(sheet, place, original, Value::from(status))), None)
            }
            None => {
                let help = "write one of the words that stand in this row, such as “is not written”";
                self.refused(sheet, place, "This does not say whether the record is written", help)
            }
        }
    }

    fn compare_value(
        &self,
        sheet: &SheetCells,
        place: CellPlace,
        (original, field): (&Original, &TargetField),
        text: &str,
    ) -> Compared {
        match self.value_of(field, text, &original.value) {
            Err(diagnostic) => {
                let message = format!("{}: {}", field.title, diagnostic.message);
                let help = diagnostic.help.unwrap_or_default();
                self.refused(sheet, place, &message, &help)
            }
            Ok((value, _)) if self.is_same(field, &value, &original.value) => Compared::Untouched,
            Ok((value, remark)) => {
                let remark = remark.map(|remark| {
                    let message = format!("{}: {}", field.title, remark.message);
                    let code = Code::SheetCellDoubtful;
                    let diagnostic = Diagnostic::warning(code, told(sheet, place, &message));
                    let diagnostic = diagnostic.with_help("the correction is taken over as it is typed");
                    Box::new(diagnostic.at(Place::in_file(self.file, None)))
                });
                Compared::Corrected(Box::new(corrected(sheet, place, original, value)), remark)
            }
        }
    }

    /// What a text means for a field, with a remark when the target may not know the record that it
    /// refers to. The remark is an error when the target does not take the value at all.
    fn value_of(
        &self,
        field: &TargetField,
        text: &str,
        original: &Value,
    ) -> Result<(Value, Option<Diagnostic>), Box<Diagnostic>> {
        let wrong = |wanted: String| {
            let message = format!("`{}` is not understood", shown(text));
            Box::new(Diagnostic::error(Code::SheetCellNotUnderstood, message).with_help(wanted))
        };
        let value = value_of_text(field, text, original).map_err(wrong)?;
        if value.is_null() {
            return Ok((value, None));
        }
        let value = match &field.field_type {
            FieldType::Enumeration { enumeration } => self.known_value(enumeration, value),
            _ => value,
        };
        let checked = check_value(self.target, self.directory, field, &value);
        let mut errors = checked.diagnostics.iter().filter(|found| found.severity == Severity::Error);
        if let Some(error) = errors.find(|error| error.code != Code::ReferenceNotFound) {
            return Err(Box::new(error.clone()));
        }
        let unknown = checked.diagnostics.into_iter().find(|found| found.severity == Severity::Error);
        // A record that is not known is taken by the text that was typed.
        let value = if unknown.is_some() { value } else { checked.value };
        Ok((value, unknown))
    }

    /// The value of an enumeration that is meant, whatever its case.
    fn known_value(&self, enumeration: &str, value: Value) -> Value {
        let Some(text) = value.as_str() else { return value };
        let values = self.target.enumeration(enumeration).map(|enumeration| &enumeration.values);
        let known = values.and_then(|values| values.iter().find(|known| known.eq_ignore_ascii_case(text)));
        known.map_or(value.clone(), |known| Value::from(known.as_str()))
    }

    /// Whether two values are the same in the field's type.
    fn is_same(&self, field: &TargetField, value: &Value, original: &Value) -> bool {
        let is_empty = |value: &Value| match value {
            Value::Null => true,
            Value::String(text) => text.trim().is_empty(),
            Value::Array(items) => items.is_empty(),
            _ => false,
        };
        if value == original || (is_empty(value) && is_empty(original)) {
            return true;
        }
        let read = |value: &Value| check_value(self.target, self.directory, field, value).value;
        !is_empty(value) && !is_empty(original) && read(value) == read(original)
    }

    fn refused(&self, sheet: &SheetCells, place: CellPlace, message: &str, help: &str) -> Compared {
        Compared::NotUnderstood(Box::new(self.not_understood(sheet, place, message, help)))
    }

    /// The remark on a cell that is passed over.
    pub fn not_understood(
        &self,
        sheet: &SheetCells,
        place: CellPlace,
        message: &str,
        help: &str,
    ) -> Diagnostic {
        let message = told(sheet, place, message);
        let diagnostic = Diagnostic::error(Code::SheetCellNotUnderstood, message);
        diagnostic.with_help(help).at(Place::in_file(self.file, None))
    }
}

fn told(sheet: &SheetCells, place: CellPlace, message: &str) -> String {
    format!("{}: {message}", sheet.address(place))
}

fn corrected(sheet: &SheetCells, place: CellPlace, original: &Original, after: Value) -> CorrectedCell {
    CorrectedCell {
        address: sheet.address(place),
        record_type: original.record_type.clone(),
        sample: original.sample.clone(),
        field: original.field.clone(),
        is_status: original.field == ROW_RECORD,
        before: original.value.clone(),
        after,
    }
}

/// The text of a cell, or why it has none, with help.
fn text_of(content: &CellContent) -> Result<String, (String, &'static str)> {
    match content {
        CellContent::Text(text) | CellContent::Date(text) => Ok(text.clone()),
        CellContent::Boolean(is_true) => Ok(is_true.to_string()),
        CellContent::Number(number) if number.abs() >= LARGEST_EXACT => {
            let help = "type it again with an apostrophe in front of it";
            Err(("The spreadsheet made a number of this and may have lost digits".to_owned(), help))
        }
        CellContent::Number(number) => Ok(number.to_string()),
        CellContent::Formula => {
            Err(("The cell is computed by a formula".to_owned(), "type the value in place of the formula"))
        }
        CellContent::Error(error) => {
            Err((format!("The spreadsheet says {error}"), "type the value that is meant"))
        }
    }
}

/// Whether two texts differ in nothing but what spreadsheets do to them.
fn is_same_text(left: &str, right: &str) -> bool {
    let lines = |text: &str| {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        text.trim().lines().map(|line| line.trim().to_owned()).collect::<Vec<_>>()
    };
    lines(left) == lines(right)
}

/// Whether more was to be shown than fits into a cell.
fn is_cut(original: &Original) -> bool {
    original.shown.encode_utf16().count() + 1 >= crate::report::originals::MOST_CHARACTERS
}

/// The status that the words of any language mean.
fn status_of(text: &str) -> Option<&'static str> {
    const KEYS: [(&str, &str); 4] = [
        ("status.created", "written"),
        ("status.updated", "written"),
        ("status.rejected", "rejected"),
        ("status.failed", "failed"),
    ];
    let text = text.trim();
    let is_said = |key: &str| {
        Language::ALL.iter().any(|language| language.words().text(key).eq_ignore_ascii_case(text))
    };
    KEYS.into_iter().find(|(key, _)| is_said(key)).map(|(_, status)| status)
}

fn shown(text: &str) -> String {
    if text.chars().count() <= 60 {
        return text.to_owned();
    }
    text.chars().take(59).chain(['…']).collect()
}
