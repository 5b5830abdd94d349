//! The sign-off sheet as a spreadsheet: an overview, results to correct, and what else a sheet says.
//!
//! Not the cells of the results, which are in `xlsx_results`.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use crate::report::document::{Document, DocumentLimits, Section, SectionKind, document};
use crate::report::originals::{HIDDEN_SHEET, MOST_CHARACTERS, Originals, SIGNED_BY, SIGNED_ON, shortened};
use crate::report::xlsx_results::results_sheet;
use crate::report::xlsx_styles::{Styles, height_for};
use crate::report::{Language, RuleLine, SheetError, SignOff, Words};
use crate::target::TargetSchema;

/// A spreadsheet holds a million rows; more than this nobody reads.
const LIMITS: DocumentLimits = DocumentLimits { most_rows: 20_000 };

/// A4.
const PAPER: u8 = 9;

/// The sheet as an XLSX file. The same sheet gives the same bytes.
///
/// # Errors
/// The results do not fit into a spreadsheet, such as those of too many persons.
pub fn sign_off_xlsx(
    sign_off: &SignOff,
    target: &TargetSchema,
    language: Language,
) -> Result<Vec<u8>, SheetError> {
    let words = language.words();
    let originals = Originals::of(sign_off, target, language);
    let document = document(sign_off, target, words, LIMITS);
    written(sign_off, target, words, &document, &originals)
        .map_err(|error| SheetError::NotWritten { why: error.to_string() })
}

fn written(
    sign_off: &SignOff,
    target: &TargetSchema,
    words: &Words,
    document: &Document,
    originals: &Originals,
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let made_at = ExcelDateTime::from_timestamp(sign_off.made_at.as_second())?;
    let properties = DocProperties::new().set_title(&document.title).set_creation_datetime(&made_at);
    workbook.set_properties(&properties);
    let styles = Styles::new();
    let mut names = Vec::new();
    overview(prepared(&mut workbook, &mut names, words.text("overview"))?, words, document, &styles)?;
    let mut n_results = 0;
    for section in &document.sections {
        let SectionKind::Results(place) = section.kind else { continue };
        let Some(rule_set) = sign_off.rule_sets.get(place) else { continue };
        // The first one is what people look for.
        let name = if n_results == 0 { words.text("results") } else { section.title.as_str() };
        n_results += 1;
        let sheet = prepared(&mut workbook, &mut names, name)?;
        results_sheet(sheet, rule_set, target, words, (&section.title, &styles))?;
    }
    for section in document.sections.iter().filter(|section| section.kind == SectionKind::Fields) {
        section_sheet(prepared(&mut workbook, &mut names, &section.title)?, section, &styles)?;
    }
    let tables: Vec<&Section> =
        document.sections.iter().filter(|section| section.kind == SectionKind::Table).collect();
    if !tables.is_empty() {
        let sheet = prepared(&mut workbook, &mut names, words.text("tables"))?;
        sheet.set_column_width(0, 40)?.set_column_width(1, 40)?;
        let mut row = 0;
        for section in tables {
            row = section_rows(sheet, row, (section, &[40.0, 40.0]), &styles)? + 1;
        }
    }
    let others = document
        .sections
        .iter()
        .filter(|section| matches!(section.kind, SectionKind::Variables | SectionKind::Problems));
    for section in others {
        section_sheet(prepared(&mut workbook, &mut names, &section.title)?, section, &styles)?;
    }
    hidden(workbook.add_worksheet(), originals)?;
    workbook.save_to_buffer()
}

/// A sheet of this name, ready for printing.
fn prepared<'w>(
    workbook: &'w mut Workbook,
    names: &mut Vec<String>,
    wanted: &str,
) -> Result<&'w mut Worksheet, XlsxError> {
    let name = free_name(names, wanted);
    let sheet = workbook.add_worksheet();
    sheet.set_name(&name)?;
    names.push(name);
    sheet.set_paper_size(PAPER).set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_footer("&L&F&C&A&R&P / &N").set_screen_gridlines(false);
    Ok(sheet)
}

/// A name that a sheet can have: at most 31 characters, none of `[]:*?/\`, no other one's.
fn free_name(taken: &[String], wanted: &str) -> String {
    let cleaned: String = wanted
        .chars()
        .map(
            |character| {
                if "[]:*?/\\'".contains(character) || character.is_control() { ' ' } else { character }
            },
        )
        .collect();
    let cleaned = cleaned.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_taken = |name: &str| {
        name.eq_ignore_ascii_case(HIDDEN_SHEET)
            || taken.iter().any(|other| other.to_lowercase() == name.to_lowercase())
    };
    let short: String = cleaned.chars().take(27).collect();
    let short = short.trim().to_owned();
    let first = if cleaned.chars().count() <= 31 { cleaned } else { short.clone() };
    if !first.is_empty() && !is_taken(&first) {
        return first;
    }
    let numbered = (2..).map(|number| format!("{short} {number}"));
    numbered.take(taken.len() + 1).find(|name| !is_taken(name)).unwrap_or(short)
}

