//! The sheet of results that a customer corrects and confirms: a row per field, a column per person.
//!
//! The names in grey say which cell is which when rows and columns were moved, sorted or inserted.

use rust_xlsxwriter::{Note, Worksheet, XlsxError};
use serde_json::Value;

use crate::mapping::RunStatus;
use crate::report::document::{status_key, status_words};
use crate::report::originals::{
    CONFIRMED, CORNER, ROW_CONFIRMED_BY, ROW_CONFIRMED_ON, ROW_RECORD, shortened,
};
use crate::report::value_text::value_text;
use crate::report::xlsx_styles::{Styles, height_for};
use crate::report::{SignOffRuleSet, Words};
use crate::target::TargetSchema;

const HEAD_ROW: u32 = 3;
const KEY_ROW: u32 = 4;
const FIRST_ROW: u32 = 5;
const KEY_COLUMN: u16 = 1;
const CONFIRMED_COLUMN: u16 = 2;
const FIRST_PERSON: u16 = 3;

/// The width of the column of a person, in characters.
const PERSON_WIDTH: f64 = 30.0;

/// Writes the results of a rule set.
pub(super) fn results_sheet(
    sheet: &mut Worksheet,
    rule_set: &SignOffRuleSet,
    target: &TargetSchema,
    words: &Words,
    (title, styles): (&str, &Styles),
) -> Result<(), XlsxError> {
    let n_persons = u16::try_from(rule_set.persons.len()).unwrap_or(u16::MAX);
    sheet
        .set_column_width(0, 24)?
        .set_column_width(KEY_COLUMN, 16)?
        .set_column_width(CONFIRMED_COLUMN, 12)?;
    for column in (0..n_persons).map(|person| FIRST_PERSON.saturating_add(person)) {
        sheet.set_column_width(column, PERSON_WIDTH)?;
    }
    sheet.write_string_with_format(0, 0, title, &styles.heading)?;
    let howto = words.fill("howto", &[words.text("confirmed")]);
    sheet.merge_range(1, 0, 1, FIRST_PERSON.saturating_add(2), &howto, &styles.text)?;
    sheet.set_row_height(1, 50)?;
    let head = ["field", "field_name", "confirmed"];
    for (column, key) in (0..).zip(head) {
        sheet.write_string_with_format(HEAD_ROW, column, words.text(key), &styles.head)?;
    }
    let names = rule_set.persons.iter().map(|person| (person.name.as_str(), PERSON_WIDTH));
    if let Some(height) = height_for(names) {
        sheet.set_row_height(HEAD_ROW, height)?;
    }
    sheet.write_blank(KEY_ROW, 0, &styles.key)?;
    let corner = format!("{CORNER}{}", rule_set.record_type);
    sheet.write_string_with_format(KEY_ROW, KEY_COLUMN, corner, &styles.key)?;
    sheet.write_string_with_format(KEY_ROW, CONFIRMED_COLUMN, CONFIRMED, &styles.key)?;
    for (column, person) in (FIRST_PERSON..).zip(&rule_set.persons) {
        sheet.write_string_with_format(HEAD_ROW, column, shortened(&person.name), &styles.head)?;
        sheet.write_string_with_format(KEY_ROW, column, &person.sample, &styles.key)?;
    }
    let row = rows(sheet, rule_set, target, words, styles)?;
    let row = confirmations(sheet, row, rule_set, words, styles)?;
    sheet.set_freeze_panes(FIRST_ROW, FIRST_PERSON)?;
    sheet.set_repeat_rows(HEAD_ROW, KEY_ROW)?;
    sheet.set_repeat_columns(0, CONFIRMED_COLUMN)?;
    let last = FIRST_PERSON.saturating_add(n_persons).saturating_sub(1);
    sheet.set_print_area(0, 0, row.saturating_sub(1), last.max(FIRST_PERSON + 2))?;
    Ok(())
}

/// The record and the fields; the row behind them.
fn rows(
    sheet: &mut Worksheet,
    rule_set: &SignOffRuleSet,
    target: &TargetSchema,
    words: &Words,
    styles: &Styles,
) -> Result<u32, XlsxError> {
    let mut row = FIRST_ROW;
    sheet.write_string_with_format(row, 0, words.text("record"), &styles.field)?;
    sheet.write_string_with_format(row, KEY_COLUMN, ROW_RECORD, &styles.key)?;
    sheet.write_blank(row, CONFIRMED_COLUMN, &styles.entry)?;
    for (column, person) in (FIRST_PERSON..).zip(&rule_set.persons) {
        sheet.write_string_with_format(row, column, words.text(status_key(person)), &styles.result)?;
        if person.status != RunStatus::Written && person.reason.is_some() {
            sheet.insert_note(row, column, &Note::new(status_words(words, person)).set_author(""))?;
        }
    }
    let record_type = target.record_type(&rule_set.record_type);
    for (place, name) in rule_set.result_fields().into_iter().enumerate() {
        row += 1;
        let field = record_type.and_then(|record_type| record_type.field(name));
        let title = field.map_or(name, |field| field.title.as_str());
        sheet.write_string_with_format(row, 0, title, &styles.field)?;
        sheet.write_string_with_format(row, KEY_COLUMN, name, &styles.key)?;
        sheet.write_blank(row, CONFIRMED_COLUMN, &styles.entry)?;
        let texts = rule_set.persons.iter().map(|person| {
            let value = person.values.get(place).unwrap_or(&Value::Null);
            shortened(&value_text(words, field, value))
        });
        let texts: Vec<String> = texts.collect();
        if let Some(height) = height_for(texts.iter().map(|text| (text.as_str(), PERSON_WIDTH))) {
            sheet.set_row_height(row, height)?;
        }
        for (column, (person, text)) in (FIRST_PERSON..).zip(rule_set.persons.iter().zip(texts)) {
            let is_written = person.status == RunStatus::Written;
            let style = if is_written { &styles.result } else { &styles.quiet_result };
            if text.is_empty() {
                sheet.write_blank(row, column, style)?;
            } else {
                sheet.write_string_with_format(row, column, text, style)?;
            }
        }
    }
    Ok(row + 1)
}

/// Where a person as a whole is confirmed; the row behind it.
fn confirmations(
    sheet: &mut Worksheet,
    first: u32,
    rule_set: &SignOffRuleSet,
    words: &Words,
    styles: &Styles,
) -> Result<u32, XlsxError> {
    let lines =
        [("confirmed", CONFIRMED), ("confirmed_by", ROW_CONFIRMED_BY), ("confirmed_on", ROW_CONFIRMED_ON)];
    let mut row = first;
    for (key, name) in lines {
        sheet.write_string_with_format(row, 0, words.text(key), &styles.head)?;
        sheet.write_string_with_format(row, KEY_COLUMN, name, &styles.key)?;
        for (column, _) in (FIRST_PERSON..).zip(&rule_set.persons) {
            sheet.write_blank(row, column, &styles.entry)?;
        }
        row += 1;
    }
    Ok(row)
}