fn overview(
    sheet: &mut Worksheet,
    words: &Words,
    document: &Document,
    styles: &Styles,
) -> Result<(), XlsxError> {
    sheet.set_column_width(0, 30)?.set_column_width(1, 90)?;
    sheet.write_string_with_format(0, 0, shortened(&document.title), &styles.title)?;
    sheet.merge_range(1, 0, 1, 1, &document.purpose, &styles.text)?;
    sheet.set_row_height(1, 48)?;
    let mut row = 3;
    for (label, value) in &document.facts {
        sheet.write_string_with_format(row, 0, label, &styles.head)?;
        sheet.write_string_with_format(row, 1, shortened(value), &styles.text)?;
        row += 1;
    }
    row += 1;
    let howto = words.fill("howto", &[words.text("confirmed")]);
    sheet.merge_range(row, 0, row, 1, &howto, &styles.text)?;
    sheet.set_row_height(row, 64)?;
    row += 2;
    sheet.write_string_with_format(row, 0, &document.agreed.title, &styles.heading)?;
    sheet.merge_range(row + 1, 0, row + 1, 1, &document.agreed.text, &styles.text)?;
    sheet.set_row_height(row + 1, 32)?;
    row += 2;
    // The grey names say which cell is which when rows were moved.
    let keys = [SIGNED_BY, SIGNED_ON].into_iter().map(Some).chain([None]);
    for (line, key) in document.agreed.lines.iter().zip(keys) {
        sheet.write_string_with_format(row, 0, line, &styles.head)?;
        sheet.write_blank(row, 1, &styles.entry)?;
        if let Some(key) = key {
            sheet.write_string_with_format(row, 2, key, &styles.key)?;
        }
        sheet.set_row_height(row, 26)?;
        row += 1;
    }
    Ok(())
}

fn section_sheet(sheet: &mut Worksheet, section: &Section, styles: &Styles) -> Result<(), XlsxError> {
    let widths: &[f64] = match section.kind {
        SectionKind::Fields => &[26.0, 62.0, 44.0, 50.0],
        SectionKind::Problems => &[14.0, 40.0, 100.0],
        _ => &[34.0, 34.0, 34.0, 34.0, 34.0, 34.0],
    };
    for (column, width) in (0..).zip(widths) {
        sheet.set_column_width(column, *width)?;
    }
    section_rows(sheet, 0, (section, widths), styles)?;
    Ok(())
}

/// Writes a section from a row on; the row behind it.
fn section_rows(
    sheet: &mut Worksheet,
    first: u32,
    (section, widths): (&Section, &[f64]),
    styles: &Styles,
) -> Result<u32, XlsxError> {
    let mut row = first;
    sheet.write_string_with_format(row, 0, &section.title, &styles.heading)?;
    row += 1;
    for line in &section.intro {
        let (text, style) = match line {
            RuleLine::Plain(text) => (text.clone(), &styles.free_text),
            RuleLine::Item(text) => (format!("• {text}"), &styles.free_text),
            RuleLine::Script(script) => (script.clone(), &styles.script),
        };
        sheet.write_string_with_format(row, 0, shortened(&text), style)?;
        row += 1;
    }
    let Some(table) = &section.table else { return Ok(row + 1) };
    row += 1;
    for (column, title) in (0..).zip(&table.head) {
        sheet.write_string_with_format(row, column, title, &styles.head)?;
    }
    row += 1;
    for cells in &table.rows {
        let texts: Vec<String> = cells.iter().map(|cell| shortened(&cell_text(&cell.lines))).collect();
        let fitted = texts.iter().map(String::as_str).zip(widths.iter().copied());
        if let Some(height) = height_for(fitted) {
            sheet.set_row_height(row, height)?;
        }
        for (column, (cell, text)) in (0..).zip(cells.iter().zip(texts)) {
            let style = if cell.is_quiet { &styles.quiet } else { &styles.text };
            let style = if column == 0 { &styles.field } else { style };
            sheet.write_string_with_format(row, column, text, style)?;
        }
        row += 1;
    }
    Ok(row)
}

/// The lines of a cell, those of a list with their numbers.
fn cell_text(lines: &[RuleLine]) -> String {
    let mut n_items = 0;
    let lines = lines.iter().map(|line| match line {
        RuleLine::Plain(text) => text.clone(),
        RuleLine::Script(script) => script.clone(),
        RuleLine::Item(text) => {
            n_items += 1;
            format!("{n_items}. {text}")
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The sheet that only the program reads: a line in a row, long ones over several cells.
fn hidden(sheet: &mut Worksheet, originals: &Originals) -> Result<(), XlsxError> {
    sheet.set_name(HIDDEN_SHEET)?;
    for (row, line) in (0..).zip(originals.lines()) {
        for (column, piece) in (0..).zip(pieces(&line)) {
            sheet.write_string(row, column, piece)?;
        }
    }
    sheet.set_very_hidden(true);
    Ok(())
}

/// A text in pieces that fit into a cell each. None begins or ends with a blank, which spreadsheets
/// may lose.
fn pieces(line: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut length = 0;
    for character in line.chars() {
        let piece = pieces.last_mut().expect("there is always one");
        let is_full = length + character.len_utf16() > MOST_CHARACTERS;
        if is_full && character != ' ' && !piece.ends_with(' ') {
            pieces.push(character.to_string());
            length = character.len_utf16();
        } else {
            piece.push(character);
            length += character.len_utf16();
        }
    }
    pieces
}
